"""Findings as one HTML page that is whole by itself: it asks for nothing from elsewhere, runs no script, and shows what comes from a notebook as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jupyter_mldebt.catalogue import manifest, page
from jupyter_mldebt.glue import GLUE, WORDS
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.page import layout, template
from jupyter_mldebt.render.full import clipped, marked, where
from jupyter_mldebt.render.glue import counted
from jupyter_mldebt.render.style import Style, plain
from jupyter_mldebt.render.summary import Summary, many
from jupyter_mldebt.rule import SEVERITIES, CellRef, FileReport, Finding, Node, PreparationReport, Range, Related, WorkReport

_AROUND = 1  # lines around a finding's own
_LONGEST_RANGE, _LONGEST_LINE = 8, 160
_LONGEST_LABEL = 18
_MOST_FINDINGS = 300  # of one notebook
_MOST_TEXT = 16_000_000  # characters of all notebooks together
_MOST_NODES = 80  # of a graph that is drawn
_MOST_CELLS = 5  # of those with the most glue
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_STATES = {
    "valid": "By their counts the cells ran in order.",
    "weakly-valid": "By their counts not all cells ran in order, but each got what a fresh run gives.",
    "drifted": "A fresh run would not give what the notebook shows.",
    "unknown": "Nothing ran yet that could be judged.",
}


class Line(NamedTuple):
    """A line of a cell: its number, None where lines are left out, and its text before, in and after the range."""

    number: int | None
    before: str = ""
    marked: str = ""
    after: str = ""


class HtmlReport:
    """Collects what is said of notebooks, and gives the page.

    Parameters
    ----------
    unsafe : mark what an unsafe fix mends, too
    """

    def __init__(self, *, unsafe: bool = False) -> None:
        self._unsafe = unsafe
        self._rows: list[dict[str, Any]] = []
        self._room = _MOST_TEXT
        self._rules: dict[str, Counter[str]] = {}

    def add(self, report: FileReport, notebook: Callable[[], Notebook | None]) -> None:
        """Take in what is said of one file.

        Parameters
        ----------
        report : with `work` and `preparation` where they are to be shown
        notebook : gives the notebook, whose lines are quoted; asked only if there are findings
        """
        counts = Counter(finding.severity for finding in report.findings)
        for finding in report.findings:
            self._rules.setdefault(finding.code, Counter())[finding.severity] += 1
        name = f"n{len(self._rows) + 1}"
        section = _template("check_notebook.html").render(
            report=report,
            error=None if report.error is None else plain(report.error),
            about=_STATES[report.state],
            cells=list(self._cells(report.findings[:_MOST_FINDINGS], notebook, name)),
            more=max(0, len(report.findings) - _MOST_FINDINGS),
            work=_work(report.work) if isinstance(report.work, WorkReport) else None,
            graph=_graph(report.preparation, name) if isinstance(report.preparation, PreparationReport) else None,
            levels=_LEVELS,
        )
        if len(section) > self._room:
            section = ""
        self._room -= len(section)
        self._rows.append(
            {"name": name, "path": plain(report.path), "state": report.state, "error": report.error, "counts": counts, "section": section}
        )

    def text(self, summary: Summary) -> str:
        """The whole page."""
        infos = {info.code: info for info in manifest()}
        by_weight = sorted(self._rules.items(), key=lambda item: (-item[1].total(), item[0]))
        text: str = _template("check_page.html").render(
            said=summary.line(Style()),
            severities=summary.severities,
            levels=_LEVELS,
            order=SEVERITIES[::-1],
            rules=[(infos[code], counts) for code, counts in by_weight if code in infos],
            pages={code: _markdown(page(infos[code])) for code, _ in by_weight if code in infos},
            most=max((counts.total() for counts in self._rules.values()), default=1),
            rows=self._rows,
        )
        return text

    def _cells(self, findings: tuple[Finding, ...], notebook: Callable[[], Notebook | None], name: str) -> Iterator[dict[str, Any]]:
        """The findings by cell, those about the whole notebook first."""
        source = notebook() if findings else None
        numbered = sorted(enumerate(findings, 1), key=lambda item: item[1].cell.index if item[1].cell else -1)
        concerned = {finding.cell.index for finding in findings if finding.cell}
        for index, group in groupby(numbered, lambda item: item[1].cell.index if item[1].cell else -1):
            own = list(group)
            yield {
                "id": f"{name}-c{index}" if index >= 0 else None,
                "label": where(own[0][1].cell, None),
                "findings": [self._finding(finding, f"{name}-f{number}", name, source, concerned) for number, finding in own],
            }

    def _finding(self, finding: Finding, id: str, name: str, notebook: Notebook | None, concerned: set[int]) -> dict[str, Any]:
        return {
            "id": id,
            "said": finding,
            "level": _LEVELS[finding.severity],
            "is_fixable": bool(marked(finding, self._unsafe)),
            "message": _words(finding.message),
            "lines": quoted(notebook, finding.cell, finding.range, _AROUND),
            "steps": [
                {
                    "message": _words(step.message),
                    "label": "" if where(step.cell, None) in step.message else _label(step),
                    "is_own": not step.path and _is_own(step, finding),
                    "link": f"#{name}-c{step.cell.index}" if step.cell.index in concerned and not step.path else None,
                    "lines": [] if step.path else quoted(notebook, step.cell, step.range, 0),
                }
                for step in finding.related
            ],
            "fix": finding.fix and plain(finding.fix.title),
        }


def _label(step: Related) -> str:
    """The cell of a related place, with its notebook where that is another one."""
    return f"{plain(step.path)}, {where(step.cell, None)}" if step.path else where(step.cell, None)


def quoted(notebook: Notebook | None, cell: CellRef | None, at: Range | None, around: int) -> list[Line]:
    """The lines of a range with some around them; none where there is no range, or the file has changed meanwhile."""
    if notebook is None or cell is None or at is None or cell.index >= len(notebook.cells):
        return []
    lines = notebook.cells[cell.index].source.split("\n")
    first, last = at.start.line, min(at.end.line, len(lines))
    if first > len(lines) or last < first:
        return []
    is_long = last - first >= _LONGEST_RANGE
    hidden = range(first + _LONGEST_RANGE // 2, last - _LONGEST_RANGE // 2 + 2) if is_long else range(0)
    found = []
    for number in range(max(1, first - around), min(len(lines), last + around) + 1):
        text = lines[number - 1]
        if not (first <= number <= last or text.strip()):
            continue
        if number in hidden:
            if number == hidden[0]:
                found.append(Line(None))
            continue
        if first <= number <= last:
            start = at.start.column if number == first else len(text) - len(text.lstrip())
            end = at.end.column if number == at.end.line else len(text)
        else:
            start = end = len(text) if number < first else 0
        text, start, end = clipped(text, start, end, _LONGEST_LINE)
        found.append(Line(number, plain(text[:start]), plain(text[start:end]), plain(text[end:])))
    return found


def _is_own(step: Related, finding: Finding) -> bool:
    """True where a step of the evidence is the finding's own line."""
    if finding.cell is None or finding.range is None or step.range is None:
        return False
    return (step.cell.index, step.range.start.line) == (finding.cell.index, finding.range.start.line)


