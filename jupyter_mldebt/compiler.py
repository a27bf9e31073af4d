"""Compiler: Python's tree -> operations, with all names resolved."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from jupyter_mldebt.conditions import catching, flag, guards, is_namespace, namespace_name, runs_once, suppresses, truth
from jupyter_mldebt.magics import Declared, Magic, parse
from jupyter_mldebt.operations import (
    ANNOTATE,
    ASSIGN,
    ATTR,
    AUGMENT,
    CALL,
    CLASS,
    CLOSURE,
    COMP,
    CONST,
    DEF,
    DELETE,
    EITHER,
    EXPR,
    FRESH,
    GLOBAL,
    IF,
    IMPORT,
    ITEM,
    LEAVE,
    LOOP,
    MAGIC,
    MATCH,
    NAMED_GLOBAL,
    NOTHING,
    PARTS,
    PLAIN,
    RAISE,
    RETURN,
    RUN,
    STAR,
    TO_ANY_GLOBAL,
    TO_ATTR,
    TO_GLOBAL,
    TO_ITEM,
    TO_LOCAL,
    TO_PARTS,
    TRY,
    UNLESS,
    WALRUS,
    WITH,
    YIELD,
    Function,
    Op,
)
from jupyter_mldebt.scopes import Scope, bound_names
from jupyter_mldebt.shell import called, file_read_by, is_shell
from jupyter_mldebt.text import Span, Text
from jupyter_mldebt.tree import walk


def _nothing(compiler: Compiler, node: ast.expr, scope: Scope) -> Op:
    return NOTHING


def _no_operations(compiler: Compiler, node: ast.stmt, scope: Scope) -> list[Op]:
    return []


_KINDS = {str: "str", bytes: "str", type(None): "none"}
_NO_LITERALS: dict[str, Any] = {}
_SEQUENCES = frozenset((ast.Tuple, ast.List))
_EXECUTING = frozenset(("exec", "eval"))
_UPDATING = frozenset(("update", "setdefault", "__setitem__"))


def _as_it_is(node: Any) -> Span:
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


class Compiler:
    """Tree -> operations."""

    def __init__(self, text: Text, declared: Declared) -> None:
        self.text = text
        self.declared = declared
        self.is_flat = ":=" not in text.source and "yield" not in text.source  # what in an expression matters to the scope around it
        self.is_plain = text.is_plain
        self.span: Callable[[Any], Span] = _as_it_is if text.is_plain else text.span

    def statements(self, body: Iterable[ast.stmt], scope: Scope) -> tuple[tuple[Op, ...], ...]:
        """The operations of each statement."""
        return tuple([tuple(_STATEMENTS[type(statement)](self, statement, scope)) for statement in body])

    def block(self, body: Iterable[ast.stmt], scope: Scope) -> tuple[Op, ...]:
        ops: list[Op] = []
        for statement in body:
            ops += _STATEMENTS[type(statement)](self, statement, scope)
        return tuple(ops)

    def expr(self, node: ast.expr, scope: Scope) -> Op:
        return _EXPRESSIONS[type(node)](self, node, scope)

    def exprs(self, nodes: Iterable[ast.expr], scope: Scope) -> tuple[Op, ...]:
        ops: list[Op] = []
        for node in nodes:
            ops.append(_EXPRESSIONS[type(node)](self, node, scope))
        return tuple(ops)

    # expressions

    def _constant(self, node: ast.Constant, scope: Scope) -> Op:
        return (CONST, _KINDS.get(type(node.value), "number"), node.value)

    def _name(self, node: ast.Name, scope: Scope) -> Op:
        name = node.id
        if name[0] == "_" and name[:2] == "__":
            if hasattr(node, "magic"):
                return self._magic(node.magic, scope)
            if scope.resolve(name)[0] == GLOBAL:
                name = scope.mangled(name)
        # Most nodes are names, and to call for their place takes longer than to say it here.
        span = (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset) if self.is_plain else self.span(node)
        if scope.parent is None:
            return (GLOBAL, name, span, 0)
        where, hops = scope.resolve(name)
        return (where, name, span, hops)

    def _magic(self, magic: Magic, scope: Scope) -> Op:
        magic.shift(self.text.taken)
        return self._run_magic(magic, scope)

    def _run_magic(self, magic: Magic, scope: Scope) -> Op:
        span = (magic.line, magic.column, magic.end_line, magic.end_column)
        local = bound_names([*magic.setup, *magic.scoped])[0] if magic.scoped else set()
        inner = Scope("function", local, scope)
        scoped = None
        if magic.scoped:
            body = self.block([*magic.setup, *magic.scoped], inner)
            scoped = Function("%timeit", (), 0, None, None, {}, body, (), False)
        body = self.block(magic.body, scope)
        result = body[-1][1] if body and body[-1][0] == EXPR else None
        return (MAGIC, magic, body[:-1] if result is not None else body, result, scoped, span)

    def _attribute(self, node: ast.Attribute, scope: Scope) -> Op:
        return (ATTR, self.expr(node.value, scope), node.attr)

    def _subscript(self, node: ast.Subscript, scope: Scope) -> Op:
        if type(node.value) is ast.Call and is_namespace(node.value, scope):
            if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
                return (NAMED_GLOBAL, node.slice.value, self.span(node))
            return (PLAIN, "unknown", (self.expr(node.slice, scope),))
        key = node.slice.value if type(node.slice) is ast.Constant else None
        return (ITEM, self.expr(node.value, scope), self.expr(node.slice, scope), key)

    def _call(self, node: ast.Call, scope: Scope) -> Op:
        func = node.func
        args = self.exprs(node.args, scope)
        keywords: tuple[tuple[str | None, Op], ...] = ()
        literals = _NO_LITERALS
        if node.keywords:
            keywords = tuple([(keyword.arg, self.expr(keyword.value, scope)) for keyword in node.keywords])
            literals = {
                keyword.arg: keyword.value.value for keyword in node.keywords if keyword.arg and isinstance(keyword.value, ast.Constant)
            }
        special: Op | None = None
        if type(func) is ast.Name:
            if func.id in _EXECUTING:
                special = self._executed(node, func.id, args, scope)
        elif type(func) is ast.Attribute:
            if func.attr in _UPDATING:
                special = self._updated(node, func, args, keywords, scope)
            elif is_shell(func):
                return (RUN, (), self._run_magic(called(node, self.span(node), self.declared), scope), False, args)
        return special or (CALL, self.expr(func, scope), args, keywords, literals, self.span(node))

    def _updated(self, node: ast.Call, func: ast.Attribute, args: tuple[Op, ...], keywords: Any, scope: Scope) -> Op | None:
        """Updates of globals(): (RUN, operations, result, opens)."""
        if is_namespace(func.value, scope):
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

    def _executed(self, node: ast.Call, name: str, args: tuple[Op, ...], scope: Scope) -> Op | None:
        """exec and eval: code that is a literal is compiled where it stands; None where the name means another thing."""
        if not node.args or scope.resolve(name)[0] != GLOBAL:
            return None
        globally = len(node.args) > 1 and namespace_name(node.args[1]) == "globals"
        if len(node.args) > 1 and not globally:
            return (RUN, (), None, False, args)  # a namespace of its own
        first = node.args[0]
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            opens = name == "exec" and (globally or scope.kind == "module")
            file = file_read_by(first) if opens else None
            if file is not None:
                return self._run_magic(Magic("line", "run", f"-i {file}", *self.span(node), runs=file), scope)
            return (RUN, (), None, opens, args)
        try:
            tree = parse(first.value.strip())
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return (RUN, (), None, False, args)
        for inner in ast.walk(tree):
            if hasattr(inner, "lineno"):
                ast.copy_location(inner, node)
        if globally:
            scope = Scope("module")
        elif scope.kind != "module":
            bound, declared, _ = bound_names(tree.body)
            scope = Scope("type", bound, scope, declared)
        body = self.block(tree.body, scope)
        if name == "eval" and body and body[-1][0] == EXPR:
            return (RUN, body[:-1], body[-1][1], False, args[1:])
        return (RUN, body, None, False, args[1:])

    def _lambda(self, node: ast.Lambda, scope: Scope) -> Op:
        return (CLOSURE, self.function("<lambda>", node.args, [], scope, node, result=node.body))

    def _walrus(self, node: ast.NamedExpr, scope: Scope) -> Op:
        outside, hops = scope, 0
        while outside.kind == "comprehension" and outside.parent is not None:
            outside, hops = outside.parent, hops + 1
        return (WALRUS, self.target(node.target, outside, hops=hops), self.expr(node.value, scope))

    def _yield(self, node: ast.Yield, scope: Scope) -> Op:
        return (YIELD, self.expr(node.value, scope) if node.value else NOTHING)

    def _yield_from(self, node: ast.YieldFrom, scope: Scope) -> Op:
        return (YIELD, (PARTS, self.expr(node.value, scope)))

    def _comprehension(self, node: Any, scope: Scope) -> Op:
        names: set[str] = set()
        for generator in node.generators:
            names |= {part.id for part in walk(generator.target) if isinstance(part, ast.Name)}
        inner = Scope("comprehension", names, scope)
        first = self.expr(node.generators[0].iter, scope)
        generators = []
        for number, generator in enumerate(node.generators):
            iterable = None if number == 0 else self.expr(generator.iter, inner)
            generators.append((self.target(generator.target, inner), iterable, self.exprs(generator.ifs, inner)))
        elements = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        kind = {ast.ListComp: "list", ast.SetComp: "set", ast.DictComp: "dict"}.get(type(node), "generator")
        return (COMP, kind, first, tuple(generators), self.exprs([e for e in elements if e is not None], inner))

    def _dict(self, node: ast.Dict, scope: Scope) -> Op:
        keys = self.exprs([key for key in node.keys if key is not None], scope)
        values = [
            self.expr(v, scope) if k is not None else (PARTS, self.expr(v, scope)) for k, v in zip(node.keys, node.values, strict=True)
        ]
        return (FRESH, "dict", tuple(values), keys)

    def _slice(self, node: ast.Slice, scope: Scope) -> Op:
        """With the number of items that it takes at most, where that is plain."""
        bounds = [bound.value if isinstance(bound, ast.Constant) else bound for bound in (node.lower, node.upper)]
        begin, end = 0 if bounds[0] is None else bounds[0], bounds[1]
        most = max(0, end - begin) if type(begin) is int and type(end) is int and 0 <= begin and 0 <= end and node.step is None else None
        return (PLAIN, "slice", self.exprs([x for x in (node.lower, node.upper, node.step) if x is not None], scope), most)

    def _binary(self, node: ast.BinOp, scope: Scope) -> Op:
        parts = [node.right]
        left = node.left
        while type(left) is ast.BinOp:  # a long sum is no deep one
            parts.append(left.right)
            left = left.left
        parts.append(left)
        parts.reverse()
        return _folded("binary", self.exprs(parts, scope))

    def _boolean(self, node: ast.BoolOp, scope: Scope) -> Op:
        sense = isinstance(node.op, ast.And)
        return (
            UNLESS,
            self.exprs(node.values, scope),
            [[name for name, wanted in guards(value) if wanted is sense] for value in node.values],
        )

    # targets

    def target(self, node: ast.expr, scope: Scope, kind: str = "assign", hops: int = 0) -> Op:
        if type(node) is ast.Name:
            return self.bind(node.id, self.span(node), scope, kind, hops)
        if isinstance(node, (ast.Tuple, ast.List)):
            return (TO_PARTS, tuple(self.target(element, scope, kind) for element in node.elts))
        if isinstance(node, ast.Starred):
            return self.target(node.value, scope, kind)
        if isinstance(node, ast.Attribute):
            return (TO_ATTR, self.expr(node.value, scope), node.attr, self.span(node))
        if isinstance(node, ast.Subscript):
            if is_namespace(node.value, scope):
                if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
                    return (TO_GLOBAL, node.slice.value, self.span(node), kind)
                return (TO_ANY_GLOBAL, self.expr(node.slice, scope))
            return (TO_ITEM, self.expr(node.value, scope), self.expr(node.slice, scope), self.span(node))
        return (TO_ANY_GLOBAL, self.expr(node, scope))

    def bind(self, name: str, span: Span, scope: Scope, kind: str, hops: int = 0) -> Op:
        """The target that a name is; `hops`: frames between the one that runs and the scope's own."""
        if scope.parent is None:
            return (TO_GLOBAL, name, span, kind)
        where, further = scope.resolve(name)
        if where == GLOBAL and (scope.kind != "class" or name in scope.globals):
            return (TO_GLOBAL, scope.mangled(name), span, kind)
        return (TO_LOCAL, name, span, kind, hops + further)

    # statements

    def _assign(self, node: ast.Assign, scope: Scope) -> list[Op]:
        value = self.expr(node.value, scope)
        if len(node.targets) > 1:
            return [(ASSIGN, (TO_PARTS, tuple(self.target(t, scope) for t in node.targets), True), value)]
        target = node.targets[0]
        if type(target) in _SEQUENCES and type(node.value) in _SEQUENCES:
            targets, values = target.elts, node.value.elts  # type: ignore[attr-defined]
            if len(targets) == len(values) and not any(isinstance(x, ast.Starred) for x in (*targets, *values)):
                return [(ASSIGN, (TO_PARTS, tuple(self.target(t, scope) for t in targets)), (FRESH, "tuple", value[2]))]
        return [(ASSIGN, self.target(target, scope), value)]

    def _augassign(self, node: ast.AugAssign, scope: Scope) -> list[Op]:
        fields = {name: getattr(node.target, name) for name in node.target._fields if name != "ctx"}
        load = ast.copy_location(type(node.target)(**fields, ctx=ast.Load()), node.target)
        return [
            (AUGMENT, self.target(node.target, scope, "augmented"), self.expr(load, scope), self.expr(node.value, scope), self.span(node))
        ]

    def _annassign(self, node: ast.AnnAssign, scope: Scope) -> list[Op]:
        ops: list[Op] = []
        if node.value is not None:
            ops.append((ASSIGN, self.target(node.target, scope), self.expr(node.value, scope)))
        if scope.kind in ("module", "class"):
            ops.append((ANNOTATE, self.expr(node.annotation, scope)))
        return ops

    def _if(self, node: ast.If, scope: Scope) -> list[Op]:
        return [
            (
                IF,
                self.expr(node.test, scope),
                self.block(node.body, scope),
                self.block(node.orelse, scope),
                truth(node.test),
                guards(node.test),
                flag(node.test, scope),
            )
        ]

    def _for(self, node: Any, scope: Scope) -> list[Op]:
        target = self.target(node.target, scope, "loop")
        return [
            (
                LOOP,
                self.expr(node.iter, scope),
                target,
                self.block(node.body, scope),
                self.block(node.orelse, scope),
                runs_once(node.iter),
                None,
            )
        ]

    def _while(self, node: ast.While, scope: Scope) -> list[Op]:
        known = truth(node.test)
        return [
            (LOOP, self.expr(node.test, scope), None, self.block(node.body, scope), self.block(node.orelse, scope), known is True, known)
        ]

    def _try(self, node: Any, scope: Scope) -> list[Op]:
        handlers = []
        catches = False
        for handler in node.handlers:
            kinds = (
                [handler.type]
                if handler.type is not None and not isinstance(handler.type, ast.Tuple)
                else getattr(handler.type, "elts", [])
            )
            catches = catches or handler.type is None or catching(kinds)
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

    def _with(self, node: Any, scope: Scope) -> list[Op]:
        items = tuple(
            (
                self.expr(item.context_expr, scope),
                self.target(item.optional_vars, scope, "with") if item.optional_vars is not None else None,
            )
            for item in node.items
        )
        catches = any(suppresses(item.context_expr) for item in node.items)
        return [(WITH, items, self.block(node.body, scope), catches)]

    def _def(self, node: Any, scope: Scope) -> list[Op]:
        outer = self._typed(node, scope)
        function = self.function(node.name, node.args, node.body, outer, node)
        annotations = [a.annotation for a in _arguments(node.args) if a.annotation is not None] + ([node.returns] if node.returns else [])
        target = self.bind(node.name, self._name_span(node), scope, "function")
        return [(DEF, target, function, self.exprs(node.decorator_list, scope), self.exprs(annotations, outer))]

    def _name_span(self, node: Any) -> Span:
        """Place of the name in `def name` and `class name`."""
        span = self.span(node)
        lead = "class " if isinstance(node, ast.ClassDef) else "def "
        if self.text.word(f"{lead}{node.name}", *span[:2]):
            return span[0], span[1] + len(lead), span[0], span[1] + len(lead) + len(node.name)
        return self.text.after(r"\b(?:def|class)\b[\s\\]+", *span[:2]) or span

    def _typed(self, node: Any, scope: Scope) -> Scope:
        params = getattr(node, "type_params", None)
        return Scope("type", [param.name for param in params], scope) if params else scope

    def function(
        self, name: str, args: ast.arguments, body: list[ast.stmt], scope: Scope, node: Any, result: ast.expr | None = None
    ) -> Function:
        """Compile a function or lambda; defaults are compiled in the scope around it."""
        bound, declared, has_yield = bound_names(body if result is None else [result], self.is_flat)
        names = [arg.arg for arg in (*args.posonlyargs, *args.args)]
        keyword = [arg.arg for arg in args.kwonlyargs]
        inner = Scope("function", bound | {arg.arg for arg in _arguments(args)}, scope, declared)
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

    def _class(self, node: ast.ClassDef, scope: Scope) -> list[Op]:
        outer = self._typed(node, scope)
        bound, declared, _ = bound_names(node.body, self.is_flat)
        inner = Scope("class", bound, outer, declared, node.name)
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

    def _import(self, node: ast.Import, scope: Scope) -> list[Op]:
        ops: list[Op] = []
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            target = self.bind(name, self._alias_span(alias), scope, "import")
            ops.append((IMPORT, target, alias.name if alias.asname else name, alias.name))
        return ops

    def _import_from(self, node: ast.ImportFrom, scope: Scope) -> list[Op]:
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
        line, column, end_line, end_column = span = self.span(alias)
        if alias.asname is None:
            return self.text.word(alias.name.partition(".")[0], line, column) or self.text.after("", line, column) or span
        return self.text.word(alias.asname, end_line, end_column - len(alias.asname)) or self.text.before("", end_line, end_column) or span

    def _match(self, node: ast.Match, scope: Scope) -> list[Op]:
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

    def _capture(self, pattern: ast.AST, name: str, scope: Scope, trail: str = "") -> Op:
        span = self.span(pattern)
        return self.bind(name, self.text.before(trail, *span[2:]) or span, scope, "match")

    def _type_alias(self, node: Any, scope: Scope) -> list[Op]:
        outer = self._typed(node, scope)
        late = Function(f"type {node.name.id}", (), 0, None, None, {}, (), (), False, self.expr(node.value, outer))
        return [(ASSIGN, self.target(node.name, scope), (CLOSURE, late))]


