"""Datasets: rows that libraries hand out divided, or divide by methods of their own: Hugging Face, TensorFlow, torchvision, Spark."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.columns import Column, Columns, Rest
from jupyter_mldebt.provenance.rows import Data, Part
from jupyter_mldebt.provenance.scene import Named, Scene
from jupyter_mldebt.provenance.story import Division
from jupyter_mldebt.provenance.values import Mapping, Plain, Several, Table, Value

_SPLITS = ("train", "test", "validation")
# columns of data sets of libraries that say the same in other words
_TWINS = {("seaborn.load_dataset", "titanic"): ("alive", "survived")}


def part_of_bunch(owner: Table, name: str) -> Table | None:
    """The features, the labels or all of a data set of scikit-learn; None for what is none."""
    if owner.columns is not None or name not in ("data", "target", "frame") or len(owner.data.parts) != 1:
        return None
    root = next(iter(owner.data.parts))
    if root.parent is not None or not str(root.key[1:2]).startswith("('sklearn.datasets."):
        return None
    whole = Columns((Rest(root),))
    columns = whole.take(("target",)) if name == "target" else whole.without(("target",)) if name == "data" else whole
    return Table(owner.data, columns=columns, places=owner.places)


def columns_of_source(root: Part, qualified: str, arguments: Sequence[Value]) -> Columns:
    """The columns of what is read: those that nobody has named, and of a data set that is known the one that another one tells."""
    whole = Columns((Rest(root),))
    names = _TWINS.get((qualified, str(arguments[0].literal))) if arguments and isinstance(arguments[0], Plain) else None
    if names is None:
        return whole
    told = [whole.find(name).key for name in names]
    return Columns(whole.rests, {names[0]: Column(told[0], frozenset(told[1:]))}, inside=frozenset(names[:1]))


class Datasets(Scene):
    """What is divided before anybody asks."""

    def handed_out(self, name: str, qualified: str, arguments: Sequence[Value], named: Named, place: Place) -> Value | None:
        """What a function that loads a data set gives; None where it is no such function."""
        root = qualified.partition(".")[0]
        if (root, name) == ("datasets", "load_dataset"):
            split = named.get("split")
            sides: dict[object, Value] = {one: self._side(place, one) for one in _SPLITS}
            return Mapping(sides) if split is None else self._side(place, split.literal if isinstance(split, Plain) else split)
        if root == "torchvision" and ("train" in named or name == "ImageFolder"):
            train = named.get("train")
            return self._side(place, train.literal if isinstance(train, Plain) else train)
        return None

    def _side(self, place: Place, side: object) -> Table:
        part = Part(("source", place, *self.callers, side), None, place)
        return Table(Data(frozenset((part,))), places=(place,))

    def divided(self, owner: Table, name: str, arguments: Sequence[Value], place: Place) -> Value | None:
        """The parts that a method of a table gives; None where it divides nothing."""
        if name not in ("randomSplit", "random_split", "train_test_split"):
            return None
        shares = arguments[0] if arguments else Plain()
        count = len(shares.items) if isinstance(shares, Several) else 2
        parts = [Table(owner.data.part(("split", place, side), place), None, owner.columns, places=(place,)) for side in range(count)]
        self.story.divisions.append(Division(name, owner.data, tuple(part.data.parts for part in parts), place, True))
        return Mapping({"train": parts[0], "test": parts[1]}) if name == "train_test_split" else Several(list[Value](parts))
