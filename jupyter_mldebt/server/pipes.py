"""A process's own ends of its pipes: whatever the process reads or prints otherwise must not get between the frames."""

from __future__ import annotations

import os
from typing import BinaryIO


def own() -> tuple[BinaryIO, BinaryIO]:
    """What was stdin and stdout; from then on the process has no stdin, and prints to stderr."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return requests, answers
