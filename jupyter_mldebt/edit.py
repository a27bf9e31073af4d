"""Edits carried out on a notebook and on the text of its file, the rest of which stays byte for byte the same.

The file is taken as the texts of its cells and the gaps between them. Cells move as they are, with metadata and outputs, and the gaps stay
where they are; within a cell only the characters concerned change.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec

from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.read import ReadError, cut, read_text
from jupyter_mldebt.rule import Edit, Position

_BOM = b"\xef\xbb\xbf"


class EditError(Exception):
    """The edits can't be carried out; the message is one sentence for the file's user."""


class Edited(NamedTuple):
    """A notebook after edits.

    Parameters
    ----------
    notebook : the notebook
    origins : for each of its cells, the index that it had before; None for a new one
    """

    notebook: Notebook
    origins: tuple[int | None, ...]


def edited(notebook: Notebook, edits: Sequence[Edit]) -> Edited:
    """The notebook after edits, which all speak of the notebook as it is before them.

    `replace` puts `text` in place of `range` (of the whole source if None), `insert-cell` makes a code cell above `cell`, `move-cell`
    moves `cell` above `to`, `delete-cell` takes it away. One past the last cell stands for the end; what goes to the same place keeps the
    order of the edits.

    Raises
    ------
    EditError : an edit speaks of what is not there, or two of the same characters or cell
    """
    sources = {index: _replaced(notebook.cells[index].source, found) for index, found in _replacements(notebook, edits).items()}
    taken = {cell.id for cell in notebook.cells}
    is_script = notebook.format == (0, 0)
    cells: list[Cell] = []
    origins: list[int | None] = []
    for index, entry in enumerate(_layout(notebook, edits)):
        if isinstance(entry, int):
            old = notebook.cells[entry]
            source = sources.get(entry, old.source)
            cells.append(msgspec.structs.replace(old, index=index, source=source.rstrip("\n") if is_script else source))
            origins.append(entry)
        else:
            source = entry.text or ""
            cells.append(Cell(index, _new_id(notebook, source, taken), "code", source.rstrip("\n") if is_script else source))
            taken.add(cells[-1].id)
            origins.append(None)
    return Edited(msgspec.structs.replace(notebook, cells=tuple(cells)), tuple(origins))


def edited_text(data: bytes, path: str, edits: Sequence[Edit]) -> bytes:
    """The text of a notebook's file after edits; the suffix of `path` tells the format.

    Raises
    ------
    EditError : as `edited`, or the text can't be edited so that it reads as the edited notebook
    jupyter_mldebt.read.ReadError : the text is no notebook
    """
    notebook = read_text(data, path)
    after = edited(notebook, edits)
    bom = _BOM if data.startswith(_BOM) else b""
    text = data[len(bom) :].decode("utf-8", "surrogateescape")
    try:
        parts = _Script(text) if path.endswith(".py") else _Document(text)
        if len(parts.pieces) != len(notebook.cells):
            raise EditError("the cells can't be told apart in the file's text")
        result = bom + parts.edited(notebook, after.notebook, edits).encode("utf-8", "surrogateescape")
        is_right = read_text(result, path) == after.notebook
    except (ValueError, ReadError) as error:
        raise EditError(f"the file's text can't be edited: {error}") from None
    if not is_right:
        raise EditError("the file's text can't be edited so that the rest stays the same")
    return result


def rewrite(path: str, before: bytes, after: bytes) -> None:
    """Put a new text in the place of a file's: written aside and renamed, with the mode of the old one. A link stays one.

    Raises
    ------
    EditError : the file is not to be written, or does not hold `before` any more
    """
    target = os.path.realpath(path)
    aside = os.path.join(os.path.dirname(target), f".{os.path.basename(target)}.{os.getpid()}.nbcheck")
    try:
        with open(target, "rb") as file:
            found = os.fstat(file.fileno())
            mode = stat.S_IMODE(found.st_mode)
            if file.read() != before:
                raise EditError("the file was changed meanwhile: nothing was written")
        if not mode & 0o222 or not os.access(target, os.W_OK):
            raise EditError("the file is read-only: nothing was written")
        try:
            with open(aside, "xb") as file:
                file.write(after)
            if hasattr(os, "chown"):
                with contextlib.suppress(OSError):  # only root may give a file away
                    os.chown(aside, found.st_uid, found.st_gid)
            os.chmod(aside, mode)
            os.replace(aside, target)
        except BaseException:
            if os.path.exists(aside):
                os.unlink(aside)
            raise
    except OSError as error:
        raise EditError(f"the file can't be written: {error.strerror or error}") from None


# What the edits ask for.


def _replacements(notebook: Notebook, edits: Sequence[Edit]) -> dict[int, list[tuple[int, int, str]]]:
    """Start, end and new text of each replacement, by cell, from the end of the cell to its beginning."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for edit in edits:
        if edit.kind == "replace":
            if not 0 <= edit.cell < len(notebook.cells):
                raise EditError(f"there is no cell {edit.cell} to edit")
            source = notebook.cells[edit.cell].source
            start = _offset(source, edit.range.start) if edit.range else 0
            end = _offset(source, edit.range.end) if edit.range else len(source)
            found.setdefault(edit.cell, []).append((start, end, edit.text or ""))
    for replacements in found.values():
        replacements.sort(key=lambda one: one[:2])
        if any(after[0] < before[1] for before, after in zip(replacements, replacements[1:], strict=False)):
            raise EditError("two edits concern the same characters")
        replacements.reverse()
    return found