def _work(work: WorkReport) -> dict[str, Any] | None:
    """The share of glue and its parts, the largest first; None for a notebook without statements."""
    if not work.statements:
        return None
    cells = sorted((cell for cell in work.cells if cell.glue), key=lambda cell: (-cell.glue, cell.cell.index))[:_MOST_CELLS]
    return {
        "statements": work.statements,
        "glue": work.glue,
        "parts": _parts(work.kinds, work.statements),
        "cells": [(where(cell.cell, None), cell.glue, cell.statements, _parts(cell.kinds, work.statements)) for cell in cells],
    }


def _parts(kinds: Mapping[str, int], whole: int) -> list[tuple[str, int, float, bool]]:
    """Word, number, share in per cent and whether it is glue, of each kind of work."""
    by_size = sorted(kinds.items(), key=lambda item: (item[0] not in GLUE, -item[1], item[0]))
    return [(WORDS.get(kind, kind), count, 100 * count / whole, kind in GLUE) for kind, count in by_size]


def _graph(preparation: PreparationReport, name: str) -> dict[str, Any] | None:
    """The preparation graph as a drawing and as a list; None where the notebook reads nothing."""
    if not preparation.nodes:
        return None
    nodes = {node.id: node for node in preparation.nodes}
    before: dict[str, set[str]] = {str(node.id): set() for node in preparation.nodes}
    for edge in preparation.edges:
        before[str(edge.target)].add(str(edge.source))
    drawn = layout.arrange(before) if len(nodes) <= _MOST_NODES else None
    return {
        "id": f"{name}-p",
        "measure": preparation.measure.total,
        "counts": [*counted(preparation.measure), f"{many(preparation.measure.depth, 'step')} on the longest way"],
        "drawn": drawn,
        "arrows": [layout.path(drawn, arrow) for arrow in drawn.arrows] if drawn else [],
        "boxes": [_box(node, drawn.places[str(node.id)]) for node in preparation.nodes] if drawn else [],
        "nodes": [
            {
                "id": node.id,
                "kind": node.kind,
                "name": plain(node.name),
                "label": where(node.cell, None),
                "of": [plain(nodes[int(source)].name) for source in sorted(before[str(node.id)], key=int)],
                "steps": [(plain(step.how), where(step.cell, None)) for step in node.steps],
            }
            for node in preparation.nodes
        ],
    }


