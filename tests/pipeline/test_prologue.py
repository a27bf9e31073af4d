"""What a step replays of the cells before it, and what it does not."""

from __future__ import annotations

import pytest

from jupyter_mldebt.pipeline.prologue import Replay


def replayed(graph, *wanted: str, parameters: frozenset[str] = frozenset()) -> list[str]:
    """Statements that a step after the last cell replays."""
    return [item.statement.text for item in Replay(graph, parameters).before(graph.order, wanted).items]


@pytest.mark.parametrize(
    "statement",
    [
        "import math",
        "from collections import Counter as C",
        "try:\n    import ujson as json\nexcept ImportError:\n    import json",
        "import matplotlib.pyplot as plt\nplt.rcParams['figure.figsize'] = (8, 6)",
        "import matplotlib.pyplot as plt\nplt.style.use('ggplot')",
        "import pandas as pd\npd.set_option('display.max_rows', 10)",
        "import pandas as pd\npd.options.display.max_rows = 10",
        "import os\nos.environ['LEVEL'] = 'high'",
        "import sys\nsys.path.append('..')",
        "import warnings\nwarnings.filterwarnings('ignore')",
        "import torch\ntorch.manual_seed(0)",
        "%matplotlib inline",
        "%config InlineBackend.figure_format = 'svg'",
        "class A:\n    size = 3\n    def f(self): return self.size",
    ],
)
def test_replayed(graph_of, statement):
    assert "\n".join(replayed(graph_of(statement, "x = 1"))) == statement


def test_what_is_said_twice_is_replayed_once(graph_of):
    define = "def double(x):\n    return 2 * x"
    assert replayed(graph_of("import math", define, "import math\nimport os", define), "double") == ["import math", define, "import os"]
    other = "from cmath import sqrt"
    assert replayed(graph_of("from math import sqrt", other, "from math import sqrt")) == [
        "from math import sqrt",
        other,
        "from math import sqrt",
    ]
    assert replayed(graph_of("import sys\nsys.path.append('a')", "import sys\nsys.path.append('a')")) == [
        "import sys",
        *["sys.path.append('a')"] * 2,
    ]
    mark = "import functools\n@functools.cache\ndef f(x):\n    return x"
    assert len(replayed(graph_of(mark, mark), "f")) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "print(1)",
        "import random\nrandom.seed(1)",
        "x = [1]",
        "import os\nos.remove('f')",
        "!pip install numpy",
        "%timeit 1",
        "import requests\nrequests.get('http://x')",
        "input()",
    ],
)
def test_not_replayed(graph_of, statement):
    assert statement.split("\n")[-1] not in replayed(graph_of(statement))


def test_a_definition_only_where_it_is_wanted(graph_of):
    graph = graph_of("def helper(): return 1\ndef used(): return helper()\ndef unused(): pass")
    assert replayed(graph, "used") == ["def helper(): return 1", "def used(): return helper()"]


def test_constants_that_a_definition_needs_come_too(graph_of):
    graph = graph_of("N = 3\nM = 4\ndef f(n=N): return n")
    assert replayed(graph, "f") == ["N = 3", "def f(n=N): return n"]


def test_a_parameter_is_there_already(graph_of):
    graph = graph_of("N = 3\ndef f(n=N): return n", "f()")
    prologue = Replay(graph, frozenset({"N"})).before([0], ["f"])
    assert prologue.parameters == {"N"}


@pytest.mark.parametrize(
    "cells",
    [
        ("data = load()\ndef f(n=data): return n",),
        ("def f(found=[]): return found",),
        ("def f(): pass\nf.count = 1",),
        ("def f(): pass\nf = wrap(f)",),
        ("class f:\n    items = compute()",),
        ("from lib import f", "f = list(f)"),
        ("from lib import f", "f = 1"),
        ("from lib import f", "for f in range(3): pass"),
        ("def f(): pass", "def g():\n    global f\n    f = 1\ng()"),
    ],
)
def test_what_may_be_another_thing_by_now_travels_as_a_value(graph_of, cells):
    graph = graph_of(*cells)
    assert "f" not in Replay(graph).before(graph.order, ["f"]).names


def test_the_last_of_two_definitions_wins_by_order(graph_of):
    assert replayed(graph_of("def f(): return 1", "def f(): return 2"), "f") == ["def f(): return 1", "def f(): return 2"]


def test_future_imports_come_first(graph_of):
    assert replayed(graph_of("import os", "from __future__ import annotations"))[0] == "from __future__ import annotations"


def test_decorators_keep_their_place_above(graph_of):
    text = "@dataclass\nclass Point:\n    x: int = 0"
    assert replayed(graph_of(f"from dataclasses import dataclass\n{text}"))[1] == text


def test_names_that_functions_read_are_told(graph_of):
    graph = graph_of("total = compute()\ndef f(x): return x + total")
    assert Replay(graph).before([0], ["f"]).reads == {"total"}


def test_a_parameter_keeps_the_value_of_the_run(graph_of):
    graph = graph_of("import sys\nfolder = 'a'\nsys.path.append(folder)", "x = folder")
    assert replayed(graph, parameters=frozenset({"folder"})) == ["import sys", "sys.path.append(folder)"]
    assert replayed(graph) == ["import sys", "folder = 'a'", "sys.path.append(folder)"]


def test_values_that_are_put_together_from_constants_come_too(graph_of):
    table = "letters = 'àé'\ntable = str.maketrans(letters, 'ae')\ndef plain(text, table=table):\n    return text.translate(table)"
    assert "\n".join(replayed(graph_of(table), "plain")) == table
    assert replayed(graph_of(table, "letters = read()"), "plain") == []
    assert replayed(graph_of("sizes = [3] * 4\nsizes.append(len(sizes))\ndef f(x=sizes): pass"), "f") == []
    assert replayed(graph_of("str = make()\ntable = str.maketrans('a', 'b')\ndef f(x=table): pass"), "f") == []
    assert replayed(graph_of("rows = read()\ncount = len(rows)\ndef f(x=count): pass"), "f") == []
    size = "half = size * 2\ndef f(x=half):\n    return x"
    assert "\n".join(replayed(graph_of(f"size = 3\n{size}"), "f", parameters=frozenset({"size"}))) == size


def test_the_magic_for_figures_is_repeated_once(graph_of):
    cells = ("import os\n%matplotlib inline\nimport json\n%matplotlib inline\nimport re\nprint(os, json, re)", "print(1)")
    items = Replay(graph_of(*cells)).before([0], ["os"]).items
    assert [item.statement.text for item in items if item.kind == "state"] == ["%matplotlib inline"]
