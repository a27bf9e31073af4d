"""A cell with code has no count, though cells above and below it were run.

## Why it matters

The saved results were made without it. A fresh run executes it too, and what it changes then reaches the cells below.

Cells at the end that were not reached are fine, and so are empty ones, mere texts and those tagged `skip-execution` or `parameters`. Nothing
is said where most cells were not run, as in a template; where the counts show that the cells ran and lost their count with their outputs,
since just as many numbers are missing there or the metadata records the run; and where a cell below, which ran, reads what nothing else can have
given it.

In preview: of cells without a count many did run, which only a side effect or a later text shows, or are blanks of exercises.

## Bad

```python
# %% In[1]
values = [3, 1, 2]
# %%
values.sort()  # <- NBO003: values.sort()
# %% In[2]
values[0]
```

## Good

```python
# %% In[1]
values = [3, 1, 2]
# %% tags=skip-execution
values.sort()
# %%
# nothing to run here
# %%
"A text."
# %% In[2]
values[0]
# %%
sum(values)
```

```python
# %% In[1]
values = [3, 1, 2]
# %%
values.sort()
# %% In[3]
values[0]
```

```python
# %% In[1]
values = [3, 1, 2]
# %%
most = max(values)
# %% In[2]
print(most)
```

## When to ignore

For a cell that is kept as an alternative: tag it `skip-execution`, so that runners leave it out as well.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.rules.execution_order._counts import NEED_NO_RUN, counts, has_code

CODE = "NBO003"
SEVERITY = "warning"
PREVIEW = True

_MOST_SHARE = 1.5  # cells that were not run, to those that were


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    ran = counts(context)
    if not ran:
        return
    used = {cell.execution_count for cell in notebook.cells}
    first, last = min(ran), max(ran)
    together: list[Cell] = []
    found: list[list[Cell]] = []
    above = 0
    for cell in notebook.code_cells():
        if not has_code(cell, context) or not first <= cell.index <= last:
            continue
        if cell.execution_count is None and not cell.outputs and not cell.timed and not NEED_NO_RUN.intersection(cell.tags):
            together.append(cell)
            continue
        if together and not _fits(len(together), above, ran.get(cell.index, 0), used):
            found.append(together)
        together, above = [], ran.get(cell.index, 0)
    if sum(map(len, found)) >= _MOST_SHARE * len(ran):
        return  # a text to be worked through, of which some cells have run
    for cells in found:
        told = [cell for cell in cells if _does_something(cell, context) and not _is_proved(cell.index, context)]
        yield from _said(told, context)


def _fits(cells: int, above: int, below: int, used: AbstractSet[int | None]) -> bool:
    """Whether just as many counts are missing between two cells as there are cells without one: these were taken away with the outputs."""
    return above > 0 and below - above - 1 == cells and used.isdisjoint(range(above + 1, below))


def _does_something(cell: Cell, context: Context) -> bool:
    """Whether anybody minds that the cell was not run: not where it is but texts, `pass` and empty prints."""
    tree = context.facts[cell.index].tree if cell.index in context.facts else None
    return tree is None or not all(_is_idle(statement) for statement in tree.body)


def _is_idle(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Pass):
        return True
    value = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "print" and not value.args
    return isinstance(value, ast.Constant)


def _is_proved(cell: int, context: Context) -> bool:
    """Whether a cell that ran without an error surely reads what nothing but this cell can have bound."""
    graph = context.graph
    names = {binding.name for binding in graph.bindings_of.get(cell, ())}
    others = {binding.name for binding in graph.trace.bindings if binding.cell != cell}
    return any(
        read.name in names - others and read.certain and not read.guarded and read.cell != cell and _succeeded(context.cell_at(read.cell))
        for read in graph.trace.reads
    )


def _succeeded(cell: Cell) -> bool:
    return cell.execution_count is not None and not any(output.kind == "error" for output in cell.outputs)


def _said(together: list[Cell], context: Context) -> Iterator[Hit]:
    """One finding for cells that follow each other."""
    if not together:
        return
    top = together[0]
    if len(together) == 1:
        message = f"{top.label} was never run, though cells above and below it were"
    else:
        message = f"{len(together)} cells from {top.label} to {together[-1].label} were never run, though cells above and below them were"
    yield Hit(context.head(top.index), message, related=tuple((context.head(cell.index), "never run either") for cell in together[1:6]))
