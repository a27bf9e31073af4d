"""Draws: rows that are put in a random order or chosen at random, and the divisions that come of it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Data, Part
from jupyter_mldebt.provenance.scene import Scene
from jupyter_mldebt.provenance.story import Division
from jupyter_mldebt.provenance.values import Chosen, Length, Several, Splitter, Table, Value, options, tables

# they divide at random without being told to
ALWAYS = frozenset(("ShuffleSplit", "StratifiedShuffleSplit", "RepeatedKFold", "RepeatedStratifiedKFold"))


class Draws(Scene):
    """What chance does to rows."""

    def __init__(self) -> None:
        super().__init__()
        self.sides: dict[object, set[object]] = {}

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
            self.side("shuffle", data, data.mixed, side, data.mixed)

    def mixed(self, value: Value, place: Place) -> Value:
        """The rows of a value in a random order."""
        if isinstance(value, Table):
            return replace(value, data=value.data.mixed_at(place), base=None)
        if isinstance(value, Several):
            return Several([self.mixed(item, place) for item in value.items], value.is_whole)
        return value

    def order(self, place: Place) -> Table:
        """Numbers of rows in a random order."""
        return Table(Data(frozenset((Part(("drawn", place, "order"), None, place),)), mixed=place))

    def shuffle_in_place(self, arguments: Sequence[Value], node: ast.Call, place: Place) -> None:
        for value in arguments[:1]:
            for option in options(value):
                if isinstance(option, (Length, Chosen)) and node.args and isinstance(node.args[0], ast.Name):
                    self.assign(node.args[0], self.order(place))
                for table in tables(option):
                    table.change(table.data.mixed_at(place))

    def by_splitter(self, splitter: Splitter, data: Data, place: Place) -> None:
        if splitter.is_random:
            self.drawn(splitter.what, data, place)


def draw_of(key: Table) -> Part | None:
    """The draw from which positions come."""
    return next((part.root for part in key.data.parts if part.root.key[:1] == ("drawn",)), None)


def is_order(key: Table) -> bool:
    """True for all positions in a random order."""
    return bool(key.data.parts) and all(part.parent is None and part.key[-1] == "order" for part in key.data.parts)
