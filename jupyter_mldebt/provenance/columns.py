"""Columns: which columns a table has, and from which others each of them is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

Key = object
# what the name of a dummy of a label ends with: its value
_VALUE = re.compile(r"\d{1,2}(?:\.0)?|yes|no|y|n|true|false", re.IGNORECASE)


@dataclass(frozen=True)
class Rest:
    """Columns of a table that nobody has named.

    Parameters
    ----------
    root : the table, by what tells it from others
    lacks : the names that are not among them
    start, stop : the positions that were cut out of them, as a slice has it
    is_numeric : True where only those that hold numbers were taken
    """

    root: object
    lacks: frozenset[object] = frozenset()
    start: int | None = None
    stop: int | None = None
    is_numeric: bool = False

    @property
    def is_cut(self) -> bool:
        return self.start is not None or self.stop is not None

    def key(self, name: object) -> Key:
        return ("name", self.root, name)

    def key_at(self, number: int) -> Key:
        return ("at", self.root, self.lacks, number)

    def has(self, key: Key, is_number: bool) -> bool:
        """True where a column is surely among them."""
        if not isinstance(key, tuple) or len(key) < 3 or key[1] != self.root or (self.is_numeric and not is_number):
            return False
        if key[0] == "name":
            return key[2] not in self.lacks and not self.is_cut
        return key[2] == self.lacks and self._spans(key[3])

    def _spans(self, number: int) -> bool:
        start, stop = self.start or 0, self.stop
        if number >= 0 and start >= 0:
            return number >= start and (stop is None or (number < stop if stop >= 0 else number == start))
        if number < 0 and start < 0:
            return number >= start and (stop is None or stop < 0 and number < stop)
        if number < 0:
            return stop is None and (start == 0 or number == -1)
        return False


@dataclass(frozen=True, eq=False)
class Column:
    """One column.

    Parameters
    ----------
    key : what tells it from others
    of : the columns from which each of its values is made, row by row, and those from which these are
    sources : those that tell all of it: who has them has it
    rests : the unnamed columns that have gone in
    is_time : True where it holds moments
    draw : the draw that it comes from, None where it was not drawn
    form_of : the column of which it is another form, as its logarithm or its codes
    is_full : True where it stands for the dummies of a column, all of which are there
    """

    key: Key
    of: frozenset[Key] = frozenset()
    sources: tuple[frozenset[Key], ...] = ()
    rests: frozenset[Rest] = frozenset()
    is_time: bool = False
    draw: Key = None
    form_of: Key = None
    is_full: bool = False

    def is_made_of(self, key: Key) -> bool:
        return key in self.of or any(rest.has(key, True) for rest in self.rests)


@dataclass(frozen=True)
class Columns:
    """The columns of a table, in their order: those that nobody has named, then the others.

    Parameters
    ----------
    rests : those that nobody has named
    named : those that are known by a name
    loose : those that are in it under no name that is known, as after a projection
    is_sure : False where some may lack
    inside : names of columns that stand among those that nobody has named, where they were replaced
    """

    rests: tuple[Rest, ...] = ()
    named: dict[object, Column] = field(default_factory=dict)
    loose: tuple[Column, ...] = ()
    is_sure: bool = True
    inside: frozenset[object] = frozenset()

    @property
    def _is_placed(self) -> bool:
        """True where it is known which column stands where."""
        return (
            self.is_sure
            and not self.loose
            and len(self.rests) <= 1
            and not any(rest.is_numeric for rest in self.rests)
            and not any(isinstance(name, str) and name.endswith("_*") for name in self.named)
        )

    @property
    def is_closed(self) -> bool:
        """True where each column has a name."""
        return not self.rests and not self.loose and self.is_sure

    @property
    def single(self) -> Column | None:
        """The one column that it is."""
        known = [*self.named.values(), *self.loose]
        return known[0] if len(known) == 1 and not self.rests else None

    @property
    def name(self) -> object:
        """The name of the one column that it is."""
        return next(iter(self.named), None)

    def find(self, name: object) -> Column:
        """The column of a name, wherever it comes from."""
        if name in self.named:
            return self.named[name]
        if isinstance(name, str):
            for known, column in self.named.items():
                if isinstance(known, str) and known.endswith("_*") and name.startswith(known[:-1]):
                    is_one = column.is_full and _VALUE.fullmatch(name.removeprefix(known[:-1]))
                    return replace(column, key=("dummy", column.key, name), is_full=False) if is_one else column
        return Column(self.rests[0].key(name)) if self.rests else Column(object())

    def at(self, number: int) -> Columns:
        """The column at a position."""
        if not self._is_placed:
            return Columns(named={number: Column(object())})
        names = [name for name in self.named if not self.rests or name not in self.inside]
        if not self.rests or (number < 0 and -number <= len(names)):
            if -len(names) <= number < len(names):
                return Columns(named={names[number]: self.named[names[number]]})
            return Columns(named={number: Column(object())})
        base = self.rests[0] if not self.rests[0].is_cut else Rest(self.rests[0])
        return Columns(named={number: Column(base.key_at(number if number >= 0 else number + len(names)))})

    def between(self, start: int | None, stop: int | None) -> Columns:
        """The columns from a position to another."""
        if not self._is_placed:
            return self.unsure()
        names = [name for name in self.named if not self.rests or name not in self.inside]
        if not self.rests:
            return Columns(named={name: self.named[name] for name in names[start:stop]})
        rest = self.rests[0] if not self.rests[0].is_cut else Rest(self.rests[0])
        if not names or (start or 0) >= 0 and stop is not None and stop >= 0:
            return Columns((replace(rest, start=start or None, stop=stop),)) if start or stop is not None else self
        if (start or 0) < 0 or stop is not None and stop >= 0:
            return self.unsure()
        kept = names[: stop if stop is None or -stop <= len(names) else 0]
        if stop is not None and -stop > len(names):
            return Columns((replace(rest, start=start or None, stop=stop + len(names) or None),))
        return Columns((replace(rest, start=start or None),), {name: self.named[name] for name in kept})

    def lacks(self, name: object) -> bool:
        """True where it surely has no column of that name."""
        return isinstance(name, str) and name not in self.named and all(name in rest.lacks for rest in self.rests)

    def reach(self, start: object, stop: object) -> Columns:
        """Those from one name to another, both of which are among them."""
        ends: dict[object, Column] = {name: self.find(name) for name in (start, stop) if isinstance(name, str)}
        return Columns(named={**ends, object(): Column(object())})

    def take(self, names: Iterable[object] | None) -> Columns:
        """Those of these names, which surely are there as they are asked for."""
        if names is None:
            return self.unsure()
        return Columns(named={name: self.find(name) for name in names})

    def like(self, other: Columns) -> Columns:
        """Those of the names that another table has."""
        if not other.rests:
            return replace(self.take(other.named), is_sure=other.is_sure)
        lacks = frozenset().union(*(rest.lacks for rest in other.rests))
        names = {*self.named, *other.named}
        rests = tuple(
            replace(rest, lacks=rest.lacks | lacks, start=first.start, stop=first.stop, is_numeric=rest.is_numeric or first.is_numeric)
            for rest in self.rests
            for first in other.rests[:1]
        )
        kept = {name: self.find(name) for name in names if name in other.named or name not in lacks and not other.rests[0].is_cut}
        return Columns(rests, kept, self.loose, self.is_sure and other.is_sure)

    def without(self, names: Iterable[object] | None) -> Columns:
        if names is None:
            return self.unsure()
        gone = frozenset(names)
        return Columns(
            tuple(replace(rest, lacks=rest.lacks | gone | _undummied(gone)) for rest in self.rests),
            {name: left for name, column in self.named.items() if name not in gone and (left := _left(name, column, gone)) is not None},
            self.loose,
            self.is_sure,
            self.inside - gone,
        )

    def put(self, name: object, column: Column) -> Columns:
        """With one more, or another in its place."""
        is_inside = any(rest.key(name) in column.of for rest in self.rests)
        inside = self.inside | {name} if is_inside and name not in self.named else self.inside
        return replace(self, named={**self.named, name: column}, inside=inside)

    def renamed(self, names: dict[object, object]) -> Columns:
        gone = frozenset(names)
        moved = {names.get(name, name): column for name, column in self.named.items()}
        moved.update({new: self.find(old) for old, new in names.items() if old not in self.named})
        return Columns(
            tuple(replace(rest, lacks=rest.lacks | gone) for rest in self.rests), moved, self.loose, self.is_sure, frozenset(moved)
        )

    def called(self, names: list[object] | None) -> Columns:
        """The same columns by other names, all of which are given."""
        if names is not None and self.is_closed and len(names) == len(self.named):
            return Columns(named=dict(zip(names, self.named.values(), strict=True)))
        root = object()
        if names is None or len(set(names)) < len(names):
            return Columns((Rest(root),))
        return Columns(named={name: Column(("name", root, name)) for name in names})

    def beside(self, other: Columns) -> Columns:
        return Columns(
            (*self.rests, *(rest for rest in other.rests if rest not in self.rests)),
            {**other.named, **self.named},
            (*self.loose, *other.loose),
            self.is_sure and other.is_sure,
        )

    def unrelated(self) -> Columns:
        """Columns of the same names whose values are those of other rows."""
        if self.is_closed:
            return Columns(named={name: Column(object()) for name in self.named})
        return Columns((Rest(object()),), is_sure=self.is_sure)

    def unsure(self) -> Columns:
        return replace(self, is_sure=False)

    def nameless(self) -> Columns:
        """The same columns, of which nobody knows any more which is where."""
        return Columns(self.rests, {}, (*self.loose, *self.named.values()), self.is_sure)

    def dummies(self, names: Iterable[object], is_full: bool) -> Columns:
        """With a column for each value of these, or, where that is not full, for each but the first."""
        made = self
        for name in names:
            column = self.find(name)
            several = made_of((Columns(named={name: column}),))
            several = replace(several, is_full=True, form_of=column.form_of or column.key) if is_full else several
            made = made.without((name,)).put(f"{name}_*", several)
        return made

    def has(self, key: Key, is_number: bool = False) -> bool:
        """True where a column is surely among them."""
        return self.is_sure and (
            any(column.key == key for column in (*self.named.values(), *self.loose))
            or any(rest.has(key, is_number) and not self._is_replaced(key) for rest in self.rests)
        )

    def _is_replaced(self, key: Key) -> bool:
        return isinstance(key, tuple) and key[0] == "name" and key[2] in self.named

    def made_of(self, key: Key) -> object:
        """The name of a column that is made of another one, True where it has no name; None where there is none."""
        if not self.is_sure:
            return None
        for name, column in self.named.items():
            if column.is_made_of(key):
                return name
        return True if any(column.is_made_of(key) for column in self.loose) else None


@dataclass(frozen=True)
class Ranks:
    """A number for each column of a table, as its correlations with one of them.

    Parameters
    ----------
    columns : the columns
    target : the name of the one that the others are held against
    is_first : True where it surely stands among the first
    is_last : True where it surely stands among the last
    """

    columns: Columns
    target: object = None
    is_first: bool = False
    is_last: bool = False

    def names(self) -> Columns | None:
        """The columns of whose numbers something is left, which the target surely is."""
        if self.target is None:
            return None
        return Columns(named={self.target: self.columns.find(self.target), object(): Column(object())})


def made_of(several: Sequence[Columns], is_all: bool = True) -> Column:
    """A column each value of which is made of the values of others in its row; `is_all` where nothing else has gone in."""
    known = [one for one in several if one.is_sure]
    columns = [column for one in known for column in (*one.named.values(), *one.loose)]
    rests = frozenset(rest for one in known for rest in one.rests)
    of = frozenset(column.key for column in columns).union(*(column.of for column in columns))
    direct = frozenset(column.key for column in columns)
    last = frozenset(key for column in columns for key in (column.sources[-1] if column.sources else (column.key,)))
    is_told = is_all and direct and not rests and all(one.is_sure for one in several)
    return Column(object(), of, tuple(dict.fromkeys((direct, last))) if is_told else (), rests.union(*(column.rests for column in columns)))


def form_of(columns: Columns) -> Columns | None:
    """A column in another form; None for more than one."""
    if (known := columns.single) is None:
        return None
    return Columns(named={columns.name: replace(made_of((columns,)), form_of=known.form_of or known.key)})


def _left(name: object, column: Column, gone: frozenset[object]) -> Column | None:
    """What is left of a column, or of the dummies that it stands for, where others go: of all of them, where one goes, another one."""
    if not isinstance(name, str) or not name.endswith("_*"):
        return column
    values = [one.removeprefix(name[:-1]) for one in gone if isinstance(one, str) and one.startswith(name[:-1])]
    if len(values) == 1 and column.is_full and _VALUE.fullmatch(values[0]):
        return replace(column, is_full=False)
    return None if values else column


def _undummied(gone: frozenset[object]) -> frozenset[object]:
    """The columns of which those that are gone may be the dummies."""
    return frozenset("_".join(name.split("_")[:end]) for name in gone if isinstance(name, str) for end in range(1, name.count("_") + 1))
