"""One abstract run of the cells in a given order -> Trace: which bindings reach which reads, what is changed in place, what is called.

An abstract interpretation (Cousot and Cousot 1977) of the cells' operations: the environment of globals is flow-sensitive and joined where
paths meet; objects are named by where they are made, so that aliases share their changes; functions of the notebook are run where they are
called. Loops are run once, recursion is cut, the work is bounded. Nothing of the notebook is executed.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from jupyter_mldebt import facts as op_codes
from jupyter_mldebt.events import Binding, BindingKind, Call, Mutation, Read, Trace
from jupyter_mldebt.facts import ATTR, CALL, GLOBAL, ITEM, PARTS, CellFacts, Function, Op
from jupyter_mldebt.heap import CONTAINERS, IMMUTABLE, VIA, Object, Value, join, made
from jupyter_mldebt.knowledge import Known, table
from jupyter_mldebt.magics import Magic
from jupyter_mldebt.model import Notebook, Place
from jupyter_mldebt.sources import Script, Sources
from jupyter_mldebt.text import Span

# what every IPython kernel has beside Python's built-ins
_KERNEL = frozenset("get_ipython display exit quit In Out _ __ ___ _i _ii _iii _ih _oh _dh __builtin__ __builtins__ __IPYTHON__".split())
_BUILTINS = (
    frozenset(dir(builtins))
    | _KERNEL
    | {"ExceptionGroup", "BaseExceptionGroup", "EncodingWarning", "aiter", "anext", "PythonFinalizationError"}
) - {"__build_class__"}
_HISTORY = re.compile(r"_{1,3}|_i{1,3}|_i?\d+|_oh|_ih|_dh|In|Out")
# names that Spark and Databricks kernels give; elsewhere they may come from a start-up file
_SESSION = frozenset("spark sc sqlContext dbutils".split())
_SPARK_KERNEL = frozenset("spark sc sqlContext sqlCtx dbutils displayHTML table sql udf getArgument".split())
# methods that change their receiver whatever it is, where nothing better is known
_CHANGING = frozenset(
    "append extend insert remove clear reverse sort update setdefault popitem pop add discard appendleft popleft extendleft rotate "
    "fit partial_fit fit_transform fit_predict fit_resample fit_generator compile load_state_dict zero_grad backward fill put itemset "
    "resize partition intersection_update difference_update symmetric_difference_update shuffle train_on_batch add_node add_edge "
    "add_nodes_from add_edges_from load_weights __setitem__ __delitem__ __iadd__".split()
)
_VIEWING = frozenset(
    "reshape ravel view transpose squeeze swapaxes get setdefault items values keys __getitem__ get_group gca axes".split()
)
_CONSUMED = frozenset(
    f"builtins.{name}"
    for name in (
        "list tuple set dict frozenset sorted sum min max any all iter next enumerate zip map filter reversed print str repr len".split()
    )
)
_HOLDING = frozenset(
    f"builtins.{name}" for name in "list tuple set dict frozenset sorted reversed iter enumerate zip filter next min max copy.copy".split()
) | {
    "copy.copy",
    "collections.deque",
    "collections.OrderedDict",
}
_IN_PLACE = frozenset(("list", "set", "dict", "deque", "array", "series", "frame", "instance"))
_WITH_CLASS = frozenset(("instance", "class", "super"))
_CALLED_BACK = frozenset(("generator", "function", "method", "partial", "instance", "class"))
_NOTHING_GIVEN: dict[str, Value] = {}
_TABLES = frozenset(("frame", "series", "array"))
_SELECTING = frozenset(("list", "series", "array", "frame", "index"))
_REGISTERS = frozenset(("register_line_magic", "register_cell_magic", "register_line_cell_magic"))
_ENDS = frozenset(("builtins.exit", "builtins.quit", "sys.exit", "os._exit"))
_MOST_DEPTH, _MOST_CALLS, _MOST_OPS = 14, 4000, 400_000
_LEFT, _RAISED = 1, 2
# special names of a class that no operator asks for
_MAKING = frozenset(("__init__", "__new__", "__post_init__", "__init_subclass__", "__set_name__", "__module__", "__slots__"))
# where the run is: what must be as before when a part of it had to be given up
_POSITION = ("cell", "home", "branch", "maybe", "catching", "dead", "future", "frame", "function", "call_span", "returns", "yields")
_STACKS = ("maps", "guards", "stack")


def _is_constructed(qualified: str | None) -> bool:
    """True where the call that made an object has the name of a class: the object changes in place, as a number does not."""
    return qualified is not None and qualified.rpartition(".")[2][:1].isupper()


def _as_key(value: Value) -> Value:
    """What of a value may be a key that is worth to be held: data that changes in place can't be one."""
    return tuple(found for found in value if found.kind in ("function", "method", "partial", "class", "instance"))


def _cannot_fit(base: Value, key: Op, value: Value) -> bool:
    """True where an array's slice is surely given more items than it has."""
    if not base or not value or key[0] != op_codes.PLAIN or key[1] != "slice" or key[3] is None:
        return False
    sizes = [len(found.payload) if found.kind in ("list", "tuple") and isinstance(found.payload, tuple) else 0 for found in value]
    return all(found.kind == "array" for found in base) and all(size > max(1, key[3]) for size in sizes)


def _root(callee: Op) -> str | None:
    """The global at the root of a receiver."""
    op = callee[1]
    while op[0] in (ATTR, ITEM, CALL):
        op = op[1]
    return op[1] if op[0] == GLOBAL else None


class _Gone:
    """No value on this path: never bound, or deleted at a place."""

    __slots__ = ("place",)
    objects: Value = ()
    cell = -1

    def __init__(self, place: Place | None) -> None:
        self.place = place


_UNBOUND = _Gone(None)
_Entries = tuple[Any, ...]  # of Binding and _Gone


class _Frame:
    """Local names of one call, class body or comprehension.

    Parameters
    ----------
    parent : the frame of the text around it
    branch : how many open branches there were when it began
    """

    __slots__ = ("names", "parent", "branch", "self_value", "owner")

    def __init__(self, parent: _Frame | None, branch: int) -> None:
        self.names: dict[str, Value] = {}
        self.parent = parent
        self.branch = branch
        self.self_value: Value = parent.self_value if parent is not None else ()
        self.owner: Object | None = parent.owner if parent is not None else None


class _Code:
    """A function object: the compiled function, the frame around it, the cell of its text, the class it belongs to."""

    __slots__ = ("function", "frame", "home", "owner", "called", "future")

    def __init__(self, function: Function, frame: _Frame | None, home: int, future: bool) -> None:
        self.function = function
        self.frame = frame
        self.home = home
        self.owner: Object | None = None
        self.called = False
        self.future = future


def run(notebook: Notebook, facts: Mapping[int, CellFacts], order: Sequence[int], sources: Sources | None = None) -> Trace:
    """Run the cells abstractly.

    Parameters
    ----------
    notebook : the notebook, for its kernel
    facts : facts of each code cell, by index among all cells
    order : cells in the order in which they run
    sources : where star imports and %run look for other files' names; None: nowhere
    """
    flow = _Flow(notebook, facts, sources or Sources(None, paths=()))
    for index in order:
        flow.run_cell(index)
    flow.finish()
    flow.let_go()
    return flow.trace


def _bound_by(script: Script) -> tuple[frozenset[str] | None, str | None]:
    """Globals that a file has bound when it was run to its end or to its first missing name, None where they can't be known; and that name."""
    flow = _Flow(script.notebook, script.facts, script.sources)
    for index in script.facts:
        flow.run_cell(index)
    trace, opened, stars = flow.trace, flow.opened, flow.stars
    left = {name for name, entries in flow.maps[0].items() if any(type(entry) is Binding for entry in entries)}
    flow.let_go()
    if opened or any(facts.problem is not None for facts in script.facts.values()):
        return None, None
    stop = next((read for read in trace.reads if read.missing and not read.bindings and read.certain and not read.guarded), None)
    names = left if stop is None else {binding.name for binding in trace.bindings if binding.time < stop.time}
    return frozenset(names.union(*(exported for *_, exported in stars))), stop.name if stop is not None else None


