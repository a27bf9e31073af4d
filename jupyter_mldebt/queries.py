"""Queries: what a graph is asked. Slices, reaching definitions, liveness at a cut, and the order of the cells that moves least."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import Literal, NamedTuple

from jupyter_mldebt.graph import Graph


class Dependence(NamedTuple):
    """Why one cell must stand before another (Kuck, Kuhn, Padua, Leasure, Wolfe 1981: Dependence graphs and compiler optimizations).

    Parameters
    ----------
    before, after : the cells
    name : the global concerned, "*" where it is any
    kind : "flow" where `after` reads what `before` binds or changes, "anti" where `after` binds or changes what `before` reads, "output"
        where both bind the name and a reader below gets what `after` binds
    """

    before: int
    after: int
    name: str
    kind: Literal["flow", "anti", "output"]

    def __str__(self) -> str:
        return f"{self.before} -> {self.after} {self.name} {self.kind}"


class Cycle(ValueError):
    """No order of the cells keeps all dependences.

    Parameters
    ----------
    cells : those that wait for each other
    """

    def __init__(self, cells: Sequence[int]) -> None:
        super().__init__(f"cells {', '.join(map(str, cells))} wait for each other")
        self.cells = tuple(cells)


# -- slices -----------------------------------------------------------------------------------------------------------------------------


def backward_slice(graph: Graph, cells: Iterable[int]) -> tuple[int, ...]:
    """The cells and all that they depend on, in the graph's order: run alone, they give what they give in the whole notebook.

    A slice over whole cells, which nothing but the flow of data ties together: the cells of a notebook are run one by one, so none of
    them decides whether another runs (Weiser 1981: Program slicing; Ferrante, Ottenstein, Warren 1987: The program dependence graph). A
    deletion counts as a definition where it may be what the reader sees.
    """
    deleters: dict[int, set[int]] = {}
    for read in graph.trace.reads:
        if read.deleted_at is not None:
            deleters.setdefault(read.cell, set()).add(read.deleted_at.cell)
    return _closed(graph, cells, lambda cell: (*(edge.source for edge in graph.incoming(cell)), *deleters.get(cell, ())))


def forward_slice(graph: Graph, cells: Iterable[int]) -> tuple[int, ...]:
    """The cells and all that depend on them, in the graph's order: what is stale when they change (Horwitz, Reps, Binkley 1990:
    Interprocedural slicing using dependence graphs)."""
    return _closed(graph, cells, lambda cell: (edge.target for edge in graph.outgoing(cell)))


def _closed(graph: Graph, cells: Iterable[int], near: Callable[[int], Iterable[int]]) -> tuple[int, ...]:
    seen = set(cells)
    todo = list(seen)
    while todo:
        found = set(near(todo.pop())) - seen
        seen |= found
        todo += found
    return tuple(cell for cell in graph.order if cell in seen)


# -- definitions and uses ---------------------------------------------------------------------------------------------------------------


def reaching(graph: Graph, cell: int) -> dict[str, tuple[int, ...]]:
    """The cells whose binding of a name may be what the cell reads, by name, sorted (reaching definitions: Allen, Cocke 1976: A program
    data flow analysis procedure). Names that it binds itself before it reads them are left out."""
    found: dict[str, set[int]] = {}
    for edge in graph.incoming(cell):
        if edge.via == "bind":
            found.setdefault(edge.name, set()).add(edge.source)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def live(graph: Graph, position: int) -> tuple[str, ...]:
    """The names live at the cut before `order[position]`, sorted: those bound above it whose value may be needed at or below it (live
    variables: Kennedy 1971: A global flow analysis algorithm). Kept alone, they are enough to go on from there, where loops run at all."""
    above = frozenset(graph.order[:position])
    return tuple(sorted({edge.name for edge in graph.edges if edge.source in above and edge.target not in above}))


# -- order ------------------------------------------------------------------------------------------------------------------------------


def dependences(graph: Graph) -> tuple[Dependence, ...]:
    """What an order of the cells must keep so that each read gets what it gets in the graph's order, sorted.

    Each cell reads the same bindings and sees the same changes of their objects in every order that keeps these. A read that is missing
    because the name is bound further down gets the first of these bindings. What a name holds in the end, if no cell reads it, is not
    kept, nor what goes through files or the kernel's history; two cells that only use a name for themselves don't depend on each other by
    it. A cell that may bind or delete any name (%run of a file that is not there, exec, %reset) keeps its place among all others.

    Raises
    ------
    ValueError : a cell stands more than once in the graph's order
    """
    rank = {cell: position for position, cell in enumerate(graph.order)}
    if len(rank) < len(graph.order):
        raise ValueError("a cell that runs twice has no one place")
    found = {Dependence(edge.source, edge.target, edge.name, "flow") for edge in graph.edges if edge.source in rank and edge.target in rank}
    found.update(_of_changes(graph, rank))
    binders = _binders(graph)
    late: set[tuple[int, int]] = set()
    for (reader, name), origin in _origins(graph, binders).items():
        others = sorted((cell for cell in binders.get(name, ()) if cell in rank and cell != reader), key=rank.__getitem__)
        sources = [cell for cell in others if cell in origin]
        found.update(Dependence(before, after, name, "output") for before, after in zip(sources, sources[1:], strict=False))
        if origin == {_LATER}:
            sources = [cell for cell in others if rank[cell] > rank[reader]][:1]
            late.update((reader, wanted) for wanted in sources)
        found.update(Dependence(source, reader, name, "flow") for source in sources)
        for other in others:
            if other in sources:
                continue
            if rank[other] > rank[reader]:
                found.add(Dependence(reader, other, name, "anti"))
            else:  # what it binds is gone before the read, by the first source behind it or in the reader
                behind = next((cell for cell in sources if rank[cell] > rank[other]), None)
                found.add(Dependence(other, reader, name, "flow") if behind is None else Dependence(other, behind, name, "output"))
    for cell in graph.order:
        if cell in graph.trace.opened or any("*" in magic.deletes for magic in graph.facts[cell].magics):
            found.update(Dependence(cell, other, "*", "flow") for other in graph.order[rank[cell] + 1 :] if (cell, other) not in late)
            found.update(Dependence(other, cell, "*", "anti") for other in graph.order[: rank[cell]] if (other, cell) not in late)
    return tuple(sorted(found))


def topological_order(graph: Graph, present: Sequence[int] | None = None) -> tuple[int, ...]:
    """The order of the cells that keeps all dependences and moves as few cells as possible.

    Of the graph of recorded order it is the document order in which a fresh run gives what was recorded; of the graph of document order it
    is the one in which no name comes too late. That the cells which stay are as many as can be is exact: two cells can't both stay where
    they stand against a dependence. That relation is transitive, so the largest set of cells free of it is a largest antichain, which a
    bipartite matching gives (Dilworth 1950: A decomposition theorem for partially ordered sets; Fulkerson 1956). Where there is a choice
    the readers stay and what they read is moved up. Around those that stay the others are laid by Kahn's algorithm (Kahn 1962:
    Topological sorting of large networks), as near to where they stood as their dependences let them.

    Parameters
    ----------
    graph : of any order
    present : the order from which is moved, document order if None

    Raises
    ------
    Cycle : no order keeps the dependences
    ValueError : a cell stands more than once in the graph's order
    """
    cells = tuple(sorted(graph.order) if present is None else present)
    needs: dict[int, set[int]] = {cell: set() for cell in cells}
    for dependence in dependences(graph):
        needs[dependence.after].add(dependence.before)
    return _kahn(cells, _with_chain(needs, _staying(cells, _transitive(cells, needs))))


def _kahn(cells: Sequence[int], needs: dict[int, set[int]]) -> tuple[int, ...]:
    """An order in which each cell stands behind those that it needs, the first in `cells` first."""
    rank = {cell: position for position, cell in enumerate(cells)}
    waiting = {cell: len(needs[cell]) for cell in cells}
    followers: dict[int, list[int]] = {}
    for cell in cells:
        for before in needs[cell]:
            followers.setdefault(before, []).append(cell)
    ready = [rank[cell] for cell in cells if not waiting[cell]]
    heapify(ready)
    order: list[int] = []
    while ready:
        cell = cells[heappop(ready)]
        order.append(cell)
        for after in followers.get(cell, ()):
            waiting[after] -= 1
            if not waiting[after]:
                heappush(ready, rank[after])
    if len(order) < len(cells):
        raise Cycle(_circle({cell: needs[cell] for cell in cells if waiting[cell]}))
    return tuple(order)


def _circle(needs: dict[int, set[int]]) -> list[int]:
    """Cells that need each other in a circle, among such of which each needs another."""
    path: list[int] = []
    at = next(iter(needs))
    while at not in path:
        path.append(at)
        at = next(cell for cell in sorted(needs[at]) if cell in needs)
    return sorted(path[path.index(at) :])


def _transitive(cells: Sequence[int], needs: dict[int, set[int]]) -> dict[int, set[int]]:
    """All that each cell needs, directly or not."""
    closed: dict[int, set[int]] = {}
    for cell in _kahn(cells, needs):
        closed[cell] = needs[cell].union(*(closed[before] for before in needs[cell]))
    return closed


def _with_chain(needs: dict[int, set[int]], chain: Sequence[int]) -> dict[int, set[int]]:
    chained = dict(needs)
    for before, after in zip(chain, chain[1:], strict=False):
        chained[after] = {*needs[after], before}
    return chained


def _staying(cells: Sequence[int], needs: dict[int, set[int]]) -> list[int]:
    """The most cells that can stay as they stand to each other, where `needs` holds all that each needs, directly or not."""
    early = {cell: [before for before in cells[:position] if cell in needs[before]] for position, cell in enumerate(cells)}
    giver: dict[int, int] = {}  # of a cell that stands too early, the one below that it is matched with
    taker: dict[int, int] = {}  # the other way round
    for cell in cells:
        _augment(cell, early, giver, taker)
    # König's theorem: what alternating paths from the unmatched reach shows a smallest cover; what it does not cover is the antichain
    todo = [cell for cell in cells if cell not in taker]
    reached, moved = set(todo), set[int]()
    while todo:
        for before in early[todo.pop()]:
            if before not in moved:
                moved.add(before)
                if giver[before] not in reached:
                    reached.add(giver[before])
                    todo.append(giver[before])
    return [cell for cell in cells if cell in reached and cell not in moved]


def _augment(start: int, early: dict[int, list[int]], giver: dict[int, int], taker: dict[int, int]) -> None:
    """Match one more cell, if there is an alternating path that ends at an unmatched one."""
    came: dict[int, int] = {}
    todo = [start]
    for cell in todo:
        for before in early[cell]:
            if before in came:
                continue
            came[before] = cell
            if before in giver:
                todo.append(giver[before])
                continue
            free: int | None = before
            while free is not None:
                by = came[free]
                following = taker.get(by)
                giver[free], taker[by] = by, free
                free = following
            return


# -- what dependences are made of -------------------------------------------------------------------------------------------------------

_BUILTINS = frozenset(dir(builtins))
_LATER = -1  # stands among the origins of a read that is missing because the name is bound further down


def _origins(graph: Graph, binders: dict[str, set[int]]) -> dict[tuple[int, str], set[int]]:
    """By reader and name, the cells whose binding or deletion it may see, its own left out; none where it sees the built-in."""
    origins: dict[tuple[int, str], set[int]] = {}
    for read in graph.trace.reads:
        if not read.called:
            continue
        seen = {binding.cell for binding in read.bindings}
        if read.deleted_at is not None:
            seen.add(read.deleted_at.cell)
        if read.missing == "defined-later" and not read.guarded:
            seen.add(_LATER)
        if seen != {read.cell}:
            origins.setdefault((read.cell, read.name), set()).update(seen - {read.cell})
    hidden = binders.keys() & _BUILTINS
    for cell in graph.order if hidden else ():
        for node in graph.facts[cell].nodes.get(ast.Name, ()):
            if isinstance(node, ast.Name) and node.id in hidden:
                origins.setdefault((cell, node.id), set())
    return origins


def _binders(graph: Graph) -> dict[str, set[int]]:
    """By name, the cells that bind or delete it."""
    binders: dict[str, set[int]] = {}
    for binding in graph.trace.bindings:
        binders.setdefault(binding.name, set()).add(binding.cell)
    used = {read.name for read in graph.trace.reads} | _BUILTINS
    for cell, names in graph.trace.brought.items():
        for name in used & names:
            binders.setdefault(name, set()).add(cell)
    for read in graph.trace.reads:
        if read.deleted_at is not None:
            binders.setdefault(read.name, set()).add(read.deleted_at.cell)
    for edge in graph.edges:
        if edge.via == "delete":
            binders.setdefault(edge.name, set()).add(edge.target)
    for cell in graph.order:
        for node in graph.facts[cell].nodes.get(ast.Delete, ()):
            for target in node.targets if isinstance(node, ast.Delete) else ():
                if isinstance(target, ast.Name):
                    binders.setdefault(target.id, set()).add(cell)
    return binders


def _of_changes(graph: Graph, rank: dict[int, int]) -> Iterator[Dependence]:
    """A reader stands before the cells that change in place, later, what it reads."""
    for read in graph.trace.reads:
        for binding in read.bindings if read.called else ():
            for held in binding.objects:
                for found in held.reach():
                    for changer in found.log or ():
                        if rank.get(changer, -1) > rank[read.cell]:
                            yield Dependence(read.cell, changer, read.name, "anti")
