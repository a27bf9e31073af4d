"""Export, run and verification on real kernels: the outputs are those of the notebook, or the report says where not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest

from jupyter_mldebt.pipeline import runner
from jupyter_mldebt.pipeline.export import ExportError, export
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.runner import run

from .conftest import notebook_json

CELLS = (
    "#md # Load",
    "import decimal, random, os\nfrom dataclasses import dataclass\nrandom.seed(7)\nsize = 5  # how many rows\nlimit = 10",
    "@dataclass\nclass Row:\n    x: float\n\ndef scale(row, by=2):\n    return Row(row.x * by)",
    "rows = [Row(random.random()) for _ in range(size)]\nfirst = rows[0]\nrows",
    "print(open('data.txt').read())",
    "#md # Prepare",
    "first.x = 0.5\nscaled = [scale(row) for row in rows]\nprint(random.random(), scaled[0])",
    "assert len(rows) < limit, 'too many rows'",
    "#md # Report",
    "first.x = 9.0\nprint(rows[0].x, isinstance(scaled[0], Row), scaled[0] == Row(1.0))",
    "print(random.random(), size, os.path.exists('data.txt'))",
    "decimal.Decimal(1) / 3",
)
OUTPUTS = [3, 4, 6, 9, 10, 11]


def project(folder: Path, cells=CELLS, **options) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "data.txt").write_text("some data")
    (folder / "analysis.ipynb").write_text(notebook_json(*cells, **options), encoding="utf-8")
    return folder / "analysis.ipynb"


def validator(definition: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((Path(__file__).parents[2] / "schema" / "report.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator({**schema, "anyOf": [{"$ref": f"#/$defs/{definition}"}]})


def outputs(result: runner.RunResult) -> dict[int, list]:
    """What the executed steps show, by the notebook's cell; without the counts of cells."""
    found = {}
    for step in result.steps:
        for cell in json.loads(Path(step.notebook).read_text(encoding="utf-8"))["cells"]:
            if "nbcheck" in cell["metadata"] and cell.get("outputs"):
                found[cell["metadata"]["nbcheck"]["source_index"]] = [
                    {key: value for key, value in output.items() if key != "execution_count"} for output in cell["outputs"]
                ]
    return found


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The notebook's folder, and what a full export of it answered."""
    folder = tmp_path_factory.mktemp("project")
    said: list[str] = []
    result = export(project(folder), progress=said.append)
    return folder, result, said


def test_the_pipeline_is_verified(exported):
    _, result, said = exported
    assert result.ok and result.verification is not None
    assert [(cell.index, cell.verdict) for cell in result.verification.cells] == [(index, "same") for index in OUTPUTS]
    assert result.verification.reasons == ()
    assert any("02-prepare: cell" in line for line in said)


def test_the_answer_is_that_of_the_schema(exported):
    _, result, _ = exported
    validator("ExportReport").validate(json.loads(msgspec.json.encode(result)))


def test_the_plan_says_what_crosses(exported):
    _, result, _ = exported
    assert [step["name"] for step in result.plan["steps"]] == ["01-load", "02-prepare", "03-report"]
    crossing = {(found["name"], found["carrier"], found["from"]): found["to"] for found in result.plan["crossings"]}
    assert crossing[("rows", "cloudpickle", "01-load")] == ["02-prepare"]
    assert crossing[("rows", "cloudpickle", "02-prepare")] == ["03-report"]
    assert crossing[("scale", "replay", "01-load")] == ["02-prepare"]
    assert [(p["name"], p["type"], p["default"], p["help"]) for p in result.plan["parameters"]] == [
        ("seed", "int", 7, "random.seed(…)"),
        ("size", "int", 5, "how many rows"),
        ("limit", "int", 10, None),
        ("data_txt", "str", "data.txt", "open(…), os.path.exists(…)"),
    ]
    places = {p["name"]: (p["cell"], p["line"]) for p in result.plan["parameters"]}
    assert places == {"seed": (1, 3), "size": (1, 4), "limit": (1, 5), "data_txt": (4, 1)}


def test_the_folder_holds_what_was_said_and_needs_nothing_of_ours(exported):
    folder, result, _ = exported
    made = folder / "analysis-pipeline"
    assert {file.relative_to(made).as_posix() for file in made.rglob("*") if file.is_file()} == {*result.files, ".nbcheck-manifest.json"}
    code = "".join(file.read_text(encoding="utf-8") for file in made.rglob("*") if file.suffix in (".py", ".ipynb"))
    assert "jupyter_mldebt" not in code and str(folder) not in code
    assert "papermill==" in (made / "requirements.txt").read_text()
    assert "s1 -->" in (made / "README.md").read_text() and "**Verified**" in (made / "README.md").read_text()


