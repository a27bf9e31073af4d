"""Steps that run at once on real kernels give what they give one after the other; what the plan did not know is said, not hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mldebt.pipeline import export as exporting
from jupyter_mldebt.pipeline.plan import load
from jupyter_mldebt.pipeline.runner import run
from jupyter_mldebt.pipeline.scratch import Scratch
from jupyter_mldebt.pipeline.verify import OutOfOrder, Reference, verify

from .conftest import notebook_json
from .runs import outputs, pipeline

SHARED = {
    "seeds": (
        "import random\nimport numpy as np\nrandom.seed(4)\nnp.random.seed(4)",
        "print(random.random(), np.random.rand())",
        "total = sum(range(10))\nprint(total)",
        "print(random.random(), np.random.rand(), np.random.randint(9))",
    ),
    "files": (
        "rows = [3, 1, 2]",
        "with open('rows.txt', 'w') as file:\n    print(*rows, file=file)",
        "print(sorted(rows))",
        "print(open('rows.txt').read())",
        "with open('rows.txt', 'a') as file:\n    print('more', file=file)",
    ),
    "settings": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nimport numpy as np",
        "plt.rcParams['figure.figsize'] = (2, 1)\nnp.set_printoptions(precision=2)",
        "print(sum(range(4)))",
        "plt.plot([1, 2])\nprint(plt.rcParams['figure.figsize'], np.array([1.23456]))",
    ),
    "values": (
        "class Box:\n    def __init__(self, held):\n        self.held = held\nrows = [1, 2, 3]\nbox = Box(rows)",
        "print(len(rows), box.held)",
        "box.held.append(4)",
        "print(rows, isinstance(box, Box))",
        "1 + 1",
    ),
}


@pytest.mark.parametrize("what", SHARED)
def test_steps_that_run_at_once_give_the_same(tmp_path: Path, what: str) -> None:
    cells = SHARED[what]
    tags = {number: [f"step:s{number}"] for number in range(len(cells))}
    serial = pipeline(tmp_path / "serial", *cells, tags=tags)
    assert run(serial).status == "ok"
    folder = tmp_path / "parallel"
    folder.mkdir()
    (folder / "analysis.ipynb").write_text(notebook_json(*cells, tags=tags), encoding="utf-8")
    made = Path(exporting.export(folder / "analysis.ipynb", verify="none").folder)
    assert any(step.after == () or len(step.after) < number for number, step in enumerate(load(made).steps) if number)
    assert run(made, jobs=4).status == "ok"
    shown = [{cell: [_told(output) for output in found] for cell, found in outputs(place).items()} for place in (serial, made)]
    assert shown[0] == shown[1] and any(shown[0].values())


def _told(output: dict) -> dict:
    """An output without its count, which says how many cells of the step ran before."""
    return {key: value for key, value in output.items() if key != "execution_count"}


def test_steps_that_need_nothing_run_at_once(tmp_path: Path) -> None:
    """Each waits for a file that the other one writes: one after the other they would wait for ever."""
    wait = "import time, os\nopen('{mine}', 'w').close()\nfor _ in range(600):\n    if os.path.exists('{other}'):\n        break\n    time.sleep(0.05)\n"
    cells = ["#md # A", wait.format(mine="a", other="b") + "print(_ < 599)", "#md # B", wait.format(mine="b", other="a") + "print(_ < 599)"]
    made = pipeline(tmp_path / "project", *cells, after={1: ()})
    assert run(made, jobs=2).status == "ok"  # nothing tells of a file of which only its existence is asked
    printed = ["".join(part for output in outputs(made)[cell] for part in output["text"]) for cell in (1, 3)]
    assert printed == ["True\n", "True\n"]


LIES = (
    "#md # A",
    "import time\ntime.sleep(0.5)\nopen('x.txt', 'w').write('new')",
    "#md # B",
    "import os\nprint(os.path.exists('x.txt'), open('x.txt').read())",
)


def test_a_file_that_the_plan_did_not_know_of_fails_the_step_that_met_it(tmp_path: Path) -> None:
    made = pipeline(tmp_path / "project", *LIES, after={1: ()})
    (made.parent / "x.txt").write_text("old")
    result = run(made, jobs=2)
    assert result.status == "failed"
    failed = next(step for step in result.steps if step.status == "failed")
    assert failed.error.ename == "FileContested" and "`x.txt`" in failed.error.evalue and "-j 1" in failed.error.evalue
    assert run(made).status == "ok"
    assert outputs(made)[3][0]["text"] == ["True new\n"]


def test_verification_finds_files_that_the_plan_did_not_know_of(tmp_path: Path) -> None:
    made = pipeline(tmp_path / "project", *LIES, after={1: ()})
    source = made.parent / "analysis.ipynb"
    with pytest.raises(OutOfOrder, match="use the same file, x.txt"):
        verify(made, load(made), Reference(({},), None, 1.0), Scratch(source, made))


# nothing in its text says that the third cell draws random numbers
SLY = (
    "import operator\nimport numpy as np\nnp.random.seed(1)",
    "print(np.random.rand())",
    "rand = [*map(operator.attrgetter('random.' + 'rand'), [np])][0]\nprint(*map(rand, [1]))",
    "print(np.random.rand())",
)


def test_what_a_step_does_in_secret_is_found_and_the_steps_wait_for_each_other(write) -> None:
    notebook = write(*SLY, tags={number: [f"step:s{number}"] for number in range(4)})
    made = Path(exporting.export(notebook, verify="none").folder)
    result = run(made)
    assert [step.status for step in result.steps] == ["ok", "ok", "failed", "ok"]  # loud, not another number
    assert result.steps[2].error.evalue == "step 03-s2 changed what other steps depend on that don't wait for it: numpy.random"
    told: list[str] = []
    verified = exporting.export(notebook, verify="full", progress=told.append)
    assert verified.verification.verified and any(line.endswith("the steps wait for each other") for line in told)
    assert [len(step.after) for step in load(made).steps] == [0, 1, 1, 1]
