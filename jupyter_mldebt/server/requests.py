"""Requests: what the clients of kernels' websockets ask to run, noted for the journal as it passes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import msgspec
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1

from jupyter_mldebt.journal.request import Request

V1 = "v1.kernel.websocket.jupyter.org"

Note = Callable[[Any, Request | None], None]


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


def noting(base: type, note: Note, log: logging.Logger | logging.LoggerAdapter[Any]) -> type:
    """A class of websocket connections that tells what passes, and else does what it did.

    Parameters
    ----------
    base : the server's class of connections
    note : told the kernel's manager, and each request before it is sent; None when the connection is made
    log : where it is said if that fails
    """

    class Noting(base):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._note(None)

        def handle_incoming_message(self, incoming_msg: Any) -> None:
            request = read(incoming_msg, self.subprotocol if hasattr(self, "subprotocol") else None)
            if request is not None:
                self._note(request)
            super().handle_incoming_message(incoming_msg)

        def _note(self, request: Request | None) -> None:
            try:
                note(self.kernel_manager, request)
            except Exception:  # the message must get through
                log.exception("jupyter-mldebt: a request could not be noted")

    Noting.__name__ = Noting.__qualname__ = base.__name__  # settings of the server go by it
    return Noting
