"""nbcheck journal: what it shows, and that what is deleted is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.journal.journal import Journal
from jupyter_mldebt.journal.writer import Writer

from .conftest import Nbcheck


@pytest.fixture
def data(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Jupyter's data folder, with a journal of two notebooks and a console."""
    folder = tmp_path / "jupyter"
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(folder))
    writer = Writer(folder / "jupyter-mldebt" / "journal.sqlite", 1e6, 2**26)
    for kernel, path, number in (("a", home / "a.ipynb", 3), ("b", home / "sub" / "b.ipynb", 2), ("c", None, 1)):
        epoch = writer.begin(kernel, "", {"s": str(path)} if path else {})
        for i in range(number):
            writer.add(epoch, f"{kernel}{i}", Execution(i, f"secret of {kernel}{i}", started=1.7e9 + i * 86400))
    writer.commit()
    writer.close()
    return folder


def test_it_shows_where_it_is_and_what_it_holds(nbcheck: Nbcheck, data: Path) -> None:
    done = nbcheck("journal", env={"TZ": "UTC"})
    assert done.returncode == 0
    head, *lines = done.stdout.splitlines()
    file = data / "jupyter-mldebt" / "journal.sqlite"
    assert head == f"{file}: {file.stat().st_size // 1024} KiB"
    assert lines == [
        "  kernels without a notebook: 1 execution, 2023-11-14 to 2023-11-14",
        "  a.ipynb: 3 executions, 2023-11-14 to 2023-11-16",
        "  sub/b.ipynb: 2 executions, 2023-11-14 to 2023-11-15",
    ]
    assert "secret" not in done.stdout
    assert nbcheck("journal", "show", "sub/b.ipynb", env={"TZ": "UTC"}).stdout.splitlines() == [head, lines[2]]


def test_one_command_deletes(nbcheck: Nbcheck, data: Path) -> None:
    everything = lambda: b"".join(part.read_bytes() for part in (data / "jupyter-mldebt").iterdir())  # noqa: E731
    assert nbcheck("journal", "delete", "a.ipynb").stdout == "3 executions deleted\n"
    assert b"secret of b" in everything() and b"secret of a" not in everything()
    assert nbcheck("journal", "delete").stdout == "3 executions deleted\n"
    assert b"secret" not in everything()


def test_a_notebook_is_switched_off_and_on(nbcheck: Nbcheck, data: Path, home: Path) -> None:
    journal = Journal(data / "jupyter-mldebt" / "journal.sqlite")
    assert nbcheck("journal", "off", "a.ipynb").returncode == 0
    assert journal.executions("a") is None and journal.executions("b") is not None
    assert "a.ipynb: 3 executions, 2023-11-14 to 2023-11-16 (not recorded any more)" in nbcheck("journal", env={"TZ": "UTC"}).stdout
    assert nbcheck("journal", "on", "a.ipynb").returncode == 0
    assert journal.executions("a") is not None


def test_another_file(nbcheck: Nbcheck, data: Path, home: Path) -> None:
    assert nbcheck("journal", "--file", "other.sqlite").stdout == "other.sqlite: nothing was recorded\n"
    assert not (home / "other.sqlite").exists()


def test_wrong_use(nbcheck: Nbcheck, data: Path, home: Path) -> None:
    assert nbcheck("journal", "off").returncode == 2
    assert nbcheck("journal", "erase").returncode == 2
    (home / "file").write_text("")
    done = nbcheck("journal", "off", "a.ipynb", "--file", "file/journal.sqlite")
    assert done.returncode == 2 and done.stderr.startswith("nbcheck journal: file/journal.sqlite can't be used: ")
