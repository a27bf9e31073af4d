"""Forecast: what would follow if a cell ran now."""

from __future__ import annotations

from typing import NamedTuple

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.live.session import Session
from jupyter_mldebt.live.staleness import Definers, stale


class Forecast(NamedTuple):
    """What would follow if a cell ran now.

    Parameters
    ----------
    stale : cells that would become stale
    fails : cells that would fail with NameError, itself among them, each with the name: those that could still run before
    """

    stale: tuple[int, ...]
    fails: tuple[tuple[int, str], ...]


def forecast(session: Session, cell: int, before: Definers) -> Forecast:
    """What would follow if the cell ran now with the text that it has."""
    number = session.executions[-1].number + 1 if session.executions else 0
    after = session.then(Execution(number, session.cell(cell).source, session.cell(cell).id))
    run = after.last[cell]
    fails = {(cell, read.name) for read in after.live.reads.get(run, ()) if read.fails}
    gone = session.live.final.keys() - after.live.final.keys()
    fails |= {(other, name) for other in session.cells if other != cell for name in gone & needed(session, other)}
    was_stale = stale(session, before).keys()
    return Forecast(tuple(other for other in stale(after, before) if other not in was_stale and other != cell), tuple(sorted(fails)))


def needed(session: Session, cell: int) -> set[str]:
    """Names without which the cell fails, as they come from outside of it."""
    return {
        read.name
        for read in session.fresh.reads.get(cell, ())
        if read.certain and not read.guarded and all(binding.cell != cell for binding in read.bindings)
    }
