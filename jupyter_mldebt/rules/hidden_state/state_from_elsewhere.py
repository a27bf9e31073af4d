"""Names come in from a place that cannot be read: a star import, `%run`, `exec` or `%store -r`.

## Why it matters

What the notebook uses and nowhere defines has to come from there, and nobody can see whether it does: a misspelt name, a name that
the other file lost since, and one that another machine's version of the package does not have all look the same, until the cell raises
`NameError`. For the same reason no tool can say which of two star imports a name is from.

The finding lists the names that nothing else in the notebook defines. Look through them: what is not from there is missing. Modules that
can be read (installed beside nbcheck, beside the notebook, in a folder that it puts on `sys.path`, or written by a cell of its own) are
read, and missing names are then told one by one (NBS001). A notebook that changes its working folder may find other modules than those
beside it.

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
import math
from company_tools import *  # <- NBS011: from company_tools import *
from company_figures import *
# %%
frame = load_sales()
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
_LONGEST = 80  # characters of a line that are shown


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    openings = graph.trace.openings
    if not openings:
        return
    old = python2.NAMES if python2.runs_it(context.notebook) else frozenset[str]()
    names: dict[str, int] = {}  # when each was read last
    elsewhere: set[str] = set()  # what is read before anything could bring it: that is not from there, or not from there alone
    for read in graph.trace.reads:
        if read.missing in ("never-defined", "deleted") and not read.guarded and read.name not in old:
            if read.time < openings[0][0]:
                elsewhere.add(read.name)
            elif read.hidden_by and read.called:
                names[read.name] = read.time
    names = {name: time for name, time in names.items() if name not in elsewhere}
    if not names:
        return
    shown = [f"`{name}`" for name in names]
    listed = ", ".join(shown[:_SHOWN]) + (f" and {len(shown) - _SHOWN} more names" if len(shown) > _SHOWN else "")
    before = max(names.values())
    first, *others = dict.fromkeys(place or _call(cell, context) for time, cell, place in openings if time < before)
    texts = list(dict.fromkeys(_quoted(place, context) for place in (first, *others)))
    sources = " and ".join(texts[:2]) + _more(len(texts) - 2)
    yield Hit(
        first,
        f"{sources} can't be read here: {listed} must come from {'one of them' if len(texts) > 1 else 'there'}, as nothing else in the notebook "
        f"defines {'them' if len(names) > 1 else 'it'}",
        tuple(names),
        tuple((other, "names may come from here too") for other in others),
        confidence="medium",
    )


def _quoted(place: Place, context: Context) -> str:
    text = " ".join(context.text(place).split())
    return f"`{text}`" if 0 < len(text) <= _LONGEST else f"what line {place.line} of {context.label(place.cell)} runs"


def _more(others: int) -> str:
    return f" (and {others} more line{'s' if others > 1 else ''})" if others > 0 else ""


def _call(cell: int, context: Context) -> Place:
    """The call in the cell that runs a text which is not known, or binds names that are not; the cell's first line where there is none."""
    for call in context.facts[cell].nodes.get(ast.Call, ()):
        assert isinstance(call, ast.Call)
        called = call.func.value if isinstance(call.func, ast.Attribute) else call
        if isinstance(called, ast.Call) and isinstance(called.func, ast.Name) and called.func.id in ("exec", "globals", "locals", "vars"):
            return context.place(call, cell)
    return context.head(cell)
