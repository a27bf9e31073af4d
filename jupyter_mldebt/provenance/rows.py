"""Rows: which rows of which data a value is made of, and what was learned from rows on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from jupyter_mldebt.model import Place

Learned = Literal["scale", "impute", "encode", "reduce", "select", "vocabulary", "statistic", "target"]


@dataclass(frozen=True)
class Part:
    """Some rows of one source of data.

    Parameters
    ----------
    key : what tells the source, or the division and the side of it, from others
    parent : the rows of which these are some; None for all rows of a source
    place : where the data is loaded or divided
    varies : the loops in each round of which they are other rows
    """

    key: tuple[object, ...]
    parent: Part | None = None
    place: Place | None = field(default=None, compare=False)
    varies: frozenset[Place] = field(default=frozenset(), compare=False)

    @property
    def root(self) -> Part:
        return self if self.parent is None else self.parent.root

    @property
    def is_fold(self) -> bool:
        """True for rows of one round of a cross-validation."""
        part: Part | None = self
        while part is not None and part.key[:1] != ("fold",):
            part = part.parent
        return part is not None or self.key[:1] == ("where",) and bool(self.varies)  # by its number

    def differs_in(self, loop: Place) -> bool:
        """True where each round of the loop has other rows here."""
        return loop in self.varies or (self.parent is not None and self.parent.differs_in(loop))

    def up(self) -> Iterator[Part]:
        """It and all of which it is a part."""
        return _line(self)

    def is_in(self, other: Part) -> bool:
        """True where these are rows of the other part, or all of them."""
        part: Part | None = self
        while part is not None:
            if part == other:
                return True
            part = part.parent
        return False


Parts = frozenset[Part]
IN_GROUP = ("group",)  # the key of the rows of one group
_DRAWN = ("split", "sample", "drawn")


def overlap(some: Parts, others: Parts) -> bool:
    """True where a row is surely, or as far as anybody can tell, among both."""
    return any(a.is_in(b) or b.is_in(a) for a in some for b in others) or bool(shared(some, others))


def shared(some: Parts, others: Parts) -> list[tuple[Part, Part]]:
    """Parts of the same rows that were taken independently of each other, so that a row can be in both, though neither is in the other."""
    if some == others:
        return []
    return [pair for a in some for b in others if a.root == b.root and (pair := _meeting(a, b)) is not None]


def _meeting(a: Part, b: Part) -> tuple[Part, Part] | None:
    """The divisions by which they come from the same rows, where these let a row be in both."""
    sides = {part.key[:-1]: part.key[-1] for part in _line(a) if part.parent is not None}
    if any(sides.get(part.key[:-1], part.key[-1]) != part.key[-1] for part in _line(b) if part.parent is not None):
        return None  # one division has put them apart, whatever they come from
    above = {part.parent: part for part in _line(a) if part.parent is not None}
    for part in _line(b):
        other = above.get(part.parent) if part.parent is not None else None
        if other is not None and other != part:
            return (other, part) if _may_meet(other.key, part.key) else None
    return None


def _line(part: Part | None) -> Iterator[Part]:
    while part is not None:
        yield part
        part = part.parent


def _may_meet(key: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    drawn = [one[0] in _DRAWN for one in (key, other)]
    if all(drawn) and key[0] == other[0] == "drawn":
        if key[1] == other[1]:
            return False  # the two sides of a mask
        roots = [{part.root for part in one[1]} for one in (key, other)]
        return roots[0].isdisjoint(roots[1]) or overlap(key[1], other[1])
    if all(drawn):
        return bool(key[:-1] != other[:-1])
    spans = [_span(one) for one in (key, other)]
    if any(drawn):
        return any(span is not None for span in spans)
    return spans[0] is not None and spans[1] is not None and _before(spans[0][0], spans[1][1]) and _before(spans[1][0], spans[0][1])


# A position among rows: the share of them before it, and how many more.
Position = tuple[float, float]
START, END = (0.0, 0.0), (1.0, 0.0)


def _span(key: tuple[Any, ...]) -> tuple[Position, Position] | None:
    """From where to where a cut takes rows, None where that is not known."""
    if key[0] == "cut" and isinstance(key[1], tuple):
        return (START, key[1]) if key[2] == 0 else (key[1], END)
    if key[0] == "slice" and isinstance(key[1], tuple):
        return key[1], key[2]
    return None


def _before(one: Position, other: Position) -> bool:
    """True where a position is before another however many rows there are; START is before what counts from the end."""
    return one != other and (one[0] <= other[0] and one[1] <= other[1] or (one == START and other[0] > 0) or (other == END and one[0] < 1))


def within(some: Parts, others: Parts) -> bool:
    """True where all rows of the first are among the second."""
    return bool(some) and all(any(a.is_in(b) for b in others) for a in some)


@dataclass(frozen=True)
class Statistic:
    """Something that was learned from rows: the mean of a column, what a scaler has fitted.

    Parameters
    ----------
    what : as the text calls it: "StandardScaler", "mean"
    kind : what is done with it
    parts : the rows that it has seen
    place : where it is learned
    """

    what: str
    kind: Learned
    parts: Parts
    place: Place


@dataclass(frozen=True)
class Copying:
    """Rows were copied, or made out of several others: SMOTE, resampling with replacement, windows.

    Parameters
    ----------
    what : as the text calls it
    parts : the rows that it was done with
    place : where
    """

    what: str
    parts: Parts
    place: Place


@dataclass(frozen=True)
class Data:
    """What is known of the rows behind a value; never changes.

    Parameters
    ----------
    parts : the rows that it has; empty for what is no rows, as a mean
    statistics : what it depends on beside the rows themselves
    copyings : what has copied rows among it
    is_timed : True where its rows have a time and stand in its order
    varies : the loops in each round of which its values, if not its rows, are others
    mixed : where its rows were put in a random order
    """

    parts: Parts = frozenset()
    statistics: frozenset[Statistic] = frozenset()
    copyings: frozenset[Copying] = frozenset()
    is_timed: bool = False
    varies: frozenset[Place] = frozenset()
    mixed: Place | None = None

    def part(self, key: tuple[object, ...], place: Place, varies: frozenset[Place] = frozenset()) -> Data:
        """Some of its rows: those of one side of a division, which are others in each round of the loops."""
        return self.of(frozenset(Part(key, part, place, varies) for part in self.parts))

    def of(self, parts: Parts) -> Data:
        """The same of these rows."""
        return replace(self, parts=parts)

    def with_(self, others: Iterable[Data]) -> Data:
        """The same rows, into which what is known of others has gone."""
        others = [other for other in others if other.statistics or other.copyings or other.is_timed or other.varies]
        if not others:
            return self
        return Data(
            self.parts,
            self.statistics.union(*(other.statistics for other in others)),
            self.copyings.union(*(other.copyings for other in others)),
            self.is_timed or any(other.is_timed for other in others),
            self.varies.union(*(other.varies for other in others)),
            self.mixed,
        )

    def and_(self, statistic: Statistic) -> Data:
        return replace(self, statistics=self.statistics | {statistic})

    def copied(self, what: str, place: Place) -> Data:
        """The same, with copies of rows among them."""
        return replace(self, copyings=self.copyings | {Copying(what, self.parts, place)})

    def timed(self) -> Data:
        """The same, known to have a time; what is in order within single groups is in none as a whole."""
        return self if any(part.key == IN_GROUP for part in self.parts) else replace(self, is_timed=True)

    def in_group(self) -> Data:
        """The rows of one of its groups."""
        return replace(self, parts=frozenset(Part(IN_GROUP, part, part.place, part.varies) for part in self.parts), is_timed=False)

    def mixed_at(self, place: Place | None) -> Data:
        """The same in a random order; None puts them in order again."""
        return replace(self, mixed=place)

    def varied(self, loops: frozenset[Place]) -> Data:
        """The same, with other values in each round of the loops."""
        return replace(self, varies=self.varies | loops) if loops else self


NOTHING = Data()


def union(several: Iterable[Data]) -> Data:
    """All rows of several, as where they are put below each other."""
    several = [data for data in several if data != NOTHING]
    if len(several) <= 1:
        return several[0] if several else NOTHING
    return Data(
        frozenset().union(*(data.parts for data in several)),
        frozenset().union(*(data.statistics for data in several)),
        frozenset().union(*(data.copyings for data in several)),
        any(data.is_timed for data in several),
        frozenset().union(*(data.varies for data in several)),
        next((data.mixed for data in several if data.mixed is not None), None),
    )
