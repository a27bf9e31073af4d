"""The cells were not run in the order in which they stand, and the dataflow says that it matters.

## Why it matters

A cell uses what another cell above it makes, but that other cell was run (again) after it. The output below the user was made with an
older value: a run from top to bottom may give something else. Or a cell below it had changed the object before. Where counts decrease
and no dependency is concerned, one note for the notebook says so and no more, since nothing can differ. Imports are left out: running
one again changes nothing. Each cell is told once, with all cells above it that ran later. Where only a function that the cell calls uses
the name, the finding stands at the call. Where counts repeat (NBO004), they are of different sessions and hardly comparable: the finding
is a note of low confidence.

## Bad

```python
# %% In[2]
x = 1
# %% In[1]
y = x + 1  # <- NBO001: x
```

```python
# %% In[1]
queue = ["a", "b"]
# %% In[3]
size = len(queue)  # <- NBO001: queue
# %% In[2]
queue.append("c")
```

```python
# %% In[5]
rate = 1.2
# %% In[2]
def gross(price):
    return price * rate
# %% In[3]
total = 10
gross(total)  # <- NBO001: gross(total)
```

```python
# %% In[2]
import os
# %% In[1]
import sys  # <- NBO001: import sys
```

## Good

```python
# %% In[1]
x = 1
# %% In[2]
y = x + 1
```

```python
# %% In[14]
import os
# %% In[15]
import sys
```

## When to ignore

For a notebook whose saved outputs nobody relies on. "Restart and run all" mends it, and shows whether the results hold.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019
  (36 % of notebooks have cells out of order).
- Subotić, Milikić, Stojić: A Static Analysis Framework for Data Science Notebooks. ICSE-SEIP 2022.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Edge, Graph
from jupyter_mldebt.history import settles
from jupyter_mldebt.model import Notebook, Place
from jupyter_mldebt.rules.execution_order._counts import counts

CODE = "NBO001"
SEVERITY = "warning"


class _Use(NamedTuple):
    """A cell uses names of a cell above it that ran later; `others` are the cells further down that did so too."""

    source: int
    names: tuple[str, ...]
    others: tuple[int, ...]


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    ran = counts(context)
    falls = [(above, below) for above, below in zip(ran, list(ran)[1:], strict=False) if ran[above] > ran[below]]
    if not falls:
        return
    is_one_session = len(set(ran.values())) == len(ran)
    users: dict[int, list[_Use]] = {}
    for source, found in sorted(_violated(context.graph, ran).items()):
        first, *others = sorted(found)
        users.setdefault(first, []).append(_Use(source, tuple(sorted(found[first])), tuple(others)))
    for user, uses in sorted(users.items()):
        yield _matters(user, uses, is_one_session, context)
    upwards = _upwards(context) if is_one_session and context.facts and _may_go_up(context, ran, changes_only=bool(users)) else []
    changes = {(edge.source, edge.name): edge for edge in reversed(upwards) if edge.via == "mutate"}
    told = set(users)
    for _, edge in sorted(changes.items()):
        if edge.target not in told:
            told.add(edge.target)
            yield _changed_from_below(edge, context)
    if is_one_session and not users and not upwards:
        above, below = falls[0]
        yield Hit(
            context.head(below),
            f"{context.label(below)} was run before {context.label(above)} above it"
            + (f" (the counts decrease in {len(falls)} places)" if len(falls) > 1 else "")
            + ("; no dependency between cells contradicts the order" if context.facts else ""),
            related=((context.head(above), "stands above and was run later"),),
            severity="info",
        )


def _violated(graph: Graph, ran: dict[int, int]) -> dict[int, dict[int, list[str]]]:
    """By source cell, the cells below it that use its names and were run before it."""
    found: dict[int, dict[int, list[str]]] = {}
    for edge in graph.edges:
        if edge.source < edge.target and ran.get(edge.source, 0) > ran.get(edge.target, 1 << 60) and _is_data(edge, graph):
            found.setdefault(edge.source, {}).setdefault(edge.target, []).append(edge.name)
    return found


def _may_go_up(context: Context, ran: dict[int, int], *, changes_only: bool) -> bool:
    """Whether it is worth to link the cells in the order of their counts, to see what went up the page."""
    if not changes_only:
        return context.history is None or not settles(context.history, context.graph)
    lowest = 1 << 60  # the count of the cells so far, from below, that change something in place
    for cell in reversed(ran):
        if lowest < ran[cell]:
            return True
        if any(mutation.via == "mutate" for mutation in context.graph.mutations_of.get(cell, ())):
            lowest = min(lowest, ran[cell])
    return False


def _upwards(context: Context) -> list[Edge]:
    """Values that went up the page in the saved run. Those of names bound below are told by NBS002 and NBS007."""
    return [edge for edge in context.recorded.edges if edge.source > edge.target and _is_data(edge, context.recorded)]


def _is_data(edge: Edge, graph: Graph) -> bool:
    """Whether the edge carries a value that can differ: an import run again is the same."""
    kinds = {binding.kind for binding in graph.bindings_of.get(edge.source, ()) if binding.name == edge.name}
    return edge.via == "mutate" or (edge.via == "bind" and not kinds <= {"import", "star"})


def _matters(user: int, uses: list[_Use], is_one_session: bool, context: Context) -> Hit:
    """One finding for a cell, however many cells above it ran later."""
    sources: dict[tuple[str, ...], list[str]] = {}
    for use in uses:
        sources.setdefault(use.names, []).append(context.label(use.source))
    what = " and ".join(f"{_listed(shared)} of {_and(cells)}" for shared, cells in sources.items())
    others = sorted({cell for use in uses for cell in use.others})
    more = f"; so may {len(others)} cell{'s' if len(others) > 1 else ''} below that also ran too early" if others else ""
    names = {name for use in uses for name in use.names}
    place, how = _use(user, names, context)
    message = f"{context.label(user)} {how} {what}, which ran later: its output may come from an older value{more}"
    return Hit(
        place,
        message if is_one_session else f"{message} (or the counts are of different sessions: some are there twice)",
        tuple(sorted(names)),
        tuple((_bound_in(use.source, use.names, context), f"{context.label(use.source)} was run later") for use in uses)
        + tuple((_use(cell, names, context)[0], "ran before it, too") for cell in others[:5]),
        None if is_one_session else "info",
        "high" if is_one_session else "low",
    )


def _changed_from_below(edge: Edge, context: Context) -> Hit:
    """The first cell that used what a cell below it had changed in place."""
    changer, user = context.label(edge.source), context.label(edge.target)
    place, how = _use(edge.target, {edge.name}, context)
    return Hit(
        place,
        f"{user} {how} `{edge.name}`, which {changer} below had changed before: a fresh run may give it another value",
        (edge.name,),
        ((_bound_in(edge.source, (edge.name,), context), f"{changer} changes it"),),
    )


def _use(cell: int, names: Collection[str], context: Context) -> tuple[Place, str]:
    """Where the cell uses the names and the word for it; where only a function that it calls does, the call."""
    reads = [read for read in context.graph.reads_of.get(cell, ()) if read.name in names]
    here = min((read.place for read in reads if read.place.cell == cell and read.function is None), default=None)
    if here is not None:
        return here, "uses"
    calls = [(read.call_place, read.function) for read in reads if read.call_place is not None and read.call_place.cell == cell]
    if not calls:
        return context.head(cell), "uses"
    place, function = min(calls, key=lambda call: call[0])
    return place, f"calls `{function}`, which uses" if function else "calls a function that uses"


def _and(parts: Sequence[str]) -> str:
    shown = [*parts[:2], f"{len(parts) - 2} more cells"] if len(parts) > 3 else list(parts)
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names[:3]) + (", ..." if len(names) > 3 else "")


def _bound_in(cell: int, names: Collection[str], context: Context) -> Place:
    places = [binding.place for binding in context.graph.bindings_of.get(cell, ()) if binding.name in names and binding.place.cell == cell]
    places += [mutation.place for mutation in context.graph.mutations_of.get(cell, ()) if set(names) & set(mutation.names)]
    return min((place for place in places if place.cell == cell), default=context.head(cell))
