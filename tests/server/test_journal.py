"""The journal, beside real kernels: what was run, by whom, and what becomes of it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from clients import Client
from jupyter_client import AsyncKernelClient
from jupyter_client.connect import write_connection_file
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from tornado.httpclient import AsyncHTTPClient, HTTPClientError


def told(executions, *fields):
    return [tuple(execution[field] for field in fields) if fields[1:] else execution[fields[0]] for execution in executions]


async def until(condition, seconds=20):
    """Wait for what is awaited to become true; gives it."""
    for _ in range(seconds * 20):
        if found := await condition():
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come about")


@pytest.mark.parametrize("new", [True, False], ids=["websocket v1", "websocket before v1"])
async def test_a_cell(opened, connect, ran, new):
    kernel = (await opened())["kernel"]["id"]
    assert await ran(kernel) == []
    lab = await connect(kernel, "lab", new)
    before = time.time()
    await lab.run("import time; time.sleep(0.2)\nx = 'ü'", "c-1")
    (execution,) = await ran(kernel)
    started, ended = execution.pop("started"), execution.pop("ended")
    assert before <= started and 0.2 <= ended - started <= time.time() - before
    assert execution == {
        "number": 0,
        "source": "import time; time.sleep(0.2)\nx = 'ü'",
        "cell": "c-1",
        "client": "lab",
        "count": 1,
        "status": "ok",
        "error": None,
    }


class TestTransport:
    @pytest.fixture(params=["ipc", "encrypted"])
    def server_config(self, request):
        if request.param == "encrypted":
            if not hasattr(MappingKernelManager, "transport_encryption"):
                pytest.skip("this Jupyter knows no encryption")
            yield {"MappingKernelManager": {"transport_encryption": "required"}}
        else:
            with tempfile.TemporaryDirectory() as short:  # the names of such sockets must be
                yield {"KernelManager": {"transport": "ipc", "ip": f"{short}/k"}}

    async def test_kernels_are_heard_over_it(self, opened, connect, ran, app, jp_serverapp, server_config):
        kernel = (await opened())["kernel"]["id"]
        info = jp_serverapp.kernel_manager.get_kernel(kernel).get_connection_info()
        assert info["transport"] == "ipc" or info.get("curve_publickey")
        await (await connect(kernel)).run("x = 1", "c")
        assert told(await ran(kernel), "source", "cell", "status") == [("x = 1", "c", "ok")]


async def test_everybody_who_runs_something(opened, connect, ran, app, jp_root_dir, jp_serverapp):
    """Two browsers at once, a console, a client that does not come through the server, `%run`, and what leaves no count."""
    kernel = (await opened())["kernel"]["id"]
    one, two, console = await connect(kernel, "one"), await connect(kernel, "two"), await connect(kernel, "console", new=False)
    asked = [await client.ask(f"x = {i}", f"{client.session}-{i}") for i in range(20) for client in (one, two)]
    await asyncio.gather(one.done(*asked), two.done(*asked))
    first = await ran(kernel)
    assert sorted(told(first, "cell", "client", "source")) == sorted(
        (f"{who}-{i}", who, f"x = {i}") for i in range(20) for who in ("one", "two")
    )
    assert told(first, "number", "count") == [(i, i + 1) for i in range(40)]

    await console.run("x = 'console'")
    (jp_root_dir / "helper.py").write_text("helped = 1", encoding="utf-8")
    await one.run("%run helper.py", "run")
    await one.run("x = 'unnumbered'", "c", store_history=False)
    await one.run("x = 'silent'", silent=True)
    await one.run("1/0", silent=True)

    outside = AsyncKernelClient()
    outside.load_connection_info(jp_serverapp.kernel_manager.get_kernel(kernel).get_connection_info())
    outside.start_channels()
    try:
        await outside.execute_interactive("x = 'outside'", timeout=60)
    finally:
        outside.stop_channels()

    async def heard():  # not by the server's other parts
        executions = await ran(kernel)
        return executions if executions[-1]["source"] == "x = 'outside'" and executions[-1]["status"] != "running" else None

    rest = (await until(heard))[40:]
    assert told(rest, "source", "cell", "count", "status") == [
        ("x = 'console'", None, 41, "ok"),
        ("%run helper.py", "run", 42, "ok"),
        ("x = 'unnumbered'", "c", 43, "ok"),
        ("x = 'silent'", None, None, "ok"),
        ("1/0", None, None, "error"),
        ("x = 'outside'", None, 43, "ok"),
    ]
    assert told(rest, "number") == list(range(40, 46))
    assert rest[-1]["client"] == outside.session.session and rest[0]["client"] == "console"


async def test_an_answer_knows_what_has_just_ended(opened, connect, ran):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel)
    for i in range(60):
        await lab.run(f"x = {i}", "c")
        last = (await ran(kernel))[-1]
        assert (last["source"], last["status"]) == (f"x = {i}", "ok")


async def test_errors_interrupts_and_what_never_began(opened, connect, ran, jp_fetch):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel)
    await lab.done(*[await lab.ask(source, source) for source in ("import time; time.sleep(1); None()", "y = 1")])
    slow = await lab.ask("print('now', flush=True)\nimport time; time.sleep(60)", "slow")
    await lab.printed(slow)
    assert told(await ran(kernel), "cell", "status")[-1] == ("slow", "running")
    queued = await lab.ask("z = 1", "queued")
    await jp_fetch("api", "kernels", kernel, "interrupt", method="POST", body=b"")
    await lab.done(slow, queued)
    await lab.run("import sys; sys.exit(3)", "exit")
    await lab.run("x = 1", "c")
    executions = await ran(kernel)
    assert told(executions, "cell", "status", "error", "count") == [
        ("import time; time.sleep(1); None()", "error", "TypeError", 1),
        ("y = 1", "aborted", None, None),
        ("slow", "error", "KeyboardInterrupt", 2),
        ("queued", "aborted", None, None),
        ("exit", "error", "SystemExit", 3),
        ("c", "ok", None, 4),
    ]
    assert told(executions, "number") == list(range(6))
    assert all((execution["started"] is None) == (execution["status"] == "aborted") for execution in executions)


async def test_restarts_and_deaths_begin_anew(opened, connect, ran, journal, jp_fetch):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel)
    await lab.run("x = 1", "a")
    await jp_fetch("api", "kernels", kernel, "restart", method="POST", body=b"", request_timeout=60)
    assert await ran(kernel) == []
    lab = await connect(kernel, "again")
    await lab.run("y = 1", "b")
    await lab.ask("import os, time; time.sleep(0.5); os._exit(1)", "c")  # the server starts it again

    async def restarted():
        return await ran(kernel) == []

    await until(restarted)
    lab = await connect(kernel, "later")
    await lab.run("z = 1", "d")
    assert told(await ran(kernel), "number", "count", "cell") == [(0, 1, "d")]
    await jp_fetch("api", "kernels", kernel, method="DELETE")
    assert await ran(kernel) is None

    epochs = (await journal(path="a.ipynb"))["epochs"]
    assert [told(epoch["executions"], "cell", "status") for epoch in epochs] == [
        [("a", "ok")],
        [("b", "ok"), ("c", "error")],
        [("d", "ok")],
    ]
    assert all(epoch["ended"] is not None and epoch["gaps"] == [] and epoch["kernel"] == kernel for epoch in epochs)
    assert all(former["ended"] <= later["began"] for former, later in zip(epochs, epochs[1:], strict=False))


async def test_a_notebook_keeps_its_past_under_another_name(opened, connect, journal, jp_fetch, saved):
    former = await opened("work/a.ipynb")
    await (await connect(former["kernel"]["id"])).run("x = 1", "a")
    await jp_fetch("api", "sessions", former["id"], method="DELETE")
    session = await opened("work/a.ipynb")
    lab = await connect(session["kernel"]["id"])
    await lab.run("y = 1", "a")

    async def rename(old, new):
        await jp_fetch("api", "contents", *old.split("/"), method="PATCH", body=json.dumps({"path": new}))

    await rename("work/a.ipynb", "work/b.ipynb")  # the file, then its session, as JupyterLab does
    await jp_fetch("api", "sessions", session["id"], method="PATCH", body=json.dumps({"path": "work/b.ipynb", "name": "b.ipynb"}))
    await lab.run("z = 1", "a")
    await rename("work", "play")  # the session still has the old name
    saved("work/a.ipynb", "something else")
    for path, sources in [("play/b.ipynb", [["x = 1"], ["y = 1", "z = 1"]]), ("work/a.ipynb", []), ("work", []), ("play", [])]:
        assert [told(epoch["executions"], "source") for epoch in (await journal(path=path))["epochs"]] == sources, path


async def test_a_console_and_a_notebook_with_one_kernel(opened, connect, journal):
    session = await opened()
    await opened("console", "console", id=session["kernel"]["id"])
    await (await connect(session["kernel"]["id"])).run("x = 1", "a")
    for path in ("a.ipynb", "console"):
        (epoch,) = (await journal(path=path))["epochs"]
        assert told(epoch["executions"], "source") == ["x = 1"]


async def at_a_rate(client, rate, seconds):
    """Runs so many cells a second."""
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def count():
        left = rate * seconds
        while left:
            message = await client.receive()
            asked = message["parent_header"].get("msg_type") == "execute_request"
            left -= asked and message["content"].get("execution_state") == "idle"

    counting = asyncio.create_task(count())
    for i in range(rate * seconds):
        await asyncio.sleep(max(0, began + i / rate - loop.time()))
        await client.ask(f"x = {i}  # {'some more text ' * 10}", f"c-{i % 50}")
    await counting


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.long)])
async def test_nothing_is_lost_at_a_hundred_a_second(opened, connect, app, seconds):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel)
    await at_a_rate(lab, 100, seconds)
    await asyncio.to_thread(app.observer.settle, 20)
    (epoch,) = app.journal.timeline(kernel=kernel, limit=100 * seconds).epochs
    assert epoch.gaps == ()
    assert [(e.number, e.count, e.cell, e.source.split()[2], e.status) for e in epoch.executions] == [
        (i, i + 1, f"c-{i % 50}", str(i), "ok") for i in range(100 * seconds)
    ]


@contextlib.contextmanager
def held(file):
    """Somebody else holds the journal's file, so that nothing can be written."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()


