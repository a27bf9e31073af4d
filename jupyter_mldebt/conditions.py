"""Conditions: what is known of tests, loops and handlers without running anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from jupyter_mldebt.scopes import Scope


def catching(kinds: Iterable[ast.expr]) -> bool:
    """True where a NameError is one of these exceptions."""
    return any(getattr(kind, "id", getattr(kind, "attr", "")) in ("NameError", "Exception", "BaseException") for kind in kinds)


def suppresses(context: ast.expr) -> bool:
    """True for contextlib.suppress(NameError)."""
    return (
        isinstance(context, ast.Call)
        and getattr(context.func, "id", getattr(context.func, "attr", "")) == "suppress"
        and catching(context.args)
    )


def namespace_name(node: ast.AST) -> str | None:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args else None


def is_namespace(node: ast.AST, scope: Scope) -> bool:
    """True for globals(), and for locals() and vars() where they are the same."""
    name = namespace_name(node)
    return name == "globals" or (name in ("locals", "vars") and scope.kind == "module")


def truth(test: ast.expr) -> bool | None:
    """What a condition is known to be without running anything."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth(test.operand)
        return None if inner is None else not inner
    if isinstance(test, (ast.Name, ast.Attribute)) and getattr(test, "id", getattr(test, "attr", None)) == "TYPE_CHECKING":
        return False
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.Eq, ast.NotEq)) and len(test.ops) == 1:
        sides = (test.left, test.comparators[0])
        names = {side.id for side in sides if isinstance(side, ast.Name)}
        if names == {"__name__"} and any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides):
            return isinstance(test.ops[0], ast.Eq)
    return None


def flag(test: ast.expr, scope: Scope) -> tuple[str, bool, bool] | None:
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


def guards(test: ast.expr) -> tuple[tuple[str, bool], ...]:
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
        if namespace_name(where) in ("globals", "locals", "vars", "dir") and isinstance(part.ops[0], (ast.In, ast.NotIn)):
            found.append((part.left.value, isinstance(part.ops[0], ast.In) == positive))
    return tuple(found)


def runs_once(iterable: ast.expr) -> bool:
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
            return runs_once(iterable.args[0])
        if iterable.func.id == "zip":
            return all(runs_once(arg) for arg in iterable.args)
    return False
