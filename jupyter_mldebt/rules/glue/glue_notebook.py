"""How much of the notebook is glue: code that only carries data between packages.

## Why it matters

Where most of a notebook loads, converts, reshapes, renames and handles files, the part that learns something is hard to find, and each
new version of a package can break it in many places. The breakdown by kind tells where a function or a library of one's own would pay.

It is said once, for notebooks of at least twenty statements that train or apply a model and of which at least half are glue. Imports and
statements that only show something do not count; those inside functions count as no glue, for they have a name already. A statement is of
the first of these kinds that fits:

| Kind | What the statement does to data | Glue |
| --- | --- | --- |
| plot | draws, or sets up or shows a plot, at its outside | |
| save | writes data, models or figures | yes |
| fit, predict, evaluate | trains or optimises; applies what was trained; scores, losses, tests of significance | |
| split | parts of the rows; features and target, in a notebook that learns | |
| load | reads data into the session, opens what is read, asks a person | yes |
| define | constants, settings, empty or literal containers, functions, objects that are not fitted yet | |
| display | prints or shows | |
| compute | arithmetic, aggregation, texts, and every call of which nothing is known | |
| feature | new or changed columns; scaling, encoding, imputing, tokenising | |
| convert | the same data in another form or type | yes |
| reshape | another arrangement or a part of the same data | yes |
| rename | another name for columns, an index, or the same data | yes |
| path | paths, files, folders, the environment, downloads | yes |

What a call does is in the tables of libraries, else told by the verb in its name, or, for the notebook's own functions, by what they call.

## Bad

```python
# %%
import os  # <- NBG002: import os
import shutil
import pandas as pd
from sklearn.linear_model import LinearRegression
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
X = both[["x"]].to_numpy()
y = both["y"].to_numpy()
model = LinearRegression()
model.fit(X, y)
fitted = model.predict(X)
both["fitted"] = fitted
# %%
table = both.reset_index()
table = table.rename(columns={"key": "k"})
table.to_csv("both.csv")
print(table.shape)
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

In a notebook whose purpose is to prepare data.

## References

- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (glue code, pipeline jungles).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.glue import GLUE, WORDS
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.kinds import learns
from jupyter_mldebt.rules.glue._statements import of_all_cells

CODE = "NBG002"
SEVERITY = "info"
PREVIEW = True

_FEWEST = 20
_SHARE = 0.5
_CALLS = 0.25  # as many calls for a statement are known to be glue; a notebook with fewer is passed over unread


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    cells = context.once(of_all_cells).values()
    total = sum(work.total for work in cells)
    if total < _FEWEST or sum(work.roles[0] for work in cells) < _CALLS * total or not learns(graph):
        return
    counted = glue = total  # first as many as may be, in the end as many as are
    kinds: Counter[str] = Counter()
    for work in sorted(cells, key=lambda work: -work.total):  # where most statements are, the answer comes soonest
        found = Counter(work.kinds())
        kinds += found
        counted -= found["display"]
        glue -= work.total - sum(found[kind] for kind in GLUE)
        if glue < _SHARE * counted:
            return
    counted += sum(work.inner for work in cells)
    if glue < _SHARE * counted:
        return
    parts = ", ".join(f"{WORDS[kind]} {kinds[kind]}" for kind in GLUE if kinds[kind])
    learning = sum(kinds[kind] for kind in ("fit", "predict", "evaluate"))
    rest = f"; {learning} fit, predict or evaluate" if learning else ""
    first = next(cell for cell in graph.order if not graph.facts[cell].is_empty)
    yield Hit(context.head(first), f"{glue * 100 // counted} % of its {counted} statements are glue ({parts}){rest}", confidence="medium")
