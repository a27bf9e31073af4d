"""A cell or a function repeats another one, of this or another notebook, with small changes.

## Why it matters

A copy has to be changed wherever it stands, and one is forgotten: then two cells that look alike do different things. Copied cells are how
dead experiments and correction cascades begin. What varies between the copies is what a function would take as its parameters.

It is said at the later one, where both have at least three statements and some forty nodes of Python's tree, and at least four fifths of
them stand in statements which are alike but for variables and literals. More than six such differences, or more than there are statements,
are no copy, nor are tables of literals, and functions of one cell in which two things only change places, as left and right do.

Where several notebooks are checked together, a cell or function of at least five statements and eighty nodes that repeats one of
another notebook is said, too, once for each two notebooks; of a notebook that as a whole is a copy of another only that. Notebooks whose names
say that they are versions of one (`sales`, `sales_v2`) are not held against each other. In JupyterLab only the notebook itself is looked at.

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
- Sajnani, Saini, Svajlenko, Roy and Lopes: SourcererCC: Scaling Code Clone Detection to Big-Code. ICSE 2016.
- Källén, Sigvardsson and Wrigstad: Jupyter Notebooks on GitHub: Characteristics and Code Clones. The Art, Science, and Engineering of
  Programming 5(3), 2021.
- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (glue code, dead experimental codepaths).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from jupyter_mldebt.clones import Clone, Difference, Fragment, clones, difference, fragments
from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.rule import Beside, Fix, Sketch

CODE = "NBG003"
SEVERITY = "warning"
PREVIEW = True

_MOST_DIFFERENCES = 6
_LEAST_STATEMENTS, _LEAST_SIZE = 5, 80  # nodes; of what is held against other notebooks
_SHOWN = 3


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    found = []
    for clone in clones(_fragments(graph)):
        if bool(clone.first.name) != bool(clone.second.name):
            continue  # what was tried in a cell and then made a function
        how = difference(clone, *(graph.facts[fragment.cell] for fragment in clone))
        if how is None or len(how.varies) > min(_MOST_DIFFERENCES, len(clone.second.digests)):
            continue
        if clone.first.cell != clone.second.cell or not _is_mirrored(how):
            found.append((clone, how))
    fixes = _fixes([clone for clone, _ in found], context)
    for clone, how in found:
        first, second = clone
        yield Hit(
            second.head,
            f"{_called(second, context)} repeats {_called(first, context)}{told(how)}: one function could serve both",
            related=((first.head, "the first of them"),),
            confidence="medium",
            fix=fixes.get(clone),
        )


def _fixes(found: Sequence[Clone], context: Context) -> dict[Clone, Fix]:
    """The fix of each, one for all copies of the same."""
    if not context.wants_fixes:
        return {}
    copies: dict[Fragment, list[Clone]] = {}
    for clone in found:
        first = next((first for first, its in copies.items() if any(one.second is clone.first for one in its)), clone.first)
        copies.setdefault(first, []).append(clone)
    return {clone: mend for first, its in copies.items() if (mend := fix(first, its, context)) for clone in its}


def fix(first: Fragment, copies: Sequence[Clone], context: Context) -> Fix | None:
    """One function in the place of what cells have in common."""
    if first.name or any(clone.second.name for clone in copies):
        return None
    from jupyter_mldebt.rules.glue._extraction import extraction

    return extraction([first.cell, *(clone.second.cell for clone in copies)], context)


def sketch(graph: Graph) -> list[Sketch]:
    """What is kept of a notebook to lay it beside others: what is shorter, many write alike who know nothing of each other."""
    return [Sketch(one.head, one) for one in _fragments(graph) if len(one.digests) >= _LEAST_STATEMENTS and one.size >= _LEAST_SIZE]


def across(notebooks: Sequence[tuple[str, bytes]], facts: Callable[[int, int], CellFacts | None]) -> Iterator[Beside]:
    """What notebooks repeat of others."""
    from jupyter_mldebt.rules.glue._across import repeats

    return repeats(notebooks, facts)


def _fragments(graph: Graph) -> list[Fragment]:
    """Those of all cells, kept with the cells' facts."""
    known: list[Fragment] = []
    for cell in graph.order:
        facts = graph.facts[cell]
        if facts.tree is not None:
            kept = facts.memo.get(__name__)
            if kept is None:
                kept = facts.memo[__name__] = tuple(fragments(cell, facts))
            known += [
                one if one.cell == cell else msgspec.structs.replace(one, head=msgspec.structs.replace(one.head, cell=cell)) for one in kept
            ]
    return known


def _called(one: Fragment, context: Context) -> str:
    return f"`{one.name}` in {context.label(one.cell)}" if one.name else context.label(one.cell)


def _is_mirrored(how: Difference) -> bool:
    """Whether two things change places, left and right, source and target: such code stands side by side, and is changed together."""
    return any((after, before) in how.varies for before, after in how.varies)


def told(how: Difference) -> str:
    """What varies, in words."""
    pairs = [f"`{after}` for `{before}`" for before, after in how.varies]
    some = listed([*pairs[:_SHOWN], *([f"{len(pairs) - _SHOWN} more"] if len(pairs) > _SHOWN else [])])
    extra = f"{how.others} line{'s' if how.others > 1 else ''} changed" if how.others else ""
    return " word for word" if not some and not extra else f", with {listed([part for part in (some, extra) if part])}"


def listed(words: Sequence[str]) -> str:
    """a, b and c"""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
