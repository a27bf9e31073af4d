"""Proposals: which of the literals that may become parameters are proposed: few, and those that people would choose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from jupyter_mldebt.pipeline.literals import FAIR, GOOD, POOR, Lifted, leads
from jupyter_mldebt.pipeline.plan import Parameter

MOST = 12  # more than that nobody reads
ENOUGH = 8  # with so many, the others are left to those who ask for them
SAMPLE = 3  # of a notebook that has none but those of a demonstration
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?\b|\d\d?[./]\d\d?[./]\d{2,4}\b")


def propose(found: Sequence[Parameter], lifted: Lifted) -> tuple[str, ...]:
    """Names of the parameters to propose.

    Parameters
    ----------
    found : all that there may be, in the order of the notebook
    lifted : which of them are literals inside statements, and what these are worth
    """
    worth = {parameter.name: lifted.worth.get(parameter.name) or (_worth(parameter), parameter.name) for parameter in found}
    before: Counter[str] = Counter()
    places = {}
    for at, (name, (_, kind)) in enumerate(worth.items()):
        places[name] = before[kind], at  # of each kind the first one, before the second of any
        before[kind] += 1
    good, fair, poor = (sorted((n for n in worth if worth[n][0] == level), key=places.__getitem__) for level in (GOOD, FAIR, POOR))
    best = good[:MOST] + fair[: max(0, ENOUGH - len(good))] or poor[:SAMPLE]
    return tuple(name for name in worth if name in best)


def _worth(parameter: Parameter) -> int:
    """What a literal is worth that the notebook gives a name to: one that serves other cells, too, is a setting."""
    value, capital = parameter.default, parameter.name.isupper()
    if (capital and len(parameter.name) > 1) or set(parameter.uses) - {parameter.cell}:
        return GOOD
    if isinstance(value, str):
        return GOOD if leads(value) or _DATE.match(value) else POOR
    if isinstance(value, list):
        return FAIR if all(isinstance(item, str) for item in value) else POOR
    return FAIR if capital or len(parameter.name) > 1 else POOR
