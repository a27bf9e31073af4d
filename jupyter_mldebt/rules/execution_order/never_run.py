"""A cell with code has no count, though cells above and below it were run.

## Why it matters

The saved results were made without it. A fresh run executes it too, and what it changes then reaches the cells below.

Cells at the end that were not reached are fine, and so are empty ones and those tagged `skip-execution` or `parameters`.

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
# %% In[2]
values[0]
# %%
sum(values)
```

## When to ignore

For a cell that is kept as an alternative: tag it `skip-execution`, so that runners leave it out as well.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.rules.execution_order._counts import NEED_NO_RUN, counts, has_code

CODE = "NBO003"
SEVERITY = "warning"


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    ran = counts(context)
    if not ran:
        return
    first, last = min(ran), max(ran)
    together: list[Cell] = []
    for cell in notebook.code_cells():
        if not has_code(cell, context):
            continue
        if cell.execution_count is None and not cell.outputs and first < cell.index < last and not NEED_NO_RUN.intersection(cell.tags):
            together.append(cell)
            continue
        yield from _said(together, context)
        together = []
    yield from _said(together, context)


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
