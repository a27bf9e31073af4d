"""Files that are broken on purpose: each is answered, with its cause where it can't be read, and none stops the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from engine_shell.documents import document, text, write

from .conftest import Nbcheck, environment

GOOD = text(["print(missing)"])
LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
CONFLICT = GOOD.replace('"nbformat": 4,', '\n<<<<<<< HEAD\n"nbformat": 4,\n=======\n"nbformat": 3,\n>>>>>>> other\n')


def answers(nbcheck: Nbcheck, *paths: str) -> dict[str, dict[str, Any]]:
    done = nbcheck("check", "--output-format", "json", "--select", "NBS001,NBR010", *(paths or ["."]))
    assert "Traceback" not in done.stderr and done.returncode != 3
    return {file["path"]: file for file in json.loads(done.stdout)["files"]}


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (b"  \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (GOOD[: len(GOOD) // 2].encode(), "not valid JSON"),
        (b"[]", "no notebook"),
        (b"3", "no notebook"),
        (b"null", "no notebook"),
        (b'{"a": 1}', "no list of cells"),
        (b"hello", "not valid JSON"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (LFS.encode(), "Git LFS pointer"),
        (CONFLICT.encode(), "conflict"),
        (GOOD.encode("utf-16"), ""),
        (GOOD.replace("missing", "caf\xe9").encode("latin-1"), "UTF-8"),
        (b'{"cells":' + b"[" * 100_000, ""),
        (b'{"metadata":' + b"[" * 100_000 + b"]" * 100_000 + b',"cells":[]}', "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_cause(nbcheck: Nbcheck, home: Path, content: bytes, cause: str) -> None:
    (home / "bad.ipynb").write_bytes(content)
    (home / "good.ipynb").write_text(GOOD)
    found = answers(nbcheck)
    assert found["bad.ipynb"]["findings"] == [] and found["bad.ipynb"]["state"] == "unknown"
    assert cause in found["bad.ipynb"]["error"]
    assert "\n" not in found["bad.ipynb"]["error"]
    assert [finding["code"] for finding in found["good.ipynb"]["findings"]] == ["NBS001"]
    assert nbcheck("check").returncode == 2


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        json.dumps({**document(["print(missing)"]), "metadata": {"loss": float("nan"), "best": float("inf")}}).encode(),
        json.dumps({"cells": document(["print(missing)"])["cells"]}).encode(),
        json.dumps({"cells": [{"cell_type": "code", "source": ["print(", "missing)"]}]}).encode(),
        json.dumps({"nbformat": "4", "metadata": None, "cells": document(["print(missing)"])["cells"]}).encode(),
        json.dumps({"nbformat": 4, "metadata": [], "cells": [3, None, *document(["print(missing)"])["cells"]]}).encode(),
        json.dumps(
            {
                "nbformat": 3,
                "metadata": {},
                "worksheets": [{"cells": [{"cell_type": "code", "language": "python", "input": ["print(missing)"]}]}],
            }
        ).encode(),
        json.dumps(
            {
                "nbformat": 2,
                "metadata": {},
                "worksheets": [{"cells": [{"cell_type": "code", "input": "print(missing)", "prompt_number": 3}]}],
            }
        ).encode(),
        text(["print(missing)"]).replace('"execution_count": null', '"execution_count": "3"').encode(),
    ],
)
def test_what_can_be_read_is_read(nbcheck: Nbcheck, home: Path, content: bytes) -> None:
    (home / "odd.ipynb").write_bytes(content)
    found = answers(nbcheck)["odd.ipynb"]
    assert found["error"] is None
    assert [finding["names"] for finding in found["findings"]] == [["missing"]]


@pytest.mark.parametrize(
    "source",
    [
        "(" * 300,
        "-" * 5000 + "1",
        "x" + ".a" * 5000,
        "x = " + "+".join(["1"] * 5000),
        "f" + "()" * 3000,
        "\n".join(" " * depth + "if x:" for depth in range(120)),
        "f = " + "lambda: " * 900 + "1",
        "x = " + "9" * 10_000,
        "x = '\0'",
        "x = '\ud800'",
        "%%time\n" * 300 + "x = 1",
        "!" * 3000,
        "f'" + "{f'" * 60,
        "\n".join(f"def f{n}(): return f{n + 1}()" for n in range(1500)) + "\nf0()",
    ],
    ids=lambda source: source[:12].encode("unicode_escape").decode(),
)
def test_a_cell_made_to_break_the_analysis_costs_only_itself(nbcheck: Nbcheck, home: Path, source: str) -> None:
    write(home / "hostile.ipynb", [source, "print(missing)"])
    found = answers(nbcheck)["hostile.ipynb"]
    assert found["error"] is None
    assert (1, ["missing"]) in [(finding["cell"]["index"], finding["names"]) for finding in found["findings"]]


def test_what_is_no_file(nbcheck: Nbcheck, home: Path) -> None:
    found = answers(nbcheck, "nowhere.ipynb", "no/such/folder")
    assert [file["error"] for file in found.values()] == ["no such file or directory"] * 2


def test_a_folder_with_the_name_of_a_notebook_is_walked(nbcheck: Nbcheck, home: Path) -> None:
    write(home / "all.ipynb" / "one.ipynb", ["print(missing)"])
    assert list(answers(nbcheck)) == ["all.ipynb/one.ipynb"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX permissions")
def test_what_may_not_be_opened(tmp_path: Path, home: Path) -> None:
    """As somebody who may not: root may read everything, so it steps down."""
    write(home / "mine.ipynb", ["x = 1"])
    write(home / "secret.ipynb", ["x = 1"]).chmod(0)
    write(home / "closed" / "a.ipynb", ["x = 1"])
    (home / "closed").chmod(0)
    again = "main(['check', '--no-cache', '--output-format', 'json', '.'])"
    code = f"import sys, os; from jupyter_mldebt.cli.main import main; {again}; os.geteuid() or os.setuid(65534); sys.exit({again})"
    if os.geteuid() == 0:  # the first call loads all that nobody else may be able to read, and the way there is opened
        for folder in (home, tmp_path, tmp_path.parent, tmp_path.parent.parent):
            folder.chmod(0o755)
    try:
        done = subprocess.run([sys.executable, "-c", code], cwd=home, capture_output=True, text=True, env=environment(tmp_path), timeout=60)
    finally:
        (home / "closed").chmod(0o755)
    assert len(done.stdout.splitlines()) == 2, done.stderr
    found = {file["path"]: file["error"] for file in json.loads(done.stdout.splitlines()[1])["files"]}
    assert found.keys() == {"closed", "mine.ipynb", "secret.ipynb"}
    assert found["mine.ipynb"] is None
    assert "permission denied" in found["secret.ipynb"]
    assert found["closed"]
    assert done.returncode == 2
