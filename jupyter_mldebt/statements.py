"""Simple statements of a cell: those inside compound ones and in the body of a magic included, bodies of functions and classes left out."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator


def simple(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when the cell runs, in document order; a definition is one, a `with` comes before the statements in it."""
    for statement in body:
        if isinstance(statement, ast.Expr) and (magic := getattr(statement.value, "magic", None)) is not None:
            yield from simple(magic.body)
        elif isinstance(statement, (ast.With, ast.AsyncWith)):
            yield statement
            yield from simple(statement.body)
        elif isinstance(statement, (ast.If, ast.For, ast.AsyncFor, ast.While)):
            yield from simple(statement.body)
            yield from simple(statement.orelse)
        elif isinstance(statement, ast.Try) or type(statement).__name__ == "TryStar":
            yield from simple(statement.body)  # type: ignore[attr-defined]
            for handler in statement.handlers:  # type: ignore[attr-defined]
                yield from simple(handler.body)
            yield from simple(statement.orelse)  # type: ignore[attr-defined]
            yield from simple(statement.finalbody)  # type: ignore[attr-defined]
        elif isinstance(statement, ast.Match):
            for case in statement.cases:
                yield from simple(case.body)
        else:
            yield statement


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
