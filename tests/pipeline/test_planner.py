"""Which steps wait for which: names, process state, files; what is not known keeps its place."""

from __future__ import annotations

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.pipeline import footprint, handover
from jupyter_mldebt.pipeline.planner import make_plan
from jupyter_mldebt.read import read_file


@pytest.fixture
def waits(graph_of):
    """For a notebook of one cell a step, the numbers of the steps that each waits for."""

    def waits(*cells: str, **options) -> list[list[int]]:
        tags = {number: [f"step:s{number}"] for number in range(len(cells))}
        plan = make_plan(graph_of(*cells, tags=tags), "../analysis.ipynb", **options)
        names = [step.name for step in plan.steps]
        return [[names.index(other) for other in step.after] for step in plan.steps]

    return waits


PURE = "print(1)"
LIBRARIES = (
    "%matplotlib inline\nimport matplotlib\nimport matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd\nimport seaborn as sns"
)
FRAME = "import pandas as pd\ndf = pd.DataFrame({'a': [3, 1, 2]})"


def test_sections_that_share_nothing_wait_for_nothing(waits):
    assert (
        waits("x = [1, 2]\nprint(sum(x))", "def f(n):\n    return n * 2\nprint(f(3))", "words = 'b a'.split()\nprint(sorted(words))")
        == [[]] * 3
    )


def test_in_order_each_waits_for_the_one_before(waits):
    assert waits(PURE, PURE, PURE, in_order=True) == [[], [0], [1]]


def test_steps_that_only_read_a_value_don_t_wait_for_each_other(waits):
    assert waits(FRAME, "print(df.head())", "print(df['a'].mean())", "best = df.sort_values('a')\nprint(best)") == [[], [0], [0], [0]]


@pytest.mark.parametrize(
    "change",
    [
        "df['b'] = 1",
        "df.loc[0, 'a'] = 9",
        "df.drop(columns='a', inplace=True)",
        "df.insert(0, 'b', 1)",
        "other = df\nother['b'] = 1",
        "column = df['a']\ncolumn[0] = 9",
        "part = df.head()\npart.iloc[0, 0] = 9",
        "def change(what):\n    what['b'] = 1\nchange(df)",
        "[frame.pop('a') for frame in [df]]",
        "df.index.name = 'n'",
        "other = df.copy(deep=False)\nother.loc[0, 'a'] = 9",
        "import operator\noperator.setitem(df, 'b', 1)",
        "import numpy as np\nnp.add(df['a'].values, 1, df['a'].values)",
        "import numpy as np\nnp.add.at(df['a'].values, [0], 1)",
        "from sklearn.preprocessing import scale\nscale(df, copy=False)",
        "pd.DataFrame.insert(df, 0, 'b', 1)",
    ],
)
def test_a_step_that_may_change_a_value_comes_before_the_next_reader(waits, change):
    assert waits(FRAME, change, "print(df)")[2] == [1]


def test_a_copy_may_be_changed(waits):
    assert waits(FRAME, "mine = df.copy()\nmine['b'] = 1\nprint(mine)", "print(df)") == [[], [0], [0]]


def test_objects_that_are_linked_come_from_one_step(waits, graph_of):
    cells = (
        "#md # A",
        "import pandas as pd\ndf = pd.DataFrame({'a': [1]})",
        "#md # B",
        "held = [df]",
        "#md # C",
        "df['b'] = 1\nprint(held)",
    )
    plan = make_plan(graph_of(*cells), "../analysis.ipynb")
    assert plan.steps[2].consumes == {"02-b": ("df", "held")}


SEED = "%matplotlib inline\nimport random\nimport numpy as np\nrandom.seed(1)\nnp.random.seed(1)"


