"""nbcheck verify, with real kernels: what files hold beside what a fresh run gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .conftest import Nbcheck


def write(path: Path, *cells: tuple[str, int | None, list[Any]], language: str = "python", nbformat: int = 4) -> Path:
    """A notebook of cells with what their last run left: text, count, outputs."""
    made = [
        {"cell_type": "code", "id": f"c{place}", "metadata": {}, "source": source, "execution_count": count, "outputs": outputs}
        for place, (source, count, outputs) in enumerate(cells)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": language}
    document = {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": nbformat, "nbformat_minor": 5}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def printed(text: str) -> list[Any]:
    return [{"output_type": "stream", "name": "stdout", "text": text}]


def failed(name: str) -> list[Any]:
    return [{"output_type": "error", "ename": name, "evalue": "", "traceback": []}]


DRAWN = ("import random\nprint(random.random())", 2, printed("0.25\n"))


def test_the_same_outputs_and_the_file_untouched(nbcheck: Nbcheck, home: Path) -> None:
    path = write(
        home / "a.ipynb", ("x = 2", 1, []), ("print(x, open('data.txt').read())", 2, printed("2 some\n")), ("print('unrun')", None, [])
    )
    (home / "data.txt").write_text("some")
    before = path.read_bytes()
    done = nbcheck("verify", "a.ipynb")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "a.ipynb: verified: outputs of cells: 1 same\n  note: cell 2 of the file was never run: not compared\n"
    assert path.read_bytes() == before and sorted(file.name for file in home.iterdir()) == ["a.ipynb", "data.txt"]


def test_other_outputs_are_shown_from_where_they_differ(nbcheck: Nbcheck, home: Path) -> None:
    rows = "".join(f"row {number}\n" for number in range(40))
    write(home / "a.ipynb", ("x = 2", 3, []), ("print(*[f'row {n}' for n in range(40)], x, sep='\\n')", 2, printed(rows + "1\n")))
    done = nbcheck("verify", "a.ipynb")
    assert done.returncode == 1
    assert "cell 1 gave other outputs than the file holds" in done.stdout
    assert (
        "    file  | row 39\n    file  | 1\n    fresh | …\n    fresh | row 39\n    fresh | 2\n" in done.stdout
        and "row 12" not in done.stdout
    )


def test_what_differs_by_itself_is_no_difference(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ("x = 2", 1, []), DRAWN, ("print(x)", 3, printed("2\n")))
    done = nbcheck("verify", "a.ipynb", "--format", "json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0 and answer["error"] is None and answer["run"]["verified"] is True
    assert [(cell["index"], cell["verdict"]) for cell in answer["run"]["cells"]] == [(1, "nondeterministic"), (2, "same")]


def test_an_error_that_the_file_holds_too_ends_what_is_judged(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ("print(1)", 1, printed("1\n")), ("1 / 0", 2, failed("ZeroDivisionError")), ("print(3)", 3, printed("old\n")))
    done = nbcheck("verify", "a.ipynb")
    assert done.returncode == 0
    assert "it stops in cell 1, as the run in the file did (ZeroDivisionError: division by zero); cell 2 below not compared" in done.stdout


def test_an_error_that_the_file_does_not_hold(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ("print(x)", 2, printed("1\n")), ("x = 1", 1, []))
    done = nbcheck("verify", "a.ipynb", "--format", "json")
    run = json.loads(done.stdout)["run"]
    assert done.returncode == 1
    assert run["reasons"][-1] == "a fresh run stops in cell 0: NameError: name 'x' is not defined"
    assert [(cell["expected"], cell["found"]) for cell in run["cells"]] == [("text:1", "error:NameError")]


def test_a_cell_that_never_ran_may_fail(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ("print(1)", 1, printed("1\n")), ("1 / 0", None, []))
    done = nbcheck("verify", "a.ipynb")
    assert done.returncode == 0 and "it stops in cell 1, which the file does not say was run" in done.stdout


def test_what_acts_outside_is_not_run_without_permission(nbcheck: Nbcheck, home: Path) -> None:
    cell = "try:\n    open('/no/such/folder/made.txt', 'w')\nexcept OSError:\n    print('tried')"
    write(home / "a.ipynb", (cell, 1, printed("tried\n")))
    done = nbcheck("verify", "a.ipynb")
    assert done.returncode == 1 and "cell 0, line 2" in done.stderr and "--allow-effects" in done.stderr
    done = nbcheck("verify", "a.ipynb", "--allow-effects")
    assert done.returncode == 0 and "1 same" in done.stdout


def test_each_notebook_is_answered_and_the_worst_decides(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "good.ipynb", ("print(1)", 1, printed("1\n")))
    write(home / "unrun.ipynb", ("print(1)", None, []))
    write(home / "old.ipynb", ("print(1)", 1, []), nbformat=3)
    write(home / "other.ipynb", ("cat(1)", 1, printed("1")), language="R")
    (home / "broken.ipynb").write_text('{"cells": [')
    bare = {
        "cells": [{"cell_type": "code", "source": "print(1)", "execution_count": 1}],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (home / "bare.ipynb").write_text(json.dumps(bare))
    done = nbcheck("verify", "bare.ipynb", "broken.ipynb", "missing.ipynb", "unrun.ipynb", "old.ipynb", "other.ipynb", "good.ipynb")
    assert done.returncode == 2
    assert done.stdout == "good.ipynb: verified: outputs of cells: 1 same\n"
    ours = "nbcheck verify: "  # a kernel that is ended may complain, too
    told = [line.removeprefix(ours).partition(": ") for line in done.stderr.splitlines() if line.startswith(ours)]
    assert [name for name, _, _ in told] == ["bare.ipynb", "broken.ipynb", "missing.ipynb", "unrun.ipynb", "old.ipynb", "other.ipynb"]
    assert all(len(why) > 10 for _, _, why in told)
    assert nbcheck("verify", "good.ipynb", "--kernel", "nosuch").returncode == 2
    assert nbcheck("verify").returncode == 2


def test_a_cell_that_hangs(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ("import time\ntime.sleep(600)", 1, []))
    done = nbcheck("verify", "a.ipynb", "--timeout", "2")
    assert done.returncode == 1 and "a fresh run stops in cell 0: CellTimeoutError" in done.stdout
