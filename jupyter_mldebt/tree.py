"""Tree: quick ways through Python's syntax tree. `ast.walk` asks every node for its fields anew and shows contexts and operators too."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

# fields that hold text, numbers, contexts and operators: no node that anybody looks for
_PLAIN = frozenset(
    "id attr arg name asname module names level ctx op ops lineno type_comment kind conversion simple is_async str tag type_ignores "
    "kwd_attrs rest".split()
)
_OWN_FIELDS = {"Import": ("names",), "ImportFrom": ("names",), "TypeAlias": ("name", "type_params", "value")}
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {ast.Constant: (), ast.MatchSingleton: ()}


def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    plain = tuple(field for field in kind._fields if field not in _PLAIN)
    found = _FIELDS[kind] = _OWN_FIELDS.get(kind.__name__, plain)
    return found


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes right below a node in the order of the fields, contexts and operators left out."""
    kind = type(node)
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _fields(kind)
    found: list[ast.AST] = []
    for field in fields:
        value = getattr(node, field, None)
        if type(value) is list:
            if None in value:
                found += [item for item in value if item is not None]
            else:
                found += value
        elif value is not None:
            found.append(value)
    return found


def walk(*roots: ast.AST) -> Iterator[ast.AST]:
    """The nodes and all below them in the order of the text, as far as the fields are in that order."""
    todo = list(roots[::-1])
    while todo:
        node = todo.pop()
        yield node
        below = children(node)
        below.reverse()
        todo += below


def has(kinds: tuple[type[ast.AST], ...], roots: Iterable[ast.AST]) -> bool:
    """Whether a node of these kinds is among the nodes or below them."""
    todo = list(roots)
    while todo:
        node = todo.pop()
        if isinstance(node, kinds):
            return True
        todo += children(node)
    return False
