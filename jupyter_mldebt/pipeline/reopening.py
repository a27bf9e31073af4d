"""Reopening: a file or connection that is only read from can't be carried to a later step, but the step can open it itself.

That gives the same as long as nobody has read from it by position, handed it on or written the file meanwhile (recomputing instead of
keeping a value: Briggs, Cooper and Torczon 1992, Rematerialization). What the text does not show the verification still sees.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from functools import cached_property

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.pipeline.footprint import ANY, footprints
from jupyter_mldebt.pipeline.statements import TopStatement, calls_in, root

_STREAMS = frozenset("builtins.open io.open codecs.open gzip.open bz2.open lzma.open".split())  # read by position
_STORES = frozenset("zipfile.ZipFile pandas.ExcelFile h5py.File netCDF4.Dataset".split())  # read by name
_BASES = frozenset({"sqlite3.connect", "sqlalchemy.create_engine"})  # read by query
_QUERIES = frozenset({"pandas.read_sql", "pandas.read_sql_query", "pandas.read_sql_table"})
_READS = re.compile(r"r?[btU]?r?\Z")  # modes
_ASKS_ONLY = frozenset({"len", "print", "type", "isinstance", "repr", "str", "bool", "dir", "help", "display"})
_PATHS = frozenset({"join", "Path", "str", "format", "abspath", "expanduser", "fspath"})
_ADVANCES = re.compile(r"_*(?:next|read|fetch|pop|send|recv|seek|skip|iter|advance|write|set|add|append|insert|update|close)")


class Reopening:
    """What a notebook opens for reading only.

    Parameters
    ----------
    graph : the notebook's dataflow
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.kinds: dict[str, str] = {}  # by name: stream, store, base, or holder of one of these
        self.parents: dict[str, set[str]] = {}  # what a holder reads from
        self._nodes: dict[str, list[tuple[int, ast.stmt]]] = {}

    def takes(self, top: TopStatement, imported: Collection[str]) -> bool:
        """Whether a statement opens for reading only, so that it may be repeated; statements are asked for in the order of the notebook.

        Parameters
        ----------
        top : the statement
        imported : names of modules and of what comes from them
        """
        node = top.node
        if not (isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)):
            return False
        name, value = node.targets[0].id, node.value
        found = self._opener(top, value) if isinstance(value, ast.Call) else None
        if found is None:
            return False
        opener, kind, parents = found
        others = [call for call in calls_in(value) if call is not opener and call is not value]
        if any(_name(call.func) not in _PATHS or root(call) not in {*imported, "str", None} for call in others):
            return False
        self.kinds[name] = kind
        self.parents.setdefault(name, set()).update(parents)
        self._nodes.setdefault(name, []).append((top.cell, node))
        return True

    def _opener(self, top: TopStatement, value: ast.Call) -> tuple[ast.Call, str, set[str]] | None:
        """The call that opens something in a statement, what it gives, and the names of what it reads from."""
        parents = {argument.id for argument in value.args if isinstance(argument, ast.Name) and argument.id in self.kinds}
        targets = {
            call.target or ""
            for call in self.graph.calls_of.get(top.cell, ())
            if call.place.cell == top.cell and call.function is None and top.line <= call.place.line <= top.end_line
        }
        for kind, openers in (("stream", _STREAMS), ("store", _STORES), ("base", _BASES)):
            named = {opener.rpartition(".")[2] for opener in targets & openers}
            for call in calls_in(value) if named else ():
                if _name(call.func) in named and _only_reads(call, kind):
                    if call is value:
                        return call, kind, parents
                    if _is_class(value) and call in value.args:
                        return call, "holder", parents
        return (value, "holder", parents) if parents and _is_class(value) and self._is_object(top) else None

    def _is_object(self, top: TopStatement) -> bool:
        """Whether what the statement makes may be a plain object: not a generator or the like, which is used up."""
        return all(
            binding.value in ("unknown", "instance")
            for binding in self.graph.bindings_of.get(top.cell, ())
            if top.line <= binding.place.line <= top.end_line
        )

    def lasts(self, name: str, since: int, earlier: Collection[int]) -> bool:
        """Whether opening it anew gives what the notebook has after some cells.

        Parameters
        ----------
        name : of what is opened
        since : the cell that opens it
        earlier : the cells before the step
        """
        cells = [cell for cell in sorted(earlier) if cell >= since]
        if any(name in self._used_up.get(cell, ()) for cell in cells):
            return False
        return not self._written(name, cells[1:] if self.kinds[name] == "base" else cells)  # connecting counts as writing

    def is_held(self, name: str, earlier: Collection[int]) -> bool:
        """Whether another object reads from it, so that nobody knows its position any more."""
        return any(name in parents and any(cell in earlier for cell, _ in self._nodes[holder]) for holder, parents in self.parents.items())

    @cached_property
    def _used_up(self) -> dict[int, set[str]]:
        """By cell, the names that are not as they were opened once it ran."""
        found: dict[int, set[str]] = {}
        repeated = {id(part) for nodes in self._nodes.values() for _, node in nodes for part in ast.walk(node)}
        for cell in self.graph.order:
            facts = self.graph.facts[cell]
            used = {name for event in self.graph.mutations_of.get(cell, ()) if event.via in ("file", "mutate") for name in event.names}
            used -= {name for name in used if self.kinds.get(name) == "store"}
            allowed: set[int] = set()
            for node in facts.nodes.get(ast.Attribute, ()):
                assert isinstance(node, ast.Attribute)
                if isinstance(node.value, ast.Name) and not (self.kinds.get(node.value.id) == "holder" and _ADVANCES.match(node.attr)):
                    allowed.add(id(node.value))
            for node in facts.nodes.get(ast.Call, ()):
                assert isinstance(node, ast.Call)
                if isinstance(node.func, ast.Name) and node.func.id in _ASKS_ONLY:
                    allowed |= {id(argument) for argument in node.args}
            queried = any(call.target in _QUERIES for call in self.graph.calls_of.get(cell, ()))
            for node in facts.nodes.get(ast.Name, ()):
                assert isinstance(node, ast.Name)
                kind = self.kinds.get(node.id)
                if kind is None or kind == "store" or (kind == "base" and queried):
                    continue
                if isinstance(node.ctx, ast.Load) and id(node) not in allowed | repeated:
                    used.add(node.id)
            found[cell] = used & self.kinds.keys()
        return found

    def _written(self, name: str, cells: Collection[int]) -> bool:
        """Whether one of the cells writes the file, or lets another program do something."""
        opened = [node for _, node in self._nodes.get(name, ())]
        reads = {path for node in opened for path in self._paths(node)}
        return any(self._writes[cell] is None or _touches(reads, self._writes[cell] or set()) for cell in cells if cell in self._writes)

    @cached_property
    def _writes(self) -> dict[int, set[str] | None]:
        """By cell, the files that it is seen to write; None for any, where it starts another program."""
        cells = list(self.graph.order)
        made = footprints(self.graph, [[cell] for cell in cells], [() for _ in cells])
        return {
            cell: None
            if any(magic.kind == "shell" for magic in self.graph.facts[cell].magics)
            or any((known := lookup(call.target)) is not None and known.effect == "process" for call in self.graph.calls_of.get(cell, ()))
            else footprint.writes - {ANY}
            for cell, footprint in zip(cells, made, strict=True)
        }

    @staticmethod
    def _paths(node: ast.stmt) -> set[str]:
        return {part.value.casefold() for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def _touches(reads: Collection[str], writes: Collection[str]) -> bool:
    return any(read.endswith(written) or written.endswith(read) for read in reads for written in writes if len(read) > 2)


def _is_class(call: ast.Call) -> bool:
    return _name(call.func)[:1].isupper()


def _only_reads(call: ast.Call, kind: str) -> bool:
    """Whether a call opens for reading: by the mode that it gives, or has where it gives none."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] or (call.args[1:2] if kind != "base" else [])
    if kind == "base":
        return not any(isinstance(part, ast.Constant) and ":memory:" in str(part.value) for part in ast.walk(call))
    told = given or _name(call.func) != "File"  # of which older versions write where nothing is said
    return bool(call.args and told) and all(isinstance(mode, ast.Constant) and _READS.match(str(mode.value)) for mode in given)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
