"""One walk of one cell -> CellFacts: what it binds, reads, changes and calls, as operations that flow.py runs. Pure; cached by content.

An operation is a tuple whose first member is one of the codes below; a position is (line, column, end line, end column), line from 1,
column in code points from 0. Scopes are resolved here by Python's rules (The Python Language Reference, 4.2), so that flow.py only has to
know globals and frames.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jupyter_mldebt.magics import PLACEHOLDER, Magic, attach, parse, translate
from jupyter_mldebt.possible import possible_names
from jupyter_mldebt.text import Span, Text
from jupyter_mldebt.tree import children, walk

Op = tuple[Any, ...]

# expressions
(CONST, GLOBAL, LOCAL, CLASSY, FRESH, PARTS, ATTR, ITEM, CALL, CLOSURE, COMP, EITHER, UNLESS, WALRUS, NAMED_GLOBAL, RUN, PLAIN, MAGIC) = (
    range(18)
)
YIELD = 18
# statements
(
    EXPR,
    ASSIGN,
    AUGMENT,
    DELETE,
    IF,
    LOOP,
    TRY,
    WITH,
    DEF,
    CLASS,
    IMPORT,
    STAR,
    RETURN,
    RAISE,
    LEAVE,
    MATCH,
    ANNOTATE,
    UNHIDDEN,
) = range(20, 38)
# targets
(TO_GLOBAL, TO_LOCAL, TO_ATTR, TO_ITEM, TO_PARTS, TO_ANY_GLOBAL) = range(40, 46)


@dataclass(frozen=True)
class SyntaxProblem:
    """Why a cell does not parse.

    Parameters
    ----------
    message : of the parser
    line, column, end_line, end_column : place; line from 1, column in code points from 0
    needs_python : version whose syntax it is, where that is known ("3.12", or "2" for Python 2)
    """

    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    needs_python: str | None = None


@dataclass(eq=False, slots=True)
class Function:
    """A function, lambda or generator expression, compiled.

    Parameters
    ----------
    name : as defined; "<lambda>" and the like
    params : names in the order of positions, then keyword-only ones
    positional : how many of them can be given by position
    vararg, kwarg : names of *args and **kw
    defaults : operations of the default values by parameter, evaluated where the function is defined
    body : operations
    decorators : plain names of decorators that change what the attribute of a class is: property, staticmethod, classmethod
    is_generator : True where calling it runs nothing yet
    result : operation of a lambda's value
    """

    name: str
    params: tuple[str, ...]
    positional: int
    vararg: str | None
    kwarg: str | None
    defaults: dict[str, Op]
    body: tuple[Op, ...]
    decorators: tuple[str, ...]
    is_generator: bool
    result: Op | None = None


@dataclass
class CellFacts:
    """What one cell's text says, whatever cell it is.

    Parameters
    ----------
    text : the cell's text, and where its nodes stand
    digest : of the text
    tree : Python's tree, with placeholders for magics; None where the cell does not parse
    problem : why it does not parse
    magics : uses of IPython syntax
    statements : operations of each top-level statement
    possible : names that a cell which does not parse may bind, with their places
    opens : True where such a cell has a star import, whose names can not be known
    """

    text: Text
    digest: str
    tree: ast.Module | None
    problem: SyntaxProblem | None
    magics: tuple[Magic, ...]
    statements: tuple[tuple[Op, ...], ...] = ()
    possible: tuple[tuple[str, Span], ...] = ()
    opens: bool = False

    @property
    def source(self) -> str:
        return self.text.source

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to run: blank, or comments only."""
        return self.tree is not None and not self.tree.body

    @cached_property
    def nodes(self) -> dict[type[ast.AST], list[ast.AST]]:
        """Nodes by exact type in the order of the text, those that magics run included, placeholders left out."""
        filed: dict[type[ast.AST], list[ast.AST]] = {}
        if self.tree is not None:
            todo: list[ast.AST] = [*reversed(self.tree.body)]
            while todo:
                node = todo.pop()
                magic = getattr(node, "magic", None)
                if magic is not None:
                    todo += [*magic.setup, *magic.body, *magic.scoped][::-1]
                    continue
                filed.setdefault(type(node), []).append(node)
                below = children(node)
                below.reverse()
                todo += below
        return filed

    def span(self, node: ast.AST) -> Span:
        """Place of a node in the cell's own text."""
        return self.text.span(node)


def digest_of(source: str) -> str:
    """Digest of a cell's text, the same in every process."""
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def facts_of(source: str) -> CellFacts:
    """Facts of a cell's text. Nothing of it is run; a text that does not parse gives facts that say so.

    Parameters
    ----------
    source : text of a code cell of a Python notebook
    """
    digest = digest_of(source)
    magics: list[Magic] = []
    code, taken = _unindented(source)
    text, translated = Text(source, taken), code
    python: ast.Module | None = None
    try:
        try:
            tree = python = parse(code)
        except SyntaxError:
            translated, magics = translate(code)
            if not magics:
                raise
        else:
            if len(tree.body) == 1 and "\n" not in code.strip() and _may_be_automagic(tree.body[0]):
                translated, magics = translate(code)
        for magic in magics:
            if magic.problem is not None:
                raise magic.problem
        if magics:
            tree = parse(translated)
            attach(tree, magics, code)
        compiler = _Compiler(text)
        statements = tuple(compiler.block([statement], _Scope("module")) for statement in tree.body)
        if magics and magics[0].hidden_by:
            otherwise = compiler.block(python.body, _Scope("module")) if python is not None else ()
            statements = (((UNHIDDEN, magics[0].hidden_by, statements[0], otherwise),),)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return CellFacts(
            text,
            digest,
            None,
            _problem(text, error),
            tuple(magics),
            possible=_possible(code if magics and magics[0].problem is not None else translated, magics, taken),
            opens=bool(_STAR.search(code)),
        )
    return CellFacts(text, digest, tree, None, tuple(magics), statements)


