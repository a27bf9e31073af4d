"""Moves that put a definition above the cells that read it too early."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from jupyter_mldebt.context import Context
from jupyter_mldebt.graph import Edge
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.queries import Dependence, dependences
from jupyter_mldebt.rule import Edit, Fix, Position, Range
from jupyter_mldebt.rules.hidden_state._imports import APART, import_edit, missing_imports, where
from jupyter_mldebt.rules.hidden_state._missing import Failure, failures
from jupyter_mldebt.rules.hidden_state._trial import NEW, Change, Trials

# Cells that move together: up to the one number it is a small change, up to the other it may still be wanted.
_FEW, _MOST = 2, 4

# Methods by which an object is left behind.
_ENDING = frozenset("close cancel destroy disconnect exit finish join kill quit release shutdown stop terminate unpersist".split())

_NOT_CALLABLE = frozenset("array bool bytes dict frame list none number range series set str tuple".split())

# Magics that concern the display or the notebook alone.
_HARMLESS = frozenset("matplotlib pylab config time timeit load_ext reload_ext autoreload who whos pinfo precision xmode capture".split())


class _Move(NamedTuple):
    """A way to mend a notebook.

    Parameters
    ----------
    title : in words
    edits : what to do
    moved, crossed : cells that move, and those that they move past
    names : names that an import which is moved alone binds
    is_plain : False where so much moves, or the reader itself does, that what the notebook tells may suffer
    """

    title: str
    edits: tuple[Edit, ...]
    moved: frozenset[int]
    crossed: frozenset[int]
    names: frozenset[str] = frozenset()
    is_plain: bool = True


def moves(context: Context) -> dict[tuple[int, str], Fix]:
    """The fix for each cell and name that it reads above the definition. What one move mends is mended by the same for all."""
    trials = context.once(Trials)
    late = [failure for failure in failures(context, "defined-later") if failure.severity != "info"]
    mendable = context.once(missing_imports)
    sure = {(read.cell, read.name) for read in context.graph.missing() if read.fails and read.name not in mendable}
    fixes: dict[tuple[int, str], Fix] = {}
    for failure in late:
        if (failure.cell, failure.name) in fixes:
            continue
        for move in _moves(failure, late, context):
            change = trials.change(move.edits)
            if change and _mends(change, move, failure, context) and not _still_fails(move.moved, sure - change.healed, move):
                is_safe = (
                    failure.severity == "error"
                    and move.is_plain
                    and _is_sure(failure, context)
                    and (_is_import(failure) or not _still_fails({failure.cell}, sure - change.healed, move))
                    and not _side_effects(change, move, context)
                )
                fix = Fix("safe" if is_safe else "unsafe", move.title, move.edits)
                for cell, name in change.healed:
                    if is_safe or name == failure.name:  # other names may have a better one
                        fixes.setdefault((cell, name), fix)
                break
    return fixes


def _still_fails(cells: Collection[int], missing: set[tuple[int, str]], move: _Move) -> bool:
    """True where one of the cells fails all the same. An import that is moved alone does not ask for the rest of its cell."""
    return not move.names and any(cell in cells for cell, _ in missing)


def _moves(failure: Failure, late: list[Failure], context: Context) -> Iterator[_Move]:
    """What could mend the failure, the best first."""
    reader, definer = failure.cell, _definer(failure, context)
    if (
        definer is None
        or _ends(failure, context)
        or _is_called_in_vain(failure, definer, context)
        or APART.intersection((*context.cell_at(definer).tags, *context.cell_at(reader).tags))
    ):
        return
    if _is_import(failure) and not _imports_only(definer, context):
        yield from _import_move(failure, definer, context)
        return
    others = {_definer(other, context) for other in late if other.cell == reader and not _is_import(other) and not _ends(other, context)}
    all_needed = {cell for cell in others if cell is not None and not APART.intersection(context.cell_at(cell).tags)}
    for definers in dict.fromkeys((frozenset(all_needed), frozenset([definer]))):
        between = [index for index in context.graph.order if reader < index <= max(definers, default=reader)]
        cells = definers.union(*(_needed(cell, between, context) for cell in definers))
        if definer in cells and len(cells) <= _MOST:
            yield _up(reader, sorted(cells), between, context)
    readers = {other.cell for other in late if other.name == failure.name}
    if readers == {reader} and all(context.cell_at(index).kind == "code" for index in range(reader, definer)):
        yield _down(reader, definer, context)


def _definer(failure: Failure, context: Context) -> int | None:
    """The cell that defines the name: of several the one that ran last before the reader, else the first; None where it can't be told."""
    cells = sorted({binding.cell for binding in failure.read.later})
    ran = [] if _is_import(failure) else _ran_before(cells, failure.cell, context)
    one = ran[-1] if ran else min(cells, default=failure.cell)
    return one if cells and cells[0] > failure.cell else None


