"""Findings as a modern compiler prints them: the place, the lines with the range underlined, the related places, help."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jupyter_mldebt.model import Notebook
from jupyter_mldebt.render.style import Style, columns, plain
from jupyter_mldebt.rule import CellRef, FileReport, Finding, Range, Related

MARK = "[*]"  # of what --fix mends
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}

_AROUND = 1
_LONGEST = 8


def render(report: FileReport, style: Style, notebook: Callable[[], Notebook | None], *, unsafe: bool = False) -> Iterator[str]:
    """The lines for one file.

    Parameters
    ----------
    report : what is said of it
    style : colours and width
    notebook : gives the notebook, whose lines are quoted; asked only if there are findings
    unsafe : mark what an unsafe fix mends, too
    """
    if report.error is not None:
        error = style("error", "bold", "red") + style(":", "bold")
        yield f"{error} {style(plain(report.path), 'bold')} can't be read: {plain(report.error)}"
        yield ""
        return
    source = notebook() if report.findings else None
    for finding in report.findings:
        yield from _finding(report.path, finding, style, source, unsafe)
        yield ""


def marked(finding: Finding, unsafe: bool) -> str:
    """The mark of a finding that has a fix which --fix applies."""
    return f" {MARK}" if finding.fix and (unsafe or finding.fix.safety == "safe") else ""


def where(cell: CellRef | None, at: Range | None) -> str:
    """A place for people: `cell 3 [5]:2:1`, columns from 1 as editors count them."""
    if cell is None:
        return ""
    count = "" if cell.execution_count is None else f" [{cell.execution_count}]"
    return f"cell {cell.index}{count}" + ("" if at is None else f":{at.start.line}:{at.start.column + 1}")


def _finding(path: str, finding: Finding, style: Style, notebook: Notebook | None, unsafe: bool) -> Iterator[str]:
    colour = COLOURS[finding.severity]
    head = style(f"{finding.severity}[{finding.code}]", "bold", colour) + marked(finding, unsafe)
    yield f"{head} {finding.name}: {_quoted(plain(finding.message), style)}"
    shown = [(finding.cell, finding.range), *((other.cell, other.range) for other in finding.related)]
    gutter = len(str(max((at.end.line for cell, at in shown if cell and at), default=1)))
    bar = style(" " * gutter + " |", "blue")
    place = where(finding.cell, finding.range)
    yield f"{' ' * gutter}{style('-->', 'blue')} {plain(path)}{':' if place else ''}{place}"
    if finding.cell is not None and finding.range is not None:
        yield bar
        own = next((other.message for other in finding.related if _is_own(other, finding)), "")
        yield from _snippet(notebook, finding.cell, finding.range, gutter, style, colour, "^", plain(own), _AROUND)
    for other in finding.related:
        if _is_own(other, finding):
            continue
        yield bar
        path = f"{plain(other.path)}:" if other.path else ""
        is_quoted = other.range is not None and not path
        yield f"{' ' * gutter}{style(':::', 'blue')} {path}{where(other.cell, other.range)}" + (
            "" if is_quoted else f": {plain(other.message)}"
        )
        if other.range is not None and is_quoted:
            yield bar
            yield from _snippet(notebook, other.cell, other.range, gutter, style, "blue", "-", plain(other.message), 0)
    if finding.fix is not None:
        yield bar
        safety = "" if finding.fix.safety == "safe" else " (unsafe: look at what it changes)"
        yield f"{' ' * gutter} {style('=', 'blue')} {style('help', 'bold', 'green')}: {plain(finding.fix.title)}{safety}"


def _is_own(other: Related, finding: Finding) -> bool:
    """Whether a related place is that of the finding itself."""
    return not other.path and (other.cell, other.range) == (finding.cell, finding.range)


def _snippet(
    notebook: Notebook | None, cell: CellRef, at: Range, gutter: int, style: Style, colour: str, mark: str, label: str, around: int
) -> Iterator[str]:
    """The lines of a range with a few around them, underlined; nothing where the file has changed meanwhile."""
    lines = notebook.cells[cell.index].source.split("\n") if notebook and cell.index < len(notebook.cells) else []
    first, last = at.start.line, min(at.end.line, len(lines))
    if first > len(lines) or last < first:
        return
    if last == first:
        start, end = at.start.column, at.end.column if at.end.line == first else len(lines[first - 1])
        for number in _near(lines, first - around, first):
            yield _line(number, lines[number - 1], gutter, style)
        text, start, end = clipped(lines[first - 1], start, end, style.width - gutter - 4)
        yield _line(first, text, gutter, style)
        underline = " " * columns(text[:start]) + style(mark * max(1, columns(text[start:end])), "bold", colour)
        yield f"{style(' ' * gutter + ' |', 'blue')} {underline}" + (f" {style(label, colour)}" if label else "")
        for number in _near(lines, first + 1, first + around + 1):
            yield _line(number, lines[number - 1], gutter, style)
        return
    room = range(first, last + 1)
    hidden = range(first + _LONGEST // 2, last - _LONGEST // 2 + 2) if len(room) > _LONGEST else range(0)
    for number in room:
        if number in hidden:
            if number == hidden[0]:
                yield f"{style('...', 'blue')}{' ' * max(0, gutter - 1)}{style('|', 'bold', colour)}"
            continue
        edge = "/" if number == first else "|"
        yield _line(number, lines[number - 1], gutter, style, style(edge, "bold", colour) + " ")
    ruler = style("|" + "_" * max(1, columns(lines[last - 1][: at.end.column])) + mark, "bold", colour)
    yield f"{style(' ' * gutter + ' |', 'blue')} {ruler}" + (f" {style(label, colour)}" if label else "")


def _near(lines: list[str], start: int, stop: int) -> Iterator[int]:
    """Numbers of the lines around a range that exist and are not blank."""
    return (number for number in range(max(1, start), min(len(lines) + 1, stop)) if lines[number - 1].strip())


def _line(number: int, text: str, gutter: int, style: Style, edge: str = "") -> str:
    text, _, _ = clipped(text, 0, 0, style.width - gutter - 4)
    return f"{style(f'{number:>{gutter}} |', 'blue')} {edge}{plain(text)}".rstrip()


def clipped(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """A line cut to the part around the range where it is too long, with the range in what is left."""
    start, end = min(start, len(text)), min(end, len(text))
    room = max(room, 20)
    if len(text) <= room:
        return text, start, end
    begin = 0 if end <= room - 1 else max(0, start - room // 3)
    cut = text[begin : begin + room - 2]
    head, tail = ("…" if begin else ""), ("…" if begin + room - 2 < len(text) else "")
    shift = len(head) - begin
    return f"{head}{cut}{tail}", start + shift, min(end + shift, len(head) + len(cut))


def _quoted(message: str, style: Style) -> str:
    """The names in a message set off by weight."""
    if not style.colour:
        return message
    parts = message.split("`")
    if len(parts) % 2 == 0:
        return message
    return "".join(style(part, "bold") if number % 2 else part for number, part in enumerate(parts))
