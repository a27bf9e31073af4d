"""Scene: the state of a run over rows, and what values are made of."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Data, Statistic, union
from jupyter_mldebt.provenance.story import Comparison, Story
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Folds,
    Function,
    Grouped,
    Mapping,
    Plain,
    Score,
    Setting,
    Several,
    Splitter,
    Table,
    Value,
    data_of,
    either,
    loops_of,
    options,
    tables,
    tests_of,
)

Named = AnyMapping[str, Value]


class Scene(ABC):
    """What the run has seen so far; run.py says how expressions are evaluated."""

    def __init__(self) -> None:
        self.story = Story()
        self.names: tuple[dict[str, Value], ...] = ({},)
        self.declared: list[set[str]] = [set()]
        self.returned: list[Value] = []
        self.active: list[ast.AST] = []
        self.rounds: list[Place] = []
        self.callers: list[Place] = []
        self.saved: dict[object, Value] = {}
        self.depth = self.steps = self.time = 0
        self.cell = 0
        self.shown: dict[int, list[Table]] = {}

    @abstractmethod
    def place(self, node: ast.AST) -> Place:
        """Where a node stands."""

    @abstractmethod
    def invoke(self, function: Function, arguments: Sequence[Value], named: Named) -> Value:
        """Run a function of the notebook."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Value) -> None:
        """Give a value to what stands on the left of `=`."""

    @abstractmethod
    def eval(self, node: ast.expr) -> Value:
        """What an expression gives."""

    def unseeded(self, named: Named) -> frozenset[Place]:
        """The loops around a random draw in each round of which it gives others, as it is told no seed, or another one each time."""
        seed = named.get("random_state", named.get("seed"))
        return frozenset(self.rounds) if seed is None else loops_of([seed])

    def blended(self, values: Sequence[Value], node: ast.AST) -> Value:
        """Each row made of the rows of several values that stand beside each other."""
        found = [table for value in values for table in tables(value)]
        others = [data_of(value) for value in values]
        loops = loops_of(values)
        if not found:
            data = union(others)
            if data.statistics:
                return Table(data)
            asked = tests_of(values)
            return Score(tuple(asked)) if asked else Setting(loops) if loops else UNKNOWN
        rows = [table for table in found if table.data.parts] or found
        data = rows[0].data.with_(others).varied(loops)
        data = data.of(data.parts.union(*(table.data.parts for table in rows[1:])))
        if len(found) == 1 and data == found[0].data:
            return Table(data, None, None, found[0].answer, found[0].places, found[0].grain)
        wrong = next((table for table in rows if table.answer is not None and table.answer.how == "errors"), None)
        if wrong is not None:
            return replace(wrong, data=data, base=None)
        grain = rows[0].grain if all(table.grain == rows[0].grain for table in rows) else "rows"
        return Table(data, None, None, None, (self.place(node), *rows[0].places)[:12], grain)

    def contents(self, value: Value) -> Value:
        """What a loop over the value gets."""
        if isinstance(value, Several):
            if value.items and all(isinstance(item, Plain) for item in value.items):
                return value.items[0]
            return either(value.items) if value.items else UNKNOWN
        if isinstance(value, Mapping):
            return Plain()
        if isinstance(value, Folds):
            return Several([Chosen(value.key, 0), Chosen(value.key, 1)])
        if isinstance(value, Splitter):  # as scikit-learn had it before 0.18: KFold(n) is gone through itself
            return Several([Chosen(("fold", value.place), 0), Chosen(("fold", value.place), 1)])
        if isinstance(value, Plain) and isinstance(value.literal, range) and value.literal:
            return Plain(value.literal[0])
        if isinstance(value, Grouped):
            rows = value.table.data if value.is_timed else value.table.data.in_group()
            return Several([Plain(), Table(rows, columns=value.table.columns, places=value.table.places)])
        if isinstance(value, Table):
            columns = value.columns if value.columns is not None and value.columns.single is not None else None
            return Table(value.data, None, columns, value.answer, value.places, "row")
        return value if isinstance(value, Score) else UNKNOWN

    def nth(self, value: Value, number: int, count: int) -> Value:
        found: list[Value] = []
        for option in options(value):
            if isinstance(option, Several):
                if option.is_whole and len(option.items) == count:
                    found.append(option.items[number])
                else:
                    found.append(either(option.items) if option.items else UNKNOWN)
            else:
                found.append(self.contents(option))
        return either(found)

    def compare(self, values: Sequence[Value], node: ast.AST) -> None:
        """Scores are put side by side where those of several models meet, or those of the rounds of a loop, or where one is compared in it."""
        tests = tests_of(values)
        if len({(test.model, test.place) for test in tests}) > 1 or any(
            isinstance(node, ast.Compare) or not set(test.rounds) <= set(self.rounds) for test in tests
        ):
            self.story.comparisons.append(Comparison(tuple(tests), self.place(node), tuple(self.rounds)))

    def drop_column(self, base: Value, name: object) -> None:
        for option in options(base):
            if isinstance(option, Table) and option.columns is not None:
                option.columns = option.columns.without((name,) if name is not None else None)

    def is_one_of_many(self, data: Data) -> bool:
        """True for what is loaded anew in each round of a loop that is under way: no statistic of it is one of all rows."""
        return bool(data.parts) and all(any(loop in part.root.varies for loop in self.rounds) for part in data.parts)

    def reduced(self, name: str, kind: Any, found: Sequence[Table], node: ast.AST) -> Value:
        """What many rows are boiled down to."""
        data = union(table.data for table in found)
        if found and all(table.grain == "of any" for table in found):
            learned = Statistic(name, kind, frozenset(), self.place(node))
            return Table(data.and_(learned), grain="of any")
        if not data.parts or all(table.grain == "row" for table in found) or self.is_one_of_many(data):
            return Table(data, grain="row")
        statistic = Statistic(name, kind, data.parts, self.place(node))
        return Table(Data(frozenset(), data.statistics | {statistic}, frozenset()), places=(self.place(node), *found[0].places)[:12])

    def learn_in_place(self, name: str, kind: Any, found: Sequence[Table], values: Sequence[Value], node: ast.AST) -> Value:
        """The same rows, each with a value that hangs on the others."""
        data = union(table.data for table in found)
        if found and all(table.grain == "of any" for table in found):
            learned = Statistic(name, kind, frozenset(), self.place(node))
            return Table(data.and_(learned), grain="of any")
        if not data.parts or all(table.grain == "row" for table in found):
            return self.blended(values or found, node)
        place = self.place(node)
        return Table(data.and_(Statistic(name, kind, data.parts, place)), None, None, None, (place, *found[0].places)[:12])
