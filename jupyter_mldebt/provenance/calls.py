"""Calls: what calls, attributes and items do to rows, by the names that the libraries give them."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import Any

from jupyter_mldebt.knowledge import learning
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Copying, Data, Part, Statistic, union
from jupyter_mldebt.provenance.story import Division, Story, Test, Validation
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Class,
    Columns,
    Either,
    Fit,
    Folds,
    Function,
    Grouped,
    Instance,
    Length,
    Mapping,
    Method,
    Model,
    Module,
    Names,
    Plain,
    Several,
    Splitter,
    Table,
    Value,
    data_of,
    either,
    options,
    tables,
    way,
)

Named = AnyMapping[str, Value]
_TESTING = frozenset(
    (
        "predict",
        "predict_proba",
        "predict_log_proba",
        "predict_classes",
        "decision_function",
        "score",
        "evaluate",
        "predict_generator",
        "evaluate_generator",
    )
)
_FITTING = frozenset(("fit", "fit_generator", "partial_fit", "train_on_batch"))
# methods that need no rows but their own
_SAME = frozenset(
    "copy astype values to_numpy reset_index set_index sort_values sort_index toarray todense fillna ravel reshape flatten "
    "dropna numpy to_frame squeeze rename replace clip round tolist as_matrix".split()
)


class Calls(ABC):
    """What is done with values; run.py says with which."""

    def __init__(self) -> None:
        self.story = Story()
        self.names: tuple[dict[str, Value], ...] = ({},)
        self.declared: list[set[str]] = [set()]
        self.returned: list[Value] = []
        self.active: list[ast.AST] = []
        self.rounds: list[Place] = []
        self.depth = self.steps = self.time = 0
        self.cell = 0

    @abstractmethod
    def place(self, node: ast.AST) -> Place:
        """Where a node stands."""

    @abstractmethod
    def invoke(self, function: Function, arguments: Sequence[Value], named: Named) -> Value:
        """Run a function of the notebook."""

    @abstractmethod
    def eval(self, node: ast.expr) -> Value:
        """What an expression gives."""

    # what values are made of

    def blended(self, values: Sequence[Value], node: ast.AST) -> Value:
        """Each row made of the rows of several values that stand beside each other."""
        found = [table for value in values for table in tables(value)]
        others = [data_of(value) for value in values]
        if not found:
            data = union(others)
            return Table(data) if data.statistics else UNKNOWN
        rows = [table for table in found if table.data.parts] or found
        data = rows[0].data.with_(others)
        data = Data(data.parts.union(*(table.data.parts for table in rows[1:])), data.statistics, data.copyings, data.is_timed)
        if len(found) == 1 and data == found[0].data:
            return Table(data, None, None, found[0].model, found[0].places, found[0].grain)
        grain = rows[0].grain if all(table.grain == rows[0].grain for table in rows) else "rows"
        return Table(data, None, None, None, (self.place(node), *rows[0].places)[:12], grain)

    def contents(self, value: Value) -> Value:
        """What a loop over the value gets."""
        if isinstance(value, Several):
            return either(value.items) if value.items else UNKNOWN
        if isinstance(value, Mapping):
            return Plain()
        if isinstance(value, Folds):
            return Several([Chosen(value.key, 0), Chosen(value.key, 1)])
        if isinstance(value, Splitter):  # as scikit-learn had it before 0.18: KFold(n) is gone through itself
            return Several([Chosen(("fold", value.place), 0), Chosen(("fold", value.place), 1)])
        if isinstance(value, Grouped):
            return Several([Plain(), Table(value.table.data, places=value.table.places)])
        if isinstance(value, Table):
            return Table(value.data, places=value.places, grain="row")
        return UNKNOWN

    def nth(self, value: Value, number: int, count: int) -> Value:
        found: list[Value] = []
        for option in options(value):
            if isinstance(option, Several):
                if option.is_whole and len(option.items) == count:
                    found.append(option.items[number])
                else:
                    found.append(either(option.items) if option.items else UNKNOWN)
            else:
                found.append(self.contents(option))
        return either(found)

    def drop_column(self, base: Value, name: object) -> None:
        for option in options(base):
            if isinstance(option, Table) and option.columns is not None:
                option.columns = option.columns.without(frozenset((name,)) if name is not None else None)

    # attributes and items

    def attribute(self, owner: Value, name: str) -> Value:
        if isinstance(owner, Module):
            return Module(f"{owner.name}.{name}")
        if isinstance(owner, Instance):
            found = owner.attributes.get(name) or self.member(owner.made_by, name)
            if isinstance(found, Function):
                return Function(found.node, found.around, found.cell, owner)
            return found if found is not None else Method(owner, name)
        if isinstance(owner, Class):
            return self.member(owner, name) or UNKNOWN
        if isinstance(owner, Table):
            if name == "index":
                return Chosen(("index", owner.data.parts), "in", owner.data)
            if name == "columns":
                return Names(Data(frozenset(), owner.data.statistics), owner.columns.only if owner.columns else None)
            if name in ("shape", "size", "ndim", "dtypes", "dtype", "empty"):
                return Several([Length(owner), UNKNOWN]) if name == "shape" else Plain()
            if name in ("values", "T", "loc", "iloc", "ix", "at", "iat", "str", "dt", "data", "array", "cat"):
                return Table(owner.data, owner, owner.columns, owner.model, owner.places, owner.grain) if name != "data" else owner
            if name in ("target", "target_names", "feature_names", "DESCR", "filename", "frame"):
                return owner if name in ("target", "frame") else Plain()
            return Table(owner.data, owner, _one(owner, name), owner.model, owner.places, _column(owner))
        if isinstance(owner, Model):
            if name in ("best_estimator_", "model", "estimator", "base_estimator", "named_steps", "steps"):
                return owner
            if name.endswith("_") or name in ("classes_", "history", "coef_"):
                statistics = owner.learned.statistics
                return Table(Data(frozenset(), statistics)) if statistics and owner.kind != "model" else Plain()
            return Method(owner, name)
        return UNKNOWN

    def member(self, made_by: Class, name: str, depth: int = 0) -> Value | None:
        found = made_by.members.get(name)
        if found is not None or depth > 5:
            return found
        return next(
            (inner for base in made_by.bases if isinstance(base, Class) if (inner := self.member(base, name, depth + 1)) is not None), None
        )

    def item(self, base: Value, key: ast.expr, node: ast.Subscript) -> Value:
        if isinstance(base, Several):
            if (
                isinstance(key, ast.Constant)
                and isinstance(key.value, int)
                and base.is_whole
                and -len(base.items) <= key.value < len(base.items)
            ):
                return base.items[key.value]
            if isinstance(key, ast.Slice):
                return base
            self.eval(key)
            return either(base.items) if base.items else UNKNOWN
        if isinstance(base, Mapping):
            if isinstance(key, ast.Constant) and key.value in base.named:
                return base.named[key.value]
            self.eval(key)
            return either([*base.named.values(), *base.others]) if base.named or base.others else UNKNOWN
        if isinstance(base, Grouped):
            self.eval(key)
            return Grouped(base.table)
        if isinstance(base, Model):
            return base
        if not isinstance(base, Table):
            if isinstance(base, Names):
                self.eval(key)
                return base
            self.eval(key)
            return UNKNOWN
        rows, columns = (key.elts[0], key.elts[1:]) if isinstance(key, ast.Tuple) and key.elts else (key, [])
        result = self.rows_of(base, rows, node)
        for column in columns[:1]:
            result = self.columns_of(result, column)
        return result

    def rows_of(self, base: Table, key: ast.expr, node: ast.AST) -> Table:
        """`base[key]`, where the key may take rows or columns."""
        place = self.place(node)
        places = (place, *base.places)[:12]
        if isinstance(key, ast.Slice):
            for bound in (key.lower, key.upper, key.step):
                if bound is not None:
                    self.eval(bound)
            if key.lower is None and key.upper is None:
                return base
            is_first = key.lower is None or isinstance(key.lower, ast.Constant) and key.lower.value == 0
            bound = key.upper if is_first else key.lower
            if not is_first and key.upper is not None:
                text = f"{ast.dump(key.lower) if key.lower else ''}:{ast.dump(key.upper)}"
                return Table(base.data.part(("slice", text), place), None, base.columns, base.model, places)
            data = self.cut(base.data, bound, 0 if is_first else 1, place)
            return Table(data, None, base.columns, base.model, places)
        if isinstance(key, ast.Constant):
            if isinstance(key.value, str):
                return Table(base.data, base, _one(base, key.value), base.model, base.places, _column(base))
            return Table(base.data, base, None, base.model, base.places, base.grain)
        value = self.eval(key)
        return self.taken(base, value, place)

    def cut(self, data: Data, bound: ast.expr | None, side: int, place: Place) -> Data:
        """The rows before or behind a bound; of what was put together of two, where the bound is the length of one, that one."""
        value = self.eval(bound) if bound is not None else UNKNOWN
        if isinstance(value, Length) and value.of.data.parts < data.parts:
            parts = value.of.data.parts if side == 0 else data.parts - value.of.data.parts
            return Data(parts, data.statistics, data.copyings, data.is_timed)
        if len({part.root for part in data.parts}) > 1:
            return data
        return data.part(("cut", ast.dump(bound) if bound is not None else "", side), place)

    def taken(self, base: Table, key: Value, place: Place) -> Table:
        """The rows or columns of a table that a value takes."""
        places = (place, *base.places)[:12]
        if isinstance(key, Chosen):
            return Table(self.chosen(base.data, key, place), None, base.columns, base.model, places)
        if isinstance(key, (Several, Names)):
            names = _names(key)
            columns = base.columns.cut_to(names) if base.columns is not None else None
            return Table(base.data.with_([data_of(key)]), None, columns, base.model, base.places)
        if isinstance(key, Table):
            # positions that were drawn, or that another computation has chosen
            if any(part.key[:1] == ("drawn",) for part in key.data.parts):
                return Table(base.data.part(("drawn", key.data.parts), place), None, base.columns, base.model, places)
            return Table(base.data.with_([Data(frozenset(), key.data.statistics)]), None, base.columns, base.model, places)
        if isinstance(key, Plain):
            return Table(base.data, base, _one(base, key.literal), base.model, base.places)
        return Table(base.data, base, Columns(object(), None) if base.columns else None, base.model, base.places)

    def chosen(self, data: Data, key: Chosen, place: Place) -> Data:
        if key.key is None:
            return data
        if key.key[0] == "index":
            parts = key.key[1]
            if key.side == "in":
                return Data(parts if isinstance(parts, frozenset) else data.parts, data.statistics, data.copyings, data.is_timed)
            return self.rest(data, parts, place)
        return data.part((*key.key, key.side), place)

    def rest(self, data: Data, taken: Any, place: Place) -> Data:
        """What is left of rows when parts of them are taken away: the other side of the division."""
        found: set[Part] = set()
        for part in taken:
            if part.parent in data.parts and part.key and part.key[-1] in (0, 1):
                found.add(Part((*part.key[:-1], 1 - part.key[-1]), part.parent, place))
        return Data(frozenset(found) or data.parts, data.statistics, data.copyings, data.is_timed)

    def columns_of(self, base: Table, key: ast.expr) -> Table:
        """`base[:, key]`."""
        if isinstance(key, ast.Slice) and key.lower is None and key.upper is None:
            return base
        if isinstance(key, ast.Constant):
            return Table(base.data, None, _one(base, key.value), base.model, base.places)
        value = self.eval(key) if not isinstance(key, ast.Slice) else UNKNOWN
        if isinstance(key, ast.Slice):
            for bound in (key.lower, key.upper):
                if bound is not None:
                    self.eval(bound)
        names = _names(value)
        columns = base.columns.cut_to(names) if base.columns is not None else None
        data = base.data.with_([data_of(value)]) if isinstance(value, (Several, Names)) else base.data
        return Table(data, None, columns, base.model, base.places)

    # calls

    def call(self, called: Value, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        if isinstance(called, Method):
            return self.method(called.owner, called.name, arguments, named, node)
        if isinstance(called, Function):
            return self.invoke(called, arguments, named)
        if isinstance(called, Class):
            made = Instance(called, {})
            start = self.member(called, "__init__")
            if isinstance(start, Function):
                self.invoke(Function(start.node, start.around, start.cell, made), arguments, named)
            return made
        if isinstance(called, Instance):
            for name in ("__call__", "forward", "call"):
                found = self.member(called.made_by, name)
                if isinstance(found, Function):
                    return self.invoke(Function(found.node, found.around, found.cell, called), arguments, named)
        if isinstance(called, Module):
            return self.function(called.name, arguments, named, node)
        if isinstance(called, Model):
            return self.blended([*arguments, *named.values()], node)
        return self.blended([*arguments, *named.values()], node)

    def function(self, qualified: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        name = qualified.rpartition(".")[2]
        place = self.place(node)
        made = self.construct(name, qualified, arguments, named, place)
        if made is not None:
            return made
        values = [*arguments, *named.values()]
        found = [table for value in values for table in tables(value)]
        if name == "train_test_split":
            return self.divide(arguments, named, node)
        if name == "print" or qualified.startswith("builtins.") and name in ("len", "type", "isinstance", "id", "range", "open", "help"):
            return Length(found[0]) if name == "len" and found else Plain()
        if name in learning.CROSS_VALIDATED and arguments:
            return self.validate(name, arguments, named, place)
        if name in learning.METRICS or qualified.startswith("sklearn.metrics."):
            self.measure(values, place)
            return Plain()
        if name in learning.JOINING and found:
            ways = found[0].places
            return Table(union(table.data for table in found), None, None, None, (place, *ways)[:12])
        if name in learning.LOADING or (not found and learning.SOUNDS_LOADING.search(name)):
            root = Part(("source", place), None, place)
            whole = Table(Data(frozenset((root,))), None, None, None, (place,))
            whole.columns = Columns(root)
            if _is_true(named.get("return_X_y")) or name.startswith("make_") or name == "load_svmlight_file":
                return Several([Table(whole.data, places=whole.places), Table(whole.data, places=whole.places)])
            return whole
        if name == "load_data":
            parts = [Table(Data(frozenset((Part(("source", place, side), None, place),))), places=(place,)) for side in (0, 1)]
            return Several([Several([part, Table(part.data, places=part.places)]) for part in parts])
        if qualified.startswith(("numpy.random.", "random.")) and name in learning.DRAWN:
            if name == "shuffle":
                return Plain()
            if name == "permutation" and found:
                return Table(found[0].data, None, found[0].columns, None, found[0].places)
            return Table(Data(frozenset((Part(("drawn", place), None, place),))))
        if found and name in learning.STATISTICAL and not _is_given(name, arguments, named):
            return self.learn_in_place(name, learning.STATISTICAL[name], found, values, node)
        if found and name in learning.SELECTING:
            return self.reduced(name, "select", found, node)
        if found and name in learning.REDUCTIONS:
            return self.blended(values, node) if _is_across(named) else self.reduced(name, "statistic", found, node)
        if found and name == "resample":
            return self.resampled(arguments, named, name, place)
        if name in ("zip", "enumerate"):
            return self.zipped(name, arguments)
        if name in ("list", "tuple", "iter", "reversed", "sorted", "set") and len(arguments) == 1:
            return arguments[0]
        if name in ("deepcopy", "clone", "copy") and arguments:
            return self.cloned(arguments[0], place)
        if name in ("apply_along_axis", "map", "filter", "partial"):
            for value in values:
                if isinstance(value, Function):
                    return self.invoke(value, [Table(union(t.data for t in found))] if found else [], {})
        if name == "where" and arguments and isinstance(arguments[0], Chosen):
            return arguments[0] if len(arguments) == 1 else self.blended(values, node)
        if name in ("set_option", "figure", "show", "title"):
            return Plain()
        return self.blended(values, node)

    def construct(self, name: str, qualified: str, arguments: Sequence[Value], named: Named, place: Place) -> Value | None:
        """A new model or what divides rows, where the name is that of a class of them."""
        inner = [*arguments, *named.values()]
        if name in learning.SPLITTERS or name in learning.IN_TIME:
            return Splitter(name, place, name in learning.IN_TIME)
        if name in learning.SEARCHES:
            return Model(name, "search", place, inner=inner)
        if name in learning.PIPELINES:
            return Model(name, "pipeline", place, inner=inner, learns=learning.TRANSFORMERS.get(name, "statistic"))
        if name in learning.COPYING:
            return Model(name, "sampler", place)
        if name in learning.LEAVING_OUT:
            return Model(name, "undersampler", place)
        if name in learning.LEARN_NOTHING:
            return Model(name, "plain", place)
        if name in learning.TRANSFORMERS:
            return Model(name, "transformer", place, learning.TRANSFORMERS[name], inner=inner)
        root = qualified.partition(".")[0]
        if (
            root in ("sklearn", "xgboost", "lightgbm", "catboost", "keras", "tensorflow", "statsmodels", "imblearn", "mlxtend")
            and name[:1].isupper()
        ):
            return Model(name, "model", place, inner=inner)
        if name.endswith(("Classifier", "Regressor", "Regression")) and name[:1].isupper():
            return Model(name, "model", place, inner=inner)
        return None

    def cloned(self, value: Value, place: Place) -> Value:
        if isinstance(value, Model):
            return Model(value.what, value.kind, place, value.learns, value.inner)
        if isinstance(value, Table):
            return Table(value.data, None, value.columns, value.model, value.places)
        return value

    def zipped(self, name: str, arguments: Sequence[Value]) -> Value:
        if name == "enumerate":
            items = arguments[0] if arguments else UNKNOWN
            if isinstance(items, Several):
                return Several([Several([Plain(), item]) for item in items.items], items.is_whole)
            return Several([Several([Plain(), self.contents(items)])], False)
        if arguments and all(isinstance(value, Several) for value in arguments):
            rows = zip(*(value.items for value in arguments if isinstance(value, Several)), strict=False)
            return Several([Several(list(row)) for row in rows])
        return Several([Several([self.contents(value) for value in arguments])], False)

    def divide(self, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        """train_test_split: two parts of each of its arguments."""
        place = self.place(node)
        parts: list[Value] = []
        whole = union(data_of(value) for value in arguments)
        shuffle = named.get("shuffle")
        is_random = not (isinstance(shuffle, Plain) and shuffle.literal is False)
        sides: list[frozenset[Part]] = []
        for side in (0, 1):
            sides.append(whole.part(("split", place, side), place).parts)
        for value in arguments:
            found = tables(value)
            for side in (0, 1):
                if found:
                    table = found[0]
                    data = union(t.data for t in found).part(("split", place, side), place)
                    parts.append(Table(data, None, table.columns, None, (place, *table.places)[:12]))
                elif isinstance(value, Chosen) or isinstance(value, Plain) or value is UNKNOWN:
                    parts.append(Chosen(("split", place), side, data_of(value)))
                else:
                    parts.append(UNKNOWN)
        self.story.divisions.append(Division("train_test_split", whole, tuple(sides), place, is_random))
        return Several(parts)

    def measure(self, values: Sequence[Value], place: Place) -> None:
        """A metric: what a model has predicted is held against the labels."""
        for value in values:
            for table in tables(value):
                if table.model is not None:
                    self.test(table.model, table.data, place, "score")
                    self.story.tests[-1].features = table.asked

    def validate(self, name: str, arguments: Sequence[Value], named: Named, place: Place) -> Value:
        features = named.get("X", arguments[1] if len(arguments) > 1 else UNKNOWN)
        labels = named.get("y", arguments[2] if len(arguments) > 2 else UNKNOWN)
        data = data_of(features)
        self.time += 1
        for model in options(arguments[0]):
            if isinstance(model, Model):
                self.fit(model, features, labels, named, place, is_searched=True)
                self.story.validations.append(Validation(name, data, place, self.time, model))
            else:
                self.story.validations.append(Validation(name, data, place, self.time))
        return Table(Data(), places=(place,))

    def reduced(self, name: str, kind: Any, found: Sequence[Table], node: ast.AST) -> Value:
        """What many rows are boiled down to."""
        data = union(table.data for table in found)
        if not data.parts or all(table.grain == "row" for table in found):
            return Table(data, grain="row")
        statistic = Statistic(name, kind, data.parts, self.place(node))
        return Table(Data(frozenset(), data.statistics | {statistic}, frozenset()), places=(self.place(node), *found[0].places)[:12])

    def learn_in_place(self, name: str, kind: Any, found: Sequence[Table], values: Sequence[Value], node: ast.AST) -> Value:
        """The same rows, each with a value that hangs on the others."""
        data = union(table.data for table in found)
        if not data.parts or all(table.grain == "row" for table in found):
            return self.blended(values or found, node)
        place = self.place(node)
        return Table(data.and_(Statistic(name, kind, data.parts, place)), None, None, None, (place, *found[0].places)[:12])

    def resampled(self, arguments: Sequence[Value], named: Named, name: str, place: Place) -> Value:
        replace = named.get("replace")
        is_copying = not (isinstance(replace, Plain) and replace.literal is False)
        made: list[Value] = []
        for value in arguments:
            data = data_of(value)
            if is_copying and data.parts:
                data = Data(data.parts, data.statistics, data.copyings | {Copying(name, data.parts, place)}, data.is_timed)
            made.append(Table(data, places=(place, *way(value))[:12]))
        return made[0] if len(made) == 1 else Several(made)

    # methods

    def method(self, owner: Value, name: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        if isinstance(owner, Module):
            return self.function(f"{owner.name}.{name}", arguments, named, node)
        if isinstance(owner, (Instance, Class)):
            found = self.attribute(owner, name)
            if not isinstance(found, Method) and found is not UNKNOWN:
                return self.call(found, arguments, named, node)
            return self.blended([*arguments, *named.values()], node)
        if isinstance(owner, Model):
            return self.of_model(owner, name, arguments, named, node)
        if isinstance(owner, Table):
            return self.of_table(owner, name, arguments, named, node)
        if isinstance(owner, Splitter) and name == "split":
            self.time += 1
            return Folds(("fold", self.place(node)))
        if isinstance(owner, Grouped):
            return self.of_groups(owner, name, arguments, node)
        if isinstance(owner, Chosen):
            if name in ("tolist", "to_list", "copy", "values"):
                return owner
            return Chosen(None, 0, owner.data) if name not in ("sum", "mean", "any", "all") else Plain()
        if isinstance(owner, Mapping):
            return self.of_mapping(owner, name, arguments)
        if isinstance(owner, Several):
            if name in ("append", "extend", "add", "insert"):
                for value in arguments:
                    owner.items += value.items if name == "extend" and isinstance(value, Several) else [value]
                owner.is_whole = owner.is_whole and not self.rounds and name == "append"
                return Plain()
            return either(owner.items) if name == "pop" and owner.items else owner if name == "copy" else Plain()
        if isinstance(owner, Names):
            return owner
        if name in _FITTING and owner is UNKNOWN and arguments:
            return self.of_model(Model("", "unknown", self.place(node)), name, arguments, named, node)
        return self.blended([owner, *arguments, *named.values()], node)

    def of_mapping(self, owner: Mapping, name: str, arguments: Sequence[Value]) -> Value:
        values = [*owner.named.values(), *owner.others]
        if name == "items":
            return Several([Several([Plain(), value]) for value in values])
        if name == "values":
            return Several(values)
        if name in ("get", "pop", "setdefault") and arguments:
            key = arguments[0]
            if isinstance(key, Plain) and key.literal in owner.named:
                return owner.named[key.literal]
            return either(values) if values else UNKNOWN
        return UNKNOWN

    def of_groups(self, owner: Grouped, name: str, arguments: Sequence[Value], node: ast.Call) -> Value:
        table = owner.table
        if name in ("transform", "cumsum", "cumcount", "shift", "rank", "ffill", "bfill", "diff", "apply", "fillna", "head", "tail", "nth"):
            is_learned = name in ("transform", "rank") or any(isinstance(value, Function) for value in arguments)
            if is_learned and table.data.parts:
                return self.learn_in_place(f"groupby.{name}", "statistic", [table], [], node)
            return Table(table.data, None, None, None, table.places)
        return self.reduced(f"groupby.{name}", "statistic", [table], node)

    def of_table(self, owner: Table, name: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        place = self.place(node)
        inplace = named.get("inplace")
        result = self.made_of(owner, name, arguments, named, node, place)
        if isinstance(inplace, Plain) and inplace.literal is True and isinstance(result, Table):
            owner.change(result.data)
            if result.columns is not None:
                owner.columns = result.columns
            return Plain()
        return result

    def made_of(self, owner: Table, name: str, arguments: Sequence[Value], named: Named, node: ast.Call, place: Place) -> Value:
        values = [*arguments, *named.values()]
        places = owner.places
        if name == "drop":
            return self.dropped(owner, arguments, named, place)
        if name == "pop":
            taken = arguments[0].literal if arguments and isinstance(arguments[0], Plain) else None
            column = Table(owner.data, None, _one(owner, taken), None, places)
            self.drop_column(owner, taken)
            return column
        if name in ("groupby", "resample", "rolling", "expanding", "ewm"):
            if name != "groupby":
                return Table(Data(owner.data.parts, owner.data.statistics, owner.data.copyings, True), None, None, None, places)
            return Grouped(owner)
        if name == "sample":
            return self.sampled(owner, named, place)
        if name == "isin":
            found = arguments[0] if arguments else UNKNOWN
            if isinstance(found, Chosen) and found.key is not None and found.key[0] == "index":
                return Chosen(found.key, "in", found.data)
            return Chosen(None, 0, data_of(found))
        if name == "split" or name in ("head", "tail", "info", "hist", "plot", "to_csv", "to_excel", "nunique", "unique", "boxplot"):
            return Table(owner.data, None, owner.columns, None, places) if name in ("head", "tail", "unique") else Plain()
        if name in ("items", "iteritems"):
            return Several([Several([Plain(), Table(owner.data, owner, None, None, places, "column")])], False)
        if name in ("iterrows", "itertuples"):
            return Several([Several([Plain(), Table(owner.data, owner, None, None, places, "row")])], False)
        if name in ("append", "union") and arguments:
            return Table(union([owner.data, *map(data_of, values)]), None, None, None, (place, *places)[:12])
        if name in ("merge", "join"):
            return Table(owner.data.with_(map(data_of, values)), None, None, None, (place, *places)[:12])
        if name in ("shift", "diff", "to_datetime", "rolling"):
            return Table(Data(owner.data.parts, owner.data.statistics, owner.data.copyings, True), None, None, None, places)
        if name in learning.STATISTICAL:
            return self.learn_in_place(name, learning.STATISTICAL[name], [owner], values, node)
        if name in learning.REDUCTIONS:
            if _is_across(named) or (arguments and _is_across({"axis": arguments[0]})):
                return Table(owner.data, None, None, None, places, owner.grain)
            return self.reduced(name, "statistic", [owner], node)
        if name in ("agg", "aggregate"):
            return self.blended([owner], node) if _is_across(named) else self.reduced(name, "statistic", [owner], node)
        if name in ("apply", "transform", "pipe"):
            for value in arguments:
                if isinstance(value, Function):
                    is_row = name == "apply" and (owner.grain != "rows" or _is_across(named))
                    grain = "row" if is_row else "column" if name == "apply" else owner.grain
                    result = self.invoke(value, [Table(owner.data, None, None, None, places, grain)], {})
                    if name == "apply" and not any(table.data.parts for table in tables(result)):
                        return Table(owner.data.with_([data_of(result)]), None, None, None, places)
                    return result
        if name in ("map", "applymap"):
            for value in arguments:
                if isinstance(value, Function):
                    row = Table(owner.data, None, None, None, places, "row")
                    return Table(owner.data.with_([data_of(self.invoke(value, [row], {}))]), None, None, None, places, owner.grain)
            return Table(owner.data.with_(map(data_of, values)), None, None, None, places)
        if name in ("cv", "fit"):
            return UNKNOWN
        if name in _SAME:
            data = owner.data.with_(map(data_of, values))
            is_timed = data.is_timed
            return Table(Data(data.parts, data.statistics, data.copyings, is_timed), None, owner.columns, owner.model, places, owner.grain)
        return self.blended([owner, *values], node)

    def dropped(self, owner: Table, arguments: Sequence[Value], named: Named, place: Place) -> Table:
        what = named.get("columns", named.get("labels", arguments[0] if arguments else UNKNOWN))
        axis = named.get("axis", arguments[1] if len(arguments) > 1 else UNKNOWN)
        of_columns = "columns" in named or (isinstance(axis, Plain) and axis.literal in (1, "columns"))
        if not of_columns:
            index = named.get("index", what)
            if isinstance(index, Chosen) and index.key is not None and index.key[0] == "index":
                return Table(self.rest(owner.data, index.key[1], place), None, owner.columns, None, (place, *owner.places)[:12])
            return Table(owner.data, None, owner.columns, None, owner.places)
        names = _names(what)
        columns = owner.columns.without(names) if owner.columns is not None else None
        return Table(owner.data.with_([data_of(what)]), None, columns, owner.model, owner.places)

    def sampled(self, owner: Table, named: Named, place: Place) -> Table:
        """Rows that are drawn: all of them again, some, or with copies."""
        replace, share = named.get("replace"), named.get("frac")
        data = owner.data
        if isinstance(replace, Plain) and replace.literal is True:
            data = Data(data.parts, data.statistics, data.copyings | {Copying("sample", data.parts, place)}, data.is_timed)
        elif not (isinstance(share, Plain) and share.literal == 1):
            data = data.part(("sample", place, 0), place)
        return Table(data, None, owner.columns, None, (place, *owner.places)[:12])

    # models

    def of_model(self, model: Model, name: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        place = self.place(node)
        features = named.get("X", named.get("x", named.get("generator", arguments[0] if arguments else UNKNOWN)))
        labels = named.get("y", arguments[1] if len(arguments) > 1 else UNKNOWN)
        if name in _FITTING or name == "fit_on_texts" or name == "adapt":
            self.fit(model, features, labels, named, place)
            return model
        if name in ("fit_transform", "fit_predict"):
            self.fit(model, features, labels, named, place)
            return self.transformed(model, features, place)
        if name in ("fit_resample", "fit_sample"):
            return self.resampled_by(model, features, labels, place)
        if name in ("transform", "inverse_transform", "texts_to_sequences", "texts_to_matrix", "flow"):
            return self.transformed(model, features, place)
        if name in _TESTING:
            data = data_of(features)
            self.time += 1
            is_answer = name in ("score", "evaluate", "evaluate_generator")
            self.test(model, data, place, "score" if is_answer else "predict")
            self.story.tests[-1].features = tables(features)[0] if tables(features) else None
            if is_answer:
                return Plain()
            return Table(
                Data(data.parts, data.statistics, data.copyings, data.is_timed),
                None,
                None,
                model,
                (place, *way(features))[:12],
                asked=tables(features)[0] if tables(features) else None,
            )
        if name in ("add", "compile", "set_params", "load_weights", "named_steps", "summary"):
            if name == "add":
                model.inner += arguments
            return model if name == "set_params" else Plain()
        if name in ("get_feature_names", "get_feature_names_out", "get_support"):
            return Names(Data(frozenset(), model.learned.statistics))
        return Plain()

    def fit(self, model: Model, features: Value, labels: Value, named: Named, place: Place, is_searched: bool = False) -> None:
        data, target = data_of(features), data_of(labels)
        self.time += 1
        found, answers = tables(features), tables(labels)
        is_search = is_searched or model.kind == "search"
        made = Fit(
            model,
            data,
            place,
            self.time,
            target if answers else None,
            found[0] if found else None,
            answers[0] if answers else None,
            is_search,
            tuple(self.rounds),
            way(features),
        )
        model.fits.append(made)
        if model.kind == "transformer":
            self.story.learned.append(made)
            kind: Any = model.learns
            statistics = data.statistics | ({Statistic(model.what, kind, data.parts, place)} if data.parts else set())
            model.learned = Data(frozenset(), frozenset(statistics), data.copyings)
        elif model.kind in ("plain", "sampler", "undersampler"):
            model.learned = Data(frozenset(), data.statistics)
        else:
            self.story.fits.append(made)
            model.learned = Data(frozenset(), data.statistics | self.inside(model, data, place))
            if is_search and not is_searched:
                self.story.validations.append(Validation(model.what, data, place, self.time, model))
        for name in ("validation_data", "eval_set"):
            if name in named:
                for value in _pairs(named[name]):
                    self.test(model, data_of(value), place, "watch")

    def inside(self, model: Model, data: Data, place: Place, depth: int = 0) -> frozenset[Statistic]:
        """What transformers within a pipeline learn when it is fitted."""
        found: set[Statistic] = set()
        todo = list(model.inner)
        for _ in range(60):
            if not todo:
                break
            value = todo.pop()
            if isinstance(value, Several):
                todo += value.items
            elif isinstance(value, Either):
                todo += value.options
            elif isinstance(value, Model):
                if value.kind == "transformer" and data.parts:
                    found.add(Statistic(value.what, value.learns, data.parts, place))  # type: ignore[arg-type]
                todo += value.inner
        return frozenset(found)

    def transformed(self, model: Model, features: Value, place: Place) -> Value:
        data = data_of(features).with_([model.learned])
        found = tables(features)
        columns = found[0].columns if found and model.learns in ("scale", "impute") else None
        return Table(data, None, columns, None, (place, *way(features))[:12])

    def resampled_by(self, model: Model, features: Value, labels: Value, place: Place) -> Value:
        made: list[Value] = []
        for value in (features, labels):
            data = data_of(value)
            if model.kind != "undersampler" and data.parts:
                data = Data(data.parts, data.statistics, data.copyings | {Copying(model.what, data.parts, place)}, data.is_timed)
            made.append(Table(data, None, None, None, (place, *way(value))[:12]))
        return Several(made)

    def test(self, model: Model, data: Data, place: Place, how: str) -> None:
        self.time += 1
        self.story.tests.append(Test(model, data, place, self.time, how, tuple(self.rounds)))


def _pairs(value: Value) -> list[Value]:
    """The features of `(X, y)` and of lists of such pairs."""
    if isinstance(value, Several) and value.items:
        if isinstance(value.items[0], Several):
            return [inner for item in value.items for inner in _pairs(item)]
        return value.items[:1]
    return [value]


def _is_given(name: str, arguments: Sequence[Value], named: Named) -> bool:
    """True where `cut` is told the borders of its bins, and learns none."""
    bins = named.get("bins", arguments[1] if len(arguments) > 1 else UNKNOWN)
    return name == "cut" and not (isinstance(bins, Plain) and isinstance(bins.literal, int))


def _is_true(value: Value | None) -> bool:
    return isinstance(value, Plain) and value.literal is True


def _is_across(named: Named) -> bool:
    """True where a reduction makes one number of each row."""
    axis = named.get("axis")
    return isinstance(axis, Plain) and axis.literal in (1, -1, "columns")


def _column(owner: Table) -> str:
    return "row" if owner.grain == "row" else "column"


def _one(owner: Table, name: object) -> Columns | None:
    if owner.columns is None:
        return None
    return owner.columns.cut_to(frozenset((name,)) if isinstance(name, (str, int)) else None)


def _names(value: Value) -> frozenset[object] | None:
    """The names in a list, None where not all are known."""
    if isinstance(value, Names):
        return value.names
    if isinstance(value, Plain):
        return frozenset((value.literal,)) if isinstance(value.literal, (str, int)) else None
    if isinstance(value, Several) and value.is_whole and all(isinstance(item, Plain) and item.literal is not None for item in value.items):
        return frozenset(item.literal for item in value.items if isinstance(item, Plain))
    return None
