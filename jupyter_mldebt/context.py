"""Context: what a rule may look at in one notebook, and Hit: what it says before it is laid out as a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from jupyter_mldebt.model import Cell, Place
from jupyter_mldebt.rule import CellRef, Confidence, Finding, Fix, Position, Range, Related, Severity

if TYPE_CHECKING:
    import ast

    from jupyter_mldebt.facts import CellFacts
    from jupyter_mldebt.graph import Graph
    from jupyter_mldebt.history import Run
    from jupyter_mldebt.live.answer import Live
    from jupyter_mldebt.model import Notebook
    from jupyter_mldebt.settled import Settled
    from jupyter_mldebt.sources import Sources

_T = TypeVar("_T")


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


class Idle(NamedTuple):
    """A comment that ignores what is not there.

    Parameters
    ----------
    place : where the comment stands
    rules : those of its rules that silenced nothing; empty where it names none
    whole_cell : True where it speaks for its whole cell
    """

    place: Place
    rules: tuple[str, ...]
    whole_cell: bool


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
    idle : comments that silenced nothing, known once all other rules have run
    sources : where star imports and %run were looked for
    wants_fixes : False where nobody can apply a fix, which is dear to work out
    live : the document held against what ran on its kernel; None where there is none, or it was not asked about
    """

    notebook: Notebook
    facts: Mapping[int, CellFacts]
    graph: Graph
    history: Run | None = None
    cell: Cell | None = None
    idle: tuple[Idle, ...] = ()
    sources: Sources | None = None
    wants_fixes: bool = True
    live: Live | None = None
    _shared: dict[str, Any] = field(default_factory=dict, repr=False)
    _at: dict[int, Context] = field(default_factory=dict, repr=False)

    def at(self, cell: Cell) -> Context:
        """The same context with `cell` as the cell in view."""
        if self.idle:
            return replace(self, cell=cell)
        known = self._at.get(cell.index)
        if known is None:
            known = self._at[cell.index] = object.__new__(Context)
            known.__dict__.update(self.__dict__, cell=cell)  # `replace` takes ten times as long, for each cell of each notebook
        return known

    def once(self, compute: Callable[[Context], _T]) -> _T:
        """What `compute` says of this notebook, computed once for all rules that ask."""
        key = f"{compute.__module__}.{compute.__qualname__}"
        if key not in self._shared:
            self._shared[key] = compute(self)
        return cast("_T", self._shared[key])

    @property
    def settled(self) -> Settled:
        """The notebook's constants, looked for when first asked about."""
        return self.once(_settled)

    def let_go(self) -> None:
        """Forget what rules shared, which may refer back to this context: no garbage is left for a collector."""
        self._shared.clear()
        self._at.clear()

    @property
    def recorded(self) -> Graph:
        """The cells that carry a count, linked in the order of their counts; linked when first asked for."""
        return self.once(_link_recorded)

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


def _settled(context: Context) -> Settled:
    from jupyter_mldebt.settled import Settled

    return Settled(context.graph)


def _link_recorded(context: Context) -> Graph:
    from jupyter_mldebt.graph import link, recorded_order

    order = tuple(index for index in recorded_order(context.notebook) if index in context.facts)
    return context.graph if order == context.graph.order else link(context.notebook, context.facts, order=order, sources=context.sources)
