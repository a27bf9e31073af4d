"""Kinds: what a statement does to data, told by the calls in it, by how they are put together, and by the names it gives.

    load      reads data into the session, or opens what is read; what a person is asked for
    save      writes data, models or figures
    convert   the same data in another form or type
    reshape   another arrangement or a part of the same data: merge, sort, drop, pick rows or columns
    rename    another name for columns, an index, or for the same data
    path      paths, files, folders, the environment, downloads
    plot      drawing, and all that sets it up or shows it
    feature   makes or changes columns or values as input of an analysis: computed columns, scaling, encoding, imputing, tokenising
    split     training and test data, folds, features and target
    fit       trains or optimises, one step of it included
    predict   applies a fitted model
    evaluate  scores, losses, tests of significance
    display   shows something as output
    define    constants, settings, empty containers, functions and classes, objects that hold settings or are yet to be fitted
    compute   anything else

A statement that does several things is called by what it is for: to draw or save at the outside, else to fit, predict, evaluate or split, to
load, to make features, to show, to compute; only where there is none of them by its way to arrange, convert or rename. Drawing, printing and
`head()` show; a reshaped table that is shown at the end of a cell is reshaped. What it does is known of calls that the tables of
`knowledge` hold, told by the verb in the name of others (`knowledge.verbs`), and seen in what the notebook's own functions call.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from jupyter_mldebt.events import Call, Read
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import KINDS, Known, lookup
from jupyter_mldebt.knowledge.verbs import guess
from jupyter_mldebt.model import Place
from jupyter_mldebt.text import Span, span_of
from jupyter_mldebt.tree import children, has

# Where a statement does several of these, it is called by the first; "compute" stands for all that is not known as well.
_LEARNS = frozenset(("fit", "predict", "evaluate", "split"))
_FIRST = ("fit", "predict", "evaluate", "split", "load")
# What says something only where nothing else does: a column or an item taken, first rows or what describes the data, `.values`, `int(x)`,
# and calls such as `len(x)` that go with anything.
_PICK, _SHOW, _VALUES, _CAST, _PLAIN = "pick", "show", "values", "cast", "plain"
_WEAK = frozenset((_PICK, _SHOW, _VALUES, _CAST, _PLAIN))
_MOVES = frozenset(("reshape", "convert", "rename", *_WEAK))

_STATES = {"style": "plot", "backend": "plot", "cwd": "path", "path": "path", "env": "path"}
_BUILTINS = {
    **dict.fromkeys("int float str bool complex bytes map".split(), _CAST),
    **dict.fromkeys("len range round enumerate isinstance iter next getattr abs hash id repr format chr ord".split(), _PLAIN),
    **dict.fromkeys("type dir help vars".split(), _SHOW),
}
_METHODS = {
    **dict.fromkeys("head tail sample describe info".split(), _SHOW),
    **dict.fromkeys("copy append add extend insert items keys values".split(), _PLAIN),
}
_FORM = frozenset("dtype copy name index columns".split())
_SELECTS = frozenset("drop dropna filter orderBy query reindex select sort sort_values where".split())
_DESCRIBES = frozenset("shape dtype dtypes columns index size ndim name".split())
_PARTS = frozenset("data target images labels feature_names target_names".split())
_OWN = frozenset(("builtins", "str", "bytes", "number", "list", "dict", "set", "tuple", "deque", "range", "generator"))
_TABLES = frozenset(("frame", "series", "groupby"))
_VALUES_OF = KINDS | {"unknown"}
_DRAWN = frozenset(("axes", "figure"))

_ROWS = re.compile(r"(?:[xXyY]_?|\w+_)?(?:train|test|valid|val)(?:_\w+|\d)?$")
_FEATURES = re.compile(r"(?:[xX](?:_\w*)?|features?)\d?$")
_INPUTS = re.compile(rf"{_ROWS.pattern}|{_FEATURES.pattern}")
_TARGET = re.compile(r"(?:y|Y|targets?|labels?)(?:_?\d)?$|[yY]_?(?:train|test|val|valid|true)|(?:train|test|val)_?(?:y|labels?|targets?)$")
_PREDICTED = re.compile(r"(?:\w+_)?(?:y_?)?(?:pred|preds|predicted|predictions?|y_?hat|proba|probas)(?:_\w+)?\d?$")
_MEASURE = re.compile(
    r"(?:\w+_)?(?:loss|losses|acc|accs|accuracy|accuracies|auc|mse|rmse|mae|mape|precision|recall|specificity)(?:_\w+)?\d?$"
)
_MEASURE_OF_MODELS = re.compile(r"(?:\w+_)?(?:errors?|scores?|f1|r2|cost|costs|correct|hits)(?:_\w+)?\d?$")
_MODEL = re.compile(r"(?:\w+_)?(?:model|net|network|classifier|generator|discriminator|encoder|decoder|clf|regressor)\d?$", re.IGNORECASE)
_LOSS = re.compile(r"(?:\w+_)?(?:criterion|loss|loss_?fn|loss_func|loss_function|metric)\d?$", re.IGNORECASE)
_TABLE = re.compile(r"(?:^|_)(?:df|data|dataset|dataframe|train|test)\d?(?:_|$)")
_PATHS = re.compile(r"[\w.~-]*/[\w./ -]*$|\.\w{2,4}$")

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LEAVES = frozenset((ast.Name, ast.Constant, ast.Lambda, ast.JoinedStr))
_LITERALS = (ast.Name, ast.Call, ast.Attribute, ast.Subscript, *_COMPREHENSIONS)


def learns(graph: Graph) -> bool:
    """Whether a model is trained or applied somewhere in the notebook, as far as the names of what it calls tell."""
    return _learns(graph.targets)


@lru_cache(maxsize=8)
def _learns(targets: frozenset[str]) -> bool:
    return not _LEARNING.isdisjoint(map(guess, targets))


@lru_cache(maxsize=8)
def _has_target(names: frozenset[str]) -> bool:
    return any(map(_TARGET.match, names))


class Surroundings(NamedTuple):
    """What the kinds of a cell's statements hang on beside its text.

    Parameters
    ----------
    learns : whether the notebook trains or applies a model
    has_target : whether it has a name that targets are given
    calls : statement, place and target of each call, and the notebook's function in which it stands
    reads : place of each read, and how its bindings are made and what of
    """

    learns: bool
    has_target: bool
    calls: list[tuple[int, Place, str | None, str | None]]
    reads: list[tuple[Place, list[tuple[str, str, str | None]]]]

    @classmethod
    def of(cls, graph: Graph, cell: int) -> Surroundings:
        return cls(
            _learns(graph.targets),
            _has_target(graph.names),
            [(call.statement, call.place, call.target, call.function) for call in graph.calls_of.get(cell, ())],
            [
                (read.place, [(binding.kind, binding.value, binding.qualified) for binding in read.bindings])
                for read in graph.reads_of.get(cell, ())
                if read.place.cell == cell
            ],
        )


class Classifier:
    """Tells the kinds of the statements of a cell.

    Parameters
    ----------
    graph : the notebook's dataflow
    cell : index of the cell
    """

    def __init__(self, graph: Graph, cell: int) -> None:
        self._graph, self._cell, self._facts = graph, cell, graph.facts[cell]

    def kind(self, node: ast.stmt, statement: int) -> str:
        """The kind of a simple statement, "import" for imports.

        Parameters
        ----------
        node : the statement
        statement : index of the top-level statement in which it stands
        """
        self._statement, self._is_table_name = statement, False
        if isinstance(node, ast.Expr):
            return self._of_expression(node.value)
        if isinstance(node, ast.Assign):
            return self._of_assignment(node.targets[0], node.value)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return "import"
        if isinstance(node, _DEFINITIONS):
            return "define"
        if isinstance(node, ast.AnnAssign):
            return self._of_assignment(node.target, node.value) if node.value is not None else "define"
        if isinstance(node, ast.AugAssign):
            return self._of_change(node)
        if isinstance(node, (ast.With, ast.AsyncWith)):
            kind = _main(self._acts([item.context_expr for item in node.items]))
            return kind if kind in ("load", "save", "plot", "path", "fit") else "define"  # a setting for the statements below
        if isinstance(node, ast.Delete):
            return "reshape" if isinstance(node.targets[0], ast.Subscript) else "compute"
        return "define" if isinstance(node, (ast.Global, ast.Nonlocal)) else "compute"

    # statements

    def _of_expression(self, value: ast.expr) -> str:
        if isinstance(value, ast.Constant):
            return "define" if isinstance(value.value, str) else "display"  # texts stand for comments
        acts = self._acts([value])
        kind = _main(acts)
        if kind is not None:
            return kind
        if not acts and not isinstance(value, (ast.Name, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.JoinedStr)):
            return "display" if isinstance(value, (ast.Attribute, ast.Subscript)) else "compute"
        return "compute" if _PLAIN in acts else "convert" if _CAST in acts else "display"

    def _of_assignment(self, target: ast.expr, value: ast.expr) -> str:
        if isinstance(target, ast.Subscript):
            return self._of_item(target, value)
        if isinstance(target, ast.Attribute):
            return self._of_attribute(target, value)
        self._is_table_name = isinstance(target, ast.Name) and _TABLE.search(target.id) is not None
        names = [node.id for node in (target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]) if isinstance(node, ast.Name)]
        acts = self._acts([value])
        kind = _main(acts)
        if (
            (kind is None or kind in _MOVES)
            and (acts or isinstance(value, ast.Name))
            and _MOVES.issuperset(acts)
            and self._divides(names, value)
        ):
            return "split"
        if kind == "compute" or (kind is None and acts and has((ast.BinOp, ast.Compare), [value])):
            return self._of_result(names, value) or "compute"
        if kind is not None:
            return kind
        return self._of_plain(value, acts, isinstance(target, ast.Tuple))

    def _of_plain(self, value: ast.expr, acts: list[str], several: bool = False) -> str:
        """Kind of an assignment of what no call makes that says something."""
        if several and isinstance(value, ast.Tuple) and len({type(item) for item in value.elts}) == 1:
            value = value.elts[0]
        if isinstance(value, ast.Name):
            return "rename" if self._is_data(value) else "define"
        if isinstance(value, ast.JoinedStr) or (isinstance(value, ast.BinOp) and _text(value)):
            return "path" if _is_path(value) else "compute" if has((ast.Name,), [value]) else "define"
        if _VALUES in acts:
            return "convert"
        if isinstance(value, (ast.Attribute, ast.Subscript)):
            return "reshape" if isinstance(value, ast.Subscript) or self._holds(value) else "compute"
        if _CAST in acts and isinstance(value, ast.Call):
            return "convert" if has((ast.Name,), value.args) else "define"
        if isinstance(value, ast.Call):
            return (
                "rename"
                if _is_copy(value)
                else "compute"
                if has((ast.Name,), [*value.args, value.func]) and not _constant(value.args)
                else "define"
            )
        if isinstance(value, ast.IfExp):
            return "compute" if has(_LITERALS, [value.body, value.orelse]) else "define"
        if isinstance(value, (ast.List, ast.Dict, ast.Set, ast.Tuple, ast.Constant, ast.Lambda)):
            return "define"
        return "compute" if has(_LITERALS, [value]) else "define"

    def _of_item(self, target: ast.Subscript, value: ast.expr) -> str:
        """Kind of `target[key] = value`: a new column is a feature, an option or an entry of literals a definition."""
        root, table = _root(target), self._is_table(target)
        if root is not None:
            known = guess(f"{self._qualified(root)}.{ast.unparse(target.value).partition('.')[2]}.x")
            if known in ("plot", "path"):
                return known
        acts = self._acts([value])
        kind = _main(acts)
        if kind in _FIRST or kind in ("save", "plot"):
            return kind
        if table:
            return "convert" if kind == "convert" and {"convert", _PICK}.issuperset(acts) else "feature"
        if kind is not None:
            return kind
        if not has((ast.Name,), [value]):
            return "define"
        return "compute" if not acts or _PICK in acts else self._of_plain(value, acts)

    def _of_attribute(self, target: ast.Attribute, value: ast.expr) -> str:
        if target.attr in ("columns", "index", "names"):
            return "rename"
        root = _root(target)
        acts = self._acts([value])
        if root is not None and (self._is_drawn(root) or guess(f"{self._qualified(root)}.x") == "plot"):
            return "plot"
        if root is not None and self._value(root) == "frame":
            return "convert" if acts and {"convert", _PICK}.issuperset(acts) else "feature"
        kind = _main(acts)
        return kind or ("define" if not acts and not has((ast.BinOp,), [value]) else "compute")

    def _of_change(self, node: ast.AugAssign) -> str:
        kind = _main(self._acts([node.value]))
        if kind is not None and kind not in ("compute", *_MOVES, "define"):
            return kind
        if isinstance(node.target, ast.Subscript):
            return "feature" if self._is_table(node.target) else "compute"
        if isinstance(node.target, ast.Name):
            if _INPUTS.match(node.target.id) and self._learns:
                return "feature"
            if has((ast.Call,), [node.value]):
                return self._of_result([node.target.id], node.value) or "compute"
        return "compute"

    def _of_result(self, names: list[str], value: ast.expr) -> str | None:
        """What a computed value is by its name, or by what it compares; None where neither tells."""
        if any(map(_MEASURE.match, names)) or (any(map(_MEASURE_OF_MODELS.match, names)) and self._learns):
            return "evaluate"
        if any(map(_PREDICTED.match, names)):
            return "predict"
        if self._learns and any(map(_INPUTS.match, names)) and has((ast.BinOp,), [value]):
            return "feature"
        return None

    # expressions

    def _acts(self, roots: Iterable[ast.expr]) -> list[str]:
        """What the calls, picks and operators of expressions do, from the outermost to the innermost. What stands in an index only selects."""
        acts: list[str] = []
        todo: list[ast.AST] = list(roots)
        for node in todo:
            kind = type(node)
            if kind in _LEAVES:
                continue
            if isinstance(node, ast.Call):
                act = self._act(node)
                acts.append(act)
                if isinstance(node.func, ast.Attribute):
                    todo.append(node.func.value)
                    if act == "feature" or node.func.attr in _SELECTS:
                        continue  # what it is given says how
                else:
                    todo.append(node.func)
                todo += node.args
                if node.keywords:
                    todo += [keyword.value for keyword in node.keywords]
            elif isinstance(node, ast.Attribute):
                acts.append(_VALUES if node.attr in ("values", "T") else _SHOW if node.attr in _DESCRIBES else _PICK)
                todo.append(node.value)
            elif isinstance(node, ast.Subscript):
                acts.append(self._selection(node))
                todo.append(node.value)
            elif isinstance(node, _COMPREHENSIONS):
                inner = self._acts([node.value if isinstance(node, ast.DictComp) else node.elt])
                acts.append(next((role for role in inner if role in _FIRST or role in ("plot", "path")), "compute"))
            elif isinstance(node, (ast.BinOp, ast.Compare, ast.BoolOp, ast.UnaryOp)):
                if _agreement(node) and self._learns:
                    acts.append("evaluate")
                elif not _text(node) and has(_LITERALS, [node]):
                    acts.append("compute")
                todo += children(node)
            elif isinstance(node, ast.IfExp):
                todo += (node.body, node.orelse)
            else:
                todo += children(node)
        return acts

    def _act(self, node: ast.Call) -> str:
        """What a call does."""
        func = node.func
        name = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
        call = self._by_place.get(self._facts.span(node))
        target = call.target if call is not None else None
        known = lookup(target)
        if target is not None and target.endswith(".fit_predict"):
            return "fit"
        if name in _METHODS and isinstance(func, ast.Attribute) and (target is None or target.partition(".")[0] in _VALUES_OF):
            return _METHODS[name]
        if target is not None and target.startswith("builtins.") and name in _BUILTINS and (known is None or known.role is None):
            return "define" if name == "range" and _constant(node.args) else _BUILTINS[name]
        if target is not None and known is not None:
            return self._of_known(node, target, known, name)
        if isinstance(func, ast.Name):
            own = self._of_own(node, func, name)
            if own is not None:
                return own
        if guess(name) is None and (_LOSS.match(name) or _MODEL.match(name) or (target or "").endswith(".__call__")):
            return "evaluate" if _LOSS.match(name) else "predict" if self._learns else "compute"
        if target is not None and not target.startswith("unknown."):
            return guess(target) or "compute"
        if isinstance(func, ast.Attribute):
            root = _root(func)
            if root is not None and self._is_drawn(root):
                return "plot"
            if isinstance(func.value, ast.Attribute) and func.value.attr in ("read", "write"):
                return "load" if func.value.attr == "read" else "save"  # spark.read.parquet(...)
            if name == "generate" and root is not None and _MODEL.match(root.id):
                return "predict"
            if name[:1].isupper() and root is not None and self._is_data(root):
                return "compute"  # a method, whatever its name looks like
        return guess(name) or "compute"

    def _of_known(self, node: ast.Call, target: str, known: Known, name: str) -> str:
        role: str | None = known.role
        root = target.partition(".")[0]
        if target == "builtins.open" or target.endswith(".open"):
            return _mode(node)
        if (
            role == "convert"
            and root not in _VALUES_OF
            and not name.startswith("to_")
            and _constant([*node.args, *(word.value for word in node.keywords if word.arg not in _FORM)])
        ):
            return "define"
        if role == "convert" and root == "builtins":
            return _CAST
        if name == "pivot_table" and any(word.arg == "aggfunc" for word in node.keywords):
            return "compute"
        if role is not None:
            return role
        if known.returns in ("function", "rng", "executor", "class"):
            return "define"
        if known.effect == "ask":
            return "load"
        if known.state is not None:
            return _STATES.get(known.state, "define")
        if root == "builtins":
            return "compute"
        if root in _OWN:
            return _PLAIN
        if name[:1].isupper() and len(name) > 1:
            return "define"
        package = guess(f"{target.rpartition('.')[0]}.")
        return package or "compute"

    def _of_own(self, node: ast.Call, func: ast.Name, name: str) -> str | None:
        """What a function or class of the notebook does: by its name, or by what it calls; None where the name stands for something else."""
        read = self._reads.get(self._facts.span(func))
        kinds = {binding.kind for binding in read.bindings} if read is not None else set()
        if "class" in kinds:
            return "display" if guess(name) == "display" else "define"
        if "function" not in kinds:
            return None
        told = guess(name)
        if told is not None:
            return told
        inside = self._inside.get(self._statement, ())
        role = next((role for role in ("fit", "plot", *_FIRST, "save") if role in inside), None)
        if (
            role is None
            and self._is_table_name
            and any(isinstance(given, ast.Name) and self._value(given) == "frame" for given in node.args)
        ):
            return "feature"  # a table is made of a table
        return role or "compute"

    def _holds(self, node: ast.Attribute) -> bool:
        """Whether an attribute is a part of the data: a column, or what data sets are made of."""
        root = _root(node)
        return node.attr in _PARTS or (root is not None and node.attr not in _DESCRIBES and self._value(root) == "frame")

    def _selection(self, node: ast.Subscript) -> str:
        """What `x[...]` does: rows or columns selected reshape, first rows are shown, a single item is picked."""
        index = node.slice
        if isinstance(index, ast.UnaryOp) and isinstance(index.operand, ast.Constant):
            return _PICK
        if isinstance(index, (ast.Constant, ast.JoinedStr)):
            return _PICK
        if isinstance(index, ast.Name):
            return "reshape" if self._value(index) in ("series", "array", "list", "index", "frame") else _PICK
        if isinstance(index, ast.Slice):
            return _SHOW
        if isinstance(index, ast.Tuple) and all(isinstance(item, (ast.Constant, ast.Name, ast.Slice)) for item in index.elts):
            return _PICK
        if isinstance(index, ast.BinOp) and not isinstance(index.op, (ast.BitAnd, ast.BitOr)):
            return _PICK
        return "reshape"

    # names

    def _divides(self, names: list[str], value: ast.expr) -> bool:
        """Whether features, a target, or training and test data are taken out of a table by an assignment."""
        taken_of = self._source(value)
        if not names or (taken_of is not None and taken_of.id in names):
            return False
        if all(map(_ROWS.match, names)):
            return taken_of is None or not _ROWS.match(taken_of.id) or any(map(_FEATURES.match, names))
        if not self._learns:
            return False
        if all(map(_TARGET.match, names)):
            return True
        return (taken_of is None or not _FEATURES.match(taken_of.id)) and _has_target(self._graph.names) and all(map(_INPUTS.match, names))

    def _source(self, value: ast.expr) -> ast.Name | None:
        """The name of what is taken or changed: at the root of a receiver, or of the first argument of a function."""
        root = _root(value)
        while isinstance(value, ast.Call) and value.args and (root is None or not self._is_data(root)):
            value = value.args[0]
            if isinstance(value, (ast.List, ast.Tuple)) and value.elts:
                value = value.elts[0]
            root = _root(value)
        return root

    @cached_property
    def _learns(self) -> bool:
        return learns(self._graph)

    @cached_property
    def _by_place(self) -> dict[Span, Call]:
        return {
            span_of(call.place): call
            for call in self._graph.calls_of.get(self._cell, ())
            if call.function is None and call.place.cell == self._cell
        }

    @cached_property
    def _inside(self) -> dict[int, list[str]]:
        """Roles of what the notebook's own functions call, by the top-level statement that calls them."""
        found: dict[int, list[str]] = {}
        for call in self._graph.calls_of.get(self._cell, ()):
            if call.function is not None and call.target is not None:
                known = lookup(call.target)
                role = known.role if known is not None else guess(call.target)
                if role is not None:
                    found.setdefault(call.statement, []).append(role)
        return found

    @cached_property
    def _reads(self) -> dict[Span, Read]:
        return {span_of(read.place): read for read in self._graph.reads_of.get(self._cell, ()) if read.place.cell == self._cell}

    def _is_data(self, node: ast.Name) -> bool:
        """Whether the name stands for data of the notebook: not for a type, a function or a module."""
        read = self._reads.get(self._facts.span(node))
        return read is not None and any(binding.kind not in ("import", "star", "function", "class") for binding in read.bindings)

    def _value(self, node: ast.Name) -> str | None:
        """The kind of value that a name stands for, as far as it is known."""
        read = self._reads.get(self._facts.span(node))
        return next((binding.value for binding in read.bindings if binding.value != "unknown"), None) if read is not None else None

    def _qualified(self, node: ast.Name) -> str:
        read = self._reads.get(self._facts.span(node))
        return (
            next((binding.qualified for binding in read.bindings if binding.qualified and binding.kind == "import"), "")
            if read is not None
            else ""
        )

    def _is_drawn(self, node: ast.Name) -> bool:
        """Whether a name stands for a figure, or for what a call that plots has made."""
        read = self._reads.get(self._facts.span(node))
        if read is None:
            return False
        for binding in read.bindings:
            known = lookup(binding.qualified)
            if binding.value in _DRAWN or (known.role if known is not None else guess(binding.qualified or "")) == "plot":
                return True
        return False

    def _is_table(self, target: ast.Subscript) -> bool:
        """Whether an item of a table is set: of one that is known, or of something unknown that is indexed as tables are."""
        root = _root(target)
        if root is None:
            return False
        value = self._value(root)
        if value is not None:
            return value in _TABLES
        if isinstance(target.value, ast.Attribute) and target.value.attr in ("loc", "iloc", "at", "iat"):
            return True
        return _TABLE.search(root.id) is not None


