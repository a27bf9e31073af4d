"""Every case of every file in cases/: the graph says exactly what the case says, and every name stands where its place says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .notebooks import FOLDER, Case, cases, graph_of, lines_of, misplaced

ALL = [pytest.param(case, id=f"{file.stem}: {case.title}") for file in sorted(FOLDER.glob("*.txt")) for case in cases(file.stem)]


@pytest.mark.parametrize("case", ALL)
def test_graph_says_what_the_case_says(case: Case, tmp_path: Path) -> None:
    if sys.version_info < case.python:
        pytest.skip(f"syntax of Python {'.'.join(map(str, case.python))}")
    graph = graph_of(case, tmp_path)
    assert "\n".join(lines_of(graph, case.expected)) == "\n".join(sorted(case.expected))
    assert not list(misplaced(graph))
