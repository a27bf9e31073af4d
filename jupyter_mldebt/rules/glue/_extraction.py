"""Extraction: statements that cells repeat become one function, with what varies as its parameters.

The function is the least general generalisation of the copies (Plotkin: A note on inductive generalization, 1970; for clones: Bulychev and
Minea: Duplicate code detection using anti-unification, 2008). That each copy is the function with its own arguments is looked at again in
the function's text.
"""

from __future__ import annotations

import ast
import builtins
import io
import keyword
import re
import symtable
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jupyter_mldebt.clones import LEAST_SIZE, LEAST_STATEMENTS, is_setting, size
from jupyter_mldebt.context import Context
from jupyter_mldebt.events import Read
from jupyter_mldebt.glue import Work
from jupyter_mldebt.model import Place
from jupyter_mldebt.rule import Edit, Fix, Position, Range
from jupyter_mldebt.scopes import bound_names
from jupyter_mldebt.statements import simple
from jupyter_mldebt.tree import has, walk

_MOST_PARAMETERS = 6
_MOST_RESULTS = 3

# What means something else in a function, or is no part of a function's work.
_STAYING: tuple[type[ast.AST], ...] = (
    *(ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.AnnAssign, ast.Delete, ast.Match),
    *(ast.Global, ast.Nonlocal, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncWith, ast.NamedExpr),
)
_OF_FRAMES = frozenset(("locals", "globals", "vars", "dir", "eval", "exec", "get_ipython", "In", "Out"))
_HISTORY = re.compile(r"_+|_i+|_i?\d+|_[oid]h")  # names that IPython gives to earlier inputs and outputs
_WITHIN_TEXT = re.compile(r"@(\w+)")  # variables that texts name, as those of pandas' `query`
_SILENT = frozenset(("print", "show", "tight_layout"))  # calls that give None
_PARTS = frozenset("train training test testing val valid validation dev".split())
_NAMED_BY_CALL = re.compile(r"(?:set_)?(title|suptitle|xlabel|ylabel|zlabel|label)")
_VERBS = dict.fromkeys(("convert", "reshape", "rename", "feature", "path"), "prepare") | {"display": "show"}
_VERBS |= {kind: kind for kind in ("load", "save", "split", "fit", "predict", "evaluate", "plot")}


def extraction(cells: Sequence[int], context: Context) -> Fix | None:
    """The fix that puts one function in the place of what the cells have in common; None where that is not plain.

    Parameters
    ----------
    cells : the first, which holds the statements as the function will, and its copies
    context : of the notebook
    """
    if not context.wants_fixes or not context.once(_is_open_to_it):
        return None
    first, *others = (_Body(cell, context) for cell in cells)
    start, length = _longest(first, others[0])
    while length and is_setting(first.statements[start]):  # that is what a call is given
        start, length = start + 1, length - 1
    while length:
        shapes = first.shapes[start : start + length]
        runs = [_Run(first, start, length), *(_Run(body, at, length) for body in others if (at := _position(body, shapes)) is not None)]
        if not runs[0].is_worth_it:
            return None
        try:
            return _Extraction(runs, context).fix()
        except _Shorter:
            length -= 1
        except _Refused:
            return None
    return None


class _Refused(Exception):
    """No function would do the same, or it would be no clean one."""


class _Shorter(_Refused):
    """It may do without the last statement."""


