"""The page of a run."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from jupyter_mldebt.pipeline import run_page
from jupyter_mldebt.pipeline.kernels import StepError
from jupyter_mldebt.pipeline.outcome import RunResult, StepResult
from jupyter_mldebt.pipeline.plan import Parameter, Plan, Step
from jupyter_mldebt.pipeline.records import Records

HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
TAGS = {"html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "span", "p", "div", "table", "thead", "tbody", "tr"}
TAGS |= {"th", "td", "a", "b", "code", "pre", "details", "summary", "dl", "dt", "dd", "ul", "li", "i", "footer"}
TAGS |= {"svg", "defs", "marker", "path", "g", "rect", "text"}


class Parsed(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


def plan_of(**after: tuple[str, ...]) -> Plan:
    steps = tuple(
        Step(name=name, title=HOSTILE, cells=(at,), notebook=f"steps/{name}.ipynb", after=needs)
        for at, (name, needs) in enumerate(after.items())
    )
    parameters = (Parameter(name="n", default=HOSTILE, text=repr(HOSTILE), type="str", help=HOSTILE, cell=0, line=1),)
    return Plan(notebook=f"../{HOSTILE}.ipynb", kernel="python3", steps=steps, parameters=parameters)


def page(tmp_path: Path) -> str:
    plan = plan_of(a=(), b=("a",))
    steps = (
        StepResult("a", "ok", "executed/a.ipynb", 1.5, None, (HOSTILE,), 1, 0.1),
        StepResult("b", "failed", "executed/b.ipynb", 0.5, StepError(HOSTILE, HOSTILE, 1, HOSTILE, HOSTILE), (), 2, 1.6),
    )
    result = RunResult(
        1, "failed", steps, HOSTILE, (HOSTILE,), {"n": HOSTILE + "2"}, report=str(tmp_path / "RUN.html"), log=str(tmp_path / "l")
    )
    return run_page.render(plan, result, Records(tmp_path, tmp_path, tmp_path, plan), {HOSTILE: HOSTILE}, 2.5)


def test_what_comes_from_the_notebook_is_text(tmp_path: Path) -> None:
    text = page(tmp_path)
    found = Parsed(text)
    assert set(found.tags) <= TAGS
    assert not {name for name in found.attributes if name.startswith("on")}
    assert found.words.count("<script>alert(1)</script>") >= 10


def test_the_page_needs_no_other_file_but_those_it_leads_to(tmp_path: Path) -> None:
    found = Parsed(page(tmp_path))
    assert set(found.links) == {"executed/a.ipynb", "executed/b.ipynb", "l"}
    assert "@media (prefers-color-scheme: dark)" in page(tmp_path)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.04, "0.0 s"), (59.94, "59.9 s"), (60, "1 min 0 s"), (125, "2 min 5 s"), (3780, "1 h 3 min")]
)
def test_durations_are_for_people(seconds: float, text: str) -> None:
    assert run_page.duration(seconds) == text
