"""A name is bound on some paths only, and read below on all of them.

## Why it matters

Where the branch is not taken, or the `try` fails and its handler goes on, the name is missing and the read raises `NameError` far from
the cause. In the kernel one works in, an older value of the name usually hides this: the cell then goes on with data of an earlier run.

Reported are an `if` without `else` and a `try` whose handler goes on. Nothing is said of loops, of chains with `elif`, of conditions
that are constants of the notebook, of `if __name__ == "__main__"`, and where the read stands under a condition of its own. A name that may be
missing in several cells for one reason is explained at the first of them.

## Bad

```python
# %%
import os
if os.path.exists("cache.csv"):
    table = open("cache.csv").read()
# %%
print(len(table))  # <- NBS012: table
```

```python
# %%
try:
    with open("settings.txt") as file:
        settings = file.read()
except OSError:
    print("no settings")
# %%
print(settings)  # <- NBS012: settings
```

## Good

```python
# %%
import os
if os.path.exists("cache.csv"):
    table = open("cache.csv").read()
else:
    table = ""
# %%
print(len(table))
```

```python
# %%
DEBUG = True
if DEBUG:
    level = 3
# %%
print(level)
```

```python
# %%
try:
    with open("settings.txt") as file:
        settings = file.read()
except OSError:
    raise SystemExit("no settings")
# %%
print(settings)
```

```python
# %%
for name in ["a", "b"]:
    last = name
# %%
print(last)
```

## When to ignore

When something outside the notebook guarantees the condition; better, say so with an `else` that raises.

## References

- Python's own compiler knows only locals of functions to be unbound; at the top level nobody checks.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.events import Binding
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place

CODE = "NBS012"
SEVERITY = "warning"


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    told: set[tuple[int, str]] = set()
    first: dict[tuple[Place, str], int] = {}  # cell that is told the whole story of a binding
    for read in graph.missing():
        if (
            read.missing != "maybe-unbound"
            or not read.certain
            or read.guarded
            or read.hidden_by
            or read.function
            or read.place.cell != read.cell
        ):
            continue
        if (read.cell, read.name) in told or not read.bindings:
            continue
        reasons = [_reason(binding, graph, context) for binding in read.bindings]
        if not all(reasons) or any(binding.cell == read.cell and binding.place >= read.place for binding in read.bindings):
            continue
        told.add((read.cell, read.name))
        binding = read.bindings[-1]
        where = "above in this cell" if binding.cell == read.cell else f"in {context.label(binding.cell)}"
        before = first.setdefault((binding.place, read.name), read.cell)
        message = f"`{read.name}` is read here, but {where} it is bound only {reasons[-1]}"
        yield Hit(
            read.place,
            message if before == read.cell else f"`{read.name}` may be missing here, too, as in {context.label(before)}",
            (read.name,),
            tuple((binding.place, f"bound only {reason}") for binding, reason in zip(read.bindings, reasons, strict=True)),
            confidence="medium",
        )


def _reason(binding: Binding, graph: Graph, context: Context) -> str | None:
    """Why the binding may not happen, None where that is none of our business."""
    if binding.cell != binding.place.cell or binding.kind not in ("assign", "import", "function", "class", "with"):
        return None
    facts = context.facts[binding.cell]
    inside = binding.place
    for kind in (ast.For, ast.While, ast.AsyncFor, ast.FunctionDef, ast.AsyncFunctionDef, ast.Match):
        if any(_holds(Place(binding.cell, *facts.span(node)), inside) for node in facts.nodes.get(kind, ())):
            return None
    reason = None
    for node in facts.nodes.get(ast.If, ()):
        assert isinstance(node, ast.If)
        if not _holds(Place(binding.cell, *facts.span(node)), inside):
            continue
        if node.orelse or not _in_block(node.body, inside, context) or _is_settled(node.test, graph, context):
            return None
        reason = f"if `{_short(ast.unparse(node.test))}`"
    for node in facts.nodes.get(ast.Try, ()):
        assert isinstance(node, ast.Try)
        if not _holds(Place(binding.cell, *facts.span(node)), inside):
            continue
        if not _in_block(node.body, inside, context) or not any(_goes_on(handler) for handler in node.handlers):
            return None
        if _first_and_harmless(node.body, inside, context):
            return None
        reason = "where the `try` succeeds"
    return reason


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _holds(outer: Place, inner: Place) -> bool:
    return outer.cell == inner.cell and (outer.line, outer.column) <= (inner.line, inner.column) <= (outer.end_line, outer.end_column)


def _in_block(body: list[ast.stmt], inside: Place, context: Context) -> bool:
    return any(_holds(context.place(statement, inside.cell), inside) for statement in body)


def _goes_on(handler: ast.ExceptHandler) -> bool:
    """True where the code after the handler can be reached: it neither raises, nor leaves, nor ends the process."""
    for node in ast.walk(handler):
        if isinstance(node, (ast.Raise, ast.Return, ast.Continue, ast.Break)):
            return False
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("exit", "_exit", "quit", "abort", "fail"):
            return False
        if isinstance(node, ast.Name) and hasattr(node, "magic"):
            return False  # an installation, say
    return True


def _first_and_harmless(body: list[ast.stmt], inside: Place, context: Context) -> bool:
    """The binding comes first in the block and cannot fail: a constant, an empty container, a definition, an import of what every kernel has."""
    first = body[0]
    if not _holds(context.place(first, inside.cell), inside):
        return False
    if isinstance(first, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return True
    if isinstance(first, (ast.Import, ast.ImportFrom)):
        modules = [alias.name for alias in first.names] if isinstance(first, ast.Import) else [first.module or "."]
        return {module.partition(".")[0] for module in modules} <= {"IPython"}
    return isinstance(first, ast.Assign) and not any(
        isinstance(node, (ast.Call, ast.Attribute, ast.Subscript, ast.BinOp)) for node in ast.walk(first)
    )


def _is_settled(test: ast.expr, graph: Graph, context: Context) -> bool:
    """The condition is a constant, a switch that the notebook sets to one, or asks how the code is run."""
    names = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    if not names or names & {"__name__", "TYPE_CHECKING", "__file__"}:
        return True
    return context.settled.truth(test) is not None or all(_is_switch(name, context) for name in names)


def _is_switch(name: str, context: Context) -> bool:
    """Whether the name is only ever set to constants."""
    if any(binding.name == name and binding.kind != "assign" for binding in context.graph.trace.bindings):
        return False
    is_set = False
    for facts in context.facts.values():
        for node in facts.nodes.get(ast.Assign, ()) if name in facts.source else ():
            assert isinstance(node, ast.Assign)
            for target in node.targets:
                if any(isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store) for inner in ast.walk(target)):
                    if not isinstance(node.value, ast.Constant) or not isinstance(target, ast.Name):
                        return False
                    is_set = True
    return is_set
