"""Clones: which fragments repeat another, and what varies between them."""

from __future__ import annotations

import ast

import pytest

from jupyter_mldebt.clones import Clone, clones, fragments

TRAIN = """\
train = read("train.csv")
train["day"] = to_day(train["day"], format="%d.%m.%Y")
train["price"] = train["price"].fillna(train["price"].median())
train = train.drop_duplicates().sort_values("day").reset_index(drop=True)"""


def found(*cells: str) -> list[Clone]:
    return clones([fragment for number, cell in enumerate(cells) for fragment in fragments(number, ast.parse(cell).body)])


def test_a_copy_word_for_word() -> None:
    (clone,) = found(TRAIN, TRAIN.replace("\n", "\n\n# again\n"))
    assert (clone.kind, clone.varies, clone.others) == (1, (), 0)
    assert (clone.first.cell, clone.second.cell) == (0, 1)


def test_a_copy_with_other_names_and_literals() -> None:
    (clone,) = found(TRAIN, TRAIN.replace("train", "test"))
    assert clone.kind == 2 and set(clone.varies) == {("train", "test"), ("'train.csv'", "'test.csv'")}


def test_a_copy_with_a_statement_more() -> None:
    (clone,) = found(TRAIN, TRAIN.replace("train", "test") + "\nprint(test)")
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


def test_functions_of_one_cell_are_told_apart_from_the_cell() -> None:
    body = TRAIN.replace("\n", "\n    ")
    (clone,) = found(f"def a(x):\n    {body}\ndef b(x, y):\n    {body}\nprint(1)")
    assert (clone.first.name, clone.second.name, clone.others) == ("a", "b", 1)


def test_a_thousand_fragments_are_compared_in_a_moment() -> None:
    import time

    cells = [TRAIN.replace("train", f"t{number}") + f"\nprint({'-' * (number % 97)}x)" for number in range(1000)]
    start = time.process_time()
    assert len(found(*cells)) >= 900
    assert time.process_time() - start < 20
