"""nbcheck verify: runs notebooks anew and compares with the outputs that their files hold."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from jupyter_mldebt.cli.exits import FINDINGS, INTERNAL_ERROR, OK, WRONG_USE
from jupyter_mldebt.cli.options import complain, parser, positive
from jupyter_mldebt.cli.progress import Progress
from jupyter_mldebt.pipeline.effects import Effect
from jupyter_mldebt.pipeline.fresh import FreshRun, Unrunnable, fresh_run
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.read import ReadError
from jupyter_mldebt.render.style import Style, plain, style_of
from jupyter_mldebt.settings import SettingsError

_CELLS, _LINES = 10, 6  # that are shown, of what differs and of one output


class Answer(msgspec.Struct, frozen=True):
    """What is said of one notebook: `error` where it was not run."""

    version: int
    notebook: str
    error: str | None
    run: FreshRun | None = None
    effects: tuple[Effect, ...] = ()


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code: 0 only where each notebook gave what its file holds."""
    given = _parse(argv)
    code = OK
    style = style_of(sys.stdout)
    for path in given.notebooks:
        progress = Progress(sys.stderr)
        answer, found = _answer(path, given, progress)
        progress.clear()
        code = max(code, found)
        if given.format == "json":
            sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
            sys.stdout.buffer.flush()
        elif answer.error is not None:
            complain("verify", f"{plain(path)}: {plain(answer.error)}")
        else:
            for line in _lines(answer, style):
                sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return code


def _answer(path: str, given: argparse.Namespace, progress: Progress) -> tuple[Answer, int]:
    """What is said of a notebook, and the exit code for it."""
    try:
        run = fresh_run(
            Path(path),
            kernel=given.kernel,
            timeout=given.timeout,
            allow_effects=given.allow_effects,
            max_copy=given.max_copy,
            progress=lambda line: progress.say(f"{path}: {line}"),
        )
        return Answer(1, path, None, run), OK if run.verified else FINDINGS
    except Unrunnable as error:
        return Answer(1, path, str(error), None, error.effects), FINDINGS if error.effects else WRONG_USE
    except (ReadError, PlanError, SettingsError) as error:
        return Answer(1, path, str(error).removeprefix(f"{path}: ")), WRONG_USE
    except Exception as error:
        from traceback import format_exc

        complain("verify", f"internal error on {plain(path)}\nThis is a bug in nbcheck.\n{format_exc()}")
        return Answer(1, path, f"internal error: {type(error).__name__}: {error}"), INTERNAL_ERROR


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    cli = parser(
        "verify",
        "Run notebooks from the top on a new kernel, each in a copy of its folder, and compare with the outputs that their files hold. "
        "The files are left as they are.",
    )
    cli.add_argument("notebooks", metavar="NOTEBOOK", nargs="+")
    cli.add_argument("--format", "--output-format", choices=("text", "json"), default="text", help="text (default), or a line of JSON each")
    cli.add_argument("--kernel", metavar="NAME", help="the kernel to run with (default: that of the notebook)")
    cli.add_argument("--timeout", type=positive, metavar="SECONDS", help="what one cell may take (default: no limit)")
    cli.add_argument(
        "--allow-effects",
        action="store_true",
        help="run also what sends, publishes, pays, writes to a database, or deletes or writes outside of the notebook's folder",
    )
    cli.add_argument(
        "--max-copy", type=positive, metavar="MB", help="what of a notebook's folder may be copied (default: the setting max-copy)"
    )
    return cli.parse_args(argv)


def _lines(answer: Answer, style: Style) -> Iterator[str]:
    run = answer.run
    assert run is not None
    verdicts = [cell.verdict for cell in run.cells]
    counted = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts)) or "no cell has outputs"
    mark = style("verified", "bold", "green") if run.verified else style("not verified", "bold", "red")
    yield f"{style(plain(answer.notebook), 'bold')}: {mark}: outputs of cells: {counted}"
    for reason in run.reasons:
        yield f"  {plain(reason)}"
    different = [cell for cell in run.cells if cell.verdict == "different"]
    for cell in different[:_CELLS]:
        yield f"  cell {cell.index}, where they begin to differ:"
        yield from _excerpt("file ", cell.expected, style, "red")
        yield from _excerpt("fresh", cell.found, style, "green")
    if len(different) > _CELLS:
        yield f"  and {len(different) - _CELLS} more cells: --format json has them all"
    for note in run.notes:
        yield f"  note: {plain(note)}"


def _excerpt(whose: str, output: str | None, style: Style, colour: str) -> Iterator[str]:
    """The first lines of an output, without the kind that stands before it."""
    kind, _, text = (output or "").partition(":")
    shown = f"({'a picture' if kind.startswith('image/') else kind}, {text[:8]})" if output else "(nothing)"
    lines = text.splitlines() if kind in ("text", "error") else [shown]
    for line in lines[:_LINES]:
        yield f"    {style(whose, colour)} | {plain(line)}"
    if len(lines) > _LINES:
        yield f"    {style(whose, colour)} | …"
