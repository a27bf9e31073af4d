"""Database: the journal's file. SQLite with a write-ahead log, which only its owner may read."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

VERSION = 1
WAIT = 30.0  # seconds for which another process may hold the file
WAL_PAGES = 256  # pages of the log after which it is written back, 1 MiB

# A source that runs again and again is kept once. An execution is known by a digest of its request's id, so that two servers
# that hear the same kernel write it once, too.
SCHEMA = """
CREATE TABLE epoch(
    id INTEGER PRIMARY KEY,
    kernel TEXT NOT NULL,
    process TEXT NOT NULL,
    server TEXT NOT NULL,
    began REAL NOT NULL,
    ended REAL,
    forgotten INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX epoch_kernel ON epoch(kernel);
CREATE TABLE place(
    epoch INTEGER NOT NULL REFERENCES epoch ON DELETE CASCADE,
    session TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY(epoch, session)
) WITHOUT ROWID;
CREATE INDEX place_path ON place(path);
CREATE TABLE source(id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE execution(
    id INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL REFERENCES epoch ON DELETE CASCADE,
    request BLOB NOT NULL,
    number INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source,
    cell TEXT,
    client TEXT NOT NULL,
    count INTEGER,
    status TEXT NOT NULL,
    started REAL,
    ended REAL,
    error TEXT,
    UNIQUE(epoch, request)
);
CREATE TABLE muted(path TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Unusable(Exception):
    """The journal's file can't be used. The message is for a person."""


def default_file() -> Path:
    """Where the journal is kept unless the server's settings say otherwise: in Jupyter's data folder."""
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir(), "jupyter-mldebt", "journal.sqlite")


def damaged(file: Path) -> Path:
    """Where a damaged journal is put aside."""
    return file.with_name(f"{file.name}.damaged")


def connect(file: Path) -> sqlite3.Connection:
    """Open the journal; made if it is not there, and begun anew if it is damaged.

    Raises
    ------
    Unusable
    """
    try:
        try:
            return _opened(file)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            os.replace(file, damaged(file))
            for suffix in ("-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(f"{file}{suffix}")
            return _opened(file)
    except (OSError, sqlite3.Error) as error:
        raise Unusable(f"{file} can't be used: {error}") from error


def _opened(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Before SQLite sees it: the log beside it gets the same mode.
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            if os.stat(f"{file}{suffix}").st_mode & 0o077:
                os.chmod(f"{file}{suffix}", 0o600)
    connection = sqlite3.connect(file, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
        connection.execute(f"PRAGMA journal_size_limit = {WAL_PAGES * 4096}")
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
        if version > VERSION:
            raise sqlite3.OperationalError("a newer version of jupyter-mldebt has written it")
        (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError(state)
    except BaseException:
        connection.close()
        raise
    return connection
