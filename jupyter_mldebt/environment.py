"""Environment: the names of the notebook and of its functions while the cells are run abstractly; what is bound, read and changed is recorded."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from jupyter_mldebt.events import Binding, BindingKind, Mutation, Read, Trace
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.heap import IMMUTABLE, VIA, Object, Value, join
from jupyter_mldebt.knowledge import loaded, need, same
from jupyter_mldebt.model import Notebook, Place
from jupyter_mldebt.operations import Function, Op, Span
from jupyter_mldebt.sources import Sources

# what every IPython kernel has beside Python's built-ins
_KERNEL: Final = frozenset(
    "get_ipython display exit quit In Out _ __ ___ _i _ii _iii _ih _oh _dh _exit_code __builtin__ __builtins__ __IPYTHON__ "
    "__session__ __vsc_ipynb_file__".split()
)
BUILTINS: Final = (
    frozenset(dir(builtins))
    | _KERNEL
    | {"ExceptionGroup", "BaseExceptionGroup", "EncodingWarning", "aiter", "anext", "PythonFinalizationError"}
) - {"__build_class__"}
HISTORY: Final = re.compile(r"_{1,3}|_i{1,3}|_i?\d+|_oh|_ih|_dh|In|Out")
# names that Spark and Databricks kernels give; elsewhere they may come from a start-up file
SESSION: Final = frozenset("spark sc sqlContext dbutils displayHTML mssparkutils notebookutils".split())
_SPARK_KERNEL: Final = frozenset(
    "spark sc sqlContext sqlCtx dbutils displayHTML table sql udf getArgument mssparkutils notebookutils".split()
)
LEFT, RAISED = 1, 2
_DEEPEST: Final = (
    280  # what stands in each other, through all calls, blocks counted twice: less than Python bears, and compiled code has no limit
)
CONSTANTS: Final[dict[str, Value]] = {kind: (Object(kind),) for kind in ("str", "bytes", "number", "bool", "none", "range")}
TRUE: Final[Value] = (Object("number", payload=True),)
FALSE: Final[Value] = (Object("number", payload=False),)


# values of names that are always there, shared by all reads: nothing is kept in such objects
_BUILTIN: Final[dict[str, Value]] = {name: (Object("builtin", f"builtins.{name}"),) for name in BUILTINS if not HISTORY.fullmatch(name)}


class Gone:
    """No value on this path: never bound, or deleted at a place and a time."""

    __slots__ = ("place", "time")
    objects: Value = ()
    cell = -1

    def __init__(self, place: Place | None, time: int = 0) -> None:
        self.place = place
        self.time = time


UNBOUND: Final = Gone(None)
Entries = tuple[Any, ...]  # of Binding and Gone


def _place(cell: int, span: Span) -> Place:
    return Place(cell, span[0], span[1], span[2], span[3])  # to unpack it takes compiled code three times as long


class Frame:
    """Local names of one call, class body or comprehension.

    Parameters
    ----------
    parent : the frame of the text around it
    branch : how many open branches there were when it began
    """

    __slots__ = ("names", "parent", "branch", "self_value", "owner")

    def __init__(self, parent: Frame | None, branch: int) -> None:
        self.names: dict[str, Value] = {}
        self.parent = parent
        self.branch = branch
        self.self_value: Value = parent.self_value if parent is not None else ()
        self.owner: Object | None = parent.owner if parent is not None else None


class Code:
    """A function object: the compiled function, the frame around it, the cell of its text, the class it belongs to."""

    __slots__ = ("function", "frame", "home", "owner", "called", "future")

    def __init__(self, function: Function, frame: Frame | None, home: int, future: bool) -> None:
        self.function = function
        self.frame = frame
        self.home = home
        self.owner: Object | None = None
        self.called = False
        self.future = future


class Environment:
    """The state of a run: maps of globals (one for each open path), the frame of locals, what guards a read, the trace so far."""

    def __init__(self, notebook: Notebook, facts: Mapping[int, CellFacts], sources: Sources) -> None:
        self.facts = facts
        self.sources = sources
        self.trace = Trace()
        self.table = loaded()
        kernel = (notebook.kernel or "").lower()
        self.provided = sources.provided | (_SPARK_KERNEL if "spark" in kernel or "databricks" in kernel else frozenset())
        self.maps: list[dict[str, Entries]] = [{}]
        self.stars: list[tuple[int, Span, str, frozenset[str]]] = []
        self.opened: list[int] = []
        self.opened_at = 0
        self.given: AbstractSet[str] = frozenset()  # names of the notebook that runs this file among them
        self.modules: dict[str, Object] = {}
        self.codes: list[tuple[Object, Code]] = []
        self.time = 0
        self.version = 0
        self.changes = 0  # how often objects have been changed, and when for the last time before the cell
        self.changed_at = self.changed_before = 0
        self.work = 0
        self.depth = 0
        self.calls = 0
        self.cell = -1
        self.home = -1
        self.statement = 0
        self.branch = 0
        self.maybe = 0
        self.catching = 0
        self.dead = 0
        self.guards: list[str] = []
        self.recursive: set[Function] = set()
        self.missed: list[tuple[int, Read]] = []  # reads of missing names, with how many branches were open there
        self.future = False
        self.frame: Frame | None = None
        self.function: str | None = None
        self.call_span: Span | None = None
        self.stack: list[Function] = []
        self.inheriting: list[Object] = []  # classes whose methods are run as a library's base class may run them
        self.returns: list[Value] = []
        self.yields: list[Value] = []
        self.memo: dict[Any, tuple[int, Value, Any]] = {}
        self.seen: dict[Any, Entries] = {}
        self.consumed: set[tuple[int, int]] = set()
        self.generators: list[Object] = []  # keeps the ids in `consumed` from being given again
        self.called_at: set[Any] = set()
        self.mutated_at: set[Any] = set()
        self.bound: frozenset[str] = frozenset()
        self.after = False  # the run is over: functions that nobody called are looked at
        self.handlers: list[Callable[[Op], Any]] = []  # by the code of the operation

    def block(self, ops: Iterable[Op]) -> None:
        self.deepen(2)
        handlers = self.handlers
        for op in ops:
            self.work += 1
            handlers[op[0]](op)
            if self.dead:
                break
        self.depth -= 2

    def eval(self, op: Op) -> Value:
        self.deepen(1)
        value: Value = self.handlers[op[0]](op)
        self.depth -= 1
        return value

    def deepen(self, by: int) -> None:
        self.depth += by
        if self.depth > _DEEPEST:
            raise RecursionError("nested too deeply")

    def place(self, span: Span) -> Place:
        return _place(self.home, span)

    def lookup(self, name: str) -> Entries | None:
        for names in reversed(self.maps):
            entries = names.get(name)
            if entries is not None:
                return entries
        for cell, span, module, exported in reversed(self.stars):
            if name in exported:
                binding = self.star_binding(name, cell, span, module)
                self.maps[0][name] = (binding,)
                return (binding,)
        return None

    def star_binding(self, name: str, cell: int, span: Span, module: str) -> Binding:
        value = (self.module(f"{module}.{name}"),)
        return Binding(name, cell, _place(cell, span), "star", True, "module", f"{module}.{name}", self.time, value)

    def bind_global(self, name: str, span: Span, kind: BindingKind, value: Value, weak: bool = False, qualified: str | None = None) -> None:
        if self.after:
            return
        self.time += 1
        self.version += 1
        first = value[0] if value else None
        binding = Binding(
            name,
            self.cell,
            _place(self.home, span),
            kind,
            not (self.branch or self.maybe or weak),
            first.kind if first is not None else "unknown",
            qualified or (first.qualified if first is not None else None),
            self.time,
            value,
        )
        self.trace.bindings.append(binding)
        for found in value:
            if found.kind not in IMMUTABLE:
                if found.names is None:
                    found.names = {}
                found.names[name] = binding
        entries: Entries = (binding,)
        if weak or self.maybe:
            entries += tuple(entry for entry in self.lookup(name) or () if isinstance(entry, Binding))
        self.maps[-1][name] = entries

    def read_global(self, name: str, span: Span, soft: bool = False) -> Value:
        """The value of a global, and a record of the read. A soft read is one that does not fail where the name is missing."""
        entries = self.lookup(name)
        if self.after:
            return self.read_after(name, span, entries)
        if entries is None:
            known = _BUILTIN.get(name)
            if known is not None:
                return known
            if (
                name in BUILTINS
                or name in self.provided
                or name.startswith("__")
                and name in ("__name__", "__doc__", "__spec__", "__loader__", "__package__")
            ):
                if HISTORY.fullmatch(name):
                    self.record(Read(name, self.cell, self.place(span), ()))
                return (Object("builtin", f"builtins.{name}"),)
            if HISTORY.fullmatch(name):
                self.record(Read(name, self.cell, self.place(span), ()))
                return (Object("unknown"),)
            if not soft:
                self.miss(name, span, (), ())
            if len(self.opened) == 1 and self.opened[0] != self.cell and name not in SESSION:
                self.trace.edges[(self.opened[0], self.cell, name)] = "bind"
            return (Object("unknown"),)
        flags = (self.branch > 0) + 2 * (self.maybe > 0) + 4 * (self.catching > 0)
        if self.guards and name in self.guards:
            flags += 8
        key = (name, span, (self.cell << 28 | self.home) << 4 | flags)
        known_before = len(self.seen)
        if self.seen.setdefault(key, entries) is not entries:
            self.seen[key] = entries
        elif len(self.seen) == known_before:
            return entries[0].objects if len(entries) == 1 else join(entry.objects for entry in entries)
        bindings: tuple[Binding, ...] = entries
        gone: tuple[Gone, ...] = ()
        if len(entries) > 1 or type(entries[0]) is not Binding:
            bindings = tuple(entry for entry in entries if type(entry) is Binding)
            gone = tuple(entry for entry in entries if type(entry) is Gone) if name not in BUILTINS else ()
            if not bindings and not gone:
                return (Object("builtin", f"builtins.{name}"),)
        cell, edges = self.cell, self.trace.edges
        for binding in bindings:
            if binding.cell != cell:
                edges[(binding.cell, cell, name)] = "bind"
            if binding.time > self.changed_before or (binding.linked_in == cell and binding.linked_at == self.changes):
                continue  # no other cell has changed it since it was bound, or since it was read here before
            binding.linked_in, binding.linked_at = cell, self.changes
            objects: Value = binding.objects
            for held in objects:
                if held.kind == "module" or (held.attrs is None and not held.items):
                    if held.log:
                        self.link_changes(held, binding, name)
                    continue
                for found in held.reach():
                    if found.log:
                        self.link_changes(found, binding, name)
        if gone and not soft:
            self.miss(name, span, bindings, gone)
        else:
            self.record(self.new_read(name, span, bindings))
        return bindings[0].objects if len(bindings) == 1 else join(binding.objects for binding in bindings) or (Object("unknown"),)

    def link_changes(self, found: Object, binding: Binding, name: str) -> None:
        edges, cell = self.trace.edges, self.cell
        guessed = self.trace.guessed
        for changer, (time, via, is_guess) in (found.log or {}).items():
            if changer != cell and time > binding.time:
                key = (changer, cell, name)
                old = edges.get(key)
                if old is None and is_guess:
                    guessed.add(key)
                elif not is_guess:
                    guessed.discard(key)
                if old is None or (via == "mutate" and old != "bind"):
                    edges[key] = via

    def new_read(self, name: str, span: Span, bindings: tuple[Binding, ...]) -> Read:
        self.time += 1
        return Read(
            name,
            self.cell,
            _place(self.home, span),
            bindings,
            certain=not (self.branch or self.maybe),
            called=not self.maybe,
            function=self.function,
            call_place=_place(self.cell, self.call_span) if self.stack and self.call_span else None,
            guarded=bool(self.catching) or name in self.guards,
            hidden_by=bool(self.opened),
            time=self.time,
        )

    def record(self, read: Read) -> None:
        self.trace.reads.append(read)

    def miss(self, name: str, span: Span, bindings: tuple[Binding, ...], gone: tuple[Gone, ...]) -> None:
        read = self.new_read(name, span, bindings)
        deleted = next((entry.place for entry in gone if entry.place is not None), None)
        read.deleted_at = deleted
        if bindings:
            read.missing = "maybe-deleted" if deleted else "maybe-unbound"
        else:
            read.missing = "deleted" if deleted else "never-defined"
            if deleted:
                read.hidden_by = self.opened_at > max(entry.time for entry in gone)
            elif self.stars and not read.hidden_by:
                read.hidden_by = any(self.sources.adds(module, name) for _, _, module, _ in self.stars)
            if not self.maybe:
                self.missed.append((self.branch, read))
        self.record(read)

    def read_after(self, name: str, span: Span, entries: Entries | None) -> Value:
        if name not in self.bound and entries is None and name not in BUILTINS and name not in self.provided and not name.startswith("__"):
            key = (self.cell, self.home, name, span)
            if key not in self.seen and not HISTORY.fullmatch(name):
                self.seen[key] = ()
                self.miss(name, span, (), ())
        return join(entry.objects for entry in entries) if entries else (Object("unknown"),)

    def delete_global(self, name: str, span: Span) -> None:
        if self.after:
            return
        entries = self.lookup(name)
        if entries is None:
            if name not in BUILTINS:
                self.miss(name, span, (), ())
        else:
            for entry in entries:
                if type(entry) is Binding and entry.cell != self.cell:
                    self.trace.edges.setdefault((entry.cell, self.cell, name), "delete")
            gone = tuple(entry for entry in entries if type(entry) is Gone)
            if gone:
                self.miss(name, span, tuple(entry for entry in entries if type(entry) is Binding), gone)
        self.version += 1
        self.time += 1
        self.maps[-1][name] = (Gone(self.place(span), self.time), *(entries or () if self.maybe else ()))

    def mutate(self, value: Value, how: str, span: Span, is_guess: bool = False) -> None:
        """The value's objects change in place; a guess where only the name of a method says so."""
        if self.after:
            return
        for changed in value:
            if changed.kind in IMMUTABLE and changed.owner is None:
                continue
            via = VIA.get(changed.kind, "mutate")
            self.time += 1
            self.changes += 1
            self.changed_at = self.time
            names: dict[str, None] = {}
            target = changed.qualified if changed.kind == "module" else None
            found: Object | None = changed
            depth = 0
            while found is not None and depth < 8:
                if found.kind != "module" or found is changed or found.owner is None:
                    if found.log is None:
                        found.log = {}
                    old = found.log.get(self.cell)
                    if old is None:
                        found.log[self.cell] = (self.time, via, is_guess)
                    else:
                        found.log[self.cell] = (self.time, "mutate" if old[1] == "mutate" else via, old[2] and is_guess)
                for name, binding in (found.names or {}).items():
                    if any(entry is binding for entry in self.lookup(name) or ()):
                        names[name] = None
                found = found.owner
                depth += 1
            self.version += 1
            key = (self.cell, self.home, span, how, tuple(names))
            known_before = len(self.mutated_at)
            self.mutated_at.add(key)
            if len(self.mutated_at) > known_before:
                self.trace.mutations.append(
                    Mutation(tuple(names), self.cell, self.place(span), how, via, not (self.branch or self.maybe), target)
                )

    def frame_at(self, hops: int) -> Frame | None:
        frame = self.frame
        while hops and frame is not None:
            frame = frame.parent
            hops -= 1
        return frame

    def open(self, span: Span | None = None) -> None:
        """Names may be bound that can't be known."""
        if self.after:
            return
        self.time += 1
        self.opened_at = self.time
        self.trace.openings.append((self.time, self.cell, self.place(span) if span is not None and self.home == self.cell else None))
        if self.cell not in self.opened:
            self.opened.append(self.cell)
            self.trace.opened.append(self.cell)

    def module(self, qualified: str) -> Object:
        first, *rest = same(qualified).split(".")
        found = self.modules.get(first)
        if found is None:
            need(first)
            found = self.modules[first] = Object("module", first)
        for name in rest:
            found = found.part(name)
        return found

    def take(self, names: frozenset[str] | None, module: str, span: Span, weak: bool = False) -> None:
        """Names from another file are bound, or perhaps bound."""
        if self.after:
            return
        if names is None:
            self.open(span)
            return
        self.stars.append((self.cell, span, module, names))
        self.trace.brought[self.cell] = self.trace.brought.get(self.cell, frozenset()) | names
        for name in dict.fromkeys(name for known in self.maps for name in known):
            if name in names:
                self.bind_global(name, span, "star", (self.module(f"{module}.{name}"),), weak)

    def forget(self, deleted: Iterable[str], span: Span) -> None:
        bound = {name for names in self.maps for name in names}
        for name in deleted:
            if name == "*":
                self.stars.clear()
                self.opened.clear()
                self.opened_at = 0
                for each in bound:
                    self.maps[-1][each] = (Gone(self.place(span)),)
            elif name.startswith("/"):
                try:
                    pattern = re.compile(name[1:])
                except re.error:
                    continue
                for each in bound:
                    if pattern.search(each):
                        self.maps[-1][each] = (Gone(self.place(span)),)
            else:
                self.delete_global(name, span)
        self.version += 1

    def context(self) -> tuple[bool, bool, bool, tuple[str, ...]]:
        """What a read's record depends on beside the place."""
        return bool(self.branch), bool(self.maybe), bool(self.catching), tuple(self.guards)
