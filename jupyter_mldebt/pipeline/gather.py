"""Gather: a new notebook of just the executions that made a result, as they ran (Head et al. 2019, Managing messes in computational notebooks).

It is the backward slice of the session over names, changes in place, files, random numbers and settings of the process.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.facts import CellFacts, facts_of
from jupyter_mldebt.flow import run
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.pipeline.footprint import ANY, Footprint, footprints, meet
from jupyter_mldebt.queries import backward_slice


class Ungatherable(Exception):
    """A result can't be gathered; the message says why."""


class Gathered(NamedTuple):
    """The executions that made a result, and what is to be known of them.

    Parameters
    ----------
    executions : in the order in which they ran, the one that is gathered last
    notes : why a fresh run may give something else, one sentence each
    """

    executions: tuple[Execution, ...]
    notes: tuple[str, ...]


def gather(executions: Sequence[Execution], number: int) -> Gathered:
    """Find what made the result of an execution.

    Parameters
    ----------
    executions : of one kernel since its start or last restart, in order
    number : of the one whose result is wanted

    Raises
    ------
    Ungatherable : it is not among them, or did not run
    """
    upto = [execution for execution in executions if execution.number <= number and execution.status != "aborted"]
    if not upto or upto[-1].number != number:
        raise Ungatherable(f"execution {number} is not among those that ran since the kernel's start")
    graph = _graph(upto)
    last = len(upto) - 1
    kept = _closed(graph, last)
    chosen = tuple(upto[index] for index in kept)
    return Gathered(chosen, tuple(_notes(upto, kept, graph)))


def notebook(gathered: Gathered, source: str, kernel: str) -> dict[str, Any]:
    """The notebook of what was gathered, in nbformat's form. Nothing in it was run; cells that failed are tagged so that a run goes on behind them.

    Parameters
    ----------
    gathered : what `gather` found
    source : name of the notebook whose session it was, for its first cell
    kernel : name of the kernel
    """
    count = len(gathered.executions)
    head = [
        f"Gathered from {source}: the {count} executions that made the result below, as they ran."
        if count > 1
        else f"Gathered from {source}."
    ]
    head += [f"- {note}" for note in gathered.notes]
    cells: list[dict[str, Any]] = [_cell("markdown", "\n".join(head[:1] + [""] * bool(head[1:]) + head[1:]), ())]
    for execution in gathered.executions:
        cells.append(_cell("code", execution.source, ("raises-exception",) if execution.status == "error" else ()))
    metadata = {
        "kernelspec": {"display_name": kernel, "language": "python", "name": kernel},
        "language_info": {"name": "python"},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cell(kind: str, text: str, tags: tuple[str, ...]) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "id": secrets.token_hex(4), "metadata": {"tags": list(tags)} if tags else {}, "source": text}
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell


def _graph(executions: Sequence[Execution]) -> Graph:
    """The executions as if each were a cell of its own."""
    cells = tuple(Cell(index, None, "code", execution.source.replace("\r\n", "\n")) for index, execution in enumerate(executions))
    page = Notebook("session", cells)
    facts: dict[int, CellFacts] = {cell.index: facts_of(cell.source) for cell in cells}
    failed = frozenset(index for index, execution in enumerate(executions) if execution.status == "error")
    order = tuple(range(len(cells)))
    return Graph(page, order, facts, run(page, facts, order, None, failed))


def _closed(graph: Graph, last: int) -> tuple[int, ...]:
    """What the last one depends on, to the fixed point: by the flow of data, by the state of the process, by files."""
    names = [frozenset(read.name for read in graph.reads_of.get(index, ())) for index in graph.order]
    prints = footprints(graph, [[index] for index in graph.order], names)
    kept = set(backward_slice(graph, [last]))
    while True:
        found = {
            earlier
            for index in kept
            for earlier in range(index)
            if earlier not in kept and _matters(graph, earlier, prints[earlier], prints[index])
        }
        if not found:
            return tuple(sorted(kept))
        kept |= set(backward_slice(graph, found))


def _matters(graph: Graph, earlier: int, before: Footprint, after: Footprint) -> bool:
    """Whether what one execution did beside binding names may be seen by a later one.

    What nothing is known of counts as leaving the state of the process and files alone, unless it is a magic or another program: else one
    call of an unknown library would bring along all that ran before.
    """
    facts = graph.facts[earlier]
    programs = any(magic.kind == "shell" or magic.name in ("bash", "sh", "script", "writefile", "system", "sx") for magic in facts.magics)
    settings = any(magic.kind in ("line", "cell") and not programs for magic in facts.magics)
    if programs or settings:
        return settings or bool(after.reads)
    known = ANY not in before.writes
    return bool(before.sets & after.takes and (known or "random" in before.sets & after.takes)) or meet(
        before.writes - {ANY}, after.reads - {ANY}
    )


def _notes(executions: Sequence[Execution], kept: Sequence[int], graph: Graph) -> list[str]:
    notes = []
    first = executions[0].number
    gaps = first > 0 or any(later.number > former.number + 1 for former, later in zip(executions, executions[1:], strict=False))
    if gaps:
        notes.append("Some executions before it were not recorded: what they did is missing here.")
    if any(executions[index].error == "KeyboardInterrupt" for index in kept):
        notes.append("One of them was interrupted: how far it came can't be repeated.")
    if any(
        read.missing and not read.hidden_by for index in kept for read in graph.reads_of.get(index, ()) if executions[index].status == "ok"
    ):
        notes.append("A name is read that no recorded execution made.")
    if any(
        read.name in ("Out", "_", "__", "___", "In", "_oh", "_ih") and not read.bindings
        for index in kept
        for read in graph.reads_of.get(index, ())
    ):
        notes.append("The kernel's history (`_`, `Out`) is used, which is another one in a new notebook.")
    return notes
