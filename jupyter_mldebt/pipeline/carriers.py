"""What crosses from step to step, and how: which names each step loads and saves."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.pipeline.plan import Crossing
from jupyter_mldebt.pipeline.statements import deleted, evaluates, names_read, now_and_later, opens

CARRIER = "cloudpickle"  # one bundle a step, so that names of one object stay so
REPLAY = "replay"  # imports and definitions, which the step runs again
REOPEN = "reopen"  # files and the like that are only read, which the step opens again
_EVALUATES = frozenset(
    {
        "eval",
        "exec",
        "query",
        "getattr",
        "run_line_magic",
        "run_cell_magic",
        "run_cell",
        "system",
        "getoutput",
        "ols",
        "glm",
        "logit",
        "globals",
    }
)
_NAMESPACES = frozenset({"globals", "locals", "vars", "dir"})
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass
class Uses:
    """What a step does with the names of the notebook.

    Parameters
    ----------
    needs : names that it takes from earlier cells
    wants : names that it may take: functions that nothing uses read them, text that is evaluated mentions them, or what it changes has them
    keeps : True where it is known to change none of the values that it takes
    binds : names that it may bind
    rebinds : names that it binds for certain before it needs them
    hidden : names that it reads, which a cell that opens the namespace may have bound unseen
    opens : True where it holds such a cell
    evaluates : True where it holds one that may use names which its text does not show
    """

    needs: set[str] = field(default_factory=set)
    wants: set[str] = field(default_factory=set)
    binds: set[str] = field(default_factory=set)
    rebinds: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    opens: bool = False
    evaluates: bool = False
    keeps: bool = False


@dataclass
class Traffic:
    """What one step loads, by the step that saved it, and what it saves; `wants` and `offers` only where that can be done."""

    consumes: dict[str, tuple[str, ...]]
    wants: dict[str, tuple[str, ...]]
    produces: tuple[str, ...]
    offers: tuple[str, ...]


def uses(graph: Graph, cells: Sequence[int]) -> Uses:
    """What a run of cells takes from those before it and may bind.

    Parameters
    ----------
    graph : the notebook's dataflow in document order
    cells : consecutive cells
    """
    inside, first = set(cells), min(cells, default=0)
    found = Uses()
    spoken = _spoken(graph, first)
    certain: set[str] = set()
    earlier = {binding.name for binding in graph.trace.bindings if binding.cell < first}
    for cell in cells:
        if cell not in graph.facts:
            continue
        for read in graph.reads_of.get(cell, ()):
            if any(binding.cell < first for binding in read.bindings):
                found.needs.add(read.name)
            elif read.hidden_by and not read.bindings:
                found.hidden.add(read.name)
            elif read.name in earlier and read.missing and not all(binding.cell in inside for binding in read.bindings):
                found.wants.add(read.name)
        found.opens = found.opens or opens(graph.facts[cell])
        found.evaluates = found.evaluates or evaluates(graph.facts[cell])
        bindings = graph.bindings_of.get(cell, ())
        sure = {binding.name for binding in bindings if binding.certain}
        aliases = {name for mutation in graph.mutations_of.get(cell, ()) for name in mutation.names} - sure  # of what is changed
        found.needs |= (deleted(graph.facts[cell]) & earlier) - certain
        found.wants |= ((aliases & spoken | _mentioned(graph, cell)) & earlier) - certain
        found.binds |= {binding.name for binding in bindings}
        certain |= sure
    found.rebinds = certain
    found.wants |= (for_nobody_yet(graph, cells) & earlier) - found.binds - found.needs
    return found


def _spoken(graph: Graph, first: int) -> set[str]:
    """Names that cells from one on may use, by their text; all that there are where one of them evaluates text."""
    known = [graph.facts[cell] for cell in graph.order if cell >= first]
    if any(evaluates(facts) or any(_called(node) in _EVALUATES | _NAMESPACES for node in facts.nodes.get(ast.Call, ())) for facts in known):
        return {binding.name for binding in graph.trace.bindings}
    called = {read.name for read in graph.trace.reads if read.cell >= first}  # by functions that stand above, too
    return called.union(*(names_read(facts.tree) for facts in known if facts.tree is not None))


def _called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def for_nobody_yet(graph: Graph, cells: Sequence[int]) -> set[str]:
    """Names that functions and classes of the cells read which nothing in the notebook uses: they are to serve whoever calls them."""
    defined = [
        node
        for cell in cells
        if cell in graph.facts
        for kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        for node in graph.facts[cell].nodes.get(kind, ())
        if node.col_offset == 0  # type: ignore[attr-defined]
    ]
    used = {read.name for read in graph.trace.reads if read.called} if defined else set()
    return {name for node in defined if node.name not in used for name in now_and_later(node)[1]}  # type: ignore[arg-type,attr-defined]


def _mentioned(graph: Graph, cell: int) -> set[str]:
    """Names in text that the cell may evaluate; all its words where it can't be analysed."""
    facts = graph.facts[cell]
    words = {word for magic in facts.magics for word in (*magic.reads, *magic.needs)}
    if facts.tree is None:
        return words | set(_WORD.findall(facts.source))
    for node in facts.nodes.get(ast.Call, ()):
        name = _called(node)
        if name in _NAMESPACES:
            return words | set(_WORD.findall(facts.source))
        if name in _EVALUATES:
            texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            words |= {word for text in texts for word in _WORD.findall(text)}
    return words


