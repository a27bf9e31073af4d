"""Comments that silence findings."""

from __future__ import annotations

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.settings import Settings

from .documents import text


def said(*cells: str, settings: Settings | None = None) -> list[tuple[str, int, int, tuple[str, ...]]]:
    """Findings as (code, cell, line, names)."""
    report = Engine().check_text(text(cells), "nb.ipynb", settings or Settings(select=("NBS001", "NBR010", "NBU001")))
    assert report.error is None
    return [(f.code, f.cell.index, f.range.start.line, f.names) for f in report.findings if f.cell and f.range]


MISSING = [("NBS001", 0, 1, ("missing",))]


def test_without_a_comment_it_is_said() -> None:
    assert said("print(missing)") == MISSING


@pytest.mark.parametrize(
    "comment",
    [
        "# nbcheck: ignore[NBS001]",
        "# nbcheck: ignore[NBS001] it comes from the console",
        "# nbcheck:ignore[NBR010, NBS001]",
        "# nbcheck: ignore[undefined-name]",
        "# nbcheck: ignore[NBS]",
        "# nbcheck: ignore",
        "# nbcheck: ignore whatever it is",
        "# noqa: F821  # nbcheck: ignore[NBS001]",
    ],
)
def test_a_comment_at_the_end_of_the_line_silences(comment: str) -> None:
    assert [one for one in said(f"print(missing)  {comment}") if one[0] != "NBU001"] == []


@pytest.mark.parametrize(
    "source",
    [
        "print(missing, '# nbcheck: ignore')",
        'x = """\n# nbcheck: ignore\n"""; print(missing)',
        "# nbcheck: ignore[NBS001]\nprint(missing)",
        "print(missing)  # nbcheck: ignored",
        "print(missing)  # nbcheck: ignore[]",
        "print(missing)  # ignore[NBS001]",
        "print(missing)\nprint(1)  # nbcheck: ignore[NBS001]",
    ],
)
def test_what_is_no_such_comment_or_stands_elsewhere_silences_nothing(source: str) -> None:
    assert "NBS001" in [one[0] for one in said(source)]


def test_it_speaks_for_the_whole_statement_at_whose_end_it_stands() -> None:
    assert said("print(\n    1,\n    missing,\n)  # nbcheck: ignore[NBS001]") == []
    assert said("print(\n    1,  # nbcheck: ignore[NBS001]\n    missing,\n)") == []
    assert said("for i in range(3):  # nbcheck: ignore[NBS001]\n    print(missing)")[0][:3] == ("NBU001", 0, 1)


def test_ignore_cell_speaks_for_its_cell_only() -> None:
    assert said("# nbcheck: ignore-cell[NBS001] a sketch\nx = 1\nprint(missing)") == []
    assert said("# nbcheck: ignore-cell[NBS001]\nprint(missing)", "print(other)") == [("NBS001", 1, 1, ("other",))]


def test_it_works_beside_magics_and_in_cells_that_do_not_parse() -> None:
    assert said("%time print(missing)  # nbcheck: ignore[NBS001]") == []
    assert said("!ls 'unclosed\nprint(missing)  # nbcheck: ignore[NBS001]") == []
    assert said("%%time\nprint(missing)  # nbcheck: ignore[NBS001]") == []
    assert said("x = = 1  # nbcheck: ignore[NBR010] shown on purpose") == []


def test_one_that_silences_nothing_is_told() -> None:
    assert said("x = 1  # nbcheck: ignore[NBS001]") == [("NBU001", 0, 1, ())]
    assert said("x = 1\n# nbcheck: ignore-cell[NBS001]") == [("NBU001", 0, 2, ())]
    report = Engine().check_text(text(["print(missing)  # nbcheck: ignore[NBS001, NBR010]"]), "nb.ipynb")
    (idle,) = [finding for finding in report.findings if finding.code == "NBU001"]
    assert "NBR010" in idle.message and "NBS001" not in idle.message


def test_one_is_judged_only_where_all_it_could_concern_has_run() -> None:
    assert said("x = 1  # nbcheck: ignore[NBO001]") == []
    assert said("x = 1  # nbcheck: ignore") == []
    assert said("x = 1  # nbcheck: ignore[F401] for ruff") == []
    assert said("x = 1  # nbcheck: ignore", settings=Settings()) == [("NBU001", 0, 1, ())]


def test_of_two_that_silence_the_same_none_is_idle() -> None:
    assert said("# nbcheck: ignore-cell[NBS001]\nprint(missing)  # nbcheck: ignore[NBS001]") == []


def test_the_place_counts_code_points() -> None:
    report = Engine().check_text(text(["s = '🎲ü'  # nbcheck: ignore[NBS001]"]), "nb.ipynb")
    (idle,) = report.findings
    assert idle.range is not None and (idle.range.start.column, idle.range.end.column) == (10, 35)
