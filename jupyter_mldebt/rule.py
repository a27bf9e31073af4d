"""Rule, Finding, Fix: what a rule is and what it says. The fields of a finding are those of schema/report.schema.json."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import msgspec

from jupyter_mldebt.model import Place

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
    """Another place that the finding is about: where the name is defined, where the read stands. `path` is there only where it is in another
    notebook of the check."""

    cell: CellRef
    range: Range | None
    message: str
    path: str | msgspec.UnsetType = msgspec.UNSET


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


class CellWork(msgspec.Struct, frozen=True):
    """How many of a cell's statements do what kind of work, and how many of them are glue."""

    cell: CellRef
    statements: int
    glue: int
    kinds: dict[str, int]


class WorkReport(msgspec.Struct, frozen=True):
    """How many of a notebook's statements do what kind of work, and how many of them are glue; `cells` are those that have any."""

    statements: int
    glue: int
    kinds: dict[str, int]
    cells: tuple[CellWork, ...]


class Step(msgspec.Struct, frozen=True):
    """A statement that makes or changes a value, and what it does: the last part of the call's name, or "item", "expression", ..."""

    cell: CellRef
    range: Range
    how: str


class Node(msgspec.Struct, frozen=True):
    """Data on its way to a fit: an input, a table, a join of several tables, a file that is written and read again, or the fit.

    `steps` are the statements that made it what it is, in order; `cell` and `range` are those of the first.
    """

    id: int
    kind: Literal["input", "table", "join", "file", "fit"]
    name: str
    cell: CellRef
    range: Range
    steps: tuple[Step, ...]


class NodeEdge(msgspec.Struct, frozen=True, rename={"source": "from", "target": "to"}):
    """One node goes into another, by which step of it."""

    source: int
    target: int
    how: str


class Measure(msgspec.Struct, frozen=True):
    """How tangled the preparation is: the number of each of its parts, the longest way through it, and their weighted sum."""

    inputs: int
    joins: int
    files: int
    branches: int
    overwritten: int
    depth: int
    total: int


class PreparationReport(msgspec.Struct, frozen=True):
    """The preparation graph: what becomes of the raw inputs up to the first fit of a model, or to the last table where there is no fit."""

    nodes: tuple[Node, ...]
    edges: tuple[NodeEdge, ...]
    measure: Measure


class GlueReport(msgspec.Struct, frozen=True):
    """What `nbcheck glue` says of one file; `work` and `preparation` are None where it cannot be read, which `error` tells."""

    path: str
    error: str | None
    work: WorkReport | None = None
    preparation: PreparationReport | None = None
    version: Literal[1] = 1


Extra = Literal["work", "preparation"]


class FileReport(msgspec.Struct, frozen=True):
    """All that is said of one file: the file entry of the report. `live` is there only where a kernel was asked about, `work` and
    `preparation` only where they were asked for.
    """

    path: str
    state: State
    error: str | None
    findings: tuple[Finding, ...]
    live: LiveReport | msgspec.UnsetType = msgspec.UNSET
    work: WorkReport | msgspec.UnsetType = msgspec.UNSET
    preparation: PreparationReport | msgspec.UnsetType = msgspec.UNSET


class Sketch(NamedTuple):
    """What a rule keeps of a part of a notebook, to lay it beside other notebooks of the same check.

    Parameters
    ----------
    place : where a finding about it would stand
    data : what is kept, which msgspec can encode
    """

    place: Place
    data: Any


class Beside(NamedTuple):
    """What a rule says of a notebook beside others, which it calls by their position.

    Parameters
    ----------
    notebook : which one it is said of
    place, message, severity : as of any finding
    related : places with the notebook that they are in, and what they have to do with it
    """

    notebook: int
    place: Place
    message: str
    related: tuple[tuple[int, Place, str], ...]
    severity: Severity | None = None
