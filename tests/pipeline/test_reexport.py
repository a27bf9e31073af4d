"""Exporting over an earlier export: the same bytes where nothing has changed, and what a person changed is kept or stops it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from jupyter_mldebt.pipeline.export import ExportError, export, propose
from jupyter_mldebt.pipeline.plan import load
from jupyter_mldebt.pipeline.runner import run

from .conftest import notebook_json
from .runs import environment, outputs

EXAMPLES = Path(__file__).parents[2] / "examples"
CELLS = (
    "#md # Load",
    "size = 5  # how many\nlabel = 'rows'\nrows = list(range(size))",
    "#md # Show",
    "print(label, sum(rows))",
    "len(rows)",
)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def source(folder: Path, *cells: str) -> Path:
    (folder / "analysis.ipynb").write_text(notebook_json(*cells), encoding="utf-8")
    return folder / "analysis.ipynb"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """An export."""
    return Path(export(source(tmp_path, *CELLS), verify="none").folder)


def again(made: Path, *cells: str, **options) -> dict[str, str]:
    """Export once more; what became of the files."""
    result = export(source(made.parent, *(cells or CELLS)), verify="none", **options)
    return {change.file: change.what for change in result.changes}


def edit_cell(file: Path, identity: str, text: str) -> None:
    """Edit a cell as Jupyter does, which leaves outputs and writes the file in its own way."""
    document = json.loads(file.read_text(encoding="utf-8"))
    cell = next(cell for cell in document["cells"] if cell["id"] == identity)
    cell |= {"source": text, "execution_count": 4, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
    file.write_text(json.dumps(document, indent=2), encoding="utf-8")


def cell(file: Path, identity: str) -> str:
    return next("".join(cell["source"]) for cell in json.loads(file.read_text(encoding="utf-8"))["cells"] if cell["id"] == identity)


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".ipynb", ".py")))
def test_the_examples_twice_are_the_same_bytes(tmp_path: Path, example: str) -> None:
    first = export(EXAMPLES / example, tmp_path / "made", verify="none", force=True)
    before = contents(tmp_path / "made")
    second = export(EXAMPLES / example, tmp_path / "made", verify="none", force=True)
    assert contents(tmp_path / "made") == before and len(before) > 6
    assert first.changes == second.changes == ()
    shutil.rmtree(tmp_path / "made")
    command = [sys.executable, "-m", "jupyter_mldebt", "export", EXAMPLES / example, "-o", tmp_path / "made", "--no-verify", "--force"]
    subprocess.run(command, check=True, env={**environment(), "PYTHONHASHSEED": "7"}, capture_output=True)
    assert contents(tmp_path / "made") == before  # in another process, too


def test_edits_stay_where_the_notebook_has_not_changed(made: Path) -> None:
    edit_cell(made / "steps/02-show.ipynb", "c3", "print('mine', sum(rows))")
    (made / "README.md").write_text((made / "README.md").read_text() + "\nMine.\n")
    (made / "notes.md").write_text("mine")
    before = contents(made)
    assert again(made) == {"README.md": "kept", "steps/02-show.ipynb": "kept"}
    assert contents(made) == before
    assert again(made) == {"README.md": "kept", "steps/02-show.ipynb": "kept"} and contents(made) == before


def test_edits_and_changes_of_the_notebook_are_merged(made: Path) -> None:
    edit_cell(made / "steps/02-show.ipynb", "c3", "print('mine', sum(rows))")
    (made / "README.md").write_text((made / "README.md").read_text() + "\nMine.\n")
    (made / "requirements.txt").write_text("extra==1\n" + (made / "requirements.txt").read_text())
    changed = [*CELLS[:4], "len(rows) + 1", "max(rows)"]
    became = again(made, *changed)
    assert became == {"README.md": "merged", "pipeline.yaml": "changed", "requirements.txt": "kept", "steps/02-show.ipynb": "merged"}
    assert [cell(made / "steps/02-show.ipynb", key) for key in ("c3", "c4", "c5")] == [
        "print('mine', sum(rows))",
        "len(rows) + 1",
        "max(rows)",
    ]
    assert (made / "README.md").read_text().endswith("\nMine.\n")
    before = contents(made)
    assert again(made, *changed)["steps/02-show.ipynb"] == "kept" and contents(made) == before  # the edits are known as edits still


def test_a_conflict_stops_the_export_and_changes_nothing(made: Path) -> None:
    edit_cell(made / "steps/02-show.ipynb", "c4", "len(rows) - 1")
    before = contents(made)
    changed = [*CELLS[:4], "len(rows) + 1"]
    with pytest.raises(ExportError, match=r"steps/02-show\.ipynb \(cell c4\)\. Nothing was overwritten") as stopped:
        again(made, *changed)
    assert contents(made) == before
    assert "-len(rows) - 1\n+len(rows) + 1" in stopped.value.changes[0].diff
    assert again(made, *changed, force=True)["steps/02-show.ipynb"] == "changed"
    assert cell(made / "steps/02-show.ipynb", "c4") == "len(rows) + 1"


def test_an_edited_step_that_is_gone_is_a_conflict(made: Path) -> None:
    edit_cell(made / "steps/02-show.ipynb", "c4", "len(rows) - 1")
    with pytest.raises(ExportError, match=r"steps/02-show\.ipynb \(the file, which the export no longer has\)"):
        again(made, *CELLS[:2], "#md # Tell", *CELLS[3:])
    assert again(made, *CELLS[:2], "#md # Tell", *CELLS[3:], force=True)["steps/02-show.ipynb"] == "gone"


def test_a_file_in_the_way_of_a_new_one_is_a_conflict(made: Path) -> None:
    (made / "steps/03-more.ipynb").write_text("mine")
    with pytest.raises(ExportError, match=r"steps/03-more\.ipynb"):
        again(made, *CELLS, "#md # More", "print(1)")
    assert (made / "steps/03-more.ipynb").read_text() == "mine"


def plan(made: Path, change) -> None:
    document = yaml.safe_load((made / "pipeline.yaml").read_text())
    change(document["plan"])
    (made / "pipeline.yaml").write_text(yaml.safe_dump(document, sort_keys=False))


def default(name: str, value, help: str | None = None):
    def change(plan) -> None:
        for parameter in plan["parameters"]:
            if parameter["name"] == name:
                parameter |= {"default": value, **({"help": help} if help else {})}

    return change


def test_defaults_and_help_of_parameters_are_taken_over(made: Path) -> None:
    plan(made, default("size", 7, "mine"))
    assert run(made).status == "ok"
    assert outputs(made)[3][0]["text"] == ["rows 21\n"]  # it acts at once
    for cells in (CELLS, [*CELLS, "print(size)"]):  # and on
        again(made, *cells)
        size = next(parameter for parameter in load(made).parameters if parameter.name == "size")
        assert (size.default, size.text, size.help) == (7, "7", "mine")
        assert "size = 7  # mine" in cell(made / "steps/01-load.ipynb", "nbcheck-parameters")
        assert next(p for p in propose(made.parent / "analysis.ipynb").plan.parameters if p.name == "size").default == 7
    before = contents(made)
    assert again(made, *CELLS, "print(size)") == {} and contents(made) == before
    again(made, *CELLS, parameters={"size": 9})
    assert load(made).parameters[0].default == 9
    again(made, force=True)
    assert load(made).parameters[0].default == 5


def test_the_pipeline_is_verified_with_the_notebook_s_own_values(made: Path) -> None:
    plan(made, default("size", 7))
    result = export(made.parent / "analysis.ipynb", verify="full")
    assert result.verification.verified and load(made).parameters[0].default == 7


def test_what_was_edited_by_hand_is_verified_too(made: Path) -> None:
    edit_cell(made / "steps/02-show.ipynb", "c4", "len(rows) - 1")
    result = export(made.parent / "analysis.ipynb", verify="full")
    assert [cell.index for cell in result.verification.cells if cell.verdict == "different"] == [4] and not result.ok


def test_titles_of_steps_are_taken_over(made: Path) -> None:
    plan(made, lambda plan: plan["steps"][1].update(title="Mine"))
    again(made)
    again(made, *CELLS, "print(1)")
    assert load(made).steps[1].title == "Mine" and "| Mine |" in (made / "README.md").read_text()


def test_a_default_of_another_type_is_refused(made: Path) -> None:
    plan(made, default("size", "many"))
    with pytest.raises(ExportError, match="`size` must be of type int"):
        again(made)


def test_a_parameter_that_is_gone_is_told(made: Path) -> None:
    plan(made, default("size", 7))
    result = export(source(made.parent, "#md # Load", "rows = [1]", *CELLS[2:3], "print(rows)"), verify="none")
    assert "`size`, of which the default was edited, is no parameter any more" in result.plan["notes"]


def test_other_edits_of_the_plan_stay_or_stop_it(made: Path) -> None:
    plan(made, lambda plan: plan["steps"][1].update(after=[]))
    assert again(made) == {"pipeline.yaml": "kept"}
    with pytest.raises(ExportError, match=r"pipeline\.yaml \(something else than defaults and help of parameters and titles of steps\)"):
        again(made, *CELLS, "print(1)")


def test_a_plan_that_can_not_be_read_stops_it(made: Path) -> None:
    (made / "pipeline.yaml").write_text("a: [")
    with pytest.raises(ExportError, match=r"pipeline\.yaml"):
        again(made)
    again(made, force=True)
    assert load(made).steps


def test_a_file_that_was_removed_is_made_again(made: Path) -> None:
    (made / "README.md").unlink()
    assert again(made) == {"README.md": "new"}


def test_an_export_that_fails_leaves_the_old_one_whole(made: Path) -> None:
    before = contents(made)
    with pytest.raises(ExportError):
        again(made, "print(undefined)")
    assert contents(made) == before and not [*made.parent.glob(".nbcheck-*")]
