"""nbcheck run: runs an exported pipeline."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from shlex import quote

import msgspec

from jupyter_mldebt.cli.exits import FINDINGS, INTERNAL_ERROR, INTERRUPTED, OK, WRONG_USE
from jupyter_mldebt.cli.options import assignment, complain, parser, positive
from jupyter_mldebt.cli.progress import Progress
from jupyter_mldebt.pipeline.outcome import Event, Interrupted, RunResult, StepResult
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.runner import run
from jupyter_mldebt.render.style import Style, plain, style_of

_COLOURS = {"ok": "green", "cached": "cyan", "failed": "red", "skipped": "yellow", "pending": "blue"}
_SOURCE_LINES = 12


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code: 0 only where no step failed."""
    given = _parse(argv)
    view = View(as_text=given.format == "text")
    _end_on_signals()
    try:
        result = run(
            given.folder,
            parameters=dict(given.param),
            workdir=given.workdir,
            jobs=given.jobs,
            timeout=given.timeout,
            retries=given.retries,
            force=given.force,
            start=given.start,
            only=given.only,
            dry_run=given.dry_run,
            watch=view.watch,
        )
        code = OK if result.status == "ok" else FINDINGS
    except Interrupted as error:
        result, code = error.result, INTERRUPTED
    except PlanError as error:
        view.clear()
        complain("run", plain(str(error)))
        return WRONG_USE
    except BrokenPipeError:  # for nbcheck itself
        raise
    except Exception as error:
        from traceback import format_exc

        view.clear()
        complain("run", f"internal error on {plain(given.folder)}: {error}\nThis is a bug in nbcheck.\n{format_exc()}")
        return INTERNAL_ERROR
    view.clear()
    if given.format == "json":
        sys.stdout.buffer.write(msgspec.json.encode(result) + b"\n")
    else:
        view.close(result, given.folder)
    return code


def _end_on_signals() -> None:
    """What asks a process to end is an interrupt: kernels are ended, and it is said how far the run came."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    cli = parser("run", "Run an exported pipeline: the steps that something has changed for since they last ran.")
    cli.add_argument("folder", metavar="DIR", help="the folder that nbcheck export wrote")
    cli.add_argument("-p", "--param", action="append", type=assignment, default=[], metavar="NAME=VALUE", help="the value of a parameter")
    cli.add_argument("-n", "--dry-run", action="store_true", help="run nothing; say which steps would run, and why")
    cli.add_argument("-f", "--force", action="store_true", help="run steps that nothing has changed for, too")
    which = cli.add_mutually_exclusive_group()
    which.add_argument("--from", dest="start", metavar="STEP", help="begin with this step; what the ones before it left is taken as it is")
    which.add_argument("--only", action="append", default=[], metavar="STEP", help="run no other step; may be given more than once")
    cli.add_argument("-j", "--jobs", type=positive, default=1, metavar="N", help="steps that may run at once (default: 1)")
    cli.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="how long one cell may take")
    cli.add_argument("--retries", type=_count, default=0, metavar="N", help="begin a step that failed anew, up to N times")
    cli.add_argument("--workdir", metavar="DIR", help="where the steps run (default: the folder of the source notebook)")
    cli.add_argument("--format", "--output-format", choices=("text", "json"), default="text", help="text (default) or json")
    return cli.parse_args(argv)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number")
    return int(text)


class View:
    """What a person sees of a run: a line for each step that ends, and on a terminal one that tells what runs now.

    Parameters
    ----------
    as_text : False where standard output is for JSON
    """

    def __init__(self, *, as_text: bool) -> None:
        self._as_text = as_text
        self._style = style_of(sys.stdout)
        self._progress = Progress(sys.stderr)
        self._running: dict[str, tuple[float, str]] = {}

    def watch(self, event: Event) -> None:
        """Take in what happens."""
        if event.kind in ("start", "cell", "retry") and event.step is not None:
            began, _ = self._running.get(event.step, (time.monotonic(), ""))
            self._running[event.step] = began, f"cell {event.cell} of {event.cells}" if event.kind == "cell" else "starts"
        elif event.kind == "end" and event.step is not None:
            self._running.pop(event.step, None)
        if event.kind in ("note", "retry"):
            self._print(f"note: {plain(event.text)}")
        elif event.kind == "end" and event.result is not None:
            for line in _step_lines(event.result, self._style):
                self._print(line)
        if self._running:
            now = time.monotonic()
            self._progress.say(" · ".join(f"{step}: {what}, {now - began:.0f} s" for step, (began, what) in self._running.items()))

    def clear(self) -> None:
        self._progress.clear()

    def close(self, result: RunResult, folder: str) -> None:
        """Say what became of the whole; what is known only at the end first."""
        if result.dry_run:
            for note in result.notes:
                self._print(f"note: {plain(note)}")
            for step in result.steps:
                for line in _step_lines(step, self._style):
                    self._print(line)
        for line in _closing_lines(result, folder, self._style):
            self._print(line)

    def _print(self, line: str) -> None:
        if self._as_text:
            self.clear()
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def _step_lines(step: StepResult, style: Style) -> Iterator[str]:
    took = f"{step.seconds:7.1f} s" if step.seconds is not None else " " * 9
    why = f"  {style(plain('; '.join(step.reasons)), 'dim')}" if step.reasons else ""
    status = "run" if step.status == "pending" else step.status
    yield f"{style(f'{status:<7}', 'bold', _COLOURS[step.status])}{took}  {plain(step.name)}{why}"
    if step.error is None:
        return
    at = f" in cell {step.error.source_index} of the notebook" if step.error.source_index is not None else ""
    yield f"         {style(plain(f'{step.error.ename}: {step.error.evalue}'), 'red')}{at}"
    lines = (step.error.source or "").splitlines()
    for line in lines[:_SOURCE_LINES]:
        yield f"         {style('|', 'dim')} {plain(line)}".rstrip()
    if len(lines) > _SOURCE_LINES:
        yield f"         {style('|', 'dim')} ({len(lines) - _SOURCE_LINES} more lines)"
    if step.notebook is not None:
        yield f"         executed notebook: {plain(step.notebook)}"


def _closing_lines(result: RunResult, folder: str, style: Style) -> Iterator[str]:
    counts: dict[str, int] = {}
    for step in result.steps:
        counts[step.status] = counts.get(step.status, 0) + 1
    said = ", ".join(f"{counts[status]} {'to run' if status == 'pending' else status}" for status in _COLOURS if status in counts)
    if result.interrupted:
        at = [step.name for step in result.steps if step.status == "failed"]
        where = f" in {', '.join(map(plain, at))}" if at else ""
        yield f"{style('interrupted', 'bold', 'red')}{where}: {said}; `nbcheck run {quote(plain(folder))}` goes on from there"
    else:
        yield f"{said}: {_where(result)}" if result.report else said


def _where(result: RunResult) -> str:
    failed = any(step.status == "failed" for step in result.steps)
    return plain(f"{result.report}" + (f", log {result.log}" if failed else ""))
