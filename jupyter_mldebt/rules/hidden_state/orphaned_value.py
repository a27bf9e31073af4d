"""A value in use was made by something that is not on the page: a deleted cell, a former text, a console.

## Why it matters

The cell works as long as the kernel lives, and the notebook looks complete. But what made the value is gone from it: after a restart the
cell fails, or takes another value without a word.

It needs the journal of the running kernel. In the examples `gone` marks a cell that ran and was deleted, `console` a text that ran in a
console, and `was` a text that ran and that the cell below it has replaced.

## Bad

```python
# %% In[1] gone
rate = 1.2
# %% In[2]
total = 10 * rate  # <- NBS005: rate
```

```python
# %% In[1]
rows = [1, 2]
# %% In[2] console
rows.append(3)
# %% In[3]
print(rows)  # <- NBS005: rows
```

```python
# %% In[1] was
rate = 1.2
# %% In[3]
share = 0.2
# %% In[2]
total = 10 * rate  # <- NBS005: rate
```

## Good

```python
# %% In[1] gone
rate = 1.2
# %% In[2]
rate = 1.5
# %% In[3]
total = 10 * rate
```

```python
# %% In[1] gone
import math
# %% In[2]
import math
# %% In[3]
print(math.pi)
```

## When to ignore

Never for long: bring the cell back, or run the reader again after a cell that makes the value.

## References

- Head, Hohman, Barik, Drucker, DeLine: Managing Messes in Computational Notebooks. CHI 2019.
- Pimentel, Murta, Braganholo, Freire: Understanding and improving the quality and reproducibility of Jupyter notebooks. EMSE 2021.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.live.answer import Live
from jupyter_mldebt.rules.hidden_state._session import text_that_ran, use

CODE = "NBS005"
SEVERITY = "error"
PREVIEW = True


def check(live: Live, context: Context) -> Iterator[Hit]:
    for reader, name, origin, why in live.orphaned:
        ran = text_that_ran(live, origin)
        owner = live.session.owner[origin]
        made = {
            "deleted": f"a cell that is deleted, {ran}",
            "client": f"a console or another client, {ran}",
            "former": f"a former text of {context.label(owner) if owner is not None else 'a cell'}, {ran}",
        }[why]
        yield Hit(use(reader, name, context), f"`{name}` was taken from {made}; nothing on the page makes this value", (name,))
