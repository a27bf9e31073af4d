"""Exports under way: each in a process of its own, followed to its end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import IO, Literal
from uuid import uuid4

import msgspec

from jupyter_mldebt.server.analyst import HOME
from jupyter_mldebt.server.messages import PROGRESS

KEPT = 32  # finished exports that can still be asked for
GRACE = 5.0  # seconds to clean up in, once cancelled
LONGEST_LINE = 200
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x1f]")

Status = Literal["running", "done", "failed", "cancelled"]


class Busy(Exception):
    """No export can be started now. The message is for a person."""


class JobState(msgspec.Struct):
    """An ExportJob of the contract."""

    job: str
    status: Status
    progress: str
    folder: str
    result: msgspec.Raw | None
    message: str | None


class Outcome(msgspec.Struct):
    """What is looked at in the command's answer, which is passed on as it is."""

    error: str | None = None


class Job:
    """One export.

    Parameters
    ----------
    command : what to run
    target : the pipeline's folder on disk
    folder : contents path of that folder
    """

    def __init__(self, command: Sequence[str], target: Path, folder: str) -> None:
        self.id = uuid4().hex
        self.target = target
        self._state = JobState(self.id, "running", "", folder, None, None)
        self._cancelled = False
        self._last_words = ""
        self._stdout = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            command,
            cwd=HOME,
            stdin=subprocess.DEVNULL,
            stdout=self._stdout,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        Thread(target=self._follow, name="mldebt-export", daemon=True).start()

    @property
    def running(self) -> bool:
        return self._state.status == "running"

    def state(self) -> JobState:
        return self._state

    def cancel(self) -> None:
        """Ask the process to end, and end it if it does not."""
        if self.running and not self._cancelled:
            self._cancelled = True
            Thread(target=self._end, name="mldebt-cancel", daemon=True).start()

    def stop(self) -> None:
        """End the process and wait for that."""
        self._cancelled = True
        self._end()

    def _end(self) -> None:
        for name in ("SIGINT", "SIGTERM", "SIGKILL"):  # the first lets it clean up
            if self._process.poll() is not None:
                return
            with contextlib.suppress(ProcessLookupError):
                if os.name == "posix":
                    os.killpg(self._process.pid, getattr(signal, name))
                else:
                    self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)

    def _follow(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            for line in lines:
                text = ESCAPES.sub("", line).strip()
                if line.startswith(PROGRESS):
                    self._state = msgspec.structs.replace(self._state, progress=text[:LONGEST_LINE])
                elif text:
                    self._last_words = text[:LONGEST_LINE]
        code = self._process.wait()
        with self._stdout as stdout:
            self._state = self._outcome(code, stdout)

    def _outcome(self, code: int, stdout: IO[bytes]) -> JobState:
        stdout.seek(0)
        said = stdout.read()
        status: Status = "done"
        message = None
        result = None
        try:
            message = msgspec.json.decode(said, type=Outcome).error
            result = msgspec.Raw(said)
        except (msgspec.DecodeError, UnicodeDecodeError):
            message = self._last_words or f"The export ended with exit code {code} and said nothing."
        if self._cancelled and code != 0:
            status, message = "cancelled", None
        elif message is not None:
            status = "failed"
        return msgspec.structs.replace(self._state, status=status, message=message, result=result)


class Exports:
    """All exports of this server, the newest last.

    Parameters
    ----------
    limit : exports that may run at the same time
    command : what exports; notebook and folder are added
    """

    def __init__(self, limit: int = 4, command: Sequence[str] = (sys.executable, "-m", "jupyter_mldebt.server.exporter")) -> None:
        self._limit = limit
        self._command = tuple(command)
        self._jobs: dict[str, Job] = {}

    def start(self, file: Path, target: Path, folder: str) -> Job:
        """Start the export of a notebook as it is saved.

        Parameters
        ----------
        file : the notebook on disk
        target : the pipeline's folder on disk
        folder : contents path of that folder

        Raises
        ------
        Busy
        """
        running = [job for job in self._jobs.values() if job.running]
        if any(job.target == target for job in running):
            raise Busy(f"An export to {folder} is already running.")
        if len(running) >= self._limit:
            raise Busy(f"{len(running)} exports are running already; wait for one to end.")
        job = Job((*self._command, str(file), str(target)), target, folder)
        self._jobs[job.id] = job
        for old in [job for job in self._jobs.values() if not job.running][:-KEPT]:
            del self._jobs[old.id]
        return job

    def get(self, job: str) -> Job | None:
        return self._jobs.get(job)

    def cancel(self, job: str) -> None:
        """Cancel an export; nothing happens where there is none."""
        if found := self.get(job):
            found.cancel()

    def stop(self) -> None:
        """End all that run."""
        for job in self._jobs.values():
            if job.running:
                job.stop()
