"""Running the cell a second time gives something else than running it once.

## Why it matters

The cell takes a value that another cell made, changes it, and leaves the result under the same name. Cells are run again all the time:
to look at the output once more, after a small edit. Each time the value drifts further from what a fresh run gives, and neither the
page nor the outputs show it. A second `df = df.drop(columns="id")` stops with an error, and the finding says so; a second
`df["price"] = df["price"] * 1.2` goes on in silence.

Only what surely differs is reported: `df = df.dropna()`, `df = df.sort_values("day")`, `text = str(text)` or `df.columns = [...]` can
be run as often as one likes. Nothing is said either of what the cell itself made before (a column that is set and then dropped, an item
that is appended and then removed), of assignments to rows that the cell picks by a condition on the same data, for after the first run the
condition may hold no more, and of the next item of an iterator that has no end. Where the value is written out in the notebook, as the lists
and tables are with which a change is shown, the finding is a remark.

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
score = 0.5
# %%
with open("log.txt", "a") as log:  # <- NBS006: open("log.txt", "a")
    log.write(f"{score}")
```

```python
# %%
import pandas as pd
df = pd.DataFrame({"id": [1, 2]})
lines = open("log.txt")
# %%
df = df.reset_index()  # <- NBS006: df = df.reset_index()
# %%
first = next(lines)  # <- NBS006: first = next(lines)
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

```python
# %%
import itertools
import pandas as pd
df = pd.DataFrame({"id": [1, 2], "price": [3.0, 4.0]})
def batches():
    while True:
        yield df.sample(1)
endless = batches()
colours = itertools.cycle("rgb")
# %%
first = next(endless)
colour = next(colours)
# %%
df.reset_index(inplace=True)
del df["index"]
# %%
same = [name for name in df.columns if df[name].nunique() == 1]
df = df.drop(columns=same)
# %%
for row in df.index:
    df.loc[row, "size"] = row
df["size"] = df["size"] * 2
# %%
with open("log.txt", "a") as log:
    log.write("This is how to append.")
```

```python
# %%
import pandas as pd
df = pd.read_csv("people.csv")
names = ["foo"]
# %%
df["copy"] = df["age"]
del df["copy"]
names.append("bar")
names.remove("bar")
# %%
is_year = df["age"] > 1000
df.loc[is_year, "age"] = 2015 - df.loc[is_year, "age"]
# %%
df["height"] = df["height"].values.astype(float)
# %%
for column in ["born", "died"]:
    df[column] = pd.to_datetime(df[column])
df["born"] = df["born"].dt.date
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
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.model import Cell, Place
from jupyter_mldebt.statements import root, simple
from jupyter_mldebt.tree import has, walk

CODE = "NBS006"
SEVERITY = "warning"

# Methods whose result, given back to them, gives another result or an error, whatever their arguments.
_METHODS = frozenset(
    "merge join pivot pivot_table melt stack unstack transpose shift diff cumsum cumprod pct_change "
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
# Conversions to a kind that has no such method; stored in a column they change nothing.
_CONVERSIONS = frozenset("to_numpy tolist to_list to_dict".split())
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
_VERBS = {
    "+": "adds to",
    "-": "subtracts from",
    "*": "multiplies",
    "/": "divides",
    "//": "divides",
    "**": "raises to a power",
    "@": "multiplies",
    "<<": "shifts",
    ">>": "shifts",
}
_GROWING = {
    "append": "appends to",
    "extend": "extends",
    "appendleft": "appends to",
    "extendleft": "extends",
    "popleft": "takes an item from",
    "insert": "inserts into",
    "pop": "takes an item from",
    "popitem": "takes an item from",
    "reverse": "reverses",
    "rotate": "rotates",
    "remove": "removes an item from",
}
_CHANGES_FIRST = frozenset(
    "heapq.heappush heapq.heappop heapq.heapreplace bisect.insort bisect.insort_left bisect.insort_right builtins.next".split()
)
_CHANGING_NAMES = frozenset(target.rpartition(".")[2] for target in _CHANGES_FIRST)
# What makes iterators that begin anew or go on for ever.
_ENDLESS = frozenset("cycle count repeat flow flow_from_directory flow_from_dataframe".split())
_DATE_PARTS = frozenset("year month day hour minute second dayofweek weekday quarter date time".split())
# Bindings whose value is no data, or is not known.
_NO_DATA = frozenset(("import", "function", "class", "possible", "external", "star", "magic"))
_APPENDS = re.compile(r"""["']a[bt+]*["']""")
_INDEXERS = frozenset(("loc", "iloc", "str", "dt", "cat", "at", "iat"))


# Methods and functions that answer which rows: a name that holds such an answer is a mask.
_MASKS = frozenset("isnull isna notnull notna isin between duplicated contains startswith endswith eq ne gt lt ge le where nonzero".split())


_MAKERS = frozenset("pd np pl pandas numpy polars list dict set tuple DataFrame Series Index array OrderedDict Counter deque".split())


class _Effect(NamedTuple):
    """What each run does to the value: the words before and after it in the message, and the error where the second run fails."""

    before: str
    after: str = ""
    error: str | None = None


def _applies(how: str) -> _Effect:
    return _Effect(f"applies {how} to")


def _takes(how: str) -> _Effect:
    return _Effect(f"what {how} takes from ", " is gone after the first run", "KeyError")


def _converts(how: str) -> _Effect:
    return _Effect("", f" has no {how} after the first run", "AttributeError")


class _Change(NamedTuple):
    """What a statement does to a value that it keeps under the same name: the name's node, the expression of the value, the effect."""

    name: ast.Name
    value: ast.expr
    effect: _Effect


class _Done:
    """What the statements so far have done in this cell.

    Parameters
    ----------
    made : items and columns that the cell itself set, without taking their value from before
    masks : names for conditions on data, which may hold no more in the second run
    dated : names of tables with columns that are turned into dates again in each run
    chosen : names of lists that are made of those columns that are there
    """

    def __init__(self) -> None:
        self.made: set[str] = set()
        self.masks: set[str] = set()
        self.dated: set[str] = set()
        self.chosen: set[str] = set()

    def add(self, statement: ast.stmt) -> None:
        """Take note of an assignment."""
        if not isinstance(statement, ast.Assign):
            return
        for target in statement.targets:
            name = root(target)
            if isinstance(target, ast.Name):
                if self._is_mask(statement.value):
                    self.masks.add(target.id)
                if isinstance(statement.value, ast.ListComp) and any(
                    isinstance(node, ast.Attribute) and node.attr == "columns" for node in walk(statement.value.generators[0].iter)
                ):
                    self.chosen.add(target.id)
            elif isinstance(target, (ast.Subscript, ast.Attribute)) and name is not None:
                if not any(map(_same_as(target), walk(statement.value))):
                    self.made.add(_shape(target))
                    self.made.update(_column(target))
                if any(isinstance(node, ast.Attribute) and node.attr == "to_datetime" for node in walk(statement.value)):
                    self.dated.add(name.id)

    def has_made(self, node: ast.expr) -> bool:
        """Whether the cell made the item itself, or what it is in."""
        while isinstance(node, (ast.Subscript, ast.Attribute)):
            if _shape(node) in self.made:
                return True
            node = node.value
        return False

    def has_made_all(self, table: ast.expr, labels: ast.expr | None) -> bool:
        """Whether the cell made the items or columns of these labels itself."""
        keys = labels.elts if isinstance(labels, (ast.List, ast.Tuple)) else [labels] if labels is not None else []
        return bool(keys) and all(f"{_shape(table)}[{ast.unparse(key)}]" in self.made for key in keys)

    def is_restricted(self, target: ast.expr) -> bool:
        """Whether the assignment is to rows that a condition picks, which the cell asks anew in each run."""
        name = root(target)
        while isinstance(target, (ast.Subscript, ast.Attribute)):
            if isinstance(target, ast.Subscript) and name is not None:
                inline = _mentions(target.slice, name.id) and self._is_mask(target.slice)
                if inline or any(_mentions(target.slice, mask) for mask in self.masks):
                    return True
            target = target.value
        return False

    def _is_mask(self, value: ast.expr) -> bool:
        return any(
            isinstance(node, ast.Compare)
            or (isinstance(node, ast.Attribute) and node.attr in _MASKS)
            or (isinstance(node, ast.Name) and node.id in self.masks)
            for node in walk(value)
        )


def check(cell: Cell, context: Context) -> Iterator[Hit]:
    facts = context.facts[cell.index]
    if facts.tree is None:
        return
    calls: dict[Place, str | None] = {}

    def target_of(call: ast.Call) -> str | None:
        if not calls:
            calls.update((call.place, call.target) for call in context.graph.calls_of.get(cell.index, ()))
        return calls.get(context.place(call))

    may_append = ("'a" in cell.source or '"a' in cell.source) and bool(_APPENDS.search(cell.source)) and not _writes_constants(facts)
    taken = _taken(cell.index, context.graph) if facts.memo.get(__name__) != () else set()
    changing = _changing(facts, taken) if taken else set()
    if not may_append and not changing:
        return
    statements = list(simple(facts.tree.body))
    undone = _undone(facts.tree.body) if changing else set()
    # What failed has changed nothing, unless it is the second run that is there to be seen.
    errors = [output.ename for output in cell.outputs if output.kind == "error"] if len(facts.tree.body) == 1 else []
    done, noted = _Done(), 0
    told: set[str] = set()
    for number, statement in enumerate(statements):
        for place, mode in _appending(statement, context) if may_append else ():
            yield Hit(place, f"running this cell twice gives something else: it adds to a file ({mode})")
        if number not in changing or id(statement) in undone:
            continue
        for before in statements[noted:number]:
            done.add(before)
        noted = number
        change = _change(statement, target_of, done)
        if change is None or change.name.id in told or (errors and change.effect.error not in errors):
            continue
        at = context.place(change.name)
        read = next((read for read in context.graph.reads_of.get(cell.index, ()) if read.place == at), None)
        origin = _origin(read, cell.index) if read is not None else None
        if origin is None or _depends_on_itself(change.name, context) or context.settled.leaves_out(at):
            continue
        if isinstance(statement, (ast.Assign, ast.Expr)) and _takes_next(statement.value) and _is_endless(origin, context):
            continue
        name = change.name.id
        told.add(name)
        yield Hit(
            context.place(statement),
            _message(change, context.label(origin.cell), context),
            (name,),
            ((origin, f"`{name}` comes from here"),),
            severity="info" if _is_toy(origin, context) else None,
        )


class _Suspect(NamedTuple):
    """A simple statement, by number, that may change the value of a name; `value`: only if it takes that from this expression."""

    number: int
    name: str
    value: ast.expr | None = None


def _changing(facts: CellFacts, names: set[str]) -> set[int]:
    """The simple statements, by number, that look as if they changed one of these names' values, taking it as it is."""
    suspects: tuple[_Suspect, ...] | None = facts.memo.get(__name__)
    if suspects is None:
        assert facts.tree is not None
        found = [suspect for number, one in enumerate(simple(facts.tree.body)) for suspect in _suspects(number, one)]
        suspects = facts.memo[__name__] = tuple(found)
    return {number for number, name, value in suspects if name in names and (value is None or _mentions(value, name))}


def _suspects(number: int, statement: ast.stmt) -> Iterator[_Suspect]:
    changed: list[ast.expr] = []
    if isinstance(statement, ast.AugAssign):
        changed.append(statement.target)
    elif isinstance(statement, ast.Delete):
        changed += statement.targets
    elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr)) and (value := statement.value) is not None:
        if isinstance(value, ast.Call):
            func = value.func
            called = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
            if called in _CHANGING_NAMES:
                changed += value.args[:1]
            if isinstance(func, ast.Attribute) and (called in _GROWING or any(keyword.arg == "inplace" for keyword in value.keywords)):
                changed.append(func.value)
        if not isinstance(statement, ast.Expr):
            name = root(statement.targets[0] if isinstance(statement, ast.Assign) else statement.target)
            if name is not None:
                yield _Suspect(number, name.id, value)
    for node in changed:
        name = root(node)
        if name is not None:
            yield _Suspect(number, name.id)


