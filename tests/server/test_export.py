"""Jobs: real exports and runs in processes of their own, followed over the event stream, failed, cancelled, ended."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import psutil
import pytest

from jupyter_mldebt.pipeline.plan import load
from jupyter_mldebt.server import frames
from jupyter_mldebt.server.analyst import HOME
from jupyter_mldebt.server.job import MARK
from jupyter_mldebt.server.messages import ExportTask, Said
from jupyter_mldebt.server.stages import Stage, advance


def processes_of(job):
    """All processes that a job started, directly or not."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == job["job"] and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


async def until(check, seconds=60):
    for _ in range(seconds * 10):
        if check():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not happen")


@pytest.fixture
def temporary(tmp_path_factory, monkeypatch):
    """Where temporary files of jobs go: others on this machine make such files, too."""
    place = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


async def test_a_verified_export(ask, end_of, saved, jp_root_dir, valid):
    path = saved("some work/añb.ipynb", "rows = [3, 1, 2]", "rows.sort()\nprint(rows)")
    status, job = await ask("POST", "export", body={"path": path})
    assert status == 200
    assert (job["kind"], job["status"], job["path"], job["folder"]) == ("export", "running", path, "some work/añb-pipeline")
    job = await end_of(job)
    assert (job["status"], job["message"]) == ("done", None)
    assert [stage["status"] for stage in job["stages"]] == ["ok"] * len(job["stages"])
    assert [stage["step"] for stage in job["stages"][:2]] == [None, None]
    assert [stage["step"] for stage in job["stages"][2:]] == [step["name"] for step in job["result"]["plan"]["steps"]]
    assert all(stage["cell"] == stage["cells"] > 0 for stage in job["stages"])
    result = valid(job["result"], "ExportReport")
    assert result["verification"]["verified"] is True
    folder = jp_root_dir / "some work" / "añb-pipeline"
    assert [file for file in result["files"] if not (folder / file).is_file()] == []
    assert processes_of(job) == []


async def test_the_event_stream_tells_each_cell(ask, saved, events):
    path = saved("a.ipynb", *["import time\ntime.sleep(0.3)\nprint(1)"] * 3)
    next_event = await events()
    _, job = await ask("POST", "export", body={"path": path, "verify": "once"})
    seen = [await next_event()]
    while seen[-1]["status"] == "running":
        seen.append(await next_event())
    assert {event["job"] for event in seen} == {job["job"]}
    assert [event["seq"] for event in seen] == sorted(event["seq"] for event in seen)
    cells = {event["stages"][0]["cell"] for event in seen if event["stages"]}
    assert {1, 2, 3} <= cells
    assert any(event["stages"] and event["stages"][-1]["step"] for event in seen)
    assert all(event["result"] is None for event in seen)
    assert seen[-1]["status"] == "done"


async def test_what_was_chosen_is_done(ask, end_of, saved, jp_root_dir):
    path = saved("a.ipynb", "size = 3\ncolour = 'red'", "print(size * 2)", "print(colour)")
    body = {"path": path, "folder": "made/here", "verify": "once", "parameters": {"size": "4", "colour": None}, "target": "local"}
    _, job = await ask("POST", "export", body=body)
    job = await end_of(job)
    assert job["result"]["verification"]["verified"] is True
    assert {p.name: p.default for p in load(jp_root_dir / "made" / "here").parameters} == {"size": 4, "colour": "red"}
    body |= {"verify": "none", "parameters": {"size": None}, "folder": "made/other"}
    job = await end_of((await ask("POST", "export", body=body))[1])
    assert job["result"]["verification"] is None
    assert {p.name: p.default for p in load(jp_root_dir / "made" / "other").parameters} == {"size": 3}


@pytest.mark.parametrize(
    "parameters, words",
    [
        ({"size": "'many'"}, "`size` must be of type int"),
        ({"size": "__import__('os').getpid()"}, "no value"),
        ({"size": "(" * 1000}, "no value"),
        ({"nothing": "1"}, "`nothing` can't be a parameter"),
    ],
)
async def test_parameters_that_are_none(ask, end_of, saved, jp_root_dir, parameters, words):
    path = saved("a.ipynb", "size = 3", "print(size)")
    _, job = await ask("POST", "export", body={"path": path, "parameters": parameters})
    job = await end_of(job)
    assert job["status"] == "failed" and words in job["message"]
    assert not (jp_root_dir / "a-pipeline").exists()


