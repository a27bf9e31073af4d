"""The process of a job: carries out the task that stands in the first frame on stdin, tells what happens, and stops when the pipe is closed."""

from __future__ import annotations

import ast
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from jupyter_mldebt.pipeline.export import ExportError, ExportResult, export
from jupyter_mldebt.pipeline.outcome import Event, Interrupted, RunResult
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.runner import run
from jupyter_mldebt.server import frames, pipes
from jupyter_mldebt.server.messages import ExportTask, RunTask, Said

LARGEST = 32 * 2**20  # bytes of an answer
LONGEST = 2000  # characters of a value
STOPPED = 130
PREFIX = "nbcheck-job-"

Say = Callable[[Said], None]


def carry_out(task: ExportTask | RunTask, say: Say) -> ExportResult | RunResult:
    """Do it; the answer is a report of the contract.

    Raises
    ------
    PlanError : there is none
    """

    def tell(event: Event) -> None:
        if event.kind != "tick":
            status = event.result.status if event.result is not None else event.text if event.kind == "end" else ""
            say(Said(event.text, event.kind, event.step, event.cell, event.cells, status))

    try:
        if isinstance(task, RunTask):
            return run(task.folder, parameters={name: _value(name, text) for name, text in task.parameters.items()}, watch=tell)
        return export(
            task.notebook,
            task.folder,
            verify=task.verify,
            infer_parameters=task.parameters is None,
            parameters={name: None if text is None else _value(name, text) for name, text in (task.parameters or {}).items()},
            names=task.names,
            target=task.target,
            force=task.replace,
            allow_effects=task.allow_effects,
            max_copy=task.max_copy,
            progress=lambda line: say(Said(line)),
            watch=tell,
        )
    except ExportError as error:
        message = str(error)
        if error.findings:
            message = "A fresh run would fail: " + "; ".join(finding.message for finding in error.findings[:3]) + "."
        elif error.effects:
            message = "The verification was not allowed to run what acts outside of the notebook's folder."
        elif error.changes:
            told = ", ".join(change.file for change in error.changes)
            message = (
                f"These files were changed by hand where this export changes them, too: {told}. Undo or move that, or allow to replace it."
            )
        assert isinstance(task, ExportTask)
        return ExportResult(1, task.notebook, task.folder, message, None, effects=error.effects)


def _value(name: str, text: str) -> Any:
    """The value that a Python literal stands for.

    Raises
    ------
    PlanError : it is none
    """
    try:
        if len(text) > LONGEST:
            raise ValueError
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        shown = text if len(text) <= 40 else text[:39] + "…"
        raise PlanError(f"`{name}`: {shown} is no value that Python can read") from None


def _stop_with(requests: BinaryIO) -> None:
    """Wait for the end of the pipe, then interrupt what the process does."""
    while os.read(requests.fileno(), 4096):  # not the buffered reader: its lock must be free when the process ends
        pass
    if os.name == "posix":
        os.kill(os.getpid(), signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)


@contextlib.contextmanager
def _places(task: ExportTask | RunTask) -> Iterator[None]:
    """A folder for what an export needs for a while, files of kernels that were interrupted among it, which goes when the process ends,
    whether the server is there still or not; what a run puts there is the user's, and stays."""
    if isinstance(task, RunTask):
        yield
        return
    given = Path(tempfile.gettempdir())
    own = tempfile.mkdtemp(prefix=PREFIX)
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["JUPYTER_RUNTIME_DIR"] = own
    try:
        yield
    finally:
        shutil.rmtree(own, ignore_errors=True)
        if given.name.startswith(PREFIX):
            with contextlib.suppress(OSError):  # the server's for this job; where that is gone, nobody else removes it
                given.rmdir()


def main() -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    requests, answers = pipes.own()
    task = msgspec.json.decode(frames.read(requests) or b"", type=ExportTask | RunTask)
    with _places(task):
        return _main(task, requests, answers)


def _main(task: ExportTask | RunTask, requests: BinaryIO, answers: BinaryIO) -> int:
    lock = threading.Lock()

    def say(said: Said) -> None:
        with lock:
            frames.write(answers, msgspec.json.encode(said))

    threading.Thread(target=_stop_with, args=(requests,), daemon=True).start()
    try:
        answer = msgspec.json.encode(carry_out(task, say))
        if len(answer) > LARGEST:
            raise PlanError(f"The answer has more than {LARGEST >> 20} MB: see the folder itself.")
        say(Said(answer=msgspec.Raw(answer)))
    except (KeyboardInterrupt, Interrupted, BrokenPipeError):
        return STOPPED
    except PlanError as error:
        say(Said(str(error), "refused"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
