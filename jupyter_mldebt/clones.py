"""Clones: runs of statements that say the same but for names and literals, or with a statement more or less; no cell is run.

Kinds as in Roy and Cordy: A survey on software clone detection research, 2007: type 1 alike word for word, type 2 with other names and
literals, type 3 with statements added, taken away or changed. Statements are compared by a digest of their trees in which variables and
literals are blank (Baxter et al.: Clone detection using abstract syntax trees, ICSM 1998), runs of them by their longest common subsequence.
Only fragments that have rare statements in common are laid side by side, which misses none (Sajnani et al.: SourcererCC: scaling code clone
detection to big-code, ICSE 2016; fingerprints as in Schleimer et al.: Winnowing, SIGMOD 2003, would miss short runs).
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jupyter_mldebt.model import Place
from jupyter_mldebt.statements import simple
from jupyter_mldebt.tree import has, walk

if TYPE_CHECKING:
    from jupyter_mldebt.facts import CellFacts

LEAST_STATEMENTS = 3
LEAST_SIZE = 40  # nodes: five or six short calls
ALIKE = 0.8  # share of the nodes of both that stand in statements of the same digest
_COMMON = ALIKE / (2 - ALIKE)  # share of a fragment's nodes that it has in common with any that is so alike
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_NO_WORK = (ast.Import, ast.ImportFrom, ast.ClassDef, *_FUNCTIONS)


class Fragment(msgspec.Struct, frozen=True, array_like=True):
    """A run of statements that may have clones.

    Parameters
    ----------
    name : of the function whose body it is, "" for a whole cell
    head : where it begins: the first line of the function, or of the cell's first statement
    digests, sizes : of each simple statement the digest of its tree without variables and literals, and its nodes
    """

    name: str
    head: Place
    digests: tuple[int, ...]
    sizes: tuple[int, ...]

    @property
    def cell(self) -> int:
        return self.head.cell

    @property
    def size(self) -> int:
        return sum(self.sizes)


class Clone(NamedTuple):
    """A fragment that repeats another one."""

    first: Fragment
    second: Fragment


class Difference(NamedTuple):
    """How the fragments of a clone differ.

    Parameters
    ----------
    kind : 1, 2 or 3
    varies : what differs in statements that are otherwise alike: text in the first, text in the second, each pair once
    others : statements that only one of them has, and 1 for parameters that differ
    """

    kind: int
    varies: tuple[tuple[str, str], ...]
    others: int


def fragments(cell: int, facts: CellFacts) -> Iterator[Fragment]:
    """The cell as a whole, and each of its functions where it holds more than one; those that are too small are left out, and
    what gives names literals does not count."""
    for name, shown, statements in _runs(facts):
        found = tuple(simple(statements))
        if len(found) >= LEAST_STATEMENTS:
            told = [_digest(statement) for statement in found]
            if sum([size for statement, (_, size) in zip(found, told, strict=True) if not is_setting(statement)]) >= LEAST_SIZE:
                yield Fragment(name, _head(cell, shown, facts), tuple([digest for digest, _ in told]), tuple([size for _, size in told]))


def size(statements: Iterable[ast.stmt]) -> int:
    """The nodes of statements."""
    return sum(_digest(statement)[1] for statement in statements)


def is_setting(statement: ast.stmt) -> bool:
    """Whether it gives a name a literal."""
    return isinstance(statement, ast.Assign) and not has((ast.Name, ast.Call), (statement.value,))


def clones(known: Sequence[Fragment]) -> list[Clone]:
    """Each fragment that repeats an earlier one, with the most alike of those.

    Parameters
    ----------
    known : fragments in document order
    """
    index = Index(known)
    found = []
    for at, fragment in enumerate(known):
        best = max(((alike, -other) for other, alike in index.alike(at) if other < at), default=None)
        if best is not None:
            found.append(Clone(known[-best[1]], fragment))
    return found


class Index:
    """Which of many fragments are alike.

    What two that are alike have in common is at least two thirds of each. So of each one's statements, beginning with those that are rarest in
    all fragments, the first that make up more than a third of it hold one that stands among the first of the other, too.

    Parameters
    ----------
    fragments : all of them
    """

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._fragments = fragments
        self._members: dict[tuple[int, ...], list[int]] = defaultdict(list)  # of those with the same digests
        for at, fragment in enumerate(fragments):
            self._members[fragment.digests].append(at)
        often = Counter(digest for digests in self._members for digest in set(digests))
        self._by_digest: dict[int, list[int]] = defaultdict(list)
        self._rare: dict[tuple[int, ...], list[int]] = {}
        for digests, (first, *_) in self._members.items():
            weights: Counter[int] = Counter()
            for digest, size in zip(digests, fragments[first].sizes, strict=True):
                weights[digest] += size
            rest = (1 - _COMMON) * fragments[first].size
            rare = self._rare[digests] = []
            for digest in sorted(weights, key=lambda digest: (often[digest], digest)):
                rare.append(digest)
                self._by_digest[digest].append(first)
                rest -= weights[digest]
                if rest < 0:
                    break
        self._near: dict[tuple[int, ...], list[tuple[tuple[int, ...], float]]] = {}

    def alike(self, at: int) -> Iterator[tuple[int, float]]:
        """The fragments that are like one of them, itself left out, with how alike they are."""
        digests = self._fragments[at].digests
        near = self._near.get(digests)
        if near is None:
            near = self._near[digests] = list(self._find(self._fragments[at]))
        for others, alike in near:
            yield from ((other, alike) for other in self._members[others] if other != at)

    def _find(self, fragment: Fragment) -> Iterator[tuple[tuple[int, ...], float]]:
        size, bag = fragment.size, Counter(fragment.digests)
        for first in dict.fromkeys(first for digest in self._rare[fragment.digests] for first in self._by_digest[digest]):
            other = self._fragments[first]
            if other.digests == fragment.digests:
                yield other.digests, 1.0
                continue
            least = ALIKE * (size + other.size) / 2
            if min(size, other.size) >= least and _shared(bag, other) >= least:
                common = sum(fragment.sizes[i] for i, _ in _common(fragment, other))
                if common >= least:
                    yield other.digests, 2 * common / (size + other.size)


def difference(clone: Clone, first: CellFacts, second: CellFacts) -> Difference | None:
    """How the fragments of a clone differ; None where the cells do not hold them any more.

    Parameters
    ----------
    clone : the clone
    first, second : facts of their cells
    """
    heads, bodies = [], []
    for fragment, facts in zip(clone, (first, second), strict=True):
        known = (fragment.name, fragment.head)
        found = next(((node, body) for name, node, body in _runs(facts) if (name, _head(fragment.cell, node, facts)) == known), None)
        if found is None:
            return None
        heads.append(ast.dump(found[0].args) if isinstance(found[0], _FUNCTIONS) else "")
        bodies.append(tuple(simple(found[1])))
        if tuple(_digest(statement)[0] for statement in bodies[-1]) != fragment.digests:
            return None
    common = _common(*clone)
    varies = dict.fromkeys(pair for i, j in common for pair in _differences(bodies[0][i], bodies[1][j]))
    others = len(bodies[0]) + len(bodies[1]) - 2 * len(common) + (all(heads) and heads[0] != heads[1])
    return Difference(3 if others else 2 if varies else 1, tuple(varies), others)


def _runs(facts: CellFacts) -> Iterator[tuple[str, ast.stmt, Sequence[ast.stmt]]]:
    """What a cell's fragments are made of: name, what it is shown as, and statements."""
    body = facts.tree.body if facts.tree is not None else []
    rest = [node for node in body if not isinstance(node, _NO_WORK)]
    if rest:
        yield "", rest[0], rest
    for node in body:
        if isinstance(node, _FUNCTIONS):
            yield node.name, node, node.body