@pytest.mark.parametrize(
    "draw",
    [
        "np.random.rand()",
        "random.random()",
        "from random import choice\nchoice([1, 2])",
        "np.random.shuffle([1, 2])",
        "pd.DataFrame({'a': [1, 2]}).sample(1)",
        "from sklearn.model_selection import train_test_split\ntrain_test_split([1, 2, 3])",
        "from sklearn.linear_model import SGDRegressor\nSGDRegressor().fit([[1], [2]], [1, 2])",
        "import scipy.stats as st\nst.norm(0, 1).rvs(3)",
        "import seaborn as sns\nsns.barplot(x=[1, 1], y=[1, 2])",
        "[*map(lambda n: random.random(), range(3))]",
        "pd.Series([1, 2]).apply(np.random.normal)",
        "toss = random.random\ntoss()",
        "draw()",
        "pd.Series([1, 2]).map(toss)",
        "Die().roll()",
        "dice[0].roll()",
        "print(Die() + 1)",
        "np.random.seed(7)",
        "getattr(np, 'random').rand()",
    ],
)
def test_random_numbers_are_drawn_in_their_order(waits, draw):
    known = (
        "import pandas as pd\ndef draw():\n    return inner()\ndef inner():\n    return np.random.rand()\ntoss = lambda n: random.random()\n"
        "class Die:\n    def roll(self):\n        return random.randint(1, 6)\n    def __add__(self, n):\n        return random.random() + n\n"
        "dice = [Die()]"
    )
    found = waits(f"{SEED}\n{known}", draw, "print(np.random.rand())", PURE)
    assert found[1] == [0] and found[2][-1] == 1


def test_generators_of_one_s_own_are_values(waits):
    assert waits(SEED, "mine = np.random.default_rng(3)\nprint(mine.random())", "print(np.random.rand())") == [[], [], [0]]


def test_what_has_a_seed_of_its_own_draws_nothing(waits):
    split = "from sklearn.model_selection import train_test_split\nprint(train_test_split([1, 2, 3], random_state=4))"
    assert waits(SEED, split, "print(np.random.rand())") == [[], [], [0]]


@pytest.mark.parametrize(
    ("setting", "reader"),
    [
        ("look = plt.rcParams\nlook['lines.linewidth'] = 4", "plt.plot([1])"),
        ("plt.rcParams['lines.linewidth'] = len(str(np.pi))\nplt.rcParams['font.size'] = 9", "plt.plot([1])"),
        ("if np.pi:\n    plt.style.use('ggplot')", "plt.plot([1])"),
        ("pd.Series([1]).plot()", "plt.plot([1])"),
        ("for rows in (3, 4):\n    pd.set_option('display.max_rows', rows)", "pd.Series([1])"),
        ("import helpers\nhelpers.work()", "pd.Series([1])"),
        ("import os\nos.chdir('data')", "open('a').read()"),
        ("%cd data", "open('a').read()"),
    ],
)
def test_settings_that_can_t_be_repeated_are_handed_on(waits, setting, reader):
    assert 1 in waits(LIBRARIES, setting, reader)[2]


@pytest.mark.parametrize(
    ("setting", "reader"),
    [
        ("plt.style.use('ggplot')", "plt.plot([1])"),
        ("plt.rcParams['lines.linewidth'] = 4", "plt.plot([1])"),
        ("matplotlib.rc('font', size=9)", "plt.plot([1])"),
        ("sns.set_theme()", "plt.plot([1])"),
        ("%config InlineBackend.figure_format = 'svg'", "plt.plot([1])"),
        ("pd.set_option('display.max_rows', 3)", "pd.Series([1])"),
        ("pd.options.display.max_rows = 3", "pd.Series([1])"),
        ("np.set_printoptions(precision=2)", "print(np.array([1.234]))"),
        ("np.seterr(all='raise')", "np.log(0)"),
    ],
)
def test_settings_are_repeated_or_handed_on_but_not_both(graph_of, setting, reader):
    tags = {at: [f"step:s{at}"] for at in range(4)}
    unseen = "import helpers\nhelpers.work()"  # may change any setting

    def last(*cells: str) -> tuple[bool, bool]:
        step = make_plan(graph_of(*cells, tags=tags), "../analysis.ipynb").steps[-1]
        channels = {channel for found in step.state.values() for channel in found}
        return setting in [statement.text for statement in step.prologue], not channels.isdisjoint({"display", "drawing"})

    assert last(LIBRARIES, setting, reader) == (True, False)
    kept = setting.startswith("sns.")  # changes also what can't be handed on
    assert last(LIBRARIES, setting, unseen, reader) == (kept, True)
    if "plot" in reader:
        assert last(LIBRARIES, setting, "print('no figure')") == (False, False)


def test_figures_don_t_wait_for_each_other_once_they_are_shown(waits):
    imports = "%matplotlib inline\nimport matplotlib.pyplot as plt"
    assert waits(imports, "plt.plot([1])", "fig, ax = plt.subplots()\nax.plot([2])", "plt.hist([1])") == [[]] * 4


