"""Other files that names come from: star imports and %run. The files are read, never run nor imported."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from jupyter_mldebt.exports import candidates, exports, exports_of, is_in, readable
from jupyter_mldebt.facts import CellFacts, facts_of
from jupyter_mldebt.imports import Stop, stop
from jupyter_mldebt.interpreter import Interpreter
from jupyter_mldebt.knowledge import exported
from jupyter_mldebt.magics import NOTHING, Declared
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.python2 import NAMES as PYTHON2
from jupyter_mldebt.read import ReadError, read_file

_DEPTH = 6
_WRITES = re.compile(r"\s*%%(?:writefile|file)[ \t]+(?P<appends>(?:-a|--append)[ \t]+)?(?P<path>\S+)[^\n]*\n(?P<text>.*)", re.S)
_MOVES = re.compile(r"^[ \t]*%?(?:cd|pushd)[ \t]+[\"']?(?P<to>\S+)|^[ \t]*%?(?P<back>popd)\b|\bchdir\((?P<into>[^)\n]*)", re.M)
_BACK = re.compile(r"[\"']?(?:\.\.|-|\$|\{)")
_ADDS = re.compile(r"\bsys\.path\.(?:append|insert)\(\s*(?:-?\d+\s*,\s*)?(?:os\.path\.abspath\(\s*)?r?([\"'])([^\"'\n]+)\1\s*\)")


class Script(NamedTuple):
    """A file that %run runs, as flow.py can run it.

    Parameters
    ----------
    notebook, facts : its cells; a .py file is one. The facts end where it surely stops
    sources : where it looks for files itself
    sees_all : True where IPython runs it among the names of the notebook, not in a namespace of its own
    raises : True where an error in it is one of the cell that runs it; that of a .py file is only shown
    stop : the import at which it surely stops
    """

    notebook: Notebook
    facts: dict[int, CellFacts]
    sources: Sources
    sees_all: bool
    raises: bool
    stop: Stop | None = None


class Sources:
    """Where star imports and %run look for files.

    Parameters
    ----------
    folder : folder of the notebook; None where there is none (standard input)
    paths : folders of importable modules after the notebook's own; if None, those of the interpreter, or of the running Python
    provided : names that the user declares as given by the kernel
    declared : what the user says of magics
    interpreter : finds the Python in which the notebook runs, and the files that tell; called only where something depends on it
    cells : texts of the notebook's cells

    Attributes
    ----------
    consulted : what the answers depended on: files beside the notebook, those that are not there too, and folders of packages
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        paths: Sequence[str] | None = None,
        provided: Iterable[str] = (),
        declared: Declared = NOTHING,
        interpreter: Callable[[], tuple[Interpreter | None, list[str]]] = lambda: (None, []),
        cells: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self.provided = frozenset(provided)
        self.declared = declared
        self.consulted: set[str] = set()
        self._given = tuple(paths) if paths is not None else None
        self._find = cache(interpreter)
        self._texts = tuple(cells)
        self._folders = (os.path.abspath(folder),) if folder is not None else ()
        self._scripts: dict[tuple[str, bool], Script | None] = {}
        self._within: frozenset[Path] = frozenset()  # files that run others until they come here, so that none runs itself

    def _inside(self, path: Path, notebook: Notebook) -> Sources:
        """Where a file that is run looks for others."""
        inner = copy(self)
        inner.folder = path.parent
        inner.provided = frozenset(("__file__", *PYTHON2))  # what only Python 2 has may be there
        inner._texts = (*self._texts, *(cell.source for cell in notebook.code_cells()))
        inner._folders = (*self._folders, os.path.abspath(path.parent))
        inner._within = self._within | {path}
        inner._scripts = {}
        return inner

    def _interpreter(self) -> Interpreter | None:
        """The Python in which the notebook runs, None where it is not known."""
        found, files = self._find()
        self.consulted.update(files)
        self.consulted.update(found.files if found is not None else ())
        return found

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        if self._given is not None:
            return self._given
        interpreter = self._interpreter()
        if interpreter is not None:
            return interpreter.folders
        found = tuple(path for path in sys.path if path.endswith("-packages") or "lib/python" in path or "\\Lib" in path)
        # What is installed changes with an installation, which leaves its mark on the folder of the packages.
        self.consulted.update(path for path in found if path.endswith("-packages"))
        return found

    def star(self, module: str) -> frozenset[str] | None:
        """Names that `from module import *` binds, None where they can't be known.

        Those of a module that is known to everybody are given without a look at what is installed, which `adds` takes.
        """
        module = module.lstrip(".")
        known = exported(module)
        local = self._place_of(module)
        written = self._written_as(os.path.join(*module.split("."))) if module else None
        if written is not None:
            found = exports_of(written, module, local or os.curdir, self._paths, self.consulted)
            return found.names if found is not None and found.is_complete else None
        if local is not None and is_in(module, local) and self._has_moved(module):
            return None
        if known is not None and (local is None or not is_in(module, local)):
            if local is not None:
                self.consulted.update(candidates(module, local))
            return known
        found = exports(module, local, self._paths, self.consulted)
        if found is None or not found.is_complete:
            return known
        return found.names | (known or frozenset())

    def _place_of(self, module: str) -> str | None:
        """The folder from which a module is imported, of those that the notebook has on its path: its own, where none has it."""
        if self.folder is None:
            return None
        own = os.path.abspath(self.folder)
        if is_in(module, own):
            return own
        for other in self._added:
            folder = os.path.abspath(os.path.join(own, other))
            self.consulted.update(candidates(module, folder))
            if is_in(module, folder):
                return folder
        return own

    def _has_moved(self, module: str) -> bool:
        """Whether the notebook changes its working folder, from which modules are imported, above the first import of the module."""
        text = "\n".join(self._texts)
        found = re.search(rf"^[ \t]*from[ \t]+\.*{re.escape(module)}[ \t]+import\b", text, re.M)
        away = 0  # moves that were not taken back by `%cd ..`, `%cd -`, `%cd $where_it_was` or `popd`
        for move in _MOVES.finditer(text, 0, found.start() if found else len(text)):
            is_back = move["back"] or _BACK.match(move["to"] or move["into"] or "")
            away = max(0, away - 1) if is_back and away else away + 1
        return away > 0

    @cached_property
    def _added(self) -> tuple[str, ...]:
        """Folders that the notebook puts on its path, as it writes them."""
        return tuple(dict.fromkeys(found[2] for text in self._texts if "sys.path" in text for found in _ADDS.finditer(text)))

    @cached_property
    def _written(self) -> dict[str, str]:
        """By path the texts of the files that the notebook itself writes with a magic."""
        texts: dict[str, str] = {}
        for text in self._texts:
            found = _WRITES.match(text) if "%%" in text else None
            if found is not None:
                path = os.path.normpath(found["path"].strip("\"'"))
                above = texts.get(path, "") if found["appends"] else ""
                texts[path] = above + found["text"] + "\n"
        return texts

    def _written_as(self, file: str) -> str | None:
        """The text that the notebook writes to a file of Python, named without its suffix or with it."""
        names = (file, f"{file}.py", os.path.join(file, "__init__.py"))
        return next((self._written[name] for name in map(os.path.normpath, names) if name in self._written and name.endswith(".py")), None)

    def adds(self, module: str, name: str) -> bool:
        """True where `from module import *` may bind the name too, because another version is installed than those that are known."""
        module = module.lstrip(".")
        if exported(module) is None:
            return False
        found = exports(module, None, self._paths)
        return found is not None and name in found.names

    def script(self, file: str, inside: bool = False) -> Script | None:
        """The file that `%run file` runs, None where it can't be found or read.

        Parameters
        ----------
        file : as it is written, with or without its suffix
        inside : True where a script sees the names of the notebook (`%run -i`), as notebooks do anyway
        """
        key = file, inside
        if key not in self._scripts:
            self._scripts[key] = self._script(file, inside)
        return self._scripts[key]

    def _script(self, file: str, inside: bool) -> Script | None:
        path = (self.folder or Path()) / file
        written = self._written_as(file)
        if written is not None and path not in self._within and len(self._within) <= _DEPTH:
            notebook = Notebook(path.name, (Cell(0, None, "code", written),))
            return Script(notebook, {0: facts_of(written, self.declared)}, self._inside(path, notebook), inside, False)
        if self.folder is None or len(self._within) > _DEPTH:
            return None
        for suffix in ("", ".py", ".ipynb"):
            path = self.folder / (file + suffix)
            self.consulted.add(os.path.abspath(path))
            if path.suffix in (".py", ".ipy", ".ipynb") and path not in self._within and readable(path):
                found = _cells(path, (path.stat().st_mtime_ns, path.stat().st_size), self.declared)
                if found is None:
                    return None
                notebook, facts = found
                inner = self._inside(path, notebook)
                stopped = stop(facts, inner._texts, inner._folders, self._interpreter, self.consulted)
                if stopped is not None:
                    facts = stopped.cut(facts)
                return Script(notebook, facts, inner, inside or path.suffix != ".py", path.suffix != ".py", stopped)
        return None


@lru_cache(maxsize=16)
def _cells(path: Path, stamp: tuple[int, int], declared: Declared) -> tuple[Notebook, dict[int, CellFacts]] | None:
    """The cells of a file, and their facts; `stamp` changes when the file does."""
    try:
        notebook = read_file(path) if path.suffix == ".ipynb" else Notebook(path.name, (Cell(0, None, "code", path.read_text("utf-8")),))
    except (OSError, ReadError, ValueError):
        return None
    return notebook, {cell.index: facts_of(cell.source, declared) for cell in notebook.code_cells()}
