"""Glue: how much of the work in a cell only carries data.

"Glue code" is the code that gets data into and out of general-purpose packages (Sculley et al.: Hidden Technical Debt in Machine Learning
Systems, NIPS 2015). A statement is glue if it only loads, saves, converts, reshapes, renames, or handles paths and files.
"""

from __future__ import annotations

import ast
from functools import cached_property

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.kinds import Classifier
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.statements import root, simple
from jupyter_mldebt.tree import walk

GLUE = ("load", "convert", "reshape", "rename", "path", "save")
WORDS = {"load": "load", "convert": "convert", "reshape": "reshape", "rename": "rename", "path": "paths and files", "save": "save"}
MOVES = frozenset(("convert", "reshape", "rename"))
_CARRIES = frozenset(GLUE)
_STEPS = MOVES | {"load", "save"}
_IMPORTS = frozenset((ast.Import, ast.ImportFrom))


class Work:
    """What kind of work each simple statement of a cell does, as far as it is asked for.

    Parameters
    ----------
    graph : the notebook's dataflow
    cell : index of the cell

    `total` is the number of its simple statements, imports left out; 0 where the cell cannot be parsed.
    """

    def __init__(self, graph: Graph, cell: int) -> None:
        self._graph, self._cell = graph, cell
        tree = graph.facts[cell].tree
        self._body = tree.body if tree is not None else []
        self.total = sum([type(node) not in _IMPORTS for node in simple(self._body)])

    def kinds(self) -> tuple[str, ...]:
        """A kind for each simple statement in document order: those of `jupyter_mldebt.kinds`, or "import"."""
        return self._kinds

    @cached_property
    def _statements(self) -> list[tuple[ast.stmt, int]]:
        return [(node, number) for number, top in enumerate(self._body) for node in simple((top,))]

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        classifier = Classifier(self._graph, self._cell)
        return tuple([classifier.kind(node, number) for node, number in self._statements])

    @property
    def inner(self) -> int:
        """How many statements stand in its functions and classes."""
        definitions = [node for node, _ in self._statements if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
        return sum([isinstance(node, ast.stmt) for definition in definitions for node in walk(definition)]) - len(definitions)

    @cached_property
    def roles(self) -> tuple[int, int]:
        """How many of its calls are glue, and how many of those convert, reshape or rename, by the tables alone: soon counted."""
        known = [lookup(call.target) for call in self._graph.calls_of.get(self._cell, ()) if call.function is None]
        roles = [found.role for found in known if found is not None and found.role in _CARRIES]
        return len(roles), sum([role in MOVES for role in roles])

    @property
    def longest(self) -> int:
        """How many of its statements load, convert, reshape, rename or save, one after the other, what the one before gave, at most."""
        length: dict[str, int] = {}  # by name: of the run that ends in its value
        most = 0
        for (node, _), kind in zip(self._statements, self._kinds, strict=True):
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
