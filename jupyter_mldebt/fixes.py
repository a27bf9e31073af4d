"""Fixes carried out on the text of a file, round by round, until none is left; each round is checked by analysing what came out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jupyter_mldebt.edit import EditError, edited, edited_text
from jupyter_mldebt.engine import Answer, Engine
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.rule import Edit, FileReport, Finding, Range
from jupyter_mldebt.settings import Settings

_MOST_ROUNDS = 60


class Fixed(NamedTuple):
    """A file after its fixes.

    Parameters
    ----------
    data : its text
    answer : what there is to say of it now
    mended : how many findings were fixed
    origins : for each cell the index that it had before; None for a new one
    refused : why edits could not be carried out, each once
    """

    data: bytes
    answer: Answer
    mended: int
    origins: tuple[int | None, ...]
    refused: tuple[str, ...]


def applicable(finding: Finding, unsafe: bool) -> bool:
    """True where the finding has a fix that may be applied: a safe one, or any with `unsafe`."""
    return finding.fix is not None and (unsafe or finding.fix.safety == "safe")


def fixed(engine: Engine, data: bytes, path: str, settings: Settings, *, unsafe: bool = False) -> Fixed:
    """Apply the fixes of a file, as often as that brings new ones; nothing is written.

    What came out of a round has to lack the findings that it was to fix, and may have no error that was not there before; else the fixes
    are tried one by one, and those to which this happens are left out.

    Parameters
    ----------
    engine : what analyses the file
    data : the text of the file
    path : tells the format
    settings : those that hold for the file
    unsafe : apply unsafe fixes too
    """
    answer = engine.answer(data, path, settings)
    origins: tuple[int | None, ...] = ()
    if answer.report.error is None:
        origins = tuple(range(len(read_text(data, path).cells)))
    mended = 0
    banned: set[tuple[Edit, ...]] = set()
    refused: dict[str, None] = {}
    for _ in range(_MOST_ROUNDS):
        offered = {finding.fix.edits: None for finding in answer.report.findings if finding.fix and applicable(finding, unsafe)}
        chosen = _compatible(edits for edits in offered if edits not in banned)
        if not chosen:
            break
        for attempt in [chosen, *([edits] for edits in chosen if len(chosen) > 1)]:
            edits = [edit for one in attempt for edit in one]
            try:
                after = edited_text(data, path, edits)
                moved = edited(read_text(data, path), edits).origins
            except (EditError, ReadError) as error:
                if len(attempt) == 1:
                    refused[str(error)] = None
                    banned.add(attempt[0])
                continue
            outcome = engine.answer(after, path, settings)
            gone = [finding for finding in answer.report.findings if finding.fix and finding.fix.edits in attempt]
            if _is_better(answer, outcome, gone, moved):
                data, answer, mended = after, outcome, mended + len(gone)
                origins = tuple(None if index is None else origins[index] for index in moved)
                banned = set()  # they speak of cells as they were
                break
            if len(attempt) == 1:
                banned.add(attempt[0])
    return Fixed(data, answer, mended, origins, tuple(refused))


def _compatible(offered: Iterable[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
    """Those that can be applied together: of two that concern the same characters, or both move or make cells, the first."""
    chosen: list[tuple[Edit, ...]] = []
    for edits in offered:
        if not any(_collide(edits, other) for other in chosen):
            chosen.append(edits)
    return chosen


def _collide(some: Sequence[Edit], others: Sequence[Edit]) -> bool:
    if any(edit.kind != "replace" for edit in some) and any(edit.kind != "replace" for edit in others):
        return True
    return any(_overlap(one, other) for one in some for other in others if one.cell == other.cell and one.kind == other.kind == "replace")


def _overlap(one: Edit, other: Edit) -> bool:
    """True where two replacements share characters; two that only insert at the same place do not."""
    if one.range is None or other.range is None:
        return True
    first, second = sorted((_span(one.range), _span(other.range)))
    return second[0] < first[1]


def _span(range_: Range) -> tuple[tuple[int, int], tuple[int, int]]:
    return (range_.start.line, range_.start.column), (range_.end.line, range_.end.column)


def _is_better(before: Answer, after: Answer, gone: Iterable[Finding], moved: tuple[int | None, ...]) -> bool:
    """True where these findings are gone, and no error came."""
    if after.crashes or after.report.error is not None:
        return False
    as_they_were = range(1 + max((finding.cell.index for finding in before.report.findings if finding.cell), default=0))
    left = _told(before.report.findings, as_they_were) - _told(gone, as_they_were)
    now = _told(after.report.findings, moved)
    if any(now[told] > left[told] for told in _told(gone, as_they_were)):
        return False
    errors = (_told(found, cells) for found, cells in ((_errors(after.report), moved), (_errors(before.report), as_they_were)))
    return not next(errors) - next(errors)


def _errors(report: FileReport) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity == "error"]


def _told(findings: Iterable[Finding], cells: Sequence[int | None]) -> Counter[tuple[object, ...]]:
    """What is said: rule, names, and the cell as it was called before."""
    return Counter((finding.code, finding.names, finding.cell and cells[finding.cell.index]) for finding in findings)
