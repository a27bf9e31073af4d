"""Tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A heading and rows as aligned columns: words to the left, what is below a heading but the first to the right."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    laid = [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]) for row in cells
    ]
    return [laid[0].rstrip(), "-" * len(laid[0].rstrip()), *(line.rstrip() for line in laid[1:])]


def share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
