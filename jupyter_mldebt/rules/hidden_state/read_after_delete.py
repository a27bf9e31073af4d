"""A name is deleted, and read in a cell below.

## Why it matters

After `del x` (or `%xdel`, `%reset`) the name is gone; on a fresh run from the top the read raises `NameError`. It went unnoticed
because the cells were not run in the order in which they stand, or because the cell that binds the name was run again in between.

In preview, as it is too rare to be judged: real notebooks have it in lessons about `del`. An export asks for it all the same.

## Bad

```python
# %%
rows = [1, 2, 3]
# %%
del rows
# %%
len(rows)  # <- NBS013: rows
```

```python
# %%
limit = 3
def capped(value):
    return min(value, limit)
# %%
del limit
# %%
capped(7)  # <- NBS013: capped(7)
```

## Good

```python
# %%
rows = [1, 2, 3]
# %%
len(rows)
# %%
del rows
```

```python
# %%
rows = [1, 2, 3]
# %%
del rows
# %%
rows = [4]
len(rows)
```

## When to ignore

In a lesson about `del`: give the cell the tag `raises-exception`, which also tells every runner that the error is expected.

## References

- The Python Language Reference, 7.5: the del statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.lesson import shows_deletion, shows_error
from jupyter_mldebt.rules.hidden_state._missing import Failure, failures

CODE = "NBS013"
SEVERITY = "error"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    for failure in failures(context, "deleted"):
        name, read = failure.name, failure.read
        related = []
        is_shown = _is_shown(failure, context)
        if failure.elsewhere:
            related.append((read.place, f"`{name}` is read here"))
        where = ""
        if read.deleted_at is not None:
            related.append((read.deleted_at, "deleted here"))
            where = " in this cell" if read.deleted_at.cell == failure.cell else f" in {context.label(read.deleted_at.cell)}"
        yield Hit(
            failure.place,
            f"`{name}` is read {'by a call ' if failure.elsewhere else ''}here, after it was deleted{where}"
            + (": a run of all cells stops here, as is probably meant" if is_shown else ""),
            (name,),
            tuple(related),
            failure.severity,
            failure.confidence,
        )


def _is_shown(failure: Failure, context: Context) -> bool:
    """Whether the notebook is there to show what becomes of a deleted name."""
    if shows_deletion(context.notebook, failure.cell) or shows_error(context.notebook, context.facts, failure.cell):
        return True
    cells = [cell.index for cell in context.notebook.code_cells() if cell.index <= failure.cell]
    at = failure.read.deleted_at
    failed = any(
        output.ename == "NameError" and f"'{failure.name}'" in (output.evalue or "") for output in context.cell_at(failure.cell).outputs
    )
    return failed and at is not None and at.cell in cells[-2:]
