"""nbcheck check --fix, --unsafe-fixes and --diff."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from engine_shell.documents import text, write

from .conftest import Nbcheck

CELLS = ["import json\n", "print(rate, np.zeros(3))", "rate = 2", "print(gone)"]
MENDED = ["import json\nimport numpy as np", "rate = 2", "print(rate, np.zeros(3))", "print(gone)"]


def sources(data: str) -> list[str]:
    return [cell["source"].rstrip("\n") for cell in json.loads(data)["cells"]]


@pytest.fixture
def late(home: Path) -> Path:
    return write(home / "late.ipynb", CELLS, [1, 3, 2, 4])


def test_fix_writes_what_is_safe_and_tells_the_rest(nbcheck: Nbcheck, late: Path) -> None:
    late.chmod(0o600)
    done = nbcheck("check", "--fix", "--select", "NBS")
    assert sources(late.read_text()) == MENDED
    assert stat.S_IMODE(late.stat().st_mode) == 0o600
    assert done.stdout.startswith("error[NBS001] undefined-name: `gone`")
    assert done.stdout.splitlines()[-2:] == ["fixed 2 problems (1 remaining)", "1 error in 1 of 1 notebook"]
    assert (done.returncode, done.stderr) == (1, "")
    assert os.listdir(late.parent) == ["late.ipynb"]


def test_all_fixed_is_success(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "a.ipynb", CELLS[:3], [1, 2, 3])
    done = nbcheck("check", "--fix", "--select", "NBS", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert nbcheck("check", "--fix", "--select", "NBS").stdout == "fixed 0 problems (0 remaining)\nnothing found in 1 notebook\n"


def test_nothing_to_fix_leaves_the_file_alone(nbcheck: Nbcheck, home: Path) -> None:
    file = write(home / "a.ipynb", ["print(gone)"])
    os.utime(file, ns=(1, 1))
    nbcheck("check", "--fix")
    assert file.stat().st_mtime_ns == 1


def test_only_rules_that_run_fix(nbcheck: Nbcheck, late: Path) -> None:
    nbcheck("check", "--fix", "--select", "NBS002")
    assert sources(late.read_text()) == [CELLS[0].strip(), *MENDED[1:]]


def test_an_ignored_finding_is_not_fixed(nbcheck: Nbcheck, home: Path) -> None:
    file = write(home / "a.ipynb", ["print(a)  # nbcheck: ignore[NBS002] by hand", "a = 1"])
    before = file.read_bytes()
    assert nbcheck("check", "--fix", "--select", "NBS").returncode == 0
    assert file.read_bytes() == before


def test_diff_shows_and_writes_nothing(nbcheck: Nbcheck, late: Path) -> None:
    before = late.read_bytes()
    done = nbcheck("check", "--diff", "--select", "NBS")
    assert late.read_bytes() == before
    assert done.stdout.splitlines() == [
        "--- late.ipynb",
        "+++ late.ipynb",
        "@@ -1,9 +1,10 @@",
        " # %% cell 0 [1]",
        " import json",
        "+import numpy as np",
        " ",
        "+# %% cell 2 [2]",
        "+rate = 2",
        " # %% cell 1 [3]",
        " print(rate, np.zeros(3))",
        "-# %% cell 2 [2]",
        "-rate = 2",
        " # %% cell 3 [4]",
        " print(gone)",
    ]
    assert (done.returncode, done.stderr) == (1, "nbcheck check: would fix 2 problems in 1 notebook\n")
    nbcheck("check", "--fix", "--select", "NBS")
    done = nbcheck("check", "--diff", "--fix", "--select", "NBS")
    assert (done.returncode, done.stdout) == (0, "")


def test_unsafe_fixes_are_counted_and_taken_only_when_asked_for(nbcheck: Nbcheck, home: Path) -> None:
    file = write(home / "a.ipynb", ["print(a, gone)", "a = 1"])
    before = file.read_bytes()
    assert nbcheck("check", "--select", "NBS002").stdout.splitlines()[-1] == "1 fixable with --fix --unsafe-fixes"
    assert "[*]" not in nbcheck("check", "--fix", "--select", "NBS002", "--format", "concise").stdout
    shown = nbcheck("check", "--unsafe-fixes", "--select", "NBS002", "--format", "concise").stdout
    assert " [*] `a`" in shown and shown.splitlines()[-1] == "[*] 1 fixable with --fix --unsafe-fixes"
    assert nbcheck("check", "--diff").stdout == "" and file.read_bytes() == before
    nbcheck("check", "--fix", "--unsafe-fixes")
    assert sources(file.read_text()) == ["a = 1", "print(a, gone)"]


def test_standard_input_is_a_filter(nbcheck: Nbcheck, home: Path) -> None:
    done = nbcheck("check", "-", "--stdin-filename", "a.ipynb", "--fix", "--select", "NBS", stdin=text(CELLS))
    assert sources(done.stdout) == MENDED
    assert done.returncode == 1 and "`gone` is read here" in done.stderr and "fixed 2 problems (1 remaining)" in done.stderr
    script = "print(a)\n\n\n# %%\na = 1\n"
    done = nbcheck("check", "-", "--stdin-filename", "a.py", "--fix", "-q", stdin=script)
    assert (done.stdout, done.stderr, done.returncode) == ("# %%\na = 1\n\n\n# %%\nprint(a)\n", "", 0)
    done = nbcheck("check", "-", "--stdin-filename", "a.py", "--diff", "-q", stdin=script)
    assert done.stdout.startswith("--- a.py\n") and (done.stderr, done.returncode) == ("", 1)
    done = nbcheck("check", "-", "--stdin-filename", "a.ipynb", "--fix", stdin="{}")
    assert (done.stdout, done.returncode) == ("{}", 2)
    assert list(home.iterdir()) == []


def test_json_holds_the_fix_and_after_it_what_remains(nbcheck: Nbcheck, late: Path) -> None:
    (file,) = json.loads(nbcheck("check", "--format", "json", "--select", "NBS002").stdout)["files"]
    assert file["findings"][0]["fix"] == {
        "safety": "safe",
        "title": "Move cell 2 [2] above cell 1 [3]",
        "edits": [{"kind": "move-cell", "cell": 2, "range": None, "text": None, "to": 1}],
    }
    (file,) = json.loads(nbcheck("check", "--fix", "--format", "json", "--select", "NBS").stdout)["files"]
    assert [finding["names"] for finding in file["findings"]] == [["gone"]]


def test_a_file_that_can_not_be_written_is_named_and_the_others_go_on(nbcheck: Nbcheck, home: Path, late: Path) -> None:
    locked = write(home / "locked.ipynb", CELLS)
    locked.chmod(0o444)
    before = locked.read_bytes()
    link = home / "zlink.ipynb"
    target = write(home / "data" / "target.txt", CELLS)
    link.symlink_to(target)
    done = nbcheck("check", "--fix", "late.ipynb", "locked.ipynb", "zlink.ipynb", "--select", "NBS", "--format", "concise")
    assert done.stderr == "nbcheck check: locked.ipynb: the file is read-only: nothing was written\n"
    assert done.returncode == 2 and locked.read_bytes() == before
    assert sources(late.read_text()) == MENDED == sources(target.read_text()) and link.is_symlink()
    assert "fixed 4 problems (5 remaining)" in done.stdout


def test_what_the_cache_answers_is_fixed_as_well(nbcheck: Nbcheck, late: Path) -> None:
    nbcheck("check", "--select", "NBS")
    nbcheck("check", "--fix", "--select", "NBS")
    assert sources(late.read_text()) == MENDED
    assert nbcheck("check", "--select", "NBS001", "--format", "concise").stdout.splitlines()[-1] == "1 error in 1 of 1 notebook"
