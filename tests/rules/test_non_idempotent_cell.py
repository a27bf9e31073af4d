"""NBS006: which changes are reported, statement by statement. The value comes from the cell above."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from jupyter_mldebt.catalogue import find
from jupyter_mldebt.model import Cell, Notebook, Output

from .blocks import notebook_of, run

FRAME = "import pandas as pd\nimport numpy as np\nfrom heapq import heappush\ndf = pd.DataFrame({'a': [1], 'b': ['x']})\nother = df.copy()"

DIFFERS = [
    "df = df.drop(columns='a')",
    "df = df.drop('a', axis=1).dropna()",
    "df.drop(columns=['a'], inplace=True)",
    "df = df.merge(other, on='a')",
    "df = pd.concat([df, other])",
    "df = df.set_index('a')",
    "df = df.reset_index()",
    "df.reset_index(inplace=True)",
    "df = df[1:]",
    "df = df.iloc[:-1]",
    "df = df['a']",
    "df = df.T",
    "df = df.values",
    "df = df * 2",
    "df = -df",
    "df += 1",
    "df['a'] = df['a'] / 100",
    "df['a'] = df.a + 1",
    "df.a *= 2",
    "df['b'] = df['b'].str.split(',')",
    "df['b'] = df['b'].map({'x': 0})",
    "df['a'] = np.log(df['a'])",
    "del df['a']",
    "df.insert(0, 'c', 1)",
    "%time df = df.drop(columns='a')",
    "for column in ['a']:\n    df = df.drop(columns=column)",
    "for column in ['a']:\n    df[column] = df[column] * 2",
    "df['c'] = df['a']\ndel df['a']",
    "df['c'] = df['a']\ndf = df.drop(columns=['a', 'c'])",
    "df.loc[:, 'a'] *= 2",
    "df['a'] = df['a'].dt.date",
    "df = df.to_numpy()",
]
SAME = [
    "df = df.dropna()",
    "df = df.copy()",
    "df = df.sort_values('a').head(10)",
    "df = df.rename(columns={'a': 'c'})",
    "df = df[df.a > 0]",
    "df = df[['a', 'b']]",
    "df = df.reset_index(drop=True)",
    "df = df.drop(columns='a', errors='ignore')",
    "df = df.drop(df[df.a > 100].index)",
    "df = df.groupby('a').sum().reset_index()",
    "df = clean(df)",
    "df = df.apply(fix)",
    "df = (df - df.min()) / (df.max() - df.min())",
    "df['a'] = df['b'] * 2",
    "df['a'] = df['a'].astype(float)",
    "df['a'] = df['a'] / df['a'].max()",
    "df['b'] = df['b'].str.lower().str.strip()",
    "df.columns = ['c', 'd']",
    "df['a'] = 1",
    "df = df.loc['a':'b']",
    "df = df.iloc[:100]",
    "df %= 7",
    "df *= 1",
    "df = pd.DataFrame({'a': [1]})\ndf = df.drop(columns='a')",
    "df2 = df.drop(columns='a')",
    "def f():\n    global df\n    df = df.drop(columns='a')",
    "for column in df.columns:\n    df = df.drop(columns=column)",
    "if 'a' in df:\n    del df['a']",
    "df['c'] = df['a'] + 1\ndel df['c']",
    "df['c'] = df['a']\nc = df.pop('c')",
    "df['c'] = df['a']\ndf.drop(columns='c', inplace=True)",
    "df['c'] = df['a']\ndf = df.drop(['c'], axis=1)",
    "df['c'] = df['a']\ndf['c'] *= 2\ndf['c'] = df['c'] + 1",
    "df['c'] = df['a']\ndf = df.set_index('c')",
    "df = df.set_index('a', drop=False)",
    "df = df.set_index(pd.to_datetime(other['a']))",
    "df = df.reset_index()\ndf = df.set_index('a')",
    "m = df['a'] > 1000\ndf.loc[m, 'a'] = 2015 - df.loc[m, 'a']",
    "m = df['a'].isnull()\nn = ~m & True\ndf.loc[n, 'a'] += 1",
    "df.loc[df.a > 3, 'a'] -= 3",
    "df['a'][df['a'] > 3] -= 3",
    "df['a'] = df['a'].values.astype(float)",
    "df['a'] = df['a'].to_numpy()",
    "for c in ['a']:\n    df[c] = pd.to_datetime(df[c])\ndf['a'] = df['a'].dt.date",
]


def names(statement: str, before: str = FRAME) -> list[str]:
    return [name for finding in run(find("NBS006"), notebook_of([before, statement])) for name in finding.names]


@pytest.mark.parametrize("statement", DIFFERS)
def test_changes_that_differ_each_time(statement: str) -> None:
    assert names(statement) == ["df"]


@pytest.mark.parametrize("statement", SAME)
def test_changes_that_may_be_made_again(statement: str) -> None:
    assert names(statement) == []


@pytest.mark.parametrize(
    ("before", "statement", "expected"),
    [
        ("rows = []", "rows.append(1)", ["rows"]),
        ("rows = []", "for i in range(3):\n    rows.append(i)", ["rows"]),
        ("rows = []", "rows += [1]", ["rows"]),
        ("rows = [2, 1]", "rows.sort()", []),
        ("rows = [2, 1]", "while rows:\n    rows.pop()", []),
        ("rows = {}", "rows['k'] = rows.get('k', 0)", []),
        ("rows = {}", "rows.update(k=1)", []),
        ("rows = {'k': 1}", "rows.pop('k')", ["rows"]),
        ("rows = {'k': 1}", "rows.pop('k', None)", []),
        ("seen = set()", "seen.add(1)", []),
        ("import heapq\nqueue = []", "heapq.heappush(queue, 1)", ["queue"]),
        ("lines = iter('ab')", "first = next(lines)", ["lines"]),
        ("total = 0", "total += 0", []),
        ("total = 0", "total = 0\ntotal += 1", []),
        ("text = 'a,b'", "text = text.split(',')", ["text"]),
        ("text = 'a'", "text = str(text)", []),
        ("rows = []", "rows.append('a')\nrows.remove('a')", []),
        ("rows = []", "rows.append('a')\nlast = rows.pop()", []),
        ("rows = []", "rows.append('a')\nrows.append('b')\nrows.remove('b')", ["rows"]),
        ("rows = ['b']", "rows.append('a')\nrows.remove('b')", ["rows"]),
        ("rows = {}", "rows[5] = 1\ndel rows[5]", []),
        ("rows = {}", "rows['k'] = []\nrows['k'].append(1)", []),
    ],
)
def test_containers_and_numbers(before: str, statement: str, expected: list[str]) -> None:
    assert names(statement, before) == expected


def test_a_name_is_told_once_a_cell() -> None:
    assert names("df = df.drop(columns='a')\ndf = df.set_index('b')") == ["df"]


def test_a_file_that_is_opened_to_append() -> None:
    findings = run(find("NBS006"), notebook_of(["with open('log.txt', mode='a') as log:\n    log.write(x)\nopen('log.txt', 'w')"]))
    assert [finding.range.start.line for finding in findings if finding.range] == [1]
    emptied = "open(path, 'w').close()\nlog = open(path, 'a')\nlog.write(x)"
    assert not run(find("NBS006"), notebook_of([emptied]))
    assert run(find("NBS006"), notebook_of([emptied.replace("(path, 'w'", "(other, 'w'")]))
    assert not run(find("NBS006"), notebook_of(["log = open('log.txt', 'a+')\nlog.write('This is how to append.')"]))


SAYS = [
    ("df['a'] = df['a'] * 2", "running this cell twice gives something else: each run multiplies `df['a']` of cell 0"),
    ("df.a -= 2", "running this cell twice gives something else: each run subtracts from `df.a` of cell 0"),
    ("df = 3 / df", "running this cell twice gives something else: each run applies `/` to `df` of cell 0"),
    ("df = df.merge(other, on='a')", "running this cell twice gives something else: each run applies `.merge(…)` to `df` of cell 0"),
    ("df = df[1:]", "running this cell twice gives something else: each run selects `[1:]` from `df` of cell 0"),
    (
        "del df['a']",
        "running this cell a second time fails with KeyError: what `del df['a']` takes from `df` of cell 0 is gone after the first run",
    ),
    (
        "df = df.drop(columns='a')",
        "running this cell a second time fails with KeyError: what `.drop(…)` takes from `df` of cell 0 is gone after the first run",
    ),
    (
        "a = df.pop('a')",
        "running this cell a second time fails with KeyError: what `.pop('a')` takes from `df` of cell 0 is gone after the first run",
    ),
    (
        "df = df.set_index('a')",
        "running this cell a second time fails with KeyError: what `.set_index(…)` takes from `df` of cell 0 is gone after the first run",
    ),
    (
        "df = df.values",
        "running this cell a second time fails with AttributeError: `df` of cell 0 has no `.values` after the first run",
    ),
    (
        "df.insert(0, 'c', 1)",
        "running this cell a second time fails with ValueError: `df` of cell 0 has the column after the first run",
    ),
    (
        "df = df['a']",
        "running this cell a second time fails with an error: what `['a']` selects from `df` of cell 0 is gone after the first run",
    ),
]


@pytest.mark.parametrize(("statement", "says"), SAYS)
def test_the_message_says_what_happens(statement: str, says: str) -> None:
    assert [finding.message for finding in run(find("NBS006"), notebook_of([FRAME, statement]))] == [says]


def test_a_mask_of_another_cell_holds_again() -> None:
    assert names("df.loc[m, 'a'] = 2015 - df.loc[m, 'a']", FRAME + "\nm = df.a > 1000") == ["df"]


@pytest.mark.parametrize(("statement", "says"), SAYS)
def test_the_second_run_does_as_said(statement: str, says: str) -> None:
    """The statements are executed with pandas, once and once more."""
    pytest.importorskip("pandas")
    names: dict[str, Any] = {}
    exec(FRAME.replace("[1]", "[1, 2, 3, 4]").replace("['x']", "[5, 6, 7, 8]"), names)
    exec(statement, names)
    if "fails with" not in says:
        once = names["df"].copy()
        exec(statement, names)
        assert not once.equals(names["df"])
        return
    with pytest.raises(Exception) as caught:
        exec(statement, names)
    assert says.split("fails with ")[1].split(":")[0] in ("an error", type(caught.value).__name__)


def test_what_failed_has_changed_nothing_but_in_a_second_run() -> None:
    def found(source: str, ename: str) -> int:
        sources = ["import pandas as pd\nrows = [1]\ndf = pd.DataFrame({'a': [1]})", source]
        cells = [Cell(index, None, "code", text) for index, text in enumerate(sources)]
        failed = msgspec.structs.replace(cells[1], outputs=(Output("error", ename=ename, evalue=""),))
        return len(run(find("NBS006"), Notebook("example.ipynb", (cells[0], failed))))

    assert found("rows.pop(45)", "IndexError") == 0
    assert found("df = df.drop(columns='a')", "KeyError") == 1
    assert found("rows.append(2)\nrows.pop(45)\nrows.pop(46)", "IndexError") == 1


@pytest.mark.parametrize(
    ("made", "severity"),
    [
        ("rows = [1, 2]", "info"),
        ("import collections as c\nrows = list(range(3))", "warning"),
        ("rows = []", "warning"),
        ("rows = open('names').readlines()", "warning"),
    ],
)
def test_a_value_that_is_written_out_is_there_to_show_something(made: str, severity: str) -> None:
    assert [finding.severity for finding in run(find("NBS006"), notebook_of([made, "rows.append(3)"]))] == [severity]


def test_a_column_that_may_stand_there_twice() -> None:
    (finding,) = run(find("NBS006"), notebook_of([FRAME, "df.insert(0, 'c', 1, True)"]))
    assert "ValueError" not in finding.message
