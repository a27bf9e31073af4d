"""Which literals become parameters, and what is left of their cells."""

from __future__ import annotations

import pytest

from jupyter_mldebt.pipeline.parameters import find, without
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.planner import make_plan
from jupyter_mldebt.pipeline.runner import values


def test_literals_that_are_read_later(graph_of):
    graph = graph_of(
        "size = 100  # rows\npath = 'data.csv'\nrate: float = 0.5\ncolumns = ['a', 'b']\nflag = True",
        "use(size, path, rate, columns, flag)",
    )
    found = {parameter.name: (parameter.type, parameter.default) for parameter in find(graph)}
    assert found == {
        "size": ("int", 100),
        "path": ("str", "data.csv"),
        "rate": ("float", 0.5),
        "columns": ("list", ["a", "b"]),
        "flag": ("bool", True),
    }
    assert find(graph)[0].help == "rows"
    assert find(graph)[0].uses == (1,)


@pytest.mark.parametrize(
    "cells",
    [
        ("x = 1\nx = 2", "print(x)"),
        ("x = 0", "x += 1"),
        ("x = [1]", "x.append(2)"),
        ("x = 1",),
        ("x = 1; y = 2", "print(x)"),
        ("if True:\n    x = 1", "print(x)"),
        ("def f():\n    x = 1\n    return x", "f()"),
        ("for x in [1]: pass", "print(x)"),
        ("x = compute(1)", "print(x)"),
        ("x = {'a': 1}", "print(x)"),
        ("x = 1", "del x"),
        ("x = 'a\\nb'", "print(x)"),
        ("print(x)", "x = 1", "print(x)"),
        ("x = 1", "y = x + 1"),  # nothing shown depends on it
        ("x = 1000", "y = 1000", "print(x is y)"),
        ("from nowhere import *", "x = 1", "print(x)"),
        ("%run setup.py", "x = 1", "print(x)"),
    ],
)
def test_no_parameter(graph_of, cells):
    assert "x" not in {parameter.name for parameter in find(graph_of(*cells))}


def test_star_imports_that_are_known_hide_only_what_they_bind(graph_of):
    graph = graph_of("from math import *\nsize = 3\npi = 3\nnothing = 'none'", "print(size, pi, nothing is None)")
    assert [parameter.name for parameter in find(graph)] == ["size", "nothing"]


def test_the_parameters_cell_is_respected(graph_of):
    graph = graph_of("size = 1", "other = 2", "print(size, other)", tags={0: ["parameters"]})
    assert [parameter.name for parameter in find(graph)] == ["size"]
    assert [parameter.name for parameter in find(graph, infer=False)] == ["size"]


def test_no_inference_but_what_is_chosen(graph_of):
    graph = graph_of("size = 1", "other = 2", "print(size, other)")
    assert find(graph, infer=False) == ()
    chosen = find(graph, infer=False, chosen={"other": 5})
    assert [(parameter.name, parameter.default, parameter.text) for parameter in chosen] == [("other", 5, "5")]


def test_what_is_chosen_must_be_there(graph_of):
    with pytest.raises(PlanError, match="`nothing` can't be a parameter"):
        find(graph_of("size = 1", "print(size)"), chosen={"nothing": 1})


def test_the_cell_keeps_the_rest_of_its_text(graph_of):
    graph = graph_of("# set up\nsize = 100  # rows\nnames = [\n    'a',\n    'b',\n]\nprint(size)", "use(size, names)")
    assert without(0, graph.facts[0], find(graph)) == ("# set up\n# size, names: see the parameters above\nprint(size)")
    assert without(0, graph.facts[0], find(graph), unnamed={"size"}) == "# set up\n# names: see the parameters above\nprint(size)"
    told = without(0, graph.facts[0], find(graph), elsewhere={"names": "step 2"})
    assert told == "# set up\n# size: see the parameters above; names: set in step 2\nprint(size)"
    assert without(1, graph.facts[1], find(graph)) == "use(size, names)"


def test_no_more_blank_lines_than_before(graph_of):
    graph = graph_of("import a\n\nsize = 1\n\nprint(size)")
    assert without(0, graph.facts[0], find(graph), unnamed={"size"}) == "import a\n\nprint(size)"


def test_a_cell_that_showed_nothing_goes_on_to_show_nothing(graph_of):
    graph = graph_of("rows = read()\nrows.head()\nsize = 3", "print(size)")
    assert without(0, graph.facts[0], find(graph)) == "rows = read()\nrows.head()\n# size: see the parameters above\npass"


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("int", 0.5, 0.5),
        ("int", 3.0, 3),
        ("int", 1e3, 1000),
        ("float", 2, 2),  # one row is not all of them
        ("int", True, None),
        ("str", 1, None),
        ("bool", 1, None),
        ("int", "x", None),
    ],
)
def test_numbers_of_another_type(graph_of, kind, given, value):
    """A number may become another kind of number, as with papermill; nothing else becomes something else."""
    text = {"int": "3", "float": "0.5", "str": "'a'", "bool": "True"}[kind]
    graph = graph_of(f"n = {text}", "print(n)")
    plan = make_plan(graph, "../analysis.ipynb")
    if value is None:
        with pytest.raises(PlanError, match=f"`n` must be of type {kind}"):
            find(graph, chosen={"n": given})
        with pytest.raises(PlanError, match=f"`n` must be of type {kind}"):
            values(plan, {"n": given})
    else:
        (parameter,) = find(graph, chosen={"n": given})
        assert (parameter.default, parameter.type, parameter.text) == (value, type(value).__name__, repr(value))
        assert values(plan, {"n": given}) == {"n": value} and type(values(plan, {"n": str(given)})["n"]) is type(value)


@pytest.mark.parametrize("default", ["3", "0.5", "'a'", "True", "[1]"])
def test_none_may_stand_for_anything(graph_of, default):
    plan = make_plan(graph_of(f"n = {default}", "print(n)"), "../analysis.ipynb")
    assert values(plan, {"n": None}) == values(plan, {"n": "None"}) == {"n": None}
    assert values(plan, {"n": "null"}) == {"n": "null" if default == "'a'" else None}
