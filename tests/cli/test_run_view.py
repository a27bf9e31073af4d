"""What a person sees while a pipeline runs: on a terminal, and where there is none."""

from __future__ import annotations

import io

import pytest

from jupyter_mldebt.cli.run import View
from jupyter_mldebt.pipeline.kernels import StepError
from jupyter_mldebt.pipeline.outcome import Event, RunResult, StepResult


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


FAILED = StepResult(
    "02-b",
    "failed",
    "executed/02-b.ipynb",
    3.25,
    StepError("ValueError", "bad \x1b[2J value", 7, "a = 1\nb(a)\n" + "c\n" * 20),
    ("its code changed",),
    1,
)
EVENTS = [
    Event(kind="start", step="01-a", text="01-a starts"),
    Event(kind="start", step="02-b", text="02-b starts"),
    Event(kind="cell", step="02-b", cell=2, cells=8, text="02-b: cell 2 of 8"),
    Event(kind="tick"),
    Event(kind="retry", step="02-b", text="02-b: ValueError: bad; attempt 2 of 2"),
    Event(kind="end", step="02-b", text="02-b failed", result=FAILED),
    Event(kind="end", step="01-a", text="01-a ok", result=StepResult("01-a", "ok", "x", 1.0, None, ("it has not run before",), 1)),
]


def seen(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, as_text: bool = True) -> tuple[str, str]:
    out, err = io.StringIO(), Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    view = View(as_text=as_text)
    for event in EVENTS:
        view.watch(event)
    view.clear()
    if as_text:
        view.close(RunResult(1, "failed", (EVENTS[-1].result, FAILED), "python3", report="p/RUN.html", log="p/logs/1.log"), "p")  # type: ignore[arg-type]
    return out.getvalue(), err.getvalue()


def test_steps_get_a_line_each_when_they_end(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = seen(monkeypatch, terminal=False)
    assert err == ""
    lines = out.splitlines()
    assert lines[:3] == [
        "note: 02-b: ValueError: bad; attempt 2 of 2",
        "failed     3.2 s  02-b  its code changed",
        "         ValueError: bad ␛[2J value in cell 7 of the notebook",
    ]
    assert lines[3:5] == ["         | a = 1", "         | b(a)"] and "         | (10 more lines)" in lines
    assert lines[-2:] == ["ok         1.0 s  01-a  it has not run before", "1 ok, 1 failed: p/RUN.html, log p/logs/1.log"]


def test_a_terminal_shows_what_runs_now(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = seen(monkeypatch, terminal=True)
    assert "01-a: starts, 0 s · 02-b: cell 2 of 8, 0 s" in err
    assert err.endswith("\r\x1b[K")
    assert out == seen(monkeypatch, terminal=False)[0]


def test_json_has_standard_output_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(monkeypatch, terminal=True, as_text=False)[0] == ""
