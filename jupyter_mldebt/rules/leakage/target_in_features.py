"""The column that a model shall predict, or one that tells it, is among the features that it is given.

## Why it matters

The model reads the answer off its own input: the score is perfect and means nothing, and in production the column is not there. The same
holds for a column that is made of the answer, as its logarithm, its class or the mean of its group, and for one that the answer is made of.
Columns are followed by name and by position, through lists of names, functions, scalers and projections; where it is not known which columns
are left, nothing is said. Values of other rows, as those of the day before, are no answer.

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

```python
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
df = pd.read_csv("patients.csv")
df["ill"] = (df["temperature"] > 38).astype(int)
X = df.drop(columns="ill")
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

Where the column that is made of the answer is known before it, as a forecast by others.

## References

- Kapoor and Narayanan: Leakage and the reproducibility crisis in machine-learning-based science, Patterns 4(9), 2023: illegitimate features.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.provenance.story import Answer
from jupyter_mldebt.rules.leakage._evidence import path
from jupyter_mldebt.rules.leakage._story import story

CODE = "NBL006"
SEVERITY = "error"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    seen = set()
    told = story(context)
    for answer in told.answers:
        if answer.place is None or (answer.how, answer.column, answer.by) in seen:
            continue
        seen.add((answer.how, answer.column, answer.by))
        model = f"`{answer.what}`" if answer.what else "the model"
        column = f"column {answer.column!r}" if isinstance(answer.column, (str, int)) else "a column"
        way = path(told, [answer.data], answer.places, [(answer.place, f"{model} is given them here")])
        yield Hit(answer.place, f"{model} shall predict {column}{_told(answer)}", related=way)


def _told(answer: Answer) -> str:
    if answer.how == "same":
        return " and is given it among its features"
    if answer.how == "source":
        return f", which is made of {answer.by or 'other columns'}, and is given {'that' if answer.by else 'these'}, too"
    return f" and is given {f'column {answer.by!r}' if answer.by else 'a column'} that is made of it"
