"""Header: the first cell of a step's notebook, which tells all that the step depends on and what depends on it."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Collection, Iterable, Mapping, Sequence

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.pipeline.carriers import REOPEN
from jupyter_mldebt.pipeline.footprint import ANY, Footprint, footprints
from jupyter_mldebt.pipeline.plan import Plan, Step

_STATE = {
    "random": "the random numbers",
    "drawing": "the settings of figures",
    "display": "the display options",
}


def render(plan: Plan, graph: Graph) -> dict[str, str]:
    """The Markdown of each step's header, by the step's name.

    Parameters
    ----------
    plan : the pipeline
    graph : dataflow of the source notebook
    """
    wanted = [[name for found in (step.consumes, step.wants) for names in found.values() for name in names] for step in plan.steps]
    prints = footprints(graph, [step.cells for step in plan.steps], wanted)
    return {step.name: _header(plan, number, graph, prints) for number, step in enumerate(plan.steps)}


def states(channels: Collection[str]) -> list[str]:
    """Channels of the process state in words."""
    if set(_STATE) <= set(channels):
        return [_STATE["random"], "all settings"]
    return [words for channel, words in _STATE.items() if channel in channels]


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _header(plan: Plan, number: int, graph: Graph, prints: Sequence[Footprint]) -> str:
    step = plan.steps[number]
    first, last = step.cells[0], step.cells[-1]
    cells = f"cell {first}" if first == last else f"cells {first} to {last}"
    title = f"**{plan.name}**, step {number + 1} of {len(plan.steps)}: **{step.title}** ({cells} of the notebook)"
    lines = [*_takes(plan, step), *_files(plan, number, prints, _spelled(graph)), *_gives(plan, step, graph)]
    return "\n".join([title, "", *(f"- {line}" for line in lines)] if lines else [title])


def _takes(plan: Plan, step: Step) -> list[str]:
    lines = [f"takes {_names(names)} from {_steps(plan, [source])}" for source, names in step.consumes.items()]
    lines += [f"takes {_names(names)} from {_steps(plan, [source])}, if it is there" for source, names in step.wants.items()]
    opened = [found for found in plan.crossings if found.carrier == REOPEN and step.name in found.to]
    for source in dict.fromkeys(found.source for found in opened):
        lines.append(f"opens {_names(found.name for found in opened if found.source == source)} again, as {_steps(plan, [source])} did")
    return lines + [
        f"goes on with {listed(states(channels))} as {_steps(plan, [source])} left them" for source, channels in step.state.items()
    ]


def _files(plan: Plan, number: int, prints: Sequence[Footprint], spelled: Mapping[str, str]) -> list[str]:
    step, mine = plan.steps[number], prints[number]
    told = {*step.consumes, *step.wants, *step.state}
    lines = []
    for earlier, (other, made) in enumerate(zip(plan.steps[:number], prints, strict=False), 1):
        if shared := sorted((mine.reads & made.writes) - {ANY}):
            told.add(other.name)
            lines.append(f"reads {_names(spelled.get(path, path) for path in shared)}, which step {earlier} writes")
    if waits := [name for name in step.after if name not in told]:
        lines.append(f"runs after {_steps(plan, waits)}, as both may use the same files or act outside of the notebook")
    later = {path for other in prints[number + 1 :] for path in other.reads}
    if written := sorted(mine.writes & later - {ANY}):
        lines.append(f"writes {_names(spelled.get(path, path) for path in written)}, which later steps read")
    return lines


def _spelled(graph: Graph) -> dict[str, str]:
    """Paths as the notebook writes them, by what footprints make of them."""
    texts = (node.value for facts in graph.facts.values() for node in facts.nodes.get(ast.Constant, ()) if isinstance(node, ast.Constant))
    return {posixpath.normpath(text.replace("\\", "/")).casefold(): text for text in texts if isinstance(text, str) and text}


def _gives(plan: Plan, step: Step, graph: Graph) -> list[str]:
    bound = {binding.name for cell in step.cells for binding in graph.bindings_of.get(cell, ())}
    changed = {name for cell in step.cells for mutation in graph.mutations_of.get(cell, ()) for name in mutation.names}
    takers: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for name in (*step.produces, *step.offers):
        to = tuple(other.name for other in plan.steps if name in (*other.consumes.get(step.name, ()), *other.wants.get(step.name, ())))
        takers.setdefault((name in bound | changed, to), []).append(name)
    return [
        f"hands on {_names(names)} to {_steps(plan, to)}" if is_its else f"passes {_names(names)} on to {_steps(plan, to)}"
        for (is_its, to), names in sorted(takers.items(), key=lambda item: (not item[0][0], item[0][1]))
    ]


def _steps(plan: Plan, names: Collection[str]) -> str:
    numbers = [str(number) for number, step in enumerate(plan.steps, 1) if step.name in names]
    return f"step{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def _names(names: Iterable[str]) -> str:
    return listed([f"`{name}`" for name in names])