def _is_sure(failure: Failure, context: Context) -> bool:
    """True where no other cell can be meant."""
    cells = {binding.cell for binding in failure.read.later}
    return len(cells) == 1 or _is_import(failure) or bool(_ran_before(cells, failure.cell, context))


def _ran_before(cells: Collection[int], reader: int, context: Context) -> list[int]:
    """Those of the cells that ran before the reader, by their counts, the last one last; none where a count is not known."""
    counts = {cell: context.cell_at(cell).execution_count for cell in (*cells, reader)}
    known = {cell: count for cell, count in counts.items() if count is not None}
    if len(known) < len(counts):
        return []
    return sorted((cell for cell in cells if known[cell] < known[reader]), key=known.__getitem__)


def _is_import(failure: Failure) -> bool:
    later = failure.read.later
    return all(binding.kind == "import" for binding in later) and len({binding.qualified for binding in later}) == 1


def _ends(failure: Failure, context: Context) -> bool:
    """True where the reader takes leave of the object: what it means is an older one, not the one that is made below."""
    nodes = context.facts[failure.read.place.cell].nodes
    attributes = (node for node in nodes.get(ast.Attribute, ()) if isinstance(node, ast.Attribute) and node.attr in _ENDING)
    deleted = (target for node in nodes.get(ast.Delete, ()) if isinstance(node, ast.Delete) for target in node.targets)
    return any(isinstance(node, ast.Name) and node.id == failure.name for node in (*(one.value for one in attributes), *deleted))


def _is_called_in_vain(failure: Failure, definer: int, context: Context) -> bool:
    """True where the read is a call and what is defined below can't be called: it is something else of that name."""
    values = {binding.value for binding in failure.read.later if binding.cell == definer}
    place = failure.read.place
    return values <= _NOT_CALLABLE and any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and context.place(node.func, place.cell) == place
        for node in context.facts[place.cell].nodes.get(ast.Call, ())
    )


def _up(reader: int, cells: list[int], between: list[int], context: Context) -> _Move:
    edits = tuple(Edit("move-cell", cell, to=reader) for cell in cells)
    title = f"Move {_listed(cells, context)} above {context.label(reader)}"
    return _Move(title, edits, frozenset(cells), frozenset([reader, *between]) - set(cells), is_plain=len(cells) <= _FEW)


def _down(reader: int, definer: int, context: Context) -> _Move:
    edits = (Edit("move-cell", reader, to=definer + 1),)
    title = f"Move {context.label(reader)} below {context.label(definer)}"
    crossed = frozenset(index for index in context.graph.order if reader < index <= definer)
    return _Move(title, edits, frozenset([reader]), crossed, is_plain=False)


def _import_move(failure: Failure, definer: int, context: Context) -> Iterator[_Move]:
    """Move the import alone: the rest of its cell may need what stands above it."""
    facts = context.facts[definer]
    body = facts.tree.body if facts.tree is not None else []
    name = failure.name
    found = next((node for node in body if isinstance(node, ast.Import | ast.ImportFrom) and name in _bound(node)), None)
    if found is None or facts.text.taken:
        return
    lines = context.cell_at(definer).source.split("\n")
    first, last = found.lineno, found.end_lineno or found.lineno
    has_line = not any(node is not found and node.lineno <= last and (node.end_lineno or 0) >= first for node in body)
    if has_line and found.col_offset == 0:
        statement = "\n".join(lines[first - 1 : last]).rstrip()
        while first == 1 and last < len(lines) - 1 and not lines[last].strip():
            last += 1  # a cell does not begin with blank lines, nor end with them
        while last == len(lines) and first > 2 and not lines[first - 2].strip():
            first -= 1
        if last < len(lines):
            cut = Range(Position(first, 0), Position(last + 1, 0))
        else:
            cut = Range(Position(first - 1, len(lines[first - 2])), Position(last, len(lines[-1])))
        names = _bound(found)
        gone: tuple[Edit, ...] = (Edit("replace", definer, cut, ""),)
    else:
        alias = next(alias for alias in found.names if (alias.asname or alias.name.partition(".")[0]) == name)
        kind = (
            ast.Import([alias]) if isinstance(found, ast.Import) else ast.ImportFrom(module=found.module, names=[alias], level=found.level)
        )
        statement, names, gone = ast.unparse(kind), frozenset([name]), ()
    edit = import_edit(statement, failure, context)
    if edit is not None:
        verb = "Move" if gone else "Add"
        shown = statement if "\n" not in statement else f"{statement.splitlines()[0]} …"
        yield _Move(f"{verb} `{shown}` {where(edit, context, verb)}", (edit, *gone), frozenset([definer]), frozenset(), names)


