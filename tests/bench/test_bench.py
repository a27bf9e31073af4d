"""The benchmark on a small corpus of its own: its oracles are right, its figures are those of the definitions, its command runs."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from reality import missing

from bench import breaks, peers, quality, snippets, sow, speed
from bench.answers import Answer, linked, of_nbcheck, of_peer, of_ruff
from bench.gotchas import wrong
from bench.plain import tree_of, without_magics
from bench.plant import WAYS, Page
from bench.truth import load

pytest.importorskip("IPython")

SALES = (
    "import math",
    "from statistics import mean, median",
    "rows = [3.5, 4.25, 8.0]",
    "rate = 1.2\nlimit = 3",
    "def scaled(value):\n    return value * rate",
    "class Report:\n    title = 'sales'",
    "%time total = sum(rows)\nprint(total)",
    "with open(__import__('os').devnull) as handle:\n    handle.read(limit)",
    "for row in rows:\n    print(scaled(row) + limit)\nlargest = [row * rate for row in rows]",
    "scaled(total)\nprint(math.sqrt(total), median(rows), Report.title)",
    "print(mean(largest), total > limit)",
)
STOPPED = ("prices = [1, 2]", "print(gone)", "prices.append(3)", "print(prices)")


def document(cells: tuple[str, ...] | list[str]) -> dict[str, Any]:
    made = [{"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source} for source in cells]
    return {
        "cells": made,
        "metadata": {"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 4,
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "made+here"
    folder.mkdir(parents=True)
    for name, cells in (("sales", SALES), ("stopped", STOPPED)):
        (folder / f"{name}.ipynb").write_text(json.dumps(document(cells)), encoding="utf-8")
    return folder.parent


@pytest.fixture
def truth(corpus: Path) -> Path:
    def row(name: str, **told: object) -> str:
        digest = hashlib.sha256((corpus / "made+here" / f"{name}.ipynb").read_bytes()).hexdigest()
        told = {"clean": False, "assisted": True, "undefined": [], "quiet_cells": [], "bound": None, "edges": None, "facts": None} | told
        return json.dumps({"kind": "github", "source": "made/here", "path": f"{name}.ipynb", "sha256": digest} | told) + "\n"

    gone = {"cell": 1, "name": "gone", "kind": "hidden_state"}
    edges = [[0, 2, "prices", "bind", "list"], [0, 3, "prices", "bind", "list"], [2, 3, "prices", "mutate", "list"]]
    facts = {str(cell): {} for cell in range(4)}
    file = corpus.parent / "truth.jsonl"
    file.write_text(
        row("sales", clean=True, bound=["total"], quiet_cells=[*range(len(SALES))])
        + row("stopped", undefined=[gone], quiet_cells=[0, 2, 3], edges=edges, facts=facts)
        + row("stopped", path="elsewhere.ipynb"),
        encoding="utf-8",
    )
    return file


def test_ipython_misses_the_name_of_each_snippet(tmp_path: Path) -> None:
    notebooks = [[text] for text in (snippets.HERE | snippets.CELL).values()] + [list(pair) for pair in snippets.LATER.values()]
    for (module, alias), texts in snippets.WITH.items():
        pytest.importorskip(module)
        notebooks += [[f"import {module} as {alias}\n{text}"] for text in texts.values()]
    notebooks = [[source.replace("NAME", "gone") for source in cells] for cells in notebooks]
    told = missing(notebooks, tmp_path)
    assert [cells for cells, names in zip(notebooks, told, strict=True) if names != [None] * (len(cells) - 1) + ["gone"]] == []


def test_no_cell_with_a_break_can_be_parsed() -> None:
    assert [line for line in breaks.LINES.values() if tree_of(f"limit = 3\n{line}") is not None] == []


def test_a_run_misses_a_planted_name_in_its_cell(tmp_path: Path) -> None:
    planted = {way: [p for seed in range(8) if (p := way(Page("sales.ipynb", document(SALES)), random.Random(seed)))] for way in WAYS}
    # pandas and numpy are not imported there
    assert [way.__name__ for way, plants in planted.items() if len(plants) < 5] == ["snippet_with"]
    plants = [plant for plants in planted.values() for plant in plants]
    told = missing([[cell["source"] for cell in plant.page.code] for plant in plants], tmp_path)
    for plant, names in zip(plants, told, strict=True):
        assert names[plant.page.index(plant.cell)] == plant.name, (plant.way, plant.name, [cell["source"] for cell in plant.page.code])


def test_every_planted_name_is_found_and_a_broken_cell_causes_nothing(corpus: Path) -> None:
    results = [result for seed in range(12) for result in sow.sow(corpus, 2, seed)]
    assert len(results) == 24 and sum(result.broken is not None for result in results) == 12
    assert [(r.way, r.name, r.cell, r.broken, r.sources) for r in results if "missed" in (r.found, r.alone)] == []
    assert [result.caused or result.crashes for result in results if result.caused or result.crashes] == []


def test_an_engine_that_says_nothing_misses_the_plant(corpus: Path) -> None:
    """Ignored names are what a silent engine would be: the plant must then count as missed."""
    file = corpus / "made+here" / "sales.ipynb"
    silent = copy.deepcopy(document([f"{source}\n# nbcheck: ignore-cell" for source in SALES]))
    file.write_text(json.dumps(silent), encoding="utf-8")
    (corpus / "made+here" / "stopped.ipynb").unlink()
    seen = {result.found for seed in range(6) for result in sow.sow(corpus, 1, seed) if "snippet" not in result.way}
    assert seen == {"missed"}


def test_the_truth_is_read_with_its_files(corpus: Path, truth: Path) -> None:
    rows, notes = load(corpus, truth)
    assert [Path(row["file"]).name for row in rows] == ["sales.ipynb", "stopped.ipynb"]
    assert notes == ["1 notebooks of the truth are not in the corpus"]
    (corpus / "made+here" / "sales.ipynb").write_text("{}")
    assert load(corpus, truth)[1][0] == "1 notebooks of the truth are in the corpus in another version than was run"


def test_figures_are_those_of_the_definitions(corpus: Path, truth: Path) -> None:
    rows, _ = load(corpus, truth)
    sales, stopped = (row["file"] for row in rows)
    said = {
        sales: Answer({"total": {6}, "rate": {4}}, {(5, "row")}, set()),
        stopped: Answer({"gone": {1}}, edges={(0, 2, "prices", "bind"), (2, 3, "prices", "mutate"), (1, 3, "prices", "mutate")}),
    }
    assert quality.names(rows, said) == {
        "notebooks": 2,
        "missing": 1,
        "found": 1,
        "noted": 0,
        "wrong": 1,
        "latent": 1,
        "arguable": 0,
        "clean": 1,
        "clean_reported": 1,
        "clean_warnings": 1,
    }
    noted = quality.names(rows, {**said, sales: Answer({}, {(4, "total"), (4, "row")}, set()), stopped: Answer({}, {(1, "gone")}, set())})
    assert (noted["found"], noted["noted"]) == (0, 1)
    figures = quality.edges(rows, said)
    assert figures["bind"] == {"edges": 2, "recall": 0.5, "mean_recall": 0.5, "precision": 1.0}
    assert figures["mutate"] == {"edges": 1, "recall": 1.0, "mean_recall": 1.0, "precision": 0.5}
    assert figures["all"] == {"edges": 3, "recall": 2 / 3, "mean_recall": None, "precision": 2 / 3}


def test_nbcheck_is_right_about_the_small_truth(corpus: Path, truth: Path) -> None:
    rows, _ = load(corpus, truth)
    said = of_nbcheck([row["file"] for row in rows])
    names, edges = quality.names(rows, said), quality.edges(rows, said)
    assert (names["found"], names["wrong"] + names["latent"], names["clean_reported"]) == (1, 0, 0)
    assert all(figure["recall"] == figure["precision"] == 1 for figure in edges.values())


def test_cells_of_a_peer_are_linked_from_top_to_bottom() -> None:
    cells = [
        {"binds": ["f", "x"], "functions": {"f": [["x", "y"], ["g"]]}},
        {"reads": ["x", "print"], "changes": ["x"]},
        {"binds": ["y", "g"], "functions": {"g": [["z"], ["f"]]}},
        {"reads": ["f"], "calls": ["f"]},
        {"binds": ["x"], "reads": ["x"], "deletes": ["y"]},
        {"reads": ["x", "y"]},
        {"star": True, "reads": ["w"]},
    ]
    answer = linked(enumerate(cells))
    assert answer.missing == {"z": {3}, "y": {5}}
    assert answer.edges == {
        (0, 1, "x", "bind"),
        (0, 3, "f", "bind"),
        (0, 3, "x", "bind"),
        (1, 3, "x", "mutate"),
        (2, 3, "y", "bind"),
        (0, 4, "x", "bind"),
        (1, 4, "x", "mutate"),
        (4, 5, "x", "bind"),
    }


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("%time x = 1", "x = 1\n"),
        ("y = %timeit -n 10 -o x + 1", "y = x + 1\n"),
        ("%%time\nx = 1", "x = 1\n"),
        ("%%capture out\nx = 1", "out = None\nx = 1\n"),
        ("%%bash\nls", ""),
        ("x = !ls", "x = get_ipython().getoutput('ls')\n"),
        ("%matplotlib inline\nx", "get_ipython().run_line_magic('matplotlib', 'inline')\nx\n"),
    ],
)
def test_peers_are_given_plain_python(cell: str, plain: str) -> None:
    assert without_magics(cell) == plain


@pytest.mark.parametrize("name", peers.PINNED)
def test_adapters_of_peers_that_are_installed(name: str, corpus: Path) -> None:
    if not (peers.FOLDER / f"{name}-{peers.PINNED[name]}" / "made").exists():
        pytest.skip(f"{name} is not installed: `make bench` does it")
    peer = peers.peer(name)
    file = str(corpus / "made+here" / "stopped.ipynb")
    answer = (of_ruff if name == "ruff" else of_peer)(peer, [file])[file]
    assert answer.missing == {"gone": {1}}
    if name == "ruff":
        assert answer.edges is None
    else:
        assert answer.edges == {(0, 2, "prices", "bind"), (0, 3, "prices", "bind")}


def test_gotchas_tell_right_from_wrong(tmp_path: Path) -> None:
    cases = [
        {"id": "right", "raw": [["markdown", "# a"]], "cells": ["x = 1", "print(x, gone)"], "undefined": [[1, "gone"]],
         "edges": [{"from": 0, "to": 1, "name": "x"}]},
        {"id": "unsaid", "cells": ["x = 1"], "undefined": [[0, "x"]]},
        {"id": "no edge", "cells": ["x = 1", "y = 2"], "undefined": [], "edges": [{"from": 0, "to": 1, "name": "x"}]},
    ]  # fmt: skip
    file = tmp_path / "gotchas.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    assert wrong(file, of_nbcheck) == (3, ["unsaid", "no edge"])


def test_a_command_that_fails_is_a_failure() -> None:
    assert speed.run([sys.executable, "-c", "raise SystemExit(1)"]).cpu > 0
    with pytest.raises(RuntimeError, match="code 3"):
        speed.run([sys.executable, "-c", "raise SystemExit(3)"])


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "bench", *arguments], capture_output=True, text=True, encoding="utf-8", timeout=300)


def test_the_command_measures_all(corpus: Path, truth: Path) -> None:
    gotchas = corpus.parent / "gotchas.json"
    gotchas.write_text(json.dumps([{"id": "one", "cells": ["gone"], "undefined": [[0, "gone"]]}]), encoding="utf-8")
    done = run(str(corpus), "--truth", str(truth), "--gotchas", str(gotchas), "--peers", "none", "--plants", "2", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["speed"]["files"] == 2 and said["speed"]["edits"][0]["code_cells"] == len(SALES)
    assert said["quality"]["nbcheck"]["all"]["names"]["found"] == 1
    assert [plant["found"] for plant in said["plants"]] == ["error", "error"]
    assert said["gotchas"] == {"nbcheck": {"cases": 1, "wrong": []}}
    assert "SKIPPED ruff: not among --peers" in done.stderr and "SKIPPED speed over a thousand notebooks: there are 2" in done.stderr


def test_without_a_corpus_it_says_that_it_is_no_benchmark() -> None:
    done = run("--peers", "none", "--only", "quality,plants")
    assert done.returncode == 0 and "no benchmark" in done.stderr and "SKIPPED plants" in done.stderr


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 2 and f"there are no notebooks below {tmp_path}" in done.stderr
    done = run("--truth", str(tmp_path / "gone.jsonl"))
    assert done.returncode == 2 and "gone.jsonl is no file" in done.stderr