async def test_a_file_that_others_hold_loses_nothing(opened, connect, ran, app):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel)
    await lab.run("x = 0", "c")
    with held(app.journal.file):
        for i in range(1, 40):
            await lab.run(f"x = {i}", "c")
    assert told(await ran(kernel), "number", "source", "status") == [(i, f"x = {i}", "ok") for i in range(40)]


class TestMuchOutput:
    @pytest.fixture
    def mldebt_config(self):
        return {"journal_backlog": 1000}

    async def test_does_not_push_executions_out_of_the_channel(self, opened, connect, ran, app):
        kernel = (await opened())["kernel"]["id"]
        lab = await connect(kernel)
        await lab.run("from IPython.display import display", "c")
        assert len(await ran(kernel)) == 1
        with held(app.journal.file):
            await lab.answered(*[await lab.ask(f"for _ in range(1500): display('{'much text ' * 200}')", f"c-{i}") for i in range(4)])
        assert told((await ran(kernel))[1:], "cell", "count", "status") == [(f"c-{i}", i + 2, "ok") for i in range(4)]


class TestLoss:
    """Messages that are really lost: nobody reads them, and only few may wait."""

    @pytest.fixture
    def mldebt_config(self):
        return {"journal_backlog": 50}

    async def test_is_shown_as_a_gap(self, opened, connect, ran, journal, app):
        kernel = (await opened())["kernel"]["id"]
        lab = await connect(kernel)
        await lab.run("x = 0", "c")
        assert told(await ran(kernel), "count") == [1]
        many = 500
        with held(app.journal.file):
            await lab.answered(*[await lab.ask(f"x = {i}; '{'much text ' * 1500}'", "c") for i in range(many)])
        await asyncio.sleep(2)
        await lab.run("x = 'last'", "c")

        async def arrived():
            return (await ran(kernel))[-1]["source"] == "x = 'last'"

        await until(arrived)
        (epoch,) = (await journal(kernel=kernel, limit=2000))["epochs"]
        known, gaps = epoch["executions"], epoch["gaps"]
        assert (known[-1]["number"], known[-1]["count"]) == (many + 1, many + 2)
        assert gaps and sum(gap["missing"] for gap in gaps) == many + 2 - len(known) > 0
        assert all(execution["count"] in (None, execution["number"] + 1) for execution in known)


