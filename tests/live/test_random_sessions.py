"""Random sessions, run for real in this process: where it is said that a fresh run gives the same, it gives the same."""

from __future__ import annotations

import ast
import contextlib
import io
import random
import re
from collections.abc import Mapping
from typing import Any

import pytest

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.model import Cell

from .kernel import bound
from .sessions import Desk

TEXTS = (
    "x = 1", "x = 2", "y = x + 1", "print(x)", "print(y)", "x = x + 1", "x += 1", "del x", "x = y", "y = 7  # seven",
    "rows = []", "rows = [3, 1]", "rows.append(x)", "print(rows)", "rows = sorted(rows)", "rows = rows[1:]", "other = rows", "other.append(5)",
    "row = {'a': 1}", "row['b'] = row['a'] * 2", "row['a'] = row['a'] + 1", "print(row)", "row['c'] = x\nprint(row['c'])", "print(len(row))",
    "def f():\n    return x", "print(f())", "def g(to=x):\n    rows.append(to)", "g()", "if x > 1:\n    y = 5", "for i in range(2):\n    rows.append(i)",
    "x = 1\nprint(1 / (x - 1))", "y = 1 / 0", "x = 3\nnowhere\ny = 4", "import math", "import math\ny = math.floor(x)", "z = [rows]",
    "z[0].append(8)", "z = 0",
    "class A:\n    n = 0", "a = A()", "a.n = x", "print(a.n)", "[x, y] = [y, x]", "try:\n    y = x\nexcept NameError:\n    y = 0",
)  # fmt: skip


class Python:
    """A Python of one's own: names, and what each cell printed."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.shown: dict[str | None, str] = {}

    def execute(self, source: str, cell: str | None, interrupted: bool = False) -> Execution:
        said = io.StringIO()
        error = None
        with contextlib.redirect_stdout(said):
            try:
                exec(compile(source, "<cell>", "exec"), self.names)
            except Exception as failure:
                error = type(failure).__name__
                said.write(f"{error}: {failure}")
        self.shown[cell] = said.getvalue()
        return Execution(0, source, cell, status="error" if error else "ok", error=error)

    def value(self, name: str) -> str | None:
        return re.sub(r" at 0x\w+", "", f"{self.names[name]!r} {getattr(self.names[name], '__dict__', '')}") if name in self.names else None


def differs(page: list[Cell], last: Mapping[str, Execution], live: Python, edited: set[str]) -> list[str]:
    """What a fresh run gives otherwise. Of cells that were edited neither what they show is compared nor what they bind."""
    cells = list(page)
    while cells and cells[-1].id not in last:
        cells.pop()
    fresh = Python()
    names: set[str] = set()
    lost: set[str] = set()
    found = []
    for at, cell in enumerate(cells):
        run = last.get(cell.id or "")
        done = fresh.execute(cell.source, cell.id)
        if run is not None:
            names |= bound(cell.source)
        if cell.id in edited and run is not None:
            lost |= names_in(cell.source) | names_in(run.source)
        elif run is not None and fresh.shown[cell.id] != live.shown[cell.id]:
            found.append(f"{cell.id} shows {fresh.shown[cell.id]!r} and showed {live.shown[cell.id]!r}")
        if done.status == "error":
            if run is None and done.error != "NameError":
                return []  # which only running can tell
            if run is None or run.status != "error":
                found += [f"{cell.id} fails"] if cell.id not in edited else []
            below = cells[at + 1 :]
            lost |= bound(cell.source).union(*(names_in(other.source) for other in below))
            lost |= set().union(*(names_in(last[other.id or ""].source) for other in below if other.id in last))
            break
    return found + [
        f"{name} is {fresh.value(name)} and was {live.value(name)}"
        for name in sorted(names - lost)
        if fresh.value(name) != live.value(name)
    ]


def names_in(source: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)} | bound(source)


def random_step(desk: Desk, dice: random.Random, fresh_id: str) -> str:
    names = [cell.id for cell in desk.page]
    text = dice.choice(TEXTS).replace("\n", "\\n")
    kind = dice.choices(["run", "edit", "insert", "delete", "move", "console"], [60, 8, 5, 4, 4, 6])[0]
    if kind == "run" and names:
        return f"run {dice.choice(names)}"
    if kind == "edit" and names:
        return f"edit {dice.choice(names)} | {text}"
    if kind == "delete" and len(names) > 2:
        return f"delete {dice.choice(names)}"
    if kind == "move" and len(names) > 2:
        one, other = dice.sample(names, 2)
        return f"move {one} after {other}"
    if kind == "console":
        return f"console | {text}"
    return f"insert {fresh_id} after {dice.choice(names)} | {text}"


def session(seed: int) -> list[str]:
    """What is wrong in one random session; the first steps run all cells, as people do."""
    dice = random.Random(seed)
    page = [Cell(index, f"c{index}", "code", dice.choice(TEXTS)) for index in range(dice.randint(3, 6))]
    python = Python()
    desk = Desk(page, execute=python.execute, check_status=False)
    steps = [f"run c{index}" for index in range(len(page))] if dice.random() < 0.8 else []
    before = [f"{cell.id}: {cell.source!r}" for cell in page]
    done = []
    for number in range(16):
        step = steps.pop(0) if steps else random_step(desk, dice, f"n{number}")
        desk.do(step)
        done.append(step)
        live = desk.look()
        last = {execution.cell: execution for execution in desk.ran if execution.cell is not None}
        edited = {desk.page[cell].id or "" for cell in live.edited}
        if live.state in ("valid", "weakly-valid"):
            wrong = differs(desk.page, last, python, edited)
            if wrong:
                return ["\n".join([*before, " / ".join(done), f"{live.state}, but {wrong}"])]
    return []


@pytest.mark.parametrize("block", [pytest.param(block, marks=[pytest.mark.long] if block else []) for block in range(10)])
def test_what_is_called_valid_is(block: int) -> None:
    wrong = [found for seed in range(block * 300, block * 300 + 300) for found in session(seed)]
    assert not wrong, f"{len(wrong)} sessions\n" + "\n\n".join(wrong[:5])
