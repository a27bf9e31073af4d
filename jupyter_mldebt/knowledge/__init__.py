"""What library calls do, as data: one module a library, each with CALLS = {qualified name or kind.method: Known}."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module

from jupyter_mldebt.knowledge.known import Known, Role

__all__ = ["Known", "Role", "exported", "lookup", "packages", "table"]

_LIBRARIES = ("builtins", "stdlib", "numpy", "pandas", "sklearn", "matplotlib")
# modules that offer other modules' names as their own
_OF_PYLAB = ("matplotlib.pyplot", "numpy", "numpy.fft", "numpy.linalg", "numpy.random")
_OFFERS = {"pylab": _OF_PYLAB, "matplotlib.pylab": _OF_PYLAB}
_table: dict[str, Known] = {}


def table() -> dict[str, Known]:
    """All that is known, by qualified name of the function, or `kind.method` for methods of a kind of object."""
    if not _table:
        for library in _LIBRARIES:
            _table.update(import_module(f"jupyter_mldebt.knowledge.{library}").CALLS)
        for module, others in _OFFERS.items():
            for target in [*_table]:
                source, _, name = target.rpartition(".")
                if source in others:
                    _table.setdefault(f"{module}.{name}", _table[target])
    return _table


def lookup(target: str | None) -> Known | None:
    """What is known of a call, None where nothing is."""
    return (_table or table()).get(target) if target else None


@cache
def exported(module: str) -> frozenset[str] | None:
    """What `from module import *` binds in any version of the module, None where that is not known."""
    from jupyter_mldebt.knowledge.exports import EXPORTS

    found = EXPORTS.get(module)
    if found is None:
        return None
    names = found.split()
    return frozenset(name for name in names if name[0] != "*").union(*(exported(name[1:]) or () for name in names if name[0] == "*"))


@cache
def packages() -> frozenset[str]:
    """Packages outside the standard library that everybody installs, by the name of their import: those that the tables name."""
    from jupyter_mldebt.knowledge.aliases import IMPORTS, MODULES
    from jupyter_mldebt.knowledge.exports import EXPORTS

    modules = (*EXPORTS, *MODULES.values(), *(statement.split()[1] for rows in IMPORTS.values() for statement, _ in rows))
    return frozenset(module.partition(".")[0] for module in modules) - sys.stdlib_module_names
