"""Fixes applied round by round: how often, which of those that collide, and never for the worse."""

from __future__ import annotations

import json

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.fixes import Fixed, fixed
from jupyter_mldebt.read import read_text
from jupyter_mldebt.settings import Settings

from .documents import document, text


def fix(*cells: str, unsafe: bool = False, path: str = "a.ipynb") -> Fixed:
    data = text(cells).encode() if path.endswith(".ipynb") else "".join(f"# %%\n{cell}\n" for cell in cells).encode()
    return fixed(Engine(), data, path, Settings(), unsafe=unsafe)


def sources(found: Fixed, path: str = "a.ipynb") -> list[str]:
    return [cell.source for cell in read_text(found.data, path).cells]


@pytest.mark.parametrize("path", ["a.ipynb", "a.py"])
def test_rounds_go_on_until_nothing_is_left(path: str) -> None:
    found = fix("x = np.zeros(f(3))", "print(pd.Series(x))", "plt.plot(x)", "def f(a):\n    return os.path.join(a)", path=path)
    if path == "a.ipynb":
        imports = {"import os", "import numpy as np", "import pandas as pd", "import matplotlib.pyplot as plt"}
        assert set(sources(found)[0].splitlines()) == imports
        assert found.origins == (None, 3, 0, 1, 2)
    assert found.mended == 5 and found.answer.report.findings == () and found.refused == ()
    assert fixed(Engine(), found.data, path, Settings()) == Fixed(found.data, found.answer, 0, tuple(range(len(sources(found, path)))), ())


def test_what_is_nothing_to_fix_is_not_touched() -> None:
    found = fix("x = 1", "print(gone)")
    assert (found.data, found.mended) == (text(["x = 1", "print(gone)"]).encode(), 0)
    assert [finding.code for finding in found.answer.report.findings] == ["NBS001"]
    assert fixed(Engine(), b"{", "a.ipynb", Settings()).answer.report.error


def test_unsafe_ones_only_where_they_are_wanted() -> None:
    cells = ["print(a, gone)", "a = 1"]
    assert fix(*cells).mended == 0
    found = fix(*cells, unsafe=True)
    assert sources(found) == ["a = 1", "print(a, gone)"] and found.mended == 1


def test_two_moves_of_one_cell() -> None:
    found = fix("print(a)", "print(b)", "a = 1\nb = 2")
    assert sources(found) == ["a = 1\nb = 2", "print(a)", "print(b)"] and found.mended == 2


def test_outputs_metadata_and_attachments_travel_along() -> None:
    before = document(["print(a)", "a = 1"], [2, 1])
    before["cells"][1] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "é"}], "metadata": {"tags": ["keep"]}, "x": [1]}
    data = json.dumps(before, indent=1, ensure_ascii=False).encode()
    found = fixed(Engine(), data, "a.ipynb", Settings())
    assert json.loads(found.data) == {**before, "cells": before["cells"][::-1]}
    assert found.data == json.dumps({**before, "cells": before["cells"][::-1]}, indent=1, ensure_ascii=False).encode()


def test_no_fix_that_brings_an_error_of_any_rule() -> None:
    data = text(["print(a)", "a = 1"], [1, 2]).encode()
    mended = fixed(Engine(), data, "a.ipynb", Settings())
    assert mended.mended == 1 and {finding.code for finding in mended.answer.report.findings} == {"NBO001"}
    strict = fixed(Engine(), data, "a.ipynb", Settings(severity={"NBO001": "error"}))
    assert (strict.mended, strict.data) == (0, data)


def test_of_two_alike_in_a_cell_one_may_stay() -> None:
    comments = ["# nbcheck: ignore[NBS001]", "# nbcheck: ignore[NBS002] why # kept", "# nbcheck: ignore[NBS006]"]
    found = fix("\n".join(f"x = {number}  {comment}" for number, comment in enumerate(comments)))
    assert sources(found) == [f"x = 0\nx = 1  {comments[1]}\nx = 2"] and found.mended == 2
    assert [finding.code for finding in found.answer.report.findings] == ["NBU001"]
