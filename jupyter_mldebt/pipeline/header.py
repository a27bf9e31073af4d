"""Header: the first cell of a step's notebook, which tells all that the step depends on and what depends on it."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Collection, Iterable, Sequence

from jupyter_mldebt.events import Binding
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.pipeline.carriers import REOPEN, for_nobody_yet
from jupyter_mldebt.pipeline.footprint import ANY, Footprint, footprints, touch
from jupyter_mldebt.pipeline.plan import Parameter, Plan, Statement, Step
from jupyter_mldebt.pipeline.statements import names_read

_STEP = re.compile(r"^#+\W*(?:<[^>]*>\W*)*step\s*\d", re.I | re.M)
_OTHER_NUMBERS = " Steps are counted as the pipeline's files are; the notebook's own headings have other numbers."
_MOST = 6  # cells that are named one by one
_TYPED = 3  # names that are given with their kind
_WORDS = {"frame": "DataFrame"} | {kind: kind for kind in ("model", "list", "dict", "set", "tuple", "function", "class")}
_STATE = {
    "random": "random numbers",
    "drawing": "figure settings",
    "display": "display options",
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
    return [words for channel, words in _STATE.items() if channel in channels]


def handed_on(plan: Plan, step: Step) -> list[str]:
    """What later steps take over of the process state that a step leaves, in words."""
    return states({channel for other in plan.steps for channel in other.state.get(step.name, ())})


def _taken_over(plan: Plan, step: Step, prints: Sequence[Footprint]) -> list[str]:
    """What a step takes over of the process state, in words, with the step that last set it."""
    found: dict[tuple[str, str | None, bool], list[str]] = {}
    for source, channels in step.state.items():
        for channel in channels:
            is_used = channel in prints[_number(plan, step.name)].uses
            found.setdefault((source, _setter(plan, source, channel, prints), is_used), []).append(channel)
    return [
        f"takes {listed(states(channels))} as {numbered(plan, [source])} leaves them"
        + (f" (last set in {numbered(plan, [setter])})" if setter and setter != source else "")
        + ("" if setter and is_used else ", in case something there changes them" if is_used else ", in case something here uses them")
        for (source, setter, is_used), channels in sorted(found.items(), key=str)
    ]


def _setter(plan: Plan, source: str, channel: str, prints: Sequence[Footprint]) -> str | None:
    """The last step up to one that has a statement or a call which is known to set a channel; None where none has."""
    at: str | None = source
    while at is not None:
        number = _number(plan, at)
        own = any(channel in channels and line for (_, line), channels in prints[number].settings.items())
        if own or channel in prints[number].surely or any(_is_setting(other) for other in plan.steps[number].prologue):
            return at
        at = next((name for name, channels in plan.steps[number].state.items() if channel in channels), None)
    return None


def copied(plan: Plan, step: Step, graph: Graph) -> list[tuple[Statement | None, str]]:
    """What a step repeats of earlier ones, why, and where else it stands: comments, each with the statement above which it belongs."""
    kinds: dict[str, list[Statement]] = {}
    for statement in step.prologue:
        if statement.line == 0:  # no line of the notebook's
            continue
        kinds.setdefault(_kind(statement), []).append(statement)
    told: list[tuple[Statement | None, str]] = []
    if prepares := [kind for kind in ("import", "setting") if kind in kinds]:
        owners = _owners(plan, [statement for kind in prepares for statement in kinds[kind]])
        settings = [statement for statement in kinds.get("setting", ()) if _is_setting(statement)]
        too = f" (change {'the setting' if len(settings) == 1 else 'settings'} there, too)" if settings else ""
        told.append((None, f"{listed([f'{kind}s' for kind in prepares])} of {owners}{too}"))
    definitions: dict[tuple[str, str], list[Statement]] = {}  # by where else they stand, and why they are here
    for statement in kinds.get("definition", ()):
        definitions.setdefault((_others(plan, step, statement), _purpose(step, statement, graph)), []).append(statement)
    for (others, purpose), group in definitions.items():
        names = list(dict.fromkeys(name for statement in group if (name := defined(statement))))
        what = listed(names) if len(names) <= _MOST else f"{len(names)} definitions"
        told.append((group[0], f"{what}{purpose}, as in {others}{_too(names)}"))
    return told


def _others(plan: Plan, step: Step, statement: Statement) -> str:
    """The other steps that have a definition: that of the notebook's cell, and those that repeat it."""
    return numbered(
        plan, {_owner(plan, statement).name, *(other.name for other in plan.steps if statement in other.prologue)} - {step.name}
    )


