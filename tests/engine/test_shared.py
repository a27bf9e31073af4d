"""What is shared between values, notebooks and files stays out of the answers: constants keep nothing, broken cells keep their magics."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.graph import Graph, link
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.read import ReadError, read_text


def graph_of(*sources: str) -> Graph:
    notebook = Notebook("made.ipynb", tuple(Cell(index, None, "code", source) for index, source in enumerate(sources)))
    return link(notebook, {cell.index: facts_of(cell.source) for cell in notebook.cells})


def test_what_one_notebook_does_to_none_is_not_seen_in_another() -> None:
    graph_of("x = None", "1", "2", "3", "4", "x.w.append(1)")
    assert {edge.source for edge in graph_of("y = None", "y.w = 1", "y").edges} <= {0, 1}


def test_two_names_for_none_are_not_one_object() -> None:
    assert ("b", "mutate") not in {(edge.name, edge.via) for edge in graph_of("a = None; b = None", "a.w.append(1)", "b").edges}


@pytest.mark.parametrize("broken", ["%pylab inline\nprint 'x'", "from everything import *\nx = = 1", "%run nowhere.py\nx = = 1"])
def test_a_cell_that_does_not_parse_may_still_bind_unseen_names(broken: str) -> None:
    assert not any(read.fails for read in graph_of(broken, "plot(1)").missing())


def test_a_cell_that_does_not_parse_hides_no_other_name() -> None:
    assert any(read.fails for read in graph_of("x = = 1", "plot(1)").missing())


@pytest.mark.parametrize(
    ("data", "cause"),
    [(b"<!DOCTYPE html><html></html>", "web page"), (b'{"cells": [{"cell_type": "code", "source": "\xe9"}]}', "UTF-8")],
)
def test_the_cause_of_what_can_not_be_read(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause):
        read_text(data, "a.ipynb")


def test_the_language_that_jupytext_wrote_down() -> None:
    assert read_text(b'{"cells": [], "metadata": {"jupytext": {"main_language": "R"}}}', "a.ipynb").language == "r"


_PROGRAM = """
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.read import read_text
notebook = read_text("# %%\\nsqrt = pi = e = tau = sin = cos = tan = 1\\n# %%\\nfrom math import *\\n# %%\\nsqrt + pi\\n", "a.py")
print([(binding.name, binding.cell, binding.time) for binding in Engine().graph(notebook).trace.bindings])
"""


def test_the_order_of_events_is_the_same_in_every_process() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in "1234"
    }
    assert len(runs) == 1
