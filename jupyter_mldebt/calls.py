"""Calls: what a call does, of the notebook's functions and classes, which are run where they are called, and of libraries, by the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from jupyter_mldebt import operations as op_codes
from jupyter_mldebt.environment import CONSTANTS, FALSE, RAISED, TRUE, Code, Environment, Frame
from jupyter_mldebt.events import Call
from jupyter_mldebt.heap import CONTAINERS, IMMUTABLE, VIA, Object, Value, join, made
from jupyter_mldebt.knowledge import PERHAPS, Known
from jupyter_mldebt.operations import ATTR, CALL, GLOBAL, ITEM, PARTS, Function, Op, Span

# methods that change their receiver whatever it is, where nothing better is known
_CHANGING: Final = frozenset(
    "append extend insert remove clear reverse sort update setdefault popitem pop add discard appendleft popleft extendleft rotate "
    "fit partial_fit fit_transform fit_predict fit_resample fit_generator compile load_state_dict zero_grad backward fill put itemset "
    "resize partition intersection_update difference_update symmetric_difference_update shuffle train_on_batch add_node add_edge "
    "add_nodes_from add_edges_from load_weights __setitem__ __delitem__ __iadd__".split()
)
_VIEWING: Final = frozenset(
    "reshape ravel view transpose squeeze swapaxes get setdefault items values keys __getitem__ get_group gca axes".split()
)
_CONSUMED: Final = frozenset(
    f"builtins.{name}"
    for name in (
        "list tuple set dict frozenset sorted sum min max any all iter next enumerate zip map filter reversed print str repr len".split()
    )
)
_HOLDING: Final = frozenset(
    f"builtins.{name}" for name in "list tuple set dict frozenset sorted reversed iter enumerate zip filter next min max copy.copy".split()
) | {
    "copy.copy",
    "collections.deque",
    "collections.OrderedDict",
}
_WITH_CLASS: Final = frozenset(("instance", "class", "super"))
_CALLED_BACK: Final = frozenset(("generator", "function", "method", "partial", "instance", "class", "keeper"))
_ASKING: Final = frozenset(f"builtins.{name}" for name in ("print", "str", "repr", "len"))  # no items, only what the whole is
_NOTHING_GIVEN: Final[dict[str, Value]] = {}
TABLES: Final = frozenset(("frame", "series", "array"))
SELECTING: Final = frozenset(("list", "series", "array", "frame", "index"))
_ENDS: Final = frozenset(("builtins.exit", "builtins.quit", "sys.exit", "os._exit"))
_MOST_DEPTH: Final = 14
_MOST_CALLS: Final = 4000
_MOST_OPS: Final = 400_000
# special names of a class that no operator asks for
_MAKING: Final = frozenset(("__init__", "__new__", "__post_init__", "__init_subclass__", "__set_name__", "__module__", "__slots__"))


def as_key(value: Value) -> Value:
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


class Calls(Environment):
    """Calls, attributes, iteration and assignment: all that may run a function of the notebook."""

    def contents(self, value: Value) -> Value:
        """What a container may hold."""
        results: list[Value] = []
        for found in value:
            if found.items:
                results.append(tuple(found.items))
            elif found.kind in ("range", "str", "number", "bool", "none"):
                results.append(CONSTANTS["number" if found.kind == "range" else found.kind])
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
            elif found.kind == "keeper":
                self.use(found)
        return self.contents(value)

    def use(self, found: Object) -> None:
        """What a library's object was given when it was made may be called."""
        for kept in found.payload:
            self.call_back(kept, "", None, None)

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

    def on_call(self, op: Op) -> Value:
        _, callee, arguments, keywords, literals, span = op
        self.work += 1
        is_method = callee[0] == ATTR
        base = callee[1] if is_method else callee
        called = self.eval(base)
        args: list[Value] = []
        spread: Value = ()
        for argument in arguments:
            value = self.eval(argument)
            args.append(value)
            if argument[0] == PARTS:
                spread = join([spread, value])
        given = _NOTHING_GIVEN
        if keywords:
            given = {name: self.eval(value) for name, value in keywords if name is not None}
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
        """A method of a library's base class may call any method of the notebook's class, which is done only once at a time."""
        if found.payload in self.inheriting:
            return
        self.inheriting.append(found.payload)
        for value in list((found.payload.attrs or {}).values()):
            for inner in value:
                if inner.kind == "function" and inner.payload.function.name != "__init__" and inner.payload.function not in self.stack:
                    self.maybe += 1
                    self.invoke(inner, inner.payload, ((found,),), {}, opaque=True)
                    self.maybe -= 1
        self.inheriting.pop()

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
        elif kind == "keeper":
            self.use(found)
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
            key = (target, span, self.cell << 28 | self.home)
            known_before = len(self.called_at)
            self.called_at.add(key)  # asked whether it grew: the key is hashed once
            if len(self.called_at) > known_before:
                self.trace.calls.append(
                    Call(self.cell, self.statement, self.place(span), target, self.function, _root(root) if root else None)
                )
        known: Known | None = None
        name = ""
        if target is not None:
            known = self.table.get(known_target or target)
            name = target[target.rfind(".") + 1 :]
            if target in _ENDS:
                self.dead = RAISED
        if known is not None and known.keeps:
            kept = [found for value in (*args, *given.values()) for found in value if found.kind in _CALLED_BACK]
            return (Object("keeper", target, payload=tuple(kept)),)
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
                    if not (given and target == "unknown.append"):  # a list takes no keywords: a table gives a new one
                        self.mutate(receiver, name, span, target is not None and target.startswith("unknown."))
                elif isinstance(what, int) and what < len(args):
                    self.mutate(args[what], "argument", span)
        elif receiver and name in _CHANGING:
            self.mutate(receiver, name, span, True)
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
                    (found.part(f"{name}()"),) if found.kind not in IMMUTABLE else CONSTANTS.get(found.kind, ()) for found in receiver
                )
            kind = receiver[0].kind
            return (Object(kind if kind in ("axes", "figure") else "unknown", target),)
        return (Object("unknown", target),)

    def call_back(self, found: Object, where: int | str, known: Known | None, target: str | None) -> None:
        """Run a function of the notebook that is an argument: for sure where the table says so, perhaps where it says that or nothing is known."""
        kind = found.kind
        perhaps = known is None or PERHAPS in known.calls
        if kind == "generator":
            self.consume(found)
        elif kind == "keeper":
            if perhaps or (target in _CONSUMED and target not in _ASKING):
                self.use(found)
        elif kind == "instance":
            if perhaps or target in _CONSUMED or (known is not None and where in known.calls):
                self.dunder([(found,)])
        elif kind == "class":
            if known is not None and where in known.calls:
                self.instantiate(found, (), {}, opaque=True)
            elif perhaps and self.has_unknown_base(found):
                self.inherited(Object("instance", payload=found))  # a framework runs its own subclasses: unittest, torch, ...
        elif perhaps:
            self.maybe += 1
            self.call_unknown(found)
            self.maybe -= 1
        elif known is not None and where in known.calls:
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
        code: Code,
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

    def run_body(self, found: Object, code: Code, args: Sequence[Value], given: Mapping[str, Value], spread: Value, opaque: bool) -> Value:
        function = code.function
        frame = self.frame = Frame(code.frame, self.branch)
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
        return join(self.returns) or CONSTANTS["none"]

    def bind_arguments(
        self,
        frame: Frame,
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

    def new_function(self, function: Function) -> Object:
        code = Code(function, self.frame, self.home, self.future)
        made_function = Object("function", payload=code)
        for default in function.defaults.values():
            made_function.hold(self.eval(default))
        if not self.after:
            self.codes.append((made_function, code))
        return made_function

    def comprehend(self, op: Op, items: Value) -> Object:
        outer = self.frame
        self.frame = Frame(outer, self.branch)
        result = Object("list" if op[1] == "generator" else op[1])
        for number, (target, iterable, conditions) in enumerate(op[3]):
            values = items if number == 0 else self.iterate(self.eval(iterable))
            self.assign(target, values)
            for condition in conditions:
                self.eval(condition)
        *keys, element = op[4]
        for key in keys:
            result.hold(as_key(self.eval(key)))
        result.hold(self.eval(element))
        self.frame = outer
        return result

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
                self.dead = RAISED
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

    def on_const(self, op: Op) -> Value:
        if op[2] is True or op[2] is False:
            return TRUE if op[2] else FALSE
        return CONSTANTS[op[1]]
