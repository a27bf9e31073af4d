"""The server extension: its settings, its routes, its event stream, and the end of what it started."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.extension.application import ExtensionApp
from traitlets import Bool, Float, Int, Unicode

from jupyter_mldebt.journal.database import default_file
from jupyter_mldebt.journal.journal import Journal
from jupyter_mldebt.journal.observer import Observer
from jupyter_mldebt.journal.writer import Writer
from jupyter_mldebt.server.analyst import Analyst
from jupyter_mldebt.server.jobs import Jobs
from jupyter_mldebt.server.routes import CheckRoute, ExportRoute, GatherRoute, JobRoute, JournalRoute, PlanRoute, RuleRoute, RunRoute
from jupyter_mldebt.server.stamps import Stamps
from jupyter_mldebt.server.watch import Watch

if TYPE_CHECKING:
    from jupyter_events import EventLogger

EVENT = "https://schema.jupyter-mldebt.org/job/v1"


class MLDebtApp(ExtensionApp):
    """Checks and exports notebooks for the front end, and records what ran."""

    name = "jupyter_mldebt"

    max_body = Int(32 * 2**20, help="Largest notebook that is taken, in bytes.").tag(config=True)
    timeout = Float(10.0, help="Seconds that one check may take.").tag(config=True)
    plan_timeout = Float(60.0, help="Seconds that the plan of one export may take.").tag(config=True)
    max_exports = Int(4, help="Exports and runs that may be under way at the same time.").tag(config=True)
    job_timeout = Float(24 * 3600.0, help="Seconds that one export or run may take.").tag(config=True)
    record = Bool(True, help="Whether the journal records what kernels execute.").tag(config=True)
    journal_file = Unicode("", help="Where the journal is kept; in Jupyter's data folder if empty.").tag(config=True)
    journal_days = Float(90.0, help="Days for which executions are kept in the journal.").tag(config=True)
    journal_size = Int(64 * 2**20, min=2**20, help="Largest size of the journal, in bytes; then the oldest executions go.").tag(config=True)
    journal_backlog = Int(100_000, min=1, help="Messages of a kernel that may wait to be recorded.").tag(config=True)

    stamp = Bool(
        False,
        help="Whether saved notebooks tell of each cell which text gave its outputs, by a digest in its metadata, for checks of the file alone.",
    ).tag(config=True)

    def initialize_settings(self) -> None:
        assert self.serverapp is not None
        self.analyst = Analyst(self.timeout)
        self.planner = Analyst(self.plan_timeout, (sys.executable, "-m", "jupyter_mldebt.server.planner"))
        self.jobs = Jobs(self.max_exports, self.job_timeout, self._emit)
        file = Path(self.journal_file).expanduser().absolute() if self.journal_file else default_file()
        self.journal = Journal(file)
        self.observer = Observer(Writer(file, self.journal_days, self.journal_size), self.log, self.journal_backlog)
        self.watch = Watch(self.serverapp, self.observer)
        if self.record:
            self.watch.start(self.settings)
            if self.stamp:
                contents: Any = self.serverapp.contents_manager
                contents.register_pre_save_hook(Stamps(self.journal, self.observer, self.log).before_save)
        self.settings["mldebt"] = self
        self._events.register_event_schema(Path(__file__).with_name("job.event.yaml"))

    def initialize_handlers(self) -> None:
        self.handlers.extend(
            [
                (r"/jupyter-mldebt/check", CheckRoute),
                (r"/jupyter-mldebt/plan", PlanRoute),
                (r"/jupyter-mldebt/export", ExportRoute),
                (r"/jupyter-mldebt/run", RunRoute),
                (r"/jupyter-mldebt/job/([0-9a-f]+)", JobRoute),
                (r"/jupyter-mldebt/journal", JournalRoute),
                (r"/jupyter-mldebt/gather", GatherRoute),
                (r"/jupyter-mldebt/rule/([A-Za-z0-9-]+)", RuleRoute),
            ]
        )

    async def settle(self, seconds: float = 2.0) -> None:
        """Wait until what has been heard of kernels so far is in the journal, for so long at most."""
        await self.watch.look()
        await asyncio.to_thread(self.observer.settle, seconds)

    @property
    def _events(self) -> EventLogger:
        assert self.serverapp is not None and self.serverapp.event_logger is not None
        return self.serverapp.event_logger

    def _emit(self, data: dict[str, Any]) -> None:
        self._events.emit(schema_id=EVENT, data=data)

    async def stop_extension(self) -> None:
        self.watch.stop()
        await asyncio.to_thread(self.observer.stop)
        self.analyst.stop()
        self.planner.stop()
        await asyncio.to_thread(self.jobs.stop)  # they get a moment to clean up
