"""The notebooks of the steps: plain code, ready for papermill, one source cell to one cell."""

from __future__ import annotations

import ast
import json
import posixpath
import re
from collections.abc import Collection, Mapping, Sequence, Set
from keyword import iskeyword
from textwrap import TextWrapper, fill
from typing import Any

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Cell
from jupyter_mldebt.pipeline import header, parameters
from jupyter_mldebt.pipeline.plan import Parameter, Plan, Step

FOLDER, ARTIFACTS = "_pipeline", "_artifacts"
HANDOVER = "step_handover"  # module of the pipeline's folder, by a name that no notebook has for its own
PROLOGUE, LOAD, SAVE = "nbcheck-prologue", "nbcheck-load", "nbcheck-save"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_WIDE = 100
# where the path of a picture beside the notebook stands in Markdown
_PICTURE = re.compile(r"""(!\[[^\]]*\]\(\s*|<img\b[^>]*?\bsrc\s*=\s*["'])(?!attachment:|data:|[\w+.-]+:|//?|\.\./|#)([^\s)"'<>]+)""", re.I)
_NAMED = 6  # values that are named in a comment
_COMMENT = TextWrapper(_WIDE, initial_indent="# ", subsequent_indent="# ")
_GIVE_NOTHING = frozenset(
    "set_printoptions set_option reset_option rc filterwarnings simplefilter set_theme set_style set_context insert append".split()
)
_OURS = frozenset({parameters.TAG, "injected-parameters"})


def render(plan: Plan, graph: Graph, folder: str, unnamed: Collection[str] = ()) -> dict[str, str]:
    """The text of each step's notebook by its file name.

    Parameters
    ----------
    plan : the pipeline
    graph : dataflow of the source notebook
    folder : the pipeline's folder as seen from the folder of the notebook, where steps run
    unnamed : parameters that the notebook has no name for
    """
    bound = _surely_bound(plan, graph)
    headers = header.render(plan, graph)
    return {step.notebook: _text(_notebook(plan, step, graph, folder, bound, headers[step.name], unnamed)) for step in plan.steps}


def _surely_bound(plan: Plan, graph: Graph) -> dict[str, frozenset[str]]:
    """By step, the globals that are bound when it ends: on every path, and never deleted."""
    deleted = {
        target.id
        for facts in graph.facts.values()
        for node in facts.nodes.get(ast.Delete, ())
        for target in node.targets  # type: ignore[attr-defined]
        if isinstance(target, ast.Name)
    }
    sure = [
        binding
        for binding in graph.trace.bindings
        if binding.certain and binding.name not in deleted and binding.name.isidentifier() and not iskeyword(binding.name)
    ]
    return {step.name: frozenset(binding.name for binding in sure if binding.cell <= step.cells[-1]) for step in plan.steps}


