"""A value is converted to another form and back, and nothing happens to it on the way.

## Why it matters

Each way there and back copies the data, and what the other form cannot hold is lost without a word: `df.values` of columns of different
types has but one type, `object`, and no index or names; a tensor that was an array is on the CPU and has no gradient. The reader looks for
a reason that is not there.

It is said where a table becomes an array and the array a table again (or a series, a list, a tensor, a table of another library), and the
value was only handed on or shown in between, over any number of names and cells. Not where the way sets a `dtype`, an `index` or other
`columns`. What a transformer gives back is no round trip, as it has worked on the array: `pd.DataFrame(scaler.fit_transform(df),
columns=df.columns)`, which scikit-learn 1.2 and later can do by itself with `set_output(transform="pandas")`. Nor is `np.array(x.tolist())`,
which makes one array of many.

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
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.model import Place
from jupyter_mldebt.rule import Edit, Fix, Position, Range

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
_BACK = frozenset(("DataFrame", "Series", "array", "asarray", "tensor", "from_numpy", "as_tensor", "values", "to_numpy", "numpy", "list"))
_BACK |= {"tolist", "to_list", "to_pandas", "from_pandas", "from_numpy", "as_matrix", "asanyarray"}
_MOST_STEPS = 6
_Node = ast.Call | ast.Attribute


class _Trip(NamedTuple):
    """A conversion back.

    Parameters
    ----------
    form, through : the form that the value has before and after, and the one in between
    origin : what was converted
    first : the conversion there
    way : the names over which it came, the last first
    """

    form: str
    through: str
    origin: ast.expr
    first: Place
    way: tuple[Binding, ...]


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    forms = _Forms(graph, context)
    for cell in graph.order:
        facts = graph.facts[cell]
        for node in (*facts.nodes.get(ast.Call, ()), *facts.nodes.get(ast.Attribute, ())):
            if isinstance(node, (ast.Call, ast.Attribute)) and _may_convert(node) and (trip := forms.trip(node, cell)) is not None:
                form, through = _FORMS[trip.form], _FORMS[trip.through]
                names = tuple(dict.fromkeys(binding.name for binding in trip.way))
                over = f" (`{'`, `'.join(reversed(names))}`)" if names else ""
                yield Hit(
                    context.place(node, cell),
                    f"{_a(form)} becomes {_a(through)}{over} and here {_a(form)} again; nothing happens to it in between",
                    names,
                    related=(
                        (trip.first, f"the {form} becomes {_a(through)} here"),
                        *((binding.place, f"`{binding.name}` is the same {through}") for binding in reversed(trip.way)),
                    ),
                    fix=fix(node, cell, trip, forms, context) if context.wants_fixes else None,
                )


def fix(node: _Node, cell: int, trip: _Trip, forms: _Forms, context: Context) -> Fix | None:
    """Take the value as it was, where the conversions are one expression and it is known what they drop."""
    if trip.way or not isinstance(node, ast.Call):
        return None
    origin = context.text(context.place(trip.origin, cell))
    place = context.place(node, cell)
    range_ = Range(Position(place.line, place.column), Position(place.end_line, place.end_column))
    last = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
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

    @cached_property
    def _targets(self) -> dict[Place, str | None]:
        return {call.place: call.target for call in self._graph.trace.calls}

    @cached_property
    def _reads(self) -> dict[Place, Read]:
        return {read.place: read for read in self._graph.trace.reads}

    @cached_property
    def _readers(self) -> dict[Binding, list[Read]]:
        found: dict[Binding, list[Read]] = {}
        for read in self._graph.trace.reads:
            for binding in read.bindings:
                found.setdefault(binding, []).append(read)
        return found

    def trip(self, node: _Node, cell: int) -> _Trip | None:
        """The way on which a conversion brings back a value that had its form before."""
        made = self._converted(node, cell)
        if made is None or not self._keeps(node):
            return None
        form, operand = made
        way: list[Binding] = []
        at = cell
        for _ in range(_MOST_STEPS):
            before = self._converted(operand, at)
            if before is not None:
                through, origin = before
                is_trip = through != form and (form, through) not in _UNTOLD and self._form(origin, at) == form
                if not is_trip or not self._keeps(operand, back=node, origin=origin) or not self._only_handed_on(way):
                    return None
                return _Trip(form, through, origin, self._context.place(operand, at), tuple(way))
            if isinstance(operand, ast.Call) and isinstance(operand.func, ast.Attribute) and operand.func.attr in _SAME:
                operand = operand.func.value
                continue
            assigned = self._assigned(operand, at)
            if assigned is None:
                return None
            binding, operand = assigned
            way.append(binding)
            at = binding.place.cell
        return None

    def _converted(self, node: ast.expr, cell: int) -> tuple[str, ast.expr] | None:
        """The form that a conversion gives, and what it converts."""
        if isinstance(node, ast.Attribute):
            is_array = node.attr == "values" and self._form(node.value, cell) in ("frame", "series")
            return ("array", node.value) if is_array else None
        if not isinstance(node, ast.Call):
            return None
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
            read = self._reads.get(self._context.place(node, cell))
            forms = {binding.value for binding in read.bindings} if read is not None else set()
            return forms.pop() if len(forms) == 1 else None
        if isinstance(node, (ast.List, ast.ListComp)):
            return "list"
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
        if isinstance(node, ast.Subscript) and self._form(node.value, cell, steps - 1) == "frame" and isinstance(node.value, ast.Name):
            if isinstance(node.slice, ast.Constant):
                return "series"
            return "frame" if isinstance(node.slice, (ast.List, ast.Compare, ast.Slice)) else None
        return None

    def _keeps(self, node: ast.expr, back: _Node | None = None, origin: ast.expr | None = None) -> bool:
        """Whether a conversion gives the value as it is. Labels may be given on the way there, as the way back drops them; those that are
        given on the way back are to be those that the value had."""
        if not isinstance(node, ast.Call):
            node_keywords: list[ast.keyword] = []
        else:
            if len(node.args) > 1 or any(isinstance(argument, ast.Starred) for argument in node.args):
                return False
            node_keywords = node.keywords
        if any(keyword.arg not in ("columns", "index", "copy", "data") for keyword in node_keywords):
            return False
        if back is None or not isinstance(back, ast.Call):
            return True
        assert origin is not None
        had = ast.unparse(origin)
        return all(
            ast.unparse(keyword.value).removeprefix("list(").removesuffix(")") == f"{had}.{keyword.arg}"
            for keyword in back.keywords
            if keyword.arg in ("columns", "index")
        )

    def _assigned(self, node: ast.expr, cell: int) -> tuple[Binding, ast.expr] | None:
        """The one binding that a name stands for, and what it is given."""
        read = self._reads.get(self._context.place(node, cell)) if isinstance(node, ast.Name) else None
        if read is None or len(read.bindings) != 1 or read.function is not None:
            return None
        (binding,) = read.bindings
        facts = self._graph.facts.get(binding.place.cell)
        if binding.kind != "assign" or not binding.certain or facts is None:
            return None
        for statement in facts.nodes.get(ast.Assign, ()):
            assert isinstance(statement, ast.Assign)
            if len(statement.targets) == 1 and self._context.place(statement.targets[0], binding.place.cell) == binding.place:
                return binding, statement.value
        return None

    def _only_handed_on(self, way: list[Binding]) -> bool:
        """Whether nothing is done with the value in between: it is given another name, converted or shown, and never changed."""
        names = {binding.name for binding in way}
        if not names:
            return True
        if any(names.intersection(mutation.names) for mutation in self._graph.trace.mutations):
            return False
        return all(self._is_idle(read) for binding in way for read in self._readers.get(binding, ()))

    def _is_idle(self, read: Read) -> bool:
        facts = self._graph.facts.get(read.place.cell)
        if facts is None or read.function is not None:
            return False
        for kind, is_idle in _IDLE.items():
            for node in facts.nodes.get(kind, ()):
                name = is_idle(node)
                if name is not None and self._context.place(name, read.place.cell) == read.place:
                    return True
        return False


def _handed_on(node: ast.AST) -> ast.expr | None:
    return node.value if isinstance(node, (ast.Assign, ast.Expr)) and isinstance(node.value, ast.Name) else None


def _asked(node: ast.AST) -> ast.expr | None:
    return node.value if isinstance(node, ast.Attribute) and node.attr in (*_SHOWING, *_SAME, *_BACK) else None


def _given(node: ast.AST) -> ast.expr | None:
    if isinstance(node, ast.Call) and node.args:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
        return node.args[0] if name in (*_SHOWING, *_BACK) else None
    return None


_IDLE = {ast.Assign: _handed_on, ast.Expr: _handed_on, ast.Attribute: _asked, ast.Call: _given}


def _may_convert(node: _Node) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "values"
    return (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else "") in _BACK


def _a(form: str) -> str:
    return f"{'an' if form == 'array' else 'a'} {form}"
