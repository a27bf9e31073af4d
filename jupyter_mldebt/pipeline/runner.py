"""Runs a pipeline on this machine: steps in the order of what they need, each only where something that it depends on has changed.

A run may be killed at any time: what is written is written aside and renamed, and the record of a step comes last (records.py).
"""

from __future__ import annotations

import ast
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from jupyter_mldebt.pipeline import requirements
from jupyter_mldebt.pipeline.folder import RUNS as HOME
from jupyter_mldebt.pipeline.kernels import Kernels, Progress, StepError, Watch, execute, kernel_for
from jupyter_mldebt.pipeline.log import Log
from jupyter_mldebt.pipeline.outcome import Event, Interrupted, RunResult, StepResult
from jupyter_mldebt.pipeline.parameters import as_type, fits
from jupyter_mldebt.pipeline.plan import Parameter, Plan, PlanError, Step, load
from jupyter_mldebt.pipeline.records import Records, Terms, takes
from jupyter_mldebt.pipeline.steps import ARTIFACTS, FOLDER, HANDOVER

__all__ = ["Event", "Interrupted", "Progress", "RunResult", "StepError", "StepResult", "execute", "kernel_for", "run", "values"]

LOGS, PAGE = "logs", "RUN.html"
_TICK = 0.25  # seconds


def run(
    folder: str | Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    workdir: str | Path | None = None,
    jobs: int = 1,
    timeout: float | None = None,
    retries: int = 0,
    force: bool = False,
    start: str | None = None,
    only: Sequence[str] = (),
    dry_run: bool = False,
    progress: Progress | None = None,
    watch: Callable[[Event], None] | None = None,
) -> RunResult:
    """Run the pipeline in a folder.

    Parameters
    ----------
    folder : what nbcheck export wrote; executed notebooks go to its `executed`, what crosses to its `artifacts`
    parameters : values by name; text is read as the type that the parameter has; pipeline.yaml has the others
    workdir : where the steps run; the folder of the source notebook if None
    jobs : how many steps may run at once
    timeout : seconds that one cell may take
    retries : how often a step that failed is begun anew
    force : run steps that nothing has changed for, too
    start : the step to begin with: only it and what depends on it may run
    only : the only steps that may run
    dry_run : run nothing, say what would run and why
    progress : told what happens, a line each
    watch : told the same as events, and every moment that time passes; called from several threads, one at a time

    Raises
    ------
    PlanError : the folder holds no pipeline, a parameter is unknown or of another type, the working directory does not exist, a step
        is unknown or what it needs is not there, another run is under way
    Interrupted : by Ctrl-C
    """
    folder = Path(folder)
    plan = load(folder)
    edited = {parameter.name: parameter.default for parameter in plan.parameters if repr(parameter.default) != parameter.text}
    given = values(plan, {**edited, **(parameters or {})})
    at = Path(workdir) if workdir is not None else (folder / plan.notebook).parent
    if not at.is_dir():
        raise PlanError(f"the working directory {at} does not exist; give another")
    if missing := [step.notebook for step in plan.steps if not (folder / step.notebook).is_file()]:
        raise PlanError(f"{folder} is not whole: {', '.join(missing)} is missing")
    _check_order(plan)
    chosen = _chosen(plan, start, only)
    running = _Run(folder, plan, at.resolve(), given, chosen, force)
    if dry_run:
        return running.foretell()
    running.jobs, running.timeout, running.attempts = max(1, jobs), timeout, 1 + max(0, retries)
    running.progress, running.watch = progress, watch
    try:
        with _alone(folder):
            return running.go()
    except BrokenPipeError:  # nobody reads what is told
        raise
    except OSError as error:
        raise PlanError(f"{folder} can't be written: {error}") from None


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
    if isinstance(value, str) and (parameter.type != "str" or value == "None"):
        text = {"true": "True", "false": "False", "null": "None"}.get(value.lower(), value)
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError):
            raise PlanError(f"`{parameter.name}` must be of type {parameter.type}, not the text {value!r}") from None
    value = as_type(parameter.type, value)
    if not fits(parameter.type, value):
        raise PlanError(f"`{parameter.name}` must be of type {parameter.type}, not {type(value).__name__}")
    return value


def _check_order(plan: Plan) -> None:
    """See whether each step comes after those that it needs.

    Raises
    ------
    PlanError : it does not
    """
    before: set[str] = set()
    for step in plan.steps:
        if late := sorted({*step.after, *takes(step)} - before):
            raise PlanError(f"{step.name} needs {late[0]}, which is no step before it: the plan is damaged")
        before.add(step.name)


