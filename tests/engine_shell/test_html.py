"""The HTML page: whole by itself, hostile text is text, links lead somewhere, and its size is bounded."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.render import html
from jupyter_mldebt.render.summary import Summary
from jupyter_mldebt.rule import (
    CellRef,
    CellWork,
    FileReport,
    Finding,
    Fix,
    Measure,
    Node,
    NodeEdge,
    Position,
    PreparationReport,
    Range,
    Related,
    Step,
    WorkReport,
)

HOSTILE = "</pre></style></title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}\u202e\udc80"
SEEN = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}\ufffd\ufffd"
EMPTY = ("meta", "path", "link", "br")


class Parsed(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words += data


def at(line: int, column: int, end: int, end_line: int | None = None) -> Range:
    return Range(Position(line, column), Position(end_line or line, end))


def finding(cell: int | None, at: Range | None, **changes: object) -> Finding:
    fields: dict[str, object] = {
        "code": "NBS001",
        "name": "undefined-name",
        "severity": "error",
        "confidence": "high",
        "names": ("x",),
        "message": f"`x` is {HOSTILE}",
        "cell": None if cell is None else CellRef(cell, None, 7),
        "range": at,
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def file(*findings: Finding, path: str = HOSTILE, **changes: object) -> FileReport:
    fields: dict[str, object] = {"path": path, "state": "drifted", "error": None, "findings": findings}
    return FileReport(**{**fields, **changes})  # type: ignore[arg-type]


def notebook(*sources: str) -> Notebook:
    return Notebook("nb.ipynb", tuple(Cell(index, None, "code", source) for index, source in enumerate(sources)))


def made(*reports: FileReport, sources: tuple[str, ...] = ()) -> str:
    page, summary = html.HtmlReport(), Summary()
    for report in reports:
        summary.add(report)
        page.add(report, lambda: notebook(*sources))
    return page.text(summary)


REF = CellRef(0, HOSTILE, 7)
WORK = WorkReport(8, 6, {"load": 4, "fit": 2, "path": 2}, (CellWork(REF, 8, 6, {"load": 4, "fit": 2, "path": 2}),))
GRAPH = PreparationReport(
    (
        Node(0, "input", HOSTILE, REF, at(1, 0, 1), (Step(REF, at(1, 0, 1), HOSTILE),)),
        Node(1, "join", "both", REF, at(1, 0, 1), ()),
        Node(2, "fit", "model", REF, at(1, 0, 1), ()),
    ),
    (NodeEdge(0, 1, "merge"), NodeEdge(1, 2, "fit")),
    Measure(1, 1, 0, 0, 0, 2, 9),
)
FIX = Fix("unsafe", HOSTILE, ())
RELATED = (Related(CellRef(1, None, None), at(1, 0, 3), HOSTILE), Related(CellRef(2, None, None), None, "in cell 2"))
FULL = file(
    finding(0, at(1, 0, 9), related=RELATED, fix=FIX),
    finding(1, at(1, 0, 2), code="NBS002"),
    finding(None, None),
    work=WORK,
    preparation=GRAPH,
)


def test_what_comes_from_a_notebook_is_text() -> None:
    text = made(FULL, file(error=HOSTILE), sources=(f"x = 1 {HOSTILE}\n{HOSTILE}", HOSTILE, HOSTILE))
    found = Parsed(text)
    assert not {"script", "img", "iframe", "object", "link", "form", "base"} & found.tags
    assert not {name for name in found.attributes if name.startswith("on")} and "src" not in found.attributes
    assert found.words.count(SEEN) >= 10 and "49" not in found.words
    assert text.encode("utf-8")


def test_it_asks_for_nothing_from_elsewhere_and_runs_nothing() -> None:
    text = made(FULL, sources=("x",) * 3)
    assert "default-src 'none'; style-src 'unsafe-inline'" in text
    assert all(link.startswith("#") for link in Parsed(text.partition("<h2>Why</h2>")[0] + "</main></body></html>").links)
    assert "url(http" not in text and "@import" not in text and "prefers-color-scheme: dark" in text


def test_links_lead_to_one_place_each() -> None:
    found = Parsed(made(FULL, FULL, sources=("x",) * 3))
    assert len(set(found.ids)) == len(found.ids)
    inner = {link for link in found.links if link.startswith("#")}
    assert {"#n1", "#n2", "#n1-c1", "#rule-NBS001", "#n2-p1"} <= inner
    assert {link[1:] for link in inner} <= set(found.ids)


def test_findings_stand_below_their_cells_with_lines_evidence_and_fix() -> None:
    sources = ("a = 1\nprint(x)\nb = 2\nc = 3", "x = 1", "")
    related = (Related(CellRef(1, None, None), at(1, 0, 1), "`x` is bound here"), Related(CellRef(2, None, 9), None, "read in cell 2 [9]"))
    fix = Fix("safe", "Move cell 1", ())
    words = Parsed(made(file(finding(0, at(2, 6, 7), related=related, fix=fix), finding(None, None)), sources=sources)).words
    flat = " ".join(words.split())
    assert flat.index("whole notebook") < flat.index("cell 0 [7]")
    assert "1a = 12print(x)3b = 2" in flat and "c = 3" not in flat
    assert "Evidence in 2 steps x is bound here · cell 1 1x = 1 read in cell 2 [9]" in flat
    assert "Help: Move cell 1 (--fix)" in flat


def test_a_step_that_is_the_finding_itself_is_said_to_be_so() -> None:
    related = tuple(Related(CellRef(0, None, None), at(line, 0, 1), f"step {line}") for line in (1, 2))
    words = " ".join(Parsed(made(file(finding(0, at(2, 4, 5), related=related)), sources=("x = 1\ny = x",))).words.split())
    assert "step 1 · cell 0 1x = 1" in words and "step 2 · cell 0 this finding" in words


def test_the_range_is_marked() -> None:
    text = made(file(finding(0, at(2, 4, 3, 3))), sources=("if a:\n    b = (\n  c)  # d",))
    assert "<i>2</i>    <mark>b = (</mark></span>" in text and "<i>3</i>  <mark>c</mark>)  # d</span>" in text


@pytest.mark.parametrize(("place", "numbers"), [(at(3, 0, 1, 40), [2, 3, 4, 5, 6, None, 38, 39, 40, 41]), (at(50, 0, 1), []), (None, [])])
def test_long_ranges_are_shown_by_their_ends(place: Range | None, numbers: list[int | None]) -> None:
    book = notebook("\n".join(f"line{number}" for number in range(1, 42)))
    assert [line.number for line in html.quoted(book, CellRef(0, None, None), place, 1)] == numbers
    assert html.quoted(None, CellRef(0, None, None), place, 1) == []


def test_the_share_of_glue_is_said_in_words() -> None:
    words = " ".join(Parsed(made(FULL)).words.split())
    assert "Glue: 75 % of 8 statements" in words
    assert "glue: load 4, paths and files 2" in words
    assert "6 of 8: load 4, paths and files 2" in words
    assert "Glue:" not in Parsed(made(file(work=WorkReport(0, 0, {}, ())))).words


def test_the_preparation_is_drawn_and_listed() -> None:
    found = Parsed(made(FULL))
    words = " ".join(found.words.split())
    assert "svg" in found.tags
    assert "Preparation graph: measure 9 1 input, 1 join, 2 steps on the longest way" in words
    assert "both join, cell 0 [7]; from </pre>" in words and "model fit, cell 0 [7]; from both" in words
    many = tuple(Node(number, "input", "x", REF, at(1, 0, 1), ()) for number in range(100))
    assert "svg" not in Parsed(made(file(preparation=PreparationReport(many, (), GRAPH.measure)))).tags
    assert "Preparation" not in Parsed(made(file(preparation=PreparationReport((), (), GRAPH.measure)))).words


def test_its_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    many = file(*(finding(0, at(1, 0, 1), fingerprint=str(number)) for number in range(1000)), path="many.ipynb")
    text = made(many, sources=("x",))
    assert text.count("<article") == 300 and "and 700 more findings" in text and "1000 errors" in text
    monkeypatch.setattr(html, "_MOST_TEXT", 10_000)
    text = made(file(path="small.ipynb"), many, file(path="last.ipynb"), sources=("x",))
    assert text.count("<article") == 0 and text.count("left out below") == 1
    assert 'href="#n3"' in text and 'href="#n2"' not in text


def test_a_rule_s_page_is_shown_with_its_examples() -> None:
    found = Parsed(made(file(finding(0, at(1, 0, 1)))))
    assert "Why it matters" in found.words and "h4" in found.tags and "# %%" in found.words


def test_nothing_found_is_said() -> None:
    words = Parsed(made(file(path="a.ipynb", state="valid"))).words
    assert "nothing found" in words and "By their counts the cells ran in order." in words
    assert "no notebooks found" in Parsed(made()).words
