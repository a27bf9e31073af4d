"""Notebook and Cell: what a notebook is. Frozen, nothing computed."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

CellKind = Literal["code", "markdown", "raw"]


class Place(msgspec.Struct, frozen=True, order=True):
    """A range inside one cell.

    Parameters
    ----------
    cell : position of the cell among all cells of the file, from 0
    line, end_line : from 1
    column, end_column : code points from 0; the end is exclusive
    """

    cell: int
    line: int
    column: int
    end_line: int
    end_column: int


class Output(msgspec.Struct, frozen=True):
    """What a rule may want to know of a saved output without decoding it.

    Parameters
    ----------
    kind : nbformat's output_type: stream, display_data, execute_result, error
    execution_count : count of an execute_result, else None
    ename, evalue : of an error, else None
    """

    kind: str
    execution_count: int | None = None
    ename: str | None = None
    evalue: str | None = None


class Cell(msgspec.Struct, frozen=True):
    """One cell as the file holds it.

    Parameters
    ----------
    index : position among all cells of the file, from 0
    id : nbformat 4.5 id, None where the file has none
    kind : code, markdown or raw
    source : the text, with line ends normalised to a line feed
    execution_count : as saved, None where never run or stripped
    tags : metadata.tags
    outputs : saved outputs of a code cell
    language : language of this cell where its metadata names another one (vscode.languageId), else None
    ran : digest of the text whose run gave the count and the outputs, where the file tells, as execution.py makes it
    timed : True where the metadata record when the cell ran last
    is_answer : True where nbgrader's metadata say that the reader is to write the cell
    """

    index: int
    id: str | None
    kind: CellKind
    source: str
    execution_count: int | None = None
    tags: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()
    language: str | None = None
    ran: str | None = None
    timed: bool = False
    is_answer: bool = False

    @property
    def label(self) -> str:
        """How messages call the cell: its position and its count, `cell 7 [12]`."""
        return f"cell {self.index}" + (f" [{self.execution_count}]" if self.execution_count is not None else "")


class Notebook(msgspec.Struct, frozen=True, dict=True):
    """A notebook, whatever file format it came from.

    Parameters
    ----------
    path : as it was given
    cells : all cells in document order
    language : language of the kernel in lower case, "python" where the file does not say
    kernel : name of the kernelspec, None where the file does not say
    format : nbformat major and minor; (0, 0) for a script
    """

    path: str
    cells: tuple[Cell, ...]
    language: str = "python"
    kernel: str | None = None
    format: tuple[int, int] = (4, 5)

    @property
    def is_python(self) -> bool:
        return self.language in ("python", "ipython", "python3", "python2")

    def code_cells(self) -> tuple[Cell, ...]:
        """Code cells that hold code of the notebook's own language."""
        return self._code_cells

    @cached_property
    def _code_cells(self) -> tuple[Cell, ...]:
        return tuple([cell for cell in self.cells if cell.kind == "code" and cell.language in (None, "python")])
