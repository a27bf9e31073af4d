"""The meaning of `_`, `Out[3]`, `In[3]` or `_i` depends on the session, not on the page.

## Why it matters

IPython keeps inputs and outputs under names and numbers that count executions. `Out[12]` is whatever the twelfth execution of this
kernel was; on the next kernel it is another cell's output, or a `KeyError`. `_` is the last output, whichever cell was run before this
one.

In preview, as it is too rare to be judged: it is found in one of a thousand real notebooks.

## Bad

```python
# %% In[1]
3 + 4
# %% In[2]
double = _ * 2  # <- NBS009: _
# %% In[3]
double + Out[1]  # <- NBS009: Out
```

## Good

```python
# %% In[1]
total = 3 + 4
total
# %% In[2]
double = total * 2
# %% In[3]
for _ in range(2):
    print(double)
first, _ = "a b".split()
```

```python
# %%
from gettext import gettext as _
# %%
print(_("hello"))
```

## When to ignore

In a lesson about IPython's history. Nothing is said where the text around the cell speaks of it.

## References

- IPython documentation: output caching system, input caching system.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.lesson import shows_history

CODE = "NBS009"
SEVERITY = "warning"
PREVIEW = True

_HISTORY = re.compile(r"(?<!\w)(_{1,3}|_\d+|_i{1,3}|_i\d+|_ih|_oh|_dh|In|Out)(?!\w)")
_TAKES_AN_INDEX = frozenset(("In", "Out", "_ih", "_oh", "_dh"))


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    if not any(_HISTORY.fullmatch(read.name) for read in graph.trace.reads if not read.bindings):
        return
    bound: set[str] = set()
    seen: list[tuple[int, ast.Name]] = []
    for index in graph.order:
        if not _HISTORY.search(context.facts[index].source):
            continue
        nodes = context.facts[index].nodes
        for name in nodes.get(ast.Name, ()):
            assert isinstance(name, ast.Name)
            if _HISTORY.fullmatch(name.id):
                if isinstance(name.ctx, ast.Load):
                    seen.append((index, name))
                else:
                    bound.add(name.id)
        for argument in nodes.get(ast.arg, ()):
            bound.add(argument.arg)  # type: ignore[attr-defined]
    if not seen:
        return
    bound.update(binding.name for binding in graph.trace.bindings)
    hidden = any(binding.kind in ("star", "possible", "external") for binding in graph.trace.bindings)
    told: set[tuple[int, str]] = set()
    for index, name in seen:
        if name.id in bound or (index, name.id) in told or shows_history(context.notebook, index):
            continue
        if name.id in _TAKES_AN_INDEX and not _is_indexed(name, context.facts[index].nodes.get(ast.Subscript, ())):
            continue
        told.add((index, name.id))
        yield Hit(
            context.place(name, index),
            f"what `{name.id}` means here depends on which cells ran before, not on the page: give the value a name",
            (name.id,),
            confidence="medium" if hidden else "high",
        )


def _is_indexed(name: ast.Name, subscripts: list[ast.AST] | tuple[()]) -> bool:
    return any(isinstance(node, ast.Subscript) and node.value is name for node in subscripts)
