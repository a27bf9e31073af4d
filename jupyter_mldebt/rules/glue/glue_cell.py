"""Most statements of the cell only move, convert, rename or reshape data between packages.

## Why it matters

Glue is needed to get data into and out of general-purpose packages, and it is rarely tested, rarely reused, and bound to the ways of
each package. In mature systems it can be nearly all of the code. A cell that holds little else is a good candidate for one function
with a name, an input and an output, which can be tested and moved into a module.

Each statement is of one kind, told by its calls, by what they are given and by the names: load, save, convert, reshape, rename, paths and
files are glue; plots, features, splits, fitting, predicting, evaluating, definitions and all other computing are not. A cell is named
where most of its statements are glue, at least three in four of those that do not only show something, and at least three of them, one
after the other, take what the one before gave; two or more have to convert, reshape or rename, and none may fit, predict or evaluate.
Columns picked one by one, entries taken out of a dictionary, and files that are only read or written are not enough.

## Bad

```python
# %%
import pandas as pd
# %%
orders = pd.read_csv("orders.csv")  # <- NBG001: orders = pd.read_csv("orders.csv")
orders = orders.rename(columns={"ordnr": "order"})
orders = orders.set_index("order").reset_index()
orders = orders[["order", "customer", "amount"]]
values = orders.to_numpy()
```

## Good

```python
# %%
import pandas as pd
def orders_from(path):
    orders = pd.read_csv(path)
    orders = orders.rename(columns={"ordnr": "order"})
    return orders[["order", "customer", "amount"]]
# %%
values = orders_from("orders.csv").to_numpy()
```

```python
# %%
import pandas as pd
orders = pd.read_csv("orders.csv")
orders["net"] = orders["amount"] / 1.2
orders["large"] = orders["net"] > 100
orders.describe()
```

```python
# %%
import os, pickle
os.chdir("data")
with open("a.pkl", "rb") as file:
    a = pickle.load(file)
with open("b.pkl", "rb") as file:
    b = pickle.load(file)
```

```python
# %%
import pandas as pd
import numpy as np
a, b, c, d = [1], [2], [3], [4]
# %%
a = np.array(a)
b = np.array(b)
c = np.array(c)
d = np.array(d)
```

```python
# %%
import pandas as pd
df = pd.read_csv("orders.csv")
# %%
X = df[["amount", "day"]]
y = df["late"]
text_before = df["text"][:800]
text_after = df["text"][800:]
```

## When to ignore

In a notebook whose purpose is to prepare data.

## References

- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (glue code).
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.glue import GLUE, MOVES, WORDS
from jupyter_mldebt.model import Cell
from jupyter_mldebt.rules.glue._statements import of_all_cells
from jupyter_mldebt.statements import simple

CODE = "NBG001"
SEVERITY = "info"
PREVIEW = True

_FEWEST = 4
_SHARE = 0.75
_MOVES = 2
_LEARNS = ("fit", "predict", "evaluate")
_LONGEST = 3


def check(cell: Cell, context: Context) -> Iterator[Hit]:
    work = context.once(of_all_cells)[cell.index]
    if work.total < _FEWEST:
        return
    known, moving = work.roles
    if not moving or known < work.total / 4:
        return
    tree = context.facts[cell.index].tree
    assert tree is not None
    found = [(node, kind) for node, kind in zip(simple(tree.body), work.kinds(), strict=True) if kind not in ("import", "display")]
    carrying = [(node, kind) for node, kind in found if kind in GLUE and not (kind in MOVES and _only_shows(node))]
    if len(carrying) <= work.total / 2 or len(carrying) < _SHARE * len(found) or work.longest < _LONGEST:
        return
    if any(kind in _LEARNS for _, kind in found):
        return
    kinds = Counter(kind for _, kind in carrying)
    if sum(kinds[kind] for kind in MOVES) < _MOVES:
        return
    parts = ", ".join(f"{WORDS[kind]} {kinds[kind]}" for kind in GLUE if kinds[kind])
    yield Hit(
        context.place(carrying[0][0]),
        f"{len(carrying)} of the {work.total} statements of {cell.label} only carry data ({parts}): a function with a name could hold them and be tested",
        confidence="medium",
    )


def _only_shows(node: ast.stmt) -> bool:
    """Whether what it gives is not kept: `df.sort_values("a")` at the end of a cell."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and not any(keyword.arg == "inplace" for keyword in node.value.keywords)
    )
