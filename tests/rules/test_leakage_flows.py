"""Ways in which rows that a model is tested on get into what it learns, and ways in which they don't, by the kind of what carries them."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import manifest

from .blocks import notebook_of, run

BEFORE = """\
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import GridSearchCV, KFold, StratifiedKFold, cross_val_score, train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("loans.csv")
X, y = df.drop(columns="paid"), df["paid"]"""
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y)"
FIT = "model = LogisticRegression().fit(X_train, y_train)"
TEST = f"{FIT}\nmodel.score(X_test, y_test)"
FOLDS = "for a, b in KFold(5).split(X):\n    model = LogisticRegression().fit(X.iloc[a], y.iloc[a])\n    model.score(X.iloc[b], y.iloc[b])"
NET = "from torch import nn\nclass Net(nn.Module):\n    def forward(self, rows):\n        return rows\nnet, loss_of = Net(), nn.MSELoss()\n"
OWN_NET = (
    "class Own:\n    def feed_forward(self, rows):\n        return rows @ self.w\n"
    "    def train(self, rows, y):\n        self.w = rows.T @ (y - self.feed_forward(rows))\n"
)
CASES = {
    # learned before the division
    "a supervised projection": (
        ["from sklearn.discriminant_analysis import LinearDiscriminantAnalysis\nX = LinearDiscriminantAnalysis().fit_transform(X, y)",
         SPLIT, TEST],
        {"NBL001"},
    ),
    "a transformer that nobody has listed": (
        ["from sklearn.decomposition import MiniBatchSparsePCA\nX = MiniBatchSparsePCA().fit_transform(X)", SPLIT, TEST],
        {"NBL001"},
    ),
    "columns by their correlation": (
        ["near = df.corr()['paid'].abs()\nX = df[near[near > 0.2].index]", SPLIT, TEST],
        {"NBL001", "NBL006"},
    ),
    "columns by what a forest makes of them": (
        ["forest = RandomForestClassifier().fit(X, y)\nbest = np.argsort(forest.feature_importances_)[-5:]\nX = X.values[:, best]", SPLIT, TEST],
        {"NBL001"},
    ),
    "columns by a forest that sees the training rows": (
        [SPLIT, "forest = RandomForestClassifier().fit(X_train, y_train)\nbest = np.argsort(forest.feature_importances_)[-5:]",
         "model = LogisticRegression().fit(X_train.values[:, best], y_train)\nmodel.score(X_test.values[:, best], y_test)"],
        set(),
    ),
    "in which group a row is": (
        ["from sklearn.cluster import KMeans\nX['group'] = KMeans(4).fit(X).predict(X)", SPLIT, TEST],
        {"NBL001"},
    ),
    "a layer that has learned": (
        ["from tensorflow import keras\nscale = keras.layers.Normalization()\nscale.adapt(X)", SPLIT,
         "net = keras.Sequential([scale, keras.layers.Dense(1)])\nnet.fit(X_train, y_train)\nnet.evaluate(X_test, y_test)"],
        {"NBL001"},
    ),
    "a layer that has learned, called": (
        ["from tensorflow import keras\nscale = keras.layers.Normalization()\nscale.adapt(X)", SPLIT,
         "rows = keras.Input(shape=(9,))\nnet = keras.Model(rows, keras.layers.Dense(1)(scale(rows)))",
         "net.fit(X_train, y_train)\nnet.evaluate(X_test, y_test)"],
        {"NBL001"},
    ),
    "word vectors": (
        ["from gensim.models import Word2Vec\nwords = Word2Vec(df.text)\nX = df.text.apply(lambda t: words.wv.get_mean_vector(t))", SPLIT, TEST],
        {"NBL001"},
    ),
    "rows of which nothing is known": (
        ["X = StandardScaler().fit_transform(made())\ny = labels()", SPLIT, TEST],
        {"NBL001"},
    ),
    "a native booster": (
        ["import xgboost as xgb\nX = StandardScaler().fit_transform(X)", SPLIT,
         "trees = xgb.train({}, xgb.DMatrix(X_train, label=y_train))\naccuracy_score(y_test, trees.predict(xgb.DMatrix(X_test)) > 0.5)"],
        {"NBL001"},
    ),
    "a network": (
        [NET, "X = StandardScaler().fit_transform(X)", SPLIT,
         "for epoch in range(9):\n    loss = loss_of(net(X_train), y_train)\n    loss.backward()\n"
         "print((net(X_test).argmax(1) == y_test).float().mean())"],
        {"NBL001"},
    ),
    "a number of each file": (
        ["def near(name):\n    rows = np.load(name)\n    return rows[np.argmin(rows)]\nX = pd.DataFrame([near(name) for name in names])", SPLIT, TEST],
        set(),
    ),
    "Spark": (
        ["from pyspark.ml.classification import RandomForestClassifier\nfrom pyspark.ml.feature import StandardScaler\n"
         "from pyspark.ml.evaluation import MulticlassClassificationEvaluator\ndf = spark.read.csv('loans.csv')",
         "df = StandardScaler(inputCol='a', outputCol='b').fit(df).transform(df)\ntrain, test = df.randomSplit([0.8, 0.2])",
         "told = RandomForestClassifier().fit(train).transform(test)\nMulticlassClassificationEvaluator().evaluate(told)"],
        {"NBL001"},
    ),
    "an expression of columns": (
        ["import polars as pl\ndf = pl.read_csv('loans.csv').with_columns(pl.col('age') / pl.col('age').max())\nX, y = df.drop('paid'), df['paid']",
         SPLIT, TEST],
        {"NBL001"},
    ),
    "rows that the model was made with": (
        ["import statsmodels.api as sm\nX = (X - X.mean()) / X.std()", SPLIT,
         "lines = sm.OLS(y_train, X_train).fit()\nroc_auc_score(y_test, lines.predict(X_test))"],
        {"NBL001"},
    ),
    "divided once by a splitter": (
        ["from sklearn.model_selection import ShuffleSplit\nX = StandardScaler().fit_transform(X)\ntr, te = next(ShuffleSplit(1).split(X))",
         "model = LogisticRegression().fit(X[tr], y[tr])\nmodel.score(X[te], y[te])"],
        {"NBL001"},
    ),
    "a mean of the neighbours of each row": (
        ["far = np.abs(X.values - 1)\nrows = []\nfor i in range(len(X)):\n    near = np.where(far[i] < 2)[0]\n"
         "    rows.append([np.mean(far[i, near]), np.mean(X.values[near])])\nX = np.array(rows)", SPLIT, TEST],
        set(),
    ),
    "a sum within each row": (
        ["def length(text):\n    return sum(len(word) for word in text.split())\nX['length'] = [length(text) for text in df.text]", SPLIT, TEST],
        set(),
    ),
    "columns that are added up": (
        ["X['all'] = sum(2 * X[c] for c in ('a', 'b', 'c')) + sum([X.d, X.e])", SPLIT, TEST],
        set(),
    ),
    "days between the first and the last": (
        ["days = pd.date_range(df.day.min(), df.day.max(), freq='W')\nX['week'] = df.day.isin(days)", SPLIT, TEST],
        set(),
    ),
    "as many as there are of the others": (
        ["some = df.loc[np.random.choice(df[df.paid == 0].index, sum(df.paid), replace=False)]\nX, y = some.drop(columns='paid'), some.paid",
         SPLIT, TEST],
        set(),
    ),
    # in front of folds
    "scaled in front of a loop over folds": (["X = pd.DataFrame(StandardScaler().fit_transform(X))", FOLDS], {"NBL008"}),
    "a bar shows how far the folds are": (
        ["X = pd.DataFrame(StandardScaler().fit_transform(X))", FOLDS.replace("KFold(5).split(X)", "tqdm(KFold(5).split(X), total=5)")],
        {"NBL008"},
    ),
    "by the number of the fold": (
        ["df['age'] = df.age.fillna(df.age.mean())\nfor f in range(5):\n    a, b = df[df.fold != f], df[df.fold == f]\n"
         "    model = LogisticRegression().fit(a[['age']], a.paid)\n    model.score(b[['age']], b.paid)"],
        {"NBL008"},
    ),
    "scaled within each fold": (
        ["for a, b in KFold(5).split(X):\n    scale = StandardScaler().fit(X.iloc[a])\n"
         "    model = LogisticRegression().fit(scale.transform(X.iloc[a]), y.iloc[a])\n    model.score(scale.transform(X.iloc[b]), y.iloc[b])"],
        set(),
    ),
    "one value for what was not found": (
        ["usual = X.income.mean()\nfor a, b in KFold(5).split(X):\n    means = X.iloc[a].groupby('town').income.mean()\n"
         "    model = LogisticRegression().fit(X.iloc[a][['town']].map(means), y.iloc[a])\n"
         "    model.score(X.iloc[b].town.map(means).fillna(usual), y.iloc[b])"],
        set(),
    ),
    "switched off": (
        ["SCALED = False\nif SCALED:\n    X = pd.DataFrame(StandardScaler().fit_transform(X))", FOLDS],
        set(),
    ),
    "told when to learn": (
        ["scale = StandardScaler()\ndef prepared(rows, learn=False):\n    if learn:\n        scale.fit(rows)\n    return scale.transform(rows)",
         SPLIT, "X_train, X_test = prepared(X_train, learn=True), prepared(X_test)", TEST],
        set(),
    ),
    "without labels there is no score": (
        ["from sklearn.neighbors import KernelDensity\nX = StandardScaler().fit_transform(X)\nGridSearchCV(KernelDensity(), {}).fit(X)"],
        set(),
    ),
    # the test rows
    "put together with the test rows by a native booster": (
        ["import lightgbm as lgb", SPLIT, "rows = lgb.Dataset(pd.concat([X_train, X_test]), pd.concat([y_train, y_test]))\n"
         "trees = lgb.train({}, rows)\nroc_auc_score(y_test, trees.predict(X_test))"],
        {"NBL002", "NBL004"},
    ),
    "two halves, each tested by the other": (
        ["A, B, a, b = train_test_split(X, y, train_size=0.5)\nmodel = LogisticRegression()",
         "of_b = model.fit(A, a).predict(B)\nof_a = model.fit(B, b).predict(A)\naccuracy_score(a, of_a), accuracy_score(b, of_b)"],
        set(),
    ),
    # the only score
    "divided, and scored on the training rows": ([SPLIT, FIT, "model.score(X_train, y_train)"], {"NBL005"}),
    "a table of predictions and labels": ([SPLIT, FIT, "pd.crosstab(y_train, model.predict(X_train))"], {"NBL005"}),
    "fitted and scored on the test rows": ([SPLIT, "model = LogisticRegression().fit(X_test, y_test)\nmodel.score(X_test, y_test)"], {"NBL004"}),
    "scored on both": ([SPLIT, FIT, "model.score(X_train, y_train), model.score(X_test, y_test)"], set()),
    "scored by hand": ([SPLIT, FIT, "print(np.mean(model.predict(X_train) == y_train))"], {"NBL005"}),
    "scored on other rows by hand": (
        [SPLIT, FIT, "model.score(X_train, y_train)", "wrong = abs(model.predict(X_test) - y_test)\nprint(round(np.mean(wrong), 2))"],
        set(),
    ),
    "counted one by one": (
        [SPLIT, FIT, "model.score(X_train, y_train)",
         "right = 0\nfor told, label in zip(model.predict(X_test), y_test):\n    if told == label:\n        right += 1"],
        set(),
    ),
    "looked at beside the labels": (
        [SPLIT, FIT, "model.score(X_train, y_train)", "import matplotlib.pyplot as plt\nplt.plot(y_test)\nplt.plot(model.predict(X_test))"],
        set(),
    ),
    "predictions of other rows, without their labels": (
        ["model = LogisticRegression().fit(X, y)\nmodel.score(X, y)",
         "later = pd.read_csv('later.csv')\nlater['paid'] = model.predict(later)\nlater.to_csv('told.csv')"],
        {"NBL005"},
    ),
    "some of the rows that it was fitted on": (["model = LogisticRegression().fit(X, y)\nmodel.score(X[:100], y[:100])"], {"NBL002", "NBL005"}),
    "by a condition, and by its opposite": (
        ["late = (df.year > 2015) & (df.month > 6)\nmodel = LogisticRegression().fit(X[~late], y[~late])\nmodel.score(X[late], y[late])"],
        set(),
    ),
    "a line through points": (
        ["x = df[['income']]\nmodel = LinearRegression().fit(x, y)\nmodel.score(x, y)"],
        set(),
    ),
    "points that are made up": (
        ["from sklearn.datasets import make_moons\nX, y = make_moons()\nmodel = LogisticRegression().fit(X, y)\nmodel.score(X, y)"],
        set(),
    ),
    "rows that each tree has not seen": (
        ["model = RandomForestClassifier(oob_score=True).fit(X, y)\nmodel.score(X, y), model.oob_score_"],
        set(),
    ),
    "a booster asked about its own rows": (
        ["import xgboost as xgb\nrows = xgb.DMatrix(X, label=y)\ntrees = xgb.train({}, rows)\nroc_auc_score(y, trees.predict(rows))"],
        {"NBL005"},
    ),
    "a part of the rows is watched": (
        ["from tensorflow import keras\nnet = keras.Sequential([keras.layers.Dense(1)])",
         "net.fit(X, y, validation_split=0.2)\nnet.evaluate(X, y)"],
        set(),
    ),
    "folds whose rows are all in the fit": (
        ["told = np.zeros(len(X))\nfor a, b in KFold(5).split(X):\n    model = LogisticRegression().fit(X, y)\n    told[b] = model.predict(X.iloc[b])",
         "accuracy_score(y, told)"],
        {"NBL002", "NBL005"},
    ),
    "a data set in parts": (
        ["from datasets import load_dataset\nparts = load_dataset('imdb').map(clean)",
         "model = LogisticRegression().fit(parts['train']['text'], parts['train']['label'])",
         "model.score(parts['train']['text'], parts['train']['label'])",
         "model.score(parts['test']['text'], parts['test']['label'])"],
        set(),
    ),
    "parts that a library has divided": (
        ["from tensorflow.keras.datasets import mnist\nfrom tensorflow import keras\n(A, a), (B, b) = mnist.load_data()",
         "net = keras.Sequential([keras.layers.Dense(9)])\nnet.fit(A, a)\nnet.evaluate(B, b)"],
        set(),
    ),
    "fitted on both sides, put together again": (
        [SPLIT, "scale = StandardScaler().fit(np.vstack([X_train, X_test]))\nX_train, X_test = scale.transform(X_train), scale.transform(X_test)", TEST],
        {"NBL004"},
    ),
    "each side by the same method": ([SPLIT, "X_train, X_test = map(StandardScaler().fit_transform, [X_train, X_test])", TEST], {"NBL004"}),
    "each side after one fit": (
        [SPLIT, "scale = StandardScaler().fit(X_train)\nX_train, X_test = map(scale.transform, [X_train, X_test])", TEST],
        set(),
    ),
    "pictures by the mean of those of the test": (
        ["from keras.preprocessing.image import ImageDataGenerator", SPLIT,
         "centre = ImageDataGenerator(featurewise_center=True)\ncentre.fit(X_train)\nX_train = centre.standardize(X_train)",
         "centre.fit(X_test)\nX_test = centre.standardize(X_test)", TEST],
        {"NBL004"},
    ),
    "a model of a library that nobody knows, asked what it has learned": (
        ["from mystery import Learner", SPLIT, "learner = Learner()\nlearner.fit(X_train, y_train)\nprint(learner.score(X_train, y_train))"],
        {"NBL005"},
    ),
    "the same, asked about others": (
        ["from mystery import Learner", SPLIT, "learner = Learner()\nlearner.fit(X_train, y_train)\nprint(learner.score(X_test, y_test))"],
        set(),
    ),
    "a search of which only the score on its own rows is told": (
        ["search = GridSearchCV(LogisticRegression(), {'C': [1, 10]}).fit(X, y)\nsearch.score(X, y)"],
        {"NBL005"},
    ),
    "a search that tells the score of its folds": (
        ["search = GridSearchCV(LogisticRegression(), {'C': [1, 10]}).fit(X, y)\nsearch.score(X, y), search.best_score_"],
        set(),
    ),
    "how well a network did while it learned": (
        ["from keras.models import Sequential", SPLIT, "told = Sequential().fit(X_train, y_train)\nprint(told.history['accuracy'][-1])"],
        {"NBL005"},
    ),
    "how well a network did while it learned, and on others": (
        ["from keras.models import Sequential", SPLIT,
         "told = Sequential().fit(X_train, y_train, validation_data=(X_test, y_test))\nprint(told.history['accuracy'][-1])"],
        set(),
    ),
    "a network of one's own": (
        [OWN_NET, SPLIT, "net = Own()\nfor epoch in range(9):\n    net.train(X_train, y_train)",
         "print(np.mean((net.feed_forward(X_train) - y_train) ** 2))"],
        {"NBL005"},
    ),
    "a network of one's own, followed while it learns": (
        [OWN_NET, SPLIT,
         "net = Own()\nfor epoch in range(9):\n    net.train(X_train, y_train)\n    print(np.mean((net.feed_forward(X_train) - y_train) ** 2))",
         "said = net.feed_forward(X_test)"],
        set(),
    ),
    "rows made up before the folds": (
        ["from imblearn.over_sampling import SMOTE\nX, y = SMOTE().fit_resample(X, y)", "cross_val_score(LogisticRegression(), X, y)"],
        {"NBL008"},
    ),
    "scaled before a division, and before folds of all rows": (
        ["X = StandardScaler().fit_transform(X)", SPLIT, TEST, "cross_val_score(LogisticRegression(), X, y)"],
        {"NBL001", "NBL008"},
    ),
    "scaled before a division, and before folds of the training rows": (
        ["X = StandardScaler().fit_transform(X)", SPLIT, TEST, "cross_val_score(LogisticRegression(), X_train, y_train)"],
        {"NBL001"},
    ),
    "trials that end by the test rows": (
        ["import keras_tuner", SPLIT,
         "tuner = keras_tuner.RandomSearch(lambda hp: None)\ntuner.search(X_train, y_train, validation_data=(X_test, y_test))",
         "tuner.get_best_models()[0].evaluate(X_test, y_test)"],
        {"NBL003"},
    ),
    "fitted on all rows, asked about those to learn from": (
        [SPLIT, TEST, "final = LogisticRegression().fit(X, y)\nfinal.score(X_train, y_train)"],
        set(),
    ),
    "all in one long cell": (["n = 1\n" * 1000 + f"X = StandardScaler().fit_transform(X)\n{SPLIT}\n{TEST}"], {"NBL001"}),
    "another label in each round": (
        ["from mystery import Learner\ntables = {'a': df[['x', 'a']], 'b': df[['x', 'b']]}",
         "for label, rows in tables.items():\n    a, b, c, d = train_test_split(rows.drop(columns=label), rows[label], random_state=1)\n"
         "    learner = Learner()\n    learner.fit(a, c)\n    print(learner.score(b, d))"],
        set(),
    ),
    "each side in a list": ([SPLIT, "X_train, X_test = [StandardScaler().fit_transform(rows) for rows in (X_train, X_test)]", TEST], {"NBL004"}),
    "each side by its name": (
        [SPLIT, "sides = {'learn': X_train, 'test': X_test}\nsides = {name: StandardScaler().fit_transform(rows) for name, rows in sides.items()}",
         "LogisticRegression().fit(sides['learn'], y_train).score(sides['test'], y_test)"],
        {"NBL004"},
    ),
    "rows made up to test with": (
        ["from imblearn.over_sampling import SMOTE", SPLIT, "X_train, y_train = SMOTE().fit_resample(X_train, y_train)",
         "X_test, y_test = SMOTE().fit_resample(X_test, y_test)", TEST],
        {"NBL004"},
    ),
    "rows made up to learn from": (
        ["from imblearn.over_sampling import SMOTE", SPLIT, "X_train, y_train = SMOTE().fit_resample(X_train, y_train)", TEST],
        set(),
    ),
    "counted in a table": ([SPLIT, FIT, "print(pd.crosstab(y_train, model.predict(X_train)))"], {"NBL005"}),
    "trees until the test rows say so": (
        ["import lightgbm as lgb", SPLIT,
         "model = lgb.train({}, lgb.Dataset(X_train, y_train), valid_sets=[lgb.Dataset(X_test, y_test)], callbacks=[lgb.early_stopping(5)])",
         "print(roc_auc_score(y_test, model.predict(X_test)))"],
        {"NBL003"},
    ),
    # rows that are copied, or drawn twice
    "some rows once more": (
        ["more = df[df.paid == 1]\ndf = pd.concat([df, more])\nX, y = df.drop(columns='paid'), df['paid']", SPLIT, TEST],
        {"NBL002"},
    ),
    "rows with a value and rows without": (
        ["df = pd.concat([df.dropna(subset=['age']), df[df.age.isnull()]])\nX, y = df.drop(columns='paid'), df['paid']", SPLIT, TEST],
        set(),
    ),
    "the others by what is there once": (
        ["train = df.sample(frac=0.8)\ntest = pd.concat([df, train]).drop_duplicates(keep=False)",
         "model = LogisticRegression().fit(train[['a']], train['paid'])\nmodel.score(test[['a']], test['paid'])"],
        set(),
    ),
    "an index that is repeated": (
        ["df = df.loc[df.index.repeat(3)]\nX, y = df.drop(columns='paid'), df['paid']", SPLIT, TEST],
        {"NBL002"},
    ),
    "copies of which training holds some back": (
        ["from imblearn.over_sampling import SMOTE\nfrom tensorflow import keras\nX, y = SMOTE().fit_resample(X, y)\n"
         "net = keras.Sequential([keras.layers.Dense(1)])\nnet.fit(X, y, validation_split=0.2)"],
        {"NBL002"},
    ),
    "another order each time": (
        ["import tensorflow as tf\nrows = tf.data.Dataset.from_tensor_slices((X.values, y.values)).shuffle(100)\n"
         "train, test = rows.take(80), rows.skip(80)",
         "net = tf.keras.Sequential([tf.keras.layers.Dense(1)])\nnet.fit(train, epochs=3)\nnet.evaluate(test)"],
        {"NBL002"},
    ),
    "the same order each time": (
        ["import tensorflow as tf\n"
         "rows = tf.data.Dataset.from_tensor_slices((X.values, y.values)).shuffle(100, reshuffle_each_iteration=False)\n"
         "train, test = rows.take(80), rows.skip(80)",
         "net = tf.keras.Sequential([tf.keras.layers.Dense(1)])\nnet.fit(train, epochs=3)\nnet.evaluate(test)"],
        set(),
    ),
    "all rows to test with": (
        ["X_train, _, y_train, _ = train_test_split(X, y)", "model = LogisticRegression().fit(X_train, y_train)",
         "accuracy_score(y, model.predict(X))"],
        {"NBL002"},
    ),
    "all rows beside those set apart": ([SPLIT, TEST, "accuracy_score(y, model.predict(X))"], set()),
    "trained on both parts of a data set": (
        [NET + "from torch.utils.data import ConcatDataset, DataLoader, Dataset\n"
         "class Rows(Dataset):\n    def __init__(self, rows):\n        self.rows = rows\n"
         "train, test = train_test_split(df)\na, b = Rows(train), Rows(test)",
         "for rows, y in DataLoader(ConcatDataset([a, b])):\n    loss_of(net(rows), y).backward()",
         "for rows, y in DataLoader(b):\n    print(loss_of(net(rows), y))"],
        {"NBL002", "NBL004"},
    ),
    "a pretrained network that is asked about the rows it has learned": (
        ["from transformers import AutoModelForSequenceClassification\nfrom torch.utils.data import DataLoader, TensorDataset\n"
         "net = AutoModelForSequenceClassification.from_pretrained('distilbert-base-uncased')", SPLIT,
         "for ids, labels in DataLoader(TensorDataset(X_train, y_train)):\n"
         "    told = net(input_ids=ids, labels=labels)\n    told.loss.backward()",
         "for ids, labels in DataLoader(TensorDataset(X_train, y_train)):\n"
         "    said = net(input_ids=ids).logits.argmax(dim=1)\n    print(accuracy_score(labels, said))"],
        {"NBL005"},
    ),
    "a pretrained network that is asked about others": (
        ["from transformers import AutoModelForSequenceClassification\nfrom torch.utils.data import DataLoader, TensorDataset\n"
         "net = AutoModelForSequenceClassification.from_pretrained('distilbert-base-uncased')", SPLIT,
         "for ids, labels in DataLoader(TensorDataset(X_train, y_train)):\n"
         "    told = net(input_ids=ids, labels=labels)\n    told.loss.backward()",
         "for ids, labels in DataLoader(TensorDataset(X_test, y_test)):\n"
         "    said = net(input_ids=ids).logits.argmax(dim=1)\n    print(accuracy_score(labels, said))"],
        set(),
    ),
    # chosen by the test
    "settings in a list of dicts": (
        ["from xgboost import XGBClassifier", SPLIT,
         "plans = [{'n_estimators': n, 'max_depth': d} for n in (50, 100) for d in (3, 5)]\n"
         "def asked(plan):\n    model = XGBClassifier(**plan).fit(X_train, y_train)\n    return model.score(X_test, y_test)\n"
         "best = max(asked(plan) for plan in plans)"],
        {"NBL003"},
    ),
    "settings in a table": (
        [SPLIT, "plans = pd.DataFrame({'plan': [{'C': 1}, {'C': 2}]})['plan'].head(2)\n"
         "for plan in plans:\n    model = LogisticRegression(**plan).fit(X_train, y_train)\n    print(model.score(X_test, y_test))"],
        {"NBL003"},
    ),
    "one setting in a dict": ([SPLIT, "plan = {'C': 2}\nmodel = LogisticRegression(**plan).fit(X_train, y_train)\nmodel.score(X_test, y_test)"],
                              set()),
    "until the test rows are content": (
        [SPLIT, "n = 10\nmodel = RandomForestClassifier(n).fit(X_train, y_train)",
         "while model.score(X_test, y_test) < 0.9:\n    n += 10\n    model = RandomForestClassifier(n).fit(X_train, y_train)"],
        {"NBL003"},
    ),
    "until the training rows are content": (
        [SPLIT, "n = 10\nmodel = RandomForestClassifier(n).fit(X_train, y_train)",
         "while model.score(X_train, y_train) < 0.9:\n    n += 10\n    model = RandomForestClassifier(n).fit(X_train, y_train)",
         "model.score(X_test, y_test)"],
        set(),
    ),
    "columns by a mask beside their names": (
        ["from sklearn.feature_selection import SelectKBest\nbest = SelectKBest(k=3).fit(X, y)\nnames = ['age', 'income', 'rooms', 'debts']",
         "X = X[[name for name, is_kept in zip(names, best.get_support()) if is_kept]]", SPLIT, TEST],
        {"NBL001"},
    ),
    "columns by where their names stand": (
        ["near = df.corr()['paid'].abs().nlargest(6)", "names = list(df.columns)\nplaces = [names.index(name) for name in list(near.index)]",
         SPLIT, "model = LogisticRegression().fit(X_train.values[:, places], y_train)\nmodel.score(X_test.values[:, places], y_test)"],
        {"NBL001"},
    ),
    "labels by a scale of their own": (
        [SPLIT, "scale = StandardScaler()\ny_train = scale.fit_transform(y_train.values.reshape(-1, 1))\n"
         "y_test = scale.fit_transform(y_test.values.reshape(-1, 1))",
         "model = LinearRegression().fit(X_train, y_train)\nmodel.score(X_test, y_test)"],
        {"NBL004"},
    ),
    "labels by the scale of the training rows": (
        [SPLIT, "scale = StandardScaler()\ny_train = scale.fit_transform(y_train.values.reshape(-1, 1))\n"
         "y_test = scale.transform(y_test.values.reshape(-1, 1))",
         "model = LinearRegression().fit(X_train, y_train)\nmodel.score(X_test, y_test)"],
        set(),
    ),
    "the rest of what was drawn": (
        ["a = np.random.choice(len(df), 80, replace=False)\nb = np.setdiff1d(np.arange(len(df)), a)",
         "model = LogisticRegression().fit(X.iloc[a], y.iloc[a])\nmodel.score(X.iloc[b], y.iloc[b])"],
        set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_flow(case: str) -> None:
    cells, expected = CASES[case]
    notebook = notebook_of([BEFORE, *cells])
    leakage = [info for info in manifest() if info.family == "leakage"]
    findings = [finding for info in leakage for finding in run(info, notebook)]
    assert {finding.code for finding in findings} == expected, [finding.message for finding in findings]
