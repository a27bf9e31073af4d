"""Session: a document and the executions of its kernel, with the dataflow of both: as it ran, and as a fresh run of the document goes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from functools import cached_property

from jupyter_mldebt import operations as op_codes
from jupyter_mldebt.execution import Execution
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.flow import run
from jupyter_mldebt.live.edits import same_code
from jupyter_mldebt.live.order import Order
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.sources import Sources
from jupyter_mldebt.text import Text


class Past:
    """What ran on a kernel since its start, whatever the document is now.

    Parameters
    ----------
    executions : those that began, in order
    notebook : whose kernel it is
    facts_of : facts of a text
    sources : where star imports and %run look for other files' names; None: nowhere
    """

    def __init__(
        self, executions: Iterable[Execution], notebook: Notebook, facts_of: Callable[[str], CellFacts], sources: Sources | None = None
    ) -> None:
        self.executions = tuple(execution for execution in executions if execution.status != "aborted")
        self.facts = [facts_of(_text(execution)) for execution in self.executions]
        self._notebook, self._sources = notebook, sources

    @cached_property
    def order(self) -> Order:
        """The executions as they ran."""
        end = len(self.executions)
        facts = {**dict(enumerate(self.facts)), end: _look(self.facts)}
        failed = frozenset(number for number in range(end) if self.executions[number].status == "error")
        return Order(run(self._notebook, facts, range(end + 1), self._sources, failed), end)


class Session:
    """A document and what ran on its kernel since its start.

    Cells are called by their index among all cells of the document, executions by their position among those that began.

    Parameters
    ----------
    document : as it stands on the screen
    past : what ran
    facts_of : facts of a text
    sources : where star imports and %run look for other files' names; None: nowhere
    """

    def __init__(self, document: Notebook, past: Past, facts_of: Callable[[str], CellFacts], sources: Sources | None = None) -> None:
        self.document = document
        self.past = past
        self.executions, self.ran = past.executions, past.facts
        self._facts_of = facts_of
        self._sources = sources
        self.facts = {cell.index: facts_of(cell.source) for cell in document.code_cells()}

    # -- the page -----------------------------------------------------------------------------------------------------------------------

    @cached_property
    def cells(self) -> tuple[int, ...]:
        """Code cells with text, in document order."""
        return tuple(cell.index for cell in self.document.code_cells() if cell.source.strip())

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {cell.id: cell.index for cell in reversed(self.document.code_cells()) if cell.id is not None}

    def cell(self, index: int) -> Cell:
        return self.document.cells[index]

    def cell_of(self, name: str) -> int | None:
        """The code cell of that id."""
        return self._by_id.get(name)

    def name_of(self, cell: int) -> str:
        """The cell's id, by which answers call it."""
        return self.document.cells[cell].id or ""

    # -- what ran -----------------------------------------------------------------------------------------------------------------------

    @cached_property
    def owner(self) -> tuple[int | None, ...]:
        """The document's cell of each execution; None where it is none's: of a console, another client, or a cell that was deleted."""
        return tuple(self._by_id.get(execution.cell) if execution.cell is not None else None for execution in self.executions)

    @cached_property
    def last(self) -> dict[int, int]:
        """The last execution of each cell that ran."""
        return {cell: number for number, cell in enumerate(self.owner) if cell is not None}

    @cached_property
    def _clients(self) -> frozenset[str]:
        """Those that ran cells of the document."""
        return frozenset(run.client for run, owner in zip(self.executions, self.owner, strict=True) if owner is not None)

    def is_foreign(self, execution: int) -> bool:
        """True for a console's, and for a cell of another notebook: one that is not on the page, of a client that ran none that is."""
        found = self.executions[execution]
        return found.cell is None or (self.owner[execution] is None and found.client not in self._clients)

    def failed(self, execution: int) -> bool:
        return self.executions[execution].status == "error"

    def interrupted(self, execution: int) -> bool:
        return self.executions[execution].error == "KeyboardInterrupt"

    def is_gap(self, execution: int) -> bool:
        """True where others ran before it that nobody has seen."""
        before = self.executions[execution - 1].number if execution else -1
        return self.executions[execution].number > before + 1

    @cached_property
    def first_gap(self) -> int:
        """The first execution before which others ran unseen; as many as there are where none did."""
        return next((number for number in range(len(self.executions)) if self.is_gap(number)), len(self.executions))

    def ran_as_it_stands(self, execution: int) -> bool:
        """True where the text that ran does the same as its cell's text now."""
        cell = self.owner[execution]
        return cell is not None and same_code(self.ran[execution], self.facts[cell])

    # -- the flow of data ---------------------------------------------------------------------------------------------------------------

    @property
    def live(self) -> Order:
        """The executions as they ran."""
        return self.past.order

    @cached_property
    def fresh(self) -> Order:
        """The document's cells from the top on; what the names hold is asked below the last one that ran."""
        end = len(self.document.cells)
        bottom = max(self.last, default=-1)
        order = [*(cell for cell in self.facts if cell <= bottom), end, *(cell for cell in self.facts if cell > bottom)]
        failed = frozenset(cell for cell, number in self.last.items() if self.failed(number) and "raises-exception" in self.cell(cell).tags)
        return Order(run(self.document, {**self.facts, end: _look(self.facts.values())}, order, self._sources, failed), end)

    def then(self, execution: Execution) -> Session:
        """The session after one more execution."""
        past = Past((*self.executions, execution), self.document, self._facts_of, self._sources)
        return Session(self.document, past, self._facts_of, self._sources)


def _text(execution: Execution) -> str:
    return execution.source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in execution.source else execution.source


def _look(texts: Iterable[CellFacts]) -> CellFacts:
    """Facts of a cell that looks at all names that the texts may bind, whether they are bound or not."""
    names = frozenset().union(*(_names_in(facts) for facts in {id(facts): facts for facts in texts}.values()))
    nowhere = (1, 0, 1, 0)
    statement = tuple((op_codes.EXPR, (op_codes.NAMED_GLOBAL, name, nowhere)) for name in sorted(names))
    return CellFacts(Text(""), ast.Module([], []), None, (), (statement,))


def _names_in(facts: CellFacts) -> frozenset[str]:
    """Names that a text may bind, or a few more."""
    found = facts.memo.get("live")
    if found is None:
        names = {name for name, _ in facts.possible}
        for magic in facts.magics:
            names.update(magic.binds, magic.may_bind)
        for node in facts.nodes.get(ast.Name, ()):
            if not isinstance(node.ctx, ast.Load):  # type: ignore[attr-defined]
                names.add(node.id)  # type: ignore[attr-defined]
        for kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef):
            names.update(node.name for node in facts.nodes.get(kind, ()))  # type: ignore[attr-defined]
        for node in facts.nodes.get(ast.alias, ()):
            names.add(node.asname or node.name.split(".")[0])  # type: ignore[attr-defined]
        for node in (*facts.nodes.get(ast.MatchAs, ()), *facts.nodes.get(ast.MatchStar, ())):
            names.add(node.name or "")
        found = facts.memo["live"] = frozenset(names)
    names_found: frozenset[str] = found
    return names_found