def test_without_a_magic_the_first_figure_turns_them_on(graph_of):
    cells = ("import matplotlib.pyplot as plt\nplt.plot([1])", "plt.plot([2])", "plt.plot([3])", PURE)
    steps = make_plan(graph_of(*cells, tags={at: [f"step:s{at}"] for at in range(4)}), "../analysis.ipynb").steps
    assert [step.cells for step in steps] == [(0, 1), (2,), (3,)]  # the second stays with the first, where it shows
    magic = ["%matplotlib inline" in [statement.text for statement in step.prologue] for step in steps]
    assert magic == [False, True, False] and not any(step.after for step in steps)


@pytest.mark.parametrize(
    ("one", "other", "waited"),
    [
        ("open('a.txt', 'w').write('1')", "print(open('a.txt').read())", True),
        ("open('a.txt', 'w').write('1')", "print(open('./A.txt').read())", True),
        ("open('a.txt', 'w').write('1')", "print(open('b.txt').read())", False),
        ("print(open('a.txt').read())", "open('a.txt', 'w').write('1')", True),
        ("print(open('a.txt').read())", "print(open('a.txt').read())", False),
        ("open('a.txt', mode).write('1')", "print(open('a.txt').read())", True),
        ("pd.Series([1]).to_csv('out/a.csv')", "pd.read_csv('out/a.csv')", True),
        ("pd.Series([1]).to_csv('out/a.csv')", "pd.read_csv('out/b.csv')", False),
        ("os.makedirs('out')", "pd.Series([1]).to_csv('out/a.csv')", True),
        ("pd.Series([1]).to_csv('out/a.csv')", "print(os.listdir('out'))", True),
        ("pd.Series([1]).to_csv(name)", "pd.read_csv('b.csv')", True),
        ("pd.Series([1]).to_csv()", "pd.read_csv('b.csv')", False),
        ("pd.read_csv(name)", "pd.read_csv('b.csv')", False),
        ("[*map(open, ['a', 'b'], 'w')]", "pd.read_csv('b.csv')", True),
        ("np.memmap('b.dat')", "open('b.dat').read()", True),
        ("import gzip\ngzip.open('b.gz', 'wb')", "import gzip\ngzip.open('b.gz')", True),
        ("import gzip\ngzip.open('b.gz', 'rb')", "import gzip\ngzip.open('b.gz')", False),
        ("import sqlite3\nsqlite3.connect('b.db').execute('create table t (a)')", "import sqlite3\nsqlite3.connect('b.db')", True),
        ("np.save('a', np.zeros(3))", "np.load('a.npy')", True),
        ("!touch b.csv", "pd.read_csv('b.csv')", True),
        ("plt.savefig('a.png')", "from IPython.display import Image\nImage('a.png')", True),
        ("import scipy.io\nscipy.io.savemat('a.mat', {})", "import scipy.io\nscipy.io.loadmat('a.mat')", True),
        ("from sklearn.tree import export_graphviz\nexport_graphviz(1, 'a.dot')", "open('a.dot').read()", True),
        ("from matplotlib.backends.backend_pdf import PdfPages\nPdfPages('a.pdf')", "open('a.pdf').read()", True),
        ("pd.read_csv('a.csv')", "pd.read_csv('https://example.org/a.csv')", False),
    ],
)
def test_files_are_written_and_read_in_their_order(waits, one, other, waited):
    libraries = "%matplotlib inline\nimport os\nimport matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd\n"
    imports = f"{libraries}mode = input\nname = str(os.getpid())"
    assert (1 in waits(imports, one, other)[2]) == waited


@pytest.mark.parametrize(
    "opaque",
    [
        "import helpers\nhelpers.work()",
        "from helpers import *",
        "exec('x = 1')",
        "%run other.py",
        "[*map(exec, ['x = 1'])]",
        "import pandas as pd\npd.DataFrame({'a': [1]}).query('a > @np.random.rand()')",
        "await work()",
        "get_ipython().run_line_magic('cd', 'data')",
    ],
)
def test_what_is_not_known_keeps_its_place(waits, opaque):
    found = waits("import numpy as np\nnp.random.seed(1)", opaque, "print(np.random.rand())", "print(open('a').read())")
    assert found[1] == [0] and found[2] == [1] and found[3][-1] in (1, 2)


