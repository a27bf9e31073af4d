"""pipeline.yaml: what is written is what is read, and what is wrong is said."""

from __future__ import annotations

import msgspec
import pytest

from jupyter_mldebt.pipeline.plan import FILE, PlanError, Step, dump, load
from jupyter_mldebt.pipeline.planner import make_plan

CELLS = ("#md # Laden", "größe = 3  # Zeilen: viele\npfad = 'a: b # c'\nzahl = 1e-05", "#md # Zeigen", "print(größe, pfad, zahl)")


@pytest.fixture
def plan(graph_of):
    return make_plan(graph_of(*CELLS), "../analysis.ipynb")


def test_round_trip(plan, tmp_path):
    (tmp_path / FILE).write_text(dump(plan), encoding="utf-8")
    steps = tuple(msgspec.structs.replace(step, prologue=()) for step in plan.steps)
    assert load(tmp_path) == msgspec.structs.replace(plan, steps=steps)


def test_the_same_plan_gives_the_same_text(plan):
    assert dump(plan) == dump(plan)
    assert "größe" in dump(plan) and "!!" not in dump(plan)


def test_defaults_keep_their_type(plan, tmp_path):
    (tmp_path / FILE).write_text(dump(plan), encoding="utf-8")
    assert [(p.name, p.default, type(p.default)) for p in load(tmp_path).parameters] == [
        ("größe", 3, int),
        ("pfad", "a: b # c", str),
        ("zahl", 1e-05, float),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "it has no pipeline.yaml"),
        ("steps: []\n", "was not written by nbcheck export"),
        ("a: [", "can't be read"),
        ("format: jupyter-mldebt pipeline\nversion: 1\n", "has version 1, this nbcheck reads version 2: export the notebook again"),
        ("format: jupyter-mldebt pipeline\nversion: 2\nplan: {}\n", "is damaged"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, message):
    if text is not None:
        (tmp_path / FILE).write_text(text)
    with pytest.raises(PlanError, match=message):
        load(tmp_path)


def test_every_step_comes_after_those_it_loads_from(graph_of):
    graph = graph_of("#md # A", "a = list()", "#md # B", "b = list()", "#md # C", "print(a, b)")
    plan = make_plan(graph, "../analysis.ipynb")
    last = plan.steps[-1]
    assert last.consumes == {"01-a": ("a",), "02-b": ("b",)}
    assert last.after == ("01-a", "02-b") and isinstance(last, Step)
