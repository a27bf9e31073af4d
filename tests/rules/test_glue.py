"""The kinds of statements that the glue rules count."""

from __future__ import annotations

import pytest

from jupyter_mldebt.glue import Work

from .blocks import context_of, notebook_of

BEFORE = """\
import os, shutil, json, ourlib
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
y = df["y"]
model.fit(df, y)
def fitted_line(table):
    line = Ridge()
    return line.fit(table, table["y"])"""


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("import sys", "import"),
        ("data = pd.read_csv('c.csv')", "load"),
        ("table = json.load(open('c.json'))", "load"),
        ("df.to_csv('out.csv')", "save"),
        ("rows = df.to_numpy()", "convert"),
        ("X = df.to_numpy()", "split"),
        ("rows = df.values", "convert"),
        ("df['y'] = df['y'].astype(float)", "convert"),
        ("new = pd.DataFrame(y)", "convert"),
        ("new = pd.DataFrame({'a': [1, 2]})", "define"),
        ("both = df.merge(other, on='y')", "reshape"),
        ("part = df[['x', 'y']]", "reshape"),
        ("part = df['x'][:100]", "reshape"),
        ("train = df[:100]", "split"),
        ("x_test = df[['x', 'y']]", "split"),
        ("df = df.rename(columns={'x': 'z'})", "rename"),
        ("df.columns = ['x', 'y']", "rename"),
        ("same = df", "rename"),
        ("same = df.copy()", "rename"),
        ("Side = int", "define"),
        ("os.makedirs('out', exist_ok=True)", "path"),
        ("shutil.copy('a', 'b')", "path"),
        ("path = os.path.join('a', 'b')", "path"),
        ("path = Path('a') / 'b'", "path"),
        ("fig, ax = plt.subplots()", "plot"),
        ("plt.xlabel('x')", "plot"),
        ("plt.plot(y)", "plot"),
        ("plt.show()", "plot"),
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
        ("n = int(input('how many'))", "load"),
        ("names = list(df.columns)", "convert"),
        ("zeros = np.zeros((3, 4))", "define"),
        ("grid = np.arange(12).reshape(3, 4)", "define"),
        ("np.random.seed(0)", "define"),
        ("model.set_params(alpha=2)", "define"),
        ("other_model = Ridge(alpha=3)", "define"),
        ("rows = df[df['x'] > 3]", "reshape"),
        ("df[df['x'] > 3]", "reshape"),
        ("df.merge(other).head()", "reshape"),
        ("df.sort_values('x')", "reshape"),
        ("df['x']", "display"),
        ("df[:5]", "display"),
        ("df.shape", "display"),
        ("df.groupby('x').mean()", "compute"),
        ("means = df.groupby('x').mean().reset_index()", "compute"),
        ("df['x'].plot(kind='bar')", "plot"),
        ("plt.plot(y, model.predict(df))", "plot"),
        ("print(r2_score(y, model.predict(df)))", "evaluate"),
        ("print(model.predict(df))", "predict"),
        ("print(r2_score(y, y))", "evaluate"),
        ("accuracy = (df['x'] == y).mean()", "evaluate"),
        ("same = np.mean(model.predict(df) == y)", "evaluate"),
        ("df['x'] = df['x'].fillna(0)", "feature"),
        ("df = df.fillna(0)", "feature"),
        ("df['x'] = other", "feature"),
        ("plt.rcParams['figure.figsize'] = 4, 3", "plot"),
        ("os.environ['A'] = 'b'", "path"),
        ("pd.options.display.width = 100", "define"),
        ("tables = [pd.read_csv(name) for name in 'ab']", "load"),
        ("plot_all(df)", "plot"),
        ("scores = evaluate_model(model)", "evaluate"),
        ("ourlib.load_orders('a')", "load"),
        ("thing = ourlib.Thing(df)", "define"),
        ("both = x_train / 255", "compute"),
        ("X_train = X_train / 255", "feature"),
        ("path = folder + '/a.csv'", "path"),
        ("text = name + '!'", "compute"),
        ("del df['x']", "reshape"),
        ("total += 1", "compute"),
        ("5 == 5", "compute"),
        ("'a comment'", "define"),
        ("result = fitted_line(df)", "fit"),
    ],
)
def test_kind(statement: str, kind: str) -> None:
    work = Work(context_of(notebook_of([BEFORE, statement])).graph, 1)
    assert work.kinds() == (kind,)
    assert work.total == (kind != "import")


def test_statements_in_compound_ones_count_each() -> None:
    source = "if y is None:\n    df = df.rename(columns={})\nelse:\n    n = 1\nwith open('f') as f:\n    table = json.load(f)\n"
    source += "for k in 'ab':\n    print(k)"
    graph = context_of(notebook_of([BEFORE, source])).graph
    work = Work(graph, 1)
    assert work.kinds() == ("rename", "define", "load", "load", "display")
    assert work.total == 5


def test_a_cell_that_does_not_parse_has_none() -> None:
    assert Work(context_of(notebook_of(["x = ("])).graph, 0).kinds() == ()
