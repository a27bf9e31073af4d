"""nbcheck check: formats, exit codes, selection, settings, standard input, streams."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from engine_shell.documents import document, text, write
from jsonschema import Draft202012Validator

from .conftest import ROOT, Nbcheck, environment

SCHEMA = json.loads((ROOT / "schema" / "report.schema.json").read_text(encoding="utf-8"))


def valid(instance: Any, name: str) -> Any:
    """Hold a document against its definition in the contract."""
    Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{name}"}]}).validate(instance)
    return instance


@pytest.fixture
def churn(home: Path) -> Path:
    """A notebook that reads `model` above the cell that defines it, and a name that nothing defines."""
    cells = ["import math\nwürfel = '🎲'; print(model)", "x = 1", "print(nowhere)  # why", "model = 3"]
    return write(home / "analysis" / "churn.ipynb", cells, [5, 2, 3, 4])


def codes(found: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in found["findings"]]


# What it prints.


def test_full_looks_like_a_compiler(nbcheck: Nbcheck, churn: Path) -> None:
    done = nbcheck("check", "--select", "NBS", "analysis")
    lines = done.stdout.split("\n")
    assert lines[0].startswith("error[NBS002] [*] used-before-definition: `model` is read here")
    assert lines[1:12] == [
        " --> analysis/churn.ipynb:cell 0 [5]:2:21",
        "  |",
        "1 | import math",
        "2 | würfel = '🎲'; print(model)",
        "  |                      ^^^^^",
        "  |",
        " ::: cell 3 [4]:1:1",
        "  |",
        "1 | model = 3",
        "  | ----- defined here",
        "  |",
    ]
    assert lines[12].startswith("  = help: ")
    assert lines[-3:] == ["2 errors in 1 of 1 notebook", "[*] 1 fixable with --fix", ""]
    assert done.returncode == 1
    assert done.stderr == ""


def test_concise_is_a_line_a_finding(nbcheck: Nbcheck, churn: Path) -> None:
    done = nbcheck("check", "--output-format", "concise", "--select", "NBS001,NBS002", "-q")
    assert [line.split("` is")[0] for line in done.stdout.splitlines()] == [
        "analysis/churn.ipynb:cell 0 [5]:2:21: error[NBS002] [*] `model",
        "analysis/churn.ipynb:cell 2 [3]:1:7: error[NBS001] `nowhere",
    ]


def test_json_is_the_contract_and_nothing_else(nbcheck: Nbcheck, home: Path, churn: Path) -> None:
    write(home / "analysis" / "fine.ipynb", ["x = 1", "print(x)"], [1, 2])
    (home / "analysis" / "torn.ipynb").write_text('{"cells": [')
    done = nbcheck("check", "--output-format", "json", "analysis", "nowhere.ipynb")
    found = valid(json.loads(done.stdout), "CheckReport")
    assert done.stderr == ""
    assert found["version"] == 1
    assert [(file["path"], file["state"], bool(file["error"])) for file in found["files"]] == [
        ("analysis/churn.ipynb", "drifted", False),
        ("analysis/fine.ipynb", "valid", False),
        ("analysis/torn.ipynb", "unknown", True),
        ("nowhere.ipynb", "unknown", True),
    ]
    finding = next(finding for finding in found["files"][0]["findings"] if finding["code"] == "NBS002")
    assert finding["names"] == ["model"] and finding["name"] == "used-before-definition" and finding["severity"] == "error"
    assert finding["cell"] == {"index": 0, "id": "c0", "execution_count": 5}
    assert finding["range"] == {"start": {"line": 2, "column": 20}, "end": {"line": 2, "column": 25}}
    assert finding["related"][0]["cell"] == {"index": 3, "id": "c3", "execution_count": 4}
    assert finding["fingerprint"]
    assert done.returncode == 2


def test_jsonl_is_a_line_a_file_also_for_one(nbcheck: Nbcheck, home: Path, churn: Path) -> None:
    assert [valid(json.loads(line), "FileReport")["path"] for line in nbcheck("check", "--format", "jsonl").stdout.splitlines()] == [
        "analysis/churn.ipynb"
    ]
    write(home / "b.ipynb", ["x = 1"])
    assert len(nbcheck("check", "--output-format", "jsonl", "analysis/churn.ipynb", "b.ipynb").stdout.splitlines()) == 2


def test_json_of_nothing_is_still_a_document(nbcheck: Nbcheck) -> None:
    done = nbcheck("check", "--output-format", "json")
    assert (json.loads(done.stdout), done.returncode) == ({"version": 1, "files": []}, 0)
    assert nbcheck("check").stdout == "no notebooks found\n"


def test_half_a_surrogate_pair_does_not_break_the_json(nbcheck: Nbcheck, home: Path) -> None:
    broken = text(
        ["# half: HALF\nprint(missing)"], metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "HALF"}}
    )
    (home / "a.ipynb").write_text(broken.replace("HALF", "\\ud83d"))
    done = nbcheck("check", "--output-format", "json", "a.ipynb")
    valid(json.loads(done.stdout), "CheckReport")
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr


def test_control_characters_of_a_notebook_do_not_reach_the_terminal(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a\x1b[31m.ipynb", ["x = '\x1b[2J\u202e'; print(missing)"])
    for chosen in ("full", "concise"):
        out = nbcheck("check", "--output-format", chosen, env={"FORCE_COLOR": ""}).stdout
        assert "missing" in out and "\x1b" not in out and "\u202e" not in out


def test_html_is_one_page_that_is_the_same_every_time(nbcheck: Nbcheck, home: Path, churn: Path) -> None:
    write(home / "</script>\x1b.ipynb", ["x = '</pre><img src=a onerror=b()>'; print(missing)"])
    done = nbcheck("check", "--output-format", "html", ".", "nowhere.ipynb", env={"PYTHONHASHSEED": "1"})
    assert (done.stderr, done.returncode) == ("", 2)
    assert done.stdout.startswith("<!doctype html>") and done.stdout.rstrip().endswith("</html>")
    assert done.stdout.count("<!doctype html>") == 1
    assert "churn.ipynb" in done.stdout and "<mark>nowhere</mark>" in done.stdout and "can’t be read" in done.stdout
    assert not any(text in done.stdout for text in ("<img", "<script", "</script>", "\x1b", " at 0x"))
    assert nbcheck("check", "--output-format", "html", ".", "nowhere.ipynb", env={"PYTHONHASHSEED": "2"}).stdout == done.stdout


def test_colours_only_where_they_are_wanted(nbcheck: Nbcheck, churn: Path) -> None:
    assert "\x1b[" not in nbcheck("check").stdout
    assert "\x1b[1;31merror[NBS002]\x1b[0m" in nbcheck("check", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in nbcheck("check", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_output_is_the_same_every_time(nbcheck: Nbcheck, home: Path) -> None:
    for number in range(30):
        write(home / f"n{number}.ipynb", ["import os, sys", "print(a, b, c)", "a = b = c = 1", "rows.append(a)"], [1, 3, 2, 4])
    runs = {nbcheck("check", "--no-cache", env={"PYTHONHASHSEED": seed}).stdout for seed in "0123"} | {nbcheck("check", "-j", "3").stdout}
    assert len(runs) == 1


def test_statistics_and_quiet(nbcheck: Nbcheck, churn: Path) -> None:
    done = nbcheck("check", "--statistics", "--select", "NBS001,NBS002")
    told = ["1  NBS001  undefined-name", "1  NBS002  used-before-definition", "2 errors in 1 of 1 notebook", "[*] 1 fixable with --fix"]
    assert done.stdout.splitlines() == told
    assert nbcheck("check", "--select", "NBR010", "--quiet").stdout == ""


# What it exits with.


def test_exit_codes(nbcheck: Nbcheck, home: Path, churn: Path) -> None:
    fine = write(home / "fine.ipynb", ["x = 1"])
    assert nbcheck("check", fine).returncode == 0
    assert nbcheck("check", churn).returncode == 1
    assert nbcheck("check", churn, "--exit-zero").returncode == 0
    assert nbcheck("check", churn, "nowhere.ipynb").returncode == 2
    assert nbcheck("check", "nowhere.ipynb", "--exit-zero").returncode == 2
    assert nbcheck("check", "--no-such-option").returncode == 2
    assert nbcheck("check", "--fail-on", "fatal").returncode == 2


def test_fail_on_sets_the_limit(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ["x = 1  # nbcheck: ignore[NBS001]"])
    (home / "nbcheck.toml").write_text("[severity]\nNBU001 = 'info'\n")
    assert nbcheck("check").returncode == 0
    assert nbcheck("check", "--fail-on", "info").returncode == 1
    (home / "nbcheck.toml").write_text("fail-on = 'error'\n[severity]\nNBU001 = 'warning'\n")
    assert nbcheck("check").returncode == 0
    assert nbcheck("check", "--fail-on", "warning").returncode == 1


def test_an_internal_error_is_named_and_the_rest_is_answered(nbcheck: Nbcheck, tmp_path: Path, home: Path, churn: Path) -> None:
    """The package is copied and one of its rules broken: what a user of a faulty release would see."""
    package = tmp_path / "broken" / "jupyter_mldebt"
    shutil.copytree(ROOT / "jupyter_mldebt", package, ignore=shutil.ignore_patterns("labextension", "__pycache__"))
    rule = next(package.glob("rules/*/undefined_name.py"))
    source = rule.read_text(encoding="utf-8")
    rule.write_text(source + "\n\ndef check(*_):\n    raise ValueError('a slip of the pen')\n", encoding="utf-8")
    write(home / "fine.ipynb", ["x = 1"])
    command = [sys.executable, "-m", "jupyter_mldebt", "check", "--output-format", "json", "analysis", "fine.ipynb"]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, env=environment(tmp_path, PYTHONPATH=str(package.parent)))
    assert done.returncode == 3
    assert "NBS001 failed on analysis/churn.ipynb: ValueError: a slip of the pen" in done.stderr
    found = valid(json.loads(done.stdout), "CheckReport")
    assert [file["path"] for file in found["files"]] == ["analysis/churn.ipynb", "fine.ipynb"]
    assert "NBS002" in codes(found["files"][0])
    assert found["files"][0]["error"] is None


# What it checks.


def selected(nbcheck: Nbcheck, *arguments: str) -> set[str]:
    done = nbcheck("check", "--output-format", "json", *arguments)
    return {code for file in json.loads(done.stdout)["files"] for code in codes(file)}


def test_rules_are_selected_by_code_prefix_and_name(nbcheck: Nbcheck, churn: Path) -> None:
    assert selected(nbcheck, "--select", "NBS001") == {"NBS001"}
    assert selected(nbcheck, "--select", "undefined-name,NBS002") == {"NBS001", "NBS002"}
    assert selected(nbcheck, "--select", "NBS", "--ignore", "NBS001") == {"NBS002"}
    assert selected(nbcheck, "--select", "NBS001", "--extend-select", "NBS002") == {"NBS001", "NBS002"}
    assert not {"NBS001", "NBS002"} & selected(nbcheck, "--ignore", "NBS")
    assert selected(nbcheck, "--select", "NBR010") == set()


@pytest.mark.parametrize("arguments", [["--select", "NBX0001"], ["--ignore", "used-before-defintion"], ["--extend-select", "nbs01"]])
def test_an_unknown_rule_is_wrong_use(nbcheck: Nbcheck, churn: Path, arguments: list[str]) -> None:
    done = nbcheck("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "unknown rule" in done.stderr


def test_settings_are_found_and_followed(nbcheck: Nbcheck, home: Path, churn: Path) -> None:
    (home / "pyproject.toml").write_text("[tool.nbcheck]\nignore = ['NBS001']\n")
    found = selected(nbcheck)
    assert "NBS002" in found and "NBS001" not in found
    (home / "pyproject.toml").write_text("[tool.nbcheck]\nignroe = ['NBS001']\n")
    done = nbcheck("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "pyproject.toml: [tool.nbcheck]: unknown key 'ignroe'; did you mean 'ignore'?" in done.stderr


def test_comments_silence(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", ["print(missing)  # nbcheck: ignore[NBS001] set by the scheduler"])
    assert nbcheck("check").returncode == 0


def test_standard_input(nbcheck: Nbcheck, home: Path) -> None:
    done = nbcheck("check", "-", "--output-format", "json", stdin=text(["print(missing)"]))
    assert [(file["path"], codes(file)) for file in json.loads(done.stdout)["files"]] == [("-", ["NBS001"])]
    (home / "sub").mkdir()
    (home / "sub" / "nbcheck.toml").write_text("ignore = ['NBS001']\n")
    done = nbcheck("check", "-", "--stdin-filename", "sub/a.ipynb", "--output-format", "json", stdin=text(["print(missing)"]))
    assert [(file["path"], codes(file)) for file in json.loads(done.stdout)["files"]] == [("sub/a.ipynb", [])]
    done = nbcheck("check", "-", "--stdin-filename", "a.py", stdin="# %%\nprint(missing)\n")
    assert "a.py:cell 0:1:7" in done.stdout
    assert nbcheck("check", "-", "a.ipynb", stdin="{}").returncode == 2


def test_scripts_are_checked_where_they_are_named(nbcheck: Nbcheck, home: Path) -> None:
    (home / "a.py").write_text("# %%\nx = 1\n# %% [markdown]\n# Words\n# %%\nprint(missing)\n")
    assert nbcheck("check").stdout == "no notebooks found\n"
    done = nbcheck("check", "a.py", "--output-format", "json")
    assert [finding["cell"]["index"] for finding in json.loads(done.stdout)["files"][0]["findings"]] == [2]


# Caches and processes.


def test_the_second_run_comes_from_the_cache_and_says_the_same(nbcheck: Nbcheck, tmp_path: Path, churn: Path) -> None:
    first = nbcheck("check", "--output-format", "json").stdout
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert nbcheck("check", "--output-format", "json").stdout == first
    assert nbcheck("check", "--output-format", "json", "--no-cache").stdout == first
    kept[0].write_bytes(b"damaged")
    assert nbcheck("check", "--output-format", "json").stdout == first


def test_no_cache_leaves_no_trace_and_a_folder_can_be_chosen(nbcheck: Nbcheck, tmp_path: Path, churn: Path) -> None:
    nbcheck("check", "--no-cache")
    assert not (tmp_path / "cache").exists()
    nbcheck("check", "--cache-dir", tmp_path / "mine")
    assert (tmp_path / "mine").is_dir() and not (tmp_path / "cache").exists()


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_processes_that_is_none(nbcheck: Nbcheck, jobs: str) -> None:
    assert nbcheck("check", "-j", jobs).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_without_a_traceback(tmp_path: Path, home: Path, jobs: str) -> None:
    many = text([f"print(missing{number})" for number in range(100)])
    for number in range(100):
        (home / f"n{number}.ipynb").write_text(many)
    command = [sys.executable, "-m", "jupyter_mldebt", "check", "--no-cache", "-j", jobs]
    running = subprocess.Popen(
        command,
        cwd=home,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # who starts the tests in the background ignores it
    )
    assert running.stdout is not None
    assert "missing" in running.stdout.readline()  # it is at work, and cannot end before somebody reads all that it has to say
    assert running.poll() is None
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in errors


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, home: Path) -> None:
    for number in range(60):
        write(home / f"n{number}.ipynb", [f"print(missing{place})" for place in range(40)])
    command = f"{sys.executable} -m jupyter_mldebt check --no-cache | head -1"
    done = subprocess.run(command, shell=True, cwd=home, env=environment(tmp_path), capture_output=True, text=True, timeout=120)
    assert done.stdout.startswith("error[NBS001]")
    assert done.stderr == ""


def test_a_notebook_that_is_not_python_is_answered(nbcheck: Nbcheck, home: Path) -> None:
    other = document(["x <- y"], [1], metadata={"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}})
    (home / "r.ipynb").write_text(json.dumps(other))
    (file,) = json.loads(nbcheck("check", "--output-format", "json").stdout)["files"]
    assert (file["error"], file["state"]) == (None, "unknown")
