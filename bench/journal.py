"""The journal under load: what it adds to an execution, what it takes on disk, what it loses. usage: python -m bench.journal --help

Two servers run side by side, one that records and one that does not, each with a kernel and a client of its own, which execute in turn, so that
whatever else the machine does falls on both. What was executed is then held against what the journal says.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from bench.table import lines

BLOCK = 50  # executions before it is the other server's turn
WARM = 50  # executions that are not measured
TOKEN = "bench"
SOURCE = "values = [{number}, {number} + 1]\ntotal = sum(values)\nmean = total / len(values)\n" + "# what a person would say of it\n" * 6


class Session:
    """A client of one kernel of one server.

    Parameters
    ----------
    url : of the server
    kernel : its id
    connection : to it
    process : the server's
    """

    def __init__(self, url: str, kernel: str, connection: WebSocketClientConnection, process: psutil.Process) -> None:
        self.url, self.kernel, self.process = url, kernel, process
        self._socket = connection
        self.sent: list[str] = []

    async def ask(self) -> str:
        """Send a request of a cell; gives its id."""
        source = SOURCE.format(number=len(self.sent))
        self.sent.append(source)
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "bench", "username": "", "version": "5.3"}
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        cell = {"cellId": f"cell-{len(self.sent) % 50}"}
        message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": cell, "content": content}
        await self._socket.write_message(json.dumps(message))
        return header["msg_id"]

    async def done(self, *requests: str) -> None:
        """Wait until the kernel has replied to requests and is idle again."""
        left = {(request, kind) for request in requests for kind in ("execute_reply", "idle")}
        while left:
            self._acknowledge()
            data = await asyncio.wait_for(self._socket.read_message(), 60)
            if data is None:
                raise RuntimeError("the server has closed the connection")
            message = json.loads(data)
            left.discard((message["parent_header"].get("msg_id"), message["content"].get("execution_state", message["header"]["msg_type"])))

    def _acknowledge(self) -> None:
        """Have the system say at once what has come: else the server's next message waits for it, 40 ms, and nothing else is measured."""
        if hasattr(socket, "TCP_QUICKACK"):
            self._socket.protocol.stream.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)  # type: ignore[union-attr]

    async def timed(self, number: int) -> list[float]:
        """Milliseconds of so many executions, one after the other."""
        taken = []
        for _ in range(number):
            began = time.perf_counter()
            await self.done(await self.ask())
            taken.append((time.perf_counter() - began) * 1000)
        return taken

    async def paced(self, rate: int, seconds: int) -> None:
        """So many executions a second."""
        loop = asyncio.get_running_loop()
        began, asked = loop.time(), []
        for i in range(rate * seconds):
            await asyncio.sleep(max(0.0, began + i / rate - loop.time()))
            asked.append(await self.ask())
        await self.done(*asked)

    async def at_once(self, number: int) -> None:
        """So many executions as fast as the kernel takes them."""
        await self.done(*[await self.ask() for _ in range(number)])

    async def known(self) -> tuple[list[dict[str, Any]], int]:
        """What the journal says was executed, and how many are missing in its gaps."""
        executions: list[dict[str, Any]] = []
        missing, before = 0, ""
        while True:
            answer = await AsyncHTTPClient().fetch(
                f"{self.url}jupyter-mldebt/journal?token={TOKEN}&kernel={self.kernel}&limit=2000{before}", request_timeout=60
            )
            part = json.loads(answer.body)
            for epoch in part["epochs"]:
                executions = epoch["executions"] + executions
                missing += sum(gap["missing"] for gap in epoch["gaps"])
            if part["before"] is None:
                return executions, missing
            before = f"&before={part['before']}"

    def cpu(self) -> float:
        """Seconds of CPU time that the server has taken."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


@asynccontextmanager
async def serving(folder: Path, record: bool) -> AsyncIterator[Session]:
    """A server of its own with a kernel, and a client of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "ServerApp.jpserver_extensions": "jupyter_mldebt=True",
        "ServerApp.root_dir": folder,
        "ServerApp.port": port,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": TOKEN,
        "MLDebtApp.record": record,
        "MLDebtApp.journal_file": folder / "journal.sqlite",
    }
    command = [sys.executable, "-m", "jupyter_server", *(f"--{name}={value}" for name, value in settings.items())]
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTER_RUNTIME_DIR": str(folder / "runtime")}
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    url = f"http://127.0.0.1:{port}/"
    try:
        kernel = await _kernel(url)
        request = HTTPRequest(f"ws{url[4:]}api/kernels/{kernel}/channels?session_id=bench", headers={"Authorization": f"token {TOKEN}"})
        client = await websocket_connect(request)
        yield Session(url, kernel, client, psutil.Process(server.pid))
        client.close()
    finally:
        server.terminate()
        server.wait()


