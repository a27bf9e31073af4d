"""The same test rows decide between several models or settings, so that the best of their scores is too good.

## Why it matters

Of several scores on the same rows the best one is also the luckiest: who picks a model, a setting or a seed by the test score learns from
the test. Over 2,047 data sets peeking at the test score and choosing seeds by it raised the AUC by about 0.04, most of it noise, where
scalers fitted on all rows changed it by 0.005 at most (Roth 2026). And it looks innocent. Choose by a
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

It is said as a warning where the rounds of a loop, or of a search, score another setting each on the same rows, where an early stop is
decided by them, and as a remark where the scores of three models or more on the same rows are put side by side. Folds, learning curves, other
labels in each round and rows that are called a validation part are left out, as is everything where other rows are asked once in the end.

## When to ignore

Where methods are compared and none is chosen, as in a lesson or a benchmark.

## References

- Yang, Brower-Sinning, Lewis and Kästner: Data Leakage in Notebooks: Static Detection and Better Processes, ASE 2022.
- Roth: Which Leakage Types Matter? A Quantitative Landscape Across 2,047 Benchmark Datasets, arXiv:2604.04199, 2026.
- Dwork et al.: The reusable holdout: Preserving validity in adaptive data analysis, Science 349, 2015.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Parts, overlap
from jupyter_mldebt.provenance.story import Story, Test
from jupyter_mldebt.provenance.values import Fit
from jupyter_mldebt.rules.leakage._evidence import sources, way
from jupyter_mldebt.rules.leakage._story import held_out, named, story

CODE = "NBL003"
SEVERITY = "warning"
PREVIEW = True

_FEWEST = 3  # to put a model beside a baseline is no selection yet
_FOR_CHOICE = re.compile(
    r"(?<![a-z])(?!validation_data|valid_sets|val_loss|val_acc)(val|valid|validation|dev|cv|oof)(?![a-z])", re.IGNORECASE
)


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    told = story(context)
    by_rows: dict[Parts, list[tuple[Fit, Test]]] = {}
    for fit, test in held_out(told):
        if test.how in ("score", "stop"):
            by_rows.setdefault(test.data.parts, []).append((fit, test))
    for rows, asked in by_rows.items():
        if any(not overlap(rows, other) and _is_single(scored) for other, scored in by_rows.items()):
            continue  # other rows were asked in the end
        if any(part.key[0] == "fold" or (part.place is not None and _FOR_CHOICE.search(_line(context, part.place))) for part in rows):
            continue  # rows to choose by
        asked = [(fit, test) for fit, test in asked if not _FOR_CHOICE.search(_line(context, test.place))]
        yield from _found(told, asked, context)


def _is_single(asked: list[tuple[Fit, Test]]) -> bool:
    """True where one model only was asked: its score is an honest one."""
    return len({(fit.model, fit.place) for fit, _ in asked}) == 1 and not any(test.rounds for _, test in asked)


def _line(context: Context, place: Place) -> str:
    return context.facts[place.cell].source.split("\n")[place.line - 1]


def _found(told: Story, asked: list[tuple[Fit, Test]], context: Context) -> Iterator[Hit]:
    scored = [(fit, test) for fit, test in asked if test.how == "score"]
    for fit, test in scored:
        for loop in test.rounds:
            if _is_chosen_in(loop, fit, test, scored, told):
                is_fitted = loop in fit.rounds
                what = f"fits {named(fit)} anew and scores it" if is_fitted else f"scores {named(fit)} with another setting"
                yield Hit(
                    test.place,
                    f"each round of a loop {what} on the same test rows: the best of the scores is too good",
                    related=way(told, fit, test, [(loop, "the settings come from here")]),
                )
                return
    for fit, test in asked:
        if test.how == "stop" and any(other.model is fit.model for _, other in scored):
            score = next(other for _, other in scored if other.model is fit.model)
            yield Hit(
                score.place,
                f"the training of {named(fit)} ends where it does best on these rows: its score on them is too good",
                related=way(told, fit, score),
            )
            return
    for chosen in told.thresholds:
        for fit, test in scored:
            if test in chosen.tests and any(other.time > test.time and other.model is test.model for _, other in scored):
                yield Hit(
                    chosen.place,
                    f"what {named(fit)} says is held against a value that was chosen by its score on these test rows:"
                    " its score on them is too good",
                    related=way(told, fit, test, [(chosen.place, "the value that was chosen is used here")]),
                )
                return
    for comparison in told.comparisons:
        met = [(fit, test) for fit, test in scored if test in comparison.tests]
        if len({(fit.model, fit.place) for fit, _ in met}) >= _FEWEST:
            places = list(dict.fromkeys(test.place for _, test in met))
            yield Hit(
                places[-1],
                f"{len({(fit.model, fit.place) for fit, _ in met})} models are compared by their scores on the same test rows:"
                " the best of them is too good",
                related=(
                    *((place, "the data comes from here") for place in sources(test.data for _, test in met)),
                    *((place, "scored here") for place in places[:6]),
                    (comparison.place, "compared here"),
                ),
                severity="info",
            )
            return


def _is_chosen_in(loop: Place, fit: Fit, test: Test, scored: list[tuple[Fit, Test]], told: Story) -> bool:
    """True where each round of a loop has another setting, and the same rows, labels and rows to learn from."""
    if any(part.differs_in(loop) for part in test.data.parts | fit.data.parts) or (fit.target is not None and loop in fit.target.varies):
        return False
    if loop not in fit.rounds:
        return bool(test.data.varies) or not fit.model.varies.isdisjoint(fit.rounds)
    if loop in fit.model.varies | fit.varies | fit.data.varies or len({id(fit.model) for fit, _ in scored if loop in fit.rounds}) > 1:
        return True
    return any(test in comparison.tests and set(comparison.loops) & {loop} for comparison in told.comparisons)
