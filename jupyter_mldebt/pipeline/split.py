"""Where a notebook is cut into steps: by `step:` tags, by headings, or else where least crosses; never where a value can't be carried."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Cell
from jupyter_mldebt.pipeline import titles
from jupyter_mldebt.pipeline.barriers import find
from jupyter_mldebt.pipeline.prologue import Replay, is_literal
from jupyter_mldebt.pipeline.statements import names_read, top_statements
from jupyter_mldebt.queries import live

SHORT = 8  # a notebook of fewer code cells is one step unless its author divided it
_COPY = 0.5  # what a function that two steps have costs, in names that cross
LARGEST = 0.7  # share of the code cells that one step may hold


class Part(NamedTuple):
    """A run of consecutive cells that becomes a step: what to call it, and its cells' indices among all cells."""

    title: str
    cells: tuple[int, ...]


class Cut(NamedTuple):
    """How a notebook is divided, and why not otherwise."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...]


def split(graph: Graph, together: Collection[str] = ()) -> Cut:
    """Divide a notebook into steps.

    Parameters
    ----------
    graph : the notebook's dataflow in document order
    together : names whose values were found not to be carriable
    """
    cells = graph.notebook.cells
    working = [index for index in graph.order if cells[index].source.strip()]
    replay = Replay(graph)
    barriers = find(graph, working, together, replay)
    notes: list[str] = []
    tagged = _tagged(cells)
    headed = tagged or _with_preparation(replay, _headed(cells, working), working)
    starts = _sections(cells, headed, [index for index in working if not titles.is_text(graph, index)] or working, barriers, notes)
    if len(working) >= SHORT:
        starts = _divided(replay, starts, working, barriers, notes)
    begins = sorted(starts)
    runs = [tuple(range(begin, end)) for begin, end in zip(begins, [*begins[1:], len(cells)], strict=True)]
    runs = [run for run in runs if run]
    whole = titles.name_of_all(graph)
    named = []
    for run in runs:
        told = starts[run[0]]
        holds = {_owner(index, headed) for index in working if index in run}
        is_told = told and (tagged or (len(holds) < 2 and not (whole and told == whole[1])))  # it must cover all, and no more
        named.append(told if is_told else titles.title(graph, run))
    named = titles.apart(graph, named, runs)
    return Cut(tuple(map(Part, named, runs)), tuple(notes))


def _tagged(cells: Sequence[Cell]) -> dict[int, str]:
    starts: dict[int, str] = {}
    last = None
    for cell in cells:
        tag = next((tag.removeprefix("step:").strip() for tag in cell.tags if tag.startswith("step:")), None)
        if tag and tag != last:
            starts[cell.index] = last = tag
    return starts


def _headed(cells: Sequence[Cell], working: Sequence[int]) -> dict[int, str]:
    """First cells of the sections at the highest level of headings that gives two to twelve with code in them."""
    headings: list[tuple[int, int, str]] = []
    for cell in cells:
        if cell.kind == "markdown" and (found := titles.headings(cell.source)):
            headings.append((cell.index, *found[0]))
    for level in (1, 2, 3):
        starts = {index: title for index, depth, title in headings if depth <= level}
        if 2 <= len({_owner(index, starts) for index in working}) <= 12:
            return starts
    return {}


def _with_preparation(replay: Replay, starts: dict[int, str], working: Sequence[int]) -> dict[int, str]:
    """Sections in which a first one that only imports and sets things up is joined to the next: each step does that for itself anyway."""
    if not starts:
        return starts
    if working[0] < min(starts):
        starts = {0: "", **starts}
    order = sorted(starts)
    following = next((start for start in order[1:] if any(order[0] <= index < start for index in working)), None)
    first = [index for index in working if following and index < following]
    if not first or not all(_prepares(replay, index) for index in first):
        return starts
    return {order[0]: starts[following or 0], **{start: starts[start] for start in order if start > (following or 0)}}


def _prepares(replay: Replay, cell: int) -> bool:
    """Whether all that a cell does is what later steps do again for themselves."""
    prepares = {item.key for item in replay.items if item.kind in ("import", "state", "seed", "constant", "definition")}
    tops = top_statements(cell, replay.graph.facts[cell])
    return bool(tops) and all(((top.cell, top.line) in prepares and not _computes(top.node)) or _is_plain(top.node) for top in tops)


def _is_plain(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Assign) and is_literal(node.value)


def _computes(node: ast.stmt | None) -> bool:
    """Whether a statement gives a name to what is no literal."""
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and not is_literal(node.value)


def _owner(index: int, starts: Iterable[int]) -> int:
    return max((start for start in starts if start <= index), default=-1)


def _sections(
    cells: Sequence[Cell], starts: dict[int, str], working: Sequence[int], barriers: dict[int, str], notes: list[str]
) -> dict[int, str]:
    """Starts of the sections that hold code, the notebook's first cell among them; none where a value in use can't be carried."""
    kept: dict[int, str] = {}
    order = sorted(starts)
    opening: int | None = None  # a heading, or a text, that stands above the headings of its parts
    if not order or any(index < order[0] for index in working):
        kept[0] = ""
    for start, following in zip(order, [*order[1:], len(working) and working[-1] + 1], strict=False):
        inside = [index for index in working if start <= index < following]
        if not inside:
            opening = start if _opens(cells, start, following) and opening is None else opening
            continue
        begin, opening = start if opening is None else opening, None
        if kept and (why := barriers.get(inside[0])):
            notes.append(f'"{starts[start]}" stays in one step with what is before it: {why}')
            continue
        kept[begin if kept else 0] = starts[start]
    return kept or {0: ""}


def _opens(cells: Sequence[Cell], start: int, following: int) -> bool:
    """Whether a section without code is the beginning of the next one: its heading stands above that one's, or there is nothing but the heading."""
    found = [titles.headings(cells[index].source) for index in (start, following) if index < len(cells)]
    if len(found) == 2 and all(found) and found[0][0][0] < found[1][0][0]:
        return True
    return not any("\n" in cell.source.strip() or cell.index > start for cell in cells[start:following])


