"""Proposals: which of the literals that may become parameters are proposed: few, and those that people would choose."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Sequence

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.pipeline.literals import FAIR, GOOD, POOR, Lifted, Reach, leads
from jupyter_mldebt.pipeline.plan import Parameter

MOST = 12  # more than that nobody reads
ENOUGH = 8  # with so many, the others are left to those who ask for them
LITTLE = 0.1  # share of what is shown
SAMPLE = 3  # of a notebook that has none but those of a demonstration
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?\b|\d\d?[./]\d\d?[./]\d{2,4}\b")


def propose(found: Sequence[Parameter], lifted: Lifted, graph: Graph) -> tuple[str, ...]:
    """Names of the parameters to propose.

    Parameters
    ----------
    found : all that there may be, in the order of the notebook
    lifted : which of them are literals inside statements, and what these are worth
    graph : dataflow of the notebook as it is
    """
    reach, tied = Reach(graph), _labelled(graph)
    found = [parameter for parameter in found if parameter.name not in tied]
    little = {parameter.name for parameter in found if reach.of(parameter.cell, parameter.line) < LITTLE}
    worth = {parameter.name: lifted.worth.get(parameter.name) or (_worth(parameter), parameter.name) for parameter in found}
    before: Counter[str] = Counter()
    places = {}
    for at, (name, (_, kind)) in enumerate(worth.items()):
        places[name] = before[kind], name in little and kind != "seed", at  # of each kind the first one, before the second of any
        before[kind] += 1
    rebound = [name for name in worth if name in lifted.worth and worth[name][1] == "value"]
    rebound.sort(key=lambda name: (worth[name][0], places[name]))
    ranked = sorted(worth.keys() - {*rebound}, key=places.__getitem__)
    good, fair, poor = ([name for name in ranked if worth[name][0] == level] for level in (GOOD, FAIR, POOR))
    best = good[:MOST] + fair[: max(0, ENOUGH - len(good))] or poor[:SAMPLE] or rebound[:1]
    numbers = {parameter.name for parameter in found if not isinstance(parameter.default, str)}
    examples = {name for name in little if len(name) == 1 and name.islower() and name not in lifted.worth}
    if numbers & {*best} - examples:  # the letters of a formula have values for its first example
        best = [name for name in best if name not in examples]
    return tuple(name for name in worth if name in best)


def _labelled(graph: Graph) -> set[str]:
    """Names that are handed over together with labels, such as the edges of bins: as many of these as of those."""
    return {
        value.id
        for facts in graph.facts.values()
        for node in facts.nodes.get(ast.Call, ())
        if isinstance(node, ast.Call) and any(word.arg == "labels" for word in node.keywords)
        for value in (*node.args, *(word.value for word in node.keywords))
        if isinstance(value, ast.Name)
    }


def _worth(parameter: Parameter) -> int:
    """What a literal is worth that the notebook gives a name to: one that serves other cells, too, is a setting."""
    value, capital = parameter.default, parameter.name.isupper()
    if (capital and len(parameter.name) > 1) or set(parameter.uses) - {parameter.cell}:
        return GOOD
    if isinstance(value, str):
        return GOOD if leads(value) or _DATE.match(value) else POOR
    if isinstance(value, list):
        return FAIR if all(isinstance(item, str) for item in value) else POOR
    return FAIR if capital or len(parameter.name) > 1 else POOR
