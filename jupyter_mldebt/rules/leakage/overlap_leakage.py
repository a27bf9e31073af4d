"""The same rows, or copies of them, are among those that a model learns from and those that it is tested on.

## Why it matters

Over-sampling before the split puts copies of a row, or rows made out of it, on both sides: the test then asks for what was learned by
heart. The same happens where a model is fitted on all rows and scored on some of them, or fitted on some and scored on nothing but all of
them. How much it flatters grows with what the model can learn by heart: with a tenth of the rows twice, over 2,047 data sets, by 0.4
standard deviations for naive Bayes and by 1.1 for a decision tree (Roth 2026). So it is an error.

## Bad

```python
# %%
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("fraud.csv")
X, y = df.drop(columns="fraud"), df["fraud"]
# %%
X_more, y_more = SMOTE().fit_resample(X, y)  # <- NBL002: SMOTE().fit_resample(X, y)
X_train, X_test, y_train, y_test = train_test_split(X_more, y_more)
# %%
model = RandomForestClassifier().fit(X_train, y_train)
model.score(X_test, y_test)
```

```python
# %%
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
df = pd.read_csv("houses.csv")
X, y = df.drop(columns="price"), df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y)
# %%
model = Ridge().fit(X, y)  # <- NBL002: Ridge().fit(X, y)
model.score(X_test, y_test)
```

## Good

```python
# %%
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("fraud.csv")
X, y = df.drop(columns="fraud"), df["fraud"]
# %%
X_train, X_test, y_train, y_test = train_test_split(X, y)
X_train, y_train = SMOTE().fit_resample(X_train, y_train)
# %%
model = RandomForestClassifier().fit(X_train, y_train)
model.score(X_test, y_test)
```

```python
# %%
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
df = pd.read_csv("houses.csv")
X, y = df.drop(columns="price"), df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y)
# %%
model = Ridge().fit(X_train, y_train)
model.score(X_test, y_test)
```

## When to ignore

Where the score on all rows is meant, and says so.

## References

- Yang, Brower-Sinning, Lewis and Kästner: Data Leakage in Notebooks: Static Detection and Better Processes, ASE 2022.
- Roth: Which Leakage Types Matter? A Quantitative Landscape Across 2,047 Benchmark Datasets, arXiv:2604.04199, 2026.
- imbalanced-learn user guide: Common pitfalls and recommended practices, Data leakage.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Part, overlap, shared, within
from jupyter_mldebt.provenance.story import Story, Test
from jupyter_mldebt.provenance.values import Fit
from jupyter_mldebt.rules.leakage._evidence import sources, way
from jupyter_mldebt.rules.leakage._story import fitted, held_out, in_order, is_division, named, story

CODE = "NBL002"
SEVERITY = "error"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    told = story(context)
    seen: set[Place] = set()
    for fit, test in fitted(told):
        trained, tested = fit.data, test.data
        if trained.parts == tested.parts:
            continue
        for copying in trained.copyings & tested.copyings:
            if copying.place not in seen:
                seen.add(copying.place)
                yield Hit(
                    copying.place,
                    f"`{copying.what}` copies rows before they are divided: {named(fit)} learns from copies of the rows on which"
                    f" {context.label(test.place.cell)} tests it",
                    related=way(told, fit, test, [(copying.place, f"`{copying.what}` copies rows here")]),
                )
        met = shared(trained.parts, tested.parts)
        if met and test.how != "predict" and test.place not in seen:
            seen.add(test.place)
            yield Hit(
                test.place,
                f"{named(fit)} is tested on rows that were taken without regard to those it is fitted on: a row can be among both",
                related=way(told, fit, test, _taken(met)),
            )
        elif test.how != "predict" and fit.place not in seen and _is_joined(told, fit, test):
            seen.add(fit.place)
            yield Hit(
                fit.place,
                f"{named(fit)} is fitted on rows that were set apart, on which {context.label(test.place.cell)} tests it",
                related=way(told, fit, test),
            )
    if not seen and (wide := _with_its_own(told)) is not None:
        fit, test = wide
        yield Hit(
            test.place,
            f"{named(fit)} is tested only on all rows put together: those that it is fitted on are among them",
            related=way(told, fit, test),
        )
    for division in told.divisions:
        for copying in in_order(division.data.copyings):
            if copying.place not in seen:
                seen.add(copying.place)
                yield Hit(
                    copying.place,
                    f"`{copying.what}` copies rows before `{division.what}` in {context.label(division.place.cell)} divides them:"
                    " a row and its copy can be on both sides",
                    related=(
                        *((place, "the data comes from here") for place in sources([division.data])),
                        (division.place, "its rows are divided here"),
                    ),
                )


def _with_its_own(told: Story) -> tuple[Fit, Test] | None:
    """A score over all rows, of which a model has learned one side of their division, where the other side is never asked alone."""
    scored = [test for test in told.tests if test.how != "predict"]
    if told.validations or any(test.fit is None or not test.fit.data.parts or not test.data.parts for test in scored):
        return None
    if any(test.how != "predict" or test.is_shown for _, test in held_out(told)):
        return None
    learned = [division.parts[0] for division in told.divisions if division.parts]
    return next(
        (
            (fit, test)
            for fit, test in fitted(told)
            if test.how == "score"
            and fit.data.parts in learned
            and fit.data.parts != test.data.parts
            and within(fit.data.parts, test.data.parts)
        ),
        None,
    )


def _is_joined(told: Story, fit: Fit, test: Test) -> bool:
    """True where rows that were set apart to test with, all or some of them, are put to those to learn from."""
    trained, tested = fit.data.parts, test.data.parts
    if within(tested, trained):
        return is_division(told, test) and all(tested != division.parts[0] for division in told.divisions if division.parts)
    inside = {part for part in trained if within(frozenset((part,)), tested)}
    return bool(inside) and any(not overlap(frozenset((part,)), tested) for part in trained - inside)


def _taken(met: list[tuple[Part, Part]]) -> Iterator[tuple[Place, str]]:
    """Where the rows are taken, first those to learn from."""
    for part, what in zip(met[0], ("fitted", "tested"), strict=True):
        if part.place is not None:
            yield part.place, f"rows that it is {what} on are taken here"
