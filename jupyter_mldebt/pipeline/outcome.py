"""Outcome: what becomes of a run and of its steps, and what is told meanwhile."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from jupyter_mldebt.pipeline.kernels import StepError

Status = Literal["ok", "cached", "failed", "skipped", "pending"]


class StepResult(msgspec.Struct, frozen=True):
    """What became of a step.

    Parameters
    ----------
    name, status : "pending" in a dry run only: it would run
    notebook : the executed one, None where there is none of this run or a cached one
    seconds : how long it ran, None where it did not
    error : why it failed
    reasons : why it ran or would run, or why it was skipped, one phrase each
    attempts : how often it was begun
    started : seconds after the start of the run
    """

    name: str
    status: Status
    notebook: str | None = None
    seconds: float | None = None
    error: StepError | None = None
    reasons: tuple[str, ...] = ()
    attempts: int = 0
    started: float | None = None


class RunResult(msgspec.Struct, frozen=True):
    """What became of a run, as the report's JSON has it; the steps in the order of the notebook."""

    version: int
    status: Literal["ok", "failed"]
    steps: tuple[StepResult, ...]
    kernel: str
    notes: tuple[str, ...] = ()
    parameters: dict[str, Any] = {}
    dry_run: bool = False
    interrupted: bool = False
    report: str | None = None
    log: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happens during a run; `text` says it in a line."""

    kind: Literal["note", "start", "cell", "retry", "end", "tick"]
    text: str = ""
    step: str | None = None
    cell: int = 0
    cells: int = 0
    result: StepResult | None = None


class Interrupted(KeyboardInterrupt):
    """The run was interrupted; its kernels have been ended. `result` says how far it came."""

    def __init__(self, result: RunResult) -> None:
        super().__init__()
        self.result = result
