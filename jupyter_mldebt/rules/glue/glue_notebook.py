"""How much of the notebook is glue: code that only carries data between packages.

## Why it matters

Where most of a notebook loads, converts, reshapes, renames, handles files and sets up plots, the part that computes something is hard
to find, and each new version of a package can break it in many places. The breakdown by kind tells where a function or a library of
one's own would pay.

It is said once, for notebooks of at least twenty statements of which at least half are glue. Imports do not count. A statement whose
calls are not known counts as computing, so the share is a lower bound.

## Bad

```python
# %%
import os  # <- NBG002: import os
import shutil
import pandas as pd
import matplotlib.pyplot as plt
# %%
os.makedirs("out", exist_ok=True)
shutil.copy("a.csv", "out/a.csv")
shutil.copy("b.csv", "out/b.csv")
a = pd.read_csv("out/a.csv")
b = pd.read_csv("out/b.csv")
# %%
a = a.rename(columns={"k": "key"})
b = b.rename(columns={"k": "key"})
both = a.merge(b, on="key")
both = both.set_index("key")
both = both.sort_index()
both.columns = ["x", "y"]
# %%
plt.figure(figsize=(6, 4))
plt.plot(both.x, both.y)
plt.xlabel("x")
plt.ylabel("y")
plt.title("Both")
plt.savefig("both.png")
# %%
values = both.to_numpy()
names = both.columns
both.to_csv("both.csv")
```

## Good

```python
# %%
import pandas as pd
# %%
table = pd.read_csv("a.csv")
table["z"] = table["x"] * table["y"]
table.describe()
```

## When to ignore

In a notebook whose purpose is to prepare data or to draw figures.

## References

- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (glue code, pipeline jungles).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.glue import GLUE, WORDS
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.rules.glue._statements import of_all_cells

CODE = "NBG002"
SEVERITY = "info"
PREVIEW = True

_FEWEST = 20
_SHARE = 0.5


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    cells = context.once(of_all_cells).values()
    total = glue = sum(work.total for work in cells)  # first as many as may be glue, in the end as many as are
    if total < _FEWEST:
        return
    longest = sorted(cells, key=lambda work: -work.total)  # where most statements are, the answer comes soonest
    for work in longest:
        glue -= work.total - work.most[0]
        if glue < _SHARE * total:
            return
    kinds: Counter[str] = Counter()
    for work in longest:
        found = Counter(work.kinds())
        kinds += found
        glue -= work.most[0] - sum(found[kind] for kind in GLUE)
        if glue < _SHARE * total:
            return
    parts = ", ".join(f"{WORDS[kind]} {kinds[kind]}" for kind in GLUE if kinds[kind])
    learning = sum(kinds[kind] for kind in ("fit", "predict", "evaluate"))
    rest = f"; {learning} fit, predict or evaluate" if learning else ""
    first = next(cell for cell in graph.order if not graph.facts[cell].is_empty)
    yield Hit(context.head(first), f"{glue * 100 // total} % of the {total} statements are glue ({parts}){rest}", confidence="medium")