def _taken(cell: int, graph: Graph) -> set[str]:
    """Names of the data that the cell has from other cells, as far as it may change them: bind them anew, or any object in place."""
    names: set[str] = set()
    reads = graph.reads_of.get(cell)
    if not reads:
        return names
    changes = any(mutation.via != "draw" and mutation.target is None for mutation in graph.mutations_of.get(cell, ()))
    bound = {binding.name for binding in graph.bindings_of.get(cell, ())}
    if not changes and not bound:
        return names
    for read in reads:
        if read.name not in names and (changes or read.name in bound):
            for binding in read.bindings:
                if binding.cell != cell and binding.kind not in _NO_DATA:
                    names.add(read.name)
                    break
    return names


def _message(change: _Change, source: str, context: Context) -> str:
    text = context.text(context.place(change.value))
    if "\n" in text or len(text) > 40:
        text = change.name.id
    before, after, error = change.effect
    if error is None:
        return f"running this cell twice gives something else: each run {before} `{text}` of {source}{after}"
    return f"running this cell a second time fails with {error}: {before}`{text}` of {source}{after}"


def _undone(body: list[ast.stmt]) -> set[int]:
    """Statements (by id) that take each other back: `append(x)` and `remove(x)` or `pop()`, `reset_index` and `set_index` or `del df["index"]`."""
    found: set[int] = set()
    waiting: dict[str, list[tuple[str, ast.stmt]]] = {}
    for statement in body:
        for target in statement.targets if isinstance(statement, ast.Delete) else ():
            if isinstance(target, ast.Subscript) and _is_constant(target.slice, "index"):
                resets = waiting.get(_shape(target.value), [])
                found |= {id(statement), *(id(before) for what, before in resets if what == "reset_index")}
        value = getattr(statement, "value", None)
        if (
            not isinstance(statement, (ast.Expr, ast.Assign))
            or not isinstance(value, ast.Call)
            or not isinstance(value.func, ast.Attribute)
        ):
            continue
        method, given = value.func.attr, ", ".join(map(ast.unparse, value.args))
        before = waiting.setdefault(_shape(value.func.value), [])
        if method in ("append", "reset_index"):
            before.append((given if method == "append" else method, statement))
            continue
        wanted = {"remove": given, "set_index": "reset_index"}.get(method)
        if method == "pop" and not value.args:
            wanted = next((one for one, _ in reversed(before) if one != "reset_index"), None)
        pair = next((index for index in reversed(range(len(before))) if before[index][0] == wanted), None)
        if pair is not None:
            found |= {id(statement), id(before.pop(pair)[1])}
    return found


