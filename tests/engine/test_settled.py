"""Settled: what a notebook's own constants say of conditions, and which code they leave out."""

from __future__ import annotations

import ast

import pytest

from jupyter_mldebt.model import Place
from jupyter_mldebt.settled import Settled

from .notebooks import graph_of

SETTINGS = """\
DEBUG = False
rounds = 3
params = {"n": 1, "lr": rate()}
filled = {}
filled["n"] = 1
if DEBUG:
    filled["m"] = 1
other = {"n": 1}
other["n"] = 2
class CFG:
    wandb = False
    tta: bool = True
    size = load()
    seed = 1
cfg = CFG()
CFG.seed = 2
twice = 1
twice = 2"""


def settled(*cells: str) -> Settled:
    return Settled(graph_of(cells))


@pytest.mark.parametrize(
    ("test", "answer"),
    [
        ("DEBUG", False),
        ("not DEBUG", True),
        ("rounds > 2", True),
        ("rounds == 'three'", False),
        ("rounds in [3]", None),
        ("DEBUG and anything()", False),
        ("not DEBUG or anything()", True),
        ("DEBUG or anything()", None),
        ("CFG.wandb", False),
        ("cfg.tta", True),
        ("cfg.size", None),
        ("CFG.seed", None),
        ("params.get('n', 0) > 0", True),
        ("params.get('m', 0) > 0", False),
        ("params['lr'] > 0", None),
        ("other['n'] > 0", None),
        ("filled['n'] > 0", True),
        ("filled.get('m', 0) > 0", None),
        ("twice", None),
        ("unknown", None),
        ("rounds < 'a'", None),
    ],
)
def test_conditions(test: str, answer: bool | None) -> None:
    assert settled(SETTINGS).truth(ast.parse(test, mode="eval").body) is answer


def test_an_attribute_that_may_be_set_is_not_settled() -> None:
    assert settled(SETTINGS, "setattr(cfg, name, True)").truth(ast.parse("cfg.wandb", mode="eval").body) is None
    assert settled(SETTINGS, "cfg.wandb = True").truth(ast.parse("cfg.wandb", mode="eval").body) is None


def test_what_conditions_leave_out() -> None:
    graph = settled("DEBUG = False", "if DEBUG:\n    a\nelse:\n    b\nc if not DEBUG else d")
    places = {
        name: Place(1, line, column, line, column + 1) for name, line, column in (("a", 2, 4), ("b", 4, 4), ("c", 5, 0), ("d", 5, 20))
    }
    assert {name for name, place in places.items() if graph.leaves_out(place)} == {"a", "d"}


BRANCHES = """\
def load(mode="train", size=1):
    if mode == "train":
        a
    elif size > 2:
        b
    else:
        c"""


@pytest.mark.parametrize(
    ("calls", "left_out"),
    [
        ("load(mode='test')", {"a", "b"}),
        ("load('test')\nload('test', size=3)", {"a"}),
        ("load()\nload('test', 3)", {"c"}),
        ("load(mode=given)", {"b"}),
        ("load(**given)", set()),
        ("load('test')\nmap(load, given)", set()),
        ("", set()),
    ],
)
def test_what_arguments_leave_out(calls: str, left_out: set[str]) -> None:
    graph = settled(BRANCHES, calls)
    places = {name: Place(0, line, 8, line, 9) for name, line in (("a", 3), ("b", 5), ("c", 7))}
    assert {name for name, place in places.items() if graph.leaves_out(place)} == left_out
