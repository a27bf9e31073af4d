"""What the rules about a running kernel have in common: where a cell uses a name, and how texts that ran are called."""

from __future__ import annotations

from jupyter_mldebt.context import Context
from jupyter_mldebt.execution import digest
from jupyter_mldebt.live.answer import Live
from jupyter_mldebt.model import Notebook, Place


def use(cell: int, name: str | None, context: Context) -> Place:
    """Where the cell uses the name, or calls the function that does; its first line where it doesn't any more."""
    reads = [read for read in context.graph.reads_of.get(cell, ()) if read.name == name]
    here = [read.place for read in reads if read.place.cell == cell and read.function is None]
    calls = [read.call_place for read in reads if read.call_place is not None and read.call_place.cell == cell]
    return min(here or calls, default=context.head(cell))


def text_that_ran(live: Live, execution: int) -> str:
    """The first line of what ran, with its count."""
    found = live.session.executions[execution]
    lines = [line.strip() for line in found.source.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    first = lines[0] if lines else ""
    shown = f"`{first[:40]}{'…' if len(first) > 40 or len(lines) > 1 else ''}`".replace("``", "an empty text")
    return shown + (f" [{found.count}]" if found.count is not None else "")


def listed(cells: tuple[int, ...], context: Context) -> str:
    """Cells in a sentence, the first three by their labels."""
    labels = [context.label(cell) for cell in cells[:3]] + ([f"{len(cells) - 3} more"] if len(cells) > 3 else [])
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def edited_in_file(notebook: Notebook) -> tuple[int, ...]:
    """Cells whose text is not the one of which the file holds the digest."""
    return tuple(cell.index for cell in notebook.code_cells() if cell.ran is not None and cell.ran != digest(cell.source))
