"""Three-way merges: what a person changed and what an export changed stand in one file, or it is said where they can't."""

from __future__ import annotations

import json

import pytest

from jupyter_mldebt.pipeline.edits import change, merge


def lines(*found: str) -> str:
    return "".join(f"{line}\n" for line in found)


def notebook(**cells: str) -> str:
    return json.dumps(
        {"cells": [{"cell_type": "code", "id": key, "metadata": {}, "source": text} for key, text in cells.items()], "metadata": {}}
    )


def read(text: str) -> dict[str, str]:
    return {cell["id"]: "".join(cell["source"]) for cell in json.loads(text)["cells"]}


BASE = lines("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("mine", "new", "text", "what"),
    [
        (BASE, lines("a", "x"), lines("a", "x"), None),
        (lines("mine", "b", "c", "d"), BASE, lines("mine", "b", "c", "d"), "kept"),
        (lines("mine", "b", "c", "d"), lines("a", "b", "c", "new"), lines("mine", "b", "c", "new"), "merged"),
        (lines("a", "b", "mine", "c", "d"), lines("b", "c", "d"), lines("b", "mine", "c", "d"), "merged"),
        (lines("a", "c", "d"), lines("a", "b", "c", "d", "new"), lines("a", "c", "d", "new"), "merged"),
        (lines("a", "same", "c", "d"), lines("a", "same", "c", "d"), lines("a", "same", "c", "d"), None),
    ],
)
def test_lines(mine, new, text, what):
    assert merge("README.md", BASE, mine, new) == (text, what, ())


def test_lines_that_both_changed_are_a_conflict():
    assert [tuple(found) for found in merge("README.md", BASE, lines("a", "b", "mine", "d"), lines("a", "b", "new", "d")).conflicts] == [
        ("README.md", "line 3")
    ]


CELLS = {"p": "n = 1\nm = 2\nk = 3", "load": "load()", "a": "work(n)", "save": "save()"}


@pytest.mark.parametrize(
    ("mine", "new", "cells"),
    [
        ({"a": "work(n)\nmine()"}, {"p": "n = 2"}, {"p": "n = 2", "load": "load()", "a": "work(n)\nmine()", "save": "save()"}),
        ({"p": "n = 9\nm = 2\nk = 3"}, {"p": "n = 1\nm = 2\nk = 4"}, {**CELLS, "p": "n = 9\nm = 2\nk = 4"}),
        ({"extra": "mine()"}, {"load": "load(2)"}, {**CELLS, "load": "load(2)", "extra": "mine()"}),
        ({"a": None}, {"load": "load(2)"}, {"p": CELLS["p"], "load": "load(2)", "save": "save()"}),
        ({"a": "work(1)"}, {"b": "new()", "a": "work(1)"}, {**CELLS, "a": "work(1)", "b": "new()"}),
        ({"save": "save(1)"}, {"a": None}, {"p": CELLS["p"], "load": "load()", "save": "save(1)"}),
    ],
)
def test_cells(mine, new, cells):
    texts = [notebook(**{key: text for key, text in {**CELLS, **changed}.items() if text is not None}) for changed in ({}, mine, new)]
    merged = merge("steps/01.ipynb", *texts)
    assert not merged.conflicts and merged.what == "merged" and read(merged.text) == cells


def test_a_cell_that_a_person_added_stays_where_it_was():
    base, mine = notebook(a="1", b="2"), notebook(a="1", mine="x", b="2")
    assert list(read(merge("n.ipynb", base, mine, notebook(z="0", a="1", b="3")).text)) == ["z", "a", "mine", "b"]
    assert list(read(merge("n.ipynb", base, mine, notebook(z="0", b="3")).text)) == ["mine", "z", "b"]


@pytest.mark.parametrize(
    ("mine", "new", "where"),
    [
        ({"a": "mine"}, {"a": "new"}, "cell a"),
        ({"a": "mine"}, {"a": None}, "cell a, which is gone"),
        ({"a": None}, {"a": "new"}, "cell a"),
        ({"x": "mine"}, {"x": "new"}, "cell x"),
    ],
)
def test_cells_that_both_changed_are_a_conflict(mine, new, where):
    texts = [notebook(**{key: text for key, text in {**CELLS, **changed}.items() if text is not None}) for changed in ({}, mine, new)]
    assert [tuple(found) for found in merge("n.ipynb", *texts).conflicts] == [("n.ipynb", where)]


def test_cells_that_were_moved_are_a_conflict():
    merged = merge("n.ipynb", notebook(a="1", b="2"), notebook(b="2", a="1"), notebook(a="1", b="3"))
    assert [found.place for found in merged.conflicts] == ["the order of its cells"]


def test_what_a_run_left_is_no_edit_and_does_not_come_along():
    ran = json.loads(notebook(a="1", b="2"))
    ran["cells"][0] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}], "execution_count": 3}
    assert merge("n.ipynb", notebook(a="1", b="2"), json.dumps(ran), notebook(a="new", b="2")).text == notebook(a="new", b="2")
    ran["cells"][0]["source"] = "mine"
    merged = json.loads(merge("n.ipynb", notebook(a="1", b="2"), json.dumps(ran), notebook(a="1", b="new")).text)
    assert merged["cells"][0]["outputs"] == [] and merged["cells"][0]["execution_count"] is None


def test_a_change_is_told_by_what_a_reader_sees():
    told = change("n.ipynb", notebook(a="1\n2"), notebook(a="1\n3"), None)
    assert told.what == "changed" and "# %% a" in told.diff and "-2" in told.diff and "+3" in told.diff
    assert change("n.ipynb", notebook(a="1"), notebook(a="1"), None) is None
    assert change("README.md", "a\n", "a\n", "kept").what == "kept"
    assert (change("x", None, "a", None).what, change("x", "a", None, None).what) == ("new", "gone")
