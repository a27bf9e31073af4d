"""Which literals inside statements become parameters, what they are called, and what is left of their statements."""

from __future__ import annotations

import ast
import json

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.model import Place
from jupyter_mldebt.pipeline.literals import lift, plain
from jupyter_mldebt.pipeline.parameters import find


def taken(graph) -> dict[str, object]:
    return {parameter.name: parameter.default for parameter in find(Engine().graph(lift(graph).notebook))}


def test_a_literal_gets_a_name_above_its_statement(graph_of):
    graph = graph_of(
        "from sklearn.model_selection import train_test_split\nimport pandas as pd",
        "# the data\ndata = pd.read_csv('raw/Titanic data.csv')  # all of it\na, b = train_test_split(data, test_size=0.25, random_state=7)",
        "print(a, b)",
    )
    lifted = lift(graph)
    assert lifted.notebook.cells[1].source == (
        "# the data\ntitanic_data_csv = 'raw/Titanic data.csv'  # pd.read_csv(…)\ndata = pd.read_csv(titanic_data_csv)  # all of it\n"
        "test_size = 0.25  # train_test_split(test_size=…)\nrandom_state = 7  # train_test_split(random_state=…)\n"
        "a, b = train_test_split(data, test_size=test_size, random_state=random_state)"
    )
    assert lifted.origins == {
        "titanic_data_csv": Place(1, 2, 19, 2, 41),
        "test_size": Place(1, 3, 40, 3, 44),
        "random_state": Place(1, 3, 59, 3, 60),
    }
    assert [lifted.line("other", 1, line) for line in (1, 3, 6)] == [1, 2, 3]
    assert lift(graph, only={"test_size"}).origins.keys() == {"test_size"}
    assert lift(graph, skipped={Place(1, 3, 40, 3, 44)}).origins.keys() == {"titanic_data_csv", "random_state"}


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (("import numpy as np\nnp.random.seed(42)\nprint(np.random.rand(3))",), {"seed": 42, "rand_rows": 3}),
        (("import numpy as np\nxs = np.linspace(1, 9, 50)\nprint(xs)",), {"xs_start": 1, "xs_stop": 9, "xs_num": 50}),
        (("for epoch in range(5):\n    print(epoch)",), {"n_epoch": 5}),
        (("for depth in [1, 3, 5]:\n    print(depth)",), {"depth_values": [1, 3, 5]}),
        (("print([x * x for x in range(1, 11)])",), {"n_x": 11}),
        (("import pandas as pd\nframe = pd.read_csv('a.csv')", "frame[frame.age > 30]"), {"a_csv": "a.csv", "age_limit": 30}),
        (("frame = load()\nprint(frame[frame['Total score'] <= -2.5])",), {"total_score_limit": -2.5}),
        (("def mix(parts, ratio=0.5):\n    return parts", "print(mix([1, 2], ratio=0.25))"), {"mix_parts": [1, 2], "mix_ratio": 0.25}),
        (("from sklearn.svm import SVC\nmodel = SVC(kernel='rbf', C=10)", "print(model)"), {"kernel": "rbf", "C": 10}),
        (("def tell(x):\n    print(x)\ndef ask(x):\n    tell(x)\nask('ab')\n1",), {"ask_x": "ab"}),
        (("x = 'one'\nprint(x)", "x = 'two'\nprint(x)"), {"x_1": "one", "x_2": "two"}),
        (("print(open('été 1.txt').read())",), {"été_1_txt": "été 1.txt"}),
        (("print(open('2020.csv').read())",), {"file_2020_csv": "2020.csv"}),
    ],
)
def test_what_is_worth_a_parameter(graph_of, cells, names):
    assert taken(graph_of(*cells)) == names


@pytest.mark.parametrize(
    "cells",
    [
        ("def f(n):\n    return helper(n, size=3)", "unused = 1"),  # in a function
        ("import pandas as pd\nunseen = pd.read_csv('a.csv')",),  # nothing shown depends on it
        ("import matplotlib.pyplot as plt\nplt.plot([1], linewidth=3)",),  # looks
        ("print(frame.sum(axis=1))",),  # how the code works
        ("print(f'{round(x, ndigits=2)}')",),  # in a string
        ("%%time\nprint(make(size=3))",),  # in a cell magic
        ("from nowhere import *", "print(make(size=3))"),  # which may bind the name
        ("total = 0\nfor row in rows:\n    total += row\nprint(total)",),  # a counter
        ("k = 0\nfor row in rows:\n    k = k + row\nprint(k)", "k = 1\nprint(k)"),  # another
        ("def sort(items):\n    items.sort()\n    return items", "print(sort([3, 1, 2]))"),  # changed in place
        ("def f(x): return x", "for i in it:\n    print(f([1]))"),  # made anew in each round
        ("print(make(name=None, deep=True))",),
        ("from pathlib import Path\np = Path(given)\nprint(p.open('rb').read(), unseen.open('rb'))",),  # a mode is no path
        ("assert make(size=3)",),
        (
            "def twice(x):\n    items = []\n    items.append(len(x))\n    return items\ntwice('ab')\nprint(1)",
        ),  # its result is seen by nobody
    ],
)
def test_what_is_left(graph_of, cells):
    assert taken(graph_of(*cells)) == {}


