"""The export routes: a real export in a process of its own, followed, failed, cancelled."""

from __future__ import annotations

import asyncio
import json
import sys

import pytest
from tornado.httpclient import HTTPClientError


@pytest.fixture
def ask(jp_fetch, app, valid):
    """Ask an export route; gives the status and the answer, which is an ExportJob or a Refusal."""

    async def ask(method, *job, body=None):
        options = {"body": json.dumps(body)} if body is not None else {}
        try:
            response = await jp_fetch("jupyter-mldebt", "export", *job, method=method, **options)
        except HTTPClientError as error:
            response = error.response
        answer = json.loads(response.body)
        return response.code, valid(answer, "ExportJob" if response.code == 200 else "Refusal")

    return ask


@pytest.fixture
def end_of(ask):
    async def wait(job, seconds=120, said=None):
        for _ in range(seconds * 5):
            status, state = await ask("GET", job["job"])
            assert status == 200
            if said is not None:
                said.append(state["progress"])
            if state["status"] != "running":
                return state
            await asyncio.sleep(0.2)
        raise AssertionError("the export did not end")

    return wait


@pytest.fixture
def saved(jp_root_dir, notebook):
    """Writes a notebook below the server's folder; gives its contents path."""

    def save(path, *cells):
        file = jp_root_dir / path
        file.parent.mkdir(parents=True, exist_ok=True)
        document = notebook(*cells, kernelspec={"name": "python3", "display_name": "Python 3", "language": "python"})
        file.write_text(json.dumps(document), encoding="utf-8")
        return path

    return save


async def test_a_verified_export(ask, end_of, saved, jp_root_dir, valid):
    path = saved("some work/añb.ipynb", "rows = [3, 1, 2]", "rows.sort()\nprint(rows)")
    status, job = await ask("POST", body={"path": path})
    assert status == 200
    assert (job["status"], job["folder"]) == ("running", "some work/añb-pipeline")
    said = []
    job = await end_of(job, said=said)
    assert (job["status"], job["message"]) == ("done", None)
    assert len(set(said)) > 2 and not any("IPKernelApp" in line or "\x1e" in line for line in said)
    result = valid(job["result"], "ExportReport")
    assert result["verification"]["verified"] is True
    folder = jp_root_dir / "some work" / "añb-pipeline"
    assert [file for file in result["files"] if not (folder / file).is_file()] == []


async def test_a_notebook_that_a_fresh_run_cannot_get_through(ask, end_of, saved, jp_root_dir):
    _, job = await ask("POST", body={"path": saved("a.ipynb", "print(missing_name)")})
    job = await end_of(job)
    assert job["status"] == "failed"
    assert "missing_name" in job["message"]
    assert not (jp_root_dir / "a-pipeline").exists()


async def test_an_export_that_is_cancelled(ask, end_of, saved, jp_root_dir, app):
    path = saved("slow.ipynb", "import time", "time.sleep(600)")
    _, job = await ask("POST", body={"path": path})
    status, refusal = await ask("POST", body={"path": path})
    assert status == 409
    assert "already running" in refusal["message"]
    await asyncio.sleep(2)
    status, _ = await ask("DELETE", job["job"])
    assert status == 200
    job = await end_of(job, 30)
    assert (job["status"], job["result"]) == ("cancelled", None)
    assert not (jp_root_dir / "slow-pipeline").exists()
    assert app.exports.get(job["job"])._process.poll() is not None


@pytest.mark.parametrize("path, status", [("nothing.ipynb", 404), ("../a.ipynb", 400), ("", 400)])
async def test_what_cannot_be_exported(ask, path, status):
    answered, _ = await ask("POST", body={"path": path})
    assert answered == status


async def test_a_job_that_is_not_known(ask):
    for method in ("GET", "DELETE"):
        status, refusal = await ask(method, "abcdef")
        assert status == 404
        assert "not known" in refusal["message"]


class TestLimit:
    @pytest.fixture
    def mldebt_config(self):
        return {"max_exports": 1}

    async def test_only_so_many_at_a_time(self, ask, saved):
        status, _ = await ask("POST", body={"path": saved("a.ipynb", "import time", "time.sleep(600)")})
        assert status == 200
        status, refusal = await ask("POST", body={"path": saved("b.ipynb", "1")})
        assert status == 409
        assert "running already" in refusal["message"]


async def test_a_process_that_ends_without_an_answer(ask, end_of, saved, app):
    crash = "import sys; print('\\x1ebegun', file=sys.stderr); sys.exit('something broke')"
    app.exports._command = (sys.executable, "-c", crash)
    _, job = await ask("POST", body={"path": saved("a.ipynb", "1")})
    job = await end_of(job)
    assert (job["status"], job["message"], job["progress"], job["result"]) == ("failed", "something broke", "begun", None)
