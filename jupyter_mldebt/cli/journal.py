"""nbcheck journal: what the journal of kernels' executions holds; deletes it, and says whose are recorded."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from jupyter_mldebt.cli.exits import OK, WRONG_USE
from jupyter_mldebt.cli.options import complain, parser
from jupyter_mldebt.journal.database import Unusable, default_file
from jupyter_mldebt.journal.journal import Journal
from jupyter_mldebt.journal.timeline import Summary
from jupyter_mldebt.render.style import plain


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    given = _parse(argv)
    journal = Journal(given.file or default_file())
    path = os.path.abspath(given.notebook) if given.notebook else None
    if given.action in ("off", "on") and path is None:
        complain("journal", f"say which notebook: `nbcheck journal {given.action} NOTEBOOK`")
        return WRONG_USE
    try:
        if given.action == "delete":
            said = f"{_counted(journal.delete(path))} deleted"
        elif path is not None and given.action != "show":
            journal.switch(path, given.action == "on")
            said = f"what runs for {plain(given.notebook)} is {'recorded' if given.action == 'on' else 'not recorded any more'}"
        else:
            said = "\n".join(_shown(journal, path))
    except Unusable as error:
        complain("journal", plain(str(error)))
        return WRONG_USE
    sys.stdout.write(f"{said}\n")
    return OK


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    cli = parser("journal", "What kernels executed, as the server extension has recorded it. It stays on this machine.")
    cli.add_argument(
        "action",
        nargs="?",
        choices=("show", "delete", "off", "on"),
        default="show",
        help="show what there is (default); delete it; record a notebook no more, or again",
    )
    cli.add_argument("notebook", nargs="?", help="only this notebook; `show` and `delete` take all without it")
    cli.add_argument(
        "--file", type=Path, metavar="FILE", help="the journal, where the server's settings name another than Jupyter's data folder"
    )
    return cli.parse_args(argv)


def _shown(journal: Journal, path: str | None) -> Iterator[str]:
    size = sum(file.stat().st_size for file in journal.file.parent.glob(f"{journal.file.name}*")) if journal.file.parent.is_dir() else 0
    yield f"{plain(str(journal.file))}: {_size(size)}" if size else f"{plain(str(journal.file))}: nothing was recorded"
    for summary in journal.notebooks():
        if path in (None, summary.path):
            yield f"  {_line(summary)}"


def _line(summary: Summary) -> str:
    path = summary.path or "kernels without a notebook"
    name = plain(path.removeprefix(os.path.join(os.getcwd(), "")))
    when = f", {_day(summary.first)} to {_day(summary.last)}" if summary.first and summary.last else ""
    return f"{name}: {_counted(summary.executions)}{when}{'' if summary.recorded else ' (not recorded any more)'}"


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MiB" if size >= 2**20 else f"{size / 2**10:.0f} KiB"


def _counted(number: int) -> str:
    return f"{number} execution{'' if number == 1 else 's'}"


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds))
