"""Fresh: runs a notebook from the top on a new kernel, in a copy of its folder, and compares with the outputs that its file holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.pipeline import effects
from jupyter_mldebt.pipeline.effects import Effect
from jupyter_mldebt.pipeline.kernels import StepError, kernel_for
from jupyter_mldebt.pipeline.runner import Progress
from jupyter_mldebt.pipeline.scratch import Scratch, read_only
from jupyter_mldebt.pipeline.verify import CellVerdict, compare, run_notebook
from jupyter_mldebt.read import read_file
from jupyter_mldebt.settings import Resolver

_RUNS = 3  # at most, where outputs differ: to tell what differs by itself


class Unrunnable(Exception):
    """A notebook can't be run, or has nothing to compare with; the message says why."""

    def __init__(self, message: str, effects: tuple[Effect, ...] = ()) -> None:
        super().__init__(message)
        self.effects = effects


class FreshRun(msgspec.Struct, frozen=True):
    """What a fresh run of a notebook gave.

    Parameters
    ----------
    verified : True where each cell that the file says was run gave what the file holds, or what changes from run to run
    reasons : why not, one sentence each
    notes : what else is to be known of it
    cells : what is said of each cell with outputs; `expected` is of the file, `found` of the fresh run
    error : what stopped the run
    """

    verified: bool
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    cells: tuple[CellVerdict, ...]
    error: StepError | None = None


def fresh_run(
    path: Path,
    *,
    kernel: str | None = None,
    timeout: float | None = None,
    allow_effects: bool = False,
    max_copy: int | None = None,
    progress: Progress | None = None,
) -> FreshRun:
    """Run a notebook anew and compare.

    Parameters
    ----------
    path : the notebook
    kernel : name of the kernel to run it with; its own if None
    timeout : seconds that one cell may take
    allow_effects : run it even if it acts outside of its folder
    max_copy : megabytes of its folder that may be copied
    progress : told what happens, a line each

    Raises
    ------
    Unrunnable : it acts outside, or its file holds no run
    ReadError : it can't be read
    SettingsError : the settings of its folder can't be followed
    PlanError : its folder can't be copied, or there is no kernel
    """
    notebook = read_file(path)
    if not notebook.is_python:
        raise Unrunnable(f"it is in {notebook.language}: nothing but Python is run")
    saved, was_run = _of_file(path, notebook)
    settings = Resolver({}).of_file(str(path))
    graph = Engine().graph(notebook, settings)
    outside = effects.find(graph)
    if outside and not allow_effects:
        first = outside[0]
        told = f"cell {first.cell}, line {first.line} {first.what}" + (f"; and {len(outside) - 1} more" if outside[1:] else "")
        raise Unrunnable(f"a run would act outside of its folder: {told}. Allow it with --allow-effects", outside)
    name, other = kernel_for(kernel or notebook.kernel)
    if kernel and other:
        raise Unrunnable(f"the kernel {kernel} is not installed")
    scratch = Scratch(path, largest=max_copy or settings.max_copy, read_only=read_only(graph))
    runs: list[Mapping[int, Any]] = []
    while True:
        found, error = run_notebook(path, name, scratch, timeout, progress or (lambda line: None), None)
        runs.append(_of(found, was_run, error))
        cells = compare(runs, _of(saved, was_run, error)).cells
        if len(runs) == _RUNS or error is not None or all(cell.verdict != "different" for cell in cells):
            break
    return _judged(notebook, cells, error, saved, was_run, (other,) if other else ())


def _of_file(path: Path, notebook: Notebook) -> tuple[dict[int, list[Any]], set[int]]:
    """The outputs that the file holds, by cell, and the cells that were run by what it says."""
    try:
        document = json.loads(path.read_bytes()) if path.suffix == ".ipynb" else {}
        outputs = {place: cell["outputs"] for place, cell in enumerate(document["cells"]) if cell["cell_type"] == "code"}
    except (ValueError, KeyError, TypeError):
        document, outputs = {}, {}
    if document.get("nbformat") != 4:
        raise Unrunnable("its file is no notebook of nbformat 4 with outputs: `jupyter nbconvert --to notebook` writes that format")
    was_run = {cell.index for cell in notebook.code_cells() if cell.execution_count is not None or outputs.get(cell.index)}
    if not was_run:
        raise Unrunnable("its file holds no run: no cell has a count or outputs to compare with")
    return outputs, was_run


def _of(outputs: Mapping[int, Any], was_run: set[int], error: StepError | None) -> dict[int, Any]:
    """Outputs of the cells that were run, as far as a fresh run gets."""
    last = error.source_index if error is not None and error.source_index is not None else None
    return {index: shown for index, shown in outputs.items() if index in was_run and (last is None or index <= last)}


def _judged(
    notebook: Notebook,
    cells: tuple[CellVerdict, ...],
    error: StepError | None,
    saved: Mapping[int, Any],
    was_run: set[int],
    notes: tuple[str, ...],
) -> FreshRun:
    """A fresh run that stops where the file's last run stopped, too, is judged up to there."""
    turned = tuple(msgspec.structs.replace(cell, expected=cell.found, found=cell.expected) for cell in cells)
    different = [cell.index for cell in cells if cell.verdict == "different"]
    reasons = [f"{_cells(different)} gave other outputs than the file holds"] if different else []
    said = list(notes)
    unrun = [cell.index for cell in notebook.code_cells() if cell.source.strip() and cell.index not in was_run]
    if unrun:
        said.append(f"{_cells(unrun)} of the file {'was' if len(unrun) == 1 else 'were'} never run: not compared")
    drawn = [cell.index for cell in turned if cell.verdict == "different" and all(map(_is_picture, (cell.expected, cell.found)))]
    if drawn:
        said.append(f"{_cells(drawn)} drew another picture; so does another version of the library that draws")
    if error is not None:
        at = error.source_index
        stopped = f"{error.ename}: {error.evalue}".strip().rstrip(":")
        below = [index for index in was_run if at is None or index > at]
        if at is not None and any(output.get("ename") == error.ename for output in saved.get(at, ())):
            said.append(
                f"it stops in cell {at}, as the run in the file did ({stopped})"
                + (f"; {_cells(below)} below not compared" if below else "")
            )
        elif at is not None and at not in was_run and not below:
            said.append(f"it stops in cell {at}, which the file does not say was run ({stopped})")
        else:
            reasons.append(f"a fresh run stops{'' if at is None else f' in cell {at}'}: {stopped}")
    return FreshRun(not reasons, tuple(reasons), tuple(said), turned, error)


def _is_picture(output: str | None) -> bool:
    return (output or "").startswith("image/")


def _cells(indices: list[int]) -> str:
    shown = sorted(indices)
    told = ", ".join(map(str, shown[:8])) + (f" and {len(shown) - 8} more" if len(shown) > 8 else "")
    return f"cell {told}" if len(shown) == 1 else f"cells {told}"
