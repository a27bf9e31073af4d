"""Orphans: values in use that nothing on the page makes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from jupyter_mldebt.live.order import Source
from jupyter_mldebt.live.session import Session


class Orphan(NamedTuple):
    """A value that a cell's last run took from what is not on the page.

    Parameters
    ----------
    reader : the cell
    name : by which name it took the value, or a part of it made in place
    origin : the execution that made it
    why : its cell is deleted; it was another client's; its cell's text no longer makes it
    """

    reader: int
    name: str
    origin: int
    why: Literal["deleted", "client", "former"]


def orphaned(session: Session) -> tuple[Orphan, ...]:
    """The values that last runs took from deleted cells, consoles and other clients, and former texts, by reader and name.

    A value that may also be the page's own, on another path, is none; nor is a module that the page imports, too.
    """
    found = []
    for reader, execution in sorted(session.last.items()):
        for name, sources in sorted(session.live.of(execution).items()):
            lost = [
                (source, why)
                for source in sources
                if (why := _lost(session, source, name)) and not _is_imported(session, reader, name, source)
            ]
            bound = [source for source in sources if source.via == "bind"]
            changed = [(source, why) for source, why in lost if source.via != "bind"]
            if changed or (lost and len(lost) == len(bound)):
                source, why = (changed or lost)[-1]
                found.append(Orphan(reader, name, source.origin, why))
    return tuple(found)


def _lost(session: Session, source: Source, name: str) -> Literal["deleted", "client", "former"] | None:
    """Why what made the value is not on the page any more; None where it is."""
    cell = session.owner[source.origin]
    if cell is None:
        return "client" if session.is_foreign(source.origin) else "deleted"
    if session.ran_as_it_stands(source.origin):
        return None
    makes = session.fresh.binds(cell) if source.via == "bind" else session.fresh.makes(cell)
    return None if name in makes else "former"


def _is_imported(session: Session, reader: int, name: str, source: Source) -> bool:
    """Whether the reader would get the same module from the page."""
    imported = session.live.imported.get((source.origin, name))
    return imported is not None and any(
        session.fresh.imported.get((other.origin, name)) == imported for other in session.fresh.of(reader).get(name, ())
    )