@pytest.mark.parametrize("opaque", ["!make", "f = print\nf(1)", "{'a': print}['a'](1)"])
def test_what_can_t_reach_the_state_of_the_process_keeps_its_place_among_files(waits, opaque):
    found = waits("import numpy as np\nnp.random.seed(1)", opaque, "print(np.random.rand())", "print(open('a').read())")
    assert 1 not in found[2] and 1 in found[3]


def test_methods_of_an_unknown_library_s_objects_may_do_anything(waits):
    assert waits("import helpers\nmodel = helpers.Model()", "print(model.mean())", "print(model.mean())") == [[], [0], [1]]


def test_a_step_takes_each_channel_from_the_step_that_left_it(graph_of):
    setting = "for rows in (3, 4):\n    pd.set_option('display.max_rows', rows)"
    cells = ("import random\nimport pandas as pd\nrandom.seed(1)", setting, "print(random.random())")
    steps = make_plan(graph_of(*cells, tags={0: ["step:a"], 1: ["step:b"], 2: ["step:c"]}), "../analysis.ipynb").steps
    assert [step.state for step in steps] == [{}, {}, {"01-a": ("random",), "02-b": ("display",)}]
    assert [step.keeps for step in steps] == [(), ("random",), ()]


def test_a_class_is_replayed_where_its_instances_come_to(graph_of):
    cells = ("#md # A", "class Point: pass\nprint(0)", "#md # B", "p = Point()", "#md # C", "print(p)", "#md # D", "print(1)")
    steps = make_plan(graph_of(*cells), "../analysis.ipynb").steps
    assert [[item.text for item in step.prologue] for step in steps] == [[], ["class Point: pass"], ["class Point: pass"], []]
    assert [step.classes for step in steps] == [(), ("Point",), (), ()] and steps[3].after == ()


def test_the_channels_are_those_that_are_handed_on():
    assert footprint.CHANNELS == handover.CHANNELS


def test_a_step_takes_only_the_parameters_that_it_uses(graph_of):
    cells = (
        "size = 3\nrate = 0.5\nname = 'x'\nprint(name)",
        "print(size)",
        "def scaled(n):\n    return n * rate",
        "print(scaled(2))",
        "exec('print(rate)')",
    )
    steps = make_plan(graph_of(*cells, tags={at: [f"step:s{at}"] for at in range(5)}), "../analysis.ipynb").steps
    assert [step.parameters for step in steps] == [("name",), ("size",), (), ("rate",), ("size", "rate", "name")]


def test_a_module_beside_the_notebook_stands_before_an_installed_one(write, tmp_path):
    (tmp_path / "statistics.py").write_text("def mean(x): open('log', 'a').write('x')\n")
    cells = ("import statistics\nprint(statistics.mean([1]))", "print(open('log').read())")
    path = write(*cells, tags={0: ["step:a"], 1: ["step:b"]})
    assert make_plan(Engine().graph(read_file(path)), "../analysis.ipynb").steps[1].after == ("01-a",)


def test_a_seed_stands_only_where_the_random_numbers_begin(graph_of):
    cells = ("#md # A", "import random\nseed = 7\nrandom.seed(seed)\nprint(random.random())", "#md # B", "print(random.random())")
    first, second = make_plan(graph_of(*cells), "a.ipynb", chosen={"seed": None}).steps
    assert "random" in second.state[first.name]
    assert first.parameters == ("seed",) and second.parameters == ()
    assert [statement.text for statement in second.prologue] == ["import random"]


def test_what_a_step_binds_before_a_function_reads_it_is_neither_copied_nor_taken(graph_of):
    define = "def size():\n    return 1\ndef grid():\n    return b * size()\nb = list(range(3))\nprint(grid())"
    for use, taken in (
        ("def size():\n    return 2\nfor b in [4, 5]:\n    print(grid())", False),
        ("print(grid())\ndef size(): pass\nb = 4", True),
    ):
        first, second = make_plan(graph_of("#md # A", define, "#md # B", use), "../analysis.ipynb").steps
        assert any("def size" in statement.text for statement in second.prologue) is taken
        assert any("def grid" in statement.text for statement in second.prologue)
        assert bool(second.consumes or second.wants) is bool(first.produces or first.offers) is taken


