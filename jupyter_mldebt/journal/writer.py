"""Writer: puts epochs and executions into the journal, in batches, and keeps it within its bounds. For one thread."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import psutil

from jupyter_mldebt.execution import Execution, Status
from jupyter_mldebt.journal import database, retention

DAY = 24 * 3600.0
PRUNED = 600.0  # seconds after which the age of what is kept is looked at again
OVERHEAD = 300  # bytes that an execution takes beside its source


@dataclass
class Epoch:
    """A kernel's process, as far as it was heard.

    Parameters
    ----------
    id : of its row
    process : its name, where the kernel has one
    next : number of the next execution
    count : the kernel's last; None where none is known
    """

    id: int
    process: str
    next: int = 0
    count: int | None = None


class Writer:
    """What is written to the journal. Every method may raise `sqlite3.Error` or `Unusable`; `close` then, and what was not committed is lost.

    Parameters
    ----------
    file : the journal
    days : how long executions are kept
    size : bytes that the file may have
    """

    def __init__(self, file: Path, days: float, size: int) -> None:
        self.file = file
        self.opened = 0  # epochs are those of one opening: the file may be another one by the next
        self._days, self._size = days, size
        self._connection: sqlite3.Connection | None = None
        self._identity = (0, 0)
        self._added = 0
        self._due = 0.0
        self._server = _server(psutil.Process())

    def open(self) -> int:
        """Have the file open, anew if somebody has removed it. Returns how often it was opened."""
        if self._connection is not None and not self._connection.in_transaction and self._found() != self._identity:
            self.close()
        if self._connection is None:
            self._connection = database.connect(self.file)
            self._identity = self._found()
            self._added, self._due = 0, 0.0
            self.opened += 1
            self._end_abandoned()
            self._connection.execute("COMMIT")
        return self.opened

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def commit(self) -> None:
        """Make what was written visible to all, and keep the file within its bounds."""
        if self._connection is None:
            return
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        if self._added > self._size // 16 or time.monotonic() > self._due:
            self._added, self._due = 0, time.monotonic() + PRUNED
            retention.prune(self._connection, time.time() - self._days * DAY, self._size)

    def begin(self, kernel: str, process: str, places: Mapping[str, str]) -> Epoch:
        """Begin an epoch, or go on with it: another server may have heard this process before.

        Parameters
        ----------
        kernel : id of the kernel
        process : the kernel's name of its process
        places : files of the notebooks that use it, by session
        """
        found = self._run(
            "SELECT id, forgotten FROM epoch WHERE process = ? AND (process != '' OR kernel = ? AND ended IS NULL) ORDER BY id DESC",
            process,
            kernel,
        ).fetchone()
        if found is None:
            row = self._run(
                "INSERT INTO epoch(kernel, process, server, began) VALUES(?, ?, ?, ?)", kernel, process, self._server, time.time()
            ).lastrowid
            assert row is not None
            epoch = Epoch(row, process)
        else:
            row, forgotten = found
            self._run("UPDATE epoch SET kernel = ?, server = ?, ended = NULL WHERE id = ?", kernel, self._server, row)
            (last,) = self._run("SELECT max(number) FROM execution WHERE epoch = ?", row).fetchone()
            (count,) = self._run("SELECT max(count) FROM execution WHERE epoch = ?", row).fetchone()
            epoch = Epoch(row, process, forgotten if last is None else last + 1, count)
        for session, path in places.items():
            self.place(epoch, session, path)
        return epoch

    def end(self, epoch: Epoch) -> None:
        """End an epoch, and with it what ran. One in which nothing ran is not kept."""
        self._end(epoch.id)

    def discard(self, epoch: Epoch) -> None:
        """Take an epoch back that has turned out to be another one."""
        self._run("DELETE FROM epoch WHERE id = ?", epoch.id)

    def place(self, epoch: Epoch, session: str, path: str) -> None:
        """Note which file's notebook uses the kernel of an epoch, through which session."""
        known = self._run("SELECT path FROM place WHERE epoch = ? AND session = ?", epoch.id, session).fetchone()
        self._run("INSERT OR REPLACE INTO place(epoch, session, path) VALUES(?, ?, ?)", epoch.id, session, path)
        if known is None and self._is_muted(epoch):
            assert self._connection is not None
            retention.forget(self._connection, "execution.epoch = ?", epoch.id)  # heard before it was known whose they were
            self._due = 0.0

    def rename(self, old: str, new: str) -> None:
        """A file has another name now, or a folder with all that is below it."""
        for table in ("place", "muted"):
            self._run(
                f"UPDATE OR REPLACE {table} SET path = ? || substr(path, ?) WHERE path = ? OR substr(path, 1, ?) = ?",
                new,
                len(old) + 1,
                old,
                len(old) + 1,
                old + os.sep,
            )

    def add(self, epoch: Epoch, request: str, execution: Execution) -> None:
        """Write one execution, unless its notebook's are not to be recorded.

        Parameters
        ----------
        epoch : to which it belongs
        request : id of the request's message
        """
        text = execution.source.encode("utf-8", "surrogatepass")
        if len(text) > self._size // 8 or self._is_muted(epoch):  # one that is too large would push all others out
            return
        digest = blake2b(text, digest_size=16).digest()
        self._run("INSERT OR IGNORE INTO source(digest, text) VALUES(?, ?)", digest, text.decode("utf-8", "replace"))
        self._run(
            "INSERT INTO execution(epoch, request, number, source, cell, client, count, status, started, ended, error)"
            " SELECT ?, ?, ?, id, ?, ?, ?, ?, ?, ?, ? FROM source WHERE digest = ?"
            " ON CONFLICT(epoch, request) DO UPDATE SET cell = coalesce(cell, excluded.cell)",
            epoch.id,
            _key(request),
            execution.number,
            execution.cell,
            execution.client,
            execution.count,
            execution.status,
            execution.started,
            execution.ended,
            execution.error,
            digest,
        )
        self._added += len(text) + OVERHEAD

    def finish(self, epoch: Epoch, request: str, status: Status, error: str | None, ended: float) -> None:
        """An execution that was written has ended."""
        self._run(
            "UPDATE execution SET status = ?, error = ?, ended = ? WHERE epoch = ? AND request = ?",
            status,
            error,
            ended,
            epoch.id,
            _key(request),
        )

    def _is_muted(self, epoch: Epoch) -> bool:
        found = self._run("SELECT 1 FROM place JOIN muted ON muted.path = place.path WHERE place.epoch = ?", epoch.id)
        return found.fetchone() is not None

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        self.open()
        assert self._connection is not None
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        return self._connection.execute(statement, values)

    def _end(self, epoch: int) -> None:
        now = time.time()
        self._run("UPDATE execution SET status = 'error', ended = ? WHERE epoch = ? AND status = 'running'", now, epoch)
        self._run("UPDATE epoch SET ended = ? WHERE id = ?", now, epoch)
        self._run("DELETE FROM epoch WHERE id = ? AND id NOT IN (SELECT epoch FROM execution)", epoch)

    def _end_abandoned(self) -> None:
        """End the epochs of servers that had no time to do it."""
        for epoch, server in self._run("SELECT id, server FROM epoch WHERE ended IS NULL").fetchall():
            if server != self._server and not _runs(server):
                self._end(epoch)

    def _found(self) -> tuple[int, int]:
        try:
            state = os.stat(self.file)
        except OSError:
            return (0, 0)
        return (state.st_dev, state.st_ino)


def _key(request: str) -> bytes:
    return blake2b(request.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _server(process: psutil.Process) -> str:
    """A name of a process that no later one of the same id has."""
    return f"{process.pid} {process.create_time():.0f}"


def _runs(server: str) -> bool:
    try:
        return _server(psutil.Process(int(server.split()[0]))) == server
    except psutil.NoSuchProcess:
        return False