def _notebook(
    plan: Plan, step: Step, graph: Graph, folder: str, bound: Mapping[str, Set[str]], about: str, unnamed: Collection[str]
) -> dict[str, Any]:
    taken = {parameter.name: parameter for parameter in plan.parameters}
    mine = [taken[name] for name in step.parameters]
    cells = [_markdown("nbcheck-about", about)]
    if mine:
        cells.append(_code("nbcheck-parameters", _parameters(plan, step, mine, graph), [parameters.TAG]))
    if plan.joins(step):
        cells.append(_code("nbcheck-setup", _setup(plan, folder), [PROLOGUE]))
    elif any(graph.notebook.cells[index].source.strip() for index in step.cells if index in graph.facts):
        cells.append(_code("nbcheck-setup", _go_home(plan, step), [PROLOGUE]))
    if step.prologue:
        cells.append(_code("nbcheck-prologue", _prologue(plan, step, graph), [PROLOGUE]))
    if step.state or step.consumes or step.wants or ({*step.keeps} - {"random"} and step.prologue):
        cells.append(_code("nbcheck-load", _load(plan, step, bound), [LOAD]))
    copies = header.copies(plan, step, graph)
    elsewhere = {name: header.setters(plan, name) for name in taken if name not in step.parameters}
    used = {cell["id"] for cell in cells} | {"nbcheck-save"}
    for index in step.cells:
        copied = _copied(graph.notebook.cells[index], graph.facts.get(index), plan.parameters, unnamed, elsewhere, used, _home(plan))
        cells.append(copied | {"source": _lines(_announced("".join(copied["source"]), index, copies))})
    if plan.hands_on(step):
        cells.append(_code("nbcheck-save", _save(plan, step), [SAVE]))
    kernel = plan.kernel
    metadata = {
        "kernelspec": {"display_name": kernel, "language": "python", "name": kernel},
        "language_info": {"name": "python"},
        "nbcheck": {"step": step.name, "source": plan.notebook},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _parameters(plan: Plan, step: Step, taken: Sequence[Parameter], graph: Graph) -> str:
    lines: list[str] = []
    shared: list[tuple[int, str]] = []
    for parameter in taken:
        others = header.numbered(plan, [other.name for other in plan.steps if other is not step and parameter.name in other.parameters])
        if others:
            shared.append((len(lines), others))
        told = [parameter.help or header.used(parameter, graph), f"also in {others}" if others else ""]
        lines.append(f"{parameter.name} = {parameter.text}  # {'; '.join(filter(None, told))}".removesuffix("  # "))
    if len(shared) == 1:
        lines[shared[0][0]] += ": change it there, too"
    elif shared:
        lines.insert(
            0, f"# what is `also in` other steps has to be changed there, too: `python run.py -p {taken[0].name}=VALUE` sets it in all"
        )
    return "\n".join(lines)


def _home(plan: Plan) -> str:
    """The folder of the notebook as seen from that of the steps."""
    return posixpath.normpath(posixpath.join("..", posixpath.dirname(plan.notebook)))


def _go_home(plan: Plan, step: Step) -> str:
    """The set-up of a step that nothing goes to nor comes from: where relative paths lead to what they do in a run."""
    return f"""# opened by hand in the folder of steps, this goes to that of `{posixpath.basename(plan.notebook)}` first, as a run does
import os as _os

if _os.path.exists({_repr(f"../{step.notebook}")}):
    _os.chdir({_repr(_home(plan))})"""


def _setup(plan: Plan, folder: str) -> str:
    """Finds the module in the folder that a run tells, in that seen from the notebook's, or, opened by hand, in the one above."""
    home = _home(plan)
    return f"""# {HANDOVER}.py brings values from step to step. It is in the folder of this pipeline, which a run tells in
# `{FOLDER}`, and which is `..` where the step is opened by hand. `begin` goes to the folder of
# `{posixpath.basename(plan.notebook)}`, so that relative paths lead where they do there.
import sys as _sys

_sys.path[:0] = [globals().get("{FOLDER}", {_repr(folder)}), ".."]
import {HANDOVER} as _handover

del _sys.path[:2]
_handover.begin({f"home={_repr(home)}" if home != "../.." else ""})"""


def _prologue(plan: Plan, step: Step, graph: Graph) -> str:
    """What earlier cells imported, defined and set; an expression at the end shows nothing."""
    statements = list(step.prologue)
    for at, after in enumerate(step.prologue[1:]):
        if statements[at].line == 0 and header.is_import(after):  # what is told of it stands below the imports, too
            statements[at : at + 2] = after, statements[at]
    parts = [statement.text for statement in statements]
    told = header.copied(plan, step, graph)
    notes = {statement: _COMMENT.fill(text) for statement, text in told}
    blocks = [notes[None]] if None in notes else []
    for before, part, statement in zip(["", *parts], parts, statements, strict=False):
        if statement.line == 0:
            part = (
                f"# turned on by the first figure, in {header.owner(plan, statement)}: figures show below the cells that draw them\n{part}"
            )
        spaced = "\n" in part or "\n" in before or statement in notes
        noted = f"{notes[statement]}\n{part}" if statement in notes else part
        blocks.append(("\n" if spaced and before else "") + noted)
    if _shows(parts[-1]):
        blocks[-1] += ";"
    return "\n".join(blocks)


def _shows(statement: str) -> bool:
    """Whether a cell that ends in the statement may show its value."""
    try:
        body = ast.parse(statement).body
    except SyntaxError:  # a magic
        return False
    if not body or not isinstance(body[-1], ast.Expr):
        return False
    value = body[-1].value
    return not (isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in _GIVE_NOTHING)


def _load(plan: Plan, step: Step, bound: Mapping[str, Set[str]]) -> str:
    """What the step takes: names that are surely there stand on the left, so that readers and tools see where they come from."""
    names: dict[str, list[str]] = {}
    maybe: dict[str, list[str]] = {}
    for found, is_wanted in ((step.consumes, False), (step.wants, True)):
        for source, loaded in found.items():
            for name in loaded:
                (maybe if is_wanted or name not in bound[source] else names).setdefault(source, []).append(name)
    given = list(dict.fromkeys(name for source in sorted(names) for name in sorted(names[source])))
    target = f"({given[0]},) = " if len(given) == 1 else f"{', '.join(given)} = " if given else ""
    if len(target) > _WIDE:
        target = "(\n" + fill(", ".join(given) + ",", _WIDE, initial_indent="    ", subsequent_indent="    ") + "\n) = "
    taken = [
        ("", {source: sorted(names[source]) for source in sorted(names)}),
        ("maybe=", {source: sorted(maybe[source]) for source in sorted(maybe)}),
        ("state=", {source: list(channels) for source, channels in step.state.items()}),
    ]
    told = ["what earlier steps hand on"] * bool(names or maybe)
    if step.state and not told:
        told = [
            f"{header.listed(header.states(found))} as {header.numbered(plan, [source])} leaves them"
            for source, found in step.state.items()
        ]
    told += ["what `maybe` names is bound here, too, if it was there"] * bool(maybe)
    kept = header.listed(header.states(step.keeps))
    comment = "; ".join(told) or f"notes {kept}, to check at the end that they are left alone"
    return f"{_COMMENT.fill(comment)}\n{_call(f'{target}_handover.load', taken)}"


def _save(plan: Plan, step: Step) -> str:
    given = [("", list(step.produces)), ("offers=", list(step.offers)), ("classes=", list(step.classes)), ("keeps=", list(step.keeps))]
    names = [*step.produces, *step.offers]
    goes_on = header.handed_on(plan, step)
    values = [f"{len(names)} values"] if len(names) > _NAMED else names
    told = [f"handed on: {header.listed([*values, *goes_on])}"] * bool(values or goes_on)
    kept = header.listed(header.states(step.keeps))
    later = [
        other.name
        for other in plan.steps[plan.steps.index(step) + 1 :]
        if set(step.keeps) & {part for found in other.state.values() for part in found}
    ]
    told += [
        f"{kept} are checked to be unchanged, as {header.numbered(plan, later)} take{'s' * (len(later) == 1)} them from before"
    ] * bool(kept)
    comment = "; ".join(told)
    return f"{_COMMENT.fill(comment)}\n{_call('_handover.save', given, _repr(step.name))}"


def _call(function: str, given: Sequence[tuple[str, object]], *before: str) -> str:
    """A call with those of the arguments that hold something, each on lines of its own where they are too long for one."""
    line = f"{function}({', '.join([*before, *(f'{word}{_repr(value)}' for word, value in given if value)])})"
    if len(line) - line.rfind("\n", 0, len(function)) - 1 <= _WIDE:
        return line
    parts = [*(f"    {part}," for part in before), *(_argument(word, value, "    ") for word, value in given if value)]
    return "\n".join([f"{function}(", *parts, ")"])


def _argument(word: str, value: object, indent: str) -> str:
    """An argument or an entry on lines of its own: one for each step, more only for names that don't fit on it."""
    line = f"{indent}{word}{_repr(value)},"
    if isinstance(value, Mapping) and (len(value) > 1 or len(line) > _WIDE):
        return "\n".join(
            [f"{indent}{word}{{", *(_argument(f"{_repr(key)}: ", item, indent + "    ") for key, item in value.items()), f"{indent}}},"]
        )
    if isinstance(value, list) and len(line) > _WIDE:
        inner = indent + "    "
        names = fill(", ".join(map(_repr, value)) + ",", _WIDE, initial_indent=inner, subsequent_indent=inner, break_long_words=False)
        return f"{indent}{word}[\n{names}\n{indent}],"
    return line


def _repr(value: object) -> str:
    """A value as Python text, with double quotes."""
    return json.dumps(value, ensure_ascii=False)


def _copied(
    cell: Cell,
    facts: CellFacts | None,
    taken: Sequence[Parameter],
    unnamed: Collection[str],
    elsewhere: Mapping[str, str],
    used: set[str],
    home: str,
) -> dict[str, Any]:
    """A cell of the notebook as it is, its outputs left out, and so the literals that became parameters; pictures are shown from where they are."""
    identity = cell.id if cell.id and _ID.match(cell.id) and cell.id not in used else f"cell-{cell.index}"
    used.add(identity)
    source = parameters.without(cell.index, facts, taken, unnamed, elsewhere) if facts is not None else cell.source
    if cell.kind == "markdown":
        source = _PICTURE.sub(lambda found: f"{found[1]}{home}/{found[2].removeprefix('./')}", source)
    metadata: dict[str, Any] = {"nbcheck": {"source_index": cell.index}}
    tags = [tag for tag in cell.tags if tag not in _OURS]
    if tags:
        metadata["tags"] = tags
    copied: dict[str, Any] = {"cell_type": cell.kind, "id": identity, "metadata": metadata, "source": _lines(source)}
    if cell.kind == "code":
        copied |= {"execution_count": None, "outputs": []}
    return copied


def _announced(source: str, index: int, copies: Mapping[tuple[int, str], str]) -> str:
    """A cell's text with a comment above what later steps have copies of; one is enough for lines that follow each other."""
    told, end = "", -1
    for (cell, text), comment in copies.items():
        found = re.search(rf"^{re.escape(text)};?(?:[ \t]+#.*)?$", source, re.M) if cell == index else None
        if found is None:
            continue
        if not (comment == told and source[end : found.start()].strip(" ") == "\n"):
            source = f"{source[: found.start()]}# {comment}\n{source[found.start() :]}"
        told, end = comment, source.index(found[0], found.start()) + len(found[0])
    return source


def _code(identity: str, source: str, tags: list[str]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": identity,
        "metadata": {"tags": tags},
        "source": _lines(source),
        "execution_count": None,
        "outputs": [],
    }


def _markdown(identity: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": _lines(source)}


def _lines(source: str) -> list[str]:
    return source.splitlines(keepends=True) if "\r" not in source else [source]


def _text(notebook: dict[str, Any]) -> str:
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
