"""Something is fitted on the test rows: a model, or a transformer that prepares them by their own statistics.

## Why it matters

A scaler that is fitted again on the test rows gives them another scale than the model has learned: the score is of other data than those
that the model will meet, where single rows have no mean of their own; with labels it is the truth that changes. The same holds for one
that is fitted on training and test rows put together again, and for a sampler that makes up rows to test with. A model that is fitted on
the test rows has seen the answers.

In preview for what it costs, not for its precision: to follow the rows takes a third as long as all other checks together, and some 45 ms
at each edit of a notebook of three hundred cells.

## Bad

```python
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("patients.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="ill"), df["ill"])
# %%
X_train = StandardScaler().fit_transform(X_train)
X_test = StandardScaler().fit_transform(X_test)  # <- NBL004: StandardScaler().fit_transform(X_test)
# %%
model = LogisticRegression().fit(X_train, y_train)
model.score(X_test, y_test)
```

## Good

```python
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("patients.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="ill"), df["ill"])
# %%
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)
# %%
model = LogisticRegression().fit(X_train, y_train)
model.score(X_test, y_test)
```

## When to ignore

Where the test rows will come in batches as large, each of which is prepared by itself.

## References

- Yang, Brower-Sinning, Lewis and Kästner: Data Leakage in Notebooks: Static Detection and Better Processes, ASE 2022.
- scikit-learn user guide: Common pitfalls and recommended practices, Inconsistent preprocessing.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge.learning import COPYING
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import within
from jupyter_mldebt.rules.leakage._evidence import seen as seen_here
from jupyter_mldebt.rules.leakage._evidence import way
from jupyter_mldebt.rules.leakage._story import (
    HARMFUL,
    fitted,
    held_out,
    in_order,
    is_division,
    learned_from_the_test,
    named,
    story,
    tests_models,
    weight,
)

CODE = "NBL004"
SEVERITY = "error"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    if not tests_models(context):
        return
    told = story(context)
    seen: set[Place] = set()
    for fit, test in held_out(told):
        if test.how == "predict" and not is_division(told, test):
            continue  # rows that come from elsewhere and without labels, as for a competition, can't be prepared with others in view
        for copying in in_order(test.data.copyings - fit.data.copyings):
            if copying.what in COPYING and copying.place not in seen and within(copying.parts, test.data.parts):
                seen.add(copying.place)
                yield Hit(
                    copying.place,
                    f"`{copying.what}` puts rows that it makes up among those on which {context.label(test.place.cell)} tests {named(fit)}",
                    related=way(told, fit, test, [(copying.place, f"`{copying.what}` makes up rows here")]),
                    severity="warning",
                )
        scaled = frozenset(one for one in test.labels.statistics if one.kind == "scale")  # labels have a scale; names of classes have none
        for statistic in in_order((test.data.statistics | scaled) - fit.data.statistics):
            if statistic.place not in seen and within(statistic.parts, test.data.parts):
                seen.add(statistic.place)
                what = "is taken" if statistic.kind == "statistic" else "is fitted"
                yield Hit(
                    statistic.place,
                    f"`{statistic.what}` {what} over the rows on which {context.label(test.place.cell)} tests {named(fit)}, by themselves",
                    related=way(told, fit, test, [seen_here(statistic)]),
                    severity=None if statistic.kind in ("target", "select", "reduce", "vocabulary") else "warning",
                )
    for place, leak in learned_from_the_test(told).items():
        if leak.is_joined and place not in seen:
            seen.add(place)
            statistic, fit, test = leak
            yield Hit(
                place,
                f"`{statistic.what}` is fitted over the rows on which"
                f" {context.label(test.place.cell)} tests {named(fit)}, put together with those that it is fitted on",
                related=way(told, fit, test, [seen_here(statistic)]),
                severity=None if statistic.kind in HARMFUL else weight(statistic) or "warning",
            )
    kept = [side for division in told.divisions for side in division.parts[1:]]
    for fit, test in fitted(told):
        own = [part for part in kept if fit.data.parts == part and within(test.data.parts, part)]
        if own and test.how == "score" and fit.place not in seen:
            seen.add(fit.place)
            yield Hit(
                fit.place,
                f"{named(fit)} is fitted on the rows that were set apart for the test, on which {context.label(test.place.cell)} scores it",
                related=way(told, fit, test),
            )
        joined = fit.places[0] if fit.places else fit.place
        together = [part for part in kept if part < fit.data.parts]
        if together and test.how == "score" and any(within(test.data.parts, part) for part in together) and joined not in seen:
            seen.add(joined)
            yield Hit(
                joined,
                f"the rows that were set apart for the test are among those on which {named(fit)} is fitted, and"
                f" {context.label(test.place.cell)} scores it on them",
                related=way(told, fit, test, [(joined, "the rows are put together here")]),
            )
