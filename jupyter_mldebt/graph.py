"""Graph: which cell's binding of which name reaches which reader, for one order of the cells. What is asked of it stands in queries.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from jupyter_mldebt.events import Binding, Call, Mutation, Read, Trace, by_cell
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.flow import run
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.sources import Sources


class Edge(NamedTuple):
    """A def-use edge between two cells (indices among all cells).

    `via` is "bind" where the source binds the name, "mutate" where it changes the object in place, another word
    ("draw", "state", "file", "delete") for what is no value that can be compared.
    """

    source: int
    target: int
    name: str
    via: str

    def __str__(self) -> str:
        return f"{self.name}: {self.source} -> {self.target}" + ("" if self.via == "bind" else f" {self.via}")


@dataclass(frozen=True)
class Graph:
    """Immutable result of linking the facts of the cells in one order.

    Parameters
    ----------
    notebook : the notebook
    order : indices of the code cells in the order in which they were linked
    facts : facts of each code cell by its index
    trace : everything the abstract run saw, in order of time
    """

    notebook: Notebook
    order: tuple[int, ...]
    facts: Mapping[int, CellFacts]
    trace: Trace

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All edges between different cells, sorted."""
        return tuple(sorted(Edge(source, target, name, via) for (source, target, name), via in self.trace.edges.items()))

    @cached_property
    def _by_target(self) -> dict[int, list[Edge]]:
        return _grouped(self.edges, lambda edge: edge.target)

    @cached_property
    def _by_source(self) -> dict[int, list[Edge]]:
        return _grouped(self.edges, lambda edge: edge.source)

    def incoming(self, cell: int) -> Sequence[Edge]:
        return self._by_target.get(cell, ())

    def outgoing(self, cell: int) -> Sequence[Edge]:
        return self._by_source.get(cell, ())

    @cached_property
    def bindings_of(self) -> dict[int, list[Binding]]:
        """Bindings by the cell whose execution makes them."""
        return by_cell(self.trace.bindings)

    @cached_property
    def reads_of(self) -> dict[int, list[Read]]:
        """Reads by the cell whose execution makes them, also of names that the cell itself bound."""
        return by_cell(self.trace.reads)

    @cached_property
    def mutations_of(self) -> dict[int, list[Mutation]]:
        return by_cell(self.trace.mutations)

    @cached_property
    def calls_of(self) -> dict[int, list[Call]]:
        return by_cell(self.trace.calls)

    @cached_property
    def targets(self) -> frozenset[str]:
        """What is called in the notebook, by qualified name or kind of receiver and method."""
        return frozenset([call.target for call in self.trace.calls if call.target is not None])

    @cached_property
    def names(self) -> frozenset[str]:
        """All globals that the notebook binds."""
        return frozenset([binding.name for binding in self.trace.bindings])

    def defines(self, cell: int) -> tuple[str, ...]:
        """Globals that the cell binds, sorted."""
        return tuple(sorted({binding.name for binding in self.bindings_of.get(cell, ()) if binding.kind != "possible"}))

    def needs(self, cell: int) -> tuple[str, ...]:
        """Globals that the cell takes from outside itself, missing ones included, sorted."""
        return tuple(
            sorted({read.name for read in self.reads_of.get(cell, ()) if read.missing or any(b.cell != cell for b in read.bindings)})
        )

    def mutates(self, cell: int) -> tuple[str, ...]:
        """Globals whose object the cell changes in place, sorted."""
        return tuple(sorted({name for mutation in self.mutations_of.get(cell, ()) if mutation.via == "mutate" for name in mutation.names}))

    def missing(self) -> tuple[Read, ...]:
        """Reads that may fail on a fresh run in this order, in order of time."""
        return tuple(read for read in self.trace.reads if read.missing)

    def lines(self) -> list[str]:
        """What the graph says, sorted: `df: 1 -> 3` for each edge (what is not "bind" is named behind), `missing: 3 df never-defined` for
        each read that may fail, `problem: 2` for each cell that does not parse."""
        said = [str(edge) for edge in self.edges]
        said += dict.fromkeys(map(_told, self.missing()))
        said += [
            f"problem: {index}" + (f" needs Python {facts.problem.needs_python}" if facts.problem.needs_python else "")
            for index, facts in self.facts.items()
            if facts.problem is not None
        ]
        return sorted(said)

    def __str__(self) -> str:
        """The notebook as text, its cells parted by `# %%`, and below `=>` what the graph says of it: the form of the engine's tests."""
        heads = (f"# %%{'' if cell.kind == 'code' else f' [{cell.kind}]'}\n{cell.source}" for cell in self.notebook.cells)
        return "\n".join([*heads, "=>", *self.lines()])


def link(
    notebook: Notebook, facts: Mapping[int, CellFacts], *, order: Sequence[int] | None = None, sources: Sources | None = None
) -> Graph:
    """Link the facts of the cells to a graph.

    Parameters
    ----------
    notebook : the notebook
    facts : facts of each code cell, by index among all cells
    order : cells in the order in which they run; document order if None
    sources : where star imports and %run look for other files' names; None: nowhere
    """
    chosen = tuple(order) if order is not None else tuple(sorted(facts))
    return Graph(notebook, chosen, facts, run(notebook, facts, chosen, sources))


def recorded_order(notebook: Notebook) -> tuple[int, ...]:
    """Indices of the code cells by their saved execution count; cells without a count are left out."""
    counted = [(cell.execution_count, cell.index) for cell in notebook.code_cells() if cell.execution_count is not None]
    return tuple(index for _, index in sorted(counted))


def _grouped(edges: Iterable[Edge], key: Callable[[Edge], int]) -> dict[int, list[Edge]]:
    groups: dict[int, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(key(edge), []).append(edge)
    return groups


def _told(read: Read) -> str:
    """A missing read as a line of text."""
    words = [f"missing: {read.cell} {read.name} {read.missing}"]
    words += ["guarded"] if read.guarded else []
    words += ["hidden"] if read.hidden_by else []
    words += ["uncalled"] if not read.called else [] if read.certain else ["perhaps"]
    if read.call_place is not None and read.place.cell != read.cell:
        words.append(f"called at line {read.call_place.line}")
    return " ".join(words)
