"""The compiled engine is the one that runs, says the same as its text, and holds where a text is nested too deeply."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def compiled(compile_script: ModuleType) -> ModuleType:
    if not compile_script.is_current(ROOT):
        pytest.skip("the engine is not compiled on this machine: its text is what the other tests test")
    return compile_script


def answers(package: Path, arguments: list[str]) -> str:
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "import jupyter_mldebt.flow as flow, jupyter_mldebt.cli.main as it\n"
        "print(flow.__file__, file=sys.stderr)\nsys.exit(it.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(package), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr.splitlines()[0].startswith(str(package)), "another package was taken"
    assert done.stderr.splitlines()[0].endswith(".py") == (package != ROOT)
    return done.stdout


def test_what_runs_is_compiled(compiled: ModuleType) -> None:
    for module in compiled.MODULES:
        assert (importlib.import_module(f"jupyter_mldebt.{module}").__file__ or "").endswith(compiled.SUFFIX)


def test_it_says_what_the_text_says(compiled: ModuleType, tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "jupyter_mldebt", tmp_path / "jupyter_mldebt", ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__", "labextension")
    )
    files = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "examples").rglob("*.ipynb"))
    check = ["check", "--no-cache", "--preview", "--output-format", "json", *files]
    mine, theirs = (json.loads(answers(package, check)) for package in (ROOT, tmp_path))
    assert mine["files"] == theirs["files"]
    assert sum(len(file["findings"]) for file in mine["files"]) > 5
    graph = ["graph", "--format", "jsonl", *files]
    assert answers(ROOT, graph) == answers(tmp_path, graph)


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "f(" * 90 + "y" + ")" * 90,
        "x = " + "+".join(["y"] * 20_000),
        "x = y" + ".z" * 20_000,
        "x = y" + "[0]" * 20_000,
        "x = " + "not " * 5_000 + "y",
        "\n".join(f"def f{n}(a):\n    return " + "(" * 60 + f"f{n + 1}(a)" + "+ 1)" * 60 for n in range(40)) + "\nf0(y)",
        "def f(a):\n    return f(f(f(f(a))))\nf(f)",
    ],
    ids=["calls", "sum", "attributes", "items", "nots", "functions", "itself"],
)
def test_nesting_ends_in_an_answer(tmp_path: Path, source: str) -> None:
    """In a process of its own, for what has no limit ends the process."""
    file = tmp_path / "deep.py"
    file.write_text(f"# %%\nok = 1\n# %%\n{source}\n# %%\nprint(ok)\n")
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_mldebt", "check", "--no-cache", "--output-format", "json", str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode in (0, 1, 2), done.stderr
    assert "internal error" not in done.stdout + done.stderr
    assert not any(finding["names"] == ["ok"] for finding in json.loads(done.stdout)["files"][0]["findings"])