async def _kernel(url: str) -> str:
    for _ in range(300):
        with suppress(OSError):
            answer = await AsyncHTTPClient().fetch(f"{url}api/kernels?token={TOKEN}", method="POST", body="{}", request_timeout=60)
            return str(json.loads(answer.body)["id"])
        await asyncio.sleep(0.2)
    raise RuntimeError("the server does not answer")


async def measure(executions: int, seconds: int, rate: int) -> dict[str, Any]:
    """Latency with and without the journal, then so many executions a second, then as many as fast as they go."""
    with tempfile.TemporaryDirectory() as folder:
        homes = Path(folder, "on"), Path(folder, "off")
        for home in homes:
            home.mkdir()
        async with serving(homes[0], True) as on, serving(homes[1], False) as off:
            for session in (on, off):
                await session.timed(WARM)
            taken: dict[Session, list[float]] = {on: [], off: []}
            before = {session: session.cpu() for session in taken}
            for turn in range(executions // BLOCK):
                for session in (on, off) if turn % 2 else (off, on):
                    taken[session] += await session.timed(BLOCK)
            cpu = {session: (session.cpu() - before[session]) * 1000 / len(taken[session]) for session in taken}
            await on.paced(rate, seconds)
            await on.at_once(executions)
            known, missing = await on.known()
        size = sum(file.stat().st_size for file in homes[0].glob("journal.sqlite*"))
        right = sum(
            (found["source"], found["count"], found["cell"], found["status"]) == (sent, i + 1, f"cell-{(i + 1) % 50}", "ok")
            for i, (sent, found) in enumerate(zip(on.sent, known, strict=False))
        )
        return {
            "executions": len(on.sent),
            "latency": {"on": _spread(taken[on]), "off": _spread(taken[off])},
            "cpu": {"on": cpu[on], "off": cpu[off]},
            "lost": len(on.sent) - right,
            "gaps": missing,
            "kilobytes per thousand": size / len(on.sent) * 1000 / 1024,
        }


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {"median": median(values), "p99": quantiles(values, n=100)[98]}


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m bench.journal", description="What the journal adds, takes and loses.")
    cli.add_argument("--executions", type=int, default=2000, help="measured on each server, and then run at once (2000)")
    cli.add_argument("--seconds", type=int, default=60, help="how long at the rate (60)")
    cli.add_argument("--rate", type=int, default=100, help="executions a second (100)")
    cli.add_argument("--json", action="store_true", help="print JSON")
    given = cli.parse_args()
    found = asyncio.run(measure(given.executions, given.seconds, given.rate))
    if given.json:
        print(json.dumps(found, indent=2))
        return int(found["lost"] > 0)
    rows = []
    for name, unit, on, off in (
        ("an execution, median", "ms", found["latency"]["on"]["median"], found["latency"]["off"]["median"]),
        ("an execution, p99", "ms", found["latency"]["on"]["p99"], found["latency"]["off"]["p99"]),
        ("the server's CPU time for it", "ms", found["cpu"]["on"], found["cpu"]["off"]),
    ):
        rows.append((f"{name}, {unit}", f"{off:.2f}", f"{on:.2f}", f"{on - off:+.2f}", f"{(on - off) / off:+.1%}"))
    print("\n".join(lines(("", "without", "with", "added", "share"), rows)))
    print(f"{found['executions']} executions: {found['lost']} lost or told wrong, {found['gaps']} in gaps")
    print(f"{found['kilobytes per thousand']:.0f} KiB on disk per thousand, each with a source of its own of {len(SOURCE)} characters")
    return int(found["lost"] > 0)


if __name__ == "__main__":
    sys.exit(main())