def _is_open_to_it(context: Context) -> bool:
    """Whether all that cells hand to each other is known, as far as that shows in names."""
    if context.graph.trace.opened or any(facts.problem is not None for facts in context.facts.values()):
        return False
    for facts in context.facts.values():
        names = {node.id for node in facts.nodes.get(ast.Name, ()) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        if names & {"locals", "globals"} or any(map(_HISTORY.fullmatch, names)) or "ast_node_interactivity" in facts.source:
            return False
    return True


class _Body:
    """The top-level statements of a cell.

    Parameters
    ----------
    cell : its index
    context : of the notebook
    """

    def __init__(self, cell: int, context: Context) -> None:
        self.cell, self.facts = cell, context.facts[cell]
        self.statements = self.facts.tree.body if self.facts.tree is not None else []
        shown = context.cell_at(cell)
        is_plain = not self.facts.text.taken and not shown.tags and all(output.kind != "error" for output in shown.outputs)
        self.shapes = [_shape(statement) if is_plain and self._may_move(statement) else None for statement in self.statements]

    def _may_move(self, statement: ast.stmt) -> bool:
        if any(hasattr(node, "magic") for node in walk(statement)) or has(_STAYING, (statement,)):
            return False
        if any(isinstance(node, ast.Name) and node.id in _OF_FRAMES for node in walk(statement)):
            return False
        line, column, end_line, end_column = self.facts.span(statement)
        behind = self.facts.text.line(end_line)[end_column:].strip()
        return column == 0 and (behind in ("", ";") or behind.startswith("#"))


def _shape(statement: ast.stmt) -> tuple[object, ...]:
    """What is alike in statements which one text with other names and literals gives."""
    told: list[object] = []
    for node in walk(statement):
        told.append(type(node))
        if isinstance(node, ast.Attribute):
            told.append(node.attr)
        elif isinstance(node, ast.keyword):
            told.append(node.arg)
    return tuple(told)


def _longest(first: _Body, second: _Body) -> tuple[int, int]:
    """Where in the first the largest run of statements begins that both have, and how many they are."""
    lengths: Counter[tuple[int, int]] = Counter()
    best = (0, 0, 0)
    for i in range(len(first.shapes) - 1, -1, -1):
        for j in range(len(second.shapes) - 1, -1, -1):
            if first.shapes[i] is not None and first.shapes[i] == second.shapes[j]:
                lengths[i, j] = length = 1 + lengths[i + 1, j + 1]
                told = sum(len(shape or ()) for shape in first.shapes[i : i + length])
                best = max(best, (told, -i, length))
    return -best[1], best[2]


def _position(body: _Body, shapes: Sequence[object]) -> int | None:
    """Where these statements stand in a cell."""
    count = len(shapes)
    return next((at for at in range(len(body.shapes) - count + 1) if body.shapes[at : at + count] == shapes), None)


class _Run:
    """Statements that stand one after the other in a cell, from `start` on."""

    def __init__(self, body: _Body, start: int, length: int) -> None:
        self.body, self.cell = body, body.cell
        self.statements = body.statements[start : start + length]
        self.is_at_end = start + length == len(body.statements)
        self.begin = body.facts.span(self.statements[0])[0]
        _, _, self.end, self.end_column = body.facts.span(self.statements[-1])

    @cached_property
    def bound(self) -> set[str]:
        """Globals that it binds."""
        return bound_names(self.statements)[0]

    @cached_property
    def all_bound(self) -> set[str]:
        """Names that it binds, also in comprehensions and lambdas."""
        return self.bound | {
            node.id if isinstance(node, ast.Name) else node.arg
            for node in walk(*self.statements)
            if (isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)) or isinstance(node, ast.arg)
        }

    @property
    def is_worth_it(self) -> bool:
        found = list(simple(self.statements))
        return len(found) >= LEAST_STATEMENTS and size(found) >= LEAST_SIZE

    def holds(self, place: Place) -> bool:
        return place.cell == self.cell and self.begin <= place.line <= self.end


@dataclass(frozen=True)
class _Leaf:
    """A name or literal of the first run, with what stands in its place in each of them."""

    nodes: tuple[ast.AST, ...]
    parent: ast.AST | None
    texts: tuple[str, ...]

    @property
    def varies(self) -> bool:
        return len(set(self.texts)) > 1


