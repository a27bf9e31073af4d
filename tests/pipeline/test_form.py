"""The form of a pipeline: the widget that fits each parameter, and runs that are started, watched and ended from a real kernel."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import ipywidgets as widgets
import nbclient
import nbformat
import psutil
import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.pipeline.export import export
from jupyter_mldebt.pipeline.form import Form
from jupyter_mldebt.pipeline.form.fields import Field, bounds_of, choices_in
from jupyter_mldebt.settings import Settings

from .conftest import notebook_json
from .runs import until

CELLS = (
    "size = 5  # how many rows\nlimit = 10\npause = 0.0",
    "#md # Load",
    "rows = [2 * n for n in range(size)]\nprint('rows:', rows)",
    "#md # Check",
    "import time\ntime.sleep(pause)\nprint('still going')",
    "assert len(rows) < limit, 'too many rows'",
    "#md # Report",
    "from IPython.display import HTML\nHTML(f'<b>{sum(rows)}</b>')",
)


def field(default, help=None, folder=Path("/nowhere"), given=None, name="it"):
    return Field({"name": name, "default": default, "text": repr(default), "help": help}, folder, given, lambda: None)


# the widget that fits


@pytest.mark.parametrize(
    ("default", "help", "given", "kind"),
    [
        (3, None, None, widgets.IntText),
        (0.5, None, None, widgets.FloatText),
        (True, None, None, widgets.Checkbox),
        ("text", None, None, widgets.Text),
        ("2024-02-29", None, None, widgets.DatePicker),
        ("2024-02-30", None, None, widgets.Text),
        ("20240229", None, None, widgets.Text),
        ([1, "a"], None, None, widgets.Text),
        (2**60, None, None, widgets.Text),
        ("rbf", "linear, rbf or poly", None, widgets.Dropdown),
        (5, "one of: 5 | 10", None, widgets.Dropdown),
        ("rbf", "the kernel, linear or not", None, widgets.Text),
        ("rbf", None, ["linear", "poly"], widgets.Dropdown),
        (3, None, [1, 2, 3], widgets.Dropdown),
    ],
)
def test_each_type_has_its_widget_and_the_default_comes_back_as_it_was(default, help, given, kind):
    made = field(default, help, given=given)
    assert type(made.editor.entry) is kind
    assert made.value == default and type(made.value) is type(default)
    made.value = default
    assert made.value == default and made.error == ""


@pytest.mark.parametrize(
    ("default", "bounds"),
    [
        (1, (0, 10, 1)),
        (60, (1, 200, 1)),
        (200, (5, 1000, 5)),
        (0, (0, 10, 1)),
        (-4, (-20, 0, 1)),
        (0.2, (0.0, 1.0, 0.005)),
        (6.0, (0.0, 20.0, 0.1)),
        (0.001, (0.0, 0.005, 0.00005)),
        (-2.5, (-10.0, 0.0, 0.05)),
        (0.0, (0.0, 1.0, 0.01)),
    ],
)
def test_a_slider_goes_from_about_nothing_to_a_multiple(default, bounds):
    assert bounds_of("it", default) == pytest.approx(bounds)
    assert all(type(bound) is type(default) for bound in bounds_of("it", default))


def test_the_slider_of_a_year_stays_near_it_and_that_of_a_seed_takes_each():
    assert bounds_of("random_state", 42) == (0, 100, 1) and bounds_of("SEED", 12345) == (0, 12345, 1)
    assert bounds_of("first_year", 1999) == (1979, 2019, 1)


def test_the_entry_takes_what_the_slider_can_not_and_both_move_together():
    made = field(60)
    entry, slider = made.editor.box.children
    slider.value = 90
    assert entry.value == made.value == 90
    entry.value = 5000
    assert (slider.value, slider.max, made.value) == (5000, 5000, 5000)
    entry.value = -3
    assert (slider.value, slider.min, slider.max) == (-3, -3, 200)
    made.value = made.default
    assert (slider.value, slider.min, slider.max, entry.value) == (60, 1, 200, 60)


def test_an_entry_between_the_steps_of_the_slider_stays_as_it_is():
    made = field(0.2)
    made.editor.entry.value = 0.123456
    assert made.value == 0.123456


def test_given_ends_hold_also_where_the_default_is_beyond_them():
    slider = field(60, given=(10, 50)).editor.box.children[1]
    assert (slider.min, slider.max, slider.value) == (10, 60, 60)


@pytest.mark.parametrize(("default", "given"), [("text", (1, 2)), (3, "3"), (3, (1,)), (True, (0, 1))])
def test_what_does_not_suit_a_parameter_is_refused(default, given):
    with pytest.raises(TypeError, match="it takes"):
        field(default, given=given)


def test_choices_are_those_of_the_comment():
    assert choices_in("'a', 'b' or 'c'", "b") == ["a", "b", "c"]
    assert choices_in("options: 0.1; 0.5", 0.5) == [0.1, 0.5]
    assert choices_in("a, b or c", "d") == []
    assert choices_in("true or false", True) == []
    assert choices_in("", "") == []


def test_a_list_is_checked_as_it_is_written():
    made = field([1, 2])
    made.editor.entry.value = "[1, 'two', 3.0]"
    assert made.value == [1, "two", 3.0] and made.error == ""
    for wrong in ("[1,", "(1, 2)", "{1: 2}", "[open]", "[1j]", "[float('nan')]", ""):
        made.editor.entry.value = wrong
        assert "give a list as Python writes it, such as [1, 2]" in made.note.value
        with pytest.raises(ValueError, match="give a list"):
            _ = made.value


def test_a_date_is_text_again_and_can_not_be_nothing():
    made = field("2024-02-29")
    made.value = "2023-01-31"
    assert made.value == "2023-01-31"
    made.editor.entry.value = None
    assert made.error == "give a date"


def test_a_path_is_looked_for_in_the_folder_of_the_notebook(tmp_path):
    (tmp_path / "a.csv").write_text("")
    (tmp_path / "b.csv").write_text("")
    made = field("a.csv", folder=tmp_path)
    assert "✓ found" in made.note.value
    made.value = "c.csv"
    assert f"no such file in {tmp_path}" in made.note.value and made.error == ""
    made.value = "/no/such/file.csv"
    assert made.note.value.endswith("no such file</span>")
    made.value = "*.csv"
    assert "✓ 2 found" in made.note.value
    made.value = ""
    assert "no such file" in made.note.value


@pytest.mark.parametrize("text", ["https://example.org/a.csv", "km/h", "some words", "N/A"])
def test_what_is_no_path_is_not_looked_for(text):
    assert "file" not in field(text).note.value


def test_help_is_text_and_no_markup():
    made = field(3, "<img src=x onerror=alert(1)>")
    assert "&lt;img" in made.note.value and "<img" not in made.note.value
    assert "<img src=x" in made.editor.entry.tooltip and "default 3" in made.editor.entry.tooltip


# the form, and runs


@pytest.fixture
def pipeline(tmp_path):
    """An exported pipeline."""
    (tmp_path / "analysis.ipynb").write_text(notebook_json(*CELLS, tags={0: ["parameters"]}), encoding="utf-8")
    export(tmp_path / "analysis.ipynb", verify="none")
    return tmp_path / "analysis-pipeline"


def executed(pipeline: Path, *cells: str) -> list[str]:
    """Run run.ipynb and more cells in a kernel of their own; what each of these prints."""
    notebook = nbformat.read(pipeline / "run.ipynb", as_version=4)
    notebook.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(pipeline)}}).execute()
    assert "application/vnd.jupyter.widget-view+json" in notebook.cells[1].outputs[0].data
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in notebook.cells[2:]]


def kernels(pipeline: Path) -> list[psutil.Process]:
    """The processes that run the pipeline's steps: each has its working directory in the notebook's folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() == str(pipeline.parent) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


