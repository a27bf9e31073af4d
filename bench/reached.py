"""What Python alone says of a cell: the names that it binds, and the expressions that are evaluated whenever it runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from bench.plain import plain_tree

WORD = re.compile(r"[^\W\d]\w*")


def bound_in(tree: ast.AST) -> Iterator[str]:
    """Every name that is bound anywhere below, in whatever scope."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(ctx=ast.Store() | ast.Del()):
                yield node.id
            case ast.Import() | ast.ImportFrom():
                yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar() if node.name:
                yield node.name
            case ast.Global() | ast.Nonlocal():
                yield from node.names


def may_bind(source: str, name: str) -> bool:
    """Whether the cell binds the name, as far as that can be told; where it can't, whether it says the word."""
    tree = plain_tree(source)
    return name in (WORD.findall(source) if tree is None else bound_in(tree))


def reached(body: Iterable[ast.stmt]) -> Iterator[ast.expr]:
    """Expressions that are evaluated whenever the statements run, in order; none in f-strings, whose places Python tells wrong."""
    for statement in body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from evaluated(*statement.decorator_list, *statement.args.defaults, *filter(None, statement.args.kw_defaults))
            case ast.ClassDef():
                yield from evaluated(*statement.decorator_list, *statement.bases, *(word.value for word in statement.keywords))
                yield from reached(statement.body)
            case ast.Expr() | ast.Assign() | ast.Return() | ast.AugAssign():
                if statement.value:
                    yield from evaluated(statement.value)
                if not isinstance(statement, ast.Expr | ast.Return):
                    yield from evaluated(*(statement.targets if isinstance(statement, ast.Assign) else [statement.target]))
            case ast.For():
                yield from evaluated(statement.iter)
            case ast.With():
                yield from evaluated(*(item.context_expr for item in statement.items))
                yield from reached(statement.body)
            case ast.If() | ast.While() | ast.Assert():
                yield from evaluated(statement.test)
            case ast.Raise():
                return
        if may_leave(statement):
            return


def evaluated(*nodes: ast.expr) -> Iterator[ast.expr]:
    for node in nodes:
        match node:
            case ast.Lambda():
                yield from evaluated(*node.args.defaults, *filter(None, node.args.kw_defaults))
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                yield from evaluated(node.generators[0].iter)
            case ast.IfExp():
                yield from evaluated(node.test)
            case ast.BoolOp():
                yield from evaluated(node.values[0])
            case ast.Compare():
                yield from evaluated(node.left, node.comparators[0])
            case ast.JoinedStr():
                pass
            case _:
                yield node
                for child in ast.iter_child_nodes(node):
                    yield from evaluated(
                        *([child] if isinstance(child, ast.expr) else [child.value] if isinstance(child, ast.keyword) else [])
                    )


def may_leave(statement: ast.stmt) -> bool:
    """Whether what stands below the statement may not be reached."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return False
    for node in ast.walk(statement):
        match node:
            case ast.Return() | ast.Raise() | ast.Break() | ast.Continue():
                return True
            case ast.Call(func=ast.Name(id="exit" | "quit") | ast.Attribute(attr="exit" | "_exit")):
                return True
    return False


def reads(tree: ast.Module) -> list[ast.Name]:
    return [node for node in reached(tree.body) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