def test_one_source_cell_is_one_cell_of_a_step(exported):
    folder, result, _ = exported
    steps = [json.loads((folder / "analysis-pipeline" / step["notebook"]).read_text()) for step in result.plan["steps"]]
    copies = {
        cell["metadata"]["nbcheck"]["source_index"]: "".join(cell["source"])
        for step in steps
        for cell in step["cells"]
        if "nbcheck" in cell["metadata"]
    }
    assert sorted(copies) == list(range(len(CELLS)))
    assert {index for index, text in copies.items() if text != CELLS[index].removeprefix("#md ")} == {1, 2, 4, 10}
    assert copies[2].count("# copied to steps 2 and 3: change it there, too") == 1
    assert "size = 5" not in copies[1] and "random.seed(seed)" in copies[1]
    assert all("parameters" in step["cells"][1]["metadata"]["tags"] for step in steps)


@pytest.fixture(scope="module")
def ran(exported):
    folder, _, _ = exported
    return run(folder / "analysis-pipeline")


def test_a_run_gives_the_outputs_of_the_notebook(exported, ran, tmp_path):
    folder, _, _ = exported
    assert ran.status == "ok" and [step.status for step in ran.steps] == ["ok"] * 3
    validator("RunReport").validate(json.loads(msgspec.json.encode(ran)))
    assert runner.execute(folder / "analysis.ipynb", tmp_path / "notebook.ipynb", kernel="python3", workdir=folder) is None
    cells = json.loads((tmp_path / "notebook.ipynb").read_text())["cells"]
    want = {
        index: [{key: value for key, value in output.items() if key != "execution_count"} for output in cell["outputs"]]
        for index, cell in enumerate(cells)
        if cell.get("outputs")
    }
    assert outputs(ran) == want


def test_run_py_gives_the_same(exported, ran):
    folder, _, _ = exported
    want = outputs(ran)
    made = folder / "analysis-pipeline"
    for step in ran.steps:
        Path(step.notebook).unlink()
    subprocess.run([sys.executable, "run.py"], cwd=made, check=True, capture_output=True, timeout=300)
    assert outputs(ran) == want


def test_a_step_can_be_opened_and_run_by_hand_after_a_run(exported, ran, tmp_path):
    import nbformat
    from nbclient import NotebookClient

    folder = Path(exported[1].folder)
    shown = {}
    for step in exported[1].plan["steps"]:
        notebook = nbformat.read(folder / step["notebook"], as_version=4)
        NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(folder / "steps")}}, timeout=60).execute()
        shown |= {cell["metadata"]["nbcheck"]["source_index"]: cell for cell in notebook.cells if "nbcheck" in cell["metadata"]}
    assert [index for index, cell in sorted(shown.items()) if cell.get("outputs")] == OUTPUTS


@pytest.mark.parametrize(("name", "value", "old", "new"), [("size", "3", "size = 5", "size = 3"), ("seed", 8, "seed(7)", "seed(8)")])
def test_a_parameter_changes_the_run_as_it_changes_the_notebook(exported, tmp_path, name, value, old, new):
    folder, _, _ = exported
    changed = [cell.replace(old, new) for cell in CELLS]
    notebook = project(tmp_path / "changed", changed)
    assert runner.execute(notebook, tmp_path / "notebook.ipynb", kernel="python3", workdir=notebook.parent) is None
    result = run(folder / "analysis-pipeline", parameters={name: value})
    printed = {index: "".join("".join(output.get("text", "")) for output in found) for index, found in outputs(result).items()}
    cells = json.loads((tmp_path / "notebook.ipynb").read_text())["cells"]
    for index in (4, 6, 9, 10):
        assert printed[index] == "".join("".join(output["text"]) for output in cells[index]["outputs"])


