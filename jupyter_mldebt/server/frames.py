"""Frames: how server and worker tell messages apart on a pipe. The length in decimal, a line feed, the bytes."""

from __future__ import annotations

from typing import BinaryIO

DIGITS = 12


def write(stream: BinaryIO, data: bytes) -> None:
    """Send one message."""
    stream.write(b"%d\n" % len(data))
    stream.write(data)
    stream.flush()


def read(stream: BinaryIO) -> bytes | None:
    """The next message; None where the other side has closed the pipe.

    Raises
    ------
    EOFError : the pipe ended within a message
    ValueError : what came is no frame
    """
    head = stream.readline(DIGITS + 2)
    if not head:
        return None
    if not head.endswith(b"\n"):
        raise EOFError("the pipe ended within a message") if len(head) <= DIGITS else ValueError("not a frame")
    size = int(head)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("the pipe ended within a message")
    return data
