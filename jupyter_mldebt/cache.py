"""Cache: answers kept on disk, found again by all that they depend on. One that is old, damaged or out of reach is as good as none."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Collection
from functools import cached_property
from hashlib import blake2b

import msgspec

from jupyter_mldebt import __version__
from jupyter_mldebt.engine import Answer
from jupyter_mldebt.interpreter import SEARCHED
from jupyter_mldebt.rule import Extra, FileReport
from jupyter_mldebt.settings import Settings

_UNUSED_DAYS = 30
_TICK = 2.0  # seconds: the coarsest clock of a file system in use (FAT)


class _Entry(msgspec.Struct, array_like=True):
    """A kept answer.

    Parameters
    ----------
    report : the answer
    stamp : of the file when it was read, "" where it had just been written and may have been written again since
    content : digest of what was read
    others : other files that it depends on, each with its stamp, "" where it did not exist
    sketches : by code, what rules keep of the notebook to lay it beside others
    """

    report: FileReport
    stamp: str
    content: bytes
    others: list[tuple[str, str]]
    sketches: dict[str, bytes]


_decode = msgspec.msgpack.Decoder(_Entry).decode
_encode = msgspec.msgpack.Encoder().encode


class Cache:
    """The last answer for each file by version, rules, settings, Python and path; the file's stamp or content must still be the same.

    Parameters
    ----------
    folder : where they are kept; the user's cache folder if None
    include : what else the answers have
    """

    def __init__(self, folder: str | None = None, include: Collection[Extra] = ()) -> None:
        self.folder = folder or default_folder()
        self._include = "".join(sorted(include))

    def get(self, path: str, settings: Settings, shown: str) -> Answer | None:
        """The kept answer, under the path as it is shown now; None where there is none. The file is read only if its stamp has changed."""
        name = self._file(path, settings)
        try:
            with open(name, "rb") as file:
                entry = _decode(file.read())
            if any(stamp(other) != seen for other, seen in entry.others):
                return None
            now = lasting_stamp(path)
            if not now or now != entry.stamp:
                with open(path, "rb") as file:
                    if _digest(file.read()) != entry.content:
                        return None
                if now:
                    self._write(name, msgspec.structs.replace(entry, stamp=now))
        except (OSError, msgspec.MsgspecError, ValueError):
            return None
        report = entry.report if entry.report.path == shown else msgspec.structs.replace(entry.report, path=shown)
        return Answer(report, sketches=entry.sketches)

    def put(self, path: str, seen: str, data: bytes, settings: Settings, answer: Answer) -> None:
        """Keep an answer.

        Parameters
        ----------
        path : of the file that was checked
        seen : its `lasting_stamp` from before it was read
        data : what was read
        settings : that the answer was made with
        answer : the answer
        """
        others = [(other, stamp(other)) for other in answer.others or ()]
        self._write(self._file(path, settings), _Entry(answer.report, seen, _digest(data), others, answer.sketches))

    def _write(self, target: str, entry: _Entry) -> None:
        """Written aside and renamed: nobody ever reads half of one."""
        aside = f"{target}.{os.getpid()}"
        try:
            data = _encode(entry)
            try:
                file = open(aside, "wb")
            except FileNotFoundError:
                self._make(os.path.dirname(target))
                file = open(aside, "wb")
            with file:
                file.write(data)
            os.replace(aside, target)
        except (OSError, ValueError):  # a full or read-only disk, text that is no Unicode: go on without
            with contextlib.suppress(OSError):
                os.unlink(aside)

    @cached_property
    def _home(self) -> str:
        return os.path.join(self.folder, _program())

    def _file(self, path: str, settings: Settings) -> str:
        """Where the answer for a path is kept. The path is part of it also because what stands beside the file matters."""
        told = f"{settings.digest}\0{self._include}\0{os.path.abspath(path)}".encode("utf-8", "surrogateescape")
        key = blake2b(told, digest_size=20).hexdigest()
        return os.path.join(self._home, key[:2], key[2:])

    def _make(self, folder: str) -> None:
        is_new = not os.path.isdir(self._home)
        os.makedirs(folder, exist_ok=True)
        if is_new:
            self._forget_old()

    def _forget_old(self) -> None:
        """Remove what other versions kept and nobody has added to for long."""
        from shutil import rmtree

        limit = time.time() - _UNUSED_DAYS * 86400
        for entry in os.scandir(self.folder):
            if entry.is_dir(follow_symlinks=False) and len(entry.name) == _NAME and entry.stat().st_mtime < limit:
                rmtree(entry.path, ignore_errors=True)


_NAME = 24


def default_folder() -> str:
    """$NBCHECK_CACHE_DIR, else the user's cache folder on this system."""
    chosen = os.environ.get("NBCHECK_CACHE_DIR")
    if chosen:
        return chosen
    from platformdirs import user_cache_dir

    return user_cache_dir("nbcheck", appauthor=False)


def stamp(path: str) -> str:
    """Changes when the file does; "" where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ""
    return f"{found.st_mtime_ns}:{found.st_size}"


def lasting_stamp(path: str) -> str:
    """The stamp of a file that was not written just now: one that was may be written again within the same tick of the clock."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ""
    return f"{found.st_mtime_ns}:{found.st_size}" if abs(time.time() - found.st_mtime) > _TICK else ""


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=20).digest()


def _program() -> str:
    """Digest of what computes the answers: the Python, what tells where others are, the version, and, since a checkout's version stands
    still, the engine's files."""
    seen = (sys.version, sys.prefix, __version__, *(os.environ.get(name, "") for name in SEARCHED))
    told = blake2b("\0".join(seen).encode("utf-8", "surrogateescape"), digest_size=_NAME // 2)
    top = os.path.dirname(os.path.abspath(__file__))
    for folder in (top, os.path.join(top, "knowledge")):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".py"):
                told.update(f"{name}\0{stamp(os.path.join(folder, name))}\0".encode())
    return told.hexdigest()
