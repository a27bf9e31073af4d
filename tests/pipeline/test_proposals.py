"""Which of the literals that may become parameters are proposed: few, and the best."""

from __future__ import annotations

import pytest

from jupyter_mldebt.pipeline.export import export, propose
from jupyter_mldebt.pipeline.plan import load
from jupyter_mldebt.pipeline.proposals import ENOUGH, MOST, SAMPLE


def proposed(path) -> list[str]:
    return [parameter.name for parameter in propose(path).plan.parameters]


def test_settings_are_proposed_before_values_of_a_demonstration(write):
    calls = "\n".join(f"print(add({number}, {number + 1}))" for number in range(9))
    define = "import random\nrandom.seed(3)\ndef add(a, b):\n    return a + b"
    assert proposed(write(define, "RATE = 0.5\nprint(random.random() * RATE)", calls, name="with.ipynb")) == ["seed", "RATE"]
    assert proposed(write("def add(a, b):\n    return a + b", calls, name="without.ipynb")) == ["add_a", "add_b", "add_a_2"][:SAMPLE]


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (("for i in range(3):\n    print(i)", "import numpy as np\nnp.random.seed(1)\nprint(np.random.rand(4))"), ["seed", "rand_rows"]),
        (("a = 0\nwhile a < 7:\n    a = a + 1\nprint(a)", "depth = 3\nprint(depth)"), ["depth"]),
        (("text = 'so'\nprint(text)", "start = '2020-01-31'\nprint(start)"), ["start"]),
        (("text = 'so'\nprint(text)", "where = 'data/rows.csv'\nprint(where)"), ["where"]),
        (
            ("import pandas as pd\nedges = [0, 9, 99]\nprint(pd.cut(rows, edges, labels=['few', 'many']))", "RATE = 2\nprint(RATE)"),
            ["RATE"],
        ),
        (("import pandas as pd\nprint(pd.cut(rows, bins=2, labels=['few', 'many']))", "RATE = 2\nprint(RATE)"), ["RATE"]),
        (("rate = 0.5\nprint(rate)", "rate = 0.25\nprint(rate)", "depth = 3\nprint(depth)"), ["depth"]),
        (("rate = 0.5\nprint(rate)", "rate = 0.25\nprint(rate)"), ["rate_1"]),
        (("def get(url):\n    return url", "print(get('https://example.org/a'), get('word'))"), ["get_url"]),
        (("k_values = [1, 3, 5]\nfor k in k_values:\n    print(k)", "sizes = [4, 5]\nprint(sizes)"), ["k_values"]),
        (
            ("a = split(rows, random_state=1)", "b = Tree(random_state=1)", "c = Forest(random_state=7)\nprint(a, b, c)"),
            ["random_state"],
        ),
        (("from ipywidgets import IntSlider\nbar = IntSlider(min=2, max=9)\nprint(bar)", "RATE = 2\nprint(RATE)"), ["RATE"]),
    ],
)
def test_what_people_would_choose(write, cells, names):
    assert proposed(write(*cells)) == names


def test_a_number_of_points_with_which_others_may_have_to_agree_is_not_proposed(write):
    cells = ["import numpy as np\nxs = np.linspace(0, 1, 101)", "ys = np.append(np.arange(50), np.arange(50, -1, -1))\nprint(xs + ys)"]
    assert "xs_num" not in proposed(write(*cells))


def test_many_of_a_kind_are_a_demonstration(write):
    cells = [f"print(make{number % 2}(periods={number}))" for number in range(2, 12)]
    assert proposed(write(*cells, "print(make(size=4))")) == ["size"]


def test_what_little_depends_on_stands_behind(write):
    toy = ["p = 0.5", "print(p)"]
    shown = [f"print(total, {number})" for number in range(20)]
    assert proposed(write(*toy, *shown, name="toy.ipynb")) == ["p"]
    assert proposed(write(*toy, "import numpy as np\ntotal = np.random.rand(9)", *shown, name="both.ipynb")) == ["total_rows"]
    grids = [text for number in range(5, 10) for text in (f"grid = np.random.randn({number})", "print(grid)")]
    assert proposed(write("import numpy as np", *grids, name="many.ipynb")) == ["grid_rows", "grid_rows_2", "grid_rows_3"]
    assert proposed(write("import numpy as np", *grids[:2], *["print(grid)"] * 4, *grids, name="much.ipynb")) == ["grid_rows"]


def test_what_one_call_gets_is_proposed_together(write):
    series = "import pandas as pd\nprices = pd.read_csv(given)"
    assert proposed(write(series, "mean = prices.rolling(250, min_periods=10).mean()\nprint(mean)")) == ["mean_window", "min_periods"]
    calls = [f"print(make(a{number}={number}, b{number}={number}, c{number}={number}))" for number in range(2, 20)]
    names = proposed(write(*calls, "print(make(d=4))", name="many.ipynb"))
    assert names == [f"{letter}{number}" for number in range(2, 6) for letter in "abc"]


def test_no_more_than_somebody_reads(write):
    settings = [f"print(make(size{number}={number}))" for number in range(2, 40)]
    assert len(proposed(write(*settings, name="good.ipynb"))) == MOST
    numbers = [f"number{number} = {number}\nprint(number{number})" for number in range(2, 40)]
    assert len(proposed(write(*numbers, name="fair.ipynb"))) == ENOUGH


def test_others_can_still_be_chosen(write):
    calls = "\n".join(f"print(add({number}, 1))" for number in range(9))
    path = write("def add(a, b):\n    return a + b", calls, "RATE = 2\nprint(RATE)")
    made = propose(path)
    assert [parameter.name for parameter in made.plan.parameters] == ["RATE"]
    assert [parameter.name for parameter in made.others][:2] == ["add_a", "add_b"] and {"add_a", "add_b"} <= set(made.invented)
    result = export(path, verify="once", parameters={"add_a_2": 5}, names={"add_a_2": "left"})
    assert result.verification is not None and result.verification.verified
    assert {parameter.name: parameter.default for parameter in load(result.folder).parameters} == {"left": 5, "RATE": 2}
    assert "add_b" in result.others and "left" not in result.others


def test_counts_and_labels_that_others_must_agree_with_are_not_proposed(write):
    frame = "import numpy as np\nimport pandas as pd\ndf = pd.DataFrame({'a': ['x', 'y'] * 4, 'b': np.random.uniform(size=8)})\ndf"
    assert "size" not in " ".join(proposed(write(frame)))
    assert "size" in " ".join(proposed(write("import numpy as np\nnp.random.uniform(size=8)", name="alone.ipynb")))
    labels = "from sklearn.tree import export_text\nfeatures = ['one', 'two']\nprint(export_text(model, feature_names=features))"
    model = "from sklearn.tree import DecisionTreeClassifier\nmodel = DecisionTreeClassifier().fit([[1, 2], [3, 4]], [0, 1])"
    assert "features" not in proposed(write(model, labels, name="labels.ipynb"))


def test_the_values_of_several_loops_are_told_apart(write):
    path = write("for high in [500, 1000]:\n    print(high)", "for high in [500, 2000]:\n    print(high * 2)")
    helps = [parameter.help for parameter in propose(path).plan.parameters]
    assert helps == ["the values of `high` in its 1st loop", "the values of `high` in its 2nd loop"]
