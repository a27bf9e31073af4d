"""Edits: what a person changed in an export, carried over to the next one.

Three texts of each file are merged: what the last export wrote, what a person made of it, and what this export makes. Lines are merged as
diff3 does (Khanna, Kunal, Pierce 2007: A formal investigation of diff3), notebooks cell by cell; what both changed is a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher, unified_diff
from typing import Any, Literal, NamedTuple

import msgspec

from jupyter_mldebt.pipeline.plan import FILE, Plan, PlanError, dump, parse

What = Literal["new", "changed", "kept", "merged", "gone"]
VERIFIED = ("VERIFIED.html", "VERIFIED.json")


class Change(msgspec.Struct, frozen=True):
    """What became of a file of the last export.

    Parameters
    ----------
    file : its name
    what : "kept" is as a person edited it, "merged" has these edits and what the export changed
    diff : unified, of what was there and what is there now; of a notebook the text of its cells
    """

    file: str
    what: What
    diff: str = ""


class Conflict(NamedTuple):
    """A place of a file that a person edited and that the export changes too."""

    file: str
    place: str


class Merged(NamedTuple):
    """One file: its text, what became of it, and what could not be merged."""

    text: str
    what: What | None
    conflicts: tuple[Conflict, ...] = ()


class PlanEdits(msgspec.Struct, frozen=True):
    """What a person changed in pipeline.yaml: defaults and help of parameters, and titles of steps, by their name."""

    defaults: dict[str, Any] = {}
    help: dict[str, str | None] = {}
    titles: dict[str, str] = {}

    def onto(self, plan: Plan) -> Plan:
        """The plan with the edits, its defaults left out, which are the export's business."""
        return msgspec.structs.replace(
            plan,
            parameters=tuple(msgspec.structs.replace(p, help=self.help.get(p.name, p.help)) for p in plan.parameters),
            steps=tuple(msgspec.structs.replace(step, title=self.titles.get(step.name, step.title)) for step in plan.steps),
        )


def of_plan(base: str, mine: str, known: PlanEdits) -> PlanEdits:
    """What a person changed in pipeline.yaml, with what is known from before.

    Parameters
    ----------
    base, mine : what the last export wrote, and what is there
    known : edits that were taken over by the last export

    Raises
    ------
    PlanError : it can't be read
    """
    old, new = parse(base, FILE), parse(mine, FILE)
    defaults, helps, titles = dict(known.defaults), dict(known.help), dict(known.titles)
    before = {parameter.name: parameter for parameter in old.parameters}
    for parameter in new.parameters:
        was = before.get(parameter.name, parameter)
        if parameter.default != was.default or type(parameter.default) is not type(was.default):
            defaults[parameter.name] = parameter.default
        if parameter.help != was.help:
            helps[parameter.name] = parameter.help
    steps = {step.name: step.title for step in old.steps}
    titles |= {step.name: step.title for step in new.steps if step.title != steps.get(step.name, step.title)}
    return PlanEdits(defaults, helps, titles)


def merge(name: str, base: str, mine: str, new: str) -> Merged:
    """Merge what a person made of a file with what an export makes of it now.

    Parameters
    ----------
    name : of the file
    base, mine, new : what the last export wrote, what is there, what this export writes
    """
    if same(name, mine, base):
        return Merged(new, None)
    if same(name, new, base):
        return Merged(mine, "kept")
    if name == FILE:
        return _merge_plan(base, mine, new)
    merged = _merge_notebook(name, base, mine, new) if name.endswith(".ipynb") else _merge_text(name, base, mine, new)
    return merged._replace(what="merged" if merged.what is None and merged.text != new else merged.what)


