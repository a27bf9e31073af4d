"""Leakage: the way that a finding shows, and how much it weighs."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import find

from .blocks import notebook_of, run

LOAD = (
    "import pandas as pd\nfrom sklearn.decomposition import PCA\nfrom sklearn.feature_selection import SelectKBest\n"
    "from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer\nfrom sklearn.linear_model import LogisticRegression\n"
    "from sklearn.model_selection import cross_val_score, train_test_split\nfrom sklearn.preprocessing import StandardScaler\n"
    "df = pd.read_csv('a.csv')\nX, y = df.drop(columns='y'), df['y']"
)
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y)"
TEST = "model = LogisticRegression().fit(X_train, y_train)\nmodel.score(X_test, y_test)"


def test_the_way_leads_from_the_source_to_the_test() -> None:
    (finding,) = run(find("NBL001"), notebook_of([LOAD, "X = StandardScaler().fit_transform(X)", SPLIT, TEST]))
    steps = [(step.cell.index, step.message) for step in finding.related if step.cell is not None]
    assert steps == [
        (0, "the data comes from here"),
        (1, "`StandardScaler` learns from the rows here"),
        (2, "its rows are divided here"),
        (3, "`LogisticRegression` is fitted here"),
        (3, "`LogisticRegression` is tested here"),
    ]
    assert (finding.cell, finding.range) in [(step.cell, step.range) for step in finding.related]


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("NBL002", ["X, y = pd.concat([X, X]), pd.concat([y, y])", SPLIT, TEST]),
        (
            "NBL003",
            [SPLIT, "for c in (1, 10):\n    model = LogisticRegression(C=c).fit(X_train, y_train)\n    print(model.score(X_test, y_test))"],
        ),
        ("NBL004", [SPLIT, "X_train, X_test = StandardScaler().fit_transform(X_train), StandardScaler().fit_transform(X_test)", TEST]),
        ("NBL005", ["model = LogisticRegression().fit(X, y)", "model.score(X, y)"]),
        ("NBL006", ["X = df", "LogisticRegression().fit(X, y)"]),
        ("NBL008", ["X = StandardScaler().fit_transform(X)", "cross_val_score(LogisticRegression(), X, y)"]),
    ],
)
def test_each_way_begins_where_the_data_is_loaded(code: str, cells: list[str]) -> None:
    finding = run(find(code), notebook_of([LOAD, *cells]))[0]
    first, *_, last = finding.related
    assert first.message == "the data comes from here" and first.cell is not None and first.cell.index == 0
    assert last.cell is not None and last.cell.index == len(cells)


@pytest.mark.parametrize(
    ("learned", "severity"),
    [
        ("X = StandardScaler().fit_transform(X)", "info"),
        ("X = X.fillna(X.mean())", "info"),
        ("X = CountVectorizer().fit_transform(X['text'])", "info"),
        ("X = TfidfVectorizer().fit_transform(X['text'])", "warning"),
        ("X = PCA().fit_transform(X)", "warning"),
        ("X = SelectKBest().fit_transform(X, y)", "error"),
    ],
)
def test_severity_follows_the_harm(learned: str, severity: str) -> None:
    for code, cells in (("NBL001", [SPLIT, TEST]), ("NBL008", ["cross_val_score(LogisticRegression(), X, y)"])):
        assert [finding.severity for finding in run(find(code), notebook_of([LOAD, learned, *cells]))] == [severity], code
