"""A run of a pipeline, on real kernels: what runs and what need not, in which order, with what said about it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jupyter_mldebt.pipeline.outcome import Event, RunResult
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.runner import run

from .runs import artifacts, call, outputs, pipeline, start

CELLS = (
    "#md # Load",
    "import glob, random\nfrom helper import twice\nrandom.seed(1)\nsize = 3\nlabel = 'rows'",
    "rows = [twice(random.random()) for _ in range(size)]\nprint(open('data.txt').read(), sorted(glob.glob('parts/*.txt')))",
    "#md # Prepare",
    "scaled = [round(10 * x) for x in rows]\nwith open('out.csv', 'w') as file:\n    print(*scaled, file=file)",
    "#md # Report",
    "print(label, open('out.csv').read(), sum(scaled))",
)


def statuses(result: RunResult) -> str:
    return " ".join(step.status for step in result.steps)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline that has run once."""
    place = tmp_path_factory.mktemp("ran") / "project"
    made = pipeline(place, *CELLS)
    (place / "data.txt").write_text("some data")
    (place / "helper.py").write_text("def twice(x):\n    return 2 * x\n")
    (place / "parts").mkdir()
    (place / "parts" / "a.txt").write_text("a")
    assert statuses(run(made)) == "ok ok ok"
    return made


@pytest.fixture
def made(ran: Path, tmp_path: Path) -> Path:
    """A copy of it, elsewhere."""
    shutil.copytree(ran.parent, tmp_path / "project")
    return tmp_path / "project" / ran.name


def foretold(made: Path, **options) -> list[tuple[str, tuple[str, ...]]]:
    return [(step.status, step.reasons) for step in run(made, dry_run=True, **options).steps]


def test_nothing_runs_where_nothing_has_changed(made: Path) -> None:
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in made.glob("executed/*")}
    os.utime(made.parent / "data.txt")  # content counts, not times
    result = run(made)
    assert statuses(result) == "cached cached cached"
    assert {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in made.glob("executed/*")} == before and len(before) == 3


