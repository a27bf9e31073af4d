"""Contract: what every target has to pass, as a class of tests for pytest that runs pipelines with the target's own engine.

A target's tests derive a class from TargetContract that names the target and says how its engine is called. The class needs nothing of
pytest but its fixtures, and uses what a user of the target has: an exported folder, the engine, and no jupyter_mldebt.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from jupyter_mldebt.pipeline import folder as folders
from jupyter_mldebt.pipeline.export import export, propose
from jupyter_mldebt.pipeline.kernels import execute
from jupyter_mldebt.pipeline.plan import Parameter, Plan, load
from jupyter_mldebt.pipeline.targets import Target, find, unable
from jupyter_mldebt.pipeline.verify import seen

NASTY = 'it\'s "quoted" {braces} %s \\n $HOME ü'
OTHERS: dict[str, Any] = {"size": 6, "rate": -0.25, "name": NASTY, "check": False, "items": ["c", "d'\"e"]}
_CELLS = (
    "# Load",
    "import random\nrandom.seed(3)\nsize = 4\nrate = 0.5\nname = 'plain'\ncheck = True\nitems = ['a', 'b']",
    "rows = [random.random() for _ in range(size)]\nprint(size, rate, name, check, items)",
    "print(open('data.txt').read())",
    "# Work",
    "total = sum(rows) * rate\nopen('out.txt', 'w').write(name)",
    "print(open('needed.txt').read(), random.random())",
    "# Tell",
    "print(round(total, 6), random.random(), open('out.txt').read(), items if check else None)",
)
_SLEEP = "import time\ntime.sleep(5)"


class TargetContract:
    """The tests. Derive a class, set `target`, and say what starts its engine.

    Attributes
    ----------
    target : the target
    needs_us : True for an engine that imports jupyter_mldebt itself, as nbcheck run does
    """

    target: Target
    needs_us = False

    def command(self, folder: Path, parameters: Mapping[str, Any]) -> list[str]:
        """What runs the pipeline in a folder to its end, with values for its parameters, and exits with something else than 0 if it fails."""
        raise NotImplementedError

    # what is rendered

    def hostile(self, tmp_path: Path) -> Plan:
        """A plan in which names, titles, paths and values are what breaks text that is put together carelessly."""
        place = tmp_path / NASTY.replace("\\", "")
        place.mkdir(exist_ok=True)
        (place / "it's.ipynb").write_text(
            _notebook(('# It\'s "one" {step}', f"text = {NASTY!r}", "# Two", "print(text)")), encoding="utf-8"
        )
        return propose(place / "it's.ipynb", tmp_path / "pipeline").plan

    def test_it_is_found_by_its_name(self) -> None:
        assert type(find()[self.target.name]) is type(self.target), "entry points and `name` must agree"

    def test_rendering_is_pure(self, tmp_path: Path, monkeypatch: Any) -> None:
        plan, empty = self.hostile(tmp_path), tmp_path / "empty"
        empty.mkdir()
        monkeypatch.chdir(empty)
        assert self.target.render(plan) == self.target.render(plan), "the same plan gives the same text"
        assert not [*empty.iterdir()], "render writes nothing"

    def test_files_are_text_in_the_folder_and_none_of_the_export_s(self, tmp_path: Path) -> None:
        files = self.target.render(self.hostile(tmp_path))
        assert files
        for name, text in files.items():
            assert isinstance(text, str)
            assert not name.startswith(("/", ".", "steps/", "executed", "artifacts")) and ".." not in name.split("/"), name
            assert name not in ("pipeline.yaml", "README.md", "requirements.txt", folders.MANIFEST), name

    def test_what_is_written_is_well_formed(self, tmp_path: Path) -> None:
        from importlib import import_module

        yaml: Any = import_module("yaml")
        readers = {".py": ast.parse, ".yaml": yaml.safe_load, ".yml": yaml.safe_load, ".json": json.loads, ".ipynb": json.loads}
        for name, text in self.target.render(self.hostile(tmp_path)).items():
            if read := readers.get(Path(name).suffix):
                read(text)

    def test_every_step_is_named(self, tmp_path: Path) -> None:
        plan = self.hostile(tmp_path)
        text = "".join(self.target.render(plan).values())
        assert all(step.name in text for step in plan.steps)

    def test_what_it_can_not_do_is_said_before(self, tmp_path: Path) -> None:
        plan = self.hostile(tmp_path)
        assert unable(self.target, plan) == []
        odd = Parameter(name="odd", default=None, text="None", type="complex", cell=0, line=1)
        (reason,) = unable(self.target, msgspec.structs.replace(plan, parameters=(odd,)))
        assert "`odd`" in reason and self.target.name in reason

    # what is run

    def test_a_run_gives_the_outputs_of_the_notebook(self, tmp_path: Path) -> None:
        project = _Project(tmp_path, self.target.name)
        before = project.exported()
        self._passes(project, {})
        assert project.outputs() == project.expected({}), "each cell shows what the notebook shows"
        assert all((project.folder / "executed" / f"{step.name}.ipynb").is_file() for step in project.plan.steps)
        handing = {source for step in project.plan.steps for source in (*step.consumes, *step.state)}
        assert {file.stem for file in (project.folder / "artifacts").glob("*.pkl")} >= handing
        assert {name: text for name, text in project.exported().items() if name in before} == before, "what was exported stays as it is"
        beside = {file.name for file in project.place.iterdir()}
        assert beside == {"analysis.ipynb", "data.txt", "needed.txt", "out.txt", "it's a pipeline"}, "steps run in the notebook's folder"

    def test_parameters_arrive_unchanged(self, tmp_path: Path) -> None:
        project = _Project(tmp_path, self.target.name)
        given = {name: value for name, value in OTHERS.items() if type(value).__name__ in self.target.capability.parameters}
        self._passes(project, given)
        assert project.outputs() == project.expected(given), "the run changes as the notebook does with these values"
        text = json.dumps(project.exported())
        assert json.dumps(NASTY)[1:-1] not in text, "values of a run are not left in what was exported"

    def test_an_unknown_parameter_is_refused(self, tmp_path: Path) -> None:
        project = _Project(tmp_path, self.target.name)
        done = self._run(project, {"unheard_of": 1})
        assert done.returncode != 0 and "unheard_of" in done.stdout + done.stderr, "an unknown parameter is refused by its name"
        assert not [*(project.folder / "executed").glob("*.ipynb")], "nothing has run"

    def test_a_step_that_fails_stops_what_needs_it_and_the_next_run_goes_on(self, tmp_path: Path) -> None:
        project = _Project(tmp_path, self.target.name)
        (project.place / "needed.txt").unlink()
        done = self._run(project, {})
        first, work, tell = (step.name for step in project.plan.steps)
        executed = project.folder / "executed"
        assert done.returncode != 0 and work in done.stdout + done.stderr, "the step that failed is named"
        assert "FileNotFoundError" in (executed / f"{work}.ipynb").read_text(encoding="utf-8"), "its notebook shows the error"
        assert not (executed / f"{tell}.ipynb").exists(), "what needs it is not run"
        (project.place / "needed.txt").write_text("needed", encoding="utf-8")
        kept = (executed / f"{first}.ipynb").stat().st_mtime_ns
        self._passes(project, {})
        assert project.outputs() == project.expected({})
        untouched = (executed / f"{first}.ipynb").stat().st_mtime_ns == kept
        assert untouched == self.target.capability.resumes, "`resumes` says whether steps that had finished run again"

    def test_steps_that_need_nothing_of_each_other_run_at_once(self, tmp_path: Path) -> None:
        """By the times that papermill writes into their notebooks."""
        if not self.target.capability.parallel:
            return
        project = _Project(tmp_path, self.target.name, ("# A", _SLEEP, "# B", _SLEEP))
        assert [step.after for step in project.plan.steps] == [(), ()]
        self._passes(project, {})
        (start, end), (other_start, other_end) = project.times()
        assert max(start, other_start) < min(end, other_end)

    def test_the_project_may_be_moved(self, tmp_path: Path) -> None:
        project = _Project(tmp_path / "first", self.target.name)
        (tmp_path / "first").rename(tmp_path / "second")
        project.place = tmp_path / "second" / project.place.name
        self._passes(project, {})
        assert project.outputs() == project.expected({})

    def _run(self, project: _Project, parameters: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if name not in ("MPLBACKEND", "PYTHONHASHSEED")}
        if not self.needs_us:
            env["PYTHONPATH"] = str(project.without_us())
        command = self.command(project.folder, parameters)
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=project.elsewhere(), env=env, timeout=600)

    def _passes(self, project: _Project, parameters: Mapping[str, Any]) -> None:
        done = self._run(project, parameters)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


class _Project:
    """A notebook with its data, exported for a target."""

    def __init__(self, root: Path, target: str, cells: tuple[str, ...] = _CELLS) -> None:
        self.place = root / "a project"
        self.place.mkdir(parents=True)
        (self.place / "analysis.ipynb").write_text(_notebook(cells), encoding="utf-8")
        for name in ("data", "needed"):
            (self.place / f"{name}.txt").write_text(name, encoding="utf-8")
        export(self.place / "analysis.ipynb", self.folder, verify="none", target=target)

    @property
    def folder(self) -> Path:
        return self.place / "it's a pipeline"

    @property
    def plan(self) -> Plan:
        return load(self.folder)

    def exported(self) -> dict[str, str]:
        """What the export has written."""
        names = json.loads((self.folder / folders.MANIFEST).read_text(encoding="utf-8"))["files"]
        return {name: (self.folder / name).read_text(encoding="utf-8") for name in names}

    def outputs(self) -> dict[int, list[str]]:
        """What the executed steps show, by the notebook's cell."""
        found: dict[int, list[str]] = {}
        for step in self.plan.steps:
            document = json.loads((self.folder / "executed" / f"{step.name}.ipynb").read_text(encoding="utf-8"))
            for cell in document["cells"]:
                index = (cell["metadata"].get("nbcheck") or {}).get("source_index")
                if cell["cell_type"] == "code" and index is not None and (told := seen(cell["outputs"])):
                    found[index] = told
        return found

    def times(self) -> list[tuple[str, str]]:
        """When each step began and ended."""
        found = []
        for step in self.plan.steps:
            document = json.loads((self.folder / "executed" / f"{step.name}.ipynb").read_text(encoding="utf-8"))
            found.append((document["metadata"]["papermill"]["start_time"], document["metadata"]["papermill"]["end_time"]))
        return found

    def expected(self, given: Mapping[str, Any]) -> dict[int, list[str]]:
        """What the notebook itself shows with these values in it."""
        at = self.place.parent / "notebook alone"
        at.mkdir(exist_ok=True)
        for name in ("data", "needed"):
            (at / f"{name}.txt").write_text(name, encoding="utf-8")
        lines = [f"{name} = {given[name]!r}" if (name := line.partition(" = ")[0]) in given else line for line in _CELLS[1].split("\n")]
        (at / "source.ipynb").write_text(_notebook((_CELLS[0], "\n".join(lines), *_CELLS[2:])), encoding="utf-8")
        error = execute(at / "source.ipynb", at / "executed.ipynb", kernel="python3", workdir=at)
        assert error is None, error
        cells = json.loads((at / "executed.ipynb").read_text(encoding="utf-8"))["cells"]
        return {index: told for index, cell in enumerate(cells) if cell["cell_type"] == "code" and (told := seen(cell["outputs"]))}

    def elsewhere(self) -> Path:
        """A folder to call the engine from: where that is must not matter."""
        (self.place.parent / "elsewhere").mkdir(exist_ok=True)
        return self.place.parent / "elsewhere"

    def without_us(self) -> Path:
        """A folder for PYTHONPATH with which jupyter_mldebt can't be imported."""
        at = self.place.parent / "without" / "jupyter_mldebt"
        at.mkdir(parents=True, exist_ok=True)
        (at / "__init__.py").write_text("raise ImportError('an exported pipeline does without jupyter_mldebt')\n", encoding="utf-8")
        return at.parent


def _notebook(cells: tuple[str, ...]) -> str:
    """A notebook: texts that start with `# ` are headings."""
    made: list[dict[str, Any]] = []
    for number, text in enumerate(cells):
        if text.startswith("# "):
            made.append({"cell_type": "markdown", "id": f"c{number}", "metadata": {}, "source": text})
        else:
            code: dict[str, Any] = {"execution_count": None, "outputs": []}
            made.append({"cell_type": "code", "id": f"c{number}", "metadata": {}, "source": text, **code})
    kernel = {"name": "python3", "display_name": "python3", "language": "python"}
    return json.dumps({"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def python_script(script: str, folder: Path, parameters: Mapping[str, Any]) -> list[str]:
    """The call of a script in the folder that takes its parameters from a file of JSON, `-f FILE`."""
    file = folder.parent.parent / "parameters.json"
    file.write_text(json.dumps(dict(parameters)), encoding="utf-8")
    return [sys.executable, str(folder / script), *(("-f", str(file)) if parameters else ())]
