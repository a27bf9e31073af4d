"""Lesson: what the page says of a cell that is there to show something."""

from __future__ import annotations

import pytest

from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.lesson import shows_deletion, shows_error, shows_history
from jupyter_mldebt.model import Cell, Notebook


def notebook_of(*sources: str) -> Notebook:
    """Texts begin with `<`."""
    cells = [
        Cell(index, None, "markdown" if source.startswith("<") else "code", source.removeprefix("<"))
        for index, source in enumerate(sources)
    ]
    return Notebook("notes.ipynb", tuple(cells))


def shows(*sources: str, cell: int = 1) -> bool:
    notebook = notebook_of(*sources)
    return shows_error(notebook, {one.index: facts_of(one.source) for one in notebook.code_cells()}, cell)


@pytest.mark.parametrize(
    "text",
    [
        "This raises an exception:",
        "If the element is not in the list an error is raised.",
        "you will generally get an error:",
        "which gives a `TypeError`",
        "OK, that didn't work because",
        "Strings are immutable.",
        "Once it is made we can not add to it.",
        "If there are missing values, this will break:",
        "Esto da un error por el tipo",
        "Das gibt einen Fehler:",
        "整数不能除以零,会报错",
    ],
)
def test_texts_that_speak_of_an_error(text: str) -> None:
    assert shows(f"<{text}", "f()")
    assert shows("<Words.", "f()", f"<{text}")
    assert shows("<Words.", f"# {text}\nf()")
    assert shows("<Words.", f"f()  # {text}")


@pytest.mark.parametrize(
    "text",
    ["The mean squared error of the model:", "Error bars", "We minimise the training error.", "Load the data.", "the standard error"],
)
def test_texts_that_speak_of_other_errors_or_none(text: str) -> None:
    assert not shows(f"<{text}", "f()", f"<{text}")


def test_texts_that_are_about_something_else() -> None:
    assert not shows("<It raises an error.", "x", "y", "z", "f()", cell=4)
    assert not shows("<It raises an error." + "." * 700, "f()")
    assert not shows("<Words.", "def f():\n    # raise an error if it is negative\n    return 1\nf()")


def test_headings_name_the_subject_of_a_section() -> None:
    assert shows("<## Errors and debugging\n" + "." * 700, "f()")
    assert shows("<## Exceptions", "x", "y", "z", "f()", cell=4)
    assert not shows("<## Exceptions", "<## Files", "f()", cell=2)


def test_what_is_done_about_the_error() -> None:
    assert shows("<Words.", "f()", "%debug")
    assert shows("<Words.", "%xmode verbose\nf()")
    assert shows("<Words.", "x = 1\nraise ValueError(x)")
    assert not shows("<Words.", "if x:\n    raise ValueError(x)")
    assert not shows("<Words.", "f()", "%timeit f()")


def test_deletions_and_history() -> None:
    assert shows_deletion(notebook_of("<We can delete it:", "del x\nx"), 1)
    assert not shows_deletion(notebook_of("<The model:", "del x\nx"), 1)
    assert shows_history(notebook_of("<The last output is `_`:", "_"), 1)
    assert not shows_history(notebook_of("<The output:", "_"), 1)
