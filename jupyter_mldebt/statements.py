"""Simple statements of a cell: those inside compound ones and in the body of a magic included, bodies of functions and classes left out."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

_WITH = frozenset((ast.With, ast.AsyncWith))
_BODY = ("body",)
_LOOP = ("body", "orelse")
_TRY = ("body", "handlers", "orelse", "finalbody")
# where statements stand in compound statements and their parts
_BLOCKS: dict[type[ast.AST], tuple[str, ...]] = {
    ast.With: _BODY,
    ast.AsyncWith: _BODY,
    ast.If: _LOOP,
    ast.For: _LOOP,
    ast.AsyncFor: _LOOP,
    ast.While: _LOOP,
    ast.Try: _TRY,
    ast.ExceptHandler: _BODY,
    ast.Match: ("cases",),
    ast.match_case: _BODY,
}
if hasattr(ast, "TryStar"):
    _BLOCKS[ast.TryStar] = _TRY


def simple(body: Iterable[ast.AST]) -> Iterator[ast.stmt]:
    """The statements that run when the cell runs, in document order; a definition is one, a `with` comes before the statements in it."""
    for statement in body:
        kind = type(statement)
        blocks = _BLOCKS.get(kind)
        if blocks is not None:
            if kind in _WITH:
                yield statement  # type: ignore[misc]
            for block in blocks:
                yield from simple(getattr(statement, block))
        elif kind is ast.Expr and (magic := getattr(statement.value, "magic", None)) is not None:  # type: ignore[attr-defined]
            yield from simple(magic.body)
        else:
            yield statement  # type: ignore[misc]


def root(node: ast.AST) -> ast.Name | None:
    """The name at the root of `name.a[0].b()`, None where there is none."""
    while True:
        if isinstance(node, ast.Name):
            return node
        if isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return None
