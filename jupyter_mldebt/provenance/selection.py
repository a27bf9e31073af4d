"""Selection: rows and columns that are taken of a table."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Data, Part, overlap, within
from jupyter_mldebt.provenance.scene import Named, Scene
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Columns,
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
_ROWS = re.compile(r"i(?:dx|nd)|mask|train|test|val|fold|rows", re.I)


class Selection(Scene):
    """What indexing, dropping and drawing take."""

    def item(self, base: Value, key: ast.expr, node: ast.Subscript) -> Value:
        if isinstance(base, Several):
            if (
                isinstance(key, ast.Constant)
                and isinstance(key.value, int)
                and base.is_whole
                and -len(base.items) <= key.value < len(base.items)
            ):
                return base.items[key.value]
            if isinstance(key, ast.Slice):
                return base
            return self.at(base.items, self.eval(key))
        if isinstance(base, Mapping):
            if isinstance(key, ast.Constant) and key.value in base.named:
                return base.named[key.value]
            return self.at([*base.named.values(), *base.others], self.eval(key))
        if isinstance(base, Grouped):
            self.eval(key)
            return Grouped(base.table)
        if isinstance(base, Model):
            value = self.eval(key) if not isinstance(key, ast.Slice) else UNKNOWN
            if base.kind != "transformer" or not base.learned.statistics:
                return base
            return Table(data_of(value).with_([base.learned]), places=(self.place(node), *way(value))[:12])
        if not isinstance(base, Table):
            if isinstance(base, Names):
                self.eval(key)
                return base
            loops = loops_of([base, self.eval(key)])
            return Setting(loops) if loops else base if isinstance(base, Score) else UNKNOWN
        rows, columns = (key.elts[0], key.elts[1:]) if isinstance(key, ast.Tuple) and key.elts else (key, [])
        result = self.rows_of(base, rows, node)
        for column in columns[:1]:
            result = self.columns_of(result, column)
        return result

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
            for bound in (key.lower, key.upper, key.step):
                if bound is not None:
                    self.eval(bound)
            if key.lower is None and key.upper is None:
                return base
            is_first = key.lower is None or isinstance(key.lower, ast.Constant) and key.lower.value == 0
            bound = key.upper if is_first else key.lower
            if not is_first and key.upper is not None:
                start, end = self.cut(base.data, key.lower, 0, place).parts, self.cut(base.data, key.upper, 0, place).parts
                if start < end <= base.data.parts:  # the second of three that were put together
                    return Table(base.data.of(end - start), None, base.columns, base.answer, places)
                text = f"{ast.dump(key.lower) if key.lower else ''}:{ast.dump(key.upper)}"
                return Table(base.data.part(("slice", text), place), None, base.columns, base.answer, places)
            data = self.cut(base.data, bound, 0 if is_first else 1, place)
            return Table(data, None, base.columns, base.answer, places)
        if isinstance(key, ast.Constant):
            if isinstance(key.value, str):
                return Table(
                    base.data,
                    base,
                    one_column(base, key.value),
                    base.predicted.get(key.value, base.answer),
                    base.places,
                    grain_of_column(base),
                )
            return Table(base.data, base, None, base.answer, base.places, base.grain)
        value = self.eval(key)
        if isinstance(value, Chosen) and value.key is None or value is UNKNOWN and _ROWS.search(ast.unparse(key)):
            value = Chosen(("where", ast.dump(key)), 0, data_of(value))  # some, nobody knows which
        return self.taken(base, value, place, ast.dump(key))

    def cut(self, data: Data, bound: ast.expr | None, side: int, place: Place) -> Data:
        """The rows before or behind a bound; of what was put together of two, where the bound is the length of one, that one."""
        value = self.eval(bound) if bound is not None else UNKNOWN
        if isinstance(value, Length) and value.of.data.parts < data.parts:
            parts = value.of.data.parts if side == 0 else data.parts - value.of.data.parts
            return data.of(parts)
        if len({part.root for part in data.parts}) > 1:
            return data
        return data.part(("cut", ast.dump(bound) if bound is not None else "", side), place, loops_of([value]))

    def taken(self, base: Table, key: Value, place: Place, text: str) -> Table:
        """The rows or columns of a table that a value takes."""
        places = (place, *base.places)[:12]
        if isinstance(key, Chosen):
            return Table(self.chosen(base.data, key, place), None, base.columns, base.answer, places)
        if isinstance(key, (Several, Names)):
            names = names_in(key)
            columns = base.columns.cut_to(names) if base.columns is not None else None
            return Table(base.data.with_([data_of(key)]), None, columns, base.answer, base.places)
        if isinstance(key, Table):
            # positions that were drawn, or that another computation has chosen
            if any(part.key[:1] == ("drawn",) for part in key.data.parts):
                return Table(base.data.part(("drawn", key.data.parts), place), None, base.columns, base.answer, places)
            if key.data.parts == base.data.parts:  # a mask that was computed of these rows
                return Table(base.data.part(("where", text), place).with_([key.data]), None, base.columns, base.answer, places)
            if within(key.data.parts, base.data.parts):
                return Table(base.data.of(key.data.parts).with_([key.data]), None, base.columns, base.answer, places)
            if base.data.parts and any(part.parent is not None for part in key.data.parts) and not overlap(key.data.parts, base.data.parts):
                return Table(base.data.part(("by", key.data.parts), place), None, base.columns, base.answer, places)
            return Table(base.data.with_([Data(frozenset(), key.data.statistics)]), None, base.columns, base.answer, places)
        if isinstance(key, Plain):
            return Table(base.data, base, one_column(base, key.literal), base.answer, base.places)
        if isinstance(key, Setting) and _ROWS.search(text):  # a few rows in each round
            return Table(base.data.part(("where", text), place, key.loops), None, base.columns, base.answer, places, "row")
        if isinstance(key, Setting):
            return Table(base.data.varied(key.loops), base, Columns(object(), None) if base.columns else None, base.answer, base.places)
        return Table(base.data, base, Columns(object(), None) if base.columns else None, base.answer, base.places)

    def chosen(self, data: Data, key: Chosen, place: Place) -> Data:
        if key.key is None:
            return data
        if key.key[0] == "index":
            parts = key.key[1]
            if key.side == "in":
                return data.of(parts) if isinstance(parts, frozenset) else data
            return self.rest(data, parts, place)
        return data.part((*key.key, key.side), place, key.data.varies)

    def rest(self, data: Data, taken: Any, place: Place) -> Data:
        """What is left of rows when parts of them are taken away: the other side of the division."""
        found: set[Part] = set()
        for part in taken:
            if part.parent in data.parts and part.key and part.key[-1] in (0, 1):
                found.add(Part((*part.key[:-1], 1 - part.key[-1]), part.parent, place))
        return data.of(frozenset(found) or data.parts)

    def columns_of(self, base: Table, key: ast.expr) -> Table:
        """`base[:, key]`."""
        if isinstance(key, ast.Slice) and key.lower is None and key.upper is None:
            return base
        if isinstance(key, ast.Constant):
            return Table(base.data, None, one_column(base, key.value), base.answer, base.places)
        value = self.eval(key) if not isinstance(key, ast.Slice) else UNKNOWN
        if isinstance(key, ast.Slice):
            for bound in (key.lower, key.upper):
                if bound is not None:
                    self.eval(bound)
        names = names_in(value)
        columns = base.columns.cut_to(names) if base.columns is not None else None
        is_list = isinstance(value, (Several, Names)) or isinstance(value, Table) and not value.data.parts
        data = base.data.with_([data_of(value)]) if is_list else base.data
        return Table(data, None, columns, base.answer, base.places)

    def dropped(self, owner: Table, arguments: Sequence[Value], named: Named, place: Place) -> Table:
        what = named.get("columns", named.get("labels", arguments[0] if arguments else UNKNOWN))
        axis = named.get("axis", arguments[1] if len(arguments) > 1 else UNKNOWN)
        of_columns = "columns" in named or (isinstance(axis, Plain) and axis.literal in (1, "columns"))
        if not of_columns:
            index = named.get("index", what)
            if isinstance(index, Chosen) and index.key is not None and index.key[0] == "index":
                return Table(self.rest(owner.data, index.key[1], place), None, owner.columns, None, (place, *owner.places)[:12])
            return Table(owner.data, None, owner.columns, None, owner.places)
        names = names_in(what)
        columns = owner.columns.without(names) if owner.columns is not None else None
        return Table(owner.data.with_([data_of(what)]), None, columns, owner.answer, owner.places)

    def sampled(self, owner: Table, named: Named, place: Place) -> Table:
        """Rows that are drawn: all of them again, some, or with copies."""
        replace, share = named.get("replace"), named.get("frac")
        data = owner.data
        if isinstance(replace, Plain) and replace.literal is True:
            data = data.copied("sample", place)
        elif not (isinstance(share, Plain) and share.literal == 1):
            data = data.part(("sample", place, 0), place, self.unseeded(named))
        return Table(data, None, owner.columns, None, (place, *owner.places)[:12])


def grain_of_column(owner: Table) -> str:
    return "row" if owner.grain == "row" else "column"


def one_column(owner: Table, name: object) -> Columns | None:
    if owner.columns is None:
        return None
    return owner.columns.cut_to(frozenset((name,)) if isinstance(name, (str, int)) else None)


def names_in(value: Value) -> frozenset[object] | None:
    """The names in a list, None where not all are known."""
    if isinstance(value, Names):
        return value.names
    if isinstance(value, Plain):
        return frozenset((value.literal,)) if isinstance(value.literal, (str, int)) else None
    if isinstance(value, Several) and value.is_whole and all(isinstance(item, Plain) and item.literal is not None for item in value.items):
        return frozenset(item.literal for item in value.items if isinstance(item, Plain))
    return None
