"""Each parameter that is proposed acts: a run with another value shows what the notebook shows with that value in its place, and that is new."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyter_mldebt.pipeline.export import export
from jupyter_mldebt.pipeline.runner import execute, run
from jupyter_mldebt.pipeline.verify import seen

EXAMPLES = Path(__file__).parents[2] / "examples"
CELLS = (
    "#md # Load",
    "import random\nrandom.seed(7)\nunit = 'kg'\nis_sorted = True\nshare = 0.5\nsizes = [2, 3]",
    "rows = [float(line) for line in open('rows.txt')] + [random.random() for _ in range(4)]\nprint(rows)",
    "#md # Report",
    "most = 5\nkept = rows[:most]\nprint([f'{row * share:.3f} {unit}' for row in (sorted(kept) if is_sorted else kept)])",
    "for size in sizes:\n    print(size, sum(rows[:size]))",
    "for power in [1, 2]:\n    print([round(row**power, 3) for row in kept])",
    "unseen = max(rows)\nunused = 3\nunseen = unseen * unused",  # nothing shown depends on it
)
CHANGES = {
    "seed": [(8, "seed(7)", "seed(8)")],
    "unit": [("lb's", "'kg'", '"lb\'s"'), ("None", "'kg'", "None")],
    "is_sorted": [("false", "True", "False")],
    "share": [("2", "0.5", "2"), (0.25, "0.5", "0.25")],
    "sizes": [("[1, 4, 2]", "[2, 3]", "[1, 4, 2]")],
    "rows_txt": [("more rows.txt", "'rows.txt'", "'more rows.txt'")],
    "most": [("None", "most = 5", "most = None"), (2, "most = 5", "most = 2")],
    "power_values": [([3], "[1, 2]", "[3]")],
}
OF_EXAMPLES = {
    "bike_counts": {
        "data_path": [("data/other.csv", "data/bike_counts.csv", "data/other.csv")],
        "test_days": [(30, "test_days = 60", "test_days = 30")],
        "rain_limit": [(2, "rain_limit = 6.0", "rain_limit = 2")],
        "rounds": [(20, "rounds = 200", "rounds = 20")],
    },
    "coin_game": {
        "seed": [(4, "seed(3)", "seed(4)")],
        "games": [(50, "games = 4000", "games = 50")],
        "n_length": [(9, "range(3, 21)", "range(3, 9)")],
    },
}


def shown(*notebooks: Path) -> list[str]:
    """What executed notebooks show, one after the other."""
    cells = [cell for notebook in notebooks for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]]
    return [text for cell in cells for text in seen(cell.get("outputs", ()), False)]


def check(notebook: Path, changes: Mapping[str, list[tuple[Any, str, str]]], tmp_path: Path) -> None:
    """Export a notebook, and change each of its parameters there and in its pipeline."""
    made = export(notebook, verify="none")
    assert [parameter["name"] for parameter in made.plan["parameters"]] == [*changes]
    text, changed, executed = notebook.read_text(encoding="utf-8"), tmp_path / "changed.ipynb", tmp_path / "executed.ipynb"

    def run_notebook(source: str) -> list[str]:
        changed.write_text(source, encoding="utf-8")
        assert execute(changed, executed, kernel="python3", workdir=notebook.parent) is None
        return shown(executed)

    before = run_notebook(text)
    for name, values in changes.items():
        for value, old, new in values:
            assert text.count(old) == 1, (name, old)
            want = run_notebook(text.replace(old, json.dumps(new)[1:-1]))
            assert want != before, (name, value)
            result = run(Path(made.folder), parameters={name: value})
            assert shown(*(Path(step.notebook) for step in result.steps)) == want, (name, value)


def test_each_parameter_acts_as_the_same_change_in_the_notebook(write, tmp_path):
    (tmp_path / "rows.txt").write_text("1.5\n0.25\n")
    (tmp_path / "more rows.txt").write_text("4\n")
    check(write(*CELLS), CHANGES, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("name", OF_EXAMPLES)
def test_each_parameter_of_an_example_acts(name, tmp_path):
    project = shutil.copytree(EXAMPLES, tmp_path / "project", ignore=shutil.ignore_patterns("*-pipeline"))
    rows = (project / "data" / "bike_counts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (project / "data" / "other.csv").write_text("".join(rows[:200]), encoding="utf-8")
    check(project / f"{name}.ipynb", OF_EXAMPLES[name], tmp_path)