def _main(acts: list[str]) -> str | None:
    """What a statement is for that does all this; None where nothing says more than the weak ones."""
    if not acts:
        return None
    first = acts[0]
    if first in ("plot", "save", "path"):
        return first
    for act in acts:
        if act in _LEARNS:
            return act
    if "load" in acts and first != "display":
        return "load"
    if first in ("define", "display"):
        return first
    solid = [act for act in acts if act not in _WEAK]
    if solid and solid[-1] == "define" and _MADE.issuperset(solid):
        return "define"
    for role in ("save", "plot", "display", "compute", "feature"):
        if role in solid:
            return role
    return solid[0] if solid else None


_LEARNING = frozenset(("fit", "split", "predict"))
_MADE = frozenset(("define", "convert", "reshape"))


def _root(node: ast.AST) -> ast.Name | None:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node if isinstance(node, ast.Name) else None


def _text(node: ast.AST) -> bool:
    """`"data/" + name`: a text being put together."""
    return isinstance(node, ast.BinOp) and (
        any(
            isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str)) or _text(side)
            for side in (node.left, node.right)
        )
    )


def _is_path(node: ast.AST) -> bool:
    """Whether a part of a text being put together looks like that of a path."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and _PATHS.search(node.value) is not None
    return any(map(_is_path, children(node)))


def _constant(given: list[ast.expr]) -> bool:
    """`[1, 2]`: nothing but literals."""
    return not has(_LITERALS, given)


def _is_copy(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr == "copy" and isinstance(node.func.value, ast.Name)


def _mode(node: ast.Call) -> str:
    """What a file is opened for."""
    given = [*node.args[1:2], *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
    mode = given[0].value if given and isinstance(given[0], ast.Constant) else "r"
    return "save" if isinstance(mode, str) and mode[:1] in ("w", "a", "x") else "load"


def _agreement(node: ast.AST) -> bool:
    """`pred == y_test`: what a model says is compared with what is true."""
    if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
        return False
    sides = [_root(node.left), _root(node.comparators[0])]
    names = [side.id for side in sides if side is not None]
    return len(names) == 2 and any(_TARGET.match(name) or _PREDICTED.match(name) for name in names)
