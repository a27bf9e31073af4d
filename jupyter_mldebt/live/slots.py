"""Slots: which items of a value a text reads and sets, where it touches nothing else of it: `df["ratio"] = df["a"] / df["b"]`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jupyter_mldebt.events import Mutation
from jupyter_mldebt.facts import CellFacts


class Slots(NamedTuple):
    """What a text does with the items of one name's value.

    Parameters
    ----------
    reads : keys of the items that it reads
    sets : keys of the items that it sets
    lines : the lines on which it sets them
    spared : None where it uses items only; else it looks at the whole value, each time after it has set these itself
    """

    reads: frozenset[object]
    sets: frozenset[object]
    lines: frozenset[int]
    spared: frozenset[object] | None

    def sees(self, keys: frozenset[object]) -> bool:
        """Whether it makes a difference to the text that somebody set these items before."""
        return bool(keys & self.reads) or (self.spared is not None and not keys <= self.spared)


def slots(facts: CellFacts, name: str) -> Slots:
    """What a text does with the items of a name's value."""
    known: dict[str, Slots] = facts.memo.setdefault("slots", {})
    if name not in known:
        known[name] = _slots(facts, name)
    return known[name]


def sets_only(facts: CellFacts, name: str, mutations: Sequence[Mutation]) -> frozenset[object] | None:
    """Keys of the items that a text sets, where that is all that it changes of the name's value; else None.

    Parameters
    ----------
    facts : of the text
    name : the name
    mutations : what the text changes in place, by any name
    """
    found = slots(facts, name)
    changes = [mutation for mutation in mutations if name in mutation.names]
    is_all = changes and all(mutation.how == "item" and mutation.place.line in found.lines for mutation in changes)
    return found.sets if is_all else None


def _slots(facts: CellFacts, name: str) -> Slots:
    if facts.tree is None or facts.magics:
        return Slots(frozenset(), frozenset(), frozenset(), frozenset())
    reads: set[object] = set()
    sets: set[object] = set()
    lines: set[int] = set()
    spared: frozenset[object] | None = None
    for statement in facts.tree.body:
        set_here: set[object] = set()
        for node, is_set in _uses(statement, name):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                if is_set:
                    set_here.add(node.slice.value)
                    lines.add(node.lineno)
                elif node.slice.value not in sets:
                    reads.add(node.slice.value)
            else:
                spared = frozenset(sets) if spared is None else spared & sets
        if isinstance(statement, ast.Assign):
            sets |= set_here
        elif set_here:  # on some paths only
            reads |= set_here
            sets |= set_here
    return Slots(frozenset(reads), frozenset(sets), frozenset(lines), spared)


def _uses(statement: ast.stmt, name: str) -> Iterator[tuple[ast.expr, bool]]:
    """Items of the name's value, or the name itself where it is used otherwise, with whether they are set; reads come first."""
    found: list[tuple[ast.expr, bool]] = []
    todo: list[ast.AST] = [statement]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == name:
            found.append((node, isinstance(node.ctx, ast.Store)))
            todo.append(node.slice)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Subscript):
            found += [(each, False) for each, _ in _uses(ast.Expr(node.target), name)]
            todo += [node.value]
        elif isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            found.append((node, False))
        else:
            todo += ast.iter_child_nodes(node)
    return iter(sorted(found, key=lambda use: use[1]))
