"""Watch: tells the journal's observer which kernels this server has, what they are asked, and which notebooks they belong to."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from tornado.ioloop import PeriodicCallback

from jupyter_mldebt.journal.observer import Observer
from jupyter_mldebt.journal.request import Request
from jupyter_mldebt.server.places import NoPlace, place
from jupyter_mldebt.server.requests import noting

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

KERNELS = "https://events.jupyter.org/jupyter_server/kernel_actions/v1"
CONTENTS = "https://events.jupyter.org/jupyter_server/contents_service/v1"
CONNECTION = "kernel_websocket_connection_class"
STARTING = 100  # fiftieths of a second for which a kernel that was started may not be listed
OFTEN = 2000  # ms between two looks at the kernels and sessions, for what no event tells


class Watch:
    """What happens to the kernels of a server, for the observer. All in the server's event loop.

    Parameters
    ----------
    server : whose kernels they are
    observer : told of them
    """

    def __init__(self, server: ServerApp, observer: Observer) -> None:
        self._server, self._observer = server, observer
        self._known: set[str] = set()
        self._look: PeriodicCallback | None = None

    def start(self, settings: dict[str, Any]) -> None:
        """Begin, before any client has connected to a kernel.

        Parameters
        ----------
        settings : the web application's
        """
        settings[CONNECTION] = noting(settings[CONNECTION], self, self._server.log)
        events = self._server.event_logger
        assert events is not None
        events.add_listener(schema_id=KERNELS, listener=self._on_kernel)
        events.add_listener(schema_id=CONTENTS, listener=self._on_contents)
        self._look = PeriodicCallback(self.look, OFTEN)
        self._server.io_loop.add_callback(self._look.start)

    def stop(self) -> None:
        """End."""
        if self._look is not None:
            self._look.stop()
            self._look = None

    async def look(self) -> None:
        """See which kernels and sessions there are."""
        if self._look is None:
            return
        present = set(self._server.kernel_manager.list_kernel_ids())
        for kernel in present:
            self._watch(self._server.kernel_manager.get_kernel(kernel))
        for kernel in self._known - present:
            self._observer.forget(kernel)
        self._known &= present
        if not self._known:
            return
        places: dict[str, dict[str, str]] = {}
        for session in await ensure_async(self._server.session_manager.list_sessions()):
            try:
                file = place(getattr(self._server.contents_manager, "root_dir", ""), session["path"])
            except NoPlace:
                continue
            places.setdefault(session["kernel"]["id"], {})[session["id"]] = str(file)
        for kernel in places.keys() & self._known:
            self._observer.place(kernel, places[kernel])

    def _watch(self, manager: Any) -> None:
        info = manager.get_connection_info()
        if info.get("iopub_port"):  # a kernel behind a gateway has none
            self._known.add(manager.kernel_id)
            self._observer.watch(manager.kernel_id, info)

    def connected(self, manager: Any) -> None:
        """Somebody connects to a kernel."""
        self._watch(manager)
        self._server.io_loop.add_callback(self.look)  # its session may be new

    def asked(self, manager: Any, request: Request) -> None:
        """A kernel is about to be asked to run something."""
        self._observer.ask(manager.kernel_id, request)

    def ended(self, manager: Any, request: str) -> None:
        """A client is about to know that what it asked for has ended."""
        self._observer.expect(manager.kernel_id, request)

    async def _on_kernel(self, logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        kernel = data.get("kernel_id")
        if self._look is None or kernel is None or data["status"] != "success":
            return
        if data["action"] == "restart" and kernel in self._server.kernel_manager:
            await self.look()  # what ran before belongs to those who used it before
            self._observer.restart(kernel)
        for _ in range(STARTING):  # the event comes before the manager lists the kernel
            if data["action"] != "start" or kernel in self._server.kernel_manager:
                break
            await asyncio.sleep(0.02)
        await self.look()

    async def _on_contents(self, logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        if self._look is not None and data["action"] == "rename":
            await self.look()  # a session may go on under the old name, which is then no news
            root = getattr(self._server.contents_manager, "root_dir", "")
            with suppress(NoPlace):
                self._observer.rename(str(place(root, data["source_path"])), str(place(root, data["path"])))
