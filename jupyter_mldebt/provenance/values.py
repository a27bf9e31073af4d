"""Values: what an expression gives, as far as the provenance of rows needs to know it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.columns import Columns, Ranks
from jupyter_mldebt.provenance.rows import NOTHING, Data, union


class Value:
    """Something of which nothing is known."""

    __slots__ = ()


UNKNOWN = Value()


@dataclass(eq=False, slots=True)
class Plain(Value):
    """A number, a text, None, ...: `literal` where it is written out."""

    literal: Any = None


@dataclass(eq=False, slots=True)
class Setting(Value):
    """What a loop gives that is no rows and no model: a number, a name; `loops` are those in each round of which it is another, `literal`
    what it is in the first round."""

    loops: frozenset[Place]
    literal: Any = None


@dataclass(eq=False, slots=True)
class Score(Value):
    """How well models did on rows: the tests that it comes from."""

    tests: tuple[Any, ...]


@dataclass(eq=False, slots=True)
class Table(Value):
    """Rows: a frame, a column, an array, a list of samples. What is done in place is done to its base too.

    Parameters
    ----------
    data : the rows
    base : the table of which it is a view
    columns : which columns it has
    answer : the test in which a model has given it
    places : where it was made, the last first: the way that it has come
    predicted : the answers of models that stand in it, by column
    grain : "rows" where it is many of them, "column" for one column of them, "row" for a single one,
        "of any" for a column of a table that is told later
    ranks : of what holds a number for each column of a table, these
    is_numbered : True where its rows were given new numbers, so that its index says nothing of where they come from
    """

    data: Data
    base: Table | None = None
    columns: Columns | None = None
    answer: Any = None
    places: tuple[Place, ...] = ()
    grain: str = "rows"
    predicted: dict[object, Any] = field(default_factory=dict)
    ranks: Ranks | None = None
    is_numbered: bool = False

    def change(self, data: Data) -> None:
        self.data = data
        if self.base is not None:
            self.base.change(self.base.data.with_([data]))


@dataclass(eq=False, slots=True)
class Length(Value):
    """A position among a table's rows, as a share of their number and some more: all of them where nothing else is said."""

    of: Table
    share: float = 1.0
    plus: float = 0.0


@dataclass(eq=False, slots=True)
class Names(Value):
    """Names of columns, or which columns are taken, and which are not: its data says what they were chosen by."""

    data: Data = NOTHING
    columns: Columns | None = None
    others: Columns | None = None


@dataclass(eq=False, slots=True)
class Chosen(Value):
    """Which rows are taken: a mask, an index, positions. `key` tells the division, `side` which side of it; None where neither is known."""

    key: tuple[object, ...] | None
    side: object = 0
    data: Data = NOTHING
    columns: Columns | None = None

    def other(self) -> Chosen:
        """The rows that are not taken."""
        other = {0: 1, 1: 0, "in": "out", "out": "in"}.get(self.side)
        if other is not None:
            return Chosen(self.key, other, self.data, self.columns)
        return Chosen(None, 0, self.data, self.columns)


@dataclass(eq=False, slots=True)
class Fit:
    """A model learns from rows.

    Parameters
    ----------
    data : of the features
    target : of the labels, None where there are none
    features, labels : the tables
    is_searched : True where candidates are compared by parts of these rows
    rounds : by which loops it is repeated
    varies : the loops in each round of which it is told other settings
    learned : what its rows have gone into
    """

    model: Model
    data: Data
    place: Place
    time: int
    target: Data | None = None
    features: Table | None = None
    labels: Table | None = None
    is_searched: bool = False
    rounds: tuple[Place, ...] = ()
    places: tuple[Place, ...] = ()
    varies: frozenset[Place] = frozenset()
    learned: Data = NOTHING


