"""Plan: the steps of a pipeline, its parameters and what crosses between steps. Plain records, written to and read from pipeline.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

MARK = "jupyter-mldebt pipeline"
FILE = "pipeline.yaml"
VERSION = 2


class PlanError(Exception):
    """The folder holds no pipeline that can be read, or the notebook can't become one; the message is one sentence for the user."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a run of the pipeline may set.

    Parameters
    ----------
    name : the notebook's global
    default : the literal that the notebook has
    text : the default as Python text
    type : Python type of the default
    help : the comment beside it, if there is one
    cell, line : where the notebook assigns it
    uses : indices of the cells that read it
    """

    name: str
    default: Any
    text: str
    type: str
    help: str | None = None
    cell: int
    line: int
    uses: tuple[int, ...] = ()


class Statement(msgspec.Struct, frozen=True):
    """A statement (or line magic) of the notebook that later steps replay: its cell, first line and exact text."""

    cell: int
    line: int
    text: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One papermill execution.

    Parameters
    ----------
    name : unique in the pipeline, fit for file names
    title : for people
    cells : indices among all cells of the notebook
    notebook : the step's notebook, relative to the pipeline's folder
    parameters : names of the parameters that it takes
    consumes : names that it loads, by the step that saved them
    wants : names that it loads where they could be carried: text in a string or a magic may mean them
    produces : names that it saves
    offers : names that it saves where they can be carried
    after : steps that must have run before
    state : channels of the process state (random numbers, settings of drawings and of what is shown) that it takes over, by the step that
        left them so
    keeps : channels that it must leave as they are, as steps which don't wait for it take them from before it
    prologue : statements of earlier cells that it replays; not part of pipeline.yaml, the step's notebook has them
    classes : classes of the notebook that each later step defines for itself
    """

    name: str
    title: str
    cells: tuple[int, ...]
    notebook: str
    parameters: tuple[str, ...] = ()
    consumes: dict[str, tuple[str, ...]] = {}
    wants: dict[str, tuple[str, ...]] = {}
    produces: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    state: dict[str, tuple[str, ...]] = {}
    keeps: tuple[str, ...] = ()
    prologue: tuple[Statement, ...] = ()
    classes: tuple[str, ...] = ()


class Crossing(msgspec.Struct, frozen=True):
    """A name that goes from one step to later ones."""

    name: str
    carrier: str
    source: str = msgspec.field(name="from")
    to: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A whole pipeline.

    Parameters
    ----------
    notebook : the source notebook, relative to the pipeline's folder
    kernel : kernel that runs the steps: the notebook's, or python3 where that is not installed
    steps : in the order in which their cells stand in the notebook
    notes : what a person should know: why steps were merged, what could not be replayed
    """

    notebook: str
    kernel: str
    steps: tuple[Step, ...]
    parameters: tuple[Parameter, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    notes: tuple[str, ...] = ()

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def hands_on(self, step: Step) -> bool:
        """Whether a step leaves something for others."""
        return bool(step.produces or step.offers or step.keeps or any(step.name in other.state for other in self.steps))

    def joins(self, step: Step) -> bool:
        """Whether a step leaves something for others or takes something from them."""
        return self.hands_on(step) or bool(step.state or step.consumes or step.wants)

    @property
    def name(self) -> str:
        """The notebook's name without its suffix."""
        return Path(self.notebook).stem


class _Document(msgspec.Struct, frozen=True):
    format: str
    version: int
    plan: Plan


def report(plan: Plan) -> dict[str, Any]:
    """The plan as the report's JSON has it."""
    steps = [
        {
            "name": step.name,
            "title": step.title,
            "cells": list(step.cells),
            "notebook": step.notebook,
            "parameters": list(step.parameters),
            "consumes": sorted(name for names in step.consumes.values() for name in names),
            "produces": list(step.produces),
            "after": list(step.after),
        }
        for step in plan.steps
    ]
    return {
        "steps": steps,
        "parameters": listed(plan.parameters),
        "crossings": _plain(msgspec.to_builtins(plan.crossings)),
        "kernel": plan.kernel,
        "notes": list(plan.notes),
    }


def listed(parameters: Iterable[Parameter]) -> list[dict[str, Any]]:
    """Parameters as the report's JSON has them."""
    return [
        {
            "name": p.name,
            "type": p.type,
            "default": p.default,
            "text": p.text,
            "help": p.help,
            "cell": p.cell,
            "line": p.line,
            "uses": list(p.uses),
        }
        for p in parameters
    ]


def dump(plan: Plan) -> str:
    """The text of pipeline.yaml: the same plan gives the same bytes."""
    yaml: Any = import_module("yaml")
    document = msgspec.to_builtins(_Document(MARK, VERSION, plan))
    for step in document["plan"]["steps"]:
        del step["prologue"]
    text: str = yaml.safe_dump(_plain(document), sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)
    return "# Written by nbcheck export. `nbcheck run` and the targets read it.\n" + text


def load(folder: str | Path) -> Plan:
    """Read the plan of a pipeline's folder.

    Raises
    ------
    PlanError : there is no pipeline.yaml, or it is none of ours
    """
    file = Path(folder) / FILE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PlanError(f"{folder} is no pipeline: it has no {FILE}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(f"{file} can't be read: {str(error).splitlines()[0]}") from None
    return parse(text, str(file))


def parse(text: str, file: str) -> Plan:
    """The plan that a text says.

    Parameters
    ----------
    text : of a pipeline.yaml
    file : what to call it

    Raises
    ------
    PlanError : it is none of ours
    """
    yaml: Any = import_module("yaml")
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PlanError(f"{file} can't be read: {str(error).splitlines()[0]}") from None
    if not isinstance(document, dict) or document.get("format") != MARK:
        raise PlanError(f"{file} was not written by nbcheck export")
    if document.get("version") != VERSION:
        raise PlanError(f"{file} has version {document.get('version')}, this nbcheck reads version {VERSION}: export the notebook again")
    try:
        return msgspec.convert(document, _Document).plan
    except msgspec.ValidationError as error:
        raise PlanError(f"{file} is damaged: {error}") from None


def _plain(value: Any) -> Any:
    """Without tuples and without shared objects, which YAML would write as tags and anchors."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
