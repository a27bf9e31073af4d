"""The analysis process itself: what it gets may be nonsense, and it goes on; it ends when the pipe is closed."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
from typing import get_args

import pytest

from jupyter_mldebt import rule
from jupyter_mldebt.server import frames, messages
from jupyter_mldebt.server.analyst import HOME, Analyst, Died, Overrun


@pytest.mark.parametrize("sent", [[], [b""], [b"one", b"", b"three\n4\n"], [bytes(100_000)]])
def test_frames_come_out_as_they_went_in(sent):
    pipe = io.BytesIO()
    for message in sent:
        frames.write(pipe, message)
    pipe.seek(0)
    assert list(iter(lambda: frames.read(pipe), None)) == sent


@pytest.mark.parametrize("data, error", [(b"5\nabc", EOFError), (b"12", EOFError), (b"x\n", ValueError), (b"1" * 99, ValueError)])
def test_what_is_no_frame(data, error):
    with pytest.raises(error):
        frames.read(io.BytesIO(data))


@pytest.fixture
def worker():
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter_mldebt.server.worker"],
        cwd=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.kill()
    process.wait()


def exchange(worker, data):
    frames.write(worker.stdin, data)
    return json.loads(frames.read(worker.stdout))


def test_it_survives_what_is_no_task(worker, notebook):
    for nonsense in (b"", b"{", b"[]", b"\xff", b'{"path": 1}', b'{"path": "a", "file": "a", "notebook": ' + b"[" * 100_000):
        answer = exchange(worker, nonsense)
        assert answer["status"] == 500 and answer["message"]
    task = {"path": "a.ipynb", "file": "/nowhere/a.ipynb", "notebook": notebook("print(y)")}
    report = exchange(worker, json.dumps(task).encode())["report"]
    assert [finding["names"] for finding in report["findings"] if finding["code"] == "NBS001"] == [["y"]]


def test_a_document_is_json_whatever_its_file_is(worker, notebook):
    task = {"path": "a.py", "file": "/nowhere/a.py", "notebook": notebook("print(y)")}
    report = exchange(worker, json.dumps(task).encode())["report"]
    assert report["path"] == "a.py"
    assert [finding["cell"]["id"] for finding in report["findings"] if finding["code"] == "NBS001"] == ["cell-0"]


def test_it_ends_with_the_server(worker):
    worker.stdin.close()
    assert worker.wait(timeout=20) == 0


def test_a_process_that_ends_in_the_middle_is_told():
    async def ask():
        analyst = Analyst(command=(sys.executable, "-c", "import sys; sys.stdin.readline()"))
        with pytest.raises(Died):
            await analyst.ask(b"{}")
        assert analyst.pid is None

    asyncio.run(ask())


@pytest.mark.timeout(30)
def test_a_process_that_never_answers_is_ended():
    async def ask():
        analyst = Analyst(0.5, (sys.executable, "-c", "import time; time.sleep(600)"))
        for _ in range(2):
            with pytest.raises(Overrun):
                await analyst.ask(b"{}")
            assert analyst.pid is None

    asyncio.run(ask())


def test_server_and_engine_name_the_same_extras():
    assert get_args(messages.Extra) == get_args(rule.Extra)


def test_the_server_does_not_bring_the_engine():
    """It only passes texts; what analyses and runs has processes of its own."""
    code = "import sys, jupyter_mldebt.server.app; print(*(name for name in sys.modules if name.startswith('jupyter_mldebt.')))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True).stdout.split()
    own = tuple(f"jupyter_mldebt.{name}" for name in ("server", "journal", "execution", "_version"))
    assert [name for name in loaded if not name.startswith(own)] == []
