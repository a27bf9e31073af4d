"""nbcheck graph: which cell gives which name to which."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from jupyter_mldebt.catalogue import UnknownRule
from jupyter_mldebt.cli.exits import INTERNAL_ERROR, OK, WRONG_USE
from jupyter_mldebt.cli.options import complain, parser
from jupyter_mldebt.engine import Engine, read_bytes
from jupyter_mldebt.project import printable
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.render import graph as render
from jupyter_mldebt.settings import Resolver, SettingsError


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    cli = parser("graph", "Show which cell gives which name to which.")
    cli.add_argument("notebooks", nargs="+", metavar="NOTEBOOK")
    cli.add_argument(
        "--format",
        "--output-format",
        choices=("json", "jsonl", "mermaid", "dot"),
        default="json",
        help="json (default), jsonl: a document a line, for many notebooks; mermaid or dot: to draw",
    )
    cli.add_argument(
        "--order",
        choices=("document", "recorded"),
        default="document",
        help="cells as they stand (default), or by their saved execution counts",
    )
    given = cli.parse_args(argv)
    if len(given.notebooks) > 1 and given.format != "jsonl":
        complain("graph", f"{given.format} holds one notebook; use `--format jsonl` for {len(given.notebooks)}")
        return WRONG_USE
    engine, resolver = Engine(keep=100_000), Resolver()
    try:
        return max([_show(path, given, engine, resolver) for path in given.notebooks])
    except (SettingsError, UnknownRule) as error:
        complain("graph", error)
        return WRONG_USE


def _show(path: str, given: argparse.Namespace, engine: Engine, resolver: Resolver) -> int:
    shown, graph, problem, code = printable(path), None, None, OK
    try:
        notebook = read_text(read_bytes(path), path)
        graph = engine.graph(notebook, resolver.of_file(path), recorded=given.order == "recorded")
        drawn = render.document(shown, graph)
    except ReadError as error:
        problem, code = str(error), WRONG_USE
    except (RecursionError, MemoryError):
        problem, code = "nested too deeply to be analysed", WRONG_USE
    except (SettingsError, UnknownRule):
        raise
    except Exception as error:  # the other notebooks are still answered
        from traceback import format_exc

        problem, code = f"internal error: {type(error).__name__}: {error}", INTERNAL_ERROR
        complain("graph", f"internal error on {shown}: {error}\nThis is a bug in nbcheck.\n{format_exc()}")
    if graph is not None and given.format in ("mermaid", "dot"):
        sys.stdout.write(render.mermaid(shown, graph) if given.format == "mermaid" else render.dot(shown, graph))
    elif given.format in ("json", "jsonl"):
        drawn = drawn if problem is None else render.document(shown, None, problem)
        sys.stdout.write(json.dumps(drawn, indent=2 if given.format == "json" else None) + "\n")
    if problem is not None and code == WRONG_USE:
        complain("graph", f"{shown} can't be read: {problem}")
    return code
