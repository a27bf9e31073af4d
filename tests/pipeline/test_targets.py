"""The contract of targets: every target that is found is held to it."""

from __future__ import annotations

import ast

import msgspec
import pytest
import yaml

from jupyter_mldebt.pipeline.plan import Parameter
from jupyter_mldebt.pipeline.planner import make_plan
from jupyter_mldebt.pipeline.targets import Capability, find, unable

NASTY = 'it\'s "quoted" {braces} %s \\n $HOME ü'


@pytest.fixture(params=sorted(find()))
def target(request):
    return find()[request.param]


@pytest.fixture
def plan(graph_of):
    graph = graph_of('#md # It\'s "one" {step}', f"text = {NASTY!r}", "#md # Two", "print(text)")
    return make_plan(graph, f"../{NASTY}/it's.ipynb".replace("\\", ""))


def test_rendering_is_pure(target, plan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert target.render(plan) == target.render(plan)
    assert not list(tmp_path.iterdir())


def test_files_stay_in_the_folder_and_are_text(target, plan):
    files = target.render(plan)
    assert files
    assert all(not name.startswith(("/", ".")) and ".." not in name and isinstance(text, str) for name, text in files.items())


def test_what_is_written_is_well_formed(target, plan):
    for name, text in target.render(plan).items():
        if name.endswith(".py"):
            ast.parse(text)
        elif name.endswith((".yaml", ".yml")):
            yaml.safe_load(text)


def test_every_step_is_named(target, plan):
    text = "".join(target.render(plan).values())
    assert all(step.name in text for step in plan.steps)


def test_its_name_is_the_one_it_is_found_by(target):
    assert find()[target.name] is target


def test_what_it_can_not_do_is_said_before(target, plan):
    assert unable(target, plan) == []
    odd = Parameter(name="odd", default=None, text="None", type="complex", cell=0, line=1)
    (reason,) = unable(target, msgspec.structs.replace(plan, parameters=(odd,)))
    assert "`odd`" in reason and target.name in reason


def test_a_limit_of_steps_is_said():
    class Small:
        name = "small"
        capability = Capability(most_steps=1)

    class Two:
        parameters = ()
        steps = (1, 2)

    assert unable(Small(), Two()) == ["small takes at most 1 steps, the pipeline has 2"]
