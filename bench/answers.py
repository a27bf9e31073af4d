"""Answers: what a tool says of a notebook, in the terms of the truth: names that are missing, and edges between cells."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.peers import Peer, Unavailable
from bench.plain import PROVIDED, without_magics
from jupyter_mldebt.read import ReadError, read_file

UNDEFINED = ("NBS001", "NBS002", "NBS013")
NBCHECK = (sys.executable, "-m", "jupyter_mldebt")
Edge = tuple[int, int, str, str]


@dataclass
class Answer:
    """Parameters
    ----------
    missing : cells that raise, by the name that is missing
    warnings : cells and names of findings below error
    edges : writer, reader, name, and "bind" or "mutate"; None of a tool that tells none
    """

    missing: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    warnings: set[tuple[int, str]] = field(default_factory=set)
    edges: set[Edge] | None = None


def of_nbcheck(files: Sequence[str]) -> dict[str, Answer]:
    """Ours, asked as a user asks."""
    answers = {file: Answer() for file in files}
    for part in batches(files):
        command = ["check", "--preview", "--no-cache", "--output-format", "jsonl", "--select", ",".join(UNDEFINED)]
        for entry in _documents([*NBCHECK, *command, *part]):
            for finding in entry["findings"]:
                answer = answers[entry["path"]]
                for name in finding["names"]:
                    if finding["severity"] == "error":
                        answer.missing[name].add(finding["cell"]["index"])
                    else:
                        answer.warnings.add((finding["cell"]["index"], name))
        for document in _documents([*NBCHECK, "graph", "--format", "jsonl", *part]):
            answers[document["path"]].edges = {(e["from"], e["to"], e["name"], e["via"]) for e in document["edges"]}
    return answers


def of_ruff(ruff: Peer, files: Sequence[str]) -> dict[str, Answer]:
    """Undefined names of ruff's F821; it knows no edges."""
    answers = {file: Answer() for file in files}
    for part in batches(files):
        command = [ruff.command, "check", "--isolated", "--no-cache", "--exit-zero", "--select", "F821", "--output-format", "json-lines"]
        by_place = {str(Path(file).resolve()): file for file in part}
        for entry in _documents([*command, *part]):
            found = re.match(r"Undefined name `(.+)`", entry["message"])
            file = by_place.get(str(Path(entry["filename"]).resolve()))
            if found and file and entry["cell"] is not None:
                answers[file].missing[found[1]].add(entry["cell"] - 1)
    return answers


def of_peer(peer: Peer, files: Sequence[str]) -> dict[str, Answer]:
    """Those of a peer that says of each cell what it binds and reads."""
    notebooks = [code_of(file) for file in files]
    said = peer.analyse([without_magics(source) for _, source in cells] for cells in notebooks)
    return {
        file: linked([(index, cell) for (index, _), cell in zip(cells, notebook, strict=True)])
        for file, cells, notebook in zip(files, notebooks, said, strict=True)
    }


def code_of(file: str) -> list[tuple[int, str]]:
    """Index and text of the code cells; none where the file can't be read or is not Python."""
    try:
        notebook = read_file(file)
    except ReadError:
        return []
    return [(cell.index, cell.source) for cell in notebook.code_cells()] if notebook.is_python else []


def linked(cells: Iterable[tuple[int, Mapping[str, Any]]]) -> Answer:
    """Cells that are run from top to bottom: a read meets the last cell above that binds the name, and those that changed it since.

    A name that no cell above binds is missing, but not where the cell binds it too, which a cell's summary cannot tell apart, nor below
    a star import, which no peer resolves.
    """
    answer, edges = Answer(), set[Edge]()
    definer: dict[str, int] = {}
    changers: dict[str, set[int]] = defaultdict(set)
    bodies: dict[str, tuple[list[str], list[str]]] = {}
    starred = False
    for index, cell in cells:
        bodies |= {name: tuple(body) for name, body in cell.get("functions", {}).items()}
        binds = set(cell.get("binds", ()))
        starred |= cell.get("star", False)
        for name in set(cell.get("reads", ())) | _read_by_calls(cell.get("calls", ()), bodies):
            if name in definer:
                edges.add((definer[name], index, name, "bind"))
                edges |= {(changer, index, name, "mutate") for changer in changers[name]}
            elif name not in binds and name not in PROVIDED and not starred:
                answer.missing[name].add(index)
        for name in binds:
            definer[name] = index
            changers[name] = set()
        for name in set(cell.get("changes", ())) - binds:
            changers[name].add(index)
        for name in cell.get("deletes", ()):
            definer.pop(name, None)
    answer.edges = {edge for edge in edges if edge[0] != edge[1]}
    return answer


def _read_by_calls(calls: Iterable[str], bodies: Mapping[str, tuple[list[str], list[str]]]) -> set[str]:
    """What the called functions read, and those that they call."""
    reads: set[str] = set()
    seen: set[str] = set()
    todo = list(calls)
    while todo:
        name = todo.pop()
        if name not in seen and name in bodies:
            seen.add(name)
            reads.update(bodies[name][0])
            todo += bodies[name][1]
    return reads


def batches(files: Sequence[str], size: int = 100) -> Iterator[Sequence[str]]:
    for start in range(0, len(files), size):
        yield files[start : start + size]


def _documents(command: Sequence[str]) -> Iterator[Any]:
    """The JSON documents that the command prints, one a line."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    try:
        if done.returncode not in (0, 1, 2) or "Traceback" in done.stderr:
            raise ValueError
        return iter([json.loads(line) for line in done.stdout.split("\n") if line])
    except ValueError:
        failure = RuntimeError if command[0] == NBCHECK[0] else Unavailable
        raise failure(f"{' '.join(command[:4])} ... ended with code {done.returncode}: {done.stderr.strip()[-500:]}") from None
