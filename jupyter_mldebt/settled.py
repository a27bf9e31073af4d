"""Settled: conditions that the notebook's own constants answer, and the code that they leave out. Nothing is run.

A constant is a name that is bound once, to a literal; an attribute that a class sets to one and nobody sets again; an item of a dict that is
written out and never changed; a parameter to which all calls of the notebook give one. An author who sets `DEBUG = False` means what stands
under `if DEBUG:` not to run.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import eq, ge, gt, is_, is_not, le, lt, ne
from typing import Any

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place
from jupyter_mldebt.tree import walk

UNKNOWN: Any = object()
_COMPARES: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: eq,
    ast.NotEq: ne,
    ast.Lt: lt,
    ast.LtE: le,
    ast.Gt: gt,
    ast.GtE: ge,
    ast.Is: is_,
    ast.IsNot: is_not,
    ast.In: lambda one, other: one in other,
    ast.NotIn: lambda one, other: one not in other,
}
NONE_GIVEN: Mapping[str, Any] = {}
_MOST_STEPS = 8  # from name to name


class Settled:
    """What the constants of a notebook are.

    Parameters
    ----------
    graph : the notebook's dataflow
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def truth(self, test: ast.expr, given: Mapping[str, Any] = NONE_GIVEN) -> bool | None:
        """What a condition is, None where the constants do not tell; `given` are the arguments of the function in which it stands."""
        value = self.value(test, given=given)
        return None if value is UNKNOWN else bool(value)

    def leaves_out(self, place: Place) -> bool:
        """Whether a condition around a place is settled so that the place is not reached."""
        facts = self._graph.facts.get(place.cell)
        around = tests_around(facts, place) if facts is not None else {}
        if facts is None or not around:
            return False
        calls = self._calls(facts, (place.line, place.column))
        return all(any(self.truth(test, given) is (not taken) for test, taken in around.items()) for given in calls)

    def _calls(self, facts: CellFacts, at: tuple[int, int]) -> list[Mapping[str, Any]]:
        """What the notebook's calls give to the parameters of the innermost function around a place, one call after the other."""
        around = [node for node in facts.nodes.get(ast.FunctionDef, ()) if _holds(facts, node, at)]
        if not around:
            return [NONE_GIVEN]
        function = around[-1]
        assert isinstance(function, ast.FunctionDef)
        arguments = function.args
        names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        defaults: dict[str, ast.expr] = dict(zip(names[::-1], arguments.defaults[::-1], strict=False))
        defaults |= {one.arg: value for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if value is not None}
        every = {*names, *(argument.arg for argument in arguments.kwonlyargs)}
        stored = {node.id for node in walk(function) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
        calls = self._called.get(function.name) if facts.tree is not None and function in facts.tree.body else None
        given: list[Mapping[str, Any]] = []
        for call in calls or ():
            passed = dict(zip(names, call.args, strict=False)) | {one.arg: one.value for one in call.keywords if one.arg is not None}
            is_plain = all(one.arg is not None for one in call.keywords) and not any(isinstance(one, ast.Starred) for one in call.args)
            values = {**defaults, **passed} if is_plain else {}
            given.append({name: self.value(values[name]) if name in values and name not in stored else UNKNOWN for name in every})
        return given or [dict.fromkeys(every, UNKNOWN)]

    @cached_property
    def _called(self) -> dict[str, list[ast.Call]]:
        """By name the calls of what is bound once and used for nothing but to be called."""
        calls: dict[str, list[ast.Call]] = {}
        for facts in self._graph.facts.values():
            for node in facts.nodes.get(ast.Call, ()):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and self._times[node.func.id] == 1:
                    calls.setdefault(node.func.id, []).append(node)
        called = {id(call.func) for found in calls.values() for call in found}
        for facts in self._graph.facts.values():
            for name in facts.nodes.get(ast.Name, ()):
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Load) and id(name) not in called:
                    calls.pop(name.id, None)
        return calls

    @cached_property
    def _times(self) -> Counter[str]:
        """How often each name is bound."""
        return Counter(binding.name for binding in self._graph.trace.bindings)

    def value(self, node: ast.expr, steps: int = _MOST_STEPS, given: Mapping[str, Any] = NONE_GIVEN) -> Any:
        """The constant that an expression stands for, or UNKNOWN."""
        if not steps:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
            inner = self.value(node.operand, steps - 1, given)
            if isinstance(node.op, ast.Not):
                return UNKNOWN if inner is UNKNOWN else not inner
            return -inner if isinstance(inner, (int, float)) else UNKNOWN
        if isinstance(node, ast.BoolOp):
            return self._both(node, steps, given)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            sides = self.value(node.left, steps - 1, given), self.value(node.comparators[0], steps - 1, given)
            try:
                return UNKNOWN if UNKNOWN in sides else _COMPARES[type(node.ops[0])](*sides)
            except TypeError:
                return UNKNOWN
        if isinstance(node, ast.Name):
            if node.id in given:
                return given[node.id]
            found = self._bound.get(node.id)
            return self.value(found, steps - 1) if found is not None else UNKNOWN
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found = self._attribute(node.value.id, node.attr)
            return self.value(found, steps - 1) if found is not None else UNKNOWN
        found = self._item(node)
        return self.value(found, steps - 1) if found is not None else UNKNOWN

    def _both(self, node: ast.BoolOp, steps: int, given: Mapping[str, Any]) -> Any:
        """`and` and `or`: one part may settle them, whatever the others are."""
        decides = isinstance(node.op, ast.Or)
        values = [self.value(part, steps - 1, given) for part in node.values]
        known = [value for value in values if value is not UNKNOWN]
        if any(bool(value) is decides for value in known):
            return decides
        return (not decides) if len(known) == len(values) else UNKNOWN

    @cached_property
    def _bound(self) -> dict[str, ast.expr]:
        """By name what it is set to, for names that one assignment binds and nothing else."""
        found = {}
        for facts in self._graph.facts.values():
            for statement in facts.tree.body if facts.tree is not None else ():
                if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
                    target = statement.targets[0]
                    if isinstance(target, ast.Name) and self._times[target.id] == 1:
                        found[target.id] = statement.value
        return found

    @cached_property
    def _stored(self) -> tuple[frozenset[str], frozenset[tuple[str, object]]]:
        """Attributes that something sets, and names with the keys of items that something may set; "*" for any."""
        attributes: set[str] = set()
        items: set[tuple[str, object]] = set()
        for facts in self._graph.facts.values():
            for node in facts.nodes.get(ast.Attribute, ()):
                assert isinstance(node, ast.Attribute)
                if not isinstance(node.ctx, ast.Load):
                    attributes.add(node.attr)
                if isinstance(node.value, ast.Name) and node.attr in ("update", "setdefault", "pop", "clear", "popitem", "__setitem__"):
                    items.add((node.value.id, "*"))
            known = {id(store) for store, _ in _given(facts)}
            for node in facts.nodes.get(ast.Subscript, ()):
                assert isinstance(node, ast.Subscript)
                if not isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name) and id(node) not in known:
                    items.add((node.value.id, node.slice.value if isinstance(node.slice, ast.Constant) else "*"))
            for node in facts.nodes.get(ast.Call, ()):
                assert isinstance(node, ast.Call)
                if isinstance(node.func, ast.Name) and node.func.id in ("setattr", "delattr"):
                    named = [argument.value for argument in node.args[1:2] if isinstance(argument, ast.Constant)]
                    attributes.add(str(named[0]) if named else "*")
        return frozenset(attributes), frozenset(items)

    def _attribute(self, name: str, attribute: str) -> ast.expr | None:
        """What the class of this name, or of the object of this name, sets an attribute to."""
        attributes = self._stored[0]
        if attribute in attributes or "*" in attributes:
            return None
        made = self._bound.get(name)
        if isinstance(made, ast.Call) and isinstance(made.func, ast.Name) and not made.args and not made.keywords:
            name = made.func.id
        body = self._classes.get(name, ())
        values = [
            part.value
            for part in body
            if isinstance(part, (ast.Assign, ast.AnnAssign))
            and any(
                isinstance(target, ast.Name) and target.id == attribute
                for target in (part.targets if isinstance(part, ast.Assign) else [part.target])
            )
        ]
        return values[0] if len(values) == 1 else None

    @cached_property
    def _classes(self) -> dict[str, Sequence[ast.stmt]]:
        """By name the bodies of classes that are bound once."""
        return {
            node.name: node.body
            for facts in self._graph.facts.values()
            for node in facts.nodes.get(ast.ClassDef, ())
            if isinstance(node, ast.ClassDef) and self._times[node.name] == 1
        }

    def _item(self, node: ast.expr) -> ast.expr | None:
        """`settings["k"]` and `settings.get("k", 1)` of a dict that is written out."""
        if isinstance(node, ast.Subscript):
            of, key, default = node.value, node.slice, None
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and 0 < len(node.args) < 3:
            of, key = node.func.value, node.args[0]
            default = node.args[1] if len(node.args) > 1 else ast.Constant(None)
        else:
            return None
        if not isinstance(of, ast.Name) or not isinstance(key, ast.Constant) or {(of.id, "*"), (of.id, key.value)} & self._stored[1]:
            return None
        held = self._bound.get(of.id)
        if not isinstance(held, ast.Dict) or not all(isinstance(one, ast.Constant) for one in held.keys):
            return None
        pairs = [*zip(held.keys, held.values, strict=True)]
        for facts in self._graph.facts.values():
            pairs += [
                (store.slice, value) for store, value in _given(facts) if isinstance(store.value, ast.Name) and store.value.id == of.id
            ]
        values = [value for one, value in pairs if isinstance(one, ast.Constant) and one.value == key.value]
        return default if not values else values[0] if len(values) == 1 else None


def tests_around(facts: CellFacts, place: Place) -> dict[ast.expr, bool]:
    """The conditions under which a place stands, with the answer that leads there."""
    at = (place.line, place.column)
    around: dict[ast.expr, bool] = {}
    for node in (*facts.nodes.get(ast.If, ()), *facts.nodes.get(ast.IfExp, ())) if facts.tree is not None else ():
        assert isinstance(node, (ast.If, ast.IfExp))
        for block, taken in ((node.body, True), (node.orelse, False)):
            if any(_holds(facts, part, at) for part in (block if isinstance(block, list) else [block])):
                around[node.test] = taken
    return around


def _given(facts: CellFacts) -> list[tuple[ast.Subscript, ast.expr]]:
    """Items that statements give a value which every run of the cell gets to: `settings["k"] = 1`."""
    return [
        (statement.targets[0], statement.value)
        for statement in (facts.tree.body if facts.tree is not None else ())
        if isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Subscript)
        and isinstance(statement.targets[0].slice, ast.Constant)
    ]


def _holds(facts: CellFacts, node: ast.AST, at: tuple[int, int]) -> bool:
    line, column, end_line, end_column = facts.span(node)
    return (line, column) <= at < (end_line, end_column)
