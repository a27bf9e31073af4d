"""A cell has outputs and no count, while other cells have one.

## Why it matters

Nothing tells when, or by which code, the output was made: the count was stripped, or the cell was edited by a tool that kept the old
output. Where all counts are stripped that was a decision, and nothing is said; nor where the cell's metadata record the time of the run.

## Bad

```python
# %% In[1]
a = 1
# %% output
a + 1  # <- NBO006: a + 1
# %% In[2]
a
```

## Good

```python
# %% output
a = 1
# %% output
a + 1
```

```python
# %% In[1]
a = 1
# %% In[2] output
a + 1
# %% output timed
a + 2
```

## When to ignore

For outputs that were put there by hand.

## References

- nbformat documentation: the fields execution_count and outputs of a code cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.model import Notebook, Output

CODE = "NBO006"
SEVERITY = "info"


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    code = [cell for cell in notebook.cells if cell.kind == "code"]
    if all(cell.execution_count is None for cell in code):
        return
    loose = [
        cell
        for cell in code
        if cell.execution_count is None and cell.outputs and not cell.timed and not any(map(_is_counted, cell.outputs))
    ]
    if not loose:
        return
    first, *others = loose
    more = f"; {len(others)} more cell{'s' if len(others) > 1 else ''} of that kind" if others else ""
    yield Hit(
        context.head(first.index),
        f"{first.label} has an output but no count: no number tells where in the run it was made{more}",
        related=tuple((context.head(cell.index), "has an output but no count, either") for cell in others[:5]),
    )


def _is_counted(output: Output) -> bool:
    """Whether an output carries a count of its own, as results do."""
    return output.execution_count is not None
