"""A kernel that dies before anything ran is started again; one that always does is said."""

from __future__ import annotations

import json
import sys

import pytest

from jupyter_mldebt.pipeline.kernels import execute

from .conftest import notebook_json

# As where another program took a port that was chosen for the kernel: it ends at its start, so many times.
DIES = """
import pathlib, runpy, sys
starts = pathlib.Path(sys.argv.pop(1))
least = int(sys.argv.pop(1))
with starts.open("a") as file:
    file.write(".")
if starts.stat().st_size <= least:
    raise SystemExit("Address already in use")
runpy.run_module("ipykernel_launcher", run_name="__main__")
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a notebook on a kernel that dies at its first starts; gives what stopped it, the starts, and what it printed."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))

    def run(deaths: int):
        spec = tmp_path / "jupyter" / "kernels" / "dies"
        spec.mkdir(parents=True)
        (spec / "dies.py").write_text(DIES, encoding="utf-8")
        argv = [sys.executable, str(spec / "dies.py"), str(tmp_path / "starts"), str(deaths), "-f", "{connection_file}"]
        (spec / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "dies", "language": "python"}), encoding="utf-8")
        (tmp_path / "a.ipynb").write_text(notebook_json("print('ran')", kernel="dies"), encoding="utf-8")
        error = execute(tmp_path / "a.ipynb", tmp_path / "out.ipynb", kernel="dies", workdir=tmp_path)
        out = tmp_path / "out.ipynb"
        return error, (tmp_path / "starts").stat().st_size, "ran\\n" in out.read_text(encoding="utf-8") if out.exists() else False

    return run


def test_it_is_started_again(run):
    assert run(2) == (None, 3, True)


def test_but_not_for_ever(run):
    error, starts, ran = run(99)
    assert error is not None and "before replying" in error.evalue and (starts, ran) == (3, False)