def _offset(source: str, position: Position) -> int:
    lines = source.split("\n")
    if not (1 <= position.line <= len(lines) and 0 <= position.column <= len(lines[position.line - 1])):
        raise EditError(f"there is no line {position.line}, column {position.column} to edit")
    return sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column


def _replaced(source: str, replacements: Sequence[tuple[int, int, str]]) -> str:
    for start, end, text in replacements:
        source = source[:start] + text + source[end:]
    return source


def _layout(notebook: Notebook, edits: Sequence[Edit]) -> list[int | Edit]:
    """The cells in their new order: indices of those that were there, and the edits that make new ones."""
    count = len(notebook.cells)
    above: dict[int, list[int | Edit]] = {}
    gone: set[int] = set()
    for edit in edits:
        if edit.kind == "replace":
            continue
        place = edit.to if edit.kind == "move-cell" else edit.cell
        if place is None or not 0 <= place <= count or (edit.kind != "insert-cell" and not 0 <= edit.cell < count):
            raise EditError(f"there is no cell {edit.cell if place is None else max(place, edit.cell)} to edit")
        if edit.kind == "insert-cell":
            above.setdefault(place, []).append(edit)
            continue
        if edit.cell in gone:
            raise EditError(f"two edits concern cell {edit.cell}")
        gone.add(edit.cell)
        if edit.kind == "move-cell":
            above.setdefault(place, []).append(edit.cell)
    return [
        entry for index in range(count + 1) for entry in (*above.get(index, ()), *([index] if index < count and index not in gone else ()))
    ]


