"""Proposals: which of the literals that may become parameters are proposed: few, and those that people would choose."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Sequence

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.pipeline.literals import FAIR, GOOD, POOR, Lifted, Rank, Reach, leads
from jupyter_mldebt.pipeline.plan import Parameter

MOST = 12  # more than that nobody reads
ENOUGH = 8  # with so many, the others are left to those who ask for them
LITTLE = 0.1  # share of what is shown
SAMPLE = 3  # of a notebook that has none but those of a demonstration
_LABELS = frozenset({"names", "feature_names", "class_names", "target_names", "labels", "tick_labels", "xticklabels", "yticklabels"})
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?\b|\d\d?[./]\d\d?[./]\d{2,4}\b")


def propose(found: Sequence[Parameter], lifted: Lifted, graph: Graph) -> tuple[str, ...]:
    """Names of the parameters to propose.

    Parameters
    ----------
    found : all that there may be, in the order of the notebook
    lifted : which of them are literals inside statements, and what these are worth
    graph : dataflow of the notebook as it is
    """
    reach, tied, looped = Reach(graph), _labelled(graph), _looped(graph)
    found = [parameter for parameter in found if parameter.name not in tied]
    little = {parameter.name for parameter in found if reach.of(parameter.cell, parameter.line) < LITTLE}
    ranks = {parameter.name: lifted.ranks.get(parameter.name) or Rank(_worth(parameter, looped), parameter.name) for parameter in found}
    before: Counter[str] = Counter()
    groups: dict[str, list[str]] = {}
    places = {}
    for at, (name, rank) in enumerate(ranks.items()):
        group = groups.setdefault(rank.call or name, [])
        if not group:
            places[name] = before[rank.kind], name in little and rank.kind != "seed", at  # of each kind the first, before the second of any
            before[rank.kind] += 1
        group.append(name)
    ranked = sorted(groups.values(), key=lambda group: places[group[0]])
    kept = [group for group in ranked if ranks[group[0]].kind != "value"]
    rebound = sorted((group for group in ranked if ranks[group[0]].kind == "value"), key=lambda group: ranks[group[0]].worth)
    good, fair, poor = ([group for group in kept if ranks[group[0]].worth == level] for level in (GOOD, FAIR, POOR))
    best = _first(good, MOST)
    best += _first(fair, ENOUGH - len(best))
    best = best or _first(poor, SAMPLE) or _first(rebound, 1)
    numbers = {parameter.name for parameter in found if not isinstance(parameter.default, str)}
    examples = {name for name in little if len(name) == 1 and name.islower() and name not in lifted.ranks}
    if numbers & {*best} - examples:  # the letters of a formula have values for its first example
        best = [name for name in best if name not in examples]
    return tuple(name for name in ranks if name in best)


def _first(groups: Sequence[Sequence[str]], most: int) -> list[str]:
    """The names of the first groups, as many whole ones as there is room for; part of one that is larger than the room itself."""
    found: list[str] = []
    for group in groups:
        if len(found) + len(group) <= most or not found:
            found += group[: max(most, 0)]
    return found


def _looped(graph: Graph) -> set[str]:
    """Names whose values a loop goes through, one after the other."""
    return {
        node.iter.id
        for facts in graph.facts.values()
        for kind in (ast.For, ast.comprehension)
        for node in facts.nodes.get(kind, ())
        if isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.iter, ast.Name)
    }


def _labelled(graph: Graph) -> set[str]:
    """Names of labels that choose nothing, and what is handed over together with labels, such as the edges of bins: as many of these as of those."""
    calls = [node for facts in graph.facts.values() for node in facts.nodes.get(ast.Call, ()) if isinstance(node, ast.Call)]
    functions = (node for facts in graph.facts.values() for node in facts.nodes.get(ast.FunctionDef, ()))
    inner = {id(part) for function in functions for part in ast.walk(function)}
    selecting = {
        part.id
        for facts in graph.facts.values()
        for node in facts.nodes.get(ast.Subscript, ())
        if id(node) not in inner
        for part in ast.walk(node.slice)  # type: ignore[attr-defined]
        if isinstance(part, ast.Name)
    }
    names = {
        word.value.id
        for node in calls
        for word in node.keywords
        if isinstance(word.value, ast.Name)
        and (word.arg in _LABELS or (word.arg == "columns" and ast.unparse(node.func).rpartition(".")[2] == "DataFrame"))
    }
    return names - selecting | {
        value.id
        for node in calls
        if any(word.arg == "labels" for word in node.keywords)
        for value in (*node.args, *(word.value for word in node.keywords))
        if isinstance(value, ast.Name)
    }


def _worth(parameter: Parameter, looped: Collection[str]) -> int:
    """What a literal is worth that the notebook gives a name to: one that serves other cells, too, is a setting."""
    value, capital = parameter.default, parameter.name.isupper()
    if (capital and len(parameter.name) > 1) or set(parameter.uses) - {parameter.cell}:
        return GOOD
    if isinstance(value, str):
        return GOOD if leads(value) or _DATE.match(value) else POOR
    if isinstance(value, list):
        is_grid = parameter.name in looped and len(parameter.name) > 1
        return FAIR if is_grid or all(isinstance(item, str) for item in value) else POOR
    return FAIR if capital or len(parameter.name) > 1 else POOR
