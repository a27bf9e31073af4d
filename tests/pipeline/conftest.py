"""Notebooks written cell by cell, for the tests of the pipeline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.read import read_text


def notebook_json(*cells: str | tuple[str, str], kernel: str = "python3", tags: dict[int, list[str]] | None = None) -> str:
    """A notebook of code cells; a cell that starts with `#md ` is Markdown."""
    made = []
    for index, source in enumerate(cells):
        metadata = {"tags": (tags or {}).get(index, [])}
        if source.startswith("#md "):
            made.append({"cell_type": "markdown", "id": f"c{index}", "metadata": metadata, "source": source.removeprefix("#md ")})
        else:
            code = {"execution_count": None, "outputs": []}
            made.append({"cell_type": "code", "id": f"c{index}", "metadata": metadata, "source": source, **code})
    metadata = {"kernelspec": {"name": kernel, "display_name": kernel, "language": "python"}, "language_info": {"name": "python"}}
    return json.dumps({"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def write(tmp_path: Path):
    """Write a notebook into the test's folder."""

    def write(*cells: str, name: str = "analysis.ipynb", **options) -> Path:
        path = tmp_path / name
        path.write_text(notebook_json(*cells, **options), encoding="utf-8")
        return path

    return write


@pytest.fixture
def graph_of():
    """The dataflow of a notebook given as its cells."""

    def graph_of(*cells: str, **options) -> Graph:
        return Engine().graph(read_text(notebook_json(*cells, **options), "analysis.ipynb"))

    return graph_of