def _new_id(notebook: Notebook, source: str, taken: set[str | None]) -> str | None:
    """An id for a new cell where the format has them and the other cells too, the same every time."""
    if notebook.format < (4, 5) or not any(cell.id for cell in notebook.cells):
        return None
    number = 0
    while (found := blake2b(f"{number}\0{source}".encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()) in taken:
        number += 1
    return found


# The file's text.


class _Text(ABC):
    """A file's text, cut.

    Parameters
    ----------
    pieces : the texts of the cells
    gaps : what stands before, between and after them
    """

    def __init__(self, pieces: list[str], gaps: list[str]) -> None:
        self.pieces, self.gaps = pieces, gaps

    def edited(self, notebook: Notebook, after: Notebook, edits: Sequence[Edit]) -> str:
        pieces = list(self.pieces)
        for index, replacements in _replacements(notebook, edits).items():
            for start, end, text in replacements:
                pieces[index] = self._replaced(pieces[index], start, end, text)
        layout = _layout(notebook, edits)
        result = self._in_place([self._piece(entry, index, pieces, notebook, after) for index, entry in enumerate(layout)])
        first, *between, last = self.gaps
        usual = next(filter(_ORDINARY.fullmatch, between), self._usual_gap())
        for index, entry in enumerate(layout):
            if not isinstance(entry, int) and len(between) < len(layout) - 1:
                between.insert(max(0, index - 1), usual)
        for index in sorted((edit.cell for edit in edits if edit.kind == "delete-cell"), reverse=True):
            if between and len(between) > len(layout) - 1:
                near = next((at for at in (index - 1, index) if 0 <= at < len(between) and _ORDINARY.fullmatch(between[at])), None)
                if near is None:
                    raise EditError(f"cell {index} can't be taken out of the file's text")
                del between[near]
        return first + "".join(piece + gap for piece, gap in zip(result, [*between, ""], strict=True)) + last if result else first + last

    def _piece(self, entry: int | Edit, index: int, pieces: list[str], notebook: Notebook, after: Notebook) -> str:
        if isinstance(entry, int):
            return pieces[entry]
        code = [cell.index for cell in notebook.cells if cell.kind == "code"]
        if not code:
            raise EditError("there is no code cell whose layout a new one could have")
        nearest = min(code, key=lambda near: (abs(near - entry.cell), -near))
        return self._made(self.pieces[nearest], after.cells[index], notebook)

    @abstractmethod
    def _usual_gap(self) -> str:
        """What stands between two cells."""

    @abstractmethod
    def _replaced(self, piece: str, start: int, end: int, text: str) -> str:
        """A cell's text after these characters of its source are replaced."""

    @abstractmethod
    def _made(self, sample: str, cell: Cell, notebook: Notebook) -> str:
        """The text of a new cell in the layout of another one."""

    def _in_place(self, pieces: list[str]) -> list[str]:
        """The texts as they have to be where they stand now."""
        return pieces


class _Script(_Text):
    """A script with `# %%` cells. The line ends behind a cell belong to the gap."""

    def __init__(self, text: str) -> None:
        at = _offsets(text)
        pieces, gaps = [], [""]
        end = 0
        for marker, _, stop in cut(_normalised(text)):
            gaps[-1] += text[end : at(marker)]
            end = at(stop)
            pieces.append(text[at(marker) : end].rstrip("\r\n"))
            gaps.append(text[at(marker) + len(pieces[-1]) : end])
        super().__init__(pieces, gaps)
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._mark = next((found[0] for found in map(_MARK.match, pieces) if found), "# %%")

    def _usual_gap(self) -> str:
        return self._newline * 2

    def _replaced(self, piece: str, start: int, end: int, text: str) -> str:
        ((_, begin, _),) = cut(_normalised(piece))
        at = _offsets(piece)
        return piece[: at(begin + start)] + text.replace("\n", self._newline) + piece[at(begin + end) :]

    def _made(self, sample: str, cell: Cell, notebook: Notebook) -> str:
        return f"{self._mark}\n{cell.source}".replace("\n", self._newline)

    def _in_place(self, pieces: list[str]) -> list[str]:
        """Only the first cell can do without a marker."""
        head = self.pieces[0]
        if _MARK.match(head) or pieces[0] == head:
            return pieces
        if _FIRST_LINES.match(head):
            raise EditError("the file's first lines have to stay the first")
        return [piece if _MARK.match(piece) else f"{self._mark}{self._newline}{piece}" for piece in pieces]


_MARK = re.compile(r"# ?%%+(?=[ \t\[\r\n]|\Z)")
_FIRST_LINES = re.compile(r"#!|(?:.*\r?\n)?[ \t\f]*#.*?coding[:=]")


class _Document(_Text):
    """The JSON of a notebook: nbformat 4, or the worksheets of older ones."""

    def __init__(self, text: str) -> None:
        self._is_ascii = text.isascii() and "\\u" in text
        top = _members(text, _skip(text, 0))
        lists = [top["cells"]] if "cells" in top and text[top["cells"][0]] == "[" else []
        if not lists and "worksheets" in top:
            sheets = [_members(text, start) for start, _ in _items(text, top["worksheets"][0]) if text[start] == "{"]
            lists = [sheet["cells"] for sheet in sheets if "cells" in sheet and text[sheet["cells"][0]] == "["]
        spans = [(start, end) for begin, _ in lists for start, end in _items(text, begin) if text[start] == "{"]
        edges = [0, *(edge for span in spans for edge in span), len(text)]
        super().__init__([text[start:end] for start, end in spans], [text[at:to] for at, to in zip(edges[::2], edges[1::2], strict=True)])

    def _usual_gap(self) -> str:
        space = self.gaps[0][len(self.gaps[0].rstrip()) :]
        return (_Layout(self.pieces[0]).comma if self.pieces else ",") + (space if "\n" in space else "")

    def _replaced(self, piece: str, start: int, end: int, text: str) -> str:
        begin, stop = self._source(piece)
        strings = [(begin, stop)] if piece[begin] == '"' else _items(piece, begin)
        whole = [json.loads(piece[at:to], strict=False) for at, to in strings]
        source = "".join(whole)
        at = _offsets(source)
        start, end = at(start), at(end)
        text = text.replace("\n", "\r\n" if "\r\n" in source else "\n")
        if not strings:
            return piece[:begin] + self._laid_out(_LINES.findall(text), piece, 1) + piece[stop:]
        ends = list(accumulate(map(len, whole)))
        first, last = (min(bisect_right(ends, edge), len(ends) - 1) for edge in (start, end))
        start, end = start - ends[first] + len(whole[first]), end - ends[last] + len(whole[last])
        head = piece[strings[first][0] : _raw(piece, strings[first], start)]
        tail = piece[_raw(piece, strings[last], end) : strings[last][1]]
        if piece[begin] == '"':
            return piece[:begin] + head + self._escaped(text) + tail + piece[stop:]
        lines = [head]
        if whole[first][:start].endswith("\n"):
            lines.append('"')
        for line in _LINES.findall(text):
            lines[-1] += self._escaped(line)
            if line.endswith("\n"):
                lines.append('"')
        lines = [line + '"' for line in lines[:-1]] + ([lines[-1] + tail] if lines[-1] + tail != '""' else [])
        at_first, at_last = strings[first][0], strings[last][1]
        if not lines:  # the whole lines go, with what parts them from the next or the one before
            if last + 1 < len(strings):
                at_last = strings[last + 1][0]
            elif first:
                at_first = strings[first - 1][1]
            else:
                at_first, at_last = begin + 1, stop - 1
        return piece[:at_first] + self._between(piece, begin, strings).join(lines) + piece[at_last:]

    def _between(self, piece: str, begin: int, strings: list[tuple[int, int]]) -> str:
        """What parts the lines of a source."""
        if len(strings) > 1:
            return piece[strings[0][1] : strings[1][0]]
        space = piece[begin + 1 : strings[0][0]]
        return _Layout(piece).comma + (space if "\n" in space else "")

    def _made(self, sample: str, cell: Cell, notebook: Notebook) -> str:
        begin, _ = self._source(sample)
        source = cell.source if sample[begin] == '"' else _LINES.findall(cell.source)
        fields: dict[str, Any] = {"cell_type": "code"}
        if notebook.format >= (4, 0):
            fields |= {"execution_count": None, "metadata": {}, "outputs": [], "source": source}
            if cell.id is not None:
                fields["id"] = cell.id
        else:
            fields |= {"collapsed": False, "input": source, "language": "python", "metadata": {}, "outputs": []}
        order = [*_members(sample, 0), *sorted(fields)]
        return self._laid_out({key: fields[key] for key in sorted(fields, key=order.index)}, sample, 0)

    def _source(self, piece: str) -> tuple[int, int]:
        fields = _members(piece, 0)
        span = next((fields[key] for key in ("source", "input") if key in fields and piece[fields[key][0]] in '"['), None)
        if span is None:
            raise EditError("a cell has no source")
        return span

    def _escaped(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=self._is_ascii)[1:-1]

    def _laid_out(self, value: object, sample: str, level: int) -> str:
        """A value as JSON, laid out as a cell is, at this level below the cell."""
        layout = _Layout(sample)
        text = json.dumps(value, indent=layout.indent, separators=(layout.comma, layout.colon), ensure_ascii=self._is_ascii)
        return text.replace("\n", layout.newline + layout.margin + (layout.indent or "") * level)


class _Layout:
    """How the JSON of a cell is laid out.

    Parameters
    ----------
    sample : the text of the cell

    `indent` is None where all stands on one line; `margin` is the white space before the cell's last line; `comma` and `colon` are these with
    what stands beside them on their line.
    """

    def __init__(self, sample: str) -> None:
        spans = list(_members(sample, 0).values())
        key = _skip(sample, 1)
        space = sample[1:key]
        self.newline = "\r\n" if "\r\n" in space else "\n"
        self.margin = sample[len(sample[:-1].rstrip()) : -1].rpartition("\n")[2]
        self.indent = space.rpartition("\n")[2][len(self.margin) :] if "\n" in space else None
        self.colon = sample[_decode(sample, key)[1] : spans[0][0]]
        comma = sample[spans[0][1] : _skip(sample, spans[0][1] + 1)] if len(spans) > 1 else ", "[: 1 + (self.indent is None)]
        self.comma = comma.partition("\n")[0].rstrip("\r") if self.indent is not None else comma


# JSON with the places of its parts.

_ORDINARY = re.compile(r"\s*,?\s*")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_SPACE = re.compile(r"[ \t\r\n]*")
_CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.S)
_decode = json.JSONDecoder(strict=False).raw_decode


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _items(text: str, at: int) -> list[tuple[int, int]]:
    """Where the items of the array stand that begins here."""
    return [span for _, span in _parts(text, at)]


def _members(text: str, at: int) -> dict[str, tuple[int, int]]:
    """Where the values of the object stand that begins here; of equal keys the last."""
    return dict(_parts(text, at))


def _parts(text: str, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Keys and places of the values in the object or array that begins here; the keys of an array are empty."""
    is_object = text[at] == "{"
    at = _skip(text, at + 1)
    while text[at] not in "]}":
        key = ""
        if is_object:
            key, at = _decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        _, end = _decode(text, at)
        yield key, (at, end)
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _raw(text: str, span: tuple[int, int], count: int) -> int:
    """Where so many characters of the string that stands here end."""
    return [span[0] + 1, *(found.end() for found in _CHARACTER.finditer(text, span[0] + 1, span[1] - 1))][count]


def _normalised(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _offsets(text: str) -> Callable[[int], int]:
    """Gives the offset in a text for one in the same text with its line ends normalised."""
    ends = [found.start() - number for number, found in enumerate(re.finditer("\r\n", text))]
    return lambda offset: offset + bisect_left(ends, offset)
