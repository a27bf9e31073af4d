"""A fresh run would not give what the notebook shows: a value was read that a run from top to bottom does not give.

## Why it matters

The outputs, or the values in the kernel, depend on the order in which the cells happened to run, on texts that are gone, or on a console.
"Restart and run all" gives something else, and so will everybody who is handed the notebook. Told once for a notebook, at the first cell
from the top that is concerned: run it anew from there.

With a running kernel its journal decides, from a file alone the counts. In the examples two counts say that a cell ran twice, `gone`
marks a cell that ran and was deleted, and `console` a text that ran in a console.

## Bad

```python
# %% In[1]
rate = 1.2
# %% In[3]
total = 10 * rate  # <- NBS015: rate
# %% In[2] console
rate = 2.0
```

```python
# %% In[1]
count = 0
# %% In[2] In[3]
count = count + 1  # <- NBS015: count
# %% In[4]
print(count)
```

```python
# %% In[1]
rate = 1.2
# %% In[3]
total = 10 * rate  # <- NBS015: rate
# %% In[2]
rate = 2.0
```

## Good

```python
# %% In[1] In[3]
rate = 1.2
# %% In[2] In[4]
total = 10 * rate
```

```python
# %% In[2]
rate = 1.2
# %% In[1]
share = 0.2
# %% In[3]
total = 10 * rate * share
```

## When to ignore

When the saved outputs are not what anybody relies on.

## References

- Wang, Kuo, Li, Zeller: Assessing and Restoring Reproducibility of Jupyter Notebooks. ASE 2020.
- Macke, Gong, Lee, Head, Xin, Parameswaran: Fine-Grained Lineage for Safer Notebook Interactions. VLDB 2021.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.events import Read
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.history import first_drift
from jupyter_mldebt.live.answer import Live
from jupyter_mldebt.live.drift import Drift
from jupyter_mldebt.rules.hidden_state._session import listed, use

CODE = "NBS015"
SEVERITY = "error"
PREVIEW = True


def check(seen: Live | Graph, context: Context) -> Iterator[Hit]:
    if isinstance(seen, Live):
        if seen.drifts:
            yield _live(seen.drifts, context)
    elif context.live is None and context.history is not None and context.history.counts:
        drifted = first_drift(context.history, seen, lambda: context.recorded)
        if drifted is not None:
            yield _recorded(drifted, context)


def _live(drifts: tuple[Drift, ...], context: Context) -> Hit:
    first = drifts[0]
    others = tuple(dict.fromkeys(drift.cell for drift in drifts if drift.cell != first.cell))
    what = {
        "read": f"read another `{first.name}` than a fresh run gives it",
        "final": f"gives `{first.name}`, which holds another value than after a fresh run",
        "stops": f"would stop a fresh run: `{first.name}` is missing",
        "interrupted": "was interrupted",
    }[first.why]
    more = f"; so it goes on in {listed(others, context)}" if others else ""
    place = context.head(first.cell) if first.why == "interrupted" else use(first.cell, first.name, context)
    return Hit(place, f"{context.label(first.cell)} {what}{more}", (first.name,) if first.name is not None else ())


def _recorded(read: Read, context: Context) -> Hit:
    return Hit(
        use(read.cell, read.name, context),
        f"{context.label(read.cell)} read another `{read.name}` in the saved run than a fresh run gives it, as the counts say: "
        "its outputs, and those of the cells that depend on it, may differ",
        (read.name,),
        confidence="medium",
    )
