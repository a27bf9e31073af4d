"""Scratch copies of the notebook's folder, in which the notebook and its pipeline run. Large files that nothing writes are linked."""

from __future__ import annotations

import ast
import os
import re
import shutil
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.pipeline.folder import ASIDE
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.whereabouts import Whereabouts
from jupyter_mldebt.text import span_of

LARGEST_COPY = 1024  # megabytes
LINKED = 16  # megabytes from which a file is linked
_LEFT_OUT = frozenset(
    ".git .hg .svn .ipynb_checkpoints __pycache__ .mypy_cache .pytest_cache .ruff_cache .cache node_modules .tox .nox .eggs .dvc".split()
)
_PARENT = re.compile(r"""["'](?:\./)?((?:\.\./)+)""")
# written where they are opened, whatever the call says
_DATABASES = frozenset({".db", ".db3", ".duckdb", ".h5", ".hdf", ".hdf5", ".ldb", ".mdb", ".nc", ".sqlite", ".sqlite3", ".zarr"})
_READS = frozenset({"read", "pure", None})
_MB = 1 << 20

ReadOnly = Callable[[Path], bool]


class Scratch:
    """What a scratch copy holds.

    Parameters
    ----------
    notebook : the notebook
    without : the pipeline's folder, which stays empty in the copy
    largest : megabytes that may be copied
    read_only : tells of a file, by its path below the top, that no run writes it

    Raises
    ------
    PlanError : there is more to copy than allowed, or something can't be read
    """

    def __init__(
        self, notebook: Path, without: Path | None = None, *, largest: int = LARGEST_COPY, read_only: ReadOnly = lambda file: False
    ) -> None:
        self._home: str | None = None
        self.here = notebook.resolve().parent
        self.top = _top(notebook, self.here)
        self.folders: list[Path] = []
        self.copied: dict[Path, int] = {}
        self.linked: dict[Path, int] = {}
        try:
            for folder, files in _walk(self.top, without.resolve() if without is not None else None):
                self.folders.append(folder.relative_to(self.top))
                for file in files:
                    size, name = file.stat().st_size, file.relative_to(self.top)
                    large = size >= LINKED * _MB and file.suffix.lower() not in _DATABASES
                    (self.linked if large and read_only(name) else self.copied)[name] = size
        except OSError as error:
            raise PlanError(f"{self.top} can't be copied for the verification: {error}") from None
        size = sum(self.copied.values())
        if size > largest * _MB:
            raise PlanError(
                f"{self.top} holds {_size(size)} that a verification would copy, {_largest(self.copied)} most of it; more than {largest} MB "
                f"is not copied: allow it with --max-copy {size // _MB + 1}, or export without running anything with --verify none"
            )

    @property
    def told(self) -> str:
        """What is copied and linked, for people."""
        linked = f", {_size(sum(self.linked.values()))} linked" if self.linked else ""
        return f"{len(self.copied)} files, {_size(sum(self.copied.values()))} copied{linked}"

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """Make a copy, and remove it afterwards; where the notebook's folder then is.

        All copies stand at one path, alone in their folder and by the name of what is copied: what a run prints of its place is the same each time.

        Raises
        ------
        PlanError : something can't be read or written
        """
        if self._home is None:
            self._home = tempfile.mkdtemp(prefix="nbcheck-")
            weakref.finalize(self, shutil.rmtree, self._home, ignore_errors=True)
        place = Path(self._home) / "copy"
        try:
            yield self.copy(place / (self.top.name or "folder"))
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def copy(self, target: Path) -> Path:
        """Make a copy in a folder that does not exist; where the notebook's folder then is.

        Raises
        ------
        PlanError : something can't be read or written
        """
        try:
            for folder in self.folders:
                (target / folder).mkdir(parents=True, exist_ok=True)
            for name in self.copied:
                shutil.copy2(self.top / name, target / name)
            for name in self.linked:
                try:
                    os.symlink((self.top / name).resolve(), target / name)
                except (OSError, NotImplementedError):  # a system that lets not everybody link
                    shutil.copy2(self.top / name, target / name)
        except OSError as error:
            raise PlanError(f"{self.top} can't be copied for the verification: {error}") from None
        return target / self.here.relative_to(self.top)


def read_only(graph: Graph) -> ReadOnly:
    """What of the notebook's folder its code certainly does not write: files that no call names but such as only read.

    Parameters
    ----------
    graph : the notebook's dataflow
    """
    where = Whereabouts(graph)
    named: set[str] = set()
    nodes = {(cell, facts.span(node)): node for cell, facts in graph.facts.items() for node in facts.nodes.get(ast.Call, ())}
    for call in graph.trace.calls:
        node = nodes.get((call.place.cell, span_of(call.place)))
        known = lookup(call.target)
        if not isinstance(node, ast.Call) or (known is not None and known.effect in _READS and not _may_write(node)):
            continue
        named.update(text for argument in (*node.args, *(keyword.value for keyword in node.keywords)) for text in where.texts(argument))
    shell = " ".join(
        facts.source
        for facts in graph.facts.values()
        if any(magic.kind in ("shell", "cell") for magic in facts.magics) or facts.tree is None
    )

    def certain(file: Path) -> bool:
        path, name = file.as_posix(), file.name
        if name in shell or ("*" in shell and file.suffix in shell):
            return False
        return not any(len(text) > 2 and (text in path or name in text) for text in named)

    return certain


def _may_write(node: ast.Call) -> bool:
    """Whether a call that opens says another mode than reading, in a literal or otherwise."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in ("open", "memmap", "load", "ZipFile", "TarFile"):
        return False
    modes = [*node.args[1:], *(keyword.value for keyword in node.keywords if keyword.arg in ("mode", "mmap_mode"))]
    return any(not isinstance(mode, ast.Constant) or (isinstance(mode.value, str) and re.search("[wax+]", mode.value)) for mode in modes)


def _top(notebook: Path, here: Path) -> Path:
    """The folder of the notebook, or as many above it as its text reaches with `../`."""
    text = notebook.read_text(encoding="utf-8", errors="replace").replace('\\"', '"')
    top = here
    for _ in range(max((found.count("../") for found in _PARENT.findall(text)), default=0)):
        if top.parent in (top, Path.home(), Path(top.anchor)):
            break
        top = top.parent
    return top


def _walk(top: Path, hidden: Path | None) -> Iterator[tuple[Path, list[Path]]]:
    known: set[Path] = set()
    for folder, folders, files in os.walk(top, followlinks=True):
        at = Path(folder)
        if at.resolve() in known or at == hidden:  # a link that leads back, or the pipeline
            folders.clear()
            yield at, []
            continue
        known.add(at.resolve())
        folders[:] = sorted(name for name in folders if not _left_out(at / name))
        yield at, [at / name for name in sorted(files) if (at / name).is_file()]


def _left_out(folder: Path) -> bool:
    return folder.name in _LEFT_OUT or folder.name.startswith(ASIDE) or (folder / "pyvenv.cfg").exists() or (folder / "conda-meta").is_dir()


def _largest(files: dict[Path, int]) -> str:
    """The file or folder that holds most."""
    held: Counter[str] = Counter()
    for name, size in files.items():
        held[name.parts[0]] += size
    largest, held_there = held.most_common(1)[0]
    return f"{largest} ({_size(held_there)})"


def _size(size: int) -> str:
    return f"{size / (1 << 30):.1f} GB" if size >= 1 << 30 else f"{size / _MB:.0f} MB" if size >= _MB else f"{size / 1024:.0f} kB"
