"""Edits of one cell: how much CPU time the analysis process takes to answer each. usage: python -m bench.edit NOTEBOOK

The process is as the server's: the same function answers, its engine is warm from the notebook as it was before, and garbage is collected
between two answers. Edited are the cells at the top, in the middle and at the end that bind a name which others read, and those that nobody
reads.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import msgspec

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.read import read_file
from jupyter_mldebt.server.messages import Task
from jupyter_mldebt.server.worker import answer, rest

TIMES = 9


def edited_cells(path: str) -> Iterator[tuple[str, int]]:
    """Which cells are edited, and what they are called."""
    notebook = read_file(path)
    graph = Engine().graph(notebook)
    read = {edge.source for edge in graph.edges}
    plain = [cell.index for cell in notebook.code_cells() if cell.source.strip() and not cell.source.lstrip().startswith(("%", "!"))]
    for kind, cells in (("defines", [i for i in plain if i in read]), ("leaf", [i for i in plain if i not in read])):
        if cells:
            for place, cell in zip(("top", "middle", "end"), (cells[0], cells[len(cells) // 2], cells[-1]), strict=True):
                yield f"{kind}, {place}", cell


def measure(path: str) -> dict[str, object]:
    """CPU milliseconds of a first check and of each edit: the smallest and the median of several."""
    document = json.loads(Path(path).read_bytes())
    cells = document["cells"] if "cells" in document else document["worksheets"][0]["cells"]
    file = str(Path(path).resolve())
    engine = Engine(fixes=False)
    gc.disable()
    asked = 0

    def ask() -> float:
        nonlocal asked
        data = msgspec.json.encode(Task(path, file, msgspec.Raw(msgspec.json.encode(document))))
        start = time.process_time()
        said = answer(engine, data)
        spent = (time.process_time() - start) * 1000
        asked += 1
        rest(asked)
        if said.status != 200:
            raise RuntimeError(said.message)
        return spent

    first = ask()
    ask()
    edits = {}
    for name, index in edited_cells(path):
        key = "source" if "source" in cells[index] else "input"
        before = cells[index][key]
        text = before if isinstance(before, str) else "".join(before)
        spent = []
        for number in range(TIMES):
            cells[index][key] = f"{text}\nprint({number})"
            spent.append(ask())
        cells[index][key] = before
        edits[name] = {"cell": index, "smallest": min(spent), "median": median(spent)}
    code = sum(cell["cell_type"] == "code" for cell in cells)
    return {"notebook": path, "code_cells": code, "first": first, "edits": edits}


def main(argv: Sequence[str]) -> None:
    json.dump(measure(argv[0]), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
