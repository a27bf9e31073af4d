"""The same test rows decide between several models or settings, so that the best of their scores is too good.

## Why it matters

Of several scores on the same rows the best one is also the luckiest: who picks a model, a setting or a seed by the test score learns from
the test. It is the leak that measurably flatters most after copied rows, and the one that looks most innocent. Choose by a
cross-validation of the training rows, or by rows set apart for it, and ask the test rows once.

## Bad

```python
# %%
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
df = pd.read_csv("iris.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="kind"), df["kind"])
# %%
for k in range(1, 30):
    model = KNeighborsClassifier(k).fit(X_train, y_train)
    print(k, model.score(X_test, y_test))  # <- NBL003: model.score(X_test, y_test)
```

## Good

```python
# %%
import pandas as pd
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.neighbors import KNeighborsClassifier
df = pd.read_csv("iris.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="kind"), df["kind"])
# %%
search = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": list(range(1, 30))}).fit(X_train, y_train)
search.score(X_test, y_test)
```

```python
# %%
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
df = pd.read_csv("iris.csv")
X, X_test, y, y_test = train_test_split(df.drop(columns="kind"), df["kind"])
X_train, X_choice, y_train, y_choice = train_test_split(X, y)
# %%
for k in range(1, 30):
    model = KNeighborsClassifier(k).fit(X_train, y_train)
    print(k, model.score(X_choice, y_choice))
# %%
best = KNeighborsClassifier(7).fit(X_train, y_train)
best.score(X_test, y_test)
```

## When to ignore

Where methods are compared and none is chosen, as in a lesson or a benchmark.

## References

- Yang, Brower-Sinning, Lewis and Kästner: Data Leakage in Notebooks: Static Detection and Better Processes, ASE 2022.
- Dwork et al.: The reusable holdout: Preserving validity in adaptive data analysis, Science 349, 2015.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.provenance.rows import Parts, overlap
from jupyter_mldebt.provenance.story import Test
from jupyter_mldebt.provenance.values import Fit
from jupyter_mldebt.rules.leakage._story import held_out, story

CODE = "NBL003"
SEVERITY = "warning"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    told = story(context)
    by_rows: dict[Parts, list[tuple[Fit, Test]]] = {}
    for fit, test in held_out(told):
        if test.how == "score":
            by_rows.setdefault(test.data.parts, []).append((fit, test))
    rounds = {rows: len({(id(fit.model), fit.place) for fit, _ in asked}) for rows, asked in by_rows.items()}
    looped = {rows for rows, asked in by_rows.items() if any(set(fit.rounds) & set(test.rounds) for fit, test in asked)}
    last = [rows for rows in by_rows if rounds[rows] == 1 and rows not in looped]  # asked for one model only: that score is an honest one
    for rows, asked in by_rows.items():
        if rows not in looped and rounds[rows] < 3 or any(not overlap(rows, other) for other in last):
            continue
        places = list(dict.fromkeys(test.place for _, test in asked))
        if rows in looped:
            fit, test = next((fit, test) for fit, test in asked if set(fit.rounds) & set(test.rounds))
            message = (
                f"each round of a loop fits `{fit.model.what}` anew and scores it on the same test rows"
                if fit.model.what
                else ("each round of a loop fits a model anew and scores it on the same test rows")
            )
            yield Hit(test.place, f"{message}: the best of the scores is too good", related=((fit.place, "fitted here"),))
        else:
            fit, test = asked[-1]
            yield Hit(
                places[-1],
                f"{rounds[rows]} models are scored on the same test rows: the best of the scores is too good",
                related=tuple((place, "scored here, too") for place in places[:-1][:6]),
                severity="info",
            )
