"""Exercise: which cells are left to be filled in, and which are there to stop a run."""

from __future__ import annotations

import pytest

from jupyter_mldebt.exercise import hole, is_stop
from jupyter_mldebt.model import Cell, Notebook

READ = "print(answer)"


def notebook_of(*sources: str, path: str = "notes.ipynb", is_answer: bool = False) -> Notebook:
    cells = [
        Cell(index, None, "markdown" if source.startswith("<") else "code", source.lstrip("<"), is_answer=is_answer and index == 0)
        for index, source in enumerate(sources)
    ]
    return Notebook(path, tuple(cells))


@pytest.mark.parametrize(
    "source",
    [
        "# YOUR CODE HERE",
        "# Solution goes here\n\n",
        "# YOUR CODE HERE\nraise NotImplementedError()",
        "# TODO: implement\npass",
        "# Write your code here:\n# (one line)\nanswer = None",
        "# Впишите ваш код\n...",
    ],
)
def test_a_comment_that_asks_for_code(source: str) -> None:
    assert hole(notebook_of(source, "x = 1", READ), 2, 1) == 0


@pytest.mark.parametrize(
    "source",
    ["# YOUR CODE HERE\nresult = 1", "# the code of the model\n", "# TODO: faster\nx = 1", "pass", "", "def f():\n    # TODO\n    pass"],
)
def test_what_is_filled_in_or_asks_for_nothing(source: str) -> None:
    assert hole(notebook_of(source, READ), 1, 1) is None


def test_the_nearest_hole_is_named() -> None:
    assert hole(notebook_of("# your code here", "# your code here", READ, "# your code here"), 2, 1) == 1
    assert hole(notebook_of("# your code here", "x", "y", READ), 3, 1) == 0
    assert hole(notebook_of("# your code here", "x", "y", "z", READ), 4, 1) is None


def test_a_hole_in_the_cell_itself_has_a_blank_line() -> None:
    assert hole(notebook_of("# Add code to extract the tickers here\n\ntickers[:10]"), 0, 3) == 0
    assert hole(notebook_of("# Add code to extract the tickers here\ntickers[:10]"), 0, 2) is None
    assert hole(notebook_of("# YOUR CODE HERE\n\nperiods = 1\nperiod.plot()"), 0, 4) is None


def test_an_empty_cell_counts_in_an_exercise_only() -> None:
    assert hole(notebook_of("", READ), 1, 1) is None
    assert hole(notebook_of("", READ, path="course/homework09.ipynb"), 1, 1) == 0
    assert hole(notebook_of("<## Exercise 3", "", READ), 2, 1) == 1
    assert hole(notebook_of("<## Exercise 3", "", "x = 1", READ), 3, 1) is None


def test_an_answer_of_nbgrader_without_an_answer() -> None:
    assert hole(notebook_of("pass", READ, is_answer=True), 1, 1) == 0
    assert hole(notebook_of("result = 1", READ, is_answer=True), 1, 1) is None


@pytest.mark.parametrize(
    ("source", "expected"), [("stop", True), ("STOP_HERE\n", True), ("stop()", False), ("stopped", False), ("df", False)]
)
def test_words_that_stop(source: str, expected: bool) -> None:
    assert is_stop(source) is expected
