"""What a process tells of the files that it uses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jupyter_mldebt.pipeline import witness

TEXT = Path(witness.__file__).read_text(encoding="utf-8")


@pytest.fixture
def told(tmp_path: Path):
    """Run code under the witness in a folder; what it noted there."""
    place = tmp_path / "project"
    (place / "parts").mkdir(parents=True)
    (place / "ours").mkdir()
    (place / "data.txt").write_text("data")
    (place / "helper.py").write_text("x = 1\n")

    def told(code: str) -> dict[str, Any]:
        notes = tmp_path / "notes.json"
        begin = f"exec({TEXT!r}, vars(witness)); witness.begin([{str(place / 'ours')!r}])"
        script = f"import sys, types; witness = types.ModuleType('witness'); {begin}\n{code}\nwitness.report({str(notes)!r})"
        subprocess.run([sys.executable, "-c", script], cwd=place, check=True, timeout=60)
        return json.loads(notes.read_text(encoding="utf-8"))

    return told


READS = [
    ("open('data.txt').read()", ["data.txt"]),
    ("import pathlib; pathlib.Path('data.txt').read_bytes()", ["data.txt"]),
    ("import os; os.chdir('parts'); open('../data.txt').read()", ["data.txt"]),
    ("import os; open(os.path.abspath('data.txt')).read()", ["data.txt"]),
    ("import helper", ["helper.py"]),
    ("try:\n    open('later.txt')\nexcept OSError:\n    pass", ["later.txt"]),
    ("open('out.txt', 'w').write('x'); open('out.txt').read()", []),
    ("import json, decimal, sqlite3", []),
    ("open('ours/state.bin', 'w').close(); open('ours/state.bin').read()", []),
    ("import os; os.path.exists('data.txt')", []),
]


@pytest.mark.parametrize(("code", "files"), READS, ids=[row[0][:40] for row in READS])
def test_files_that_are_read(told, code: str, files: list[str]) -> None:
    found = told(code)
    assert sorted(found["reads"]) == files
    assert all(bool(seen) is (name != "later.txt") for name, seen in found["reads"].items())


WRITES = [
    ("open('out.txt', 'w').close()", ["out.txt"]),
    ("open('data.txt', 'a').close()", ["data.txt"]),
    ("import os; os.close(os.open('out.txt', os.O_WRONLY | os.O_CREAT))", ["out.txt"]),
    ("import os; open('out.part', 'w').close(); os.replace('out.part', 'out.txt')", ["out.txt"]),
    ("import shutil; shutil.copy('data.txt', 'copy.txt')", ["copy.txt"]),
    ("import os; os.remove('data.txt')", ["data.txt"]),
    ("import tempfile; tempfile.TemporaryFile().close()", []),
    ("import sqlite3; sqlite3.connect('base.db').execute('create table t (x)').connection.close()", ["base.db"]),
]


@pytest.mark.parametrize(("code", "files"), WRITES, ids=[row[0][:40] for row in WRITES])
def test_files_that_are_written(told, code: str, files: list[str]) -> None:
    assert told(code)["writes"] == files


def test_folders_that_are_listed(told) -> None:
    found = told("import glob, helper, os, pkgutil\nglob.glob('parts/*.csv')\nsum(1 for _ in os.scandir('parts'))")
    assert found["lists"] == {"parts": []}


@pytest.mark.parametrize(
    ("code", "outside"),
    [
        ("import subprocess; subprocess.run(['true'])", ["program true"]),
        ("import os; os.system('exit 0')", ["program exit"]),
        ("import socket\ntry:\n    socket.getaddrinfo('nowhere.invalid', 80)\nexcept OSError:\n    pass", ["network nowhere.invalid"]),
        ("import os\nif not os.fork():\n    os._exit(0)", ["child processes"]),
        ("print(1)", []),
    ],
)
def test_what_can_not_be_known_is_named(told, code: str, outside: list[str]) -> None:
    assert told(code)["outside"] == outside


def test_what_it_sees_does_not_stop_the_notebook(told) -> None:
    """Paths that are none raise what Python itself raises."""
    code = "for path in (b'\\xff', 'a\\0b', '', '/', 99999):\n    try:\n        open(path)\n    except (OSError, ValueError):\n        pass"
    assert told(code)["reads"].keys() <= {"\udcff"}
