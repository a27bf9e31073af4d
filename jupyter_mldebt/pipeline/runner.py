"""Runs a pipeline on this machine with papermill: steps in the order of what they need, outputs written aside and renamed."""

from __future__ import annotations

import ast
import json
import logging
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyter_mldebt.pipeline.plan import Parameter, Plan, PlanError, Step, load
from jupyter_mldebt.pipeline.steps import ARTIFACTS, FOLDER

Progress = Callable[[str], None]
Status = Literal["ok", "cached", "failed", "skipped"]


class StepError(msgspec.Struct, frozen=True):
    """Why a step failed; source_index is the notebook's cell, None where it was no cell of the notebook."""

    ename: str
    evalue: str
    source_index: int | None


class StepResult(msgspec.Struct, frozen=True):
    """What became of a step; notebook is the executed one, None where the step did not run."""

    name: str
    status: Status
    notebook: str | None = None
    seconds: float | None = None
    error: StepError | None = None


class RunResult(msgspec.Struct, frozen=True):
    """What became of a run, as the report's JSON has it; the steps in the order of the notebook."""

    version: int
    status: Literal["ok", "failed"]
    steps: tuple[StepResult, ...]
    kernel: str
    notes: tuple[str, ...] = ()


def run(
    folder: str | Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    workdir: str | Path | None = None,
    jobs: int = 1,
    timeout: float | None = None,
    progress: Progress | None = None,
) -> RunResult:
    """Run the pipeline in a folder.

    Parameters
    ----------
    folder : what nbcheck export wrote; executed notebooks go to its `executed`, what crosses to its `artifacts`
    parameters : values by name; text is read as the type that the parameter has
    workdir : where the steps run; the folder of the source notebook if None
    jobs : how many steps may run at once
    timeout : seconds that one cell may take
    progress : told what happens, a line each

    Raises
    ------
    PlanError : the folder holds no pipeline, a parameter is unknown or of another type, the working directory does not exist
    """
    folder = Path(folder)
    plan = load(folder)
    say = progress or (lambda line: None)
    given = values(plan, parameters or {})
    at = Path(workdir) if workdir is not None else (folder / plan.notebook).parent
    if not at.is_dir():
        raise PlanError(f"the working directory {at} does not exist; give another")
    if missing := [step.notebook for step in plan.steps if not (folder / step.notebook).is_file()]:
        raise PlanError(f"{folder} is not whole: {', '.join(missing)} is missing")
    kernel, note = kernel_for(plan.kernel)
    if note:
        say(note)

    def one(step: Step) -> StepResult:
        number = plan.steps.index(step) + 1
        say(f"{step.name} ({number} of {len(plan.steps)}) starts")
        result = _step(step, folder, given, at.resolve(), kernel, timeout, lambda line: say(f"{step.name}: {line}"))
        took = f"{result.seconds:.1f} s" if result.seconds is not None else ""
        said = f": {result.error.ename}: {result.error.evalue}" if result.error else ""
        say(f"{step.name} {result.status} after {took}{said}")
        return result

    results = _scheduled(plan, max(1, jobs), one, say)
    status: Literal["ok", "failed"] = "ok" if all(result.status in ("ok", "cached") for result in results) else "failed"
    return RunResult(1, status, tuple(results), kernel, (note,) if note else ())