def _may_be_automagic(statement: ast.stmt) -> bool:
    """`ls`, `ls -l`, `cd ..`: what Python can read and IPython may take for a magic without its percent sign."""
    return isinstance(statement, ast.Expr) and isinstance(
        statement.value, (ast.Name, ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.Tuple)
    )


_INDENT = re.compile(r"(?:[ \t]*\n)*([ \t]+)(?=\S)")
_PROMPTS = (
    (re.compile(r">>>(?: |$)", re.M), re.compile(r"(?:>>>|\.\.\.)(?: |$)", re.M)),
    (re.compile(r"In \[\d+\]: "), re.compile(r"In \[\d+\]: |\s*\.{3,}: ?")),
)


def _unindented(source: str) -> tuple[str, dict[int, int]]:
    """The text without what IPython takes off its lines, the first line's indent and the prompts of a session; and how much that is."""
    code, taken = source, dict[int, int]()
    indent = _INDENT.match(source)
    if indent:
        code, taken = _stripped(source, re.compile(re.escape(indent[1])))
    begin = len(code) - len(code.lstrip("\n"))
    for first, prompt in _PROMPTS:
        if first.match(code, begin):
            code, more = _stripped(code, prompt)
            taken = {line: taken.get(line, 0) + more.get(line, 0) for line in {**taken, **more}}
    return code, taken


def _stripped(source: str, prefix: re.Pattern[str]) -> tuple[str, dict[int, int]]:
    """The text without the prefix of its lines, and its length where a line has it."""
    lines = source.split("\n")
    taken = {number: found.end() for number, line in enumerate(lines, 1) if (found := prefix.match(line))}
    return "\n".join(line[taken.get(number, 0) :] for number, line in enumerate(lines, 1)), taken


# -- cells that do not parse --------------------------------------------------------------------------------------------------------------

_NEWER = (
    (re.compile(r"^\s*(?:async\s+)?def\s+\w+\s*\[|^\s*class\s+\w+\s*\[|^\s*type\s+\w+\s*(?:\[[^\]]*\])?\s*=", re.M), "3.12"),
    (re.compile(r"""\b[fF][rR]?(["'])(?:(?!\1).)*\{[^}]*\1"""), "3.12"),
    (re.compile(r"^\s*except\*", re.M), "3.11"),
    (re.compile(r"""(?<!\w)[tT][rR]?["']"""), "3.14"),
    (re.compile(r"^\s*except\s+[\w.]+(?:\s*,\s*(?:\w+\.)*[A-Z]\w*)+\s*:", re.M), "3.14"),
)
_PYTHON2 = re.compile(
    r"^\s*(?:print\s+(?![=(.\[])\S|exec\s+['\"\w]|raise\s+\w+\s*,)|^\s*except\s+\w+\s*,\s*\w+\s*:|<>|\b0\d+\b(?!\.)|`\w+`|\bur['\"]", re.M
)


def _problem(text: Text, error: BaseException) -> SyntaxProblem:
    if not isinstance(error, SyntaxError):
        message = str(error) if type(error) is ValueError else "the cell is nested too deeply or holds text that is no Unicode"
        return SyntaxProblem(message, 1, 0, 1, 0)
    line = min(max(1, error.lineno or 1), len(text.starts))
    there, off = text.line(line), text.taken.get(line, 0)
    column = min(max(0, (error.offset or 1) - 1) + off, len(there))
    end_column = len(there.rstrip())
    if error.end_lineno == line and (error.end_offset or 0) - 1 + off > column:
        end_column = min((error.end_offset or 1) - 1 + off, len(there))
    return SyntaxProblem(str(error.msg), line, column, line, max(end_column, column), _needed(text.source))


def _needed(source: str) -> str | None:
    """The version of Python whose syntax it may be, if it is not that of the running one."""
    for pattern, version in _NEWER:
        if tuple(map(int, version.split("."))) > sys.version_info[:2] and pattern.search(source):
            return version
    return "2" if _PYTHON2.search(source) else None


def _possible(code: str, magics: list[Magic], taken: Mapping[int, int]) -> tuple[tuple[str, Span], ...]:
    """Names that a cell which does not parse may bind, with their places."""
    names: dict[str, Span] = {}
    for magic in magics:
        bound = (*magic.binds, *magic.may_bind, *sorted(bound_names(magic.body)[0]))
        names.update(dict.fromkeys(bound, (magic.line, magic.column, magic.end_line, magic.end_column)))
    text = Text(code)
    for name, start in possible_names(code):
        if not PLACEHOLDER.match(name):
            line, column = text.at(start)
            column += taken.get(line, 0)
            names.setdefault(name, (line, column, line, column + len(name)))
    return tuple(names.items())


_STAR = re.compile(r"^\s*from\s+[\w.]+\s+import\s*\*", re.M)


# -- scopes -----------------------------------------------------------------------------------------------------------------------------


