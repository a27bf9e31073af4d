"""Message: what a kernel publishes of an execution, taken from the parts in which it comes. Large outputs are never looked into."""

from __future__ import annotations

import contextlib
import hmac
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

KINDS = frozenset({"execute_input", "error", "status"})
DELIMITER = b"<IDS|MSG>"

# ipykernel begins each topic with a name that it makes up for each process.
PROCESS = re.compile(rb"kernel\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.")


@dataclass(frozen=True)
class Message:
    """What a kernel said of an execution.

    Parameters
    ----------
    kind : type of the message
    request, client : id of the request that it is about, and the session that sent that
    process : the kernel's own name of its process; empty where it gives none
    time : when it was said, in seconds since the epoch
    code, count : of the input
    state : of a status
    error : name of the exception
    """

    kind: str
    request: str
    client: str
    process: str
    time: float
    code: str = ""
    count: int | None = None
    state: str = ""
    error: str | None = None


class _Header(msgspec.Struct):
    msg_type: str = ""
    date: str = ""


class _Parent(msgspec.Struct):
    msg_id: str = ""
    session: str = ""


class _Content(msgspec.Struct):
    code: str = ""
    execution_count: int | None = None
    execution_state: str = ""
    ename: str | None = None


_header: msgspec.json.Decoder[_Header] = msgspec.json.Decoder(_Header)
_parent: msgspec.json.Decoder[_Parent] = msgspec.json.Decoder(_Parent)
_content: msgspec.json.Decoder[_Content] = msgspec.json.Decoder(_Content)


def process_of(parts: Sequence[bytes]) -> str:
    """What the kernel calls its process in a message's topic; empty where it names none."""
    named = PROCESS.match(parts[0])
    return named[1].decode() if named else ""


def read(parts: Sequence[bytes], sign: Callable[[list[Any]], bytes]) -> Message | None:
    """Take a message from its parts; None if it says nothing of executions, or is not the kernel's.

    Parameters
    ----------
    parts : as they came: topic, delimiter, signature, header, parent header, metadata, content, buffers
    sign : what makes a signature of the middle four; an empty one where none is asked for
    """
    try:
        start = parts.index(DELIMITER) + 1
        signature, header, parent, metadata, content = parts[start : start + 5]
        head = _header.decode(header)
        if head.msg_type not in KINDS or not hmac.compare_digest(sign([header, parent, metadata, content]), signature):
            return None
        origin, told = _parent.decode(parent), _content.decode(content)
    except (ValueError, msgspec.DecodeError):
        return None
    return Message(
        head.msg_type,
        origin.msg_id,
        origin.session,
        process_of(parts),
        seconds(head.date),
        told.code,
        told.execution_count,
        told.execution_state,
        told.ename,
    )


def seconds(date: str) -> float:
    """A header's date in seconds since the epoch; now where it says none."""
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(date.replace("Z", "+00:00")).timestamp()
    return time.time()
