"""Names come in from a place that cannot be read: a star import, `%run`, `exec` or `%store -r`.

## Why it matters

What the notebook uses and nowhere defines has to come from there, and nobody can see whether it does: a misspelt name, a name that
the other file lost since, and one that another machine's version of the package does not have all look the same, until the cell raises
`NameError`. For the same reason no tool can say which of two star imports a name is from.

The finding lists the names that nothing else in the notebook defines. Look through them: what is not from there is missing. Modules that
can be read (installed beside nbcheck, or beside the notebook) are read, and missing names are then told one by one (NBS001).

## Bad

```python
# %%
from company_tools import *  # <- NBS011: from company_tools import *
# %%
frame = load_sales()
frame.plot(color=brand_colour)
```

```python
# %%
%run settings_of_the_lab.py  # <- NBS011: %run settings_of_the_lab.py
# %%
print(DATA_FOLDER)
```

## Good

```python
# %%
from company_tools import brand_colour, load_sales
# %%
frame = load_sales()
frame.plot(color=brand_colour)
```

```python
# %%
from math import *
# %%
print(sqrt(2))
```

## When to ignore

In a notebook that is meant for one place, where the star import is the custom.

## References

- Rule, Birmingham, Zuniga et al.: Ten Simple Rules for Writing and Sharing Computational Analyses in Jupyter Notebooks. PLoS
  Computational Biology 15(7), 2019.
- PEP 8: wildcard imports should be avoided.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jupyter_mldebt import python2
from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place

CODE = "NBS011"
SEVERITY = "info"

_SHOWN = 6


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    if not graph.trace.opened:
        return
    old = python2.NAMES if python2.runs_it(context.notebook) else frozenset[str]()
    rank = {cell: position for position, cell in enumerate(graph.order)}
    first = rank[graph.trace.opened[0]]
    names: dict[str, None] = {}
    for read in graph.trace.reads:
        is_unknown = read.missing in ("never-defined", "deleted") and read.hidden_by and not read.guarded and read.called
        if is_unknown and read.name not in old and rank[read.cell] >= first:
            names[read.name] = None
    if not names:
        return
    shown = [f"`{name}`" for name in names]
    listed = ", ".join(shown[:_SHOWN]) + (f" and {len(shown) - _SHOWN} more names" if len(shown) > _SHOWN else "")
    place, *others = [_opening(cell, context) for cell in graph.trace.opened]
    text = " ".join(context.text(place).split())
    source = f"`{text}`" if 0 < len(text) <= 60 else "what this line runs"
    many = len(names) > 1
    yield Hit(
        place,
        f"{source} can't be read here: {listed} must come from there, as nothing else in the notebook defines {'them' if many else 'it'}",
        tuple(names),
        tuple((other, "names may come from here too") for other in others),
        confidence="medium",
    )


def _opening(cell: int, context: Context) -> Place:
    """What in the cell brings names that can't be known, as far as that is plain; the cell's first line where it isn't."""
    facts = context.facts[cell]
    for node in facts.nodes.get(ast.ImportFrom, ()):
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*" and not _is_read(node, context):
            return context.place(node, cell)
    for magic in facts.magics:
        if magic.runs is not None or magic.opens or magic.star:
            return Place(cell, magic.line, magic.column, magic.end_line, magic.end_column)
    for call in facts.nodes.get(ast.Call, ()):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "exec":
            return context.place(call, cell)
    return context.head(cell)


def _is_read(node: ast.ImportFrom, context: Context) -> bool:
    """Whether the names of the star import are known."""
    return context.sources is not None and context.sources.star("." * node.level + (node.module or "")) is not None
