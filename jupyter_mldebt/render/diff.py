"""What fixes change, as a unified diff that people can read: of a notebook its cells' sources, each below its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from jupyter_mldebt.model import Notebook
from jupyter_mldebt.render.style import Style, plain

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def render(path: str, before: Notebook, after: Notebook, origins: Sequence[int | None], style: Style) -> Iterator[str]:
    """The lines for one file.

    Parameters
    ----------
    path : of the file
    before, after : the notebook without and with its fixes
    origins : for each cell of `after` the index that it had in `before`, by which it is called; None for a new one
    style : colours
    """
    old = [line for cell in before.cells for line in _lines(before, cell.index, cell.label)]
    new = [
        line
        for cell, origin in zip(after.cells, origins, strict=True)
        for line in _lines(after, cell.index, "new cell" if origin is None else before.cells[origin].label)
    ]
    for line in unified_diff(old, new, plain(path), plain(path), lineterm=""):
        yield coloured(line, style)


def coloured(line: str, style: Style) -> str:
    """A line of a unified diff, for people."""
    colour = _COLOURS.get(line[:1])
    return style(plain(line), "bold") if line[:3] in ("---", "+++") else style(plain(line), colour) if colour else plain(line)


def _lines(notebook: Notebook, index: int, label: str) -> list[str]:
    cell = notebook.cells[index]
    kind = "" if cell.kind == "code" else f" [{cell.kind}]"
    return [f"# %% {label}{kind}", *cell.source.split("\n")]
