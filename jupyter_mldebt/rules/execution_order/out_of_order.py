"""The cells were not run in the order in which they stand, and the dataflow says that it matters.

## Why it matters

A cell uses what another cell above it makes, but that other cell was run (again) after it. The output below the user was made with an
older value: a run from top to bottom may give something else. Or a cell below it had changed the object before. Where counts decrease
and no dependency is concerned, one note for the notebook says so and no more, since nothing can differ. Imports are left out: running
one again changes nothing.

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

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Edge, Graph
from jupyter_mldebt.model import Notebook, Place
from jupyter_mldebt.rules.execution_order._counts import counts

CODE = "NBO001"
SEVERITY = "warning"


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    ran = counts(context)
    falls = [(above, below) for above, below in zip(ran, list(ran)[1:], strict=False) if ran[above] > ran[below]]
    if not falls:
        return
    violated = _violated(context.graph, ran)
    for source, users in sorted(violated.items()):
        yield _matters(source, users, context)
    upwards = _upwards(context, ran)
    changes = {(edge.source, edge.name): edge for edge in reversed(upwards) if edge.via == "mutate"}
    for _, edge in sorted(changes.items()):
        yield _changed_from_below(edge, context)
    if not violated and not upwards:
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


def _upwards(context: Context, ran: dict[int, int]) -> list[Edge]:
    """Values that went up the page in the saved run. Those of names bound below are told by NBS002 and NBS007."""
    if not context.facts or len(set(ran.values())) < len(ran):
        return []
    return [edge for edge in context.recorded.edges if edge.source > edge.target and _is_data(edge, context.recorded)]


def _is_data(edge: Edge, graph: Graph) -> bool:
    """Whether the edge carries a value that can differ: an import run again is the same."""
    kinds = {binding.kind for binding in graph.bindings_of.get(edge.source, ()) if binding.name == edge.name}
    return edge.via == "mutate" or (edge.via == "bind" and not kinds <= {"import", "star"})


def _matters(source: int, users: dict[int, list[str]], context: Context) -> Hit:
    first = min(users)
    names = sorted({name for cell_names in users.values() for name in cell_names})
    shown = ", ".join(f"`{name}`" for name in sorted(users[first])[:3]) + (", ..." if len(users[first]) > 3 else "")
    more = f", and so did {len(users) - 1} more cell{'s' if len(users) > 2 else ''}" if len(users) > 1 else ""
    return Hit(
        _read_in(first, users[first], context),
        f"{context.label(first)} uses {shown} of {context.label(source)}, but ran before it{more}: its output may come from an older value",
        tuple(names),
        ((_bound_in(source, users[first], context), f"{context.label(source)} was run later"),)
        + tuple((_read_in(cell, users[cell], context), "ran before it, too") for cell in sorted(users)[1:6]),
    )


def _changed_from_below(edge: Edge, context: Context) -> Hit:
    """The first cell that used what a cell below it had changed in place."""
    changer, user = context.label(edge.source), context.label(edge.target)
    return Hit(
        _read_in(edge.target, [edge.name], context),
        f"{user} uses `{edge.name}`, which {changer} below had changed before: a fresh run may give it another value",
        (edge.name,),
        ((_bound_in(edge.source, [edge.name], context), f"{changer} changes it"),),
    )


def _read_in(cell: int, names: list[str], context: Context) -> Place:
    places = [read.place for read in context.graph.reads_of.get(cell, ()) if read.name in names and read.place.cell == cell]
    return min(places, default=context.head(cell))


def _bound_in(cell: int, names: list[str], context: Context) -> Place:
    places = [binding.place for binding in context.graph.bindings_of.get(cell, ()) if binding.name in names and binding.place.cell == cell]
    places += [mutation.place for mutation in context.graph.mutations_of.get(cell, ()) if set(names) & set(mutation.names)]
    return min((place for place in places if place.cell == cell), default=context.head(cell))