class _Flow:
    def __init__(self, notebook: Notebook, facts: Mapping[int, CellFacts], sources: Sources) -> None:
        self.facts = facts
        self.sources = sources
        self.trace = Trace()
        self.table = table()
        kernel = (notebook.kernel or "").lower()
        self.provided = sources.provided | (_SPARK_KERNEL if "spark" in kernel or "databricks" in kernel else frozenset())
        self.maps: list[dict[str, _Entries]] = [{}]
        self.stars: list[tuple[int, Span, str, frozenset[str]]] = []
        self.opened: list[int] = []
        self.modules: dict[str, Object] = {}
        self.codes: list[tuple[Object, _Code]] = []
        self.time = 0
        self.version = 0
        self.work = 0
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
        self.missed: list[int] = []  # how many branches were open where a name was missing
        self.future = False
        self.frame: _Frame | None = None
        self.function: str | None = None
        self.call_span: Span | None = None
        self.stack: list[Function] = []
        self.returns: list[Value] = []
        self.yields: list[Value] = []
        self.memo: dict[Any, tuple[int, Value, Any]] = {}
        self.seen: dict[Any, _Entries] = {}
        self.consumed: set[tuple[int, int]] = set()
        self.generators: list[Object] = []  # keeps the ids in `consumed` from being given again
        self.called_at: set[Any] = set()
        self.mutated_at: set[Any] = set()
        self.bound: frozenset[str] = frozenset()
        self.after = False  # the run is over: functions that nobody called are looked at
        self.run_expr: dict[int, Callable[[Op], Value]] = {
            op_codes.CONST: self.on_const,
            op_codes.GLOBAL: self.on_global,
            op_codes.LOCAL: self.on_local,
            op_codes.CLASSY: self.on_classy,
            op_codes.FRESH: self.on_fresh,
            op_codes.PARTS: self.on_parts,
            op_codes.ATTR: self.on_attr,
            op_codes.ITEM: self.on_item,
            op_codes.CALL: self.on_call,
            op_codes.CLOSURE: self.on_closure,
            op_codes.COMP: self.on_comprehension,
            op_codes.EITHER: self.on_either,
            op_codes.UNLESS: self.on_unless,
            op_codes.WALRUS: self.on_walrus,
            op_codes.NAMED_GLOBAL: self.on_named_global,
            op_codes.RUN: self.on_run,
            op_codes.PLAIN: self.on_plain,
            op_codes.MAGIC: self.on_magic,
            op_codes.YIELD: self.on_yield,
        }
        self.run_statement: dict[int, Callable[[Op], None]] = {
            op_codes.EXPR: self.on_expr,
            op_codes.ASSIGN: self.on_assign,
            op_codes.AUGMENT: self.on_augment,
            op_codes.DELETE: self.on_delete,
            op_codes.IF: self.on_if,
            op_codes.LOOP: self.on_loop,
            op_codes.TRY: self.on_try,
            op_codes.WITH: self.on_with,
            op_codes.DEF: self.on_def,
            op_codes.CLASS: self.on_class,
            op_codes.IMPORT: self.on_import,
            op_codes.STAR: self.on_star,
            op_codes.RETURN: self.on_return,
            op_codes.RAISE: self.on_raise,
            op_codes.LEAVE: self.on_leave,
            op_codes.MATCH: self.on_match,
            op_codes.ANNOTATE: self.on_annotate,
            op_codes.UNHIDDEN: self.on_unhidden,
        }

    # -- cells ----------------------------------------------------------------------------------------------------------------------------

    def run_cell(self, index: int) -> None:
        facts = self.facts[index]
        self.cell = self.home = index
        self.calls = 0
        self.memo.clear()
        self.missed.clear()
        self.dead = 0
        if facts.problem is not None:
            for name, place in facts.possible:
                self.bind_global(name, place, "possible", (Object("unknown"),), weak=True)
            for magic in facts.magics:
                span = (magic.line, magic.column, magic.end_line, magic.end_column)
                self.on_magic((op_codes.MAGIC, magic, (), None, None, span))
            if facts.opens:
                self.open()
            return
        for number, statement in enumerate(facts.statements):
            self.statement = number
            try:
                self.block(statement)
            except RecursionError:
                self.give_up()
            if self.dead:
                break
        self.dead = 0

    def let_go(self) -> None:
        """Undo what refers back to itself: all that only the run needed goes when its caller is done, not when garbage is collected."""
        self.run_expr.clear()
        self.run_statement.clear()
        for _, code in self.codes:
            code.frame = code.owner = None
        seen: set[int] = set()
        todo = [*self.modules.values(), *(found for binding in self.trace.bindings for found in binding.objects)]
        while todo:
            found = todo.pop()
            if id(found) not in seen:
                seen.add(id(found))
                found.owner = found.names = None
                for value in (found.attrs or {}).values():
                    todo += value
                todo += found.items or ()

    def give_up(self) -> None:
        """Go on behind a statement that is nested too deeply to be run by this Python: what it did so far stays, more may be bound."""
        for names in self.maps[1:]:
            self.maps[0].update(names)
        del self.maps[1:]
        self.home, self.frame, self.function, self.call_span = self.cell, None, None, None
        self.branch = self.catching = self.dead = 0
        self.maybe = int(self.after)
        self.returns, self.yields = [], []
        self.guards.clear()
        self.stack.clear()
        self.version += 1
        self.open()

    def finish(self) -> None:
        """Look at functions that nobody called, and tell names that are never bound from those bound too late."""
        by_name: dict[str, list[Binding]] = {}
        for binding in self.trace.bindings:
            by_name.setdefault(binding.name, []).append(binding)
        self.after, self.bound = True, frozenset(by_name)
        self.maybe += 1
        self.memo.clear()
        for found, code in self.codes:
            if not code.called:
                self.cell = self.home = code.home
                self.call_span = None
                self.calls = 0
                try:
                    self.invoke(found, code, (), {}, opaque=True)
                except RecursionError:
                    self.give_up()
        self.maybe -= 1
        for read in self.trace.reads:
            if read.missing in ("never-defined", "defined-later"):
                later = [b for b in by_name.get(read.name, ()) if b.time > read.time and b.kind not in ("possible", "augmented")]
                possibly = any(b.kind == "possible" for b in by_name.get(read.name, ()))
                read.hidden_by = read.hidden_by or (possibly and not later) or (read.name in _SESSION and not later)
                if later:
                    read.missing, read.later = "defined-later", tuple(later)

    def block(self, ops: Iterable[Op]) -> None:
        statements = self.run_statement
        for op in ops:
            self.work += 1
            statements[op[0]](op)
            if self.dead:
                return

    def eval(self, op: Op) -> Value:
        return self.run_expr[op[0]](op)

    def place(self, span: Span, cell: int | None = None) -> Place:
        return Place(self.home if cell is None else cell, *span)

    # -- globals --------------------------------------------------------------------------------------------------------------------------

    def lookup(self, name: str) -> _Entries | None:
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
        return Binding(name, cell, Place(cell, *span), "star", True, "module", f"{module}.{name}", self.time, value)

    def bind_global(self, name: str, span: Span, kind: BindingKind, value: Value, weak: bool = False, qualified: str | None = None) -> None:
        if self.after:
            return
        self.time += 1
        self.version += 1
        first = value[0] if value else None
        binding = Binding(
            name,
            self.cell,
            Place(self.home, *span),
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
        entries: _Entries = (binding,)
        if weak or self.maybe:
            entries += tuple(entry for entry in self.lookup(name) or () if isinstance(entry, Binding))
        self.maps[-1][name] = entries

    def read_global(self, name: str, span: Span, soft: bool = False) -> Value:
        """The value of a global, and a record of the read. A soft read is one that does not fail where the name is missing."""
        entries = self.lookup(name)
        if self.after:
            return self.read_after(name, span, entries)
        if entries is None:
            if (
                name in _BUILTINS
                or name in self.provided
                or name.startswith("__")
                and name in ("__name__", "__doc__", "__spec__", "__loader__", "__package__")
            ):
                if _HISTORY.fullmatch(name):
                    self.record(Read(name, self.cell, self.place(span), ()))
                return (Object("builtin", f"builtins.{name}"),)
            if _HISTORY.fullmatch(name):
                self.record(Read(name, self.cell, self.place(span), ()))
                return (Object("unknown"),)
            if not soft:
                self.miss(name, span, (), ())
            if len(self.opened) == 1 and self.opened[0] != self.cell and name not in _SESSION:
                self.trace.edges[(self.opened[0], self.cell, name)] = "bind"
            return (Object("unknown"),)
        key = (self.cell, self.home, name, span, not self.branch, not self.maybe, not self.catching, name in self.guards)
        if self.seen.get(key) is entries:
            return entries[0].objects if len(entries) == 1 else join(entry.objects for entry in entries)
        self.seen[key] = entries
        bindings: tuple[Binding, ...] = entries
        gone: tuple[_Gone, ...] = ()
        if len(entries) > 1 or type(entries[0]) is not Binding:
            bindings = tuple(entry for entry in entries if type(entry) is Binding)
            gone = tuple(entry for entry in entries if type(entry) is _Gone) if name not in _BUILTINS else ()
            if not bindings and not gone:
                return (Object("builtin", f"builtins.{name}"),)
        cell, edges = self.cell, self.trace.edges
        for binding in bindings:
            if binding.cell != cell:
                edges[(binding.cell, cell, name)] = "bind"
            for held in binding.objects:
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
        for changer, (time, via) in (found.log or {}).items():
            if changer != cell and time > binding.time:
                key = (changer, cell, name)
                old = edges.get(key)
                if old is None or (via == "mutate" and old != "bind"):
                    edges[key] = via

    def new_read(self, name: str, span: Span, bindings: tuple[Binding, ...]) -> Read:
        self.time += 1
        return Read(
            name,
            self.cell,
            Place(self.home, *span),
            bindings,
            certain=not (self.branch or self.maybe),
            called=not self.maybe,
            function=self.function,
            call_place=Place(self.cell, *self.call_span) if self.stack and self.call_span else None,
            guarded=bool(self.catching) or name in self.guards,
            hidden_by=bool(self.opened),
            time=self.time,
        )

    def record(self, read: Read) -> None:
        self.trace.reads.append(read)

    def miss(self, name: str, span: Span, bindings: tuple[Binding, ...], gone: tuple[_Gone, ...]) -> None:
        read = self.new_read(name, span, bindings)
        deleted = next((entry.place for entry in gone if entry.place is not None), None)
        read.deleted_at = deleted
        if bindings:
            read.missing = "maybe-deleted" if deleted else "maybe-unbound"
        else:
            read.missing = "deleted" if deleted else "never-defined"
            if not self.maybe:
                self.missed.append(self.branch)
        self.record(read)

    def read_after(self, name: str, span: Span, entries: _Entries | None) -> Value:
        if name not in self.bound and entries is None and name not in _BUILTINS and name not in self.provided and not name.startswith("__"):
            key = (self.cell, self.home, name, span)
            if key not in self.seen and not _HISTORY.fullmatch(name):
                self.seen[key] = ()
                self.miss(name, span, (), ())
        return join(entry.objects for entry in entries) if entries else (Object("unknown"),)

    def delete_global(self, name: str, span: Span) -> None:
        if self.after:
            return
        entries = self.lookup(name)
        if entries is None:
            if name not in _BUILTINS:
                self.miss(name, span, (), ())
        else:
            for entry in entries:
                if type(entry) is Binding and entry.cell != self.cell:
                    self.trace.edges.setdefault((entry.cell, self.cell, name), "delete")
            gone = tuple(entry for entry in entries if type(entry) is _Gone)
            if gone:
                self.miss(name, span, tuple(entry for entry in entries if type(entry) is Binding), gone)
        self.version += 1
        self.time += 1
        self.maps[-1][name] = (_Gone(self.place(span)), *(entries or () if self.maybe else ()))

    # -- changes --------------------------------------------------------------------------------------------------------------------------

    def mutate(self, value: Value, how: str, span: Span) -> None:
        if self.after:
            return
        for changed in value:
            if changed.kind in IMMUTABLE and changed.owner is None:
                continue
            via = VIA.get(changed.kind, "mutate")
            self.time += 1
            names: dict[str, None] = {}
            target = changed.qualified if changed.kind == "module" else None
            found: Object | None = changed
            depth = 0
            while found is not None and depth < 8:
                if found.kind != "module" or found is changed or found.owner is None:
                    if found.log is None:
                        found.log = {}
                    old = found.log.get(self.cell)
                    found.log[self.cell] = (self.time, "mutate" if old is not None and old[1] == "mutate" else via)
                for name, binding in (found.names or {}).items():
                    if any(entry is binding for entry in self.lookup(name) or ()):
                        names[name] = None
                found = found.owner
                depth += 1
            self.version += 1
            key = (self.cell, self.home, span, how, tuple(names))
            if key not in self.mutated_at:
                self.mutated_at.add(key)
                self.trace.mutations.append(
                    Mutation(tuple(names), self.cell, self.place(span), how, via, not (self.branch or self.maybe), target)
                )

    # -- expressions ----------------------------------------------------------------------------------------------------------------------

    def on_const(self, op: Op) -> Value:
        if op[2] is True or op[2] is False:
            return _TRUE if op[2] else _FALSE
        return _CONSTANTS[op[1]]

    def on_global(self, op: Op) -> Value:
        return self.read_global(op[1], op[2])

    def on_local(self, op: Op) -> Value:
        hops = op[3]
        frame = self.frame if not hops else self.frame_at(hops)
        return (frame.names.get(op[1]) if frame is not None else None) or (Object("unknown"),)

    def frame_at(self, hops: int) -> _Frame | None:
        frame = self.frame
        while hops and frame is not None:
            frame = frame.parent
            hops -= 1
        return frame

    def on_classy(self, op: Op) -> Value:
        if self.frame is not None and op[1] in self.frame.names:
            return self.frame.names[op[1]]
        return self.read_global(op[1], op[2])

    def on_yield(self, op: Op) -> Value:
        self.yields.append(self.eval(op[1]))
        return (Object("unknown"),)

    def on_fresh(self, op: Op) -> Value:
        fresh = Object(op[1])
        run = self.run_expr
        if op[1] == "dict":
            for key in op[3]:
                fresh.hold(_as_key(run[key[0]](key)))
        values = [run[child[0]](child) for child in op[2]]
        for value in values:
            fresh.hold(value)
        if op[1] in ("tuple", "list"):
            fresh.payload = tuple(values)
        return (fresh,)

    def on_plain(self, op: Op) -> Value:
        kind = op[1]
        run = self.run_expr
        if kind == "formatted":
            return self.formatted(*op[2])
        values = [run[child[0]](child) for child in op[2]]
        if kind == "binary":
            kinds = [found.kind for value in values for found in value]
            for wanted in ("frame", "series", "array"):
                if wanted in kinds:
                    return (Object(wanted),)
            if kinds and all(found == kinds[0] for found in kinds) and kinds[0] in ("str", "number", "list", "tuple"):
                result = Object(kinds[0])
                if kinds[0] in CONTAINERS:
                    for value in values:
                        result.hold(self.contents(value))
                return _CONSTANTS[kinds[0]] if kinds[0] in _CONSTANTS else (result,)
            self.dunder(values)
            return (Object("unknown"),)
        if kind in ("compare", "unary"):
            self.dunder(values)
            found = next((f.kind for value in values for f in value if f.kind in ("frame", "series", "array")), None)
            return (Object(found),) if found else (Object("unknown"),)
        if kind == "str":
            self.dunder(values)
            return _CONSTANTS["str"]
        return (Object("unknown"),)

    def formatted(self, value: Op, spec: Op) -> Value:
        """A value and how it is to be written, which nobody asks for where the value is missing."""
        missed = len(self.missed)
        self.dunder([self.eval(value)])
        is_missing = len(self.missed) > missed
        self.catching += is_missing
        self.eval(spec)
        self.catching -= is_missing
        return _CONSTANTS["str"]

    def on_parts(self, op: Op) -> Value:
        return self.iterate(self.eval(op[1]))

    def on_attr(self, op: Op) -> Value:
        base = self.eval(op[1])
        if len(base) == 1:
            return self.attribute(base[0], op[2])
        return join([self.attribute(found, op[2]) for found in base])

    def attribute(self, found: Object, name: str) -> Value:
        if found.kind not in _WITH_CLASS:
            return (found.part(name),)
        if found.kind == "instance":
            if found.attrs and name in found.attrs:
                return found.attrs[name]
            value = self.class_attribute(found.payload, name)
            if value is None:
                return (found.part(name),)
            bound: list[Value] = []
            for inner in value:
                if inner.kind == "function":
                    if "property" in inner.payload.function.decorators or "cached_property" in inner.payload.function.decorators:
                        bound.append(self.invoke(inner, inner.payload, ((found,),), {}))
                    else:
                        bound.append((Object("method", payload=(inner, found)),))
                else:
                    bound.append((inner,))
            return join(bound)
        if found.kind == "class":
            value = self.class_attribute(found, name)
            return value if value is not None else (found.part(name),)
        return (Object("unknown", payload=found.payload),)

    def class_attribute(self, owner: Object, name: str, depth: int = 0, skip_own: bool = False) -> Value | None:
        if not skip_own and owner.attrs and name in owner.attrs:
            return owner.attrs[name]
        if depth < 8:
            for base in owner.payload or ():
                if base.kind == "class":
                    value = self.class_attribute(base, name, depth + 1)
                    if value is not None:
                        return value
        return None

    def has_unknown_base(self, owner: Object, depth: int = 0) -> bool:
        return any(
            base.qualified != "builtins.object" if base.kind != "class" else depth < 8 and self.has_unknown_base(base, depth + 1)
            for base in owner.payload or ()
        )

    def on_item(self, op: Op) -> Value:
        base = self.eval(op[1])
        key_kinds = {key.kind for key in self.eval(op[2])}
        results: list[Value] = []
        for found in base:
            if found.kind in _TABLES and key_kinds & _SELECTING:
                results.append((Object(found.kind),))  # a mask or a list selects a copy
            elif (
                found.kind in CONTAINERS
                and isinstance(found.payload, tuple)
                and type(op[3]) is int
                and -len(found.payload) <= op[3] < len(found.payload)
            ):
                results.append(found.payload[op[3]])
            elif found.items:
                results.append(tuple(found.items))
            elif found.kind == "instance":
                self.dunder([(found,)])
                results.append((found.part("[]"),))
            else:
                results.append((found.part(f"[{op[3]!r}]" if op[3] is not None else "[]"),))
        return join(results)

    def on_closure(self, op: Op) -> Value:
        return (self.new_function(op[1]),)

    def new_function(self, function: Function) -> Object:
        code = _Code(function, self.frame, self.home, self.future)
        made_function = Object("function", payload=code)
        for default in function.defaults.values():
            made_function.hold(self.eval(default))
        if not self.after:
            self.codes.append((made_function, code))
        return made_function

    def on_comprehension(self, op: Op) -> Value:
        kind, first = op[1], op[2]
        items = self.iterate(self.eval(first))
        if kind == "generator":
            result = Object("generator", payload=("lazy", op, items, self.frame, self.home, self.function))
            return (result,)
        return (self.comprehend(op, items),)

    def comprehend(self, op: Op, items: Value) -> Object:
        outer = self.frame
        self.frame = _Frame(outer, self.branch)
        result = Object("list" if op[1] == "generator" else op[1])
        for number, (target, iterable, conditions) in enumerate(op[3]):
            values = items if number == 0 else self.iterate(self.eval(iterable))
            self.assign(target, values)
            for condition in conditions:
                self.eval(condition)
        *keys, element = op[4]
        for key in keys:
            result.hold(_as_key(self.eval(key)))
        result.hold(self.eval(element))
        self.frame = outer
        return result

    def on_either(self, op: Op) -> Value:
        self.eval(op[1])
        truth, guards = op[4], op[5]
        results: list[Value] = []
        for taken, branch in ((True, op[2]), (False, op[3])):
            if truth is not None and truth is not taken:
                continue
            names = [name for name, sense in guards if sense is taken]
            self.guards += names
            if truth is None:
                self.branch += 1
            results.append(self.eval(branch))
            if truth is None:
                self.branch -= 1
            del self.guards[len(self.guards) - len(names) :]
        return join(results)

    def on_unless(self, op: Op) -> Value:
        (first, *others), (guards, *further) = op[1:]
        results = [self.eval(first)]
        size = len(self.guards)
        self.branch += 1
        for child, more in zip(others, further, strict=True):
            self.guards += guards
            results.append(self.eval(child))
            guards = more
        self.branch -= 1
        del self.guards[size:]
        return join(results)

    def on_walrus(self, op: Op) -> Value:
        value = self.eval(op[2])
        self.assign(op[1], value)
        return value

    def on_named_global(self, op: Op) -> Value:
        return self.read_global(op[1], op[2], soft=True)

    def on_run(self, op: Op) -> Value:
        for argument in op[4]:
            self.eval(argument)
        self.block(op[1])
        result = self.eval(op[2]) if op[2] is not None else (Object("unknown"),)
        if op[3]:
            self.open()
        return result

    def open(self) -> None:
        """Names may be bound that can't be known."""
        if not self.after and self.cell not in self.opened:
            self.opened.append(self.cell)

    # -- iteration ------------------------------------------------------------------------------------------------------------------------

    def contents(self, value: Value) -> Value:
        """What a container may hold."""
        results: list[Value] = []
        for found in value:
            if found.items:
                results.append(tuple(found.items))
            elif found.kind in ("range", "str", "number", "bool", "none"):
                results.append(_CONSTANTS["number" if found.kind == "range" else found.kind])
            elif (
                found.kind in CONTAINERS
                and not found.payload
                and found.owner is None
                and found.qualified is None
                and found.kind != "generator"
            ):
                results.append((Object("unknown"),))
            else:
                results.append((found.part("[]"),))
        return join(results)

    def iterate(self, value: Value) -> Value:
        """What a loop over the value gets; generators are run."""
        for found in value:
            if found.kind == "generator":
                self.consume(found)
            elif found.kind == "instance":
                self.dunder([(found,)])
        return self.contents(value)

    def consume(self, found: Object) -> None:
        """Run the body of a generator, once."""
        payload = found.payload
        if not isinstance(payload, tuple) or not payload or payload[0] not in ("lazy", "function"):
            return
        if (id(found), self.cell) in self.consumed:
            return
        self.consumed.add((id(found), self.cell))
        self.generators.append(found)
        if payload[0] == "lazy":
            _, op, items, frame, home, function = payload
            outer = self.frame, self.home, self.function
            self.frame, self.home, self.function = frame, home, function
            found.hold(tuple(self.comprehend(op, items).items or ()))
            self.frame, self.home, self.function = outer
        else:
            _, inner, code, args, keywords = payload
            for run in self.invoke(inner, code, args, keywords, consume=True):
                found.hold(tuple(run.items or ()))

    def dunder(self, values: Iterable[Value]) -> None:
        """Operators on instances of the notebook's classes may run their special methods."""
        for value in values:
            for found in value:
                if found.kind == "instance" and found.payload.attrs:
                    for name, method in list(found.payload.attrs.items()):
                        if name.startswith("__") and name not in _MAKING:
                            for inner in method:
                                if inner.kind == "function" and inner.payload.function not in self.stack:
                                    self.maybe += 1
                                    self.invoke(inner, inner.payload, ((found,),), {}, opaque=True)
                                    self.maybe -= 1

    # -- calls ----------------------------------------------------------------------------------------------------------------------------

    def on_call(self, op: Op) -> Value:
        _, callee, arguments, keywords, literals, span = op
        run = self.run_expr
        self.work += 1
        is_method = callee[0] == ATTR
        base = callee[1] if is_method else callee
        called = run[base[0]](base)
        args: list[Value] = []
        spread: Value = ()
        for argument in arguments:
            value = run[argument[0]](argument)
            args.append(value)
            if argument[0] == PARTS:
                spread = join([spread, value])
        given = _NOTHING_GIVEN
        if keywords:
            given = {name: run[value[0]](value) for name, value in keywords if name is not None}
            for name, value in keywords:
                if name is None:
                    spread = join([spread, self.contents(self.eval(value))])
        if self.stack:
            results = self.call_each(called, callee, is_method, args, given, literals, span, spread)
        else:
            outer_span, self.call_span = self.call_span, span
            results = self.call_each(called, callee, is_method, args, given, literals, span, spread)
            self.call_span = outer_span
        return results or (Object("unknown"),)

    def call_each(
        self,
        called: Value,
        callee: Op,
        is_method: bool,
        args: Sequence[Value],
        given: Mapping[str, Value],
        literals: Mapping[str, Any],
        span: Span,
        spread: Value,
    ) -> Value:
        """Call what the value may be, or the method of what it may be."""
        if is_method:
            name = callee[2]
            if len(called) == 1:
                return self.call_method(called[0], name, args, given, literals, span, callee)
            return join([self.call_method(found, name, args, given, literals, span, callee) for found in called[:4]])
        if len(called) == 1:
            return self.call_object(called[0], args, given, literals, span, spread)
        return join([self.call_object(found, args, given, literals, span, spread) for found in called[:4]])

    def call_object(
        self,
        found: Object,
        args: Sequence[Value],
        given: Mapping[str, Value],
        literals: Mapping[str, Any],
        span: Span,
        spread: Value = (),
    ) -> Value:
        kind = found.kind
        if kind == "function":
            return self.invoke(found, found.payload, args, given, spread=spread)
        if kind == "class":
            return self.instantiate(found, args, given)
        if kind == "method":
            function, bound = found.payload
            return self.invoke(function, function.payload, ((bound,), *args), given, spread=spread)
        if kind == "instance":
            for name in ("__call__", "forward", "call"):
                value = self.class_attribute(found.payload, name)
                if value is not None:
                    return join(self.invoke(f, f.payload, ((found,), *args), given, spread=spread) for f in value if f.kind == "function")
            self.inherited(found)
            return self.library(None, args, given, literals, span, ())
        if kind == "builtin":
            return self.builtin(found.qualified or "", args, given, literals, span)
        if kind == "module":
            return self.library(found.qualified, args, given, literals, span, ())
        if kind == "partial":
            inner, first = found.payload
            return self.call_object(inner, (*first, *args), given, literals, span, spread)
        return self.library(f"{kind}.__call__" if kind != "unknown" else None, args, given, literals, span, ())

    def call_method(
        self,
        found: Object,
        name: str,
        args: Sequence[Value],
        given: Mapping[str, Value],
        literals: Mapping[str, Any],
        span: Span,
        root: Op,
    ) -> Value:
        kind = found.kind
        if kind == "module":
            held = found.attrs.get(name) if found.attrs else None
            if held is not None and held[0].kind != "module":
                return join(self.call_object(inner, args, given, literals, span) for inner in held)
            return self.library(f"{found.qualified}.{name}", args, given, literals, span, (), root)
        if kind == "instance":
            held = found.attrs.get(name) if found.attrs else None
            if held is not None and any(inner.kind in ("function", "method", "class", "instance") for inner in held):
                return join(self.call_object(inner, args, given, literals, span) for inner in held)
            value = self.class_attribute(found.payload, name)
            if value is not None:
                results = []
                for inner in value:
                    if inner.kind == "function":
                        decorators = inner.payload.function.decorators
                        first: tuple[Value, ...] = (
                            () if "staticmethod" in decorators else (((found.payload,),) if "classmethod" in decorators else ((found,),))
                        )
                        results.append(self.invoke(inner, inner.payload, (*first, *args), given))
                    else:
                        results.append(self.call_object(inner, args, given, literals, span))
                return join(results)
            if self.has_unknown_base(found.payload):
                self.inherited(found)
            return self.on_object(found, "unknown", name, args, given, literals, span, root)
        if kind == "class":
            value = self.class_attribute(found, name)
            if value is not None:
                results = []
                for inner in value:
                    if inner.kind == "function":
                        first = ((found,),) if "classmethod" in inner.payload.function.decorators else ()
                        results.append(self.invoke(inner, inner.payload, (*first, *args), given))
                    else:
                        results.append(self.call_object(inner, args, given, literals, span))
                return join(results)
            return self.library(None, args, given, literals, span, ())
        if kind == "super":
            instance, owner = found.payload
            value = self.class_attribute(owner, name, skip_own=True) if owner is not None else None
            if value is not None:
                return join(self.invoke(f, f.payload, (instance, *args), given) for f in value if f.kind == "function")
            return self.library(None, args, given, literals, span, ())
        if found.attrs and name in found.attrs and any(inner.kind in ("function", "method") for inner in found.attrs[name]):
            return join(self.call_object(inner, args, given, literals, span) for inner in found.attrs[name])
        return self.on_object(found, kind, name, args, given, literals, span, root)

    def inherited(self, found: Object) -> None:
        """A method of a library's base class may call any method of the notebook's class."""
        for value in list((found.payload.attrs or {}).values()):
            for inner in value:
                if inner.kind == "function" and inner.payload.function.name != "__init__" and inner.payload.function not in self.stack:
                    self.maybe += 1
                    self.invoke(inner, inner.payload, ((found,),), {}, opaque=True)
                    self.maybe -= 1

    def builtin(self, qualified: str, args: Sequence[Value], given: Mapping[str, Value], literals: Mapping[str, Any], span: Span) -> Value:
        if qualified == "builtins.super":
            frame = self.frame
            if frame is not None and frame.owner is not None:
                return (Object("super", payload=(frame.self_value, frame.owner)),)
            return (Object("unknown"),)
        if qualified == "builtins.getattr" and args:
            return join((found.part("?"),) for found in args[0]) or (Object("unknown"),)
        if qualified in ("builtins.property", "builtins.staticmethod", "builtins.classmethod") and args:
            return args[0]
        return self.library(qualified, args, given, literals, span, ())

    def on_object(
        self,
        found: Object,
        kind: str,
        name: str,
        args: Sequence[Value],
        given: Mapping[str, Value],
        literals: Mapping[str, Any],
        span: Span,
        root: Op,
    ) -> Value:
        """A method of an object that no class of the notebook made."""
        if kind == "generator":
            self.consume(found)  # send, throw, __next__
        target = f"{kind}.{name}"
        if target not in self.table and f"unknown.{name}" in self.table and kind not in ("str", "number"):
            known_target = f"unknown.{name}"
        else:
            known_target = target
        result = self.library(target, args, given, literals, span, (found,), root, known_target)
        if kind in CONTAINERS or kind in ("unknown", "dict"):
            if name in ("append", "add", "insert", "extend", "update", "appendleft", "setdefault", "put", "push"):
                for value in (*args, *given.values()):
                    found.hold(self.contents(value) if name in ("extend", "update") else value)
            elif name in ("pop", "popleft", "get", "values", "items", "popitem", "copy") and found.items:
                held = Object("list")
                held.items = list(found.items)
                return (held, *tuple(found.items)[:4]) if name in ("values", "items", "copy") else tuple(found.items)
        return result

    def library(
        self,
        target: str | None,
        args: Sequence[Value],
        given: Mapping[str, Value],
        literals: Mapping[str, Any],
        span: Span,
        receiver: Value,
        root: Op | None = None,
        known_target: str | None = None,
    ) -> Value:
        """A call of something that the notebook does not define."""
        if not self.after:
            key = (self.cell, self.home, span, target)
            if key not in self.called_at:
                self.called_at.add(key)
                self.trace.calls.append(
                    Call(self.cell, self.statement, Place(self.home, *span), target, self.function, _root(root) if root else None)
                )
        known: Known | None = None
        name = ""
        if target is not None:
            known = self.table.get(known_target or target)
            name = target[target.rfind(".") + 1 :]
            if target in _ENDS:
                self.dead = _RAISED
        for position, value in enumerate(args):
            for found in value:
                if found.kind in _CALLED_BACK:
                    self.call_back(found, position, known, target)
        if given:
            for keyword, value in given.items():
                for found in value:
                    if found.kind in _CALLED_BACK:
                        self.call_back(found, keyword, known, target)
        if known is not None:
            for what in known.mutates:
                if what == "self":
                    self.mutate(receiver, name, span)
                elif isinstance(what, int) and what < len(args):
                    self.mutate(args[what], "argument", span)
        elif receiver and name in _CHANGING:
            self.mutate(receiver, name, span)
        if literals and receiver and literals.get("inplace") is True:
            self.mutate(receiver, name, span)
        if given and "out" in given:
            self.mutate(given["out"], "argument", span)
        if receiver and VIA.get(receiver[0].kind) in ("draw", "file") and known is None:
            self.mutate(receiver, name, span)
        return self.result(target, known, name, args, receiver)

    def result(self, target: str | None, known: Known | None, name: str, args: Sequence[Value], receiver: Value) -> Value:
        if target in _HOLDING:
            whole = made(known.returns if known else None, target)
            for value in args:
                whole[0].hold(self.contents(value))
            return (
                whole
                if target not in ("builtins.next", "builtins.min", "builtins.max")
                else join([whole, *(self.contents(v) for v in args[:1])])
            )
        if target == "functools.partial" and args and args[0]:
            return tuple(Object("partial", payload=(found, tuple(args[1:]))) for found in args[0])
        if known is not None:
            if known.returns == "self":
                return receiver or (Object("unknown", target),)
            if known.returns == "arg0":
                return args[0] if args else (Object("unknown", target),)
            source = receiver or (args[0] if args else ())
            if known.view and source:
                kind = known.returns
                parts = []
                for found in source:
                    if found.kind in IMMUTABLE:
                        return made(kind, target)
                    part = found.part(f"{name}()")
                    if kind and not kind.startswith("("):
                        part.kind = kind
                    parts.append((part,))
                return join(parts)
            return made(known.returns, target)
        if receiver:
            if name in _VIEWING:
                return join(
                    (found.part(f"{name}()"),) if found.kind not in IMMUTABLE else _CONSTANTS.get(found.kind, ()) for found in receiver
                )
            kind = receiver[0].kind
            return (Object(kind if kind in ("axes", "figure") else "unknown", target),)
        return (Object("unknown", target),)

    def call_back(self, found: Object, where: int | str, known: Known | None, target: str | None) -> None:
        """Run a function of the notebook that is an argument: for sure where the table says so, perhaps where nothing is known."""
        kind = found.kind
        if kind == "generator":
            self.consume(found)
        elif kind == "instance":
            if known is None or target in _CONSUMED:
                self.dunder([(found,)])
        elif kind == "class":
            if known is not None and where in known.calls:
                self.instantiate(found, (), {}, opaque=True)
            elif known is None and self.has_unknown_base(found):
                self.inherited(Object("instance", payload=found))  # a framework runs its own subclasses: unittest, torch, ...
        elif known is None:
            self.maybe += 1
            self.call_unknown(found)
            self.maybe -= 1
        elif where in known.calls:
            self.call_unknown(found)

    def call_unknown(self, found: Object) -> None:
        """Call a function with arguments that are not known."""
        if found.kind == "method":
            function, bound = found.payload
            self.invoke(function, function.payload, ((bound,),), {}, opaque=True)
        elif found.kind == "partial":
            self.call_unknown(found.payload[0])
        elif found.kind == "function":
            self.invoke(found, found.payload, (), {}, opaque=True)

    def invoke(
        self,
        found: Object,
        code: _Code,
        args: Sequence[Value],
        given: Mapping[str, Value],
        *,
        opaque: bool = False,
        consume: bool = False,
        spread: Value = (),
    ) -> Value:
        """Run a function of the notebook; opaque: with arguments that are not known."""
        function = code.function
        if function.is_generator and not consume and not opaque:
            return (Object("generator", payload=("function", found, code, tuple(args), dict(given))),)
        code.called = True
        if function in self.stack and not (function.is_generator and consume):
            self.recursive.add(function)
            return (Object("unknown"),)
        if len(self.stack) >= _MOST_DEPTH or self.work > _MOST_OPS:
            return (Object("unknown"),)
        if self.after and self.stack:
            return (Object("unknown"),)
        key = (
            code,
            self.context(),
            tuple(tuple(map(id, value)) for value in args),
            tuple((name, tuple(map(id, value))) for name, value in given.items()),
            tuple(map(id, spread)),
        )
        known = self.memo.get(key)
        if known is not None and known[0] == self.version:
            return known[1]
        self.calls += 1
        if self.calls > _MOST_CALLS:
            return (Object("unknown"),)
        outer = self.frame, self.home, self.function, self.returns, self.yields, self.dead, self.future
        was_recursive = function in self.recursive
        value = self.run_body(found, code, args, given, spread, opaque)
        if function in self.recursive and not was_recursive:
            value = self.run_body(found, code, args, given, spread, opaque)  # its own calls may give other flags
        self.frame, self.home, self.function, self.returns, self.yields, self.dead, self.future = outer
        self.memo[key] = (self.version, value, (args, given, spread))  # what the key's ids belong to is kept alive with it
        return value

    def run_body(self, found: Object, code: _Code, args: Sequence[Value], given: Mapping[str, Value], spread: Value, opaque: bool) -> Value:
        function = code.function
        frame = self.frame = _Frame(code.frame, self.branch)
        frame.owner = code.owner or frame.owner
        if code.owner is not None:
            frame.self_value = args[0] if args else ()
        self.bind_arguments(frame, function, found, args, given, spread, opaque)
        self.home, self.function, self.returns, self.yields, self.dead, self.future = code.home, function.name, [], [], 0, code.future
        self.stack.append(function)
        self.block(function.body)
        if function.result is not None and not self.dead:
            self.returns.append(self.eval(function.result))
        self.stack.pop()
        if function.is_generator:
            run = Object("generator")
            for given_out in self.yields:
                run.hold(given_out)
            return (run,)
        return join(self.returns) or _CONSTANTS["none"]

    def context(self) -> tuple[bool, bool, bool, tuple[str, ...]]:
        """What a read's record depends on beside the place."""
        return bool(self.branch), bool(self.maybe), bool(self.catching), tuple(self.guards)

    def bind_arguments(
        self,
        frame: _Frame,
        function: Function,
        found: Object,
        args: Sequence[Value],
        given: Mapping[str, Value],
        spread: Value,
        opaque: bool,
    ) -> None:
        """Give the parameters their values.

        Parameters
        ----------
        spread : what *args and **keywords hold, which may go to any of them
        opaque : True where nothing is known of the arguments
        """
        names = frame.names
        for name, value in zip(function.params[: function.positional], args, strict=False):
            names[name] = value
        if function.vararg:
            rest = Object("tuple")
            for value in (*args[function.positional :], spread):
                rest.hold(value)
            names[function.vararg] = (rest,)
        if function.kwarg:
            others = Object("dict")
            for value in (*(value for name, value in given.items() if name not in function.params), spread):
                others.hold(value)
            names[function.kwarg] = (others,)
        for name in function.params:
            if name in given:
                names[name] = given[name]
            elif name not in names:
                default = function.defaults.get(name)
                if default is not None and default[0] == op_codes.CONST and not opaque and not spread:
                    names[name] = self.on_const(default)
                    continue
                held = tuple(found.items or ()) if default is not None and default[0] != op_codes.CONST else ()
                unknown = (Object("unknown"),)
                names[name] = join([held, spread, unknown]) if held or spread else unknown

    def instantiate(self, owner: Object, args: Sequence[Value], given: Mapping[str, Value], opaque: bool = False) -> Value:
        instance = Object("instance", payload=owner)
        ran = False
        for name in ("__new__", "__init__", "__post_init__"):
            value = self.class_attribute(owner, name)
            for found in value or ():
                if found.kind == "function":
                    ran = ran or name == "__init__"
                    self.invoke(
                        found,
                        found.payload,
                        ((instance,), *(args if name != "__post_init__" else ())),
                        given if name != "__post_init__" else {},
                        opaque=opaque,
                    )
        if not ran:
            for value in (*args, *given.values()):
                instance.hold(value)
            if args and self.has_unknown_base(owner):
                for value in (*args, *given.values()):
                    for found in value:
                        if found.kind in _CALLED_BACK:
                            self.call_back(found, "", None, None)
        return (instance,)

    # -- targets --------------------------------------------------------------------------------------------------------------------------

    def assign(self, target: Op, value: Value, qualified: str | None = None) -> None:
        code = target[0]
        if code == op_codes.TO_GLOBAL:
            self.bind_global(target[1], target[2], target[3], value, qualified=qualified)
        elif code == op_codes.TO_LOCAL:
            self.assign_local(target[1], value, target[4])
        elif code == op_codes.TO_PARTS:
            if len(target) > 2:
                for inner in target[1]:
                    self.assign(inner, value)
            else:
                for number, inner in enumerate(target[1]):
                    self.assign(inner, self.nth(value, number, len(target[1])))
        elif code == op_codes.TO_ATTR:
            base = self.eval(target[1])
            for found in base:
                if found.kind in IMMUTABLE:
                    continue
                if found.attrs is None:
                    found.attrs = {}
                if found.kind == "instance" or found.kind == "class":
                    found.attrs[target[2]] = value if not self.branch else join([value, found.attrs.get(target[2], ())])
                elif found.kind == "module":
                    self.mutate((found.part(target[2]),), "attribute", target[3])
                    continue
                elif any(inner.kind == "function" for inner in value):
                    found.attrs[target[2]] = value
                self.mutate((found,), "attribute", target[3])
        elif code == op_codes.TO_ITEM:
            base = self.eval(target[1])
            self.eval(target[2])
            if _cannot_fit(base, target[2], value):
                self.dead = _RAISED
                return
            for found in base:
                if found.kind in ("list", "dict", "unknown", "deque"):
                    found.hold(value)
                    if found.kind in CONTAINERS:
                        found.payload = None
            self.mutate(base, "item", target[3])
        elif code == op_codes.TO_ANY_GLOBAL:
            self.eval(target[1])
            self.open()

    def assign_local(self, name: str, value: Value, hops: int) -> None:
        frame = self.frame_at(hops)
        if frame is None:
            return
        if hops:
            self.version += 1
        old = frame.names.get(name) if self.branch > frame.branch else None
        frame.names[name] = join([value, old]) if old is not None else value

    def nth(self, value: Value, number: int, count: int) -> Value:
        results: list[Value] = []
        for found in value:
            if isinstance(found.payload, tuple) and found.kind in ("tuple", "list") and len(found.payload) == count:
                results.append(found.payload[number])
            elif found.items:
                results.append(tuple(found.items))
            elif found.kind == "generator":
                results.append(self.iterate((found,)))
            elif found.kind in IMMUTABLE or (found.kind in CONTAINERS and found.owner is None):
                results.append((Object("unknown"),))
            elif found.qualified is not None and found.kind == "unknown":
                results.append((Object("unknown", found.qualified),))
            else:
                results.append((found.part(f"[{number}]"),))
        return join(results) or (Object("unknown"),)

    # -- statements -----------------------------------------------------------------------------------------------------------------------

    def on_expr(self, op: Op) -> None:
        value = self.eval(op[1])
        if not self.stack and any(found.kind == "instance" for found in value):
            self.dunder([value])  # shown as the cell's result

    def on_assign(self, op: Op) -> None:
        self.assign(op[1], self.eval(op[2]))

    def on_augment(self, op: Op) -> None:
        _, target, load, operand, span = op
        old = self.eval(load)
        value = self.eval(operand)
        in_place = tuple(
            found for found in old if found.kind in _IN_PLACE or (found.kind == "unknown" and _is_constructed(found.qualified))
        )
        if in_place:
            self.mutate(in_place, "augmented", span)
            for found in in_place:
                if found.kind in CONTAINERS:
                    found.hold(self.contents(value))
        if target[0] in (op_codes.TO_GLOBAL, op_codes.TO_LOCAL):
            self.assign(target, in_place or self.on_plain((op_codes.PLAIN, "unknown", ())))
        elif target[0] == op_codes.TO_ATTR:
            base = self.eval(target[1])
            self.mutate(tuple(f.part(target[2]) if f.kind == "module" else f for f in base), "attribute", target[3])
        elif target[0] == op_codes.TO_ITEM:
            self.mutate(self.eval(target[1]), "item", target[3])

    def on_delete(self, op: Op) -> None:
        for target in op[1]:
            if target[0] == op_codes.TO_GLOBAL:
                self.delete_global(target[1], target[2])
            elif target[0] == op_codes.TO_LOCAL:
                frame = self.frame_at(target[4])
                if frame is not None:
                    frame.names.pop(target[1], None)
            elif target[0] == op_codes.TO_ATTR:
                self.mutate(self.eval(target[1]), "delete", target[3])
            elif target[0] == op_codes.TO_ITEM:
                base = self.eval(target[1])
                self.eval(target[2])
                if base and all(found.kind == "array" for found in base):
                    self.dead = _RAISED  # arrays keep their size
                    return
                self.mutate(base, "delete", target[3])
            elif target[0] == op_codes.TO_PARTS:
                self.on_delete((op_codes.DELETE, target[1]))

    def paths(self, bodies: Sequence[Callable[[], None]], exhaustive: bool, stripped: Iterable[str] = ()) -> None:
        """Run the bodies as alternatives and join what they leave. `stripped`: names that are surely bound afterwards."""
        outcomes: list[tuple[dict[str, _Entries], int]] = []
        self.branch += 1
        for body in bodies:
            self.maps.append({})
            self.dead = 0
            body()
            outcomes.append((self.maps.pop(), self.dead))
        self.branch -= 1
        self.dead = 0
        live = [delta for delta, dead in outcomes if dead != _RAISED]
        if exhaustive and all(dead for _, dead in outcomes):
            self.dead = _LEFT if any(dead == _LEFT for _, dead in outcomes) else _RAISED
        names = dict.fromkeys(name for delta in live for name in delta)
        surely = set(stripped)
        for name in names:
            base = None
            joined: dict[int, Any] = {}
            for delta in live:
                entries = delta.get(name)
                if entries is None:
                    base = base or self.lookup(name) or (_UNBOUND,)
                    entries = base
                joined.update((id(entry), entry) for entry in entries)
            if not exhaustive:
                joined.update((id(entry), entry) for entry in self.lookup(name) or (_UNBOUND,))
            merged = tuple(joined.values())
            if name in surely:
                merged = tuple(entry for entry in merged if entry is not _UNBOUND) or merged
            self.maps[-1][name] = merged
        if exhaustive and len(live) == 1:
            self.version += 1

    def decided(self, name: str, for_none: bool, sense: bool) -> bool | None:
        """Whether this call's argument takes the branch, where that is known."""
        value = self.frame.names.get(name, ()) if self.frame is not None else ()
        if len(value) != 1 or not self.stack or self.stack[-1] in self.recursive:
            return None
        kind, constant = value[0].kind, value[0].payload
        if for_none:
            return (kind == "none") is sense if kind in _PLAIN else None
        if kind == "none" or constant is True or constant is False:
            return (constant is True) is sense
        return None

    def on_if(self, op: Op) -> None:
        _, test, body, orelse, truth, guards, flag = op
        self.eval(test)
        if flag is not None:
            truth = self.decided(*flag)
        if truth is not None:
            self.block(body if truth else orelse)
            return

        def taken(ops: tuple[Op, ...], sense: bool) -> Callable[[], None]:
            def run_it() -> None:
                names = [name for name, wanted in guards if wanted is sense]
                self.guards += names
                self.block(ops)
                del self.guards[len(self.guards) - len(names) :]

            return run_it

        self.paths([taken(body, True), taken(orelse, False)], True, [name for name, sense in guards if not sense])

    def on_loop(self, op: Op) -> None:
        _, head, target, body, orelse, once, truth = op
        value = self.eval(head)
        if truth is False:
            self.block(orelse)
            return
        items = self.iterate(value) if target is not None else ()
        self.maps.append({})
        if target is not None:
            self.assign(target, items)
        self.block(body)
        delta, dead, self.dead = self.maps.pop(), self.dead, 0
        self.maps[-1].update(delta)
        if dead == _RAISED and once:
            self.dead = _RAISED
            return
        self.block(orelse)

    def on_try(self, op: Op) -> None:
        _, body, handlers, orelse, final, catches = op
        self.maps.append({})
        self.catching += bool(catches)
        missed = len(self.missed)
        self.block(body)
        self.catching -= bool(catches)
        if catches and any(level <= self.branch for level in self.missed[missed:]):
            self.dead = _RAISED  # a name is missing for sure: only the handlers go on
            del self.missed[missed:]
        if not self.dead:
            self.block(orelse)
        delta, dead, self.dead = self.maps.pop(), self.dead, 0
        if not handlers:
            self.maps[-1].update(delta)
            self.dead = dead
        else:

            def tried() -> None:
                self.maps[-1].update(delta)
                self.dead = dead

            def handled(handler: tuple[Op, Op | None, tuple[Op, ...]]) -> Callable[[], None]:
                def run_it() -> None:
                    for name, entries in delta.items():
                        before = self.lookup(name) or (_UNBOUND,)
                        self.maps[-1][name] = tuple(dict.fromkeys((*entries, *before)))
                    kinds, target, ops = handler
                    self.eval(kinds)
                    if target is not None:
                        self.assign(target, (Object("unknown"),))
                    self.block(ops)
                    if target is not None and target[0] == op_codes.TO_GLOBAL and not self.after:
                        self.maps[-1][target[1]] = (_Gone(self.place(target[2])),)

                return run_it

            self.paths([tried, *map(handled, handlers)], True)
        if final:
            dead, self.dead = self.dead, 0
            self.block(final)
            self.dead = self.dead or dead

    def on_with(self, op: Op) -> None:
        _, items, body, catches = op
        for context, target in items:
            value = self.eval(context)
            for found in value:
                if found.kind == "generator":
                    self.consume(found)
            entered: list[Value] = []
            for found in value:
                method = self.class_attribute(found.payload, "__enter__") if found.kind == "instance" else None
                if method:
                    entered += [self.invoke(f, f.payload, ((found,),), {}) for f in method if f.kind == "function"]
                elif found.kind == "generator":
                    entered.append(tuple(found.items or ()) or (Object("unknown"),))  # contextlib.contextmanager: what is yielded
                else:
                    entered.append((found,))
            if target is not None:
                self.assign(target, join(entered))
            self.dunder([value])
        self.catching += bool(catches)
        if catches:
            self.branch += 1
        self.block(body)
        if catches:
            self.branch -= 1
        self.catching -= bool(catches)

    def on_def(self, op: Op) -> None:
        _, target, function, decorators, annotations = op
        values = [self.eval(decorator) for decorator in decorators]
        if not self.future:
            for annotation in annotations:
                self.eval(annotation)
        self.assign(target, self.decorated((self.new_function(function),), values, target[2]))

    def decorated(self, value: Value, decorators: Sequence[Value], span: Span) -> Value:
        plain = value
        for decorator in reversed(decorators):
            results: list[Value] = []
            for found in decorator:
                if found.kind in ("function", "class", "method", "instance"):
                    outer_span = self.call_span
                    if not self.stack:
                        self.call_span = span
                    results.append(self.call_object(found, (value,), {}, {}, span))
                    if not self.stack:
                        self.call_span = outer_span
            result = join(results)
            known = [found for found in result if found.kind not in ("none", "unknown")]
            value = result if known else value
        return value if value is plain or any(found.kind in ("function", "class") for found in value) else join([value, plain])

    def on_class(self, op: Op) -> None:
        _, target, name, bases, keywords, body, decorators = op
        values = [self.eval(decorator) for decorator in decorators]
        base_objects = tuple(found for base in bases for found in self.eval(base))
        for keyword in keywords:
            self.eval(keyword)
        outer = self.frame
        self.frame = _Frame(outer, self.branch)
        self.block(body)
        owner = Object("class", name, payload=base_objects)
        owner.attrs = dict(self.frame.names)
        self.frame = outer
        for value in owner.attrs.values():
            for found in value:
                if found.kind == "function" and found.payload.owner is None:
                    found.payload.owner = owner
        self.assign(target, self.decorated((owner,), values, target[2]))

    def module(self, qualified: str) -> Object:
        first, *rest = qualified.split(".")
        found = self.modules.get(first)
        if found is None:
            found = self.modules[first] = Object("module", first)
        for name in rest:
            found = found.part(name)
        return found

    def on_import(self, op: Op) -> None:
        _, target, qualified, module = op
        if module == "__future__":
            self.future = self.future or qualified.endswith(".annotations")
        self.assign(target, (self.module(qualified),), qualified)

    def on_star(self, op: Op) -> None:
        _, module, span = op
        names = self.sources.star(module)
        self.take(names, module, span)

    def take(self, names: frozenset[str] | None, module: str, span: Span) -> None:
        """Names from another file are bound."""
        if self.after:
            return
        if names is None:
            self.open()
            return
        self.stars.append((self.cell, span, module, names))
        for name in names:
            if any(name in known for known in self.maps):
                self.bind_global(name, span, "star", (self.module(f"{module}.{name}"),))

    def on_return(self, op: Op) -> None:
        self.returns.append(self.eval(op[1]))
        self.dead = _LEFT

    def on_raise(self, op: Op) -> None:
        for child in op[1]:
            self.eval(child)
        self.dead = _RAISED

    def on_leave(self, op: Op) -> None:
        self.dead = _LEFT

    def on_match(self, op: Op) -> None:
        _, subject, cases, single = op
        value = self.eval(subject)

        def case_of(case: Any) -> Callable[[], None]:
            def run_it() -> None:
                reads, targets, guard, body, _ = case
                for read in reads:
                    self.eval(read)
                for target in targets:
                    self.assign(target, self.contents(value))
                self.eval(guard)
                self.block(body)

            return run_it

        self.paths([case_of(case) for case in cases], single or any(case[4] for case in cases))

    def on_annotate(self, op: Op) -> None:
        if not self.future:
            self.eval(op[1])

    def on_unhidden(self, op: Op) -> None:
        _, name, magic, otherwise = op
        entries = self.lookup(name)
        self.block(otherwise if entries is not None and any(type(entry) is Binding for entry in entries) else magic)

    # -- magics ---------------------------------------------------------------------------------------------------------------------------

    def on_magic(self, op: Op) -> Value:
        magic: Magic = op[1]
        body, result, scoped, span = op[2:]
        for found in [found for entry in self.lookup(magic.name) or () for found in entry.objects]:
            if found.kind == "function" and _REGISTERS.intersection(found.payload.function.decorators):
                self.read_global(magic.name, span)
                self.call_unknown(found)
        for name in magic.needs:
            self.read_global(name, span)
        for name in magic.reads:
            if self.lookup(name) is not None:
                self.read_global(name, span, soft=True)
        self.block(body)
        value = self.eval(result) if result is not None else (Object("unknown"),)
        if scoped is not None:
            self.invoke(Object("function"), _Code(scoped, self.frame, self.home, self.future), (), {})
        for name in magic.binds:
            self.bind_global(name, span, "magic", (Object("unknown"),))
        for name in magic.may_bind:
            self.bind_global(name, span, "external" if magic.name == "store" else "possible", (Object("unknown"),), weak=True)
        if magic.deletes and not self.after:
            self.forget(magic.deletes, span)
        for module in magic.star:
            self.take(self.sources.star(module), module, span)
        if magic.runs is not None:
            self.run_file(magic, span)
        if magic.opens:
            self.open()
        return value

    def run_file(self, magic: Magic, span: Span) -> None:
        """Bind the names that a file has bound when %run has run it, or when it stopped at a name that is missing."""
        if self.after or magic.runs is None:
            return
        given = {name for names in self.maps for name in names}.union(*(exported for *_, exported in self.stars))
        script = self.sources.script(magic.runs, given, "-i" in magic.args.split())
        if script is None or (script.sees_all and self.opened):
            self.open()
            return
        names, missing = _bound_by(script)
        if missing is not None and script.raises:
            self.miss(missing, span, (), ())
        self.take(names, magic.runs, span)

    def forget(self, deleted: Iterable[str], span: Span) -> None:
        bound = {name for names in self.maps for name in names}
        for name in deleted:
            if name == "*":
                self.stars.clear()
                self.opened.clear()
                for each in bound:
                    self.maps[-1][each] = (_Gone(self.place(span)),)
            elif name.startswith("/"):
                try:
                    pattern = re.compile(name[1:])
                except re.error:
                    continue
                for each in bound:
                    if pattern.search(each):
                        self.maps[-1][each] = (_Gone(self.place(span)),)
            else:
                self.delete_global(name, span)
        self.version += 1


_CONSTANTS: dict[str, Value] = {kind: (Object(kind),) for kind in ("str", "bytes", "number", "bool", "none", "range")}
_TRUE: Value = (Object("number", payload=True),)
_FALSE: Value = (Object("number", payload=False),)
# kinds of values that are, or surely are not, None
_PLAIN = frozenset(("none", "str", "number", "list", "tuple", "dict", "set", "function", "class", "instance"))
