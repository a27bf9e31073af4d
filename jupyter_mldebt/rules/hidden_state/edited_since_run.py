"""The text of the cell is not the text that ran.

## Why it matters

What stands below the cell, and what other cells took from it, was made by another text than the one that is shown. Whoever reads the
notebook takes the output for that of the code above it.

With a running kernel the journal of its executions decides, and comments and white space make no difference. From a file alone it can be
told where a digest of what ran was saved with the cells, which is a setting of the server. In the examples `was`, and `saved` in a
file, mark a text that ran and that the cell below it has replaced.

## Bad

```python
# %% In[1] was
rate = 1.2
# %%
rate = 1.5  # <- NBS004: rate = 1.5
```

```python
# %% In[1] saved
rate = 1.2
# %%
rate = 1.5  # <- NBS004: rate = 1.5
```

## Good

```python
# %% In[1] was
rate = 1.2
# %% In[2]
rate = 1.5
```

```python
# %% In[1] was
rate = 1.2
# %%
rate = 1.2  # in per cent: 20
```

## When to ignore

While you are at work on the cell.

## References

- Chattopadhyay, Prasad, Henley, Sarma, Barik: What's Wrong with Computational Notebooks? CHI 2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.live.answer import Live
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.rules.hidden_state._session import edited_in_file, text_that_ran

CODE = "NBS004"
SEVERITY = "warning"
PREVIEW = True


def check(seen: Live | Notebook, context: Context) -> Iterator[Hit]:
    if isinstance(seen, Live):
        for cell in seen.edited:
            execution = seen.session.last[cell]
            if not seen.session.ran_as_it_stands(execution):
                ran = text_that_ran(seen, execution)
                yield Hit(context.head(cell), f"{context.label(cell)} was edited since it ran: what it gave is of its former text, {ran}")
    elif context.live is None:
        for cell in edited_in_file(seen):
            yield Hit(context.head(cell), f"{context.label(cell)} was edited since it ran: what is saved with it is of its former text")
