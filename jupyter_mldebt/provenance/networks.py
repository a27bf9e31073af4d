"""Networks: models that are called, losses that are sent back, and what hands them their rows."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.boosters import Boosters
from jupyter_mldebt.provenance.datasets import Datasets
from jupyter_mldebt.provenance.rows import Data, union
from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.story import Test
from jupyter_mldebt.provenance.values import (
    Fit,
    Function,
    Instance,
    Model,
    Module,
    Plain,
    Score,
    Setting,
    Several,
    Table,
    Value,
    data_of,
    leaves,
    tables,
    way,
)

# Methods that give the same network again, elsewhere or in another mode.
SAME_NETWORK = frozenset("to cuda cpu eval train double float half requires_grad_ apply compile share_memory".split())
# What holds predictions against labels: functions, and objects that are called or told of more rows.
_METRIC = re.compile(r"loss$|cross_entropy$|^(?:binary_|categorical_|sparse_\w+_)?accuracy$", re.I)
_METRIC_ROOM = re.compile(r"(?:^|\.)(?:metrics|losses|torchmetrics)\.")
_PRETRAINED = re.compile(r"\.(\w+For[A-Z]\w+)\.from_(?:pretrained|config)$")
_NETWORK = re.compile(r"Module$|(?:^|\.)Model$")
SENT_BACK = frozenset(("backward", "gradient", "manual_backward"))


class Networks(Boosters, Datasets):
    """What PyTorch and its kin do."""

    def network(self, name: str, qualified: str, arguments: Sequence[Value], named: Named, node: ast.AST) -> Value | None:
        """What a function of these libraries gives; None where it is of no concern."""
        place = self.place(node)
        root = qualified.partition(".")[0]
        if name in SENT_BACK:
            return self.sent_back(arguments, place)
        if _METRIC.search(name) or _METRIC_ROOM.search(qualified) and not qualified.startswith("sklearn."):
            values = [*arguments, *named.values()]
            for said in tables(values[0]) if len(values) > 1 else ():
                if said.answer is not None and said.answer.features is not None:
                    self.answered(said.answer.model, said.answer.features, values[1], place)
            return self.measure(values, place) if any(tables(value) for value in values) else Module(qualified)
        if (root, name) == ("torch", "Sequential") or qualified.startswith(("torchvision.models.", "timm.", "torch.hub.")):
            return Model(name, "model", place)
        if root == "transformers" and (pretrained := _PRETRAINED.search(qualified)):
            return Model(pretrained.group(1), "model", place)
        if name == "TensorDataset" and len(arguments) == 2:
            self.answered(Model("", "unknown", place), arguments[0], arguments[1], place)
        if name == "DataLoader" and arguments and isinstance(arguments[0], Instance):
            self.answered_by_item(arguments[0], place)
        if name in ("DataLoader", "random_split", "TensorDataset", "Subset", "ConcatDataset"):
            rows = self.handed(arguments)
            if not rows.data.parts:
                return None
            if name == "random_split":
                return self.divided(rows, name, arguments[1:], place)
            return None if name == "Subset" and tables(arguments[0]) else rows
        return None

    def answered_by_item(self, rows: Instance, place: Place) -> None:
        """A class of the notebook gives features and labels one by one."""
        found = rows.made_by.members.get("__getitem__")
        if isinstance(found, Function):
            item = self.invoke(Function(found.node, found.around, found.cell, rows), [Setting(frozenset((place,)))], {})
            if isinstance(item, Several) and len(item.items) == 2:
                self.answered(Model("", "unknown", place), item.items[0], item.items[1], place)

    def handed(self, values: Sequence[Value]) -> Table:
        """The rows behind what is handed over: tables, and objects of the notebook's own classes that keep some."""
        found: list[Value] = [
            Several(list(value.attributes.values())) if isinstance(value, Instance) else value for value in leaves(values)
        ]
        return Table(union(data_of(value) for value in found), places=next((way(value) for value in found if way(value)), ()))

    def asked(self, called: Instance | Model, arguments: Sequence[Value], given: Value, node: ast.AST) -> Value:
        """What a network gives that is called with rows."""
        rows = [table for value in arguments for table in tables(value) if table.data.parts]
        model = self.of_instance(called) if isinstance(called, Instance) else called
        if not rows or model is None:
            return given
        place = self.place(node)
        made = self.test(model, rows[0].data, place, "predict", rows[0])
        return Table(rows[0].data, None, None, made, (place, *rows[0].places)[:12], rows[0].grain)

    def of_instance(self, made: Instance) -> Model | None:
        """The model that an object of a class of the notebook is, None where it is no network."""
        if made.model is None and any(isinstance(base, Module) and _NETWORK.search(base.name) for base in made.made_by.bases):
            made.model = Model(made.made_by.name, "model", Place(self.cell, 1, 0, 1, 0))
        return made.model

    def sent_back(self, values: Sequence[Value], place: Place) -> Value:
        """A loss is sent back: the model learns from the rows behind it."""
        for value in values:
            found = value.tests if isinstance(value, Score) else [table.answer for table in tables(value) if table.answer is not None]
            for test in dict.fromkeys(found):
                self.learn_from(test, place)
        return Plain()

    def learn_from(self, test: Test, place: Place) -> None:
        asked = [test, test.answers]
        self.story.tests = [other for other in self.story.tests if other not in asked]
        self.time += 1
        fit = Fit(test.model, test.data, place, self.time, test.data, test.features, rounds=tuple(self.rounds))
        if fit.data.parts:
            test.model.fits.append(fit)
            test.model.learned = fit.learned = Data(frozenset(), test.data.statistics)
            self.story.fits.append(fit)
            for other in self.story.tests:
                if other.model is test.model and other.fit is None:
                    other.fit = fit  # asked in the same round
