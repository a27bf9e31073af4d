"""The engine: caches that change no answer, crashes that stay with their rule, order and fingerprints."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mldebt import catalogue
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.glue import Work
from jupyter_mldebt.knowledge import Known
from jupyter_mldebt.read import read_text
from jupyter_mldebt.settings import Magics, Names, Settings

from .documents import text

CELLS = [
    "",
    "# a comment",
    "import pandas as pd",
    "df = pd.read_csv('a.csv')",
    "df = df.dropna()",
    "df['b'] = df['a'] * 2",
    "rows = []",
    "rows.append(x)",
    "x = 1",
    "x += 1",
    "del x",
    "print(x)",
    "def f(a):\n    return a + scale",
    "scale = 2",
    "print(f(x))",
    "for i in range(3):\n    y = i\nprint(y)",
    "if x:\n    z = 1",
    "print(z)",
    "from math import *",
    "print(sqrt(2))",
    "%matplotlib inline\n!ls {x}",
    "%%time\nw = x",
    "x = = 1",
    "_ + 1",
    "print(w)  # nbcheck: ignore[NBS001]",
    "x = '🎲'; print(nowhere)",
]

sources = st.lists(st.sampled_from(CELLS), max_size=8)
edits = st.lists(
    st.tuples(
        st.sampled_from(["replace", "insert", "delete", "move", "count"]), st.integers(0, 9), st.integers(0, 9), st.sampled_from(CELLS)
    ),
    min_size=1,
    max_size=6,
)


def edited(cells: list[tuple[str, int | None]], edit: tuple[str, int, int, str]) -> list[tuple[str, int | None]]:
    kind, at, to, source = edit
    cells = list(cells)
    if kind == "insert" or not cells:
        cells.insert(at % (len(cells) + 1), (source, None))
    elif kind == "replace":
        cells[at % len(cells)] = (source, cells[at % len(cells)][1])
    elif kind == "delete":
        del cells[at % len(cells)]
    elif kind == "move":
        cells.insert(to % len(cells), cells.pop(at % len(cells)))
    else:
        cells[at % len(cells)] = (cells[at % len(cells)][0], to or None)
    return cells


@settings(max_examples=150, deadline=None)
@given(sources, edits, st.sampled_from([1, 40, 500_000]))
def test_a_warm_engine_answers_as_a_new_one(start: list[str], changes: list[tuple[str, int, int, str]], keep: int) -> None:
    warm = Engine(keep=keep)
    cells: list[tuple[str, int | None]] = [(source, None) for source in start]
    for edit in changes:
        cells = edited(cells, edit)
        data = text([source for source, _ in cells], [count for _, count in cells])
        answer = warm.answer(data, "nb.ipynb", Settings())
        assert answer.crashes == ()
        assert answer == Engine().answer(data, "nb.ipynb", Settings())


@settings(max_examples=60, deadline=None)
@given(sources, st.data())
def test_the_answer_to_one_notebook_does_not_hang_on_those_before(start: list[str], data: st.DataObject) -> None:
    engine = Engine()
    engine.check_text(text(data.draw(sources)), "other.ipynb")
    assert engine.check_text(text(start), "nb.ipynb") == Engine().check_text(text(start), "nb.ipynb")


def test_facts_are_kept_by_text_and_forgotten_beyond_the_limit() -> None:
    engine = Engine(keep=10)
    first = engine.facts("a = 1")
    assert engine.facts("a = 1") is first
    engine.facts("b = 22222222")
    assert engine.facts("a = 1") is not first


def test_findings_come_in_order_and_each_once() -> None:
    report = Engine().check_text(
        text(["print(b, a)\nprint(c)", "print(a)", "def f():\n    return d\nf(); f()"]), "nb.ipynb", Settings(select=("NBS001",))
    )
    places = [(f.cell.index, f.range.start.line, f.range.start.column, f.names) for f in report.findings if f.cell and f.range]
    assert places == sorted(places)
    assert len(places) == len(set(places)) == 5


def test_fingerprints_stay_under_edits_elsewhere_and_differ_within_the_notebook() -> None:
    before = Engine().check_text(text(["x = 1", "print(a)", "print(a)", "print(b)"]), "nb.ipynb", Settings(select=("NBS001",)))
    after = Engine().check_text(
        text(["y = 3", "x = 1\nz = 2", "# new", "print(a)", "print(a)", "y\nprint(b)"]), "n.ipynb", Settings(select=("NBS001",))
    )
    assert [f.fingerprint for f in before.findings] == [f.fingerprint for f in after.findings]
    assert len({f.fingerprint for f in before.findings}) == len(before.findings) == 3
    changed = Engine().check_text(text(["x = 1", "print(a, 1)"]), "nb.ipynb", Settings(select=("NBS001",)))
    assert changed.findings[0].fingerprint != before.findings[0].fingerprint


def test_fixes_are_left_out_where_nobody_wants_them() -> None:
    cells = ["print(np.pi)", "import os"]
    (told,), (bare,) = (Engine(fixes=wanted).check_text(text(cells), "a.ipynb").findings for wanted in (True, False))
    assert told.fix is not None
    assert bare == msgspec.structs.replace(told, fix=None)


def test_declared_magics_do_what_is_declared_of_them() -> None:
    cells = [
        "%%run_it\nmade = 1",
        "%fetch table, other",
        "%%draw\nshape = made",
        "%run_it more = made",
        "print(made, table, other, more, shape)",
    ]
    declared = Settings(magics=Magics(python=("run_it",), binds=("fetch",), opaque=("draw",)), select=("NBS",))
    engine = Engine()
    for chosen, missing in ((declared, [("shape",)]), (Settings(select=("NBS",)), []), (declared, [("shape",)])):
        findings = engine.check_text(text(cells), "nb.ipynb", chosen).findings
        assert [finding.names for finding in findings] == missing
    graph = engine.graph(read_text(text(cells), "nb.ipynb"), declared)
    assert {(edge.source, edge.target, edge.name) for edge in graph.edges} >= {(0, 3, "made"), (1, 4, "table"), (3, 4, "more")}


def test_declared_calls_do_what_is_declared_of_them() -> None:
    cells = ["import ourlib\ntable = ourlib.read('a')", "ourlib.fill(table)", "print(table)", "clean = ourlib.read('b')\nclean.tidy()"]
    calls = {"ourlib.read": Known(role="load", returns="frame"), "ourlib.fill": Known(mutates=(0,)), "frame.tidy": Known(role="reshape")}
    engine = Engine()
    notebook = read_text(text(cells), "nb.ipynb")
    for chosen, changed, kinds in (
        (Settings(calls=calls), {(1, 2, "table")}, ("load", "reshape")),
        (Settings(), set(), ("load", "compute")),
        (Settings(calls=calls), {(1, 2, "table")}, ("load", "reshape")),
    ):
        graph = engine.graph(notebook, chosen)
        assert {(edge.source, edge.target, edge.name) for edge in graph.edges if edge.via == "mutate"} == changed
        assert Work(graph, 3).kinds() == kinds


def test_provided_names_are_not_missing_and_severities_are_followed() -> None:
    data = text(["spark.sql('x')\nprint(other)"])
    report = Engine().check_text(data, "nb.ipynb", Settings(names=Names(("spark",)), severity={"NBS": "info"}, select=("NBS001",)))
    assert [(f.names, f.severity) for f in report.findings] == [(("other",), "info")]


def test_a_rule_that_fails_is_named_and_the_others_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(thing: Any, context: Any) -> Iterator[Any]:
        raise KeyError("no such thing")
        yield

    info = catalogue.find("NBS006")
    real = catalogue.load

    def load(asked: catalogue.RuleInfo) -> catalogue.Rule:
        if asked == info:
            return catalogue.Rule(
                dataclasses.replace(info, wants=("Graph",)) if dataclasses.is_dataclass(info) else info._replace(wants=("Graph",)), broken
            )
        return real(asked)

    monkeypatch.setattr(catalogue, "load", load)
    answer = Engine().answer(text(["print(missing)"]), "nb.ipynb", Settings())
    assert [(crash.path, crash.what, crash.error) for crash in answer.crashes] == [("nb.ipynb", "NBS006", "KeyError: 'no such thing'")]
    assert "broken" in answer.crashes[0].trace
    assert "NBS001" in [f.code for f in answer.report.findings]


def test_a_notebook_of_another_language_is_left_alone() -> None:
    other = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}, "language_info": {"name": "R"}}
    report = Engine().check_text(text(["x <- c(1, 2)\nprint(y)"], [1], metadata=other), "nb.ipynb")
    assert report.error is None
    assert report.state == "unknown"
    assert [f.code for f in report.findings if f.code.startswith(("NBS", "NBR"))] == []


def test_what_an_answer_depends_on_is_known(tmp_path: Any) -> None:
    path = str(tmp_path / "nb.ipynb")
    assert Engine().answer(text(["x = 1"]), path, Settings()).others == ()
    assert str(tmp_path / "helpers.py") in (Engine().answer(text(["from helpers import *"]), path, Settings()).others or ())
    (tmp_path / "helpers.py").write_text("def a(): pass\n")
    (tmp_path / "helpers.py").write_text("from more import *\ndef a(): pass\n")
    assert str(tmp_path / "more.py") in (Engine().answer(text(["from helpers import *"]), path, Settings()).others or ())
    (tmp_path / "script.py").write_text("from more import *\n")
    others = Engine().answer(text(["%run script.py"]), path, Settings()).others or ()
    assert {str(tmp_path / "script.py"), str(tmp_path / "more.py")} <= set(others)