class _Extraction:
    """The function of some runs, the first of which gives its text.

    What stands side by side in the runs is called by its texts, one of each run.
    """

    def __init__(self, runs: Sequence[_Run], context: Context) -> None:
        self._runs, self._context = runs, context
        self._leaves = list(_leaves(runs))
        self._names = [leaf for leaf in self._leaves if not isinstance(leaf.nodes[0], ast.Constant)]
        self._local = {
            leaf.texts[0]: leaf.texts
            for leaf in self._names
            if any(text in run.all_bound for text, run in zip(leaf.texts, runs, strict=True))
        }

    def fix(self) -> Fix:
        first, last = self._runs[0], self._runs[0].statements[-1]
        self._check_leaves()
        exposed, sure = _flow(first.statements, first.bound)
        results = self._results(sure | exposed)
        shown = isinstance(last, ast.Expr) and any(run.is_at_end for run in self._runs) and not _is_silent(last)
        if shown and results:
            raise _Shorter
        given = self._parameters(exposed)
        if len(given) > _MOST_PARAMETERS or len(results) > _MOST_RESULTS:
            raise _Refused
        name = self._name()
        code = self._code(name, given, results, shown)
        edits = []  # no new cell: matplotlib would show there what it has left over
        for at, run in enumerate(self._runs):
            bound = ", ".join(self._local[result][at] for result in results)
            call = f"{bound}{' = ' if bound else ''}{name}({', '.join(texts[at] for texts in given)})"
            above = "\n\n" if run.begin > 1 else ""
            text = f"{above}{code}\n\n\n{call}" if run is first else call
            edits.append(Edit("replace", run.cell, Range(Position(run.begin, 0), Position(run.end, run.end_column)), text))
        where = [self._context.label(run.cell) for run in self._runs]
        return Fix("unsafe", f"Extract the function `{name}` from {', '.join(where[:-1])} and {where[-1]}", tuple(edits))

    def _is_local(self, leaf: _Leaf) -> bool:
        return self._local.get(leaf.texts[0]) == leaf.texts

    def _parameters(self, exposed: set[str]) -> list[tuple[str, ...]]:
        """What the function is given: what varies, what it binds anew, and what its cell has bound for it."""
        given: dict[tuple[str, ...], None] = {}
        for leaf in self._leaves:
            if leaf.texts in given:
                continue
            if self._is_local(leaf):
                if leaf.texts[0] in exposed:
                    self._check_given(leaf.texts)
                    given[leaf.texts] = None
            elif leaf.varies or (leaf in self._names and self._is_of_cell(leaf.texts)):
                if leaf in self._names:
                    self._check_known(leaf.texts)
                given[leaf.texts] = None
        return list(given)

    def _reads(self, texts: tuple[str, ...]) -> Iterator[list[Read]]:
        """For each run its reads of a name."""
        for name, run in zip(texts, self._runs, strict=True):
            yield [read for read in self._context.graph.reads_of.get(run.cell, ()) if read.name == name and run.holds(read.place)]

    def _check_given(self, texts: tuple[str, ...]) -> None:
        """What the function binds anew surely has a value before."""
        for run, reads in zip(self._runs, self._reads(texts), strict=True):
            bound = (binding for read in reads if not read.missing for binding in read.bindings if binding.certain)
            if all(run.holds(binding.place) for binding in bound):
                raise _Refused

    def _check_known(self, texts: tuple[str, ...]) -> None:
        """A name that varies has a value wherever the function is called."""
        for name, reads in zip(texts, self._reads(texts), strict=True):
            if any(read.missing for read in reads) or (not reads and not hasattr(builtins, name)):
                raise _Refused

    def _is_of_cell(self, texts: tuple[str, ...]) -> bool:
        """Whether a cell binds this right before its run, for it."""
        return any(
            binding.cell == binding.place.cell == run.cell and binding.value not in ("module", "function", "class")
            for run, reads in zip(self._runs, self._reads(texts), strict=True)
            for read in reads
            for binding in read.bindings
            if not run.holds(binding.place)
        )

    def _check_leaves(self) -> None:
        """The function's own names and those that it reads are renamed one to one, and what varies can stand as a name."""
        for at in range(1, len(self._runs)):
            there: dict[str, str] = {}
            back: dict[str, str] = {}
            for leaf in self._names:
                if leaf.varies and not self._is_local(leaf):
                    if leaf.texts[0] in self._local or leaf.texts[at] in self._runs[at].all_bound:
                        raise _Refused
                elif (there.setdefault(leaf.texts[0], leaf.texts[at]), back.setdefault(leaf.texts[at], leaf.texts[0])) != (
                    leaf.texts[at],
                    leaf.texts[0],
                ):
                    raise _Refused
        for leaf in self._leaves:
            if leaf.varies and isinstance(leaf.nodes[0], ast.Constant) and isinstance(leaf.parent, (ast.JoinedStr, ast.Expr, type(None))):
                raise _Refused

    def _results(self, known: set[str]) -> list[str]:
        """What is read of the runs elsewhere, by the first one's names, in the order in which it binds them."""
        originals = [{texts[at]: name for name, texts in self._local.items()} for at in range(len(self._runs))]
        by_cell = {run.cell: (run, of_first) for run, of_first in zip(self._runs, originals, strict=True)}
        elsewhere = self._named_elsewhere()
        wanted = {of_first[name] for run, of_first in by_cell.values() for name in run.bound & elsewhere}
        for read in self._context.graph.trace.reads:
            for binding in read.bindings:
                run, of_first = by_cell.get(binding.cell, (None, {}))
                if run is None or binding.name not in run.bound:
                    continue
                if binding.place.cell != run.cell:
                    raise _Refused  # a function binds the same global
                if not run.holds(binding.place) or (read.cell == run.cell and run.holds(read.place)):
                    continue
                if read.cell == run.cell and read.call_place is not None and run.holds(read.call_place):
                    raise _Refused  # a function that it calls reads what it binds
                wanted.add(of_first[read.name])
        if not wanted <= known:
            raise _Refused  # it may be left unbound
        return [name for name in self._local if name in wanted]

    def _named_elsewhere(self) -> set[str]:
        """Names that cells delete, or that texts in them name."""
        found: set[str] = set()
        names = {text for leaf in self._names for text in leaf.texts}
        for facts in self._context.facts.values():
            for node in facts.nodes.get(ast.Delete, ()):
                found |= {one.id for one in walk(node) if isinstance(one, ast.Name)}
            for node in facts.nodes.get(ast.Constant, ()):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and "@" in node.value:
                    found.update(_WITHIN_TEXT.findall(node.value))
            for node in facts.nodes.get(ast.Global, ()):
                if isinstance(node, ast.Global) and not names.isdisjoint(node.names):
                    raise _Refused  # a function that it calls may bind it meanwhile
        return found

    def _code(self, name: str, given: Sequence[tuple[str, ...]], results: Sequence[str], shown: bool) -> str:
        """The function's text, with names that fit all runs if it may be, else with those of the first."""
        for is_neutral in (True, False):
            new = self._chosen(given, is_neutral)
            parameters = ", ".join(new.get(texts, texts[0]) for texts in given)
            code = f"def {name}({parameters}):\n{self._body(new, results, shown)}"
            if self._is_right(code, {new.get(texts, texts[0]): texts for texts in (*self._local.values(), *given)}, shown):
                return code
        raise _Refused

    def _chosen(self, given: Iterable[tuple[str, ...]], is_neutral: bool) -> dict[tuple[str, ...], str]:
        """Names for what varies."""
        taken = (
            {leaf.texts[0] for leaf in self._names if not leaf.varies or self._is_local(leaf)} | set(dir(builtins)) | set(keyword.kwlist)
        )
        chosen: dict[tuple[str, ...], str] = {}
        for texts in dict.fromkeys((*self._local.values(), *given)):
            is_local = texts in self._local.values()
            if len(set(texts)) == 1 or (is_local and not is_neutral):
                continue
            wanted = (_common_name(texts) if all(text.isidentifier() for text in texts) else None) or self._by_use(texts, is_local)
            if not (is_local and wanted in texts):
                chosen[texts] = _free(wanted, taken)
                taken.add(chosen[texts])
        return chosen

    def _by_use(self, texts: tuple[str, ...], is_local: bool) -> str:
        """What to call something by the place where it stands."""
        leaf = next(leaf for leaf in self._leaves if leaf.texts == texts)
        node, parent = leaf.nodes[0], leaf.parent
        if any(_PARTS.issuperset(text.lower().split("_")) for text in texts):
            return "data"
        if is_local:
            return texts[0]
        if isinstance(parent, ast.keyword) and parent.arg:
            return parent.arg
        if isinstance(parent, ast.Subscript) and isinstance(node, ast.Constant):
            return "column" if isinstance(node.value, str) else "index"
        if isinstance(parent, ast.Call):
            function = parent.func
            if function is node:
                return "function"
            called = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
            if named := _NAMED_BY_CALL.fullmatch(called):
                return named[1]
            if called.startswith(("read_", "load", "open", "imread")):
                return "path"
        if isinstance(node, ast.Constant):
            return "text" if isinstance(node.value, str) else "flag" if isinstance(node.value, bool) else "number"
        return "value"

    def _body(self, new: Mapping[tuple[str, ...], str], results: Sequence[str], shown: bool) -> str:
        """The first run's text with the new names, and what it returns."""
        first, last = self._runs[0], self._runs[0].statements[-1]
        facts = first.body.facts
        lines = [facts.text.line(number) for number in range(first.begin, first.end + 1)]
        lines[-1] = lines[-1][: first.end_column]
        changes: dict[tuple[int, int], tuple[int, int, str]] = {}
        for leaf in self._leaves:
            if leaf.texts in new:
                line, column, end_line, end_column = facts.span(leaf.nodes[0])
                changes[line - first.begin, column] = (end_line - first.begin, end_column, new[leaf.texts])
        is_folded = _is_of_name(last, results)
        if shown or is_folded:
            begin = facts.span(last)[0] - first.begin
            head = re.match(r"\w+\s*=\s*", lines[begin]) if is_folded else None
            changes[begin, 0] = (begin, head.end() if head else 0, "return ")
        for (line, column), (end_line, end_column, text) in sorted(changes.items(), reverse=True):
            lines[line : end_line + 1] = [lines[line][:column] + text + lines[end_line][end_column:]]
        if results and not is_folded:
            lines.append(f"return {', '.join(new.get(self._local[name], name) for name in results)}")
        inside = _inside_texts("\n".join(lines))
        return "\n".join(line if number in inside or not line.strip() else f"    {line}" for number, line in enumerate(lines))

    def _is_right(self, code: str, back: Mapping[str, tuple[str, ...]], shown: bool) -> bool:
        """Whether the function, with each run's own names and literals, is that run, and takes nothing else that varies from outside."""
        try:
            (function,) = ast.parse(code).body
            table = symtable.symtable(code, "", "exec").get_children()[0]
        except SyntaxError:
            return False
        assert isinstance(function, ast.FunctionDef)
        local = {text for texts in self._local.values() if len(set(texts)) > 1 for text in texts}
        if local.intersection(_globals(table)):
            return False
        statements, end = function.body, function.body[-1]
        if isinstance(end, ast.Return):
            last = self._runs[0].statements[-1]
            if shown or len(statements) > len(self._runs[0].statements):
                statements = [*statements[:-1], *([ast.Expr(end.value)] if shown and end.value else [])]
            elif isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name) and end.value:
                name = next(name for name, texts in back.items() if texts[0] == last.targets[0].id)
                statements = [*statements[:-1], ast.Assign([ast.Name(name, ast.Store())], end.value)]
        for at, run in enumerate(self._runs):
            own = {name: texts[at] for name, texts in back.items()}
            if [_dump(statement, own) for statement in statements] != [_dump(statement, {}) for statement in run.statements]:
                return False
        return True

    def _name(self) -> str:
        """A name for the function, by what most of its statements do, that the notebook does not have."""
        run = self._runs[0]
        statements = list(simple(run.body.statements))
        kinds = Work(self._context.graph, run.cell).kinds()
        does = [kind for node, kind in zip(statements, kinds, strict=False) if run.begin <= node.lineno <= run.end]
        verbs = Counter(_VERBS[kind] for kind in does if kind in _VERBS)
        used = set(re.findall(r"(?<![\w.])\w+", "\n".join(cell.source for cell in self._context.notebook.code_cells())))
        return _free(verbs.most_common(1)[0][0] if verbs else "compute", used | set(dir(builtins)))


