"""The step notebooks as text: what a step takes can be seen by readers and by tools."""

from __future__ import annotations

import json
from pathlib import Path

from jupyter_mldebt.engine import Engine

from .runs import pipeline

NAMES = [f"value_{number}_of_many" for number in range(12)]


def load_cell(folder: Path, number: int) -> str:
    """The source of the cell that loads what a step takes; steps by number from 1."""
    step = sorted(folder.glob("steps/*.ipynb"))[number - 1]
    cells = json.loads(step.read_text(encoding="utf-8"))["cells"]
    return next("".join(cell["source"]) for cell in cells if "nbcheck-load" in cell["metadata"].get("tags", ()))


def test_names_that_are_surely_there_are_assigned(tmp_path):
    folder = pipeline(
        tmp_path,
        "#md # One",
        "rows = list(map(int, '12'))\ntotal = len(rows)\nprint(total)",
        "#md # Two",
        "print(rows, total)",
        "#md # Three",
        "print(rows)",
    )
    assert '\nrows, total = _handover.load({"01-one": ["rows", "total"]}' in load_cell(folder, 2)
    assert '\n(rows,) = _handover.load({"01-one": ["rows"]}' in load_cell(folder, 3)


def test_names_that_may_not_be_there_are_not(tmp_path):
    first = "import os\nif os.sep == '?':\n    odd = 1\nsure = gone = 2\ndel gone"
    second = "try:\n    print(odd)\nexcept NameError:\n    odd = sure"
    folder = pipeline(tmp_path, "#md # One", first, "#md # Two", second, "#md # Three", "odd = 3\nprint(odd)")
    assert '(sure,) = _handover.load({"01-one": ["sure"]}, maybe={"01-one": ["odd"]}' in load_cell(folder, 2)


def test_many_names_stand_on_several_lines(tmp_path):
    first = "\n".join(f"{name} = [{number}]" for number, name in enumerate(NAMES)) + "\nprint(1)"
    folder = pipeline(tmp_path, "#md # One", first, "#md # Two", f"print({', '.join(NAMES)})")
    source = load_cell(folder, 2)
    compile(source, "cell", "exec")
    assert max(map(len, source.split("\n) = ")[0].split("\n"))) <= 100


def test_the_checker_has_nothing_to_say_of_names_in_steps(tmp_path):
    cells = [
        "#md # One",
        "import math\nrows = [1.5]\nprint(rows)",
        "#md # Two",
        "rows.append(math.pi)\nhalf = rows[0] / 2",
        "#md # Three",
        "print(rows, half)",
    ]
    engine, steps = Engine(), sorted(pipeline(tmp_path, *cells).glob("steps/*.ipynb"))
    assert len(steps) == 3
    found = [
        finding.message
        for step in steps
        for finding in engine.check_file(str(step)).findings
        if finding.code in ("NBS001", "NBS002", "NBS013")
    ]
    assert not found
