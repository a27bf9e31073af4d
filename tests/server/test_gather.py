"""Gathering over the server: a new notebook beside the old one, of what really ran, whatever became of the cells."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def gathered(ask):
    """Asks for what made a result; gives the status and the answer."""

    async def gathered(kernel, number, path="a.ipynb", **more):
        return await ask("POST", "gather", kind="Gathered", body={"path": path, "kernel": kernel, "number": number, **more})

    return gathered


def sources(path):
    return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


async def test_a_result_of_cells_that_were_run_in_any_order(opened, connect, ran, gathered, jp_root_dir):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel, "lab")
    for cell, text in [("a", "x = 1"), ("b", "y = 5"), ("a", "x = 2"), ("c", "print(x + 1)")]:
        await lab.run(text, cell)
    assert len(await ran(kernel)) == 4
    status, answer = await gathered(kernel, 3)
    assert (status, answer) == (200, {"path": "a-gathered.ipynb", "executions": [2, 3], "notes": []})
    assert sources(jp_root_dir / "a-gathered.ipynb") == ["x = 2", "print(x + 1)"]
    status, answer = await gathered(kernel, 3)
    assert status == 200 and answer["path"] == "a-gathered-1.ipynb"  # the first one may have been edited


async def test_what_ran_before_a_restart(opened, connect, ran, gathered, ask, jp_fetch, jp_root_dir):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel, "lab")
    await lab.run("x = 'before'", "a")
    await lab.run("print(x)", "b")
    assert len(await ran(kernel)) == 2
    await jp_fetch("api", "kernels", kernel, "restart", method="POST", allow_nonstandard_methods=True, request_timeout=60)
    _, timeline = await ask("GET", "journal", kind="Timeline", params={"path": "a.ipynb"})
    began = timeline["epochs"][0]["began"]
    assert (await gathered(kernel, 1))[0] == 422
    status, answer = await gathered(kernel, 1, began=began)
    assert status == 200 and sources(jp_root_dir / answer["path"]) == ["x = 'before'", "print(x)"]


async def test_what_can_not_be_gathered_is_said(opened, gathered):
    kernel = (await opened())["kernel"]["id"]
    status, answer = await gathered(kernel, 7)
    assert status == 422 and "execution 7" in answer["message"]
    status, answer = await gathered("nosuch", 0)
    assert status == 404 and "not known" in answer["message"]
    assert (await gathered(kernel, 0, path="../a.ipynb"))[0] == 400
    assert (await gathered(kernel, -1))[0] == 400