SHOWN = """
import json
print(json.dumps({
    "states": [step.words.value for step in form.steps.values()], "summary": form.summary.value, "unfolded": form.results.selected_index,
    "outputs": [[widget.outputs for widget in step.outputs.children if hasattr(widget, "outputs")] for step in form.steps.values()],
    "captions": [[widget.value for widget in step.outputs.children if hasattr(widget, "value")] for step in form.steps.values()],
    "bars": [(step.bar.value, step.bar.max, step.bar.bar_style) for step in form.steps.values()],
    "run": form.run_button.disabled, "cancel": form.cancel_button.disabled, "runs": form.chooser.options,
}))
"""


def test_a_run_in_the_background_of_a_real_kernel(pipeline):
    watch = """
import time
form.fields["size"].editor.box.children[1].value = 3
form.fields["pause"].value = 1.0
form.run_button.click()
seen = []
while form.run.running:
    seen.append([step.bar.value / step.bar.max for step in form.steps.values()])
    form.fields["limit"].value = 7  # the form can be used meanwhile
    time.sleep(0.1)
form.wait()
print(json.dumps(seen))
"""
    told, shown, again = executed(pipeline, "import json\n" + watch, SHOWN, "form.reset()\nform.start()\nform.wait()\n" + SHOWN)
    seen = json.loads(told)
    assert all(a <= b for earlier, later in zip(seen, seen[1:], strict=False) for a, b in zip(earlier, later, strict=True))
    assert any(0 < done < 1 for moment in seen for done in moment)
    first, second = json.loads(shown), json.loads(again)
    assert "✓ Run 1 is done" in first["summary"] and "runs/1" in first["summary"]
    assert all("✓ done" in state for state in first["states"]) and len(first["states"]) >= 3
    assert all(done == of and style == "success" for done, of, style in first["bars"])
    assert json.dumps(first["outputs"]).count("rows: [0, 2, 4]") == 1 and "<b>6</b>" in json.dumps(first["outputs"][-1])
    assert "cell 2" in json.dumps(first["captions"]) and "print(&#x27;rows:&#x27;, rows)" in json.dumps(first["captions"])
    assert first["unfolded"] == len(first["states"]) - 1
    assert (first["run"], first["cancel"]) == (False, True)
    assert "rows: [0, 2, 4, 6, 8]" in json.dumps(second["outputs"]) and "<b>20</b>" in json.dumps(second["outputs"][-1])
    assert second["runs"] == [["Run 2: defaults", 2], ["Run 1: size = 3, pause = 1.0", 1]]
    assert json.loads((pipeline / "runs" / "1" / "parameters.json").read_text()) == {"size": 3, "limit": 10, "pause": 1.0}
    assert "rows: [0, 2, 4]\\n" in "".join(path.read_text() for path in (pipeline / "runs" / "1" / "executed").glob("*.ipynb"))
    assert not (pipeline / "executed").exists() and kernels(pipeline) == []


