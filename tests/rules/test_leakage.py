"""Cases in which leakage is easily missed, or easily seen where there is none."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import manifest

from .blocks import notebook_of, run

BEFORE = """\
import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer, StandardScaler
from sklearn.svm import SVC
df = pd.read_csv("patients.csv")
X, y = df.drop(columns="ill"), df["ill"]"""
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y)"
TEST = "model = LogisticRegression().fit(X_train, y_train)\nmodel.score(X_test, y_test)"
CASES = {
    "a scaler fitted on all rows": (["X = StandardScaler().fit_transform(X)", SPLIT, TEST], {"NBL001"}),
    "a scaler made before the split and fitted behind it": (
        ["sc = StandardScaler()", SPLIT, "X_train = sc.fit_transform(X_train)\nX_test = sc.transform(X_test)", TEST],
        set(),
    ),
    "the test rows scaled by themselves": (
        [SPLIT, "X_train = StandardScaler().fit_transform(X_train)\nX_test = StandardScaler().fit_transform(X_test)", TEST],
        {"NBL004"},
    ),
    "the test rows filled by themselves": (
        [SPLIT, "X_train['a'] = X_train['a'].fillna(X_train['a'].mean())\nX_test['a'] = X_test['a'].fillna(X_test['a'].mean())", TEST],
        {"NBL004"},
    ),
    "divided by slices": (
        ["X = StandardScaler().fit_transform(X)", "X_train, X_test, y_train, y_test = X[:800], X[800:], y[:800], y[800:]", TEST],
        {"NBL001"},
    ),
    "divided by a drawn mask": (
        ["df['a'] = (df.a - df.a.mean()) / df.a.std()\nmask = np.random.rand(len(df)) < 0.8\ntrain, test = df[mask], df[~mask]",
         "model = LogisticRegression().fit(train[['a']], train['ill'])\nmodel.score(test[['a']], test['ill'])"],
        {"NBL001"},
    ),
    "divided by sample and drop": (
        ["df['a'] = df['a'].fillna(df['a'].median())\ntrain = df.sample(frac=0.8)\ntest = df.drop(train.index)",
         "model = LogisticRegression().fit(train[['a']], train['ill'])\nmodel.score(test[['a']], test['ill'])"],
        {"NBL001"},
    ),
    "through a column": (["df['z'] = (df.z - df.z.mean()) / df.z.std()\nX = df[['z']]", SPLIT, TEST], {"NBL001"}),
    "what is done row by row": (
        ["X['l'] = np.log(X.a)\nX['s'] = X.s.str.lower().astype('category')\nX['m'] = X[['a', 'b']].mean(axis=1)", SPLIT, TEST],
        set(),
    ),
    "transformers that learn nothing": (["X = Normalizer().fit_transform(X)", SPLIT, TEST], set()),
    "hashed words": (["X = HashingVectorizer().fit_transform(df.text)", SPLIT, TEST], set()),
    "a function applied row by row": (
        ["def score(row):\n    return sum(row) / max(row)\nX['r'] = X.apply(score, axis=1)\nX['q'] = [sum(parts) for parts in X.parts]", SPLIT, TEST],
        set(),
    ),
    "a statistic that is only shown": (["print(X.mean())\nX.describe()", SPLIT, TEST], set()),
    "over-sampled before the split": (["X, y = SMOTE().fit_resample(X, y)", SPLIT, TEST], {"NBL002"}),
    "over-sampled behind the split": ([SPLIT, "X_train, y_train = SMOTE().fit_resample(X_train, y_train)", TEST], set()),
    "over-sampled within a pipeline": (["cross_val_score(make_pipeline(SMOTE(), SVC()), X, y)"], set()),
    "put together again": (
        [SPLIT, "X_all, y_all = pd.concat([X_train, X_test]), pd.concat([y_train, y_test])",
         "model = LogisticRegression().fit(X_all, y_all)\nmodel.score(X_test, y_test)"],
        {"NBL002", "NBL004"},
    ),
    "fitted on all rows in the end": ([SPLIT, TEST, "final = LogisticRegression().fit(X, y)"], set()),
    "the best of three": (
        [SPLIT, "for C in (0.1, 1, 10):\n    model = SVC(C=C).fit(X_train, y_train)\n    print(C, model.score(X_test, y_test))"],
        {"NBL003"},
    ),
    "chosen by some rows, tested by others": (
        ["X_rest, X_last, y_rest, y_last = train_test_split(X, y)\nX_train, X_test, y_train, y_test = train_test_split(X_rest, y_rest)",
         "for C in (0.1, 1, 10):\n    model = SVC(C=C).fit(X_train, y_train)\n    print(C, model.score(X_test, y_test))",
         "SVC(C=1).fit(X_train, y_train).score(X_last, y_last)"],
        set(),
    ),
    "each fold is tested once": (
        ["for train, test in KFold(5).split(X):\n    model = SVC().fit(X.iloc[train], y.iloc[train])\n    model.score(X.iloc[test], y.iloc[test])"],
        set(),
    ),
    "scaled before each fold": (
        ["X = pd.DataFrame(StandardScaler().fit_transform(X))",
         "for train, test in KFold(5).split(X):\n    model = SVC().fit(X.iloc[train], y.iloc[train])\n    model.score(X.iloc[test], y.iloc[test])"],
        {"NBL008"},
    ),
    "scaled before a search among the training rows": (
        [SPLIT, "sc = StandardScaler()\nsearch = GridSearchCV(SVC(), {'C': [1, 10]}).fit(sc.fit_transform(X_train), y_train)",
         "search.score(sc.transform(X_test), y_test)"],
        {"NBL008"},
    ),
    "training rows by their name alone": (["X_train, y_train = X, y", "model = SVC().fit(X_train, y_train)\nmodel.predict(X_train)"], set()),
    "in a function": (
        ["scaler = StandardScaler()\ndef prepared(d):\n    return scaler.fit_transform(d)", "X = prepared(X)", SPLIT, TEST],
        {"NBL001"},
    ),
    "in a class": (
        ["class Work:\n    def __init__(self, X):\n        self.X = StandardScaler().fit_transform(X)\n    def divided(self):\n"
         "        return train_test_split(self.X, y)",
         "X_train, X_test, y_train, y_test = Work(X).divided()", TEST],
        {"NBL001"},
    ),
    "several models in a dict": (
        ["X = StandardScaler().fit_transform(X)", SPLIT,
         "models = {'a': SVC(), 'b': RandomForestClassifier()}\nfor name, model in models.items():\n    model.fit(X_train, y_train)\n"
         "    print(accuracy_score(y_test, model.predict(X_test)))"],
        {"NBL001", "NBL003"},
    ),
    "a random split of a series in time": (
        ["df['before'] = df.a.shift(1)\nX = df[['before']]", SPLIT, TEST],
        {"NBL007"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    cells, expected = CASES[case]
    notebook = notebook_of([BEFORE, *cells])
    leakage = [info for info in manifest() if info.family == "leakage"]
    findings = [finding for info in leakage for finding in run(info, notebook)]
    assert {finding.code for finding in findings} == expected, [finding.message for finding in findings]
