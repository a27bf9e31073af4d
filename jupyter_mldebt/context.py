"""Context: what a rule may look at in one notebook, and Hit: what it says before it is laid out as a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from jupyter_mldebt.model import Cell, Place
from jupyter_mldebt.rule import CellRef, Confidence, Finding, Fix, Position, Range, Related, Severity

if TYPE_CHECKING:
    import ast

    from jupyter_mldebt.facts import CellFacts
    from jupyter_mldebt.graph import Graph
    from jupyter_mldebt.model import Notebook


class Hit(NamedTuple):
    """What a rule's check yields.

    Parameters
    ----------
    place : the range concerned
    message : one sentence which names the variables and cells
    names : exactly the names concerned
    related : other places with what they have to do with it
    severity : None for the rule's own
    confidence : how sure the rule is
    fix : edits that mend it
    """

    place: Place
    message: str
    names: tuple[str, ...] = ()
    related: tuple[tuple[Place, str], ...] = ()
    severity: Severity | None = None
    confidence: Confidence = "high"
    fix: Fix | None = None


@dataclass(frozen=True)
class Context:
    """One notebook as a rule sees it.

    Parameters
    ----------
    notebook : the notebook
    facts : facts of each code cell by its index; empty where the notebook is not Python
    graph : the cells linked in document order
    history : what really ran, as far as it is known
    cell : the cell of the node or cell that the rule is being shown, None for rules that look at the whole notebook
    """

    notebook: Notebook
    facts: Mapping[int, CellFacts]
    graph: Graph
    history: Any = None
    cell: Cell | None = None
    _shared: dict[str, Any] = field(default_factory=dict, repr=False)

    def at(self, cell: Cell) -> Context:
        """The same context with `cell` as the cell in view."""
        return replace(self, cell=cell)

    @property
    def recorded(self) -> Graph:
        """The cells that carry a count, linked in the order of their counts; computed once, when first asked for."""
        if "recorded" not in self._shared:
            from jupyter_mldebt.graph import link, recorded_order

            order = [index for index in recorded_order(self.notebook) if index in self.facts]
            self._shared["recorded"] = link(self.notebook, self.facts, order=order)
        return self._shared["recorded"]  # type: ignore[no-any-return]

    @cached_property
    def _by_index(self) -> dict[int, Cell]:
        return {cell.index: cell for cell in self.notebook.cells}

    def cell_at(self, index: int) -> Cell:
        return self._by_index[index]

    def label(self, index: int) -> str:
        """How messages call the cell: `cell 7 [12]`."""
        return self.cell_at(index).label

    def place(self, node: ast.AST, cell: int | None = None) -> Place:
        """Where a node stands; in the cell in view unless another is given."""
        index = cell if cell is not None else self._in_view.index
        return Place(index, *self.facts[index].span(node))

    def text(self, place: Place) -> str:
        """The source text of a place."""
        lines = self.cell_at(place.cell).source.split("\n")[place.line - 1 : place.end_line]
        if not lines:
            return ""
        lines[-1] = lines[-1][: place.end_column]
        lines[0] = lines[0][place.column :]
        return "\n".join(lines)

    def head(self, index: int) -> Place:
        """The first line of the cell that is not blank: the place of a finding about the cell as a whole."""
        for number, line in enumerate(self.cell_at(index).source.split("\n"), start=1):
            if line.strip():
                return Place(index, number, len(line) - len(line.lstrip()), number, len(line.rstrip()))
        return Place(index, 1, 0, 1, 0)

    def finding(
        self,
        code: str,
        name: str,
        severity: Severity,
        place: Place | None,
        message: str,
        names: Iterable[str] = (),
        *,
        related: Iterable[tuple[Place, str]] = (),
        confidence: Confidence = "high",
        fix: Fix | None = None,
    ) -> Finding:
        """Lay out what is said of a place as the report has it."""
        return Finding(
            code=code,
            name=name,
            severity=severity,
            confidence=confidence,
            message=message,
            names=tuple(names),
            cell=None if place is None else self._reference(place.cell),
            range=None if place is None else _range(place),
            related=tuple(Related(self._reference(other.cell), _range(other), text) for other, text in related),
            fix=fix,
        )

    def _reference(self, index: int) -> CellRef:
        cell = self.cell_at(index)
        return CellRef(cell.index, cell.id, cell.execution_count)

    @property
    def _in_view(self) -> Cell:
        if self.cell is None:
            raise LookupError("no cell in view: this rule looks at the whole notebook")
        return self.cell


def _range(place: Place) -> Range:
    return Range(Position(place.line, place.column), Position(place.end_line, place.end_column))
