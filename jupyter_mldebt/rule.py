"""Rule, Finding, Fix: what a rule is and what it says. The fields of a finding are those of schema/report.schema.json."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
State = Literal["valid", "weakly-valid", "drifted", "unknown"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


class Position(msgspec.Struct, frozen=True):
    """line from 1, column in code points from 0."""

    line: int
    column: int


class Range(msgspec.Struct, frozen=True):
    start: Position
    end: Position


class CellRef(msgspec.Struct, frozen=True):
    """A cell as the report names it: index among all cells from 0, id and count as the file has them."""

    index: int
    id: str | None
    execution_count: int | None


class Related(msgspec.Struct, frozen=True):
    """Another place that the finding is about: where the name is defined, where the read stands."""

    cell: CellRef
    range: Range | None
    message: str


class Edit(msgspec.Struct, frozen=True):
    """One edit of a fix; cell and to are indices among all cells before the fix."""

    kind: Literal["replace", "insert-cell", "move-cell", "delete-cell"]
    cell: int
    range: Range | None = None
    text: str | None = None
    to: int | None = None


class Fix(msgspec.Struct, frozen=True):
    safety: Literal["safe", "unsafe"]
    title: str
    edits: tuple[Edit, ...]


class Finding(msgspec.Struct, frozen=True):
    """One thing a rule says. `cell` is None only where the finding is about the file as a whole."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    names: tuple[str, ...]
    cell: CellRef | None
    range: Range | None
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    fix: Fix | None = None


class WhatIf(msgspec.Struct, frozen=True):
    """What would follow if a cell ran now: ids of the cells that would become stale, and those that would fail, with the missing name."""

    stale: tuple[str, ...]
    fails: tuple[tuple[str, str], ...]


class RelatedCells(msgspec.Struct, frozen=True):
    """Ids of the cells around a cell: what it needs to run first, what to run again after it, all that depends on it."""

    needs: tuple[str, ...]
    reruns: tuple[str, ...]
    dependents: tuple[str, ...]


class Reason(msgspec.Struct, frozen=True):
    """Why a cell is stale or orphaned, or a fresh run would differ in it: the id of the cell that is concerned, if it is on the page, by which
    name, empty where it is by none, and what became of it.
    """

    cell: str
    kind: Literal["stale", "orphaned", "drifted"]
    source: str | None
    name: str
    why: Literal["ran", "edited", "stale", "definition", "deleted", "client", "former", "read", "final", "stops", "interrupted"]


class LiveReport(msgspec.Struct, frozen=True):
    """What is said of a document and its running kernel; cells by their ids, in document order.

    `undecided` are those that ran and whose outcome is not decided by the flow of data: it hangs on randomness, time, files or networks.
    """

    state: State
    never_run: tuple[str, ...]
    edited: tuple[str, ...]
    stale: tuple[str, ...]
    orphaned: tuple[tuple[str, str], ...]
    undecided: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    what_if: dict[str, WhatIf] | msgspec.UnsetType = msgspec.UNSET
    related: dict[str, RelatedCells] | msgspec.UnsetType = msgspec.UNSET


class FileReport(msgspec.Struct, frozen=True):
    """All that is said of one file: the file entry of the report. `live` is there only where a kernel was asked about."""

    path: str
    state: State
    error: str | None
    findings: tuple[Finding, ...]
    live: LiveReport | msgspec.UnsetType = msgspec.UNSET
