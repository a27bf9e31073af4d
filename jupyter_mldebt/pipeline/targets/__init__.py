"""Targets: engines that can run a pipeline. One module a target; `find` lists them, others' by entry point `jupyter_mldebt.targets`."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Protocol

import msgspec

from jupyter_mldebt.pipeline.plan import Plan


class Capability(msgspec.Struct, frozen=True):
    """What a target can do.

    Parameters
    ----------
    parallel : steps that don't depend on each other may run at once
    resumes : after a failure the next run goes on behind the steps that had finished; else all run again
    parameters : types of parameters that it passes on unchanged
    most_steps : how many steps it takes, None for any number
    """

    parallel: bool = False
    resumes: bool = False
    parameters: frozenset[str] = frozenset({"bool", "int", "float", "str", "list"})
    most_steps: int | None = None


class Target(Protocol):
    """An engine. `render` is pure: it writes nothing, and the same plan gives the same text."""

    name: str
    capability: Capability

    def render(self, plan: Plan) -> dict[str, str]:
        """Files that the engine needs beside the steps' notebooks, by file name relative to the pipeline's folder."""
        ...


def find() -> dict[str, Target]:
    """All targets by name."""
    found: dict[str, Target] = {}
    for module in iter_modules(__path__):
        target: Target = import_module(f"{__name__}.{module.name}").TARGET
        found[target.name] = target
    for entry in entry_points(group="jupyter_mldebt.targets"):
        found[entry.name] = entry.load()
    return dict(sorted(found.items()))


def unable(target: Target, plan: Plan) -> list[str]:
    """Why a target can't run a plan, one sentence each; empty where it can."""
    able = target.capability
    reasons = [
        f"{target.name} can't pass the parameter `{parameter.name}`: it is of type {parameter.type}"
        for parameter in plan.parameters
        if parameter.type not in able.parameters
    ]
    if able.most_steps is not None and len(plan.steps) > able.most_steps:
        reasons.append(f"{target.name} takes at most {able.most_steps} steps, the pipeline has {len(plan.steps)}")
    return reasons
