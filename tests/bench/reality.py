"""IPython's own word on cells: where a run from top to bottom misses which name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_RUN = """
import contextlib, io, json, re, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(colors="NoColor")
answers = []
for cells in json.loads(sys.stdin.read()):
    shell.reset(new_session=False)
    missed = []
    for source in cells:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            error = shell.run_cell(source, store_history=False).error_in_exec
        # %time shows an error in place of raising it
        shown = re.findall(r"NameError: name '(\\w+)' is not defined", said.getvalue())
        missed.append(error.name if isinstance(error, NameError) else shown[0] if shown else None)
    answers.append(missed)
print(json.dumps(answers))
"""


def missing(notebooks: Sequence[Sequence[str]], home: Path) -> list[list[str | None]]:
    """The missing name at which each cell of each notebook stops, None where it does not; each notebook in a fresh namespace."""
    environment = {**os.environ, "IPYTHONDIR": str(home), "HOME": str(home), "MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, "-c", _RUN], input=json.dumps(notebooks), capture_output=True, encoding="utf-8", env=environment, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[list[str | None]] = json.loads(done.stdout.splitlines()[-1])
    return answers
