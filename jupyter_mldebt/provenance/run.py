"""One abstract run of the cells that follows rows: from where they are loaded, through what is learned from them, to models and their tests.

Beside the run in flow.py, which follows names: here a value is known by the rows that it is made of. The notebook's own functions are run
where they are called, both branches of a condition are taken, loops are run once. Nothing of the notebook is executed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import NoneType
from typing import Any

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.calls import Calls
from jupyter_mldebt.provenance.columns import form_of
from jupyter_mldebt.provenance.contents import as_text, at_position, columns_of, derived, listed_names, names_in, operated, text_of
from jupyter_mldebt.provenance.draws import draw_of
from jupyter_mldebt.provenance.rows import Data, union
from jupyter_mldebt.provenance.scores import are_errors
from jupyter_mldebt.provenance.story import Comparison, Story
from jupyter_mldebt.provenance.time import is_day, is_times
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Class,
    Either,
    Folds,
    Function,
    Instance,
    Length,
    Mapping,
    Method,
    Model,
    Module,
    Names,
    Plain,
    Setting,
    Several,
    Splitter,
    Table,
    Value,
    data_of,
    either,
    loops_of,
    options,
    position,
    tables,
    tests_of,
    way,
    with_other_rows,
)

# Statements and expressions that are looked at: functions that call others in loops would take most, and a later cell needs some, too.
_MOST_STEPS, _MOST_IN_A_CELL = 20_000, 1_500
_MOST_OF_FEW = 6_000  # a script is one cell


def run(facts: AnyMapping[int, CellFacts], order: Sequence[int]) -> Story:
    """Follow the rows through the cells.

    Parameters
    ----------
    facts : facts of each code cell, by index among all cells
    order : cells in the order in which they run
    """
    runner = _Run(facts)
    for index in order:
        runner.run_cell(index)
    return runner.story


class _Left(Exception):
    """A function returns, a loop is left."""


class _Run(Calls):
    """The run itself: cells, statements, expressions."""

    def __init__(self, facts: AnyMapping[int, CellFacts]) -> None:
        super().__init__()
        self.facts = facts
        self.last_step = 0

    def run_cell(self, index: int) -> None:
        tree = self.facts[index].tree
        if tree is None:
            return
        self.cell = index
        self.last_step = min(_MOST_STEPS, self.steps + max(_MOST_IN_A_CELL, _MOST_OF_FEW // len(self.facts)))
        for statement in tree.body:
            try:
                self.statement(statement)
            except (_Left, RecursionError):
                self.depth = 0

    def place(self, node: ast.AST) -> Place:
        return Place(self.cell, *self.facts[self.cell].span(node))

    # statements

    def block(self, body: Iterable[ast.stmt]) -> None:
        for statement in body:
            self.statement(statement)

    def statement(self, node: ast.stmt) -> None:
        self.steps += 1
        if self.steps > self.last_step:
            raise _Left
        method = _STATEMENTS.get(type(node))
        if method is not None:
            method(self, node)

    def on_Expr(self, node: ast.Expr) -> None:
        magic = getattr(node.value, "magic", None)
        if magic is not None:
            self.block([*magic.setup, *magic.body, *magic.scoped])
        else:
            value = self.eval(node.value)
            if isinstance(node.value, ast.Tuple):
                self.meet(value, [value], node)

    def on_Assign(self, node: ast.Assign) -> None:
        value = self.eval(node.value)
        for target in node.targets:
            self.assign(target, value)

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.assign(node.target, self.eval(node.value))

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        old, value = self.eval(node.target), self.eval(node.value)
        for option in options(old):
            if isinstance(option, Table) and option.base is not None and option.columns is not None and option.columns.single is not None:
                if columns_of(value) is not None:
                    self.assigned(option.base, Plain(option.columns.name), Table(option.data, columns=derived([option, value])))
            if isinstance(option, Table):
                option.change(option.data.with_([data_of(value)]))
                return
            if isinstance(option, Several):
                option.items += value.items if isinstance(value, Several) else [value]
                return
        self.assign(node.target, value if tables(value) else old)

    def on_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Subscript):
                self.drop_column(self.eval(target.value), _literal(target.slice))

    def on_If(self, node: ast.If) -> None:
        value = self.eval(node.test)
        if are_errors(value):  # they are counted one by one
            self.measure([value], self.place(node.test))
        is_so = self.decided(node.test, value)
        self.paths([body for body, way in ((node.body, True), (node.orelse, False)) if is_so in (None, way)])

    def decided(self, node: ast.expr, value: Value) -> bool | None:
        """How a condition comes out: of a constant, and of what the function was told; None for what may be another one by then."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self.decided(node.operand, self.eval(node.operand))
            return None if inner is None else not inner
        if not isinstance(value, Plain) or not isinstance(value.literal, bool):
            return None
        if isinstance(node, ast.Name):
            is_told = bool(self.active) and any(
                arg.arg == node.id for arg in ast.walk(_arguments(self.active[-1])) if isinstance(arg, ast.arg)
            )
            return value.literal if is_told or node.id.isupper() else None
        return value.literal if isinstance(node, ast.Constant) else None

    def paths(self, bodies: Sequence[Sequence[ast.stmt]]) -> None:
        """Any of these."""
        names = self.names[-1]
        before = dict(names)
        ends: list[dict[str, Value]] = []
        left = 0
        for body in bodies:
            names.clear()
            names.update(before)
            try:
                self.block(body)
            except _Left:
                left += 1
                continue
            ends.append(dict(names))
        names.clear()
        if not ends:
            names.update(before)
            raise _Left
        for end in ends:
            for name, value in end.items():
                old = names.get(name)
                names[name] = value if old is None or old is value else either((old, value))

    def on_For(self, node: ast.For) -> None:
        items = self.eval(node.iter)
        with self.looped(items, node.iter) as loop:
            for item in self.each(items, loop):
                self.assign(node.target, item)
                try:
                    self.block(node.body)
                except _Left:
                    pass
        self.block(node.orelse)

    on_AsyncFor = on_For

    @contextmanager
    def looped(self, items: Value, node: ast.AST) -> Iterator[Place | None]:
        """Within a loop over the items; the folds of a cross-validation are none, as its rounds are averaged."""
        if _has_folds(items):
            yield None
            return
        loop = self.place(node)
        if any(isinstance(call, ast.Call) and getattr(call.func, "id", "") == "range" and len(call.args) == 3 for call in ast.walk(node)):
            self.stepping.add(loop)
        self.rounds.append(loop)
        try:
            yield loop
        finally:
            self.rounds.pop()

    def each(self, items: Value, loop: Place | None) -> list[Value]:
        """What a loop's target gets in turn: models and tables one by one, anything else once."""
        found: list[Value] = []
        for option in options(items):
            if isinstance(option, Several) and 0 < len(option.items) <= 12 and any(self.is_known(item) for item in option.items):
                found += option.items if loop is None else [_keyed(item, loop) for item in option.items]
            else:
                item = self.contents(option)
                found.append(item if loop is None else either([with_other_rows(each, loop) for each in options(item)]))
        return found[:12] or [UNKNOWN]

    def is_known(self, value: Value) -> bool:
        if isinstance(value, Several):
            return any(self.is_known(item) for item in value.items)
        return isinstance(value, (Model, Table, Instance, Either))

    def on_While(self, node: ast.While) -> None:
        self.eval(node.test)
        self.rounds.append(self.place(node.test))
        try:
            self.block(node.body)
            self.eval(node.test)  # it ends by what the round has made
        except _Left:
            pass
        finally:
            self.rounds.pop()
        self.block(node.orelse)

    def on_Try(self, node: ast.Try) -> None:
        self.block([*node.body, *node.orelse])
        self.paths([[], *(handler.body for handler in node.handlers)])
        self.block(node.finalbody)

    on_TryStar = on_Try

    def on_With(self, node: ast.With) -> None:
        for item in node.items:
            value = self.eval(item.context_expr)
            if item.optional_vars is not None:
                self.assign(item.optional_vars, value)
        self.block(node.body)

    on_AsyncWith = on_With

    def on_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.bind(node.name, Function(node, self.names, self.cell))

    on_AsyncFunctionDef = on_FunctionDef

    def on_ClassDef(self, node: ast.ClassDef) -> None:
        bases = [self.eval(base) for base in node.bases]
        members: dict[str, Value] = {}
        outer = self.names
        self.names = (*outer, members)
        try:
            self.block(node.body)
        except _Left:
            pass
        finally:
            self.names = outer
        self.bind(node.name, Class(node.name, members, bases))

    def on_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.bind(alias.asname or alias.name.partition(".")[0], Module(alias.name if alias.asname else alias.name.partition(".")[0]))

    def on_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name != "*":
                self.bind(alias.asname or alias.name, Module(f"{node.module or ''}.{alias.name}"))

    def on_Return(self, node: ast.Return) -> None:
        self.returned.append(self.eval(node.value) if node.value is not None else Plain())
        raise _Left

    def on_Raise(self, node: ast.Raise) -> None:
        raise _Left

    on_Break = on_Continue = on_Raise

    def on_Global(self, node: ast.Global) -> None:
        self.declared[-1].update(node.names)

    def on_Match(self, node: ast.Match) -> None:
        self.eval(node.subject)
        self.paths([case.body for case in node.cases] + [[]])

    # names

    def bind(self, name: str, value: Value) -> None:
        frame = self.names[0] if name in self.declared[-1] else self.names[-1]
        frame[name] = value

    def lookup(self, name: str) -> Value | None:
        return next((frame[name] for frame in reversed(self.names) if name in frame), None)

    def assign(self, target: ast.expr, value: Value) -> None:
        if isinstance(target, ast.Name):
            self.bind(target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            if isinstance(value, Table) and all(part.parent is None for part in value.data.parts):
                value = self.unpacked(value, target)
            for number, element in enumerate(target.elts):
                if isinstance(element, ast.Starred):
                    self.assign(element.value, value)
                else:
                    self.assign(element, self.nth(value, number, len(target.elts)))
        elif isinstance(target, ast.Attribute):
            self.assign_attribute(self.eval(target.value), target.attr, value)
        elif isinstance(target, ast.Subscript):
            base = self.eval(target.value)
            if (
                isinstance(target.value, ast.Name)
                and isinstance(base, Table)
                and (mask := self.masked(base, target.slice, value)) is not None
            ):
                self.bind(target.value.id, mask)
            else:
                self.assign_item(base, target.slice, value)

    def masked(self, base: Table, key: ast.expr, value: Value) -> Chosen | None:
        """`mask[drawn] = True`, or False: which rows were drawn, or were not."""
        if (
            base.data.parts
            or isinstance(key, (ast.Slice, ast.Tuple))
            or not isinstance(value, Plain)
            or not isinstance(value.literal, bool)
        ):
            return None
        drawn = self.eval(key)
        return (
            Chosen(("drawn", drawn.data.parts), int(not value.literal)) if isinstance(drawn, Table) and draw_of(drawn) is not None else None
        )

    def unpacked(self, loaded: Table, target: ast.Tuple | ast.List) -> Value:
        """What a function gives that nobody knows: rows to learn from and others, where the names say so."""
        place, sides = self.place(target), [_side(element) for element in target.elts]
        if len(set(sides)) == 1 or loaded.grain == "row":
            return loaded
        return Several([Table(loaded.data.part(("unpacked", place, side), place), places=loaded.places) for side in sides])

    def assign_attribute(self, base: Value, name: str, value: Value) -> None:
        for option in options(base):
            if isinstance(option, Model):
                option.varies |= loops_of([value])
            if isinstance(option, Instance):
                option.attributes[name] = value
            elif isinstance(option, Table):
                option.change(option.data.with_([data_of(value)]))
                if name == "columns" and option.columns is not None:
                    option.columns = option.columns.called(listed_names(value))
                elif name == "index":
                    if is_times(value):
                        option.change(option.data.timed())
                else:
                    self.assigned(option, Plain(name), value)

    def assign_item(self, base: Value, key: ast.expr, value: Value) -> None:
        parts = key.elts if isinstance(key, ast.Tuple) and key.elts else [key]
        keys = [self.eval(part) if not isinstance(part, ast.Slice) else UNKNOWN for part in parts]
        rows, named = keys[0], keys[-1]
        name = _literal(key)
        self.meet(base, [base, value], key)
        for option in options(base):
            if isinstance(option, Table) and isinstance(value, Table) and value.answer is not None:
                if isinstance(name, str):
                    option.predicted = {**option.predicted, name: value.answer}
                elif option.columns is None and option.answer is None:
                    option.answer = value.answer
            if isinstance(option, Table):
                if data_of(value).is_timed and data_of(value).parts <= option.data.parts:
                    self.seen_in_time(option)
                if len(parts) > 1 and isinstance(rows, Chosen) and rows.columns is not None and isinstance(named, Plain):
                    self.assigned_where(option, rows, named, value)
                elif len(parts) == 1 or not isinstance(named, Chosen):
                    self.assigned(option, at_position(option, named) if len(parts) > 1 else named, value)
                option.change(option.data.with_([data_of(value)]) if option.data.parts else union([option.data, data_of(value)]))
            elif isinstance(option, Mapping):
                if name is not None and not self.rounds:
                    option.named[name] = value
                else:
                    option.others.append(value)
            elif isinstance(option, Several):
                option.items.append(value)
                option.is_whole = False

    # expressions

    def eval(self, node: ast.expr) -> Value:
        self.steps += 1
        if self.steps > self.last_step:
            raise _Left
        value: Value = _EXPRESSIONS.get(type(node), _Run.of_others)(self, node)
        return value

    def of_others(self, node: ast.expr) -> Value:
        """Operators and the like: each row of what goes in gives a row."""
        found: list[Value] = []
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                found.append(self.eval(child))
        return self.blended(found, node)

    def of_Constant(self, node: ast.Constant) -> Value:
        return Plain(node.value)

    def of_JoinedStr(self, node: ast.JoinedStr) -> Value:
        values = [self.eval(part.value) if isinstance(part, ast.FormattedValue) else self.eval(part) for part in node.values]
        texts = [text_of(value) for value in values]
        text = None if None in texts else as_text("".join(map(str, texts)), values)
        return text if text is not None else self.blended(values, node)

    def of_Name(self, node: ast.Name) -> Value:
        found = self.lookup(node.id)
        return found if found is not None else Module(f"builtins.{node.id}")

    def of_NamedExpr(self, node: ast.NamedExpr) -> Value:
        value = self.eval(node.value)
        self.assign(node.target, value)
        return value

    def of_Await(self, node: ast.Await) -> Value:
        return self.eval(node.value)

    def of_Starred(self, node: ast.Starred) -> Value:
        return self.eval(node.value)

    def of_IfExp(self, node: ast.IfExp) -> Value:
        test = self.eval(node.test)
        if isinstance(test, Table) and test.answer is not None and not are_errors(test):
            self.eval(node.body), self.eval(node.orelse)
            return test  # yes or no, by what was predicted
        if (
            isinstance(test, (Chosen, Table))
            and test.columns is not None
            and isinstance(node.body, ast.Constant)
            and isinstance(node.orelse, ast.Constant)
        ):
            return Table(test.data, columns=test.columns, grain="row")
        learned = Data(frozenset(), data_of(test).statistics)
        value = either((self.eval(node.body), self.eval(node.orelse)))
        return self.blended([value, Table(learned)], node) if learned.statistics else value

    def of_Yield(self, node: Any) -> Value:
        if node.value is not None:
            self.returned.append(self.eval(node.value))
        return UNKNOWN

    of_YieldFrom = of_Yield

    def of_BoolOp(self, node: ast.BoolOp) -> Value:
        values = [self.eval(value) for value in node.values]
        return self.blended(values, node)

    def of_List(self, node: Any) -> Value:
        return Several([self.eval(element) for element in node.elts], not any(isinstance(e, ast.Starred) for e in node.elts))

    of_Tuple = of_Set = of_List

    def of_Dict(self, node: ast.Dict) -> Value:
        made = Mapping()
        for key, inner in zip(node.keys, node.values, strict=True):
            value = self.eval(inner)
            name = _literal(key) if key is not None else None
            if name is not None:
                made.named[name] = value
            else:
                made.others.append(value)
        return made

    def of_Lambda(self, node: ast.Lambda) -> Value:
        return Function(node, self.names, self.cell)

    def of_ListComp(self, node: Any) -> Value:
        outer = self.names
        self.names = (*outer, {})
        self.declared.append(set())
        many: list[Value] = []
        is_inside = False
        stack = ExitStack()
        try:
            for number, generator in enumerate(node.generators):
                items = self.eval(generator.iter)
                is_inside = _is_of_one(items)
                if isinstance(items, Table) and items.grain == "rows" and items.columns is not None and _is_by_name(generator):
                    items = Names(Data(), items.columns)
                if isinstance(items, Names) and not isinstance(node, ast.DictComp) and ast.dump(node.elt) == _as_read(generator.target):
                    return self.kept_names(items, generator.target, generator.ifs)
                if len(node.generators) == 1 and (others := self.others_in(items, generator)) is not None:
                    return others
                loop = stack.enter_context(self.looped(items, generator.iter))
                many = self.each(items, loop)
                if number or len(node.generators) > 1:
                    many = [either(many)]
                self.assign(generator.target, many[0])
            made: list[Value] = []
            chosen_by = [items] if not data_of(items).parts else []
            named: dict[object, Value] = {}
            for item in many:
                if len(many) > 1:
                    self.assign(node.generators[0].target, item)
                chosen_by += [self.eval(condition) for generator in node.generators for condition in generator.ifs]
                made.append(self.eval(node.elt if not isinstance(node, ast.DictComp) else node.value))
                if isinstance(node, ast.DictComp) and (key := text_of(self.eval(node.key))) is not None:
                    named[key] = made[-1]
        finally:
            stack.close()
            self.names = outer
            self.declared.pop()
        if isinstance(node, ast.DictComp):
            return Mapping(named) if len(named) == len(made) > 1 else Mapping({}, made)
        found = tables(Several(made))
        learned = frozenset().union(*(data_of(value).statistics for value in chosen_by))
        if learned and (_is_found(node) or all(isinstance(item, (Plain, Setting, Names)) for item in made)):
            return Names(Data(statistics=learned))
        if found and len(many) == 1 and not (isinstance(node, ast.GeneratorExp) and found[0].grain != "row"):
            answer = found[0].answer if len(found) == 1 else None
            grain = "row" if is_inside and found[0].grain == "row" else "rows"
            is_same = len(found) == 1 and found[0].data.parts == data_of(many[0]).parts
            columns = found[0].columns if is_same else None
            return Table(union(table.data for table in found), None, columns, answer, way(found[0]), grain)
        is_each = isinstance(items, Several) and items.is_whole and len(items.items) == len(made) and not node.generators[0].ifs
        return Several(made, is_each and len(many) > 1)

    def others_in(self, items: Value, generator: ast.comprehension) -> Chosen | None:
        """`i for i in range(n) if i not in drawn`"""
        test = generator.ifs[0] if len(generator.ifs) == 1 else None
        if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.NotIn) or ast.dump(test.left) != _as_read(generator.target):
            return None
        return self.others_than(items, self.eval(test.comparators[0]))

    of_SetComp = of_GeneratorExp = of_DictComp = of_ListComp

    def of_Attribute(self, node: ast.Attribute) -> Value:
        return either([self.attribute(option, node.attr) for option in options(self.eval(node.value))])

    def of_UnaryOp(self, node: ast.UnaryOp) -> Value:
        value = self.eval(node.operand)
        if isinstance(node.op, ast.Invert) and isinstance(value, Chosen):
            return value.other()
        if isinstance(node.op, ast.Invert) and isinstance(value, Table) and draw_of(value) is not None:
            return Chosen(("drawn", value.data.parts), 1)
        if isinstance(node.op, ast.Invert) and isinstance(value, Names):
            return Names(value.data, value.others, value.columns)
        if isinstance(node.op, ast.USub) and isinstance(value, Plain) and isinstance(value.literal, (int, float)):
            return Plain(-value.literal)
        if isinstance(node.op, ast.Not):
            return Plain()
        return value

    def of_Compare(self, node: ast.Compare) -> Value:
        left = self.eval(node.left)
        rights = [self.eval(right) for right in node.comparators]
        data = union([data_of(left), *map(data_of, rights)])
        self.compare([left, *rights], node)
        if isinstance(left, Names) and left.columns is not None:
            listed = names_in(rights[0])
            taken, kept = left.columns.take(listed), left.columns.without(listed)
            return Names(left.data, kept, taken) if isinstance(node.ops[0], ast.NotEq) else Names(left.data, taken, kept)
        if len(node.ops) == 1 and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            wrong = self.errors(left, rights[0], node)
            if wrong is not None:
                return wrong
        if (
            isinstance(left, Table)
            and left.grain == "row"
            and left.answer is None
            and not any(isinstance(right, Table) and right.answer for right in rights)
        ):
            said = self.blended([left, *rights], node)
            return replace(said, columns=operated([left, *rights]), base=None) if isinstance(said, Table) else said
        columns = operated([left, *rights])
        if (
            columns is not None
            and isinstance(left, Table)
            and left.columns is not None
            and all(columns_of(right) is None for right in rights)
        ):
            columns = form_of(left.columns) or columns
        if isinstance(left, Chosen) and left.key is not None and left.key[0] == "index":
            if any(isinstance(right, Plain) and is_day(right.literal) for right in rights):
                self.story.timed.update(left.data.parts)
        if isinstance(left, Table) and left.answer is not None and (asked := tests_of(rights)):
            self.story.thresholds.append(Comparison(tuple(asked), self.place(node), tuple(self.rounds)))
        if isinstance(left, Table) and left.answer is not None and not any(tables(right) for right in rights):
            return replace(left, data=left.data.varied(loops_of(rights)), base=None)  # from which threshold on is it yes?
        if columns is not None and columns.single is not None and isinstance(left, Table) and left.columns is not None:
            drawn = left.columns.single.draw if left.columns.single is not None else None
            if drawn is not None:
                self.side("choice", left.data, drawn, ast.dump(node.comparators[0]) + type(node.ops[0]).__name__, self.place(node))
        data = data.varied(loops_of([left, *rights]))
        if isinstance(left, Table) and left.answer is None and len(node.ops) == 1:
            text = ast.dump(node.left)
            op, right = type(node.ops[0]), ast.dump(node.comparators[0])
            opposite = {ast.NotEq: ast.Eq, ast.GtE: ast.Lt, ast.Gt: ast.LtE}
            side = 1 if op in opposite else 0
            if op in (ast.Eq, ast.NotEq, ast.Lt, ast.GtE, ast.Gt, ast.LtE):
                if any(part.key[:1] == ("drawn",) for part in left.data.parts):
                    return Chosen(("drawn", frozenset(left.data.parts)), side, Data(varies=data.varies))
                return Chosen(("where", text, opposite.get(op, op).__name__, right), side, data, columns)
        return Chosen(None, 0, data, columns)

    def of_BinOp(self, node: ast.BinOp) -> Value:
        left, right = self.eval(node.left), self.eval(node.right)
        if isinstance(left, Several) and isinstance(right, Several) and isinstance(node.op, ast.Add):
            return Several([*left.items, *right.items], left.is_whole and right.is_whole)
        if isinstance(node.op, ast.Add) and any(isinstance(side, Several) and tables(side) for side in (left, right)):
            return Several([item for side in (left, right) for item in (side.items if isinstance(side, Several) else [side])], False)
        if isinstance(node.op, ast.Mult) and any(isinstance(side, Several) and side.items for side in (left, right)):
            several = left if isinstance(left, Several) else right
            assert isinstance(several, Several)
            return Several([*several.items] * 2, False)
        if isinstance(left, Chosen) or isinstance(right, Chosen):
            return Chosen(None, 0, union([data_of(left), data_of(right)]), operated([left, right]))
        if isinstance(left, Names) and left.columns is not None and isinstance(node.op, (ast.Sub, ast.Add)):
            listed = names_in(right)
            if isinstance(node.op, ast.Sub):
                return Names(left.data, left.columns.without(listed))
            return Names(left.data, left.columns.beside(left.columns.take(listed)) if listed is not None else left.columns.unsure())
        if isinstance(node.op, ast.Sub) and (others := self.others_than(left, right)) is not None and isinstance(left, (Length, Chosen)):
            return others
        wrong = self.errors(left, right, node) if isinstance(node.op, ast.Sub) else None
        if isinstance(node.op, ast.Add) and None not in (texts := [text_of(left), text_of(right)]) and isinstance(left, (Plain, Setting)):
            if isinstance(left.literal, str) and (text := as_text("".join(map(str, texts)), (left, right))) is not None:
                return text
        result = wrong or position(left, right, node.op) or self.blended([left, right], node)
        return replace(result, columns=operated([left, right])) if isinstance(result, Table) else result

    def of_Subscript(self, node: ast.Subscript) -> Value:
        base = self.eval(node.value)
        if _literal(node.slice) in ("accuracy", "acc") and isinstance(node.value, ast.Attribute) and node.value.attr == "history":
            return self.told_while_fitted(self.eval(node.value.value), self.place(node))
        if isinstance(base, Module) and base.name in ("numpy.r_", "numpy.c_"):
            several = self.eval(node.slice)
            taken = tables(several)
            beside = self.blended(taken, node) if base.name == "numpy.c_" else UNKNOWN
            if isinstance(beside, Table):
                return replace(beside, columns=columns_of(several), base=None)
            return self.below(taken, node) if taken else UNKNOWN
        return either([self.item(option, node.slice, node) for option in options(base)])

    def of_Call(self, node: ast.Call) -> Value:
        arguments: list[Value] = []
        for argument in node.args:
            value = self.eval(argument)
            if isinstance(argument, ast.Starred) and isinstance(value, Several):
                arguments += value.items
            else:
                arguments.append(value)
        named = {keyword.arg or "**": self.eval(keyword.value) for keyword in node.keywords}
        if isinstance(node.func, ast.Attribute):
            owner = self.eval(node.func.value)
            results = [self.call(Method(option, node.func.attr), arguments, named, node) for option in options(owner)]
        else:
            results = [self.call(option, arguments, named, node) for option in options(self.eval(node.func))]
        return either(results)

    def invoke(self, function: Function, arguments: Sequence[Value], named: AnyMapping[str, Value]) -> Value:
        """Run a function of the notebook."""
        node = function.node
        if self.depth >= 6 or any(active is node for active in self.active):
            return self.blended([*arguments, *named.values()], node)
        spec = node.args
        frame: dict[str, Value] = {}
        names = [arg.arg for arg in (*spec.posonlyargs, *spec.args)]
        for name, default in zip(reversed(names), reversed(spec.defaults), strict=False):
            frame[name] = self.eval(default)
        for arg, default_or_none in zip(spec.kwonlyargs, spec.kw_defaults, strict=True):
            frame[arg.arg] = self.eval(default_or_none) if default_or_none is not None else UNKNOWN
        given = [function.bound, *arguments] if function.bound is not None else [*arguments]
        frame.update(zip(names, given, strict=False))
        if spec.vararg is not None:
            frame[spec.vararg.arg] = Several(list(given[len(names) :]))
        known = {*names, *(arg.arg for arg in spec.kwonlyargs)}
        frame.update({name: value for name, value in named.items() if name in known})
        if spec.kwarg is not None:
            frame[spec.kwarg.arg] = Mapping({name: value for name, value in named.items() if name not in known})
        outer = self.names, self.cell, self.returned
        self.names, self.cell, self.returned = (*function.around, frame), function.cell, []
        self.declared.append(set())
        self.active.append(node)
        self.depth += 1
        try:
            if isinstance(node, ast.Lambda):
                self.returned.append(self.eval(node.body))
            else:
                try:
                    self.block(node.body)
                except _Left:
                    if self.steps > self.last_step:
                        raise
            returned = self.returned
        finally:
            self.names, self.cell, self.returned = outer
            self.declared.pop()
            self.active.pop()
            self.depth -= 1
        return either(returned) if returned else Plain()


