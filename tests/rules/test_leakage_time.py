"""Series in time that chance divides, and rows that may be divided so."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import manifest

from .blocks import notebook_of, run

BEFORE = """\
import random
import numpy as np
import pandas as pd
import yfinance as yf
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, RepeatedKFold, ShuffleSplit, TimeSeriesSplit, cross_val_score, train_test_split
from sklearn.utils import shuffle
from statsmodels.tsa.stattools import adfuller
df = pd.read_csv("sales.csv")"""
FIT = "Ridge().fit(train[['a']], train['b'])"
SPLIT = f"train, test = train_test_split(df)\n{FIT}"
TIMED = {
    "an index that is read": "df = pd.read_csv('s.csv', index_col=0, parse_dates=True)",
    "an index of a date": "df['When'] = pd.to_datetime(df['When'])\ndf = df.set_index('When')",
    "an index by name": "df.set_index('Date', inplace=True)",
    "an index that is given": "df.index = pd.to_datetime(df['d'])",
    "sorted": "df = df.sort_values(by='timestamp')",
    "sorted by what was read as a date": "df['t0'] = pd.to_datetime(df['t0'])\ndf.sort_values('t0', inplace=True)",
    "resampled": "df = df.resample('D').mean()",
    "a row for each day": "df = df.groupby('date').sum()",
    "lags": "df['before'] = df['b'].shift(1)",
    "means of what was before": "df['mean'] = df['b'].rolling(7).mean()",
    "the hour of its index": "df['hour'] = df.index.hour",
    "cut at a day": "early = df.loc[:'2019-06-30']",
    "a test of stationarity": "adfuller(df['b'])",
    "prices": "df = yf.download('X')",
    "prices by their names": "df = df[['Open', 'High', 'Low', 'a', 'b']]",
    "a list of numbers that is cut into windows": (
        "rows, df = [], []\nfor line in open('s.csv'):\n    rows.append(float(line))\n"
        "for i in range(len(rows) - 7):\n    df.append(rows[i:i + 7])\ndf = np.array(df)"
    ),
    "means in an expression": "import polars as pl\ndf = pl.read_csv('s.csv').with_columns(pl.col('b').rolling_mean(7))",
    "a forecast": "from prophet import Prophet\nProphet().fit(df)",
    "a model of a series": "from statsmodels.tsa.arima.model import ARIMA\nARIMA(df['b'], order=(1, 0, 0)).fit()",
    "drawn over the time": "import matplotlib.pyplot as plt\nplt.plot(df['date'], df['b'])",
    "windows": (
        "def windows(rows, n):\n    found = []\n    for i in range(len(rows) - n):\n        found.append(rows[i:i + n])\n"
        "    return np.array(found)\ndf = windows(df.values, 7)"
    ),
    "drawn over its dates": "df.plot(x='date', y='b')",
    "an indicator of prices": "import talib\ndf['strength'] = talib.RSI(df['close'], 14)",
}
BY_CHANCE = {
    "folds in time of rows in a random order": "a = df.values\nnp.random.shuffle(a)\ncross_val_score(Ridge(), a[:, :-1], a[:, -1], cv=TimeSeriesSplit())",
    "the labels of its index in a random order": "rows = np.array(df.index)\nnp.random.shuffle(rows)\ntrain, test = df.loc[rows[:80]], df.loc[rows[80:]]\n"
    + FIT,
    "the values of its index in a random order": "rows = df.index.values\nnp.random.shuffle(rows)\ntrain, test = df.loc[rows[:80]], df.loc[rows[80:]]\n"
    + FIT,
    "folds": "cross_val_score(Ridge(), df[['a']], df['b'], cv=KFold(5, shuffle=True))",
    "repeated folds": "cross_val_score(Ridge(), df[['a']], df['b'], cv=RepeatedKFold())",
    "a search": "GridSearchCV(Ridge(), {'alpha': [1, 2]}, cv=ShuffleSplit()).fit(df[['a']], df['b'])",
    "a loop over folds": "for a, b in KFold(shuffle=True).split(df):\n    Ridge().fit(df.iloc[a][['a']], df.iloc[a]['b'])",
    "a sample and the rest": "train = df.sample(frac=0.8)\ntest = df.drop(train.index)\n" + FIT,
    "a sample and what is not in it": "train = df.sample(frac=0.8)\ntest = df[~df.index.isin(train.index)]\n" + FIT,
    "shuffled before a cut": "df = df.sample(frac=1)\ntrain, test = df[:800], df[800:]\n" + FIT,
    "shuffled together": "X, y = shuffle(df[['a']], df['b'])\nRidge().fit(X[:80], y[:80]).score(X[80:], y[80:])",
    "shuffled in place": "a = df.values\nnp.random.shuffle(a)\ntrain, test = a[:80], a[80:]\nRidge().fit(train[:, 1:], train[:, 0])",
    "a permutation": "order = np.random.permutation(len(df))\ntrain, test = df.iloc[order[:80]], df.iloc[order[80:]]\n" + FIT,
    "numbers in a random order": "n = np.arange(len(df))\nnp.random.shuffle(n)\ntrain, test = df.iloc[n[:8]], df.iloc[n[8:]]\n" + FIT,
    "numbers that are chosen": "n = np.random.choice(len(df), 80, replace=False)\ntest = df.iloc[n]\ntrain = df.drop(test.index)\n" + FIT,
    "days that are chosen": "n = random.sample(list(df.index), 80)\ntest = df.loc[n]\ntrain = df.drop(n)\n" + FIT,
    "a mask": "mask = np.random.rand(len(df)) < 0.8\ntrain, test = df[mask], df[~mask]\n" + FIT,
    "a column that is drawn": "df['part'] = np.random.choice(['a', 'b'], len(df))\ntrain, test = df[df.part == 'a'], df[df.part == 'b']\n"
    + FIT,
    "numbers that are shuffled for samplers": (
        "n = list(range(len(df)))\nrandom.shuffle(n)\nfirst, second = n[80:], n[:80]\nRidge().fit(df[['a']], df['b'])"
    ),
    "numbers that are divided": "a, b = train_test_split(np.arange(len(df)))\nRidge().fit(df.iloc[a][['a']], df.iloc[a]['b'])",
    "a table of a cluster": "train, test = df.randomSplit([0.8, 0.2])\nRidge().fit(train[['a']], train['b'])",
    "folds of a model": "from sklearn.linear_model import LassoCV\nLassoCV(cv=KFold(5, shuffle=True)).fit(df[['a']], df['b'])",
    "folds of a permutation": (
        "folds = np.array_split(np.random.permutation(len(df)), 5)\nfor fold in folds:\n    Ridge().fit(df.iloc[fold][['a']], df.iloc[fold]['b'])"
    ),
    "the rest of what was drawn": "train = np.random.choice(len(df), 80, replace=False)\ntest = np.setdiff1d(np.arange(len(df)), train)\n"
    "Ridge().fit(df.iloc[train][['a']], df.iloc[train]['b'])\ndf.iloc[test]",
    "the rest in a list": "train = random.sample(range(len(df)), 80)\ntest = [i for i in range(len(df)) if i not in train]\n"
    "Ridge().fit(df.iloc[train][['a']], df.iloc[train]['b'])\ndf.iloc[test]",
    "the rest of a set": "train = random.sample(range(len(df)), 80)\ntest = list(set(range(len(df))) - set(train))\n"
    "Ridge().fit(df.iloc[train][['a']], df.iloc[train]['b'])\ndf.iloc[test]",
    "the rest of an index": "train = df.sample(frac=0.8)\n"
    "test = df.loc[df.index.difference(train.index)]\nRidge().fit(train[['a']], train['b'])",
    "the rest of an array": "rows = df.values\ntest = np.random.choice(len(df), 20, replace=False)\n"
    "train = np.delete(rows, test, axis=0)\nrows[test]\nRidge().fit(train[:, :1], train[:, 1])",
    "a mask that is filled": "test = np.random.choice(len(df), 20, replace=False)\nmask = np.ones(len(df), dtype=bool)\n"
    "mask[test] = False\ndf[~mask]\nRidge().fit(df[mask][['a']], df[mask]['b'])",
    "a mask of ones and zeros": "mask = np.random.binomial(1, 0.8, len(df)).astype(bool)\n"
    "df[~mask]\nRidge().fit(df[mask][['a']], df[mask]['b'])",
    "samples of groups": "test = df.groupby('shop', group_keys=False).apply(lambda g: g.sample(frac=0.3))\n"
    "train = df.drop(test.index)\nRidge().fit(train[['a']], train['b'])",
    "a cut of what was mixed": "train, test = np.split(df.sample(frac=1), [80])\nRidge().fit(train[['a']], train['b'])",
    "mixed before a division in order": "df = df.sample(n=len(df))\n"
    "train, test = train_test_split(df, shuffle=False)\nRidge().fit(train[['a']], train['b'])",
    "sorted by what was drawn": "df['r'] = np.random.rand(len(df))\ndf = df.sort_values('r')\n"
    "train, test = df[:80], df[80:]\nRidge().fit(train[['a']], train['b'])",
    "folds of a booster": "import lightgbm as lgb\nlgb.cv({}, lgb.Dataset(df[['a']], df['b']))\n# as .fit() does it",
}
INDEX = "df = df.set_index('date')"
HARMLESS = {
    "bars of years": f"df.plot(x='date', y='b', kind='bar')\n{SPLIT}",
    "rows without a time": SPLIT,
    "a birthday": "df['born'] = pd.to_datetime(df['born'])\n" + SPLIT,
    "batches": ("found = []\nfor i in range(0, len(df), 32):\n    found.append(df.values[i:i + 32])\ndf = np.array(found)\n" + SPLIT),
    "numbered batches": (
        "found = []\nfor i in range(9):\n    found.append(df.values[i * 32:(i + 1) * 32])\ndf = np.array(found)\n" + SPLIT
    ),
    "sorted by a birthday": "df = df.sort_values('birth_date')\n" + SPLIT,
    "sequences by sensor": (
        "X = []\nfor name, group in df.groupby('run'):\n    group['speed'] = group['b'].diff()\n    X.append(group.values)\n"
        "train, test = train_test_split(np.array(X))\nRidge().fit(train, train)"
    ),
    "sorted by the year of a car": "df = df.sort_values('year')\n" + SPLIT,
    "shown in order": "df.sort_values('date').head()\n" + SPLIT,
    "cut": f"{INDEX}\ntrain, test = df[:80], df[80:]\n" + FIT,
    "not shuffled": f"{INDEX}\ntrain, test = train_test_split(df, shuffle=False)\n" + FIT,
    "folds in time": f"{INDEX}\ncross_val_score(Ridge(), df[['a']], df['b'], cv=TimeSeriesSplit())",
    "folds in order": f"{INDEX}\ncross_val_score(Ridge(), df[['a']], df['b'], cv=KFold(5))",
    "only the training part shuffled": f"{INDEX}\ntrain, test = df[:80], df[80:]\ntrain = train.sample(frac=1)\n" + FIT,
    "folds in time of what was put in order again": (
        "df = df.sample(frac=1).sort_values('timestamp')\ncross_val_score(Ridge(), df[['a']], df['b'], cv=TimeSeriesSplit())"
    ),
    "put in order again": f"{INDEX}\ndf = df.sample(frac=1).sort_index()\ntrain, test = df[:80], df[80:]\n" + FIT,
    "only a sample shown": f"{INDEX}\ndf.sample(5)\ntrain, test = df[:80], df[80:]\n" + FIT,
}


def codes_of(*sources: str) -> set[str]:
    (rule,) = [info for info in manifest() if info.code == "NBL007"]
    return {finding.code for finding in run(rule, notebook_of([BEFORE, *sources]))}


@pytest.mark.parametrize("name", TIMED)
def test_rows_are_known_to_have_a_time(name: str) -> None:
    assert codes_of(TIMED[name], SPLIT) == {"NBL007"}


def test_no_method_need_be_called_fit() -> None:
    (rule,) = [info for info in manifest() if info.code == "NBL007"]
    cells = ["import pandas as pd\nimport pymc as pm\ndf = pd.read_csv('s.csv').set_index('date')", "out = df.sample(n=7).index"]
    cells += ["train, test = df[~df.index.isin(out)], df[df.index.isin(out)]", "with pm.Model():\n    found = pm.find_MAP()"]
    assert [finding.code for finding in run(rule, notebook_of(cells))] == ["NBL007"]


def test_lags_behind_the_division_tell_of_it() -> None:
    assert codes_of(SPLIT, "train['c'] = train['b'].shift(1)\ntest['c'] = test['b'].shift(1)") == {"NBL007"}


@pytest.mark.parametrize("name", BY_CHANCE)
def test_chance_divides_them(name: str) -> None:
    assert codes_of(INDEX, BY_CHANCE[name]) == {"NBL007"}


@pytest.mark.parametrize("name", HARMLESS)
def test_no_harm_is_done(name: str) -> None:
    assert codes_of(HARMLESS[name]) == set()
