"""Runs a notebook and its pipeline, each in a scratch copy of the notebook's folder, and lays their outputs side by side, cell by cell."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyter_mldebt.model import Notebook
from jupyter_mldebt.pipeline import cost, runner
from jupyter_mldebt.pipeline.folder import RUNS
from jupyter_mldebt.pipeline.plan import Plan
from jupyter_mldebt.pipeline.records import Records
from jupyter_mldebt.pipeline.runner import Event, Progress, RunResult, StepError
from jupyter_mldebt.pipeline.scratch import Scratch

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TIMING = re.compile(r"(?m)^(?:CPU times:|Wall time:|.* per loop\b).*\n?")
_NAMED = re.compile(r"`(\w+)` \(")  # as handover.py tells what can't be carried

_EXCERPT = 400  # characters of an output that differs
_MORE = 2  # runs of the notebook where outputs differ

Verdict = Literal["same", "different", "nondeterministic", "error"]
Watch = Callable[[Event], None]


class CellVerdict(msgspec.Struct, frozen=True):
    """What is said of one cell of the notebook; expected and found are excerpts of outputs that differ."""

    index: int
    verdict: Verdict
    expected: str | None = None
    found: str | None = None


class Verification(msgspec.Struct, frozen=True):
    """What the notebook and the pipeline gave: cells with outputs only.

    Parameters
    ----------
    verified : True where no cell differs, and some could be compared if any has outputs
    reasons : why it is not verified, one sentence each
    cells : what is said of each
    uncarried : names whose values could not go from one step to the next
    saved : True where the notebook was not run: the outputs that its file holds are what the pipeline's were compared with
    """

    verified: bool
    reasons: tuple[str, ...]
    cells: tuple[CellVerdict, ...]
    uncarried: tuple[str, ...] = ()
    saved: bool = False

    @property
    def said(self) -> str:
        """In words whether the pipeline gives what the notebook gives; to have run to the end without any outputs is less."""
        return "not verified" if not self.verified else "verified" if self.cells else "nothing to compare"


class OutOfOrder(Exception):
    """A step depends on one that it does not wait for; the message says how."""


class Unsaved(Exception):
    """The outputs that a notebook's file holds can't serve as reference; the message says why."""


class Reference(msgspec.Struct, frozen=True):
    """What the notebook itself gave: outputs of one or two runs by cell, or what stopped it, and how long the first took.

    `saved` says that it is what the notebook's file holds.
    """

    runs: tuple[dict[int, list[Any]], ...]
    error: StepError | None = None
    seconds: float = 0.0
    saved: bool = False


def foretold(notebook: Path, scratch: Scratch, *, runs: int) -> str:
    """What a verification will do and take, for people, before it begins; `runs` are those of the notebook itself."""
    seconds = cost.recorded(notebook)
    long = (
        f"about {cost.shown((runs + 1) * (seconds + cost.KERNEL))} by the times in the file"
        if seconds is not None
        else "its first run will tell how long that takes"
    )
    what = ("the pipeline once, against the outputs that the notebook's file holds", "the notebook once", "the notebook twice")[runs]
    also = ", the pipeline once" if runs else ""
    return f"to verify: {what}{also}, in copies of {scratch.top} ({scratch.told}); {long}"


def saved(notebook: Notebook, text: bytes, state: str) -> Reference:
    """What the file of a notebook holds, where that is what a fresh run gives as far as it can be told without one.

    Parameters
    ----------
    notebook, text : the notebook, and its file
    state : of the notebook, by its counts and dataflow

    Raises
    ------
    Unsaved : its outputs say nothing of a fresh run
    """
    if state not in ("valid", "weakly-valid"):
        raise Unsaved(
            "its file does not say that it was run" if state == "unknown" else "what ran, by its counts, is not what a fresh run does"
        )
    last = max(cell.index for cell in notebook.code_cells() if cell.execution_count is not None)
    for cell in notebook.code_cells():
        if any(output.kind == "error" for output in cell.outputs):
            raise Unsaved(f"it stopped in cell {cell.index} when it ran last")
        if cell.index > last and cell.source.strip():
            raise Unsaved(f"cell {cell.index} has not been run")
    document = json.loads(text) if text.lstrip().startswith(b"{") else {}
    if document.get("nbformat") != 4:
        raise Unsaved("its file is of another format")
    outputs = {place: cell["outputs"] for place, cell in enumerate(document["cells"]) if cell["cell_type"] == "code"}
    if not any(map(seen, outputs.values())):
        raise Unsaved("its file holds no outputs")
    return Reference((outputs,), saved=True)


def refer(
    notebook: Path,
    kernel: str,
    scratch: Scratch,
    *,
    twice: bool = True,
    timeout: float | None = None,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> Reference:
    """Run the notebook.

    Parameters
    ----------
    notebook : the source
    kernel : the kernel to run it with
    scratch : the folder to run it in
    twice : run it twice, so that what differs by itself is told from what the pipeline changed
    timeout : seconds that one cell may take
    progress : told what happens, a line each
    watch : told the same as events; those of the notebook name no step

    Raises
    ------
    PlanError : the notebook's folder can't be copied
    """
    say = progress or (lambda line: None)
    runs: list[dict[int, list[Any]]] = []
    began = time.perf_counter()
    seconds = 0.0
    for number in range(2 if twice else 1):
        outputs, error = run_notebook(notebook, kernel, scratch, timeout, say, watch)
        seconds = seconds or time.perf_counter() - began
        if error:
            return Reference(tuple(runs), error, seconds)
        runs.append(outputs)
        if not number:
            say(f"the notebook took {cost.shown(seconds)}; {'two more runs' if twice else 'one more run'} of about that")
    return Reference(tuple(runs), None, seconds)


def renew(verification: Verification, found: Mapping[int, Sequence[Any]], reference: Reference) -> Verification:
    """What a run of the notebook makes of a pipeline whose outputs are not those that the notebook's file holds.

    Parameters
    ----------
    verification, found : what `verify` gave against the saved outputs
    reference : the run
    """
    if reference.error is not None:
        return Verification(False, (_stopped("the notebook itself", reference.error),), _failed(reference.error))
    if not any(cell.verdict == "different" for cell in verification.cells):  # the pipeline stopped
        return msgspec.structs.replace(verification, saved=False)
    return compare(reference.runs, found)


def settle(
    verification: Verification,
    found: Mapping[int, Sequence[Any]],
    reference: Reference,
    notebook: Path,
    kernel: str,
    scratch: Scratch,
    *,
    timeout: float | None = None,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> Verification:
    """Run the notebook up to twice more where outputs differ: two runs of what is random may have given the same by chance.

    Parameters
    ----------
    verification, found : what `verify` gave
    reference, notebook, kernel, scratch, timeout, progress, watch : as they were for it

    Raises
    ------
    PlanError : the notebook's folder can't be copied
    """
    say = progress or (lambda line: None)
    runs = [*reference.runs]
    for _ in range(_MORE):
        if not any(cell.verdict == "different" for cell in verification.cells):
            break
        say("outputs differ: the notebook is run once more, to see whether they do so by themselves")
        outputs, error = run_notebook(notebook, kernel, scratch, timeout, say, watch)
        if error:
            break
        runs.append(outputs)
        verification = compare(runs, found)
    return verification


def run_notebook(
    notebook: Path, kernel: str, scratch: Scratch, timeout: float | None, say: Progress, watch: Watch | None
) -> tuple[dict[int, list[Any]], StepError | None]:
    """Run a notebook in a scratch copy: its outputs by cell, as far as it got, and what stopped it. Parameters as for `refer`.

    Raises
    ------
    PlanError : the notebook's folder can't be copied
    """

    def tell(kind: Literal["start", "cell", "end"], text: str, cell: int = 0, cells: int = 0) -> None:
        say(f"notebook: {text}")
        if watch is not None:
            watch(Event(kind=kind, text=text, cell=cell, cells=cells))

    with tempfile.TemporaryDirectory(prefix="nbcheck-", ignore_cleanup_errors=True) as made, scratch.fresh() as at:
        source, output = _as_ipynb(notebook, Path(made) / "source.ipynb"), Path(made) / "executed.ipynb"
        tell("start", "a kernel starts")
        error = runner.execute(
            source,
            output,
            kernel=kernel,
            workdir=at,
            timeout=timeout,
            on_cell=lambda cell, cells: tell("cell", f"cell {cell} of {cells}", cell, cells),
        )
        tell("end", "failed" if error else "ok")
        return (dict(_outputs([output], executed=False)) if output.exists() else {}), error


def verify(
    folder: Path,
    plan: Plan,
    reference: Reference,
    scratch: Scratch,
    *,
    parameters: Mapping[str, Any] | None = None,
    timeout: float | None = None,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> tuple[Verification, dict[int, list[Any]]]:
    """Run the pipeline and compare; what was found, and the pipeline's outputs by cell.

    Parameters
    ----------
    folder : the pipeline, wherever it was written
    plan : its plan
    reference : what the notebook gave
    scratch : the folder to run it in
    parameters : the notebook's own values, where the plan's defaults are others
    timeout : seconds that one cell may take
    progress : told what happens, a line each
    watch : told the same as events

    Raises
    ------
    PlanError : the notebook's folder can't be copied
    OutOfOrder : steps of which the plan says that they may run at once may not
    """
    if reference.error is not None:
        return Verification(False, (_stopped("the notebook itself", reference.error),), _failed(reference.error)), {}
    say = progress or (lambda line: None)
    with tempfile.TemporaryDirectory(prefix="nbcheck-", ignore_cleanup_errors=True) as made, scratch.fresh() as at:
        copy = Path(made) / "exported"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("executed", "artifacts"))
        result = runner.run(
            copy, parameters=parameters, workdir=at, timeout=timeout, progress=lambda line: say(f"pipeline: {line}"), watch=watch
        )
        if result.status == "failed":
            step = next(step for step in result.steps if step.status == "failed")
            assert step.error is not None
            if step.error.ename == "StateChanged":
                raise OutOfOrder(step.error.evalue)
            names = tuple(_NAMED.findall(step.error.evalue)) if step.error.ename == "CannotCarry" else ()
            failed = Verification(False, (_stopped(f"step {step.name}", step.error),), _failed(step.error), names)
            return msgspec.structs.replace(failed, saved=reference.saved), dict(_outputs(_executed(result), executed=True))
        found = dict(_outputs(_executed(result), executed=True))
        _check_order(plan, Records(copy, copy / RUNS / "steps", at, plan))
    return msgspec.structs.replace(compare(reference.runs, found), saved=reference.saved), found


def _check_order(plan: Plan, records: Records) -> None:
    """See whether steps that don't wait for each other used the same file.

    Raises
    ------
    OutOfOrder : they did, and one of them wrote it
    """
    names = [step.name for step in plan.steps]
    for name in names:
        if met := records.contested(name, names):
            raise OutOfOrder(f"{name} and {met[1]} use the same file, {met[0]}")


def compare(runs: Sequence[Mapping[int, Sequence[Any]]], found: Mapping[int, Sequence[Any]]) -> Verification:
    """Lay the outputs of runs of a notebook and those of its pipeline side by side; each maps a cell's index to its outputs."""
    cells: list[CellVerdict] = []
    for index in sorted(runs[0].keys() | found.keys()):
        rich = all(seen(run.get(index, ())) == seen(runs[0].get(index, ())) for run in runs)
        want, *others = (seen(run.get(index, ()), rich) for run in runs)
        have = seen(found.get(index, ()), rich)
        if not want and not have:
            continue
        if any(other != want for other in others):
            cells.append(CellVerdict(index, "nondeterministic"))
        elif want == have:
            cells.append(CellVerdict(index, "same"))
        else:
            left, right = _difference(want, have)
            cells.append(CellVerdict(index, "different", left, right))
    different = [cell.index for cell in cells if cell.verdict == "different"]
    reasons = [f"the outputs of {_cells(different)} differ from those of the notebook"] if different else []
    if cells and all(cell.verdict == "nondeterministic" for cell in cells):
        reasons.append("no output could be compared: each differs from run to run of the notebook itself; a fixed seed would help")
    return Verification(not reasons, tuple(reasons), tuple(cells))


