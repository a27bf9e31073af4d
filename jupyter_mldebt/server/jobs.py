"""Jobs: the exports and runs of this server, and the event stream that tells how far they are."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from jupyter_mldebt.server.job import GRACE, Job
from jupyter_mldebt.server.messages import ExportTask, RunTask

KEPT = 32  # finished jobs that can still be asked for
OFTEN = 0.1  # seconds between two events of a job

Emit = Callable[[dict[str, Any]], None]


class Busy(Exception):
    """No job can be started now. The message is for a person."""


class Jobs:
    """All jobs of this server, the newest last.

    Parameters
    ----------
    limit : jobs that may run at the same time
    seconds : how long one may take
    emit : told the state of a job, without its result, in the event loop
    command : what carries out tasks
    """

    def __init__(
        self, limit: int, seconds: float, emit: Emit, command: Sequence[str] = (sys.executable, "-m", "jupyter_mldebt.server.executor")
    ) -> None:
        self._limit, self._seconds, self._emit = limit, seconds, emit
        self._command = tuple(command)
        self._jobs: dict[str, Job] = {}
        self._due: set[str] = set()

    def start(self, task: ExportTask | RunTask, path: str | None, folder: str) -> Job:
        """Start a job; to be called in the event loop.

        Parameters
        ----------
        task : what to do
        path, folder : contents paths of the notebook and of the pipeline

        Raises
        ------
        Busy
        """
        running = [job for job in self._jobs.values() if job.running]
        if self.in_folder(task.folder) is not None:
            raise Busy(f"An export or a run is already under way in {folder}.")
        if len(running) >= self._limit:
            raise Busy(f"{len(running)} exports and runs are under way already; wait for one to end.")
        loop = asyncio.get_running_loop()

        def changed(job: Job) -> None:
            with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(self._soon, loop, job)

        job = Job(self._command, task, path, folder, self._seconds, changed)
        self._jobs[job.id] = job
        for old in [job for job in self._jobs.values() if not job.running][:-KEPT]:
            del self._jobs[old.id]
        return job

    def get(self, job: str) -> Job | None:
        return self._jobs.get(job)

    def in_folder(self, target: str) -> Job | None:
        """The job that is under way in a folder on disk."""
        place = os.path.realpath(target)
        return next((job for job in self._jobs.values() if job.running and os.path.realpath(job.target) == place), None)

    def stop(self) -> None:
        """End all that run, and wait for that."""
        running = [job for job in self._jobs.values() if job.running]
        for job in running:
            job.cancel()
        for job in running:
            job.wait(2 * GRACE)

    def _soon(self, loop: asyncio.AbstractEventLoop, job: Job) -> None:
        if job.id not in self._due:
            self._due.add(job.id)
            loop.call_later(OFTEN, self._publish, job)

    def _publish(self, job: Job) -> None:
        self._due.discard(job.id)
        state = msgspec.json.encode(msgspec.structs.replace(job.state, result=None))
        self._emit(msgspec.json.decode(state))  # as JSON has it: a schema knows no tuples
