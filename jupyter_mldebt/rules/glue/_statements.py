"""The work of all cells, looked at once for the rules of this family."""

from __future__ import annotations

from jupyter_mldebt.context import Context
from jupyter_mldebt.glue import Work


def of_all_cells(context: Context) -> dict[int, Work]:
    """By cell, in document order."""
    return {cell: Work(context.graph, cell) for cell in context.graph.order}