def _is_of_one(items: Value) -> bool:
    """True for what is gone through within one row: the parts of its value, or names that are written out."""
    if isinstance(items, Several):
        return bool(items.items) and all(isinstance(item, Plain) and item.literal is not None for item in items.items)
    return isinstance(items, Table) and items.grain == "row"


def _keyed(item: Value, loop: Place) -> Value:
    """What a loop gets of a dict or by number: with a key, or a text, that is another one in each round."""
    if not isinstance(item, Several):
        return item
    return Several(
        [with_other_rows(one, loop) if isinstance(one, Plain) and isinstance(one.literal, (str, NoneType)) else one for one in item.items],
        item.is_whole,
    )


def _has_folds(items: Value, depth: int = 0) -> bool:
    if isinstance(items, Several) and depth < 3:
        return any(_has_folds(item, depth + 1) for item in items.items)
    return isinstance(items, (Folds, Splitter, Chosen)) and (
        isinstance(items, (Folds, Splitter)) or items.key is not None and items.key[0] == "fold"
    )


def _arguments(node: ast.AST) -> ast.AST:
    return node.args if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) else node


def _side(node: ast.expr) -> str:
    """Which rows are meant by a name."""
    names = [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)]
    return next((found.group().lower() for name in names if (found := re.search(r"train|test|val|dev", name, re.I))), "")


