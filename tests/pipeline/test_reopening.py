"""Files that are only read are opened again by the steps that need them; those that were read from, written or handed on are not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from jupyter_mldebt.pipeline.export import export
from jupyter_mldebt.pipeline.planner import make_plan
from jupyter_mldebt.pipeline.prologue import Replay

from .conftest import notebook_json

ZIP = "import zipfile\npacked = zipfile.ZipFile('data.zip')"
FILE = "file = open('rows.txt')"


def reopened(graph, name: str) -> bool:
    """Whether a step after the last cell opens what the name stands for again."""
    prologue = Replay(graph).before(graph.order, [name])
    return name in prologue.names and any(item.kind == "opening" and name in item.binds for item in prologue.items)


@pytest.mark.parametrize(
    "cells",
    [
        (ZIP.replace("packed", "x"), "print(x.namelist())", "text = x.read('a.txt')"),
        ("x = open('rows.txt', 'rb')", "print(x.name)"),
        ("import io\nx = io.open('rows.txt', mode='rt', encoding='utf-8')", "print(x.encoding)"),
        ("import os\nx = open(os.path.join('data', 'rows.txt'))",),
        ("folder = 'data'", "x = open(folder + '/rows.txt')"),
        ("import pandas as pd\nx = pd.ExcelFile('book.xlsx')", "first = pd.read_excel(x, 'a')\nfirst.to_csv('first.csv')"),
        ("import h5py\nx = h5py.File('a.h5', 'r')", "print(x['rows'][:3])"),
        ("import sqlite3, pandas as pd\nx = sqlite3.connect('a.db')", "pd.read_sql('select 1', x)"),
        (FILE, "import pypdf\nx = pypdf.PdfReader(file)", "print(len(x.pages))\nfor page in x.pages:\n    print(page.extract_text())"),
        ("import pypdf\nx = pypdf.PdfReader(open('a.pdf', 'rb'))", "print(x.pages[0])"),
    ],
    ids=lambda cells: cells[0].splitlines()[-1],
)
def test_opened_again(graph_of, cells):
    assert reopened(graph_of(*cells), "x")


@pytest.mark.parametrize(
    "cells",
    [
        ("x = open('rows.txt')", "print(x.readline())"),
        ("x = open('rows.txt')", "for line in x:\n    print(line)"),
        ("x = open('rows.txt')", "rows = list(x)"),
        ("x = open('rows.txt')", "import csv\nrows = csv.reader(x)"),
        ("x = open('rows.txt')", "kept = [x]"),
        ("x = open('rows.txt')", "def head():\n    return next(x)\nhead()"),
        ("x = open('rows.txt', 'w')",),
        ("x = open('rows.txt', 'r+')",),
        ("mode = input()", "x = open('rows.txt', mode)"),
        ("x = open('rows.txt')", "open('rows.txt', 'w').write('new')"),
        ("import pandas as pd\nx = pd.ExcelFile('book.xlsx')", "pd.DataFrame().to_excel('book.xlsx')"),
        ("x = open('rows.txt')", "!touch rows.txt"),
        ("x = open(input())",),
        ("import tempfile\nx = open(tempfile.mkstemp()[1])",),
        ("if len(__name__):\n    x = open('rows.txt')",),
        ("import h5py\nx = h5py.File('a.h5')",),
        ("import h5py\nx = h5py.File('a.h5', 'a')",),
        ("import sqlite3\nx = sqlite3.connect(':memory:')",),
        ("import sqlite3\nx = sqlite3.connect('a.db')", "x.execute('create table t (a)')"),
        ("import sqlite3\nx = sqlite3.connect('a.db')", "import pandas as pd\npd.DataFrame().to_sql('t', x)"),
        (FILE, "import warc\nx = warc.ArchiveIterator(file)", "for record in x:\n    print(record)"),
        (FILE, "import warc\nx = warc.Archive(file)", "print(x.next_record())"),
        (FILE, "import csv\nx = csv.DictReader(file)"),
    ],
    ids=lambda cells: cells[-1].splitlines()[-1],
)
def test_not_opened_again(graph_of, cells):
    assert not reopened(graph_of(*cells), "x")


def test_what_has_a_reader_is_not_read_by_position_in_another_step(graph_of):
    cells = ("#md # A", FILE, "import pypdf\nreader = pypdf.PdfReader(file)", "#md # B", "print(len(reader.pages))", "#md # C")
    assert len(make_plan(graph_of(*cells, "file.close()"), "a.ipynb").steps) == 3
    assert len(make_plan(graph_of(*cells, "print(file.read())"), "a.ipynb").steps) == 1


def test_who_opens_again_waits_for_who_writes_and_holds_up_who_writes_later(graph_of):
    write = "with open('rows.txt', 'w') as out:\n    out.write('1')"
    graph = graph_of("#md # A", write, "#md # B", FILE, "#md # C", "print(file.name)", "#md # D", write)
    plan = make_plan(graph, "a.ipynb")
    names = [step.name for step in plan.steps]
    assert [step.after for step in plan.steps] == [(), (names[0],), (names[0],), (names[1], names[2])]


def test_the_plan_says_so(graph_of):
    plan = make_plan(graph_of("#md # A", ZIP, "print(len(packed.namelist()))", "#md # B", "print(packed.namelist())"), "a.ipynb")
    assert [(crossing.name, crossing.carrier) for crossing in plan.crossings] == [("packed", "reopen")]


def exported(folder: Path, *cells: str):
    folder.mkdir()
    (folder / "rows.txt").write_text("1\n2\n3\n")
    with zipfile.ZipFile(folder / "data.zip", "w") as packed:
        packed.write(folder / "rows.txt", "rows.txt")
    (folder / "a.ipynb").write_text(notebook_json(*cells), encoding="utf-8")
    return export(folder / "a.ipynb", folder / "a-pipeline")


def test_the_outputs_are_those_of_the_notebook(tmp_path):
    cells = ("#md # A", ZIP, "packed.read('rows.txt')", "#md # B", "print(packed.namelist(), packed.read('rows.txt'))", "packed.close()")
    result = exported(tmp_path / "a", *cells)
    assert len(result.plan["steps"]) == 2 and result.verification.verified


def test_steps_are_merged_where_the_verification_sees_that_the_text_did_not_show_all(tmp_path):
    cells = ("#md # A", "file = open('rows.txt')", "take = getattr(__import__('builtins'), 'globals')()['file'].readline\nprint(take())")
    result = exported(tmp_path / "a", *cells, "#md # B", "print(file.readline())")
    assert result.verification.verified and len(result.plan["steps"]) == 1
