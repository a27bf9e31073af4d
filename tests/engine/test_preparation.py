"""Preparation: which graph leads from the inputs to the first fit, and what its measure counts."""

from __future__ import annotations

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.glue import report as work_of
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.preparation import WEIGHTS, Preparation, preparation, report

BEFORE = """\
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import StandardScaler
a = pd.read_csv("data/a.csv")
b = pd.read_csv("data/b.csv")"""


def graph_of(*cells: str) -> Graph:
    return Engine().graph(Notebook("a.ipynb", tuple(Cell(index, f"id{index}", "code", source) for index, source in enumerate(cells))))


def prepared(*cells: str) -> Preparation:
    return preparation(graph_of(BEFORE, *cells))


def lines(*cells: str) -> list[str]:
    """`2 join c (merge) <- 0 1` for each node."""
    nodes = prepared(*cells).nodes
    numbers = {node: number for number, node in enumerate(nodes)}
    return [
        f"{number} {node.kind} {node.name} ({', '.join(step.how for step in node.steps)})"
        + (" <- " + " ".join(str(numbers[parent]) for parent in node.parents) if node.parents else "")
        for node, number in numbers.items()
    ]


def measure(*cells: str) -> dict[str, int]:
    found = prepared(*cells).measure
    return {part: getattr(found, part) for part in (*WEIGHTS, "depth", "total") if getattr(found, part)}


def test_from_the_inputs_over_a_join_to_the_first_fit() -> None:
    assert lines("c = a.merge(b)", "X, y = c[['x']], c['y']\nmodel = LinearRegression()\nmodel.fit(X, y)\nd = a.dropna()") == [
        "0 input a.csv (read_csv)",
        "1 input b.csv (read_csv)",
        "2 join c (merge) <- 0 1",
        "3 table X, y (expression) <- 2",
        "4 fit LinearRegression (fit) <- 3",
    ]


def test_without_a_fit_it_leads_to_the_table_that_takes_most_steps() -> None:
    assert lines("c = a.dropna()\nc = c.sort_values('x')", "d = b.head()")[-1] == "1 table c (dropna, sort_values) <- 0"


def test_a_notebook_that_reads_nothing_has_none() -> None:
    found = preparation(graph_of("import pandas as pd", "df = pd.DataFrame({'a': [1]})\ndf = df.dropna()"))
    assert found.nodes == () and found.measure.total == 0


