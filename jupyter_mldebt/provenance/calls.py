"""Calls: what calls and attributes do to rows, by the names that the libraries give them."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Sequence
from dataclasses import replace

from jupyter_mldebt.knowledge import learning
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.columns import Columns, Rest, made_of
from jupyter_mldebt.provenance.contents import as_text, derived, one, text_of
from jupyter_mldebt.provenance.datasets import columns_of_source, part_of_bunch
from jupyter_mldebt.provenance.draws import draw_of, is_index
from jupyter_mldebt.provenance.models import FITTING, TESTING, grouped_by
from jupyter_mldebt.provenance.networks import SAME_NETWORK, SENT_BACK, Networks
from jupyter_mldebt.provenance.rows import Data, Part, Statistic, union
from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.scores import are_errors
from jupyter_mldebt.provenance.selection import grain_of_column, one_column
from jupyter_mldebt.provenance.story import Division, Validation
from jupyter_mldebt.provenance.tables import Tables, is_across
from jupyter_mldebt.provenance.time import OF_INDEX, is_read_by_time, is_serial, is_source, is_times, told_in_plot
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Class,
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
    data_of,
    either,
    loops_of,
    tables,
    tests_of,
)

# Methods of several tables under one roof, done with each of them.
_OF_EACH = frozenset("map filter remove_columns rename_column rename_columns cast_column with_format set_format shuffle".split())
# They give what they are given, and show how far it is.
_PASSING = ("tqdm", "tqdm_notebook", "trange", "track")
_LEARNING = FITTING | {"train"}
# What those call it who write a network of their own.
_ASKING = re.compile(r"(?:feed_?)?forward(?:_?(?:prop|pass|propagation))?|classify|infer", re.I)


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
        if isinstance(owner, Grouped):
            return Grouped(replace(owner.table, columns=one_column(owner.table, name)), owner.is_timed)
        if isinstance(owner, Names):
            return owner if name == "values" else Names(owner.data, owner.columns.unsure() if owner.columns is not None else None)
        if isinstance(owner, Chosen) and name in OF_INDEX and owner.key is not None and owner.key[0] == "index":
            self.story.timed.update(owner.data.parts)
            return Table(owner.data.timed())
        if name in ("values", "array") and is_index(owner):
            return owner
        if isinstance(owner, Table):
            if name in ("index", "loc", "iloc") and owner.ranks is not None:
                return Names(Data(frozenset(), owner.data.statistics), owner.ranks.names()) if name == "index" else owner
            if name == "index" and not owner.data.parts:  # the names of columns, by what was found of them
                return Names(owner.data)
            if name == "index" and owner.is_numbered:
                return Chosen(("index", frozenset()), "in", owner.data)
            if name == "index":
                return Chosen(("index", owner.data.parts), "in", owner.data)
            if name == "columns":
                return Names(Data(frozenset(), owner.data.statistics), owner.columns)
            if name in ("shape", "size", "ndim", "dtypes", "dtype", "empty"):
                return Several([Length(owner), UNKNOWN]) if name == "shape" else Plain()
            if name in ("values", "T", "loc", "iloc", "ix", "at", "iat", "str", "dt", "data", "array", "cat"):
                columns = owner.columns if name != "T" else None
                return Table(owner.data, owner, columns, owner.answer, owner.places, owner.grain) if name != "data" else owner
            if (part := part_of_bunch(owner, name)) is not None:
                return part
            if owner.columns is None and name in ("target", "target_names", "feature_names", "DESCR", "filename", "frame"):
                return owner if name in ("target", "frame") else Plain()
            if name == "images":
                return owner
            columns = derived([owner]) if owner.columns is not None and is_within(owner, name) else one_column(owner, name)
            answer = owner.predicted.get(name, owner.answer)
            return Table(owner.data, owner, columns, answer, owner.places, grain_of_column(owner))
        if isinstance(owner, Model):
            if name == "best_estimator_" and owner.kind == "search":
                owner.best = owner.best or Model(owner.what, "model", owner.place, inner=owner.inner, fits=owner.fits, varies=owner.varies)
                owner.best.learned = owner.learned
                return owner.best
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
                if name == "labels_" and owner.fits and (rows := owner.fits[-1].features) is not None:
                    return Table(Data(frozenset(), statistics), columns=grouped_by(owner, rows.columns))
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
        if isinstance(called, (Method, Module)) and called.name.rpartition(".")[2] in learning.RANGES and (arguments or "start" in named):
            return UNKNOWN  # all that lies between, whatever the rows are
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
            self.callers.append(self.place(node))
            try:
                return self.invoke(called, arguments, named)
            finally:
                self.callers.pop()
        if isinstance(called, Class):
            made = Instance(called, {})
            start = self.member(called, "__init__")
            if isinstance(start, Function):
                self.invoke(Function(start.node, start.around, start.cell, made), arguments, named)
            if self.member(called, "fit") is None and (self.member(called, "predict") or self.member(called, "score")):
                self.of_own_model(made, "fit", arguments, named, node)
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
        result = self.of_any(qualified, arguments, named, node)
        if qualified.rpartition(".")[0] == "builtins" and qualified not in ("builtins.abs", "builtins.round"):
            return result
        return self.of_function(qualified.rpartition(".")[2], arguments, named, result)

    def of_any(self, qualified: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        name = qualified.rpartition(".")[2]
        place = self.place(node)
        made = self.booster(qualified, arguments, named, place) or self.network(name, qualified, arguments, named, node)
        made = made or self.handed_out(name, qualified, arguments, named, place) or self.construct(name, qualified, arguments, named, place)
        if made is not None:
            return made
        values = [*arguments, *named.values()]
        found = [table for value in values for table in tables(value)]
        if is_serial(qualified):
            self.seen_in_time(Several(values))
        for drawn_over in told_in_plot(name, node):
            self.seen_in_time(self.eval(drawn_over))
        if qualified in ("polars.col", "polars.all"):  # of the table that it is given to
            return Table(Data(), grain="of any")
        if qualified == "builtins.float" and not found:
            loops = loops_of(values)
            return Setting(loops, math.nan) if loops else Plain(math.nan)
        if name == "random_split" and found:
            self.drawn(name, found[0].data, place)
        if name == "from_tensor_slices" and arguments and isinstance(arguments[0], Several) and len(given := arguments[0].items) == 2:
            self.answered(Model("", "unknown", place), given[0], given[1], place)
        if name in ("setdiff1d", "delete") and len(arguments) > 1 and (others := self.others_than(arguments[0], arguments[1])) is not None:
            return others
        if name == "delete" and len(arguments) > 1 and isinstance(rows := arguments[0], Table) and rows.data.parts and not is_across(named):
            if isinstance(gone := arguments[1], Table) and draw_of(gone) is not None:
                return self.taken(rows, Chosen(("drawn", gone.data.parts), 1), place, "")
        if name == "array_split":
            self.divided_order(Several(values))
        if name == "train_test_split":
            return self.divide(arguments, named, node)
        if name == "print" or qualified.startswith("builtins.") and name in ("len", "type", "isinstance", "id", "range", "open", "help"):
            if name == "range" and arguments and isinstance(arguments[0], Length):
                return arguments[0]
            told = [value.literal for value in arguments if isinstance(value, Plain) and isinstance(value.literal, int)]
            if name == "range" and told and len(told) == len(arguments):
                return Plain(range(*told))
            return Length(found[0]) if name == "len" and found else Plain()
        if name in learning.CROSS_VALIDATED and arguments:
            return self.validate(name, arguments, named, place)
        asked = [value for value in values if isinstance(value, Model) and value.fits]
        if asked and found and learning.SOUNDS_SCORING.search(name):
            return Score(tuple(self.test(model, found[0].data, place, "score", found[0]) for model in asked))
        is_counted = name == "crosstab" and any(table.answer is not None for table in found)
        if is_counted or name in learning.METRICS or qualified.startswith("sklearn.metrics."):
            return self.measure(values, place)
        if name in learning.JOINING and found:
            return self.joined(name, found, named, arguments, node)
        if name in ("tile", "repeat") and found:
            return Table(found[0].data.copied(name, place), None, found[0].columns, None, (place, *found[0].places)[:12])
        if name == "load_data" and "datasets" in qualified:
            source = self.source(qualified, arguments, named, place)
            sides = [Table(Data(frozenset((Part((*source, side), None, place),))), places=(place,)) for side in (0, 1)]
            self.story.divisions.append(
                Division(name, union(side.data for side in sides), tuple(side.data.parts for side in sides), place, False)
            )
            return Several([Several([side, Table(side.data, places=side.places)]) for side in sides])
        if name in ("load_model", "load") and arguments and (saved := self.saved.get(_text(arguments[0]))) is not None:
            return saved
        if name in ("load_model", "load_weights", "load_state_dict"):
            return UNKNOWN
        if (
            name in learning.LOADING
            or "spark.read." in qualified
            or is_source(qualified)
            or (not found and learning.SOUNDS_LOADING.search(name))
        ):
            root = Part(self.source(qualified, arguments, named, place), None, place, loops_of(values))
            whole = Table(Data(frozenset((root,)), is_timed=is_read_by_time(named) or is_source(qualified)), None, None, None, (place,))
            whole.columns = None if qualified.startswith("sklearn.") else columns_of_source(root, qualified, arguments)
            if _is_true(named.get("return_X_y")) or name.startswith("make_") or name == "load_svmlight_file":
                return Several([Table(whole.data, places=whole.places), Table(whole.data, places=whole.places)])
            return whole
        if qualified.startswith(("numpy.", "torch.")) and name in learning.EMPTY or name == "DataFrame" and not arguments and not named:
            return Table(Data())  # rows are put in later
        if qualified == "torch.randperm":
            return self.order(place, arguments[0] if arguments else UNKNOWN)
        if qualified.startswith(("numpy.random.", "random.")) and name in learning.DRAWN:
            if name == "shuffle":
                self.shuffle_in_place(arguments, node, place)
                return Plain()
            if name == "permutation":
                return self.mixed(arguments[0], place) if found else self.order(place, arguments[0] if arguments else UNKNOWN)
            if found and found[0].data.parts and name in ("choice", "choices", "sample") and not is_times(found[0]):
                return Table(found[0].data, None, found[0].columns, None, found[0].places, found[0].grain)
            drawn = Data(frozenset((Part(("drawn", place, *self.callers), None, place, frozenset(self.rounds)),)))
            is_again = name in ("choices", "randint", "integers") or (name == "choice" and not _is_false(named.get("replace")))
            return Table(drawn.copied(name, place) if is_again else drawn)
        if found and name in learning.STATISTICAL and not _is_given(name, arguments, named):
            return self.learn_in_place(name, learning.STATISTICAL[name], found, values, node)
        if found and name in learning.SELECTING:
            return self.reduced(name, "select", found, node)
        if name == "sum" and arguments and isinstance(arguments[0], Several) and found and not any(map(are_errors, found)):
            return self.blended(values, node)  # columns are added up, row by row
        if found and (name in learning.REDUCTIONS or name in ("count_nonzero", "norm", "fsum")) and any(map(are_errors, found)):
            return self.measure([table for table in found if are_errors(table)], place)
        if found and name in learning.REDUCTIONS and found[0].answer is not None and (named or len(arguments) > 1):
            return replace(found[0], base=None)
        if found and name in learning.REDUCTIONS:
            return self.blended(values, node) if is_across(named) else self.reduced(name, "statistic", found, node)
        if name == "arange" and arguments and isinstance(arguments[0], Length):
            return arguments[0]
        if name in ("array", "asarray") and arguments and is_index(arguments[0]):
            return arguments[0]
        if found and name == "shuffle":
            both = [self.mixed(value, place) for value in arguments]
            return both[0] if len(both) == 1 else Several(both)
        if found and name == "resample":
            return self.resampled(arguments, named, name, place)
        if name in ("split", "array_split") and found and len(arguments) > 1:
            return self.pieces(found[0], arguments[1], place)
        if name in ("reshape", "array", "asarray", "atleast_2d", "expand_dims", "ravel", "squeeze") and len(found) == 1:
            return replace(found[0], base=None)
        if name in ("dump", "save_model") and len(arguments) > 1:
            self.saved[_text(arguments[1])] = arguments[0]
        if name in ("default_rng", "RandomState") and "random" in qualified:
            return Module("numpy.random")
        if name in ("int", "round", "floor", "ceil") and len(arguments) == 1 and isinstance(arguments[0], Length):
            return arguments[0]
        if name in ("zip", "enumerate"):
            return self.zipped(name, arguments)
        if name == "next" and arguments and isinstance(arguments[0], Folds):
            return self.contents(Folds(("split", *arguments[0].key[1:])))
        if name == "crosstab" and any(table.answer is not None for table in found):
            return self.measure(values, place)
        if name in ("list", "tuple", "iter", "reversed", "sorted", "set", *_PASSING) and arguments:
            return replace(arguments[0]) if isinstance(arguments[0], Names) else arguments[0]
        if name in ("deepcopy", "clone", "copy") and arguments:
            return self.cloned(arguments[0], place)
        if name in ("max", "min", "sorted") and isinstance(key := named.get("key"), Function):
            self.repeated(key, node)
        if qualified == "builtins.map" and len(arguments) == 2 and isinstance(arguments[1], Several) and len(arguments[1].items) <= 12:
            return Several([self.call(arguments[0], [item], {}, node) for item in arguments[1].items], arguments[1].is_whole)
        if name in ("apply_along_axis", "map", "filter", "partial"):
            for value in values:
                if isinstance(value, Function):
                    return self.invoke(value, [Table(union(t.data for t in found))], {}) if found else self.repeated(value, node)
        if name == "where" and arguments and isinstance(arguments[0], Chosen):
            return arguments[0] if len(arguments) == 1 else self.blended(values, node)
        if name == "str" and len(arguments) == 1 and (text := as_text(text_of(arguments[0]), arguments)) is not None:
            return text
        if name in ("set_option", "figure", "show", "title"):
            return Plain()
        if name in ("DataFrame", "from_dict", "from_records", "json_normalize") and not found and not tests_of(values) and values:
            root = Part(("source", place, *self.callers), None, place)
            return Table(Data(frozenset((root,))), None, Columns((Rest(root),)), None, (place,))
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
        for side in range(count):
            self.cut_of_mixed(table.data, side, place)
        return Several([Table(table.data.part(("sample", place, side), place), None, table.columns) for side in range(count)])

    def source(self, qualified: str, arguments: Sequence[Value], named: Named, place: Place) -> tuple[object, ...]:
        """What tells data that is loaded from other data: the same file is the same wherever it is read."""
        told = [value.literal if isinstance(value, Plain) else None for value in arguments[:1]]
        name = qualified.rpartition(".")[2]
        if all(isinstance(one, str) for one in told) and (told or name.startswith(("load_", "fetch_"))) and not name.startswith("make_"):
            part = [value.literal for key, value in named.items() if key in ("subset", "split") and isinstance(value, Plain)]
            return ("source", qualified, *told, *part, *(self.callers if not told and not qualified.startswith("sklearn.") else ()))
        return ("made" if name.startswith("make_") else "source", place, *self.callers)

    def repeated(self, function: Function, node: ast.Call) -> Value:
        """A function of the notebook is called with one setting after the other."""
        loop = self.place(node)
        self.rounds.append(loop)
        try:
            return self.invoke(function, [Setting(frozenset((loop,)))] * len(function.node.args.args), {})
        finally:
            self.rounds.pop()

    def joined(self, name: str, found: Sequence[Table], named: Named, arguments: Sequence[Value], node: ast.Call) -> Value:
        """Rows put below each other: what stands among them twice is copied."""
        axis = named.get("axis", arguments[1] if len(arguments) > 1 and name != "append" else None)
        if isinstance(axis, Plain) and axis.literal in (1, -1, "columns"):
            return self.blended(found, node)
        return self.below(found, node, name, is_known=axis is None or isinstance(axis, Plain))

    def has_done(self, name: str, fits: int, tests: int) -> bool:
        """Whether a model was fitted, asked or scored since, as the name of a method says that it is."""
        if name in _LEARNING:
            return len(self.story.fits) > fits
        return any(test.how == "score" or name not in ("score", "evaluate") for test in self.story.tests[tests:])

    def of_own_model(self, owner: Instance, name: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value | None:
        """A model that the notebook itself writes, learning and predicting by its own arithmetic; None where this is nothing of a model."""
        members = [self.member(owner.made_by, member) for member in ("predict", "score", "evaluate", "forward")]
        members += [member for called, member in owner.made_by.members.items() if _ASKING.fullmatch(called)]
        if _ASKING.fullmatch(name) and any(self.member(owner.made_by, member) for member in _LEARNING):
            done = "predict"
        else:
            done = "fit" if name in _LEARNING else name
        if done != "fit" and done not in TESTING or not any(members) or not any(map(tables, (*arguments, *named.values()))):
            return None
        model = owner.attributes.setdefault("", Model(owner.made_by.name, "model", self.place(node)))
        if not isinstance(model, Model):
            return None
        model.varies |= loops_of([*owner.attributes.values(), *arguments, *named.values()])
        written = self.member(owner.made_by, "__init__" if self.member(owner.made_by, name) is None else name)
        told = [arg.arg for arg in written.node.args.args[1:]] if isinstance(written, Function) else []
        given = {**dict(zip(told, arguments, strict=False)), **named}  # its parameters may have any names: the first are rows and labels
        rows = [given.get(name, UNKNOWN) for name in told[:2]] or list(arguments)
        result = self.of_model(model, done, rows, {}, node)
        for parameter in told[2:]:
            if parameter.startswith(("X_val", "x_val", "X_test", "x_test")) and parameter in given:
                self.test(model, data_of(given[parameter]), self.place(node), "watch")
        return None if done == "fit" else result

    def zipped(self, name: str, arguments: Sequence[Value]) -> Value:
        if name == "enumerate":
            items = arguments[0] if arguments else UNKNOWN
            if isinstance(items, Several):
                return Several([Several([Plain(), item]) for item in items.items], items.is_whole)
            return Several([Several([Plain(), self.contents(items)])], False)
        if arguments and all(isinstance(value, Several) for value in arguments):
            rows = zip(*(value.items for value in arguments if isinstance(value, Several)), strict=False)
            return Several([Several(list(row)) for row in rows])
        chosen = [Names(value.data) if isinstance(value, Names) and value.data.statistics else None for value in arguments]
        return Several([Several([one or self.contents(value) for one, value in zip(chosen, arguments, strict=True)])], False)

    def method(self, owner: Value, name: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        if name == "scatter_" and len(arguments) > 1 and isinstance(node.func, ast.Attribute) and (told := tables(arguments[1])):
            self.assign(node.func.value, Table(told[0].data, columns=told[0].columns))
        for drawn_over in told_in_plot(name, node) if not isinstance(owner, Module) else ():
            self.seen_in_time(self.eval(drawn_over))
        if isinstance(owner, Module):
            return self.function(f"{owner.name}.{name}", arguments, named, node)
        if name in SENT_BACK and isinstance(owner, (Score, Table)):
            return self.sent_back([owner], self.place(node))
        if name in SENT_BACK and any(isinstance(value, Score) for value in arguments):
            return self.sent_back(arguments, self.place(node))
        if isinstance(owner, (Instance, Class)):
            found = self.attribute(owner, name)
            if not isinstance(found, Method) and found is not UNKNOWN:
                fits, tests = len(self.story.fits), len(self.story.tests)
                result = self.call(found, arguments, named, node)
                if isinstance(owner, Instance) and not self.has_done(name, fits, tests):
                    return self.of_own_model(owner, name, arguments, named, node) or result
                return result
            if isinstance(owner, Instance) and name in SAME_NETWORK and self.of_instance(owner) is not None:
                return owner
            return self.blended([*arguments, *named.values()], node)
        if isinstance(owner, Model):
            return self.of_model(owner, name, arguments, named, node)
        if name in ("scatter", "scatter_") and len(arguments) > 1 and not data_of(owner).parts and (told := tables(arguments[1])):
            made = Table(told[0].data, columns=told[0].columns)
            if name == "scatter_" and isinstance(node.func, ast.Attribute):
                self.assign(node.func.value, made)
            return made
        if isinstance(owner, Table):
            return self.of_table(owner, name, arguments, named, node)
        if isinstance(owner, Splitter) and name == "split":
            self.time += 1
            if len(arguments) == 1 and not named and is_times(arguments[0]):
                self.seen_in_time(arguments[0])
            self.by_splitter(owner, union(map(data_of, arguments)), owner.place)
            return Folds(("split" if owner.is_once else "fold", self.place(node)))
        if isinstance(owner, Grouped) and name == "sample":
            return self.sampled(owner.table, named, self.place(node))
        if isinstance(owner, Grouped):
            return self.of_groups(owner, name, arguments, node)
        if isinstance(owner, Chosen):
            if name in ("tolist", "to_list", "copy", "values"):
                return owner
            if name == "repeat":
                return replace(owner, data=owner.data.copied(name, self.place(node)))
            if name in ("difference", "drop") and arguments and (others := self.others_than(owner, arguments[0])) is not None:
                return others
            if name == "isin" and arguments and isinstance(arguments[0], Chosen) and arguments[0].key is not None:
                return replace(arguments[0])
            if name == "isin" and arguments and isinstance(arguments[0], Table) and draw_of(arguments[0]) is not None:
                return Chosen(("drawn", arguments[0].data.parts), 0)
            if name in OF_INDEX:
                return self.attribute(owner, name)
            if name not in ("sum", "mean", "any", "all"):
                return Chosen(None, 0, owner.data, owner.columns)
            if is_across(named) and owner.columns is not None:
                return Table(owner.data, columns=one(made_of((owner.columns,))))
            return Plain()
        if isinstance(owner, Mapping):
            if name in _OF_EACH and owner.named:
                return Mapping({key: self.method(value, name, arguments, named, node) for key, value in owner.named.items()}, owner.others)
            return self.of_mapping(owner, name, arguments)
        if isinstance(owner, Several):
            if name in ("append", "extend", "add", "insert"):
                for value in arguments:
                    owner.items += value.items if name == "extend" and isinstance(value, Several) else [value]
                owner.is_whole = owner.is_whole and not self.rounds and name == "append"
                return Plain()
            return either(owner.items) if name == "pop" and owner.items else owner if name == "copy" else Plain()
        if isinstance(owner, Names):
            return self.of_names_method(owner, name, arguments)
        if isinstance(owner, Plain) and isinstance(owner.literal, str) and name == "format" and not named:
            texts = [text_of(value) for value in arguments]
            if owner.literal.count("{}") == len(texts) and None not in texts:
                return as_text(owner.literal.format(*texts), arguments) or UNKNOWN
        if name in FITTING and (owner is UNKNOWN or isinstance(owner, Setting)) and arguments:
            model = Model("", "unknown", self.place(node), varies=loops_of([owner]))
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                self.assign(node.func.value, model)  # by the same name it is asked later
            return self.of_model(model, name, arguments, named, node)
        if name == "evaluate" and any(table.answer is not None for value in arguments for table in tables(value)):
            return self.measure(arguments, self.place(node))
        if owner is UNKNOWN and learning.SOUNDS_LOADING.search(name):
            return self.function(name, arguments, named, node)
        return self.blended([owner, *arguments, *named.values()], node)

    def of_mapping(self, owner: Mapping, name: str, arguments: Sequence[Value]) -> Value:
        values = [*owner.named.values(), *owner.others]
        if name == "items":
            keys = [*owner.named, *[None] * len(owner.others)]
            return Several([Several([Plain(key), value]) for key, value in zip(keys, values, strict=True)])
        if name == "values":
            return Several(values)
        if name in ("get", "pop", "setdefault") and arguments:
            key = arguments[0]
            if isinstance(key, Plain) and key.literal in owner.named:
                return owner.named[key.literal]
            return either(values) if values else UNKNOWN
        return UNKNOWN


def is_within(owner: Table, name: str) -> bool:
    """True where a name is that of something in a column, as its year or its codes, and not that of a column."""
    return owner.grain == "column" and owner.columns is not None and owner.columns.single is not None and name not in owner.columns.named


def _is_given(name: str, arguments: Sequence[Value], named: Named) -> bool:
    """True where `cut` is told the borders of its bins, and learns none."""
    bins = named.get("bins", arguments[1] if len(arguments) > 1 else UNKNOWN)
    return name == "cut" and not (isinstance(bins, Plain) and isinstance(bins.literal, int))


def _text(value: Value) -> object:
    return value.literal if isinstance(value, Plain) and isinstance(value.literal, str) else value


def _is_false(value: Value | None) -> bool:
    return isinstance(value, Plain) and value.literal is False


def _is_true(value: Value | None) -> bool:
    return isinstance(value, Plain) and value.literal is True
