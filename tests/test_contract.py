"""Whatever the command line says in JSON is what schema/report.schema.json says, and no field is missing there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "schema" / "report.schema.json").read_text(encoding="utf-8"))
NOTEBOOK = str(ROOT / "examples" / "coin_game.ipynb")
MESSY = str(ROOT / "examples" / "messy_orders.ipynb")


def nbcheck(*arguments: str) -> Any:
    done = subprocess.run([sys.executable, "-m", "jupyter_mldebt", *arguments, "--format", "json"], capture_output=True, cwd=ROOT)
    return json.loads(done.stdout)


def unnamed(answer: Any, schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Fields of an answer that the schema does not name."""
    while "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        schema = next(choice for choice in schema["anyOf"] if (choice.get("type") == "null") is (answer is None))
        yield from unnamed(answer, schema, place)
    elif isinstance(answer, dict) and "properties" in schema:
        for name, value in answer.items():
            if name in schema["properties"]:
                yield from unnamed(value, schema["properties"][name], f"{place}.{name}")
            else:
                yield f"{place}.{name}"
    elif isinstance(answer, list):
        for value in answer:
            yield from unnamed(value, schema["items"], f"{place}[]")


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("export") / "pipeline")


@pytest.fixture(scope="module")
def answers(pipeline: str) -> dict[str, Any]:
    return {
        "check": nbcheck("check", MESSY),
        "graph": nbcheck("graph", MESSY),
        "glue": nbcheck("glue", MESSY),
        "export": nbcheck("export", NOTEBOOK, "-o", pipeline, "--verify", "once"),
        "refusal": nbcheck("export", MESSY, "-o", f"{pipeline}-of-nothing"),
        "run": nbcheck("run", pipeline),
    }


@pytest.mark.parametrize(
    "command, kind",
    [
        ("check", "CheckReport"),
        ("graph", "GraphReport"),
        ("glue", "GlueReport"),
        ("export", "ExportReport"),
        ("refusal", "ExportReport"),
        ("run", "RunReport"),
    ],
)
def test_answers_are_of_the_contract(answers: dict[str, Any], command: str, kind: str) -> None:
    answer = answers[command]
    jsonschema.validate(answer, {**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{kind}"}]}, cls=jsonschema.Draft202012Validator)
    assert sorted(set(unnamed(answer, SCHEMA["$defs"][kind], command))) == []


def test_the_answers_say_something(answers: dict[str, Any]) -> None:
    """Empty lists would be of the contract, too."""
    assert answers["check"]["files"][0]["findings"]
    assert answers["graph"]["edges"] and answers["graph"]["undefined"]
    assert answers["glue"]["work"]["cells"] and answers["glue"]["preparation"]["edges"]
    assert answers["export"]["plan"]["crossings"] and answers["export"]["verification"]["cells"]
    assert answers["refusal"]["error"] and not answers["refusal"]["files"]
    assert {step["status"] for step in answers["run"]["steps"]} == {"ok"}
