"""Execution: one execution of a kernel, as it was run."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

Status = Literal["running", "ok", "error", "aborted"]


@dataclass(frozen=True)
class Execution:
    """One execution of a kernel, as it was run.

    Parameters
    ----------
    number : its place among all executions since the kernel's start or last restart, from 0; it jumps where some were not seen or not kept
    source : the text that was run
    cell : id of the notebook's cell for which a front end sent it; None for a console's and other clients'
    client : the session that sent it, as its messages' headers name it
    count : the kernel's own count, None where it gave none: silent executions, and those that were aborted before they began
    status : how it ended; `error` also for one that was interrupted, `aborted` for one that never began
    started, ended : seconds since the epoch; None where it did not begin or has not ended
    error : name of the exception, where it is known: `KeyboardInterrupt` for an interrupt
    """

    number: int
    source: str
    cell: str | None = None
    client: str = ""
    count: int | None = None
    status: Status = "ok"
    started: float | None = None
    ended: float | None = None
    error: str | None = None


def digest(source: str) -> str:
    """A short name of a text that was run, the same whatever its line ends."""
    return blake2b(source.replace("\r\n", "\n").encode("utf-8", "replace"), digest_size=6).hexdigest()
