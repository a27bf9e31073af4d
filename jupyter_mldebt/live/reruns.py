"""Reruns: cells that rebind a name to what they make of it, and make the same of that again: `df = df.dropna()`."""

from __future__ import annotations

import ast

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.statements import root
from jupyter_mldebt.tree import walk

# What gives its own result back when it is given that.
_METHODS = frozenset(
    "dropna fillna ffill bfill drop_duplicates sort_values sort_index astype copy infer_objects convert_dtypes round clip abs "
    "strip lstrip rstrip lower upper casefold title tolist ravel flatten squeeze".split()
)
_FUNCTIONS = frozenset("sorted list tuple set frozenset dict str int float bool abs round".split())


def repeats(facts: CellFacts, name: str) -> bool:
    """True where the text is nothing but `name = f(name)` with an f that changes nothing the second time, and looks at the result."""
    if facts.tree is None or facts.magics:
        return False
    is_bound = False
    for statement in facts.tree.body:
        if isinstance(statement, ast.Assign) and any(isinstance(target, ast.Name) and target.id == name for target in statement.targets):
            if len(statement.targets) > 1 or is_bound or not _is_same_again(statement.value, name):
                return False
            is_bound = True
        elif not is_bound and any(isinstance(node, ast.Name) and node.id == name for node in walk(statement)):
            return False
    return is_bound


def _is_same_again(value: ast.expr, name: str) -> bool:
    """Whether all on the way from the name to the value gives the same the second time."""
    if isinstance(value, ast.Name):
        return value.id == name
    if not isinstance(value, ast.Call):
        return False
    given = [*value.args, *(keyword.value for keyword in value.keywords)]
    if isinstance(value.func, ast.Name) and value.func.id in _FUNCTIONS and value.args:
        return _is_same_again(value.args[0], name) and all(map(_is_constant, given[1:]))
    found = root(value.func)
    return (
        isinstance(value.func, ast.Attribute)
        and value.func.attr in _METHODS
        and found is not None
        and found.id == name
        and _is_same_again(value.func.value, name)
        and all(map(_is_constant, given))
    )


def _is_constant(node: ast.expr) -> bool:
    return all(isinstance(part, (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.UnaryOp, ast.unaryop, ast.Load)) for part in walk(node))
