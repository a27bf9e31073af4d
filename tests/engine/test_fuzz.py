"""Whatever text comes in: facts are told without an exception, the same each time, and linking them never fails."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.magics import translate
from jupyter_mldebt.queries import backward_slice, forward_slice, live, topological_order
from jupyter_mldebt.read import ReadError, read_text

from .notebooks import FOLDER, cases, graph_of, lines_of

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
LONG = settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
CELLS = [text for file in sorted(FOLDER.glob("*.txt")) for case in cases(file.stem) for kind, text in case.cells if kind == "code"]

# pieces of code and of IPython syntax, joined at random: far more of it parses, or nearly, than of random characters
PIECES = st.sampled_from(
    "x y df f C 1 'a' ''' \"\"\" f'{x}' ( ) [ ] { } , . : ; = == := += * ** @ -> \\ # \n \n\n \t \r \f \ufeff \u2028 é \U0001f600 "
    "% %% ! !! ? ?? $x {x} "
    "%time %%time %%capture %timeit %run %reset -f %store -r %%bash %%sql << %pylab if else: elif for in while def class lambda "
    "return yield from import as with try: except finally: raise global nonlocal del pass break async await match case _ print >>> "
    "... In[1]: not is None".split(" ")
)  # fmt: skip
SNIPPETS = st.lists(st.one_of(PIECES, st.sampled_from(["    ", " ", "\n", "\n    "])), max_size=40).map(" ".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A cell of the cases with pieces cut out, doubled, or put in."""
    text = draw(st.sampled_from(CELLS))
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = draw(st.integers(begin, min(len(text), begin + 12)))
        text = text[:begin] + draw(st.one_of(st.just(""), PIECES, st.just(text[begin:end] * 2))) + text[end:]
    return text


TEXTS = st.one_of(st.text(max_size=60), SNIPPETS, mutated())
NOTEBOOKS = st.lists(st.one_of(TEXTS, st.sampled_from(CELLS)), min_size=1, max_size=6).map(tuple)


def check_cell(source: str) -> None:
    facts = facts_of(source)
    assert facts.source == source and (facts.tree is None) == (facts.problem is not None)
    for kind, nodes in facts.nodes.items():
        for node in nodes:
            assert type(node) is kind
            if hasattr(node, "lineno"):
                assert facts.span(node)[0] >= 1
    assert translate(source)[0].count("\n") == source.count("\n")
    again = facts_of(source)
    assert (facts.problem, facts.possible) == (again.problem, again.possible)
    assert _plain(facts.statements) == _plain(again.statements)
    assert _plain(facts.magics) == _plain(again.magics)


def _plain(op: Any) -> str:
    """Operations as text, objects in them by what they hold."""
    if isinstance(op, (tuple, list)):
        return f"({', '.join(map(_plain, op))})"
    if hasattr(op, "__slots__"):
        held = (getattr(op, name) for name in op.__slots__ if name not in ("body", "setup", "scoped"))
        return f"{type(op).__name__}({', '.join(map(_plain, held))})"
    return repr(op)


def check_notebook(cells: tuple[str, ...]) -> None:
    graph = graph_of(cells)
    assert lines_of(graph) == lines_of(graph_of(cells))
    backwards = tuple(range(len(cells)))[::-1]
    for asked in (graph, graph_of(cells, order=backwards)):
        for edge in asked.edges:
            assert edge.source != edge.target and {edge.source, edge.target} <= set(range(len(cells)))
            assert edge.target in forward_slice(asked, [edge.source]) and edge.source in backward_slice(asked, [edge.target])
            assert edge.name in live(asked, asked.order.index(edge.target))
        if not any(read.missing == "defined-later" for read in asked.missing()):
            assert topological_order(asked, asked.order) == asked.order


@QUICK
@given(TEXTS)
@example("\x00")
@example("\ud800 = 1")
@example("%%")
@example("%")
@example("x = %")
@example("?")
@example("%%capture\n%%")
@example("/")
@example("x[")
@example("match x:\n case {**r}: r")
@example("del (x, [y, z])")
@example("exec('\\ud800')")
def test_any_text_has_facts(source: str) -> None:
    check_cell(source)


@QUICK
@given(NOTEBOOKS)
def test_any_cells_are_linked(cells: tuple[str, ...]) -> None:
    check_notebook(cells)


@QUICK
@given(st.binary(max_size=200), st.sampled_from(["a.ipynb", "a.py"]))
def test_any_bytes_are_read_or_refused(data: bytes, path: str) -> None:
    check_file(data, path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "cells worksheets metadata source input cell_type outputs output_type id tags vscode languageId nbformat kernelspec "
                "name".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@QUICK
@given(st.one_of(JSON, st.fixed_dictionaries({"cells": st.lists(JSON, max_size=3)}, optional={"metadata": JSON, "worksheets": JSON})))
def test_any_json_is_read_or_refused(document: Any) -> None:
    check_file(json.dumps(document).encode(), "a.ipynb")


def check_file(data: bytes, path: str) -> None:
    try:
        notebook = read_text(data, path)
    except ReadError as refused:
        assert str(refused) and "\n" not in str(refused)
    else:
        assert [cell.index for cell in notebook.cells] == list(range(len(notebook.cells)))
        assert pickle.loads(pickle.dumps(notebook)) == notebook


@pytest.mark.long
@LONG
@given(TEXTS)
def test_any_text_has_facts_at_length(source: str) -> None:
    check_cell(source)


@pytest.mark.long
@LONG
@given(NOTEBOOKS)
def test_any_cells_are_linked_at_length(cells: tuple[str, ...]) -> None:
    check_notebook(cells)


@pytest.mark.long
@LONG
@given(st.one_of(JSON.map(json.dumps).map(str.encode), st.binary()), st.sampled_from(["a.ipynb", "a.py"]))
def test_any_file_is_read_or_refused_at_length(data: bytes, path: str) -> None:
    check_file(data, path)
