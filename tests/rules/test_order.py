"""Counts joined with the dataflow: the cases of counts in a file, each with the one thing that is to be said."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import select
from jupyter_mldebt.model import Cell, Notebook, Output

from .blocks import run

Row = tuple[object, ...]
ERROR = (Output("error", ename="ValueError", evalue="no"),)


def notebook(*rows: Row, language: str = "python") -> Notebook:
    """One row a cell: count, source and, if there are any, tags and outputs."""
    cells = []
    for index, (count, source, *more) in enumerate(rows):
        tags = more[0] if more else ()
        outputs = more[1] if len(more) > 1 else ()
        cells.append(Cell(index, f"id{index}", "code", source, count, tags, outputs))  # type: ignore[arg-type]
    return Notebook("counts.ipynb", tuple(cells), language)


def said(book: Notebook) -> list[tuple[str, str, int]]:
    """What the rules about order and names say: code, severity, cell."""
    findings = [finding for info in select(["NBS", "NBO"]) for finding in run(info, book)]
    return sorted((finding.code, finding.severity, finding.cell.index if finding.cell else -1) for finding in findings)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([(1, "a = 1"), (2, "b = 1"), (2, "c = 1"), (3, "d = 1")], [("NBO004", "warning", 2)], id="duplicate"),
        pytest.param([(1, "a = 1"), (2, "b = 1"), (5, "c = 1")], [("NBO002", "info", 2)], id="gap"),
        pytest.param([(1, "a = 1"), (5, "a + gone")], [("NBO002", "info", 1), ("NBS001", "error", 1)], id="gap and a missing name"),
        pytest.param([(14, "a = 1"), (15, "b = 1")], [("NBO002", "info", 0)], id="starts late"),
        pytest.param([(1, "a = 1"), (None, "b = 1"), (2, "c = 1")], [("NBO003", "warning", 1)], id="never run"),
        pytest.param([(1, "a = 1"), (None, ""), (None, "# later"), (2, "c = 1")], [], id="empty cells"),
        pytest.param([(1, "a = 1"), (None, "b = 1")], [], id="trailing"),
        pytest.param([(1, "a = 1"), (None, "b = 1", ("skip-execution",)), (2, "c = 1")], [], id="skipped on purpose"),
        pytest.param([(None, "1", (), (Output("stream"),)), (None, "2")], [], id="all counts stripped"),
        pytest.param([(1, "a = 1"), (None, "", (), (Output("stream"),)), (2, "2")], [("NBO006", "info", 1)], id="output without count"),
        pytest.param([(2, "import os"), (1, "import sys")], [("NBO001", "info", 1)], id="harmless order"),
        pytest.param([(2, "y = x"), (1, "x = 1")], [("NBS002", "error", 0)], id="one finding for one defect"),
        pytest.param([(2, "x = 1"), (1, "y = x")], [("NBO001", "warning", 1)], id="used before it was run again"),
        pytest.param([(3, "import os"), (1, "os.getcwd()"), (2, "os.sep")], [("NBO001", "info", 1)], id="imports run again change nothing"),
        pytest.param([(1, "a = 1", (), ERROR), (2, "b = 1")], [("NBO005", "warning", 0)], id="saved error"),
        pytest.param([(1, "a = 1", ("raises-exception",), ERROR), (2, "b = 1")], [], id="error on purpose"),
        pytest.param([(1, "x = 1"), (3, "y = x"), (2, "x = 2")], [("NBS007", "warning", 1)], id="another cell's value"),
        pytest.param([(1, "x = 1"), (2, "y = x"), (3, "x = 2")], [], id="rebound in order"),
    ],
)
def test_counts(rows: list[Row], expected: list[tuple[str, str, int]]) -> None:
    assert said(notebook(*rows)) == expected


def test_a_finding_of_order_names_both_cells_and_the_name() -> None:
    (finding,) = run(select(["NBO001"])[0], notebook((2, "x = 1"), (1, "y = x")))
    assert finding.names == ("x",)
    assert "cell 1 [1]" in finding.message and "cell 0 [2]" in finding.message and "`x`" in finding.message
    assert [related.cell.index for related in finding.related] == [0]


def test_one_cell_run_again_is_one_finding() -> None:
    (finding,) = run(select(["NBO001"])[0], notebook((9, "x = 1"), (1, "x + 1"), (2, "x + 2"), (3, "x + 3")))
    assert "2 more cells" in finding.message
    assert [related.cell.index for related in finding.related] == [0, 2, 3]


def test_other_languages_have_counts_too_but_no_dataflow() -> None:
    (finding,) = run(select(["NBO001"])[0], notebook((2, "x <- 1"), (1, "y <- x"), language="r"))
    assert finding.severity == "info" and "dependency" not in finding.message


def test_a_saved_error_is_not_told_twice() -> None:
    error = (Output("error", ename="NameError", evalue="name 'gone' is not defined"),)
    assert [code for code, *_ in said(notebook((1, "gone + 1", (), error)))] == ["NBS001"]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([(1, "a = 1"), (3, "gone")], True),
        ([(1, "gone"), (3, "a = 1")], False),
        ([(1, "gone"), (3, "gone")], False),
        ([(1, "a = 1"), (3, "gone", (), ERROR)], False),
        ([(1, "a = 1"), (3, "gone"), (9, "b = 1")], True),
    ],
)
def test_only_what_ran_before_can_have_defined_a_name(rows: list[Row], named: bool) -> None:
    (finding,) = run(select(["NBO002"])[0], notebook(*rows))
    assert ("probably been deleted" in finding.message) == named == (finding.names == ("gone",))
    assert finding.severity == "info"
