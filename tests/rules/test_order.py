"""Counts joined with the dataflow: the cases of counts in a file, each with the one thing that is to be said."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import find, select
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
    findings = [
        finding for info in (*select(["NBS", "NBO"]), find("NBO003"), find("NBO009"), find("NBS007")) for finding in run(info, book)
    ]
    return sorted((finding.code, finding.severity, finding.cell.index if finding.cell else -1) for finding in findings)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([(1, "a = 1"), (2, "b = 1"), (2, "c = 1"), (3, "d = 1")], [("NBO004", "warning", 2)], id="duplicate"),
        pytest.param([(1, "a = 1"), (2, "b = 1"), (5, "c = 1")], [("NBO002", "info", 2)], id="gap"),
        pytest.param([(1, "a = 1"), (5, "a + gone")], [("NBO002", "info", 1), ("NBS001", "error", 1)], id="gap and a missing name"),
        pytest.param(
            [(1, "a = [1]"), (2, "a = a + [2]"), (4, "a = a * 2")],
            [("NBO002", "info", 2), ("NBS006", "info", 1), ("NBS006", "warning", 2)],
            id="gap beside a cell that gives something else when run twice",
        ),
        pytest.param([(14, "a = 1"), (15, "b = 1")], [("NBO002", "info", 0)], id="starts late"),
        pytest.param([(1, "a = 1"), (None, "b = 1"), (2, "c = 1")], [("NBO003", "warning", 1)], id="never run"),
        pytest.param([(1, "a = 1"), (None, ""), (None, "# later"), (2, "c = 1")], [], id="empty cells"),
        pytest.param([(1, "a = 1"), (None, "b = 1")], [], id="trailing"),
        pytest.param([(1, "a = 1"), (None, "b = 1", ("skip-execution",)), (2, "c = 1")], [], id="skipped on purpose"),
        pytest.param([(None, "1", (), (Output("stream"),)), (None, "2")], [], id="all counts stripped"),
        pytest.param([(1, "a = 1"), (None, "", (), (Output("stream"),)), (2, "2")], [("NBO006", "info", 1)], id="output without count"),
        pytest.param([(2, "import os"), (1, "import sys")], [("NBO001", "info", 1)], id="harmless order"),
        pytest.param([(2, "y = x"), (1, "x = 1")], [("NBS002", "error", 0)], id="one finding for one defect"),
        pytest.param(
            [(2, "a > b and a > c"), (1, "a = b = c = 1")],
            [("NBS002", "error", 0)] * 3,
            id="a line that fails anyway fails by all its names",
        ),
        pytest.param([(2, "if a > 1:\n    c"), (1, "a = c = 1")], [("NBS002", "error", 0), ("NBS002", "warning", 0)], id="another line"),
        pytest.param([(2, "x = 1"), (1, "y = x")], [("NBO001", "warning", 1)], id="used before it was run again"),
        pytest.param([(3, "import os"), (1, "os.getcwd()"), (2, "os.sep")], [("NBO001", "info", 1)], id="imports run again change nothing"),
        pytest.param([(1, "a = 1", (), ERROR), (2, "b = 1")], [("NBO005", "warning", 0)], id="saved error"),
        pytest.param([(1, "a = 1", ("raises-exception",), ERROR), (2, "b = 1")], [], id="error on purpose"),
        pytest.param(
            [(1, "a = 1", ("raises-exception",)), (2, "2", (), (Output("execute_result"),))],
            [("NBO009", "info", 0)],
            id="no error on purpose",
        ),
        pytest.param([(1, "a = 1", ("raises-exception",)), (2, "b = 1")], [], id="outputs stripped"),
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
    assert finding.message.endswith("; so may 2 cells below that also ran too early")
    assert [related.cell.index for related in finding.related] == [0, 2, 3]


def test_a_cell_is_told_once_with_all_that_ran_later() -> None:
    (finding,) = run(select(["NBO001"])[0], notebook((8, "x = []"), (9, "x.append(1)"), (7, "y = 1"), (1, "len(x) + y")))
    assert finding.message.startswith("cell 3 [1] uses `x` of cell 0 [8] and cell 1 [9] and `y` of cell 2 [7], which ran later")
    assert [related.cell.index for related in finding.related] == [0, 1, 2]


def test_a_use_in_a_function_is_told_at_the_call() -> None:
    (finding,) = run(select(["NBO001"])[0], notebook((5, "x = 1"), (1, "def f():\n    return x"), (2, "y = 2\nf()")))
    assert finding.message.startswith("cell 2 [2] calls `f`, which uses `x` of cell 0 [5]")
    assert finding.range and finding.range.start.line == 2


def test_counts_of_several_sessions_are_hardly_compared() -> None:
    (finding,) = run(select(["NBO001"])[0], notebook((3, "x = 1"), (1, "x"), (3, "z = 1")))
    assert (finding.severity, finding.confidence) == ("info", "low") and "sessions" in finding.message
    assert run(select(["NBO001"])[0], notebook((3, "a = 1"), (1, "b = 1"), (3, "c = 1"))) == []


def test_a_name_that_is_missing_again_is_told_shortly() -> None:
    messages = [finding.message for finding in run(select(["NBS001"])[0], notebook((1, "pd.A"), (2, "pd.B"), (3, "pd.C")))]
    assert messages[1:] == ["`pd` is still missing here (see cell 0 [1])"] * 2


def test_a_name_that_may_be_missing_again_is_told_shortly() -> None:
    rows: list[Row] = [(1, "try:\n    t = open('a')\nexcept OSError:\n    print(1)"), (2, "t"), (3, "t")]
    messages = [finding.message for finding in run(select(["NBS012"])[0], notebook(*rows))]
    assert messages[1:] == ["`t` may be missing here, too, as in cell 1 [2]"]


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
