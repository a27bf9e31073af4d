"""A function does nothing but hand its arguments on to one function of a library.

## Why it matters

Such a wrapper hides which library is used, loses the keywords, the documentation and the types of what it wraps, and is one more name to
look up. Call the library's function by its own name; a wrapper pays once it fixes an argument, checks something, or stands for several.

## Bad

```python
# %%
import numpy as np
import pandas as pd
def load(path):  # <- NBG008: load
    return pd.read_csv(path)
mean = lambda values: np.mean(values)  # <- NBG008: mean
load("a.csv"), mean([1, 2])
```

## Good

```python
# %%
import pandas as pd
from functools import partial
def load(path):
    return pd.read_csv(path, parse_dates=["day"])
def parts(path):
    return pd.read_csv(path).groupby("day")
def pair(x, y):
    return pd.concat([x, y])
class Loader:
    def load(self, path):
        return pd.read_csv(path)
load("a.csv"), parts("a.csv"), pair(1, 2), Loader()
```

## When to ignore

Where the wrapper is there so that another library can take its place.

## References

- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (glue code).
- Fowler: Refactoring, 2nd edition, 2018 (middle man, inline function).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.model import Cell, Place

CODE = "NBG008"
SEVERITY = "info"
PREVIEW = True


def check(cell: Cell, context: Context) -> Iterator[Hit]:
    facts = context.facts[cell.index]
    for node in facts.tree.body if facts.tree is not None else ():
        found = _forwarded(node)
        if found is None:
            continue
        name, arguments, value = found
        target = _target(value, context)
        if target is not None:
            place = context.place(node)
            start = place.column + (len("def ") if isinstance(node, ast.FunctionDef) else 0)
            place = Place(cell.index, place.line, start, place.line, start + len(name))
            given = f" its argument{'s' if len(arguments) > 1 else ''}" if arguments else ""
            yield Hit(place, f"`{name}` only hands{given or ' a call'} on to `{target}`, which can be called itself", (name,))


def _forwarded(node: ast.stmt) -> tuple[str, list[str], ast.Call] | None:
    """Name, parameters and the one call of a function that only hands its parameters on, each once and no other argument."""
    if isinstance(node, ast.FunctionDef) and not node.decorator_list:
        body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
        name, parameters = node.name, node.args
        value = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
    elif (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Lambda)
        and isinstance(node.targets[0], ast.Name)
        and len(node.targets) == 1
    ):
        name, parameters, value = node.targets[0].id, node.value.args, node.value.body
    else:
        return None
    if not isinstance(value, ast.Call) or parameters.vararg or parameters.kwarg or parameters.defaults or any(parameters.kw_defaults):
        return None
    names = [one.arg for one in (*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs)]
    named = [word.value for word in value.keywords if isinstance(word.value, ast.Name) and word.value.id == word.arg]
    given = [*value.args, *named]  # a keyword of another name says what the argument means
    same = sorted(one.id for one in given if isinstance(one, ast.Name))
    if not names or len(given) != len(value.args) + len(value.keywords) or len(same) != len(given) or same != sorted(names):
        return None
    return name, names, value


def _target(value: ast.Call, context: Context) -> str | None:
    """The function of a library that the call goes to; None for methods, built-ins and the notebook's own functions."""
    root = value.func
    while isinstance(root, ast.Attribute):
        root = root.value
    if not isinstance(root, ast.Name):
        return None
    kinds = {binding.kind for binding in context.graph.trace.bindings if binding.name == root.id}
    return ast.unparse(value.func) if kinds == {"import"} else None
