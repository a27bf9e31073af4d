"""The execution counts that a file holds."""

from __future__ import annotations

from jupyter_mldebt.context import Context
from jupyter_mldebt.model import Cell

NEED_NO_RUN = frozenset({"skip-execution", "parameters", "injected-parameters"})


def counts(context: Context) -> dict[int, int]:
    """Count of each code cell that has code and a count, in document order."""
    return context.once(_counts)


def _counts(context: Context) -> dict[int, int]:
    return {
        cell.index: cell.execution_count
        for cell in context.notebook.code_cells()
        if cell.execution_count is not None and has_code(cell, context)
    }


def has_code(cell: Cell, context: Context) -> bool:
    """Whether the cell holds anything to run: not where it is blank or holds comments only."""
    if not cell.source.strip():
        return False
    facts = context.facts.get(cell.index)
    return facts is None or not facts.is_empty
