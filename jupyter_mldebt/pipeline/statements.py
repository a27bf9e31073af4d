"""The top-level statements of a cell, with their exact text, and the names in them."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.magics import PLACEHOLDER, Magic

BUILTINS = frozenset(dir(builtins)) | {"display", "get_ipython", "__name__", "__doc__"}
_COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp", "genexpr")


@dataclass(frozen=True, eq=False)
class TopStatement:
    """One statement, or one line magic, that stands at the top level of a cell.

    Parameters
    ----------
    cell : index among all cells
    position : of the statement in its cell, as Call.statement counts
    node : its tree, None for a magic
    magic : the line magic, None for a statement
    line, end_line : first and last line, decorators included
    text : as the cell has it
    alone : True where nothing but a comment shares its lines
    comment : the comment that ends its last line
    """

    cell: int
    position: int
    node: ast.stmt | None
    magic: Magic | None
    line: int
    end_line: int
    text: str
    alone: bool
    comment: str | None = None


def top_statements(cell: int, facts: CellFacts) -> list[TopStatement]:
    """Statements that run in the notebook's namespace in the order of the text; those below %%time and its like included."""
    found: list[TopStatement] = []
    if facts.tree is None:
        return found
    lines = facts.source.split("\n")
    for position, statement in enumerate(facts.tree.body):
        magic = getattr(getattr(statement, "value", None), "magic", None) if isinstance(statement, ast.Expr) else None
        if magic is None:
            found.append(_statement(cell, position, statement, facts, lines))
        elif magic.kind == "cell":
            found += [_statement(cell, position, inner, facts, lines) for inner in magic.body]
        elif magic.kind == "line":
            text = _cut(lines, magic.line, magic.column, magic.end_line, magic.end_column)
            found.append(TopStatement(cell, position, None, magic, magic.line, magic.end_line, text.strip(), True))
    return found


def _statement(cell: int, position: int, node: ast.stmt, facts: CellFacts, lines: list[str]) -> TopStatement:
    line, column, end_line, end_column = facts.span(node)
    for decorator in getattr(node, "decorator_list", ()):
        above = facts.span(decorator)[0]
        if above < line:
            line, column = above, len(lines[above - 1]) - len(lines[above - 1].lstrip())
    before, after = lines[line - 1][:column], lines[end_line - 1][end_column:]
    text = _cut(lines, line, column, end_line, end_column)
    if column and before.isspace():
        text = "\n".join(part.removeprefix(before) for part in text.split("\n"))
    comment = after.strip()[1:].strip() or None if after.strip().startswith("#") else None
    alone = not before.strip() and after.strip()[:1] in ("", "#")
    return TopStatement(cell, position, node, None, line, end_line, text, alone, comment)


def _cut(lines: list[str], line: int, column: int, end_line: int, end_column: int) -> str:
    part = lines[line - 1 : end_line]
    if not part:
        return ""
    part[-1] = part[-1][:end_column]
    part[0] = part[0][column:]
    return "\n".join(part)


def names_read(node: ast.AST) -> set[str]:
    """Every name that the tree loads, whatever its scope, built-ins left out: no fewer than the globals that it needs."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)} - BUILTINS


def names_bound(node: ast.AST) -> set[str]:
    """Globals that a top-level statement binds by its own text, those that functions in it bind left out."""
    bound: set[str] = set()
    todo: list[ast.AST] = [node]
    while todo:
        part = todo.pop()
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(part.name)
            continue
        if isinstance(part, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            continue
        if isinstance(part, (ast.Import, ast.ImportFrom)):
            bound |= {(alias.asname or alias.name.split(".")[0]) for alias in part.names}
        elif isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            bound.add(part.id)
        elif isinstance(part, ast.ExceptHandler) and part.name:
            bound.add(part.name)
        todo += ast.iter_child_nodes(part)
    return bound


def deleted(facts: CellFacts) -> set[str]:
    """Names in `del` statements of a cell."""
    return {target.id for node in facts.nodes.get(ast.Delete, ()) for target in node.targets if isinstance(target, ast.Name)}  # type: ignore[attr-defined]


def opens(facts: CellFacts) -> bool:
    """Whether the cell may bind names that its text does not show: %run, %pylab, a star import, exec, text that can't be analysed."""
    stars = (alias.name == "*" for node in facts.nodes.get(ast.ImportFrom, ()) for alias in node.names)  # type: ignore[attr-defined]
    return evaluates(facts) or any(magic.star for magic in facts.magics) or any(stars)


def evaluates(facts: CellFacts) -> bool:
    """Whether the cell may use and bind names that its text does not show: %run, exec, text that can't be analysed."""
    if facts.tree is None or any(magic.opens or magic.runs for magic in facts.magics):
        return True
    return any(isinstance(node.func, ast.Name) and node.func.id == "exec" for node in facts.nodes.get(ast.Call, ()))  # type: ignore[attr-defined]


def root(node: ast.AST) -> str | None:
    """The name at the root of `a.b[c].d()`."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call, ast.Starred)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
    """Calls that happen when the statement runs: not those in the bodies of functions and lambdas."""
    todo: list[ast.AST] = [node]
    while todo:
        part = todo.pop()
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
            todo += [*part.decorator_list, *part.args.defaults, *(default for default in part.args.kw_defaults if default is not None)]
            continue
        if isinstance(part, ast.Lambda):
            todo += part.args.defaults
            continue
        if isinstance(part, ast.Call):
            yield part
        todo += ast.iter_child_nodes(part)


def now_and_later(node: ast.stmt | ast.expr) -> tuple[set[str], set[str]]:
    """Globals that are read when the statement runs, and those that are read when the functions which it defines are called."""
    statement = node if isinstance(node, ast.stmt) else ast.Expr(node)
    now: set[str] = set()
    later: set[str] = set()
    todo = [(symtable.symtable(ast.unparse(statement), "<cell>", "exec"), now)]
    while todo:
        table, into = todo.pop()
        at_top = table.get_type() == "module"
        into |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            # of a function that is called "top", symtable says of locals that they are global, too
            if symbol.is_referenced() and (at_top or (symbol.is_global() and not symbol.is_local()))
        }
        for inner in table.get_children():
            runs_now = inner.get_type() == "class" or inner.get_name() in _COMPREHENSIONS
            todo.append((inner, into if runs_now else later))
    hidden = {name for name in now | later if PLACEHOLDER.match(name)}
    return now - BUILTINS - hidden, later - BUILTINS - hidden