def _is_by_name(generator: ast.comprehension) -> bool:
    """True where what is gone through is held against texts, as are names of columns."""
    found = [inner.value for test in generator.ifs for inner in ast.walk(test) if isinstance(inner, ast.Constant)]
    return bool(found) and all(isinstance(value, str) for value in found)


def _is_found(node: Any) -> bool:
    """True where each element says where a name stands among others."""
    found = getattr(node, "elt", None)
    return isinstance(found, ast.Call) and isinstance(found.func, ast.Attribute) and found.func.attr in ("index", "get_loc")


def _as_read(target: ast.expr) -> str:
    """A name that is given a value, as it looks where it is read."""
    return ast.dump(ast.Name(target.id, ast.Load())) if isinstance(target, ast.Name) else ""


def _literal(node: ast.expr) -> Any:
    return node.value if isinstance(node, ast.Constant) else None


def _methods(prefix: str) -> dict[type[ast.AST], Callable[[_Run, Any], Any]]:
    """The methods of the run by the kind of node that they are for."""
    named = ((name, getattr(_Run, name)) for name in dir(_Run) if name.startswith(prefix))
    return {getattr(ast, name[len(prefix) :]): method for name, method in named if hasattr(ast, name[len(prefix) :])}


_STATEMENTS = _methods("on_")
_EXPRESSIONS = _methods("of_")
