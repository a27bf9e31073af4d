"""Runs that are killed, interrupted or meet another: real processes and real kernels."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from jupyter_mldebt.pipeline.folder import RUNS
from jupyter_mldebt.pipeline.kernels import Kernels

from .runs import artifacts, call, data, finished, outputs, pipeline, start, until

CELLS = (
    "#md # Load",
    "import random, time\nfrom collections import Counter\nrandom.seed(3)\nrows = [random.random() for _ in range(1000)]",
    "with open('rows.csv', 'w') as file:\n    for row in rows:\n        print(row, file=file)\ntime.sleep(0.1)",
    "#md # Draw",
    "counts = Counter(int(10 * float(line)) for line in open('rows.csv'))\ndrawn = random.sample(rows, 3)\ntime.sleep(0.1)\nprint(drawn, counts[3])",
    "#md # Report",
    "with open('report.txt', 'w') as file:\n    print(drawn, sum(rows), file=file)",
    "time.sleep(0.1)\nprint(open('report.txt').read(), random.random())",
)
TWO_STEPS = tuple(cell for cell in CELLS if cell != "#md # Draw")


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr):  # which its kernels still hold
        if stream is not None:
            stream.close()


def kernels(made: Path) -> list[psutil.Process]:
    """The kernels that a run has noted as living."""
    found = []
    for note in (made / RUNS / "kernels").glob("*"):
        try:
            found.append(psutil.Process(int(note.name)))
        except psutil.NoSuchProcess:
            continue
    return found


def lives(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def killed_after(part: float, took: float, made: Path) -> tuple[subprocess.Popen[str] | None, float]:
    """A run that was killed after a part of the time that it takes; None, and the time, where it was quicker and has ended."""
    began = time.perf_counter()
    process = start(made)
    try:
        process.wait(took * part)
    except subprocess.TimeoutExpired:
        kill(process)
        return process, took
    shutil.rmtree(made.parent)
    return None, time.perf_counter() - began


@pytest.mark.parametrize(("kills", "cells"), [(5, TWO_STEPS), pytest.param(50, CELLS, marks=pytest.mark.long)], ids=["5", "50"])
def test_a_killed_run_is_gone_on_with(tmp_path: Path, kills: int, cells: tuple[str, ...]) -> None:
    """However far it came: the end is that of an unbroken run, and what had finished is not touched."""
    want = pipeline(tmp_path / "unbroken", *cells)
    began = time.perf_counter()
    done = call(want)
    took = time.perf_counter() - began
    assert done.returncode == 0, done.stderr
    kept: list[int] = []
    for number in range(kills):
        made = tmp_path / str(number) / want.name
        process = None
        while process is None:
            pipeline(made.parent, *cells)
            process, took = killed_after((number + 0.5) / kills, took, made)
        left, before = kernels(made), finished(made)
        records = [json.loads(file.read_bytes()) for file in (made / RUNS / "steps").glob("*.json")]
        began = time.perf_counter()
        done = call(made, "--format", "json")
        took = time.perf_counter() - began + sum(record["seconds"] for record in records)  # what else runs on the machine changes
        assert done.returncode == 0, done.stdout + done.stderr
        told = json.loads(done.stdout)
        assert [step["name"] for step in told["steps"] if step["status"] == "cached"] == sorted(before)
        after = finished(made)
        assert {name: after[name] for name in before} == before and after.keys() == finished(want).keys()
        assert (outputs(made), artifacts(made), data(made)) == (outputs(want), artifacts(want), data(want))
        assert not any(lives(kernel) for kernel in left)
        assert not [file.name for file in made.rglob("*") if ".part" in file.name]
        kept.append(len(before))
        shutil.rmtree(made.parent)
    assert min(kept) == 0 < max(kept), f"the kills were not spread over the run: {kept}"


SLOW = ("#md # A", "first = 1", "import time", "#md # B", "open('begun', 'w').close()", "time.sleep(60)\nprint(first)")


def begun(made: Path) -> psutil.Process:
    """The kernel of the step that sleeps, once it does."""
    until(lambda: (made.parent / "begun").exists())
    (kernel,) = kernels(made)
    return kernel


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    tags = {1: ["step:a"], 4: ["step:b"]}
    return pipeline(tmp_path / "project", *SLOW, tags=tags)


@pytest.mark.long
def test_a_kernel_that_can_not_end_by_itself_is_ended_by_the_next_run(tmp_path: Path) -> None:
    """A call that keeps Python's lock keeps the kernel from seeing that its parent is gone."""
    stuck = "open('begun', 'w').close()\nimport ctypes\nif mode:\n    ctypes.PyDLL(None).sleep(60)\nopen('late', 'w').close()"
    made = pipeline(tmp_path / "project", "mode = 1\nprint(mode)", stuck)
    process = start(made)
    kernel = begun(made)
    kill(process)
    time.sleep(2.5)
    assert lives(kernel)
    done = call(made, "-p", "mode=0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not lives(kernel)
    assert "note: 1 kernel of a run that was killed had to be ended" in done.stdout


def test_a_second_run_is_refused_and_a_killed_one_is_no_hindrance(slow: Path) -> None:
    first = start(slow)
    kernel = begun(slow)
    second = call(slow)
    assert (second.returncode, second.stdout) == (2, "")
    assert f"another run is under way in {slow} (process {first.pid}, since " in second.stderr
    assert call(slow, "--dry-run").returncode == 0
    kill(first)
    until(lambda: not lives(kernel), 15)  # by itself
    code = slow / "steps" / "02-b.ipynb"
    code.write_text(code.read_text().replace("sleep(60)", "sleep(0)"))
    third = call(slow)
    assert third.returncode == 0, third.stderr
    assert "cached            01-a" in third.stdout and "note" not in third.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.long)])
def test_an_interrupted_run_ends_its_kernels_and_says_how_far_it_came(slow: Path, number: signal.Signals) -> None:
    process = start(slow)
    kernel = begun(slow)
    asked = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert time.monotonic() - asked < 15 and not lives(kernel)
    assert f"interrupted in 02-b: 1 ok, 1 failed; `nbcheck run {slow}` goes on from there" in out and err == ""
    assert "the run was interrupted in cell 5 of the notebook" in out
    assert "interrupted" in (slow / "RUN.html").read_text(encoding="utf-8")
    assert sorted(finished(slow)) == ["01-a"]


def test_a_number_that_belongs_to_another_process_now_is_left_alone(tmp_path: Path) -> None:
    """Processes get the numbers of others that ended long ago."""
    other, kernel = (subprocess.Popen(["sleep", "60"], start_new_session=True) for _ in range(2))
    try:
        for process, age in ((other, 100), (kernel, 0)):
            (tmp_path / str(process.pid)).write_text(repr(psutil.Process(process.pid).create_time() - age))
        assert Kernels(tmp_path).end_left() == 1
        assert other.poll() is None and kernel.poll() is not None
        assert os.listdir(tmp_path) == []
    finally:
        for process in (other, kernel):
            process.kill()
            process.wait()
