"""Running the cell a second time gives something else than running it once.

## Why it matters

The cell takes a value that another cell made, changes it, and leaves the result under the same name. Cells are run again all the time:
to look at the output once more, after a small edit. Each time the value drifts further from what a fresh run gives, and neither the
page nor the outputs show it. A second `df = df.drop(columns="id")` stops with an error; a second `df["price"] = df["price"] * 1.2` goes
on in silence.

Only what surely differs is reported: `df = df.dropna()`, `df = df.sort_values("day")`, `text = str(text)` or `df.columns = [...]` can
be run as often as one likes.

## Bad

```python
# %%
import pandas as pd
df = pd.DataFrame({"id": [1, 2], "price": [3.0, 4.0]})
rows = []
count = 0
# %%
df = df.drop(columns="id")  # <- NBS006: df = df.drop(columns="id")
# %%
df["price"] = df["price"] * 1.2  # <- NBS006: df["price"] = df["price"] * 1.2
# %%
rows.append(len(df))  # <- NBS006: rows.append(len(df))
count += 1  # <- NBS006: count += 1
```

```python
# %%
with open("log.txt", "a") as log:  # <- NBS006: open("log.txt", "a")
    log.write("run")
```

## Good

```python
# %%
import pandas as pd
df = pd.DataFrame({"id": [1, 2], "price": [3.0, 4.0]})
# %%
features = df.drop(columns="id")
features["taxed"] = features["price"] * 1.2
# %%
rows = []
rows.append(len(df))
# %%
df = df.dropna()
df = df.sort_values("price")
df["price"] = df["price"].astype(float)
df = df.drop(df[df.price > 100].index)
df.columns = ["number", "price"]
```

## When to ignore

When the cell is meant to go one step further each time it is run.

## References

- Macke, Gong, Lee, Head, Xin, Parameswaran: Fine-Grained Lineage for Safer Notebook Interactions. VLDB 2021.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.events import Read
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.model import Cell, Place
from jupyter_mldebt.statements import root, simple

CODE = "NBS006"
SEVERITY = "warning"

# Methods whose result, given back to them, gives another result or an error, whatever their arguments.
_METHODS = frozenset(
    "merge join set_index pivot pivot_table melt stack unstack transpose shift diff cumsum cumprod pct_change to_numpy tolist to_list "
    "to_dict "
    "split rsplit splitlines encode decode json add_prefix add_suffix append unsqueeze permute swapaxes".split()
)
_ARITHMETIC_METHODS = frozenset("add sub subtract mul multiply div divide truediv floordiv pow".split())
_KINDS = ("frame", "series", "array", "str", "series.str", "list", "dict", "set", "index")
_FUNCTIONS = frozenset(
    "pandas.concat numpy.append numpy.concatenate numpy.vstack numpy.hstack numpy.dstack numpy.column_stack numpy.insert numpy.delete "
    "numpy.expand_dims numpy.log numpy.log2 numpy.log10 numpy.log1p numpy.exp numpy.expm1 numpy.sqrt numpy.square numpy.transpose "
    "numpy.flip "
    "numpy.fliplr numpy.flipud numpy.rot90 numpy.roll numpy.diff numpy.cumsum numpy.power math.log math.log10 math.exp math.sqrt "
    "builtins.len "
    "builtins.enumerate builtins.zip builtins.open json.loads".split()
)
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitXor: "^",
}
_GROWING = frozenset("append extend appendleft extendleft popleft insert pop popitem reverse rotate remove".split())
_CHANGES_FIRST = frozenset(
    "heapq.heappush heapq.heappop heapq.heapreplace bisect.insort bisect.insort_left bisect.insort_right builtins.next".split()
)
_DATE_PARTS = frozenset("year month day hour minute second dayofweek weekday quarter date time".split())
_APPENDS = re.compile(r"""["']a[bt+]*["']""")
_INDEXERS = frozenset(("loc", "iloc", "str", "dt", "cat", "at", "iat"))


class _Change(NamedTuple):
    """What a statement does to a value that it keeps under the same name: the name's node, and how it is shown to the user."""

    name: ast.Name
    how: str
    in_place: bool


def check(cell: Cell, context: Context) -> Iterator[Hit]:
    facts = context.facts[cell.index]
    if facts.tree is None:
        return
    calls: dict[Place, str | None] = {}

    def target_of(call: ast.Call) -> str | None:
        if not calls:
            calls.update((call.place, call.target) for call in context.graph.calls_of.get(cell.index, ()))
        return calls.get(context.place(call))

    may_append = bool(_APPENDS.search(cell.source))
    told: set[str] = set()
    for statement in simple(facts.tree.body):
        for place, mode in _appending(statement, context) if may_append else ():
            yield Hit(place, f"running this cell twice gives something else: it adds to a file ({mode})")
        change = _change(statement, target_of)
        if change is None or change.name.id in told:
            continue
        at = context.place(change.name)
        read = next((read for read in context.graph.reads_of.get(cell.index, ()) if read.place == at), None)
        origin = _origin(read, cell.index) if read is not None else None
        if origin is None or _depends_on_itself(change.name, context):
            continue
        name = change.name.id
        told.add(name)
        source = context.label(origin.cell)
        what = (
            f"changes the `{name}` of {source} in place ({change.how})"
            if change.in_place
            else f"takes the `{name}` of {source} and keeps the result of {change.how} in its stead"
        )
        yield Hit(
            context.place(statement),
            f"running this cell twice gives something else: it {what}",
            (name,),
            ((origin, f"`{name}` comes from here"),),
        )


def _origin(read: Read, cell: int) -> Place | None:
    """Where the value comes from, if it surely comes from another cell."""
    outer = [binding for binding in read.bindings if binding.cell != cell]
    inner_certain = any(binding.cell == cell and binding.certain and binding.place < read.place for binding in read.bindings)
    if not outer or inner_certain or outer[-1].kind in ("import", "function", "class", "possible", "external", "star", "magic"):
        return None
    return outer[-1].place


def _depends_on_itself(name: ast.Name, context: Context) -> bool:
    """Whether the change stands under a condition on the value itself, or in a loop over it: the second time that may not hold."""
    facts, at = context.facts[context.place(name).cell], context.place(name)
    for kind in (ast.If, ast.While, ast.For):
        for node in facts.nodes.get(kind, ()):
            head = node.iter if isinstance(node, ast.For) else node.test  # type: ignore[attr-defined]
            outer = context.place(node)
            if (outer.line, outer.column) <= (at.line, at.column) < (outer.end_line, outer.end_column) and _mentions(head, name.id):
                return True
    return False


def _change(statement: ast.stmt, target_of: Callable[[ast.Call], str | None]) -> _Change | None:
    if isinstance(statement, ast.AugAssign):
        return _augmented(statement)
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        return _rebound(statement.targets[0], statement.value, target_of) or _in_place(statement.value, target_of)
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        return _rebound(statement.target, statement.value, target_of)
    if isinstance(statement, ast.Expr):
        return _in_place(statement.value, target_of)
    if isinstance(statement, ast.Delete):
        for target in statement.targets:
            name = root(target)
            if isinstance(target, ast.Subscript) and name is not None and not isinstance(target.slice, ast.Slice):
                return _Change(name, f"`del {ast.unparse(target)}`", True)
    return None


def _augmented(statement: ast.AugAssign) -> _Change | None:
    name = root(statement.target)
    operator = _OPERATORS.get(type(statement.op))
    if name is None or operator is None or _mentions(statement.value, name.id):
        return None
    neutral = (0, "") if isinstance(statement.op, (ast.Add, ast.Sub)) else (0, 1) if isinstance(statement.op, ast.Mult) else ()
    if isinstance(statement.value, ast.Constant) and statement.value.value in neutral:
        return None
    return _Change(name, f"`{operator}=`", not isinstance(statement.target, ast.Name))


def _rebound(target: ast.expr, value: ast.expr, target_of: Callable[[ast.Call], str | None]) -> _Change | None:
    """`x = f(x)` and `df["a"] = f(df["a"])` where f surely gives something else the second time."""
    if not isinstance(target, (ast.Name, ast.Subscript, ast.Attribute)) or root(target) is None:
        return None
    walk = _Walk(_same_as(target), target_of)
    if not walk.reaches(value) or not walk.how or walk.found is None:
        return None
    name = root(walk.found)
    if name is None or sum(1 for node in ast.walk(value) if walk.is_it(node)) != 1:
        return None
    if isinstance(target, ast.Name) and sum(1 for node in ast.walk(value) if isinstance(node, ast.Name) and node.id == name.id) != 1:
        return None
    return _Change(name, walk.how[0], not isinstance(target, ast.Name))


class _Walk:
    """Goes down from an expression to the value that it takes, and notes what is done to it on the way.

    Parameters
    ----------
    is_it : tells the value
    target_of : qualified name of a call
    """

    def __init__(self, is_it: Callable[[ast.AST], bool], target_of: Callable[[ast.Call], str | None]) -> None:
        self.is_it = is_it
        self.target_of = target_of
        self.how: list[str] = []
        self.found: ast.expr | None = None

    def reaches(self, node: ast.expr) -> bool:
        """Whether the value is reached through nothing but what is known."""
        if self.is_it(node):
            self.found = node
            return True
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Subscript):
            return self._subscript(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            return (self.reaches(node.left) or self.reaches(node.right)) and self._note(f"`{_OPERATORS[type(node.op)]}`")
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Invert, ast.Not)):
            return self.reaches(node.operand) and self._note("its negation")
        return False

    def _note(self, how: str) -> bool:
        self.how.append(how)
        return True

    def _attribute(self, node: ast.Attribute) -> bool:
        if not self.reaches(node.value):
            return False
        if node.attr in ("T", "values"):
            return self._note(f"`.{node.attr}`")
        if isinstance(node.value, ast.Attribute) and node.value.attr == "dt" and node.attr in _DATE_PARTS:
            return self._note(f"`.dt.{node.attr}`")
        return node.attr in _INDEXERS

    def _subscript(self, node: ast.Subscript) -> bool:
        if not self.reaches(node.value):
            return False
        by_label = isinstance(node.value, ast.Attribute) and node.value.attr in ("loc", "at")
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if not by_label and any(_cuts(part) for part in parts):
            self._note(f"`[{ast.unparse(node.slice)}]`")
        return True

    def _call(self, node: ast.Call) -> bool:
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        if isinstance(node.func, ast.Attribute) and self.reaches(node.func.value):
            return self._method(node.func.attr, node, keywords)
        target = self.target_of(node)
        if target not in _FUNCTIONS or not node.args:
            return False
        first = node.args[0]
        inputs = first.elts if isinstance(first, (ast.List, ast.Tuple)) else [first]
        return any(self.reaches(item) for item in inputs) and self._note(f"`{ast.unparse(node.func)}(…)`")

    def _method(self, method: str, node: ast.Call, keywords: dict[str | None, ast.expr]) -> bool:
        if method == "drop":
            return self._note("`.drop(…)`") if not _is_constant(keywords.get("errors"), "ignore") else True
        if method == "reset_index":
            return self._note("`.reset_index()`") if not _is_constant(keywords.get("drop"), True) else True
        if method == "map":
            return bool(node.args) and isinstance(node.args[0], ast.Dict) and self._note("`.map({…})`")
        if method in _METHODS or (method in _ARITHMETIC_METHODS and node.args):
            return self._note(f"`.{method}(…)`")
        # What is known and not among these gives the same again; what is unknown says nothing.
        if method == "groupby":
            return False
        return any(
            known is not None and known.returns not in (None, "number", "bool") for known in (lookup(f"{kind}.{method}") for kind in _KINDS)
        )