def _purpose(step: Step, statement: Statement, graph: Graph) -> str:
    """Why a step has a definition of which neither its cells speak nor what else it repeats; empty where they do."""
    name = defined(statement)
    trees = [graph.facts[cell].tree for cell in step.cells if cell in graph.facts]
    spoken = {read for tree in trees if tree is not None for read in names_read(tree)}
    inside = {read for other in step.prologue if defined(other) != name for read in _read(other)}
    if name in _used(step, graph) | spoken | inside or not (step.consumes or step.wants):
        return ""
    return (
        ", in case what is loaded below holds one"
        if isinstance(_node(statement), ast.ClassDef)
        else ", in case what is loaded below calls it"
    )


def _used(step: Step, graph: Graph) -> set[str]:
    """Names that the cells of a step read as they run, in the functions that they call, too."""
    return {read.name for cell in step.cells for read in graph.reads_of.get(cell, ()) if read.called}


def _read(statement: Statement) -> set[str]:
    node = _node(statement)
    return names_read(node) if node is not None else set()


def _owner(plan: Plan, statement: Statement) -> Step:
    return next(step for step in plan.steps if statement.cell in step.cells)


def owner(plan: Plan, statement: Statement) -> str:
    """The step in which a repeated statement stands."""
    return numbered(plan, [_owner(plan, statement).name])


def _owners(plan: Plan, statements: Sequence[Statement]) -> str:
    cells = {statement.cell for statement in statements}
    return numbered(plan, [step.name for step in plan.steps if not cells.isdisjoint(step.cells)])


def copies(plan: Plan, step: Step, graph: Graph) -> dict[tuple[int, str], str]:
    """What is said of the definitions of a step that later ones repeat, by cell and text."""
    found: dict[tuple[int, str], list[str]] = {}
    for later in plan.steps:
        for statement in later.prologue:
            if statement.cell in step.cells and defined(statement):
                found.setdefault((statement.cell, statement.text), []).append(later.name)
    told: dict[int, tuple[Statement, set[str], set[Statement]]] = {}  # one note for all settings of a cell
    for later in plan.steps:
        for statement in later.prologue:
            if statement.cell in step.cells and _is_setting(statement):
                _, takers, settings = told.setdefault(statement.cell, (statement, set(), set()))
                takers.add(later.name)
                settings.add(statement)
    used = _used(step, graph)
    return {
        (cell, min(settings, key=lambda other: other.line).text): f"{'settings ' * (len(settings) > 1)}also in {numbered(plan, takers)}"
        f"{_too([other.text for other in settings])}"
        for cell, (_, takers, settings) in told.items()
    } | {
        (cell, text): f"{'' if defined(Statement(cell, 0, text)) in used else 'not used in this step, but '}"
        f"copied to {numbered(plan, takers)}{_too([text])}"
        for (cell, text), takers in found.items()
    }


def defined(statement: Statement) -> str | None:
    """The function, class or constant that a repeated statement defines."""
    node = _node(statement)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return node.name
    return node.targets[0].id if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) else None


def is_import(statement: Statement) -> bool:
    return _kind(statement) == "import"


def _kind(statement: Statement) -> str:
    if defined(statement):
        return "definition"
    return "import" if isinstance(_node(statement), (ast.Import, ast.ImportFrom, ast.Try, ast.If)) else "setting"