def test_a_failing_step_tells_the_cell_and_the_next_is_skipped(exported):
    folder, _, _ = exported
    result = run(folder / "analysis-pipeline", parameters={"limit": 2})
    assert result.status == "failed"
    assert [step.status for step in result.steps] == ["ok", "failed", "skipped"]
    error = result.steps[1].error
    assert error is not None and (error.ename, error.evalue, error.source_index) == ("AssertionError", "too many rows", 7)
    assert error.source == CELLS[7] and error.traceback is not None and "line 1" in error.traceback
    assert result.steps[2].notebook is None
    validator("RunReport").validate(json.loads(msgspec.json.encode(result)))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"colour": 1}, "no parameter `colour`: it has `seed`, `size`, `limit`"),
        ({"size": "many"}, "must be of type int"),
        ({"size": True}, "not bool"),
    ],
)
def test_wrong_parameters_are_refused(exported, given, message):
    folder, _, _ = exported
    with pytest.raises(PlanError, match=message):
        run(folder / "analysis-pipeline", parameters=given)


def test_exporting_twice_gives_the_same_bytes(tmp_path):
    notebook = project(tmp_path / "project")

    def files() -> dict[str, bytes]:
        made = notebook.parent / "analysis-pipeline"
        return {file.relative_to(made).as_posix(): file.read_bytes() for file in made.rglob("*") if file.is_file()}

    export(notebook, verify="none")
    first = files()
    export(notebook, verify="none")
    assert files() == first and len(first) >= 9


def test_undefined_names_stop_the_export_before_anything_is_written(tmp_path):
    notebook = project(tmp_path / "project", ("print(nowhere)",))
    with pytest.raises(ExportError, match="NBS001.*nowhere") as caught:
        export(notebook, verify="none")
    assert caught.value.findings[0].names == ("nowhere",)
    assert {path.name for path in notebook.parent.iterdir()} == {"data.txt", "analysis.ipynb"}
    assert export(notebook, verify="none", force=True).ok


HIDDEN = ("#md # A", "import threading\nthings = [threading.Lock()]", "#md # B", "print(things[0].locked())", "#md # C", "print('end')")


def test_the_settings_say_which_names_the_kernel_gives(tmp_path):
    source = project(tmp_path, cells=("rows = warehouse", "print(rows)"))
    (tmp_path / "nbcheck.toml").write_text('ignore = ["NBS001"]\n')
    with pytest.raises(ExportError, match="warehouse"):
        export(source, verify="none", infer_parameters=False)
    (tmp_path / "nbcheck.toml").write_text('[names]\nprovided = ["warehouse"]\n')
    assert export(source, verify="none").error is None


def test_settings_that_can_not_be_followed_stop_the_export(tmp_path):
    source = project(tmp_path)
    (tmp_path / "nbcheck.toml").write_text('ingore = ["NBS001"]\n')
    with pytest.raises(ExportError, match=r"nbcheck\.toml.*ingore"):
        export(source, verify="none")


def test_a_value_that_can_not_cross_is_named_where_it_fails(tmp_path):
    notebook = project(tmp_path / "project", HIDDEN)
    assert export(notebook, verify="none").ok
    result = run(notebook.parent / "analysis-pipeline")
    assert [step.status for step in result.steps] == ["failed", "skipped", "ok"]  # the last one takes nothing
    error = result.steps[0].error
    assert error is not None and error.ename == "CannotCarry" and error.source_index is None
    assert error.evalue.startswith("step 01-a can't hand on `things` (builtins.list)")


def test_steps_are_merged_where_the_verification_finds_that_a_value_can_not_cross(tmp_path):
    result = export(project(tmp_path / "project", HIDDEN), verify="once")
    assert result.ok
    assert [step["cells"] for step in result.plan["steps"]] == [[0, 1, 2, 3], [4, 5]]
    assert "`things`" in result.plan["notes"][0]


def test_a_kernel_that_dies_is_told_with_its_cell(tmp_path):
    cells = ("#md # A", "import os\nkept = [os.sep]", "print('before')", "os._exit(3)", "#md # B", "print('after', kept)")
    notebook = project(tmp_path / "project", cells)
    assert export(notebook, verify="none").ok
    result = run(notebook.parent / "analysis-pipeline")
    assert [step.status for step in result.steps] == ["failed", "skipped"]
    assert result.steps[0].error is not None and result.steps[0].error.ename == "DeadKernelError"
    assert result.steps[0].error.source_index == 3
    assert "before" in Path(result.steps[0].notebook).read_text()