@dataclass(eq=False, slots=True)
class Model(Value):
    """Something with `fit`: an estimator, a transformer, a pipeline, a network.

    Parameters
    ----------
    what : as the text calls its class
    kind : "model", "transformer", "plain" (a transformer that learns nothing), "search", "pipeline", "sampler", "undersampler", "unknown"
    learns : what a transformer learns
    inner : of what it is made
    learned : what its rows have gone into
    fits : each time that it was fitted
    varies : the loops in each round of which it has other settings
    stops : True where its training ends by how it does on the rows that it watches
    is_spark : True where it answers by `transform`
    is_explaining : True for what tells how values hang together, by statistics of its own
    best : of a search, the model that it has found
    is_layer : True for a part of a network, which learns by itself and not when the network is fitted
    """

    what: str
    kind: str
    place: Place
    learns: str = "statistic"
    inner: list[Value] = field(default_factory=list)
    learned: Data = NOTHING
    fits: list[Fit] = field(default_factory=list)
    varies: frozenset[Place] = frozenset()
    stops: bool = False
    is_spark: bool = False
    is_explaining: bool = False
    best: Model | None = None
    is_layer: bool = False


@dataclass(eq=False, slots=True)
class Splitter(Value):
    """Divides rows again and again: KFold and its kin."""

    what: str
    place: Place
    is_timed: bool = False
    is_random: bool = False
    is_once: bool = False


@dataclass(eq=False, slots=True)
class Folds(Value):
    """Pairs of rows to learn from and rows to test with."""

    key: tuple[object, ...]


@dataclass(eq=False, slots=True)
class Several(Value):
    """A list, tuple or set; `is_whole` where all items are known in their order."""

    items: list[Value]
    is_whole: bool = True


@dataclass(eq=False, slots=True)
class Mapping(Value):
    """A dict: values by key where the key is written out, and others."""

    named: dict[object, Value] = field(default_factory=dict)
    others: list[Value] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Module(Value):
    """A module, or what is imported from one."""

    name: str


@dataclass(eq=False, slots=True)
class Function(Value):
    """A function of the notebook, with the names around it and the object it is bound to."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    around: tuple[dict[str, Value], ...]
    cell: int
    bound: Value | None = None


@dataclass(eq=False, slots=True)
class Class(Value):
    """A class of the notebook."""

    name: str
    members: dict[str, Value]
    bases: list[Value]


@dataclass(eq=False, slots=True)
class Instance(Value):
    """An object of one of the notebook's classes."""

    made_by: Class
    attributes: dict[str, Value]
    model: Model | None = None


@dataclass(eq=False, slots=True)
class Grouped(Value):
    """Groups of a table's rows; `is_timed` where each is a span of time, and what is made of it one row of a series, by the method's name."""

    table: Table
    is_timed: bool | str = False


@dataclass(eq=False, slots=True)
class Method(Value):
    """A method that was not called yet."""

    owner: Value
    name: str


@dataclass(eq=False, slots=True)
class Either(Value):
    """One of several, on different paths."""

    options: tuple[Value, ...]


_MOST = 6  # options
_DEEPEST = 4
_LOOKED_AT = 100
_HOLDING = frozenset((Several, Either, Mapping))


def either(values: Iterable[Value]) -> Value:
    """One value that may be any of these."""
    found: dict[int, Value] = {}
    for value in values:
        for option in value.options if isinstance(value, Either) else (value,):
            if type(option) is not Value and type(option) is not Plain:
                found[id(option)] = option
        if len(found) >= _MOST:
            break
    if not found:
        first = next((value for value in values), UNKNOWN) if isinstance(values, (list, tuple)) else UNKNOWN
        is_same = not isinstance(first, Plain) or all(isinstance(value, Plain) and value.literal == first.literal for value in values)
        return first if is_same else Plain()
    options = tuple(found.values())[:_MOST]
    return options[0] if len(options) == 1 else Either(options)


def options(value: Value) -> tuple[Value, ...]:
    return value.options if isinstance(value, Either) else (value,)