def same(name: str, one: str, other: str) -> bool:
    """Whether two texts of a file say the same: a notebook that somebody has only run does."""
    if one == other or not name.endswith(".ipynb"):
        return one == other
    try:
        return [_said(cell) for cell in json.loads(one)["cells"]] == [_said(cell) for cell in json.loads(other)["cells"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def _merge_plan(base: str, mine: str, new: str) -> Merged:
    """What is written has the edits of parameters and titles already; others of pipeline.yaml can't be kept."""
    try:
        old, edited = parse(base, FILE), parse(mine, FILE)
    except PlanError:
        return Merged(new, None, (Conflict(FILE, "the file, which can't be read"),))
    changes = of_plan(base, mine, PlanEdits())
    given = {parameter.name: parameter for parameter in edited.parameters}
    known = changes.onto(old)
    parameters = tuple(
        msgspec.structs.replace(p, default=given[p.name].default, text=given[p.name].text, type=given[p.name].type)
        if p.name in given
        else p
        for p in known.parameters
    )
    if dump(msgspec.structs.replace(known, parameters=parameters)) == dump(edited):
        return Merged(new, None)
    return Merged(new, None, (Conflict(FILE, "something else than defaults and help of parameters and titles of steps"),))


def _merge_text(name: str, base: str, mine: str, new: str) -> Merged:
    lines: list[str] = []
    conflicts: list[Conflict] = []
    for part in _diff3(*(text.splitlines(keepends=True) for text in (base, mine, new))):
        if isinstance(part, int):
            conflicts.append(Conflict(name, f"line {part + 1}"))
        else:
            lines += part
    return Merged("".join(lines), None, tuple(conflicts))


def _diff3(base: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> Iterator[Sequence[str] | int]:
    """Runs of lines of the merged text; where both sides changed the same, the place in `mine` before what is new."""
    ours, theirs = (SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks() for other in (mine, new))
    where = [{block.a + step: block.b + step for block in blocks for step in range(block.size)} for blocks in (ours, theirs)]
    at = [0, 0, 0]
    for line in (*(line for line in range(len(base)) if line in where[0] and line in where[1]), len(base)):
        ends = [line, where[0].get(line, len(mine)), where[1].get(line, len(new))]
        was, have, want = (text[start:end] for text, start, end in zip((base, mine, new), at, ends, strict=True))
        if have == was or have == want:
            yield want
        elif want == was:
            yield have
        else:
            yield at[1]
            yield want
        yield base[line : line + 1]
        at = [end + 1 for end in ends]


def _merge_notebook(name: str, base: str, mine: str, new: str) -> Merged:
    """Cells are known by their id: those that a person added stay behind the cell that they follow."""
    try:
        documents = [json.loads(text) for text in (base, mine, new)]
        old, have, want = ({cell["id"]: cell for cell in document["cells"]} for document in documents)
    except (ValueError, KeyError, TypeError):
        return Merged(new, None, (Conflict(name, "the notebook, which can't be read"),))
    conflicts: list[str] = []
    if [key for key in have if key in old] != [key for key in old if key in have]:
        conflicts.append("the order of its cells")
    cells: dict[str, Any] = {}
    for key, cell in want.items():
        kept = _merge_cell(old.get(key), have.get(key), cell)
        if kept is None:
            conflicts.append(f"cell {key}")
        if kept != {}:
            cells[key] = kept or cell
    conflicts += [f"cell {key}, which is gone" for key in old.keys() & have.keys() - want.keys() if _said(old[key]) != _said(have[key])]
    order = list(cells)
    before = None
    for key, cell in have.items():
        if key not in old and key not in want:
            order.insert(order.index(before) + 1 if before in order else 0, key)
            cells[key] = _bare(cell)
        before = key if key in order else before
    document = documents[2] | {"cells": [cells[key] for key in order]}
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    return Merged(text, None, tuple(Conflict(name, place) for place in sorted(conflicts)))


def _merge_cell(base: Any, mine: Any, new: Any) -> Any:
    """A cell of the merged notebook, {} where there is none, None where both sides changed it."""
    if base is None:
        return new if mine is None or _said(mine) == _said(new) else None
    if mine is None:
        return {} if _said(base) == _said(new) else None
    if _said(mine) == _said(base):
        return new
    if _said(new) == _said(base) or _said(new) == _said(mine):
        return _bare(mine)
    if (mine["cell_type"], _tags(mine)) != (base["cell_type"], _tags(base)):
        return None
    merged = _merge_text("", *("".join(cell["source"]) for cell in (base, mine, new)))
    return None if merged.conflicts else {**new, "source": merged.text.splitlines(keepends=True)}


def _said(cell: Mapping[str, Any]) -> tuple[Any, ...]:
    return cell["cell_type"], "".join(cell["source"]), _tags(cell)


def _tags(cell: Mapping[str, Any]) -> list[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags") or []
    return tags


def _bare(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell without what a run left in it."""
    found = {**cell, "source": "".join(cell["source"]).splitlines(keepends=True)}
    return found | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else found


def change(name: str, before: str | None, after: str | None, what: What | None) -> Change | None:
    """What became of a file, None where it is as it was."""
    if before is not None and after is not None and same(name, before, after):
        return Change(name, "kept") if what == "kept" else None
    kind: What = "new" if before is None else "gone" if after is None else "merged" if what == "merged" else "changed"
    if name in VERIFIED or before is None:
        return Change(name, kind)
    told = unified_diff(_shown(name, before), _shown(name, after or ""), name, name, lineterm="")
    return Change(name, kind, "\n".join(told))


def _shown(name: str, text: str) -> list[str]:
    if name.endswith(".ipynb"):
        try:
            cells = json.loads(text)["cells"]
            return [line for cell in cells for line in (f"# %% {cell.get('id')}", *"".join(cell["source"]).split("\n"))]
        except (ValueError, KeyError, TypeError):
            pass
    return text.splitlines()
