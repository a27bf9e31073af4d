"""How much is kept, how long, and what happens to a file that is not as it should be."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.journal.database import Unusable, damaged
from jupyter_mldebt.journal.journal import Journal
from jupyter_mldebt.journal.writer import Writer

DAY = 24 * 3600.0
MB = 2**20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite"


def on_disk(file: Path) -> int:
    return sum(part.stat().st_size for part in file.parent.iterdir())


def test_the_size_is_bounded_and_the_newest_stay(file: Path) -> None:
    writer = Writer(file, 90, 2 * MB)
    epoch = writer.begin("k", "", {})
    letters = random.Random(1)
    for i in range(400):
        text = "".join(letters.choices("abcdefghij", k=20_000))
        writer.add(epoch, f"r{i}", Execution(i, text, count=i + 1, started=time.time()))
        writer.commit()
        assert on_disk(file) < 3.5 * MB  # with the log and its index
    writer.close()
    (found,) = Journal(file).timeline(kernel="k", limit=1000).epochs
    numbers = [e.number for e in found.executions]
    assert 40 < len(numbers) < 110 and numbers == list(range(400 - len(numbers), 400))
    assert found.forgotten == numbers[0] and found.gaps == ()


def test_a_source_is_kept_once(file: Path) -> None:
    writer = Writer(file, 90, 64 * MB)
    epoch = writer.begin("k", "", {})
    for i in range(1000):
        writer.add(epoch, f"r{i}", Execution(i, "x = 1\n" * 1000, "c", "client", i + 1, "ok", 1.0 * i, 1.0 * i))
    writer.commit()
    writer.close()
    assert on_disk(file) < 300_000


def test_one_that_is_too_large_pushes_no_others_out(file: Path) -> None:
    writer = Writer(file, 90, 2 * MB)
    epoch = writer.begin("k", "", {})
    for i, size in enumerate((10, MB, 10)):
        writer.add(epoch, f"r{i}", Execution(i, "x" * size, count=i + 1))
    writer.commit()
    (found,) = Journal(file).timeline(kernel="k").epochs
    assert [e.number for e in found.executions] == [0, 2] and [(gap.before, gap.missing) for gap in found.gaps] == [(2, 1)]


def test_what_is_too_old_goes(file: Path) -> None:
    writer = Writer(file, 10, 64 * MB)
    for kernel, ages in {"old": (40, 30), "half": (20, 5), "new": (4, 3)}.items():
        epoch = writer.begin(kernel, "", {"s": f"/{kernel}.ipynb"})
        for number, age in enumerate(ages):
            request = f"{kernel}{number}"
            writer.add(epoch, request, Execution(number, f"text {request}", started=time.time() - age * DAY))
        writer.end(epoch)
    writer.commit()
    journal = Journal(file)
    kept = {summary.path: summary.executions for summary in journal.notebooks()}
    assert kept == {"/half.ipynb": 1, "/new.ipynb": 2}
    (half,) = journal.timeline(kernel="half").epochs
    assert (half.forgotten, half.gaps) == (1, ())
    everything = b"".join(part.read_bytes() for part in file.parent.iterdir())
    assert b"text new1" in everything and b"text old" not in everything


def test_epochs_of_a_server_that_was_killed_are_ended(file: Path) -> None:
    code = f"""
from pathlib import Path; import os, signal
from jupyter_mldebt.execution import Execution
from jupyter_mldebt.journal.writer import Writer
writer = Writer(Path({str(file)!r}), 90, {MB})
writer.add(writer.begin("k", "", {{}}), "r", Execution(0, "x", count=1, status="running", started=1e10)); writer.commit()
print("written", flush=True)
input()
"""
    server = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None and server.stdout.readline() == "written\n"
        Writer(file, 90, MB).open()
        assert [e.status for e in Journal(file).executions("k") or ()] == ["running"]  # its server lives
    finally:
        server.kill()
        server.communicate()
    Writer(file, 90, MB).open()
    assert Journal(file).executions("k") is None
    (epoch,) = Journal(file).timeline(kernel="k").epochs
    assert epoch.ended is not None and [e.status for e in epoch.executions] == ["error"]


def test_a_file_of_a_newer_version_is_left_alone(file: Path) -> None:
    Writer(file, 90, MB).open()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    with pytest.raises(Unusable, match="newer version"):
        Writer(file, 90, MB).open()
    assert Journal(file).executions("k") is None and not damaged(file).exists()


def test_a_file_that_others_might_read_is_closed_to_them(file: Path) -> None:
    writer = Writer(file, 90, MB)
    writer.open()
    writer.close()
    file.chmod(0o644)
    Writer(file, 90, MB).open()
    assert file.stat().st_mode & 0o777 == 0o600


def test_damage_within_a_file_is_put_aside(file: Path) -> None:
    writer = Writer(file, 90, 64 * MB)
    epoch = writer.begin("k", "", {})
    for i in range(500):
        writer.add(epoch, f"r{i}", Execution(i, f"text {i} " * 100, count=i + 1))
    writer.commit()
    writer.close()
    with open(file, "r+b") as stream:
        for page in range(4, os.path.getsize(file) // 4096, 2):
            stream.seek(page * 4096)
            stream.write(os.urandom(4096))
    Writer(file, 90, 64 * MB).open()
    assert damaged(file).exists() and Journal(file).executions("k") is None


def test_a_journal_that_is_not_there_says_nothing_and_is_not_made(file: Path) -> None:
    journal = Journal(file)
    assert (journal.executions("k"), journal.timeline(path="/a").epochs, journal.notebooks(), journal.delete()) == (None, (), (), 0)
    assert not file.exists()


def test_folders_of_similar_names_are_not_renamed_along(file: Path) -> None:
    writer = Writer(file, 90, MB)
    paths = ["/w/a.ipynb", "/w/a", "/wx/a.ipynb", "/w/b_c/d.ipynb", "/w/b.c/d.ipynb"]
    for path in paths:
        writer.add(writer.begin(path, "", {"s": path}), path, Execution(0, "x"))
    writer.rename("/w/b_c", "/v")
    writer.rename("/w/a", "/u")
    writer.commit()
    assert sorted(summary.path or "" for summary in Journal(file).notebooks()) == [
        "/u",
        "/v/d.ipynb",
        "/w/a.ipynb",
        "/w/b.c/d.ipynb",
        "/wx/a.ipynb",
    ]