class _Scope:
    """A scope while it is compiled.

    Parameters
    ----------
    kind : module, function, class, comprehension; or type: names of type parameters or of `exec`, for which flow.py makes no frame
    names : bound in it
    parent : the scope around it
    declared : names declared global in it
    private : name of the class whose text it stands in, for names that begin with two underscores

    `fixed` are parameters that the function never binds anew.
    """

    __slots__ = ("kind", "locals", "globals", "parent", "private", "fixed")

    def __init__(
        self, kind: str, names: Iterable[str] = (), parent: _Scope | None = None, declared: Iterable[str] = (), private: str | None = None
    ) -> None:
        self.kind, self.locals, self.globals, self.parent = kind, frozenset(names), frozenset(declared), parent
        self.fixed: frozenset[str] = frozenset()
        self.private: str | None = private if private is not None or parent is None else parent.private

    def resolve(self, name: str) -> tuple[int, int]:
        """GLOBAL, LOCAL (a frame has it, so many frames further out) or CLASSY (the class body, if it has it yet, else a global)."""
        scope: _Scope | None = self
        hops, own = 0, True
        while scope is not None:
            if name in scope.globals:
                return GLOBAL, 0
            kind = scope.kind
            if kind == "class":
                if own and name in scope.locals:
                    return CLASSY, 0
            elif kind != "module" and name in scope.locals:
                return LOCAL, hops
            if kind != "type":
                hops += 1
                own = False
            scope = scope.parent
        return GLOBAL, 0

    def mangled(self, name: str) -> str:
        """The name as a class's own text means it: a private one is mangled."""
        if self.private is None or not name.startswith("__") or name.endswith("__"):
            return name
        return f"_{self.private.lstrip('_')}{name}"


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def bound_names(body: Iterable[ast.AST], is_flat: bool = False) -> tuple[set[str], set[str], bool]:
    """Names that the statements bind in their own scope, those declared global, and whether there is a yield.

    Parameters
    ----------
    body : statements, or an expression
    is_flat : True where it is known that no expression binds a name or yields
    """
    names: set[str] = set()
    declared: set[str] = set()
    outer: set[str] = set()
    has_yield = False
    todo: list[ast.AST] = list(body)
    while todo:
        node = todo.pop()
        kind: Any = type(node)
        if kind is ast.Name:
            if type(node.ctx) is not ast.Load:  # type: ignore[attr-defined]
                names.add(node.id)  # type: ignore[attr-defined]
        elif is_flat and kind in _BINDING_FIELDS:
            for field in _BINDING_FIELDS[kind]:
                value = getattr(node, field)
                if type(value) is list:
                    todo += value
                elif value is not None:
                    todo.append(value)
        elif is_flat and isinstance(node, ast.expr):
            if kind is ast.Tuple or kind is ast.List:
                todo += node.elts  # type: ignore[attr-defined]
            elif kind is ast.Starred:
                todo.append(node.value)  # type: ignore[attr-defined]
        elif kind in _SCOPES:
            if kind is not ast.Lambda:
                names.add(node.name)  # type: ignore[attr-defined]
                todo += node.decorator_list  # type: ignore[attr-defined]
                if kind is ast.ClassDef:
                    todo += [*node.bases, *node.keywords]  # type: ignore[attr-defined]
                    continue
            todo += [default for default in (*node.args.defaults, *node.args.kw_defaults) if default is not None]  # type: ignore[attr-defined]
        elif kind in _COMPREHENSIONS:
            names |= _walrus_names(node)
        elif kind is ast.Import or kind is ast.ImportFrom:
            names.update((alias.asname or alias.name.split(".")[0]) for alias in node.names if alias.name != "*")  # type: ignore[attr-defined]
        elif kind is ast.Global:
            declared.update(node.names)  # type: ignore[attr-defined]
        elif kind is ast.Nonlocal:
            outer.update(node.names)  # type: ignore[attr-defined]
        else:
            if kind is ast.ExceptHandler or kind is ast.MatchAs or kind is ast.MatchStar:
                if node.name:  # type: ignore[attr-defined]
                    names.add(node.name)  # type: ignore[attr-defined]
            elif kind is ast.MatchMapping:
                if node.rest:  # type: ignore[attr-defined]
                    names.add(node.rest)  # type: ignore[attr-defined]
            elif kind is ast.Yield or kind is ast.YieldFrom:
                has_yield = True
            todo += children(node)
    return names - declared - outer, declared, has_yield


# where a statement can bind a name, if no expression does
_BINDING_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Expr: (),
    ast.Return: (),
    ast.Assert: (),
    ast.Raise: (),
    ast.Assign: ("targets",),
    ast.AugAssign: ("target",),
    ast.AnnAssign: ("target",),
    ast.Delete: ("targets",),
    ast.If: ("body", "orelse"),
    ast.While: ("body", "orelse"),
    ast.For: ("target", "body", "orelse"),
    ast.AsyncFor: ("target", "body", "orelse"),
    ast.With: ("items", "body"),
    ast.AsyncWith: ("items", "body"),
    ast.withitem: ("optional_vars",),
    ast.Try: ("body", "handlers", "orelse", "finalbody"),
}


def _walrus_names(comprehension: ast.AST) -> set[str]:
    """Names that := in a comprehension binds around it; a lambda in it keeps its own."""
    names: set[str] = set()
    todo = [comprehension]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.NamedExpr):
            names.add(node.target.id)
        if not isinstance(node, ast.Lambda):
            todo += children(node)
    return names


# -- compiling --------------------------------------------------------------------------------------------------------------------------

NOTHING: Op = (CONST, "none", None)


def _nothing(compiler: _Compiler, node: ast.expr, scope: _Scope) -> Op:
    return NOTHING


_NO_LITERALS: dict[str, Any] = {}
# what in an expression matters to the scope around it
_INNER = re.compile(r":=|\byield\b")


def _as_it_is(node: Any) -> Span:
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


