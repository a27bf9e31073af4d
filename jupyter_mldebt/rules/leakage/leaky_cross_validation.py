"""Something is fitted on all rows before a cross-validation divides them.

## Why it matters

Each fold of a cross-validation is a test. What was learned from all rows, the rows of the fold included, is in the training data of each
round, and so are copies of its rows that were made before; features that were chosen by the labels of all rows can make noise look like a
result (Ambroise and McLachlan 2002). Within a `Pipeline` it is done anew in each round, with the rows of that round. Scalers, imputers and
encoders do little harm (by 0.005 of the AUC at most over 2,047 data sets, Roth 2026): the finding is a remark there, and where other rows give
the score in the end.

## Bad

```python
# %%
import pandas as pd
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
df = pd.read_csv("genes.csv")
X, y = df.drop(columns="ill"), df["ill"]
# %%
X_best = SelectKBest(k=20).fit_transform(X, y)  # <- NBL008: SelectKBest(k=20).fit_transform(X, y)
cross_val_score(LogisticRegression(), X_best, y, cv=5).mean()
```

## Good

```python
# %%
import pandas as pd
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
df = pd.read_csv("genes.csv")
X, y = df.drop(columns="ill"), df["ill"]
# %%
model = make_pipeline(SelectKBest(k=20), LogisticRegression())
cross_val_score(model, X, y, cv=5).mean()
```

## When to ignore

Where the rounds only choose between settings and other rows, set apart before, give the score that is told.

## References

- Ambroise and McLachlan: Selection bias in gene extraction on the basis of microarray gene-expression data, PNAS 99(10), 2002.
- Roth: Which Leakage Types Matter? A Quantitative Landscape Across 2,047 Benchmark Datasets, arXiv:2604.04199, 2026.
- Hastie, Tibshirani and Friedman: The Elements of Statistical Learning, 7.10.2: The wrong and right way to do cross-validation.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge.learning import COPYING
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Copying, Data, Statistic, overlap, within
from jupyter_mldebt.provenance.story import Story
from jupyter_mldebt.rules.leakage._evidence import path, seen
from jupyter_mldebt.rules.leakage._story import fitted, held_out, in_order, learned_from_the_fold, learned_from_the_test, story, weight

CODE = "NBL008"
SEVERITY = "warning"
PREVIEW = True

_SAMPLERS = COPYING | {"resample"}
_APART = "; the rows that were set apart before are not among them, so that only the choice between settings suffers"


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    told = story(context)
    leaks = learned_from_the_test(told)
    known: set[Place] = set()
    for validation in told.validations:
        for statistic in in_order(validation.data.statistics):
            leak = leaks.get(statistic.place)
            if leak is not None and within(validation.data.parts, leak.fit.data.parts):
                continue  # said of the test already, and mended with it
            if statistic.place not in known and validation.is_labelled and overlap(statistic.parts, validation.data.parts):
                known.add(statistic.place)
                yield _hit(told, statistic, f"`{validation.what}` in {context.label(validation.place.cell)}", validation.place)
        for copying in in_order(validation.data.copyings):
            if copying.place not in known and copying.what in _SAMPLERS and validation.is_labelled and not _is_told(told, copying):
                known.add(copying.place)
                is_apart = _is_apart(told, copying)
                yield Hit(
                    copying.place,
                    f"`{copying.what}` copies rows of which `{validation.what}` in {context.label(validation.place.cell)} holds some back in each"
                    f" round: a row and its copy can be on both sides{_APART if is_apart else ''}",
                    related=path(
                        told,
                        [Data(copying.parts)],
                        (),
                        [(validation.place, "the rows are divided here")],
                        [(copying.place, f"`{copying.what}` copies rows here")],
                    ),
                    severity="info" if is_apart else None,
                )
    known.update(leaks)
    for place, leak in learned_from_the_fold(told).items():
        if place not in known:
            yield _hit(told, leak.cause, f"the loop over folds in {context.label(leak.test.place.cell)}", leak.test.place)


def _hit(told: Story, statistic: Statistic, what: str, place: Place) -> Hit:
    is_apart = _is_apart(told, statistic)
    return Hit(
        statistic.place,
        f"`{statistic.what}` {'is taken' if statistic.kind == 'statistic' else 'is fitted'} over all rows of which {what} holds some back in"
        " each round" + (_APART if is_apart else ""),
        related=path(told, [Data(statistic.parts)], (), [(place, "the rows are divided here")], [seen(statistic)]),
        severity="info" if is_apart else weight(statistic),
    )


def _is_told(told: Story, copying: Copying) -> bool:
    """True where NBL002 says it of a division, or of the rows of a test."""
    return any(copying in division.data.copyings for division in told.divisions) or any(
        fit.data.parts != test.data.parts and copying in fit.data.copyings & test.data.copyings for fit, test in fitted(told)
    )


def _is_apart(told: Story, statistic: Statistic | Copying) -> bool:
    """True where other rows of the same source were set apart, on which a model is scored."""
    roots = {part.root for part in statistic.parts}
    return any(
        test.how == "score" and not overlap(statistic.parts, test.data.parts) and any(part.root in roots for part in test.data.parts)
        for _, test in held_out(told)
    )
