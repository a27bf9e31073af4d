"""Executes notebooks with papermill, each in a kernel of its own, and sees to it that no kernel outlives what it was started for."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from jupyter_mldebt.pipeline.plan import PlanError

_STARTS = 3  # of a kernel that dies before anything ran: another program may have taken one of the ports that were chosen for it
_UNBORN = "before replying to kernel_info"
Progress = Callable[[str], None]
OnCell = Callable[[int, int], None]
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LONGEST = 20_000  # characters of a traceback
_SLACK = 0.5  # seconds: how well the start of a process is known
_WITNESS, _NAME = Path(__file__).with_name("witness.py"), "_nbcheck_witness"


class StepError(msgspec.Struct, frozen=True):
    """Why a step failed.

    Parameters
    ----------
    ename, evalue : the exception's class and what it says
    source_index : the notebook's cell, None where it was no cell of the notebook
    source : code of the cell that failed
    traceback : as Python shows it, without colours
    """

    ename: str
    evalue: str
    source_index: int | None
    source: str | None = None
    traceback: str | None = None


class Kernels:
    """The kernels of one run, noted on disk while they live: the next run ends those that a killed one left.

    Parameters
    ----------
    folder : where they are noted, one file each
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._living: set[int] = set()
        self._closed = False

    def started(self, pid: int) -> None:
        """Note a kernel; it is ended at once where `close` was called before."""
        psutil: Any = import_module("psutil")
        with self._lock:
            self._living.add(pid)
            with suppress(psutil.Error):
                born = psutil.Process(pid).create_time()
                self._folder.mkdir(parents=True, exist_ok=True)
                (self._folder / str(pid)).write_text(repr(born), encoding="ascii")
            if self._closed:
                _end(pid, None)

    def ended(self, pid: int) -> None:
        """Forget a kernel that was shut down."""
        with self._lock:
            self._living.discard(pid)
            (self._folder / str(pid)).unlink(missing_ok=True)

    def close(self) -> None:
        """End all kernels of this run, and those that would still be started."""
        with self._lock:
            self._closed = True
            for pid in self._living:
                _end(pid, None)

    def end_left(self) -> int:
        """End the kernels that a killed run left; how many there were. Nobody else may be running."""
        count = 0
        for note in sorted(self._folder.glob("*")):
            with suppress(ValueError, OSError):
                count += _end(int(note.name), float(note.read_text(encoding="ascii")))
            note.unlink(missing_ok=True)
        return count


def _end(pid: int, born: float | None) -> bool:
    """End a kernel with all that it started, if it is still the process that was born then.

    jupyter_client makes each kernel the leader of a process group, whose number no other process is given while one of the group lives.
    """
    psutil: Any = import_module("psutil")
    doomed: list[Any] = []
    with suppress(psutil.NoSuchProcess):
        leader = psutil.Process(pid)
        if born is not None and abs(leader.create_time() - born) > _SLACK:
            return False  # the number belongs to another process now
        if leader.status() != psutil.STATUS_ZOMBIE:
            doomed = [leader, *leader.children(recursive=True)]
    if hasattr(os, "killpg") and pid != os.getpgrp():
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    for process in doomed:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(doomed, timeout=5)
    return bool(doomed)


class Watch(msgspec.Struct, frozen=True):
    """What is noted while a notebook is executed.

    Parameters
    ----------
    kernels : told of the kernel
    notes : file that witness.py writes what it saw to
    left_out : paths that it does not look at
    """

    kernels: Kernels
    notes: Path
    left_out: tuple[str, ...] = ()


def kernel_for(name: str | None) -> tuple[str, str | None]:
    """The kernel to use where the notebook names one, and a sentence if it is another.

    Raises
    ------
    PlanError : there is no Python kernel at all
    """
    from jupyter_client.kernelspec import KernelSpecManager

    installed = KernelSpecManager().find_kernel_specs()
    if (name or "python3") in installed:
        return name or "python3", None
    if "python3" not in installed:
        raise PlanError("no Python kernel is installed: pip install ipykernel")
    return "python3", f"the notebook's kernel {name} is not installed: its steps run with python3"


def execute(
    notebook: Path,
    output: Path,
    *,
    kernel: str,
    workdir: Path,
    parameters: Mapping[str, Any] | None = None,
    timeout: float | None = None,
    progress: Progress | None = None,
    on_cell: OnCell | None = None,
    watch: Watch | None = None,
) -> StepError | None:
    """Execute a notebook with papermill, and say what stopped it.

    The process keeps its working directory: only the kernel starts in `workdir`, so that steps can run in threads.

    Parameters
    ----------
    notebook, output : where it is and where the executed one goes
    kernel, workdir, parameters : what it runs with
    timeout : seconds that one cell may take
    progress : told each cell as it starts, in words
    on_cell : told the same as numbers: the cell's, from 1, and how many there are
    watch : what is noted meanwhile
    """
    try:
        papermill: Any = import_module("papermill")
        stopped: Any = import_module("papermill.exceptions").PapermillExecutionError
    except ImportError:
        raise PlanError("papermill is not installed: pip install papermill") from None
    logging.getLogger("papermill").setLevel(logging.CRITICAL + 1)  # it raises what it logs

    def told(cell: int, cells: int) -> None:
        if progress is not None:
            progress(f"cell {cell} of {cells}")
        if on_cell is not None:
            on_cell(cell, cells)

    for again in reversed(range(_STARTS)):
        try:
            papermill.execute_notebook(
                str(notebook.resolve()),
                str(output.resolve()),
                dict(parameters or {}),
                engine_name=_engine(),
                kernel_name=kernel,
                progress_bar=False,
                request_save_on_cell_execute=False,
                execution_timeout=timeout,
                resources={"metadata": {"path": str(workdir)}},
                extra_arguments=["--log-level=CRITICAL"],  # the kernel's own log, not the notebook's
                on_cell=told,
                kept=str(output.resolve()),
                watch=watch,
            )
        except stopped as error:
            return _failed(error.ename, str(error.evalue), output, error.traceback)
        except (RuntimeError, TimeoutError) as error:  # the kernel died or did not start, a cell took too long
            if again and _UNBORN in str(error):
                continue
            message = str(error).strip().splitlines()
            return _failed(type(error).__name__, message[0] if message else "", output)
        break
    return None


