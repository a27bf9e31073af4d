"""nbcheck glue: how much of a notebook only carries data, and how its data gets from the inputs to the first fit."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from jupyter_mldebt import glue, preparation
from jupyter_mldebt.catalogue import UnknownRule
from jupyter_mldebt.cli.exits import INTERNAL_ERROR, OK, WRONG_USE
from jupyter_mldebt.cli.options import complain, parser
from jupyter_mldebt.engine import Engine, read_bytes
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.project import printable
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.render import glue as render
from jupyter_mldebt.render.style import style_of
from jupyter_mldebt.rule import GlueReport
from jupyter_mldebt.settings import Resolver, SettingsError


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    cli = parser("glue", "Show how much of a notebook is glue, by kind and by cell, and the graph that prepares its data.")
    cli.add_argument("notebooks", nargs="+", metavar="NOTEBOOK")
    cli.add_argument(
        "--format",
        "--output-format",
        choices=("text", "json", "jsonl", "mermaid", "dot"),
        default="text",
        help="text (default), json, jsonl: a document a line, for many notebooks; mermaid or dot: the preparation graph, to draw",
    )
    given = cli.parse_args(argv)
    if len(given.notebooks) > 1 and given.format not in ("text", "jsonl"):
        complain("glue", f"{given.format} holds one notebook; use `--format jsonl` for {len(given.notebooks)}")
        return WRONG_USE
    engine, resolver = Engine(keep=100_000), Resolver()
    try:
        return max([_show(path, given, engine, resolver, is_first=number == 0) for number, path in enumerate(given.notebooks)])
    except (SettingsError, UnknownRule) as error:
        complain("glue", error)
        return WRONG_USE


def _show(path: str, given: argparse.Namespace, engine: Engine, resolver: Resolver, *, is_first: bool) -> int:
    shown, code = printable(path), OK
    notebook: Notebook | None = None
    try:
        notebook = read_text(read_bytes(path), path)
        graph = engine.graph(notebook, resolver.of_file(path))
        report = GlueReport(shown, None, glue.report(graph), preparation.report(graph))
    except ReadError as error:
        report, code = GlueReport(shown, str(error)), WRONG_USE
    except (RecursionError, MemoryError):
        report, code = GlueReport(shown, "nested too deeply to be analysed"), WRONG_USE
    except (SettingsError, UnknownRule):
        raise
    except Exception as error:  # the other notebooks are still answered
        from traceback import format_exc

        report, code = GlueReport(shown, f"internal error: {type(error).__name__}: {error}"), INTERNAL_ERROR
        complain("glue", f"internal error on {shown}: {error}\nThis is a bug in nbcheck.\n{format_exc()}")
    if given.format in ("json", "jsonl"):
        sys.stdout.write(render.encode(report, 2 if given.format == "json" else 0).decode())
    elif report.error is None and notebook is not None:
        if given.format == "text":
            style = style_of(sys.stdout)
            lines = render.text(report, notebook, style, blocks=sys.stdout.isatty() and "utf" in (sys.stdout.encoding or "").lower())
            sys.stdout.write(("" if is_first else "\n") + "".join(f"{line}\n" for line in lines))
        else:
            sys.stdout.write(render.mermaid(report, notebook) if given.format == "mermaid" else render.dot(report, notebook))
    if code == WRONG_USE:
        complain("glue", f"{shown} can't be read: {report.error}")
    return code
