"""Models: what is fitted, validated and tested, and what divides rows for it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jupyter_mldebt.knowledge import learning
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.columns import Column, Columns, form_of, made_of
from jupyter_mldebt.provenance.contents import Contents, columns_of, one, picked_columns
from jupyter_mldebt.provenance.draws import ALWAYS, Draws
from jupyter_mldebt.provenance.rows import Data, Part, Statistic, union
from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.scores import Scores
from jupyter_mldebt.provenance.story import Division, Validation
from jupyter_mldebt.provenance.time import SERIAL, are_prices, is_serial
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Either,
    Fit,
    Length,
    Model,
    Names,
    Plain,
    Score,
    Several,
    Splitter,
    Table,
    Value,
    data_of,
    loops_of,
    options,
    tables,
    way,
)

TESTING = frozenset(
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
_REGRESSED = frozenset("OLS WLS GLS GLM Logit Probit MNLogit Poisson NegativeBinomial QuantReg RLM".split())
_ROWS = frozenset(("X", "x", "y", "validation_data", "eval_set", "sample_weight"))
_FEATUREWISE = ("featurewise_center", "featurewise_std_normalization", "zca_whitening")
FITTING = frozenset(("fit", "fit_generator", "partial_fit", "train_on_batch"))


class Models(Draws, Contents, Scores):
    """What scikit-learn and its kin do, by the names of their classes and methods."""

    def construct(self, name: str, qualified: str, arguments: Sequence[Value], named: Named, place: Place) -> Value | None:
        """A new model or what divides rows, where the name is that of a class of them."""
        made = self.built(name, qualified, [*arguments, *named.values()], place)
        if isinstance(made, Model):
            made.varies = loops_of([*arguments, *named.values()])
            if made.kind == "model" and not qualified.startswith("statsmodels."):  # settings that stand in a table
                made.varies = made.varies.union(*(data_of(value).varies for value in (*arguments, *named.values())))
            made.stops = "early_stopping_rounds" in named
            made.is_explaining = qualified.startswith("statsmodels.")
            made.is_spark = qualified.startswith("pyspark.") and made.kind != "transformer"
            made.is_layer = qualified.partition(".")[0] in ("keras", "tensorflow")
            if name == "ImageDataGenerator" and any(isinstance(told := named.get(what), Plain) and told.literal for what in _FEATUREWISE):
                made.kind, made.learns = "transformer", "scale"
        root = qualified.partition(".")[0]
        if is_serial(qualified):
            self.seen_in_time(Several([*arguments, *named.values()]))
        if root == "statsmodels" and "formula" in qualified:
            data = named.get("data", arguments[1] if len(arguments) > 1 else UNKNOWN)
            self.by_formula(named.get("formula", arguments[0] if arguments else UNKNOWN), data, place)
        elif root == "statsmodels" and name in _REGRESSED and len(arguments) > 1:
            self.answered(Model(name, "model", place), arguments[1], arguments[0], place)
        if isinstance(made, Splitter):
            shuffle = named.get("shuffle")
            count = named.get("n_splits", named.get("n_iter", arguments[0] if arguments else UNKNOWN))
            made.is_once = name.endswith("ShuffleSplit") and isinstance(count, Plain) and count.literal == 1
            made.is_random = name in ALWAYS or (isinstance(shuffle, Plain) and shuffle.literal is True)
        return made

    def built(self, name: str, qualified: str, inner: list[Value], place: Place) -> Value | None:
        if name in learning.SPLITTERS or name in learning.IN_TIME:
            return Splitter(name, place, name in learning.IN_TIME)
        if name in learning.SEARCHES or qualified.startswith(("keras_tuner.", "kerastuner.")):
            return Model(name, "search", place, inner=inner)
        if name in learning.PIPELINES:
            return Model(name, "pipeline", place, inner=inner, learns=learning.TRANSFORMERS.get(name, "statistic"))
        if name in learning.COPYING:
            return Model(name, "sampler", place)
        if name in learning.LEAVING_OUT:
            return Model(name, "undersampler", place)
        if name in ("Prophet", "NeuralProphet"):
            return Model(name, "model", place)
        if name in learning.LEARN_NOTHING:
            return Model(name, "plain", place)
        if name in learning.TRANSFORMERS:
            return Model(name, "transformer", place, learning.TRANSFORMERS[name], inner=inner)
        if name[:1].isupper():
            for module, learns in learning.TRANSFORMING.items():
                if qualified.startswith(f"{module}."):
                    return Model(name, "transformer", place, learns, inner=inner)
        if name in learning.LEARNING_AT_ONCE:
            made = Model(name, "transformer", place, learning.LEARNING_AT_ONCE[name], inner=inner)
            if inner:
                self.fit(made, inner[0], UNKNOWN, {}, place)
            return made
        root = qualified.partition(".")[0]
        if name == "early_stopping":
            return Model(name, "plain", place)
        if root == "statsmodels" and name in ("ols", "logit", "glm", "gls", "wls", "poisson", "probit", "quantreg"):
            return Model(name, "model", place, inner=inner)
        if (
            root in ("sklearn", "xgboost", "lightgbm", "catboost", "keras", "tensorflow", "statsmodels", "imblearn", "mlxtend")
            and name[:1].isupper()
        ):
            return Model(name, "model", place, inner=inner)
        if name.endswith(("Classifier", "Regressor", "Regression", "Model", "Forest", "Fitter", "Estimator")) and name[:1].isupper():
            return Model(name, "model", place, inner=inner)
        return None

    def cloned(self, value: Value, place: Place) -> Value:
        if isinstance(value, Model):
            return Model(value.what, value.kind, place, value.learns, value.inner, varies=value.varies, stops=value.stops)
        if isinstance(value, Table):
            return Table(value.data, None, value.columns, value.answer, value.places)
        return value

    def divide(self, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        """train_test_split: two parts of each of its arguments."""
        place = self.place(node)
        parts: list[Value] = []
        whole = union(value.of.data if isinstance(value, Length) else data_of(value) for value in arguments)
        if not whole.parts:
            whole = replace(whole, parts=frozenset((Part(("source", place, *self.callers), None, place),)))
            arguments = [Table(whole, places=(place,)) if value is UNKNOWN else value for value in arguments]
        if any(are_prices(table.columns) for value in arguments for table in tables(value)):
            self.seen_in_time(Several(list(arguments)))
        shuffle = named.get("shuffle")
        is_random = not (isinstance(shuffle, Plain) and shuffle.literal is False)
        if not is_random:
            for side in (0, 1):
                self.cut_of_mixed(whole, side, place)
        varies = self.unseeded(named) if is_random else frozenset()
        told = _seeded(named, arguments) or place
        sides: list[frozenset[Part]] = []
        for side in (0, 1):
            sides.append(whole.part(("split", told, side), place, varies).parts)
        for value in arguments:
            found = tables(value)
            for side in (0, 1):
                if found:
                    table = found[0]
                    data = union(t.data for t in found)
                    data = (data if data.parts else data.of(whole.parts)).part(("split", told, side), place, varies)
                    parts.append(Table(data, None, table.columns, None, (place, *table.places)[:12]))
                elif value is UNKNOWN:
                    parts.append(Table(whole.part(("split", place, side), place, varies), places=(place,)))
                elif isinstance(value, Chosen) and value.columns is not None:  # labels that say which rows are of a class
                    labels = whole.part(("split", told, side), place, varies)
                    parts.append(Table(labels, None, value.columns, None, (place,)))
                elif isinstance(value, (Chosen, Plain)):
                    parts.append(Chosen(("split", place), side, data_of(value)))
                else:
                    parts.append(UNKNOWN)
        self.story.divisions.append(Division("train_test_split", whole, tuple(sides), place, is_random))
        return Several(parts)

    def validate(self, name: str, arguments: Sequence[Value], named: Named, place: Place) -> Value:
        features = named.get("X", arguments[1] if len(arguments) > 1 else UNKNOWN)
        labels = named.get("y", arguments[2] if len(arguments) > 2 else Plain())
        data = data_of(features)
        self.time += 1
        for splitter in (*arguments, *named.values()):
            if isinstance(splitter, Splitter):
                self.by_splitter(splitter, data, splitter.place)
        for model in options(arguments[0]):
            if isinstance(model, Model):
                self.fit(model, features, labels, named, place, is_searched=True)
                self.story.validations.append(Validation(name, data, place, self.time, model, not _is_none(labels)))
            else:
                self.story.validations.append(Validation(name, data, place, self.time, None, not _is_none(labels)))
        return Table(Data(), places=(place,))

    def of_model(self, model: Model, name: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        place = self.place(node)
        features = named.get("X", named.get("x", named.get("generator", arguments[0] if arguments else UNKNOWN)))
        labels = named.get("y", arguments[1] if len(arguments) > 1 else Plain())
        if name in learning.OWN_SCORES:
            self.story.validations.append(Validation(name, Data(), place, self.time, model))
        if model.kind == "transformer" and name != "transform":
            features = self.known(features, place)
        if name in FITTING or name in ("fit_on_texts", "adapt", "build_vocab") or name == "refit" and arguments:
            self.fit(model, features, labels, named, place)
            return model
        if name == "search" and model.kind == "search":
            model.stops = True
            self.fit(model, features, labels, named, place)
            return Plain()
        if name.startswith("get_best"):
            return Several([model])
        if name in ("fit_transform", "fit_predict"):
            self.fit(model, features, labels, named, place)
            return self.transformed(model, features, place, name)
        if name in ("fit_resample", "fit_sample"):
            return self.resampled_by(model, features, labels, place)
        if not (name == "transform" and model.is_spark) and name in (
            "transform",
            "inverse_transform",
            "texts_to_sequences",
            "texts_to_matrix",
            "flow",
            "standardize",
            "infer_vector",
            "get_vector",
            "get_mean_vector",
        ):
            return self.transformed(model, features, place, name)
        if name in TESTING or name == "transform" and model.is_spark:
            data = data_of(features)
            self.time += 1
            is_answer = name in ("score", "evaluate", "evaluate_generator")
            found = tables(features)
            made = self.test(model, data, place, "score" if is_answer else "predict", found[0] if found else None)
            made.labels = data_of(labels) if is_answer else made.labels
            if model.kind == "transformer":  # which cluster a row is in
                data = data.with_([model.learned])
            columns = grouped_by(model, found[0].columns) if found else None
            return Score((made,)) if is_answer else Table(data, None, columns, made, (place, *way(features))[:12])
        if name in ("to", "cuda", "eval", "double"):
            return model
        if name == "save" and arguments:
            self.saved[arguments[0].literal if isinstance(arguments[0], Plain) else arguments[0]] = model
        if name.startswith("staged_"):
            data = data_of(features).varied(frozenset((place,)))
            asked = self.test(model, data, place, "predict", next(iter(tables(features)), None))
            self.story.tests.remove(asked)  # it is told of when it is measured
            return Several([Table(data, None, None, asked, (place, *way(features))[:12])], False)
        if name in ("add", "compile", "set_params", "load_weights", "named_steps", "summary"):
            model.varies |= loops_of([*arguments, *named.values()])
            if name == "add":
                model.inner += arguments
            return model if name == "set_params" else Plain()
        if name in ("get_feature_names", "get_feature_names_out", "get_support"):
            return Names(Data(frozenset(), model.learned.statistics), chosen_columns(model))
        return Plain()

    def known(self, features: Value, place: Place) -> Value:
        """Rows of which nothing was known get a name from where something is learned of them."""
        parts = frozenset((Part(("source", place, *self.callers), None, place),))
        if isinstance(features, Table) and not features.data.parts:
            features.change(features.data.of(parts))
        return Table(Data(parts), places=(place,)) if features is UNKNOWN else features

    def fit(self, model: Model, features: Value, labels: Value, named: Named, place: Place, is_searched: bool = False) -> None:
        if features is UNKNOWN and model.is_explaining and (given := [value for value in model.inner if data_of(value).parts]):
            features, labels = given[-1], given[0]  # it was given its rows when it was made
        if isinstance(features, Several) and len(features.items) == 2 and _is_none(labels):  # rows with their labels
            features, labels = features.items
        data, target = data_of(features), data_of(labels)
        self.time += 1
        found, answers = tables(features), tables(labels)
        is_search = is_searched or model.kind == "search"
        if model.what in SERIAL:
            self.seen_in_time(features)
        for splitter in model.inner:
            if isinstance(splitter, Splitter):
                self.by_splitter(splitter, data, splitter.place)
        made = Fit(
            model,
            data,
            place,
            self.time,
            target if answers or isinstance(labels, Chosen) else None,
            found[0] if found else None,
            answers[0] if answers else None,
            is_search,
            tuple(self.rounds),
            way(features),
            loops_of(value for name, value in named.items() if name not in _ROWS),
        )
        model.fits.append(made)
        if model.kind in ("model", "search", "pipeline", "unknown"):
            self.answered(model, features, labels, place)
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
                self.story.validations.append(Validation(model.what, data, place, self.time, model, not _is_none(labels)))
        for value in _items(named.get("callbacks", UNKNOWN)):
            if isinstance(value, Model) and value.what == "ModelCheckpoint" and value.inner and isinstance(value.inner[0], Plain):
                self.saved[value.inner[0].literal] = model
        made.learned = model.learned
        is_ended = model.stops or "early_stopping_rounds" in named or _stops(named.get("callbacks", UNKNOWN))
        for name in ("validation_data", "eval_set"):
            if name in named:
                for value in _pairs(named[name]):
                    if data_of(value).parts != data.parts:
                        self.test(model, data_of(value), place, "stop" if is_ended else "watch")
        if "validation_split" in named:  # rows that nobody else sees
            self.test(model, Data(), place, "watch")
            if data.copyings:
                self.story.divisions.append(Division("fit", data, (), place, False))

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
                if value.kind == "transformer" and value.is_layer:
                    found |= value.learned.statistics
                elif value.kind == "transformer" and data.parts:
                    found.add(Statistic(value.what, value.learns, data.parts, place))  # type: ignore[arg-type]
                todo += value.inner
        return frozenset(found)

    def transformed(self, model: Model, features: Value, place: Place, name: str = "") -> Value:
        learned = [model.learned]
        if model.kind == "model" and model.fits and model.fits[-1].data.parts and name != "inverse_transform":  # as a supervised projection
            fit = model.fits[-1]
            learned.append(Data(frozenset(), frozenset((Statistic(model.what, "reduce", fit.data.parts, fit.place),))))
        found = tables(features)
        columns = transformed_columns(model, found[0].columns) if found else None
        if found and name == "fit_predict":
            columns = grouped_by(model, found[0].columns)
        answer = found[0].answer if found and name == "inverse_transform" else None
        return Table(data_of(features).with_(learned).varied(model.varies), None, columns, answer, (place, *way(features))[:12])

    def resampled_by(self, model: Model, features: Value, labels: Value, place: Place) -> Value:
        made: list[Value] = []
        for value in (features, labels):
            data = data_of(value)
            if model.kind != "undersampler" and data.parts:
                data = data.copied(model.what, place)
            columns = columns_of(value) if isinstance(value, Table) else None
            made.append(Table(data, None, columns, None, (place, *way(value))[:12]))
        return Several(made)


def _seeded(named: Named, arguments: Sequence[Value]) -> tuple[object, ...] | None:
    """By what a division with a seed is the same wherever it is made; None where it has no seed."""
    seed = named.get("random_state")
    if not isinstance(seed, Plain) or not isinstance(seed.literal, int):
        return None
    sizes = (value.literal if isinstance(value, Plain) else None for value in (named.get("test_size"), named.get("train_size")))
    return (seed.literal, *sizes, "stratify" in named)


def _items(value: Value) -> list[Value]:
    return value.items if isinstance(value, Several) else [value]


def chosen_columns(model: Model) -> Columns | None:
    """What a selection by the labels surely keeps: these, where they are among the features; None where they are not."""
    if model.what not in ("SelectKBest", "SelectPercentile", "RFE", "RFECV", "SelectFromModel") or not model.fits:
        return None
    fit = model.fits[-1]
    given = fit.features.columns if fit.features is not None else None
    label = fit.labels.columns if fit.labels is not None else None
    if given is None or label is None or label.single is None or not given.has(label.single.key):
        return None
    return Columns(named={label.name: label.single, object(): Column(object())})


def grouped_by(model: Model, columns: Columns | None) -> Columns | None:
    """Which cluster a row is in: made of all columns of the row."""
    is_cluster = model.kind == "transformer" and model.learns == "statistic" and columns is not None
    return one(made_of((columns,), False)) if is_cluster and columns is not None else None


def passed_through(model: Model, columns: Columns) -> Columns | None:
    """What a row of transformers, or several side by side, leaves of columns; those of which it is not known are left out."""
    if model.what in ("Pipeline", "make_pipeline"):
        left: Columns | None = columns
        for step in _transformers(model.inner):
            left = transformed_columns(step, left) if isinstance(step, Model) else left
        return left
    if model.what not in ("ColumnTransformer", "make_column_transformer"):
        return None
    steps = model.inner[0].items if model.inner and isinstance(model.inner[0], Several) and model.what[0] == "C" else model.inner
    made = Columns()
    for step in steps:
        if isinstance(step, Several) and len(step.items) > 1 and (taken := picked_columns(columns, step.items[-1])) is not None:
            inner = step.items[-2]
            kept = transformed_columns(inner, taken) if isinstance(inner, Model) else taken if is_passing(inner) else None
            made = made.beside(kept.nameless()) if kept is not None else made
    return made if made.rests or made.loose else None


def is_passing(value: Value) -> bool:
    return isinstance(value, Plain) and value.literal == "passthrough"


def _transformers(inner: Sequence[Value]) -> list[Value]:
    """The steps of a pipeline, with or without their names."""
    listed = inner[0].items if inner and isinstance(inner[0], Several) else inner
    return [step.items[-1] if isinstance(step, Several) and step.items else step for step in listed]


def transformed_columns(model: Model, columns: Columns | None) -> Columns | None:
    """What a transformer leaves of columns."""
    if columns is not None and model.kind == "pipeline":
        return passed_through(model, columns)
    if columns is None or model.kind == "transformer" and model.learns in ("scale", "impute"):
        return columns
    if (chosen := chosen_columns(model)) is not None and all(columns.has(column.key) for column in list(chosen.named.values())[:1]):
        return chosen.nameless()
    if model.kind == "plain" and columns.single is not None:
        return form_of(columns)
    if model.kind == "transformer" and model.learns == "vocabulary" and columns.single is not None:
        return Columns(loose=(made_of((columns,)), Column(object())))  # one for each word
    if model.kind == "plain" or model.kind == "transformer" and model.learns in ("encode", "reduce", "target"):
        return one(made_of((columns,)), columns.name) if columns.single is not None else columns.nameless()
    return None


def _stops(value: Value) -> bool:
    """True for what ends a training, or keeps its best state, by how it does on the rows that it watches."""
    if isinstance(value, Several):
        return any(_stops(item) for item in value.items)
    return isinstance(value, Model) and value.what in ("EarlyStopping", "ModelCheckpoint", "early_stopping")


def _is_none(value: Value) -> bool:
    return isinstance(value, Plain) and value.literal is None


def _pairs(value: Value) -> list[Value]:
    """The features of `(X, y)` and of lists of such pairs."""
    if isinstance(value, Several) and value.items:
        if isinstance(value.items[0], Several):
            return [inner for item in value.items for inner in _pairs(item)]
        return value.items[:1]
    return [value]
