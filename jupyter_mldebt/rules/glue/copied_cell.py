"""A cell or a function repeats another one of the notebook with small changes.

## Why it matters

A copy has to be changed wherever it stands, and one is forgotten: then two cells that look alike do different things. Copied cells are how
dead experiments and correction cascades begin. What varies between the copies is what a function would take as its parameters.

It is said at the later one, where both have at least three statements and some forty nodes of Python's tree, and at least four fifths of
them stand in statements which are alike but for variables and literals. More than six such differences are no copy.

The fix makes one function of the statements that the cells have in common, with what varies as its parameters; what is read of them elsewhere
is returned. It is unsafe: names that nobody reads elsewhere are the function's own afterwards, and comments of the copies go.

## Bad

```python
# %%
import pandas as pd
# %%
train = pd.read_csv("train.csv")
train["day"] = pd.to_datetime(train["day"], format="%d.%m.%Y")
train["price"] = train["price"].fillna(train["price"].median())
train = train.drop_duplicates().sort_values("day").reset_index(drop=True)
# %%
test = pd.read_csv("test.csv")  # <- NBG003: test = pd.read_csv("test.csv")
test["day"] = pd.to_datetime(test["day"], format="%d.%m.%Y")
test["price"] = test["price"].fillna(test["price"].median())
test = test.drop_duplicates().sort_values("day").reset_index(drop=True)
# %%
print(len(train), len(test))
```

## Good

```python
# %%
import pandas as pd
# %%
def prepare(path):
    data = pd.read_csv(path)
    data["day"] = pd.to_datetime(data["day"], format="%d.%m.%Y")
    data["price"] = data["price"].fillna(data["price"].median())
    return data.drop_duplicates().sort_values("day").reset_index(drop=True)
# %%
train = prepare("train.csv")
# %%
test = prepare("test.csv")
# %%
print(len(train), len(test))
```

```python
# %%
import matplotlib.pyplot as plt
plt.figure()
plt.plot([1, 2])
plt.show()
# %%
plt.figure()
plt.plot([1, 3])
plt.show()
```

## When to ignore

In exercises, where repeating is the point.

## References

- Roy and Cordy: A survey on software clone detection research. Queen's University, 2007.
- Källén, Sigvardsson and Wrigstad: Jupyter Notebooks on GitHub: Characteristics and Code Clones. The Art, Science, and Engineering of
  Programming 5(3), 2021.
- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (glue code, dead experimental codepaths).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jupyter_mldebt.clones import Clone, Fragment, clones, fragments
from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.rule import Fix

CODE = "NBG003"
SEVERITY = "warning"
PREVIEW = True

_MOST_DIFFERENCES = 6
_SHOWN = 3


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    found = [clone for clone in clones(_fragments(graph)) if len(clone.varies) <= _MOST_DIFFERENCES]
    copies: dict[Fragment, list[Clone]] = {}
    for clone in found:
        first = next((of for of, its in copies.items() if any(one.second is clone.first for one in its)), clone.first)
        copies.setdefault(first, []).append(clone)
    mended = {clone: mend for first, its in copies.items() if (mend := fix(first, its, context)) for clone in its}
    for clone in found:
        first, second = clone.first, clone.second
        place = context.place(second.node, second.cell)
        head = place.line
        end = len(context.cell_at(second.cell).source.split("\n")[head - 1].rstrip()) if place.end_line > head else place.end_column
        yield Hit(
            type(place)(second.cell, head, place.column, head, end),
            f"{_called(second, context)} repeats {_called(first, context)}{_told(clone)}: one function could serve both",
            related=((context.place(first.node, first.cell), "the first of them"),),
            confidence="medium",
            fix=mended.get(clone),
        )


def fix(first: Fragment, copies: Sequence[Clone], context: Context) -> Fix | None:
    """One function in the place of what cells have in common."""
    if not context.wants_fixes or any(clone.second.name for clone in copies) or first.name:
        return None
    from jupyter_mldebt.rules.glue._extraction import extraction

    return extraction([first.cell, *(clone.second.cell for clone in copies)], context)


def _fragments(graph: Graph) -> list[Fragment]:
    """Those of all cells, kept with the cells' facts."""
    known: list[Fragment] = []
    for cell in graph.order:
        facts = graph.facts[cell]
        if facts.tree is not None:
            kept = facts.memo.get(__name__)
            if kept is None:
                kept = facts.memo[__name__] = tuple(fragments(cell, facts.tree.body))
            known += [one if one.cell == cell else _moved(one, cell) for one in kept]
    return known


def _moved(one: Fragment, cell: int) -> Fragment:
    """The same fragment of a cell with the same text."""
    return Fragment(cell, one.name, one.node, one.statements, one.digests, one.sizes)


def _called(one: Fragment, context: Context) -> str:
    return f"`{one.name}` in {context.label(one.cell)}" if one.name else context.label(one.cell)


def _told(clone: Clone) -> str:
    pairs = [f"`{after}` for `{before}`" for before, after in clone.varies]
    told = _listed([*pairs[:_SHOWN], *([f"{len(pairs) - _SHOWN} more"] if len(pairs) > _SHOWN else [])])
    extra = f"{clone.others} line{'s' if clone.others > 1 else ''} changed" if clone.others else ""
    return " word for word" if not told and not extra else f", with {_listed([part for part in (told, extra) if part])}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
