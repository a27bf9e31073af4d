"""Notebooks laid beside each other: what NBG003 says across them, the same for each order, with and without the cache, in each number of
processes."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from jupyter_mldebt.cache import Cache
from jupyter_mldebt.project import Job, check
from jupyter_mldebt.rule import FileReport, Finding
from jupyter_mldebt.settings import Settings

from .documents import write

ALONE = Settings(select=("NBG003",))
FUNCTION = """\
def rates(table, key, name):
    counted = table.groupby(key).size().reset_index(name="count")
    counted["rate"] = counted["count"] / counted["count"].sum()
    counted = counted.sort_values("rate", ascending=False).head(10)
    counted["label"] = counted[key].astype(str).str.title()
    counted["share"] = (100 * counted["rate"]).round(1).astype(str) + " %"
    counted.to_csv("rates.csv", index=False, sep=";")
    print(name, len(counted), counted["rate"].max())
    return counted"""
OTHERS = [
    FUNCTION.replace("groupby", "resample")
    .replace("sum", "mean")
    .replace("head", "tail")
    .replace("title", "lower")
    .replace("rates", "means"),
    FUNCTION.replace("sort_values", "nlargest")
    .replace("size", "nunique")
    .replace("max", "min")
    .replace("rates", "unique")
    .replace("sum", "std"),
]


def said(paths: list[Path], settings: Settings = ALONE, cache: Cache | None = None, workers: int = 1) -> dict[str, FileReport]:
    answers = list(check([Job(str(path), settings) for path in paths], workers=workers, cache=cache))
    assert all(answer.crashes == () for answer in answers)
    return {Path(answer.report.path).name: answer.report for answer in answers}


def findings(folder: Path, notebooks: dict[str, list[str]]) -> dict[str, list[Finding]]:
    """By notebook, what is said of each that something is said of."""
    paths = [write(folder / name, cells) for name, cells in notebooks.items()]
    return {name: list(report.findings) for name, report in said(paths).items() if report.findings}


def test_the_later_notebook_names_the_other_one_and_its_cell(tmp_path: Path) -> None:
    found = findings(tmp_path, {"a.ipynb": ["x = 1", FUNCTION], "sub/b.ipynb": [FUNCTION.replace("rates.csv", "b.csv"), "y = 2"]})
    (finding,) = found.pop("b.ipynb")
    assert not found
    assert finding.message == (
        "`rates` in cell 0 repeats `rates` in cell 1 of ../a.ipynb, with `'b.csv'` for `'rates.csv'`: a module could serve both"
    )
    (related,) = finding.related
    assert (related.path, related.cell.index, related.cell.id) == (str(tmp_path / "a.ipynb"), 1, "c1")
    assert finding.cell and finding.cell.index == 0 and finding.severity == "warning" and finding.fix is None


def test_it_is_said_once_for_two_notebooks_with_all_places(tmp_path: Path) -> None:
    own = ["print(1)", *(other.replace("len", "sum") for other in (FUNCTION, "z = 1")), *OTHERS, *_more(4)]
    found = findings(tmp_path, {"a.ipynb": [FUNCTION, OTHERS[0]], "b.ipynb": own})
    (finding,) = found["b.ipynb"]
    assert finding.message.endswith(", and so do 1 more of its parts: a module could serve both")
    assert [(place.cell.index, place.path) for place in finding.related] == [(0, str(tmp_path / "a.ipynb")), (3, msgspec.UNSET)]


def test_of_a_copy_as_a_whole_only_that_is_said(tmp_path: Path) -> None:
    cells = [FUNCTION, *OTHERS]
    found = findings(tmp_path, {"a.ipynb": cells, "b.ipynb": [*cells, "print(1)"], "c.ipynb": cells[:2]})
    (copy,) = found["b.ipynb"]
    assert copy.severity == "info" and copy.message == "most of this notebook repeats a.ipynb, 3 of its 3 larger cells and functions"
    (part,) = found["c.ipynb"]
    assert part.severity == "warning" and "a.ipynb" in part.message


@pytest.mark.parametrize("name", ["sub/a.ipynb", "a_v2.ipynb", "A-Copy1.ipynb", "a (1).ipynb", "Copy of a.ipynb", "a_soln.ipynb"])
def test_versions_of_one_notebook_are_not_held_against_each_other(tmp_path: Path, name: str) -> None:
    assert findings(tmp_path, {"a.ipynb": [FUNCTION], name: [FUNCTION]}) == {}
    assert findings(tmp_path, {"a.ipynb": [FUNCTION], "ab.ipynb": [FUNCTION]}) != {}


@pytest.mark.parametrize(
    "other",
    [
        "import a\nimport b\nimport c",
        "\n".join(FUNCTION.split("\n")[:4]),  # too short
        FUNCTION.replace("def rates", "def other").replace("groupby", "resample").replace("sum", "mean").replace("sort_values", "nlargest"),
        FUNCTION + "".join(f"\n    print({number}, name)" for number in range(9)),
    ],
)
def test_what_is_short_or_does_something_else_is_no_copy(tmp_path: Path, other: str) -> None:
    assert findings(tmp_path, {"a.ipynb": [FUNCTION, "\n".join(FUNCTION.split("\n")[:4])], "b.ipynb": [other]}) == {}


def test_what_a_notebook_repeats_of_itself_is_said_of_itself(tmp_path: Path) -> None:
    found = findings(tmp_path, {"a.ipynb": [FUNCTION], "b.ipynb": [FUNCTION, FUNCTION.replace("rates", "others"), *_more(3)]})
    assert [finding.message.split(" of ")[-1][:7] for finding in found["b.ipynb"] if finding.related[0].path] == ["a.ipynb"]
    assert [finding.cell.index for finding in found["b.ipynb"] if finding.cell and not finding.related[0].path] == [1]


def test_a_comment_silences_it_and_is_in_use(tmp_path: Path) -> None:
    lines = FUNCTION.split("\n")
    silenced = "\n".join([f"{lines[0]}  # nbcheck: ignore[NBG003] kept apart", *lines[1:]])
    both = Settings(select=("NBG003", "NBU001"))
    paths = [write(tmp_path / "a.ipynb", [FUNCTION]), write(tmp_path / "b.ipynb", [silenced])]
    assert [report.findings for report in said(paths, both).values()] == [(), ()]
    (idle,) = said([write(tmp_path / "c.ipynb", ["x = 1  # nbcheck: ignore[NBG003]"]), paths[0]], both)["c.ipynb"].findings
    assert idle.code == "NBU001"


def test_the_answers_are_the_same_in_any_order_with_the_cache_and_in_several_processes(tmp_path: Path) -> None:
    names = {
        "b.ipynb": [FUNCTION],
        "a/c.ipynb": [OTHERS[0], FUNCTION],
        "d.ipynb": ["x = 1", FUNCTION, *OTHERS],
        "e.ipynb": [*OTHERS, FUNCTION],
    }
    paths = [write(tmp_path / name, cells) for name, cells in names.items()]
    expected = said(paths)
    assert sum(len(report.findings) for report in expected.values()) >= 3
    for order in permutations(paths):
        assert said(list(order)) == expected
    cache = Cache(str(tmp_path / "cache"))
    assert said(paths, cache=cache) == expected and said(paths[::-1], cache=cache) == expected
    assert said(paths, workers=2) == expected
    assert said([write(paths[0], ["y = 1"]), *paths[1:]], cache=cache) == said(paths)


def test_a_file_that_went_meanwhile_is_passed_over(tmp_path: Path) -> None:
    from jupyter_mldebt.beside import laid_beside

    jobs = [Job(str(write(tmp_path / name, [FUNCTION])), ALONE) for name in ("a.ipynb", "b.ipynb")]
    answers = [answer for job in jobs for answer in check([job])]
    (tmp_path / "a.ipynb").unlink()
    assert [answer.report.findings for answer in laid_beside(jobs, answers)] == [(), ()]
    write(tmp_path / "a.ipynb", ["x = 1"])
    assert [answer.report.findings for answer in laid_beside(jobs, answers)] == [(), ()]


def test_with_the_rule_off_nothing_is_kept(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, [FUNCTION]) for name in ("a.ipynb", "b.ipynb")]
    (first, second) = check([Job(str(path), Settings()) for path in paths])
    assert first.sketches == second.sketches == {} and second.report.findings == ()


def _more(count: int) -> list[str]:
    """Functions that are like none of the others, nor like each other."""
    methods = ["alpha", "beta", "gamma", "delta", "eta"]
    return [
        "\n".join(
            ["def f():", *(f"    table.{method}_{number}({number}, [1, 2, 3], key='a', other=(4, 5)).{method}()" for method in methods)]
        )
        for number in range(count)
    ]


def test_a_place_in_another_notebook_is_told_with_its_path_and_not_quoted(tmp_path: Path) -> None:
    from jupyter_mldebt.read import read_file
    from jupyter_mldebt.render import full
    from jupyter_mldebt.render.style import Style

    paths = [write(tmp_path / name, cells) for name, cells in (("a.ipynb", ["x = 1", FUNCTION]), ("b.ipynb", ["y = 1", FUNCTION]))]
    report = said(paths)["b.ipynb"]
    lines = list(full.render(report, Style(colour=False, width=200), lambda: read_file(paths[1])))
    assert [line.strip() for line in lines if ":::" in line] == [f"::: {paths[0]}:cell 1:1:1: the first of them"]
    assert sum("def rates" in line for line in lines) == 1
