"""A saved output is a traceback.

## Why it matters

The run that the file shows did not get through. "Restart and run all", and every scheduler, stop at this cell; what stands below it was
made in another session or after a repair that the page does not show.

A saved `NameError` or `SyntaxError` whose cause is found in the code is told by the rule about that cause instead.

## Bad

```python
# %% In[1] error=ZeroDivisionError
1 / 0  # <- NBO005: 1 / 0
# %% In[2]
print("went on")
```

```python
# %% [markdown]
# The mean squared error of the model:
# %% In[1] error=ZeroDivisionError
1 / 0  # <- NBO005: 1 / 0
```

## Good

```python
# %% In[1] tags=raises-exception error=ZeroDivisionError
1 / 0
# %% In[2]
print("went on")
```

```python
# %% [markdown]
# Dividing by zero raises an error:
# %% In[1] error=ZeroDivisionError
1 / 0
```

```python
# %% In[1] error=ZeroDivisionError
1 / 0
# %% In[2]
%debug
```

## When to ignore

Where the error is what the cell is there to show: give it the tag `raises-exception`, which runners understand as well. Nothing is said
where that is plain: the heading, the text right above or below, or a comment of the cell speaks of an error, the last line is a `raise`, or
`%debug`, `%tb` or `%xmode` look at it.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
- nbclient documentation: the tag raises-exception.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.lesson import shows_error
from jupyter_mldebt.model import Notebook, Output

CODE = "NBO005"
SEVERITY = "warning"


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    for cell in notebook.cells:
        error = next((output for output in cell.outputs if output.kind == "error"), None)
        if error is None or cell.kind != "code" or "raises-exception" in cell.tags or _is_said(error, cell.index, context):
            continue
        if error.ename != "KeyboardInterrupt" and shows_error(notebook, context.facts, cell.index):
            continue
        if error.ename == "KeyboardInterrupt":
            message = f"{cell.label} was interrupted: its saved output is not a whole one"
        else:
            value = (error.evalue or "").strip().split("\n")[0]
            value = value if len(value) <= 80 else value[:77] + "..."
            message = f"the saved output of {cell.label} is an error: {error.ename or 'unknown'}" + (f": {value}" if value else "")
        yield Hit(context.head(cell.index), message)


def _is_said(error: Output, cell: int, context: Context) -> bool:
    """Whether another rule says why: the cell does not parse, or the name may be missing on a fresh run."""
    facts = context.facts.get(cell)
    if facts is not None and facts.problem is not None:
        return error.ename in ("SyntaxError", "IndentationError", "TabError")
    if error.ename != "NameError":
        return False
    value = error.evalue or ""
    reads = [read for read in context.graph.reads_of.get(cell, ()) if f"'{read.name}'" in value and not read.hidden_by]
    said = ("never-defined", "defined-later", "maybe-unbound")
    return any(read.missing in said or (read.deleted_at is not None and read.deleted_at.cell == cell) for read in reads)
