"""Live: all that is said of a document and its session, as the rules look at it and as the report gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from msgspec import UNSET

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.live.drift import Comparison, Drift
from jupyter_mldebt.live.forecast import Forecast, forecast
from jupyter_mldebt.live.orphans import Orphan, orphaned
from jupyter_mldebt.live.related import related as around
from jupyter_mldebt.live.session import Past, Session
from jupyter_mldebt.live.staleness import Definers, Stale, definers, edited, stale
from jupyter_mldebt.live.undecided import is_undecided
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.rule import LiveReport, Reason, RelatedCells, State, WhatIf
from jupyter_mldebt.sources import Sources


@dataclass(frozen=True)
class Live:
    """What is said of a document and what ran on its kernel; cells by their index among all cells.

    Parameters
    ----------
    session : the document and the executions
    before : what `definers` said when the document was looked at before: it tells what was put in, moved or deleted since
    what_if, related : ids of the cells of which it is asked what would follow if they ran now, and which others are around them
    """

    session: Session
    before: Definers
    what_if: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

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
        return {cell: forecast(self.session, cell, self.before) for cell in self._cells(self.what_if)}

    @cached_property
    def undecided(self) -> tuple[int, ...]:
        """Cells that ran and whose outcome hangs on more than what they read."""
        return tuple(cell for cell in sorted(self.session.last) if is_undecided(self.session, cell))

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
            undecided=self._named(self.undecided),
            reasons=tuple(self._reasons()),
            what_if={
                name(cell): WhatIf(self._named(found.stale), tuple((name(other), missing) for other, missing in found.fails))
                for cell, found in self.forecasts.items()
            }
            if self.what_if
            else UNSET,
            related={
                name(cell): RelatedCells(*map(self._named, around(self.session, cell, self.stale))) for cell in self._cells(self.related)
            }
            if self.related
            else UNSET,
        )

    def _reasons(self) -> Iterator[Reason]:
        name = self.session.name_of
        for cell, found in self.stale.items():
            yield Reason(name(cell), "stale", name(found.cell), found.name, found.why)
        for orphan in self.orphaned:
            source = self.session.owner[orphan.origin]
            yield Reason(name(orphan.reader), "orphaned", None if source is None else name(source), orphan.name, orphan.why)
        for drift in self.drifts:
            yield Reason(name(drift.cell), "drifted", None, drift.name or "", drift.why)

    def _cells(self, ids: Iterable[str]) -> list[int]:
        return [cell for asked in ids if (cell := self.session.cell_of(asked)) is not None]

    def _named(self, cells: Iterable[int]) -> tuple[str, ...]:
        return tuple(name for cell in cells if (name := self.session.name_of(cell)))


@dataclass
class Watch:
    """A kernel that is looked at again and again, and what the document gave each run when it was first seen.

    Parameters
    ----------
    executions : all since the kernel's start or last restart, in order
    what_if, related : ids of the cells of which it is asked what would follow if they ran now, and which others are around them
    """

    executions: tuple[Execution, ...] = ()
    what_if: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    before: Definers = field(default_factory=dict)
    _past: tuple[tuple[Execution, ...], Past] | None = field(default=None, repr=False)

    def look(self, document: Notebook, facts_of: Callable[[str], CellFacts], sources: Sources | None = None) -> Live:
        """Hold a document against what ran.

        Parameters
        ----------
        document : as it stands on the screen
        facts_of : facts of a text
        sources : where star imports and %run look for other files' names; None: nowhere
        """
        if self._past is None or self._past[0] != self.executions:  # an edit of the page changes nothing of what ran
            self._past = self.executions, Past(self.executions, document, facts_of, sources)
        found = Live(Session(document, self._past[1], facts_of, sources), self.before, self.what_if, self.related)
        self.before = found.definers
        return found
