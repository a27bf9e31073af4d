"""What the notebook does with rows and models, for all rules of this family, and the leaks in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jupyter_mldebt.context import Context
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Copying, Statistic, overlap, within
from jupyter_mldebt.provenance.run import run
from jupyter_mldebt.provenance.story import Story, Test
from jupyter_mldebt.provenance.values import Fit


class Leak(NamedTuple):
    """What was learned from rows, or copied among them, before a model was fitted on some and tested on others of them."""

    cause: Statistic | Copying
    fit: Fit
    test: Test


def story(context: Context) -> Story:
    """The story of the notebook, told once for all rules."""
    return context.once(_told)


def _told(context: Context) -> Story:
    if not any(word in facts.source for facts in context.facts.values() for word in (".fit", "cross_val", "_split")):
        return Story()
    return run(context.facts, context.graph.order)


def fitted(context: Context) -> Iterator[tuple[Fit, Test]]:
    """Each test of a model whose rows are known, with the fit before it."""
    for test in story(context).tests:
        fit = test.fit
        if fit is not None and fit.data.parts and test.data.parts:
            yield fit, test


def held_out(context: Context) -> Iterator[tuple[Fit, Test]]:
    """Those of them in which the model has not been fitted on the rows of the test."""
    return ((fit, test) for fit, test in fitted(context) if not overlap(fit.data.parts, test.data.parts))


def learned_from_the_test(context: Context) -> dict[Place, Leak]:
    """By place, what was learned from the rows of a test and went into what its model was fitted on."""
    found: dict[Place, Leak] = {}
    for fit, test in held_out(context):
        for statistic in fit.data.statistics | fit.model.learned.statistics:
            if overlap(statistic.parts, test.data.parts):
                found.setdefault(statistic.place, Leak(statistic, fit, test))
    return found


def is_division(context: Context, test: Test) -> bool:
    """True where the rows of the test are one side of a division into rows to learn from and rows to test with."""
    return any(within(test.data.parts, side) for division in story(context).divisions for side in division.parts) or all(
        part.parent is not None and part.key[0] in ("sample", "drawn", "cut") for part in test.data.parts
    )


def shown(context: Context, fit: Fit, test: Test) -> tuple[tuple[Place, str], ...]:
    """The way from the fit to the test, for the finding."""
    model = named(fit)
    return (fit.place, f"{model} is fitted here"), (test.place, f"{model} is tested here")


def named(fit: Fit) -> str:
    return f"`{fit.model.what}`" if fit.model.what else "the model"
