"""Values: what an expression gives, as far as the provenance of rows needs to know it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from jupyter_mldebt.model import Place
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
    """What a loop gives that is no rows and no model: a number, a name; `loops` are those in each round of which it is another."""

    loops: frozenset[Place]


@dataclass(eq=False, slots=True)
class Score(Value):
    """How well models did on rows: the tests that it comes from."""

    tests: tuple[Any, ...]


@dataclass(frozen=True)
class Columns:
    """Which columns of a table a value has.

    Parameters
    ----------
    root : the table, by what tells it from others
    dropped : columns that it lacks, None where that is not known
    only : the one column that it is, or those it was cut down to; None for all
    """

    root: object
    dropped: frozenset[object] | None = frozenset()
    only: frozenset[object] | None = None

    def without(self, names: frozenset[object] | None) -> Columns:
        if names is None or self.dropped is None:
            return Columns(self.root, None, self.only)
        return Columns(self.root, self.dropped | names, self.only - names if self.only is not None else None)

    def cut_to(self, names: frozenset[object] | None) -> Columns:
        return Columns(self.root, self.dropped if names is not None else None, names)

    def has(self, name: object) -> bool:
        """True where it surely has the column."""
        if self.dropped is None or name in self.dropped:
            return False
        return self.only is None or name in self.only


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
    grain : "rows" where it is many of them, "column" for one column of them, "row" for a single one
    """

    data: Data
    base: Table | None = None
    columns: Columns | None = None
    answer: Any = None
    places: tuple[Place, ...] = ()
    grain: str = "rows"
    predicted: dict[object, Any] = field(default_factory=dict)

    def change(self, data: Data) -> None:
        self.data = data
        if self.base is not None:
            self.base.change(self.base.data.with_([data]))


@dataclass(eq=False, slots=True)
class Length(Value):
    """The number of a table's rows."""

    of: Table


@dataclass(eq=False, slots=True)
class Names(Value):
    """Names of columns, or which columns are taken: its data says what they were chosen by."""

    data: Data = NOTHING
    names: frozenset[object] | None = None


@dataclass(eq=False, slots=True)
class Chosen(Value):
    """Which rows are taken: a mask, an index, positions. `key` tells the division, `side` which side of it; None where neither is known."""

    key: tuple[object, ...] | None
    side: object = 0
    data: Data = NOTHING

    def other(self) -> Chosen:
        """The rows that are not taken."""
        if self.side in (0, 1):
            return Chosen(self.key, 1 - self.side, self.data)
        return Chosen(None, 0, self.data)


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
    is_layer: bool = False


@dataclass(eq=False, slots=True)
class Splitter(Value):
    """Divides rows again and again: KFold and its kin."""

    what: str
    place: Place
    is_timed: bool = False


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
    """Groups of a table's rows."""

    table: Table


@dataclass(eq=False, slots=True)
class Method(Value):
    """A method that was not called yet."""

    owner: Value
    name: str


@dataclass(eq=False, slots=True)
class Either(Value):
    """One of several, on different paths."""

    options: tuple[Value, ...]


_MOST = 6


def either(values: Iterable[Value]) -> Value:
    """One value that may be any of these."""
    options: list[Value] = []
    for value in values:
        for option in value.options if isinstance(value, Either) else (value,):
            if type(option) is not Value and not isinstance(option, Plain) and all(option is not known for known in options):
                options.append(option)
    if not options:
        return next((value for value in values), UNKNOWN) if isinstance(values, (list, tuple)) else UNKNOWN
    return options[0] if len(options) == 1 else Either(tuple(options[:_MOST]))


def options(value: Value) -> tuple[Value, ...]:
    return value.options if isinstance(value, Either) else (value,)


def tables(value: Value, depth: int = 0) -> list[Table]:
    """The tables in a value."""
    if isinstance(value, Table):
        return [value]
    if isinstance(value, Grouped):
        return [value.table]
    return [table for item in _inner(value) for table in tables(item, depth + 1)] if depth < 4 else []


def _inner(value: Value) -> Iterable[Value]:
    if isinstance(value, Either):
        return value.options
    if isinstance(value, Several):
        return value.items
    if isinstance(value, Mapping):
        return [*value.named.values(), *value.others]
    return ()


def loops_of(values: Iterable[Value], depth: int = 0) -> frozenset[Place]:
    """The loops in each round of which the values are others, as far as these are settings or models."""
    found: frozenset[Place] = frozenset()
    for value in values:
        if isinstance(value, Setting):
            found |= value.loops
        elif isinstance(value, Model):
            found |= value.varies
        elif depth < 4:
            found |= loops_of(_inner(value), depth + 1)
    return found


def tests_of(values: Iterable[Value], depth: int = 0) -> list[Any]:
    """The tests of which the values are scores."""
    found: list[Any] = []
    for value in values:
        if isinstance(value, Score):
            found += value.tests
        elif depth < 4:
            found += tests_of(_inner(value), depth + 1)
    return list(dict.fromkeys(found))


def with_other_rows(value: Value, loop: Place, depth: int = 0) -> Value:
    """The value as a loop gives it: in each round another."""
    if isinstance(value, Table):
        parts = frozenset(replace(part, varies=part.varies | {loop}) for part in value.data.parts)
        return replace(value, data=value.data.of(parts).varied(frozenset((loop,))), base=None)
    if isinstance(value, Several) and depth < 3:
        return Several([with_other_rows(item, loop, depth + 1) for item in value.items], value.is_whole)
    if isinstance(value, Setting):
        return Setting(value.loops | {loop})
    return Setting(frozenset((loop,))) if value is UNKNOWN or isinstance(value, Plain) else value


def data_of(value: Value) -> Data:
    """All that is known of the rows behind a value."""
    if isinstance(value, (Names, Chosen)):
        return value.data
    return union(table.data for table in tables(value))


def way(value: Value) -> tuple[Place, ...]:
    found = tables(value)
    return found[0].places if found else ()
