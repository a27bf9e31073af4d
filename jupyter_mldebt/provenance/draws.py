"""Draws: rows that are put in a random order or chosen at random, and the divisions that come of it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import IN_GROUP, Data, Part
from jupyter_mldebt.provenance.scene import Scene
from jupyter_mldebt.provenance.story import Division
from jupyter_mldebt.provenance.values import Chosen, Length, Plain, Several, Splitter, Table, Value, data_of, options, tables

# they divide at random without being told to
ALWAYS = frozenset(("ShuffleSplit", "StratifiedShuffleSplit", "RepeatedKFold", "RepeatedStratifiedKFold"))


class Draws(Scene):
    """What chance does to rows."""

    def __init__(self) -> None:
        super().__init__()
        self.sides: dict[object, set[object]] = {}
        self.ordered: dict[Part, Data] = {}
        self.stepping: set[Place] = set()
        self.reshuffled: set[Place] = set()  # where rows are put in another order each time that they are gone through

    def side(self, what: str, data: Data, draw: object, side: object, place: Place) -> None:
        """Rows are taken by a draw: where others of them are taken by the same one, too, it divides them."""
        sides = self.sides.setdefault((draw, data.parts), set())
        if side not in sides:
            sides.add(side)
            if len(sides) == 2:
                self.drawn(what, data, place)

    def drawn(self, what: str, data: Data, place: Place) -> None:
        self.story.draws.append(Division(what, data, (), place, True))

    def cut_of_mixed(self, data: Data, side: object, place: Place) -> None:
        """A part is cut out of rows in a random order."""
        if data.mixed is not None:
            of = next((self.ordered[part] for part in data.parts if part in self.ordered), data)
            self.side("shuffle", of, data.mixed, side, data.mixed)

    def mixed(self, value: Value, place: Place) -> Value:
        """The rows of a value in a random order."""
        if isinstance(value, Table):
            return replace(value, data=value.data.mixed_at(place), base=None)
        if isinstance(value, Several):
            return Several([self.mixed(item, place) for item in value.items], value.is_whole)
        return value

    def order(self, place: Place, of: Value) -> Table:
        """Numbers of the rows of a table in a random order."""
        part = Part(("drawn", place, "order"), None, place)
        self.ordered[part] = of.of.data if isinstance(of, Length) else data_of(of)
        return Table(Data(frozenset((part,)), mixed=place))

    def others_than(self, whole: Value, drawn: Value) -> Chosen | None:
        """The numbers of all rows without those that were drawn; None where it is not that."""
        if isinstance(whole, Chosen) and isinstance(drawn, Chosen) and whole.key != drawn.key and {whole.side, drawn.side} == {"in"}:
            return Chosen(drawn.key, "out", drawn.data)
        is_all = isinstance(whole, Length) or is_index(whole)
        if not (is_all or isinstance(whole, Plain)) or not isinstance(drawn, Table) or draw_of(drawn) is None:
            return None
        return Chosen(("drawn", drawn.data.parts), 1)

    def divided_order(self, value: Value) -> None:
        """Numbers in a random order are divided into folds."""
        for table in tables(value):
            for part in table.data.parts:
                if part in self.ordered:
                    self.drawn("permutation", self.ordered[part], part.place or Place(0, 0, 0, 0, 0))

    def shuffle_in_place(self, arguments: Sequence[Value], node: ast.Call, place: Place) -> None:
        for value in arguments[:1]:
            for option in options(value):
                if isinstance(option, (Length, Chosen)) and node.args and isinstance(node.args[0], ast.Name):
                    self.assign(node.args[0], self.order(place, option))
                for table in tables(option):
                    table.change(table.data.mixed_at(place))

    def seen_in_time(self, value: Value) -> None:
        """The rows of a value turn out to have a time."""
        for table in tables(value):
            self.story.timed.update(part for part in table.data.parts if part.key != IN_GROUP)

    def by_splitter(self, splitter: Splitter, data: Data, place: Place) -> None:
        if splitter.is_timed:
            self.story.timed.update(data.parts)
        if splitter.is_timed and data.mixed is not None:  # folds in an order that is gone
            self.drawn("shuffle", data, data.mixed)
        if splitter.is_random:
            self.drawn(splitter.what, data, place)


def draw_of(key: Table) -> Part | None:
    """The draw from which positions come."""
    return next((part.root for part in key.data.parts if part.root.key[:1] == ("drawn",)), None)


def is_order(key: Table) -> bool:
    """True for all positions in a random order."""
    return bool(key.data.parts) and all(part.parent is None and part.key[-1] == "order" for part in key.data.parts)


def is_index(value: Value) -> bool:
    """True for the index of a table."""
    return isinstance(value, Chosen) and value.key is not None and value.key[0] == "index"
