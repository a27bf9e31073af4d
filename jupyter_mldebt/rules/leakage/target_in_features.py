"""The column that a model shall predict is among the features that it is given.

## Why it matters

The model reads the answer off its own input: the score is perfect and means nothing, and in production the column is not there.

## Bad

```python
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
df = pd.read_csv("patients.csv")
X = df
y = df["ill"]
# %%
model = LogisticRegression().fit(X, y)  # <- NBL006: LogisticRegression().fit(X, y)
```

## Good

```python
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
df = pd.read_csv("patients.csv")
X = df.drop(columns="ill")
y = df["ill"]
# %%
model = LogisticRegression().fit(X, y)
```

## When to ignore

Never, as long as the features are those that the finding names.

## References

- Kapoor and Narayanan: Leakage and the reproducibility crisis in machine-learning-based science, Patterns 4(9), 2023: illegitimate features.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.rules.leakage._story import named, story

CODE = "NBL006"
SEVERITY = "error"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    seen = set()
    for fit in story(context).fits:
        features = fit.features.columns if fit.features is not None else None
        labels = fit.labels.columns if fit.labels is not None else None
        if features is None or labels is None or features.root != labels.root or labels.only is None or len(labels.only) != 1:
            continue
        (target,) = labels.only
        if isinstance(target, str) and features.has(target) and fit.place not in seen:
            seen.add(fit.place)
            yield Hit(
                fit.place,
                f"{named(fit)} shall predict column {target!r} and is given it among its features",
                related=tuple((place, "the features come this way") for place in fit.places[1:3]),
            )