def _origin(read: Read, cell: int) -> Place | None:
    """Where the value comes from, if it surely comes from another cell."""
    outer = [binding for binding in read.bindings if binding.cell != cell]
    inner_certain = any(binding.cell == cell and binding.certain and binding.place < read.place for binding in read.bindings)
    if not outer or inner_certain or outer[-1].kind in _NO_DATA:
        return None
    return outer[-1].place


def _is_toy(origin: Place, context: Context) -> bool:
    """Whether the value is written out in the notebook, as those are with which a change is shown; an empty one is there to be filled."""
    tree = context.facts[origin.cell].tree
    for statement in walk(tree) if tree is not None else ():
        if isinstance(statement, ast.Assign) and context.place(statement.targets[0], origin.cell) == origin:
            names = {node.id for node in walk(statement.value) if isinstance(node, ast.Name)}
            filled = any(getattr(node, "elts", None) or getattr(node, "keys", None) for node in walk(statement.value))
            return filled and names <= _MAKERS
    return False


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


def _takes_next(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "next"


def _is_endless(origin: Place, context: Context) -> bool:
    """Whether what is bound here is an iterator without an end, of which any item is as good as another."""
    tree = context.facts[origin.cell].tree
    for statement in walk(tree) if tree is not None else ():
        if isinstance(statement, ast.Assign) and context.place(statement.targets[0], origin.cell) == origin:
            names = {
                node.attr if isinstance(node, ast.Attribute) else node.id
                for node in walk(statement.value)
                if isinstance(node, (ast.Attribute, ast.Name))
            }
            return bool(names & _ENDLESS) or any(
                isinstance(function, ast.FunctionDef) and function.name in names and has((ast.Yield,), [loop])
                for facts in context.facts.values()
                for function in facts.nodes.get(ast.FunctionDef, ())
                for loop in walk(function)
                if isinstance(loop, ast.While) and isinstance(loop.test, ast.Constant) and loop.test.value
            )
    return False


def _change(statement: ast.stmt, target_of: Callable[[ast.Call], str | None], done: _Done) -> _Change | None:
    if isinstance(statement, ast.AugAssign):
        return _augmented(statement, done)
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        return _rebound(statement.targets[0], statement.value, target_of, done) or _in_place(statement.value, target_of, done)
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        return _rebound(statement.target, statement.value, target_of, done)
    if isinstance(statement, ast.Expr):
        return _in_place(statement.value, target_of, done)
    if isinstance(statement, ast.Delete):
        for target in statement.targets:
            name = root(target)
            if isinstance(target, ast.Subscript) and name is not None and not isinstance(target.slice, ast.Slice):
                if done.has_made(target):
                    continue
                label = isinstance(target.slice, ast.Constant) and isinstance(target.slice.value, str)
                return _Change(name, target.value, _takes(f"`del {ast.unparse(target)}`") if label else _Effect("removes an item from"))
    return None


def _augmented(statement: ast.AugAssign, done: _Done) -> _Change | None:
    name = root(statement.target)
    operator = _OPERATORS.get(type(statement.op))
    if name is None or operator is None or _mentions(statement.value, name.id):
        return None
    if done.has_made(statement.target) or done.is_restricted(statement.target):
        return None
    neutral = (0, "") if isinstance(statement.op, (ast.Add, ast.Sub)) else (0, 1) if isinstance(statement.op, ast.Mult) else ()
    if isinstance(statement.value, ast.Constant) and statement.value.value in neutral:
        return None
    return _Change(name, statement.target, _Effect(_VERBS[operator]) if operator in _VERBS else _applies(f"`{operator}`"))


def _rebound(target: ast.expr, value: ast.expr, target_of: Callable[[ast.Call], str | None], done: _Done) -> _Change | None:
    """`x = f(x)` and `df["a"] = f(df["a"])` where f surely gives something else the second time."""
    if not isinstance(target, (ast.Name, ast.Subscript, ast.Attribute)) or root(target) is None:
        return None
    if done.has_made(target) or done.is_restricted(target):
        return None
    way = _Walk(_same_as(target), target_of, done, is_item=not isinstance(target, ast.Name))
    if not way.reaches(value) or not way.effects or way.found is None:
        return None
    name = root(way.found)
    if name is None or sum(1 for node in walk(value) if way.is_it(node)) != 1:
        return None
    if isinstance(target, ast.Name) and sum(1 for node in walk(value) if isinstance(node, ast.Name) and node.id == name.id) != 1:
        return None
    return _Change(name, way.found, way.effects[0])


class _Walk:
    """Goes down from an expression to the value that it takes, and notes what is done to it on the way.

    Parameters
    ----------
    is_it : tells the value
    target_of : qualified name of a call
    done : what the cell has done so far
    is_item : True where the result is kept as an item or a column
    """

    def __init__(
        self, is_it: Callable[[ast.AST], bool], target_of: Callable[[ast.Call], str | None], done: _Done, is_item: bool = False
    ) -> None:
        self.is_it = is_it
        self.target_of = target_of
        self.done = done
        self.is_item = is_item
        self.effects: list[_Effect] = []
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
            operator = _OPERATORS[type(node.op)]
            if self.reaches(node.left) and operator in _VERBS:
                return self._note(_Effect(_VERBS[operator]))
            return (self.found is not None or self.reaches(node.right)) and self._note(_applies(f"`{operator}`"))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Invert, ast.Not)):
            return self.reaches(node.operand) and self._note(_Effect("negates"))
        return False

    def _note(self, effect: _Effect) -> bool:
        self.effects.append(effect)
        return True

    def _attribute(self, node: ast.Attribute) -> bool:
        if not self.reaches(node.value):
            return False
        if node.attr == "T":
            return self._note(_applies("`.T`"))
        if node.attr == "values":
            return self.is_item or self._note(_converts("`.values`"))
        if isinstance(node.value, ast.Attribute) and node.value.attr == "dt" and node.attr in _DATE_PARTS:
            name = root(node)
            dated = node.attr == "date" and name is not None and name.id in self.done.dated
            return dated or self._note(_converts(f"`.dt.{node.attr}`"))
        return node.attr in _INDEXERS

    def _subscript(self, node: ast.Subscript) -> bool:
        if not self.reaches(node.value):
            return False
        by_label = isinstance(node.value, ast.Attribute) and node.value.attr in ("loc", "at")
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if not by_label and any(_cuts(part) for part in parts):
            how = f"`[{_index(node.slice)}]`"
            is_key = isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)
            self._note(
                _Effect(f"what {how} selects from ", " is gone after the first run", "an error")
                if is_key
                else _Effect(f"selects {how} from")
            )
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
        return any(self.reaches(item) for item in inputs) and self._note(_applies(f"`{ast.unparse(node.func)}(…)`"))

    def _method(self, method: str, node: ast.Call, keywords: dict[str | None, ast.expr]) -> bool:
        table = self.found
        assert table is not None
        if method == "drop":
            labels = keywords.get("columns") or keywords.get("labels") or (node.args[0] if node.args else None)
            if _is_constant(keywords.get("errors"), "ignore") or self.done.has_made_all(table, labels):
                return True
            if isinstance(labels, ast.Name) and labels.id in self.done.chosen:
                return True
            return self._note(_takes("`.drop(…)`"))
        if method == "set_index":
            labels = keywords.get("keys") or (node.args[0] if node.args else None)
            if not _are_constants(labels) or _is_constant(keywords.get("drop"), False) or self.done.has_made_all(table, labels):
                return True
            return self._note(_takes("`.set_index(…)`"))
        if method == "reset_index":
            return self._note(_applies("`.reset_index()`")) if not _is_constant(keywords.get("drop"), True) else True
        if method == "map":
            return bool(node.args) and isinstance(node.args[0], ast.Dict) and self._note(_applies("`.map({…})`"))
        if method in _CONVERSIONS:
            return self.is_item or self._note(_converts(f"`.{method}()`"))
        if method in _METHODS or (method in _ARITHMETIC_METHODS and node.args):
            return self._note(_applies(f"`.{method}(…)`"))
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


