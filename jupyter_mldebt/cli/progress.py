"""A progress line on standard error, if that is a terminal and the work takes a while."""

from __future__ import annotations

import time
from typing import TextIO

_PATIENCE = 0.4
_INTERVAL = 0.1


class Progress:
    """Shows `checking 120 of 670`.

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
        """Say how many are done."""
        now = time.monotonic()
        if self._active and now >= self._next:
            self._next = now + _INTERVAL
            self._shown = True
            self._stream.write(f"\r\x1b[Kchecking {done} of {self.total}")
            self._stream.flush()

    def clear(self) -> None:
        """Take the line away, before something else is printed."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
