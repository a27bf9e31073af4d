"""The routes: they pass text and answers, and say no in one sentence. Nothing is analysed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado.web import authenticated

from jupyter_mldebt.server.analyst import Died, Overrun
from jupyter_mldebt.server.exports import Busy
from jupyter_mldebt.server.messages import Answer, Task
from jupyter_mldebt.server.places import NoPlace, place, sibling

if TYPE_CHECKING:
    from jupyter_mldebt.server.app import MLDebtApp

T = TypeVar("T")


class CheckRequest(msgspec.Struct):
    path: str
    notebook: msgspec.Raw
    kernel: str | None = None


class ExportRequest(msgspec.Struct):
    path: str


class Route(APIHandler):
    """What all routes share: the app, reading the request, saying no."""

    auth_resource = "contents"

    @property
    def app(self) -> MLDebtApp:
        app: MLDebtApp = self.settings["mldebt"]
        return app

    def refuse(self, status: int, message: str) -> None:
        """Answer with a sentence for a person instead."""
        self.set_status(status)
        self.finish({"message": message})

    def read(self, kind: type[T]) -> T | None:
        """The request's body; None where it was refused."""
        body = self.request.body
        if len(body) > self.app.max_body:
            size, limit = len(body) / 2**20, self.app.max_body / 2**20
            self.refuse(413, f"This notebook has {size:.1f} MiB, more than the {limit:g} MiB that are taken: clear large outputs.")
            return None
        try:
            return msgspec.json.decode(body, type=kind)
        except RecursionError:
            self.refuse(400, "This notebook cannot be read: it is nested too deeply.")
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self.refuse(400, f"This notebook cannot be read: {error}.")
        return None


class CheckRoute(Route):
    """POST a CheckRequest, get a FileReport."""

    @authenticated
    @authorized("read")
    async def post(self) -> None:
        request = self.read(CheckRequest)
        if request is None:
            return
        try:
            file = place(self.contents_manager.root_dir, request.path)
            task = Task(path=request.path, file=str(file), notebook=request.notebook)
            answer = msgspec.json.decode(await self.app.analyst.ask(msgspec.json.encode(task)), type=Answer)
        except NoPlace as error:
            self.refuse(400, str(error))
        except Overrun:
            self.refuse(504, f"Checking this notebook took longer than {self.app.timeout:g} s and was stopped.")
        except Died:
            self.log.error("jupyter-mldebt: the analysis process ended while it checked %s", request.path)
            self.refuse(500, "The analysis process ended while it checked this notebook; the next check starts it again.")
        else:
            if answer.message:
                self.refuse(answer.status, answer.message)
            else:
                self.finish(bytes(answer.report))


class ExportsRoute(Route):
    """POST an ExportRequest: starts the export of the notebook as it is saved, answers an ExportJob."""

    @authenticated
    @authorized("write")
    @authorized("execute", resource="kernels")
    async def post(self) -> None:
        request = self.read(ExportRequest)
        if request is None:
            return
        try:
            file = place(self.contents_manager.root_dir, request.path)
        except NoPlace as error:
            return self.refuse(400, str(error))
        if not file.is_file():
            return self.refuse(404, f"{request.path} is no file on the server's own disk; save it there, then export.")
        name = f"{file.stem}-pipeline"
        try:
            job = self.app.exports.start(file, file.with_name(name), sibling(request.path, name))
        except Busy as error:
            return self.refuse(409, str(error))
        self.finish(msgspec.json.encode(job.state()))


class ExportRoute(Route):
    """GET how far an export is; DELETE cancels it. Both answer an ExportJob."""

    @authenticated
    @authorized("read")
    async def get(self, job: str) -> None:
        self._answer(job)

    @authenticated
    @authorized("write")
    async def delete(self, job: str) -> None:
        self.app.exports.cancel(job)
        self._answer(job)

    def _answer(self, job: str) -> None:
        found = self.app.exports.get(job)
        if found is None:
            self.refuse(404, "This export is not known: the server was restarted since.")
        else:
            self.finish(msgspec.json.encode(found.state()))


class RuleRoute(Route):
    """GET the page of a rule: a RulePage."""

    @authenticated
    @authorized("read")
    async def get(self, code: str) -> None:
        from jupyter_mldebt import catalogue

        try:
            info = catalogue.find(code)
        except catalogue.UnknownRule as error:
            self.refuse(404, f"{error}.")
        else:
            self.finish({"code": info.code, "name": info.name, "page": catalogue.page(info)})
