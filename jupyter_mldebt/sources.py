"""Names that come from other files: star imports and %run. The files are read, never run nor imported."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from jupyter_mldebt.magics import parse, translate
from jupyter_mldebt.read import ReadError, read_file

# compiled into the interpreter: importing one runs no code of anybody else's
_COMPILED = frozenset(
    "math cmath itertools time _random binascii array zlib select unicodedata fcntl resource grp pwd errno marshal operator sys builtins".split()
)
_DEPTH, _LARGEST = 6, 2_000_000


class Sources:
    """Where star imports and %run look for files.

    Parameters
    ----------
    folder : folder of the notebook; None where there is none (standard input)
    paths : folders of importable modules after the notebook's own; those of the running Python if None
    provided : names that the user declares as given by the kernel
    """

    def __init__(self, folder: Path | None, *, paths: Sequence[str] | None = None, provided: Sequence[str] = ()) -> None:
        self.folder = folder
        self.provided = frozenset(provided)
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
        return _exports(module.lstrip("."), (*((str(self.folder),) if self.folder else ()), *self._paths), 0)

    def run(self, file: str) -> frozenset[str] | None:
        """Names that `%run file` binds, None where they can't be known."""
        if self.folder is None:
            return None
        for suffix in ("", ".py", ".ipynb"):
            path = self.folder / (file + suffix)
            if path.suffix in (".py", ".ipy", ".ipynb") and path.is_file() and path.stat().st_size <= _LARGEST:
                return _names_of(path, (str(path.parent), *self._paths))
        return None


def _compiled(module: str) -> frozenset[str]:
    import importlib

    names = vars(importlib.import_module(module.lstrip(".")))
    return frozenset(names.get("__all__") or (name for name in names if not name.startswith("_")))


def _find(module: str, paths: tuple[str, ...]) -> Path | None:
    relative = Path(*module.split("."))
    for folder in paths:
        for candidate in (Path(folder) / relative / "__init__.py", (Path(folder) / relative).with_suffix(".py")):
            if candidate.is_file():
                return candidate
    return None


@lru_cache(maxsize=256)
def _exports(module: str, paths: tuple[str, ...], depth: int) -> frozenset[str] | None:
    path = _find(module, paths) if module else None
    if path is None or depth > _DEPTH or path.stat().st_size > _LARGEST:
        return None
    try:
        tree = parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names: set[str] = set()
    listed: set[str] | None = None
    complete = True
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for statement in _top_level(tree.body):
        if isinstance(statement, ast.ImportFrom) and any(alias.name == "*" for alias in statement.names):
            source = _absolute(statement, package)
            inner = _exports(source, paths, depth + 1) if source else None
            if inner is None and source in _COMPILED:
                inner = _compiled(source)
            if inner is None:
                complete = False
            else:
                names |= inner
        else:
            names |= _bound_by(statement)
        found = _all_of(statement)
        if found is not None:
            listed = (listed or set()) | found
        elif _touches_all(statement):
            complete = False
    if listed is not None and complete:
        return frozenset(listed)
    return frozenset(name for name in names if not name.startswith("_")) if complete else None


def _absolute(statement: ast.ImportFrom, package: str) -> str:
    if not statement.level:
        return statement.module or ""
    parts = package.split(".")
    parts = parts[: len(parts) - statement.level + 1]
    return ".".join([*parts, *([statement.module] if statement.module else [])])


def _top_level(body: Sequence[ast.stmt]):  # type: ignore[no-untyped-def]
    """Statements that run on import, those in if, try, with and for included."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.If, ast.Try, ast.With, ast.For, ast.While)):
            for part in ("body", "orelse", "finalbody"):
                yield from _top_level(getattr(statement, part, ()))
            for handler in getattr(statement, "handlers", ()):
                yield from _top_level(handler.body)


def _bound_by(statement: ast.stmt) -> set[str]:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.split(".")[0] for alias in statement.names}
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


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
    return not isinstance(
        statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.If, ast.Try, ast.With, ast.For, ast.While)
    ) and any(isinstance(node, ast.Name) and node.id == "__all__" for node in ast.walk(statement))


def _names_of(path: Path, paths: tuple[str, ...]) -> frozenset[str] | None:
    """Globals that running the file would bind."""
    try:
        if path.suffix == ".ipynb":
            texts = [cell.source for cell in read_file(path).code_cells()]
        else:
            texts = [path.read_text(encoding="utf-8")]
        trees = [parse(translate(text)[0]) for text in texts]
    except (OSError, ReadError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names: set[str] = set()
    for tree in trees:
        for statement in _top_level(tree.body):
            if isinstance(statement, ast.ImportFrom) and any(alias.name == "*" for alias in statement.names):
                inner = _exports(_absolute(statement, ""), paths, 1)
                if inner is None:
                    return None
                names |= inner
            else:
                names |= _bound_by(statement)
    return frozenset(names)
