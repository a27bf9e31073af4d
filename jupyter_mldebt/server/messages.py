"""What the server and its processes tell each other, one message a frame."""

from __future__ import annotations

from typing import Literal

import msgspec

from jupyter_mldebt.execution import Execution

Effort = Literal["full", "once", "none"]
Extra = Literal["work", "preparation"]  # as the engine names them, which the server does not load


class Task(msgspec.Struct):
    """One notebook to check.

    Parameters
    ----------
    path : contents path, which the report names
    file : where that is on the server's disk: settings are looked for above it
    notebook : the document's JSON
    kernel : id of its kernel
    executions : all since that started, in order; None where there is no kernel, or none whose executions are known
    what_if, related : ids of the cells of which it is asked what would follow if they ran now, and which others are around them
    include : what else the report is to have
    """

    path: str
    file: str
    notebook: msgspec.Raw
    kernel: str = ""
    executions: tuple[Execution, ...] | None = None
    what_if: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    include: tuple[Extra, ...] = ()


class PlanTask(msgspec.Struct, tag="plan"):
    """One notebook to plan an export of.

    Parameters
    ----------
    file, folder : the notebook and the pipeline's folder on the server's disk
    notebook : the document's JSON
    """

    file: str
    folder: str
    notebook: msgspec.Raw


class GatherTask(msgspec.Struct, tag="gather"):
    """A result to gather the code of.

    Parameters
    ----------
    source : name of the notebook whose session it was
    kernel : name of the kernel's kind
    executions : all of the session, in order
    number : of the one whose result is wanted
    """

    source: str
    kernel: str
    executions: tuple[Execution, ...]
    number: int


class Answer(msgspec.Struct, omit_defaults=True):
    """The report's JSON, or one sentence that says why there is none and the HTTP status that fits it."""

    report: msgspec.Raw = msgspec.Raw()
    status: int = 200
    message: str = ""


class ExportTask(msgspec.Struct, tag="export"):
    """An export to carry out; the fields are those of the contract's ExportRequest, with places on disk."""

    notebook: str
    folder: str
    target: str = "local"
    verify: Effort = "full"
    parameters: dict[str, str | None] | None = None
    names: dict[str, str] = {}
    allow_effects: bool = False
    replace: bool = False
    max_copy: int | None = None


class RunTask(msgspec.Struct, tag="run"):
    """A run of an exported pipeline to carry out."""

    folder: str
    parameters: dict[str, str] = {}


class Said(msgspec.Struct, omit_defaults=True):
    """What the process of a job says: that something happens, or at the end its answer.

    Parameters
    ----------
    text : in a line
    kind, step, cell, cells, status : what it is about, where it is a step or the notebook: an Event of the runner; "refused" is the end
    answer : the report's JSON
    """

    text: str = ""
    kind: str = ""
    step: str | None = None
    cell: int = 0
    cells: int = 0
    status: str = ""
    answer: msgspec.Raw = msgspec.Raw()
