"""NBS006: which changes are reported, statement by statement. The value comes from the cell above."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import find

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
    ],
)
def test_containers_and_numbers(before: str, statement: str, expected: list[str]) -> None:
    assert names(statement, before) == expected


def test_a_name_is_told_once_a_cell() -> None:
    assert names("df = df.drop(columns='a')\ndf = df.set_index('b')") == ["df"]


def test_a_file_that_is_opened_to_append() -> None:
    findings = run(find("NBS006"), notebook_of(["with open('log.txt', mode='a') as log:\n    log.write('x')\nopen('log.txt', 'w')"]))
    assert [finding.range.start.line for finding in findings if finding.range] == [1]
