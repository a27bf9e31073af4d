"""A cell that is marked as one that fails did not fail in the run that the file shows.

## Why it matters

The tag `raises-exception` says that a cell is there to show an error, and lets runners go on behind it. Where the saved run has no error
there, the example has stopped showing what it was written for, or the tag was forgotten when the cell was mended: it now hides the next
error of the cell from everybody who runs the notebook.

Nothing is said where the outputs were stripped, since then nobody can know.

In preview, as it is too rare in real notebooks to be judged.

## Bad

```python
# %% In[1]
total = 0
# %% In[2] tags=raises-exception output
total / 1  # <- NBO009: total / 1
```

## Good

```python
# %% In[1] tags=raises-exception error=ZeroDivisionError
1 / 0
```

```python
# %% In[1] tags=raises-exception
1 / 0
```

## When to ignore

Where the cell may fail or not, as it happens.

## References

- nbclient documentation: the tag raises-exception.
- nbval, issue 108: a cell that was expected to fail and did not.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.rules.execution_order._counts import counts

CODE = "NBO009"
SEVERITY = "info"
PREVIEW = True


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    if not any(cell.outputs for cell in notebook.cells):
        return
    for index in counts(context):
        cell = context.cell_at(index)
        if "raises-exception" in cell.tags and not any(output.kind == "error" for output in cell.outputs):
            yield Hit(context.head(index), f"{cell.label} is tagged raises-exception, but it raised nothing in the saved run")
