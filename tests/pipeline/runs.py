"""Pipelines to run, and nbcheck run as a process that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cloudpickle
import msgspec

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.pipeline import folder, steps
from jupyter_mldebt.pipeline.handover import CHANNELS
from jupyter_mldebt.pipeline.plan import FILE, dump, load
from jupyter_mldebt.pipeline.planner import make_plan
from jupyter_mldebt.read import read_file

from .conftest import notebook_json

ROOT = Path(__file__).parents[2]
HANDOVER = Path(steps.__file__).with_name("handover.py")


def pipeline(place: Path, *cells: str, after: Mapping[int, tuple[int, ...]] | None = None, **options: Any) -> Path:
    """Write a notebook and its pipeline, as an export without verification does; the pipeline's folder.

    Parameters
    ----------
    place : folder of the notebook
    cells, options : as of `notebook_json`
    after : for steps by number, from 0, which others they need, the state of the process included; the other steps wait for the one
        before them
    """
    place.mkdir(parents=True, exist_ok=True)
    (place / "analysis.ipynb").write_text(notebook_json(*cells, **options), encoding="utf-8")
    graph = Engine().graph(read_file(place / "analysis.ipynb"))
    plan = make_plan(graph, "../analysis.ipynb", in_order=True)
    names = [step.name for step in plan.steps]
    chained = list(plan.steps)
    for number, needs in (after or {}).items():
        state = {names[needs[-1]]: tuple(sorted(CHANNELS))} if needs else {}
        chained[number] = msgspec.structs.replace(chained[number], after=tuple(names[need] for need in needs), state=state)
    plan = msgspec.structs.replace(plan, steps=tuple(chained))
    target = place / "analysis-pipeline"
    target.mkdir(exist_ok=True)
    texts = {FILE: dump(plan), "requirements.txt": "# Python 3\ncloudpickle==0\n", f"{steps.HANDOVER}.py": HANDOVER.read_text("utf-8")}
    folder.write(target, texts | steps.render(plan, graph, "analysis-pipeline"))
    return target


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "jupyter_mldebt", "run", *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}


def start(*arguments: object) -> subprocess.Popen[str]:
    """nbcheck run as a process."""
    return subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())


def call(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, env=environment(), timeout=120)


def until(done: Callable[[], Any], seconds: float = 60.0) -> Any:
    """Wait for something; what it answers."""
    limit = time.monotonic() + seconds
    while not (answer := done()):
        assert time.monotonic() < limit, "it took too long"
        time.sleep(0.02)
    return answer


def outputs(made: Path) -> dict[int, list[Any]]:
    """What the executed steps show, by the notebook's cell."""
    found = {}
    for step in load(made).steps:
        for cell in json.loads((made / "executed" / f"{step.name}.ipynb").read_text(encoding="utf-8"))["cells"]:
            if "nbcheck" in cell["metadata"] and cell["cell_type"] == "code":
                found[cell["metadata"]["nbcheck"]["source_index"]] = cell["outputs"]
    return found


def artifacts(made: Path) -> dict[str, list[Any]]:
    """What the steps handed on: the state of the process and the names, by step."""
    found = {}
    for file in sorted((made / "artifacts").glob("*.pkl")):
        with open(file, "rb") as data:
            found[file.stem] = [cloudpickle.load(data), cloudpickle.load(data)]
    return found


def data(made: Path) -> dict[str, bytes]:
    """The files beside the notebook."""
    return {file.name: file.read_bytes() for file in made.parent.iterdir() if file.is_file()}


def finished(made: Path) -> dict[str, tuple[int, bytes]]:
    """Executed notebooks of the steps whose record is there: time and content."""
    notebooks = [made / "executed" / f"{record.stem}.ipynb" for record in (made / folder.RUNS / "steps").glob("*.json")]
    return {file.stem: (file.stat().st_mtime_ns, file.read_bytes()) for file in notebooks}