async def test_effects_need_permission(ask, end_of, saved, jp_root_dir):
    sends = (
        "import urllib.request\ntry:\n    urllib.request.urlopen('http://127.0.0.1:9', data=b'x')\nexcept OSError:\n    print('refused')"
    )
    path = saved("a.ipynb", sends)
    job = await end_of((await ask("POST", "export", body={"path": path}))[1])
    assert job["status"] == "failed"
    assert "was not allowed" in job["message"] and "--" not in job["message"]
    assert [effect["cell"] for effect in job["result"]["effects"]] == [0]
    assert job["stages"] == [] and not (jp_root_dir / "a-pipeline").exists()
    job = await end_of((await ask("POST", "export", body={"path": path, "allow_effects": True, "verify": "once"}))[1])
    assert job["status"] == "done"
    assert [cell["verdict"] for cell in job["result"]["verification"]["cells"]] == ["same"]


async def test_an_export_that_was_edited_by_hand(ask, end_of, saved, jp_root_dir):
    body = {"path": saved("a.ipynb", "print(1)"), "verify": "none"}
    await end_of((await ask("POST", "export", body=body))[1])
    readme = jp_root_dir / "a-pipeline" / "README.md"
    readme.write_text("mine\n" + readme.read_text())
    job = await end_of((await ask("POST", "export", body=body))[1])
    assert job["status"] == "done" and readme.read_text().startswith("mine")
    job = await end_of((await ask("POST", "export", body=body | {"replace": True}))[1])
    assert job["status"] == "done" and not readme.read_text().startswith("mine")
    step = next((jp_root_dir / "a-pipeline" / "steps").iterdir())
    step.write_text(step.read_text().replace("print(1)", "print(2)"))
    saved("a.ipynb", "print(3)")
    job = await end_of((await ask("POST", "export", body=body))[1])
    assert job["status"] == "failed" and f"steps/{step.name}" in job["message"] and "--" not in job["message"]
    assert "print(2)" in step.read_text()


async def test_a_run_with_another_value(ask, end_of, saved, jp_root_dir, valid):
    path = saved("a.ipynb", "size = 3", "print('size', size)")
    await end_of((await ask("POST", "export", body={"path": path, "verify": "none"}))[1])
    status, job = await ask("POST", "run", body={"folder": "a-pipeline", "parameters": {"size": "7"}})
    assert (status, job["kind"], job["path"]) == (200, "run", None)
    job = await end_of(job)
    result = valid(job["result"], "RunReport")
    assert (job["status"], result["status"], result["parameters"]["size"]) == ("done", "ok", 7)
    assert any("size 7" in Path(step["notebook"]).read_text() for step in result["steps"])
    assert (jp_root_dir / "a-pipeline" / "RUN.html").is_file()
    job = await end_of((await ask("POST", "run", body={"folder": "a-pipeline", "parameters": {"size": "7"}}))[1])
    assert {stage["status"] for stage in job["stages"]} == {"cached"}


async def test_a_run_that_is_cancelled(ask, end_of, saved, jp_root_dir):
    path = saved("a.ipynb", "size = 0", "import time\ntime.sleep(size)\nprint('slept', size)")
    await end_of((await ask("POST", "export", body={"path": path, "verify": "none"}))[1])
    _, job = await ask("POST", "run", body={"folder": "a-pipeline", "parameters": {"size": "600"}})
    await until(lambda: len(processes_of(job)) >= 2)
    await asyncio.sleep(2)
    await ask("DELETE", "job", job["job"])
    job = await end_of(job, 60)
    assert (job["status"], job["message"], processes_of(job)) == ("cancelled", None, [])
    job = await end_of((await ask("POST", "run", body={"folder": "a-pipeline"}))[1])
    assert job["result"]["status"] == "ok"


async def test_a_run_that_fails_says_where(ask, end_of, saved):
    path = saved("a.ipynb", "size = 3", "print(6 / size)")
    await end_of((await ask("POST", "export", body={"path": path, "verify": "none"}))[1])
    job = await end_of((await ask("POST", "run", body={"folder": "a-pipeline", "parameters": {"size": "0"}}))[1])
    assert (job["status"], job["result"]["status"]) == ("done", "failed")
    assert [step["error"]["ename"] for step in job["result"]["steps"] if step["error"]] == ["ZeroDivisionError"]
    assert "failed" in {stage["status"] for stage in job["stages"]}


