"""Staleness: which results were made before something on which they depend changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from jupyter_mldebt.live.order import Order, Source
from jupyter_mldebt.live.session import Session

# What the document gave each run of a cell: by the run, the cells that define a name, by name.
Definers = Mapping[tuple[object, ...], Mapping[str, frozenset[str]]]


class Stale(NamedTuple):
    """Why a cell is stale.

    Parameters
    ----------
    cell : the cell on which it depends
    name : by which name
    why : that cell ran again, was edited, or is stale itself; or the document gives the name another definition now
    """

    cell: int
    name: str
    why: Literal["ran", "edited", "stale", "definition"]


def dependences(session: Session, cell: int) -> dict[int, str]:
    """The cells of the document on which a cell that ran depends, each with a name that says why.

    It is what its last run read and what it would read in a fresh run. What comes from a cell below counts only where the document gives
    the cell no definition of the name from above.
    """
    found: dict[int, str] = {}
    fresh = session.fresh.of(cell)
    for name, sources in fresh.items():
        found.update((source.origin, name) for source in sources if source.origin != cell and source.via != "delete")
    for name, sources in session.live.of(session.last[cell]).items():
        is_defined = any(source.via == "bind" for source in fresh.get(name, ()))
        for source in sources:
            origin = session.owner[source.origin]
            if origin is not None and origin != cell and source.via != "delete" and (origin < cell or not is_defined):
                found.setdefault(origin, name)
    return found


def edited(session: Session) -> tuple[int, ...]:
    """Cells that ran and whose text is not that of their last run."""
    return tuple(
        cell.index
        for cell in session.document.code_cells()
        if cell.index in session.last and cell.source != session.ran[session.last[cell.index]].source
    )


def stale(session: Session, before: Definers) -> dict[int, Stale]:
    """The cells that are stale, each with the reason that lies nearest.

    Parameters
    ----------
    session : the session
    before : what `definers` said when the document was looked at before
    """
    changed = {cell for cell in edited(session) if not session.ran_as_it_stands(session.last[cell])}
    needs = {cell: dependences(session, cell) for cell in sorted(session.last)}
    found: dict[int, Stale] = {}
    for cell, sources in needs.items():
        reason = next(_reasons(session, cell, sources, changed), None) or _redefined(session, cell, before, changed)
        if reason is not None:
            found[cell] = reason
    users: dict[int, list[int]] = {}
    for cell, sources in needs.items():
        for source in sources:
            if not _is_same_module(session, cell, source):
                users.setdefault(source, []).append(cell)
    todo = list(found)
    while todo:
        source = todo.pop()
        for cell in users.get(source, ()):
            if cell not in found:
                found[cell] = Stale(source, needs[cell][source], "stale")
                todo.append(cell)
    return {cell: found[cell] for cell in sorted(found)}


def _reasons(session: Session, cell: int, sources: Mapping[int, str], changed: set[int]) -> Iterator[Stale]:
    for source, name in sorted(sources.items()):
        if session.last.get(source, -1) > session.last[cell] and not _is_same_module(session, cell, source):
            yield Stale(source, name, "ran")
        elif source in changed:
            yield Stale(source, name, "edited")


def _is_same_module(session: Session, cell: int, source: int) -> bool:
    """Whether all that the cell's last run took from another was modules that the other's last run imported, too.

    A process runs a module once, and each further import gives the same one (The Python Language Reference, 5.3.1): so the equality of the values,
    which a re-run leaves open otherwise, is known.
    """
    read, fresh = session.live.of(session.last[cell]), session.fresh.of(cell)
    names = {name for name, sources in fresh.items() if any(each.origin == source for each in sources)}
    names.update(name for name, sources in read.items() if any(session.owner[each.origin] == source for each in sources))
    if source not in session.last:
        return False
    return bool(names) and all(
        session.live.imported.get((session.last[source], name)) in _modules(session.live, read.get(name, ()), name) for name in names
    )


def _modules(order: Order, sources: Sequence[Source], name: str) -> set[str]:
    """The module or what else was imported, where all of a name's sources imported the same."""
    found = {order.imported.get((source.origin, name)) if source.via == "bind" else None for source in sources}
    return {module for module in found if module is not None} if len(found) == 1 else set()


def definers(session: Session, before: Definers) -> Definers:
    """What the document gives the last run of each cell: what it gave when the run was first seen."""
    found: dict[tuple[object, ...], Mapping[str, frozenset[str]]] = {}
    for cell, execution in session.last.items():
        key = _key(session, execution)
        found[key] = before[key] if key in before else _definitions(session, cell)
    return found


def _redefined(session: Session, cell: int, before: Definers, changed: set[int]) -> Stale | None:
    """Whether a definer was put, moved or taken away between the cell and what it read."""
    if cell in changed:
        return None
    now = _definitions(session, cell)
    given = before.get(_key(session, session.last[cell])) or _given_by_deleted(session, cell)
    for name, cells in sorted(given.items()):
        if name in now and now[name] != cells:
            sources, read = session.fresh.of(cell)[name], session.live.of(session.last[cell]).get(name, ())
            if _modules(session.fresh, sources, name) & _modules(session.live, read, name):
                continue
            nearest = max(source.origin for source in sources)
            return Stale(nearest, name, "definition")
    return None


def _given_by_deleted(session: Session, cell: int) -> dict[str, frozenset[str]]:
    """Names that the cell read from cells that are deleted, with who made them: what is known without an earlier look at the document."""
    found: dict[str, frozenset[str]] = {}
    for name, sources in session.live.of(session.last[cell]).items():
        makers = [None if session.is_foreign(source.origin) else session.executions[source.origin].cell for source in sources]
        if any(maker is not None and session.owner[source.origin] is None for maker, source in zip(makers, sources, strict=True)):
            found[name] = frozenset(maker for maker in makers if maker is not None)
    return found


def _definitions(session: Session, cell: int) -> dict[str, frozenset[str]]:
    def ids(sources: list[Source]) -> frozenset[str]:
        return frozenset(session.name_of(source.origin) for source in sources)

    return {name: ids(list(sources)) for name, sources in session.fresh.of(cell).items()}


def _key(session: Session, execution: int) -> tuple[object, ...]:
    """What tells a run from those of other sessions of the kernel."""
    found = session.executions[execution]
    return found.number, found.cell, found.started, found.source
