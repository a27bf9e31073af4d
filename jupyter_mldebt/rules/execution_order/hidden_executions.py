"""The counts skip numbers: something ran that the file does not show.

## Why it matters

A number that is missing was a cell since deleted, a cell run twice, or a line in a console. By itself that is everyday work, and a
note. Where a cell ran with a name that nothing defines (NBS001 is the error) and a smaller count is missing, the code that made the
name is most likely what was deleted: the note then names it. A count that is missing after the cell ran cannot have defined it.

## Bad

```python
# %% In[1]
a = 1
# %% In[2]
b = 2
# %% In[5]
a + b  # <- NBO002: a + b
```

```python
# %% In[1]
rows = [3, 4]
# %% In[3]
model.predict(rows)  # <- NBO002: model.predict(rows)
```

```python
# %% In[1]
model.predict([3, 4])
# %% In[3]
print("a count that is missing too late")  # <- NBO002: print("a count that is missing too late")
```

```python
# %% In[14]
a = 1  # <- NBO002: a = 1
# %% In[15]
a
```

## Good

```python
# %% In[1]
a = 1
# %% In[2]
b = 2
# %% In[3]
a + b
```

## When to ignore

Always, where the notebook is still being worked on. Run it from the top before others rely on it.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
- Rule, Tabard, Hollan: Exploration and Explanation in Computational Notebooks. CHI 2018.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.python2 import NAMES as PYTHON2
from jupyter_mldebt.rules.execution_order._counts import counts

CODE = "NBO002"
SEVERITY = "info"


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    ran = counts(context)
    if not ran:
        return
    used = {cell.execution_count for cell in notebook.cells if cell.execution_count is not None}
    gaps = []
    before = 0
    for count in sorted(used):
        if count > before + 1:
            gaps.append((before + 1, count - 1))
        before = count
    if not gaps:
        return
    hidden = sum(last - first + 1 for first, last in gaps)
    after = next((cell for cell, count in ran.items() if count == gaps[0][1] + 1), next(iter(ran)))
    shown = ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in gaps[:3]) + (", ..." if len(gaps) > 3 else "")
    what = f"{hidden} execution{'s are' if hidden > 1 else ' is'} not in the file (count{'s' if hidden > 1 else ''} {shown})"
    lost = _lost(context, first_gap=gaps[0][0])
    if lost:
        names = ", ".join(f"`{name}`" for name in sorted(lost)[:3]) + (", ..." if len(lost) > 3 else "")
        place = context.head(min(lost.values()))
        yield Hit(
            place,
            f"{what}: a cell that defined {names} has probably been deleted",
            tuple(sorted(lost)),
            confidence="medium",
        )
        return
    yield Hit(context.head(after), f"{what}: cells were deleted or run again")


def _lost(context: Context, first_gap: int) -> dict[str, int]:
    """Names that nothing defines, with the first cell that ran with them; only where a count is missing before any cell ran with them."""
    lost: dict[str, int] = {}
    earliest: dict[str, int] = {}
    for read in context.graph.missing():
        if read.missing == "never-defined" and read.certain and not read.guarded and not read.hidden_by and read.name not in PYTHON2:
            cell = context.cell_at(read.cell)
            failed = any(output.kind == "error" for output in cell.outputs)
            if cell.execution_count is not None and not failed and "raises-exception" not in cell.tags:
                lost.setdefault(read.name, read.cell)
                earliest[read.name] = min(cell.execution_count, earliest.get(read.name, cell.execution_count))
    return {name: cell for name, cell in lost.items() if first_gap < earliest[name]}
