"""One abstract run of the cells in a given order -> Trace: which bindings reach which reads, what is changed in place, what is called.

An abstract interpretation (Cousot and Cousot 1977) of the cells' operations: the environment of globals is flow-sensitive and joined where
paths meet; objects are named by where they are made, so that aliases share their changes; functions of the notebook are run where they are
called. Loops are run once, recursion is cut, the work is bounded. Nothing of the notebook is executed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from jupyter_mldebt import operations as op_codes
from jupyter_mldebt.calls import SELECTING, TABLES, Calls, as_key
from jupyter_mldebt.environment import CONSTANTS, LEFT, RAISED, SESSION, UNBOUND, Code, Entries, Frame, Gone
from jupyter_mldebt.events import Binding, Trace
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.heap import CONTAINERS, Object, Value, join
from jupyter_mldebt.magics import Magic
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.operations import Op, Span
from jupyter_mldebt.sources import Script, Sources

_IN_PLACE: Final = frozenset(("list", "set", "dict", "deque", "array", "series", "frame", "instance"))
_REGISTERS: Final = frozenset(("register_line_magic", "register_cell_magic", "register_line_cell_magic"))
# kinds of values that are, or surely are not, None
PLAIN: Final = frozenset(("none", "str", "number", "list", "tuple", "dict", "set", "function", "class", "instance"))


def run(
    notebook: Notebook,
    facts: Mapping[int, CellFacts],
    order: Sequence[int],
    sources: Sources | None = None,
    failed: AbstractSet[int] = frozenset(),
) -> Trace:
    """Run the cells abstractly.

    Parameters
    ----------
    notebook : the notebook, for its kernel
    facts : facts of each code cell, by index among all cells
    order : cells in the order in which they run
    sources : where star imports and %run look for other files' names; None: nowhere
    failed : cells that stopped with an error somewhere
    """
    flow = _Flow(notebook, facts, sources or Sources(None, paths=()))
    for index in order:
        flow.run_cell(index, index in failed)
    flow.finish()
    flow.let_go()
    return flow.trace


def _outcome(script: Script, given: AbstractSet[str]) -> tuple[frozenset[str] | None, str | None, list[str]]:
    """What a file leaves behind when it was run to its end or to its first missing name: the globals that it has bound, None where they
    can't be known, that missing name, and those of the notebook's names, `given`, that it read."""
    flow = _Flow(script.notebook, script.facts, script.sources)
    flow.given = given
    for index in script.facts:
        flow.run_cell(index)
    trace, opened, stars = flow.trace, flow.opened, flow.stars
    left = {name for name, entries in flow.maps[0].items() if any(type(entry) is Binding for entry in entries)}
    flow.let_go()
    if opened or any(facts.problem is not None for facts in script.facts.values()):
        return None, None, []
    missing = [read for read in trace.reads if read.missing and not read.bindings]
    stop = next((read for read in missing if read.certain and not read.guarded and read.name not in given), None)
    names = left if stop is None else {binding.name for binding in trace.bindings if binding.time < stop.time}
    taken = [read.name for read in missing if read.name in given and (stop is None or read.time < stop.time)]
    return frozenset(names.union(*(exported for *_, exported in stars))), stop.name if stop is not None else None, taken


def _cannot_fail(facts: CellFacts, number: int) -> bool:
    """True where a statement only defines a function, or gives constants to names."""
    body = facts.tree.body if facts.tree is not None else []
    if len(body) != len(facts.statements):
        return False
    statement = body[number]
    if isinstance(statement, ast.FunctionDef):
        return not (statement.decorator_list or statement.args.defaults or any(statement.args.kw_defaults))
    return (
        isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Constant)
        and all(isinstance(target, ast.Name) for target in statement.targets)
    )


def _is_constructed(qualified: str | None) -> bool:
    """True where the call that made an object has the name of a class: the object changes in place, as a number does not."""
    return qualified is not None and qualified.rpartition(".")[2][:1].isupper()


class _Flow(Calls):
    """The run itself: cells, statements, expressions, magics."""

    def __init__(self, notebook: Notebook, facts: Mapping[int, CellFacts], sources: Sources) -> None:
        super().__init__(notebook, facts, sources)
        handlers: dict[int, Callable[[Op], Any]] = {
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
        self.handlers = [handlers[code] for code in range(len(handlers))]

    def run_cell(self, index: int, failed: bool = False) -> None:
        facts = self.facts[index]
        self.cell = self.home = index
        self.changed_before = self.changed_at
        self.calls = 0
        self.memo.clear()
        self.missed.clear()
        self.dead = 0
        if facts.problem is not None and failed:
            return
        if facts.problem is not None:
            for name, place in facts.possible:
                self.bind_global(name, place, "possible", (Object("unknown"),), weak=True)
            for magic in facts.magics:
                span = (magic.line, magic.column, magic.end_line, magic.end_column)
                self.on_magic((op_codes.MAGIC, magic, (), None, None, span))
            for module, place in facts.stars:
                self.take(self.sources.star(module), module, place, weak=True)
            if facts.opens:
                self.open()
            return
        failed_before = False
        for number, statement in enumerate(facts.statements):
            self.statement = number
            self.depth = 0
            failed_before = failed and (failed_before or not _cannot_fail(facts, number))
            try:
                if failed_before:
                    self.attempt(statement, number == len(facts.statements) - 1)
                else:
                    self.block(statement)
            except RecursionError:
                self.give_up()
            if self.dead:
                break
        self.dead = 0

    def attempt(self, statement: Sequence[Op], is_last: bool) -> None:
        """A statement at or behind which its cell may have failed: what it binds may be bound. Where a name is missing the cell ends, and
        the last statement binds nothing where all that it does is to assign."""
        self.maps.append({})
        self.block(statement)
        bound = self.maps.pop()
        if any(level <= self.branch and not read.hidden_by for level, read in self.missed):
            self.dead = RAISED
        elif not (is_last and all(op[0] in (op_codes.ASSIGN, op_codes.IMPORT) for op in statement)):
            for name, entries in bound.items():
                self.maps[-1][name] = tuple(dict.fromkeys((*entries, *(self.lookup(name) or (UNBOUND,)))))

    def let_go(self) -> None:
        """Undo what refers back to itself: all that only the run needed goes when its caller is done, not when garbage is collected."""
        self.handlers.clear()
        for _, code in self.codes:
            code.frame = code.owner = None
        seen: set[int] = set()
        todo: list[Object] = list(self.modules.values())
        for binding in self.trace.bindings:
            todo += binding.objects
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
        self.inheriting.clear()
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
                self.calls = self.depth = 0
                try:
                    self.invoke(found, code, (), {}, opaque=True)
                except RecursionError:
                    self.give_up()
        self.maybe -= 1
        for read in self.trace.reads:
            if read.missing in ("never-defined", "defined-later"):
                after = [b for b in by_name.get(read.name, ()) if b.time > read.time and b.kind != "augmented"]
                later = [b for b in after if b.kind != "possible"] or after
                said = {(binding.cell, binding.place) for binding in later}
                for cell, span, file, names in self.stars:
                    if read.name in names:
                        star = self.star_binding(read.name, cell, span, file)
                        if (cell, star.place) not in said:
                            later.append(star)
                read.hidden_by = read.hidden_by or (read.name in SESSION and not later)
                if later:
                    read.missing, read.later = "defined-later", tuple(later)

    def on_global(self, op: Op) -> Value:
        return self.read_global(op[1], op[2])

    def on_local(self, op: Op) -> Value:
        hops = op[3]
        frame = self.frame if not hops else self.frame_at(hops)
        return (frame.names.get(op[1]) if frame is not None else None) or (Object("unknown"),)

    def on_classy(self, op: Op) -> Value:
        if self.frame is not None and op[1] in self.frame.names:
            return self.frame.names[op[1]]
        return self.read_global(op[1], op[2])

    def on_yield(self, op: Op) -> Value:
        self.yields.append(self.eval(op[1]))
        return (Object("unknown"),)

    def on_fresh(self, op: Op) -> Value:
        fresh = Object(op[1])
        if op[1] == "dict":
            for key in op[3]:
                fresh.hold(as_key(self.eval(key)))
        values = [self.eval(child) for child in op[2]]
        for value in values:
            fresh.hold(value)
        if op[1] in ("tuple", "list"):
            fresh.payload = tuple(values)
        return (fresh,)

    def on_plain(self, op: Op) -> Value:
        kind = op[1]
        if kind == "formatted":
            return self.formatted(*op[2])
        values = [self.eval(child) for child in op[2]]
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
                return CONSTANTS[kinds[0]] if kinds[0] in CONSTANTS else (result,)
            self.dunder(values)
            return (Object("unknown"),)
        if kind in ("compare", "unary"):
            self.dunder(values)
            found = next((f.kind for value in values for f in value if f.kind in ("frame", "series", "array")), None)
            return (Object(found),) if found else (Object("unknown"),)
        if kind == "str":
            self.dunder(values)
            return CONSTANTS["str"]
        return (Object("unknown"),)

    def formatted(self, value: Op, spec: Op) -> Value:
        """A value and how it is to be written, which nobody asks for where the value is missing."""
        missed = len(self.missed)
        self.dunder([self.eval(value)])
        is_missing = len(self.missed) > missed
        self.catching += is_missing
        self.eval(spec)
        self.catching -= is_missing
        return CONSTANTS["str"]

    def on_parts(self, op: Op) -> Value:
        return self.iterate(self.eval(op[1]))

    def on_attr(self, op: Op) -> Value:
        base = self.eval(op[1])
        if len(base) == 1:
            return self.attribute(base[0], op[2])
        return join([self.attribute(found, op[2]) for found in base])

    def on_item(self, op: Op) -> Value:
        base = self.eval(op[1])
        key_kinds = {key.kind for key in self.eval(op[2])}
        results: list[Value] = []
        for found in base:
            if found.kind in TABLES and key_kinds & SELECTING:
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

    def on_comprehension(self, op: Op) -> Value:
        kind, first = op[1], op[2]
        items = self.iterate(self.eval(first))
        if kind == "generator":
            result = Object("generator", payload=("lazy", op, items, self.frame, self.home, self.function))
            return (result,)
        return (self.comprehend(op, items),)

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
                    self.dead = RAISED  # arrays keep their size
                    return
                self.mutate(base, "delete", target[3])
            elif target[0] == op_codes.TO_PARTS:
                self.on_delete((op_codes.DELETE, target[1]))

    def paths(self, bodies: Sequence[Callable[[], None]], exhaustive: bool, stripped: Iterable[str] = ()) -> None:
        """Run the bodies as alternatives and join what they leave. `stripped`: names that are surely bound afterwards."""
        outcomes: list[tuple[dict[str, Entries], int]] = []
        self.branch += 1
        for body in bodies:
            self.maps.append({})
            self.dead = 0
            body()
            outcomes.append((self.maps.pop(), self.dead))
        self.branch -= 1
        self.dead = 0
        live = [delta for delta, dead in outcomes if dead != RAISED]
        if exhaustive and all(dead for _, dead in outcomes):
            self.dead = LEFT if any(dead == LEFT for _, dead in outcomes) else RAISED
        names = dict.fromkeys(name for delta in live for name in delta)
        surely = set(stripped)
        for name in names:
            base = None
            joined: dict[int, Any] = {}
            for delta in live:
                entries = delta.get(name)
                if entries is None:
                    base = base or self.lookup(name) or (UNBOUND,)
                    entries = base
                joined.update((id(entry), entry) for entry in entries)
            if not exhaustive:
                joined.update((id(entry), entry) for entry in self.lookup(name) or (UNBOUND,))
            merged = tuple(joined.values())
            if name in surely:
                merged = tuple(entry for entry in merged if entry is not UNBOUND) or merged
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
            return (kind == "none") is sense if kind in PLAIN else None
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
        missed, bindings = len(self.missed), len(self.trace.bindings)
        self.block(body)
        delta, dead, self.dead = self.maps.pop(), self.dead, 0
        if len(self.missed) > missed:
            self.forgive(missed, bindings, delta)
        self.maps[-1].update(delta)
        if dead == RAISED and once:
            self.dead = RAISED
            return
        self.block(orelse)

    def forgive(self, missed: int, bindings: int, left: Mapping[str, Entries]) -> None:
        """What a path through a loop's body misses may be from an earlier pass, which took another path: `if first: x = 1 else: use(x)`.

        `left` is what a pass leaves: of what is bound on one path below the read, nothing is there for the first pass that takes the path.
        """
        made = self.trace.bindings[bindings:]
        for level, read in self.missed[missed:]:
            if level > self.branch and (
                any(binding.name == read.name and binding.time < read.time for binding in made)
                or all(type(entry) is Binding for entry in left.get(read.name, (UNBOUND,)))
            ):
                read.missing = None
        self.missed[missed:] = [(level, read) for level, read in self.missed[missed:] if read.missing]

    def on_try(self, op: Op) -> None:
        _, body, handlers, orelse, final, catches = op
        self.maps.append({})
        self.catching += bool(catches)
        missed = len(self.missed)
        self.block(body)
        self.catching -= bool(catches)
        if catches and any(level <= self.branch for level, _ in self.missed[missed:]):
            self.dead = RAISED  # a name is missing for sure: only the handlers go on
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
                        before = self.lookup(name) or (UNBOUND,)
                        self.maps[-1][name] = tuple(dict.fromkeys((*entries, *before)))
                    kinds, target, ops = handler
                    self.eval(kinds)
                    if target is not None:
                        self.assign(target, (Object("unknown"),))
                    self.block(ops)
                    if target is not None and target[0] == op_codes.TO_GLOBAL and not self.after:
                        self.maps[-1][target[1]] = (Gone(self.place(target[2])),)

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
        self.frame = Frame(outer, self.branch)
        self.block(body)
        owner = Object("class", name, payload=base_objects)
        owner.attrs = dict(self.frame.names)
        self.frame = outer
        for value in owner.attrs.values():
            for found in value:
                if found.kind == "function" and found.payload.owner is None:
                    found.payload.owner = owner
        self.assign(target, self.decorated((owner,), values, target[2]))

    def on_import(self, op: Op) -> None:
        _, target, qualified, module = op
        if module == "__future__":
            self.future = self.future or qualified.endswith(".annotations")
        self.assign(target, (self.module(qualified),), qualified)

    def on_star(self, op: Op) -> None:
        _, module, span = op
        names = self.sources.star(module)
        self.take(names, module, span)

    def on_return(self, op: Op) -> None:
        self.returns.append(self.eval(op[1]))
        self.dead = LEFT

    def on_raise(self, op: Op) -> None:
        for child in op[1]:
            self.eval(child)
        self.dead = RAISED

    def on_leave(self, op: Op) -> None:
        self.dead = LEFT

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
            self.invoke(Object("function"), Code(scoped, self.frame, self.home, self.future), (), {})
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
            self.open(span)
        return value

    def run_file(self, magic: Magic, span: Span) -> None:
        """Bind the names that a file has bound when %run has run it, or when it stopped at a name that is missing."""
        if self.after or magic.runs is None:
            return
        script = self.sources.script(magic.runs, "-i" in magic.args.split())
        if script is None or (script.sees_all and self.opened):
            self.open(span)
            return
        given = self.provided | SESSION
        if script.sees_all:
            given = given.union(self.given, *self.maps, *(exported for *_, exported in self.stars))
        names, missing, taken = _outcome(script, given)
        for name in taken:
            self.read_global(name, span, soft=True)
        if missing is not None and script.raises:
            self.miss(missing, span, (), ())
        self.take(names, magic.runs, span)
