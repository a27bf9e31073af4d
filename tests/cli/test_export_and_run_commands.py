"""nbcheck export and nbcheck run, with real kernels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from engine_shell.documents import write

from .conftest import Nbcheck
from .test_check_command import valid

CELLS = ["import math\nn = 4  # how many\nxs = list(range(n))", "ys = [math.sqrt(x) for x in xs]", "print(round(sum(ys), 3))"]


@pytest.fixture
def notebook(home: Path) -> Path:
    return write(home / "roots.ipynb", CELLS)


def test_export_verifies_and_run_runs(nbcheck: Nbcheck, home: Path, notebook: Path) -> None:
    done = nbcheck("export", "roots.ipynb", "--format", "json", "--verify", "once")
    told = valid(json.loads(done.stdout), "ExportReport")
    assert (done.returncode, told["error"], told["verification"]["verified"]) == (0, None, True), done.stderr
    assert (told["path"], told["folder"]) == ("roots.ipynb", "roots-pipeline")
    assert [parameter["name"] for parameter in told["plan"]["parameters"]] == ["n"]
    assert set(told["files"]) <= {str(path.relative_to(home / "roots-pipeline")) for path in (home / "roots-pipeline").rglob("*")}

    done = nbcheck("run", "roots-pipeline", "-p", "n=9", "--format", "json")
    told = valid(json.loads(done.stdout), "RunReport")
    assert (done.returncode, told["status"]) == (0, "ok"), done.stderr
    executed = json.loads((home / told["steps"][-1]["notebook"]).read_text(encoding="utf-8"))
    assert "16.306" in json.dumps(executed)

    done = nbcheck("run", "roots-pipeline", "-p", "n='many'")
    assert (done.returncode, done.stdout) == (2, "")
    assert "`n`" in done.stderr
    assert nbcheck("run", "roots-pipeline", "-p", "m=1").returncode == 2
    assert nbcheck("run", "roots-pipeline", "-p", "n").returncode == 2


def test_export_without_verification_says_so(nbcheck: Nbcheck, home: Path, notebook: Path) -> None:
    done = nbcheck("export", "roots.ipynb", "-o", "out", "--no-verify", "--no-infer-params", "--param", "n=5")
    assert done.returncode == 0, done.stderr
    assert "parameters: n = 5" in done.stdout
    assert "not verified: verification was switched off" in done.stdout
    assert (home / "out" / "pipeline.yaml").is_file()


def test_none_is_for_runs(nbcheck: Nbcheck, home: Path, notebook: Path) -> None:
    done = nbcheck("export", "roots.ipynb", "-o", "out", "--no-verify", "--param", "n=None")
    assert (done.returncode, done.stdout) == (2, "")
    assert "None can't be a default" in done.stderr and not (home / "out").exists()


def test_a_failing_step_is_shown_with_its_cell(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "bad.ipynb", ["n = 0\nprint(n)", "print(1 / n)"])
    assert nbcheck("export", "bad.ipynb", "--no-verify").returncode == 0
    done = nbcheck("run", "bad-pipeline", "--format", "json")
    told = valid(json.loads(done.stdout), "RunReport")
    assert (done.returncode, told["status"]) == (1, "failed")
    (error,) = [step["error"] for step in told["steps"] if step["error"]]
    assert (error["ename"], error["source_index"]) == ("ZeroDivisionError", 1)


def test_what_a_fresh_run_would_not_survive_is_refused(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ["print(missing)"])
    done = nbcheck("export", "a.ipynb", "--format", "json")
    told = valid(json.loads(done.stdout), "ExportReport")
    assert done.returncode == 1
    assert "NBS001" in told["error"] and told["plan"] is None
    assert not (home / "a-pipeline").exists()


def test_wrong_use(nbcheck: Nbcheck, home: Path) -> None:
    done = nbcheck("export", "nowhere.ipynb")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such file" in done.stderr
    done = nbcheck("run", "nowhere", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere" in done.stderr


def test_what_would_act_outside_is_not_run_unasked(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ["import requests", "requests.post('http://127.0.0.1:9')"])
    done = nbcheck("export", "a.ipynb", "--format", "json")
    told = valid(json.loads(done.stdout), "ExportReport")
    assert done.returncode == 1
    assert told["effects"] == [{"cell": 1, "line": 1, "what": "sends to a server: requests.post"}]
    assert "--allow-effects" in told["error"] and "--verify none" in told["error"]
    assert not (home / "a-pipeline").exists()
    done = nbcheck("export", "a.ipynb", "--verify", "none")
    assert done.returncode == 0 and "a run acts outside: cell 1, line 1 sends to a server: requests.post" in done.stdout
