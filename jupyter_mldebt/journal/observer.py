"""Observer: a thread that hears what kernels publish, and has their executions written down. It says nothing to any kernel."""

from __future__ import annotations

import contextlib
import logging
import queue
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import zmq
from jupyter_client.session import Session

from jupyter_mldebt.journal import message
from jupyter_mldebt.journal.database import Unusable
from jupyter_mldebt.journal.request import Request
from jupyter_mldebt.journal.track import Track
from jupyter_mldebt.journal.writer import Writer

PAUSE = 30.0  # seconds for which nothing is tried after the file could not be written
TOGETHER = 100  # ms for which messages are left to come together, unless somebody asks: to take each by itself costs more
TURN = 500  # messages of one kernel that are read before the others have their turn


@dataclass
class _Line:
    """A kernel that is heard."""

    info: Mapping[str, Any]
    socket: zmq.Socket[bytes]
    sign: Callable[[list[Any]], bytes]
    track: Track
    narrow: bool = False


class Observer:
    """Hears kernels, in a thread of its own, so that neither the server nor a kernel ever waits for the journal.

    The methods may be called from any thread, and return at once.

    Parameters
    ----------
    writer : what writes; the thread is its only user
    log : where it is said that nothing can be written
    backlog : messages of one kernel that may wait; ZeroMQ drops what comes beyond
    """

    def __init__(self, writer: Writer, log: logging.Logger | logging.LoggerAdapter[Any], backlog: int = 100_000) -> None:
        self._writer, self._log, self._backlog = writer, log, backlog
        self._lines: dict[str, _Line] = {}
        self._said: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._waiting: list[threading.Event] = []
        self._thread: threading.Thread | None = None
        self._wake, self._woken = socket.socketpair()
        self._wake.setblocking(False)
        self._woken.setblocking(False)
        self._runs = True
        self._paused = 0.0

    def watch(self, kernel: str, info: Mapping[str, Any]) -> None:
        """Hear a kernel from now on.

        Parameters
        ----------
        kernel : its id
        info : where it is to be heard, as connection files have it
        """
        self._do(lambda: self._watch(kernel, info))

    def forget(self, kernel: str) -> None:
        """The kernel is gone."""
        self._do(lambda: self._forget(kernel))

    def restart(self, kernel: str) -> None:
        """The kernel was restarted."""
        self._do(lambda: self._restart(kernel))

    def place(self, kernel: str, places: dict[str, str]) -> None:
        """The files of the notebooks that use a kernel, by session."""
        self._do(lambda: self._place(kernel, places))

    def rename(self, old: str, new: str) -> None:
        """A file or a folder has another name now."""
        self._do(lambda: self._safely(self._writer.rename, old, new))

    def ask(self, kernel: str, request: Request) -> None:
        """A client is about to ask a kernel to run something."""
        # Nobody is woken for it: what the kernel makes of it will.
        self._said.put(lambda: self._ask(kernel, request))

    def expect(self, kernel: str, request: str) -> None:
        """Others have heard that a request has ended; we may be about to."""
        self._said.put(lambda: self._expect(kernel, request))

    def settle(self, seconds: float) -> bool:
        """Wait until all that has come so far, and that others have heard, is written. Returns whether it is."""
        if self._thread is None:
            return True
        written = threading.Event()
        self._do(lambda: self._waiting.append(written))
        return written.wait(seconds)

    def stop(self) -> None:
        """Write what has come so far, and end."""

        def end() -> None:
            self._runs = False

        if self._thread is not None:
            self._do(end)
            self._thread.join(10)
            self._thread = None

    def _do(self, action: Callable[[], None]) -> None:
        if not self._runs:
            return
        self._said.put(action)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="mldebt-journal", daemon=True)
            self._thread.start()
        with contextlib.suppress(OSError):  # full, so it wakes anyway
            self._wake.send(b"!")

    def _work(self) -> None:
        with zmq.Context() as self._context:
            self._poller = zmq.Poller()
            self._poller.register(self._woken, zmq.POLLIN)
            asked = zmq.Poller()
            asked.register(self._woken, zmq.POLLIN)
            while self._runs:
                self._poller.poll(TOGETHER if self._waiting else None)
                asked.poll(0 if self._waiting else TOGETHER)
                with contextlib.suppress(BlockingIOError):
                    self._woken.recv(4096)
                self._listen()
            for kernel in list(self._lines):
                self._forget(kernel)
            self._safely(self._writer.commit)
            self._writer.close()
            self._wake.close()
            self._woken.close()

    def _listen(self) -> None:
        """Take in all that has been said, then write it down."""
        more = True
        while more:
            self._take_in()
            heard = [self._hear(line) for line in list(self._lines.values())]
            more = any(heard)
            self._safely(self._writer.commit)
        if not any(line.track.expects() for line in self._lines.values()):
            for written in self._waiting:
                written.set()
            self._waiting.clear()

    def _take_in(self) -> None:
        while True:
            try:
                action = self._said.get_nowait()
            except queue.Empty:
                return
            try:
                action()
            except Exception:
                self._log.exception("jupyter-mldebt: a kernel's executions are not recorded")

    def _hear(self, line: _Line) -> bool:
        """Read what a kernel has said; whether there may be more."""
        for _ in range(TURN):
            try:
                parts = line.socket.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return False
            self._take_in()  # the request was noted before it was sent
            if not line.narrow and message.process_of(parts):
                # All that concerns executions begins so; the kernel need not send us the rest.
                line.socket.subscribe(b"kernel.")
                line.socket.unsubscribe(b"")
                line.narrow = True
            heard = message.read(parts, line.sign)
            if heard is not None:
                self._safely(line.track.hear, heard)
        return True

    def _watch(self, kernel: str, info: Mapping[str, Any]) -> None:
        known = self._lines.get(kernel)
        if known is not None:
            if known.info == info:
                return
            self._hang_up(known)  # it was restarted at other ports
        session = Session(key=info["key"], signature_scheme=info["signature_scheme"])
        line = _Line(info, self._connect(info), session.sign, known.track if known is not None else Track(kernel, self._writer))
        self._lines[kernel] = line
        self._poller.register(line.socket, zmq.POLLIN)
        self._safely(line.track.begin)

    def _connect(self, info: Mapping[str, Any]) -> zmq.Socket[bytes]:
        line = self._context.socket(zmq.SUB)
        line.linger = 0
        line.rcvhwm = self._backlog
        line.reconnect_ivl = 10  # ms: after a restart it must be there before the first request is
        if "curve_publickey" in info:
            line.curve_secretkey = info["curve_secretkey"].encode()
            line.curve_publickey = line.curve_serverkey = info["curve_publickey"].encode()
        line.subscribe(b"")
        line.connect(f"{info['transport']}://{info['ip']}{'-' if info['transport'] == 'ipc' else ':'}{info['iopub_port']}")
        return line

    def _forget(self, kernel: str) -> None:
        line = self._lines.pop(kernel, None)
        if line is not None:
            self._hear_out(line)
            self._hang_up(line)
            self._safely(line.track.end)

    def _restart(self, kernel: str) -> None:
        if line := self._lines.get(kernel):
            self._hear_out(line)
            self._safely(line.track.restart)

    def _place(self, kernel: str, places: dict[str, str]) -> None:
        if line := self._lines.get(kernel):
            self._safely(line.track.place, places)

    def _ask(self, kernel: str, request: Request) -> None:
        if line := self._lines.get(kernel):
            line.track.ask(request)

    def _expect(self, kernel: str, request: str) -> None:
        if line := self._lines.get(kernel):
            line.track.expect(request)

    def _hear_out(self, line: _Line) -> None:
        while self._hear(line):
            pass

    def _hang_up(self, line: _Line) -> None:
        self._poller.unregister(line.socket)
        line.socket.close()

    def _safely(self, action: Callable[..., None], *given: Any) -> None:
        """Do something that may need the file. Where it fails, what was not committed is lost, and shows as a gap."""
        if time.monotonic() < self._paused:
            return
        try:
            action(*given)
        except (Unusable, sqlite3.Error) as error:
            self._paused = time.monotonic() + PAUSE
            self._log.error("jupyter-mldebt: executions are not recorded: %s. It is tried again in %d s.", error, PAUSE)
            self._writer.close()
        except Exception:
            self._log.exception("jupyter-mldebt: an execution could not be recorded")