async def test_only_its_owner_may_read_it(opened, connect, ran, app):
    kernel = (await opened())["kernel"]["id"]
    await (await connect(kernel)).run("secret = 1", "c")
    assert await ran(kernel)
    files = [app.journal.file.parent, *app.journal.file.parent.iterdir()]
    assert [file.name for file in files if file.suffix == ".sqlite-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files[1:]} == {0o600}
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o700


async def test_a_notebook_whose_executions_are_not_recorded(opened, connect, ran, journal, ask, app):
    kernel = (await opened())["kernel"]["id"]
    other = (await opened("other.ipynb"))["kernel"]["id"]
    lab, elsewhere = await connect(kernel), await connect(other)
    await lab.run("x = 1", "c")
    assert (await ask("PUT", "journal", kind="Recorded", body={"path": "a.ipynb", "recorded": False})) == (200, {"recorded": False})
    for i in range(3):
        await lab.run(f"password = {i}", "c")
        await elsewhere.run(f"y = {i}", "c")
    timeline = await journal(path="a.ipynb")
    assert not timeline["recorded"] and told(timeline["epochs"][0]["executions"], "source") == ["x = 1"]
    assert app.journal.executions(kernel) is None  # nobody should judge by a part of it
    assert len(await ran(other)) == 3
    assert (await ask("PUT", "journal", kind="Recorded", body={"path": "a.ipynb", "recorded": True})) == (200, {"recorded": True})
    await lab.run("x = 2", "c")
    (epoch,) = (await journal(path="a.ipynb"))["epochs"]
    assert told(epoch["executions"], "source", "number", "count") == [("x = 1", 0, 1), ("x = 2", 4, 5)]
    assert epoch["gaps"] == [{"before": 4, "missing": 3}]
    assert [execution.number for execution in app.journal.executions(kernel)] == [0, 4]

    await ask("PUT", "journal", kind="Recorded", body={"path": "later.ipynb", "recorded": False})
    later = await opened("later.ipynb")
    await (await connect(later["kernel"]["id"])).run("password = 4", "c")
    assert (await journal(path="later.ipynb"))["epochs"][0]["executions"] == []
    everything = b"".join(file.read_bytes() for file in app.journal.file.parent.iterdir())
    assert b"x = 1" in everything and b"password" not in everything


async def test_deletion(opened, connect, ran, journal, ask, app):
    kernel, other = (await opened())["kernel"]["id"], (await opened("other.ipynb"))["kernel"]["id"]
    lab, elsewhere = await connect(kernel), await connect(other)
    for i in range(5):
        await lab.run(f"secret = {i}", "c")
        await elsewhere.run(f"public = {i}", "c")
    assert (await ask("DELETE", "journal", kind="Deleted", params={"path": "a.ipynb"})) == (200, {"deleted": 5})
    everything = b"".join(file.read_bytes() for file in app.journal.file.parent.iterdir())
    assert b"public = 4" in everything and b"secret" not in everything
    await lab.run("x = 1", "c")
    (epoch,) = (await journal(path="a.ipynb"))["epochs"]
    assert (told(epoch["executions"], "number", "source"), epoch["forgotten"], epoch["gaps"]) == ([(5, "x = 1")], 5, [])
    assert (await ask("DELETE", "journal", kind="Deleted")) == (200, {"deleted": 6})
    assert b"public" not in b"".join(file.read_bytes() for file in app.journal.file.parent.iterdir())
    assert await ran(kernel) == await ran(other) == []


async def test_who_removes_the_file_has_a_new_one(opened, connect, ran, app):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel)
    await lab.run("x = 1", "c")
    assert len(await ran(kernel)) == 1
    for file in app.journal.file.parent.iterdir():
        file.unlink()
    await lab.run("y = 1", "c")
    await lab.run("z = 1", "c")
    assert told(await ran(kernel), "source", "number") == [("y = 1", 1), ("z = 1", 2)]


