"""nbcheck glue: text, the contract, drawings, files that cannot be read."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from engine_shell.documents import write

from .conftest import Nbcheck
from .test_check_command import valid

CELLS = [
    "import pandas as pd\nfrom sklearn.linear_model import Ridge",
    "a = pd.read_csv('a.csv')\nb = pd.read_csv('b.csv')",
    "c = a.merge(b)\nc['z'] = c['x'] * 2",
    "# nothing",
    "Ridge().fit(c[['x', 'z']], c['y'])",
]


@pytest.fixture
def notebook(home: Path) -> Path:
    return write(home / "nb.ipynb", CELLS, [1, 2, 3, None, 4])


def test_text(nbcheck: Nbcheck, notebook: Path) -> None:
    done = nbcheck("glue", "nb.ipynb")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split() for line in done.stdout.splitlines() if line.strip()] == [
        ["nb.ipynb"],
        "60 % of 5 statements are glue".split(),
        ["load", "2", "##########..............", "glue"],
        ["reshape", "1", "#####...................", "glue"],
        ["feature", "1", "#####..................."],
        ["fit", "1", "#####..................."],
        "cell 1 [2] ######################## 2 of 2 load 2".split(),
        "cell 2 [3] ############............ 1 of 2 reshape 1".split(),
        "cell 4 [4] ........................ 0 of 1".split(),
        "preparation up to the first fit: 2 inputs, 1 join; measure 4".split(),
        "1 input a.csv cell 1 [2] read_csv".split(),
        "2 input b.csv cell 1 [2] read_csv".split(),
        "3 join c cell 2 [3] merge, item <- 1, 2".split(),
        "4 fit Ridge cell 4 [4] fit <- 3".split(),
    ]


def test_text_of_several_and_of_one_without_statements(nbcheck: Nbcheck, home: Path, notebook: Path) -> None:
    write(home / "empty.ipynb", ["# nothing"])
    write(home / "r.ipynb", ["x <- 1"], metadata={"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}})
    done = nbcheck("glue", "empty.ipynb", "r.ipynb", "nb.ipynb")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "empty.ipynb\n  no statements that can be read\n\nr.ipynb\n  no statements that can be read\n\nnb.ipynb\n"
    )


def test_nothing_of_a_notebook_steers_the_terminal(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "nb.ipynb", ["import pandas as pd", "a = pd.read_csv('\x1b[31mred.csv')\na = a.dropna()"])
    done = nbcheck("glue", "nb.ipynb")
    assert "red.csv" in done.stdout and "\x1b" not in done.stdout


def test_colours_only_where_they_are_wanted(nbcheck: Nbcheck, notebook: Path) -> None:
    assert "\x1b[33m" in nbcheck("glue", "nb.ipynb", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b" not in nbcheck("glue", "nb.ipynb", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_jsonl_is_a_document_a_line_and_an_unreadable_file_is_one_of_them(nbcheck: Nbcheck, home: Path, notebook: Path) -> None:
    (home / "bad.ipynb").write_text("{")
    done = nbcheck("glue", "--format", "jsonl", "nb.ipynb", "bad.ipynb", "nowhere.ipynb")
    found = [valid(json.loads(line), "GlueReport") for line in done.stdout.splitlines()]
    assert [(one["path"], bool(one["error"]), bool(one["work"]), bool(one["preparation"])) for one in found] == [
        ("nb.ipynb", False, True, True),
        ("bad.ipynb", True, False, False),
        ("nowhere.ipynb", True, False, False),
    ]
    assert done.returncode == 2
    assert "bad.ipynb can't be read" in done.stderr


def test_one_document_holds_one_notebook(nbcheck: Nbcheck, notebook: Path) -> None:
    done = nbcheck("glue", "nb.ipynb", "nb.ipynb", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--format jsonl" in done.stderr


def test_mermaid(nbcheck: Nbcheck, notebook: Path) -> None:
    assert nbcheck("glue", "--format", "mermaid", "nb.ipynb").stdout.splitlines() == [
        "flowchart TD",
        "    %% nb.ipynb",
        '    n0[("a.csv (cell 1 [2])")]',
        '    n1[("b.csv (cell 1 [2])")]',
        '    n2{{"c (cell 2 [3])"}}',
        '    n3(["Ridge (cell 4 [4])"])',
        '    n0 -->|"merge"| n2',
        '    n1 -->|"merge"| n2',
        '    n2 -->|"fit"| n3',
    ]


def test_dot(nbcheck: Nbcheck, notebook: Path) -> None:
    drawn = nbcheck("glue", "--format", "dot", "nb.ipynb").stdout
    assert 'n2 [shape=hexagon, label="c (cell 2 [3])"];' in drawn and 'n2 -> n3 [label="fit"];' in drawn
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tsvg"], input=drawn, text=True, check=True, capture_output=True)
