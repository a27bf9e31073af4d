"""What a person reads: snippets, underlines, widths, summaries."""

from __future__ import annotations

import pytest

from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.render import concise, full
from jupyter_mldebt.render.style import Style, columns, plain
from jupyter_mldebt.render.summary import Summary
from jupyter_mldebt.rule import CellRef, FileReport, Finding, Fix, Position, Range, Related


def range_(line: int, column: int, end_line: int, end_column: int) -> Range:
    return Range(Position(line, column), Position(end_line, end_column))


def report(*findings: Finding) -> FileReport:
    return FileReport("nb.ipynb", "unknown", None, findings)


def finding(at: Range | None, cell: int | None = 0, **changes: object) -> Finding:
    fields: dict[str, object] = {
        "code": "NBS001",
        "name": "undefined-name",
        "severity": "error",
        "confidence": "high",
        "message": "`x` is missing",
        "names": ("x",),
        "cell": None if cell is None else CellRef(cell, None, None),
        "range": at,
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def shown(one: Finding, *sources: str, width: int = 100) -> list[str]:
    """The lines below the head."""
    notebook = Notebook("nb.ipynb", tuple(Cell(index, None, "code", source) for index, source in enumerate(sources)))
    return list(full.render(report(one), Style(width=width), lambda: notebook))[1:-1]


def test_the_range_is_underlined_between_the_lines_around_it() -> None:
    assert shown(finding(range_(2, 6, 2, 7)), "a = 1\nprint(x)\nb = 2\nc = 3") == [
        " --> nb.ipynb:cell 0:2:7",
        "  |",
        "1 | a = 1",
        "2 | print(x)",
        "  |       ^",
        "3 | b = 2",
    ]


def test_wide_characters_and_tabs_take_their_columns() -> None:
    source = "\tü = '日本🎲e\u0301'; x"
    lines = shown(finding(range_(1, source.index("x"), 1, source.index("x") + 1)), source)
    assert lines[2] == "1 |     ü = '日本🎲e\u0301'; x"
    # 4 for the tab, 5 for `ü = '`, 6 for three wide characters, 1 for e and its accent, 3 for `'; `
    assert lines[3] == "  | " + " " * 19 + "^"


def test_a_range_over_lines_is_marked_at_its_edge() -> None:
    assert shown(finding(range_(2, 0, 4, 3)), "a = 1\nfor i in x:\n    y = i\nend\nb")[1:] == [
        "  |",
        "2 | / for i in x:",
        "3 | |     y = i",
        "4 | | end",
        "  | |___^",
    ]


def test_a_long_range_is_shown_by_its_ends() -> None:
    source = "\n".join(f"line{number}" for number in range(1, 41))
    lines = shown(finding(range_(3, 0, 38, 6)), source)
    assert lines[2:7] == [" 3 | / line3", " 4 | | line4", " 5 | | line5", " 6 | | line6", "... |"]
    assert lines[-2:] == ["38 | | line38", "   | |______^"]


def test_a_long_line_is_cut_to_the_part_that_matters() -> None:
    source = "a" * 300 + " x " + "b" * 300
    lines = shown(finding(range_(1, 301, 1, 302)), source, width=60)
    text, underline = lines[2], lines[3]
    assert len(text) <= 60 and text.startswith("1 | …") and text.endswith("…")
    assert text[underline.index("^")] == "x" and underline.count("^") == 1


def test_related_places_and_the_fix() -> None:
    one = finding(
        range_(1, 0, 1, 1),
        related=(Related(CellRef(1, "id", 7), range_(1, 0, 1, 1), "defined here"), Related(CellRef(2, None, None), None, "also here")),
        fix=Fix("unsafe", "Move cell 1", ()),
    )
    assert shown(one, "x", "x = 1", "")[3:] == [
        "  | ^",
        "  |",
        " ::: cell 1 [7]:1:1",
        "  |",
        "1 | x = 1",
        "  | - defined here",
        "  |",
        " ::: cell 2: also here",
        "  |",
        "  = help: Move cell 1 (unsafe: look at what it changes)",
    ]


def test_a_finding_about_the_file_has_no_cell() -> None:
    assert shown(finding(None, None), "x") == [" --> nb.ipynb"]
    assert list(concise.render(report(finding(None, None)), Style())) == ["nb.ipynb: error[NBS001] `x` is missing"]


@pytest.mark.parametrize("sources", [(), ("",), ("a",), ("a\nb\nc",)])
def test_a_file_that_changed_meanwhile_costs_only_the_snippet(sources: tuple[str, ...]) -> None:
    lines = shown(finding(range_(5, 8, 6, 9)), *sources)
    assert lines[0] == " --> nb.ipynb:cell 0:5:9"
    gone = list(full.render(report(finding(range_(1, 0, 1, 1))), Style(), lambda: None))
    assert gone[1] == " --> nb.ipynb:cell 0:1:1"


@pytest.mark.parametrize(
    ("text", "expected", "width"),
    [
        ("a", "a", 1),
        ("\t", "    ", 4),
        ("\x1b[0m", "␛[0m", 4),
        ("日", "日", 2),
        ("e\u0301", "e\u0301", 1),
        ("\u202e", "\ufffd", 1),
        ("\ud800", "\ufffd", 1),
    ],
)
def test_what_a_terminal_gets_and_how_wide_it_is(text: str, expected: str, width: int) -> None:
    assert plain(text) == expected
    assert columns(text) == width


def test_colours_are_put_around_and_taken_off() -> None:
    coloured = "\n".join(full.render(report(finding(range_(1, 0, 1, 1))), Style(colour=True), lambda: None))
    assert coloured.startswith("\x1b[1;31merror[NBS001]\x1b[0m undefined-name: \x1b[1mx\x1b[0m is missing")
    assert "\x1b" not in "\n".join(full.render(report(finding(range_(1, 0, 1, 1))), Style(), lambda: None))


def test_the_summary_counts() -> None:
    summary = Summary()
    assert summary.line(Style()) == "no notebooks found"
    summary.add(report())
    assert summary.line(Style()) == "nothing found in 1 notebook"
    summary.add(
        report(finding(None, None), finding(None, None, severity="warning"), finding(None, None, severity="warning", code="NBS012"))
    )
    summary.add(report(finding(None, None, severity="info")))
    summary.add(FileReport("bad", "unknown", "it is torn", ()))
    assert summary.line(Style()) == "1 error, 2 warnings, 1 note in 2 of 4 notebooks; 1 unreadable"
    assert summary.line(Style(), 0.4123) == "1 error, 2 warnings, 1 note in 2 of 4 notebooks; 1 unreadable (412 ms)"
    assert summary.line(Style(), 12.34).endswith("(12.3 s)")
    assert list(summary.statistics(Style())) == ["3  NBS001  undefined-name", "1  NBS012  undefined-name"]
