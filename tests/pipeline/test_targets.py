"""Targets are held to their contract: ours with its own script and with nbcheck run; and the contract finds what breaks it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyter_mldebt.pipeline.contract import TargetContract, python_script
from jupyter_mldebt.pipeline.plan import Plan
from jupyter_mldebt.pipeline.targets import Capability, find, unable
from jupyter_mldebt.pipeline.targets.local import TARGET as LOCAL
from jupyter_mldebt.pipeline.targets.local import Local


class TestLocal(TargetContract):
    """run.py, with nothing of ours."""

    target = LOCAL

    def command(self, folder: Path, parameters: Mapping[str, Any]) -> list[str]:
        return python_script("run.py", folder, parameters)


class Resuming(Local):
    """What nbcheck run makes of the same files."""

    capability = Capability(parallel=True, resumes=True)


class TestRunner(TargetContract):
    """nbcheck run passes it, too: steps at once, and finished ones not again."""

    target = Resuming()
    needs_us = True

    def test_it_is_found_by_its_name(self) -> None:
        assert self.target.name in find()

    def command(self, folder: Path, parameters: Mapping[str, Any]) -> list[str]:
        given = [f"{name}={value}" for name, value in parameters.items()]
        return [sys.executable, "-m", "jupyter_mldebt", "run", str(folder), "-j", "2", *(part for text in given for part in ("-p", text))]


def test_every_target_of_ours_has_its_tests():
    tested = {found.target.name for found in TargetContract.__subclasses__()}
    assert {name for name, target in find().items() if type(target).__module__.startswith("jupyter_mldebt.")} <= tested


def broken(change: Callable[[str], str]) -> TargetContract:
    """The contract with a target whose script does something wrong."""

    class Broken(TestLocal):
        def command(self, folder: Path, parameters: Mapping[str, Any]) -> list[str]:
            script = folder / "run.py"
            text = script.read_text(encoding="utf-8")
            changed = change(text)
            assert changed != text
            (folder.parent.parent / "broken.py").write_text(changed.replace("Path(__file__)", f"Path({str(script)!r})"), encoding="utf-8")
            command = python_script("run.py", folder, parameters)
            return [command[0], str(folder.parent.parent / "broken.py"), *command[2:]]

    return Broken()


def unchecked(text: str) -> str:
    text = text.replace("kind = type(PARAMETERS[name])", "kind = type(PARAMETERS.get(name, value))")
    return text.replace("if unknown :=", "if False and (unknown :=").replace("- set(PARAMETERS)):", "- set(PARAMETERS))):")


def silent(text: str) -> str:
    return text.replace("    main()\n", "    try:\n        main()\n    except Exception:\n        pass\n")


RUNS = "test_a_run_gives_the_outputs_of_the_notebook"
SCRIPTS: dict[str, tuple[Callable[[str], str], str, str]] = {
    "ignores parameters": (
        lambda text: text.replace("if name in values}", "if False}"),
        "test_parameters_arrive_unchanged",
        "as the notebook does",
    ),
    "takes any parameter": (unchecked, "test_an_unknown_parameter_is_refused", "an unknown parameter is refused"),
    "hides failures": (silent, "test_a_step_that_fails_stops_what_needs_it_and_the_next_run_goes_on", "the step that failed is named"),
    "needs us": (lambda text: "import jupyter_mldebt\n" + text, RUNS, "does without jupyter_mldebt"),
    "writes elsewhere": (lambda text: text.replace('/ "executed"\n', '/ "done"\n'), RUNS, r"executed/01-load\.ipynb"),
    "runs elsewhere": (lambda text: text.replace("cwd=os.fspath(workdir)", "cwd=None"), RUNS, "No such file or directory"),
}


@pytest.mark.parametrize("what", SCRIPTS)
def test_the_contract_finds_what_breaks_it(tmp_path: Path, what: str) -> None:
    change, test, told = SCRIPTS[what]
    with pytest.raises((AssertionError, FileNotFoundError), match=told):
        getattr(broken(change), test)(tmp_path)


class Careless(Local):
    """Puts names into text as they are."""

    def render(self, plan: Plan) -> dict[str, str]:
        return {"run.py": f"NOTEBOOK = '{plan.notebook}'\n# {id(object())}"}


@pytest.mark.parametrize("test", ["test_what_is_written_is_well_formed", "test_every_step_is_named"])
def test_the_contract_finds_careless_rendering(test: str, tmp_path: Path) -> None:
    class Of(TestLocal):
        target = Careless()

    with pytest.raises((AssertionError, SyntaxError)):
        getattr(Of(), test)(tmp_path)


def test_a_limit_of_steps_is_said():
    class Small:
        name = "small"
        capability = Capability(most_steps=1)

    class Two:
        parameters = ()
        steps = (1, 2)

    assert unable(Small(), Two()) == ["small takes at most 1 steps, the pipeline has 2"]
