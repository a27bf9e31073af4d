"""Something is fitted on rows that the model is later tested on: a scaler, an imputer, a choice of features, the mean of a column.

## Why it matters

The test shall tell how the model does on rows that nobody has seen. What is learned from all rows, the test rows included, carries a trace
of them into the training data. How much it flatters the score depends on what is learned. Over 2,047 data sets, scalers, imputers and
encoders that were fitted on all rows changed the AUC by 0.005 at most, and by nothing above some 200 rows (Roth 2026); a choice of features
that has seen the labels of the test can make noise look like a result. So the finding is a remark for scaling, imputing and encoding, by
hand or not, an error where features are chosen by the labels or encoded with them, and a warning for the rest. In any case the same line
learns in production from data that is not there yet.

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
y = df["ill"]
# %%
X = StandardScaler().fit_transform(df.drop(columns="ill"))  # <- NBL001: StandardScaler().fit_transform(df.drop(columns="ill"))
# %%
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X_train, y_train)
model.score(X_test, y_test)
```

```python
# %%
import pandas as pd
from sklearn.linear_model import LinearRegression
df = pd.read_csv("houses.csv")
df["size"] = df["size"].fillna(df["size"].mean())  # <- NBL001: df["size"].mean()
# %%
train, test = df[:800], df[800:]
model = LinearRegression().fit(train[["size", "rooms"]], train["price"])
model.score(test[["size", "rooms"]], test["price"])
```

```python
# %% In[1]
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("patients.csv")
X, y = df.drop(columns="ill"), df["ill"]
# %% In[3]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
# %% In[2]
X = StandardScaler().fit_transform(X)  # <- NBL001: StandardScaler().fit_transform(X)
# %% In[4]
model = LogisticRegression().fit(X_train, y_train)
model.score(X_test, y_test)
```

## Good

```python
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("patients.csv")
y = df["ill"]
# %%
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="ill"), y, random_state=0)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X_train, y_train)
model.score(X_test, y_test)
```

```python
# %%
import pandas as pd
from sklearn.linear_model import LinearRegression
df = pd.read_csv("houses.csv")
train, test = df[:800].copy(), df[800:].copy()
usual = train["size"].mean()
train["size"] = train["size"].fillna(usual)
test["size"] = test["size"].fillna(usual)
# %%
model = LinearRegression().fit(train[["size", "rooms"]], train["price"])
model.score(test[["size", "rooms"]], test["price"])
```

## When to ignore

Where what is learned does not hang on the rows at all, as the list of all categories that there are.

## References

- Yang, Brower-Sinning, Lewis and Kästner: Data Leakage in Notebooks: Static Detection and Better Processes, ASE 2022.
- Kapoor and Narayanan: Leakage and the reproducibility crisis in machine-learning-based science, Patterns 4(9), 2023.
- Roth: Which Leakage Types Matter? A Quantitative Landscape Across 2,047 Benchmark Datasets, arXiv:2604.04199, 2026.
- scikit-learn user guide: Common pitfalls and recommended practices, Data leakage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.story import Story
from jupyter_mldebt.rules.leakage._evidence import seen, way
from jupyter_mldebt.rules.leakage._story import Leak, learned_from_the_test, named, ran, story, tests_models, weight

CODE = "NBL001"
SEVERITY = "warning"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    if not tests_models(context):
        return
    told, as_told = story(context), ran(context)
    found = learned_from_the_test(told)
    yield from _hits(told, found, context, "")
    as_it_ran = learned_from_the_test(as_told)
    more = {place: leak for place, leak in as_it_ran.items() if place not in found}
    yield from _hits(as_told, more, context, ", in the order in which the cells ran")


def _hits(told: Story, leaks: Mapping[Place, Leak], context: Context, when: str) -> Iterator[Hit]:
    for place, leak in leaks.items():
        if leak.is_joined:
            continue  # NBL004
        statistic, fit, test = leak
        what = "is taken" if statistic.kind == "statistic" else "is fitted"
        yield Hit(
            place,
            f"`{statistic.what}` {what} over rows on which {context.label(test.place.cell)} tests {named(fit)}{when}",
            related=way(told, fit, test, [seen(statistic)]),
            severity=weight(statistic),
        )