def _is_setting(statement: Statement) -> bool:
    """Whether it is a statement of the notebook that sets something, and no magic."""
    return statement.line > 0 and _kind(statement) == "setting" and _node(statement) is not None


def _node(statement: Statement) -> ast.stmt | None:
    try:
        return ast.parse(statement.text).body[0]
    except (SyntaxError, IndexError):  # a magic
        return None


def _too(names: Collection[str]) -> str:
    return f": change {_it(names)} there, too"


def _it(names: Collection[str]) -> str:
    return "it" if len(names) == 1 else "them"


def used(parameter: Parameter, graph: Graph) -> str:
    """The functions in which alone a parameter is read: nothing where the step shows it."""
    functions = {read.function for read in graph.trace.reads if read.name == parameter.name}
    names = sorted(name for name in functions if name and name.isidentifier())
    return f"read in {listed(names)}" if 0 < len(names) == len(functions) <= _MOST else ""


def setters(plan: Plan, name: str) -> str:
    """The steps that a parameter is one of."""
    return numbered(plan, [step.name for step in plan.steps if name in step.parameters])


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _header(plan: Plan, number: int, graph: Graph, prints: Sequence[Footprint]) -> str:
    step = plan.steps[number]
    first, last = step.cells[0], step.cells[-1]
    cells = f"cell {first}" if first == last else f"cells {first} to {last}"
    lines = [
        *_takes(plan, number, graph),
        *_taken_over(plan, step, prints),
        *_files(plan, number, graph, prints),
        *_gives(plan, number, graph),
    ]
    parts = [
        f"# Step {number + 1} of {len(plan.steps)}: {step.title}",
        f"Made by `nbcheck export` from {cells} of `{posixpath.basename(plan.notebook)}` (counted from 0, text included). What you edit here "
        f"is kept when it is exported again.{_OTHER_NUMBERS if _numbers_steps(graph) else ''}",
        "\n".join(f"- {line}" for line in lines),
    ]
    return "\n\n".join(filter(None, parts))


def _numbers_steps(graph: Graph) -> bool:
    """Whether the notebook counts steps of its own."""
    return any(cell.kind == "markdown" and _STEP.search(cell.source) for cell in graph.notebook.cells)


def _takes(plan: Plan, number: int, graph: Graph) -> list[str]:
    step, lines = plan.steps[number], []
    for source, names in step.consumes.items():
        at = _number(plan, source)
        for made, group in _by_maker(plan, at, names, graph):
            lines.append(f"takes {_kinds(group, graph, step)} from step {at + 1}{_made(made, at)}")
    later = for_nobody_yet(graph, step.cells)
    for source, names in step.wants.items():
        for others, group in _same_as(step, names, graph):
            if callees := [name for name in group if name in later]:
                lines.append(f"takes {_names(callees)} from {numbered(plan, [source])} for functions that nobody calls yet")
                group = [name for name in group if name not in later]
            if not group:
                continue
            if others:
                lines.append(f"takes {_names(group)}, maybe the same object as {_names(others)}, from {numbered(plan, [source])}")
            else:
                lines.append(
                    f"takes {_names(group)} from {numbered(plan, [source])}, if {'it is' if len(group) == 1 else 'they are'} there"
                )
    opened = [found for found in plan.crossings if found.carrier == REOPEN and step.name in found.to]
    for source in dict.fromkeys(found.source for found in opened):
        lines.append(f"opens {_names(found.name for found in opened if found.source == source)} again, as {numbered(plan, [source])} did")
    return lines


