"""Rows: which rows of which data a value is made of, and what was learned from rows on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

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
    """

    key: tuple[object, ...]
    parent: Part | None = None
    place: Place | None = field(default=None, compare=False)

    @property
    def root(self) -> Part:
        return self if self.parent is None else self.parent.root

    def is_in(self, other: Part) -> bool:
        """True where these are rows of the other part, or all of them."""
        part: Part | None = self
        while part is not None:
            if part == other:
                return True
            part = part.parent
        return False


Parts = frozenset[Part]


def overlap(some: Parts, others: Parts) -> bool:
    """True where a row is surely, or as far as anybody can tell, among both."""
    return any(a.is_in(b) or b.is_in(a) for a in some for b in others)


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
    """

    parts: Parts = frozenset()
    statistics: frozenset[Statistic] = frozenset()
    copyings: frozenset[Copying] = frozenset()
    is_timed: bool = False

    def part(self, key: tuple[object, ...], place: Place) -> Data:
        """Some of its rows: those of one side of a division."""
        return Data(frozenset(Part(key, part, place) for part in self.parts), self.statistics, self.copyings, self.is_timed)

    def with_(self, others: Iterable[Data]) -> Data:
        """The same rows, into which what is known of others has gone."""
        others = [other for other in others if other.statistics or other.copyings or other.is_timed]
        if not others:
            return self
        return Data(
            self.parts,
            self.statistics.union(*(other.statistics for other in others)),
            self.copyings.union(*(other.copyings for other in others)),
            self.is_timed or any(other.is_timed for other in others),
        )

    def and_(self, statistic: Statistic) -> Data:
        return Data(self.parts, self.statistics | {statistic}, self.copyings, self.is_timed)


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
    )
