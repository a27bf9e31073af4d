"""Timeline: what ran for a notebook, kernel by kernel and restart by restart. Plain records."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_mldebt.execution import Execution


@dataclass(frozen=True)
class Gap:
    """Executions that took place but are not known: their messages were lost, nobody listened, or they were not to be recorded.

    Parameters
    ----------
    before : number of the execution that stands behind the gap
    missing : how many there are
    """

    before: int
    missing: int


@dataclass(frozen=True)
class Epoch:
    """A kernel from its start or restart to its end.

    Parameters
    ----------
    kernel : its id
    began, ended : when it was first and last heard, in seconds since the epoch; `ended` is None while it runs
    forgotten : number of the first execution that may still be there: the earlier ones were deleted, or too old
    executions : those of this part of the timeline, in order
    gaps : where among them some are missing
    """

    kernel: str
    began: float
    ended: float | None
    forgotten: int
    executions: tuple[Execution, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Timeline:
    """What ran for a notebook, or on a kernel; the newest part of it, or one before that.

    Parameters
    ----------
    recorded : whether executions are recorded for it now
    epochs : the oldest first
    before : what to ask for the part before this one with; None where this is the first
    """

    recorded: bool
    epochs: tuple[Epoch, ...]
    before: int | None


@dataclass(frozen=True)
class Summary:
    """What the journal holds of one notebook.

    Parameters
    ----------
    path : the notebook's file; None for kernels without one
    executions : how many there are
    first, last : when they began, in seconds since the epoch
    recorded : whether executions are recorded for it now
    """

    path: str | None
    executions: int
    first: float | None
    last: float | None
    recorded: bool