class TestOff:
    @pytest.fixture
    def mldebt_config(self):
        return {"record": False}

    async def test_nothing_is_written_and_no_thread_started(self, opened, connect, journal, ask, app, jp_serverapp):
        kernel = (await opened())["kernel"]["id"]
        await (await connect(kernel)).run("x = 1", "c")
        assert await journal(kernel=kernel) == {"recorded": False, "epochs": [], "before": None}
        assert not app.journal.file.exists()
        assert "mldebt-journal" not in {thread.name for thread in threading.enumerate()}


class Logged:
    """What the server says in its log."""

    def __init__(self, log):
        import logging

        self.lines = []
        handler = logging.Handler(logging.ERROR)
        handler.emit = lambda record: self.lines.append(record.getMessage())
        log.addHandler(handler)


@pytest.mark.parametrize("trouble", ["no folder", "read-only"])
class TestTrouble:
    @pytest.fixture
    def mldebt_config(self, tmp_path, trouble):
        folder = tmp_path / "kept"
        if trouble == "no folder":
            folder.write_text("a file stands here")
        else:
            folder.mkdir()
            folder.chmod(0o500)
            if os.access(folder, os.W_OK):  # by root; but there even root may not
                folder = Path("/proc/self")
                if not folder.is_dir():
                    pytest.skip("whoever runs this may write everywhere")
        return {"journal_file": str(folder / "journal.sqlite")}

    async def test_is_said_once_and_the_server_goes_on(self, opened, connect, ask, app, trouble):
        logged = Logged(app.log)
        kernel = (await opened())["kernel"]["id"]
        lab = await connect(kernel)
        for i in range(5):
            await lab.run(f"x = {i}", "c")
        status, answer = await ask("GET", "journal", kind="Timeline", params={"kernel": kernel})
        assert (status, answer.get("epochs")) == (200, [])
        (line,) = logged.lines
        assert "executions are not recorded" in line and str(app.journal.file) in line
        assert (await ask("PUT", "journal", kind="Recorded", body={"path": "a.ipynb", "recorded": False}))[0] == 500