def seen(outputs: Sequence[Mapping[str, Any]], rich: bool = True) -> list[str]:
    """What a reader sees of a cell's outputs, without what changes from run to run: addresses, timings, colours, what goes to stderr.

    Parameters
    ----------
    outputs : of one cell, in nbformat's form
    rich : whether HTML, SVG and the like count where the text says only what object it is
    """
    shown: list[str] = []
    printed = ""
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream" and output["name"] == "stdout":
            printed += _joined(output["text"])
        elif kind in ("execute_result", "display_data"):
            shown += _display(output["data"], rich)
        elif kind == "error":
            shown.append("error:" + output["ename"])
    printed = _clean(printed)
    return (["text:" + printed] if printed else []) + shown


def _display(data: Mapping[str, Any], rich: bool) -> Iterator[str]:
    for mime in ("image/png", "image/jpeg"):
        if mime in data:
            yield f"{mime}:" + hashlib.sha256(base64.b64decode(_joined(data[mime]))).hexdigest()
            return
    plain = _clean(_joined(data.get("text/plain", "")))
    if plain:
        yield "text:" + plain
    if rich and (not plain or plain[0] + plain[-1] == "<>"):
        for mime, value in sorted(data.items()):
            if mime != "text/plain":
                yield f"{mime}:" + _clean(_joined(value) if isinstance(value, (str, list)) else json.dumps(value, sort_keys=True))


