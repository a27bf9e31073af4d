"""Shadowed: names that a step binds before anything that it runs can read the value which they had before it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Mapping, Sequence

from jupyter_mldebt.pipeline.statements import names_bound, names_read

_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef)


def shadowed(
    body: Sequence[ast.stmt],
    names: Iterable[str],
    functions: Mapping[str, Collection[str]],
    held: Collection[str],
    unknown: Collection[str],
) -> set[str]:
    """Those of the names whose former value no statement can see.

    Parameters
    ----------
    body : statements that run one after the other
    names : names that the statements bind
    functions : what functions that were defined before read when they are called
    held : those of the functions that values may hold
    unknown : names of values that may hold them
    """
    found = set()
    for name in names:
        readers = {name}
        while more := {other for other, read in functions.items() if other not in readers and not readers.isdisjoint(read)}:
            readers |= more
        if not (readers - {name}).isdisjoint(held):
            readers |= set(unknown)
        try:
            _follow(body, name, readers, False)
        except _Seen:
            continue
        found.add(name)
    return found


class _Seen(Exception):
    """The former value can be read."""


def _follow(body: Iterable[ast.stmt], name: str, readers: set[str], is_bound: bool) -> bool:
    """Whether the name is bound for certain after the statements.

    Raises
    ------
    _Seen : something reads it before
    """
    for node in body:
        if is_bound:
            return True
        if isinstance(node, _DEFINES):
            _look([*node.decorator_list, node.args], readers)
            is_bound = node.name == name
            if not is_bound and not names_read(node).isdisjoint(readers):
                readers.add(node.name)
        elif isinstance(node, ast.If):
            _look([node.test], readers)
            ends = [_follow(part, name, readers, False) for part in (node.body, node.orelse)]
            is_bound = all(ends)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            _look([node.test] if isinstance(node, ast.While) else [node.iter, node.target], readers)
            bound = isinstance(node, (ast.For, ast.AsyncFor)) and name in names_bound(node.target)
            _follow(node.body, name, readers, bound)
            _follow(node.orelse, name, readers, False)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            _look(node.items, readers)
            _follow(node.body, name, readers, False)  # it may swallow what ends the block early
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            _look([node], readers)
            targets = node.targets if isinstance(node, ast.Assign) else [node.target] * (node.value is not None)
            is_bound = any(isinstance(target, (ast.Name, ast.Tuple, ast.List)) and name in names_bound(target) for target in targets)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            is_bound = name in names_bound(node)
        elif isinstance(node, ast.AugAssign) or isinstance(node, ast.Delete):
            _look([node], readers)
            if name in names_bound(node):
                raise _Seen
        else:  # an expression, or what may be left in the middle
            _look([node], readers)
    return is_bound


def _look(nodes: Iterable[ast.AST], readers: set[str]) -> None:
    if any(not names_read(node).isdisjoint(readers) for node in nodes):
        raise _Seen
