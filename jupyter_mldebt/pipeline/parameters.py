"""Which literals of a notebook become parameters of its pipeline, and the cells without them."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Collection, Iterable, Mapping
from textwrap import TextWrapper
from typing import Any

import msgspec

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.pipeline.literals import acting, hides, plain
from jupyter_mldebt.pipeline.plan import Parameter, PlanError
from jupyter_mldebt.pipeline.statements import TopStatement, deleted, top_statements

TAG = "parameters"
_COMMENT = TextWrapper(100, initial_indent="# ", subsequent_indent="# ")


def find(graph: Graph, *, infer: bool = True, chosen: Mapping[str, Any] | None = None) -> tuple[Parameter, ...]:
    """Parameters of a notebook: those of its `parameters` cell, else literals bound once at the top level on which something shown depends.

    Parameters
    ----------
    graph : the notebook's dataflow
    infer : False takes only the `parameters` cell, and what is chosen
    chosen : names that shall be parameters, with the default that they get; None for the notebook's own

    Raises
    ------
    PlanError : a chosen name is bound to no literal that can be taken out, or its default is of another type
    """
    tagged = of_author(graph)
    acts = acting(graph)
    found: dict[str, Parameter] = {}
    for cell in graph.order:
        if hides(graph, cell):
            break
        if tagged and cell not in tagged:
            continue
        for top in top_statements(cell, graph.facts[cell]):
            parameter = _parameter(graph, top)
            if parameter is None:
                continue
            if cell in tagged or parameter.name in (chosen or {}) or (infer and (cell, top.line) in acts):
                found[parameter.name] = parameter
    for name, value in (chosen or {}).items():
        if name not in found:
            raise PlanError(
                f"`{name}` can't be a parameter: the notebook does not bind it exactly once, at the top level, to a plain value"
            )
        old = found[name]
        if value is not None:
            value = as_type(old.type, value)
            if not fits(old.type, value) or not plain(value):
                raise PlanError(f"`{name}` must be of type {old.type}, as in the notebook, not {value!r}")
            found[name] = msgspec.structs.replace(old, default=value, text=repr(value), type=type(value).__name__)
    return tuple(found.values())


def as_type(kind: str, value: Any) -> Any:
    """A number as the type that a parameter has: 1e3 is 1000, but 0.5 stays what it is, and so does 1 where the notebook has 0.3.

    Libraries take 1 and 1.0 for different things, such as one row and all of them; what was written is what they get.
    """
    return int(value) if kind == "int" and type(value) is float and value.is_integer() else value


def fits(kind: str, value: Any) -> bool:
    """Whether a parameter of a type may have a value: of that type, any number for a number, or None, which many libraries take for "no limit"."""
    return value is None or type(value).__name__ == kind or (kind in ("int", "float") and type(value) in (int, float))


def of_author(graph: Graph) -> set[int]:
    """Cells that the notebook's author tagged as those of its parameters."""
    return {cell.index for cell in graph.notebook.code_cells() if TAG in cell.tags}


def without(
    cell: int, facts: CellFacts, taken: Iterable[Parameter], unnamed: Collection[str] = (), elsewhere: Mapping[str, str] | None = None
) -> str:
    """The text of a cell whose literals became parameters: a comment names them where the first one was.

    Parameters
    ----------
    cell, facts : the cell
    taken : the parameters
    unnamed : those that the notebook has no name for: they stand in its statements, and that tells enough
    elsewhere : for those that are not set in this notebook, where they are
    """
    names = {parameter.name for parameter in taken if parameter.cell == cell}
    tops = top_statements(cell, facts) if names else []
    moved = [top for top in tops if _target(top.node) in names]
    told = [top for top in moved if _target(top.node) not in unnamed]
    places: dict[str, list[str]] = {}
    for one in told:
        name = str(_target(one.node))
        where = (elsewhere or {}).get(name)
        places.setdefault(f"set in {where}" if where else "see the parameters above", []).append(name)
    comment = "; ".join(f"{', '.join(found)}: {where}" for where, found in places.items())
    lines = facts.source.split("\n")
    for top in reversed(moved):
        at = top.line - 1
        lines[at : top.end_line] = [_COMMENT.fill(comment)] if told[:1] == [top] else []
        while not any(map(str.strip, lines[max(0, at - 1) : at + 1])) and at < len(lines):  # one blank line is enough
            del lines[at]
    left = [top for top in tops if top not in moved]
    if moved and left and tops[-1] in moved and isinstance(left[-1].node, ast.Expr):
        lines.append("pass")  # or else the expression, now the last of the cell, would show its value
    return "\n".join(lines)


def _target(node: ast.stmt | None) -> str | None:
    """The name to which a statement assigns."""
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else getattr(node, "target", None)
    return target.id if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(target, ast.Name) else None


def _parameter(graph: Graph, top: TopStatement) -> Parameter | None:
    node = top.node
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target, value = node.targets[0], node.value
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        target, value = node.target, node.value
    else:
        return None
    if not (isinstance(target, ast.Name) and top.alone) or any(magic.kind == "cell" for magic in graph.facts[top.cell].magics):
        return None
    name = target.id
    if name.startswith("_") or keyword.issoftkeyword(name):
        return None
    try:
        default = ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    if not plain(default) or not _once(graph, name, top):
        return None
    uses = {read.cell for read in graph.trace.reads if read.name == name}
    if not uses or any(read.missing for read in graph.trace.reads if read.name == name):
        return None
    return Parameter(
        name=name,
        default=default,
        text=repr(default),
        type=type(default).__name__,
        help=top.comment,
        cell=top.cell,
        line=top.line,
        uses=tuple(sorted(uses)),
    )


def _once(graph: Graph, name: str, top: TopStatement) -> bool:
    """Bound by this statement alone, and never changed in place or deleted."""
    bindings = [binding for binding in graph.trace.bindings if binding.name == name]
    if len(bindings) != 1 or bindings[0].place.cell != top.cell or not top.line <= bindings[0].place.line <= top.end_line:
        return False
    if any(name in names for names in graph.trace.brought.values()) or any(name in mutation.names for mutation in graph.trace.mutations):
        return False
    if any(name in _compared(node) for facts in graph.facts.values() for node in facts.nodes.get(ast.Compare, ())):
        return False
    return not any(name in deleted(facts) for facts in graph.facts.values())


def _compared(node: ast.AST) -> set[str]:
    """Names whose identity a comparison asks for: literals of one cell may be one object, those of two are not."""
    if not isinstance(node, ast.Compare) or not any(isinstance(operator, (ast.Is, ast.IsNot)) for operator in node.ops):
        return set()
    sides = [node.left, *node.comparators]
    if any(isinstance(side, ast.Constant) and not isinstance(side.value, (int, float, str)) for side in sides):
        return set()
    return {side.id for side in sides if isinstance(side, ast.Name)}
