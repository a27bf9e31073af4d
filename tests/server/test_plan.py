"""The plan route: what an export would make, what stands in its way and what it costs, from the document as it stands."""

from __future__ import annotations

import json
import os
import sys

import pytest


@pytest.fixture
def plan(ask, notebook):
    async def plan(path, *cells, folder=None, **metadata):
        metadata = metadata or {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        return await ask(
            "POST", "plan", kind="ExportProposal", body={"path": path, "folder": folder, "notebook": notebook(*cells, **metadata)}
        )

    return plan


async def test_a_plan(plan, saved, jp_root_dir):
    cells = ["rows = [3, 1, 2]\nlimit = 2", "rows.sort()\nprint(rows[:limit])"]
    status, proposal = await plan(saved("some work/añb.ipynb", *cells), *cells)
    assert status == 200
    assert [step["cells"] for step in proposal["plan"]["steps"]]
    (limit,) = (p for p in proposal["plan"]["parameters"] if p["name"] == "limit")
    assert (limit["type"], limit["default"], limit["text"]) == ("int", 2, "2")
    assert (proposal["folder"], proposal["folder_state"]) == ("some work/añb-pipeline", "new")
    assert (proposal["findings"], proposal["effects"], proposal["tagged"], proposal["job"]) == ([], [], False, None)
    assert "can't tell" in proposal["unsaved"]
    assert "local" in [target["name"] for target in proposal["targets"]]
    assert proposal["cost"]["copied"] == 0
    assert [file.name for file in (jp_root_dir / "some work").iterdir()] == ["añb.ipynb"]


async def test_it_is_about_the_document_not_the_file(plan, saved):
    status, proposal = await plan(saved("a.ipynb", "print(1)"), "import smtplib\nsmtplib.SMTP().sendmail(1, 2, 3)", "print(gone)")
    assert status == 200
    assert [(effect["cell"], effect["line"]) for effect in proposal["effects"]] == [(0, 2)]
    assert [finding["code"] for finding in proposal["findings"]] == ["NBS001"]


async def test_a_notebook_that_was_never_saved(plan):
    status, proposal = await plan("Untitled.ipynb", "x = 1\nprint(x)")
    assert status == 200
    assert proposal["cost"]["full"] is None


async def test_the_times_in_the_file_tell_the_cost(plan, saved, jp_root_dir, notebook):
    document = notebook("print(1)")
    document["cells"][0]["metadata"]["execution"] = {
        "iopub.execute_input": "2026-01-01T00:00:00Z",
        "shell.execute_reply": "2026-01-01T00:01:00Z",
    }
    (jp_root_dir / "a.ipynb").write_text(json.dumps(document))
    (jp_root_dir / "data.bin").write_bytes(bytes(3 << 20))
    _, proposal = await plan("a.ipynb", "print(1)")
    assert proposal["cost"]["full"] > proposal["cost"]["once"] > 60
    assert proposal["cost"]["copied"] == 3


async def test_what_stands_in_the_folder(plan, saved, ask, end_of, jp_root_dir):
    cells = ["print(1)"]
    path = saved("a.ipynb", *cells)
    (jp_root_dir / "mine").mkdir()
    (jp_root_dir / "mine" / "work.txt").write_text("")
    assert (await plan(path, *cells, folder="mine"))[1]["folder_state"] == "foreign"
    _, job = await ask("POST", "export", body={"path": path, "verify": "none"})
    await end_of(job)
    assert (await plan(path, *cells))[1]["folder_state"] == "export"
    (jp_root_dir / "a-pipeline" / "README.md").write_text("mine")
    _, proposal = await plan(path, *cells)
    assert (proposal["folder_state"], proposal["edited"]) == ("edited", ["README.md"])


@pytest.mark.parametrize(
    "cells, metadata, words",
    [
        ([], {}, "no code"),
        (["1 + 1"], {"kernelspec": {"name": "ir", "language": "R"}, "language_info": {"name": "R"}}, "a.ipynb is a notebook in r:"),
    ],
)
async def test_what_can_become_no_pipeline(plan, cells, metadata, words):
    status, refusal = await plan("a.ipynb", *cells, **metadata)
    assert status == 422
    assert words in refusal["message"] and "/" not in refusal["message"]


@pytest.mark.parametrize("folder", ["../elsewhere", "a/../../b", "", "/", ".", ".hidden", "a/.git/b", "nul\0l", "x" * 3000, 7, ["a"]])
async def test_folders_that_are_none(plan, folder):
    status, _ = await plan("a.ipynb", "print(1)", folder=folder)
    assert status == 400


@pytest.mark.skipif(sys.platform == "win32", reason="not everybody may link there")
async def test_a_link_that_leads_out(plan, ask, saved, jp_root_dir, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    os.symlink(outside, jp_root_dir / "link")
    status, refusal = await plan(saved("a.ipynb", "print(1)"), "print(1)", folder="link/made")
    assert status == 400 and "leads out" in refusal["message"]
    status, _ = await ask("POST", "export", body={"path": "a.ipynb", "folder": "link/made", "verify": "none"})
    assert status == 400
    assert (await plan("link/b.ipynb", "print(1)"))[0] == 200  # who opens a notebook there may write beside it


async def test_nonsense(ask):
    for body in (
        [],
        {"path": 1, "notebook": {}},
        {"path": "a.ipynb"},
        {"path": "a.ipynb", "notebook": []},
        {"path": "a.ipynb", "notebook": None},
    ):
        status, _ = await ask("POST", "plan", kind="ExportProposal", body=body)
        assert status in (400, 422)


class TestSlow:
    @pytest.fixture
    def mldebt_config(self):
        return {"plan_timeout": 0.01}

    async def test_a_plan_that_takes_too_long(self, plan):
        status, refusal = await plan("a.ipynb", "print(1)")
        assert status == 504
        assert "0.01 s" in refusal["message"]
