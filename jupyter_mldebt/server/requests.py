"""Requests: what the clients of kernels' websockets ask to run, and that it has ended, noted for the journal as it passes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1

from jupyter_mldebt.journal.message import DELIMITER
from jupyter_mldebt.journal.request import Request

V1 = "v1.kernel.websocket.jupyter.org"


class Notes(Protocol):
    """Who is told what passes; each time of the kernel's manager first."""

    def connected(self, manager: Any) -> None:
        """Somebody connects to the kernel."""

    def asked(self, manager: Any, request: Request) -> None:
        """A request is about to be sent."""

    def ended(self, manager: Any, request: str) -> None:
        """The end of a request is about to be told to its client."""


class _Header(msgspec.Struct):
    msg_id: str = ""
    msg_type: str = ""
    session: str = ""


class _Metadata(msgspec.Struct):
    cellId: str | None = None  # JupyterLab's spelling


class _Content(msgspec.Struct):
    code: str = ""
    silent: bool = False


class _Message(msgspec.Struct):
    header: _Header
    metadata: _Metadata = msgspec.field(default_factory=_Metadata)
    content: _Content = msgspec.field(default_factory=_Content)


_header: msgspec.json.Decoder[_Header] = msgspec.json.Decoder(_Header)
_metadata: msgspec.json.Decoder[_Metadata] = msgspec.json.Decoder(_Metadata)
_content: msgspec.json.Decoder[_Content] = msgspec.json.Decoder(_Content)
_message: msgspec.json.Decoder[_Message] = msgspec.json.Decoder(_Message)


def read(sent: str | bytes, protocol: str | None) -> Request | None:
    """The request that a client sends; None if it is not about running something.

    Parameters
    ----------
    sent : a message of the websocket
    protocol : the websocket's subprotocol
    """
    try:
        if protocol == V1 and isinstance(sent, bytes):
            channel, parts = deserialize_msg_from_ws_v1(sent)  # type: ignore[no-untyped-call]
            header = _header.decode(parts[0])
            if channel != "shell" or header.msg_type != "execute_request":
                return None
            metadata, content = _metadata.decode(parts[2]), _content.decode(parts[3])
        else:
            if isinstance(sent, bytes) or '"execute_request"' not in sent:
                return None  # a binary message of the older protocol has buffers, which a request to run has not
            whole = _message.decode(sent)
            header, metadata, content = whole.header, whole.metadata, whole.content
            if header.msg_type != "execute_request":
                return None
    except (msgspec.DecodeError, IndexError, TypeError, ValueError):
        return None  # not what we know; the kernel will say what it thinks of it
    return Request(header.msg_id, content.code, metadata.cellId, header.session, content.silent)


def ended(parts: Sequence[bytes]) -> str | None:
    """Id of the request to run something of whose end the kernel tells; None if a message is about anything else.

    Parameters
    ----------
    parts : of the message, as they came
    """
    try:
        header, parent, _, content = parts[parts.index(DELIMITER) + 2 :][:4]
        if b'"status"' not in header or b'"idle"' not in content:
            return None
        origin = _header.decode(parent)
    except (msgspec.DecodeError, TypeError, ValueError):
        return None
    return origin.msg_id if origin.msg_type == "execute_request" else None


def noting(base: type, notes: Notes, log: logging.Logger | logging.LoggerAdapter[Any]) -> type:
    """A class of websocket connections that tells what passes, and else does what it did.

    Parameters
    ----------
    base : the server's class of connections
    notes : told
    log : where it is said if that fails
    """

    class Noting(base):  # type: ignore[misc]
        def connect(self) -> Any:
            self._note(notes.connected)
            return super().connect()

        def handle_incoming_message(self, incoming_msg: Any) -> None:
            request = read(incoming_msg, self.subprotocol if hasattr(self, "subprotocol") else None)
            if request is not None:
                self._note(notes.asked, request)
            super().handle_incoming_message(incoming_msg)

        def handle_outgoing_message(self, stream: Any, outgoing_msg: Any) -> None:
            request = ended(outgoing_msg) if isinstance(outgoing_msg, list) else None
            if request is not None:
                self._note(notes.ended, request)
            super().handle_outgoing_message(stream, outgoing_msg)

        def _note(self, what: Callable[..., None], *more: Any) -> None:
            try:
                what(self.kernel_manager, *more)
            except Exception:  # the message must get through
                log.exception("jupyter-mldebt: a request could not be noted")

    Noting.__name__ = Noting.__qualname__ = base.__name__  # settings of the server go by it
    return Noting
