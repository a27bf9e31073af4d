"""Missing names: what fails with NameError on a fresh run, one a cell and name, for the rules that tell why."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from jupyter_mldebt import python2
from jupyter_mldebt.context import Context
from jupyter_mldebt.events import Missing, Read
from jupyter_mldebt.exercise import hole, is_stop
from jupyter_mldebt.lesson import shows_error
from jupyter_mldebt.model import Place
from jupyter_mldebt.rule import Confidence, Severity
from jupyter_mldebt.settled import tests_around

# What conditions ask of the machine or the place on which a notebook runs.
_MACHINE = re.compile(
    r"cuda|is_available|\b\w*gpu|\btpu|\bmps\b|\bdevice\b|colab|kaggle|platform|version|sys\.modules|environ|find_spec|\bexists\(|\bis(?:file|dir)\(",
    re.IGNORECASE,
)
_FAILS: frozenset[Missing | None] = frozenset({"never-defined", "defined-later", "deleted"})


class Failure(NamedTuple):
    """A name that a cell reads and does not find.

    Parameters
    ----------
    read : the read that fails, a certain one if there is one
    place : where the cell that is executing stops: the read, or the call that leads to it
    severity : error where a fresh run is sure to fail, by this name or by another one of the line; warning where it hangs on the machine; info
        where its own constants spare it that, or a run is meant to end there
    first : the first cell in which the name is missing
    hole : the cell that is left to be filled in, and may be meant to define the name
    is_meant : True where the cell is there to stop a run, or to show the error
    """

    read: Read
    place: Place
    severity: Severity
    first: int
    hole: int | None = None
    is_meant: bool = False

    @property
    def name(self) -> str:
        return self.read.name

    @property
    def cell(self) -> int:
        return self.read.cell

    @property
    def elsewhere(self) -> bool:
        """True where the read stands in another cell, in a function that this cell calls."""
        return self.read.place.cell != self.read.cell

    @property
    def confidence(self) -> Confidence:
        return "high" if self.severity == "error" else "medium"


def failures(context: Context, missing: Missing) -> Iterator[Failure]:
    """The names that are missing for this reason, in order of time."""
    return (failure for failure in context.once(_all) if failure.read.missing == missing)


def filled_in(failure: Failure, context: Context) -> str:
    """What is said of the cell that is left to be filled in."""
    where = "this cell" if failure.hole == failure.cell else context.label(failure.hole or 0)
    return f"{where} is left to be filled in, and may be meant to define it"


def _all(context: Context) -> tuple[Failure, ...]:
    by_place: dict[tuple[int, str], list[Read]] = {}
    old = python2.NAMES if python2.runs_it(context.notebook) else frozenset()
    for read in context.graph.trace.reads:
        if read.missing in _FAILS and not read.guarded and not read.hidden_by and read.name not in old:
            by_place.setdefault((read.cell, read.name), []).append(read)
    # A line that fails anyway shows whether it fails by this name too only when the other one has been mended.
    lines = {(read.cell, read.place.cell, read.place.line) for reads in by_place.values() for read in reads if read.fails}
    first: dict[str, int] = {}
    holes: dict[str, int] = {}
    found = []
    for (cell, name), reads in by_place.items():
        at_once = [read for read in reads if read.called and (read.cell, read.place.cell, read.place.line) in lines]
        read = next((read for read in reads if read.fails), (at_once or reads)[0])
        severity: Severity = "error" if read.fails or at_once else "warning"
        place = _place(read, context)
        if severity == "error" and not read.certain and (_hangs_on_machine(read.place, context) or _is_spared(read.place, context)):
            severity = "warning"
        hole = holes[name] if name in holes else _hole(name, min(place, read.place), context)
        ends_run = is_stop(context.cell_at(cell).source)
        is_expected = "raises-exception" in context.cell_at(cell).tags
        if ends_run or is_expected or any(map(context.settled.leaves_out, {place, read.place})):
            severity = "info"
        if hole is not None:
            holes[name] = hole
        found.append(Failure(read, place, severity, first.setdefault(name, cell), hole, ends_run or _is_shown(name, cell, context)))
    return tuple(found)


def _hole(name: str, place: Place, context: Context) -> int | None:
    """The cell that is left to be filled in and may be meant to define the name: not one that everybody imports."""
    found = hole(context.notebook, place.cell, place.line)
    if found is None:
        return None
    from jupyter_mldebt.knowledge.aliases import MODULES, STANDARD

    return None if name in MODULES or name in STANDARD else found


def _is_shown(name: str, cell: int, context: Context) -> bool:
    """Whether the saved output is the error, and the page speaks of it."""
    outputs = context.cell_at(cell).outputs
    failed = any(output.ename == "NameError" and f"'{name}'" in (output.evalue or "") for output in outputs)
    return failed and shows_error(context.notebook, context.facts, cell)


def _hangs_on_machine(place: Place, context: Context) -> bool:
    """Whether a condition around the place asks what the machine has."""
    return any(_MACHINE.search(ast.unparse(test)) for test in tests_around(context.facts[place.cell], place))


def _is_spared(place: Place, context: Context) -> bool:
    """Whether the place is in the body of a guard, `if mol is None: return [0] * size`: calls as they should be never get there."""
    guards = (
        node
        for node in context.facts[place.cell].nodes.get(ast.If, ())
        if isinstance(node, ast.If) and not node.orelse and len(node.body) == 1 and isinstance(node.body[0], ast.Return)
    )
    return any(body.line <= place.line <= body.end_line for body in (context.place(node.body[0], place.cell) for node in guards))


def _place(read: Read, context: Context) -> Place:
    if read.place.cell == read.cell:
        return read.place
    return read.call_place or context.head(read.cell)
