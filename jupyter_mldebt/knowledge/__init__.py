"""What library calls do, as data: one module a library, each with CALLS = {qualified name or kind.method: Known}, loaded where it is needed.

What not every version of a library has stands apart, in VARYING; NEEDS are the libraries whose kinds of values its calls return.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from jupyter_mldebt.knowledge.known import PERHAPS, Known, Role

__all__ = [
    "KINDS",
    "OWNERS",
    "PERHAPS",
    "Known",
    "Role",
    "declare",
    "declared",
    "exported",
    "loaded",
    "lookup",
    "need",
    "packages",
    "same",
    "table",
]

_EVERYWHERE = ("builtins", "stdlib", "unknown")
# by the first part of the names of modules: the table that holds their calls
LIBRARIES = {
    **{
        name: name
        for name in (
            "catboost datasets holoviews imblearn joblib keras lightgbm matplotlib numpy pandas plotly polars pylab requests scipy seaborn sklearn "
            "sqlalchemy statsmodels tensorflow torch torchvision transformers xgboost"
        ).split()
    },
    "cloudpickle": "joblib",
    "matplotlib_inline": "matplotlib",
    "mpl_toolkits": "matplotlib",
}
# by kind of value: the table that holds its methods. A kind that is called like a class, as `polars.DataFrame`, is of that library
OWNERS = {
    **dict.fromkeys(("frame", "series", "groupby", "index", "excelfile"), "pandas"),
    "array": "numpy",
    **dict.fromkeys(("model", "splitter"), "sklearn"),
    **dict.fromkeys(("figure", "axes"), "matplotlib"),
}
# what a call may return: kinds of Python's own objects, too
KINDS = frozenset(OWNERS) | frozenset(
    "bool bytes connection datetime deque dict executor file frozenset function generator list number path queue range rng set str tuple".split()
)
# modules that are bound under other names as well
_SAME = {
    **{f"{module}.np": "numpy" for module in ("pylab", "matplotlib.pylab")},
    **{f"{module}.plt": "matplotlib.pyplot" for module in ("pylab", "matplotlib.pylab")},
    "scipy.stats.distributions": "scipy.stats",
    "tensorflow.compat.v1": "tensorflow",
}

_loaded: dict[str, Known] = {}
_waiting = {**LIBRARIES, **OWNERS}
_declared: Mapping[str, Known] = {}


def loaded() -> dict[str, Known]:
    """What is known so far, by qualified name of the function, or `kind.method` for methods of a kind of object.

    It grows with each library that is needed, and only by calls that cannot be made without that library.
    """
    if not _loaded:
        for library in _EVERYWHERE:
            _loaded.update(import_module(f"jupyter_mldebt.knowledge.{library}").CALLS)
    return _loaded


def need(root: str) -> None:
    """Have the calls of a module known, and the methods of a kind, by the first part of their names."""
    library = _waiting.pop(root, None)
    if library is None:
        return
    known = loaded()
    module = import_module(f"jupyter_mldebt.knowledge.{library}")
    known.update(module.CALLS)
    known.update(getattr(module, "VARYING", {}))
    known.update(_declared)
    for other in getattr(module, "NEEDS", ()):
        need(other)


def same(qualified: str) -> str:
    """The name by which the tables know what is imported."""
    for name, other in _SAME.items():
        if qualified.startswith(name) and qualified[len(name) : len(name) + 1] in ("", "."):
            return other + qualified[len(name) :]
    return qualified


def table() -> dict[str, Known]:
    """All that is known."""
    for root in [*_waiting]:
        need(root)
    return loaded()


def lookup(target: str | None) -> Known | None:
    """What is known of a call, None where nothing is."""
    if not target:
        return None
    if _waiting:
        need(target.partition(".")[0])
    return (_loaded or loaded()).get(target)


def declare(calls: Mapping[str, Known]) -> None:
    """Have the calls known that a user tells of, instead of those of the user before."""
    global _declared
    if calls == _declared:
        return
    roots = {**LIBRARIES, **OWNERS}
    here = [root for root in roots if root not in _waiting]
    _loaded.clear()
    _declared = calls
    _waiting.update(roots)
    loaded().update(calls)
    for root in here:
        need(root)


def declared() -> Mapping[str, Known]:
    """What a user has told of: the same object as long as all that is known stays."""
    return _declared


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
