"""The answer of the analysis process to a document with a kernel: what it holds, what it leaves out, what it remembers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.execution import Execution
from jupyter_mldebt.server.messages import Task
from jupyter_mldebt.server.worker import Watches, answer

SCHEMA = json.loads((Path(__file__).parents[2] / "schema" / "report.schema.json").read_text(encoding="utf-8"))


class Process:
    """The analysis process, asked about one notebook."""

    def __init__(self) -> None:
        self.engine, self.watches = Engine(), Watches()

    def ask(
        self, cells: dict[str, str], *ran: Execution, kernel: str | None = "k", language: str = "python", **asked: tuple[str, ...]
    ) -> dict[str, Any]:
        code = [{"cell_type": "code", "id": name, "source": text, "metadata": {}, "outputs": []} for name, text in cells.items()]
        document = {"cells": code, "metadata": {"language_info": {"name": language}}, "nbformat": 4, "nbformat_minor": 5}
        executions = tuple(ran) if kernel is not None else None
        task = Task("a.ipynb", "/nowhere/a.ipynb", msgspec.Raw(json.dumps(document).encode()), kernel or "", executions, **asked)
        said = answer(self.engine, msgspec.json.encode(task), self.watches)
        assert said.status == 200, said.message
        report: dict[str, Any] = json.loads(bytes(said.report))
        jsonschema.validate(report, {**SCHEMA, "$ref": "#/$defs/FileReport", "anyOf": [{}]})
        return report


def runs(cells: dict[str, str], *names: str) -> tuple[Execution, ...]:
    return tuple(Execution(number, cells[name], name) for number, name in enumerate(names))


@pytest.fixture
def process() -> Process:
    return Process()


TWO = {"a": "x = 1", "b": "print(x)"}


def test_without_a_kernel_the_report_is_as_it_was(process: Process) -> None:
    assert set(process.ask(TWO, kernel=None)) == {"path", "state", "error", "findings"}


def test_what_was_not_asked_for_is_left_out(process: Process) -> None:
    live = process.ask(TWO, *runs(TWO, "a", "b"))["live"]
    assert live == {
        "state": "valid", "never_run": [], "edited": [], "stale": [], "orphaned": [], "undecided": [], "reasons": [],
    }  # fmt: skip


def test_reasons_name_the_cell_that_is_concerned(process: Process) -> None:
    ran = (*runs(TWO, "a", "b"), Execution(2, "x = 1", "a"), Execution(3, "x = 5"))
    live = process.ask(TWO, *ran)["live"]
    assert {"cell": "b", "kind": "stale", "source": "a", "name": "x", "why": "ran"} in live["reasons"]
    assert {"cell": "a", "kind": "drifted", "source": None, "name": "x", "why": "final"} in live["reasons"]
    live = process.ask(TWO, *ran, Execution(4, "print(x)", "b"))["live"]
    assert {"cell": "b", "kind": "orphaned", "source": None, "name": "x", "why": "client"} in live["reasons"]


def test_what_would_follow(process: Process) -> None:
    live = process.ask(TWO, *runs(TWO, "a", "b"), what_if=("a", "nobody"))["live"]
    assert live["what_if"] == {"a": {"stale": ["b"], "fails": []}}
    live = process.ask(TWO, what_if=("b",))["live"]
    assert live["what_if"] == {"b": {"stale": [], "fails": [["b", "x"]]}}


def test_the_page_is_remembered_from_look_to_look(process: Process) -> None:
    ran = runs(TWO, "a", "b")
    process.ask(TWO, *ran)
    between = {"a": "x = 1", "c": "x = 2", "b": "print(x)"}
    assert process.ask(between, *ran)["live"]["stale"] == ["b"]
    assert Process().ask(between, *ran)["live"]["stale"] == []


def test_kernels_are_told_apart(process: Process) -> None:
    assert process.ask(TWO, *runs(TWO, "a", "b"), kernel="one")["live"]["state"] == "valid"
    assert process.ask(TWO, kernel="two")["live"]["state"] == "unknown"
    assert process.ask(TWO, *runs(TWO, "a"), kernel="one")["live"]["never_run"] == ["b"]


def test_a_restart_begins_anew_under_the_same_id(process: Process) -> None:
    process.ask(TWO, *runs(TWO, "a", "b"))
    live = process.ask(TWO, Execution(0, "x = 9"), Execution(1, "print(x)", "b"))["live"]
    assert (live["never_run"], live["orphaned"]) == (["a"], [["b", "x"]])


def test_a_gap_hides_who_made_a_value(process: Process) -> None:
    assert process.ask(TWO, Execution(0, "x = 1", "a"), Execution(1, "print(x)", "b"))["live"]["state"] == "valid"
    alone = {"b": "print(x)"}
    assert process.ask(alone, Execution(0, "print(x)", "b"), kernel="seen")["live"]["state"] == "valid"
    live = process.ask(TWO, Execution(3, "print(x)", "b"), kernel="gap")["live"]
    assert (live["state"], live["never_run"]) == ("weakly-valid", ["a"])


def test_other_languages_are_left_alone(process: Process) -> None:
    assert "live" not in process.ask({"a": "x <- 1"}, Execution(0, "x <- 1", "a"), language="R")


def test_what_hangs_on_more_than_values_is_said(process: Process) -> None:
    cells = {"a": "import random", "b": "x = random.random()", "c": "print(x)"}
    live = process.ask(cells, *runs(cells, "a", "b", "c"))["live"]
    assert (live["state"], live["undecided"]) == ("valid", ["b"])


def test_running_counts_and_line_ends_do_not(process: Process) -> None:
    cells = {"a": "x = 1\ny = 2", "b": "print(x)"}
    ran = (Execution(0, "x = 1\r\ny = 2", "a"), Execution(1, "print(x)", "b", status="running"))
    live = process.ask(cells, *ran)["live"]
    assert (live["state"], live["edited"]) == ("valid", [])


def test_findings_of_the_running_kernel(process: Process, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.nbcheck]\nselect = ["NBS003", "NBS005"]\n')
    task = Task(
        "a.ipynb",
        str(tmp_path / "a.ipynb"),
        msgspec.Raw(b'{"cells": [{"cell_type": "code", "id": "b", "source": "print(x)", "metadata": {}, "outputs": []}], "nbformat": 4}'),
        "k",
        (Execution(0, "x = 1", "gone"), Execution(1, "print(x)", "b")),
    )
    [finding] = json.loads(bytes(answer(process.engine, msgspec.json.encode(task), process.watches).report))["findings"]
    assert (finding["code"], finding["cell"]["id"], finding["names"]) == ("NBS005", "b", ["x"])