def _box(node: Node, place: tuple[float, float]) -> dict[str, Any]:
    name = plain(node.name)
    return {
        "id": node.id,
        "kind": node.kind,
        "name": name,
        "short": name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 8]}…{name[-7:]}",
        "label": where(node.cell, None),
        "outline": _outline(node.kind, *place),
        "x": place[0],
        "y": place[1],
    }


def _outline(kind: str, x: float, y: float) -> str:
    """The shape of a kind, so that nobody has to tell them by colour: slanted inputs, pointed joins, files with a fold, round fits."""
    left, right, top, bottom = x - layout.WIDTH / 2, x + layout.WIDTH / 2, y - layout.HEIGHT / 2, y + layout.HEIGHT / 2
    inner, outer, round_ = left + 12, right - 12, layout.HEIGHT / 2
    match kind:
        case "input":
            return f"M{inner},{top} H{right} L{outer},{bottom} H{left} Z"
        case "join":
            return f"M{inner},{top} H{outer} L{right},{y} L{outer},{bottom} H{inner} L{left},{y} Z"
        case "file":
            return f"M{left},{top} H{outer} L{right},{top + 12} V{bottom} H{left} Z M{outer},{top} V{top + 12} H{right}"
        case "fit":
            arc = f"A{round_},{round_} 0 0 1"
            return (
                f"M{left + round_},{top} H{right - round_} {arc} {right - round_},{bottom} H{left + round_} {arc} {left + round_},{top} Z"
            )
        case _:
            return f"M{left},{top} H{right} V{bottom} H{left} Z"


def _words(message: str) -> list[tuple[str, bool]]:
    """A message's parts, and whether they are code."""
    parts = plain(message).split("`")
    return [(part, bool(number % 2)) for number, part in enumerate(parts) if part] if len(parts) % 2 else [(plain(message), False)]


def _markdown(text: str) -> str:
    """A rule's page as HTML, its headings below those of the report."""
    mistune: Any = import_module("mistune")

    class Renderer(mistune.HTMLRenderer):  # type: ignore[misc]
        def heading(self, text: str, level: int, **_: object) -> str:
            return f"<h{level + 2}>{text}</h{level + 2}>\n"

    html: str = mistune.create_markdown(renderer=Renderer(escape=True), plugins=["table"])(text)
    return html


def _template(name: str) -> Any:
    return template(Path(__file__).with_name(name))
