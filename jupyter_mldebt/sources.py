"""Other files that names come from: star imports and %run. The files are read, never run nor imported."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jupyter_mldebt.facts import CellFacts, facts_of
from jupyter_mldebt.magics import parse
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.python2 import NAMES as PYTHON2
from jupyter_mldebt.read import ReadError, read_file
from jupyter_mldebt.scopes import bound_names

# compiled into the interpreter: importing one runs no code of anybody else's
_COMPILED = frozenset(
    "math cmath itertools time _random binascii array zlib select unicodedata fcntl resource grp pwd errno marshal operator sys "
    "builtins".split()
)
_DEPTH, _LARGEST = 6, 2_000_000


class Script(NamedTuple):
    """A file that %run runs, as flow.py can run it.

    Parameters
    ----------
    notebook, facts : its cells; a .py file is one
    sources : where it looks for files itself
    sees_all : True where IPython runs it among the names of the notebook, not in a namespace of its own
    raises : True where an error in it is one of the cell that runs it; that of a .py file is only shown
    """

    notebook: Notebook
    facts: dict[int, CellFacts]
    sources: Sources
    sees_all: bool
    raises: bool


class Sources:
    """Where star imports and %run look for files.

    Parameters
    ----------
    folder : folder of the notebook; None where there is none (standard input)
    paths : folders of importable modules after the notebook's own; those of the running Python if None
    provided : names that the user declares as given by the kernel
    within : files that run others until they come here, so that none runs itself
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        paths: Sequence[str] | None = None,
        provided: Iterable[str] = (),
        within: frozenset[Path] = frozenset(),
    ) -> None:
        self.folder = folder
        self.provided = frozenset(provided)
        self._within = within
        self._paths = tuple(
            paths
            if paths is not None
            else (path for path in sys.path if path.endswith("-packages") or "lib/python" in path or "\\Lib" in path)
        )

    def star(self, module: str) -> frozenset[str] | None:
        """Names that `from module import *` binds, None where they can't be known."""
        if module == "pylab":
            numpy, pyplot = self.star("numpy"), self.star("matplotlib.pyplot")
            return numpy | pyplot if numpy is not None and pyplot is not None else None
        if module.lstrip(".") in _COMPILED:
            return _compiled(module)
        return _exports(module.lstrip("."), (*((str(self.folder),) if self.folder else ()), *self._paths))

    def script(self, file: str, given: Iterable[str] = (), inside: bool = False) -> Script | None:
        """The file that `%run file` runs, None where it can't be found or read.

        Parameters
        ----------
        file : as it is written, with or without its suffix
        given : names that the notebook has
        inside : True where a script sees them too (`%run -i`), as notebooks do anyway
        """
        if self.folder is None or len(self._within) > _DEPTH:
            return None
        for suffix in ("", ".py", ".ipynb"):
            path = self.folder / (file + suffix)
            if path.suffix in (".py", ".ipy", ".ipynb") and path not in self._within and _readable(path):
                found = _cells(path, (path.stat().st_mtime_ns, path.stat().st_size))
                if found is None:
                    return None
                sees_all = inside or path.suffix != ".py"
                provided = {"__file__", *PYTHON2, *(given if sees_all else ())}  # what only Python 2 has may be there
                return Script(
                    *found,
                    Sources(path.parent, paths=self._paths, provided=provided, within=self._within | {path}),
                    sees_all,
                    path.suffix != ".py",
                )
        return None


@lru_cache(maxsize=16)
def _cells(path: Path, stamp: tuple[int, int]) -> tuple[Notebook, dict[int, CellFacts]] | None:
    """The cells of a file, and their facts; `stamp` changes when the file does."""
    try:
        notebook = read_file(path) if path.suffix == ".ipynb" else Notebook(path.name, (Cell(0, None, "code", path.read_text("utf-8")),))
    except (OSError, ReadError, ValueError):
        return None
    return notebook, {cell.index: facts_of(cell.source) for cell in notebook.code_cells()}


