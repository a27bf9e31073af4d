"""nbcheck graph: the contract, orders, drawings."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from engine_shell.documents import document, write

from .conftest import Nbcheck
from .test_check_command import valid

CELLS = [
    "import pandas as pd",
    "df = pd.DataFrame()",
    "df = df.dropna()",
    "df['b'] = 1",
    "print(df, model)",
    "x = = 1",
    "model = 1\ndel df",
    "print(df)",
]


@pytest.fixture
def notebook(home: Path) -> Path:
    return write(home / "nb.ipynb", CELLS, [1, 2, 3, 5, 4, None, 6, 7])


def graph(nbcheck: Nbcheck, *arguments: object) -> dict[str, Any]:
    return valid(json.loads(nbcheck("graph", *arguments).stdout), "GraphReport")


def edges(found: dict[str, Any]) -> set[tuple[int, int, str, str]]:
    return {(edge["from"], edge["to"], edge["name"], edge["via"]) for edge in found["edges"]}


def test_json_is_the_contract(nbcheck: Nbcheck, notebook: Path) -> None:
    found = graph(nbcheck, "nb.ipynb")
    assert (found["version"], found["path"], found["error"]) == (1, "nb.ipynb", None)
    cell = found["cells"][3]
    assert (cell["index"], cell["id"], cell["kind"], cell["mutates"], cell["reads"]) == (3, "c3", "code", ["df"], ["df"])
    assert found["cells"][1]["defines"] == ["df"] and found["cells"][1]["reads"] == ["pd"]
    assert found["cells"][5]["parse_error"] and not found["cells"][4]["parse_error"]
    assert {(0, 1, "pd", "bind"), (1, 2, "df", "bind"), (2, 3, "df", "bind"), (2, 4, "df", "bind"), (3, 4, "df", "mutate")} <= edges(found)
    assert {"index": 4, "name": "model", "kind": "defined-later"} in found["undefined"]
    assert {"index": 7, "name": "df", "kind": "deleted"} in found["undefined"]


def test_cells_of_other_kinds_are_counted(nbcheck: Nbcheck, home: Path) -> None:
    content = document(["x = 1", "print(x)"])
    content["cells"].insert(0, {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "# x"})
    content["cells"].insert(2, {"cell_type": "raw", "id": "r", "metadata": {}, "source": "x = 2"})
    (home / "nb.ipynb").write_text(json.dumps(content))
    found = graph(nbcheck, "nb.ipynb")
    assert [(cell["kind"], cell["defines"]) for cell in found["cells"]] == [("markdown", []), ("code", ["x"]), ("raw", []), ("code", [])]
    assert edges(found) == {(1, 3, "x", "bind")}


def test_an_edge_for_the_name_of_a_method_alone_is_less_sure(nbcheck: Nbcheck, home: Path) -> None:
    cells = [
        "from shop import Cart, Net, Till\nrows = []\ncart, net, till = Cart(), Net(), Till()",
        "rows.append(1)\ncart.append(1)\nnet.add_edge(1, 2)",
        "till.append(1)\ntill.total = 2",
    ]
    write(home / "nb.ipynb", [*cells, "print(rows, cart, net, till)"])
    found = graph(nbcheck, "nb.ipynb")
    assert {(edge["name"], edge["via"], edge["confidence"]) for edge in found["edges"] if edge["to"] == 3} == {
        *((name, "bind", "high") for name in ("rows", "cart", "net", "till")),
        ("rows", "mutate", "high"),
        ("cart", "mutate", "medium"),
        ("net", "mutate", "medium"),
        ("till", "mutate", "high"),
    }


def test_the_recorded_order_is_another_graph(nbcheck: Nbcheck, notebook: Path) -> None:
    assert (3, 4, "df", "mutate") in edges(graph(nbcheck, "nb.ipynb", "--order", "document"))
    assert (3, 4, "df", "mutate") not in edges(graph(nbcheck, "nb.ipynb", "--order", "recorded"))


def test_jsonl_is_a_document_a_line_and_an_unreadable_file_is_one_of_them(nbcheck: Nbcheck, home: Path, notebook: Path) -> None:
    (home / "bad.ipynb").write_text("{")
    done = nbcheck("graph", "--format", "jsonl", "nb.ipynb", "bad.ipynb", "nowhere.ipynb", "nb.ipynb")
    found = [valid(json.loads(line), "GraphReport") for line in done.stdout.splitlines()]
    assert [(one["path"], bool(one["error"]), bool(one["cells"])) for one in found] == [
        ("nb.ipynb", False, True),
        ("bad.ipynb", True, False),
        ("nowhere.ipynb", True, False),
        ("nb.ipynb", False, True),
    ]
    assert done.returncode == 2
    assert "bad.ipynb can't be read" in done.stderr


def test_one_document_holds_one_notebook(nbcheck: Nbcheck, home: Path, notebook: Path) -> None:
    done = nbcheck("graph", "nb.ipynb", "nb.ipynb")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--format jsonl" in done.stderr


def test_mermaid(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ['s = "<b>|`;#"', "print(s)", "# nothing"], [1, 2, None])
    done = nbcheck("graph", "--format", "mermaid", "a.ipynb")
    assert done.stdout.splitlines() == [
        "flowchart TD",
        "    %% a.ipynb",
        '    c0["cell 0 [1]: s = #34;#60;b#62;#124;#96;#59;#35;#34;"]',
        '    c1["cell 1 [2]: print(s)"]',
        '    c0 -->|"s"| c1',
    ]


def test_dot(nbcheck: Nbcheck, home: Path, notebook: Path) -> None:
    write(home / "a.ipynb", ['s = "a\\\\n"', "print(s)"], [1, 2])
    drawn = nbcheck("graph", "--format", "dot", "a.ipynb").stdout
    assert drawn.startswith('digraph "a.ipynb" {\n')
    assert 'c0 -> c1 [label="s"];' in drawn
    if shutil.which("dot"):
        for name in ("a.ipynb", "nb.ipynb"):
            text = nbcheck("graph", "--format", "dot", name).stdout
            subprocess.run(["dot", "-Tsvg"], input=text, text=True, check=True, capture_output=True)


def test_another_language_has_no_edges(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "r.ipynb", ["x <- 1", "print(x)"], metadata={"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}})
    found = graph(nbcheck, "r.ipynb")
    assert (found["error"], found["edges"], len(found["cells"])) == (None, [], 2)
