"""Gotchas: tricky little notebooks with the names that are missing in them and edges that must be there, from a file of the caller's.

The file is a list of cases: `id`, `cells` (texts of code cells), `undefined` ([code cell, name] pairs: these and no others), `edges`
({from, to, name}: at least these, asked of tools that tell edges); `raw` ([kind, text] of cells above), `kernel` ([name, language]),
`tags` (by code cell) and `files` (texts by name) where there are any.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.answers import Answer

Ask = Callable[[Sequence[str]], Mapping[str, Answer]]


def wrong(file: Path, ask: Ask) -> tuple[int, list[str]]:
    """How many cases there are, and which a tool answers wrongly."""
    cases = json.loads(file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        paths = {case["id"]: _lay_out(case, Path(folder) / str(number)) for number, case in enumerate(cases)}
        answers = ask(list(paths.values()))
        return len(cases), [case["id"] for case in cases if not _is_right(case, answers[paths[case["id"]]])]


def _lay_out(case: Mapping[str, Any], folder: Path) -> str:
    folder.mkdir()
    tags = case.get("tags", {})
    cells = [{"cell_type": kind, "metadata": {}, "source": text} for kind, text in case.get("raw", [])]
    for number, text in enumerate(case["cells"]):
        metadata = {"tags": tags[str(number)]} if str(number) in tags else {}
        cells.append({"cell_type": "code", "execution_count": None, "outputs": [], "source": text, "metadata": metadata})
    kernel, language = case.get("kernel", ["python3", "python"])
    metadata = {"kernelspec": {"name": kernel, "display_name": kernel, "language": language}, "language_info": {"name": language}}
    path = folder / "case.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 4, "metadata": metadata}), encoding="utf-8")
    for name, text in case.get("files", {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(path)


def _is_right(case: Mapping[str, Any], answer: Answer) -> bool:
    shift = len(case.get("raw", []))
    missing = {(cell, name) for name, cells in answer.missing.items() for cell in cells} | answer.warnings
    wanted = {(edge["from"] + shift, edge["to"] + shift, edge["name"]) for edge in case.get("edges", [])}
    edges = wanted if answer.edges is None else {edge[:3] for edge in answer.edges}
    return missing == {(cell + shift, name) for cell, name in case["undefined"]} and wanted <= edges
