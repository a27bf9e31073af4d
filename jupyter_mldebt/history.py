"""Run: what really ran, as far as the file tells, and the notebook's state that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jupyter_mldebt.events import Binding, Read
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.graph import Edge, Graph, recorded_order
from jupyter_mldebt.model import Notebook, Place
from jupyter_mldebt.rule import State

_NEED_NO_RUN = frozenset({"skip-execution", "parameters", "injected-parameters"})


@dataclass(frozen=True)
class Run:
    """The recorded run of a notebook: its code cells by their saved execution counts.

    Parameters
    ----------
    notebook : the notebook
    facts : facts of each code cell by its index
    """

    notebook: Notebook
    facts: Mapping[int, CellFacts]

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Indices of the cells that have a count, by count; cells of equal count in document order."""
        return recorded_order(self.notebook)

    @cached_property
    def counts(self) -> dict[int, int]:
        """The saved count of each cell that has one, in document order."""
        return {cell.index: cell.execution_count for cell in self.notebook.code_cells() if cell.execution_count is not None}

    @cached_property
    def last(self) -> int:
        """Index of the last cell of the document that has a count, -1 where none has: cells below it were never run."""
        return max(self.counts, default=-1)

    @cached_property
    def never_run(self) -> tuple[int, ...]:
        """Code cells with code and without a count that stand above one with a count."""
        return tuple(
            cell.index
            for cell in self.notebook.code_cells()
            if cell.execution_count is None
            and cell.index < self.last
            and not _NEED_NO_RUN.intersection(cell.tags)
            and self._has_code(cell.index)
        )

    @cached_property
    def is_ordered(self) -> bool:
        """True where the counts strictly increase down the page."""
        counts = tuple(self.counts.values())
        return all(before < after for before, after in zip(counts, counts[1:], strict=False))

    def failed(self, cell: int) -> bool:
        """True where the cell's saved outputs hold an error."""
        return any(output.kind == "error" for output in self.notebook.cells[cell].outputs)

    def _has_code(self, cell: int) -> bool:
        return cell in self.facts and not self.facts[cell].is_empty


def state(run: Run, document: Graph, recorded: Callable[[], Graph]) -> State:
    """Say whether a fresh run of the document would give what the file records.

    Without running anything this is decided by the dataflow: a notebook drifted where a read gets another definition in recorded than in
    document order, where a name ends with another one, or where a fresh run stops at a missing name and the recorded run did not.

    Parameters
    ----------
    run : the recorded run
    document : the graph of document order
    recorded : gives the graph of recorded order; asked only where the counts do not settle it
    """
    if not run.counts:
        return "unknown"
    if any(_stops(read) and not run.failed(read.cell) for read in document.missing() if read.cell in run.counts):
        return "drifted"
    if run.is_ordered and not run.never_run:
        return "valid"
    if run.is_ordered and not any(_has_effect(document, cell) for cell in run.never_run) or settles(run, document):
        return "weakly-valid"
    if _contradicts(run, document):
        return "drifted"
    return "weakly-valid" if _agree(document, recorded(), run) else "drifted"


def settles(run: Run, document: Graph) -> bool:
    """True where the counts contradict the order of the page only between cells that have nothing to do with each other, so that the graph
    of recorded order has the same edges: neither binds or deletes what the other uses, and neither changes an object in place.

    The common case of cells that were run again; it is asked because the other graph costs as much as the first. Exchanging neighbours that
    don't conflict leaves a run the same (Mazurkiewicz: Trace Theory, 1987).
    """
    trace = document.trace
    if run.never_run or trace.opened or trace.brought or any(magic.deletes for facts in run.facts.values() for magic in facts.magics):
        return False
    written: dict[str, int] = {}  # by name, the highest count of the cells so far that bind it, and of those that use it
    used: dict[str, int] = {}
    deleted = [(edge.target, edge.name) for edge in document.edges if edge.via == "delete"]
    for cell, count in run.counts.items():
        writes = {binding.name for binding in document.bindings_of.get(cell, ())}
        writes.update(name for target, name in deleted if target == cell)
        if any(mutation.via == "mutate" for mutation in document.mutations_of.get(cell, ())):
            writes.add("")  # an object may be had under many names
        names = {read.name for read in document.reads_of.get(cell, ())} | writes | {""}
        if any(written.get(name, 0) > count for name in names) or any(used.get(name, 0) > count for name in writes):
            return False
        for name in writes:
            written[name] = max(count, written.get(name, 0))
        for name in names:
            used[name] = max(count, used.get(name, 0))
    return True


def first_drift(run: Run, document: Graph, recorded: Callable[[], Graph]) -> Read | None:
    """The first read from the top on that surely got another definition in the recorded run than a fresh run gives it; None where none did,
    or the counts are of different sessions. The parameters are those of `state`.
    """
    if run.is_ordered or len(set(run.counts.values())) < len(run.counts) or settles(run, document):
        return None
    fresh, ran = _reads(document, run), _reads(recorded(), run)
    reads = sorted((read for read in document.trace.reads if read.cell in run.counts), key=lambda read: (read.cell, read.time))
    for read in reads:
        key = read.cell, read.place, read.name
        is_sure = all(binding.kind != "possible" for binding in read.bindings)
        if is_sure and fresh[key] and ran.get(key) and not fresh[key] & ran[key]:
            return read
    return None


def _contradicts(run: Run, document: Graph) -> bool:
    """True where a cell surely read another definition than a fresh run gives it: the one above it was not run, or later than the cell."""
    counts, never = run.counts, frozenset(run.never_run)
    return any(
        binding.kind != "import" and (binding.cell in never or counts.get(binding.cell, 0) > counts[read.cell])
        for read in document.trace.reads
        if read.cell in counts
        for binding in read.bindings
    )


def _has_effect(graph: Graph, cell: int) -> bool:
    """Whether other cells may notice that the cell was not run."""
    return bool(graph.bindings_of.get(cell) or graph.mutations_of.get(cell) or graph.outgoing(cell))


def _stops(read: Read) -> bool:
    """True where a fresh run surely raises NameError at the read."""
    return read.certain and not read.guarded and not read.hidden_by and read.missing in ("never-defined", "defined-later", "deleted")


def _agree(document: Graph, recorded: Graph, run: Run) -> bool:
    """True where all that decides outputs and values is the same in both orders.

    That is what reaches each read, who changes whose objects, and what each name holds in the end, of those that the recorded run bound.
    """
    if _reads(document, run) != _reads(recorded, run) or _changes(document, run) != _changes(recorded, run):
        return False
    fresh, final = _final(document, run), _final(recorded, run)
    return all(fresh.get(name) == origin for name, origin in final.items())


def _reads(graph: Graph, run: Run) -> dict[tuple[int, Place, str], set[object]]:
    reads: dict[tuple[int, Place, str], set[object]] = {}
    for read in graph.trace.reads:
        if read.cell in run.counts:
            reads.setdefault((read.cell, read.place, read.name), set()).update(map(_origin, read.bindings))
    return reads


def _changes(graph: Graph, run: Run) -> set[Edge]:
    return {edge for edge in graph.edges if edge.via == "mutate" and edge.target in run.counts}


def _final(graph: Graph, run: Run) -> dict[str, object]:
    return {binding.name: _origin(binding) for binding in graph.trace.bindings if binding.cell <= run.last}


def _origin(binding: Binding) -> object:
    """What tells one value from another: an import is the same wherever it stands."""
    if binding.kind == "import" and binding.qualified:
        return binding.qualified
    return binding.cell, binding.place
