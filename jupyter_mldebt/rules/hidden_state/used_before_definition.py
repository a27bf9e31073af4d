"""A name is read in a cell above the only cells that define it.

## Why it matters

The cells were run in another order than they stand in. "Restart and run all", every scheduler and every reader goes from the top, and
stops here with `NameError`. The saved outputs hide this, since the kernel already held the name when they were made.

The finding stands in the cell whose execution fails: where a function reads the name, that is the cell that calls the function too
early.

The fix moves the defining cell above the read, with what it needs from in between, or the import alone, where that shares its cell with
other code. It is offered only where no other cell would get another value, and is unsafe where the order of side effects may change, where
the read still fails for another reason, or where so much moves that the text around the cells may no longer fit.

## Bad

```python
# %% In[2]
y = [value * scale for value in (1, 2)]  # <- NBS002: scale
# %% In[1]
scale = 10
```

```python
# %%
def convert(amount):
    return amount * rate
# %%
convert(12)  # <- NBS002: convert(12)
# %%
rate = 1.08
```

```python
# %%
frame = pd.DataFrame({"a": [1]})  # <- NBS002: pd
# %%
import pandas as pd
# %%
frame.describe()
```

```python
# %%
import json
# %%
frame = pd.DataFrame({"a": [1]})  # <- NBS002: pd
# %%
import pandas as pd
frame = frame.reset_index()
```

## Good

```python
# %% In[1]
scale = 10
# %% In[2]
y = [value * scale for value in (1, 2)]
```

```python
# %%
def convert(amount):
    return amount * rate
# %%
rate = 1.08
# %%
convert(12)
```

```python
# %%
import pandas as pd
# %%
frame = pd.DataFrame({"a": [1]})
# %%
frame.describe()
```

```python
# %%
import json
import pandas as pd
# %%
frame = pd.DataFrame({"a": [1]})
# %%
frame = frame.reset_index()
```

## When to ignore

Hardly ever. A notebook that is meant to be run in another order than it stands in cannot be run by anybody else.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
- Subotić, Milikić, Stojić: A Static Analysis Framework for Data Science Notebooks. ICSE-SEIP 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.rule import Fix
from jupyter_mldebt.rules.hidden_state._missing import Failure, failures, filled_in

CODE = "NBS002"
SEVERITY = "error"


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    for failure in failures(context, "defined-later"):
        name, read = failure.name, failure.read
        definers = {binding.cell: binding for binding in reversed(read.later)}
        nearest = min(definers, default=None)
        related = [(definers[cell].place, "defined here") for cell in sorted(definers)]
        if failure.elsewhere:
            function = f"`{read.function}`" if read.function else "the function"
            related.insert(0, (read.place, f"`{name}` is read here, in {function}"))
            told = f"{function} of {context.label(read.place.cell)}, which is called here, reads `{name}`, but it is"
        else:
            told = f"`{name}` is read here but"
        if failure.hole is not None:
            related.append((context.head(failure.hole), "left to be filled in"))
        where = (
            "below"
            if nearest is None
            else "further down in this cell"
            if nearest == failure.cell
            else f"below, in {context.label(nearest)}"
        )
        ran = nearest is not None and _ran_before(nearest, failure.cell, context)
        yield Hit(
            failure.place,
            f"{told} first defined {where}"
            + (", which was run before this cell" if ran else "")
            + (f"; {filled_in(failure, context)}" if failure.hole is not None else "")
            + (": a run of all cells stops here, as is probably meant" if failure.is_meant else ""),
            (name,),
            tuple(related),
            failure.severity,
            failure.confidence,
            fix(failure, context),
        )


def _ran_before(one: int, other: int, context: Context) -> bool:
    first, second = context.cell_at(one).execution_count, context.cell_at(other).execution_count
    return first is not None and second is not None and one != other and first < second


def fix(failure: Failure, context: Context) -> Fix | None:
    """Move the definition above the read, or the read below it, where linking the notebook anew shows that nothing else changes."""
    if not context.wants_fixes:
        return None
    from jupyter_mldebt.rules.hidden_state._moves import moves

    return context.once(moves).get((failure.cell, failure.name))