def _engine() -> str:
    """Papermill's own engine, which also tells each cell as it starts, has it watched, and keeps what was done when the kernel dies."""
    engines: Any = import_module("papermill.engines")
    client: Any = import_module("papermill.clientwrap").PapermillNotebookClient
    write: Any = import_module("papermill.iorw").write_ipynb

    class Watched(client):  # type: ignore[misc]
        watch: Watch | None = None
        pid: int | None = None

        def start_new_kernel(self, **options: Any) -> None:
            super().start_new_kernel(**options)
            self.pid = getattr(self.km.provisioner, "pid", None)
            if self.watch is not None and self.pid is not None:
                self.watch.kernels.started(self.pid)

        def papermill_execute_cells(self) -> None:
            if self.watch is not None:
                self.unseen(
                    f"import sys, types\nwitness = sys.modules[{_NAME!r}] = types.ModuleType({_NAME!r})\n"
                    f"exec({_WITNESS.read_text(encoding='utf-8')!r}, vars(witness))\nwitness.begin({list(self.watch.left_out)!r})"
                )
            super().papermill_execute_cells()
            if self.watch is not None:
                self.unseen(f"import sys\nsys.modules[{_NAME!r}].report({str(self.watch.notes)!r})")

        def unseen(self, code: str) -> None:
            """Run code that leaves no trace in the notebook nor among its names."""
            self.wait_for_reply(self.kc.execute(f"exec({code!r}, {{}})", silent=True, store_history=False))

    class Telling(engines.NBClientEngine):  # type: ignore[misc]
        @classmethod
        def execute_managed_notebook(
            cls, nb_man: Any, kernel_name: str, *, on_cell: OnCell, kept: str, watch: Watch | None, **options: Any
        ) -> Any:
            start, count = nb_man.cell_start, len(nb_man.nb.cells)

            def cell_start(cell: Any, cell_index: int | None = None, **more: Any) -> None:
                if cell.cell_type == "code" and cell_index is not None:
                    on_cell(cell_index + 1, count)
                start(cell, cell_index, **more)

            nb_man.cell_start = cell_start
            given = {name: options[name] for name in ("resources", "extra_arguments")}
            times = {"timeout": options["execution_timeout"], "startup_timeout": options["start_timeout"]}
            running = Watched(nb_man, kernel_name=kernel_name, log=logging.getLogger("papermill"), **given, **times)
            running.watch = watch
            try:
                return running.execute()
            except (RuntimeError, TimeoutError):
                write(nb_man.nb, kept)
                raise
            finally:
                if watch is not None and running.pid is not None:
                    watch.kernels.ended(running.pid)

    engines.papermill_engines.register("nbcheck", Telling)
    return "nbcheck"


def _failed(ename: str, evalue: str, executed: Path, traceback: Sequence[str] = ()) -> StepError:
    """The error with the notebook's cell that holds it: a step tells that of the source notebook, None for a cell that the export added."""
    shown = _COLOUR.sub("", "\n".join(traceback))[-_LONGEST:] or None
    try:
        document = json.loads(executed.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return StepError(ename, evalue, None, None, shown)
    cells = [cell for cell in document["cells"] if "papermill-error-cell-tag" not in _tags(cell)]
    failed = [cell for cell in cells if _has_error(cell)]
    if not failed:  # the kernel died in the last cell that was begun
        failed = [cell for cell in cells if cell["metadata"].get("papermill", {}).get("status", "pending") != "pending"][-1:]
    if not failed:
        return StepError(ename, evalue, None, None, shown)
    is_step = "nbcheck" in document["metadata"]
    index = (failed[0]["metadata"].get("nbcheck") or {}).get("source_index") if is_step else cells.index(failed[0])
    return StepError(ename, evalue, index, "".join(failed[0]["source"]), shown)


def _has_error(cell: Mapping[str, Any]) -> bool:
    return "raises-exception" not in _tags(cell) and any(output["output_type"] == "error" for output in cell.get("outputs", ()))


def _tags(cell: Mapping[str, Any]) -> list[str]:
    tags: list[str] = cell["metadata"].get("tags", [])
    return tags
