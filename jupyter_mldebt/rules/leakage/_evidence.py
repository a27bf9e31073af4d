"""Evidence: the way that the data takes from where it comes from to where the leak shows, place by place."""

from __future__ import annotations

from collections.abc import Iterable

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Data, Part
from jupyter_mldebt.provenance.story import Story, Test
from jupyter_mldebt.provenance.values import Fit

Way = tuple[tuple[Place, str], ...]
_MOST = 8
_DULL = "it goes through here"


def way(told: Story, fit: Fit, test: Test | None = None, more: Iterable[tuple[Place, str]] = ()) -> Way:
    """From the source of the data to the test, through what is done with it on the way.

    Parameters
    ----------
    told : what the notebook does
    fit, test : the fit that is concerned, and the test of it where there is one
    more : what else the finding speaks of, with what happens there: it takes its place among the steps
    """
    model = f"`{fit.model.what}`" if fit.model.what else "the model"
    divided = {division.place for division in told.divisions}
    learned = {one.place: one.model.what for one in told.learned}
    first = sources((fit.data, test.data) if test is not None else (fit.data,))
    steps: dict[Place, str] = dict.fromkeys(fit.places, _DULL)
    if test is not None and test.features is not None:
        steps |= dict.fromkeys(test.features.places, _DULL)
    for place in steps:
        if place in divided:
            steps[place] = "its rows are divided here"
        elif place in learned:
            steps[place] = f"`{learned[place]}` learns from it here"
    steps |= dict(more)
    last = {fit.place: f"{model} is fitted here"}
    if test is not None:
        last[test.place] = f"{model} is {'asked' if test.how == 'predict' else 'tested'} here"
    between = [(place, what) for place, what in sorted(steps.items()) if place not in last]
    return _one_a_line([*((place, "the data comes from here") for place in first), *between, *last.items()])


def sources(several: Iterable[Data]) -> list[Place]:
    """Where data comes from, in the order of the notebook."""
    roots: set[Part] = {part.root for data in several for part in data.parts}
    return sorted(root.place for root in roots if root.place is not None)


def _one_a_line(steps: Iterable[tuple[Place, str]]) -> Way:
    """One step a line, of several the one that says most; the dull ones go where there are many."""
    kept: dict[tuple[int, int], tuple[Place, str]] = {}
    for place, what in steps:
        line = (place.cell, place.line)
        if line not in kept or kept[line][1] == _DULL:
            kept[line] = (place, what)
    found = list(kept.values())
    while len(found) > _MOST and any(what == _DULL for _, what in found):
        found.remove(next(step for step in found if step[1] == _DULL))
    return tuple(found)
