"""Story: what a notebook does with models, in the order in which it does it."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import NOTHING, Data, Part
from jupyter_mldebt.provenance.values import Fit, Model, Table


@dataclass(eq=False, slots=True)
class Test:
    """A model is asked about rows.

    Parameters
    ----------
    model : which
    data : the rows
    place : where
    time : when
    how : "predict"; "score" where the answer is held against the labels; "errors" for what that takes before it is one number;
        "watch" where training looks at it, "stop" where it ends by it
    rounds : by which loops it is repeated
    features : the table of the rows
    fit : what the model has learned last before it answers; a score is of the fit behind what was predicted
    answers : what was predicted before, of which it is the score
    labels : what the answer is held against
    is_shown : True where what was predicted is shown beside other values of the same rows
    """

    model: Model
    data: Data
    place: Place
    time: int
    how: str
    rounds: tuple[Place, ...] = ()
    features: Table | None = None
    fit: Fit | None = None
    answers: Test | None = None
    labels: Data = NOTHING
    is_shown: bool = False


@dataclass(eq=False, slots=True)
class Validation:
    """A model is validated on parts of the rows in turn: `cross_val_score`, `GridSearchCV.fit`; with their labels, if it `is_labelled`."""

    what: str
    data: Data
    place: Place
    time: int
    model: Model | None = None
    is_labelled: bool = True


@dataclass(eq=False, slots=True)
class Comparison:
    """Scores of several models, or of several rounds, are put side by side; `loops` are those in which it is done."""

    tests: tuple[Test, ...]
    place: Place
    loops: tuple[Place, ...] = ()


@dataclass(eq=False, slots=True)
class Division:
    """Rows are divided into those to learn from and those to test with; `what` is named as the text does."""

    what: str
    data: Data
    parts: tuple[frozenset[Part], ...]
    place: Place
    is_random: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A model is given what it shall find.

    Parameters
    ----------
    how : "same" where the column itself is among the features, "made of it" where another is made of it, "source" where it is made of others
    column : the name of what it shall find
    by : the name of the columns that tell it
    what : the model
    place : where it is given them
    data, places : the rows, and the way that they have come
    """

    how: str
    column: object
    by: str | None = None
    what: str = ""
    place: Place | None = None
    data: Data = NOTHING
    places: tuple[Place, ...] = ()


@dataclass(slots=True)
class Story:
    """All that happened, each kind in its order; `draws` are divisions by chance of any other form, `timed` the rows of which it
    turned out that they have a time."""

    fits: list[Fit] = field(default_factory=list)
    learned: list[Fit] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    divisions: list[Division] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    draws: list[Division] = field(default_factory=list)
    timed: set[Part] = field(default_factory=set)
    comparisons: list[Comparison] = field(default_factory=list)
    thresholds: list[Comparison] = field(default_factory=list)  # what a model says is held against what scores have chosen