def edit(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def carry_out(made: Path) -> None:
        file = made / name
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")

    return carry_out


CHANGES = [
    ("its code", edit("steps/01-load.ipynb", lambda text: text.replace("random.seed(1)", "random.seed(2)")), 0, "its code changed"),
    ("the handover", edit("step_handover.py", lambda text: text + "\n"), 0, "its code changed"),
    ("data", edit("../data.txt", lambda text: "other"), 0, "`data.txt` changed"),
    ("data gone", lambda made: (made.parent / "data.txt").unlink(), 0, "`data.txt` is gone"),
    ("a module", edit("../helper.py", lambda text: text.replace("2", "3")), 0, "`helper.py` changed"),
    ("a new file", edit("../parts/a.txt", lambda text: text), None, ""),
    ("a file more", lambda made: (made.parent / "parts" / "b.txt").touch(), 0, "`b.txt` is new in the folder `parts`"),
    ("a file less", lambda made: (made.parent / "parts" / "a.txt").unlink(), 0, "`a.txt` is gone in the folder `parts`"),
    ("what it wrote", edit("../out.csv", lambda text: "mine"), 1, "`out.csv`, which it wrote, changed"),
    ("what it handed on", lambda made: (made / "artifacts/02-prepare.pkl").unlink(), 1, "artifacts/02-prepare.pkl, which it made, is gone"),
    ("its notebook", edit("executed/03-report.ipynb", lambda text: text + "\n"), 2, "executed/03-report.ipynb, which it made, changed"),
    ("its outputs", edit("steps/01-load.ipynb", lambda text: text.replace('"outputs": []', '"outputs":  []')), None, ""),
    ("its prose", edit("steps/01-load.ipynb", lambda text: text.replace("step 1 of 3", "the first step")), None, ""),
    ("a package", edit("requirements.txt", lambda text: text + "pytest==0\n"), 0, f"pytest not installed is now {pytest.__version__}"),
]


@pytest.mark.parametrize(("change", "at", "reason"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_what_has_changed_is_found_and_said(made: Path, change, at, reason) -> None:
    change(made)
    found = foretold(made)
    if at is None:
        assert [status for status, _ in found] == ["cached"] * 3
    else:
        assert [status for status, _ in found] == ["cached"] * at + ["pending"] * (3 - at)
        assert reason in found[at][1]


def test_parameters_count_where_they_are_taken(made: Path) -> None:
    found = foretold(made, parameters={"label": "lines"})
    assert "parameter `label`: 'rows' is now 'lines'" in found[2][1]
    assert [status for status, _ in foretold(made, parameters={"size": "3"})] == ["cached"] * 3
    assert foretold(made, parameters={"size": 4})[0] == ("pending", ("parameter `size`: 3 is now 4",))


def test_only_what_depends_on_the_change_runs(made: Path) -> None:
    """A step that gives the same as before lets the ones behind it be."""
    edit("steps/02-prepare.ipynb", lambda text: text.replace("scaled = [", "scaled =  ["))(made)
    result = run(made)
    assert statuses(result) == "cached ok cached"
    assert result.steps[1].reasons == ("its code changed",)


def test_what_is_changed_gives_what_a_fresh_run_gives(ran: Path, made: Path, tmp_path: Path) -> None:
    edit("../helper.py", lambda text: text.replace("2 *", "30 *"))(made)
    edit("../out.csv", lambda text: "mine")(made)
    assert statuses(run(made)) == "ok ok ok"
    fresh = tmp_path / "fresh" / made.name
    shutil.copytree(made.parent, fresh.parent)
    for name in ("executed", "artifacts", ".nbcheck-run"):
        shutil.rmtree(fresh / name)
    assert statuses(run(fresh)) == "ok ok ok"
    assert outputs(made) == outputs(fresh) != outputs(ran)
    assert artifacts(made) == artifacts(fresh) != artifacts(ran)


def test_force_runs_all(made: Path) -> None:
    assert foretold(made, force=True) == [("pending", ("--force",))] * 3


@pytest.mark.parametrize("name", ["02-prepare", "prepare", "2", "02"])
def test_only_one_step_by_its_name_or_number(made: Path, name: str) -> None:
    assert [status for status, _ in foretold(made, only=[name], force=True)] == ["skipped", "pending", "skipped"]
    assert [status for status, _ in foretold(made, start=name, force=True)] == ["skipped", "pending", "pending"]


def test_an_unknown_step_is_refused(made: Path) -> None:
    with pytest.raises(PlanError, match="no step 'train': it has 01-load, 02-prepare, 03-report"):
        run(made, only=["train"])


def test_a_plan_whose_steps_need_later_ones_is_refused(made: Path) -> None:
    edit("pipeline.yaml", lambda text: text.replace("after: [01-load]", "after: [03-report]"))(made)
    with pytest.raises(PlanError, match="02-prepare needs 03-report, which is no step before it"):
        run(made)


def test_a_folder_that_can_not_be_written_is_told(made: Path) -> None:
    shutil.rmtree(made / "logs")
    (made / "logs").touch()
    with pytest.raises(PlanError, match="can't be written: .*logs"):
        run(made)


def test_what_a_chosen_step_needs_must_be_there(made: Path) -> None:
    (made / "artifacts" / "01-load.pkl").unlink()
    with pytest.raises(PlanError, match="02-prepare needs what 01-load hands on, and that is not there: run 01-load first"):
        run(made, start="prepare")


def test_what_is_there_but_old_is_taken_and_said(made: Path) -> None:
    (made.parent / "data.txt").write_text("other")
    result = run(made, only=["report"], force=True)
    assert statuses(result) == "skipped skipped ok" and result.status == "ok"
    assert result.notes == ("01-load is not up to date (`data.txt` changed): what it left is taken as it is",)


GROWING = ("#md # A", "import random\nrandom.seed(1)\nwith open('log.txt', 'w') as file:\n    file.write('a')")
GROWING += ("#md # B", "by = 'b'\nwith open('log.txt', 'a') as file:\n    file.write(by)", "#md # C", "print(open('log.txt').read())")


def test_a_file_that_a_later_step_changed_in_place_is_made_anew(tmp_path: Path) -> None:
    """B adds to what A wrote: where B runs again, A has to."""
    made = pipeline(tmp_path / "project", *GROWING)
    assert statuses(run(made)) == "ok ok ok"
    assert foretold(made) == [("cached", ())] * 3
    only = run(made, only=["b"], force=True, dry_run=True)
    assert only.notes == ("01-a is not run, though `log.txt` is no longer as it left it, and 02-b needs it so",)
    edit("steps/02-b.ipynb", lambda text: text.replace("'b'", "'x'"))(made)
    assert foretold(made)[0] == ("pending", ("`log.txt` is no longer as it left it, and 02-b needs it so",))


def test_steps_run_at_once_where_the_graph_allows_and_go_on_beside_a_failed_one(tmp_path: Path) -> None:
    """B and C need A, D needs both."""
    cells = ("import time\nx = 1", "time.sleep(1)\ny = x / 0", "time.sleep(1)\nz = x + 2", "print(y, z)")
    tags = {at: [f"step:{name}"] for at, name in enumerate("abcd")}
    made = pipeline(tmp_path / "project", *cells, after={1: (0,), 2: (0,), 3: (1, 2)}, tags=tags)
    result = run(made, jobs=2)
    assert (statuses(result), result.status) == ("ok failed ok skipped", "failed")
    assert result.steps[3].reasons == ("it needs 02-b",)
    a, b, c = [(step.started, step.started + step.seconds) for step in result.steps if step.started is not None and step.seconds]
    assert a[1] <= min(b[0], c[0]) and max(b[0], c[0]) < min(b[1], c[1])
    edit("steps/02-b.ipynb", lambda text: text.replace("x / 0", "x + 1"))(made)
    assert statuses(run(made)) == "cached ok cached ok"
    assert "".join(outputs(made)[3][0]["text"]) == "2 3\n"


def test_a_step_that_failed_is_begun_anew(tmp_path: Path) -> None:
    flaky = (
        "import os\ncount = len(os.listdir('tries'))\nopen(f'tries/{count}', 'w').close()\nassert count == 1, f'try {count}'\nprint(count)"
    )
    made = pipeline(tmp_path / "project", flaky)
    (tmp_path / "project" / "tries").mkdir()
    said: list[Event] = []
    result = run(made, retries=3, watch=said.append)
    assert (statuses(result), result.steps[0].attempts) == ("ok", 2)
    assert [event.text for event in said if event.kind == "retry"] == ["01-cell-0: AssertionError: try 0; attempt 2 of 4"]


def test_a_cell_that_takes_too_long_fails_its_step(tmp_path: Path) -> None:
    made = pipeline(tmp_path / "project", "import time\nprint('before')", "time.sleep(60)")
    done = call(made, "--timeout", "1")
    assert done.returncode == 1
    assert "CellTimeoutError" in done.stdout and "in cell 1 of the notebook" in done.stdout and "| time.sleep(60)" in done.stdout
    assert "before" in (made / "executed" / "01-cells-0-to-1.ipynb").read_text()


def test_each_run_leaves_a_log_and_the_oldest_go(made: Path) -> None:
    for number in range(30):
        (made / "logs" / f"2020010{number:02}T000000Z-1.log").touch()
    edit("steps/03-report.ipynb", lambda text: text.replace("print(", "print( "))(made)
    result = run(made)
    logs = sorted((made / "logs").iterdir())
    assert len(logs) == 20 and str(logs[-1]) == result.log
    lines = logs[-1].read_text(encoding="utf-8").splitlines()
    assert all(re.match(r"\d\d:\d\d:\d\d ", line) for line in lines)
    text = "\n".join(line[9:] for line in lines)
    assert "01-load cached" in text and "03-report (3 of 3) starts: its code changed" in text and "03-report: cell 3 of" in text


def test_steps_that_are_gone_take_what_they_made_with_them(made: Path) -> None:
    for name in ("executed/09-old.ipynb", "artifacts/09-old.pkl", ".nbcheck-run/steps/09-old.json", "executed/mine.ipynb"):
        (made / name).write_text("{}")
    run(made)
    assert {file.name for file in made.glob("executed/*")} == {"01-load.ipynb", "02-prepare.ipynb", "03-report.ipynb", "mine.ipynb"}
    assert {file.name for file in made.glob("artifacts/*")} == {"01-load.pkl", "02-prepare.pkl"}


def test_the_command_line_says_it_in_lines(made: Path) -> None:
    done = call(made, "--dry-run", "-p", "size=4")
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"run +01-load  parameter `size`: 3 is now 4", lines[0])
    assert lines[-1] == "3 to run"
    done = call(made)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"(cached +\S+\n){3}3 cached: \S+RUN\.html\n", done.stdout)
    assert call(made, "--only", "train").returncode == 2
    assert call(made, "--only", "1", "--from", "2").returncode == 2
    told = json.loads(call(made, "--format", "json").stdout)
    assert [step["status"] for step in told["steps"]] == ["cached"] * 3 and told["report"].endswith("RUN.html")


def test_a_reader_that_goes_away_ends_the_run(made: Path) -> None:
    process = start(made, "--force")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 141
    assert os.listdir(made / ".nbcheck-run" / "kernels") == []
    process.stderr.close()


def test_a_number_may_become_another_kind_of_number_or_none(tmp_path: Path) -> None:
    made = pipeline(tmp_path / "project", "#md # A", "limit = 1", "print(limit / 2)")
    result = run(made, parameters={"limit": "0.5"})
    assert outputs(made)[2][0]["text"] == ["0.25\n"]
    assert result.notes == ("`limit` is of type int in the notebook: 0.5 is passed on as it is",)
    assert run(made, parameters={"limit": "2.0"}).notes == () and outputs(made)[2][0]["text"] == ["1.0\n"]
    made = pipeline(tmp_path / "other", "#md # A", "limit = 0.5", "print([1, 2, 3][:limit])")
    run(made, parameters={"limit": "2"})
    assert outputs(made)[2][0]["text"] == ["[1, 2]\n"]
    run(made, parameters={"limit": "None"})
    assert outputs(made)[2][0]["text"] == ["[1, 2, 3]\n"]
