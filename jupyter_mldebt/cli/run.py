"""nbcheck run: runs an exported pipeline."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

import msgspec

from jupyter_mldebt.cli.exits import FINDINGS, INTERNAL_ERROR, OK, WRONG_USE
from jupyter_mldebt.cli.options import assignment, complain, parser, positive
from jupyter_mldebt.cli.progress import Progress
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.runner import RunResult, run
from jupyter_mldebt.render.style import Style, plain, style_of

_COLOURS = {"ok": "green", "cached": "cyan", "failed": "red", "skipped": "yellow"}


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code: 0 only where all steps are ok."""
    given = _parse(argv)
    progress = Progress(sys.stderr)
    try:
        result = run(given.folder, parameters=dict(given.param), workdir=given.workdir, jobs=given.jobs, progress=progress.say)
    except PlanError as error:
        progress.clear()
        complain("run", plain(str(error)))
        return WRONG_USE
    except Exception as error:
        from traceback import format_exc

        progress.clear()
        complain("run", f"internal error on {plain(given.folder)}: {error}\nThis is a bug in nbcheck.\n{format_exc()}")
        return INTERNAL_ERROR
    progress.clear()
    if given.format == "json":
        sys.stdout.buffer.write(msgspec.json.encode(result) + b"\n")
    else:
        for line in _lines(result, style_of(sys.stdout)):
            sys.stdout.write(line + "\n")
    return OK if result.status == "ok" else FINDINGS


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    cli = parser("run", "Run an exported pipeline.")
    cli.add_argument("folder", metavar="DIR", help="the folder that nbcheck export wrote")
    cli.add_argument("-p", "--param", action="append", type=assignment, default=[], metavar="NAME=VALUE", help="the value of a parameter")
    cli.add_argument("--workdir", metavar="DIR", help="where the steps run (default: the folder of the source notebook)")
    cli.add_argument("-j", "--jobs", type=positive, default=1, metavar="N", help="steps that may run at once (default: 1)")
    cli.add_argument("--format", "--output-format", choices=("text", "json"), default="text", help="text (default) or json")
    return cli.parse_args(argv)


def _lines(result: RunResult, style: Style) -> Iterator[str]:
    width = max((len(step.name) for step in result.steps), default=0)
    for step in result.steps:
        took = f"{step.seconds:6.1f} s" if step.seconds is not None else " " * 8
        yield f"{style(f'{step.status:<7}', 'bold', _COLOURS[step.status])}  {plain(step.name):<{width}}  {took}".rstrip()
        if step.error is not None:
            at = f" in cell {step.error.source_index} of the notebook" if step.error.source_index is not None else ""
            yield f"         {plain(step.error.ename)}: {plain(step.error.evalue)}{at}"
        if step.status == "failed" and step.notebook is not None:
            yield f"         executed notebook: {plain(step.notebook)}"
    for note in result.notes:
        yield f"note: {plain(note)}"