def _chosen(plan: Plan, start: str | None, only: Sequence[str]) -> set[str]:
    """The steps that may run."""
    if start is not None:
        first = _named(plan, start)
        return {first} | _dependents(plan, {first})
    return {_named(plan, name) for name in only} or {step.name for step in plan.steps}


def _named(plan: Plan, text: str) -> str:
    """A step by its name, its number, or its name without the number."""
    names = [step.name for step in plan.steps]
    if text in names:
        return text
    parts = [(name, *name.partition("-")[::2]) for name in names]
    found = [name for name, number, rest in parts if text == rest or (text.isdecimal() and number.isdecimal() and int(text) == int(number))]
    if len(found) == 1:
        return found[0]
    raise PlanError(f"the pipeline has no step {text!r}: it has {', '.join(names)}")


def _dependents(plan: Plan, of: set[str]) -> set[str]:
    """The steps that need one of these, directly or not."""
    found: set[str] = set()
    for step in plan.steps:  # a step comes after those that it needs
        if (of | found).intersection((*step.after, *takes(step))):
            found.add(step.name)
    return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other runs away; the operating system lets go of the lock when the process ends, however it ends.

    Raises
    ------
    PlanError : another run is under way
    """
    filelock: Any = import_module("filelock")
    home = folder / HOME
    home.mkdir(exist_ok=True)
    holder = home / "holder"
    try:
        with filelock.FileLock(str(home / "lock"), timeout=0):
            holder.write_text(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}", encoding="utf-8")
            yield
    except filelock.Timeout:
        who = f" ({holder.read_text(encoding='utf-8')})" if holder.exists() else ""
        raise PlanError(f"another run is under way in {folder}{who}: wait until it ends") from None


class _Run:
    """One run, from what has to be done to what became of it."""

    def __init__(self, folder: Path, plan: Plan, workdir: Path, given: dict[str, Any], chosen: set[str], force: bool) -> None:
        self.folder, self.plan, self.workdir, self.given, self.chosen, self.force = folder, plan, workdir, given, chosen, force
        self.jobs, self.attempts = 1, 1
        self.timeout: float | None = None
        self.progress: Progress | None = None
        self.watch: Callable[[Event], None] | None = None
        self.values = {parameter.name: given.get(parameter.name, parameter.default) for parameter in plan.parameters}
        self.kernel, note = kernel_for(plan.kernel)
        self.notes = [note] if note else []
        for parameter in plan.parameters:
            if type(value := self.values[parameter.name]).__name__ != parameter.type:
                self.notes.append(f"`{parameter.name}` is of type {parameter.type} in the notebook: {value!r} is passed on as it is")
        self.records = Records(folder, folder / HOME / "steps", workdir, plan)
        self.kernels = Kernels(folder / HOME / "kernels")
        wanted = folder / "requirements.txt"
        self.environment = requirements.installed(wanted.read_text(encoding="utf-8") if wanted.exists() else "", self.kernel)
        self.spoilt: dict[str, str] = {}
        self.stopped = False
        self.log: Log | None = None
        self._lock = threading.Lock()
        self._spans: dict[str, tuple[float, float]] = {}  # when the steps of this run began and ended
        self._began = time.perf_counter()

    # what has to run

    def terms(self, step: Step) -> Terms:
        try:
            return self.records.terms(step, self.values, self.environment)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PlanError(f"{step.notebook} can't be read: {error}") from None

    def reasons(self, step: Step, terms: Terms) -> tuple[str, ...]:
        found = self.records.reasons(step.name, terms)
        if not found and step.name in self.spoilt:
            return (self.spoilt[step.name],)
        return found or (("--force",) if self.force else ())

    def foresee(self) -> dict[str, tuple[str, ...]]:
        """Why each chosen step has to run, or may have to because one before it has to.

        Raises
        ------
        PlanError : what a chosen step takes from another is not there
        """
        self._check_needs()
        while True:
            found: dict[str, tuple[str, ...]] = {}
            for step in self.plan.steps:
                if step.name in self.chosen:
                    before = [name for name in dict.fromkeys((*step.after, *takes(step))) if name in found]
                    found[step.name] = self.reasons(step, self.terms(step)) or (
                        (f"if what {before[-1]} hands on changes",) if before else ()
                    )
                    if not found[step.name]:
                        del found[step.name]
            new = {name: why for name, why in self.records.spoilt(set(found)).items() if name not in self.spoilt}
            self.spoilt |= new
            told = "\n".join(self.notes)
            self.notes += [f"{name} is not run, though {why}" for name, why in new.items() if name not in self.chosen and name not in told]
            if not new:
                return found

    def _check_needs(self) -> None:
        """See whether what the chosen steps take from others is there, and say where it is not up to date.

        Raises
        ------
        PlanError : it is not there
        """
        needed: set[str] = set()
        for step in reversed(self.plan.steps):
            if step.name in self.chosen | needed:
                for other in takes(step):
                    if step.name in self.chosen and other not in self.chosen and not self.records.artifact(other).is_file():
                        raise PlanError(f"{step.name} needs what {other} hands on, and that is not there: run {other} first")
                    needed.add(other)
        for step in self.plan.steps:
            if step.name in needed - self.chosen and (why := self.records.reasons(step.name, self.terms(step))):
                self.notes.append(f"{step.name} is not up to date ({why[0]}): what it left is taken as it is")

    def foretell(self) -> RunResult:
        """The result of a dry run."""
        foreseen = self.foresee()
        steps = []
        for step in self.plan.steps:
            if step.name not in self.chosen:
                steps.append(StepResult(step.name, "skipped", reasons=("not asked for",)))
            elif step.name in foreseen:
                steps.append(StepResult(step.name, "pending", reasons=foreseen[step.name]))
            else:
                steps.append(StepResult(step.name, "cached", str(self.records.executed(step.name))))
        return RunResult(1, "ok", tuple(steps), self.kernel, tuple(self.notes), self.values, dry_run=True)

    # the run

    def go(self) -> RunResult:
        self.log = Log.new(self.folder / LOGS)
        with self.log:
            left = self.kernels.end_left()
            self.records.tidy()
            self.foresee()
            if left:
                self.notes.append(f"{left} {'kernel' if left == 1 else 'kernels'} of a run that was killed had to be ended")
            told = ", ".join(f"{name}={value!r}" for name, value in self.given.items())
            self.log.write(f"{self.folder.resolve()} in {self.workdir}, kernel {self.kernel}" + (f", with {told}" if told else ""))
            for note in self.notes:
                self.tell(Event(kind="note", text=note))
            results = {step.name: StepResult(step.name, "skipped", reasons=("not asked for",)) for step in self.plan.steps}
            for name in self.chosen:
                del results[name]
            try:
                self._schedule(results)
            except KeyboardInterrupt:
                raise Interrupted(self._result(results, interrupted=True)) from None
            return self._result(results)

    def _schedule(self, done: dict[str, StepResult]) -> None:
        """Run each step once what it needs has run; one that needs a failed step is skipped, the others go on.

        Kernels run steps, threads wait for them; this one stays free for the interrupt.
        """
        pool = ThreadPoolExecutor(self.jobs)
        running: dict[Future[StepResult], str] = {}
        try:
            while True:
                for step in self._ready(done, set(running.values())):
                    running[pool.submit(self._one, step)] = step.name
                if not running:
                    return
                for future in wait(running, timeout=_TICK, return_when=FIRST_COMPLETED).done:
                    name = running.pop(future)
                    done[name] = future.result()
                self.tell(Event(kind="tick"))
        except BaseException as error:
            self.stopped = True
            self.kernels.close()
            pool.shutdown(cancel_futures=True)
            if isinstance(error, KeyboardInterrupt):
                done |= {name: future.result() for future, name in running.items() if not future.cancelled() and not future.exception()}
            raise
        finally:
            pool.shutdown(wait=False)

    def _ready(self, done: dict[str, StepResult], running: set[str]) -> list[Step]:
        found = []
        for step in self.plan.steps:
            needs = [name for name in dict.fromkeys((*step.after, *takes(step))) if name in self.chosen]
            if step.name in done or step.name in running:
                continue
            lost = [name for name in needs if name in done and done[name].status in ("failed", "skipped")]
            if lost:
                done[step.name] = StepResult(step.name, "skipped", reasons=(f"it needs {lost[0]}",))
                self.tell(Event(kind="end", text=f"{step.name} skipped: it needs {lost[0]}", step=step.name, result=done[step.name]))
            elif all(name in done for name in needs):
                found.append(step)
        return found

    def _one(self, step: Step) -> StepResult:
        """Run a step, or see that it need not run."""
        number = f"{self.plan.steps.index(step) + 1} of {len(self.plan.steps)}"
        terms = self.terms(step)
        reasons = self.reasons(step, terms)
        shown = str(self.records.executed(step.name))
        if not reasons:
            return self._end(StepResult(step.name, "cached", shown), "cached: nothing has changed")
        started, attempt = time.perf_counter(), 0
        self.tell(Event(kind="start", text=f"{step.name} ({number}) starts: {'; '.join(reasons)}", step=step.name))
        while True:
            attempt += 1
            error = self._attempt(step, terms)
            if error is None or attempt == self.attempts or self.stopped:
                break
            again = f"{step.name}: {error.ename}: {error.evalue}; attempt {attempt + 1} of {self.attempts}"
            self.tell(Event(kind="retry", text=again, step=step.name))
        result = StepResult(
            step.name,
            "failed" if error else "ok",
            shown if os.path.exists(shown) else None,
            round(time.perf_counter() - started, 3),
            StepError("KeyboardInterrupt", "the run was interrupted", error.source_index, error.source)
            if error and self.stopped
            else error,
            reasons,
            attempt,
            round(started - self._began, 3),
        )
        said = f": {result.error.ename}: {result.error.evalue}" if result.error else ""
        return self._end(result, f"{result.status} after {result.seconds:.1f} s{said}")

    def _end(self, result: StepResult, text: str) -> StepResult:
        self.tell(Event(kind="end", text=f"{result.name} {text}", step=result.name, result=result))
        if result.error is not None and result.error.traceback and self.log is not None:
            self.log.write(result.error.traceback)
        return result

    def _attempt(self, step: Step, terms: Terms) -> StepError | None:
        home = self.folder.resolve()
        output = self.records.executed(step.name)
        aside = output.with_name(f".{step.name}.part.ipynb")
        notes = home / HOME / f"{step.name}.files.json"
        output.parent.mkdir(exist_ok=True)
        notes.unlink(missing_ok=True)
        taken = {name: self.given[name] for name in step.parameters if name in self.given}
        if self.plan.joins(step):
            taken |= {FOLDER: str(home), ARTIFACTS: str(home / "artifacts")}
        ours = ("artifacts", "executed", HOME, LOGS, PAGE, f"{HANDOVER}.py")
        began = time.perf_counter()

        def on_cell(cell: int, cells: int) -> None:
            self.tell(Event(kind="cell", text=f"{step.name}: cell {cell} of {cells}", step=step.name, cell=cell, cells=cells))

        try:
            self.records.begin(step.name)
            error = execute(
                self.folder / step.notebook,
                aside,
                kernel=self.kernel,
                workdir=self.workdir,
                parameters=taken,
                timeout=self.timeout,
                on_cell=on_cell,
                watch=Watch(self.kernels, notes, tuple(str(home / name) for name in ours)),
            )
            if aside.exists():
                os.replace(aside, output)
            if error is None and not self.records.finish(step.name, terms, notes, round(time.perf_counter() - began, 3)):
                self.tell(Event(kind="note", text=f"{step.name}: what it read is not known, so it will run again", step=step.name))
            return error or self._met(step, began)
        except OSError as error:  # no room or no right to write
            return StepError(type(error).__name__, str(error), None)
        finally:
            aside.unlink(missing_ok=True)
            notes.unlink(missing_ok=True)

    def _met(self, step: Step, began: float) -> StepError | None:
        """What is wrong where a step met another one at a file: the plan lets both run at once, and what they gave may differ then."""
        order = [other.name for other in self.plan.steps]
        with self._lock:
            self._spans[step.name] = began, time.perf_counter()
            met = {name for name, (start, end) in self._spans.items() if end > began or order.index(name) > order.index(step.name)}
            found = self.records.contested(step.name, met - {step.name})
            if found is None:
                return None
            self.records.begin(step.name)
        told = f"{step.name} and {found[1]} ran at once, and both use `{found[0]}`, which one of them writes; run them with -j 1"
        return StepError("FileContested", told, None)

    def tell(self, event: Event) -> None:
        with self._lock:
            if event.kind != "tick":
                if self.progress is not None:
                    self.progress(event.text)
                if self.log is not None:
                    self.log.write(event.text)
            if self.watch is not None:
                self.watch(event)

    def _result(self, results: Mapping[str, StepResult], *, interrupted: bool = False) -> RunResult:
        """What became of the run; its page is written."""
        never = (StepResult(step.name, "skipped", reasons=("the run was interrupted",)) for step in self.plan.steps)
        steps = tuple(results.get(step.name, step) for step in never)
        failed = interrupted or any(step.status == "failed" for step in steps)
        page: Any = import_module("jupyter_mldebt.pipeline.run_page")
        assert self.log is not None
        result = RunResult(
            1,
            "failed" if failed else "ok",
            steps,
            self.kernel,
            tuple(self.notes),
            self.values,
            interrupted=interrupted,
            report=str(self.folder / PAGE),
            log=str(self.log.path),
        )
        page.write(self.folder / PAGE, self.plan, result, self.records, self.environment, time.perf_counter() - self._began)
        self.log.write(f"{'interrupted' if interrupted else result.status} after {time.perf_counter() - self._began:.1f} s")
        return result
