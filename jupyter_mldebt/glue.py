"""Glue: what kind of work each statement of a cell does, as far as the calls in it are known.

"Glue code" is the code that gets data into and out of general-purpose packages (Sculley et al.: Hidden Technical Debt in Machine Learning
Systems, NIPS 2015). A statement is glue if it only loads, saves, converts, reshapes, renames, handles paths and files, or sets up a plot.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from jupyter_mldebt.events import Binding, Call
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import Known, declared, lookup
from jupyter_mldebt.rule import CellRef, CellWork, WorkReport
from jupyter_mldebt.statements import simple
from jupyter_mldebt.text import Span, span_of
from jupyter_mldebt.tree import children, has, walk

GLUE = ("load", "convert", "reshape", "rename", "path", "plot", "save")
OTHERS = ("feature", "split", "fit", "predict", "evaluate", "display", "define", "compute")
WORDS = {
    "load": "load",
    "convert": "convert",
    "reshape": "reshape",
    "rename": "rename",
    "path": "paths and files",
    "plot": "plot set-up",
    "save": "save",
}
# Names of features and target, training and test data: to take them out of a table is a split.
_FEATURES = re.compile(r"(X|x|y|features?|targets?|labels?|train|test)(_|$)")
_LEAVES = frozenset((ast.Name, ast.Constant))
_HIDING = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
# Where a statement does several things, it is called after the first of these.
_WORK = ("fit", "predict", "evaluate", "split", "feature", "display")
_NO_GLUE = frozenset((*_WORK, None))
_MOVING = frozenset(("convert", "reshape", "rename"))


def report(graph: Graph) -> WorkReport:
    """How many statements do what kind of work, in the notebook and in each of its cells."""
    whole: Counter[str] = Counter()
    cells = []
    for index in graph.order:
        kinds = Work(graph, index).counted()
        if kinds:
            for kind, number in kinds.items():
                whole[kind] += number
            cell = graph.notebook.cells[index]
            cells.append(CellWork(CellRef(index, cell.id, cell.execution_count), sum(kinds.values()), _glue_among(kinds), kinds))
    return WorkReport(whole.total(), _glue_among(whole), dict(whole), tuple(cells))


def _glue_among(kinds: Mapping[str, int]) -> int:
    return sum([number for kind, number in kinds.items() if kind in GLUE])


class _Kept(NamedTuple):
    """What was found out of a cell's statements, and what that hangs on beside its text.

    Parameters
    ----------
    declared : what the user has told of calls
    targets : of the calls in it
    asked : which of its names are data
    """

    declared: Mapping[str, Known]
    targets: list[str | None]
    asked: dict[Span, bool]
    kinds: tuple[str, ...]
    counted: dict[str, int]


class Work:
    """What kind of work each simple statement of a cell does, as far as it is asked for: most cells hold too little glue for anybody to ask.

    Parameters
    ----------
    graph : the notebook's dataflow
    cell : index of the cell
    """

    def __init__(self, graph: Graph, cell: int) -> None:
        self._graph, self._cell, self._facts = graph, cell, graph.facts[cell]
        self._body = self._facts.tree.body if self._facts.tree is not None else []
        self._by_place: dict[Span, Call] | None = None
        self._asked: dict[Span, bool] = {}

    @cached_property
    def total(self) -> int:
        """The number of its simple statements, imports left out; 0 where the cell cannot be parsed."""
        return sum([type(node) not in _IMPORTS for node in simple(self._body)])

    @cached_property
    def most(self) -> tuple[int, int]:
        """How many of its simple statements may be glue, and how many of those may convert, reshape or rename something."""
        glue = moving = 0
        known = _by_statement(self._calls)
        for number, top in enumerate(self._body):
            if isinstance(top, (ast.Assign, ast.Expr)) and not hasattr(top.value, "magic"):
                roles = known.get(number)
                if _may_be_glue(top, roles):
                    glue += 1
                    moving += roles is None or not _MOVING.isdisjoint(roles)
            elif type(top) not in _NO_WORK:
                inner = sum([type(node) not in _NO_WORK for node in simple((top,))])
                glue += inner
                moving += inner
        return glue, moving

    @cached_property
    def _calls(self) -> list[Call]:
        """The calls that stand in the cell outside its functions."""
        cell = self._cell
        return [call for call in self._graph.calls_of.get(cell, ()) if call.function is None and call.place.cell == cell]

    def kinds(self) -> tuple[str, ...]:
        """A kind for each simple statement in document order: one of GLUE or OTHERS, or import.

        They are kept with the cell's facts, and hold as long as its calls have the same targets, which do the same, and the names that
        were asked for are data still.
        """
        return self._known().kinds

    def counted(self) -> dict[str, int]:
        """How many of its statements are of which kind, imports left out."""
        return self._known().counted

    def _known(self) -> _Kept:
        targets = [call.target for call in self._calls]
        kept: _Kept | None = self._facts.memo.get(__name__)
        if kept is not None and kept.declared is declared() and kept.targets == targets:
            if not kept.asked or all((span in self._values) is data for span, data in kept.asked.items()):
                return kept
        found: list[str] = []
        roles = _by_statement(self._calls)
        for number, node in enumerate(self._body):
            if isinstance(node, (ast.Assign, ast.Expr)) and not hasattr(node.value, "magic"):
                found.append(_of_roles(node, roles.get(number)) or _kind(node, self))
            else:
                found += [_kind(inner, self) for inner in simple((node,))]
        counted = Counter(found)
        del counted["import"]
        kept = self._facts.memo[__name__] = _Kept(declared(), targets, self._asked, tuple(found), dict(counted))
        return kept

    @cached_property
    def _values(self) -> frozenset[Span]:
        reads = self._graph.reads_of.get(self._cell, ())
        return frozenset(span_of(read.place) for read in reads if read.place.cell == self._cell and any(map(_is_data, read.bindings)))

    def call(self, node: ast.Call) -> Call | None:
        if self._by_place is None:
            self._by_place = {span_of(call.place): call for call in self._calls}
        return self._by_place.get(self._facts.span(node))

    def is_value(self, node: ast.expr) -> bool:
        """Whether the name stands for data of the notebook: not for a type, a function or a module."""
        span = self._facts.span(node)
        answer = self._asked[span] = span in self._values
        return answer


_IMPORTS = frozenset((ast.Import, ast.ImportFrom))
_NO_WORK = _IMPORTS | {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef}
_CARRIED = frozenset((ast.Name, ast.Attribute, ast.Subscript, ast.Tuple))


def _may_be_glue(node: ast.Assign | ast.Expr, roles: list[str | None] | None) -> bool:
    """Whether a top-level statement may be glue by the roles of its calls, or else by its form: what `kinds` says is never more."""
    if roles is not None:
        return _NO_GLUE.isdisjoint(roles)
    return isinstance(node, ast.Assign) and (type(node.value) in _CARRIED or type(node.targets[0]) is ast.Attribute)


def _of_roles(node: ast.Assign | ast.Expr, roles: list[str | None] | None) -> str | None:
    """The kind of a top-level statement where the roles of its calls, in the order in which they are made, tell it without a walk."""
    value = node.value
    if roles is not None:
        for role in _WORK:
            if role in roles:
                return role
        if None in roles:
            return "compute"
        return roles[0] if len(roles) == 1 and roles[0] in ("plot", "save", "path") and _is_bare(value) else None
    if isinstance(node, ast.Expr):
        return "display" if type(value) is ast.Name else "compute" if type(value) is ast.Call else None
    if type(node.targets[0]) is ast.Name:
        return "define" if type(value) is ast.Constant else "compute" if type(value) is ast.Call else None
    return None


def _is_bare(value: ast.expr) -> bool:
    """`plt.plot(x, "o", label="a")`: a call of a function or method of a name, given names and constants."""
    if not isinstance(value, ast.Call) or type(value.func.value if isinstance(value.func, ast.Attribute) else value.func) is not ast.Name:
        return False
    return all(type(given) in _LEAVES for given in value.args) and all(type(keyword.value) in _LEAVES for keyword in value.keywords)


def _by_statement(calls: Iterable[Call]) -> dict[int, list[str | None]]:
    """Roles of the calls of each top-level statement, in the order in which they are made; calls that say nothing of their own left out."""
    found: dict[int, list[str | None]] = {}
    for call in calls:
        known = lookup(call.target)
        if known is None or known.role is not None or not _is_plain(call):
            found.setdefault(call.statement, []).append(known.role if known is not None else None)
    return found


def _is_data(binding: Binding) -> bool:
    return binding.kind not in ("import", "star", "function", "class")


def _kind(node: ast.stmt, work: Work) -> str:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return "import"
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return "define"
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return _of_calls([item.context_expr for item in node.items], work) or "compute"
    if isinstance(node, ast.Expr):
        if isinstance(node.value, ast.Constant):
            return "define"
        kind = _of_calls([node.value], work) or ("compute" if _has_call(node.value) else "display")
        # A result that is not kept is shown.
        return "display" if kind in ("load", "convert", "reshape", "rename") and not _in_place(node.value) else kind
    if isinstance(node, ast.Assign):
        return _of_calls([node.value], work) or _of_assignment(node.targets, node.value, work)
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        return _of_calls([node.value], work) or _of_assignment([node.target], node.value, work)
    return "compute"


def _of_calls(roots: Iterable[ast.expr], work: Work) -> str | None:
    """Kind by the calls of the expressions; None where there is none, "compute" where one of them is not known."""
    roles = _roles(roots, work)
    if not roles:
        return None
    for role in (*_WORK, "define"):
        if role in roles:
            return role
    if None in roles:
        return "compute"
    return roles[0]


def _roles(roots: Iterable[ast.expr], work: Work) -> list[str | None]:
    """Roles of the calls from the outermost to the innermost; what stands in lambdas and comprehensions is computation."""
    roles: list[str | None] = []
    todo: list[ast.AST] = list(roots)
    for node in todo:
        if isinstance(node, ast.Call):
            call = work.call(node)
            known = lookup(call.target) if call is not None else None
            if known is not None and known.role == "convert" and _is_literal(node):
                roles.append("define")
            elif known is None or known.role is not None or not _is_plain(call):
                roles.append(known.role if known is not None else None)
            below: list[ast.expr] = [node.func, *node.args]
            if node.keywords:
                below += [keyword.value for keyword in node.keywords]
            todo += [inner for inner in below if type(inner) not in _LEAVES]
        elif isinstance(node, ast.Attribute):
            if type(node.value) not in _LEAVES:
                todo.append(node.value)
        elif type(node) in _HIDING:
            roles.append(None)
        elif type(node) not in _LEAVES:
            if isinstance(node, (ast.BinOp, ast.BoolOp)) and not _is_text(node):
                roles.append(None)
            todo += [inner for inner in children(node) if type(inner) not in _LEAVES]
    return roles


def _is_plain(call: Call | None) -> bool:
    """Calls that say nothing of their own inside a statement of glue: `str(x)`, `len(x)`, `range(3)`."""
    return call is not None and call.target is not None and call.target.startswith(("builtins.", "str."))


def _is_text(node: ast.AST) -> bool:
    """`"data/" + name`: a path or a label being put together."""
    return any(type(inner) is ast.JoinedStr or (type(inner) is ast.Constant and type(inner.value) is str) for inner in walk(node))


def _is_literal(node: ast.Call) -> bool:
    """`pd.Series({"a": 1})`: data that stands in the text."""
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    return bool(given) and not has((ast.Name, ast.Call), given)


def _in_place(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and any(
        keyword.arg == "inplace" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True for keyword in node.keywords
    )


def _takes_rows(index: ast.expr) -> bool:
    """`[:n]` or `[n:]`: the first or last rows."""
    return isinstance(index, ast.Slice) and index.step is None and (index.lower is None) != (index.upper is None)


def _has_call(node: ast.AST) -> bool:
    return has((ast.Call,), [node])


def _of_assignment(targets: list[ast.expr], value: ast.expr, work: Work) -> str:
    """Kind of an assignment without calls."""
    target = targets[0]
    if isinstance(target, ast.Attribute) and target.attr in ("columns", "index", "name", "names"):
        return "rename"
    if has((ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp), [value]):
        return "feature" if isinstance(target, ast.Subscript) else "compute"
    if isinstance(value, ast.Name):
        return "rename" if work.is_value(value) else "define"
    if isinstance(value, ast.Tuple) and value.elts and all(isinstance(item, ast.Name) and work.is_value(item) for item in value.elts):
        return "rename"
    if isinstance(value, ast.Attribute):
        return (
            "convert"
            if value.attr in ("values", "T")
            else "rename"
            if isinstance(value.value, ast.Name) and work.is_value(value.value)
            else "compute"
        )
    if isinstance(value, ast.Subscript) and isinstance(target, ast.Name):
        return "split" if _FEATURES.match(target.id) or _takes_rows(value.slice) else "reshape"
    if isinstance(value, (ast.Constant, ast.List, ast.Dict, ast.Set, ast.Tuple, ast.UnaryOp)):
        return "define"
    return "compute"
