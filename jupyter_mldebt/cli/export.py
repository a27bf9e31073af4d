"""nbcheck export: a notebook becomes a pipeline in a folder of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Any

import msgspec

from jupyter_mldebt.cli.exits import FINDINGS, INTERNAL_ERROR, OK, WRONG_USE
from jupyter_mldebt.cli.options import assignment, complain, parser, positive
from jupyter_mldebt.cli.progress import Progress
from jupyter_mldebt.pipeline import folder
from jupyter_mldebt.pipeline.edits import Change
from jupyter_mldebt.pipeline.export import ExportError, ExportResult, export
from jupyter_mldebt.pipeline.scratch import LARGEST_COPY
from jupyter_mldebt.render.diff import coloured
from jupyter_mldebt.render.style import Style, plain, style_of

_LONGEST_DIFF = 200  # lines
_MOST_NAMES = 12
_BECAME = {
    "new": "new",
    "changed": "changed",
    "merged": "changed, with what was edited by hand",
    "kept": "left as it was edited by hand",
    "gone": "gone",
}


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code: 0 only where the pipeline was verified, or verification was switched off."""
    given = _parse(argv)
    as_json = given.format == "json"
    progress = Progress(sys.stderr)
    place = str(folder.of(given.notebook, given.output))
    try:
        result = export(
            given.notebook,
            given.output,
            verify=given.verify,
            infer_parameters=not given.no_infer_params,
            parameters={name: _literal(value) for name, value in given.param},
            force=given.force,
            timeout=given.timeout,
            allow_effects=given.allow_effects,
            max_copy=given.max_copy,
            progress=progress.say,
        )
        code = OK if result.ok else FINDINGS
    except ExportError as error:
        result = ExportResult(1, given.notebook, place, str(error), None, effects=error.effects, changes=error.changes)
        code = FINDINGS if error.findings or error.effects else WRONG_USE
    except Exception as error:
        from traceback import format_exc

        result = ExportResult(1, given.notebook, place, f"internal error: {type(error).__name__}: {error}", None)
        code = INTERNAL_ERROR
        complain("export", f"internal error on {plain(given.notebook)}\nThis is a bug in nbcheck.\n{format_exc()}")
    progress.clear()
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(result) + b"\n")
    elif result.error is not None:
        complain("export", plain(result.error))
        for line in _changes(result.changes, style_of(sys.stdout)):
            sys.stdout.write(line + "\n")
    else:
        for line in _lines(result, style_of(sys.stdout)):
            sys.stdout.write(line + "\n")
    return code


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    cli = parser("export", "Make a pipeline of a notebook, run both, and compare what they give.")
    cli.add_argument("notebook", metavar="NOTEBOOK")
    cli.add_argument("-o", "--output", metavar="DIR", help="the pipeline's own folder (default: <name>-pipeline beside the notebook)")
    cli.add_argument("--format", "--output-format", choices=("text", "json"), default="text", help="text (default) or json")
    cli.add_argument(
        "--verify",
        choices=("full", "once", "none"),
        default="full",
        help="full (default): run the notebook twice, to tell what is not deterministic, and the pipeline once; once: run the pipeline "
        "once, and the notebook only where the outputs in its file can't serve as reference, or are others; none",
    )
    cli.add_argument("--no-verify", dest="verify", action="store_const", const="none", help="the same as --verify none")
    cli.add_argument(
        "--param", action="append", type=assignment, default=[], metavar="NAME=VALUE", help="make this name a parameter, with this default"
    )
    cli.add_argument(
        "--no-infer-params", action="store_true", help="no parameters but those of the notebook's parameters cell and of --param"
    )
    cli.add_argument("--force", action="store_true", help="go on where a fresh run would fail, and replace what was edited by hand")
    cli.add_argument(
        "--allow-effects",
        action="store_true",
        help="verify also a notebook that sends, publishes, pays, writes to a database, or deletes or writes outside of its folder",
    )
    cli.add_argument("--timeout", type=positive, metavar="SECONDS", help="what one cell may take in the verification (default: no limit)")
    cli.add_argument(
        "--max-copy",
        type=positive,
        metavar="MB",
        help=f"what of the notebook's folder may be copied for the verification (default: the setting max-copy, {LARGEST_COPY})",
    )
    return cli.parse_args(argv)


def _lines(result: ExportResult, style: Style) -> Iterator[str]:
    plan = result.plan or {}
    steps, parameters = plan.get("steps", []), plan.get("parameters", [])
    yield f"{style(plain(result.folder), 'bold')}: {_many(len(steps), 'step')}, {_many(len(parameters), 'parameter')}"
    width = max((len(step["name"]) for step in steps), default=0)
    for step in steps:
        takes = f"  takes {', '.join(step['consumes'])}" if step["consumes"] else ""
        gives = f"  gives {', '.join(step['produces'])}" if step["produces"] else ""
        yield f"  {style(plain(step['name']), 'bold')}{' ' * (width - len(step['name']))}  {_cells(step['cells'])}{takes}{gives}"
    if parameters:
        yield "parameters: " + ", ".join(f"{parameter['name']} = {_short(parameter['default'])}" for parameter in parameters)
    if result.others:
        more = f" and {len(result.others) - _MOST_NAMES} more" if len(result.others) > _MOST_NAMES else ""
        yield f"can be parameters, too, with --param NAME=VALUE: {', '.join(result.others[:_MOST_NAMES])}{more}"
    for note in plan.get("notes", []):
        yield f"note: {plain(note)}"
    for effect in result.effects:
        yield f"note: a run acts outside: cell {effect.cell}, line {effect.line} {plain(effect.what)}"
    if result.verification is None:
        yield style("not verified", "bold", "yellow") + ": verification was switched off"
    else:
        verdicts = [cell.verdict for cell in result.verification.cells]
        counted = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts)) or "no cell has outputs"
        colour = "red" if not result.verification.verified else "green" if verdicts else "yellow"
        mark = style(result.verification.said, "bold", colour)
        against = " (against those that the notebook's file holds)" if result.verification.saved else ""
        yield f"{mark}: outputs of cells: {counted}{against}"
        for reason in result.verification.reasons:
            yield f"  {plain(reason)}"
    yield from _changes(result.changes, style)
    yield f"run it: nbcheck run {quote(plain(result.folder))}"


def _changes(changes: Sequence[Change], style: Style) -> Iterator[str]:
    """What an earlier export has become, and the differences."""
    for what, told in _BECAME.items():
        if names := [plain(change.file) for change in changes if change.what == what]:
            yield f"{told}: {', '.join(names)}"
    lines = [line for change in changes for line in change.diff.splitlines()]
    yield from (coloured(line, style) for line in lines[:_LONGEST_DIFF])
    if len(lines) > _LONGEST_DIFF:
        yield f"… {len(lines) - _LONGEST_DIFF} more lines: --format json has them all"


def _literal(text: str) -> object:
    """The value that a text stands for; what is no literal of Python is text.

    Raises
    ------
    ExportError : it is None, which has no type
    """
    from ast import literal_eval

    try:
        value = literal_eval({"true": "True", "false": "False", "null": "None"}.get(text, text))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    if value is None:
        raise ExportError(f"{text} can't be a default: give it to a run of the pipeline, with nbcheck run -p NAME={text}")
    return value


def _cells(indices: list[int]) -> str:
    """`cells 0-3, 5`."""
    parts: list[list[int]] = []
    for index in indices:
        if parts and index == parts[-1][-1] + 1:
            parts[-1].append(index)
        else:
            parts.append([index])
    shown = ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)
    return f"{'cell' if len(indices) == 1 else 'cells'} {shown}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
