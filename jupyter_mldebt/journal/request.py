"""Request: what a client asks a kernel to run. Only here the cell is named: the kernel's own messages don't repeat it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """What a client asks a kernel to run.

    Parameters
    ----------
    id : the message's
    source : the text to run
    cell : id of the notebook's cell, as the front end names it in the request's metadata
    client : the session that sends it
    silent : whether the kernel will publish nothing of its input
    """

    id: str
    source: str
    cell: str | None = None
    client: str = ""
    silent: bool = False
