"""Leakage beside Yang et al. (ASE 2022), on the inputs of their tests. usage: python -m bench.leakage FOLDER

FOLDER is a checkout of their repository, `malusamayo/leakage-analysis`: each input is a notebook as a script, and their tests say which of its
models' fits leak. An input counts as one answer, leak or none, for preprocessing (NBL001, NBL004, NBL008) and for overlap (NBL002).
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from typing import NamedTuple

import nbformat

from bench.table import lines, share
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.settings import Settings

KINDS = {"preprocessing": ("test_preprocessing.py", {"NBL001", "NBL004", "NBL008"}), "overlap": ("test_overlap.py", {"NBL002"})}
_LABEL = re.compile(r"template\(\s*\"(?P<input>[^\"]+)\",\s*\[(?P<fits>.*?)\]", re.S)


class Answer(NamedTuple):
    """What they and we say of one input; `seconds` of CPU time, the smallest of three."""

    name: str
    theirs: bool
    ours: bool
    seconds: float


def labels(tests: Path) -> dict[str, bool]:
    """By input, whether their test wants a leak in it."""
    return {found["input"]: bool(found["fits"].strip()) for found in _LABEL.finditer(tests.read_text(encoding="utf-8"))}


def answer(path: Path, theirs: bool, codes: set[str]) -> Answer:
    """Ask ourselves about one input."""
    cell = nbformat.v4.new_code_cell(path.read_text(encoding="utf-8"))
    data = nbformat.writes(nbformat.v4.new_notebook(cells=[cell])).encode()
    taken = []
    for _ in range(3):
        start = time.process_time()
        found = Engine().answer(data, f"{path.stem}.ipynb", Settings(select=("NBL",), preview=True))
        taken.append(time.process_time() - start)
    return Answer(path.name, theirs, bool(codes.intersection(finding.code for finding in found.report.findings)), min(taken))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.leakage", description=(__doc__ or "").partition("usage")[0])
    parser.add_argument("folder", type=Path)
    tests = parser.parse_args().folder / "tests"
    rows, differing = [], []
    for kind, (file, codes) in KINDS.items():
        answers = [answer(tests / "inputs" / name, theirs, codes) for name, theirs in sorted(labels(tests / file).items())]
        both = sum(found.ours and found.theirs for found in answers)
        ours, theirs = sum(found.ours for found in answers), sum(found.theirs for found in answers)
        taken = sorted(found.seconds for found in answers)
        rows.append(
            (kind, len(answers), theirs, share(both / ours if ours else None), share(both / theirs if theirs else None),
             f"{1000 * taken[len(taken) // 2]:.0f} ms", f"{1000 * taken[-1]:.0f} ms")
        )  # fmt: skip
        differing += [f"{kind}: {found.name}: {'missed' if found.theirs else 'found, where they label none'}" for found in answers
                      if found.ours != found.theirs]  # fmt: skip
    print(*lines(("", "inputs", "with a leak", "precision", "recall", "median", "slowest"), rows), *differing, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