class _Compiler:
    """Tree -> operations."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.is_flat = _INNER.search(text.source) is None
        self.span: Callable[[Any], Span] = _as_it_is if text.is_plain else text.span

    def block(self, body: Iterable[ast.stmt], scope: _Scope) -> tuple[Op, ...]:
        ops: list[Op] = []
        for statement in body:
            compile_one = _STATEMENTS.get(type(statement))
            if compile_one is not None:
                ops += compile_one(self, statement, scope)
        return tuple(ops)

    def expr(self, node: ast.expr, scope: _Scope) -> Op:
        return _EXPRESSIONS.get(type(node), _nothing)(self, node, scope)

    def exprs(self, nodes: Iterable[ast.expr], scope: _Scope) -> tuple[Op, ...]:
        return tuple([_EXPRESSIONS.get(type(node), _nothing)(self, node, scope) for node in nodes])

    # expressions

    def _constant(self, node: ast.Constant, scope: _Scope) -> Op:
        value = node.value
        kind = "str" if isinstance(value, (str, bytes)) else "none" if value is None else "number"
        return (CONST, kind, value)

    def _name(self, node: ast.Name, scope: _Scope) -> Op:
        name = node.id
        if name.startswith("__"):
            if hasattr(node, "magic"):
                return self._magic(node.magic, scope)
            if scope.resolve(name)[0] == GLOBAL:
                name = scope.mangled(name)
        if scope.parent is None:
            return (GLOBAL, name, self.span(node), 0)
        where, hops = scope.resolve(name)
        return (where, name, self.span(node), hops)

    def _magic(self, magic: Magic, scope: _Scope) -> Op:
        magic.shift(self.text.taken)
        span = (magic.line, magic.column, magic.end_line, magic.end_column)
        local = bound_names([*magic.setup, *magic.scoped])[0] if magic.scoped else set()
        inner = _Scope("function", local, scope)
        scoped = None
        if magic.scoped:
            body = self.block([*magic.setup, *magic.scoped], inner)
            scoped = Function("%timeit", (), 0, None, None, {}, body, (), False)
        body = self.block(magic.body, scope)
        result = body[-1][1] if body and body[-1][0] == EXPR else None
        return (MAGIC, magic, body[:-1] if result is not None else body, result, scoped, span)

    def _attribute(self, node: ast.Attribute, scope: _Scope) -> Op:
        return (ATTR, self.expr(node.value, scope), node.attr)

    def _subscript(self, node: ast.Subscript, scope: _Scope) -> Op:
        if _is_namespace(node.value, scope):
            if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
                return (NAMED_GLOBAL, node.slice.value, self.span(node))
            return (PLAIN, "unknown", (self.expr(node.slice, scope),))
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        return (ITEM, self.expr(node.value, scope), self.expr(node.slice, scope), key)

    def _call(self, node: ast.Call, scope: _Scope) -> Op:
        func = node.func
        args = self.exprs(node.args, scope)
        keywords: tuple[tuple[str | None, Op], ...] = ()
        literals = _NO_LITERALS
        if node.keywords:
            keywords = tuple([(keyword.arg, self.expr(keyword.value, scope)) for keyword in node.keywords])
            literals = {
                keyword.arg: keyword.value.value for keyword in node.keywords if keyword.arg and isinstance(keyword.value, ast.Constant)
            }
        special = self._special_call(node, func, args, keywords, scope)
        if special is not None:
            return special
        return (CALL, self.expr(func, scope), args, keywords, literals, self.span(node))

    def _special_call(self, node: ast.Call, func: ast.expr, args: tuple[Op, ...], keywords: Any, scope: _Scope) -> Op | None:
        """exec, eval and updates of globals(): (RUN, operations, result, opens)."""
        if isinstance(func, ast.Name) and func.id in ("exec", "eval") and node.args and scope.resolve(func.id)[0] == GLOBAL:
            return self._executed(node, func.id, args, scope)
        if isinstance(func, ast.Attribute) and func.attr in ("update", "setdefault", "__setitem__") and _is_namespace(func.value, scope):
            names: dict[str, None] = {name: None for name, _ in keywords if name}
            known = True
            if func.attr == "update":
                for argument in node.args:
                    if isinstance(argument, ast.Dict) and all(
                        isinstance(k, ast.Constant) and isinstance(k.value, str) for k in argument.keys
                    ):
                        names.update({k.value: None for k in argument.keys})  # type: ignore[union-attr]
                    else:
                        known = False
            elif node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                names[node.args[0].value] = None
            else:
                known = False
            span = self.span(node)
            value = (FRESH, "unknown", args)
            body = tuple((ASSIGN, (TO_GLOBAL, name, span, "assign"), value) for name in names)
            return (RUN, body, None, not known, args)
        return None

    def _executed(self, node: ast.Call, name: str, args: tuple[Op, ...], scope: _Scope) -> Op:
        """exec and eval: code that is a literal is compiled where it stands."""
        globally = len(node.args) > 1 and _namespace_name(node.args[1]) == "globals"
        if len(node.args) > 1 and not globally:
            return (RUN, (), None, False, args)  # a namespace of its own
        first = node.args[0]
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            return (RUN, (), None, name == "exec" and (globally or scope.kind == "module"), args)
        try:
            tree = parse(first.value.strip())
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return (RUN, (), None, False, args)
        for inner in ast.walk(tree):
            if hasattr(inner, "lineno"):
                ast.copy_location(inner, node)
        if globally:
            scope = _Scope("module")
        elif scope.kind != "module":
            bound, declared, _ = bound_names(tree.body)
            scope = _Scope("type", bound, scope, declared)
        body = self.block(tree.body, scope)
        if name == "eval" and body and body[-1][0] == EXPR:
            return (RUN, body[:-1], body[-1][1], False, args[1:])
        return (RUN, body, None, False, args[1:])

    def _lambda(self, node: ast.Lambda, scope: _Scope) -> Op:
        return (CLOSURE, self.function("<lambda>", node.args, [], scope, node, result=node.body))

    def _walrus(self, node: ast.NamedExpr, scope: _Scope) -> Op:
        outside, hops = scope, 0
        while outside.kind == "comprehension" and outside.parent is not None:
            outside, hops = outside.parent, hops + 1
        return (WALRUS, self.target(node.target, outside, hops=hops), self.expr(node.value, scope))

    def _yield(self, node: ast.Yield, scope: _Scope) -> Op:
        return (YIELD, self.expr(node.value, scope) if node.value else NOTHING)

    def _yield_from(self, node: ast.YieldFrom, scope: _Scope) -> Op:
        return (YIELD, (PARTS, self.expr(node.value, scope)))

    def _comprehension(self, node: Any, scope: _Scope) -> Op:
        names: set[str] = set()
        for generator in node.generators:
            names |= {part.id for part in walk(generator.target) if isinstance(part, ast.Name)}
        inner = _Scope("comprehension", names, scope)
        first = self.expr(node.generators[0].iter, scope)
        generators = []
        for number, generator in enumerate(node.generators):
            iterable = None if number == 0 else self.expr(generator.iter, inner)
            generators.append((self.target(generator.target, inner), iterable, self.exprs(generator.ifs, inner)))
        elements = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        kind = {ast.ListComp: "list", ast.SetComp: "set", ast.DictComp: "dict"}.get(type(node), "generator")
        return (COMP, kind, first, tuple(generators), self.exprs([e for e in elements if e is not None], inner))

    def _dict(self, node: ast.Dict, scope: _Scope) -> Op:
        keys = self.exprs([key for key in node.keys if key is not None], scope)
        values = [
            self.expr(v, scope) if k is not None else (PARTS, self.expr(v, scope)) for k, v in zip(node.keys, node.values, strict=True)
        ]
        return (FRESH, "dict", tuple(values), keys)

    def _slice(self, node: ast.Slice, scope: _Scope) -> Op:
        """With the number of items that it takes at most, where that is plain."""
        bounds = [bound.value if isinstance(bound, ast.Constant) else bound for bound in (node.lower, node.upper)]
        begin, end = 0 if bounds[0] is None else bounds[0], bounds[1]
        most = max(0, end - begin) if type(begin) is int and type(end) is int and 0 <= begin and 0 <= end and node.step is None else None
        return (PLAIN, "slice", self.exprs([x for x in (node.lower, node.upper, node.step) if x is not None], scope), most)

    def _binary(self, node: ast.BinOp, scope: _Scope) -> Op:
        parts: list[ast.expr] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):  # a long sum is no deep one
            parts.append(left.right)
            left = left.left
        return _folded("binary", self.exprs((left, *reversed(parts)), scope))

    def _boolean(self, node: ast.BoolOp, scope: _Scope) -> Op:
        sense = isinstance(node.op, ast.And)
        return (
            UNLESS,
            self.exprs(node.values, scope),
            [[name for name, wanted in _guards(value) if wanted is sense] for value in node.values],
        )

    # targets

    def target(self, node: ast.expr, scope: _Scope, kind: str = "assign", hops: int = 0) -> Op:
        if isinstance(node, ast.Name):
            return self.bind(node.id, self.span(node), scope, kind, hops)
        if isinstance(node, (ast.Tuple, ast.List)):
            return (TO_PARTS, tuple(self.target(element, scope, kind) for element in node.elts))
        if isinstance(node, ast.Starred):
            return self.target(node.value, scope, kind)
        if isinstance(node, ast.Attribute):
            return (TO_ATTR, self.expr(node.value, scope), node.attr, self.span(node))
        if isinstance(node, ast.Subscript):
            if _is_namespace(node.value, scope):
                if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
                    return (TO_GLOBAL, node.slice.value, self.span(node), kind)
                return (TO_ANY_GLOBAL, self.expr(node.slice, scope))
            return (TO_ITEM, self.expr(node.value, scope), self.expr(node.slice, scope), self.span(node))
        return (TO_ANY_GLOBAL, self.expr(node, scope))

    def bind(self, name: str, span: Span, scope: _Scope, kind: str, hops: int = 0) -> Op:
        """The target that a name is; `hops`: frames between the one that runs and the scope's own."""
        where, further = scope.resolve(name)
        if where == GLOBAL and (scope.kind != "class" or name in scope.globals):
            return (TO_GLOBAL, scope.mangled(name), span, kind)
        return (TO_LOCAL, name, span, kind, hops + further)

    # statements

    def _assign(self, node: ast.Assign, scope: _Scope) -> list[Op]:
        value = self.expr(node.value, scope)
        if len(node.targets) == 1 and isinstance(node.targets[0], (ast.Tuple, ast.List)) and isinstance(node.value, (ast.Tuple, ast.List)):
            targets, values = node.targets[0].elts, node.value.elts
            if len(targets) == len(values) and not any(isinstance(x, ast.Starred) for x in (*targets, *values)):
                pairs = tuple(self.target(t, scope) for t in targets)
                return [(ASSIGN, (TO_PARTS, pairs), (FRESH, "tuple", self.exprs(values, scope)))]
        if len(node.targets) == 1:
            return [(ASSIGN, self.target(node.targets[0], scope), value)]
        return [(ASSIGN, (TO_PARTS, tuple(self.target(t, scope) for t in node.targets), True), value)]

    def _augassign(self, node: ast.AugAssign, scope: _Scope) -> list[Op]:
        fields = {name: getattr(node.target, name) for name in node.target._fields if name != "ctx"}
        load = ast.copy_location(type(node.target)(**fields, ctx=ast.Load()), node.target)
        return [
            (AUGMENT, self.target(node.target, scope, "augmented"), self.expr(load, scope), self.expr(node.value, scope), self.span(node))
        ]

    def _annassign(self, node: ast.AnnAssign, scope: _Scope) -> list[Op]:
        ops: list[Op] = []
        if node.value is not None:
            ops.append((ASSIGN, self.target(node.target, scope), self.expr(node.value, scope)))
        if scope.kind in ("module", "class"):
            ops.append((ANNOTATE, self.expr(node.annotation, scope)))
        return ops

    def _if(self, node: ast.If, scope: _Scope) -> list[Op]:
        return [
            (
                IF,
                self.expr(node.test, scope),
                self.block(node.body, scope),
                self.block(node.orelse, scope),
                _truth(node.test),
                _guards(node.test),
                _flag(node.test, scope),
            )
        ]

    def _for(self, node: Any, scope: _Scope) -> list[Op]:
        target = self.target(node.target, scope, "loop")
        return [
            (
                LOOP,
                self.expr(node.iter, scope),
                target,
                self.block(node.body, scope),
                self.block(node.orelse, scope),
                _runs_once(node.iter),
                None,
            )
        ]

    def _while(self, node: ast.While, scope: _Scope) -> list[Op]:
        truth = _truth(node.test)
        return [
            (LOOP, self.expr(node.test, scope), None, self.block(node.body, scope), self.block(node.orelse, scope), truth is True, truth)
        ]

    def _try(self, node: Any, scope: _Scope) -> list[Op]:
        handlers = []
        catches = False
        for handler in node.handlers:
            kinds = (
                [handler.type]
                if handler.type is not None and not isinstance(handler.type, ast.Tuple)
                else getattr(handler.type, "elts", [])
            )
            catches = catches or handler.type is None or _catching(kinds)
            target = None
            if handler.name:
                span = self.text.after(r"\bas\b[\s\\]+", *self.span(handler.type)[2:]) or self.span(handler)
                target = self.bind(handler.name, span, scope, "except")
            handlers.append(
                (self.expr(handler.type, scope) if handler.type is not None else NOTHING, target, self.block(handler.body, scope))
            )
        return [
            (TRY, self.block(node.body, scope), tuple(handlers), self.block(node.orelse, scope), self.block(node.finalbody, scope), catches)
        ]

    def _with(self, node: Any, scope: _Scope) -> list[Op]:
        items = tuple(
            (
                self.expr(item.context_expr, scope),
                self.target(item.optional_vars, scope, "with") if item.optional_vars is not None else None,
            )
            for item in node.items
        )
        catches = any(_suppresses(item.context_expr) for item in node.items)
        return [(WITH, items, self.block(node.body, scope), catches)]

    def _def(self, node: Any, scope: _Scope) -> list[Op]:
        outer = self._typed(node, scope)
        function = self.function(node.name, node.args, node.body, outer, node)
        annotations = [a.annotation for a in _arguments(node.args) if a.annotation is not None] + ([node.returns] if node.returns else [])
        target = self.bind(node.name, self._name_span(node), scope, "function")
        return [(DEF, target, function, self.exprs(node.decorator_list, scope), self.exprs(annotations, outer))]

    def _name_span(self, node: Any) -> Span:
        """Place of the name in `def name` and `class name`."""
        span = self.span(node)
        return self.text.after(r"\b(?:def|class)\b[\s\\]+", *span[:2]) or span

    def _typed(self, node: Any, scope: _Scope) -> _Scope:
        params = getattr(node, "type_params", None)
        return _Scope("type", [param.name for param in params], scope) if params else scope

    def function(
        self, name: str, args: ast.arguments, body: list[ast.stmt], scope: _Scope, node: Any, result: ast.expr | None = None
    ) -> Function:
        """Compile a function or lambda; defaults are compiled in the scope around it."""
        bound, declared, has_yield = bound_names(body if result is None else [result], self.is_flat)
        names = [arg.arg for arg in (*args.posonlyargs, *args.args)]
        keyword = [arg.arg for arg in args.kwonlyargs]
        inner = _Scope("function", bound | {arg.arg for arg in _arguments(args)}, scope, declared)
        inner.fixed = frozenset((*names, *keyword)) - bound
        defaults: dict[str, Op] = {}
        for arg, default in zip(reversed(names), reversed(args.defaults), strict=False):
            defaults[arg] = self.expr(default, scope)
        for arg, kw_default in zip(keyword, args.kw_defaults, strict=True):
            if kw_default is not None:
                defaults[arg] = self.expr(kw_default, scope)
        decorators = tuple(
            getattr(d, "id", getattr(d, "attr", ""))
            for d in getattr(node, "decorator_list", ())
            if isinstance(d, (ast.Name, ast.Attribute))
        )
        return Function(
            name,
            (*names, *keyword),
            len(names),
            args.vararg.arg if args.vararg else None,
            args.kwarg.arg if args.kwarg else None,
            defaults,
            self.block(body, inner),
            decorators,
            has_yield,
            self.expr(result, inner) if result is not None else None,
        )

    def _class(self, node: ast.ClassDef, scope: _Scope) -> list[Op]:
        outer = self._typed(node, scope)
        bound, declared, _ = bound_names(node.body, self.is_flat)
        inner = _Scope("class", bound, outer, declared, node.name)
        target = self.bind(node.name, self._name_span(node), scope, "class")
        keywords = self.exprs([keyword.value for keyword in node.keywords], outer)
        bases = self.exprs(node.bases, outer)
        return [
            (
                CLASS,
                target,
                node.name,
                bases,
                keywords,
                self.block(node.body, inner),
                self.exprs(node.decorator_list, scope),
            )
        ]

    def _import(self, node: ast.Import, scope: _Scope) -> list[Op]:
        ops: list[Op] = []
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            target = self.bind(name, self._alias_span(alias), scope, "import")
            ops.append((IMPORT, target, alias.name if alias.asname else name, alias.name))
        return ops

    def _import_from(self, node: ast.ImportFrom, scope: _Scope) -> list[Op]:
        module = "." * node.level + (node.module or "")
        ops: list[Op] = []
        for alias in node.names:
            if alias.name == "*":
                ops.append((STAR, module, self.span(node)))
                continue
            target = self.bind(alias.asname or alias.name, self._alias_span(alias), scope, "import")
            ops.append((IMPORT, target, f"{module}.{alias.name}" if not module.endswith(".") else module + alias.name, module))
        return ops

    def _alias_span(self, alias: ast.alias) -> Span:
        """Place of the name that an import binds."""
        span = self.span(alias)
        return (self.text.before("", *span[2:]) if alias.asname else self.text.after("", *span[:2])) or span

    def _match(self, node: ast.Match, scope: _Scope) -> list[Op]:
        cases = []
        for case in node.cases:
            reads: list[Op] = []
            targets: list[Op] = []
            for part in walk(case.pattern):
                if isinstance(part, ast.MatchValue):
                    reads.append(self.expr(part.value, scope))
                elif isinstance(part, ast.MatchClass):
                    reads.append(self.expr(part.cls, scope))
                elif isinstance(part, ast.MatchMapping):
                    reads += self.exprs(part.keys, scope)
                    if part.rest:
                        targets.append(self._capture(part, part.rest, scope, r"\s*,?\s*\}"))
                elif isinstance(part, (ast.MatchAs, ast.MatchStar)) and part.name:
                    targets.append(self._capture(part, part.name, scope))
            guard = self.expr(case.guard, scope) if case.guard is not None else NOTHING
            always = case.guard is None and isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
            cases.append((tuple(reads), tuple(targets), guard, self.block(case.body, scope), always))
        literal = isinstance(node.subject, (ast.Name, ast.Tuple, ast.Dict, ast.List, ast.Constant))
        return [(MATCH, self.expr(node.subject, scope), tuple(cases), literal and len(cases) == 1)]

    def _capture(self, pattern: ast.AST, name: str, scope: _Scope, trail: str = "") -> Op:
        span = self.span(pattern)
        return self.bind(name, self.text.before(trail, *span[2:]) or span, scope, "match")

    def _type_alias(self, node: Any, scope: _Scope) -> list[Op]:
        outer = self._typed(node, scope)
        late = Function(f"type {node.name.id}", (), 0, None, None, {}, (), (), False, self.expr(node.value, outer))
        return [(ASSIGN, self.target(node.name, scope), (CLOSURE, late))]


