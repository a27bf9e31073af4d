"""bench.leaks and bench.kinds: what they count, on small notebooks."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nbformat
import pytest

from bench import kinds, leaks

LOAD = (
    "import pandas as pd\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.linear_model import LogisticRegression\n"
    "from sklearn.model_selection import train_test_split\ndf = pd.read_csv('a.csv')\nX, y = df.drop(columns='y'), df['y']"
)
SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)"
FIT = "model = LogisticRegression().fit(X_train, y_train)\nmodel.score(X_test, y_test)"


def write(path: Path, *cells: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells]), path)


def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], main: object, *arguments: str) -> str:
    monkeypatch.setattr(sys, "argv", ["bench", *arguments])
    assert main() == 0  # type: ignore[operator]
    return capsys.readouterr().out


def test_leaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for number, scaled in (("01", "X = StandardScaler().fit_transform(X)"), ("02", "X = X.copy()")):
        write(tmp_path / "NBL001" / f"{number}.original.ipynb", LOAD, SPLIT, FIT)
        write(tmp_path / "NBL001" / f"{number}.planted.ipynb", LOAD, scaled, SPLIT, FIT)
    plants = [{"kind": "NBL001", "n": number, "cells": [1], "trick": f"trick {number}"} for number in (1, 2)]
    (tmp_path / "NBL001.jsonl").write_text("\n".join(map(json.dumps, plants)), encoding="utf-8")
    out = said(monkeypatch, capsys, leaks.main, str(tmp_path), "--missed")
    assert "NBL001        2      1                0                               0" in out
    assert "trick 2" in out and "trick 1" not in out


def test_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "some+one" / "book.ipynb", LOAD, SPLIT, FIT)
    drawn = said(monkeypatch, capsys, kinds.main, "draw", str(tmp_path), "--statements", "2").splitlines()
    assert [set(json.loads(line)) for line in drawn] == [{"repository", "path", "cell", "line", "column", "text", "label"}] * 2
    labelled = [json.loads(line) | {"draw": 1} for line in drawn]
    seen = {(one["cell"], one["line"]): one["kind"] for one in kinds.statements(tmp_path / "some+one" / "book.ipynb")}
    labelled[0]["label"] = seen[labelled[0]["cell"], labelled[0]["line"]]
    labelled[1]["label"] = "path"
    (tmp_path / "labels.jsonl").write_text("\n".join(map(json.dumps, labelled)), encoding="utf-8")
    assert "2 statements: the same kind 50.0 %" in said(
        monkeypatch, capsys, kinds.main, "score", str(tmp_path), str(tmp_path / "labels.jsonl")
    )
    monkeypatch.setattr(sys, "argv", ["bench", "score", str(tmp_path), str(tmp_path / "labels.jsonl"), "--draw", "2"])
    assert kinds.main() == 2