def test_functions_that_nobody_calls_find_what_they_need(graph_of):
    cells = (
        "total = 3\ndef half(x):\n    return x / 2\nprint(total)",
        "def shown(n=1):\n    return half(n) * total\ndef used(top):\n    return top\nprint(used(2))",
    )
    first, second = make_plan(graph_of(*cells, tags={at: [f"step:s{at}"] for at in range(2)}), "../analysis.ipynb", infer=False).steps
    assert second.wants == {first.name: ("total",)} and [statement.text[:8] for statement in second.prologue] == ["def half"]


def test_locals_of_a_function_called_top_are_no_globals(graph_of):
    cells = ("rows = [2, 1]\nprint(rows)", "def top(rows, n=1):\n    return sorted(rows)[:n]\nprint(2)")
    _, second = make_plan(graph_of(*cells, tags={at: [f"step:s{at}"] for at in range(2)}), "../analysis.ipynb", infer=False).steps
    assert not second.wants and not second.consumes


def flow_of(graph_of, *cells):
    plan = make_plan(graph_of(*cells, tags={at: [f"step:s{at}"] for at in range(len(cells))}), "../analysis.ipynb", infer=False)
    return [{source[3:]: list(names) for source, names in step.consumes.items()} for step in plan.steps]


@pytest.mark.parametrize(
    "change",
    [
        "from sklearn.linear_model import LinearRegression\nmodel = LinearRegression(fit_intercept=True)\nmodel.fit(rows, rows)",
        "import pandas as pd\ntable = pd.DataFrame({'a': [len(rows)]})\ntable['b'] = 1\nprint(table)",
        "from sklearn.datasets import load_iris\niris = load_iris()\niris.extra = 1\nprint(rows)",
        "class Box:\n    def __init__(self):\n        self.kept = 1\n        self.more = 2\nbox = Box()\nprint(rows)",
    ],
)
def test_what_a_step_makes_itself_it_may_change(graph_of, change):
    flow = flow_of(graph_of, "rows = [[3], [1]]\nprint(rows)", f"{change}\nmade = len(rows)", "print(rows, made)")
    assert flow[2] == {"s0": ["rows"], "s1": ["made"]}, flow


@pytest.mark.parametrize(
    "change",
    [
        "kept = {}\nkept['a'] = rows\nfirst = kept['a']\nfirst.append(1)",
        "kept = []\nkept.append(rows)\nfirst = kept[0]\nfirst.append(1)",
        "from collections import deque\nkept = deque()\nkept.append(rows)\nfirst = kept.popleft()\nfirst.append(1)",
        "def same(x):\n    return rows\nfirst = same(1)\nfirst.append(1)",
    ],
)
def test_what_hides_in_something_new_is_not_new(graph_of, change):
    flow = flow_of(graph_of, "rows = [3, 1]\nprint(rows)", f"{change}\nmade = 1", "print(rows, made)")
    assert flow[2] == {"s1": ["made", "rows"]}, flow


def test_a_number_is_taken_from_where_it_was_made(graph_of):
    cells = ("rate = len('abc') / 2\nprint(rate)", "rows = [rate]\nrows[0] = 2\nother = exec('1')", "print(rate, rows)")
    flow = flow_of(graph_of, *cells)
    assert flow[2] == {"s0": ["rate"], "s1": ["rows"]}, flow


def test_an_alias_that_no_later_cell_speaks_of_is_left_behind(graph_of):
    cells = ("rows = [3, 1]\nsame = rows\nprint(same)", "rows.append(2)\nprint(rows)", "print(rows)")
    steps = make_plan(graph_of(*cells, tags={at: [f"step:s{at}"] for at in range(3)}), "../analysis.ipynb", infer=False).steps
    assert not any("same" in names for step in steps for names in step.wants.values())


def test_a_star_import_uses_no_parameter(graph_of):
    cells = ("path = 'a.csv'\nprint(path)", "from math import *\nprint(sqrt(4))")
    steps = make_plan(graph_of(*cells, tags={at: [f"step:s{at}"] for at in range(2)}), "../analysis.ipynb", chosen={"path": None}).steps
    assert [step.parameters for step in steps] == [("path",), ()]


def test_numpy_appends_to_a_copy(graph_of):
    cells = ("import numpy as np\nrows = np.array([3, 1])\nprint(rows)", "more = np.append(rows, 1)\nprint(more)", "print(rows, more)")
    assert flow_of(graph_of, *cells)[1:] == [{"s0": ["rows"]}, {"s1": ["more", "rows"]}]
    assert flow_of(graph_of, *cells[:2], "print(rows)")[2] == {"s0": ["rows"]}