@pytest.mark.parametrize("folder, status", [("../up", 400), ("", 400), ("nothing", 404), (3, 400), ({"a": 1}, 400)])
async def test_what_cannot_be_run(ask, folder, status):
    assert (await ask("POST", "run", body={"folder": folder}))[0] == status


async def test_a_notebook_that_a_fresh_run_cannot_get_through(ask, end_of, saved, jp_root_dir):
    _, job = await ask("POST", "export", body={"path": saved("a.ipynb", "print(missing_name)")})
    job = await end_of(job)
    assert job["status"] == "failed"
    assert "missing_name" in job["message"] and "--force" not in job["message"]
    assert not (jp_root_dir / "a-pipeline").exists()


SLOW = "import subprocess, sys\nother = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"


@pytest.mark.parametrize("code", [SLOW, SLOW + DEAF])
async def test_cancel_leaves_nothing_behind(ask, end_of, saved, jp_root_dir, temporary, code):
    path = saved("slow.ipynb", "x = 1", code + "import time\ntime.sleep(600)")
    _, job = await ask("POST", "export", body={"path": path})
    status, refusal = await ask("POST", "export", body={"path": path})
    assert status == 409 and "already under way" in refusal["message"]
    await until(lambda: len(processes_of(job)) >= 3)  # the export, a kernel, and what its cell has started
    assert list(temporary.iterdir()) != []
    status, _ = await ask("DELETE", "job", job["job"])
    assert status == 200
    job = await end_of(job, 60)
    assert (job["status"], job["result"], job["message"]) == ("cancelled", None, None)
    assert processes_of(job) == []
    assert [file.name for file in jp_root_dir.iterdir()] == ["slow.ipynb"]
    assert list(temporary.iterdir()) == []


async def test_a_process_that_does_not_heed_the_cancel(ask, end_of, saved, jp_root_dir, app):
    """What it had begun beside the folder is removed, and the export that it had moved away is moved back."""
    code = (
        "import os, time\n"
        f"aside = os.path.join({str(jp_root_dir)!r}, '.nbcheck-export-%d-abc' % os.getpid())\n"
        "os.makedirs(os.path.join(aside, 'old', 'kept'))\n"
        "while True: time.sleep(1)\n"
    )
    app.jobs._command = (sys.executable, "-c", code)
    _, job = await ask("POST", "export", body={"path": saved("a.ipynb", "1")})
    await until(lambda: len(list(jp_root_dir.iterdir())) == 2)
    before = time.monotonic()
    await ask("DELETE", "job", job["job"])
    job = await end_of(job, 60)
    assert time.monotonic() - before < 30
    assert job["status"] == "cancelled"
    assert sorted(file.name for file in jp_root_dir.iterdir()) == ["a-pipeline", "a.ipynb"]
    assert (jp_root_dir / "a-pipeline" / "kept").is_dir()


@pytest.mark.parametrize("code", ["", DEAF])
async def test_a_job_ends_with_a_server_that_was_killed(saved, jp_root_dir, temporary, code):
    """Nobody tells it then: it sees that its pipe is closed."""
    notebook = jp_root_dir / saved("a.ipynb", code + "import time\ntime.sleep(600)")
    job = {"job": "killed"}
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter_mldebt.server.executor"],
        cwd=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, MARK: job["job"], "TMPDIR": str(temporary)},
    )
    frames.write(process.stdin, msgspec.json.encode(ExportTask(str(notebook), str(jp_root_dir / "a-pipeline"))))
    await until(lambda: len(processes_of(job)) >= 2)
    await asyncio.sleep(3)
    process.stdin.close()
    await until(lambda: process.poll() is not None)
    await until(lambda: processes_of(job) == [])
    assert [file.name for file in jp_root_dir.iterdir()] == ["a.ipynb"]
    assert list(temporary.iterdir()) == []


async def test_jobs_end_when_the_server_stops(ask, saved, app, jp_root_dir):
    _, job = await ask("POST", "export", body={"path": saved("a.ipynb", "import time\ntime.sleep(600)")})
    await until(lambda: len(processes_of(job)) >= 2)
    await app.stop_extension()
    assert processes_of(job) == []
    assert app.jobs.get(job["job"]).state.status == "cancelled"
    assert [file.name for file in jp_root_dir.iterdir()] == ["a.ipynb"]


