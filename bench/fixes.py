"""Fixes held against what runs: real notebooks are run as they are and with a rule's fixes, and their outputs compared cell by cell.

usage: python -m bench.fixes RULE NOTEBOOK... [--kernel NAME] [--timeout SECONDS]

Each notebook runs in a copy of its folder and goes on past errors, up to the first changed cell that fails as it was, or a cell that takes too
long; one whose run would act outside of its folder is left out. Where cells differ it is run again as it was, up to twice, to tell what differs
by itself; cells that failed as they were are not compared. Prints a JSON line for each notebook, then a summary.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_mldebt.engine import Engine, read_bytes
from jupyter_mldebt.fixes import fixed
from jupyter_mldebt.pipeline import effects
from jupyter_mldebt.pipeline.plan import PlanError
from jupyter_mldebt.pipeline.scratch import Scratch, read_only
from jupyter_mldebt.pipeline.verify import compare
from jupyter_mldebt.read import read_text
from jupyter_mldebt.settings import Resolver

_RUNS = 3
_LARGEST = 200  # megabytes of a folder


def measure(path: Path, rule: str, kernel: str, timeout: float) -> dict[str, Any]:
    """What the fixes of a rule change in the outputs of a notebook.

    `fixed` counts findings, `touched` are the cells whose text is another afterwards, `reached` those of them that the notebook gets to;
    `verdict` is "same", "different" or why there is none.
    """
    settings = Resolver({"select": (rule,)}).of_file(str(path))
    engine, data = Engine(), read_bytes(str(path))
    notebook = read_text(data, str(path))
    mended = fixed(engine, data, str(path), settings, unsafe=True)
    after = read_text(mended.data, str(path))
    touched = [
        origin
        for cell, origin in zip(after.cells, mended.origins, strict=True)
        if origin is not None and cell.source != notebook.cells[origin].source
    ]
    row: dict[str, Any] = {"path": str(path), "fixed": mended.mended, "touched": touched}
    if not mended.mended:
        return row | {"verdict": "no fix"}
    graph = engine.graph(notebook, settings)
    if effects.find(graph):
        return row | {"verdict": "acts outside of its folder"}
    try:
        scratch = Scratch(path, largest=_LARGEST, read_only=read_only(graph))
        runs = [_run(data, scratch, kernel, timeout)]
        last = _end(runs[0], touched, len(notebook.cells))
        if last > min(touched):
            shown = _run(mended.data, scratch, kernel, timeout)
            moved = {origin: shown[index] for index, origin in enumerate(mended.origins) if index in shown and origin is not None}
            last = min(last, _end(moved, (), last))
        row["reached"] = [index for index in touched if index < last]
        if not row["reached"]:
            return row | {"verdict": "not reached", "error": _error(runs[0].get(last, ()))}
        sound = {index for index, of_cell in runs[0].items() if index < last and not _error(of_cell)}
        while True:
            cells = compare([_of(run, sound) for run in runs], _of(moved, sound)).cells
            different = [cell for cell in cells if cell.verdict == "different"]
            if not different or len(runs) == _RUNS:
                break
            runs.append(_run(data, scratch, kernel, timeout))
    except PlanError as problem:
        return row | {"verdict": str(problem)[:200]}
    row |= {kind: sum(cell.verdict == kind for cell in cells) for kind in ("same", "nondeterministic")}
    if different:
        return row | {"verdict": "different", "cells": [(cell.index, cell.expected, cell.found) for cell in different[:3]]}
    return row | {"verdict": "same"}


def _end(outputs: Mapping[int, Sequence[Any]], touched: Sequence[int], cells: int) -> int:
    """The cell up to which a run says something: the first changed one that failed, or the first that took too long."""
    told = {index: _error(of_cell) for index, of_cell in outputs.items()}
    return min((index for index, error in told.items() if error and (index in touched or "KeyboardInterrupt" in error)), default=cells)


def _error(outputs: Sequence[Any]) -> str:
    return next((f"{output['ename']}: {output['evalue']}"[:200] for output in outputs if output["output_type"] == "error"), "")


def _of(outputs: Mapping[int, Sequence[Any]], cells: set[int]) -> dict[int, Sequence[Any]]:
    return {index: of_cell for index, of_cell in outputs.items() if index in cells}


def _run(text: bytes, scratch: Scratch, kernel: str, timeout: float) -> dict[int, list[Any]]:
    """The outputs of a notebook's code cells by their index, those of cells below one that failed included."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.reads(text.decode(), as_version=4)
    with scratch.fresh() as at:
        client = NotebookClient(
            notebook,
            timeout=timeout,
            kernel_name=kernel,
            allow_errors=True,
            interrupt_on_timeout=True,
            resources={"metadata": {"path": at}},
        )
        client.execute()
    return {index: cell["outputs"] for index, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code"}


def main(argv: Sequence[str]) -> int:
    cli = argparse.ArgumentParser(prog="python -m bench.fixes", description=(__doc__ or "").partition("\n")[0])
    cli.add_argument("rule")
    cli.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    cli.add_argument("--kernel", default="python3")
    cli.add_argument("--timeout", type=float, default=120.0)
    given = cli.parse_args(argv)
    rows = []
    for path in given.notebooks:
        rows.append(measure(path, given.rule, given.kernel, given.timeout))
        print(json.dumps(rows[-1], ensure_ascii=False), flush=True)
    verdicts = Counter(row["verdict"] for row in rows)
    ran = [row for row in rows if row["verdict"] in ("same", "different")]
    print(f"{sum(row['fixed'] for row in rows)} findings fixed in {sum(bool(row['fixed']) for row in rows)} of {len(rows)} notebooks")
    print(
        f"{len(ran)} notebooks ran {sum(len(row['reached']) for row in ran)} changed cells: {verdicts['same']} the same, {verdicts['different']} not"
    )
    return int(bool(verdicts["different"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
