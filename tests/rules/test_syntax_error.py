"""NBR010: what a cell that does not parse is taken for, and how much that weighs."""

from __future__ import annotations

import sys

import pytest

from jupyter_mldebt.catalogue import find
from jupyter_mldebt.model import Cell, Notebook

from .blocks import run


def said(source: str, kernel: str = "python3", tags: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    book = Notebook("syntax.ipynb", (Cell(0, "a", "code", source, None, tags),), "python", kernel)
    return [(finding.severity, finding.message) for finding in run(find("NBR010"), book)]


@pytest.mark.parametrize(
    ("source", "kernel", "severity", "words"),
    [
        ("print 'one'", "python3", "error", "no Python of today"),
        ("print 'one'", "python2", "info", "so is the notebook's kernel"),
        ("export PS1='\\[\\033[01;32m\\]\\u@\\h\\[\\033[00m\\]\\$ '", "python2", "error", "`%%bash`"),
        ("x = = 1", "python3", "error", "invalid syntax"),
    ],
)
def test_a_cell_that_does_not_parse(source: str, kernel: str, severity: str, words: str) -> None:
    ((weight, message),) = said(source, kernel)
    assert weight == severity and words in message


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python knows the syntax")
def test_a_cell_for_a_newer_python_tells_how_to_check_it() -> None:
    assert said("type Row = list[int]") == [("info", "this cell was skipped; run nbcheck with Python 3.12 or later to check it")]


def test_an_intended_error_is_not_told() -> None:
    assert said("x = = 1", tags=("raises-exception",)) == []