class TestDamage:
    @pytest.fixture
    def mldebt_config(self, tmp_path):
        file = tmp_path / "kept" / "journal.sqlite"
        file.parent.mkdir()
        file.write_bytes(b"this is no database" * 1000)
        return {"journal_file": str(file)}

    async def test_is_put_aside(self, opened, connect, ran, ask, app):
        aside = app.journal.file.with_name("journal.sqlite.damaged")
        kernel = (await opened())["kernel"]["id"]
        await (await connect(kernel)).run("x = 1", "c")
        assert told(await ran(kernel), "source") == ["x = 1"]
        assert aside.read_bytes().startswith(b"this is no database")
        await ask("DELETE", "journal", kind="Deleted")
        assert not aside.exists()


async def test_wrong_requests_are_refused(ask, app):
    for params in ({}, {"path": "a", "kernel": "b"}, {"path": "../a"}, {"kernel": "a", "limit": "many"}, {"kernel": "a", "before": "x"}):
        assert (await ask("GET", "journal", kind="Timeline", params=params))[0] == 400, params
    assert (await ask("DELETE", "journal", kind="Deleted", params={"path": "../a"}))[0] == 400
    for body in ({"path": "../a", "recorded": True}, {"path": "a"}, {"path": 1, "recorded": True}, []):
        assert (await ask("PUT", "journal", kind="Recorded", body=body))[0] == 400, body


async def test_parts_of_a_long_timeline(opened, connect, journal, app):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel)
    for i in range(12):
        await lab.run(f"x = {i}", "c")
    seen, before = [], None
    for size in (5, 5, 2):
        part = await journal(kernel=kernel, limit=5, **({"before": before} if before else {}))
        (epoch,) = part["epochs"]
        assert len(epoch["executions"]) == size and epoch["gaps"] == []
        seen = told(epoch["executions"], "number") + seen
        before = part["before"]
    assert before is None and seen == list(range(12))


PLAIN = """
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp

class Plain(IPythonKernel):
    def _topic(self, topic):
        return topic.encode()

IPKernelApp.launch_instance(kernel_class=Plain)
"""