def test_a_run_that_fails_shows_the_cell_and_its_traceback(pipeline):
    (shown,) = executed(pipeline, "form.fields['limit'].value = 2\nform.start()\nform.wait()\n" + SHOWN)
    found = json.loads(shown)
    failed = next(number for number, state in enumerate(found["states"]) if state == "✗ failed")
    assert f"failed in {list((pipeline / 'steps').glob('*check*'))[0].stem}, cell 5</b>: AssertionError: too many rows" in found["summary"]
    assert all("not run" in state for state in found["states"][failed + 1 :]) and found["states"][failed + 1 :]
    assert found["bars"][failed][2] == "danger" and found["unfolded"] == failed
    errors = [output for outputs in found["outputs"][failed] for output in outputs if output["output_type"] == "error"]
    assert [error["ename"] for error in errors] == ["AssertionError"] and "too many rows" in errors[0]["traceback"][-1]
    assert (found["run"], found["cancel"]) == (False, True)


def test_a_run_that_can_not_begin_says_why(pipeline):
    text = (pipeline / "run.py").read_text().replace("KERNEL = 'python3'", "KERNEL = 'no-such-kernel'")
    (pipeline / "run.py").write_text(text)
    (shown,) = executed(pipeline, "form.start()\nform.wait()\n" + SHOWN)
    found = json.loads(shown)
    assert "Run 1 stopped" in found["summary"] and "No such kernel named no-such-kernel" in found["summary"]


def test_a_step_whose_kernel_dies_is_not_done(tmp_path):
    (tmp_path / "analysis.ipynb").write_text(notebook_json("import os\nstatus = 1\nprint(status)", "os._exit(status)"), encoding="utf-8")
    export(tmp_path / "analysis.ipynb", verify="none")
    form = Form(tmp_path / "analysis-pipeline")
    form.start()
    form.wait()
    assert "Run 1 stopped in 01" in form.summary.value and "Kernel died" in form.summary.value
    assert [step.words.value for step in form.steps.values()] == ["stopped"]
    later = Form(shutil.copytree(tmp_path / "analysis-pipeline", tmp_path / "moved"))
    assert later.summary.value == form.summary.value and [step.words.value for step in later.steps.values()] == ["stopped"]


