"""Track: what one kernel was asked and what it says, as executions."""

from __future__ import annotations

import time
from dataclasses import dataclass

from jupyter_mldebt.execution import Execution, Status
from jupyter_mldebt.journal.message import Message
from jupyter_mldebt.journal.request import Request
from jupyter_mldebt.journal.writer import Epoch, Writer

ASKED = 10_000  # requests that may wait for their turn
LATE = 1.0  # seconds after which we don't hear any more what others have heard


@dataclass
class _Asked:
    """A request whose input the kernel has not published."""

    request: Request
    started: float | None = None
    ended: float | None = None
    failed: bool = False
    error: str | None = None

    def execution(self, number: int, status: Status) -> Execution:
        it = self.request
        return Execution(number, it.source, it.cell, it.client, None, status, self.started, self.ended, self.error)


class Track:
    """One kernel, through its restarts. Writes down each execution as it begins, and again as it ends.

    Parameters
    ----------
    kernel : its id
    writer : where to
    """

    def __init__(self, kernel: str, writer: Writer) -> None:
        self._kernel, self._writer = kernel, writer
        self._places: dict[str, str] = {}
        self._expected: dict[str, float] = {}
        self._asked: dict[str, _Asked] = {}
        self._unclear: list[_Asked] = []
        self._running: dict[str, tuple[Epoch, str | None]] = {}
        self._epochs: dict[str, Epoch] = {}
        self._current: Epoch | None = None
        self._opened = 0
        self._ahead = 0

    def begin(self) -> None:
        """The kernel is there, and may be asked about before it has said a word."""
        self._epoch()

    def place(self, places: dict[str, str]) -> None:
        """The files of the notebooks that use the kernel, by session."""
        if places != self._places:
            epoch = self._epoch()
            for session, path in places.items():
                if self._places.get(session) != path:
                    self._writer.place(epoch, session, path)
            self._places = places

    def ask(self, request: Request) -> None:
        """A client has asked the kernel to run something."""
        while len(self._asked) >= ASKED:
            del self._asked[next(iter(self._asked))]
        self._asked[request.id] = _Asked(request)

    def expect(self, request: str) -> None:
        """Others have heard that a request has ended."""
        if request in self._asked or request in self._running:
            self._expected[request] = time.monotonic() + LATE

    def expects(self) -> bool:
        """Whether something is about to be heard."""
        now = time.monotonic()
        self._expected = {
            request: until
            for request, until in self._expected.items()
            if until > now and (request in self._asked or request in self._running)
        }
        return bool(self._expected)

    def hear(self, message: Message) -> None:
        """The kernel has said something."""
        self._epoch(message.process)
        if message.kind == "execute_input":
            self._begin(message)
        elif message.kind == "error":
            self._fail(message)
        elif message.state in ("busy", "idle"):
            self._turn(message)

    def restart(self) -> None:
        """The kernel was restarted."""
        if self._ahead:
            self._ahead -= 1  # its new process was heard before
        else:
            self.end()
            self._epoch()

    def end(self) -> None:
        """The kernel's process has ended."""
        if self._current is not None:
            epoch = self._epoch()
            for request, asked in list(self._asked.items()):
                if asked.started is not None:  # it may have ended the process before its input was out
                    self._add(epoch, self._asked.pop(request), "error")
            self._writer.end(epoch)
        self._current = None
        self._running.clear()
        self._unclear.clear()

    def _epoch(self, process: str = "") -> Epoch:
        """The epoch of a process, begun if it is a new one; the present one if it has no name."""
        if self._writer.open() != self._opened:  # another file, which knows nothing of this kernel
            process = process or (self._current.process if self._current is not None else "")
            self._opened, self._current = self._writer.opened, None
            self._epochs.clear()
            self._running.clear()
        current = self._current
        if current is not None and process in ("", current.process):
            return current
        if process in self._epochs:
            return self._epochs[process]  # its last words, after the next one has begun
        if current is not None:
            if current.process == "" and current.next == 0:
                self._writer.discard(current)  # begun before the kernel had said a word
            else:
                self.end()
                self._ahead += 1
        self._current = epoch = self._writer.begin(self._kernel, process, self._places)
        if process:
            self._epochs[process] = epoch
        return epoch

    def _begin(self, message: Message) -> None:
        epoch = self._epoch(message.process)
        asked = self._asked.pop(message.request, None)
        missing = 0 if message.count is None else max(0, message.count - (epoch.count or 0) - 1)
        if epoch.count is None:
            missing = max(0, missing - epoch.next)
        if self._unclear:
            # That they never ran shows only in the kernel's next count.
            ran = missing >= len(self._unclear)
            for former in self._unclear:
                self._add(epoch, former, ("error" if former.failed else "ok") if ran else "aborted")
            missing -= len(self._unclear) if ran else 0
            self._unclear.clear()
        cell = asked.request.cell if asked is not None else None
        epoch.next += missing
        execution = Execution(epoch.next, message.code, cell, message.client, message.count, "running", message.time)
        epoch.next += 1
        if message.count is not None:
            epoch.count = message.count
        self._running[message.request] = (epoch, None)
        self._writer.add(epoch, message.request, execution)

    def _fail(self, message: Message) -> None:
        name = message.error or "Error"
        if message.request in self._running:
            epoch, _ = self._running[message.request]
            self._running[message.request] = (epoch, name)
        elif message.request in self._asked:
            self._asked[message.request].failed, self._asked[message.request].error = True, name

    def _turn(self, message: Message) -> None:
        """The kernel has taken up a request, or is done with it."""
        if message.request in self._running:
            if message.state == "idle":
                epoch, error = self._running.pop(message.request)
                self._writer.finish(epoch, message.request, "ok" if error is None else "error", error, message.time)
            return
        asked = self._asked.get(message.request)
        if asked is None:
            return
        if message.state == "busy":
            asked.started = message.time
            return
        del self._asked[message.request]
        asked.ended = message.time
        if not asked.request.silent:
            self._unclear.append(asked)  # dropped from the kernel's queue, or its input was lost on the way
        elif asked.request.source.strip():
            self._add(self._epoch(message.process), asked, "error" if asked.failed else "ok")

    def _add(self, epoch: Epoch, asked: _Asked, status: Status) -> None:
        if status == "aborted":
            asked.started = asked.ended = None
        self._writer.add(epoch, asked.request.id, asked.execution(epoch.next, status))
        epoch.next += 1
