"""The kinds of statements that the glue rules count."""

from __future__ import annotations

import pytest

from jupyter_mldebt.glue import GLUE, Work

from .blocks import context_of, notebook_of

BEFORE = """\
import os, shutil, json
from pathlib import Path
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
from sklearn.metrics import r2_score
df = pd.read_csv("a.csv")
other = pd.read_csv("b.csv")
model = Ridge()
y = df["y"]"""


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("import sys", "import"),
        ("data = pd.read_csv('c.csv')", "load"),
        ("table = json.load(open('c.json'))", "load"),
        ("df.to_csv('out.csv')", "save"),
        ("X = df.to_numpy()", "convert"),
        ("X = df.values", "convert"),
        ("df['y'] = df['y'].astype(float)", "convert"),
        ("new = pd.DataFrame(y)", "convert"),
        ("new = pd.DataFrame({'a': [1, 2]})", "define"),
        ("both = df.merge(other, on='y')", "reshape"),
        ("part = df[['x', 'y']]", "reshape"),
        ("part = df['x'][:100]", "split"),
        ("x_test = df[['x', 'y']]", "split"),
        ("df = df.rename(columns={'x': 'z'})", "rename"),
        ("df.columns = ['x', 'y']", "rename"),
        ("X = df", "rename"),
        ("Side = int", "define"),
        ("os.makedirs('out', exist_ok=True)", "path"),
        ("shutil.copy('a', 'b')", "path"),
        ("path = os.path.join('a', 'b')", "path"),
        ("path = Path('a') / 'b'", "path"),
        ("fig, ax = plt.subplots()", "plot"),
        ("plt.xlabel('x')", "plot"),
        ("plt.plot(y)", "display"),
        ("plt.show()", "display"),
        ("df.head()", "display"),
        ("y", "display"),
        ("print(len(df))", "display"),
        ("df.drop(columns='x', inplace=True)", "reshape"),
        ("df['r'] = df['x'] / df['y']", "feature"),
        ("dummies = pd.get_dummies(df)", "feature"),
        ("a, b = train_test_split(df)", "split"),
        ("model.fit(df, y)", "fit"),
        ("guess = model.predict(df)", "predict"),
        ("score = r2_score(y, y)", "evaluate"),
        ("n = 3", "define"),
        ("def f():\n    return pd.read_csv('c.csv')", "define"),
        ("total = y.sum() * 2", "compute"),
        ("rows = [f(row) for row in df]", "compute"),
        ("thing = unknown(df)", "compute"),
    ],
)
def test_kind(statement: str, kind: str) -> None:
    work = Work(context_of(notebook_of([BEFORE, statement])).graph, 1)
    assert work.kinds() == (kind,)
    assert work.most[0] >= (kind in GLUE), "a statement of glue was not held for one that may be"
    assert work.total == (kind != "import")


def test_statements_in_compound_ones_count_each() -> None:
    source = "if y is None:\n    df = df.rename(columns={})\nelse:\n    n = 1\nwith open('f') as f:\n    table = json.load(f)\n"
    source += "for k in 'ab':\n    print(k)"
    graph = context_of(notebook_of([BEFORE, source])).graph
    work = Work(graph, 1)
    assert work.kinds() == ("rename", "define", "path", "load", "display")
    assert (work.total, work.most) == (5, (5, 5))


def test_a_cell_that_does_not_parse_has_none() -> None:
    assert Work(context_of(notebook_of(["x = ("])).graph, 0).kinds() == ()
