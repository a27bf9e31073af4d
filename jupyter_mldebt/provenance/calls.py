"""Calls: what calls and attributes do to rows, by the names that the libraries give them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from jupyter_mldebt.knowledge import learning
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.models import FITTING
from jupyter_mldebt.provenance.networks import SAME_NETWORK, SENT_BACK, Networks
from jupyter_mldebt.provenance.rows import Data, Part, Statistic, union
from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.scores import are_errors
from jupyter_mldebt.provenance.selection import grain_of_column, one_column
from jupyter_mldebt.provenance.story import Division, Validation
from jupyter_mldebt.provenance.tables import Tables, is_across
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Class,
    Columns,
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
    Score,
    Setting,
    Several,
    Splitter,
    Table,
    Value,
    either,
    loops_of,
    tables,
)


class Calls(Tables, Networks):
    """What is done with values; run.py says with which."""

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
            if name == "index" and not owner.data.parts:  # the names of columns, by what was found of them
                return Names(owner.data)
            if name == "index":
                return Chosen(("index", owner.data.parts), "in", owner.data)
            if name == "columns":
                return Names(Data(frozenset(), owner.data.statistics), owner.columns.only if owner.columns else None)
            if name in ("shape", "size", "ndim", "dtypes", "dtype", "empty"):
                return Several([Length(owner), UNKNOWN]) if name == "shape" else Plain()
            if name in ("values", "T", "loc", "iloc", "ix", "at", "iat", "str", "dt", "data", "array", "cat"):
                return Table(owner.data, owner, owner.columns, owner.answer, owner.places, owner.grain) if name != "data" else owner
            if name in ("target", "target_names", "feature_names", "DESCR", "filename", "frame"):
                return owner if name in ("target", "frame") else Plain()
            return Table(
                owner.data, owner, one_column(owner, name), owner.predicted.get(name, owner.answer), owner.places, grain_of_column(owner)
            )
        if isinstance(owner, Model):
            if name in ("best_estimator_", "model", "estimator", "base_estimator", "named_steps", "steps", "wv", "dv"):
                return owner
            if name in learning.OWN_SCORES:
                self.story.validations.append(Validation(name, Data(), owner.place, self.time, owner))
            if name in learning.WEIGHTS and owner.kind != "transformer" and owner.fits and owner.fits[-1].data.parts:
                fit = owner.fits[-1]
                chosen = Statistic(owner.what or "fit", "select", fit.data.parts, fit.place)
                return Table(Data(frozenset(), owner.learned.statistics | {chosen}))
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

    def call(self, called: Value, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        if not (isinstance(called, Method) and isinstance(called.owner, (Several, Instance)) or isinstance(called, Function)):
            self.compare([*arguments, *named.values()], node)
            self.meet(called, [*arguments, *named.values()], node)
        if (called.name if isinstance(called, (Method, Module)) else "").rpartition(".")[2] in learning.OPTIMISING:
            for value in (*arguments, *named.values()):
                if isinstance(value, Function):
                    return self.repeated(value, node)
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
                    given = self.invoke(Function(found.node, found.around, found.cell, called), arguments, named)
                    return self.asked(called, [*arguments, *named.values()], given, node)
        if isinstance(called, Module):
            return self.function(called.name, arguments, named, node)
        if isinstance(called, Model) and called.is_layer:
            if any(table.data.parts for value in arguments for table in tables(value)):
                return self.of_model(called, "transform" if called.kind == "transformer" else "predict", arguments, named, node)
            return Model(called.what, "model", self.place(node), inner=[called, *arguments], is_layer=True)
        if isinstance(called, Model) and called.kind == "model":
            return self.asked(called, [*arguments, *named.values()], UNKNOWN, node)
        return self.blended([called, *arguments, *named.values()] if isinstance(called, Setting) else [*arguments, *named.values()], node)

    def function(self, qualified: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        name = qualified.rpartition(".")[2]
        place = self.place(node)
        made = self.booster(qualified, arguments, named, place) or self.network(name, qualified, arguments, named, node)
        made = made or self.construct(name, qualified, arguments, named, place)
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
        asked = [value for value in values if isinstance(value, Model) and value.fits]
        if asked and found and learning.SOUNDS_SCORING.search(name):
            return Score(tuple(self.test(model, found[0].data, place, "score", found[0]) for model in asked))
        if name in learning.METRICS or qualified.startswith("sklearn.metrics."):
            return self.measure(values, place)
        if name in learning.JOINING and found:
            ways = found[0].places
            return Table(union(table.data for table in found), None, None, None, (place, *ways)[:12])
        if name == "load_data" and "datasets." in qualified:
            sides = [Table(Data(frozenset((Part(("source", place, side), None, place),))), places=(place,)) for side in (0, 1)]
            whole_data = union(side.data for side in sides)
            self.story.divisions.append(Division(name, whole_data, tuple(side.data.parts for side in sides), place, False))
            return Several([Several([side, Table(side.data, places=side.places)]) for side in sides])
        if name in learning.LOADING or (not found and learning.SOUNDS_LOADING.search(name)):
            root = Part(("made" if name.startswith("make_") else "source", place), None, place, loops_of(values))
            whole = Table(Data(frozenset((root,))), None, None, None, (place,))
            whole.columns = Columns(root)
            if _is_true(named.get("return_X_y")) or name.startswith("make_") or name == "load_svmlight_file":
                return Several([Table(whole.data, places=whole.places), Table(whole.data, places=whole.places)])
            return whole
        if qualified.startswith(("numpy.", "torch.")) and name in learning.EMPTY or name == "DataFrame" and not arguments and not named:
            return Table(Data())  # rows are put in later
        if name in ("DataFrame", "from_dict", "from_records") and not any(table.data.parts for table in found):
            root = Part(("source", place), None, place)
            return Table(Data(frozenset((root,))), None, Columns(root), None, (place,))
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
        if found and (name in learning.REDUCTIONS or name in ("count_nonzero", "norm", "fsum")) and any(map(are_errors, found)):
            return self.measure([table for table in found if are_errors(table)], place)
        if found and name in learning.REDUCTIONS and found[0].answer is not None and (named or len(arguments) > 1):
            return replace(found[0], base=None)
        if found and name in learning.REDUCTIONS:
            return self.blended(values, node) if is_across(named) else self.reduced(name, "statistic", found, node)
        if found and name == "resample":
            return self.resampled(arguments, named, name, place)
        if name in ("split", "array_split") and found and len(arguments) > 1:
            return self.pieces(found[0], arguments[1], place)
        if name in ("reshape", "array", "asarray", "atleast_2d", "expand_dims", "ravel", "squeeze") and len(found) == 1:
            return replace(found[0], base=None)
        if name in ("zip", "enumerate"):
            return self.zipped(name, arguments)
        if name in ("list", "tuple", "iter", "reversed", "sorted", "set", "tqdm", "tqdm_notebook", "trange", "track") and arguments:
            return arguments[0]
        if name in ("deepcopy", "clone", "copy") and arguments:
            return self.cloned(arguments[0], place)
        if name in ("apply_along_axis", "map", "filter", "partial"):
            for value in values:
                if isinstance(value, Function):
                    return self.invoke(value, [Table(union(t.data for t in found))], {}) if found else self.repeated(value, node)
        if name == "where" and arguments and isinstance(arguments[0], Chosen):
            return arguments[0] if len(arguments) == 1 else self.blended(values, node)
        if name in ("set_option", "figure", "show", "title"):
            return Plain()
        made_of = self.blended(values, node)
        if name == "DataFrame" and isinstance(made_of, Table) and arguments and isinstance(arguments[0], Mapping):
            answers = {
                key: table.answer for key, value in arguments[0].named.items() for table in tables(value) if table.answer is not None
            }
            return replace(made_of, predicted=answers, answer=None)
        return made_of

    def pieces(self, table: Table, bounds: Value, place: Place) -> Value:
        """`np.split`: the rows between bounds, or as many parts as it is told."""
        count = bounds.literal if isinstance(bounds, Plain) else len(bounds.items) + 1 if isinstance(bounds, Several) else None
        if not isinstance(count, int) or not 1 < count < 12:
            return self.contents(table)
        return Several([Table(table.data.part(("sample", place, side), place), None, table.columns) for side in range(count)])

    def repeated(self, function: Function, node: ast.Call) -> Value:
        """A function of the notebook is called with one setting after the other."""
        loop = self.place(node)
        self.rounds.append(loop)
        try:
            return self.invoke(function, [Setting(frozenset((loop,)))] * len(function.node.args.args), {})
        finally:
            self.rounds.pop()

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

    def method(self, owner: Value, name: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        if isinstance(owner, Module):
            return self.function(f"{owner.name}.{name}", arguments, named, node)
        if name in SENT_BACK and isinstance(owner, (Score, Table)):
            return self.sent_back([owner], self.place(node))
        if name in SENT_BACK and any(isinstance(value, Score) for value in arguments):
            return self.sent_back(arguments, self.place(node))
        if isinstance(owner, (Instance, Class)):
            found = self.attribute(owner, name)
            if not isinstance(found, Method) and found is not UNKNOWN:
                return self.call(found, arguments, named, node)
            if isinstance(owner, Instance) and name in SAME_NETWORK and self.of_instance(owner) is not None:
                return owner
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
        if name in FITTING and (owner is UNKNOWN or isinstance(owner, Setting)) and arguments:
            return self.of_model(Model("", "unknown", self.place(node), varies=loops_of([owner])), name, arguments, named, node)
        if owner is UNKNOWN and learning.SOUNDS_LOADING.search(name):
            return self.function(name, arguments, named, node)
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


def _is_given(name: str, arguments: Sequence[Value], named: Named) -> bool:
    """True where `cut` is told the borders of its bins, and learns none."""
    bins = named.get("bins", arguments[1] if len(arguments) > 1 else UNKNOWN)
    return name == "cut" and not (isinstance(bins, Plain) and isinstance(bins.literal, int))


def _is_true(value: Value | None) -> bool:
    return isinstance(value, Plain) and value.literal is True
