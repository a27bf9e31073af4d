"""The kinds of the statements of all cells, worked out once for the rules of this family."""

from __future__ import annotations

from jupyter_mldebt.context import Context
from jupyter_mldebt.glue import kinds


def of_all_cells(context: Context) -> dict[int, tuple[str, ...]]:
    """By cell, in document order."""
    return {cell: kinds(context.graph, cell) for cell in context.graph.order}
