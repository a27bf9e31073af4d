"""Most statements of the cell only move, convert, rename or reshape data between packages.

## Why it matters

Glue is needed to get data into and out of general-purpose packages, and it is rarely tested, rarely reused, and bound to the ways of
each package. In mature systems it can be nearly all of the code. A cell that holds little else is a good candidate for one function
with a name, an input and an output, which can be tested and moved into a module.

Each statement is of one kind, told by its calls, by what they are given and by the names: load, save, convert, reshape, rename, paths and
files are glue; plots, features, splits, fitting, predicting, evaluating, definitions and all other computing are not, and showing
something counts for neither. A cell is named where at least three in four of its statements are glue, and at least three of them convert,
reshape or rename, one after the other, what the one before gave: columns picked one by one, entries taken out of a dictionary, and
files that are only read or written are not enough.

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

from collections import Counter
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.glue import GLUE, WORDS
from jupyter_mldebt.model import Cell
from jupyter_mldebt.rules.glue._statements import of_all_cells
from jupyter_mldebt.statements import simple

CODE = "NBG001"
SEVERITY = "info"
PREVIEW = True

_FEWEST = 4
_SHARE = 0.75
_CALLS = 2  # known to move something: a cell with fewer, or where few calls carry anything, is passed over unread
_LONGEST = 3


def check(cell: Cell, context: Context) -> Iterator[Hit]:
    work = context.once(of_all_cells)[cell.index]
    if work.total < _FEWEST:
        return
    carrying, moving = work.roles
    if moving < _CALLS or carrying < work.total / 4:
        return
    found = work.kinds()
    counted = work.total - found.count("display")
    kinds = Counter(kind for kind in found if kind in GLUE)
    glue = kinds.total()
    if glue < max(_FEWEST - 1, _SHARE * counted) or work.longest < _LONGEST:
        return
    parts = ", ".join(f"{WORDS[kind]} {kinds[kind]}" for kind in GLUE if kinds[kind])
    tree = context.facts[cell.index].tree
    assert tree is not None
    first = next(node for node, kind in zip(simple(tree.body), found, strict=True) if kind in GLUE)
    yield Hit(
        context.place(first),
        f"{glue} of the {work.total} statements of {cell.label} only carry data ({parts}): a function with a name could hold them and be tested",
        confidence="medium",
    )
