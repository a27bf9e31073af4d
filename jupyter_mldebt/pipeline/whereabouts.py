"""Where a path in the notebook's code leads, as far as its text tells: below the notebook's folder, elsewhere on the machine, or nobody knows."""

from __future__ import annotations

import ast
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from jupyter_mldebt.graph import Graph

Where = Literal["inside", "outside", "unknown"]

_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:[/\\]|%\w+%|\$\{?[A-Z]\w*|\w+://")
_TEMPORARY = re.compile(r"/(?:var/)?tmp(?:/|\Z)|/dev/(?:null|stdout|stderr)\Z")
_HOME = frozenset({"expanduser", "home", "gethome", "getlogin", "environ", "getenv"})
_HERE = frozenset({"getcwd", "cwd", "listdir"})
_JOINS = frozenset(
    "join Path PurePath PosixPath WindowsPath str fspath abspath realpath normpath resolve absolute joinpath dirname basename format replace "
    "with_suffix with_name with_stem strip glob iglob rglob iterdir walk scandir sorted list as_posix relative_to open lower upper".split()
)


class Whereabouts:
    """The places of a notebook's paths, by the values that its names are given anywhere in it.

    Parameters
    ----------
    graph : the notebook's dataflow

    Attributes
    ----------
    leaves : True where the notebook changes to a folder elsewhere: relative paths lead there then
    """

    def __init__(self, graph: Graph) -> None:
        self.leaves = False
        self.values: dict[str, list[ast.expr]] = defaultdict(list)
        self._known: dict[str, Where | None] = {}  # None while it is being looked for
        for facts in graph.facts.values():
            for kind in (ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.For, ast.comprehension, ast.withitem):
                for node in facts.nodes.get(kind, ()):
                    for name, value in _given(node):
                        self.values[name].append(value)
        self.leaves = any(
            magic.name == "cd" and self.of_text(magic.args.strip().strip("\"'")) == "outside"
            for facts in graph.facts.values()
            for magic in facts.magics
        ) or any(
            ast.unparse(node.func) in ("os.chdir", "chdir") and node.args and self.of(node.args[0]) == "outside"
            for facts in graph.facts.values()
            for node in facts.nodes.get(ast.Call, ())
            if isinstance(node, ast.Call)
        )
        self._known.clear()

    def of_text(self, path: str) -> Where:
        """Where a path leads that is written out."""
        if self.leaves and not os.path.isabs(path):
            return "outside"
        return "outside" if _ABSOLUTE.match(path) and not _TEMPORARY.match(path) else "inside"

    def of(self, node: ast.expr) -> Where:
        """Where an expression's path leads. A name counts as outside where one of its values does."""
        if isinstance(node, ast.Constant):
            return self.of_text(node.value) if isinstance(node.value, str) else "unknown"
        if isinstance(node, ast.Name):
            return self._of_name(node.id)
        if isinstance(node, ast.JoinedStr):
            first = node.values[0] if node.values else ast.Constant("")
            return self.of(first.value if isinstance(first, ast.FormattedValue) else first)
        if isinstance(node, ast.BinOp):
            return self.of(node.left)
        if isinstance(node, (ast.Subscript, ast.Starred)):
            return self.of(node.value)
        if isinstance(node, ast.Attribute):
            return "outside" if node.attr in _HOME else self.of(node.value)
        if isinstance(node, ast.IfExp):
            return self._worst([node.body, node.orelse])
        if isinstance(node, (ast.List, ast.Tuple)):
            return self._worst(node.elts)
        if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            return self.of(node.elt)
        return self._of_call(node) if isinstance(node, ast.Call) else "unknown"

    def _of_name(self, name: str) -> Where:
        if name not in self._known:
            self._known[name] = None
            self._known[name] = self._worst(self.values.get(name) or [ast.Constant(None)])
        return self._known[name] or "inside"  # what is made of itself is where its other values are

    def _of_call(self, node: ast.Call) -> Where:
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        if name in _HOME:
            return "outside"
        if name in _HERE or "temp" in ast.unparse(function).lower():
            return "inside"
        if name not in _JOINS:
            return "unknown"
        if isinstance(function, ast.Attribute) and not node.args:
            return self.of(function.value)
        arguments = self._worst(node.args[:1]) if node.args else "unknown"
        if isinstance(function, ast.Attribute) and arguments == "inside":
            owner = self.of(function.value)  # `folder.joinpath("a")`, but not `os.path.join("a")`
            return owner if owner == "outside" else arguments
        return arguments

    def _worst(self, nodes: list[ast.expr]) -> Where:
        found = [self.of(node) for node in nodes]
        return "outside" if "outside" in found else "unknown" if "unknown" in found else "inside"

    def texts(self, node: ast.expr | None) -> Iterator[str]:
        """The texts that an expression may be made of: its own literals and those of the names in it."""
        todo = [node] if node is not None else []
        seen: set[str] = set()
        while todo:
            for part in ast.walk(todo.pop()):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value
                elif isinstance(part, ast.Name) and part.id not in seen:
                    seen.add(part.id)
                    todo += self.values.get(part.id, ())


def _given(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names and what they are given, those of loops and `with` included."""
    pairs: list[tuple[ast.expr | None, ast.expr | None]] = []
    if isinstance(node, ast.Assign):
        pairs = [(target, node.value) for target in node.targets]
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        pairs = [(node.target, node.value)]
    elif isinstance(node, (ast.For, ast.comprehension)):
        pairs = [(node.target, node.iter)]
    elif isinstance(node, ast.withitem):
        pairs = [(node.optional_vars, node.context_expr)]
    for target, value in pairs:
        if target is None or value is None:
            continue
        if isinstance(target, (ast.Tuple, ast.List)):
            parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
            pairs += zip(target.elts, parts if len(parts) == len(target.elts) else [value] * len(target.elts), strict=True)
        elif isinstance(target, (ast.Name, ast.Attribute)):
            yield ast.unparse(target), value
