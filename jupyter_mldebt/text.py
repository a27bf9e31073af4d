"""Text: a cell's source, and where the nodes of Python's tree stand in it."""

from __future__ import annotations

import ast
import re
import sys
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mldebt.model import Place

Span = tuple[int, int, int, int]

_NAME = r"([^\W\d]\w*)"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def span_of(place: Place) -> Span:
    """A place without its cell."""
    return place.line, place.column, place.end_line, place.end_column


class Text:
    """The source of a cell.

    Python counts columns in bytes of the text that it is given, which may lack what IPython takes off the lines first; places count code
    points of the source.

    Parameters
    ----------
    source : as the cell has it
    taken : characters that were taken off the beginning of each line, by line from 1

    `is_plain` says that Python's columns are the places' columns.
    """

    def __init__(self, source: str, taken: dict[int, int] | None = None) -> None:
        self.source = source
        self.taken = taken or {}
        self._is_ascii = source.isascii()
        self.is_plain = self._is_ascii and not self.taken
        self._plain: dict[int, int] = {}
        self._wide: dict[int, tuple[list[int], list[int]]] = {}

    @cached_property
    def _lines(self) -> list[str]:
        return self.source.split("\n")

    @cached_property
    def _shifted(self) -> set[int]:
        """Lines on which Python's columns may not be the places' columns."""
        return {number for number, line in enumerate(self._lines, 1) if not line.isascii()}.union(self.taken)

    @cached_property
    def starts(self) -> list[int]:
        """Offsets at which the lines begin."""
        return list(accumulate([len(line) + 1 for line in self._lines[:-1]], initial=0))

    def line(self, number: int) -> str:
        """A line without its end; empty where there is none."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def span(self, node: ast.AST) -> Span:
        """Place of a node."""
        line, column, end_line, end_column = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]
        if self.is_plain or not (line in self._shifted or end_line in self._shifted):
            return line, column, end_line, end_column
        return line, self.column(line, column), end_line, self.column(end_line, end_column)

    def column(self, line: int, column: int) -> int:
        """Column in code points for Python's column in bytes."""
        column += self.taken.get(line, 0)
        if self._is_ascii:
            return column
        plain = self._plain.get(line)  # most of what is not ASCII stands in comments, behind all nodes of its line
        if plain is None:
            found = _NOT_ASCII.search(self.line(line))
            plain = self._plain[line] = found.start() if found else sys.maxsize
        if column <= plain:
            return column
        if line not in self._wide:
            self._wide[line] = _wide(self.line(line))
        ends, extra = self._wide[line]
        return column - extra[bisect_right(ends, column)]

    def after(self, lead: str, line: int, column: int) -> Span | None:
        """Place of the first name behind the pattern `lead`, which is looked for from a place on."""
        return self._found(re.compile(lead + _NAME).search(self.source, self.starts[line - 1] + column))

    def before(self, trail: str, end_line: int, end_column: int) -> Span | None:
        """Place of the name which ends, with the pattern `trail` behind it, at a place."""
        end = self.starts[end_line - 1] + end_column
        begin = max(0, end - 400)
        found = re.search(_NAME + trail + r"\Z", self.source[begin:end])
        return self._found(found, begin)

    def word(self, word: str, line: int, column: int) -> Span | None:
        """Place of a word where it stands as it is at a place; None where something else does."""
        return (line, column, line, column + len(word)) if column >= 0 and self.line(line).startswith(word, column) else None

    def _found(self, found: re.Match[str] | None, begin: int = 0) -> Span | None:
        if found is None:
            return None
        line, column = self.at(begin + found.start(1))
        return line, column, line, column + len(found[1])

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the source."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1]


def _wide(line: str) -> tuple[list[int], list[int]]:
    """Where, in bytes, the characters of more than one byte end, and how many bytes too many have been counted up to there."""
    ends, extra = [], [0]
    for found in _NOT_ASCII.finditer(line):
        size = len(found[0].encode("utf-8", "surrogatepass"))
        ends.append(found.start() + extra[-1] + size)
        extra.append(extra[-1] + size - 1)
    return ends, extra
