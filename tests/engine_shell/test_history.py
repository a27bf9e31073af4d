"""The notebook's state, from the file alone."""

from __future__ import annotations

import json
import random

import pytest

from jupyter_mldebt.engine import Engine

from .documents import document, text


def state(cells: list[str], counts: list[int | None]) -> str:
    return Engine().check_text(text(cells, counts), "nb.ipynb").state


@pytest.mark.parametrize(
    ("cells", "counts", "expected"),
    [
        (["x = 1", "print(x)"], [None, None], "unknown"),
        (["x = 1", "print(x)"], [1, 2], "valid"),
        (["x = 1", "print(x)"], [4, 9], "valid"),
        (["x = 1", "print(x)", "y = x"], [1, 2, None], "valid"),
        (["x = 1", "# nothing to run", "print(x)"], [1, None, 2], "valid"),
        (["x = 1", "y = 2", "print(x)"], [2, 1, 3], "weakly-valid"),
        (["x = 1", "y = 2", "print(x)"], [1, None, 2], "weakly-valid"),
        (["x = 1", "x = 2", "print(x)"], [1, None, 2], "drifted"),
        (["x = 1", "print(x)", "x = 2"], [1, 3, 2], "drifted"),
        (["x = 1", "x = 2", "print(3)"], [2, 1, 3], "drifted"),
        (["rows = []", "rows.append(1)", "print(rows)"], [1, 3, 2], "drifted"),
        (["rows = []", "rows.append(1)", "rows.append(2)", "print(rows)"], [1, 3, 2, 4], "drifted"),
        (["import os", "print(os)", "import os"], [2, 3, 1], "weakly-valid"),
        (["print(x)", "x = 1"], [2, 1], "drifted"),
        (["print(gone)"], [1], "drifted"),
        (["x = 1", "print(x)"], [1, 1], "weakly-valid"),
        ([], [], "unknown"),
    ],
)
def test_state(cells: list[str], counts: list[int | None], expected: str) -> None:
    assert state(cells, counts) == expected


def test_a_run_that_stopped_at_the_same_error_is_no_drift() -> None:
    failed = document(["x = 1", "print(gone)"], [1, 2])
    failed["cells"][1]["outputs"] = [
        {"output_type": "error", "ename": "NameError", "evalue": "name 'gone' is not defined", "traceback": []}
    ]

    assert Engine().check_text(json.dumps(failed), "nb.ipynb").state == "valid"
    assert state(["x = 1", "print(gone)"], [1, 2]) == "drifted"


def test_a_parameters_cell_needs_no_run() -> None:
    tagged = document(["n = 1", "print(2)"], [None, 1])
    assert Engine().check_text(json.dumps(tagged), "nb.ipynb").state == "weakly-valid"
    tagged["cells"][0]["metadata"]["tags"] = ["parameters"]
    assert Engine().check_text(json.dumps(tagged), "nb.ipynb").state == "valid"


def test_what_is_settled_without_the_recorded_graph_is_what_that_graph_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random programs in random orders: the two shortcuts of `state` against the long way."""
    from jupyter_mldebt import history
    from jupyter_mldebt.facts import facts_of
    from jupyter_mldebt.graph import link
    from jupyter_mldebt.history import Run
    from jupyter_mldebt.read import read_text

    settled = contradicted = 0
    for seed in range(900):
        chance = random.Random(seed)
        cells = [chance.choice(_LINES).format(*(chance.choice("abcd") for _ in range(3))) for _ in range(6)]
        counts: list[int | None] = list(range(1, 7))
        if chance.random() < 0.5:
            chance.shuffle(counts)
        else:
            counts[:2], counts[3] = counts[1::-1], None if chance.random() < 0.5 else counts[3]
        notebook = read_text(text(cells, counts), "nb.ipynb")
        facts = {cell.index: facts_of(cell.source) for cell in notebook.code_cells()}
        run, fresh = Run(notebook, facts), link(notebook, facts)
        recorded = link(notebook, facts, order=run.order)
        short = history.state(run, fresh, lambda recorded=recorded: recorded)
        upwards = [edge for edge in recorded.edges if edge.source > edge.target and edge.via in ("bind", "mutate")]
        if history.settles(run, fresh):
            settled += 1
            assert not upwards, cells
        with monkeypatch.context() as patched:
            patched.setattr(history, "settles", lambda run, document: False)
            patched.setattr(history, "_contradicts", lambda run, document: False)
            assert short == history.state(run, fresh, lambda recorded=recorded: recorded), (cells, counts)
        contradicted += history._contradicts(run, fresh)
    assert settled > 20 and contradicted > 20


_LINES = (
    "{0} = [1]",
    "{0} = {1}",
    "{0} = {{'k': {1}}}",
    "{0}.append(1)",
    "print({0}, {1})",
    "def {0}():\n    return {1}",
    "{0} = 1\nprint({0})",
    "print(3)",
    "for {0} in {1}:\n    {2}.append({0})",
    "{0}['k'] = {1}",
    "import os\nprint(os)",
    "del {0}",
    "{0}()",
)
