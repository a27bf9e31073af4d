"""The cells around a cell: what it needs, what runs again, what depends on it."""

from __future__ import annotations

import pytest

from jupyter_mldebt.live.related import related
from jupyter_mldebt.model import Cell

from .sessions import Desk

CHAIN = {"a": "x = 1", "b": "y = x", "c": "z = y", "d": "print(z)", "o": "print(0)"}


def around(cells: dict[str, str], steps: str, cell: str) -> list[str]:
    """What is related to a cell after some steps: needs, reruns, dependents."""
    desk = Desk([Cell(index, name, "code", source) for index, (name, source) in enumerate(cells.items())])
    for step in filter(None, steps.split(" / ")):
        desk.do(step)
    live = desk.look()
    found = related(live.session, desk.at(cell), live.stale)
    return [" ".join(live.session.name_of(other) for other in part) for part in found]


@pytest.mark.parametrize(
    ("steps", "cell", "needs", "reruns", "dependents"),
    [
        ("", "c", "a b c", "c", "d"),
        ("run a", "c", "b c", "c", "d"),
        ("run a b c d", "d", "d", "", ""),
        ("run a b c d", "b", "b", "", "c d"),
        ("run a b c d / edit a | x = 2", "d", "a b c d", "d", ""),
        ("run a b c d / edit a | x = 2", "a", "a", "a b c d", "b c d"),
        ("run a b c d / run b", "a", "a", "c d", "b c d"),
        ("run a b c d / run b", "d", "c d", "d", ""),
        ("run a b c d / edit a | x = 1  # one", "d", "d", "", ""),
        ("run a b d ! / run c", "d", "d", "d", ""),
        ("run a b / run o", "o", "o", "", ""),
    ],
)
def test_a_chain(steps: str, cell: str, needs: str, reruns: str, dependents: str) -> None:
    assert around(CHAIN, steps, cell) == [needs, reruns, dependents]


def test_a_cell_that_never_ran_runs_where_it_lies_between() -> None:
    cells = {"a": "x = 1", "b": "y = x", "c": "print(y)", "n": "print(x)"}
    assert around(cells, "run a b c / edit b | y = x + 1 / insert m after b | y = y + x / edit a | x = 2", "a") == [
        "a",
        "a b m c",
        "b m c n",
    ]


def test_what_comes_from_below_runs_first() -> None:
    cells = {"a": "print(x)", "b": "x = 1"}
    assert around(cells, "run b a / edit b | x = 2", "a") == ["b a", "a", ""]
    assert around(cells, "run b a / edit b | x = 2", "b") == ["b", "b a", "a"]


def test_changes_in_place_come_from_all_that_make_them() -> None:
    cells = {"a": "rows = []", "b": "rows.append(1)", "c": "print(rows)"}
    assert around(cells, "run a b c / run a", "c") == ["b c", "c", ""]
    assert around(cells, "run a b c / run a", "a") == ["a", "b c", "b c"]
