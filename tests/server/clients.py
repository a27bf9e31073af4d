"""A client of a kernel over the server's websocket, as JupyterLab is one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

V1 = "v1.kernel.websocket.jupyter.org"


class Client:
    """One session of one client. With `new` false it speaks the protocol of older front ends."""

    def __init__(self, socket, session, new):
        self.socket, self.session, self.new = socket, session, new

    @classmethod
    async def connect(cls, url, headers, session, new=True):
        request = HTTPRequest(f"{url}?session_id={session}", headers=headers, connect_timeout=60)
        client = cls(await websocket_connect(request, subprotocols=[V1] if new else None), session, new)
        for _ in range(30):  # as front ends do: before this the kernel's messages may not reach us
            with contextlib.suppress(asyncio.TimeoutError):
                await client.done(await client.send("kernel_info_request", {}), seconds=2)
                return client
        raise AssertionError("the kernel does not answer")

    async def send(self, kind, content, metadata=None, channel="shell"):
        header = {
            "msg_id": f"{self.session}_{uuid.uuid4().hex}",
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "version": "5.3",
            "date": "2026-01-01T00:00:00Z",
        }
        message = {"header": header, "parent_header": {}, "metadata": metadata or {}, "content": content}
        if self.new:
            pack = lambda part: json.dumps(part).encode()  # noqa: E731
            await self.socket.write_message(serialize_msg_to_ws_v1(message, channel, pack), binary=True)
        else:
            await self.socket.write_message(json.dumps({"channel": channel, **message, "buffers": []}))
        return header["msg_id"]

    async def receive(self, seconds=60):
        """The next message of the kernel, with its channel."""
        data = await asyncio.wait_for(self.socket.read_message(), seconds)
        assert data is not None, "the server has closed the connection"
        if not self.new:
            return json.loads(data)
        channel, parts = deserialize_msg_from_ws_v1(data)
        header, parent, metadata, content = (json.loads(part) for part in parts[:4])
        return {"channel": channel, "header": header, "parent_header": parent, "metadata": metadata, "content": content}

    async def ask(self, source, cell=None, **options):
        """Ask for an execution, and don't wait for it; gives the request's id."""
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, **options}
        return await self.send("execute_request", content, {"cellId": cell, "deletedCells": [], "recordTiming": False} if cell else {})

    async def done(self, *requests, seconds=60):
        """Wait until the kernel is done with requests."""
        left = set(requests)
        while left:
            message = await self.receive(seconds)
            if message["header"]["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                left.discard(message["parent_header"].get("msg_id"))

    async def answered(self, *requests, seconds=60):
        """Wait until the kernel has answered requests: where there is so much output that a client may lose some of it, the end among it."""
        left = set(requests)
        while left:
            message = await self.receive(seconds)
            if message["header"]["msg_type"] == "execute_reply":
                left.discard(message["parent_header"].get("msg_id"))

    async def run(self, source, cell=None, **options):
        """Run something, and wait for its end."""
        await self.done(await self.ask(source, cell, **options))

    async def printed(self, request):
        """Wait until a request has printed something."""
        while True:
            message = await self.receive()
            if message["header"]["msg_type"] == "stream" and message["parent_header"].get("msg_id") == request:
                return message["content"]["text"]
