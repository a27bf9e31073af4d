"""Trials: what a fix would change, seen by linking the notebook as it would be. A fix is offered only after one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jupyter_mldebt.context import Context
from jupyter_mldebt.edit import EditError, edited
from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.graph import Edge, link
from jupyter_mldebt.magics import NOTHING
from jupyter_mldebt.rule import Edit

NEW = -1
_MOST = 12  # trials a notebook: each costs as much as its analysis


class Change(NamedTuple):
    """What edits do to the notebook's dataflow. Cells are called by their index before; a new one is NEW.

    Parameters
    ----------
    lost, gained : edges that go and that come
    missing : cells and names that they miss which they did not miss before
    healed : cells and names that they don't miss any more
    """

    lost: frozenset[Edge]
    gained: frozenset[Edge]
    missing: frozenset[tuple[int, str]]
    healed: frozenset[tuple[int, str]]


class Trials:
    """The trials of one notebook, a limited number of them, none twice."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[tuple[Edit, ...], Change | None] = {}

    def change(self, edits: Sequence[Edit]) -> Change | None:
        """What these edits would do; None where it can't be known."""
        key = tuple(edits)
        if key not in self._known:
            self._known[key] = self._link(key) if len(self._known) < _MOST else None
        return self._known[key]

    def _link(self, edits: tuple[Edit, ...]) -> Change | None:
        context = self._context
        before = context.graph
        changed = {edit.cell for edit in edits if edit.kind == "replace"}
        try:
            after = edited(context.notebook, edits)
        except EditError:
            return None
        declared = context.sources.declared if context.sources is not None else NOTHING
        facts, order = {}, []
        for cell, origin in zip(after.notebook.cells, after.origins, strict=True):
            if origin is None or origin in context.facts:
                index = NEW if origin is None else origin
                facts[index] = facts_of(cell.source, declared) if origin is None or origin in changed else context.facts[origin]
                order.append(index)
                if facts[index].problem and (origin is None or not context.facts[origin].problem):
                    return None
        graph = link(context.notebook, facts, order=order, sources=context.sources)
        edges = frozenset(before.edges), frozenset(graph.edges)
        missing = ({(read.cell, read.name) for read in one.missing()} for one in (before, graph))
        old, new = map(frozenset, missing)
        return Change(edges[0] - edges[1], edges[1] - edges[0], new - old, old - new)
