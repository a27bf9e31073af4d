"""Speed: time and memory of `nbcheck check` beside ruff's, and what starting costs. Compare ratios: seconds are the machine's."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from bench.answers import NBCHECK
from bench.peers import Peer

TIMES = 3


class Spent(NamedTuple):
    """Seconds of one run, its processes included."""

    wall: float
    cpu: float


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Spent:
    """Run a command to its end. Findings make exit code 1, unreadable files 2; what is above is a failure.

    Raises
    ------
    RuntimeError : the command failed
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 2) or b"Traceback" in done.stderr:
        raise RuntimeError(f"{' '.join(command[:4])} ended with code {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(wall, cpu)


def _smallest(runs: Sequence[Spent]) -> Spent:
    return Spent(min(run.wall for run in runs), min(run.cpu for run in runs))


def check(files: Sequence[str], ruff: Peer | None) -> dict[str, Spent]:
    """Cold runs of ruff and nbcheck in turn, then warm ones of nbcheck; the smallest of three each."""
    cold, others, warm = [], [], []
    for _ in range(TIMES):
        if ruff is not None:
            others.append(run([ruff.command, "check", "--isolated", "--no-cache", "-q", *files]))
        cold.append(run([*NBCHECK, "check", "--no-cache", "--output-format", "json", *files]))
    with tempfile.TemporaryDirectory() as cache:
        for _ in range(TIMES + 1):
            warm.append(run([*NBCHECK, "check", "--cache-dir", cache, "--output-format", "json", *files]))
    spent = {"cold": _smallest(cold), "warm": _smallest(warm[1:])}
    return spent | ({"ruff": _smallest(others)} if others else {})


def memory(files: Sequence[str]) -> float:
    """The largest resident size in MB of all of nbcheck's processes together, looked at every 10 ms. Pages that they share count in each."""
    process = psutil.Popen(
        [*NBCHECK, "check", "--no-cache", "--output-format", "json", *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        size = 0
        try:
            for part in (process, *process.children(recursive=True)):
                size += part.memory_info().rss
        except psutil.NoSuchProcess:
            continue
        most = max(most, size)
        time.sleep(0.01)
    return most / 1e6


def start() -> dict[str, float]:
    """CPU milliseconds of `nbcheck --help`, and of a Python that does nothing; the smallest of several."""
    commands = {"nbcheck --help": [*NBCHECK, "--help"], "python -c pass": [sys.executable, "-c", "pass"]}
    return {name: min(run(command).cpu for _ in range(2 * TIMES)) * 1000 for name, command in commands.items()}


def edit(notebook: str) -> dict[str, Any]:
    """Edits of one cell in a process of their own; see edit.py."""
    done = subprocess.run([sys.executable, "-m", "bench.edit", notebook], capture_output=True, text=True, cwd=Path(__file__).parent.parent)
    if done.returncode:
        raise RuntimeError(f"editing {notebook} failed: {done.stderr.strip()[-2000:]}")
    return dict(json.loads(done.stdout))
