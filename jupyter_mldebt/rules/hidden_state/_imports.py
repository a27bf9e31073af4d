"""Imports that a notebook lacks or has too late: which one a name stands for, and where it goes."""

from __future__ import annotations

import ast
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache

from jupyter_mldebt.context import Context
from jupyter_mldebt.exports import exports
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.knowledge.aliases import IMPORTS, MODULES, OLDER, STANDARD, UNMISTAKABLE
from jupyter_mldebt.rule import Edit, Fix, Position, Range
from jupyter_mldebt.rules.hidden_state._missing import Failure, failures
from jupyter_mldebt.rules.hidden_state._trial import Change, Trials

# Cells that a runner leaves out, replaces or expects to fail.
APART = frozenset({"skip-execution", "parameters", "injected-parameters", "raises-exception"})


def missing_imports(context: Context) -> dict[str, Fix]:
    """The fix for each name of the notebook that is never defined and stands for a known import."""
    first: dict[str, Failure] = {}
    pairs: dict[str, set[tuple[int, str]]] = {}
    unwanted = {read.name for read in context.graph.missing() if read.guarded}
    for failure in failures(context, "never-defined"):
        if failure.severity == "info":
            unwanted.add(failure.name)
        first.setdefault(failure.name, failure)
        pairs.setdefault(failure.name, set()).add((failure.cell, failure.name))
    edits = {}
    for name, failure in first.items():
        statement = None if name in unwanted else known_import(name, context)
        edit = statement and import_edit(statement, failure, context)
        if statement and edit:
            edits[name] = statement, edit
    trials = context.once(Trials)
    wanted = {pair for name in edits for pair in pairs[name]}
    all_do = len(edits) > 1 and _only_adds(trials.change(_as_one(edit for _, edit in edits.values())), wanted)
    fixes = {}
    for name, (statement, edit) in edits.items():
        if all_do or _only_adds(trials.change([edit]), pairs[name]):
            is_safe = first[name].severity == "error" or _is_there(statement, context)
            fixes[name] = Fix("safe" if is_safe else "unsafe", f"Add `{statement}` {where(edit, context)}", (edit,))
    return fixes


def known_import(name: str, context: Context) -> str | None:
    """The import that this name stands for, going by all that the notebook reads of it; None where that is not plain."""
    if not any(name in known for known in (IMPORTS, MODULES, UNMISTAKABLE, STANDARD)):
        return None
    uses = set(_uses(name, context))
    for statement, marks in IMPORTS.get(name, ()):
        if uses and uses <= marks:
            older = OLDER.get(statement.split()[1], ())
            return None if any((binding.qualified or "").startswith(older) for binding in context.graph.trace.bindings) else statement
    attributes = uses - {""}
    if not attributes or attributes & {"()", "[]"}:
        return None
    if name in MODULES:
        return f"import {name}" if MODULES[name] == name else f"import {MODULES[name]} as {name}"
    if name in UNMISTAKABLE or (name in STANDARD and uses <= _names_of(name)):
        return f"import {name}"
    return None


def import_edit(statement: str, failure: Failure, context: Context) -> Edit | None:
    """The edit that adds an import for a read: below the first imports above it, else in a new cell above all code.

    It goes to the top of a cell where the cell's own imports stand below the read, and in a script, whose head may have to stay its head.
    """
    above = [index for index in context.graph.order if index <= failure.cell and not APART.intersection(context.cell_at(index).tags)]
    for index in above:
        line = _below_imports(context.facts[index])
        if line is not None:
            is_early = index < failure.cell or line <= failure.place.line
            return _line_edit(index, line if is_early else _top(context.facts[index]), statement, context)
    first = next((index for index in above if _does_something(context.facts[index])), None)
    if first is None:
        return None
    if context.notebook.format != (0, 0):
        return Edit("insert-cell", first, text=statement)
    return _line_edit(first, _top(context.facts[first]), statement, context) if context.facts[first].tree is not None else None


def _as_one(edits: Iterable[Edit]) -> list[Edit]:
    """The edits with one new cell in place of several."""
    found = list(edits)
    new = [edit for edit in found if edit.kind == "insert-cell"]
    rest = [edit for edit in found if edit.kind != "insert-cell"]
    return [Edit("insert-cell", min(edit.cell for edit in new), text="\n".join(edit.text or "" for edit in new)), *rest] if new else rest


def _only_adds(change: Change | None, wanted: set[tuple[int, str]]) -> bool:
    """True where imports give their names to the cells that miss them, and that is all.

    What is known of a module's calls tells more of what they change once its import is there, so only bindings are compared.
    """
    names = {name for _, name in wanted}
    return (
        change is not None
        and not change.missing
        and wanted <= change.healed
        and not any(edge.via == "bind" for edge in change.lost)
        and all(edge.name in names for edge in change.gained if edge.via == "bind")
    )


