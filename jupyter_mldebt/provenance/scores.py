"""Scores: models are asked about rows, and what they answer is held against the labels, by a metric or by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.rows import Data, overlap, union
from jupyter_mldebt.provenance.scene import Scene
from jupyter_mldebt.provenance.story import Test
from jupyter_mldebt.provenance.values import Method, Model, Module, Plain, Score, Table, Value, options, tables

# Functions that draw or print: what they get in one cell is looked at side by side.
_SHOWING = re.compile(r"plot|scatter|print|display|hist|line|bar$|imshow|show|contour|heatmap|fill_between|table", re.I)


class Scores(Scene):
    """What is told of how well a model does."""

    def test(self, model: Model, data: Data, place: Place, how: str, features: Table | None = None) -> Test:
        self.time += 1
        made = Test(model, data, place, self.time, how, tuple(self.rounds), features, model.fits[-1] if model.fits else None)
        self.story.tests.append(made)
        return made

    def measure(self, values: Sequence[Value], place: Place) -> Value:
        """A metric: what a model has predicted is held against the labels."""
        made: list[Test] = []
        labels = union(table.data for value in values for table in tables(value) if table.answer is None)
        for value in values:
            for table in tables(value):
                if table.answer is not None:
                    made.append(self.test(table.answer.model, table.data, place, "score", table.answer.features))
                    made[-1].fit, made[-1].answers, made[-1].labels = table.answer.fit, table.answer, labels
        return Score(tuple(made)) if made else Plain()

    def meet(self, called: Value, values: Sequence[Value], node: ast.AST) -> None:
        """What a model has answered is shown beside other values of the same rows."""
        name = called.name.rpartition(".")[2] if isinstance(called, (Method, Module)) else ""
        found = [table for value in values for table in tables(value)]
        if _SHOWING.search(name):
            found += self.shown.setdefault(self.cell, [])
            self.shown[self.cell] = found
        for table in found:
            if table.answer is not None and any(other.answer is None and overlap(table.data.parts, other.data.parts) for other in found):
                table.answer.is_shown = True

    def told_while_fitted(self, value: Value, place: Place) -> Value:
        """How well a network did on the rows that it has learned from last, as its history tells."""
        model = next((option for option in options(value) if isinstance(option, Model) and option.fits), None)
        if model is None:
            return Plain()
        fit = model.fits[-1]
        return Score((self.test(model, fit.data, place, "score", fit.features),))

    def errors(self, left: Value, right: Value, node: ast.AST) -> Table | None:
        """`predicted - labels`, `predicted == labels`: what is made one number of by hand; None where it is something else."""
        if not (isinstance(left, Table) and isinstance(right, Table)):
            return None
        answered, labels = (left, right) if left.answer is not None else (right, left)
        if answered.answer is None or labels.answer is not None or not overlap(answered.data.parts, labels.data.parts):
            return None
        return replace(answered, answer=replace(answered.answer, how="errors"), base=None, places=(self.place(node), *answered.places)[:12])


def are_errors(value: Value) -> bool:
    return isinstance(value, Table) and value.answer is not None and value.answer.how == "errors"
