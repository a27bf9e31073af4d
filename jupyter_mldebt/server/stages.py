"""Stages: how far a job is, from what its process says."""

from __future__ import annotations

from typing import Literal

import msgspec

from jupyter_mldebt.server.messages import Said

StageStatus = Literal["running", "ok", "cached", "failed", "skipped"]


class Stage(msgspec.Struct, frozen=True):
    """A run of the notebook as a whole, or of a step.

    Parameters
    ----------
    step : the step's name; None for the notebook
    status : how it is
    cell, cells : the cell that runs, from 1, and how many there are; 0 where that is not known yet
    """

    step: str | None
    status: StageStatus
    cell: int = 0
    cells: int = 0


def advance(stages: tuple[Stage, ...], said: Said) -> tuple[Stage, ...]:
    """The stages after something was said. When a step begins that has ended before, the pipeline was cut anew: its stages begin again."""
    if said.kind == "start":
        if said.step is not None and any(stage.step == said.step for stage in stages):
            stages = tuple(stage for stage in stages if stage.step is None)
        return (*stages, Stage(said.step, "running"))
    at = next((at for at in reversed(range(len(stages))) if stages[at].step == said.step), None)
    if said.kind == "cell" and at is not None:
        return _with(stages, at, msgspec.structs.replace(stages[at], status="running", cell=said.cell, cells=said.cells))
    if said.kind == "end":
        status: StageStatus = msgspec.convert(said.status, StageStatus)
        if at is None or stages[at].status != "running":  # it never began
            return (*stages, Stage(said.step, status))
        return _with(stages, at, msgspec.structs.replace(stages[at], status=status))
    return stages


def _with(stages: tuple[Stage, ...], at: int, stage: Stage) -> tuple[Stage, ...]:
    return (*stages[:at], stage, *stages[at + 1 :])
