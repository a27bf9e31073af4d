"""A progress line on standard error, if that is a terminal."""

from __future__ import annotations

import time
from shutil import get_terminal_size
from typing import TextIO

from jupyter_mldebt.render.style import plain

_PATIENCE = 0.4
_INTERVAL = 0.1


class Progress:
    """Shows one line, which each new one replaces.

    Parameters
    ----------
    stream : standard error
    active : False to show nothing at all
    """

    def __init__(self, stream: TextIO, *, active: bool = True) -> None:
        self._stream = stream
        self._active = active and stream.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._shown = False
        self.total = 0

    def update(self, done: int) -> None:
        """Say how many files are done, where it takes a while."""
        now = time.monotonic()
        if self._active and now >= self._next:
            self._next = now + _INTERVAL
            self.say(f"checking {done} of {self.total}")

    def say(self, line: str) -> None:
        """Say what happens now."""
        if self._active:
            self._shown = True
            self._stream.write(f"\r\x1b[K{plain(line)[: get_terminal_size((100, 24)).columns - 1]}")
            self._stream.flush()

    def clear(self) -> None:
        """Take the line away, before something else is printed."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
