"""Clones: which fragments repeat another, and what varies between them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mldebt.clones import ALIKE, Clone, Difference, Fragment, Index, clones, difference, fragments
from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.model import Place

TRAIN = """\
train = read("train.csv")
train["day"] = to_day(train["day"], format="%d.%m.%Y")
train["price"] = train["price"].fillna(train["price"].median())
train = train.drop_duplicates().sort_values("day").reset_index(drop=True)"""


def found(*cells: str) -> list[Clone]:
    return clones([fragment for number, cell in enumerate(cells) for fragment in fragments(number, facts_of(cell))])


def only(*cells: str) -> Difference:
    (clone,) = found(*cells)
    how = difference(clone, facts_of(cells[clone.first.cell]), facts_of(cells[clone.second.cell]))
    assert how is not None
    return how


def test_a_copy_word_for_word() -> None:
    again = TRAIN.replace("\n", "\n\n# again\n")
    assert only(TRAIN, again) == (1, (), 0)
    (clone,) = found(TRAIN, again)
    assert (clone.first.cell, clone.second.cell) == (0, 1)


def test_a_copy_with_other_names_and_literals() -> None:
    clone = only(TRAIN, TRAIN.replace("train", "test"))
    assert clone.kind == 2 and set(clone.varies) == {("train", "test"), ("'train.csv'", "'test.csv'")}


def test_a_copy_with_a_statement_more() -> None:
    clone = only(TRAIN, TRAIN.replace("train", "test") + "\nprint(test)")
    assert clone.kind == 3 and clone.others == 1


def test_the_most_alike_of_those_before_is_named() -> None:
    other = TRAIN + "\nprint(train)"
    assert [clone.first.cell for clone in found(other, TRAIN, TRAIN.replace("train", "test"))] == [0, 1]


@pytest.mark.parametrize(
    "other",
    [
        TRAIN.replace("fillna", "clip").replace("to_day", "to_time"),
        "train = read('train.csv')\nprint(train)\nprint(train)",
        TRAIN.replace("sort_values", "sort_index").replace("median()", "median() + 1"),
    ],
)
def test_what_does_something_else_is_no_copy(other: str) -> None:
    assert found(TRAIN, other) == []


def test_tables_of_literals_are_no_work() -> None:
    table = "\n".join(f"{name} = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]]" for name in "abcd")
    assert found(table, table.replace("0.1", "0.2")) == [] and found(f"{table}\n{TRAIN}", f"{table}\n{TRAIN}") != []


def test_functions_of_one_cell_are_told_apart_from_the_cell() -> None:
    body = TRAIN.replace("\n", "\n    ")
    cell = f"def a(x):\n    {body}\ndef b(x, y):\n    {body}\nprint(1)"
    (clone,) = found(cell)
    assert (clone.first.name, clone.second.name, only(cell).others) == ("a", "b", 1)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=6), min_size=2, max_size=6))
def test_the_index_misses_none(digests: list[list[int]]) -> None:
    known = [
        Fragment("", Place(at, 1, 0, 1, 1), tuple(of_one), tuple(10 + digest for digest in of_one)) for at, of_one in enumerate(digests)
    ]
    index = Index(known)
    for at, one in enumerate(known):
        found = dict(index.alike(at))
        for other in known:
            alike = 2 * _common(one, other) / (one.size + other.size)
            assert found.get(other.cell, 0) == pytest.approx(alike if alike >= ALIKE and other is not one else 0)


def _common(one: Fragment, other: Fragment) -> int:
    """Nodes of the longest common subsequence, the slow way."""
    there = list(zip(other.digests, other.sizes, strict=True))
    parts = (chosen for length in range(len(there) + 1) for chosen in combinations(there, length))
    return max(sum(size for _, size in part) for part in parts if _holds(one.digests, [digest for digest, _ in part]))


def _holds(digests: tuple[int, ...], part: list[int]) -> bool:
    rest = iter(digests)
    return all(digest in rest for digest in part)


def test_a_thousand_fragments_are_compared_in_a_moment() -> None:
    import time

    cells = [TRAIN.replace("train", f"t{number}") + f"\nprint({'-' * (number % 97)}x)" for number in range(1000)]
    start = time.process_time()
    assert len(found(*cells)) >= 900
    assert time.process_time() - start < 20