def values(plan: Plan, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a run, each of the type of its parameter's default.

    Raises
    ------
    PlanError : a name is no parameter, or its value is of another type
    """
    known = {parameter.name: parameter for parameter in plan.parameters}
    if unknown := sorted(set(given) - set(known)):
        has = f"it has {', '.join(f'`{name}`' for name in known)}" if known else "it has none"
        raise PlanError(f"the pipeline has no parameter `{unknown[0]}`: {has}")
    return {name: _value(known[name], value) for name, value in given.items()}


def _value(parameter: Parameter, value: Any) -> Any:
    if isinstance(value, str) and parameter.type != "str":
        text = {"true": "True", "false": "False"}.get(value.lower(), value)
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError):
            raise PlanError(f"`{parameter.name}` must be of type {parameter.type}, not the text {value!r}") from None
    if parameter.type == "float" and type(value) is int:
        value = float(value)
    if type(value).__name__ != parameter.type:
        raise PlanError(f"`{parameter.name}` must be of type {parameter.type}, not {type(value).__name__}")
    return value


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


def _scheduled(plan: Plan, jobs: int, one: Callable[[Step], StepResult], say: Progress) -> list[StepResult]:
    """Run each step once what it needs has run; one that needs a failed step is skipped, the others go on."""
    done: dict[str, StepResult] = {}

    def settle(step: Step, result: StepResult) -> None:
        done[step.name] = result

    def ready() -> list[Step]:
        found = []
        for step in plan.steps:
            if step.name in done or step.name in started:
                continue
            before = [done.get(name) for name in step.after]
            if any(result is not None and result.status in ("failed", "skipped") for result in before):
                failed = next(name for name in step.after if name in done and done[name].status in ("failed", "skipped"))
                say(f"{step.name} skipped: it needs {failed}")
                settle(step, StepResult(step.name, "skipped"))
                return ready()
            if all(before):
                found.append(step)
        return found

    started: set[str] = set()
    if jobs == 1:  # in the caller's thread, where an interrupt ends the kernel too
        while steps := ready():
            started.add(steps[0].name)
            settle(steps[0], one(steps[0]))
    else:
        with ThreadPoolExecutor(jobs) as pool:
            running: dict[Future[StepResult], Step] = {}
            while True:
                for step in ready():
                    started.add(step.name)
                    running[pool.submit(one, step)] = step
                if not running:
                    break
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    settle(running.pop(future), future.result())
    return [done[step.name] for step in plan.steps]


def _step(
    step: Step, folder: Path, given: Mapping[str, Any], workdir: Path, kernel: str, timeout: float | None, say: Progress
) -> StepResult:
    executed = folder / "executed"
    executed.mkdir(exist_ok=True)
    output, aside = executed / f"{step.name}.ipynb", executed / f".{step.name}.part.ipynb"
    here = folder.resolve()
    taken = {name: given[name] for name in step.parameters if name in given}
    taken |= {FOLDER: str(here), ARTIFACTS: str(here / "artifacts")}
    began = time.perf_counter()
    try:
        error = execute(folder / step.notebook, aside, kernel=kernel, workdir=workdir, parameters=taken, timeout=timeout, progress=say)
        seconds = round(time.perf_counter() - began, 3)
        if aside.exists():
            os.replace(aside, output)
        shown = str(output) if output.exists() else None
        return StepResult(step.name, "failed" if error else "ok", shown, seconds, error)
    finally:
        aside.unlink(missing_ok=True)


def execute(
    notebook: Path,
    output: Path,
    *,
    kernel: str,
    workdir: Path,
    parameters: Mapping[str, Any] | None = None,
    timeout: float | None = None,
    progress: Progress | None = None,
) -> StepError | None:
    """Execute a notebook with papermill, and say what stopped it.

    The process keeps its working directory: only the kernel starts in `workdir`, so that steps can run in threads.
    """
    try:
        papermill: Any = import_module("papermill")
        stopped: Any = import_module("papermill.exceptions").PapermillExecutionError
    except ImportError:
        raise PlanError("papermill is not installed: pip install papermill") from None
    logging.getLogger("papermill").setLevel(logging.ERROR)
    say = progress or (lambda line: None)
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
            on_cell=say,
            kept=str(output.resolve()),
        )
    except stopped as error:
        return StepError(error.ename, str(error.evalue), _failed_cell(output))
    except (RuntimeError, TimeoutError) as error:  # the kernel died or did not start, a cell took too long
        message = str(error).strip().splitlines()
        return StepError(type(error).__name__, message[0] if message else "", _failed_cell(output))
    return None


def _engine() -> str:
    """Papermill's own engine, which also tells each cell as it starts, and keeps what was done when the kernel dies."""
    engines: Any = import_module("papermill.engines")
    write: Any = import_module("papermill.iorw").write_ipynb

    class Telling(engines.NBClientEngine):  # type: ignore[misc]
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, on_cell: Progress, kept: str, **options: Any) -> Any:
            start, count = nb_man.cell_start, len(nb_man.nb.cells)

            def cell_start(cell: Any, cell_index: int | None = None, **more: Any) -> None:
                if cell.cell_type == "code" and cell_index is not None:
                    on_cell(f"cell {cell_index + 1} of {count}")
                start(cell, cell_index, **more)

            nb_man.cell_start = cell_start
            try:
                return super().execute_managed_notebook(nb_man, kernel_name, **options)
            except (RuntimeError, TimeoutError):
                write(nb_man.nb, kept)
                raise

    engines.papermill_engines.register("nbcheck", Telling)
    return "nbcheck"


def _failed_cell(executed: Path) -> int | None:
    """The notebook's cell that holds the error; for a step that of the source notebook, None where it is a cell that the export added."""
    try:
        document = json.loads(executed.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    cells = [cell for cell in document["cells"] if "papermill-error-cell-tag" not in _tags(cell)]
    failed = [cell for cell in cells if _has_error(cell)]
    if not failed:  # the kernel died in the last cell that was begun
        failed = [cell for cell in cells if cell["metadata"].get("papermill", {}).get("status", "pending") != "pending"][-1:]
    if not failed:
        return None
    if "nbcheck" in document["metadata"]:
        return (failed[0]["metadata"].get("nbcheck") or {}).get("source_index")
    return cells.index(failed[0])


def _has_error(cell: Mapping[str, Any]) -> bool:
    return "raises-exception" not in _tags(cell) and any(output["output_type"] == "error" for output in cell.get("outputs", ()))


def _tags(cell: Mapping[str, Any]) -> list[str]:
    tags: list[str] = cell["metadata"].get("tags", [])
    return tags
