"""Retention: what of the journal is given up, for its age, its size, or because its owner wants it."""

from __future__ import annotations

import sqlite3


def forget(connection: sqlite3.Connection, which: str, *values: object) -> int:
    """Give up executions, and what nothing else needs then. Text that is deleted is overwritten.

    Parameters
    ----------
    connection : within a transaction
    which : condition of SQL on a row of `execution`, with its values

    Returns
    -------
    how many
    """
    connection.execute(
        f"UPDATE epoch SET forgotten = max(forgotten, (SELECT max(number) + 1 FROM execution WHERE execution.epoch = epoch.id AND ({which})))"
        f" WHERE id IN (SELECT execution.epoch FROM execution WHERE {which})",
        (*values, *values),
    )
    given_up = connection.execute(f"DELETE FROM execution WHERE {which}", values).rowcount
    connection.execute("DELETE FROM source WHERE id NOT IN (SELECT source FROM execution)")
    connection.execute("DELETE FROM epoch WHERE ended IS NOT NULL AND id NOT IN (SELECT epoch FROM execution)")
    return given_up


def prune(connection: sqlite3.Connection, before: float, size: int) -> None:
    """Give up what began before a time, and the oldest until the file has no more than a size.

    Parameters
    ----------
    connection : outside of a transaction
    before : in seconds since the epoch
    size : in bytes
    """
    connection.execute("BEGIN IMMEDIATE")
    forget(connection, "id <= (SELECT max(id) FROM execution WHERE started < ?)", before)
    while _size(connection) > size:
        (kept,) = connection.execute("SELECT count(*) FROM execution").fetchone()
        if not forget(connection, "id IN (SELECT id FROM execution ORDER BY id LIMIT ?)", kept // 8 + 1):
            break
    connection.execute("COMMIT")
    shrink(connection)


def shrink(connection: sqlite3.Connection) -> None:
    """Give free pages back to the disk, the log's, too."""
    connection.execute("PRAGMA incremental_vacuum").fetchall()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _size(connection: sqlite3.Connection) -> int:
    pages, free, each = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
    return int((pages - free) * each)
