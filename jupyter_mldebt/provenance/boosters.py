"""Boosters: the native interfaces of XGBoost, LightGBM and CatBoost, where functions train and rows stand in objects of their own."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.models import Models
from jupyter_mldebt.provenance.rows import Data, Part
from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.story import Validation
from jupyter_mldebt.provenance.values import UNKNOWN, Model, Plain, Several, Table, Value, data_of, loops_of

_ROOTS = ("xgboost", "lightgbm", "catboost")
_MATRICES = frozenset(("DMatrix", "QuantileDMatrix", "Dataset", "Pool"))


class Boosters(Models):
    """`xgboost.train`, `lightgbm.Dataset` and their kin."""

    def booster(self, qualified: str, arguments: Sequence[Value], named: Named, place: Place) -> Value | None:
        """What a function of these libraries gives; None where it is of no concern."""
        root, _, rest = qualified.partition(".")
        name = rest.rpartition(".")[2]
        if root not in _ROOTS:
            return None
        if name in _MATRICES:
            features = named.get("data", arguments[0] if arguments else UNKNOWN)
            if isinstance(features, Plain):  # the name of a file
                features = Table(Data(frozenset((Part(("source", place, *self.callers), None, place),))), places=(place,))
            labels = named.get("label", arguments[1] if len(arguments) > 1 else Plain())
            self.answered(Model(root, "model", place), features, labels, place)
            return Several([features, labels])
        if name not in ("train", "cv") or not rest or len(arguments) + len(named) < 2:
            return None
        rows = next((named[key] for key in ("dtrain", "train_set", "pool", "dataset") if key in named), UNKNOWN)
        if len(arguments) > 1:
            rows = arguments[0] if root == "catboost" else arguments[1]
        if name == "cv":
            shuffle = named.get("shuffle")
            if "folds" not in named and not (isinstance(shuffle, Plain) and shuffle.literal is False):
                self.drawn(f"{root}.cv", data_of(rows), place)
            self.story.validations.append(Validation(f"{root}.cv", data_of(rows), place, self.time))
            return UNKNOWN
        made = Model(f"{root}.train", "model", place, varies=loops_of([*arguments, *named.values()]))
        key = next((key for key in ("evals", "valid_sets", "eval_set") if key in named), None)
        self.fit(made, rows, Plain(), {**named, "eval_set": named[key]} if key else named, place)
        return made
