"""pylab, which offers the names of matplotlib.pyplot and of numpy as its own."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_mldebt.knowledge import matplotlib, numpy
from jupyter_mldebt.knowledge.known import Known

_OFFERS = ("numpy", "numpy.random", "numpy.linalg", "numpy.fft", "matplotlib.pyplot")


def _offered(*tables: Mapping[str, Known]) -> dict[str, Known]:
    """What pylab has of the tables; of two things of the same name the first."""
    names: dict[str, Known] = {}
    for table in tables:
        for target, known in table.items():
            source, _, name = target.rpartition(".")
            if source in _OFFERS:
                names.setdefault(name, known)
    return {f"{module}.{name}": known for module in ("pylab", "matplotlib.pylab") for name, known in names.items()}


NEEDS = ("matplotlib", "numpy")
CALLS: dict[str, Known] = _offered(numpy.CALLS, matplotlib.CALLS)
VARYING: dict[str, Known] = _offered(numpy.VARYING, matplotlib.VARYING)
