"""One job: an export or a run in a process of its own, followed to its end. What it started ends with it, and what it had half made is removed."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread, Timer
from typing import Literal
from uuid import uuid4

import msgspec
import psutil

from jupyter_mldebt.server import frames
from jupyter_mldebt.server.analyst import HOME
from jupyter_mldebt.server.messages import ExportTask, RunTask, Said
from jupyter_mldebt.server.stages import Stage, advance

GRACE = 10.0  # seconds to clean up in, once cancelled
MARK = "NBCHECK_JOB"  # the environment variable by which all that a job started is known
LONGEST_LINE = 200
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x1f]")

Status = Literal["running", "done", "failed", "cancelled"]
Kind = Literal["export", "run"]


class JobState(msgspec.Struct, frozen=True):
    """A Job of the contract."""

    job: str
    kind: Kind
    status: Status
    path: str | None
    folder: str
    progress: str = ""
    stages: tuple[Stage, ...] = ()
    seq: int = 0
    result: msgspec.Raw | None = None
    message: str | None = None


class Outcome(msgspec.Struct):
    """What is looked at in the answer, which is passed on as it is."""

    error: str | None = None


class Job:
    """A task that is carried out.

    Parameters
    ----------
    command : what carries out tasks
    task : what to do
    path, folder : contents paths of the notebook and of the pipeline
    limit : seconds that it may take
    changed : told, from any thread, that the state is another
    """

    def __init__(
        self,
        command: Sequence[str],
        task: ExportTask | RunTask,
        path: str | None,
        folder: str,
        limit: float,
        changed: Callable[[Job], None],
    ) -> None:
        self.id = uuid4().hex
        self.target = Path(task.folder)
        self.state = JobState(self.id, "export" if isinstance(task, ExportTask) else "run", "running", path, folder)
        self._changed, self._why = changed, ""
        self._cancelled = False
        self._last_words = self._refusal = ""
        self._answer: msgspec.Raw | None = None
        self._temporary = tempfile.mkdtemp(prefix="nbcheck-job-")
        self._process = subprocess.Popen(
            command,
            cwd=HOME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, MARK: self.id, "PYTHONIOENCODING": "utf-8", **self._places(task)},
        )
        self._timer = Timer(limit, self._overrun, (limit,))
        self._timer.daemon = True
        self._timer.start()
        self._listener = Thread(target=self._listen, name="mldebt-job-errors", daemon=True)
        self._listener.start()
        self._follower = Thread(target=self._follow, args=(msgspec.json.encode(task),), name="mldebt-job", daemon=True)
        self._follower.start()

    def _places(self, task: ExportTask | RunTask) -> dict[str, str]:
        """Where an export puts what it needs for a while; what a run puts there is the user's, and stays."""
        return {"TMPDIR": self._temporary, "JUPYTER_RUNTIME_DIR": self._temporary} if isinstance(task, ExportTask) else {}

    @property
    def running(self) -> bool:
        return self.state.status == "running"

    def cancel(self) -> None:
        """Have it end; nothing is left of it when its state says so."""
        if self.running and not self._cancelled:
            self._cancelled = True
            Thread(target=self._end, name="mldebt-cancel", daemon=True).start()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended."""
        self._follower.join(seconds)

    def _overrun(self, limit: float) -> None:
        self._why = f"This took longer than {limit:g} s and was stopped."
        self._end()

    def _end(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            assert self._process.stdin is not None
            self._process.stdin.close()  # it interrupts itself then
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _follow(self, task: bytes) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError):  # it ended, or was cancelled, before it had read its task
            frames.write(self._process.stdin, task)  # type: ignore[arg-type]
        with self._process.stdout as stdout, contextlib.suppress(EOFError, ValueError, msgspec.DecodeError):
            while (data := frames.read(stdout)) is not None:  # type: ignore[arg-type]
                said = msgspec.json.decode(data, type=Said)
                if bytes(said.answer):
                    self._answer = said.answer
                elif said.kind == "refused":
                    self._refusal = said.text
                else:
                    self._tell(said)
        code = self._process.wait()
        self._timer.cancel()
        self._tidy()
        self._listener.join(1)
        self._set(self._outcome(code))

    def _listen(self) -> None:
        """Keep the last line of what is said to stderr, which kernels write to as well."""
        assert self._process.stderr is not None
        with self._process.stderr as lines, contextlib.suppress(ValueError):
            while line := lines.readline(1 << 16):
                if text := ESCAPES.sub("", line.decode("utf-8", "replace")).strip():
                    self._last_words = text[:LONGEST_LINE]

    def _tell(self, said: Said) -> None:
        with contextlib.suppress(msgspec.ValidationError):
            stages = advance(self.state.stages, said)
            progress = ESCAPES.sub("", said.text)[:LONGEST_LINE] or self.state.progress
            self._set(msgspec.structs.replace(self.state, progress=progress, stages=stages))

    def _set(self, state: JobState) -> None:
        self.state = msgspec.structs.replace(state, seq=self.state.seq + 1)
        self._changed(self)

    def _outcome(self, code: int) -> JobState:
        status: Status = "done"
        message: str | None = None
        result = self._answer
        if self._why:
            status, message, result = "failed", self._why, None
        elif self._cancelled and result is None:
            status = "cancelled"
        elif result is None:
            status, message = "failed", self._refusal or self._last_words or f"The process ended with exit code {code} and said nothing."
        elif message := msgspec.json.decode(result, type=Outcome).error:
            status = "failed"
        return msgspec.structs.replace(self.state, status=status, message=message, result=result)

    def _tidy(self) -> None:
        """End what is left of the processes, and remove what was half made."""
        from jupyter_mldebt.pipeline.folder import ASIDE  # not when the server starts: it brings the engine

        for _ in range(3):  # one may start another meanwhile
            left = [process for process in psutil.process_iter() if _marked(process, self.id)]
            for process in left:
                with contextlib.suppress(psutil.Error):
                    process.kill()
            if not psutil.wait_procs(left, timeout=5)[0]:
                break
        for aside in self.target.parent.glob(f"{ASIDE}{self._process.pid}-*"):
            if (aside / "old").is_dir() and not self.target.exists():
                os.replace(aside / "old", self.target)
            shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(self._temporary, ignore_errors=True)


def _marked(process: psutil.Process, job: str) -> bool:
    try:
        return bool(process.environ().get(MARK) == job) and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.Error, OSError):  # somebody else's, or just gone
        return False
