"""The routes: they pass text and answers, and say no in one sentence. Nothing is analysed here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import ensure_async
from tornado.web import authenticated

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.journal.database import Unusable
from jupyter_mldebt.journal.timeline import Timeline
from jupyter_mldebt.server.analyst import Analyst, Died, Overrun
from jupyter_mldebt.server.job import Job
from jupyter_mldebt.server.jobs import Busy
from jupyter_mldebt.server.messages import Answer, Effort, ExportTask, Extra, GatherTask, PlanTask, RunTask, Task
from jupyter_mldebt.server.places import NoPlace, inside, place, sibling

if TYPE_CHECKING:
    from jupyter_mldebt.server.app import MLDebtApp

T = TypeVar("T")


class CheckRequest(msgspec.Struct):
    path: str
    notebook: msgspec.Raw
    kernel: str | None = None
    what_if: Annotated[tuple[str, ...], msgspec.Meta(max_length=1000)] = ()
    related: Annotated[tuple[str, ...], msgspec.Meta(max_length=1000)] = ()
    include: Annotated[tuple[Extra, ...], msgspec.Meta(max_length=2)] = ()


Word = Annotated[str, msgspec.Meta(max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=2000)]
Limit = Annotated[int, msgspec.Meta(ge=1, le=1 << 20)]


class PlanRequest(msgspec.Struct):
    path: Text
    notebook: msgspec.Raw
    folder: Text | None = None


class ExportRequest(msgspec.Struct):
    path: Text
    folder: Text | None = None
    target: Word = "local"
    verify: Effort = "full"
    parameters: Annotated[dict[Word, Text | None], msgspec.Meta(max_length=200)] | None = None
    names: Annotated[dict[Word, Word], msgspec.Meta(max_length=200)] = {}
    allow_effects: bool = False
    replace: bool = False
    max_copy: Limit | None = None


class RunRequest(msgspec.Struct):
    folder: Text
    parameters: Annotated[dict[Word, Text], msgspec.Meta(max_length=200)] = {}


class JournalRequest(msgspec.Struct):
    path: Text
    recorded: bool


class GatherRequest(msgspec.Struct):
    path: Text
    kernel: Word
    number: Annotated[int, msgspec.Meta(ge=0)]
    began: float | None = None


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
            self.refuse(400, f"This {'notebook' if kind is CheckRequest else 'request'} cannot be read: {error}.")
        return None

    async def ask(self, process: Analyst, task: Task | PlanTask | GatherTask, what: str) -> Answer | None:
        """What one of the processes answers; None where that was refused."""
        try:
            answer = msgspec.json.decode(await process.ask(msgspec.json.encode(task)), type=Answer)
        except Overrun:
            self.refuse(504, f"{what} took longer than {process.timeout:g} s and was stopped.")
        except Died:
            self.log.error("jupyter-mldebt: the process ended. It was asked for: %s", what)
            self.refuse(500, "The analysis process ended while it looked at this notebook; the next time starts it again.")
        else:
            if not answer.message:
                return answer
            self.refuse(answer.status, answer.message)
        return None

    def pipeline_of(self, path: str, folder: str | None) -> tuple[str, Path]:
        """Contents path of the folder of a notebook's pipeline, and where that is on disk.

        Raises
        ------
        NoPlace : it is not below the server's folder
        """
        root = self.contents_manager.root_dir
        notebook = place(root, path)
        chosen = folder.strip().strip("/") if folder is not None else sibling(path, f"{notebook.stem}-pipeline")
        found = inside(root, chosen, notebook)
        if not self.contents_manager.allow_hidden and any(part.startswith(".") for part in chosen.split("/")):
            raise NoPlace(f"{chosen!r} would be a hidden folder: choose another name.")
        return chosen, found


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
        except NoPlace as error:
            return self.refuse(400, str(error))
        task = Task(
            path=request.path,
            file=str(file),
            notebook=request.notebook,
            kernel=request.kernel or "",
            executions=await self.executions(request.kernel),
            what_if=request.what_if,
            related=request.related,
            include=request.include,
        )
        if answer := await self.ask(self.app.analyst, task, "Checking this notebook"):
            self.finish(bytes(answer.report))

    async def executions(self, kernel: str | None) -> tuple[Execution, ...] | None:
        """What has run; None where that is not known."""
        if kernel is None:
            return None
        await self.app.settle()
        try:
            return await asyncio.to_thread(self.app.journal.executions, kernel)
        except Unusable:  # said in the log, by who writes it
            return None


class PlanRoute(Route):
    """POST a PlanRequest, get an ExportProposal. Nothing is run or written."""

    @authenticated
    @authorized("read")
    async def post(self) -> None:
        request = self.read(PlanRequest)
        if request is None:
            return
        try:
            file = place(self.contents_manager.root_dir, request.path)
            path, folder = self.pipeline_of(request.path, request.folder)
        except NoPlace as error:
            return self.refuse(400, str(error))
        task = PlanTask(file=str(file), folder=str(folder), notebook=request.notebook)
        if answer := await self.ask(self.app.planner, task, "Planning the export"):
            job = self.app.jobs.in_folder(str(folder))
            known = {"folder": path, "job": job.state if job is not None else None}
            planned = msgspec.json.decode(answer.report, type=dict[str, msgspec.Raw])
            self.finish(msgspec.json.encode({**planned, **known}))


class ExportRoute(Route):
    """POST an ExportRequest: starts the export of the notebook as it is saved, answers a Job."""

    @authenticated
    @authorized("write")
    @authorized("execute", resource="kernels")
    async def post(self) -> None:
        request = self.read(ExportRequest)
        if request is None:
            return
        try:
            file = place(self.contents_manager.root_dir, request.path)
            path, folder = self.pipeline_of(request.path, request.folder)
        except NoPlace as error:
            return self.refuse(400, str(error))
        if not file.is_file():
            return self.refuse(404, f"{request.path} is no file on the server's own disk; save it there, then export.")
        given = {
            name: getattr(request, name) for name in ("target", "verify", "parameters", "names", "allow_effects", "replace", "max_copy")
        }
        self.start(ExportTask(notebook=str(file), folder=str(folder), **given), request.path, path)

    def start(self, task: ExportTask | RunTask, path: str | None, folder: str) -> None:
        try:
            job = self.app.jobs.start(task, path, folder)
        except Busy as error:
            self.refuse(409, str(error))
        else:
            self.finish(msgspec.json.encode(job.state))


class RunRoute(ExportRoute):
    """POST a RunRequest: starts a run of an exported pipeline, answers a Job."""

    @authenticated
    @authorized("write")
    @authorized("execute", resource="kernels")
    async def post(self) -> None:
        request = self.read(RunRequest)
        if request is None:
            return
        path = request.folder.strip().strip("/")
        try:
            folder = place(self.contents_manager.root_dir, path)
        except NoPlace as error:
            return self.refuse(400, str(error))
        if not (folder / "pipeline.yaml").is_file():
            return self.refuse(404, f"{path} holds no pipeline: it was moved or removed since it was exported.")
        self.start(RunTask(folder=str(folder), parameters=request.parameters), None, path)


class JobRoute(Route):
    """GET how far a job is; DELETE cancels it. Both answer a Job."""

    @authenticated
    @authorized("read")
    async def get(self, job: str) -> None:
        self._answer(self.app.jobs.get(job))

    @authenticated
    @authorized("write")
    async def delete(self, job: str) -> None:
        found = self.app.jobs.get(job)
        if found is not None:
            found.cancel()
        self._answer(found)

    def _answer(self, job: Job | None) -> None:
        if job is None:
            self.refuse(404, "This export is not known: the server was restarted since.")
        else:
            self.finish(msgspec.json.encode(job.state))


class JournalRoute(Route):
    """GET what ran, a Timeline; DELETE it; PUT a JournalRequest, which says whether it is recorded."""

    auth_resource = "kernels"
    MOST = 2000  # executions in an answer

    @authenticated
    @authorized("read")
    async def get(self) -> None:
        kernel, path = self.get_query_argument("kernel", None), self.get_query_argument("path", None)
        if (kernel is None) == (path is None):
            return self.refuse(400, "Say `path` or `kernel`.")
        try:
            file = str(place(self.contents_manager.root_dir, path)) if path is not None else None
            limit = min(max(int(self.get_query_argument("limit", "500")), 1), self.MOST)
            before = int(found) if (found := self.get_query_argument("before", None)) is not None else None
        except NoPlace as error:
            return self.refuse(400, str(error))
        except ValueError:
            return self.refuse(400, "`limit` and `before` are whole numbers.")
        await self.app.settle()
        await self.answer(lambda: self.timeline(path=file, kernel=kernel, limit=limit, before=before))

    @authenticated
    @authorized("write")
    async def put(self) -> None:
        request = self.read(JournalRequest)
        if request is None:
            return
        try:
            file = str(place(self.contents_manager.root_dir, request.path))
        except NoPlace as error:
            return self.refuse(400, str(error))
        await self.app.settle()
        await self.answer(lambda: self.switch(file, request.recorded))

    @authenticated
    @authorized("write")
    async def delete(self) -> None:
        path = self.get_query_argument("path", None)
        try:
            file = str(place(self.contents_manager.root_dir, path)) if path is not None else None
        except NoPlace as error:
            return self.refuse(400, str(error))
        await self.app.settle()
        await self.answer(lambda: {"deleted": self.app.journal.delete(file)})

    def timeline(self, **which: Any) -> Timeline:
        timeline = self.app.journal.timeline(**which)
        return replace(timeline, recorded=timeline.recorded and self.app.record)

    def switch(self, file: str, recorded: bool) -> dict[str, bool]:
        self.app.journal.switch(file, recorded)
        return {"recorded": recorded and self.app.record}

    async def answer(self, what: Callable[[], object]) -> None:
        try:
            self.finish(msgspec.json.encode(await asyncio.to_thread(what)))
        except Unusable as error:
            self.refuse(500, f"{error}.")


class GatherRoute(Route):
    """POST a GatherRequest: writes a notebook of what made a result beside the notebook, answers a Gathered."""

    auth_resource = "kernels"

    @authenticated
    @authorized("read")
    @authorized("write", resource="contents")
    async def post(self) -> None:
        request = self.read(GatherRequest)
        if request is None:
            return
        try:
            place(self.contents_manager.root_dir, request.path)
        except NoPlace as error:
            return self.refuse(400, str(error))
        await self.app.settle()
        try:
            ran = await asyncio.to_thread(self.app.journal.executions, request.kernel, request.began)
        except Unusable as error:
            return self.refuse(500, f"{error}.")
        if ran is None:
            return self.refuse(404, "What ran on this kernel is not known: it was not recorded, or was deleted.")
        folder, _, name = request.path.strip("/").rpartition("/")
        alive = request.kernel in self.kernel_manager
        kind = self.kernel_manager.get_kernel(request.kernel).kernel_name if alive else "python3"
        task = GatherTask(source=name, kernel=kind, executions=ran, number=request.number)
        if answer := await self.ask(self.app.planner, task, "Gathering what made this result"):
            made = msgspec.json.decode(answer.report)
            contents: Any = self.contents_manager
            free = await ensure_async(contents.increment_filename(f"{name.removesuffix('.ipynb')}-gathered.ipynb", folder, insert="-"))
            path = f"{folder}/{free}" if folder else free
            await ensure_async(contents.save({"type": "notebook", "format": "json", "content": made.pop("notebook")}, path))
            self.finish(msgspec.json.encode({"path": path, **made}))


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