def _files(plan: Plan, number: int, graph: Graph, prints: Sequence[Footprint]) -> list[str]:
    spelled = _spelled(graph)
    step, mine = plan.steps[number], prints[number]
    told = {*step.consumes, *step.wants, *step.state}
    lines = []
    for earlier, (other, made) in enumerate(zip(plan.steps[:number], prints, strict=False), 1):
        if shared := sorted((mine.reads & made.writes) - {ANY}):
            told.add(other.name)
            lines.append(f"reads {_names(spelled.get(path, path) for path in shared)}, which step {earlier} writes")
        if ANY in made.writes and (brought := (_read_files(step, graph) | mine.reads) & _files_of(other, graph) - made.reads - made.writes):
            told.add(other.name)
            lines.append(f"reads {_names(sorted(brought))}, which step {earlier} may fetch or write")
    waits = [name for name in step.after if name not in told]
    chosen = [name for name in waits if not prints[_number(plan, name)].bars(mine)]  # but for what parameters are set to
    reasons: dict[str, list[str]] = {}
    for name in waits:
        if name in chosen:
            reasons.setdefault("as parameters may lead both to the same files", []).append(name)
        else:
            why = _reason(prints[_number(plan, name)], mine, numbered(plan, [name]), spelled)
            reasons.setdefault(why or "in case both use the same files: nobody sees what all their calls do", []).append(name)
    lines += [f"runs after {numbered(plan, names)}, {why}" for why, names in reasons.items()]
    later = {path for other in prints[number + 1 :] for path in other.reads}
    if written := sorted(mine.writes & later - {ANY}):
        lines.append(f"writes {_names(spelled.get(path, path) for path in written)}, which later steps read")
    return lines


def _reason(earlier: Footprint, later: Footprint, name: str, spelled: dict[str, str]) -> str:
    """Why a step comes after an earlier one of which it takes nothing, by the call or the file; empty where none is known."""
    files = [path for path in later.writes for other in earlier.reads | earlier.writes if ANY not in (path, other) and touch(path, other)]
    if files:
        return f"as this writes {_names(spelled.get(path, path) for path in sorted(set(files)))}, which {name} uses"
    before, after = earlier.causes, later.causes
    if "outside" in before and "outside" in after:
        same = before["outside"] == after["outside"]
        calls = f"both call `{after['outside']}`" if same else f"`{before['outside']}` there and `{after['outside']}` here act outside"
        return f"as {calls}"
    if "writes" in before and (later.reads or later.writes):
        return f"as `{before['writes']}` there may write what this step reads"
    if "writes" in after and (earlier.reads or earlier.writes):
        return f"as `{after['writes']}` here may write what {name} reads"
    return ""


def _read_files(step: Step, graph: Graph) -> set[str]:
    """The files of the modules that a step imports, if they are beside the notebook."""
    nodes = [
        node
        for cell in step.cells
        if cell in graph.facts
        for kind in (ast.Import, ast.ImportFrom)
        for node in graph.facts[cell].nodes.get(kind, ())
    ]
    nodes += [node for statement in step.prologue if (node := _node(statement)) is not None]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {f"{module.partition('.')[0].casefold()}.py" for module in modules}


def _files_of(step: Step, graph: Graph) -> set[str]:
    """The files that a step speaks of, as footprints write them; of an address the last part."""
    known = [graph.facts[cell] for cell in step.cells if cell in graph.facts]
    texts = [node.value for facts in known for node in facts.nodes.get(ast.Constant, ()) if isinstance(node, ast.Constant)]
    texts += [word for facts in known for magic in facts.magics for word in magic.args.split()]
    return {
        posixpath.normpath(text.rpartition("/")[2] if "://" in text else text).casefold()
        for text in texts
        if isinstance(text, str) and text
    }


def _spelled(graph: Graph) -> dict[str, str]:
    """Paths as the notebook writes them, by what footprints make of them."""
    texts = (node.value for facts in graph.facts.values() for node in facts.nodes.get(ast.Constant, ()) if isinstance(node, ast.Constant))
    return {posixpath.normpath(text.replace("\\", "/")).casefold(): text for text in texts if isinstance(text, str) and text}