@pytest.mark.skipif(sys.platform == "win32", reason="looks for processes by their working directory")
def test_cancel_leaves_no_kernel_and_the_next_run_can_start(pipeline):
    form = Form(pipeline)
    form.fields["pause"].value = 600.0
    form.run_button.click()
    check = next(step for name, step in form.steps.items() if "check" in name)
    until(lambda: "running cell" in check.words.value)
    assert kernels(pipeline) and form.run_button.disabled and not form.cancel_button.disabled
    again = Form(pipeline)  # as somebody has who runs the cell anew
    assert again.run_button.disabled and not again.cancel_button.disabled
    began = time.monotonic()
    again.cancel_button.click()
    again.wait()
    form.wait()
    assert time.monotonic() - began < 5 and kernels(pipeline) == []
    assert "Run 1 was cancelled in" in form.summary.value and check.words.value == "stopped"
    assert again.summary.value == form.summary.value
    form.reset()
    form.run_button.click()
    form.wait()
    assert "✓ Run 2 is done" in form.summary.value and kernels(pipeline) == []
    form.chooser.value = 1
    assert "Run 1 was cancelled in" in form.summary.value and check.words.value == "stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="looks for processes by their working directory")
def test_a_kernel_that_is_shut_down_takes_its_run_along(pipeline):
    wait = "import time\nwhile not any('running cell' in step.words.value for step in form.steps.values()):\n    time.sleep(0.1)"
    executed(pipeline, "form.fields['pause'].value = 600.0\nform.start()", wait)
    until(lambda: not kernels(pipeline), 30)
    assert (pipeline / "runs" / "1" / "parameters.json").exists()


def test_what_is_entered_wrong_can_not_be_run(tmp_path):
    (tmp_path / "analysis.ipynb").write_text(notebook_json("sizes = [1, 2]\ntable = 'data.csv'", "print(sizes, table)"), encoding="utf-8")
    export(tmp_path / "analysis.ipynb", verify="none")
    form = Form(tmp_path / "analysis-pipeline")
    form.fields["sizes"].editor.entry.value = "[1,"
    assert form.run_button.disabled
    form.start()
    assert "can't start" in form.summary.value and not (tmp_path / "analysis-pipeline" / "runs").exists()
    form.reset()
    assert not form.run_button.disabled and form.values == {"sizes": [1, 2], "table": "data.csv"}


def test_a_name_that_is_no_parameter_is_refused(pipeline):
    with pytest.raises(TypeError, match="the pipeline has no parameter colour"):
        Form(pipeline, colour=["red"])


def test_earlier_runs_can_be_looked_at_again(pipeline):
    first = Form(pipeline)
    first.start()
    first.wait()
    again = Form(shutil.copytree(pipeline, pipeline.parent / "moved"))  # where no form knows its runs by heart
    assert again.chooser.options == (("Run 1: defaults", 1),) and "✓ Run 1 is done" in again.summary.value
    assert [step.shown for step in again.steps.values()] == [step.shown for step in first.steps.values()]


def test_the_notebook_of_the_form_is_clean_and_no_step(pipeline):
    checked = Engine().check_file(str(pipeline / "run.ipynb"), Settings())
    assert checked.error is None and checked.findings == ()
    assert {path.stem for path in (pipeline / "steps").iterdir()} == set(Form(pipeline).steps)
    assert "jupyter_mldebt" not in "".join(path.read_text() for path in (pipeline / "form").glob("*.py"))


# run.py


def call(pipeline: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "run.py", *arguments], cwd=pipeline, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_run_py_takes_values_of_the_type_of_the_default(pipeline):
    assert call(pipeline, "-p", "pause=1e-3", "-p", "size=2", "--to", "elsewhere")[0] == 0
    made = (pipeline / "elsewhere" / "executed").glob("*.ipynb")
    text = "".join(path.read_text() for path in made)
    assert "pause = 0.001" in text and "rows: [0, 2]\\n" in text and not (pipeline / "executed").exists()
    for given in ("size=many", "pause=fast"):
        status, said = call(pipeline, "-p", given)
        assert status == 2 and "must be of type" in said
    status, said = call(pipeline, "-p", "pause=None")
    assert status == 1 and "NoneType" in said  # what the notebook's own call says of it
    assert "has no parameter colour" in call(pipeline, "-p", "colour=1")[1]


def test_run_py_takes_values_of_a_file_like_others(pipeline):
    file = pipeline / "values.json"
    file.write_text('{"pause": 0, "size": 3}')
    assert call(pipeline, "-f", str(file))[0] == 0
    text = "".join(path.read_text() for path in (pipeline / "executed").glob("*.ipynb"))
    assert "pause = 0\\n" in text and "rows: [0, 2, 4]\\n" in text
    file.write_text('{"size": "3"}')
    status, said = call(pipeline, "-f", str(file))
    assert status == 2 and "size must be of type int, not '3'" in said
    for text in ("{", "[1]"):
        file.write_text(text)
        status, said = call(pipeline, "-f", str(file))
        assert status == 2 and "is no file with a JSON object" in said and "Traceback" not in said
