"""Glue: how much of the work in a cell only carries data.

"Glue code" is the code that gets data into and out of general-purpose packages (Sculley et al.: Hidden Technical Debt in Machine Learning
Systems, NIPS 2015). A statement is glue if it only loads, saves, converts, reshapes, renames, or handles paths and files.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from jupyter_mldebt.events import Call
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.kinds import Classifier, Surroundings
from jupyter_mldebt.knowledge import Known, declared, lookup
from jupyter_mldebt.rule import CellRef, CellWork, WorkReport
from jupyter_mldebt.statements import root, simple
from jupyter_mldebt.tree import walk

GLUE = ("load", "convert", "reshape", "rename", "path", "save")
OTHERS = ("plot", "feature", "split", "fit", "predict", "evaluate", "display", "define", "compute")
WORDS = {"load": "load", "convert": "convert", "reshape": "reshape", "rename": "rename", "path": "paths and files", "save": "save"}
MOVES = frozenset(("convert", "reshape", "rename"))
_CARRIES = frozenset(GLUE)
_STEPS = MOVES | {"load", "save"}
_IMPORTS = frozenset((ast.Import, ast.ImportFrom))


def report(graph: Graph) -> WorkReport:
    """How many statements do what kind of work, in the notebook and in each of its cells."""
    whole: Counter[str] = Counter()
    cells = []
    for index in graph.order:
        kinds = Work(graph, index).counted()
        if kinds:
            for kind, number in kinds.items():
                whole[kind] += number
            cell = graph.notebook.cells[index]
            cells.append(CellWork(CellRef(index, cell.id, cell.execution_count), sum(kinds.values()), _glue_among(kinds), kinds))
    return WorkReport(whole.total(), _glue_among(whole), dict(whole), tuple(cells))


def _glue_among(kinds: Mapping[str, int]) -> int:
    return sum([number for kind, number in kinds.items() if kind in GLUE])


class _Kept(NamedTuple):
    """What was found out of a cell's statements, and what that hangs on beside its text.

    Parameters
    ----------
    declared : what the user has told of calls
    around : what else the cell's names and calls stand for
    """

    declared: Mapping[str, Known]
    around: Surroundings
    kinds: tuple[str, ...]
    counted: dict[str, int]


class Work:
    """What kind of work each simple statement of a cell does, as far as it is asked for.

    Parameters
    ----------
    graph : the notebook's dataflow
    cell : index of the cell
    """

    def __init__(self, graph: Graph, cell: int) -> None:
        self._graph, self._cell, self._facts = graph, cell, graph.facts[cell]
        self._body = self._facts.tree.body if self._facts.tree is not None else []

    @cached_property
    def total(self) -> int:
        """The number of its simple statements, imports left out; 0 where the cell cannot be parsed."""
        return sum([type(node) not in _IMPORTS for node in simple(self._body)])

    @cached_property
    def _statements(self) -> list[tuple[ast.stmt, int]]:
        return [(node, number) for number, top in enumerate(self._body) for node in simple((top,))]

    def kinds(self) -> tuple[str, ...]:
        """A kind for each simple statement in document order: one of GLUE or OTHERS, or import.

        They are kept with the cell's facts, and hold as long as its names and calls stand for the same.
        """
        return self._known.kinds

    def counted(self) -> dict[str, int]:
        """How many of its statements are of which kind, imports left out."""
        return self._known.counted

    @cached_property
    def _known(self) -> _Kept:
        around = Surroundings.of(self._graph, self._cell)
        kept: _Kept | None = self._facts.memo.get(__name__)
        if kept is not None and kept.declared is declared() and kept.around == around:
            return kept
        classifier = Classifier(self._graph, self._cell)
        found = tuple([classifier.kind(node, number) for node, number in self._statements])
        counted = Counter(found)
        del counted["import"]
        kept = self._facts.memo[__name__] = _Kept(declared(), around, found, dict(counted))
        return kept

    @property
    def inner(self) -> int:
        """How many statements stand in its functions and classes."""
        definitions = [node for node, _ in self._statements if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
        return sum([isinstance(node, ast.stmt) for definition in definitions for node in walk(definition)]) - len(definitions)

    @cached_property
    def roles(self) -> tuple[int, int]:
        """How many of its calls are glue, and how many of those convert, reshape or rename, by the tables alone: soon counted."""
        calls: list[Call] = self._graph.calls_of.get(self._cell, [])
        known = [lookup(call.target) for call in calls if call.function is None]
        roles = [found.role for found in known if found is not None and found.role in _CARRIES]
        return len(roles), sum([role in MOVES for role in roles])

    @property
    def longest(self) -> int:
        """How many of its statements load, convert, reshape, rename or save, one after the other, what the one before gave, at most."""
        length: dict[str, int] = {}  # by name: of the run that ends in its value
        most = 0
        for (node, _), kind in zip(self._statements, self.kinds(), strict=True):
            names = [name for name in walk(node) if isinstance(name, ast.Name)]
            given = {name.id for name in names if isinstance(name.ctx, ast.Store)}
            changed = node.targets if isinstance(node, ast.Assign) else [node.value] if isinstance(node, ast.Expr) else []
            given.update(name.id for name in map(root, changed) if name is not None)
            if kind in _STEPS:
                here = 1 + max([length.get(name.id, 0) for name in names if isinstance(name.ctx, ast.Load)], default=0)
                most = max(most, here)
            else:
                here = 0
            if kind not in ("display", "plot"):
                length.update(dict.fromkeys(given, here))
        return most
