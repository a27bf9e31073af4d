"""A result was made before something on which it depends ran again or was edited.

## Why it matters

The cell shows what it made of a value that is no longer the one on the page: the cell that makes the value was run again, or edited,
after it. Nothing on the page tells. What depends on a stale result is stale, too, also through cells that show nothing.

With a running kernel the journal of its executions decides. From a file alone it is judged by the counts, and only what depends on such a
result further down is told here: the cell itself is told by NBO001. Where a digest of what ran was saved with the cells, edits are seen, too.

In the examples two counts say that a cell ran twice; `was`, and `saved` in a file, mark a text that ran and that the cell below it has
replaced.

## Bad

```python
# %% In[1] In[3]
rate = 1.2
# %% In[2]
total = 10 * rate  # <- NBS003: rate
```

```python
# %% In[1] was
rate = 1.2
# %%
rate = 1.5
# %% In[2]
total = 10 * rate  # <- NBS003: rate
# %% In[3]
print(total)  # <- NBS003: total
```

```python
# %% In[3]
rate = 1.2
# %% In[1]
total = 10 * rate
# %% In[2]
print(total)  # <- NBS003: total
```

```python
# %% In[1] saved
rate = 1.2
# %%
rate = 1.5
# %% In[2]
total = 10 * rate  # <- NBS003: rate
```

## Good

```python
# %% In[1] In[3]
rate = 1.2
# %% In[2] In[4]
total = 10 * rate
```

```python
# %% In[1] was
rate = 1.2
# %%
rate  =  1.2  # a comment changes nothing
# %% In[2]
total = 10 * rate
```

```python
# %% In[1]
rate = 1.2
# %% In[3]
total = 10 * rate
# %% In[2]
print("no total")
```

## When to ignore

When the cell that ran again gave the same value as before.

## References

- Macke, Gong, Lee, Head, Xin, Parameswaran: Fine-Grained Lineage for Safer Notebook Interactions. VLDB 2021.
- Subotić, Milikić, Stojić: A Static Analysis Framework for Data Science Notebooks. ICSE-SEIP 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Edge, Graph
from jupyter_mldebt.live.answer import Live
from jupyter_mldebt.rules.hidden_state._session import edited_in_file, use

CODE = "NBS003"
SEVERITY = "warning"
PREVIEW = True


def check(seen: Live | Graph, context: Context) -> Iterator[Hit]:
    if isinstance(seen, Graph):
        if context.live is None:
            yield from _recorded(seen, context)
        return
    for cell, stale in seen.stale.items():
        yield Hit(
            use(cell, stale.name, context),
            f"{context.label(cell)} uses `{stale.name}` of {context.label(stale.cell)}, {_what_became(stale.why)}",
            (stale.name,),
            ((context.head(stale.cell), f"{context.label(stale.cell)} gives `{stale.name}`"),),
        )


def _what_became(why: str) -> str:
    return {
        "ran": "which ran again after it: its result was made with an older value",
        "edited": "which was edited since: its result was made with the value of the former text",
        "stale": "which is stale itself",
        "definition": "where it took it from another cell when it ran",
    }[why]


def _recorded(graph: Graph, context: Context) -> Iterator[Hit]:
    """What used a result after that had become stale, as the counts say."""
    counts = {cell.index: cell.execution_count for cell in context.notebook.code_cells() if cell.execution_count is not None}
    if len(set(counts.values())) < len(counts):
        return  # of several sessions, whose counts can't be compared
    edited = edited_in_file(context.notebook)
    late: dict[int, Edge] = {}  # cells that were run before one on which they depend
    told: set[int] = set()
    for cell in sorted(counts):
        edges = [edge for edge in graph.incoming(cell) if edge.source < cell and edge.source in counts and _is_data(edge, graph)]
        direct = next((edge for edge in edges if counts[edge.source] > counts[cell]), None)
        if direct is not None:
            late[cell] = direct
            continue
        former = next((edge for edge in edges if edge.source in edited), None)
        if former is not None:
            told.add(cell)
            yield Hit(
                use(cell, former.name, context),
                f"{context.label(cell)} uses `{former.name}` of {context.label(former.source)}, {_what_became('edited')}",
                (former.name,),
                ((context.head(former.source), "was edited since it ran"),),
                confidence="medium",
            )
            continue
        found = next((edge for edge in edges if edge.source in late or edge.source in told), None)
        if found is None:
            continue
        told.add(cell)
        if found.source in late:
            reason = late[found.source]
            yield Hit(
                use(cell, found.name, context),
                f"{context.label(cell)} uses `{found.name}` of {context.label(found.source)}, which was made before "
                f"{context.label(reason.source)} gave `{reason.name}` its value",
                (found.name,),
                ((context.head(found.source), f"uses `{reason.name}`"), (context.head(reason.source), "was run later")),
                confidence="medium",
            )


def _is_data(edge: Edge, graph: Graph) -> bool:
    kinds = {binding.kind for binding in graph.bindings_of.get(edge.source, ()) if binding.name == edge.name}
    return edge.via == "mutate" or (edge.via == "bind" and not kinds <= {"import", "star", "function", "class"})
