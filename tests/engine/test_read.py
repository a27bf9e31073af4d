"""Files of every format and in every state: read, or refused with one sentence that says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_mldebt.model import Cell, Notebook, Output
from jupyter_mldebt.read import ReadError, read_file, read_text


def read(document: Any) -> Notebook:
    return read_text(json.dumps(document), "case.ipynb")


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None, **more}


def test_nbformat_4_5() -> None:
    error = {"output_type": "error", "ename": "NameError", "evalue": "x", "traceback": []}
    result = {"output_type": "execute_result", "execution_count": 3, "data": {"text/plain": "1"}, "metadata": {}}
    notebook = read(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"kernelspec": {"name": "python3", "language": "python"}, "language_info": {"name": "python"}},
            "cells": [
                {"cell_type": "markdown", "id": "a", "source": ["# T\n", "text"], "metadata": {}},
                code(["x = 1\n", "x"], id="b", execution_count=3, metadata={"tags": ["parameters", 1]}, outputs=[result, error]),
                {"cell_type": "raw", "source": "raw", "metadata": {}},
                code("SELECT 1", metadata={"vscode": {"languageId": "sql"}}),
            ],
        }
    )
    assert notebook.cells[0] == Cell(0, "a", "markdown", "# T\ntext")
    assert notebook.cells[1].source == "x = 1\nx" and notebook.cells[1].execution_count == 3 and notebook.cells[1].tags == ("parameters",)
    assert notebook.cells[1].outputs == (Output("execute_result", 3), Output("error", None, "NameError", "x"))
    assert [cell.kind for cell in notebook.cells] == ["markdown", "code", "raw", "code"]
    assert [cell.index for cell in notebook.code_cells()] == [1]
    assert (notebook.format, notebook.language, notebook.kernel, notebook.is_python) == ((4, 5), "python", "python3", True)


def test_two_cells_of_one_id_are_two() -> None:
    notebook = read({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [code("x", id="a"), code("y", id="a")]})
    assert [(cell.index, cell.id, cell.source) for cell in notebook.cells] == [(0, "a", "x"), (1, "a", "y")]


@pytest.mark.parametrize("version", [2, 3])
def test_nbformat_2_and_3(version: int) -> None:
    cells = [
        {"cell_type": "code", "input": ["x = 1\n", "x"], "language": "python", "prompt_number": 2, "outputs": [{"output_type": "pyout"}]},
        {"cell_type": "heading", "level": 1, "source": "T"},
        {"cell_type": "code", "input": "raise", "prompt_number": 7, "outputs": [{"output_type": "pyerr", "ename": "E", "evalue": "v"}]},
    ]
    notebook = read(
        {"nbformat": version, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells[:2]}, {"cells": cells[2:]}]}
    )
    assert [(cell.index, cell.kind, cell.source, cell.execution_count) for cell in notebook.cells] == [
        (0, "code", "x = 1\nx", 2),
        (1, "markdown", "T", None),
        (2, "code", "raise", 7),
    ]
    assert notebook.cells[0].outputs == (Output("execute_result"),) and notebook.cells[2].outputs == (Output("error", None, "E", "v"),)
    assert notebook.is_python and notebook.format == (version, 0)


@pytest.mark.parametrize(
    ("document", "sources"),
    [
        ({"cells": [{}]}, [""]),
        ({"cells": [{"cell_type": "code"}]}, [""]),
        ({"cells": [{"source": None}]}, [""]),
        ({"cells": [code(["a\r\n", None, 3, "b\r", "c"])]}, ["a\nb\nc"]),
        ({"cells": [code({"text": "x"})]}, [""]),
        ({"cells": [code("x", metadata=None, outputs=None)]}, ["x"]),
        ({"cells": [code("x", metadata=[], outputs={}, execution_count="3", id=5)]}, ["x"]),
        ({"cells": [code("x", outputs=["text", {"output_type": 3}])]}, ["x"]),
        ({"cells": [None, 3, code("x")]}, ["x"]),
        ({"cells": [code("x")], "metadata": []}, ["x"]),
        ({"cells": [code("x")], "metadata": {"kernelspec": "python3", "language_info": None}, "nbformat": "4"}, ["x"]),
        ({"cells": [code("x")], "worksheets": 3}, ["x"]),
        ({"worksheets": [None, {"cells": None}, {"cells": [code("x")]}]}, ["x"]),
        ({"cells": []}, []),
    ],
)
def test_missing_keys_and_wrong_types_are_borne(document: Any, sources: list[str]) -> None:
    notebook = read(document)
    assert [cell.source for cell in notebook.cells] == sources
    assert notebook.is_python and all(cell.execution_count is None and cell.outputs is not None for cell in notebook.cells)


def test_numbers_that_json_does_not_know() -> None:
    text = (
        '{"cells": [{"cell_type": "code", "source": "x", "metadata": {"n": NaN}, "outputs": [], "execution_count": 1e400}], "x": -Infinity}'
    )
    assert [cell.source for cell in read_text(text, "a.ipynb").cells] == ["x"]


def test_a_byte_order_mark_and_half_a_surrogate() -> None:
    text = json.dumps({"cells": [code("é \ud800")]}).encode()
    assert read_text(b"\xef\xbb\xbf" + text, "a.ipynb").cells[0].source == "é \ud800"


@pytest.mark.parametrize(
    ("metadata", "language", "is_python"),
    [
        ({}, "python", True),
        ({"language_info": {"name": "R"}}, "r", False),
        ({"kernelspec": {"name": "ir"}}, "r", False),
        ({"kernelspec": {"name": "julia-1.9", "language": "julia"}}, "julia", False),
        ({"kernelspec": {"name": "sagemath-10.2"}, "language_info": {"name": "python"}}, "sage", False),
        ({"language_info": {"name": "ipython"}}, "ipython", True),
        ({"kernelspec": {"name": "python2", "language": "python2"}}, "python2", True),
    ],
)
def test_language(metadata: Any, language: str, is_python: bool) -> None:
    notebook = read({"cells": [code("x")], "metadata": metadata})
    assert (notebook.language, notebook.is_python) == (language, is_python)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"{", "not valid JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
        (b"[]", "JSON, but no notebook: the top level is no object"),
        (b"3", "JSON, but no notebook: the top level is no object"),
        (b"{}", "JSON, but no notebook: it has no list of cells"),
        (b'{"cells": 3}', "JSON, but no notebook: it has no list of cells"),
        (b'{"cells": null, "worksheets": null}', "JSON, but no notebook: it has no list of cells"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "a Git LFS pointer, not the notebook itself: run `git lfs pull`"),
        (b"/annex/objects/SHA256E-s1--2.ipynb\n", "a git-annex pointer, not the notebook itself: run `git annex get`"),
        (b'{"cells": [\n<<<<<<< HEAD\n', "the file holds git conflict markers: resolve the conflict first"),
        (b"\x00\x01", "a binary file, not text"),
        (b'{"cells": "\xff"}', "not UTF-8 text: byte 0xff at offset 11"),
        (b"[" * 100_000, "the JSON is nested too deeply"),
        (b'{"cells": [' + b'{"metadata": ' * 100_000, "the JSON is nested too deeply"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_text(data, "a.ipynb")
    assert str(refused.value).split(" (")[0].startswith(why.split(" enclosed")[0])


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").mkdir()
    for path, why in ((tmp_path / "b.ipynb", "no such file or directory"), (tmp_path / "a.ipynb", "a directory, not a notebook")):
        with pytest.raises(ReadError, match=why):
            read_file(path)
    with pytest.raises(ReadError, match="the file can't be read"):
        read_file(tmp_path / ("a" * 300 + ".ipynb"))
    with pytest.raises(ReadError, match="the file can't be read"):
        read_file("a\0b.ipynb")


SCRIPT = """\
# ---
# jupyter:
#   kernelspec:
#     name: python3
# ---

