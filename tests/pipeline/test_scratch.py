"""Which folder is copied for a verification, what is left out of it, and what is linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mldebt.pipeline import scratch
from jupyter_mldebt.pipeline.export import ExportError, export
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.scratch import Scratch, read_only

from .conftest import notebook_json


def test_the_copy_leaves_out_what_no_notebook_reads(write, tmp_path):
    notebook = write("open('data.csv')")
    (tmp_path / "data.csv").write_text("1")
    for name in (".git", "venv", "__pycache__", "out"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("x")
    (tmp_path / "venv" / "pyvenv.cfg").write_text("")
    at = Scratch(notebook, tmp_path / "out").copy(tmp_path.parent / f"{tmp_path.name}-copy")
    assert {path.relative_to(at).as_posix() for path in at.rglob("*")} == {"analysis.ipynb", "data.csv", "out"}


def test_the_copy_reaches_as_far_up_as_the_notebook(tmp_path):
    folder = tmp_path / "project" / "notebooks"
    folder.mkdir(parents=True)
    (tmp_path / "project" / "data.csv").write_text("1")
    notebook = folder / "a.py"
    notebook.write_text("# %%\nopen('../data.csv')\n")
    at = Scratch(notebook).copy(tmp_path / "copy")
    assert (at / "../data.csv").read_text() == "1"


def test_a_folder_that_is_too_large_is_refused_before_anything_is_copied(write, tmp_path):
    notebook = write("1")
    (tmp_path / "raw").mkdir()
    with (tmp_path / "raw" / "big.bin").open("wb") as file:
        file.truncate(3 << 20)
    with pytest.raises(PlanError, match=r"holds 3 MB .*raw \(3 MB\) most of it; more than 2 MB is not copied: allow it with --max-copy 4"):
        Scratch(notebook, largest=2)
    assert Scratch(notebook, largest=4).told == "2 files, 3 MB copied"


def test_a_link_that_leads_back_ends(write, tmp_path):
    notebook = write("1")
    (tmp_path / "again").symlink_to(tmp_path)
    at = Scratch(notebook).copy(tmp_path.parent / f"{tmp_path.name}-copy")
    assert {path.name for path in at.rglob("*")} == {"analysis.ipynb", "again"}


def test_large_files_that_are_only_read_are_linked(write, graph_of, tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "LINKED", 1)
    cells = (
        "import pandas as pd, numpy as np\nfrom mine import keep\nout = 'model.bin'",
        "pd.read_csv('train.csv')\npd.read_csv('both.csv').to_csv('both.csv')\nkeep(out)",
        "np.load('array.npy', mmap_mode='r+')\n!gzip packed.txt\nopen('log.txt', 'a')",
    )
    names = ("train.csv", "both.csv", "model.bin", "array.npy", "packed.txt", "log.txt", "never.bin", "any.db")
    for name in names:
        with (tmp_path / name).open("wb") as file:
            file.truncate(1 << 20)
    made = Scratch(write(*cells), read_only=read_only(graph_of(*cells)))
    assert {name.name for name in made.linked} == {"train.csv", "never.bin"}
    assert made.told == "7 files, 6 MB copied, 2 MB linked"
    at = made.copy(tmp_path.parent / f"{tmp_path.name}-copy")
    assert {path.name for path in at.iterdir() if path.is_symlink()} == {"train.csv", "never.bin"}
    assert (at / "train.csv").stat().st_size == 1 << 20
    (at / "train.csv").unlink()
    assert (tmp_path / "train.csv").exists()


def test_shell_patterns_keep_files_from_being_linked(graph_of):
    certain = read_only(graph_of("!rm -f *.csv"))
    assert not certain(Path("data.csv")) and certain(Path("data.parquet"))


def test_all_copies_stand_alone_at_one_path_and_are_gone_afterwards(write, tmp_path):
    made = Scratch(write("1"))
    seen = []
    for _ in range(2):
        with made.fresh() as at:
            (at / "left.txt").write_text("x")
            seen.append((at, sorted(path.name for path in at.parent.iterdir()), sorted(path.name for path in at.iterdir())))
    assert seen[0] == seen[1] == (at, [tmp_path.name], ["analysis.ipynb", "left.txt"])
    assert not at.exists() and at.parent.parent.exists()
    del made
    assert not at.parent.parent.exists()


def test_the_settings_say_how_much_may_be_copied(tmp_path):
    (tmp_path / "analysis.ipynb").write_text(notebook_json("print(1)"), encoding="utf-8")
    (tmp_path / "raw.bin").write_bytes(bytes(3 << 20))
    (tmp_path / "nbcheck.toml").write_text("max-copy = 2\n")
    with pytest.raises(ExportError, match="more than 2 MB is not copied"):
        export(tmp_path / "analysis.ipynb")
    assert export(tmp_path / "analysis.ipynb", max_copy=4).ok