def _readable(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= _LARGEST
    except (OSError, ValueError):  # a name that no file can have
        return False


def _compiled(module: str) -> frozenset[str]:
    import importlib

    names = vars(importlib.import_module(module.lstrip(".")))
    return frozenset(names.get("__all__") or (name for name in names if not name.startswith("_")))


def _find(module: str, paths: tuple[str, ...]) -> Path | None:
    relative = Path(*module.split("."))
    for folder in paths:
        for candidate in (Path(folder) / relative / "__init__.py", (Path(folder) / relative).with_suffix(".py")):
            if _readable(candidate):
                return candidate
    return None


class _Exported(NamedTuple):
    """What the text of a module says of its names: those it binds, `__all__` where it is plain, its star imports, whether that is all."""

    names: frozenset[str]
    listed: frozenset[str] | None
    stars: tuple[ast.ImportFrom, ...]
    is_complete: bool


@lru_cache(maxsize=256)
def _exported(path: Path, stamp: tuple[int, int]) -> _Exported | None:
    """What a file exports; `stamp` changes when the file does."""
    try:
        tree = parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names: set[str] = set()
    listed: set[str] | None = None
    stars: list[ast.ImportFrom] = []
    is_complete = True
    for statement in _top_level(tree.body):
        if isinstance(statement, ast.ImportFrom) and any(alias.name == "*" for alias in statement.names):
            stars.append(statement)
        else:
            names |= _bound_by(statement)
        found = _all_of(statement)
        if found is not None:
            listed = (listed or set()) | found
        elif _touches_all(statement):
            is_complete = False
    return _Exported(frozenset(names), frozenset(listed) if listed is not None else None, tuple(stars), is_complete)


def _exports(module: str, paths: tuple[str, ...], depth: int = 0) -> frozenset[str] | None:
    path = _find(module, paths) if module else None
    if path is None or depth > _DEPTH:
        return None
    try:
        found = _exported(path, (path.stat().st_mtime_ns, path.stat().st_size))
    except OSError:
        return None
    if found is None or not found.is_complete:
        return None
    names = set(found.names)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for statement in found.stars if found.listed is None else ():
        source = _absolute(statement, package)
        inner = _compiled(source) if source in _COMPILED else _exports(source, paths, depth + 1)
        if inner is None:
            return None
        names |= inner
    return found.listed if found.listed is not None else frozenset(name for name in names if not name.startswith("_"))


def _absolute(statement: ast.ImportFrom, package: str) -> str:
    if not statement.level:
        return statement.module or ""
    parts = package.split(".")
    parts = parts[: len(parts) - statement.level + 1]
    return ".".join([*parts, *([statement.module] if statement.module else [])])


def _top_level(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run on import, those in if, try, with, match and loops included."""
    for statement in body:
        yield statement
        if not isinstance(statement, _SCOPES):
            for part in ("body", "orelse", "finalbody"):
                yield from _top_level(getattr(statement, part, ()))
            for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
                yield from _top_level(part.body)


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _bound_by(statement: ast.stmt) -> set[str]:
    names, declared, _ = bound_names([statement])
    return names | declared


def _all_of(statement: ast.stmt) -> set[str] | None:
    """Names of a literal `__all__ = [...]` or `__all__ += [...]`."""
    target = (
        statement.targets[0] if isinstance(statement, ast.Assign) else statement.target if isinstance(statement, ast.AugAssign) else None
    )
    if isinstance(target, ast.Name) and target.id == "__all__":
        try:
            return set(ast.literal_eval(statement.value))  # type: ignore[attr-defined]
        except (ValueError, TypeError):
            return None
    return None


def _touches_all(statement: ast.stmt) -> bool:
    return not (isinstance(statement, _SCOPES) or hasattr(statement, "body") or isinstance(statement, ast.Match)) and any(
        isinstance(node, ast.Name) and node.id == "__all__" for node in ast.walk(statement)
    )
