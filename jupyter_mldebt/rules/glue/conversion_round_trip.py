"""A value is converted to another form and back, and nothing happens to it on the way.

## Why it matters

Each way there and back copies the data, and what the other form cannot hold is lost without a word: `df.values` of columns of different
types has but one type, `object`, and no index or names; a tensor that was an array is on the CPU and has no gradient. The reader looks for
a reason that is not there.

It is said where a table becomes an array and the array a table again (or a series, a list, a tensor, a table of another library), and the
value was only handed on, shown, or given as an array to what takes tables as well, over any number of names and cells. Not where the way
sets a `dtype`, an `index` or other `columns`. What a transformer gives back is no round trip, as it has worked on the array:
`pd.DataFrame(scaler.fit_transform(df), columns=df.columns)`, which scikit-learn 1.2 and later can do by itself with
`set_output(transform="pandas")`. Nor is `np.array(x.tolist())`, which makes one array of many.

## Bad

```python
# %%
import pandas as pd
df = pd.read_csv("a.csv")
# %%
table = pd.DataFrame(df.values, columns=df.columns)  # <- NBG004: pd.DataFrame(df.values, columns=df.columns)
table.describe()
```

```python
# %%
import torch
weights = torch.ones(3)
start = torch.tensor(weights.numpy())  # <- NBG004: torch.tensor(weights.numpy())
start
```

```python
# %%
import pandas as pd
import numpy as np
noise = np.random.rand(100, 2)
# %%
table = pd.DataFrame(noise, columns=["x", "y"])
table.head()
# %%
points = table
given = points.to_numpy()  # <- NBG004: points.to_numpy()
given.sum()
```

## Good

```python
# %%
import pandas as pd
df = pd.read_csv("a.csv")
# %%
table = df.reset_index(drop=True)
table.describe()
```

```python
# %%
import torch
weights = torch.ones(3)
start = weights.detach().clone()
start
```

```python
# %%
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
values = df.to_numpy()
values = np.log1p(values)
logs = pd.DataFrame(values, columns=df.columns)
scaled = pd.DataFrame(StandardScaler().fit_transform(df), columns=df.columns)
named = pd.DataFrame(df.values, columns=["a", "b"])
noise = np.random.rand(100, 2)
table = pd.DataFrame(noise, columns=["x", "y"])
means = table.groupby("x").mean()
given = table.to_numpy()
```

## When to ignore

Where the way through the other form is meant to drop what that cannot hold.

## References

- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (glue code).
- pandas, scikit-learn and PyTorch: API references of `DataFrame.to_numpy`, `set_output` and `torch.tensor`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.events import Binding, Read
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.model import Place
from jupyter_mldebt.rule import Edit, Fix, Position, Range
from jupyter_mldebt.tree import walk

CODE = "NBG004"
SEVERITY = "warning"
PREVIEW = True

_FORMS = {
    "frame": "table",
    "series": "series",
    "array": "array",
    "list": "list",
    "torch.Tensor": "tensor",
    "polars.DataFrame": "polars table",
    "polars.Series": "polars series",
}
# A list says too little of what its items were: `np.array(x.tolist())` may make one array of many.
_UNTOLD = frozenset((("array", "list"), ("torch.Tensor", "list"), ("series", "list"), ("list", "series")))
_SAME = frozenset(("copy", "detach", "cpu", "clone", "contiguous"))
_SHOWING = frozenset(("print", "display", "type", "len", "head", "tail", "info", "describe", "shape", "dtype", "dtypes", "sample"))
# By the name of a conversion what it gives.
_WORDS = {
    **dict.fromkeys(("DataFrame", "to_pandas"), "table"),
    "from_pandas": "polars",
    "Series": "series",
    **dict.fromkeys(("array", "asarray", "asanyarray", "to_numpy", "numpy", "as_matrix"), "array"),
    **dict.fromkeys(("tensor", "from_numpy", "as_tensor"), "tensor"),
    **dict.fromkeys(("list", "tolist", "to_list"), "list"),
}
_METHODS = frozenset(("to_pandas", "to_numpy", "numpy", "as_matrix", "tolist", "to_list"))
_BACK = frozenset((*_WORDS, "values"))
# What takes a table as well as an array, so that nobody has to convert one for it.
_TAKES_ANY = frozenset(("fit", "predict", "evaluate", "split", "display", "plot"))
_MOST_STEPS = 6
_Node = ast.Call | ast.Attribute
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Start = tuple[int, int]


class _Bound(NamedTuple):
    """A name that stands for one value: what it is given, where it is bound, and where it is read."""

    name: str
    place: Place
    value: ast.expr
    readers: list[tuple[int, _Start]]


class _Trip(NamedTuple):
    """A conversion back.

    Parameters
    ----------
    form, through : the form that the value has before and after, and the one in between
    origin : what was converted
    first : the conversion there
    way : the names over which it came, each with the place where it is bound, the last first
    """

    form: str
    through: str
    origin: ast.expr
    first: Place
    way: tuple[tuple[str, Place], ...]


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    forms = _Forms(graph, context)
    for cell, node in forms.conversions():
        if (trip := forms.trip(node, cell)) is not None:
            form, through = _FORMS[trip.form], _FORMS[trip.through]
            names = tuple(dict.fromkeys(name for name, _ in trip.way))
            hint = " (`reset_index(drop=True)` drops an index)" if through == "array" and form in ("table", "series") else ""
            over = f" (`{'`, `'.join(reversed(names))}`)" if names else ""
            yield Hit(
                context.place(node, cell),
                f"{_a(form)} becomes {_a(through)}{over} and here {_a(form)} again; nothing happens to it in between{hint}",
                names,
                related=(
                    (trip.first, f"the {form} becomes {_a(through)} here"),
                    *((place, f"`{name}` is the same {through}") for name, place in reversed(trip.way)),
                ),
                fix=fix(node, cell, trip, context) if context.wants_fixes else None,
            )


def fix(node: _Node, cell: int, trip: _Trip, context: Context) -> Fix | None:
    """Take the value as it was, where the conversions are one expression and it is known what they drop."""
    if trip.way or not isinstance(node, ast.Call):
        return None
    origin = context.text(context.place(trip.origin, cell))
    place = context.place(node, cell)
    range_ = Range(Position(place.line, place.column), Position(place.end_line, place.end_column))
    last = _called(node)
    if trip.form == "torch.Tensor" and not node.keywords and last in ("tensor", "from_numpy", "as_tensor"):
        text = origin if origin.endswith((".detach()", ".cpu()")) and ".detach()" in origin else f"{origin}.detach()"
        text += ".clone()" if last == "tensor" else ""
        return Fix("safe", "Keep the tensor", (Edit("replace", cell, range_, text),))
    if trip.form == "frame" and last == "DataFrame" and isinstance(trip.origin, ast.Name):
        kept = {keyword.arg for keyword in node.keywords}
        if kept == {"columns", "index"}:
            return Fix("unsafe", "Copy the table, with the types of its columns", (Edit("replace", cell, range_, f"{origin}.copy()"),))
        if kept == {"columns"}:
            text = f"{origin}.reset_index(drop=True)"
            return Fix("unsafe", "Drop the index only, and keep the types of the columns", (Edit("replace", cell, range_, text),))
    return None


class _Forms:
    """What form values have, and where they come from."""

    def __init__(self, graph: Graph, context: Context) -> None:
        self._graph, self._context = graph, context
        self._idles: dict[tuple[int, bool], frozenset[_Start]] = {}
        self._locals: dict[int, list[tuple[_Function, dict[str, _Bound]]]] = {}

    def conversions(self) -> list[tuple[int, _Node]]:
        """What may convert a value back, by the names alone."""
        found: list[tuple[int, _Node, str, ast.expr]] = []
        made: dict[str, set[str]] = {}  # by name what may have been assigned to it, "" for another name
        for cell in self._graph.order:
            nodes = self._graph.facts[cell].nodes
            for node in (*nodes.get(ast.Call, ()), *nodes.get(ast.Attribute, ())):
                if isinstance(node, (ast.Call, ast.Attribute)) and (word := _gives(node)) and (operand := _operand(node)) is not None:
                    found.append((cell, node, word, operand))
            for node in nodes.get(ast.Assign, ()):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    value = _same(node.value)
                    word = "" if isinstance(value, ast.Name) else _gives(value)
                    if word is not None:
                        made.setdefault(node.targets[0].id, set()).add(word)
        return [
            (cell, node)
            for cell, node, word, operand in found
            if (made.get(operand.id, set()) - {word} if isinstance(operand, ast.Name) else _gives(operand) not in (None, word))
        ]

    @cached_property
    def _targets(self) -> dict[Place, str | None]:
        return {call.place: call.target for call in self._graph.trace.calls}

    @cached_property
    def _reads(self) -> dict[tuple[int, int, int], Read]:
        return {(read.place.cell, read.place.line, read.place.column): read for read in self._graph.trace.reads}

    @cached_property
    def _readers(self) -> dict[Binding, list[tuple[int, _Start]]]:
        found: dict[Binding, list[tuple[int, _Start]]] = {}
        for read in self._graph.trace.reads:
            for binding in read.bindings:
                found.setdefault(binding, []).append((read.place.cell, (read.place.line, read.place.column)))
        return found

    @cached_property
    def _assigned(self) -> dict[Place, ast.expr]:
        """By the place of a name what a statement gives it and nothing else."""
        found = {}
        for cell in self._graph.order:
            for node in self._graph.facts[cell].nodes.get(ast.Assign, ()):
                if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                    found[self._context.place(node.targets[0], cell)] = node.value
        return found

    @cached_property
    def _changed(self) -> frozenset[str]:
        return frozenset(name for mutation in self._graph.trace.mutations for name in mutation.names)

    def trip(self, node: _Node, cell: int) -> _Trip | None:
        """The way on which a conversion brings back a value that had its form before."""
        made = self._converted(node, cell)
        if made is None or not _keeps(node):
            return None
        form, operand = made
        way: list[_Bound] = []
        at = cell
        for _ in range(_MOST_STEPS):
            operand = _same(operand)
            before = self._converted(operand, at)
            if before is not None:
                through, origin = before
                is_trip = through != form and (form, through) not in _UNTOLD and self._form(origin, at) == form
                if not (is_trip and _keeps(operand) and self._gives_back(node, cell, origin, at) and self._only_handed_on(way, through)):
                    return None
                names = tuple((bound.name, bound.place) for bound in way)
                return _Trip(form, through, origin, self._context.place(operand, at), names)
            bound = self._bound(operand, at)
            if bound is None:
                return None
            way.append(bound)
            operand, at = bound.value, bound.place.cell
        return None

    def _converted(self, node: ast.expr, cell: int) -> tuple[str, ast.expr] | None:
        """The form that a conversion gives, and what it converts."""
        if isinstance(node, ast.Attribute):
            is_array = node.attr == "values" and self._form(node.value, cell) in ("frame", "series")
            return ("array", node.value) if is_array else None
        if not isinstance(node, ast.Call):
            return None
        if isinstance(node.func, ast.Attribute) and node.func.attr == "numpy" and _is_of_tensors(node.func.value):
            return "array", node.func.value
        target = self._targets.get(self._context.place(node, cell)) or ""
        known = lookup(target)
        if known is None or known.role != "convert" or known.returns not in _FORMS:
            return None
        if isinstance(node.func, ast.Attribute) and target.rpartition(".")[0] in _FORMS:
            return known.returns, node.func.value
        given = node.args[0] if node.args else next((keyword.value for keyword in node.keywords if keyword.arg == "data"), None)
        return (known.returns, given) if given is not None else None

    def _form(self, node: ast.expr, cell: int, steps: int = _MOST_STEPS) -> str | None:
        """The form of what an expression gives, None where it is not known."""
        if not steps:
            return None
        if isinstance(node, ast.Name):
            read = self._reads.get((cell, *self._start(node, cell)))
            if read is None:
                bound = self._bound(node, cell)
                return self._form(bound.value, cell, steps - 1) if bound is not None else None
            forms = {binding.value for binding in read.bindings}
            return forms.pop() if len(forms) == 1 else None
        if isinstance(node, (ast.List, ast.ListComp)):
            return "list"
        if _is_of_tensors(node):
            return "torch.Tensor"
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in _SAME:
                return self._form(node.func.value, cell, steps - 1)
            known = lookup(self._targets.get(self._context.place(node, cell)))
            return known.returns if known is not None else None
        if isinstance(node, ast.Attribute):
            of = self._form(node.value, cell, steps - 1)
            if node.attr == "values":
                return "array" if of in ("frame", "series") else None
            return "frame" if of == "frame" and node.attr in ("T", "loc", "iloc") else None
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and self._form(node.value, cell, steps - 1) == "frame":
            if isinstance(node.slice, ast.Constant):
                return "series"
            return "frame" if isinstance(node.slice, (ast.List, ast.Compare, ast.Slice)) else None
        return None

    def _start(self, node: ast.AST, cell: int) -> _Start:
        line, column, _, _ = self._graph.facts[cell].span(node)
        return line, column

    # names

    def _bound(self, node: ast.expr, cell: int) -> _Bound | None:
        """What a name stands for, where that is one value."""
        if not isinstance(node, ast.Name):
            return None
        start = self._start(node, cell)
        read = self._reads.get((cell, *start))
        if read is None:
            return self._local(node.id, start, cell)
        if len(read.bindings) != 1 or read.function is not None:
            return None
        (binding,) = read.bindings
        value = self._assigned.get(binding.place)
        if binding.kind != "assign" or not binding.certain or value is None or binding.name in self._changed:
            return None
        return _Bound(binding.name, binding.place, value, self._readers.get(binding, []))

    def _local(self, name: str, start: _Start, cell: int) -> _Bound | None:
        """What a name of a function stands for that is bound in one place of it."""
        facts = self._graph.facts[cell]
        if cell not in self._locals:
            functions = [*facts.nodes.get(ast.FunctionDef, ()), *facts.nodes.get(ast.AsyncFunctionDef, ())]
            self._locals[cell] = [
                (node, self._locals_of(node, cell, facts))
                for node in functions
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            ]
        for node, bound in self._locals[cell]:
            line, column, end_line, end_column = facts.span(node)
            if (line, column) <= start < (end_line, end_column):
                return bound.get(name)
        return None

    def _locals_of(self, function: _Function, cell: int, facts: CellFacts) -> dict[str, _Bound]:
        values: dict[str, ast.expr] = {}
        stores: dict[str, list[ast.Name]] = {}
        readers: dict[str, list[tuple[int, _Start]]] = {}
        for node in walk(function):
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                values[node.targets[0].id] = node.value
            elif isinstance(node, ast.Name):
                if isinstance(node.ctx, ast.Load):
                    readers.setdefault(node.id, []).append((cell, self._start(node, cell)))
                else:
                    stores.setdefault(node.id, []).append(node)
        return {
            name: _Bound(name, Place(cell, *facts.span(stores[name][0])), value, readers.get(name, []))
            for name, value in values.items()
            if len(stores[name]) == 1
        }

    def _gives_back(self, node: _Node, cell: int, origin: ast.expr, at: int) -> bool:
        """Whether the labels that are given on the way back are those that the value had."""
        had = self._context.text(self._context.place(origin, at))
        given = [keyword for keyword in node.keywords if keyword.arg in ("columns", "index")] if isinstance(node, ast.Call) else []
        return all(
            self._context.text(self._context.place(keyword.value, cell)) in (f"{had}.{keyword.arg}", f"list({had}.{keyword.arg})")
            for keyword in given
        )

    def _only_handed_on(self, way: list[_Bound], form: str) -> bool:
        """Whether nothing is done with the value in between for which it needs its form: it is given another name, converted, shown, or
        is an array that is given to what takes tables as well."""
        return all(start in self._idle(cell, form == "array") for bound in way for cell, start in bound.readers)

    def _idle(self, cell: int, is_array: bool) -> frozenset[_Start]:
        """Where the names stand with which no more than that is done."""
        found = self._idles.get((cell, is_array))
        if found is None:
            nodes = self._graph.facts[cell].nodes
            names: list[ast.expr] = []
            for node in (*nodes.get(ast.Assign, ()), *nodes.get(ast.Expr, ()), *nodes.get(ast.Attribute, ()), *nodes.get(ast.Call, ())):
                if isinstance(node, (ast.Assign, ast.Expr)):
                    names.append(node.value)
                elif isinstance(node, ast.Attribute) and (node.attr in _SHOWING or node.attr in _SAME or node.attr in _BACK):
                    names.append(node.value)
                elif isinstance(node, ast.Call) and (
                    _called(node) in _SHOWING or _called(node) in _BACK or (is_array and self._takes_any(node, cell))
                ):
                    names += [*node.args, *(keyword.value for keyword in node.keywords)]
            found = frozenset(self._start(name, cell) for name in names if isinstance(name, ast.Name))
            self._idles[cell, is_array] = found
        return found

    def _takes_any(self, node: ast.Call, cell: int) -> bool:
        known = lookup(self._targets.get(self._context.place(node, cell)))
        return known is not None and known.role in _TAKES_ANY


def _keeps(node: ast.expr) -> bool:
    """Whether a conversion gives the values as they are, with what labels ever."""
    if not isinstance(node, ast.Call):
        return True
    if len(node.args) > 1 or any(isinstance(argument, ast.Starred) for argument in node.args):
        return False
    return all(keyword.arg in ("columns", "index", "copy", "data") for keyword in node.keywords)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def _gives(node: ast.expr) -> str | None:
    """In a word what a conversion of this name gives."""
    if isinstance(node, ast.Attribute):
        return "array" if node.attr == "values" else None
    return _WORDS.get(_called(node)) if isinstance(node, ast.Call) else None


def _operand(node: _Node) -> ast.expr | None:
    """What is converted, by the name of the conversion."""
    if isinstance(node, ast.Attribute):
        return _same(node.value)
    if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
        return _same(node.func.value)
    given = node.args[0] if node.args else next((keyword.value for keyword in node.keywords if keyword.arg == "data"), None)
    return _same(given) if given is not None else None


def _is_of_tensors(node: ast.expr) -> bool:
    """`x.detach()`: whatever x is, nothing but a tensor has this."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SAME:
        if node.func.attr == "detach":
            return True
        node = node.func.value
    return False


def _same(node: ast.expr) -> ast.expr:
    """What a copy is made of."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SAME:
        node = node.func.value
    return node


def _a(form: str) -> str:
    return f"{'an' if form == 'array' else 'a'} {form}"