def _clean(text: str) -> str:
    text = _TIMING.sub("", _COLOUR.sub("", _ADDRESS.sub("at 0x…", text)))
    return re.sub(r"[ \t]+(?=\n|$)", "", text).strip()


def _joined(text: str | list[str]) -> str:
    return "".join(text) if isinstance(text, list) else text


def _difference(want: list[str], have: list[str]) -> tuple[str | None, str | None]:
    at = next((at for at, (left, right) in enumerate(zip(want, have, strict=False)) if left != right), min(len(want), len(have)))
    left, right = (found[at] if at < len(found) else None for found in (want, have))
    if left and right and left.startswith("text:") and right.startswith("text:"):
        left, right = _from_first_difference(left, right)
    return left[:_EXCERPT] if left else None, right[:_EXCERPT] if right else None


def _from_first_difference(left: str, right: str) -> tuple[str, str]:
    """Two texts without the lines that they begin with alike, but for the last of these."""
    one, other = left.removeprefix("text:").split("\n"), right.removeprefix("text:").split("\n")
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if alike < 2:
        return left, right
    return "text:" + "\n".join(["…", *one[alike - 1 :]]), "text:" + "\n".join(["…", *other[alike - 1 :]])


def _cells(indices: Sequence[int]) -> str:
    return f"cell {indices[0]}" if len(indices) == 1 else "cells " + ", ".join(map(str, indices))