def test_steps_of_one_table_are_one_node_and_overwriting_it_counts() -> None:
    cells = ["a = a.dropna()\na['z'] = a['x'] * 2", "a.drop(columns='x', inplace=True)\na = a.rename(columns={})"]
    assert lines(*cells)[-1] == "1 table a (dropna, item, drop, rename) <- 0"
    assert measure(*cells) == {"inputs": 1, "overwritten": 3, "depth": 5, "total": (2 + 3) // 2}


def test_what_came_from_an_older_version_keeps_the_versions_apart() -> None:
    cells = ["a = a.dropna()\nmean = a.groupby('k').mean()", "a = a.merge(mean)"]
    assert lines(*cells) == ["0 input a.csv (read_csv)", "1 table a (dropna) <- 0", "2 table mean (mean) <- 1", "3 join a (merge) <- 1 2"]
    assert measure(*cells) == {"inputs": 1, "joins": 1, "branches": 1, "overwritten": 2, "depth": 4, "total": (2 + 4 + 4 + 2) // 2}


def test_a_file_that_is_written_and_read_again_stands_between() -> None:
    for path in ("'tmp.csv'", "f'{folder}/tmp.csv'", "PATH"):
        found = lines("PATH = 'tmp.csv'\nfolder = input()", f"a.to_csv({path}, index=False)", f"c = pd.read_csv({path})\nc = c.dropna()")
        assert found == ["0 input a.csv (read_csv)", "1 file tmp.csv (to_csv) <- 0", "2 table c (dropna) <- 1"], path
    assert measure("a.to_csv('tmp.csv')", "c = pd.read_csv('tmp.csv').dropna()\nc = c.dropna()")["files"] == 1
    assert "files" not in measure("a.to_csv('out.csv')", "c = pd.read_csv('other.csv')\nc = c.dropna()")


def test_a_path_that_is_read_twice_is_one_input() -> None:
    assert measure("c = pd.read_csv('data/a.csv')", "d = pd.concat([a, c, b])")["inputs"] == 2


@pytest.mark.parametrize(
    ("source", "joins"),
    [
        ("c = pd.concat([a, b])", 1),
        ("c = a.merge(b).merge(b.dropna())", 1),  # there can be one less than tables
        ("c = np.hstack([a, b])", 1),
        ("tables = [a, b]\nc = pd.concat(tables)", 1),
        ("tables = []\ntables.append(a)\ntables.append(b)\nc = pd.concat(tables)", 1),
        ("tables = []\nfor day in range(9):\n    tables.append(pd.read_csv(f'{day}.csv'))\nc = pd.concat(tables)", 0),
        ("c = pd.concat([part.dropna() for part in (a, b)])", 0),
        ("c = a.dropna()\nnames = ', '.join(b.columns)", 0),
        ("c = np.append(a, 1)", 0),
    ],
)
def test_joins_are_of_different_tables(source: str, joins: int) -> None:
    assert measure(source).get("joins", 0) == joins


def test_a_function_of_the_notebook_is_one_step_however_much_it_does() -> None:
    define = "def together(path, other):\n    t = pd.read_csv(path)\n    u = pd.read_csv('u.csv')\n    return t.merge(u).merge(other)"
    cells = [define, "c = together('c.csv', a)\nd = together('d.csv', c)"]
    assert lines(*cells) == [
        "0 input a.csv (read_csv)",
        "1 input c.csv (read_csv)",
        "2 join c (together) <- 0 1",
        "3 input d.csv (read_csv)",
        "4 join d (together) <- 2 3",
    ]


def test_a_function_that_changes_what_it_is_given_is_a_step_of_it() -> None:
    assert lines("def clean(df):\n    df.drop(columns='x', inplace=True)", "clean(a)\nc = a.head()")[1] == "1 table a (drop) <- 0"


def test_to_scale_or_to_ask_for_names_is_no_fit_and_no_data() -> None:
    cells = ["scaler = StandardScaler()\nscaler.fit(b)", "c = a[b.columns][:len(b)]", "LinearRegression().fit(c, a['y'])"]
    assert lines(*cells) == [
        "0 input a.csv (read_csv)",
        "1 table c (item) <- 0",
        "2 fit LinearRegression (fit) <- 1 0",
    ]


def test_a_fit_in_a_loop_takes_the_data_around_it() -> None:
    torch = "import torch\nx = torch.tensor(a.values)\nnet = torch.nn.Linear(1, 1)\noptimizer = torch.optim.SGD(net.parameters())"
    loop = "for epoch in range(3):\n    loss = net(x).sum()\n    loss.backward()\n    optimizer.step()"
    assert lines(torch, loop)[1:] == ["1 table x (tensor) <- 0", "2 table loss (sum, backward) <- 1", "3 fit optimizer (fit) <- 1 2"]


def test_the_report_names_cells_and_places() -> None:
    found = report(graph_of(BEFORE, "c = a.merge(b)"))
    assert [(edge.source, edge.target, edge.how) for edge in found.edges] == [(0, 2, "merge"), (1, 2, "merge")]
    join = found.nodes[2]
    assert (join.kind, join.cell.index, join.range.start.line, join.range.end.column, join.steps[0].range.start.column) == (
        "join",
        1,
        1,
        14,
        4,
    )


def test_the_share_of_glue_by_cell() -> None:
    found = work_of(graph_of(BEFORE, "# nothing", "c = a.merge(b)\nprint(c)"))
    assert (found.statements, found.glue, found.kinds) == (4, 3, {"load": 2, "reshape": 1, "display": 1})
    assert [(cell.cell.index, cell.statements, cell.glue, cell.kinds) for cell in found.cells] == [
        (0, 2, 2, {"load": 2}),
        (2, 2, 1, {"reshape": 1, "display": 1}),
    ]


def test_a_path_of_a_thousand_parts_is_no_trouble() -> None:
    path = " + ".join(["'a'"] * 900)
    assert lines(f"c = pd.read_csv({path}).dropna()\nc = c.dropna()")[-1].startswith("1 table c")
