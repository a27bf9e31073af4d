"""NBG004: which conversions there and back are said, and which have a reason."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import find, load
from jupyter_mldebt.rule import Finding

from .blocks import context_of, notebook_of

BEFORE = """\
import numpy as np
import pandas as pd
import polars as pl
import torch
from sklearn.linear_model import Ridge
df = pd.read_csv("a.csv")
s = df["x"]
a = np.zeros((3, 2))
t = torch.zeros(3)
p = pl.read_csv("a.csv")"""


def found(*cells: str) -> list[Finding]:
    return list(load(find("NBG004")).run(context_of(notebook_of([BEFORE, *cells]))))


@pytest.mark.parametrize(
    "source",
    [
        "b = pd.DataFrame(df.values)",
        "b = pd.DataFrame(data=df.to_numpy(), columns=df.columns, index=df.index)",
        "b = pd.DataFrame(np.array(df), columns=list(df.columns))",
        "b = pd.DataFrame(df[['x', 'y']].values.copy())",
        "b = pd.Series(s.values)",
        "b = pd.DataFrame(a, columns=['x', 'y']).to_numpy()",
        "b = torch.from_numpy(t.detach().cpu().numpy())",
        "b = torch.tensor(a).numpy()",
        "b = torch.tensor(unknown(t).detach().cpu().numpy()).to('cuda')",
        "b = pl.from_pandas(p.to_pandas())",
        "b = np.array([1, 2]).tolist()",
        "X = df.values\nprint(X.shape)\nX\nb = pd.DataFrame(X)",
        "X = df.values\nX2 = X\nRidge().fit(X2, s)\nb = pd.DataFrame(X2)",
        "def f(path):\n    d = pd.read_csv(path)\n    v = d.values\n    return pd.DataFrame(v, columns=d.columns)\nf('a.csv')",
    ],
)
def test_a_round_trip_is_said_once(source: str) -> None:
    assert len(found(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "b = pd.DataFrame(df.values, columns=['a', 'b'])",
        "b = pd.DataFrame(df.values, dtype=float)",
        "b = pd.Series(s.values, index=df.index[::-1])",
        "b = pd.DataFrame(s.values)",
        "b = pd.DataFrame(df.values[1:])",
        "b = pd.DataFrame(np.log(df.values))",
        "b = np.array(a.tolist())",
        "b = np.array([1, 2], dtype=float).tolist()",
        "X = df.values\nX[0] = 1\nb = pd.DataFrame(X)",
        "X = df.values\ny = X @ X.T\nb = pd.DataFrame(X)",
        "X = df.values\nif s.any():\n    X = a\nb = pd.DataFrame(X)",
        "b = pd.DataFrame(a)\nm = b.groupby(0).mean()\nc = b.values",
        "b = pd.DataFrame(a, columns=['x', 'y'])\npd.plotting.scatter_matrix(b)\nc = b.values",
        "u = torch.tensor(a)\nv = u * 2\nc = u.numpy()",
        "def f(d):\n    v = d.values\n    v[0] = 1\n    return pd.DataFrame(v)\nf(df)",
        "b = pd.DataFrame(unknown(df).values)",
        "b = torch.from_numpy(unknown(t).numpy())",
        "b = pd.DataFrame(unknown(t).detach().numpy())",
    ],
)
def test_what_has_a_reason_is_not_said(source: str) -> None:
    assert found(source) == []


def test_the_way_is_told_in_its_order() -> None:
    (finding,) = found("X = df.values", "Y = X", "b = pd.DataFrame(Y)")
    assert finding.message.startswith("a table becomes an array (`X`, `Y`) and here a table again")
    assert [(place.cell.index, place.message) for place in finding.related] == [
        (1, "the table becomes an array here"),
        (1, "`X` is the same array"),
        (2, "`Y` is the same array"),
    ]


@pytest.mark.parametrize(
    ("source", "mended", "safety"),
    [
        ("b = pd.DataFrame(df.values, columns=df.columns, index=df.index)", "df.copy()", "unsafe"),
        ("b = pd.DataFrame(df.values, columns=df.columns)", "df.reset_index(drop=True)", "unsafe"),
        ("b = torch.tensor(t.detach().cpu().numpy())", "t.detach().cpu().clone()", "safe"),
        ("b = torch.from_numpy(t.numpy())", "t.detach()", "safe"),
        ("b = pd.DataFrame(df.values)", None, None),
        ("X = df.values\nb = pd.DataFrame(X, columns=df.columns)", None, None),
    ],
)
def test_fixes(source: str, mended: str | None, safety: str | None) -> None:
    (finding,) = found(source)
    fix = finding.fix
    assert (fix.edits[0].text if fix else None, fix.safety if fix else None) == (mended, safety)
