"""A name is bound by several cells, and the saved run gave a reader another cell's value than a fresh run gives.

## Why it matters

Two cells give a value to one name. Which of them a third cell sees depends on which ran last. When the notebook was saved that was
another one than the page suggests, so the output below the reader was made with a value that a run from top to bottom does not produce:
same code, other figures, and no error to warn of it.

It is judged by the execution counts in the file; where those agree with the order of the page, reusing a name is harmless and nothing
is said.

## Bad

```python
# %% In[1]
threshold = 0.5
# %% In[3]
accepted = [x for x in (0.4, 0.6, 0.9) if x > threshold]  # <- NBS007: threshold
# %% In[2]
threshold = 0.8
```

## Good

```python
# %% In[1]
threshold = 0.5
# %% In[2]
accepted = [x for x in (0.4, 0.6, 0.9) if x > threshold]
# %% In[3]
threshold = 0.8
```

```python
# %% In[1]
threshold = 0.5
# %% In[3]
accepted = [x for x in (0.4, 0.6, 0.9) if x > threshold]
# %% In[2]
strict_threshold = 0.8
```

```python
# %% In[1]
lines = open("rows.txt").read()
# %% In[3]
print(len(lines))
# %% In[2]
lines = open("rows.txt").read()
```

## When to ignore

When the name is rebound on purpose to try several values, and the saved outputs are not what anybody relies on.

## References

- Subotić, Milikić, Stojić: A Static Analysis Framework for Data Science Notebooks. ICSE-SEIP 2022.
- Macke, Gong, Lee, Head, Xin, Parameswaran: Fine-Grained Lineage for Safer Notebook Interactions. VLDB 2021.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.events import Binding, Read
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Cell, Place

CODE = "NBS007"
SEVERITY = "warning"
PREVIEW = True


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    counts = {cell.index: cell.execution_count for cell in context.notebook.code_cells() if cell.execution_count is not None}
    ran = [counts[index] for index in sorted(counts)]
    if all(before < after for before, after in zip(ran, ran[1:], strict=False)) or len(set(ran)) < len(ran):
        return  # in order; or of several sessions (NBO004), whose counts cannot be compared
    binders: dict[str, set[int]] = {}
    for binding in graph.trace.bindings:
        binders.setdefault(binding.name, set()).add(binding.cell)
    recorded: dict[tuple[int, Place, str], Read] = {}
    told: set[tuple[int, str]] = set()
    for read in graph.trace.reads:
        if len(binders.get(read.name, ())) < 2 or read.cell not in counts or (read.cell, read.name) in told:
            continue
        fresh = _origin(read)
        if fresh is None or not _comes_between(counts, fresh.cell, read.cell, binders[read.name]):
            continue
        if not recorded:
            recorded = {(read.cell, read.place, read.name): read for read in context.recorded.trace.reads}
        seen = _origin(recorded.get((read.cell, read.place, read.name)))
        if seen is None or _same(fresh, seen) or _binds_alike(fresh, seen, context):
            continue
        if any(cell not in counts or _failed(context.cell_at(cell)) for cell in (fresh.cell, seen.cell)):
            continue  # nobody knows when it ran; or its count is that of a later try, which bound nothing
        # Where the cell that a fresh run takes the value from ran after the reader, NBO001 says it.
        if counts.get(fresh.cell, 0) > counts[read.cell] or seen.cell == read.cell:
            continue
        told.add((read.cell, read.name))
        where = "here" if read.place.cell == read.cell else "by the function called here"
        yield Hit(
            _here(read, context),
            f"`{read.name}` is read {where} with the value of {context.label(seen.cell)} in the saved run, "
            f"but a fresh run takes it from {context.label(fresh.cell)}",
            (read.name,),
            ((fresh.place, "bound here in a fresh run"), (seen.place, "bound here in the saved run")),
        )


def _comes_between(counts: dict[int, int], source: int, reader: int, binders: set[int]) -> bool:
    """Whether another cell that binds the name ran after the source and before the reader."""
    return any(counts.get(source, 0) < counts.get(cell, 0) < counts[reader] for cell in binders)


def _origin(read: Read | None) -> Binding | None:
    """The one binding that reaches the read, None where it is not just one."""
    return read.bindings[0] if read is not None and len(read.bindings) == 1 and read.missing is None else None


def _same(one: Binding, other: Binding) -> bool:
    named = {"import", "star", "magic", "external", "possible"}
    if one.kind in named and other.kind in named:
        if one.kind == other.kind == "star":
            return True  # of files that may have it from one place
        return not one.qualified or not other.qualified or one.qualified == other.qualified
    return (one.cell, one.place) == (other.cell, other.place)


def _binds_alike(one: Binding, other: Binding, context: Context) -> bool:
    """Whether both give the same, word for word: the same import, definition or value, which does not build on what the name held before."""
    first, second = _statement(one, context), _statement(other, context)
    if isinstance(first, ast.Assign) and isinstance(second, ast.Assign):
        if any(isinstance(node, ast.Name) and node.id == one.name for node in ast.walk(first.value)):
            return False
        return ast.dump(first.value) == ast.dump(second.value)
    if first is None or second is None or not isinstance(first, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)):
        return False
    return ast.dump(first) == ast.dump(second)


def _failed(cell: Cell) -> bool:
    return any(output.kind == "error" for output in cell.outputs)


def _statement(binding: Binding, context: Context) -> ast.stmt | None:
    """The top-level statement that binds."""
    tree = context.facts[binding.place.cell].tree
    for node in tree.body if tree is not None else ():
        place = context.place(node, binding.place.cell)
        if place.line <= binding.place.line <= place.end_line:
            return node
    return None


def _here(read: Read, context: Context) -> Place:
    if read.place.cell == read.cell:
        return read.place
    return read.call_place or context.head(read.cell)