def test_what_differs_by_itself_is_told(tmp_path):
    where = "import os\nprint(os.getcwd(), os.listdir('..'))"
    cells = ("#md # A", "import time\nprint(time.perf_counter_ns())", "#md # B", "print('still')", where)
    result = export(project(tmp_path / "project", cells))
    assert result.ok and result.verification is not None
    assert [(cell.index, cell.verdict) for cell in result.verification.cells] == [(1, "nondeterministic"), (3, "same"), (4, "same")]


def test_a_notebook_that_fails_by_itself_is_not_verified(tmp_path):
    result = export(project(tmp_path / "project", ("#md # A", "x = 0", "1 / x")), verify="once")
    assert not result.ok and result.verification is not None
    assert result.verification.reasons[0].startswith("the notebook itself stopped in cell 2: ZeroDivisionError")


def test_another_kernel_is_said(tmp_path):
    result = export(project(tmp_path / "project", ("print(1)",), kernel="of-another-machine"), verify="none")
    assert result.plan["kernel"] == "python3" and "of-another-machine is not installed" in result.plan["notes"][0]


SENDS = ("import requests", "print('before')", "def tell():\n    requests.post('http://127.0.0.1:9/')", "tell()")


def test_a_notebook_that_acts_outside_is_not_run_without_permission(tmp_path):
    notebook = project(tmp_path / "project", SENDS)
    with pytest.raises(ExportError, match=r"cell 2, line 2 sends to a server: requests\.post\. Allow it with --allow-effects") as caught:
        export(notebook)
    assert [(effect.cell, effect.line) for effect in caught.value.effects] == [(2, 2)]
    assert {path.name for path in notebook.parent.iterdir()} == {"data.txt", "analysis.ipynb"}
    written = export(notebook, verify="none")
    assert written.ok and [effect.cell for effect in written.effects] == [2]
    validator("ExportReport").validate(json.loads(msgspec.json.encode(written)))


def test_a_notebook_may_act_outside_with_permission(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    notebook = project(tmp_path / "project", ("import os", "open(os.path.expanduser('~/outside.txt'), 'w').write('x')"))
    with pytest.raises(ExportError, match="cell 1, line 1 writes to what is not in the notebook's folder"):
        export(notebook, verify="once")
    assert export(notebook, verify="once", allow_effects=True).ok
    assert (tmp_path / "outside.txt").read_text() == "x"


def test_a_hanging_cell_ends_the_verification(tmp_path):
    said: list[str] = []
    notebook = project(tmp_path / "project", ("print(1)", "import time\ntime.sleep(600)"))
    result = export(notebook, timeout=1, progress=said.append)
    assert not result.ok and result.verification is not None
    assert result.verification.reasons[0].startswith("the notebook itself stopped in cell 1: CellTimeoutError")
    assert any(line.startswith("to verify: the notebook twice") for line in said)


def test_the_notebook_is_not_run_again_for_each_plan(tmp_path):
    said: list[str] = []
    assert export(project(tmp_path / "project", HIDDEN), verify="once", progress=said.append).ok
    assert sum(line.startswith("notebook: cell 2 of") for line in said) == 1
    assert sum(line.startswith("the notebook took") for line in said) == 1


def test_a_literal_inside_a_statement_can_be_chosen_by_its_name(tmp_path):
    notebook = project(tmp_path / "project")
    result = export(notebook, verify="none", infer_parameters=False, parameters={"seed": 9})
    assert [(p["name"], p["default"], p["cell"], p["line"]) for p in result.plan["parameters"]] == [("seed", 9, 1, 3)]
    first = (notebook.parent / "analysis-pipeline" / "steps" / "01-load.ipynb").read_text(encoding="utf-8")
    assert "seed = 9" in first and "random.seed(seed)" in first and "size = 5" in first
    with pytest.raises(ExportError, match="`colour` can't be a parameter"):
        export(notebook, verify="none", parameters={"colour": "red"})


def test_what_was_the_same_twice_by_chance_is_found_out(tmp_path):
    count = tmp_path / "runs"  # each run leaves its mark here: the first two print the same, the pipeline and the fourth do not
    cell = f"path = {str(count)!r}\nopen(path, 'a').write('x')\nprint('drawn', len(open(path).read()) > 2, len(open(path).read()) // 4)"
    said: list[str] = []
    result = export(project(tmp_path / "project", ("print('fixed')", cell)), progress=said.append)
    assert result.verification is not None and [cell.verdict for cell in result.verification.cells] == ["same", "nondeterministic"]
    assert result.ok and sum("once more" in line for line in said) == 1