_EXPRESSIONS: dict[type, Callable[[_Compiler, Any, _Scope], Op]] = {
    ast.Constant: _Compiler._constant,
    ast.Name: _Compiler._name,
    ast.Attribute: _Compiler._attribute,
    ast.Subscript: _Compiler._subscript,
    ast.Call: _Compiler._call,
    ast.BinOp: _Compiler._binary,
    ast.UnaryOp: lambda c, n, s: _folded("unary", (c.expr(n.operand, s),)),
    ast.Compare: lambda c, n, s: (PLAIN, "compare", tuple(c.expr(x, s) for x in (n.left, *n.comparators))),
    ast.BoolOp: _Compiler._boolean,
    ast.IfExp: lambda c, n, s: (EITHER, c.expr(n.test, s), c.expr(n.body, s), c.expr(n.orelse, s), _truth(n.test), _guards(n.test)),
    ast.List: lambda c, n, s: (FRESH, "list", c.exprs(n.elts, s)),
    ast.Tuple: lambda c, n, s: (FRESH, "tuple", c.exprs(n.elts, s)),
    ast.Set: lambda c, n, s: (FRESH, "set", c.exprs(n.elts, s)),
    ast.Dict: _Compiler._dict,
    ast.JoinedStr: lambda c, n, s: (PLAIN, "str", c.exprs(n.values, s)),
    ast.FormattedValue: lambda c, n, s: (
        PLAIN,
        "str" if n.format_spec is None else "formatted",
        c.exprs([n.value, *([n.format_spec] if n.format_spec else [])], s),
    ),
    ast.Lambda: _Compiler._lambda,
    ast.NamedExpr: _Compiler._walrus,
    ast.Starred: lambda c, n, s: (PARTS, c.expr(n.value, s)),
    ast.Await: lambda c, n, s: c.expr(n.value, s),
    ast.Yield: _Compiler._yield,
    ast.YieldFrom: _Compiler._yield_from,
    ast.Slice: _Compiler._slice,
    ast.ListComp: _Compiler._comprehension,
    ast.SetComp: _Compiler._comprehension,
    ast.DictComp: _Compiler._comprehension,
    ast.GeneratorExp: _Compiler._comprehension,
}
_STATEMENTS: dict[type, Callable[[_Compiler, Any, _Scope], list[Op]]] = {
    ast.Expr: lambda c, n, s: [(EXPR, c.expr(n.value, s))],
    ast.Assign: _Compiler._assign,
    ast.AugAssign: _Compiler._augassign,
    ast.AnnAssign: _Compiler._annassign,
    ast.Delete: lambda c, n, s: [(DELETE, tuple(c.target(t, s) for t in n.targets))],
    ast.If: _Compiler._if,
    ast.For: _Compiler._for,
    ast.AsyncFor: _Compiler._for,
    ast.While: _Compiler._while,
    ast.Try: _Compiler._try,
    ast.With: _Compiler._with,
    ast.AsyncWith: _Compiler._with,
    ast.FunctionDef: _Compiler._def,
    ast.AsyncFunctionDef: _Compiler._def,
    ast.ClassDef: _Compiler._class,
    ast.Import: _Compiler._import,
    ast.ImportFrom: _Compiler._import_from,
    ast.Return: lambda c, n, s: [(RETURN, c.expr(n.value, s) if n.value else NOTHING)],
    ast.Raise: lambda c, n, s: [(RAISE, c.exprs([x for x in (n.exc, n.cause) if x is not None], s))],
    ast.Assert: lambda c, n, s: [
        (EXPR, (PLAIN, "assert", (c.expr(n.test, s), *([(UNLESS, (NOTHING, c.expr(n.msg, s)), ([], []))] if n.msg else []))))
    ],
    ast.Break: lambda c, n, s: [(LEAVE,)],
    ast.Continue: lambda c, n, s: [(LEAVE,)],
    ast.Match: _Compiler._match,
}
if hasattr(ast, "TryStar"):
    _STATEMENTS[ast.TryStar] = _Compiler._try
