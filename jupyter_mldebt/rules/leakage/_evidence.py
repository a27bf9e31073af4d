"""Evidence: the way that the data takes from where it comes from to where the leak shows, place by place."""

from __future__ import annotations

from collections.abc import Iterable

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Data, Part, Statistic
from jupyter_mldebt.provenance.story import Story, Test
from jupyter_mldebt.provenance.values import Fit

Step = tuple[Place, str]
Way = tuple[Step, ...]
_MOST = 8
_DULL = "it goes through here"


def way(told: Story, fit: Fit, test: Test | None = None, more: Iterable[Step] = ()) -> Way:
    """From the source of the data to the test of a model, through what is done with it on the way.

    Parameters
    ----------
    told : what the notebook does
    fit, test : the fit that is concerned, and the test of it where there is one
    more : what else the finding speaks of, with what happens there: it takes its place among the steps
    """
    model = f"`{fit.model.what}`" if fit.model.what else "the model"
    last = [(fit.place, f"{model} is fitted here")]
    through = set(fit.places)
    if test is not None:
        last.append((test.place, f"{model} is {'asked' if test.how == 'predict' else 'tested'} here"))
        through |= set(test.features.places if test.features is not None else ())
    return path(told, (fit.data, test.data) if test is not None else (fit.data,), through, last, more)


def path(told: Story, several: Iterable[Data], through: Iterable[Place], last: Iterable[Step], more: Iterable[Step] = ()) -> Way:
    """From the sources of data through places that it goes through to the last steps."""
    divided = {division.place for division in told.divisions}
    learned = {one.place: one.model.what for one in told.learned}
    steps = {
        place: "its rows are divided here" if place in divided else f"`{learned[place]}` learns from it here" if place in learned else _DULL
        for place in through
    }
    steps |= dict(more)
    ending = dict(last)
    between = [(place, what) for place, what in sorted(steps.items()) if place not in ending]
    return _one_a_line([*((place, "the data comes from here") for place in sources(several)), *between, *ending.items()])


def seen(statistic: Statistic) -> Step:
    """Where something is learned from rows, as a step."""
    return statistic.place, f"`{statistic.what}` {'is taken over' if statistic.kind == 'statistic' else 'learns from'} the rows here"


def sources(several: Iterable[Data]) -> list[Place]:
    """Where data comes from, in the order of the notebook."""
    roots: set[Part] = {part.root for data in several for part in data.parts}
    return sorted(root.place for root in roots if root.place is not None)


def _one_a_line(steps: Iterable[Step]) -> Way:
    """One step a line, of several the one that says most; the dull ones go where there are many."""
    kept: dict[tuple[int, int], Step] = {}
    for place, what in steps:
        line = (place.cell, place.line)
        if line not in kept or kept[line][1] == _DULL:
            kept[line] = (place, what)
    found = list(kept.values())
    while len(found) > _MOST and any(what == _DULL for _, what in found):
        found.remove(next(step for step in found if step[1] == _DULL))
    return tuple(found)