import os

# %% [markdown]
# # A title
#
# Words.

# %% A title tags=["parameters", "x"]
x = 1
# %%time is a magic that is commented out
y = 2

#%%
z = 3
# %% [raw]
# as it is
# %%
"""


def test_percent_script() -> None:
    notebook = read_text(SCRIPT, "a.py")
    assert [(cell.kind, cell.source.strip("\n"), cell.tags) for cell in notebook.cells] == [
        ("code", "import os", ()),
        ("markdown", "# A title\n\nWords.", ()),
        ("code", "x = 1\n# %%time is a magic that is commented out\ny = 2", ("parameters", "x")),
        ("code", "z = 3", ()),
        ("raw", "# as it is", ()),
        ("code", "", ()),
    ]
    assert notebook.format == (0, 0) and notebook.is_python


@pytest.mark.parametrize("text", ["", "x = 1\n", "\ufeffx = 1\r\n", "# %%", "# %% tags=[", "# %% tags=[1]\nx = 1", "# ---\n# %%\nx = 1"])
def test_scripts_of_any_shape_are_read(text: str) -> None:
    notebook = read_text(text, "a.py")
    assert "x = 1" not in text or [cell.source for cell in notebook.cells if cell.kind == "code"][-1].endswith("x = 1")


def test_a_script_that_is_no_text() -> None:
    for data in (b"\xff", b"x\0"):
        with pytest.raises(ReadError):
            read_text(data, "a.py")
