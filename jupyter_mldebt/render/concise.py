"""Findings one a line: `path:cell 3 [5]:2:1: error[NBS002] [*] message`, where `[*]` says that --fix mends it."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.render.full import COLOURS, marked, where
from jupyter_mldebt.render.style import Style, plain
from jupyter_mldebt.rule import FileReport


def render(report: FileReport, style: Style, *, unsafe: bool = False) -> Iterator[str]:
    """The lines for one file; with `unsafe` what an unsafe fix mends is marked, too."""
    path = style(plain(report.path), "bold")
    if report.error is not None:
        yield f"{path}: {style('error', 'bold', 'red')} can't be read: {plain(report.error)}"
    for finding in report.findings:
        place = where(finding.cell, finding.range)
        level = style(f"{finding.severity}[{finding.code}]", "bold", COLOURS[finding.severity])
        yield f"{path}:{place}{':' if place else ''} {level}{marked(finding, unsafe)} {plain(finding.message)}"