def _gives(plan: Plan, number: int, graph: Graph) -> list[str]:
    step = plan.steps[number]
    takers: dict[tuple[str, ...], list[str]] = {}
    for name in (*step.produces, *step.offers):
        to = tuple(other.name for other in plan.steps if name in (*other.consumes.get(step.name, ()), *other.wants.get(step.name, ())))
        takers.setdefault(to, []).append(name)
    own, passed = [], []
    for to, names in sorted(takers.items()):
        for made, group in _by_maker(plan, number, names, graph):
            if made == number:
                own.append(f"hands on {_names(group)} to {numbered(plan, to)}")
            else:
                passed.append(f"passes {_names(group)} on to {numbered(plan, to)}{_made(made, number)}")
    states_to: dict[str, list[str]] = {}
    for other in plan.steps:
        for channel in other.state.get(step.name, ()):
            states_to.setdefault(channel, []).append(other.name)
    by_takers: dict[tuple[str, ...], list[str]] = {}
    for channel, names in states_to.items():
        by_takers.setdefault(tuple(names), []).append(channel)
    own += [f"hands on {listed(states(channels))} to {numbered(plan, names)}" for names, channels in by_takers.items()]
    return own + passed


def _by_maker(plan: Plan, number: int, names: Iterable[str], graph: Graph) -> list[tuple[int, list[str]]]:
    """Names that a step hands on, by the last step up to it that binds or changes them; those of the latest first."""
    found: dict[int, list[str]] = {}
    for name in names:
        made = (at for at in range(number, -1, -1) if name in _touched(plan.steps[at], graph))
        found.setdefault(next(made, number), []).append(name)
    return sorted(found.items(), reverse=True)


def _touched(step: Step, graph: Graph) -> set[str]:
    """Names that a step binds, or changes the values of."""
    bound = {binding.name for cell in step.cells for binding in graph.bindings_of.get(cell, ())}
    return bound | {name for cell in step.cells for mutation in graph.mutations_of.get(cell, ()) for name in mutation.names}


def _made(made: int, number: int) -> str:
    return f" (made in step {made + 1})" if made != number else ""


def _same_as(step: Step, names: Iterable[str], graph: Graph) -> list[tuple[tuple[str, ...], list[str]]]:
    """Names that a step may take, by those that it changes and that may be the same object; none for those that its code speaks of itself."""
    spoken = {read.name for cell in step.cells for read in graph.reads_of.get(cell, ())}
    found: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        changes = [change.names for cell in step.cells for change in graph.mutations_of.get(cell, ()) if name in change.names]
        others = {other for change in changes for other in change} & spoken if name not in spoken else set()
        found.setdefault(tuple(sorted(others)), []).append(name)
    return list(found.items())


def _kinds(names: Sequence[str], graph: Graph, step: Step) -> str:
    """Names, few ones with what they hold, where that is known."""
    if len(names) > _TYPED:
        return _names(names)
    told = []
    for name in names:
        held = {binding.value if binding.kind not in ("function", "class") else binding.kind for binding in _before(name, graph, step)}
        kind = _WORDS.get(next(iter(held)) or "") if len(held) == 1 else None
        told.append(f"`{name}`" + (f" ({kind})" if kind else ""))
    return listed(told)


def _before(name: str, graph: Graph, step: Step) -> list[Binding]:
    return [binding for binding in graph.trace.bindings if binding.name == name and binding.cell < step.cells[0]]


def _number(plan: Plan, name: str) -> int:
    return next(number for number, step in enumerate(plan.steps) if step.name == name)


def numbered(plan: Plan, names: Collection[str]) -> str:
    """Steps by their numbers: `steps 1 and 2`."""
    numbers = [str(number) for number, step in enumerate(plan.steps, 1) if step.name in names]
    if not numbers:
        return ""
    return f"step{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def _names(names: Iterable[str]) -> str:
    return listed([f"`{name}`" for name in names])
