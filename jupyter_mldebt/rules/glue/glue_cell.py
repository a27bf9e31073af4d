"""Most statements of the cell only move, convert, rename or reshape data between packages.

## Why it matters

Glue is needed to get data into and out of general-purpose packages, and it is rarely tested, rarely reused, and bound to the ways of
each package. In mature systems it can be nearly all of the code. A cell that holds little else is a good candidate for one function
with a name, an input and an output, which can be tested and moved into a module.

Statements are classed by the calls in them: loading, saving, converting, reshaping, renaming, handling of paths and files. Setting up
plots, computing, fitting, setting features and target or training and test data apart, and everything whose meaning is not known do not
count. A cell is named where it has at least four statements, at least three in four of them are glue, and at least half of them convert,
reshape or rename: opening, reading and writing files is not enough.

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


def check(cell: Cell, context: Context) -> Iterator[Hit]:
    work = context.once(of_all_cells)[cell.index]
    total = work.total
    if total < _FEWEST:
        return
    most, moving = work.most
    if most < _SHARE * total or moving * 2 < total:
        return
    found = work.kinds()
    kinds = Counter(kind for kind in found if kind in GLUE and kind != "plot")
    glue = kinds.total()
    moved = kinds["convert"] + kinds["reshape"] + kinds["rename"]
    if glue < _SHARE * total or moved * 2 < total:
        return
    parts = ", ".join(f"{WORDS[kind]} {kinds[kind]}" for kind in GLUE if kinds[kind])
    tree = context.facts[cell.index].tree
    assert tree is not None
    first = next(node for node, kind in zip(simple(tree.body), found, strict=True) if kind in GLUE)
    yield Hit(
        context.place(first),
        f"{glue} of the {total} statements of {cell.label} only carry data ({parts}): a function with a name could hold them and be tested",
        confidence="medium",
    )