def _is_of_name(statement: ast.stmt, results: Sequence[str]) -> bool:
    """Whether it only binds what is the one result."""
    return isinstance(statement, ast.Assign) and [getattr(target, "id", None) for target in statement.targets] == list(results)


def _leaves(runs: Sequence[_Run]) -> Iterator[_Leaf]:
    """The names and literals of the runs, side by side."""
    parents: dict[ast.AST, ast.AST] = {}
    for node in walk(*runs[0].statements):
        parents.update(dict.fromkeys(ast.iter_child_nodes(node), node))
    for nodes in zip(*(walk(*run.statements) for run in runs), strict=True):
        texts = tuple(_told(node, run) for node, run in zip(nodes, runs, strict=True))
        if isinstance(nodes[0], ast.Constant) and len({repr(node.value) for node in nodes}) == 1:
            texts = (texts[0],) * len(texts)
        if texts[0]:
            yield _Leaf(nodes, parents.get(nodes[0]), texts)


def _told(node: ast.AST, run: _Run) -> str:
    """A name, or a literal as it is written; "" for what is neither."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.arg):
        return node.arg
    if not isinstance(node, ast.Constant):
        return ""
    line, column, end_line, end_column = run.body.facts.span(node)
    written = run.body.facts.text.line(line)[column:end_column] if line == end_line else ""
    try:  # within f-strings places are not to be trusted
        return written if repr(ast.literal_eval(written)) == repr(node.value) else repr(node.value)
    except (SyntaxError, ValueError):
        return repr(node.value)


def _flow(statements: Sequence[ast.stmt], bound: set[str]) -> tuple[set[str], set[str]]:
    """Of the names that statements bind, those that they may read before, and those that are surely bound behind them."""
    exposed: set[str] = set()

    def read(sure: set[str], *nodes: ast.AST | None) -> None:
        for node in walk(*(node for node in nodes if node is not None)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in bound - sure:
                exposed.add(node.id)

    def run(body: Sequence[ast.stmt], sure: set[str]) -> set[str]:
        for statement in body:
            if isinstance(statement, ast.If):
                read(sure, statement.test)
                sure = run(statement.body, set(sure)) & run(statement.orelse, set(sure))
            elif isinstance(statement, ast.For):
                read(sure, statement.iter, statement.target)
                run(statement.body, sure | bound_names((statement.target,))[0])
                run(statement.orelse, set(sure))
            elif isinstance(statement, ast.While):
                read(sure, statement.test)
                run(statement.body, set(sure))
                run(statement.orelse, set(sure))
            elif isinstance(statement, ast.With):
                read(sure, *statement.items)
                sure = run(statement.body, sure | bound_names(statement.items)[0])
            elif isinstance(statement, ast.Try):
                before = set(sure)
                run([*statement.body, *statement.orelse], set(before))
                for handler in statement.handlers:
                    read(before, handler.type)
                    run(handler.body, before | ({handler.name} if handler.name else set()))
                sure = run(statement.finalbody, before)
            else:
                read(sure, statement)
                if isinstance(statement, ast.AugAssign):
                    exposed.update(bound_names((statement.target,))[0] - sure)
                sure = sure | bound_names((statement,))[0]
        return sure

    return exposed, run(statements, set())


def _is_silent(statement: ast.Expr) -> bool:
    """Whether the cell shows nothing of it where it stands last."""
    called = statement.value.func if isinstance(statement.value, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in _SILENT


def _common_name(texts: Sequence[str]) -> str | None:
    """What names have in common, by their words: `X` of `X_train` and `X_test`."""
    words = [re.sub(r"\d+$", "", text).strip("_").split("_") for text in texts]
    common = "_".join(word for word in words[0] if all(word in others for others in words) and word.lower() not in _PARTS)
    return common if common.isidentifier() and not keyword.iskeyword(common) else None


def _free(wanted: str, taken: set[str]) -> str:
    return next(name for name in (wanted, *(f"{wanted}_{number}" for number in range(2, 1000))) if name not in taken)


def _inside_texts(code: str) -> set[int]:
    """The lines, from 0, that begin inside a string."""
    inside: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if tokenize.tok_name[token.type] in ("STRING", "FSTRING_MIDDLE", "TSTRING_MIDDLE"):
                inside.update(range(token.start[0], token.end[0]))
    except (tokenize.TokenError, SyntaxError):
        raise _Refused from None
    return inside


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    """The globals that a function and what is in it read."""
    for symbol in table.get_symbols():
        if symbol.is_global():
            yield symbol.get_name()
    for below in table.get_children():
        yield from _globals(below)


def _dump(node: object, own: Mapping[str, str]) -> object:
    """A tree as it is with a run's own names and literals, to compare."""
    if isinstance(node, list):
        return [_dump(one, own) for one in node]
    if isinstance(node, ast.Name):
        text = own.get(node.id, node.id)
        return text if text.isidentifier() and text not in ("None", "True", "False") else repr(ast.literal_eval(text))
    if isinstance(node, ast.Constant):
        return repr(node.value)
    if isinstance(node, ast.arg):
        return own.get(node.arg, node.arg)
    if isinstance(node, ast.ExceptHandler) and node.name:
        return (ast.ExceptHandler, own.get(node.name, node.name), _dump(node.type, own), _dump(node.body, own))
    if isinstance(node, ast.AST):
        return (type(node), [_dump(getattr(node, field, None), own) for field in node._fields if field not in ("ctx", "type_comment")])
    return repr(node)