def share_hidden(steps: Sequence[Uses]) -> None:
    """Let steps that open the namespace offer what later steps read and nothing is seen to bind."""
    for at, step in enumerate(steps):
        for later in steps[at + 1 :] if step.opens else ():
            step.binds |= later.hidden
            later.wants |= later.hidden


def traffic(
    names: Sequence[str],
    steps: Sequence[Uses],
    replayed: Sequence[frozenset[str]],
    constant: Collection[str] = frozenset(),
    fixed: Collection[str] = frozenset(),
) -> list[Traffic]:
    """Liveness of the notebook's names over its steps (Aho et al., Compilers, 9.2.5), as loads and saves.

    A step saves again what it loaded and later steps need: then objects that it linked or changed unseen stay one. One that keeps what
    it takes does so only for steps that take something of its own making, too: the others need not wait for it.

    Parameters
    ----------
    names : of the steps, in order
    steps : what each does
    replayed : names that each step's prologue binds, which need not cross to it
    constant : parameters, which need not cross at all
    fixed : names of values that nobody can change, which are always taken from where they were made
    """
    loads, maybe = [], []
    for step, known in zip(steps, replayed, strict=True):
        loads.append(step.needs - known - set(constant))
        maybe.append(step.wants - step.needs - known - set(constant))
    live: set[str] = set()
    hoped: set[str] = set()
    saved: list[tuple[set[str], set[str]]] = []
    for at in range(len(steps) - 1, -1, -1):
        step = steps[at]
        maybe[at] |= (step.binds - step.rebinds) & (live | hoped) - loads[at] - replayed[at] - set(constant)
        touched = step.binds | loads[at] | maybe[at]
        saved.append((touched & live, touched & hoped - live))
        live = live - step.rebinds | loads[at]
        hoped = hoped - step.rebinds | maybe[at]
    saved.reverse()
    taken: list[set[str]] = [set() for _ in steps]
    found: list[tuple[dict[str, set[str]], dict[str, set[str]]]] = []
    for at in range(len(steps)):
        consumes: dict[str, set[str]] = {}
        wants: dict[str, set[str]] = {}
        savers = {name: [before for before in range(at) if name in saved[before][0] | saved[before][1]] for name in loads[at] | maybe[at]}
        made_by = {
            name: next(
                (b for b in reversed(with_it) if name in steps[b].binds or not (steps[b].keeps or name in fixed)),
                with_it[0],
            )
            for name, with_it in savers.items()
            if with_it
        }
        makers = {source for name, source in made_by.items() if name not in fixed}
        for name in sorted(savers):
            source = made_by.get(name) if name in fixed else max((before for before in savers[name] if before in makers), default=None)
            if source is not None:
                (consumes if name in loads[at] else wants).setdefault(names[source], set()).add(name)
                taken[source].add(name)
        found.append((consumes, wants))
    return [
        Traffic(_sorted(consumes, names), _sorted(wants, names), *(tuple(sorted(part & taken[at])) for part in saved[at]))
        for at, (consumes, wants) in enumerate(found)
    ]


def crossings(
    names: Sequence[str], flows: Sequence[Traffic], replayed: Mapping[str, Mapping[str, tuple[str, str]]]
) -> tuple[Crossing, ...]:
    """The names that cross for certain, as the plan lists them.

    Parameters
    ----------
    names : of the steps, in order
    flows : what each loads and saves
    replayed : for each step, the names that it needs and binds anew by its prologue, with the step that they come from, and how
    """
    to: dict[tuple[str, str, str], list[str]] = {}
    for step, flow in zip(names, flows, strict=True):
        for source, loaded in flow.consumes.items():
            for name in loaded:
                to.setdefault((source, name, CARRIER), []).append(step)
        for name, (source, how) in replayed.get(step, {}).items():
            to.setdefault((source, name, how), []).append(step)
    ordered = sorted(to.items(), key=lambda item: (names.index(item[0][0]), item[0][1:]))
    return tuple(Crossing(name, carrier, source, tuple(steps)) for (source, name, carrier), steps in ordered)


def _sorted(found: Mapping[str, set[str]], order: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {step: tuple(sorted(found[step])) for step in order if step in found}
