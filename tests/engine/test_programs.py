"""Random small programs: Python stops at the same name, in the same cell, as the engine says first, or at one that it calls uncertain."""

from __future__ import annotations

from random import Random

import pytest

from .notebooks import graph_of

NAMES = "abcd"


class Programs:
    """Makes programs out of names that may be bound or not. They end, and do nothing to the world."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def name(self) -> str:
        return self.random.choice(NAMES)

    def cells(self) -> tuple[str, ...]:
        return tuple("\n".join(self.body(0)) for _ in range(4))

    def value(self, depth: int = 0) -> str:
        """An expression."""
        name, other = self.name(), self.name()
        if depth > 3:
            return name
        inner = self.value(depth + 1)
        shapes = (
            f"[{inner} for {other} in [1]]",
            f"[{name} for {other} in [{inner}] if 1]",
            f"(lambda {other}=1: {inner})()",
            f"(lambda: {inner})()",
            f"({name} := {inner})",
            f"[{name}, {inner}]",
            f"f'{{{name}}}'",
            f"{{1: {name}, 2: {inner}}}",
            "7",
        )
        return self.random.choice(shapes) if self.random.random() < 0.6 else name

    def body(self, indent: int, in_class: bool = False) -> list[str]:
        return [line for _ in range(self.random.randint(1, 3)) for line in self.statement(indent, in_class)]

    def statement(self, indent: int, in_class: bool) -> list[str]:
        """The lines of one statement."""
        space, name, pick = " " * indent, self.name(), self.random.random()
        if pick < 0.3:
            return [f"{space}{name} = {self.value()}"]
        if pick < 0.45:
            return [f"{space}{self.value()}"]
        if pick < 0.5 and not in_class:
            return [f"{space}del {name}"]
        if pick < 0.6:
            return [f"{space}{self.random.choice('fgh')}()"]
        if indent > 1:
            return [f"{space}{name} = {self.name()}"]
        inner = self.body(indent + 1, in_class)
        if pick < 0.72:
            given = self.random.choice(("", "a=1", f"b={name}"))
            declared = [f"{space} global {self.random.choice('cd')}"] if self.random.random() < 0.4 else []
            return [
                f"{space}def {self.random.choice('fgh')}({given}):",
                *declared,
                *self.body(indent + 1),
                f"{space} return {self.value()}",
            ]
        if pick < 0.78:
            return [f"{space}if {self.random.choice(('True', 'False'))}:", *inner, f"{space}else:", *self.body(indent + 1, in_class)]
        if pick < 0.84:
            return [f"{space}for {name} in [1]:", *inner]
        if pick < 0.92 and not in_class:
            caught = self.random.choice(("NameError", "ValueError", "(NameError, ValueError)", f"NameError as {name}"))
            return [f"{space}try:", *inner, f"{space}except {caught}:", *self.body(indent + 1)]
        body = self.body(indent + 1, in_class=True)
        return [f"{space}class C:", *body, f"{space} def m(self): return {self.value()}", f"{space}C().m()"]


def run(cells: tuple[str, ...]) -> tuple[int, str] | str | None:
    """Cell and name at which Python stops; None where it does not, a word where that is for another reason."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    for index, cell in enumerate(cells):
        try:
            exec(compile(cell, "cell", "exec"), namespace)
        except NameError as error:
            is_local = isinstance(error, UnboundLocalError) or "free variable" in str(error)
            return "local" if is_local else (index, error.name or "")
        except (Exception, RecursionError):
            return "other"
    return None


def compare(seed: int) -> bool:
    """True where there was something to compare."""
    cells = Programs(seed).cells()
    try:
        stopped = run(cells)
    except SyntaxError:
        return False
    if isinstance(stopped, str):
        return False
    reads = [read for read in graph_of(cells).missing() if read.called and not (read.guarded and stopped is None)]
    sure = [
        (read.cell, read.name)
        for read in reads
        if read.missing in ("never-defined", "defined-later", "deleted") and read.certain and not read.guarded
    ]
    first = sure[0] if sure else None
    perhaps = {(read.cell, read.name) for read in reads}
    told = first == stopped or (stopped is not None and stopped in perhaps and (first is None or first[0] >= stopped[0]))
    assert told, f"seed {seed}: Python stops at {stopped}, the engine says {sure[:3]}\n" + "\n# %%\n".join(cells)
    return True


def test_python_stops_where_the_engine_says() -> None:
    assert sum(compare(seed) for seed in range(600)) > 300


@pytest.mark.long
@pytest.mark.parametrize("start", range(10_000, 50_000, 2_000))
def test_python_stops_where_the_engine_says_at_length(start: int) -> None:
    assert sum(compare(seed) for seed in range(start, start + 2_000)) > 1000
