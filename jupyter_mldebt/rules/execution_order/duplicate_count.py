"""Two cells carry one execution count: their outputs come from different sessions.

## Why it matters

A kernel gives each number once. Equal numbers mean that the kernel was restarted in between, or that cells were copied together with
their outputs: the page shows results of different sessions as if they were of one.

## Bad

```python
# %% In[1]
a = 1
# %% In[2]
b = 2
# %% In[2]
c = 3  # <- NBO004: c = 3
# %% In[3]
c
```

## Good

```python
# %% In[1]
a = 1
# %% In[2]
b = 2
# %% In[3]
c = 3
```

## When to ignore

Where the parts of the notebook have nothing to do with each other.

## References

- Rule, Tabard, Hollan: Exploration and Explanation in Computational Notebooks. CHI 2018.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.rules.execution_order._counts import counts

CODE = "NBO004"
SEVERITY = "warning"


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    first: dict[int, int] = {}
    twice: list[tuple[int, int]] = []
    for cell, count in counts(context).items():
        if count in first:
            twice.append((first[count], cell))
        else:
            first[count] = cell
    if not twice:
        return
    one, other = twice[0]
    more = f"; {len(twice) - 1} more count{'s are' if len(twice) > 2 else ' is'} used twice" if len(twice) > 1 else ""
    yield Hit(
        context.head(other),
        f"{context.label(one)} and {context.label(other)} carry one count: their outputs come from different sessions{more}",
        related=((context.head(one), "has the same count"), *((context.head(cell), "repeats a count, too") for _, cell in twice[1:6])),
    )
