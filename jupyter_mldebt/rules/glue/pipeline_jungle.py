"""The way from the raw data to what the model is fitted on is a tangle of joins, branches, intermediate files and overwritten tables.

## Why it matters

Such a preparation has grown source by source. Nobody can say which rows and columns reach the model without following every way through it,
a test needs all inputs at once, and a mistake in one branch shows up, if ever, as a slightly worse score. Sculley et al. call it a pipeline
jungle, and see its cause in collecting data and building features apart from each other. Give each way a function that takes tables and gives one, and
join in one place; then each can be tested alone.

What counts is the graph of tables between the reads and the first fit of a model, or the table that most steps lead to where there is no
fit. `nbcheck glue` draws it. Its measure adds up

- 1 for each input,
- 2 for each join: merging, joining, concatenating or stacking what comes from different tables,
- 3 for each intermediate file: written here, and read again,
- 2 for each branch: a table from which both sides of a join come,
- 1/2 for each time that a table's name, or the table itself, gets a new value made of the old one.

An input must be; what ties tables together costs twice that, as two ways have to be understood at once, and a file more, since it may be
older than what wrote it. To overwrite a table costs least: it only makes the order of the cells matter. What a function of the notebook
does counts as one step. Of 1,600 real notebooks that read data, half come to 1, nine of ten to no more than 6, and 97 of 100 to less than
12. From there on it is said, where there are three joins or files at least.

## Bad

```python
# %%
import pandas as pd
from sklearn.linear_model import LinearRegression
# %%
orders = pd.read_csv("orders.csv")
people = pd.read_csv("people.csv")
shops = pd.read_excel("shops.xlsx")
orders = orders.dropna()
orders = orders.rename(columns={"person": "id"})
# %%
mean = orders.groupby("id").amount.mean().reset_index()
orders = orders.merge(mean, on="id")
orders = orders.merge(people, on="id")
orders.to_csv("tmp.csv")
# %%
table = pd.read_csv("tmp.csv")
table = table.merge(shops, on="shop")
table = table.drop_duplicates()
X, y = table[["amount", "age"]], table["spent"]
LinearRegression().fit(X, y)  # <- NBG005: LinearRegression().fit(X, y)
```

## Good

```python
# %%
import pandas as pd
from sklearn.linear_model import LinearRegression
# %%
def with_means(orders):
    orders = orders.dropna().rename(columns={"person": "id"})
    return orders.merge(orders.groupby("id").amount.mean().reset_index(), on="id")
def together(orders, people, shops):
    return with_means(orders).merge(people, on="id").merge(shops, on="shop").drop_duplicates()
# %%
table = together(pd.read_csv("orders.csv"), pd.read_csv("people.csv"), pd.read_excel("shops.xlsx"))
X, y = table[["amount", "age"]], table["spent"]
LinearRegression().fit(X, y)
```

## When to ignore

In a notebook that explores how tables fit together, before anything depends on it.

## References

- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (pipeline jungles).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place
from jupyter_mldebt.preparation import JOINS, Preparation, preparation

CODE = "NBG005"
SEVERITY = "warning"
PREVIEW = True

_LEAST = 12
_FEWEST_TIES = 3
_MOST_CELLS = 3
_MOST_RELATED = 20
_WORDS = {
    "inputs": ("input", "inputs"),
    "joins": ("join", "joins"),
    "files": ("intermediate file", "intermediate files"),
    "branches": ("branch", "branches"),
    "overwritten": ("overwritten table", "overwritten tables"),
}


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    if sum((call.target or "").rpartition(".")[2] in JOINS for call in graph.trace.calls) < 2:
        return
    found = preparation(graph)
    measure = found.measure
    if measure.total < _LEAST or measure.joins + measure.files < _FEWEST_TIES:
        return
    end = found.nodes[-1]
    goal = "the first fit" if end.kind == "fit" else f"`{end.name}`"
    _, *parts = [_counted(getattr(measure, part), *words) for part, words in _WORDS.items() if getattr(measure, part)]
    cells = [context.label(cell) for cell in _thicket(found)]
    yield Hit(
        end.place,
        f"the way from {_counted(measure.inputs, *_WORDS['inputs'])} to {goal} takes {_listed(parts)}; it is thickest in {_listed(cells)}",
        () if end.kind == "fit" else (end.name,),
        related=_ties(found),
    )


def _ties(found: Preparation) -> tuple[tuple[Place, str], ...]:
    """The joins and the files, in the order in which they are made."""
    ties = [
        (
            step.place,
            f"`{node.name}` is written here and read again" if node.kind == "file" else f"`{node.name}` is joined here ({step.how})",
        )
        for node in found.nodes
        for step in node.steps
        if step.is_join or node.kind == "file"
    ]
    return tuple(ties[:_MOST_RELATED])


def _thicket(found: Preparation) -> list[int]:
    """The cells in which most of the steps stand, joins first."""
    steps: Counter[int] = Counter()
    for node in found.nodes[:-1]:
        for step in node.steps:
            steps[step.place.cell] += 3 if step.is_join else 1
    return sorted(cell for cell, _ in steps.most_common(_MOST_CELLS))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