def _cuts(part: ast.expr) -> bool:
    """An index or slice that takes away something each time."""
    if isinstance(part, ast.Slice):
        lower, upper, step = (_number(bound) for bound in (part.lower, part.upper, part.step))
        return (lower is not None and lower > 0) or (upper is not None and upper < 0) or (step is not None and step != 1)
    if isinstance(part, ast.Constant):
        return isinstance(part.value, (int, str)) or part.value is None
    return _number(part) is not None or (isinstance(part, ast.Attribute) and part.attr == "newaxis")


def _number(node: ast.expr | None) -> int | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, int) else None


def _is_constant(node: ast.expr | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value == value


def _same_as(target: ast.expr) -> Callable[[ast.AST], bool]:
    """Tells other expressions for what the target names: `df.a` for `df["a"]`."""
    shape = _shape(target)
    return lambda node: isinstance(node, ast.expr) and type(node) in (ast.Name, ast.Subscript, ast.Attribute) and _shape(node) == shape


def _shape(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_shape(node.value)}[{node.attr!r}]"
    if isinstance(node, ast.Subscript):
        return f"{_shape(node.value)}[{ast.unparse(node.slice)}]"
    return ast.unparse(node)


def _mentions(node: ast.AST, name: str) -> bool:
    return any(isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(node))


def _in_place(value: ast.expr, target_of: Callable[[ast.Call], str | None]) -> _Change | None:
    """`rows.append(x)`, `df.drop("a", inplace=True)`, `heappush(queue, x)`."""
    if not isinstance(value, ast.Call):
        return None
    target = target_of(value)
    if target in _CHANGES_FIRST and value.args and isinstance(value.args[0], ast.Name):
        return _Change(value.args[0], f"`{ast.unparse(value.func)}(…)`", True)
    if not isinstance(value.func, ast.Attribute) or (name := root(value.func.value)) is None:
        return None
    method = value.func.attr
    keywords = {keyword.arg: keyword.value for keyword in value.keywords}
    if _is_constant(keywords.get("inplace"), True):
        if any(_mentions(argument, name.id) for argument in (*value.args, *keywords.values())):
            return None
        walk = _Walk(lambda node: node is value.func.value, target_of)  # type: ignore[attr-defined]
        return _Change(name, f"{walk.how[0]}, inplace", True) if walk.reaches(value) and walk.how else None
    known = lookup(target)
    if known is None or "self" not in known.mutates or method not in _GROWING or (method == "pop" and len(value.args) > 1):
        return None
    return _Change(name, f"`.{method}(…)`", True)


def _appending(statement: ast.stmt, context: Context) -> Iterator[tuple[Place, str]]:
    """Calls that open a file to append to it."""
    roots: list[ast.AST] = (
        [item.context_expr for item in statement.items] if isinstance(statement, (ast.With, ast.AsyncWith)) else [statement]
    )
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return
    for top in roots:
        for node in ast.walk(top):
            if not isinstance(node, ast.Call):
                continue
            mode = next((keyword.value for keyword in node.keywords if keyword.arg == "mode"), None)
            if isinstance(node.func, ast.Name) and node.func.id == "open" and len(node.args) > 1:
                mode = node.args[1]
            writes = (
                isinstance(node.func, ast.Name)
                and node.func.id == "open"
                or isinstance(node.func, ast.Attribute)
                and node.func.attr == "to_csv"
            )
            if writes and isinstance(mode, ast.Constant) and isinstance(mode.value, str) and mode.value.startswith("a"):
                yield context.place(node), f'mode "{mode.value}"'
