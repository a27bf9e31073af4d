"""The page of a run, and where the boxes stand in its graph."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest

from jupyter_mldebt.pipeline import layout, run_page
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


SHAPES = {
    "one": plan_of(a=()),
    "chain": plan_of(a=(), b=("a",), c=("a", "b")),
    "long": plan_of(a=(), b=("a",), c=("b",), d=("c",), e=("d",), f=("e", "a"), g=("f", "b")),
    "diamond": plan_of(a=(), b=("a",), c=("a",), d=("b", "c")),
    "past": plan_of(a=(), b=("a",), c=("b",), d=(), e=("c", "d", "a")),
    "apart": plan_of(a=(), b=(), c=()),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_boxes_keep_apart_and_arrows_lead_on(shape: str) -> None:
    plan = SHAPES[shape]
    drawn = layout.arrange(plan)
    assert drawn.places.keys() == {step.name for step in plan.steps}
    for (x1, y1), (x2, y2) in combinations(drawn.places.values(), 2):
        assert abs(x1 - x2) > layout.WIDTH or abs(y1 - y2) > layout.HEIGHT
    for x, y in drawn.places.values():
        assert layout.WIDTH / 2 <= x <= drawn.width - layout.WIDTH / 2 and layout.HEIGHT / 2 <= y <= drawn.height - layout.HEIGHT / 2
    axis = 1 if drawn.down else 0
    for arrow in drawn.arrows:
        assert drawn.places[arrow.start][axis] < drawn.places[arrow.end][axis]
        for point in arrow.points[1:-1]:  # it passes no box that it does not lead to
            assert all(abs(point[0] - x) > 5 or abs(point[1] - y) > 5 for x, y in drawn.places.values())


def test_an_arrow_that_others_imply_is_left_out() -> None:
    assert [(arrow.start, arrow.end) for arrow in layout.arrange(SHAPES["chain"]).arrows] == [("a", "b"), ("b", "c")]
    assert len(layout.arrange(SHAPES["diamond"]).arrows) == 4