def _mends(change: Change, move: _Move, failure: Failure, context: Context) -> bool:
    """True where the name is found, and every other cell gets the bindings that it got before."""
    if (failure.cell, failure.name) not in change.healed or change.missing:
        return False
    return not any(edge.via == "bind" for edge in _unmeant(change, move, context))


def _side_effects(change: Change, move: _Move, context: Context) -> bool:
    """True where the order of changes in place, of drawing, of files or of random numbers may be another one."""
    return bool(_unmeant(change, move, context)) or _order_matters(move, context)


def _unmeant(change: Change, move: _Move, context: Context) -> set[Edge]:
    """Edges that come or go without being meant to. An import that is moved alone is the same for its readers."""
    gained, lost = set(change.gained), set(change.lost)
    if move.names:
        home = NEW if move.edits[0].kind == "insert-cell" else move.edits[0].cell
        lost -= {
            edge
            for edge in lost
            if edge.source in move.moved
            and edge.name in move.names
            and edge.via == "bind"
            and (edge.target == home or edge._replace(source=home) in gained)
        }
        gained = {edge for edge in gained if edge.source != home or edge.name not in move.names or edge.via != "bind"}
    cells = {cell for cell, _ in change.healed}
    read = {(edge.target, edge.name) for edge in context.graph.edges}
    return lost | {
        edge
        for edge in gained
        if (edge.target, edge.name) not in change.healed
        # a cell that runs to its end reads more, in the functions that it calls
        and not (edge.target in cells and edge.via == "bind" and (edge.source not in move.moved or (edge.target, edge.name) not in read))
        and not _is_same(edge, context)
    }


def _is_same(edge: Edge, context: Context) -> bool:
    """True where the name is imported from where the kernel has it from."""
    found = {binding.qualified for binding in context.graph.bindings_of.get(edge.source, ()) if binding.name == edge.name}
    return edge.via == "bind" and found <= {"IPython.display.display", "IPython.core.display.display"} and bool(found)


def _needed(definer: int, between: list[int], context: Context) -> set[int]:
    """The cells in between that have to stay above the definer."""
    needs: dict[int, set[int]] = {}
    for dependence in context.once(_dependences):
        needs.setdefault(dependence.after, set()).add(dependence.before)
    found: set[int] = set()
    todo = [definer]
    while todo:
        new = needs.get(todo.pop(), set()) & set(between) - found
        found |= new
        todo += new
    return found


def _dependences(context: Context) -> tuple[Dependence, ...]:
    return dependences(context.graph)


def _order_matters(move: _Move, context: Context) -> bool:
    """True where cells that move past each other both do something to the world, or draw random numbers."""
    moved, crossed = (_effects(cells, context) for cells in (move.moved, move.crossed))
    for one, other in ((moved, crossed), (crossed, moved)):
        if one & {"write", "process", "ask"} and other & {"read", "write", "process", "ask", "net"}:
            return True
    return "random" in moved and "random" in crossed


def _effects(cells: Iterable[int], context: Context) -> set[str]:
    found: set[str] = set()
    for cell in cells:
        for call in context.graph.calls_of.get(cell, ()):
            known = lookup(call.target)
            if known is not None and known.effect:
                found.add(known.effect)
            if call.target and call.target.startswith(("random.", "numpy.random.", "torch.rand", "rng.")):
                found.add("random")
        if any(magic.kind == "shell" or (magic.kind != "help" and magic.name not in _HARMLESS) for magic in context.facts[cell].magics):
            found.add("process")
    return found


def _imports_only(cell: int, context: Context) -> bool:
    tree = context.facts[cell].tree
    return tree is not None and all(
        isinstance(node, ast.Import | ast.ImportFrom) or (isinstance(node, ast.Expr) and hasattr(node.value, "magic")) for node in tree.body
    )


def _bound(node: ast.Import | ast.ImportFrom) -> frozenset[str]:
    return frozenset(alias.asname or alias.name.partition(".")[0] for alias in node.names)


def _listed(cells: list[int], context: Context) -> str:
    *others, last = (context.label(cell).removeprefix("cell ") for cell in cells)
    return f"cells {', '.join(others)} and {last}" if others else f"cell {last}"