def _divided(replay: Replay, starts: dict[int, str], working: Sequence[int], barriers: dict[int, str], notes: list[str]) -> dict[int, str]:
    """Cut the sections that hold too much of the notebook, where least crosses."""
    result, graph = dict(starts), replay.graph
    for inside in _large(graph, starts, working):
        for cell in _narrowest(replay, inside, barriers):
            result.setdefault(_with_text(graph, cell), "")
    for inside in _large(graph, result, working):
        reasons = Counter(barriers[index] for index in inside[1:] if index in barriers)
        why = "; ".join(reason for reason, _ in reasons.most_common(2)) or "nothing in them can be cut"
        notes.append(f"{len(inside)} of {len(working)} code cells stay in one step: {why}")
    return result


def _large(graph: Graph, starts: Iterable[int], working: Sequence[int]) -> list[list[int]]:
    """Cells of the sections that hold too much of the notebook."""
    bounds = [*sorted(starts), len(graph.notebook.cells)]
    sections = [[index for index in working if begin <= index < end] for begin, end in zip(bounds, bounds[1:], strict=False)]
    return [inside for inside in sections if len(inside) > LARGEST * len(working)]


def _narrowest(replay: Replay, inside: Sequence[int], barriers: dict[int, str]) -> list[int]:
    """First cells of the steps into which a run of cells is cut: least crossing names, steps of like size (dynamic programming)."""
    graph, count = replay.graph, len(inside)
    works = next((at for at, cell in enumerate(inside) if not _prepares(replay, cell)), 0)  # a step does more than prepare
    place = {cell: position for position, cell in enumerate(graph.order)}
    simple = {binding.name for binding in graph.trace.bindings if binding.kind in ("import", "star", "function", "class")}
    cost = {
        at: 1.0 + len(set(live(graph, place[inside[at]])) - simple) + _COPY * _copied(graph, inside[at]) + _continues(graph, inside[at])
        for at in range(works + 1, count)
        if inside[at] not in barriers and _with_text(graph, inside[at]) > inside[0]
    }
    wanted = max(2, min(6, round(count / 12)))
    for steps in range(wanted, 1, -1):
        for smallest, largest in ((count // (3 * steps), LARGEST), (1, LARGEST), (1, 1.0)):
            best = _cheapest(count, steps, max(1, smallest), max(2, int(largest * count)), cost)
            if best and (largest < 1.0 or steps == 2):
                return [inside[at] for at in best]
    return []


def _copied(graph: Graph, cell: int) -> int:
    """How many functions and classes of earlier cells a step that begins with a cell may use, and so has to repeat."""
    defined = {binding.name for binding in graph.trace.bindings if binding.cell < cell and binding.kind in ("function", "class")}
    trees = [graph.facts[index].tree for index in graph.order if index >= cell]
    return len(defined & {name for tree in trees if tree is not None for name in names_read(tree)})


def _cheapest(count: int, steps: int, smallest: int, largest: int, cost: dict[int, float]) -> list[int] | None:
    ideal = count / steps
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}
    for number in range(1, steps + 1):
        for end in range(1, count + 1):
            if (end == count) != (number == steps) or (end < count and end not in cost):
                continue
            found = [
                (before[0] + cost.get(end, 0.0) + abs(end - begin - ideal) / ideal, [*before[1], *([end] if end < count else [])])
                for begin in range(max(0, end - largest), end - smallest + 1)
                if (before := best.get((number - 1, begin))) is not None
            ]
            if found:
                best[number, end] = min(found)
    return best[steps, count][1] if (steps, count) in best else None


def _continues(graph: Graph, cell: int) -> float:
    """How much a cell looks like the sequel of the one before it.

    Nothing is told above it, it only shows something or is text itself, or the one before it only imports what comes now.
    """
    start = _with_text(graph, cell)
    headed = any(_is_headed(graph.notebook.cells[above]) for above in range(start, cell))
    body = facts.tree.body if (facts := graph.facts[cell]).tree is not None else []
    shows = len(body) == 1 and isinstance(body[0], ast.Expr) and not graph.bindings_of.get(cell)
    before = next((known.tree.body for above in range(start - 1, -1, -1) if (known := graph.facts.get(above)) and known.tree), [])
    imports = bool(before) and all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in before)
    return (0.0 if headed else 1.0 if start < cell else 1.5) + (0.5 if shows and start == cell else 0.0) + (1.0 if imports else 0.0)


def _with_text(graph: Graph, start: int) -> int:
    """The text right above a cell belongs to it: Markdown, comments, or a string by itself; above a heading it belongs to what is before."""
    above = start
    while above > 0 and titles.is_text(graph, above - 1):
        above -= 1
    return next((index for index in range(above, start) if _is_headed(graph.notebook.cells[index])), above)


def _is_headed(cell: Cell) -> bool:
    return cell.kind == "markdown" and bool(titles.headings(cell.source))
