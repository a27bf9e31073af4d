"""Plain Python of a cell: what IPython makes of it, for tools that know no magics, and for oracles that must not be ours."""

from __future__ import annotations

import ast
import builtins
import re
import warnings
from functools import cache

# Names that a fresh kernel has. Those of Spark and Databricks only some have: no tool can know, so nobody is asked.
PROVIDED = frozenset(
    {
        *dir(builtins),
        "display",
        "get_ipython",
        "exit",
        "quit",
        "In",
        "Out",
        "_",
        "__",
        "___",
        "_i",
        "_ii",
        "_iii",
        "__file__",
        "__builtin__",
    }
    | {"spark", "sc", "sqlContext", "dbutils", "displayHTML"}
)
_TIMED = re.compile(
    r"^([ \t]*(?:[\w, \t]+=[ \t]*)?)%(?:time|timeit|prun|memit|mprun|lprun)[ \t]+((?:-\w+(?:[ \t]+\d+)?[ \t]+)*)(?=\S)", re.M
)
_CELL = re.compile(r"\A\s*%%(time|timeit|capture|prun|memit)\b([^\n]*)\n?")


@cache
def transformed(source: str) -> str:
    """The cell as IPython compiles it; as it stands where IPython can't tell its tokens apart."""
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return TransformerManager().transform_cell(source)
    except (SyntaxError, ValueError, RecursionError, IndexError):
        return source


def without_magics(source: str) -> str:
    """The cell for a tool that knows no magics: what a magic runs stands there as code, other magics as calls of `get_ipython`."""
    head = _CELL.match(source)
    if head:
        name = head[2].split()[0] if head[1] == "capture" and head[2].split() else ""
        source = (f"{name} = None" if name.isidentifier() else "") + "\n" + source[head.end() :]
    elif source.lstrip().startswith("%%"):
        return ""
    return transformed(_TIMED.sub(r"\1", source))


@cache
def tree_of(source: str) -> ast.Module | None:
    """The tree of the cell as IPython compiles it; None where it can't be parsed."""
    return _parsed(transformed(source))


@cache
def plain_tree(source: str) -> ast.Module | None:
    """The tree of the cell without IPython's syntax, so that its places are those of the text; None where it has some."""
    return _parsed(source)


def _parsed(source: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
