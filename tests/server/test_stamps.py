"""Saved notebooks that tell which text gave their outputs: over a real server, with a real kernel."""

from __future__ import annotations

import json

import pytest

from jupyter_mldebt.execution import digest
from jupyter_mldebt.read import read_file


@pytest.fixture
def mldebt_config():
    return {"stamp": True}


@pytest.fixture
def save(jp_fetch, jp_root_dir, notebook):
    """Saves a document as JupyterLab does; gives the cells' metadata as they are in the file."""

    async def save(*cells, path="a.ipynb", metadata=None):
        document = notebook(*cells, kernelspec={"name": "python3", "display_name": "Python 3", "language": "python"})
        for cell, own in (metadata or {}).items():
            document["cells"][cell]["metadata"] = own
        model = {"type": "notebook", "format": "json", "content": document}
        await jp_fetch("api", "contents", path, method="PUT", body=json.dumps(model))
        return [cell["metadata"] for cell in json.loads((jp_root_dir / path).read_text(encoding="utf-8"))["cells"]]

    return save


async def test_each_cell_that_ran_tells_what_ran(opened, connect, save, jp_root_dir):
    lab = await connect((await opened())["kernel"]["id"], "lab")
    await lab.run("x = 1", "cell-0")
    await lab.run("print(x)", "cell-1")
    await lab.run("x = 2", "cell-0")
    await lab.run("y = 3", "console")
    metadata = await save(("x = 5", 3), ("print(x)", 2), "unrun", metadata={1: {"tags": ["kept"], "nbcheck": {"step": 1}}})
    assert metadata == [
        {"nbcheck": {"ran": f"3:{digest('x = 2')}"}},
        {"tags": ["kept"], "nbcheck": {"step": 1, "ran": f"2:{digest('print(x)')}"}},
        {},
    ]
    edited, same, unrun = read_file(jp_root_dir / "a.ipynb").cells
    assert edited.ran not in (None, digest(edited.source)) and same.ran == digest(same.source) and unrun.ran is None


async def test_what_was_cleared_tells_nothing_and_what_is_not_known_stays(opened, connect, save, jp_root_dir):
    lab = await connect((await opened())["kernel"]["id"], "lab")
    await lab.run("x = 1", "cell-0")
    old = {"nbcheck": {"ran": "7:0123456789ab"}}
    assert await save(("x = 1", None), ("y = 1", 7), metadata={0: old, 1: old}) == [{}, old]
    assert await save(("x = 1", 9), metadata={0: {"nbcheck": "mine"}}) == [{"nbcheck": "mine"}]  # of another run than the journal knows
    assert read_file(jp_root_dir / "a.ipynb").cells[0].ran is None


async def test_a_notebook_is_saved_whatever_becomes_of_the_journal(opened, app, save):
    await opened()
    app.journal.file.parent.mkdir(parents=True, exist_ok=True)
    app.journal.file.write_bytes(b"this is no database" * 100)
    assert await save(("x = 1", 1)) == [{}]


class TestSwitchedOff:
    @pytest.fixture
    def mldebt_config(self):
        return {}

    async def test_by_default_files_are_left_as_they_are(self, opened, connect, save):
        lab = await connect((await opened())["kernel"]["id"], "lab")
        await lab.run("x = 1", "cell-0")
        assert await save(("x = 1", 1)) == [{}]
