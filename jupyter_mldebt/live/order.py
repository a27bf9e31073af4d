"""Order: the dataflow of texts run one after another: what each takes from others, and what the names hold at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from jupyter_mldebt.events import Binding, Call, Mutation, Read, Trace, by_cell


class Source(NamedTuple):
    """Where a name's value comes from, or who changed it since.

    Parameters
    ----------
    origin : the execution, or in a fresh run the cell
    via : "bind" or how it is changed, in the words of a graph's edges
    """

    origin: int
    via: str


Incoming = Mapping[str, Sequence[Source]]  # by name, in order of time


class Order:
    """The dataflow of texts run one after another, and what the names hold at the end.

    Parameters
    ----------
    trace : what the abstract run saw; the last of what it ran only looks at the names
    end : number of that last one
    """

    def __init__(self, trace: Trace, end: int) -> None:
        self.trace = trace
        self.end = end

    @cached_property
    def incoming(self) -> Mapping[int, Incoming]:
        """What each takes from others, by name. The settings of a module are no value that anybody takes."""
        modules = {binding.name for binding in self.trace.bindings if binding.kind == "import"}
        found: dict[int, dict[str, list[Source]]] = {}
        for (source, target, name), via in sorted(self.trace.edges.items()):
            if not (via == "state" and name in modules):
                found.setdefault(target, {}).setdefault(name, []).append(Source(source, via))
        return found

    def of(self, target: int) -> Incoming:
        return self.incoming.get(target, {})

    @property
    def final(self) -> Incoming:
        """What each name holds at the end; deleted ones are missing."""
        return self.of(self.end)

    @cached_property
    def bindings(self) -> Mapping[int, list[Binding]]:
        return by_cell(self.trace.bindings)

    @cached_property
    def mutations(self) -> Mapping[int, list[Mutation]]:
        return by_cell(self.trace.mutations)

    @cached_property
    def calls(self) -> Mapping[int, list[Call]]:
        return by_cell(self.trace.calls)

    @cached_property
    def reads(self) -> Mapping[int, list[Read]]:
        return by_cell(self.trace.reads)

    def binds(self, origin: int) -> set[str]:
        return {binding.name for binding in self.bindings.get(origin, ())}

    def makes(self, origin: int) -> set[str]:
        """Names that it binds or whose object it changes."""
        return self.binds(origin).union(*(mutation.names for mutation in self.mutations.get(origin, ())))

    @cached_property
    def imported(self) -> Mapping[tuple[int, str], str]:
        """What is imported under a name, where nothing but imports binds it there."""
        found: dict[tuple[int, str], str] = {}
        for binding in self.trace.bindings:
            found[binding.cell, binding.name] = binding.qualified or "" if binding.kind == "import" else ""
        return {key: qualified for key, qualified in found.items() if qualified}
