"""An export never loses what a person wrote."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_mldebt.pipeline import folder
from jupyter_mldebt.pipeline.plan import PlanError

FILES = {"pipeline.yaml": "a: 1\n", "steps/01.ipynb": "{}\n"}


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    target = tmp_path / "pipeline"
    export(target, FILES)
    return target


def export(target: Path, files: dict[str, str]) -> None:
    folder.check(target)
    with folder.aside(target) as made:
        folder.write(made, files)
        folder.put(made, target)


def names(at: Path) -> set[str]:
    return {file.relative_to(at).as_posix() for file in at.rglob("*") if file.is_file()}


def test_nothing_else_is_left_behind(exported):
    assert {path.name for path in exported.parent.iterdir()} == {"pipeline"}
    assert names(exported) == {*FILES, folder.MANIFEST}


def test_an_untouched_export_is_replaced_whole(exported):
    (exported / "executed").mkdir()
    (exported / "executed" / "01.ipynb").write_text("{}")
    export(exported, {"pipeline.yaml": "a: 2\n"})
    assert names(exported) == {"pipeline.yaml", folder.MANIFEST}
    assert (exported / "pipeline.yaml").read_text() == "a: 2\n"


def test_what_ran_stays_where_runs_left_their_records(exported):
    made = {"executed/01.ipynb", "artifacts/01.pkl", "logs/1.log", f"{folder.RUNS}/steps/01.json", "RUN.html"}
    for name in made:
        (exported / name).parent.mkdir(parents=True, exist_ok=True)
        (exported / name).write_text("{}")
    export(exported, FILES)
    assert names(exported) == {*FILES, folder.MANIFEST} | made - {"RUN.html"}


def test_runs_of_the_form_stay(exported):
    (exported / "runs" / "1").mkdir(parents=True)
    (exported / "runs" / "1" / "parameters.json").write_text("{}")
    export(exported, FILES)
    assert "runs/1/parameters.json" in names(exported)


def test_a_notebook_that_was_run_is_not_edited_but_one_with_other_code_is(exported):
    def notebook(source: str | list[str], **more: object) -> str:
        return json.dumps({"cells": [{"cell_type": "code", "metadata": {}, "source": source, **more}], "metadata": {}, **more})

    files = {"run.ipynb": notebook("form\nform", execution_count=None, outputs=[])}
    export(exported, files)
    (exported / "run.ipynb").write_text(notebook(["form\n", "form"], execution_count=3, outputs=[{"output_type": "display_data"}]))
    assert folder.edited(exported) == ()
    (exported / "run.ipynb").write_text(notebook("form(1)\nform", execution_count=None, outputs=[]))
    assert folder.edited(exported) == ("run.ipynb",)


def test_git_is_told_of_what_runs_make(exported):
    """`git check-ignore` says yes to all of it, and no to what is exported."""
    (exported / ".gitignore").write_text(folder.IGNORED)
    subprocess.run(["git", "init", "-q", str(exported)], check=True)
    made = ["executed/01.ipynb", "artifacts/01.pkl", "logs/1.log", f"{folder.RUNS}/lock", "runs/1/run.log", "RUN.html"]
    done = subprocess.run(["git", "-C", str(exported), "check-ignore", *made, *FILES], capture_output=True, text=True)
    assert done.stdout.split() == made


def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "empty").mkdir()
    export(tmp_path / "empty", FILES)
    assert names(tmp_path / "empty") >= set(FILES)


def test_what_a_person_changed_is_told(exported):
    assert folder.edited(exported) == ()
    (exported / "steps/01.ipynb").write_text("mine")
    (exported / "notes.md").write_text("mine")
    assert folder.edited(exported) == ("notes.md", "steps/01.ipynb")
    (exported / "steps/01.ipynb").unlink()
    assert folder.edited(exported) == ("notes.md", "steps/01.ipynb")


def test_what_a_person_added_stays(exported):
    (exported / "notes.md").write_text("mine")
    export(exported, FILES)
    assert (exported / "notes.md").read_text() == "mine"


def test_a_folder_of_others_is_never_touched(tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis.tex").write_text("text")
    with pytest.raises(PlanError, match="no export of nbcheck's"):
        export(tmp_path / "theirs", FILES)
    assert names(tmp_path / "theirs") == {"thesis.tex"}


def test_a_failed_export_leaves_the_old_one_whole(exported, tmp_path):
    with pytest.raises(ZeroDivisionError), folder.aside(exported) as made:
        folder.write(made, {"pipeline.yaml": "a: 3\n"})
        raise ZeroDivisionError
    assert (exported / "pipeline.yaml").read_text() == FILES["pipeline.yaml"]
    assert {path.name for path in tmp_path.iterdir()} == {"pipeline"}


def test_an_export_that_was_killed_between_two_renames_is_put_back(exported, tmp_path):
    """The old one has been moved away, the new one is not there yet: the only moment at which neither stands in its place."""
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom jupyter_mldebt.pipeline import folder\ntarget = Path(sys.argv[1])\n"
        "real, calls = os.replace, []\n"
        "def replace(*args):\n    calls.append(args)\n    len(calls) == 2 and os.kill(os.getpid(), signal.SIGKILL)\n    real(*args)\n"
        "os.replace = replace\nwith folder.aside(target) as made:\n    folder.write(made, {'pipeline.yaml': 'new'})\n    folder.put(made, target)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(exported)]).returncode == -signal.SIGKILL
    assert not exported.exists()
    folder.check(exported)
    assert names(exported) == {*FILES, folder.MANIFEST}
    assert (exported / "pipeline.yaml").read_text() == FILES["pipeline.yaml"]