@pytest.mark.parametrize(
    "body, status",
    [
        ({"path": "nothing.ipynb"}, 404),
        ({"path": "../a.ipynb"}, 400),
        ({"path": ""}, 400),
        ({"path": "a.ipynb", "folder": "../out"}, 400),
        ({"path": "a.ipynb", "folder": ".hidden"}, 400),
        ({"path": "a.ipynb", "verify": "twice"}, 400),
        ({"path": "a.ipynb", "parameters": {"a": 1}}, 400),
        ({"path": "a.ipynb", "parameters": {"a": "1" * 3000}}, 400),
        ({"path": "a.ipynb", "parameters": {str(n): "1" for n in range(300)}}, 400),
        ({"path": "a.ipynb", "names": {"a": None}}, 400),
        ({"path": "a.ipynb", "names": {"a": "b" * 300}}, 400),
        ({"path": "a.ipynb", "allow_effects": "yes"}, 400),
        ({"path": "a.ipynb", "max_copy": -1}, 400),
        ({"path": ["a.ipynb"]}, 400),
        ([], 400),
    ],
)
async def test_what_cannot_be_exported(ask, saved, body, status):
    saved("a.ipynb", "1")
    assert (await ask("POST", "export", body=body))[0] == status


async def test_a_target_that_does_not_exist(ask, end_of, saved):
    job = await end_of((await ask("POST", "export", body={"path": saved("a.ipynb", "print(1)"), "target": "nowhere"}))[1])
    assert job["status"] == "failed" and "no target nowhere" in job["message"]


async def test_a_job_that_is_not_known(ask):
    for method in ("GET", "DELETE"):
        status, refusal = await ask(method, "job", "abcdef")
        assert status == 404
        assert "not known" in refusal["message"]


class TestLimits:
    @pytest.fixture
    def mldebt_config(self):
        return {"max_exports": 1, "job_timeout": 8.0}

    async def test_number_and_time(self, ask, end_of, saved, jp_root_dir):
        status, job = await ask("POST", "export", body={"path": saved("a.ipynb", "import time", "time.sleep(600)")})
        assert status == 200
        status, refusal = await ask("POST", "export", body={"path": saved("b.ipynb", "1")})
        assert status == 409
        assert "under way already" in refusal["message"]
        job = await end_of(job, 60)
        assert (job["status"], job["message"]) == ("failed", "This took longer than 8 s and was stopped.")
        assert processes_of(job) == []
        assert not (jp_root_dir / "a-pipeline").exists()


async def test_a_process_that_ends_without_an_answer(ask, end_of, saved, app):
    app.jobs._command = (sys.executable, "-c", "import sys; sys.exit('something \\x1b[31mbroke')")
    job = await end_of((await ask("POST", "export", body={"path": saved("a.ipynb", "1")}))[1])
    assert (job["status"], job["message"], job["result"]) == ("failed", "something broke", None)


async def test_a_process_that_talks_nonsense(ask, end_of, saved, app):
    nonsense = json.dumps({"kind": "end", "status": "no such"})
    app.jobs._command = (sys.executable, "-c", f"print('{len(nonsense)}\\n{nonsense}', end=''); print('9\\n')")
    job = await end_of((await ask("POST", "export", body={"path": saved("a.ipynb", "1")}))[1])
    assert (job["status"], job["stages"]) == ("failed", [])


def test_stages():
    said = [
        Said(kind="start"),
        Said(kind="cell", cell=1, cells=2),
        Said(kind="end", status="ok"),
        Said(kind="start", step="a"),
        Said(kind="end", step="a", status="ok"),
        Said(kind="end", step="b", status="cached"),
        Said(kind="note"),
    ]
    stages = ()
    for one in said:
        stages = advance(stages, one)
    assert stages == (Stage(None, "ok", 1, 2), Stage("a", "ok"), Stage("b", "cached"))
    assert advance(stages, Said(kind="start", step="a")) == (Stage(None, "ok", 1, 2), Stage("a", "running"))
    assert advance(stages, Said(kind="start")) == (*stages, Stage(None, "running"))
