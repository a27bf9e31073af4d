"""The statements of all cells with their kinds, worked out once for the rules of this family."""

from __future__ import annotations

from jupyter_mldebt.context import Context
from jupyter_mldebt.glue import Statement, statements


def of_all_cells(context: Context) -> dict[int, list[Statement]]:
    """By cell; imports are left out, since every notebook needs them."""
    return {cell: [found for found in statements(context.graph, cell) if found.kind != "import"] for cell in context.graph.order}
