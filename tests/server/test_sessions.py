"""The sessions of tests/live through a real server: requests as front ends send them, and what is said of the unsaved document after each step."""

from __future__ import annotations

import asyncio
import json

import msgspec
import pytest

from jupyter_mldebt.rule import LiveReport
from tests.live.sessions import FOLDER, Desk, cases, foreseen, said

SHORT = {"a second window of the notebook", "an interrupt of a console", "a restart ends an orphan"}
ALL = [
    pytest.param(case, id=f"{file.stem}: {case.title}", marks=() if case.title in SHORT else pytest.mark.long)
    for file in sorted(FOLDER.glob("*.txt"))
    for case in cases(file.stem)
]


class Clients:
    """Front ends of one kernel: JupyterLab, another window or notebook, a console. A thread at the desk waits for what the server's loop does."""

    def __init__(self, kernel, connect, fetch):
        self.kernel, self.connect, self.fetch = kernel, connect, fetch
        self.loop = asyncio.get_running_loop()
        self.open = {}

    def wait(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(120)

    def run(self, source, cell, client, interrupted):
        self.wait(self._run(source, cell, client, interrupted))

    async def _run(self, source, cell, client, interrupted):
        if client not in self.open:
            self.open[client] = await self.connect(self.kernel, client)
        request = await self.open[client].ask(source, cell)
        if interrupted:
            await asyncio.sleep(1)
            await self.fetch("api", "kernels", self.kernel, "interrupt", method="POST", body=b"")
        await self.open[client].done(request)

    def restart(self):
        self.wait(self._restart())

    async def _restart(self):
        await self.fetch("api", "kernels", self.kernel, "restart", method="POST", body=b"", request_timeout=60)
        for client in self.open.values():  # front ends connect anew
            client.socket.close()
        self.open.clear()


class ServedDesk(Desk):
    """Somebody at a notebook that a server runs."""

    clients: Clients

    def _run(self, source, name, mark, client=""):
        self.clients.run(source, name, client or ("console" if name is None else "lab"), mark == "^C")


def document(page):
    """The page in nbformat's form."""
    cells = []
    for cell in page:
        made = {"id": cell.id, "cell_type": cell.kind, "source": cell.source, "metadata": {"tags": list(cell.tags)} if cell.tags else {}}
        cells.append(made | {"outputs": [], "execution_count": None} if cell.kind == "code" else made)
    return json.loads(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))


@pytest.mark.parametrize("case", ALL)
async def test_what_is_said_after_each_step(case, opened, connect, ask, jp_fetch):
    clients = Clients((await opened())["kernel"]["id"], connect, jp_fetch)
    desk = ServedDesk(list(case.cells), restart=clients.restart)
    desk.clients = clients
    steps, wrong = [], []
    for step in case.steps:
        if not step.startswith("=> "):
            steps.append(step)
            await asyncio.to_thread(desk.do, step)
            continue
        expected = step.removeprefix("=> ").replace(" (no kernel)", "")
        name = expected[3:].partition(":")[0] if expected.startswith("if ") else None
        body = {"path": "a.ipynb", "kernel": clients.kernel, "notebook": document(desk.page)}
        status, answer = await ask("POST", "check", kind="FileReport", body=body | ({"what_if": [name]} if name else {}))
        assert status == 200
        report = msgspec.convert(answer["live"], LiveReport)
        found = foreseen(report, name) if name else said(report)
        if found != expected:
            wrong.append(f"{steps}\n  said {found}\n  case {expected}")
    assert not wrong, "\n".join(wrong)
