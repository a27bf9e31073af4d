"""Planner: divides a notebook into steps, and works out what each replays, loads and saves, and which others it waits for."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.pipeline import carriers, parameters, split, titles
from jupyter_mldebt.pipeline.carriers import Traffic, Uses
from jupyter_mldebt.pipeline.footprint import PLAIN, Footprint, chain, footprints
from jupyter_mldebt.pipeline.plan import Plan, PlanError, Step
from jupyter_mldebt.pipeline.prologue import MAGICS, Prologue, Replay
from jupyter_mldebt.pipeline.shadowed import shadowed
from jupyter_mldebt.pipeline.statements import top_statements

_NEVER_CHANGED = frozenset({"number", "str", "bool", "none"})


def make_plan(
    graph: Graph,
    source: str,
    *,
    infer: bool = True,
    chosen: Mapping[str, Any] | None = None,
    kernel: str = "python3",
    together: Collection[str] = (),
    in_order: bool = False,
) -> Plan:
    """Divide a notebook into steps, and work out what each replays, loads and saves.

    Parameters
    ----------
    graph : the notebook's dataflow in document order
    source : the notebook, relative to the pipeline's folder
    infer, chosen : as in `parameters.find`
    kernel : name of the kernel that runs the steps
    together : names that must not cross, as their values were found not to be carriable
    in_order : let each step wait for the one before it, and take over the whole state of its process

    Raises
    ------
    PlanError : a chosen name can't be a parameter, or there is no code
    """
    if not graph.order:
        raise PlanError(f"{graph.notebook.path} has no code to export")
    taken = parameters.find(graph, infer=infer, chosen=chosen)
    constant = frozenset(parameter.name for parameter in taken)
    cut = split.split(graph, together)
    parts = [part.cells for part in cut.parts]
    names = [f"{number:02d}-{titles.slug(part.title) or 'part'}" for number, part in enumerate(cut.parts, 1)]
    links = _links(graph, parts, names, constant, in_order)
    owner = {index: name for name, cells in zip(names, parts, strict=True) for index in cells}
    replayed: dict[str, dict[str, tuple[str, str]]] = {}
    made = []
    for number, (name, part) in enumerate(zip(names, cut.parts, strict=True)):
        prologue, flow, used = links.prologues[number], links.flows[number], links.uses[number]
        come_from = {
            bound: (owner[item.statement.cell], carriers.REOPEN if item.kind == "opening" else carriers.REPLAY)
            for item in prologue.items
            for bound in item.binds
        }
        replayed[name] = {bound: come_from[bound] for bound in used.needs if bound in come_from}
        mine = {p.name for p in taken if set(p.uses) & set(part.cells) or (used.evaluates and p.cell <= part.cells[-1])}
        mine |= (used.needs | used.wants) & constant | prologue.parameters
        takers = [later for later in range(number + 1, len(names)) if name in links.flows[later].consumes | links.flows[later].wants]
        made.append(
            Step(
                name=name,
                title=part.title,
                cells=part.cells,
                notebook=f"steps/{name}.ipynb",
                parameters=tuple(p.name for p in taken if p.name in mine),
                consumes=flow.consumes,
                wants=flow.wants,
                produces=flow.produces,
                offers=flow.offers,
                after=tuple(names[other] for other in sorted(links.after[number])),
                state=links.state(number),
                keeps=links.keeps(number),
                prologue=tuple(item.statement for item in prologue.items),
                classes=tuple(sorted(frozenset.intersection(*(links.prologues[later].classes for later in takers)))) if takers else (),
            )
        )
    return Plan(
        notebook=source,
        kernel=kernel,
        steps=tuple(made),
        parameters=taken,
        crossings=carriers.crossings(names, links.flows, replayed),
        notes=cut.notes,
    )


@dataclass
class _Links:
    """What ties the steps of a notebook to each other, by their number.

    Parameters
    ----------
    names : of the steps
    uses, prologues, flows : what each does with names, replays, and loads and saves
    states : the step from which each takes a channel of the process state
    after : the steps that each waits for
    """

    names: Sequence[str]
    uses: Sequence[Uses]
    prologues: Sequence[Prologue]
    flows: Sequence[Traffic]
    states: Sequence[Mapping[str, int]]
    after: Sequence[set[int]]

    def state(self, number: int) -> dict[str, tuple[str, ...]]:
        """What a step takes over of the process state, by the step that left it so."""
        found: dict[str, tuple[str, ...]] = {}
        for channel, source in sorted(self.states[number].items(), key=lambda item: (item[1], item[0])):
            found[self.names[source]] = (*found.get(self.names[source], ()), channel)
        return found

    def keeps(self, number: int) -> tuple[str, ...]:
        """Channels that later steps take from before a step, and that it must therefore leave alone."""
        later = [self.states[other] for other in range(number + 1, len(self.names))]
        channels = {channel for taken in later for channel, source in taken.items() if source < number}
        return tuple(sorted(channels - {channel for taken in later for channel, source in taken.items() if source == number}))


def _links(graph: Graph, parts: Sequence[Sequence[int]], names: Sequence[str], constant: frozenset[str], in_order: bool) -> _Links:
    """Names, state and order, to the fixed point: what a step replays depends on the steps that it comes after, and they on that."""
    uses = [carriers.uses(graph, cells) for cells in parts]
    carriers.share_hidden(uses)
    replay = Replay(graph, constant)
    repeated = [replay.repeatable(cell for earlier in parts[:number] for cell in earlier) for number in range(len(parts))]
    prints = _prints(graph, parts, uses, constant, [()] * len(parts), replay, in_order)
    states = list(chain(prints, repeated))
    kinds: dict[str, set[str | None]] = {}
    for binding in graph.trace.bindings:
        kinds.setdefault(binding.name, set()).add(binding.value)
    fixed = {name for name, held in kinds.items() if held <= _NEVER_CHANGED}
    hidden = [_shadowed(graph, replay, parts[number], used) for number, used in enumerate(uses)]
    above: list[set[int]] = [set(range(number)) if in_order else set() for number in range(len(parts))]
    while True:
        prologues: list[Prologue] = []
        sets = {statement: channels for made in prints for statement, channels in made.settings.items()}
        for number, used in enumerate(uses):
            before = [cell for earlier in parts[:number] for cell in earlier]
            lineage = {cell for other in above[number] for cell in parts[other]}
            lineage |= {item.statement.cell for other in above[number] for item in prologues[other].items if item.is_class}
            wanted = used.needs | used.wants
            if _may_hold_code(graph, wanted, parts[number][0]):
                wanted |= replay.carried(lineage)
            else:
                lineage = set()
            draws = "drawing" in prints[number].takes
            shaded, made = hidden[number], prints[number]
            prologue = replay.before(
                *(before, wanted - shaded, lineage, sets, draws, states[number], used.evaluates, shaded),
                step=parts[number],
                plots=made.plots,
            )
            earlier = {binding.name for binding in graph.trace.bindings if binding.cell < parts[number][0]}
            used.wants |= prologue.reads & earlier - hidden[number]
            prologues.append(prologue)
        opened = [[(item.statement.cell, item.node) for item in prologue.items if item.node is not None] for prologue in prologues]
        prints = _prints(graph, parts, uses, constant, opened, replay, in_order)
        flows = carriers.traffic(names, uses, [prologue.names for prologue in prologues], constant, fixed)
        then, states = states, list(chain(prints, repeated))
        found: list[set[int]] = []
        after: list[set[int]] = []
        for number, flow in enumerate(flows):
            needs = {names.index(name) for name in flow.consumes | flow.wants} | set(states[number].values())
            implied = needs.union(*(found[need] for need in needs))
            for other in range(number - 1, -1, -1):
                if other not in implied and prints[other].bars(prints[number]):
                    needs.add(other)
                    implied |= {other} | found[other]
            after.append(needs)
            found.append(implied)
        if then == states and all(now <= known for now, known in zip(found, above, strict=True)):
            return _Links(names, uses, prologues, flows, states, after)
        above = [now | known for now, known in zip(found, above, strict=True)]


def _shadowed(graph: Graph, replay: Replay, cells: Sequence[int], used: Uses) -> set[str]:
    """Names that a step binds before a function of an earlier one, which it calls, could read what they were."""
    facts = [graph.facts[cell] for cell in cells if cell in graph.facts]
    tops = [top for cell in cells if cell in graph.facts for top in top_statements(cell, graph.facts[cell])]
    if used.opens or any(found.tree is None for found in facts) or any(top.magic and top.magic.name not in MAGICS for top in tops):
        return set()
    earlier = [cell for cell in graph.order if cell < cells[0]]
    taken = used.needs | used.wants
    code = {binding.name for binding in graph.trace.bindings if binding.kind in ("import", "star", "function")}
    values = {name for name in taken - code if _may_hold_code(graph, {name}, cells[0])}
    body = [top.node for top in tops if top.node is not None]
    return shadowed(body, used.binds - taken, replay.reading(earlier), replay.held(earlier), values)


def _prints(
    graph: Graph,
    parts: Sequence[Sequence[int]],
    uses: Sequence[Uses],
    constant: frozenset[str],
    opened: Sequence[Sequence[tuple[int, ast.stmt]]],
    replay: Replay,
    in_order: bool,
) -> list[Footprint]:
    """What each step does beside binding names; whether it keeps what it takes is noted with its uses."""
    prints = footprints(graph, parts, [used.needs | used.wants for used in uses], constant, opened, replay.settings)
    for used, made in zip(uses, prints, strict=True):
        used.keeps = not made.changes
        if in_order:
            made.all()
    return prints


def _may_hold_code(graph: Graph, names: Collection[str], first: int) -> bool:
    """Whether a value that cells before one bind to the names may hold functions or objects of classes of the notebook."""
    return any(
        binding.value not in PLAIN
        for binding in graph.trace.bindings
        if binding.name in names and binding.cell < first and binding.kind not in ("import", "star", "function", "class")
    )
