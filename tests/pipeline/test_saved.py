"""`--verify once`: what the notebook's file holds serves as reference where it is what a fresh run gives, and else the notebook is run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

from jupyter_mldebt.pipeline import export as exporting
from jupyter_mldebt.pipeline.export import ExportResult, propose
from jupyter_mldebt.pipeline.outcome import Event

from .conftest import notebook_json

CELLS = (
    "#md # A",
    "import random\nrandom.seed(1)\nx = random.random()\nprint(x)",
    "#md # B",
    "open('ran', 'a').write('.')\ny = [x, 2]\nx",
    "y",
)
WHY = "the outputs that its file holds can't tell, as "


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The notebook as Jupyter leaves it once all is run."""
    notebook = nbformat.reads(notebook_json(*CELLS), as_version=4)
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path_factory.mktemp("run"))}}).execute()
    return json.loads(nbformat.writes(notebook))


def verified(folder: Path, document: dict[str, Any]) -> tuple[ExportResult, list[str], int]:
    """What an export answers and says, and how often it ran the notebook itself."""
    (folder / "analysis.ipynb").write_text(json.dumps(document), encoding="utf-8")
    said: list[str] = []
    events: list[Event] = []
    result = exporting.export(folder / "analysis.ipynb", verify="once", progress=said.append, watch=events.append)
    return result, said, sum(event.kind == "start" and event.step is None for event in events)


def test_the_pipeline_alone_is_run_where_the_file_is_valid(executed: dict[str, Any], tmp_path: Path) -> None:
    result, said, runs = verified(tmp_path, executed)
    assert result.ok and result.verification.saved and runs == 0
    assert [(cell.index, cell.verdict) for cell in result.verification.cells] == [(1, "same"), (3, "same"), (4, "same")]
    assert said[0].startswith("to verify: the pipeline once, against the outputs that the notebook's file holds")
    assert "gave the outputs that the notebook's file holds" in (tmp_path / "analysis-pipeline/README.md").read_text()
    assert propose(tmp_path / "analysis.ipynb").unsaved is None


def count(at: int, number: int | None) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        document["cells"][at]["execution_count"] = number

    return change


def never_run(document: dict[str, Any]) -> None:
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": None, "outputs": []}


def cleared(document: dict[str, Any]) -> None:
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []


def failed(document: dict[str, Any]) -> None:
    document["cells"][3]["outputs"] = [{"output_type": "error", "ename": "KeyError", "evalue": "", "traceback": []}]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (never_run, "its file does not say that it was run"),
        (count(4, 9), None),  # what ran between is no longer there
        (count(1, 9), "what ran, by its counts, is not what a fresh run does"),
        (count(1, None), "what ran, by its counts, is not what a fresh run does"),
        (count(4, None), "cell 4 has not been run"),
        (failed, "it stopped in cell 3 when it ran last"),
        (cleared, "its file holds no outputs"),
    ],
)
def test_else_it_says_why_and_runs_the_notebook(
    executed: dict[str, Any], tmp_path: Path, change: Callable[[dict[str, Any]], None], why: str | None
) -> None:
    document = json.loads(json.dumps(executed))
    change(document)
    result, said, runs = verified(tmp_path, document)
    assert result.ok and result.verification.saved == (why is None) and runs == (why is not None)
    assert said[0].endswith(f"; {WHY}{why}") if why else WHY not in said[0]


def test_a_script_holds_no_outputs(tmp_path: Path) -> None:
    (tmp_path / "analysis.py").write_text("# %%\nprint(1)\n")
    assert propose(tmp_path / "analysis.py").unsaved == f"{WHY}its file does not say that it was run"


def test_outputs_of_another_time_are_held_against_a_run(executed: dict[str, Any], tmp_path: Path) -> None:
    """The file says something else than a run gives today: the pipeline is right nevertheless."""
    document = json.loads(json.dumps(executed))
    document["cells"][1]["outputs"][0]["text"] = ["0.5\n"]
    result, said, runs = verified(tmp_path, document)
    assert result.ok and not result.verification.saved and runs == 1
    assert any(line.startswith("outputs are not those that the notebook's file holds") for line in said)


def test_a_notebook_that_no_longer_runs_is_told_so(executed: dict[str, Any], tmp_path: Path) -> None:
    document = json.loads(json.dumps(executed))
    document["cells"][4]["source"] = "open('gone').read()"
    result, _, runs = verified(tmp_path, document)
    assert not result.ok and not result.verification.saved and runs == 1
    assert result.verification.reasons[0].startswith("the notebook itself stopped in cell 4: FileNotFoundError")
