"""Journal: what it says, and its owner's wishes: to delete, and not to record."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.journal import database, retention
from jupyter_mldebt.journal.timeline import Epoch, Gap, Summary, Timeline

FIELDS = "number, source.text, cell, client, count, status, started, execution.ended, error"
MOST = 5000  # executions of a kernel that are looked at together
TEXT = 8 * 2**20  # characters of source that one part of a timeline may have


class Journal:
    """The journal as a file. Each method opens it anew, and may be called from any thread and process.

    Parameters
    ----------
    file : where it is; need not exist

    Raises
    ------
    Unusable : by each method, where the file can't be read or written
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def executions(self, kernel: str, began: float | None = None) -> tuple[Execution, ...] | None:
        """What ran on a kernel since its start or last restart, or since an earlier one.

        Parameters
        ----------
        kernel : its id
        began : when the epoch began that is meant, as the timeline says; None for the present one

        Returns
        -------
        in order, the last `MOST` of them; None where the kernel is not known, has ended, or belongs to a notebook whose executions are not recorded
        """
        with self._read() as connection:
            if connection is None:
                return None
            found = connection.execute(
                "SELECT id, ended FROM epoch WHERE kernel = ? AND (began = ? OR ? IS NULL) ORDER BY id DESC LIMIT 1", (kernel, began, began)
            ).fetchone()
            if found is None or (began is None and found[1] is not None) or _is_muted(connection, "place.epoch = ?", found[0]):
                return None
            rows = connection.execute(
                f"SELECT {FIELDS} FROM execution JOIN source ON source.id = source WHERE epoch = ? ORDER BY execution.id DESC LIMIT ?",
                (found[0], MOST),
            ).fetchall()
            return tuple(Execution(*row) for row in reversed(rows))

    def last_runs(self, path: str) -> dict[str, Execution]:
        """The last run of each cell of a notebook, on whatever kernel.

        Parameters
        ----------
        path : the notebook's file

        Returns
        -------
        by the cell's id
        """
        with self._read() as connection:
            if connection is None:
                return {}
            rows = connection.execute(
                f"SELECT {FIELDS} FROM execution JOIN source ON source.id = source"
                " WHERE epoch IN (SELECT epoch FROM place WHERE path = ?) AND cell IS NOT NULL AND status IN ('ok', 'error') ORDER BY execution.id",
                (path,),
            )
            return {execution.cell: execution for execution in (Execution(*row) for row in rows) if execution.cell is not None}

    def timeline(self, *, path: str | None = None, kernel: str | None = None, limit: int = 500, before: int | None = None) -> Timeline:
        """What ran for a notebook, or on a kernel, over all its restarts.

        Parameters
        ----------
        path, kernel : one of both: the notebook's file, or the kernel's id
        limit : how many executions, the newest
        before : a former part's `before`, for the part before that
        """
        with self._read() as connection:
            if connection is None:
                return Timeline(True, (), None)
            own, value = ("id IN (SELECT epoch FROM place WHERE path = ?)", path) if path is not None else ("kernel = ?", kernel)
            muted = _is_muted(connection, f"place.epoch IN (SELECT id FROM epoch WHERE {own} AND ended IS NULL)", value)
            muted = muted or (path is not None and connection.execute("SELECT 1 FROM muted WHERE path = ?", (path,)).fetchone() is not None)
            rows = connection.execute(
                f"SELECT epoch, execution.id, {FIELDS} FROM execution JOIN source ON source.id = source"
                f" WHERE epoch IN (SELECT id FROM epoch WHERE {own}) AND execution.id < ? ORDER BY execution.id DESC LIMIT ?",
                (value, before if before is not None else 2**62, limit + 1),
            ).fetchall()
            kept, size = 0, 0
            for row in rows[:limit]:
                size += len(row[3])
                if kept and size > TEXT:
                    break
                kept += 1
            more = rows[kept - 1][1] if kept < len(rows) else None
            part = rows[:kept][::-1]
            ids = {row[0] for row in part}
            if before is None:  # one that has just begun, too
                ids |= {row[0] for row in connection.execute(f"SELECT id FROM epoch WHERE {own} AND ended IS NULL", (value,))}
            by_epoch = {key: list(group) for key, group in groupby(sorted(part, key=lambda row: row[0]), key=lambda row: row[0])}
            return Timeline(not muted, tuple(_epoch(connection, key, by_epoch.get(key, [])) for key in sorted(ids)), more)

    def notebooks(self) -> tuple[Summary, ...]:
        """What it holds, notebook by notebook."""
        with self._read() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT path, sum(executions), min(first), max(last), path IN (SELECT path FROM muted) FROM"
                " (SELECT epoch, count(*) AS executions, min(started) AS first, max(started) AS last FROM execution GROUP BY epoch)"
                " LEFT JOIN (SELECT DISTINCT epoch, path FROM place) USING(epoch) GROUP BY path"
                " UNION SELECT path, 0, NULL, NULL, 1 FROM muted WHERE path NOT IN"
                " (SELECT path FROM place WHERE epoch IN (SELECT epoch FROM execution)) ORDER BY path"
            )
            return tuple(Summary(path, count, first, last, not muted) for path, count, first, last, muted in rows)

    def delete(self, path: str | None = None) -> int:
        """Delete what ran for a notebook, or everything. What is not to be recorded stays so.

        Parameters
        ----------
        path : the notebook's file; None for all

        Returns
        -------
        how many executions
        """
        deleted = 0
        if self.file.exists():
            with self._write() as connection:
                if path is None:
                    deleted = retention.forget(connection, "1")
                else:
                    deleted = retention.forget(connection, "execution.epoch IN (SELECT epoch FROM place WHERE path = ?)", path)
        if path is None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(database.damaged(self.file))
        return deleted

    def switch(self, path: str, recorded: bool) -> None:
        """Say whether executions are to be recorded for a notebook.

        Parameters
        ----------
        path : the notebook's file
        """
        with self._write() as connection:
            if recorded:
                connection.execute("DELETE FROM muted WHERE path = ?", (path,))
            else:
                connection.execute("INSERT OR IGNORE INTO muted VALUES(?)", (path,))

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection | None]:
        """The file, to be read; None where there is none."""
        if not self.file.exists():
            yield None
            return
        try:
            # Only to be read, but the log beside it must be written even so.
            connection = sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=rw", uri=True, timeout=database.WAIT, isolation_level=None)
        except sqlite3.Error as error:
            raise database.Unusable(f"{self.file} can't be read: {error}") from error
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")  # one state of the file for all that is asked
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            yield connection if version == database.VERSION else None
        except sqlite3.Error as error:
            raise database.Unusable(f"{self.file} can't be read: {error}") from error
        finally:
            connection.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        connection = database.connect(self.file)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
            retention.shrink(connection)
        except sqlite3.Error as error:
            raise database.Unusable(f"{self.file} can't be written: {error}") from error
        finally:
            connection.close()


def _is_muted(connection: sqlite3.Connection, which: str, *values: Any) -> bool:
    return connection.execute(f"SELECT 1 FROM place JOIN muted ON muted.path = place.path WHERE {which}", values).fetchone() is not None


def _epoch(connection: sqlite3.Connection, epoch: int, rows: list[Any]) -> Epoch:
    kernel, began, ended, forgotten = connection.execute(
        "SELECT kernel, began, ended, forgotten FROM epoch WHERE id = ?", (epoch,)
    ).fetchone()
    executions = tuple(Execution(*row[2:]) for row in rows)
    expected = forgotten
    if rows:
        (last,) = connection.execute("SELECT max(number) FROM execution WHERE epoch = ? AND id < ?", (epoch, rows[0][1])).fetchone()
        expected = forgotten if last is None else last + 1
    gaps = []
    for execution in executions:
        if execution.number > expected:
            gaps.append(Gap(execution.number, execution.number - expected))
        expected = execution.number + 1
    return Epoch(kernel, began, ended, forgotten, executions, tuple(gaps))
