"""Log: what happened in a run, with times, in a file of its own; a folder keeps the newest ones."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import TextIO

KEPT = 20
LARGEST = 1 << 20  # characters


class Log:
    """A file that lines are added to; what is beyond its size is left out, and said so.

    Parameters
    ----------
    path : a file that does not exist
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO = open(path, "w", encoding="utf-8", errors="replace", buffering=1)
        self._left = LARGEST
        self._lock = threading.Lock()

    @classmethod
    def new(cls, folder: Path) -> Log:
        """The log of a run that starts now, in a folder of which the oldest logs go."""
        folder.mkdir(exist_ok=True)
        for old in sorted(folder.glob("*.log"))[: -KEPT + 1]:
            old.unlink(missing_ok=True)
        return cls(folder / f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{os.getpid()}.log")

    def write(self, text: str) -> None:
        """Add a text with the time; its further lines are indented."""
        line = f"{time.strftime('%H:%M:%S', time.gmtime())} " + text.replace("\n", "\n         ") + "\n"
        with self._lock:
            if self._left > 0 and not self._file.closed:
                self._left -= len(line)
                self._file.write(line if self._left > 0 else "the log is full\n")

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