def leaves(values: Iterable[Value], depth: int = 0) -> Iterator[Value]:
    """The values in values that hold others, and those that hold none."""
    for value in values:
        kind = type(value)
        if kind is Several:
            inner: Iterable[Value] = value.items  # type: ignore[attr-defined]
        elif kind is Either:
            inner = value.options  # type: ignore[attr-defined]
        elif kind is Mapping:
            inner = [*value.named.values(), *value.others]  # type: ignore[attr-defined]
        else:
            yield value
            continue
        if depth < _DEEPEST:
            yield from leaves(inner, depth + 1)


def tables(value: Value) -> list[Table]:
    """The tables in a value."""
    kind = type(value)
    if kind is Table:
        return [value]  # type: ignore[list-item]
    if kind in _HOLDING:
        found = [one.table if isinstance(one, Grouped) else one for one in islice(leaves((value,)), _LOOKED_AT)]
        return [one for one in found if isinstance(one, Table)]
    return [value.table] if isinstance(value, Grouped) else []


def loops_of(values: Iterable[Value]) -> frozenset[Place]:
    """The loops in each round of which the values are others, as far as these are settings or models."""
    found: frozenset[Place] = frozenset()
    for value in islice(leaves(values), _LOOKED_AT):
        if isinstance(value, Setting):
            found |= value.loops
        elif isinstance(value, Model):
            found |= value.varies
    return found


def tests_of(values: Iterable[Value]) -> list[Any]:
    """The tests of which the values are scores."""
    return list(dict.fromkeys(test for value in islice(leaves(values), _LOOKED_AT) if type(value) is Score for test in value.tests))


def with_other_rows(value: Value, loop: Place, depth: int = 0) -> Value:
    """The value as a loop gives it: in each round another."""
    if isinstance(value, Table):
        parts = frozenset(replace(part, varies=part.varies | {loop}) for part in value.data.parts)
        return replace(value, data=value.data.of(parts).varied(frozenset((loop,))), base=None)
    if isinstance(value, Several) and depth < 3:
        return Several([with_other_rows(item, loop, depth + 1) for item in value.items], value.is_whole)
    if isinstance(value, Mapping) and depth < 3:
        named = {key: with_other_rows(item, loop, depth + 1) for key, item in value.named.items()}
        return Mapping(named, [with_other_rows(item, loop, depth + 1) for item in value.others])
    if isinstance(value, Setting):
        return Setting(value.loops | {loop}, value.literal)
    if isinstance(value, Plain):
        return Setting(frozenset((loop,)), value.literal)
    return Setting(frozenset((loop,))) if value is UNKNOWN else value


def position(left: Value, right: Value, operator: ast.operator) -> Length | None:
    """Where `int(len(x) * 0.8) - 5` stands; None where it is no position."""
    if isinstance(left, Length) and isinstance(right, Length) and isinstance(operator, ast.Add) and not (left.plus or right.plus):
        return Length(Table(union([left.of.data, right.of.data]))) if left.share == right.share == 1 else None
    number = right.literal if isinstance(right, Plain) else left.literal if isinstance(left, Plain) else None
    length = left if isinstance(left, Length) else right if isinstance(right, Length) else None
    if length is None or not isinstance(number, (int, float)):
        return None
    share, plus = length.share, length.plus
    if isinstance(operator, ast.Mult):
        return Length(length.of, share * number, plus * number)
    if isinstance(operator, ast.Add):
        return Length(length.of, share, plus + number)
    if length is left and isinstance(operator, (ast.Div, ast.FloorDiv)) and number:
        return Length(length.of, share / number, plus / number)
    if isinstance(operator, ast.Sub):
        return Length(length.of, share, plus - number) if length is left else Length(length.of, -share, number - plus)
    return None


def data_of(value: Value) -> Data:
    """All that is known of the rows behind a value."""
    if isinstance(value, (Names, Chosen)):
        return value.data
    return union(table.data for table in tables(value))


def way(value: Value) -> tuple[Place, ...]:
    found = tables(value)
    return found[0].places if found else ()
