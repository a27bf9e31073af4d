"""Selection: rows and columns that are taken of a table."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.columns import Columns
from jupyter_mldebt.provenance.contents import Contents, listed_names, names_in, ranked_item
from jupyter_mldebt.provenance.datasets import part_of_bunch
from jupyter_mldebt.provenance.draws import Draws, draw_of, is_order
from jupyter_mldebt.provenance.rows import Data, Part, Position, overlap, within
from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.time import is_day
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Folds,
    Grouped,
    Length,
    Mapping,
    Model,
    Names,
    Plain,
    Score,
    Setting,
    Several,
    Table,
    Value,
    data_of,
    either,
    loops_of,
    options,
    way,
    with_other_rows,
)

# How positions are called by those who take rows with them, and not columns.
_ROWS = re.compile(
    r"i(?:dx|nd)|mask|fold|rows|neighb|(?<![a-z])(?:train|test|val|valid|dev|trn|tst|tr|te|[ijkn])(?![a-z])(?!_?(?:col|feat|var|name))",
    re.I,
)

# A number by which one row is taken.
_ONE = re.compile(r"Name\(id='(?:[ijkn]|i?idx)', ctx=Load\(\)\)")


class Selection(Draws, Contents):
    """What indexing, dropping and drawing take."""

    def item(self, base: Value, key: ast.expr, node: ast.Subscript) -> Value:
        if isinstance(base, Several):
            if isinstance(key, ast.Slice):
                return self.some_items(base, key)
            value = self.eval(key)
            number = value.literal if isinstance(value, Plain) else None
            if base.is_whole and isinstance(number, int) and -len(base.items) <= number < len(base.items):
                return base.items[number]
            return self.at(base.items, value)
        if isinstance(base, Folds) and isinstance(key, ast.Constant):
            return self.contents(Folds(("split", *base.key[1:])))
        if isinstance(base, Mapping):
            if isinstance(key, ast.Constant) and key.value in base.named:
                return base.named[key.value]
            return self.at([*base.named.values(), *base.others], self.eval(key))
        if isinstance(base, Grouped):
            return Grouped(replace(base.table, columns=self.rows_of(base.table, key, node).columns), base.is_timed)
        if isinstance(base, Model):
            value = self.eval(key) if not isinstance(key, ast.Slice) else UNKNOWN
            if base.kind != "transformer" or not base.learned.statistics:
                return base
            return Table(data_of(value).with_([base.learned]), places=(self.place(node), *way(value))[:12])
        if not isinstance(base, Table):
            if isinstance(base, Names):
                return self.some_names(base, key)
            loops = loops_of([base, self.eval(key)])
            return Setting(loops) if loops else base if isinstance(base, Score) else UNKNOWN
        rows, columns = (key.elts[0], key.elts[1:]) if isinstance(key, ast.Tuple) and key.elts else (key, [])
        if base.ranks is not None:
            ranks = ranked_item(base, key, Plain() if isinstance(key, (ast.Slice, ast.Tuple)) else self.eval(key))
            return replace(self.rows_of(base, rows, node), ranks=ranks, base=None)
        result = self.rows_of(base, rows, node)
        for column in columns[:1]:
            result = self.columns_of(result, column)
        return result

    def some_items(self, base: Several, key: ast.Slice) -> Value:
        """A part of a list, where it is known which."""
        bounds = [self.eval(bound) if bound is not None else Plain() for bound in (key.lower, key.upper, key.step)]
        if self.is_sliding(key, loops_of(bounds[:1]) & loops_of(bounds[1:2])) and _are_numbers(base):
            return Table(Data(is_timed=True), grain="row")
        told: list[Any] = [bound.literal if isinstance(bound, Plain) else "" for bound in bounds]
        if not base.is_whole or not all(one is None or isinstance(one, int) for one in told):
            return base
        start, stop, step = told
        return Several(base.items[start:stop:step])

    def at(self, items: list[Value], key: Value) -> Value:
        """One of several; another one in each round where the key is."""
        found = either(items) if items else UNKNOWN
        for loop in loops_of([key]):
            found = either([with_other_rows(option, loop) for option in options(found)])
        return found

    def rows_of(self, base: Table, key: ast.expr, node: ast.AST) -> Table:
        """`base[key]`, where the key may take rows or columns."""
        place = self.place(node)
        places = (place, *base.places)[:12]
        if isinstance(key, ast.Slice):
            if any(isinstance(bound, ast.Constant) and is_day(bound.value) for bound in (key.lower, key.upper)):
                self.seen_in_time(base)
            if key.lower is None and key.upper is None:
                return base
            return Table(self.cut(base.data, key, place), None, base.columns, base.answer, places)
        if isinstance(key, ast.Constant):
            if isinstance(key.value, str) and (part := part_of_bunch(base, key.value)) is not None:
                return part
            if isinstance(key.value, str):
                answer = base.predicted.get(key.value, base.answer)
                return Table(base.data, base, one_column(base, key.value), answer, base.places, grain_of_column(base))
            columns = one_column(base, key.value) if base.columns is not None and key.value in base.columns.named else None
            return Table(base.data, base, columns, base.answer, base.places, base.grain)
        value = self.eval(key)
        if isinstance(value, Chosen) and value.key is None or value is UNKNOWN and _ROWS.search(ast.unparse(key)):
            value = Chosen(("where", ast.dump(key)), 0, data_of(value))  # some, nobody knows which
        return self.taken(base, value, place, ast.dump(key))

    def cut(self, data: Data, key: ast.Slice, place: Place) -> Data:
        """The rows between bounds; of what was put together of two, where the bound is the length of one, that one."""
        lower, upper = (self.eval(bound) if bound is not None else None for bound in (key.lower, key.upper))
        if key.step is not None:
            self.eval(key.step)
        if isinstance(lower, Plain) and lower.literal == 0:
            lower = None
        varies = loops_of([bound for bound in (lower, upper) if bound is not None])
        if self.is_sliding(key, loops_of([lower or UNKNOWN]) & loops_of([upper or UNKNOWN])):
            data = data.timed()
        if lower is not None and upper is not None:
            if (
                isinstance(lower, Length)
                and isinstance(upper, Length)
                and frozenset() < (before := _told(lower)) < (until := _told(upper)) <= data.parts
            ):
                return data.of(until - before)  # the second of three that were put together
            start, end = _position(lower, data), _position(upper, data)
            self.cut_of_mixed(data, ast.dump(key), place)
            if start is None or end is None:
                text = f"{ast.dump(key.lower) if key.lower else ''}:{ast.dump(key.upper) if key.upper else ''}"
                return data.part(("slice", text), place, varies)
            return data.part(("slice", start, end), place, varies)
        bound, side = (upper, 0) if lower is None else (lower, 1)
        node = key.upper if lower is None else key.lower
        if isinstance(bound, Length) and frozenset() < _told(bound) < data.parts:
            return data.of(_told(bound) if side == 0 else data.parts - _told(bound))
        self.cut_of_mixed(data, side, place)
        if bound is None:
            return data
        if len({part.root for part in data.parts}) > 1:  # nobody knows of which of those that were put together
            return data.part(("slice", ast.dump(key)), place, varies)
        return data.part(("cut", _position(bound, data) or (ast.dump(node) if node is not None else ""), side), place, varies)

    def is_sliding(self, key: ast.Slice, loops: frozenset[Place]) -> bool:
        """True for windows that slide over rows, each round one further; batches stand side by side."""
        bounds = [inner for bound in (key.lower, key.upper) if bound is not None for inner in ast.walk(bound)]
        return bool(loops - self.stepping) and not any(isinstance(inner, (ast.Mult, ast.Subscript, ast.Call)) for inner in bounds)

    def taken(self, base: Table, key: Value, place: Place, text: str) -> Table:
        """The rows or columns of a table that a value takes."""
        places = (place, *base.places)[:12]
        if isinstance(key, Chosen):
            return Table(self.chosen(base.data, key, place), None, base.columns, base.answer, places)
        if isinstance(key, (Several, Names)):
            columns = taken_columns(base, key)
            return Table(base.data.with_([data_of(key)]), None, columns, base.answer, base.places)
        if isinstance(key, Table):
            # positions that were drawn, or that another computation has chosen
            if is_order(key):
                return Table(base.data.mixed_at(key.data.mixed), None, base.columns, base.answer, places)
            if (draw := draw_of(key)) is not None:
                self.side("permutation" if key.data.mixed else "choice", base.data, draw, key.data.parts, draw.place or place)
                data = base.data.part(("drawn", key.data.parts, 0), place, key.data.varies)
                if key.data.copyings:
                    data = replace(
                        data, copyings=data.copyings | {replace(copying, parts=base.data.parts) for copying in key.data.copyings}
                    )
                return Table(data, None, base.columns, base.answer, places)
            if key.grain == "row":  # the few that a single one has to do with
                return Table(base.data.with_([Data(frozenset(), key.data.statistics)]), None, base.columns, base.answer, places, "row")
            if key.data.parts == base.data.parts:  # a mask that was computed of these rows
                return Table(base.data.part(("where", text), place).with_([key.data]), None, base.columns, base.answer, places)
            if within(key.data.parts, base.data.parts):
                return Table(base.data.of(key.data.parts).with_([key.data]), None, base.columns, base.answer, places)
            if base.data.parts and any(part.parent is not None for part in key.data.parts) and not overlap(key.data.parts, base.data.parts):
                return Table(base.data.part(("by", key.data.parts), place), None, base.columns, base.answer, places)
            columns = base.columns if key.data.parts or base.columns is None else base.columns.unsure()
            return Table(base.data.with_([Data(frozenset(), key.data.statistics)]), None, columns, base.answer, places)
        if isinstance(key, Plain) and key.literal is None and _ONE.fullmatch(text):
            return Table(base.data, base, base.columns, base.answer, base.places, "row")
        if isinstance(key, Plain):
            return Table(base.data, base, one_column(base, key.literal), base.answer, base.places)
        if isinstance(key, Setting) and _ROWS.search(text):  # a few rows in each round
            return Table(base.data.part(("where", text), place, key.loops), None, base.columns, base.answer, places, "row")
        if isinstance(key, Setting):
            columns = base.columns.unsure() if base.columns else None
            if isinstance(key.literal, str):
                columns = one_column(base, key.literal)
            return Table(base.data.varied(key.loops), base, columns, base.answer, base.places, grain_of_column(base))
        return Table(base.data, base, base.columns.unsure() if base.columns else None, base.answer, base.places)

    def chosen(self, data: Data, key: Chosen, place: Place) -> Data:
        if key.key is None:
            return data
        if key.key[0] == "index":
            parts = key.key[1]
            if key.side == "in":
                return (data.of(parts) if isinstance(parts, frozenset) else data).with_([key.data] if key.data.copyings else [])
            return self.rest(data, parts, place)
        if key.key[0] == "drawn":
            draw = next((part.root for part in key.key[1]), None) if isinstance(key.key[1], frozenset) else None
            self.side("random", data, draw or key.key, key.side if draw is None else "rest" if key.side else key.key[1], place)
        return data.part((*key.key, key.side), place, key.data.varies)

    def rest(self, data: Data, taken: Any, place: Place) -> Data:
        """What is left of rows when parts of them are taken away: the other side of the division."""
        found: set[Part] = set()
        for part in taken:
            if part.parent in data.parts and part.key and part.key[-1] in (0, 1):
                found.add(Part((*part.key[:-1], 1 - part.key[-1]), part.parent, place))
                if part.key[0] in ("sample", "drawn"):
                    self.drawn("sample" if part.key[0] == "sample" else "choice", data, part.place or place)
        return data.of(frozenset(found) or data.parts)

    def columns_of(self, base: Table, key: ast.expr) -> Table:
        """`base[:, key]`."""
        if isinstance(key, ast.Slice):
            bounds = [self.eval(bound) if bound is not None else None for bound in (key.lower, key.upper, key.step)]
            if key.lower is None and key.upper is None and key.step is None:
                return base
            columns = base.columns
            if columns is not None:
                start, stop = (bound.literal if isinstance(bound, Plain) else bound for bound in bounds[:2])
                is_plain = key.step is None and all(bound is None or isinstance(bound, int) for bound in (start, stop))
                is_named = key.step is None and all(bound is None or isinstance(bound, str) for bound in (start, stop))
                columns = columns.between(start, stop) if is_plain else columns.reach(start, stop) if is_named else columns.unsure()  # type: ignore[arg-type]
            return Table(base.data, None, columns, base.answer, base.places)
        value = self.eval(key)
        columns = base.columns
        if columns is None or isinstance(value, Chosen):
            columns = columns.unsure() if columns is not None else None
        elif isinstance(value, Plain) and isinstance(value.literal, int) and value.literal not in columns.named:
            columns = columns.at(value.literal)
        elif isinstance(value, Several) and value.items and (names := names_in(value)) and all(isinstance(name, int) for name in names):
            found = [columns.at(name) for name in names if isinstance(name, int)]
            columns = Columns(named={name: column for one in found for name, column in one.named.items()})
        else:
            columns = taken_columns(base, value)
        is_list = isinstance(value, (Several, Names)) or isinstance(value, Table) and not value.data.parts
        data = base.data.with_([data_of(value)]) if is_list else base.data
        return Table(data, None, columns, base.answer, base.places, "row" if base.grain == "row" else "rows")

    def some_names(self, base: Names, key: ast.expr) -> Value:
        """Some of the names of columns."""
        columns = base.columns
        if isinstance(key, ast.Slice):
            bounds = [self.eval(bound) if bound is not None else Plain() for bound in (key.lower, key.upper)]
            start, stop = (bound.literal if isinstance(bound, Plain) else "" for bound in bounds)
            is_plain = key.step is None and all(bound is None or isinstance(bound, int) for bound in (start, stop))
            return Names(base.data, columns.between(start, stop) if columns is not None and is_plain else None)  # type: ignore[arg-type]
        value = self.eval(key)
        if isinstance(value, Names):
            return value
        if columns is not None and isinstance(value, Plain) and isinstance(value.literal, int):
            return Names(base.data, columns.at(value.literal))
        return Names(base.data.with_([data_of(value)]), columns.unsure() if columns is not None else None)

    def dropped(self, owner: Table, arguments: Sequence[Value], named: Named, place: Place) -> Table:
        what = named.get("columns", named.get("labels", arguments[0] if arguments else UNKNOWN))
        axis = named.get("axis", arguments[1] if len(arguments) > 1 else UNKNOWN)
        of_columns = "columns" in named or (isinstance(axis, Plain) and axis.literal in (1, "columns"))
        if not of_columns:
            index = named.get("index", what)
            if isinstance(index, Chosen) and index.key == ("index", frozenset()):
                cut = owner.data.part(("cut", (0.5, 0.0), 1), place)  # those behind as many as the others are
                return Table(cut, None, owner.columns, None, (place, *owner.places)[:12])
            if isinstance(index, Chosen) and index.key is not None and index.key[0] == "index":
                return Table(self.rest(owner.data, index.key[1], place), None, owner.columns, None, (place, *owner.places)[:12])
            if isinstance(index, Table) and draw_of(index) is not None:
                self.side("sample", owner.data, draw_of(index), "rest", place)
                return Table(owner.data.part(("drawn", index.data.parts, 1), place), None, owner.columns, None, (place, *owner.places)[:12])
            return Table(owner.data, None, owner.columns, None, (place, *owner.places)[:12])
        columns = owner.columns
        if columns is not None and isinstance(what, Names) and what.columns is not None and not what.columns.rests:
            if list(what.columns.named) in ([0], [-1]):
                whole = columns.between(1, None) if 0 in what.columns.named else columns.between(None, -1)
                return Table(owner.data.with_([data_of(what)]), None, whole, owner.answer, owner.places)
            gone = {column.key for column in what.columns.named.values()}
            columns = (
                columns.without(name for name in what.columns.named if isinstance(name, str)) if what.columns.is_sure else columns.unsure()
            )
            columns = columns if not any(columns.has(key) for key in gone) else columns.unsure()
            columns = columns if all(isinstance(name, str) for name in what.columns.named) else columns.unsure()
        elif columns is not None:
            columns = columns.without(names_in(what))
        return Table(owner.data.with_([data_of(what)]), None, columns, owner.answer, owner.places)

    def without_copies(self, owner: Table, is_none_kept: bool, place: Place) -> Table:
        """Each row once; where none is kept that stands there twice, those that are left of a table and of some of its rows."""
        parts = owner.data.parts
        twice = frozenset(part for part in parts if any(part != other and part.is_in(other) for other in parts))
        data = owner.data.of(parts - twice)
        data = self.rest(data, twice, place) if is_none_kept and twice else data
        return Table(replace(data, copyings=frozenset()), None, owner.columns, None, (place, *owner.places)[:12])

    def sampled(self, owner: Table, named: Named, place: Place) -> Table:
        """Rows that are drawn: all of them again, some, or with copies."""
        replace, share = named.get("replace"), named.get("frac")
        data = owner.data
        if isinstance(replace, Plain) and replace.literal is True:
            data = data.copied("sample", place)
        elif isinstance(share, Plain) and share.literal == 1 or isinstance(count := named.get("n"), Length) and _told(count) == data.parts:
            data = data.mixed_at(place)
        else:
            data = data.part(("sample", place, 0), place, self.unseeded(named))
        return Table(data, None, owner.columns, None, (place, *owner.places)[:12])


def _are_numbers(base: Several) -> bool:
    return bool(base.items) and all(isinstance(item, (Plain, Setting)) and isinstance(item.literal, float) for item in base.items)


def _position(value: Value, data: Data) -> Position | None:
    """Where a bound stands among rows, None where that is not known."""
    if isinstance(value, Plain) and isinstance(value.literal, int):
        return (1.0 if value.literal < 0 else 0.0, float(value.literal))
    if isinstance(value, Length) and value.of.data.parts == data.parts:
        return (value.share, value.plus)
    return None


def _told(bound: Length) -> frozenset[Part]:
    """The rows behind a bound that is the whole length of a table."""
    return bound.of.data.parts if bound.share == 1 and not bound.plus else frozenset()


def grain_of_column(owner: Table) -> str:
    return "row" if owner.grain == "row" else "column"


def one_column(owner: Table, name: object) -> Columns | None:
    if owner.columns is None or not isinstance(name, (str, int)):
        return None
    return owner.columns.take((name,))


def taken_columns(base: Table, key: Value) -> Columns | None:
    """The columns that a list of names takes."""
    if base.columns is None:
        return None
    if isinstance(key, Names):
        return base.columns.like(key.columns) if key.columns is not None else base.columns.unsure()
    if isinstance(key, Several) and not key.is_whole or names_in(key) is None:
        return base.columns.unsure()
    return base.columns.take(listed_names(key))