if hasattr(ast, "TypeAlias"):
    _STATEMENTS[ast.TypeAlias] = _Compiler._type_alias
template = getattr(ast, "TemplateStr", None)
if template is not None:
    _EXPRESSIONS[template] = lambda c, n, s: (PLAIN, "str", c.exprs(n.values, s))
    _EXPRESSIONS[ast.Interpolation] = _EXPRESSIONS[ast.FormattedValue]  # type: ignore[attr-defined]


def _folded(kind: str, children: tuple[Op, ...]) -> Op:
    """Arithmetic on constants is a constant: nothing of it matters to the flow."""
    kinds = {child[1] for child in children if child[0] == CONST}
    return (CONST, kinds.pop(), None) if len(kinds) == 1 and all(child[0] == CONST for child in children) else (PLAIN, kind, children)


def _arguments(args: ast.arguments) -> list[ast.arg]:
    return [*args.posonlyargs, *args.args, *([args.vararg] if args.vararg else []), *args.kwonlyargs, *([args.kwarg] if args.kwarg else [])]


def _catching(kinds: Iterable[ast.expr]) -> bool:
    """True where a NameError is one of these exceptions."""
    return any(getattr(kind, "id", getattr(kind, "attr", "")) in ("NameError", "Exception", "BaseException") for kind in kinds)