def test_what_different_functions_get_is_not_one_parameter_but_for_a_seed(graph_of):
    graph = graph_of(
        "a = split(x, random_state=1)\nb = Forest(random_state=1, n=5)", "c = Forest(random_state=1, n=5)\nd = Tree(n=5)\nprint(a, b, c, d)"
    )
    assert taken(graph) == {"random_state": 1, "forest_n": 5, "tree_n": 5}
    assert lift(graph).notebook.cells[0].source == (
        "random_state = 1  # split(random_state=…), Forest(random_state=…)\na = split(x, random_state=random_state)\n"
        "forest_n = 5  # Forest(n=…), 2 times in the notebook\nb = Forest(random_state=random_state, n=forest_n)"
    )
    assert lift(graph).notebook.cells[1].source.startswith("c = Forest(random_state=random_state, n=forest_n)\n")


def test_literals_of_the_same_description_are_numbered(graph_of):
    graph = graph_of("a = Forest(n=5)", "b = Forest(n=7)\nprint(a, b)")
    assert "# 1st Forest(n=…)" in lift(graph).notebook.cells[0].source
    assert "# 2nd Forest(n=…)" in lift(graph, only=["n_2", "b_n", "forest_n_2"]).notebook.cells[1].source  # of all, not of those taken


def test_two_functions_of_one_name_are_two(graph_of):
    graph = graph_of(
        "def greet(who):\n    print(who)\ngreet('Ada')", "def greet(name, who='Bo'):\n    print(name, who)\ngreet('Ada', 'Ada')"
    )
    assert taken(graph) == {"greet_who": "Ada", "greet_name": "Ada", "greet_who_2": "Ada"}


def test_the_seed_of_all_and_a_path_are_one_parameter_wherever_they_stand(graph_of):
    graph = graph_of(
        "import random\nimport numpy as np\nrandom.seed(1)\nnp.random.seed(1)",
        "import pandas as pd\nprint(random.random(), np.random.rand(), pd.read_csv('a.csv'))\nprint(open('a.csv').read())",
    )
    assert taken(graph) == {"seed": 1, "a_csv": "a.csv"}


def test_names_that_several_would_have_become_longer(graph_of):
    cells = ["moons = make_moons(noise=0.2)", "rings = make_rings(noise=0.1)", "print(moons, rings)"]
    assert taken(graph_of(*cells)) == {"make_moons_noise": 0.2, "make_rings_noise": 0.1}
    assert taken(graph_of("a = make(noise=0.2)", "b = make(noise=0.1)", "print(a, b)")) == {"noise": 0.2, "noise_2": 0.1}
    cells = ["low = frame[frame.age < 18]", "high = frame[frame.age > 65]", "print(low, high, frame[frame.age < 18])"]
    assert taken(graph_of(*cells)) == {"age_below": 18, "age_above": 65}


def test_what_is_taken_out_is_so_everywhere(graph_of):
    graph = graph_of("passed = frame[frame.score >= 70]", "unseen = frame[frame.score >= 70]", "print(passed)")
    assert taken(graph) == {"score_limit": 70}
    assert [cell.source.count("score_limit") for cell in lift(graph).notebook.cells] == [2, 1, 0]


def test_lists_are_never_shared(graph_of):
    assert taken(graph_of("def f(x):\n    return x", "print(f([1]), f([1]), f('a b'), f('a b'))")) == {
        "f_x": [1],
        "f_x_2": [1],
        "f_x_3": "a b",
    }


def test_a_path_that_others_write_elsewhere_stays(graph_of):
    cells = ["import pandas as pd\nfrom shutil import copy", "table = pd.read_csv('in.csv')", "def keep():\n    copy('in.csv', 'out.csv')"]
    assert not taken(graph_of(*cells, "keep()\nprint(table, pd.read_csv('out.csv'))"))
    assert taken(graph_of(*cells[:2], "print(table)")) == {"in_csv": "in.csv"}


def test_a_list_that_its_function_changes_stays_where_it_is(graph_of):
    graph = graph_of("def sort(items):\n    items.sort()\n    return items", "print(sort([3, 1, 2]))")
    (place,) = lift(graph).origins.values()
    assert lift(graph, skipped={place}).notebook == graph.notebook


@pytest.mark.parametrize(
    "value",
    [
        "",
        'it\'s "so"',
        "C:\\new\\table",
        "\\",
        "{x} $HOME %s",
        "été 数据 😀",
        0,
        -7,
        10**30,
        0.1,
        -0.0,
        1e-300,
        1e22,
        True,
        [1, "a'b", 2.5, False],
    ],
)
def test_values_get_through_papermill_and_yaml_unchanged(value):
    import yaml
    from papermill.translators import PythonTranslator

    assert plain(value)
    assert repr(ast.literal_eval(PythonTranslator.translate(value))) == repr(value)
    assert repr(yaml.safe_load(yaml.safe_dump({"value": value}))["value"]) == repr(value)
    assert repr(json.loads(json.dumps(value))) == repr(value)


@pytest.mark.parametrize(
    "value", [None, (1, 2), {"a": 1}, [], [[1]], "a\nb", "\u2028", float("nan"), float("inf"), b"a", "x" * 201, [0] * 21]
)
def test_other_values_are_no_parameters(value):
    assert not plain(value)


def test_a_path_that_numpy_writes_without_its_ending_is_no_parameter(graph_of):
    cells = ('import numpy as np\nnp.save("rows", np.arange(3))', 'print(np.load("rows.npy"))', 'print(np.load("given.npy"))')
    assert list(lift(graph_of(*cells)).origins) == ["given_npy"]
