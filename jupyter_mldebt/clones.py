"""Clones: runs of statements that say the same but for names and literals, or with a statement more or less; no cell is run.

Kinds as in Roy and Cordy: A survey on software clone detection research, 2007: type 1 alike word for word, type 2 with other names and
literals, type 3 with statements added, taken away or changed. Statements are compared by a digest of their trees in which variables and
literals are blank (Baxter et al.: Clone detection using abstract syntax trees, ICSM 1998), runs of them by their longest common subsequence;
only fragments that have a digest in common are laid side by side.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jupyter_mldebt.statements import simple
from jupyter_mldebt.tree import walk

LEAST_STATEMENTS = 3
LEAST_SIZE = 40  # nodes: five or six short calls
ALIKE = 0.8  # share of the nodes of both that stand in statements of the same digest
_CANDIDATES = 5  # of those that share most, how many are laid beside a fragment


@dataclass(frozen=True, eq=False)
class Fragment:
    """A run of statements that may have clones.

    Parameters
    ----------
    cell : index among all cells
    name : of the function whose body it is, "" for a whole cell
    node : what it is shown as: the function, or the first statement of the cell
    statements : its simple statements
    digests, sizes : of each statement the digest of its tree without variables and literals, and its nodes
    """

    cell: int
    name: str
    node: ast.stmt
    statements: tuple[ast.stmt, ...]
    digests: tuple[int, ...]
    sizes: tuple[int, ...]

    @property
    def size(self) -> int:
        return sum(self.sizes)


@dataclass(frozen=True, eq=False)
class Clone:
    """A fragment that repeats an earlier one.

    Parameters
    ----------
    first, second : the fragments, in document order
    kind : 1, 2 or 3
    varies : what differs in statements that are otherwise alike: text in the first, text in the second, each pair once
    others : statements that only one of them has, and 1 for parameters that differ
    """

    first: Fragment
    second: Fragment
    kind: int
    varies: tuple[tuple[str, str], ...]
    others: int


def fragments(cell: int, body: Sequence[ast.stmt]) -> Iterator[Fragment]:
    """The cell as a whole, and each of its functions where it holds more than one; those that are too small are left out."""
    functions = [node for node in body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    rest = [
        node for node in body if not isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    ]
    runs: list[tuple[str, ast.stmt, Sequence[ast.stmt]]] = [("", rest[0], rest)] if rest else []
    for name, shown, statements in (*runs, *((function.name, function, function.body) for function in functions)):
        found = tuple(simple(statements))
        if len(found) < LEAST_STATEMENTS:
            continue
        told = [_digest(statement) for statement in found]
        fragment = Fragment(cell, name, shown, found, tuple(digest for digest, _ in told), tuple(size for _, size in told))
        if fragment.size >= LEAST_SIZE:
            yield fragment


def clones(known: Sequence[Fragment]) -> list[Clone]:
    """Each fragment that repeats an earlier one, with the most alike of those.

    Parameters
    ----------
    known : fragments in document order
    """
    by_digest: dict[int, list[int]] = defaultdict(list)
    found = []
    for at, fragment in enumerate(known):
        shared: dict[int, int] = defaultdict(int)
        for digest, size in zip(fragment.digests, fragment.sizes, strict=True):
            for other in by_digest[digest]:
                shared[other] += size
        best: tuple[float, int] = (0.0, 0)
        for other, size in sorted(shared.items(), key=lambda item: -item[1])[:_CANDIDATES]:
            both = fragment.size + known[other].size
            if 2 * size >= ALIKE * both and (alike := _alike(known[other], fragment)) > best[0]:
                best = alike, other
        if best[0] >= ALIKE:
            found.append(_clone(known[best[1]], fragment))
        for digest in set(fragment.digests):
            by_digest[digest].append(at)
    return found


def _digest(statement: ast.stmt) -> tuple[int, int]:
    """A number for a statement without its variables and literals, and how many nodes it has."""
    parts: list[object] = []
    for node in walk(statement):
        kind = type(node)
        parts.append(kind)
        if kind is ast.Attribute:
            parts.append(node.attr)  # type: ignore[attr-defined]
        elif kind is ast.Call and type(node.func) is ast.Name:  # type: ignore[attr-defined]
            parts.append(node.func.id)  # type: ignore[attr-defined]
        elif kind is ast.keyword:
            parts.append(node.arg)  # type: ignore[attr-defined]
        elif kind is ast.Constant:
            parts.append(type(node.value))  # type: ignore[attr-defined]
        elif kind is ast.BinOp or kind is ast.AugAssign or kind is ast.UnaryOp or kind is ast.BoolOp:
            parts.append(type(node.op))  # type: ignore[attr-defined]
        elif kind is ast.Compare:
            parts += map(type, node.ops)  # type: ignore[attr-defined]
        elif kind is ast.FunctionDef or kind is ast.ClassDef:
            parts.append(node.name)  # type: ignore[attr-defined]
    return hash(tuple(parts)), sum(1 for part in parts if isinstance(part, type) and issubclass(part, ast.AST))


def _common(first: Fragment, second: Fragment) -> list[tuple[int, int]]:
    """Places of the statements of the longest common subsequence, by their sizes."""
    rows, columns = len(first.digests), len(second.digests)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            same = first.digests[i] == second.digests[j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + first.sizes[i] if same else 0)
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if first.digests[i] == second.digests[j] and best[i][j] == best[i + 1][j + 1] + first.sizes[i]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _alike(first: Fragment, second: Fragment) -> float:
    return 2 * sum(first.sizes[i] for i, _ in _common(first, second)) / (first.size + second.size)


def _clone(first: Fragment, second: Fragment) -> Clone:
    common = _common(first, second)
    varies = dict.fromkeys(pair for i, j in common for pair in _differences(first.statements[i], second.statements[j]))
    others = len(first.statements) + len(second.statements) - 2 * len(common)
    heads = [getattr(one.node, "args", None) for one in (first, second) if one.name]
    others += len({ast.dump(head) for head in heads if head is not None}) > 1
    return Clone(first, second, 3 if others else 2 if varies else 1, tuple(varies), others)


def _differences(first: ast.stmt, second: ast.stmt) -> Iterable[tuple[str, str]]:
    """Variables and literals that differ in two statements of one digest, as they are written."""
    for one, other in zip(walk(first), walk(second), strict=True):
        if isinstance(one, ast.Name) and isinstance(other, ast.Name) and one.id != other.id:
            yield one.id, other.id
        elif isinstance(one, ast.Constant) and isinstance(other, ast.Constant) and repr(one.value) != repr(other.value):
            yield ast.unparse(one), ast.unparse(other)
        elif isinstance(one, ast.arg) and isinstance(other, ast.arg) and one.arg != other.arg:
            yield one.arg, other.arg
