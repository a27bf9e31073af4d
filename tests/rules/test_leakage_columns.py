"""Features that hold what a model shall find, in the ways in which it happens, and those that only look like it."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import manifest

from .blocks import notebook_of, run

BEFORE = """\
import lightgbm as lgb
import numpy as np
import pandas as pd
import statsmodels.api as sm
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_wine
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Lasso, LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import LabelEncoder, OneHotEncoder, PolynomialFeatures, StandardScaler
df = pd.read_csv("houses.csv")"""
FIT = "X_train, X_test, y_train, y_test = train_test_split(X, y)\nmodel = LogisticRegression().fit(X_train, y_train)"
LEAKS = {
    "the whole table": "X, y = df.copy(), df['price']",
    "the result of drop is lost": "y = df['price']\ndf.drop('price', axis=1)\nX = df",
    "another column is dropped": "y = df['price']\ndf.drop(columns=['town'], inplace=True)\nX = df.values",
    "a list of names": "features = ['rooms', 'price']\nX, y = df[features], df.price",
    "a list of names that is added to": "features = ['rooms']\nfeatures.append('price')\nX, y = df[features], df.price",
    "all names but another": "X, y = df[[c for c in df.columns if c not in ('id', 'Price')]], df['price']",
    "a mask of names": "X, y = df.loc[:, df.columns != 'town'], df['price']",
    "names without one": "X, y = df[df.columns.drop('town')], df['price']",
    "a list of which another name is removed": "names = list(df.columns)\nnames.remove('town')\nX, y = df[names], df['price']",
    "positions": "X, y = df.iloc[:, :9].values, df.iloc[:, 8].values",
    "positions of an array": "a = df.to_numpy()\nX, y = a[:, 1:], a[:, -1]",
    "positions behind a column that was added": "df['price'] = 3\ndf['size'] = df.a * df.b\nX, y = df.iloc[:, :-1], df['price']",
    "a bound on the column below it": "df['dear'] = (df.price > 300).astype(int)\nX, y = df.drop(columns='dear'), df['dear']",
    "a label by a function": "df['dear'] = df.price.map(lambda p: 1 if p > 3 else 0)\nX, y = df.drop('dear', axis=1), df.dear",
    "a label that was encoded": "y = LabelEncoder().fit_transform(df['price'])\nX = df.drop(columns='town')",
    "its logarithm": "df['log'] = np.log1p(df['price'])\nX, y = df.drop('price', axis=1), df['price']",
    "what is reckoned with it": "df['per_room'] = df['price'] / df['rooms']\ny = df.pop('price')\nX = df",
    "its class": "df['class'] = pd.qcut(df['price'], 4, labels=False)\nX, y = df.drop(columns=['price']), df['price']",
    "a function of each row": "df['s'] = df.apply(lambda r: r['price'] * r['tax'], axis=1)\nX, y = df.drop(columns='price'), df.price",
    "means of its groups": "df['m'] = df.groupby('town')['price'].transform('mean')\nX, y = df.drop(columns='price'), df.price",
    "dummies of it": "X = pd.get_dummies(df, columns=['town', 'price'])\ny = df['price']",
    "a class of a column called target": "df['dear'] = (df.target > 3).astype(int)\nX, y = df.drop('target', axis='columns'), df.target",
    "the same in other words": "import seaborn as sns\ndf = sns.load_dataset('titanic')\ndf['alive'] = df['alive'].map({'no': 0, 'yes': 1})\n"
    "X, y = df[['age', 'alive']], df['survived']",
    "the other dummy of it": "d = pd.get_dummies(df, columns=['town', 'sold'])\ny = d['sold_yes']\nX = d.drop(columns='sold_yes')",
    "a last column that was recoded": "a = np.array(df[['rooms', 'tax', 'price']])\nfor i in range(len(a)):\n    if a[i, -1] == 0:\n"
    "        a[i, -1] = -1\nX, y = a[:, :3], a[:, -1]",
    "through a scaler and a projection": (
        "y = df['price']\nX = PolynomialFeatures(2).fit_transform(StandardScaler().fit_transform(df.drop(columns='town')))"
    ),
    "those that correlate with it": (
        "best = df.corr()['price'].abs().sort_values(ascending=False).head(8).index\nX, y = df[best], df['price']"
    ),
    "those that correlate with it by more than a bound": "c = abs(df.corr()['price'])\nX, y = df[c[c > 0.5].index], df['price']",
    "a lag of none": "for i in range(0, 3):\n    df[f'lag_{i}'] = df['price'].shift(i)\nX, y = df.drop(columns=['price']), df['price']",
    "a span of names": "X, y = df.loc[:, 'rooms':'price'], df['price']",
    "names of a table": "X, y = df[[c for c in df if c != 'id']], df['price']",
    "an array without its first column": "a = df.values\nX, y = np.delete(a, 0, axis=1), a[:, -1]",
    "joined again": "y = df['price']\nX = df.drop(columns='price').join(y)",
    "concatenated again": "y = df['price']\nX = pd.concat([df.drop(columns='price'), y], axis=1)",
    "inserted": "y = df['price']\nX = df.drop(columns='price')\nX.insert(0, 'class', pd.cut(y, 3))",
    "reckoned in a text": "df = df.eval('per = price / rooms')\nX, y = df.drop(columns='price'), df['price']",
    "copied by a sampler": "from imblearn.over_sampling import SMOTE\nX, y = SMOTE().fit_resample(df, df['price'])",
    "chosen by itself": "from sklearn.feature_selection import SelectKBest\nX, y = SelectKBest(k=5).fit_transform(df, df['price']), df['price']",
    "names that were chosen by itself": (
        "from sklearn.feature_selection import SelectKBest\ny = df['price']\nbest = SelectKBest(k=5).fit(df, y)\nX = df[df.columns[best.get_support()]]"
    ),
    "put back": "y = df['price']\nX = df.drop(columns='price')\nX['target'] = y",
    "dummies of a named table": "df['per_room'] = df.price / df.rooms\ndf = pd.get_dummies(data=df, columns=['town'])\n"
    "X, y = df.drop(columns='price'), df['price']",
    "clusters of the whole table": "df['near'] = KMeans(3).fit_predict(df)\nX, y = df.drop(columns='price'), df['price']",
    "labels of clusters": "kind = KMeans(3).fit(df)\ndf['near'] = kind.labels_\nX, y = df.drop(columns='price'), df['price']",
    "a label by a dictionary": "y = df['sold'].map({'yes': 1, 'no': 0})\nX = pd.get_dummies(df)",
    "a label above its median": "y = (df['price'] > df['price'].median()).astype(int)\nX = df",
    "what is made of the label before it was encoded": "df['text'] = df['kind'] + ' ' + df['text']\n"
    "y = LabelEncoder().fit_transform(df['kind'])\nX = TfidfVectorizer().fit_transform(df['text'])",
    "what is made of the label before its bound": "df['per_room'] = df.price / df.rooms\ny = (df.price > 3).astype(int)\n"
    "X = df[['per_room', 'rooms']]",
    "numeric columns by their types": "X, y = df[[c for c in df.columns if df[c].dtype != 'object']], df['price']\nLasso().fit(X, y)",
    "means of the label that are merged": "near = df.groupby('town')['price'].mean().reset_index().rename(columns={'price': 'near'})\n"
    "df = df.merge(near, on='town')\nX, y = df.drop(columns='price'), df['price']",
    "means of the label in a dictionary": "near = df.groupby('town')['price'].mean().to_dict()\ndf['near'] = df['town'].map(near)\n"
    "X, y = df.drop(columns='price'), df['price']",
    "rows chosen by the label": "df.loc[df['price'] > 300, 'kind'] = 'dear'\nX, y = df.drop(columns='price'), df['price']",
    "one value after the other": "df['dear'] = [1 if price > 300 else 0 for price in df['price']]\n"
    "X, y = df.drop(columns='price'), df['price']",
    "added in place": "df['sum'] = df['tax']\ndf['sum'] += df['price']\nX, y = df.drop(columns='price'), df['price']",
    "beside each other by an index": "y = df['price'].values\nX = np.c_[df.drop(columns='price').values, y]",
    "a function of the table": "df = df.assign(per_room=lambda d: d.price / d.rooms)\nX, y = df.drop(columns='price'), df['price']",
    "a data set of a library": "wine = load_wine()\ndf = pd.DataFrame(wine.data, columns=wine.feature_names)\n"
    "df['class'] = wine.target\nX, y = df, wine.target",
    "transformers side by side": "names = list(df.drop(columns='town'))\n"
    "both = ColumnTransformer([('n', make_pipeline(StandardScaler()), names), ('t', OneHotEncoder(), ['town'])])\n"
    "X, y = both.fit_transform(df), df['price']",
}
FITS = {
    "a regression on all numbers": "model = Lasso().fit(df.select_dtypes(include='number'), df['price'])",
    "a data set of a booster": "data = lgb.Dataset(df.drop(columns='town'), label=df['price'])\nlgb.train({}, data)\nmodel.fit",
    "statsmodels": "sm.OLS(df['price'], sm.add_constant(df)).fit()",
    "a formula": "import statsmodels.formula.api as smf\nsmf.ols('price ~ rooms + per', df.assign(per=df.price / df.rooms)).fit()",
    "a network": (
        "import torch\nfrom torch import nn\nX = torch.tensor(df.drop(columns='town').values)\ny = torch.tensor(df['price'].values).view(-1, 1)\n"
        "net = nn.Sequential(nn.Linear(9, 1))\nlost = nn.MSELoss()\nfor i in range(9):\n    loss = lost(net(X), y)\n    loss.backward()"
    ),
    "a network of one's own": (
        "import torch\nimport torch.nn.functional as F\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return torch.relu(x)\n"
        "net = Net()\nX, y = torch.tensor(df.values), torch.tensor(df['price'].values)\nF.mse_loss(net(X), y).backward()"
    ),
    "columns that a pipeline picks": (
        "picked = ColumnTransformer([('n', StandardScaler(), ['rooms', 'price'])])\nmodel = make_pipeline(picked, Lasso()).fit(df, df['price'])"
    ),
    "columns by their type in a pipeline": "numbers = df.select_dtypes('number').columns\n"
    "make_pipeline(ColumnTransformer([('n', StandardScaler(), numbers)]), Lasso()).fit(df, df['price'])",
    "the other columns in a pipeline": "encoded = ColumnTransformer([('t', OneHotEncoder(), ['town'])], remainder='passthrough')\n"
    "make_pipeline(encoded, Lasso()).fit(df, df['price'])",
    "tensors": "import torch\nfrom torch.utils.data import TensorDataset\n"
    "TensorDataset(torch.tensor(df.values), torch.tensor(df['price'].values))\n# fitted by .fit()",
    "rows one by one": "import torch\nfrom torch.utils.data import DataLoader, Dataset\nclass Houses(Dataset):\n    def __init__(self, d):\n"
    "        self.X, self.y = torch.tensor(d.values), torch.tensor(d['price'].values)\n    def __getitem__(self, i):\n"
    "        return self.X[i], self.y[i]\nDataLoader(Houses(df))\n# fitted by .fit()",
}
HARMLESS = {
    "without the same in other words": "import seaborn as sns\ndf = sns.load_dataset('titanic')\n"
    "X, y = df.drop(columns=['survived', 'alive']), df['survived']",
    "the only dummy of it": "d = pd.get_dummies(df, columns=['sold'], drop_first=True)\ny = d['sold_yes']\nX = d.drop(columns='sold_yes')",
    "both dummies of it": "d = pd.get_dummies(df, columns=['sold'])\ny = d['sold_yes']\nX = d.drop(columns=['sold_yes', 'sold_no'])",
    "one dummy of it after the other": "d = pd.get_dummies(df, columns=['sold']).drop(columns='sold_no')\n"
    "y = d['sold_yes']\nX = d.drop(columns='sold_yes')",
    "a column called as if it were a dummy": "d = pd.get_dummies(df, columns=['sold'])\ny = d['sold_price']\nX = d.drop(columns='sold_price')",
    "without a last column that was recoded": "a = np.array(df[['rooms', 'tax', 'price']])\nfor i in range(len(a)):\n    if a[i, -1] == 0:\n"
    "        a[i, -1] = -1\nX, y = a[:, :2], a[:, -1]",
    "a column called target": "X, y = df.drop('target', axis='columns'), df.target",
    "a data set of a library": "wine = load_wine()\ndf = pd.DataFrame(wine.data, columns=wine.feature_names)\n"
    "df['class'] = wine.target\nX, y = df.drop(columns='class'), wine.target",
    "clusters without the label": "X, y = df.drop(columns='price'), df['price']\nX['near'] = KMeans(3).fit_predict(X)",
    "transformers of others": "both = ColumnTransformer([('n', StandardScaler(), ['rooms']), ('t', OneHotEncoder(), ['town'])])\n"
    "X, y = both.fit_transform(df), df['price']",
    "rows chosen by another": "df.loc[df['rooms'] > 3, 'kind'] = 'large'\nX, y = df.drop(columns='price'), df['price']",
    "dropped": "X, y = df.drop('price', axis=1), df['price']",
    "taken out": "y = df.pop('price')\nX = df",
    "deleted": "y = df['price']\ndel df['price']\nX = df",
    "a span of names before it": "X, y = df.loc[:, 'id':'rooms'], df['price']",
    "an array without its last column": "a = df.values\nX, y = np.delete(a, -1, axis=1), a[:, -1]",
    "the last column dropped": "X, y = df.drop(df.columns[-1], axis=1), df[df.columns[-1]]",
    "chosen by it": "from sklearn.feature_selection import SelectKBest\ny = df.pop('price')\nX = SelectKBest(k=5).fit_transform(df, y)",
    "a formula without it": "import statsmodels.formula.api as smf\nX = y = 0\nsmf.ols('np.log(price) ~ rooms + C(town)', data=df).fit()",
    "dropped by a list": "target = 'price'\nX, y = df.drop(columns=[target, 'id']), df[target]",
    "all names but it": "X, y = df[[c for c in df.columns if c != 'price']], df['price']",
    "a list without it": "names = df.columns.tolist()\nnames.remove('price')\nX, y = df[names], df['price']",
    "the last column": "X, y = df.iloc[:, :-1], df.iloc[:, -1]",
    "the first column": "X, y = df.iloc[:, 1:].values, df.iloc[:, 0].values",
    "positions side by side": "X, y = df.iloc[:, 2:8], df.iloc[:, 8]",
    "a position and an end that may be the same": "X, y = df.iloc[:, :-1], df.iloc[:, 1]",
    "what is below a bound, without what it is made of": (
        "df['dear'] = np.where(df.price > 3, 1, 0)\nX, y = df.drop(columns=['dear', 'price']), df['dear']"
    ),
    "the column itself replaced": "df['price'] = df['price'].map({'a': 0})\nX, y = df.drop(columns='price'), df['price']",
    "columns made of others": "df['a'] = df.b * df.c\nX, y = df.drop(columns='price'), df['price']",
    "lags": "df['lag'] = df['price'].shift(1)\nX, y = df.drop(columns='price'), df['price']",
    "what comes next": "df['next'] = df['price'].shift(-1)\nX, y = df.drop(columns='next'), df['next']",
    "rows before and behind": "X, y = df[['price', 'a']][:-1], df['price'][1:]",
    "dummies without those of it": "d = pd.get_dummies(df)\ny = df['price']\nX = d.drop(columns=['price_high', 'price_low'])",
    "a column of another table": "y = pd.read_csv('prices.csv')['price']\nX = df",
    "names that nobody knows": "X, y = df[open('names').read().split()], df['price']",
    "a noisy label": "X = df[['a', 'b']]\ny = df['a'] + np.random.randn(len(df))",
    "a function to be found": "X = df[['a']]\ny = np.log(df['a'])",
    "columns that a loop drops": "for c in open('names'):\n    df.drop(columns=c, inplace=True)\nX, y = df, df['price']",
}


def codes_of(*sources: str) -> set[str]:
    (rule,) = [info for info in manifest() if info.code == "NBL006"]
    return {finding.code for finding in run(rule, notebook_of([BEFORE, *sources]))}


@pytest.mark.parametrize("name", LEAKS)
def test_the_label_is_among_the_features(name: str) -> None:
    assert codes_of(LEAKS[name], FIT) == {"NBL006"}


@pytest.mark.parametrize("name", FITS)
def test_the_label_is_given(name: str) -> None:
    assert codes_of(FITS[name]) == {"NBL006"}


@pytest.mark.parametrize("name", HARMLESS)
def test_the_label_is_not_among_the_features(name: str) -> None:
    assert codes_of(HARMLESS[name], FIT) == set()
