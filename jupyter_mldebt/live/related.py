"""Related: the cells around a cell that a person may want to run or select, in the order in which to run them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from jupyter_mldebt.live.session import Session
from jupyter_mldebt.live.staleness import dependences


class Related(NamedTuple):
    """The cells around a cell, each in the order in which to run them.

    Parameters
    ----------
    needs : its ancestors that never ran, were edited or are stale, and the cell itself
    reruns : the cell itself where it never ran, was edited or is stale, and its descendants that are stale, or would be after that
    dependents : its descendants
    """

    needs: tuple[int, ...]
    reruns: tuple[int, ...]
    dependents: tuple[int, ...]


def related(session: Session, cell: int, stale: Collection[int]) -> Related:
    """The cells around a cell.

    Parameters
    ----------
    session : the session
    cell : a code cell with text
    stale : the cells that are stale
    """
    users: dict[int, set[int]] = {}
    for user in session.cells:
        for source in dependences(session, user) if user in session.last else _sources(session, user):
            users.setdefault(source, set()).add(user)

    def is_current(other: int) -> bool:
        return other in session.last and other not in stale and session.ran_as_it_stands(session.last[other])

    ancestors = _closure(cell, lambda other: _sources(session, other))
    dependents = _closure(cell, lambda other: users.get(other, ()))
    needs = sorted(other for other in ancestors if not is_current(other))
    outdated = dependents & (set(stale) if is_current(cell) else session.last.keys())
    between = {other for other in dependents - session.last.keys() if _closure(other, lambda user: users.get(user, ())) & outdated}
    first = () if is_current(cell) else (cell,)
    return Related((*needs, cell), (*first, *sorted(outdated | between)), tuple(sorted(dependents)))


def _sources(session: Session, cell: int) -> set[int]:
    """The cells from which a run of the cell would take values; those below it where none above it gives the name."""
    fresh = session.fresh.of(cell)
    found = {source.origin for sources in fresh.values() for source in sources}
    if cell in session.last:
        for name, sources in session.live.of(session.last[cell]).items():
            if not any(source.via == "bind" for source in fresh.get(name, ())):
                found.update(origin for source in sources if (origin := session.owner[source.origin]) is not None)
    return found - {cell}


def _closure(cell: int, step: Callable[[int], Iterable[int]]) -> set[int]:
    """All that is reached from the cell, without the cell itself."""
    found: set[int] = set()
    todo = [cell]
    while todo:
        for other in step(todo.pop()):
            if other != cell and other not in found:
                found.add(other)
                todo.append(other)
    return found
