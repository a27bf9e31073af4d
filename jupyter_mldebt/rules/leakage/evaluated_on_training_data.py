"""The only score of a model is on the rows that it was fitted on.

## Why it matters

A model that has learned its rows by heart scores perfectly on them and knows nothing. Only rows that it has not seen tell what it will do.

## Bad

```python
# %%
import pandas as pd
from sklearn.tree import DecisionTreeClassifier
df = pd.read_csv("iris.csv")
X, y = df.drop(columns="kind"), df["kind"]
# %%
model = DecisionTreeClassifier().fit(X, y)
model.score(X, y)  # <- NBL005: model.score(X, y)
```

## Good

```python
# %%
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier
df = pd.read_csv("iris.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="kind"), df["kind"])
# %%
model = DecisionTreeClassifier().fit(X_train, y_train)
model.score(X_train, y_train), model.score(X_test, y_test)
```

## When to ignore

Where the fit itself is the question, as with a line through measured points.

## References

- Hastie, Tibshirani and Friedman: The Elements of Statistical Learning, 7.4: Optimism of the training error rate.
- Yang, Brower-Sinning, Lewis and Kästner: Data Leakage in Notebooks: Static Detection and Better Processes, ASE 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge.learning import SEARCHES  # the score of their folds is read off them, which is another validation
from jupyter_mldebt.provenance.rows import within
from jupyter_mldebt.provenance.story import Story, Test
from jupyter_mldebt.provenance.values import Fit
from jupyter_mldebt.rules.leakage._evidence import way
from jupyter_mldebt.rules.leakage._story import fitted, is_division, named, story

CODE = "NBL005"
SEVERITY = "warning"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    told = story(context)
    scored = [test for test in told.tests if test.how != "predict"]
    if any(one.what not in SEARCHES for one in told.validations) or any(
        test.fit is None or not test.fit.data.parts or not test.data.parts for test in scored
    ):
        return
    if any(_is_another(told, fit, test) for fit, test in fitted(told)):
        return
    kept = [side for division in told.divisions for side in division.parts[1:]]
    for fit, test in fitted(told):
        if fit.data.parts in kept:
            continue  # it is fitted on the test rows
        if len(test.data.parts) > 1 or test.data.parts < fit.data.parts or not told.divisions and _is_drawn_through(fit, test):
            continue  # they were put together before; the fit itself is the question
        if not set(fit.rounds).isdisjoint(test.rounds) and any(
            other.model is fit.model and not within(other.data.parts, fit.data.parts) for _, other in fitted(told)
        ):
            continue  # how the training goes on; other rows are asked, too
        if test.how == "score" and fit.model.kind != "transformer" and (fit.target is not None or test.answers is not None):
            yield Hit(
                test.place,
                f"{named(fit)} is scored only on the rows that {context.label(fit.place.cell)} has fitted it on",
                related=way(told, fit, test),
            )
            return


def _is_drawn_through(fit: Fit, test: Test) -> bool:
    """True for a line through points, and for points that are made up."""
    columns = fit.features.columns if fit.features is not None else None
    is_line = columns is not None and columns.single is not None
    return (
        is_line
        or fit.model.is_explaining
        or fit.data.parts == test.data.parts
        and all(part.root.key[0] in ("drawn", "made") for part in fit.data.parts)
    )


def _is_another(told: Story, fit: Fit, test: Test) -> bool:
    """True where the model meets rows that it has not learned from; not those that come from elsewhere, without labels."""
    if within(test.data.parts, fit.data.parts) or test.how == "predict" and not test.is_shown:
        return False
    roots = {part.root for part in fit.data.parts}
    return test.how != "predict" or is_division(told, test) or any(part.root in roots for part in test.data.parts)
