"""Beside: what rules say of a notebook beside the other notebooks of the same check."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from jupyter_mldebt import catalogue
from jupyter_mldebt.engine import Answer, Engine, crash, joined, read_bytes
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.model import Notebook, Place
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.rule import CellRef, Finding, Position, Range, Related
from jupyter_mldebt.settings import Settings

_OPEN = 64  # notebooks that are kept at hand


def laid_beside(files: Sequence[tuple[str, Settings]], answers: Sequence[Answer]) -> list[Answer]:
    """The answers with what rules say of each notebook beside the others, the same for each order of the files.

    Parameters
    ----------
    files : path and settings of each
    answers : of the files one by one
    """
    found = list(answers)
    shelf = _Shelf(files)
    for info in catalogue.manifest():
        order = [at for at, answer in enumerate(answers) if info.code in answer.sketches] if info.across else []
        if len(order) > 1:
            order.sort(key=lambda at: os.path.abspath(files[at][0]))
            try:
                for at, findings in _said(info, order, answers, shelf).items():
                    found[at] = shelf.joined(at, found[at], findings)
            except Exception as error:
                first = found[order[0]]
                found[order[0]] = msgspec.structs.replace(first, crashes=(*first.crashes, crash(first.report.path, info.code, error)))
    return found


def _said(info: catalogue.RuleInfo, order: Sequence[int], answers: Sequence[Answer], shelf: _Shelf) -> dict[int, list[Finding]]:
    """What one rule says of the files, which it is shown in this order."""
    notebooks = [(os.path.abspath(answers[at].report.path), answers[at].sketches[info.code]) for at in order]
    said: dict[int, list[Finding]] = {}
    for one in catalogue.load(info).across(notebooks, lambda number, cell: shelf.facts(order[number], cell)):
        own = order[one.notebook]
        related = []
        for number, place, message in one.related:
            at = order[number]
            path = answers[at].report.path if at != own else msgspec.UNSET
            related.append(Related(shelf.reference(at, place), _range(place), message, path))
        reference = shelf.reference(own, one.place)
        severity = one.severity or info.severity
        finding = Finding(info.code, info.name, severity, "medium", one.message, (), reference, _range(one.place), tuple(related))
        said.setdefault(own, []).append(finding)
    return said


class _Shelf:
    """The notebooks, read once more where something is to be said of them."""

    def __init__(self, files: Sequence[tuple[str, Settings]]) -> None:
        self.files = files
        self._engine = Engine()
        self.notebook = lru_cache(_OPEN)(self._read)

    def _read(self, at: int) -> Notebook | None:
        path = self.files[at][0]
        try:
            return read_text(read_bytes(path), path)
        except ReadError:
            return None

    def facts(self, at: int, cell: int) -> CellFacts | None:
        """Facts of a cell; None where the file does not hold it any more."""
        notebook = self.notebook(at)
        if notebook is None or cell >= len(notebook.cells) or notebook.cells[cell].kind != "code":
            return None
        return self._engine.facts(notebook.cells[cell].source, self.files[at][1].declared)

    def reference(self, at: int, place: Place) -> CellRef:
        """The cell of a place, as it was when it was checked, or is now."""
        notebook = self.notebook(at)
        assert notebook is not None
        cell = notebook.cells[place.cell]
        return CellRef(cell.index, cell.id, cell.execution_count)

    def joined(self, at: int, answer: Answer, findings: Sequence[Finding]) -> Answer:
        """The answer with findings in cells as it was when it was checked, or is now."""
        notebook = self.notebook(at)
        assert notebook is not None
        cells = {finding.cell.index for finding in findings if finding.cell is not None}
        facts = {cell: known for cell in cells if (known := self.facts(at, cell)) is not None}
        return msgspec.structs.replace(answer, report=joined(answer.report, findings, notebook, facts, self.files[at][1]))


def _range(place: Place) -> Range:
    return Range(Position(place.line, place.column), Position(place.end_line, place.end_column))