@pytest.fixture
def plain(jp_data_dir, tmp_path):
    """A kernel of another kind: it does not name its process in what it publishes."""
    script, spec = tmp_path / "plain.py", jp_data_dir / "kernels" / "plain"
    script.write_text(PLAIN, encoding="utf-8")
    spec.mkdir(parents=True)
    argv = [sys.executable, str(script), "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "Plain", "language": "python"}), encoding="utf-8")
    return "plain"


async def test_a_kernel_of_another_kind(plain, opened, connect, ran, journal, jp_fetch):
    kernel = (await opened(name=plain))["kernel"]["id"]
    lab = await connect(kernel)
    await lab.done(*[await lab.ask(source, "c") for source in ("print('a'); x = 1", "import time; time.sleep(1); 1/0", "x")])
    await lab.run("x", "d")
    assert told(await ran(kernel), "count", "cell", "status") == [(1, "c", "ok"), (2, "c", "error"), (None, "c", "aborted"), (3, "d", "ok")]
    await jp_fetch("api", "kernels", kernel, "restart", method="POST", body=b"", request_timeout=60)
    assert await ran(kernel) == []
    await (await connect(kernel, "again")).run("y = 1", "e")
    assert told(await ran(kernel), "number", "count", "cell") == [(0, 1, "e")]
    assert len((await journal(path="a.ipynb"))["epochs"]) == 2


@pytest.fixture
def server(tmp_path, jp_environ):
    """Starts servers in processes of their own, which take kernels that others have started; gives the base url."""
    started = []

    async def start():
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {
            "ServerApp.jpserver_extensions": "jupyter_mldebt=True",
            "ServerApp.allow_external_kernels": True,
            "ServerApp.external_connection_dir": tmp_path / "kernels",
            "ServerApp.root_dir": tmp_path,
            "ServerApp.port": port,
            "ServerApp.open_browser": False,
            "ServerApp.allow_root": True,
            "IdentityProvider.token": "t",
            "MLDebtApp.journal_file": tmp_path / "kept" / "journal.sqlite",
        }
        command = [sys.executable, "-m", "jupyter_server", *(f"--{name}={value}" for name, value in settings.items())]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        started.append(process)
        url = f"http://127.0.0.1:{port}/"

        async def kernels():
            with contextlib.suppress(OSError, HTTPClientError):
                return json.loads((await AsyncHTTPClient().fetch(f"{url}api/kernels?token=t")).body)

        (kernel,) = await until(kernels, 60)
        return process, url, kernel["id"]

    (tmp_path / "kernels").mkdir()
    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
async def test_a_kernel_that_outlives_its_server(server, tmp_path, end):
    """The next server goes on with its executions, and knows what nobody has heard between them."""
    connection, _ = write_connection_file(str(tmp_path / "connection.json"), kernel_name="python3")
    process = subprocess.Popen([sys.executable, "-m", "ipykernel_launcher", "-f", connection], stderr=subprocess.DEVNULL)
    outside = AsyncKernelClient()
    try:
        outside.load_connection_file(connection)
        outside.start_channels()
        await outside.wait_for_ready(60)
        (tmp_path / "connection.json").rename(tmp_path / "kernels" / "connection.json")

        async def session(name, sources):
            running, url, kernel = await server()
            client = await Client.connect(f"ws{url[4:]}api/kernels/{kernel}/channels", {"Authorization": "token t"}, name)
            for source in sources:
                await client.run(source, f"cell {source}")
            answer = await AsyncHTTPClient().fetch(f"{url}jupyter-mldebt/journal?token=t&kernel={kernel}")
            running.send_signal(end)
            await asyncio.to_thread(running.wait)
            return json.loads(answer.body)["epochs"]

        await session("first", ["a = 1", "b = 1"])
        for source in ("x = 1", "y = 1", "z = 1"):
            await outside.execute_interactive(source, timeout=60)
        (epoch,) = await session("second", ["c = 1", "d = 1"])
    finally:
        outside.stop_channels()
        process.kill()
        process.wait()
    assert told(epoch["executions"], "source", "cell", "client", "number", "count") == [
        ("a = 1", "cell a = 1", "first", 0, 1),
        ("b = 1", "cell b = 1", "first", 1, 2),
        ("c = 1", "cell c = 1", "second", 5, 6),
        ("d = 1", "cell d = 1", "second", 6, 7),
    ]
    assert epoch["gaps"] == [{"before": 5, "missing": 3}] and epoch["ended"] is None
