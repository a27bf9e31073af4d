"""What the cases say of missing names is what IPython says: their cells are run, each case in a fresh shell, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .notebooks import FOLDER, Case, cases

pytest.importorskip("IPython")

_RUN = """
import contextlib, io, json, os, pathlib, sys, tempfile
from IPython.core.interactiveshell import InteractiveShell
answers = []
shell = InteractiveShell.instance()
for case in json.loads(sys.stdin.read()):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in case["files"].items():
            pathlib.Path(folder, name).write_text(text, encoding="utf-8")
        home, path, modules = os.getcwd(), list(sys.path), set(sys.modules)
        os.chdir(folder)
        sys.path.insert(0, folder)
        shell.reset(new_session=False)
        shell.compile.reset_compiler_flags()
        failed = []
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for index in case["order"]:
                error = shell.run_cell(case["cells"][index], store_history=False).error_in_exec
                if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
                    failed.append([index, error.name])
        os.chdir(home)
        sys.path[:] = path
        for name in set(sys.modules) - modules:
            if name == "helper":
                del sys.modules[name]
        answers.append(failed)
print(json.dumps(answers))
"""


def test_missing_names_are_those_that_ipython_misses(tmp_path: Path) -> None:
    asked = [case for file in sorted(FOLDER.glob("*.txt")) for case in cases(file.stem) if case.run and sys.version_info >= case.python]
    given = [
        {"files": case.files, "cells": [text for _, text in case.cells],
         "order": [index for index, (kind, _) in enumerate(case.cells) if kind == "code"]}
        for case in asked
    ]  # fmt: skip
    environment = {**os.environ, "IPYTHONDIR": str(tmp_path), "HOME": str(tmp_path), "MPLBACKEND": "agg"}
    answer = subprocess.run(
        [sys.executable, "-c", _RUN], input=json.dumps(given), capture_output=True, encoding="utf-8", env=environment, timeout=300
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    answers = json.loads(answer.stdout.splitlines()[-1])
    wrong = [
        f"{case.title}: IPython misses {told}, the case says {said}"
        for case, told in zip(asked, answers, strict=True)
        if (said := _differs(case, told))
    ]
    assert not wrong, "\n".join(wrong)


def _differs(case: Case, told: list[tuple[int, str]]) -> list[str]:
    """The lines about missing names, if IPython does not stop in the same cells, each at one of the names that the case has for it."""
    said = [line for line in case.expected if line.startswith("missing:")]
    sure: dict[int, set[str]] = {}
    maybe: dict[int, set[str]] = {}
    for line in said:
        _, cell, name, why, *more = line.split()
        is_sure = not {"guarded", "hidden", "perhaps", "uncalled"} & set(more) and not why.startswith("maybe")
        (sure if is_sure else maybe).setdefault(int(cell), set()).add(name)
    stopped = dict(told)
    is_same = sure.keys() <= stopped.keys() and all(
        name in sure.get(cell, ()) or name in maybe.get(cell, ()) for cell, name in stopped.items()
    )
    return [] if is_same else said or ["nothing"]