def _index(node: ast.expr) -> str:
    """An index as it is written between the brackets."""
    return ", ".join(map(ast.unparse, node.elts)) if isinstance(node, ast.Tuple) and node.elts else ast.unparse(node)


def _are_constants(node: ast.expr | None) -> bool:
    parts = node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]
    return bool(parts) and all(isinstance(part, ast.Constant) for part in parts)


def _is_constant(node: ast.expr | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value == value


def _same_as(target: ast.expr) -> Callable[[ast.AST], bool]:
    """Tells other expressions for what the target names: `df.a` for `df["a"]`."""
    shape = _shape(target)
    return lambda node: isinstance(node, ast.expr) and type(node) in (ast.Name, ast.Subscript, ast.Attribute) and _shape(node) == shape


def _shape(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_shape(node.value)}[{node.attr!r}]"
    if isinstance(node, ast.Subscript):
        return f"{_shape(node.value)}[{ast.unparse(node.slice)}]"
    return ast.unparse(node)


def _column(target: ast.Subscript | ast.Attribute) -> tuple[str, ...]:
    """The column, as `df["a"]` says it, in which `df.loc[row, "a"]` sets something."""
    if not isinstance(target, ast.Subscript) or not isinstance(target.slice, ast.Tuple) or not target.slice.elts:
        return ()
    table = target.value
    if not isinstance(table, ast.Attribute) or table.attr not in ("loc", "at"):
        return ()
    return (f"{_shape(table.value)}[{ast.unparse(target.slice.elts[-1])}]",)


def _mentions(node: ast.AST, name: str) -> bool:
    return any(isinstance(inner, ast.Name) and inner.id == name for inner in walk(node))


def _in_place(value: ast.expr, target_of: Callable[[ast.Call], str | None], done: _Done) -> _Change | None:
    """`rows.append(x)`, `df.drop("a", inplace=True)`, `heappush(queue, x)`."""
    if not isinstance(value, ast.Call):
        return None
    target = target_of(value)
    if target in _CHANGES_FIRST and value.args and isinstance(value.args[0], ast.Name):
        return _Change(value.args[0], value.args[0], _applies(f"`{ast.unparse(value.func)}(…)`"))
    if not isinstance(value.func, ast.Attribute) or (name := root(value.func.value)) is None:
        return None
    receiver, method = value.func.value, value.func.attr
    if done.has_made(receiver):
        return None
    keywords = {keyword.arg: keyword.value for keyword in value.keywords}
    if _is_constant(keywords.get("inplace"), True):
        if any(_mentions(argument, name.id) for argument in (*value.args, *keywords.values())):
            return None
        way = _Walk(lambda node: node is receiver, target_of, done)
        return _Change(name, receiver, way.effects[0]) if way.reaches(value) and way.effects else None
    known = lookup(target)
    if method == "append" and keywords:
        return None  # a list takes none: a table, which gives a new one
    if known is None or "self" not in known.mutates or method not in _GROWING or (method == "pop" and len(value.args) > 1):
        return None
    if method == "pop" and value.args:
        if done.has_made_all(receiver, value.args[0]):
            return None
        if isinstance(value.args[0], ast.Constant) and isinstance(value.args[0].value, str):
            return _Change(name, receiver, _takes(f"`.pop({ast.unparse(value.args[0])})`"))
    if method == "insert" and len(value.args) > 2:
        if _is_constant(keywords.get("allow_duplicates", value.args[3] if len(value.args) > 3 else None), True):
            return _Change(name, receiver, _Effect("inserts a column into"))
        return _Change(name, receiver, _Effect("", " has the column after the first run", "ValueError"))
    return _Change(name, receiver, _Effect(_GROWING[method]))


def _writes_constants(facts: CellFacts) -> bool:
    """Whether all that the cell writes to files are texts of the page: what it shows is how to append."""
    calls = [call for call in facts.nodes.get(ast.Call, ()) if isinstance(call, ast.Call)]
    written = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in ("write", "writelines")]
    return bool(written) and all(isinstance(value, ast.Constant) for call in written for value in call.args)


def _is_emptied(path: ast.expr, facts: CellFacts) -> bool:
    """Whether the cell has opened the file anew further up."""
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "open"
        and len(call.args) > 1
        and _is_constant(call.args[1], "w")
        and call.lineno < path.lineno
        and ast.dump(call.args[0]) == ast.dump(path)
        for call in facts.nodes.get(ast.Call, ())
    )


def _appending(statement: ast.stmt, context: Context) -> Iterator[tuple[Place, str]]:
    """Calls that open a file to append to it."""
    roots: list[ast.AST] = (
        [item.context_expr for item in statement.items] if isinstance(statement, (ast.With, ast.AsyncWith)) else [statement]
    )
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return
    for top in roots:
        for node in walk(top):
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
                if not node.args or not _is_emptied(node.args[0], context.facts[context.place(node).cell]):
                    yield context.place(node), f'mode "{mode.value}"'