def _suppresses(context: ast.expr) -> bool:
    """True for contextlib.suppress(NameError)."""
    return (
        isinstance(context, ast.Call)
        and getattr(context.func, "id", getattr(context.func, "attr", "")) == "suppress"
        and _catching(context.args)
    )


def _namespace_name(node: ast.AST) -> str | None:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args else None


def _is_namespace(node: ast.AST, scope: _Scope) -> bool:
    """True for globals(), and for locals() and vars() where they are the same."""
    name = _namespace_name(node)
    return name == "globals" or (name in ("locals", "vars") and scope.kind == "module")


def _truth(test: ast.expr) -> bool | None:
    """What a condition is known to be without running anything."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _truth(test.operand)
        return None if inner is None else not inner
    if isinstance(test, (ast.Name, ast.Attribute)) and getattr(test, "id", getattr(test, "attr", None)) == "TYPE_CHECKING":
        return False
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.Eq, ast.NotEq)) and len(test.ops) == 1:
        sides = (test.left, test.comparators[0])
        names = {side.id for side in sides if isinstance(side, ast.Name)}
        if names == {"__name__"} and any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides):
            return isinstance(test.ops[0], ast.Eq)
    return None


def _flag(test: ast.expr, scope: _Scope) -> tuple[str, bool, bool] | None:
    """The parameter that a condition asks for its truth, or whether it is None: its name, whether for None, and the answer that takes the
    branch; None for other conditions."""
    sense = True
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, sense = test.operand, not sense
    if isinstance(test, ast.Name):
        return (test.id, False, sense) if test.id in scope.fixed else None
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.left, ast.Name) and test.left.id in scope.fixed:
        other = test.comparators[0]
        if isinstance(other, ast.Constant) and other.value is None and isinstance(test.ops[0], (ast.Is, ast.IsNot)):
            return test.left.id, True, isinstance(test.ops[0], ast.Is) == sense
    return None


def _guards(test: ast.expr) -> tuple[tuple[str, bool], ...]:
    """Names whose existence the condition tests (`'x' in globals()`): the name, and True where the branch is taken if it exists."""
    found: list[tuple[str, bool]] = []
    positive = True
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, positive = test.operand, False
    parts = test.values if isinstance(test, ast.BoolOp) else [test]
    for part in parts:
        if (
            not isinstance(part, ast.Compare)
            or len(part.ops) != 1
            or not isinstance(part.left, ast.Constant)
            or not isinstance(part.left.value, str)
        ):
            continue
        where = part.comparators[0]
        if isinstance(where, ast.Call) and isinstance(where.func, ast.Attribute) and where.func.attr == "keys":
            where = where.func.value
        if _namespace_name(where) in ("globals", "locals", "vars", "dir") and isinstance(part.ops[0], (ast.In, ast.NotIn)):
            found.append((part.left.value, isinstance(part.ops[0], ast.In) == positive))
    return tuple(found)


def _runs_once(iterable: ast.expr) -> bool:
    """True where a loop over it is known to run at least once."""
    if isinstance(iterable, (ast.List, ast.Tuple, ast.Set, ast.Dict)):
        return bool(iterable.elts if not isinstance(iterable, ast.Dict) else iterable.keys)
    if isinstance(iterable, ast.Constant):
        return isinstance(iterable.value, str) and bool(iterable.value)
    if isinstance(iterable, ast.Call) and isinstance(iterable.func, ast.Name) and iterable.args:
        if iterable.func.id == "range":
            values = [arg.value for arg in iterable.args if isinstance(arg, ast.Constant) and isinstance(arg.value, int)]
            return (
                len(values) == len(iterable.args) and 0 < len(values) < 4 and (len(values) < 3 or values[2] != 0) and bool(range(*values))
            )
        if iterable.func.id in ("enumerate", "sorted", "reversed", "list", "tuple", "set", "tqdm"):
            return _runs_once(iterable.args[0])
        if iterable.func.id == "zip":
            return all(_runs_once(arg) for arg in iterable.args)
    return False