def _is_there(statement: str, context: Context) -> bool:
    """True where the import surely does not fail: the notebook imports from the same package, or it comes with Python."""
    package = statement.split()[1].partition(".")[0]
    if package in STANDARD | UNMISTAKABLE | {"typing", "datetime", "urllib"}:
        return True
    return any(
        (binding.qualified or "").partition(".")[0] == package for binding in context.graph.trace.bindings if binding.kind == "import"
    )


def where(edit: Edit, context: Context, verb: str = "Add") -> str:
    """Where an import goes, in words."""
    if edit.kind == "insert-cell":
        return f"{'in' if verb == 'Add' else 'to'} a new cell above {context.label(edit.cell)}"
    return f"to {context.label(edit.cell)}"


def _uses(name: str, context: Context) -> Iterator[str]:
    """How the cells use the name: "()" called, "[]" subscribed or as an annotation, "" by itself, else the attribute that is read."""
    for cell in {read.place.cell for read in context.graph.missing() if read.name == name}:
        nodes = context.facts[cell].nodes
        rest = sum(isinstance(node, ast.Name) and node.id == name for node in nodes.get(ast.Name, ()))
        for node in (node for kind in (ast.Attribute, ast.Call, ast.Subscript, ast.arg, ast.AnnAssign) for node in nodes.get(kind, ())):
            found = _use(node, name)
            if found:
                rest -= 1
                yield found
        for node in (*nodes.get(ast.FunctionDef, ()), *nodes.get(ast.AsyncFunctionDef, ())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is(node.returns, name):
                rest -= 1
                yield "[]"
        if rest > 0:
            yield ""


def _use(node: ast.AST, name: str) -> str | None:
    if isinstance(node, ast.Attribute) and _is(node.value, name):
        return node.attr
    if isinstance(node, ast.Call) and _is(node.func, name):
        return "()"
    if (isinstance(node, ast.Subscript) and _is(node.value, name)) or (
        isinstance(node, ast.arg | ast.AnnAssign) and _is(node.annotation, name)
    ):
        return "[]"
    return None


def _is(node: ast.AST | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


@cache
def _names_of(module: str) -> frozenset[str]:
    """What a module of the standard library offers, by its source."""
    found = exports(module, None, (sysconfig.get_paths()["stdlib"],))
    return found.names if found is not None else frozenset()


def _below_imports(facts: CellFacts) -> int | None:
    """The line below the first imports at the top level of a cell; None where it has none."""
    body = facts.tree.body if facts.tree is not None else []
    first = next((place for place, node in enumerate(body) if isinstance(node, ast.Import | ast.ImportFrom)), None)
    if first is None:
        return None
    end = first
    for place in range(first, len(body)):
        if isinstance(body[place], ast.Import | ast.ImportFrom):
            end = place
        elif not _is_magic(body[place]):
            break
    line = body[end].end_lineno or 0
    for node in body[end + 1 :]:
        if node.lineno == line:  # behind a semicolon
            line = node.end_lineno or line
    return line + 1


def _top(facts: CellFacts) -> int:
    """The first line for statements of a cell, below its docstring."""
    body = facts.tree.body if facts.tree is not None else []
    if not body:
        return 1
    head = body[0]
    is_text = isinstance(head, ast.Expr) and isinstance(head.value, ast.Constant) and isinstance(head.value.value, str)
    return (head.end_lineno or head.lineno) + 1 if is_text else head.lineno


def _is_magic(node: ast.stmt) -> bool:
    return any(getattr(found, "magic", None) is not None for found in ast.walk(node))


def _does_something(facts: CellFacts) -> bool:
    """True where a cell is more than comments and IPython's settings."""
    if facts.tree is None:
        return True
    return any(not _is_magic(node) for node in facts.tree.body) or any(magic.body or magic.kind == "cell" for magic in facts.magics)


def _line_edit(cell: int, line: int, statement: str, context: Context) -> Edit:
    """The edit that puts a statement on a line of its own."""
    lines = context.cell_at(cell).source.split("\n")
    taken = context.facts[cell].text.taken
    lead = lines[line - 2][: taken.get(line - 1, 0)] if line > 1 else lines[0][: taken.get(1, 0)]
    if line <= len(lines):
        at, text = Position(line, 0), f"{lead}{statement}\n"
    else:
        at, text = Position(len(lines), len(lines[-1])), f"\n{lead}{statement}"
    return Edit("replace", cell, Range(at, at), text)
