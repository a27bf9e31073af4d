"""What would follow if the cell ran now: results that would become stale, and cells that would fail.

## Why it matters

Running a cell again is done in a second; finding out which results it has made wrong takes longer. Told on request, for the cells that
were asked about (in the examples by `if`), before anything has happened.

It needs the journal of the running kernel.

## Bad

```python
# %% In[1] if
rate = 1.2  # <- NBS016: rate = 1.2
# %% In[2]
total = 10 * rate
```

```python
# %% In[1]
rate = 1.2
# %% In[2]
total = 10 * rate
# %% if
del rate  # <- NBS016: del rate
```

## Good

```python
# %% In[1]
rate = 1.2
# %% In[2] if
total = 10 * rate
```

## When to ignore

It is an answer to a question: there is nothing to ignore.

## References

- Subotić, Milikić, Stojić: A Static Analysis Framework for Data Science Notebooks. ICSE-SEIP 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.live.answer import Live
from jupyter_mldebt.rules.hidden_state._session import listed

CODE = "NBS016"
SEVERITY = "info"
PREVIEW = True


def check(live: Live, context: Context) -> Iterator[Hit]:
    for cell, found in live.forecasts.items():
        said = []
        if found.stale:
            said.append(f"{listed(found.stale, context)} would become stale")
        if found.fails:
            said.append(" and ".join(f"{context.label(other)} would fail without `{name}`" for other, name in found.fails[:3]))
        if said:
            names = tuple(sorted({name for _, name in found.fails}))
            yield Hit(context.head(cell), f"if {context.label(cell)} ran now, {'; '.join(said)}", names)
