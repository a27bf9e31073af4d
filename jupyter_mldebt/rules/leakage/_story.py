"""What the notebook does with rows and models, for all rules of this family, and the leaks in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from jupyter_mldebt.context import Context
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Copying, Statistic, overlap, within
from jupyter_mldebt.provenance.run import run
from jupyter_mldebt.provenance.story import Story, Test
from jupyter_mldebt.provenance.values import Fit
from jupyter_mldebt.rule import Severity

Seen = TypeVar("Seen", Statistic, Copying)


# What flatters a score most, and what hardly changes it, by what is learned: see the references of NBL001.
HARMFUL = frozenset(("select", "target"))
_HARDLY = frozenset(("scale", "impute", "encode"))
# By hand it is the same: what is taken over all rows to scale them or to fill in what is missing; and the words that there are.
_BY_HAND = frozenset(("mean", "median", "mode", "std", "var", "min", "max", "quantile", "percentile", "nanmean", "nanmedian", "nanstd"))
_WORDS = frozenset(("CountVectorizer", "Tokenizer", "TextVectorization"))


class Leak(NamedTuple):
    """What was learned from rows before a model was fitted on some and tested on others of them."""

    cause: Statistic
    fit: Fit
    test: Test

    @property
    def is_joined(self) -> bool:
        """True where something is fitted on rows of the test that stood apart, put to those of the fit; a mean is not fitted."""
        trained, tested = self.fit.data.parts, self.test.data.parts
        return self.cause.kind != "statistic" and not any(
            overlap(one, trained) and overlap(one, tested) for one in (frozenset((part,)) for part in self.cause.parts)
        )


def story(context: Context) -> Story:
    """The story of the notebook, told once for all rules."""
    return context.once(_told)


def _told(context: Context) -> Story:
    if not any(
        word in facts.source
        for facts in context.facts.values()
        for word in (
            ".fit",
            "cross_val",
            "_split",
            ".train(",
            "backward(",
            "keras_tuner",
            "kerastuner",
            "random.choice(",
            "permutation(",
            "random.shuffle(",
            "find_MAP(",
        )
    ):
        return Story()
    return run(context.facts, context.graph.order)


_FITS = (".fit", ".train(", "backward(")
_TESTS = re.compile(r"\.predict|score|\.evaluate\(|metrics|_error\(|confusion|\.transform\(|decision_function|accuracy|loss")


def tests_models(context: Context) -> bool:
    """Whether the text names a fit and a test at all: most notebooks need not be followed to know that they test nothing."""
    sources = [facts.source for facts in context.facts.values()]
    return any(word in source for source in sources for word in _FITS) and any(map(_TESTS.search, sources))


def ran(context: Context) -> Story:
    """The story in the order in which the cells ran, as far as the counts tell another one than the page does."""
    return context.once(_told_as_it_ran)


def _told_as_it_ran(context: Context) -> Story:
    history = context.history
    if history is None or history.is_ordered or len(set(history.counts.values())) < len(history.counts) or not story(context).tests:
        return Story()
    return run(context.facts, tuple(index for index in history.order if index in context.facts))


def fitted(told: Story) -> Iterator[tuple[Fit, Test]]:
    """Each test of a model whose rows are known, with the fit before it."""
    for test in told.tests:
        fit = test.fit
        if fit is not None and fit.data.parts and test.data.parts:
            yield fit, test


def held_out(told: Story) -> Iterator[tuple[Fit, Test]]:
    """Those of them in which the model has not been fitted on the rows of the test."""
    return ((fit, test) for fit, test in fitted(told) if not overlap(fit.data.parts, test.data.parts))


def learned_from_the_test(told: Story) -> dict[Place, Leak]:
    """By place, what was learned from the rows of a test and went into what its model was fitted on.

    Rows from elsewhere that are only predicted are no test: they have no labels, and flatter nobody.
    """
    return _learned(told, False)


def learned_from_the_fold(told: Story) -> dict[Place, Leak]:
    """The same of the rows that a loop over folds holds back in each round."""
    return _learned(told, True)


def _learned(told: Story, is_fold: bool) -> dict[Place, Leak]:
    found: dict[Place, Leak] = {}
    for fit, test in held_out(told):
        if is_fold is not any(part.is_fold for part in test.data.parts) or (test.how == "predict" and not is_division(told, test)):
            continue
        for statistic in in_order(fit.data.statistics | fit.learned.statistics):
            if overlap(statistic.parts, test.data.parts):
                found.setdefault(statistic.place, Leak(statistic, fit, test))
    return found


def in_order(several: Iterable[Seen]) -> list[Seen]:
    """As they stand in the notebook: a set has another order in each process."""
    return sorted(several, key=lambda one: (one.place, getattr(one, "kind", "") not in HARMFUL, one.what))


def is_division(told: Story, test: Test) -> bool:
    """True where the rows of the test are one side of a division into rows to learn from and rows to test with."""
    return any(within(test.data.parts, side) for division in told.divisions for side in division.parts) or all(
        part.parent is not None and part.key[0] in ("sample", "drawn", "cut", "by", "fold") for part in test.data.parts
    )


def weight(statistic: Statistic) -> Severity | None:
    """How much it matters, as far as that is known: error, info, or None for as much as the rule itself."""
    if statistic.kind in HARMFUL:
        return "error"
    is_by_hand = statistic.kind == "statistic" and statistic.what in _BY_HAND
    return "info" if statistic.kind in _HARDLY or is_by_hand or statistic.what in _WORDS else None


def named(fit: Fit) -> str:
    return f"`{fit.model.what}`" if fit.model.what else "the model"
