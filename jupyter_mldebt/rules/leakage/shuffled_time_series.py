"""Rows in the order of time are divided at random, so that a model learns from the future.

## Why it matters

Rows near each other in time resemble each other. Divided at random, each test row has its neighbours of the day before and of the day after among
the training rows; in production there is no day after. Divide at a point of time, or with `TimeSeriesSplit`.

Rows are taken for a series where the notebook treats them as one: where a date is their index, where they are sorted or grouped by it, where
they are resampled, lagged, cut into windows or given to a model of series. A column with dates alone says nothing. Divided at random are rows
by `train_test_split`, by folds that are shuffled, by a mask, a sample or a permutation, and by a cut behind a shuffle.

## Bad

```python
# %%
import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv("sales.csv", parse_dates=["day"])
df["before"] = df["sold"].shift(1)
# %%
train, test = train_test_split(df, test_size=0.2)  # <- NBL007: train_test_split(df, test_size=0.2)
```

## Good

```python
# %%
import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv("sales.csv", parse_dates=["day"])
df["before"] = df["sold"].shift(1)
# %%
train, test = train_test_split(df, test_size=0.2, shuffle=False)
```

## When to ignore

Where rows have a date and no order in time matters, as the birthdays of patients.

## References

- scikit-learn user guide: Cross validation of time series data.
- Kapoor and Narayanan: Leakage and the reproducibility crisis in machine-learning-based science, Patterns 4(9), 2023: temporal leakage.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.rules.leakage._evidence import path
from jupyter_mldebt.rules.leakage._story import story

CODE = "NBL007"
SEVERITY = "warning"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    seen = set()
    told = story(context)
    for division in (*told.divisions, *told.draws):
        is_timed = division.data.is_timed or any(one.is_in(part) or part.is_in(one) for part in division.data.parts for one in told.timed)
        if division.is_random and is_timed and division.place not in seen:
            seen.add(division.place)
            yield Hit(
                division.place,
                f"`{division.what}` divides rows at random that stand in the order of time: the training rows tell of the future of the test rows",
                related=path(told, [division.data], (), [(division.place, "its rows are divided here")]),
            )
