"""Live: all that is said of a document and its session, as the rules look at it and as the report gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.live.drift import Comparison, Drift
from jupyter_mldebt.live.forecast import Forecast, forecast
from jupyter_mldebt.live.orphans import Orphan, orphaned
from jupyter_mldebt.live.session import Session
from jupyter_mldebt.live.staleness import Definers, Stale, definers, edited, stale
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.rule import LiveReport, State, WhatIf
from jupyter_mldebt.sources import Sources


@dataclass(frozen=True)
class Live:
    """What is said of a document and what ran on its kernel; cells by their index among all cells.

    Parameters
    ----------
    session : the document and the executions
    before : what `definers` said when the document was looked at before: it tells what was put in, moved or deleted since
    asked : ids of the cells of which it is asked what would follow if they ran now
    """

    session: Session
    before: Definers
    asked: tuple[str, ...] = ()

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(self.session)

    @property
    def state(self) -> State:
        return self.comparison.state

    @property
    def drifts(self) -> tuple[Drift, ...]:
        return self.comparison.drifts

    @cached_property
    def never_run(self) -> tuple[int, ...]:
        """Code cells with text and no run on this kernel."""
        return tuple(cell for cell in self.session.cells if cell not in self.session.last)

    @cached_property
    def edited(self) -> tuple[int, ...]:
        """Cells that ran and whose text is not that of their last run."""
        return edited(self.session)

    @cached_property
    def stale(self) -> dict[int, Stale]:
        """Cells whose last run was made before something on which they depend changed."""
        return stale(self.session, self.before)

    @cached_property
    def orphaned(self) -> tuple[Orphan, ...]:
        """Values that last runs took from what is not on the page."""
        return orphaned(self.session)

    @cached_property
    def forecasts(self) -> dict[int, Forecast]:
        """What would follow if the cells ran that were asked about."""
        ids = {cell.id: cell.index for cell in self.session.document.code_cells()}
        cells = [ids[asked] for asked in self.asked if asked in ids]
        return {cell: forecast(self.session, cell, self.before) for cell in cells}

    @cached_property
    def definers(self) -> Definers:
        """What the document gives each last run, to be handed in at the next look."""
        return definers(self.session, self.before)

    def report(self) -> LiveReport:
        """The report's `live` object. Cells that have no id can't be named and are left out."""
        name = self.session.name_of
        return LiveReport(
            state=self.state,
            never_run=self._named(self.never_run),
            edited=self._named(self.edited),
            stale=self._named(self.stale),
            orphaned=tuple((name(orphan.reader), orphan.name) for orphan in self.orphaned),
            what_if={
                name(cell): WhatIf(self._named(found.stale), tuple((name(other), missing) for other, missing in found.fails))
                for cell, found in self.forecasts.items()
            },
        )

    def _named(self, cells: Iterable[int]) -> tuple[str, ...]:
        return tuple(name for cell in cells if (name := self.session.name_of(cell)))


def look(
    document: Notebook,
    executions: Iterable[Execution],
    facts_of: Callable[[str], CellFacts],
    *,
    before: Definers | None = None,
    sources: Sources | None = None,
    what_if: Iterable[str] = (),
) -> Live:
    """Hold a document against what ran on its kernel.

    Parameters
    ----------
    document : as it stands on the screen
    executions : all since the kernel's start or last restart, in order
    facts_of : facts of a text
    before : `definers` of the last look at the document; None: there was none
    sources : where star imports and %run look for other files' names; None: nowhere
    what_if : ids of the cells of which it is asked what would follow if they ran now
    """
    return Live(Session(document, executions, facts_of, sources), before or {}, tuple(what_if))
