"""Drift: whether a fresh run of the document would give what the last runs gave, as far as the flow of data tells."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.live.edits import affected, literal, same_code
from jupyter_mldebt.live.order import Source
from jupyter_mldebt.live.reruns import repeats
from jupyter_mldebt.live.session import Session
from jupyter_mldebt.live.slots import sets_only, slots
from jupyter_mldebt.live.staleness import edited
from jupyter_mldebt.rule import State

_EXPECTS_ERROR = "raises-exception"
_DISPLAY = "IPython.display.display"  # which every kernel has under that name


class Drift(NamedTuple):
    """Something that a fresh run would give otherwise.

    Parameters
    ----------
    cell : the cell whose outputs may be others; for a final value the last cell that binds the name
    name : the name concerned, None where there is none
    why : the cell read another value; the name holds another value in the end; the fresh run stops at the cell; its last run was interrupted
    """

    cell: int
    name: str | None
    why: Literal["read", "final", "stops", "interrupted"]


class Comparison:
    """What ran, laid beside a fresh run: the code cells from the top on, up to the first error, without trailing cells that never ran.

    Two runs of one text that read the same values give the same. So a run is as a fresh one where each name that it read was bound and
    changed in place by the same cells in the same order, in runs that are as fresh ones. What randomness, time, files and networks do
    besides can't be decided without running.

    Parameters
    ----------
    session : the session
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._differing: dict[tuple[int, int], str | None] = {}
        self._affected: dict[tuple[int, int], frozenset[str] | None] = {}
        for execution, cell in enumerate(session.owner):  # each asks about earlier ones
            if cell is not None:
                self.differing(execution, cell)

    @property
    def state(self) -> State:
        """The notebook's state."""
        if not self.session.last:
            return "unknown"
        if self.drifts:
            return "drifted"
        return "valid" if self._is_in_order() else "weakly-valid"

    @cached_property
    def drifts(self) -> tuple[Drift, ...]:
        """What a fresh run gives otherwise: what cells read, from the top on, then what names hold in the end."""
        return tuple(self._drifts())

    @cached_property
    def judged(self) -> tuple[int, ...]:
        """The cells of the fresh run: code cells with text down to the last that ran, or to where it stops as the last run did."""
        cells = [cell for cell in self.session.cells if cell <= max(self.session.last, default=-1)]
        return tuple(cells[: next((at + 1 for at, cell in enumerate(cells) if self._stops_again(cell)), len(cells))])

    def _stops_again(self, cell: int) -> bool:
        session, execution = self.session, self.session.last.get(cell)
        return (
            execution is not None
            and session.failed(execution)
            and not session.interrupted(execution)
            and session.ran_as_it_stands(execution)
            and _EXPECTS_ERROR not in session.cell(cell).tags
            and self.differing(execution, cell) is None
        )

    def _drifts(self) -> Iterator[Drift]:
        session = self.session
        for cell in self.judged:
            execution = session.last.get(cell)
            if execution is not None and session.interrupted(execution):
                yield Drift(cell, None, "interrupted")
            elif execution is not None and (name := self.differing(execution, cell)) is not None:
                yield Drift(cell, name, "read")
            elif execution is None or not session.ran_as_it_stands(execution):
                missing = next((read.name for read in session.fresh.reads.get(cell, ()) if read.fails), None)
                if missing is not None and _EXPECTS_ERROR not in session.cell(cell).tags:
                    yield Drift(cell, missing, "stops")
                    return
        yield from self._final()

    def _final(self) -> Iterator[Drift]:
        """Names that the cells bind and that hold something else in the end. What an edit changes counts only where somebody reads it."""
        session = self.session
        ran = [cell for cell in self.judged if cell in session.last]
        left: set[str] = set()
        for cell in session.last:
            if cell not in self.judged or self._stops_again(cell):
                left |= session.fresh.makes(cell) | session.live.makes(session.last[cell])
            elif not session.ran_as_it_stands(session.last[cell]):
                names = self.affected(session.last[cell], cell)
                left |= session.fresh.makes(cell) if names is None else names
        bound = {name: cell for cell in ran for name in session.fresh.binds(cell) - left}
        for name, cell in sorted(bound.items(), key=lambda item: (item[1], item[0])):
            if not self._same(session.live.final.get(name, ()), session.fresh.final.get(name, ()), name):
                yield Drift(cell, name, "final")

    def differing(self, execution: int, cell: int) -> str | None:
        """A name that the execution read with another value than a fresh run of the cell would; None where there is none.

        Of a text that is not the cell's, only those names count that both read.
        """
        key = execution, cell
        if key not in self._differing:
            self._differing[key] = next(self._differences(execution, cell), None)
        return self._differing[key]

    def _differences(self, execution: int, cell: int) -> Iterator[str]:
        session = self.session
        ran, fresh = session.live.of(execution), session.fresh.of(cell)
        is_text = self._is_text_of(execution, cell)
        names = ran.keys() | fresh.keys() if is_text else ran.keys() & fresh.keys()
        if is_text and session.failed(execution):
            names &= self._read_before_it_failed(execution, cell)
        for name in sorted(names):
            if self._is_out_of_sight(execution, cell, name):
                continue
            taken = self._seen(self._taken(execution, cell, name), name, session.ran[execution], self._set_by_execution)
            given = self._seen(fresh.get(name, ()), name, session.facts[cell], self._set_by_cell)
            if not self._same(taken, given, name):
                yield name

    def _is_out_of_sight(self, execution: int, cell: int, name: str) -> bool:
        """Whether it can't be seen who made what the execution read: others ran unseen, or what %run or `exec` bind is not known. Or a fresh
        run of the cell binds it itself first, on paths that can't be told apart, so that earlier runs of the cell give nothing."""
        session = self.session
        sources = session.live.of(execution).get(name, ())
        if not sources:
            hidden = any(read.hidden_by for read in session.live.reads.get(execution, ()) if read.name == name)
            return hidden or execution >= session.first_gap
        if name in session.fresh.of(cell):
            return False
        reads = [read for read in session.fresh.reads.get(cell, ()) if read.name == name]
        if not reads:  # a built-in one
            return name == "display" and all(session.live.imported.get((source.origin, name)) == _DISPLAY for source in sources)
        return all(read.bindings for read in reads) and all(session.owner[source.origin] == cell for source in sources)

    def _read_before_it_failed(self, execution: int, cell: int) -> set[str]:
        """Names that matter to a run that failed: where it missed a name that a fresh run misses too, those read further up."""
        ran, fresh = self.session.live.reads.get(execution, []), self.session.fresh.reads.get(cell, [])
        missed, misses = (next((read for read in reads if read.fails), None) for reads in (ran, fresh))
        is_same = missed is not None and misses is not None and missed.name == misses.name
        line = misses.place.line if is_same and misses is not None else sys.maxsize
        return {read.name for read in (*ran, *fresh) if read.place.line < line}

    def _taken(self, execution: int, cell: int, name: str) -> Sequence[Source]:
        """Who made what the execution read: in a row of runs that give the same again, what the first of them read."""
        session = self.session
        while True:
            sources = session.live.of(execution).get(name, ())
            earlier = sources[0].origin if len(sources) == 1 and sources[0].via == "bind" else execution
            is_again = earlier != execution and session.owner[earlier] == cell and self._is_text_of(earlier, cell)
            if not is_again or not repeats(session.ran[execution], name):
                return sources
            execution = earlier

    def _is_text_of(self, execution: int, cell: int) -> bool:
        return same_code(self.session.ran[execution], self.session.facts[cell])

    def _seen(
        self, sources: Sequence[Source], name: str, reader: CellFacts, sets: Callable[[int, str], frozenset[object] | None]
    ) -> Sequence[Source]:
        """Those of the sources that make a difference to the reader: who sets items at which it doesn't look makes none."""
        if len(sources) < 2:
            return sources
        used = slots(reader, name)
        return [source for source in sources if source.via == "bind" or (keys := sets(source.origin, name)) is None or used.sees(keys)]

    def _set_by_execution(self, execution: int, name: str) -> frozenset[object] | None:
        return sets_only(self.session.ran[execution], name, self.session.live.mutations.get(execution, ()))

    def _set_by_cell(self, cell: int, name: str) -> frozenset[object] | None:
        return sets_only(self.session.facts[cell], name, self.session.fresh.mutations.get(cell, ()))

    def _same(self, ran: Sequence[Source], fresh: Sequence[Source], name: str) -> bool:
        """Whether the same texts made a value in the same order, in runs that are as fresh ones."""
        session = self.session
        if len(ran) == 1 and len(fresh) == 1:
            imported = session.live.imported.get((ran[0].origin, name))
            if imported is not None and imported == session.fresh.imported.get((fresh[0].origin, name)):
                return True
        ran = self._once(ran, name)
        return len(ran) == len(fresh) and all(
            one.via == other.via and self.is_fresh(one, name, other.origin) for one, other in zip(ran, fresh, strict=True)
        )

    def _is_same_literal(self, one: Source, other: Source, name: str) -> bool:
        session = self.session
        if one.via != "bind":
            return False
        ran = literal(session.ran[one.origin], name, session.live, one.origin)
        return ran is not None and ran == literal(session.facts[other.origin], name, session.fresh, other.origin)

    def _once(self, sources: Sequence[Source], name: str) -> Sequence[Source]:
        """The sources without those that do once more, to the same effect, what an earlier run of their cell has done."""
        session = self.session
        found: list[Source] = []
        for source in sources:
            cell = session.owner[source.origin]
            at = next((at for at, other in enumerate(found) if cell is not None and session.owner[other.origin] == cell), None)
            if at is None or cell is None or not self._does_again(source, found[at:], name) or not self.is_fresh(source, name, cell):
                found.append(source)
        return found

    def _does_again(self, source: Source, before: Sequence[Source], name: str) -> bool:
        """Whether it binds as the first of those before it may have, or sets the same items, and none between touches these."""
        if source.via == "bind" or before[0].via == "bind":
            return source.via == before[0].via
        keys = self._set_by_execution(source.origin, name)
        between = [self._set_by_execution(other.origin, name) for other in before[1:]]
        return keys is not None and all(others is not None and not others & keys for others in between)

    def is_fresh(self, source: Source, name: str, cell: int) -> bool:
        """Whether what an execution made of the name is what a fresh run of the cell makes of it."""
        session, execution = self.session, source.origin
        is_own = session.owner[execution] == cell
        if not (is_own or self._is_text_of(execution, cell)) or self.differing(execution, cell) is not None:
            return False
        if session.failed(execution) and session.last.get(cell) != execution and (source.via != "bind" or session.interrupted(execution)):
            return False  # it may have done a part of it only
        names = self.affected(execution, cell)
        return names is not None and name not in names

    def affected(self, execution: int, cell: int) -> frozenset[str] | None:
        """Names to which the cell's text gives another value than the text that ran; None where these can't be told."""
        key = execution, cell
        if key not in self._affected:
            session = self.session
            ran = session.live, execution
            self._affected[key] = affected(session.ran[execution], session.facts[cell], ran, (session.fresh, cell))
        return self._affected[key]

    def _is_in_order(self) -> bool:
        session = self.session
        runs = [session.last.get(cell, -1) for cell in self.judged]
        below = set(session.cells).difference(self.judged)
        return -1 not in runs and runs == sorted(runs) and below.issuperset(edited(session))
