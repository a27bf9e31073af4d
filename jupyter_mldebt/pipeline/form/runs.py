"""Run: run.py as a process of its own, in a folder of its own below `runs`, and how far it is.

What is told is read from the executed notebooks, which papermill saves whenever a cell begins or ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import nbformat
import psutil

_DONE = "all steps are done"  # run.py says so at its end
_WIDGET = "application/vnd.jupyter.widget-view+json"  # it lives in a kernel that is gone


class Run:
    """A run of the pipeline.

    Parameters
    ----------
    folder : what it writes goes there; its name is the run's number
    """

    _started: ClassVar[dict[Path, Run]] = {}

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = int(folder.name)
        self.cancelled = False
        self._process: subprocess.Popen[bytes] | None = None
        self._looks: dict[str, tuple[tuple[int, int], Look]] = {}

    @classmethod
    def start(cls, pipeline: Path, values: Mapping[str, Any]) -> Run:
        """Start run.py, in the next folder below `runs`."""
        number = max((run.number for run in cls.past(pipeline)), default=0) + 1
        (pipeline / "runs" / str(number)).mkdir(parents=True)
        run = cls(pipeline / "runs" / str(number))
        given = run.folder / "parameters.json"
        given.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        command = [sys.executable, str(pipeline / "run.py"), "-f", str(given), "--to", str(run.folder)]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("JPY_")}  # those are of this kernel
        with (run.folder / "run.log").open("wb") as log:
            run._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=environment)
        cls._started[run.folder] = run
        return run

    @classmethod
    def past(cls, pipeline: Path) -> list[Run]:
        """All runs that there are, the oldest first."""
        folders = [path for path in (pipeline / "runs").glob("*") if path.name.isdecimal()]
        return sorted((cls._started.get(folder) or cls(folder) for folder in folders), key=lambda run: run.number)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def values(self) -> dict[str, Any]:
        """What its parameters are."""
        with suppress(OSError, ValueError):
            return dict(json.loads((self.folder / "parameters.json").read_text(encoding="utf-8")))
        return {}

    @property
    def log(self) -> list[str]:
        """The last lines of what run.py said."""
        with suppress(OSError):
            return (self.folder / "run.log").read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
        return []

    @property
    def finished(self) -> bool:
        """Whether it came to its end, which executed notebooks don't tell: where a kernel dies, papermill calls all cells completed."""
        return _DONE in self.log

    def look(self, step: str) -> Look | None:
        """How far a step is; None where it has not begun."""
        notebook = self.folder / "executed" / f"{step}.ipynb"
        with suppress(OSError, ValueError):  # there is none, or only half of it is written
            now = notebook.stat()
            version = now.st_mtime_ns, now.st_size
            if step not in self._looks or self._looks[step][0] != version:
                self._looks[step] = version, _look(nbformat.reads(notebook.read_text(encoding="utf-8"), as_version=4))
        return self._looks[step][1] if step in self._looks else None

    def cancel(self) -> None:
        """End it, its kernels, and all that these started."""
        if self._process is None or not self.running:
            return
        self.cancelled = True
        with suppress(psutil.NoSuchProcess):
            leader = psutil.Process(self._process.pid)
            leader.suspend()  # so that it starts no other kernel meanwhile
            for process in [*leader.children(recursive=True), leader]:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
        self._process.wait()


class Cell(NamedTuple):
    """A cell of an executed notebook that shows something.

    Parameters
    ----------
    place : what it is called
    source, outputs : as the notebook has them
    error : what it failed with, "" where it did not, or was meant to
    """

    place: str
    source: str
    outputs: tuple[dict[str, Any], ...]
    error: str


class Look(NamedTuple):
    """How far a step is.

    Parameters
    ----------
    state : running, done or failed, as far as it can be seen in the notebook
    done, cells : how many of its cells of code have run, and how many there are
    begun : whether its first cell has
    seconds : how long it took, None while it runs
    shown : the cells that show something, by number
    """

    state: str
    done: int
    cells: int
    begun: bool
    seconds: float | None
    shown: Mapping[int, Cell]


def _look(notebook: Any) -> Look:
    cells = [
        cell for cell in notebook.cells if cell.cell_type == "code" and "papermill-error-cell-tag" not in cell.metadata.get("tags", ())
    ]
    notes = [cell.metadata.get("papermill", {}) for cell in cells]
    states = [note.get("status") if note.get("start_time") else "pending" for note in notes]  # a cell that never began may be "completed"
    done = states.count("completed")
    return Look(
        state="failed" if "failed" in states else "done" if done == len(cells) else "running",
        done=done,
        cells=len(cells),
        begun=states.count("pending") < len(cells),
        seconds=notebook.metadata.get("papermill", {}).get("duration"),
        shown={number: _cell(cell) for number, cell in enumerate(cells) if cell.outputs},
    )


def _cell(cell: Any) -> Cell:
    for output in cell.outputs:
        output.get("data", {}).pop(_WIDGET, None)
    index = cell.metadata.get("nbcheck", {}).get("source_index")
    place = "a cell of the export" if index is None else f"cell {index}"
    meant = "raises-exception" in cell.metadata.get("tags", ())
    errors = [f"{output.ename}: {output.evalue}".rstrip(": ") for output in cell.outputs if output.output_type == "error" and not meant]
    return Cell(place, cell.source, tuple(dict(output) for output in cell.outputs), errors[0] if errors else "")
