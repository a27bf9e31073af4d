"""The notebook's state, from the file alone."""

from __future__ import annotations

import json

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
