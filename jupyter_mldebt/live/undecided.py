"""Undecided: cells whose outcome hangs on more than the values that they read: on randomness, time, files, networks, a person."""

from __future__ import annotations

from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.live.session import Session

_DRAWS = (
    "random.",
    "secrets.",
    "uuid.uuid",
    "numpy.random.",
    "torch.rand",
    "torch.randn",
    "torch.randint",
    "torch.randperm",
    "tensorflow.random.",
)
_CLOCKS = frozenset(
    "time.time time.time_ns time.perf_counter time.monotonic time.process_time time.localtime time.gmtime time.ctime "
    "datetime.datetime.now datetime.datetime.today datetime.datetime.utcnow datetime.date.today datetime.now datetime.today date.today "
    "pandas.Timestamp.now pandas.Timestamp.today os.urandom os.listdir os.scandir glob.glob".split()
)
_DRAWING = frozenset(
    "rvs shuffle permutation train_test_split random_split standard_normal default_rng".split()
)  # by the last of their names
_OUTSIDE = frozenset(("read", "net", "process", "ask"))


def is_undecided(session: Session, cell: int) -> bool:
    """Whether the cell, in a fresh run, calls what may give something else each time, or runs a magic that goes outside."""
    if any(magic.kind == "shell" or magic.name in ("bash", "sh", "time", "timeit", "sql") for magic in session.facts[cell].magics):
        return True
    for call in session.fresh.calls.get(cell, ()):
        target = call.target or ""
        known = lookup(target)
        last = target.rpartition(".")[2]
        if (target.startswith(_DRAWS) and last != "seed") or last in _DRAWING or target in _CLOCKS:
            return True
        if target == "builtins.open" or (known is not None and known.effect in _OUTSIDE):
            return True
    return False