_EXPRESSIONS: dict[type, Callable[[Compiler, Any, Scope], Op]] = {
    **dict.fromkeys(ast.expr.__subclasses__(), _nothing),
    ast.Constant: Compiler._constant,
    ast.Name: Compiler._name,
    ast.Attribute: Compiler._attribute,
    ast.Subscript: Compiler._subscript,
    ast.Call: Compiler._call,
    ast.BinOp: Compiler._binary,
    ast.UnaryOp: lambda c, n, s: _folded("unary", (c.expr(n.operand, s),)),
    ast.Compare: lambda c, n, s: (PLAIN, "compare", c.exprs([n.left, *n.comparators], s)),
    ast.BoolOp: Compiler._boolean,
    ast.IfExp: lambda c, n, s: (EITHER, c.expr(n.test, s), c.expr(n.body, s), c.expr(n.orelse, s), truth(n.test), guards(n.test)),
    ast.List: lambda c, n, s: (FRESH, "list", c.exprs(n.elts, s)),
    ast.Tuple: lambda c, n, s: (FRESH, "tuple", c.exprs(n.elts, s)),
    ast.Set: lambda c, n, s: (FRESH, "set", c.exprs(n.elts, s)),
    ast.Dict: Compiler._dict,
    ast.JoinedStr: lambda c, n, s: (PLAIN, "str", c.exprs(n.values, s)),
    ast.FormattedValue: lambda c, n, s: (
        PLAIN,
        "str" if n.format_spec is None else "formatted",
        c.exprs([n.value, *([n.format_spec] if n.format_spec else [])], s),
    ),
    ast.Lambda: Compiler._lambda,
    ast.NamedExpr: Compiler._walrus,
    ast.Starred: lambda c, n, s: (PARTS, c.expr(n.value, s)),
    ast.Await: lambda c, n, s: c.expr(n.value, s),
    ast.Yield: Compiler._yield,
    ast.YieldFrom: Compiler._yield_from,
    ast.Slice: Compiler._slice,
    ast.ListComp: Compiler._comprehension,
    ast.SetComp: Compiler._comprehension,
    ast.DictComp: Compiler._comprehension,
    ast.GeneratorExp: Compiler._comprehension,
}
_STATEMENTS: dict[type, Callable[[Compiler, Any, Scope], list[Op]]] = {
    **dict.fromkeys(ast.stmt.__subclasses__(), _no_operations),
    ast.Expr: lambda c, n, s: [(EXPR, c.expr(n.value, s))],
    ast.Assign: Compiler._assign,
    ast.AugAssign: Compiler._augassign,
    ast.AnnAssign: Compiler._annassign,
    ast.Delete: lambda c, n, s: [(DELETE, tuple(c.target(t, s) for t in n.targets))],
    ast.If: Compiler._if,
    ast.For: Compiler._for,
    ast.AsyncFor: Compiler._for,
    ast.While: Compiler._while,
    ast.Try: Compiler._try,
    ast.With: Compiler._with,
    ast.AsyncWith: Compiler._with,
    ast.FunctionDef: Compiler._def,
    ast.AsyncFunctionDef: Compiler._def,
    ast.ClassDef: Compiler._class,
    ast.Import: Compiler._import,
    ast.ImportFrom: Compiler._import_from,
    ast.Return: lambda c, n, s: [(RETURN, c.expr(n.value, s) if n.value else NOTHING)],
    ast.Raise: lambda c, n, s: [(RAISE, c.exprs([x for x in (n.exc, n.cause) if x is not None], s))],
    ast.Assert: lambda c, n, s: [
        (EXPR, (PLAIN, "assert", (c.expr(n.test, s), *([(UNLESS, (NOTHING, c.expr(n.msg, s)), ([], []))] if n.msg else []))))
    ],
    ast.Break: lambda c, n, s: [(LEAVE,)],
    ast.Continue: lambda c, n, s: [(LEAVE,)],
    ast.Match: Compiler._match,
}
if hasattr(ast, "TryStar"):
    _STATEMENTS[ast.TryStar] = Compiler._try
if hasattr(ast, "TypeAlias"):
    _STATEMENTS[ast.TypeAlias] = Compiler._type_alias
template = getattr(ast, "TemplateStr", None)
if template is not None:
    _EXPRESSIONS[template] = lambda c, n, s: (PLAIN, "str", c.exprs(n.values, s))
    _EXPRESSIONS[ast.Interpolation] = _EXPRESSIONS[ast.FormattedValue]  # type: ignore[attr-defined]


def _folded(kind: str, children: tuple[Op, ...]) -> Op:
    """Arithmetic on constants is a constant: nothing of it matters to the flow."""
    kinds = set()
    for child in children:
        if child[0] != CONST:
            return (PLAIN, kind, children)
        kinds.add(child[1])
    return (CONST, kinds.pop(), None) if len(kinds) == 1 else (PLAIN, kind, children)


def _arguments(args: ast.arguments) -> list[ast.arg]:
    return [*args.posonlyargs, *args.args, *([args.vararg] if args.vararg else []), *args.kwonlyargs, *([args.kwarg] if args.kwarg else [])]
