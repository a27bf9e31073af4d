"""Scopes: which frame a name belongs to, by Python's rules (The Python Language Reference, 4.2)."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from jupyter_mldebt.operations import CLASSY, GLOBAL, LOCAL
from jupyter_mldebt.tree import children


class Scope:
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
        self, kind: str, names: Iterable[str] = (), parent: Scope | None = None, declared: Iterable[str] = (), private: str | None = None
    ) -> None:
        self.kind, self.locals, self.globals, self.parent = kind, frozenset(names), frozenset(declared), parent
        self.fixed: frozenset[str] = frozenset()
        self.private: str | None = private if private is not None or parent is None else parent.private

    def resolve(self, name: str) -> tuple[int, int]:
        """GLOBAL, LOCAL (a frame has it, so many frames further out) or CLASSY (the class body, if it has it yet, else a global)."""
        scope: Scope | None = self
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