def _stopped(what: str, error: StepError) -> str:
    where = f" in cell {error.source_index}" if error.source_index is not None else ""
    return f"{what} stopped{where}: {error.ename}: {error.evalue}"


def _failed(error: StepError) -> tuple[CellVerdict, ...]:
    return () if error.source_index is None else (CellVerdict(error.source_index, "error"),)


def _executed(result: RunResult) -> list[Path]:
    return [Path(step.notebook) for step in result.steps if step.notebook]


def _outputs(notebooks: Sequence[Path], *, executed: bool) -> Iterator[tuple[int, list[Any]]]:
    """Outputs by the index of the source notebook's cell; `executed`: the cells of steps say which it is."""
    found: dict[int, list[Any]] = defaultdict(list)
    for notebook in notebooks:
        cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if not _injected(cell)]
        for place, cell in enumerate(cells):
            index = (cell["metadata"].get("nbcheck") or {}).get("source_index") if executed else place
            if cell["cell_type"] == "code" and isinstance(index, int):
                found[index] += cell["outputs"]
    yield from found.items()


def _injected(cell: Mapping[str, Any]) -> bool:
    return "papermill-error-cell-tag" in cell["metadata"].get("tags", ())


def _as_ipynb(notebook: Path, target: Path) -> Path:
    """The notebook in a form that papermill runs; each cell stays where it is."""
    from jupyter_mldebt.read import read_file

    if notebook.suffix == ".ipynb":
        shutil.copyfile(notebook, target)
        return target
    cells: list[dict[str, Any]] = [
        {
            "cell_type": cell.kind,
            "metadata": {},
            "source": cell.source,
            **({"outputs": [], "execution_count": None} if cell.kind == "code" else {}),
        }
        for cell in read_file(notebook).cells
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "python3", "language": "python"}, "language_info": {"name": "python"}}
    target.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}), encoding="utf-8")
    return target
