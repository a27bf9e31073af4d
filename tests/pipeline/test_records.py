"""What has to run again, over random pipelines: a run that leaves out what it may gives what a fresh run gives.

The steps do what they do to files without a kernel; what a kernel tells of files is tested in test_witness.py, with kernels in
test_runner.py.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mldebt.pipeline import requirements, runner
from jupyter_mldebt.pipeline.plan import FILE, Plan, Step, dump
from jupyter_mldebt.pipeline.steps import HANDOVER
from jupyter_mldebt.pipeline.witness import stamp

INPUTS, OUTPUTS = ("in1", "in2"), ("out1", "out2")


class Act(NamedTuple):
    """What a step does with a file, and a word that it leaves there."""

    what: str
    file: str
    word: str


class Killed(BaseException):
    pass


@st.composite
def programs(draw: st.DrawFn) -> list[list[Act]]:
    """Three or four steps. What they read or add to is there or was written before: else a second run differs by itself."""
    written: set[str] = set()
    steps = []
    for _ in range(draw(st.integers(3, 4))):
        acts = []
        for _ in range(draw(st.integers(0, 3))):
            what = draw(st.sampled_from(["read", "write", "add"]))
            file = draw(st.sampled_from([*INPUTS, *sorted(written)] if what == "read" else OUTPUTS))
            if what == "add" and file not in written:
                what = "write"
            if what == "write":
                written.add(file)
            acts.append(Act(what, file, draw(st.sampled_from("xy"))))
        steps.append(acts)
    return steps


changes = st.one_of(
    st.tuples(st.just("word"), st.integers(0, 3), st.integers(0, 2)),
    st.tuples(st.just("file"), st.sampled_from([*INPUTS, *OUTPUTS]), st.sampled_from(["new", ""])),
    st.tuples(st.just("gone"), st.sampled_from([*OUTPUTS, "executed", "artifacts"]), st.integers(0, 3)),
    st.tuples(st.just("kill"), st.integers(0, 3), st.integers(0, 3)),
)


class Project:
    """A folder with inputs and a pipeline of such steps."""

    def __init__(self, place: Path, steps: list[list[Act]], inputs: dict[str, str]) -> None:
        self.place, self.made, self.steps = place, place / "pipeline", [list(acts) for acts in steps]
        (self.made / "steps").mkdir(parents=True)
        for name, text in inputs.items():
            (place / name).write_text(text)
        (self.made / f"{HANDOVER}.py").write_text("")
        self.write()

    def write(self) -> None:
        names = [f"s{number}" for number in range(len(self.steps))]
        made = []
        for number, (name, acts) in enumerate(zip(names, self.steps, strict=True)):
            before = names[number - 1] if number else None
            after, state = ((before,), {before: ("display",)}) if before else ((), {})
            made.append(Step(name=name, title=name, cells=(number,), notebook=f"steps/{name}.ipynb", after=after, state=state))
            cell = {"cell_type": "code", "source": json.dumps(acts), "metadata": {}}
            (self.made / "steps" / f"{name}.ipynb").write_text(json.dumps({"cells": [cell]}))
        (self.made / FILE).write_text(dump(Plan(notebook="../n.ipynb", kernel="python3", steps=tuple(made))))

    def run(self) -> list[str]:
        return [step.status for step in runner.run(self.made).steps]

    def contents(self) -> dict[str, str]:
        files = [*self.place.glob("out*"), *self.made.glob("executed/*"), *self.made.glob("artifacts/*")]
        return {str(file.relative_to(self.place)): file.read_text() for file in files}


killed_at: tuple[str, int] | None = None


def execute(notebook: Path, output: Path, *, workdir: Path, parameters: dict[str, Any], watch: Any, **more: object) -> None:
    """Do what the acts say; the step remembers what it read, hands it on, and writes it."""
    name = notebook.stem
    number = int(name[1:])
    artifacts = Path(parameters["_artifacts"])
    seen = (artifacts / f"s{number - 1}.pkl").read_text() if number else ""
    reads: dict[str, str] = {}
    writes: set[str] = set()
    for at, act in enumerate([Act(*found) for found in json.loads(json.loads(notebook.read_text())["cells"][0]["source"])]):
        if killed_at == (name, at):
            raise Killed
        file = workdir / act.file
        if act.what == "read":
            reads.setdefault(act.file, stamp(str(file)))
            seen = f"{hash_of(seen)}<{file.read_text() if file.exists() else None}>"
        else:
            writes.add(act.file)
            old = file.read_text() if act.what == "add" and file.exists() else ""
            file.write_text(f"{old}{act.word}{hash_of(seen)}")
    output.write_text(seen)
    artifacts.mkdir(exist_ok=True)
    (artifacts / f"{name}.pkl").write_text(seen)
    kept = {file: first for file, first in reads.items() if file not in writes}
    watch.notes.write_text(json.dumps({"reads": kept, "writes": sorted(writes), "lists": {}, "outside": []}))


def hash_of(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:6]


@pytest.fixture(scope="module", autouse=True)
def no_kernels() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "execute", execute)
        patch.setattr(runner, "kernel_for", lambda name: ("python3", None))
        patch.setattr(requirements, "installed", lambda text, kernel: {})
        yield


def check(steps: list[list[Act]], done: list[tuple[Any, ...]]) -> None:
    global killed_at
    place = Path(tempfile.mkdtemp())
    try:
        inputs = {"in1": "1", "in2": "2"}
        project = Project(place / "a", steps, inputs)
        assert set(project.run()) == {"ok"}
        assert set(project.run()) == {"cached"}
        for what, where, which in done:
            if what == "word" and where < len(steps) and which < len(project.steps[where]):
                acts = project.steps[where]
                acts[which] = acts[which]._replace(word=acts[which].word + "z")
                project.write()
            elif what == "file" and (project.place / where).exists():
                (project.place / where).write_text(which)
                if where in inputs:
                    inputs[where] = which
            elif what == "gone":
                found = [project.place / where, project.made / where / f"s{which}.ipynb", project.made / where / f"s{which}.pkl"]
                for file in found:
                    if file.is_file():
                        file.unlink()
            elif what == "kill":
                killed_at = (f"s{where}", which)
                try:
                    project.run()
                except Killed:
                    pass
                finally:
                    killed_at = None
        project.run()
        fresh = Project(place / "b", project.steps, inputs)
        fresh.run()
        assert project.contents() == fresh.contents()
        assert set(project.run()) == {"cached"}
    finally:
        shutil.rmtree(place)


QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@settings(max_examples=40, deadline=None, suppress_health_check=QUIET)
@given(programs(), st.lists(changes, min_size=1, max_size=3))
def test_what_is_left_out_makes_no_difference(steps: list[list[Act]], done: list[tuple[Any, ...]]) -> None:
    check(steps, done)


@pytest.mark.long
@settings(max_examples=2000, deadline=None, suppress_health_check=QUIET)
@given(programs(), st.lists(changes, min_size=1, max_size=5))
def test_what_is_left_out_makes_no_difference_however_often(steps: list[list[Act]], done: list[tuple[Any, ...]]) -> None:
    check(steps, done)
