"""How long a notebook took, as its file says, and what is told before a verification."""

from __future__ import annotations

import json

import pytest

from jupyter_mldebt.pipeline import cost
from jupyter_mldebt.pipeline.scratch import Scratch
from jupyter_mldebt.pipeline.verify import foretold

JUPYTER = {"execution": {"iopub.execute_input": "2026-01-01T10:00:00.500000Z", "shell.execute_reply": "2026-01-01T10:00:02.000000Z"}}
EXTENSION = {"ExecuteTime": {"start_time": "2026-01-01T10:00:00.500Z", "end_time": "2026-01-01T10:00:02.000Z"}}


def timed(path, *metadata):
    cells = [{"cell_type": "code", "source": "1", "metadata": found, "outputs": [], "execution_count": 1} for found in metadata]
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}), encoding="utf-8")
    return path


@pytest.mark.parametrize("metadata", [JUPYTER, EXTENSION, {"papermill": {"duration": 1.5}}, {"executionInfo": {"elapsed": 1500}}])
def test_times_that_the_file_records(tmp_path, metadata):
    assert cost.recorded(timed(tmp_path / "a.ipynb", metadata, metadata)) == 3.0


@pytest.mark.parametrize("metadata", [{}, {"papermill": {"duration": None}}, {"execution": {"iopub.execute_input": "noon"}}])
def test_no_times(tmp_path, metadata):
    assert cost.recorded(timed(tmp_path / "a.ipynb", metadata)) is None
    assert cost.recorded(timed(tmp_path / "b.ipynb", JUPYTER, {}, {})) is None


def test_what_is_said_before_anything_runs(tmp_path):
    notebook = timed(tmp_path / "a.ipynb", {"papermill": {"duration": 118.0}})
    told = foretold(notebook, Scratch(notebook), runs=2)
    assert told.startswith("to verify: the notebook twice, the pipeline once, in copies of ") and told.endswith(
        "about 6 min by the times in the file"
    )
    alone = foretold(notebook, Scratch(notebook), runs=0)
    assert alone.startswith("to verify: the pipeline once, against the outputs that the notebook's file holds, in copies of ")
    assert alone.endswith("about 2 min by the times in the file")
    notebook = timed(tmp_path / "a.ipynb", {})
    assert foretold(notebook, Scratch(notebook), runs=1).endswith("its first run will tell how long that takes")


@pytest.mark.parametrize(("seconds", "text"), [(0.2, "1 s"), (61, "61 s"), (600, "10 min"), (9000, "2.5 h")])
def test_durations_for_people(seconds, text):
    assert cost.shown(seconds) == text
