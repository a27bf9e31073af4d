"""Edits: whether two texts of a cell do the same, and which names another text gives another value."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.live.order import Order
from jupyter_mldebt.text import Span

_LITERAL = (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.UnaryOp, ast.USub, ast.Load)


def same_code(one: CellFacts, other: CellFacts) -> bool:
    """True where two texts differ in comments and white space at most."""
    return one is other or one.source == other.source or (one.problem is None and other.problem is None and parts(one) == parts(other))


def parts(facts: CellFacts) -> tuple[str, ...]:
    """What each top-level statement of a text does, as text without places; one that holds magics is taken as it is written."""
    found = facts.memo.get("parts")
    if found is None:
        body = facts.tree.body if facts.tree is not None else []
        if facts.magics:
            found = tuple(line.strip() for line in facts.source.split("\n") if line.strip() and not line.lstrip().startswith("#"))
        else:
            found = tuple(map(ast.dump, body))
        facts.memo["parts"] = found
    statements: tuple[str, ...] = found
    return statements


def literal(facts: CellFacts, name: str, order: Order, here: int) -> str | None:
    """What a text gives a name, where that is one literal and stays as it is; None where it is not."""
    if facts.tree is None or any(name in mutation.names for mutation in order.mutations.get(here, ())):
        return None
    if sum(binding.name == name for binding in order.bindings.get(here, ())) != 1:
        return None
    for statement in facts.tree.body:
        if isinstance(statement, ast.Assign) and any(isinstance(target, ast.Name) and target.id == name for target in statement.targets):
            is_literal = all(isinstance(node, _LITERAL) for node in ast.walk(statement.value))
            return ast.dump(statement.value) if is_literal else None
    return None


def affected(old: CellFacts, new: CellFacts, ran: tuple[Order, int], fresh: tuple[Order, int]) -> frozenset[str] | None:
    """Names to which the new text of a cell gives another value than the old one, or none; None where these can't be told.

    Those that a changed statement binds or changes in place, and those made of them further down in the cell.

    Parameters
    ----------
    old, new : the texts
    ran, fresh : the orders in which they run, with what each is called there
    """
    if same_code(old, new):
        return frozenset()
    if old.tree is None or new.tree is None or old.magics or new.magics:
        return None
    before, after = parts(old), parts(new)
    kept = [block for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks() if block.size]
    in_old = {block.a + step for block in kept for step in range(block.size)}
    in_new = {block.b + step for block in kept for step in range(block.size)}
    names = _spread(old, [number for number in range(len(before)) if number not in in_old], *ran, ())
    names = _spread(new, [number for number in range(len(after)) if number not in in_new], *fresh, names)
    return frozenset(_spread(old, [], *ran, names))


def _spread(facts: CellFacts, changed: Sequence[int], order: Order, here: int, known: Iterable[str]) -> set[str]:
    """The names known to differ, with those that the changed statements make, and all that is made of them."""
    assert facts.tree is not None
    spans = [facts.span(statement) for statement in facts.tree.body]
    made: list[set[str]] = [set() for _ in spans]
    read: list[set[str]] = [set() for _ in spans]
    for binding in order.bindings.get(here, ()):
        for number in _where(binding.place.cell == here, (binding.place.line, binding.place.column), spans):
            made[number].add(binding.name)
    for mutation in order.mutations.get(here, ()):
        for number in _where(mutation.place.cell == here, (mutation.place.line, mutation.place.column), spans):
            made[number].update(mutation.names)
    for each in order.reads.get(here, ()):
        place = each.call_place or each.place
        for number in _where(place.cell == here, (place.line, place.column), spans):
            read[number].add(each.name)
    names = set(known)
    for number in range(len(spans)):
        if number in changed or read[number] & names:
            names |= made[number]
    return names


def _where(is_here: bool, at: tuple[int, int], spans: Sequence[Span]) -> Sequence[int]:
    """Statements in which something happens; what happens in functions of other cells may be any."""
    found = [number for number, span in enumerate(spans) if is_here and span[:2] <= at < span[2:]]
    return found or range(len(spans))
