"""A cell reads a name that only the kernel holds: no cell of the notebook makes it.

## Why it matters

It runs today because a deleted cell, a former text or a console has left the name in the kernel. On a fresh kernel it raises NameError.
Where the cell's last run took the value from there, NBS005 says it.

It needs the journal of the running kernel. In the examples `gone` marks a cell that ran and was deleted, and `console` a text that ran in
a console.

## Bad

```python
# %% In[1] console
rate = 1.2
# %%
total = 10 * rate  # <- NBS014: rate
```

```python
# %% In[1] gone
def gross(price):
    return price * 1.2
# %%
print(gross(10))  # <- NBS014: gross
```

## Good

```python
# %% In[1] console
rate = 1.2
# %%
rate = 1.2
# %%
total = 10 * rate
```

```python
# %% In[1] console
rate = 1.2
# %%
total = 10 * price
```

## When to ignore

When the name comes from a start-up file of the kernel, which the settings can say.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.live.answer import Live
from jupyter_mldebt.rules.hidden_state._session import text_that_ran, use

CODE = "NBS014"
SEVERITY = "warning"
PREVIEW = True


def check(live: Live, context: Context) -> Iterator[Hit]:
    told = {(orphan.reader, orphan.name) for orphan in live.orphaned}
    held = live.session.live.final
    for read in context.graph.missing():
        if read.missing != "never-defined" or read.guarded or read.name not in held or (read.cell, read.name) in told:
            continue
        told.add((read.cell, read.name))
        ran = text_that_ran(live, held[read.name][-1].origin)
        yield Hit(
            use(read.cell, read.name, context),
            f"only the kernel holds `{read.name}`, from {ran}; no cell makes it, so that a fresh run stops here",
            (read.name,),
        )