def _head(cell: int, node: ast.stmt, facts: CellFacts) -> Place:
    line, column, end_line, end_column = facts.span(node)
    return Place(cell, line, column, line, len(facts.text.line(line).rstrip()) if end_line > line else end_column)


def _shared(bag: Counter[int], other: Fragment) -> int:
    """The nodes of the other's statements that a fragment has, too, in whatever order."""
    left = dict(bag)
    shared = 0
    for digest, size in zip(other.digests, other.sizes, strict=True):
        if left.get(digest, 0):
            left[digest] -= 1
            shared += size
    return shared


def _digest(statement: ast.stmt) -> tuple[int, int]:
    """A number for a statement without its variables and literals, and how many nodes it has."""
    parts: list[str] = []
    nodes = 0
    for node in walk(statement):
        kind = type(node)
        nodes += 1
        parts.append(kind.__name__)
        if kind is ast.Attribute:
            parts.append(node.attr)  # type: ignore[attr-defined]
        elif kind is ast.Call and type(node.func) is ast.Name:  # type: ignore[attr-defined]
            parts.append(node.func.id)  # type: ignore[attr-defined]
        elif kind is ast.keyword:
            parts.append(node.arg or "**")  # type: ignore[attr-defined]
        elif kind is ast.Constant:
            parts.append(type(node.value).__name__)  # type: ignore[attr-defined]
        elif kind is ast.BinOp or kind is ast.AugAssign or kind is ast.UnaryOp or kind is ast.BoolOp:
            parts.append(type(node.op).__name__)  # type: ignore[attr-defined]
            nodes += 1
        elif kind is ast.Compare:
            parts += [type(op).__name__ for op in node.ops]  # type: ignore[attr-defined]
            nodes += len(node.ops)  # type: ignore[attr-defined]
        elif kind is ast.FunctionDef or kind is ast.ClassDef:
            parts.append(node.name)  # type: ignore[attr-defined]
    told = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big"), nodes


def _common(first: Fragment, second: Fragment) -> list[tuple[int, int]]:
    """Places of the statements of the longest common subsequence, by their sizes."""
    begin = next((at for at, (one, other) in enumerate(zip(first.digests, second.digests, strict=False)) if one != other), None)
    if begin is None:
        begin = min(len(first.digests), len(second.digests))
    rows, columns = len(first.digests), len(second.digests)
    while rows > begin < columns and first.digests[rows - 1] == second.digests[columns - 1]:
        rows, columns = rows - 1, columns - 1
    tail = [(rows + at, columns + at) for at in range(len(first.digests) - rows)]
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, begin - 1, -1):
        for j in range(columns - 1, begin - 1, -1):
            same = first.digests[i] == second.digests[j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + first.sizes[i] if same else 0)
    found, i, j = [(at, at) for at in range(begin)], begin, begin
    while i < rows and j < columns:
        if first.digests[i] == second.digests[j] and best[i][j] == best[i + 1][j + 1] + first.sizes[i]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found + tail


def _differences(first: ast.stmt, second: ast.stmt) -> Iterable[tuple[str, str]]:
    """Variables and literals that differ in two statements of one digest, as they are written."""
    for one, other in zip(walk(first), walk(second), strict=True):
        if isinstance(one, ast.Name) and isinstance(other, ast.Name) and one.id != other.id:
            yield one.id, other.id
        elif isinstance(one, ast.Constant) and isinstance(other, ast.Constant) and repr(one.value) != repr(other.value):
            yield ast.unparse(one), ast.unparse(other)
        elif isinstance(one, ast.arg) and isinstance(other, ast.arg) and one.arg != other.arg:
            yield one.arg, other.arg
