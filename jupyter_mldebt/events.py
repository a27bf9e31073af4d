"""What happens when cells run, in the order in which it happens: bindings, reads, mutations, calls. Plain records, produced by flow.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from jupyter_mldebt.model import Place

BindingKind = Literal[
    "assign", "augmented", "import", "function", "class", "loop", "with", "except", "match", "magic", "star", "possible", "external"
]
Missing = Literal["never-defined", "defined-later", "deleted", "maybe-unbound", "maybe-deleted"]


class Event:
    """Something that happens when a cell runs.

    Parameters
    ----------
    cell : the cell that runs
    """

    __slots__ = ("cell",)

    def __init__(self, cell: int) -> None:
        self.cell = cell


class Binding(Event):
    """A notebook global gets a value.

    Parameters
    ----------
    name : the global
    cell : the cell whose execution binds it (the caller, where a function with `global` does)
    place : where the binding stands
    kind : how it is bound; "possible" for names that a cell which cannot be analysed may bind, "external" for names that %store brings back
    certain : False where only some paths through the cell bind it
    value : what is known of the value: frame, series, array, model, list, dict, function, class, module, str, ..., or unknown
    qualified : for imports the qualified name, for library calls the call that made the value, else None
    time : position in the run
    objects : what flow.py holds of the value

    `linked_in` and `linked_at` say for which cell, and after how many changes, flow.py has last looked for who changed the objects.
    """

    __slots__ = ("name", "place", "kind", "certain", "value", "qualified", "time", "objects", "linked_in", "linked_at")

    def __init__(
        self,
        name: str,
        cell: int,
        place: Place,
        kind: BindingKind,
        certain: bool,
        value: str = "unknown",
        qualified: str | None = None,
        time: int = 0,
        objects: tuple[Any, ...] = (),
    ) -> None:
        self.name = name
        self.cell = cell
        self.place = place
        self.kind = kind
        self.certain = certain
        self.value = value
        self.qualified = qualified
        self.time = time
        self.objects = objects
        self.linked_in = self.linked_at = -1


class Read(Event):
    """A notebook global is read.

    Parameters
    ----------
    name : the global
    cell : the cell whose execution reads it
    place : where the read stands: in another cell, if a function of that cell was called
    bindings : those that may reach the read; empty where the name is missing
    missing : why the read may fail on a fresh run, None where it can't
    later : where it is missing, the bindings of the name that come too late
    certain : True where every run of the cell gets to the read (no branch, no handler, no function that may not be called)
    called : False where the read stands in a function of which it is not known that it is called
    function : name of the notebook function in which the read stands, None at the top level of a cell
    call_place : where the executing cell calls that function, None at the top level of a cell
    guarded : True where a NameError is caught, or the name is tested for first
    deleted_at : where a missing name was deleted
    time : position in the run
    hidden_by : True where a star import, %run, exec or a cell that cannot be analysed may have bound the name unseen
    """

    __slots__ = (
        "name",
        "place",
        "bindings",
        "missing",
        "later",
        "certain",
        "called",
        "function",
        "call_place",
        "guarded",
        "hidden_by",
        "deleted_at",
        "time",
    )

    def __init__(
        self,
        name: str,
        cell: int,
        place: Place,
        bindings: tuple[Binding, ...],
        missing: Missing | None = None,
        later: tuple[Binding, ...] = (),
        certain: bool = True,
        called: bool = True,
        function: str | None = None,
        call_place: Place | None = None,
        guarded: bool = False,
        hidden_by: bool = False,
        deleted_at: Place | None = None,
        time: int = 0,
    ) -> None:
        self.name = name
        self.cell = cell
        self.place = place
        self.bindings = bindings
        self.missing = missing
        self.later = later
        self.certain = certain
        self.called = called
        self.function = function
        self.call_place = call_place
        self.guarded = guarded
        self.hidden_by = hidden_by
        self.deleted_at = deleted_at
        self.time = time

    @property
    def fails(self) -> bool:
        """True where a fresh run is taken to stop with a NameError: nothing guards the read nor hides the answer, and it is reached on
        every path, or on some path where no cell at all defines the name."""
        if self.missing not in ("never-defined", "defined-later", "deleted") or self.guarded or self.hidden_by:
            return False
        return self.certain or (self.called and self.missing == "never-defined")


class Mutation(Event):
    """An object that notebook globals refer to is changed in place.

    Parameters
    ----------
    names : globals that refer to it (or to something that holds it) at that time
    cell : the cell whose execution changes it
    place : where that stands
    how : item, attribute, method name, augmented, delete or argument
    via : "mutate" for data; "draw" for figures and axes, "state" for modules and settings, "file" for open files and connections
    certain : False where only some paths do
    target : qualified name of the changed thing where it belongs to a module ("matplotlib.pyplot.rcParams")
    """

    __slots__ = ("names", "place", "how", "via", "certain", "target")

    def __init__(
        self,
        names: tuple[str, ...],
        cell: int,
        place: Place,
        how: str,
        via: str,
        certain: bool,
        target: str | None = None,
    ) -> None:
        self.names = names
        self.cell = cell
        self.place = place
        self.how = how
        self.via = via
        self.certain = certain
        self.target = target


class Call(Event):
    """A call whose target is known by name.

    Parameters
    ----------
    cell : the cell whose execution calls
    statement : index of the top-level statement of that cell
    place : where the call stands
    target : qualified name ("pandas.read_csv"), or kind of receiver and method ("frame.merge", "unknown.fit"), or None
    function : name of the notebook function in which the call stands, None at the top level
    receiver : the global at the root of the receiver (`df` in `df.a.fillna()`), if it is one
    """

    __slots__ = ("statement", "place", "target", "function", "receiver")

    def __init__(
        self,
        cell: int,
        statement: int,
        place: Place,
        target: str | None,
        function: str | None,
        receiver: str | None = None,
    ) -> None:
        self.cell = cell
        self.statement = statement
        self.place = place
        self.target = target
        self.function = function
        self.receiver = receiver


_Event = TypeVar("_Event", bound=Event)


def by_cell(events: Iterable[_Event]) -> dict[int, list[_Event]]:
    """The events of each cell, in order of time."""
    found: dict[int, list[_Event]] = {}
    for event in events:
        here = found.get(event.cell)
        if here is None:
            found[event.cell] = [event]
        else:
            here.append(event)
    return found


@dataclass(slots=True)
class Trace:
    """Everything that one abstract run of the notebook saw, in order of time.

    Parameters
    ----------
    guessed : edges of which only the name of a method says that its receiver is changed
    opened : cells that may bind names which can't be known
    openings : when, in which cell and where they may; the place is None where it is not plain
    brought : by cell, the names that its star imports and files bind
    """

    bindings: list[Binding] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    mutations: list[Mutation] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    edges: dict[tuple[int, int, str], str] = field(default_factory=dict)
    guessed: set[tuple[int, int, str]] = field(default_factory=set)
    opened: list[int] = field(default_factory=list)
    openings: list[tuple[int, int, Place | None]] = field(default_factory=list)
    brought: dict[int, frozenset[str]] = field(default_factory=dict)
