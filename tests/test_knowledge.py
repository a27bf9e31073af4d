"""The tables of library knowledge: well formed, consistent, and true of the real objects where those are installed."""

from __future__ import annotations

import subprocess
import sys
import warnings
from functools import cache
from importlib import import_module, util
from typing import get_args

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.knowledge import KINDS as KNOWN_KINDS
from jupyter_mldebt.knowledge import LIBRARIES as BY_ROOT
from jupyter_mldebt.knowledge import OWNERS, PERHAPS, Known, Role, exported, lookup, same, table
from jupyter_mldebt.knowledge.exports import EXPORTS
from jupyter_mldebt.knowledge.known import Effect, State
from jupyter_mldebt.knowledge.verbs import guess
from jupyter_mldebt.read import read_text
from jupyter_mldebt.settings import Settings

LIBRARIES = ("builtins", "stdlib", "unknown", "pylab", *dict.fromkeys(BY_ROOT.values()))


@pytest.mark.parametrize("library", LIBRARIES)
def test_entries_use_the_words_of_known(library: str) -> None:
    for target, known in import_module(f"jupyter_mldebt.knowledge.{library}").CALLS.items():
        assert "." in target, target
        assert known.role in (None, *get_args(Role)), target
        assert known.effect in (None, *get_args(Effect)), target
        assert known.state in (None, *get_args(State)), target
        assert all(isinstance(item, int) or item == "self" for item in known.mutates), target


@pytest.mark.parametrize("library", dict.fromkeys(BY_ROOT.values()))
def test_a_table_names_nothing_that_is_reached_without_its_library(library: str) -> None:
    """It is loaded where its library is needed, and what is known of other notebooks must not hang on that."""
    module = import_module(f"jupyter_mldebt.knowledge.{library}")
    own = {root for root, table in {**BY_ROOT, **OWNERS}.items() if table == library}
    own |= {"matplotlib"} if library == "pylab" else set()  # it is matplotlib.pylab as well, and comes with matplotlib
    calls = {**module.CALLS, **getattr(module, "VARYING", {})}
    assert {target.partition(".")[0] for target in calls} <= own
    needed = _needed(library)
    for target, known in calls.items():
        for kind in (known.returns or "").strip("()").split(","):
            owner = OWNERS.get(kind.strip(), BY_ROOT.get(kind.strip().partition(".")[0], library))
            assert owner in needed, f"{target} gives a {kind} of {owner}"
            assert kind in KNOWN_KINDS or "." in kind or kind in ("", "self", "arg0") or "(" in (known.returns or ""), target


def _needed(library: str) -> set[str]:
    """The tables that are loaded with one."""
    found, todo = {library}, [library]
    for name in todo:
        new = {*getattr(import_module(f"jupyter_mldebt.knowledge.{name}"), "NEEDS", ())} - found
        found |= new
        todo += new
    return found


def test_a_table_is_loaded_where_its_library_is_imported() -> None:
    code = (
        "import sys\nfrom jupyter_mldebt.engine import Engine\n"
        "report = Engine().check_text(sys.argv[1], 'a.py')\n"
        "print(*sorted(name[25:] for name in sys.modules if name.startswith('jupyter_mldebt.knowledge.')))"
    )
    for text, wanted in (
        ("x = 1", set()),
        ("import polars as pl", {"polars", "pandas", "numpy"}),
        ("from torch import nn", {"torch", "numpy"}),
    ):
        done = subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True, check=True)
        tables = {*done.stdout.split()} & {*BY_ROOT.values()}
        assert tables == wanted, done.stdout


def test_what_is_known_of_a_notebook_does_not_hang_on_those_before() -> None:
    first = "import numpy as np\nframe = np.zeros(3)\nother = unheard_of()\nother.fit(frame)\nother.zero_()\nother.sort()"
    code = (
        "import sys\nfrom jupyter_mldebt.engine import Engine\nfrom jupyter_mldebt.read import read_text\n"
        "engine = Engine()\nfor text in sys.argv[1:]:\n    graph = engine.graph(read_text(text, 'a.py'))\n"
        "print([call.target for call in graph.trace.calls], len(graph.trace.mutations))"
    )
    alone, behind = (
        subprocess.run([sys.executable, "-c", code, *texts], capture_output=True, text=True, check=True).stdout
        for texts in ([first], ["import torch, tensorflow, polars, pandas, sklearn, seaborn", first])
    )
    assert alone == behind and "unknown.fit" in alone


def test_names_under_which_modules_are_bound_as_well() -> None:
    assert same("pylab.np.random") == "numpy.random" and same("tensorflow.compat.v1") == "tensorflow"
    assert same("tensorflow.compat.v10") == "tensorflow.compat.v10" and same("numpy") == "numpy"


def test_functions_that_are_kept_are_perhaps_called() -> None:
    cells = ["{}\nrate = 2\ndef decay(epoch):\n    return rate", "keep(decay)"]
    for known in (Known(calls=(PERHAPS,)), Known(calls=(0,)), Known()):
        graph = Engine().graph(
            read_text("\n# %%\n".join(cells).format("from ourlib import keep"), "a.py"), Settings(calls={"ourlib.keep": known})
        )
        reads = [read for read in graph.trace.reads if read.name == "rate" and read.cell == 1]
        assert [read.called for read in reads] == {(PERHAPS,): [False], (0,): [True], (): []}[known.calls]


def test_no_two_libraries_contradict_each_other() -> None:
    seen: dict[str, tuple[str, Known]] = {}
    for library in LIBRARIES:
        for target, known in import_module(f"jupyter_mldebt.knowledge.{library}").CALLS.items():
            assert target not in seen or seen[target][1] == known, f"{target} is in {seen[target][0]} and {library}"
            seen[target] = (library, known)


@pytest.mark.parametrize(
    ("target", "role"),
    [
        ("pandas.read_csv", "load"),
        ("frame.merge", "reshape"),
        ("frame.rename", "rename"),
        ("series.astype", "convert"),
        ("shutil.copy", "path"),
        ("model.fit", "fit"),
        ("sklearn.model_selection.train_test_split", "split"),
        ("matplotlib.pyplot.xlabel", "plot"),
        ("matplotlib.pyplot.plot", "plot"),
        ("numpy.zeros", "define"),
        ("scipy.stats.ttest_ind", "evaluate"),
        ("sklearn.metrics.accuracy_score", "evaluate"),
    ],
)
def test_roles(target: str, role: str) -> None:
    known = lookup(target)
    assert known is not None and known.role == role


def test_what_changes_in_place() -> None:
    for target in ("list.append", "dict.update", "set.add", "deque.popleft", "model.fit", "axes.plot", "array.sort", "frame.insert"):
        assert table()[target].mutates == ("self",), target
    for target in ("heapq.heappush", "random.shuffle", "numpy.random.shuffle", "bisect.insort", "numpy.fill_diagonal"):
        assert table()[target].mutates == (0,), target
    for target in ("frame.copy", "frame.sort_values", "frame.drop", "series.sort_values", "list.copy", "str.replace", "frame.append"):
        assert table()[target].mutates == (), target


def test_modules_that_offer_the_names_of_others() -> None:
    for name, other in (("plot", "matplotlib.pyplot.plot"), ("shuffle", "numpy.random.shuffle"), ("fill_diagonal", "numpy.fill_diagonal")):
        assert lookup(other) is not None
        assert lookup(f"pylab.{name}") == lookup(f"matplotlib.pylab.{name}") == lookup(other)


def test_what_calls_back() -> None:
    for target in ("builtins.map", "functools.reduce", "frame.apply", "series.map", "groupby.agg", "frame.pipe"):
        assert 0 in table()[target].calls, target
    for target in ("builtins.sorted", "builtins.max", "list.sort"):
        assert "key" in table()[target].calls, target


def test_methods_of_containers_exist() -> None:
    from collections import Counter, OrderedDict, deque

    kinds = {"list": (list,), "dict": (dict, OrderedDict, Counter), "set": (set,), "deque": (deque,), "str": (str,)}
    for target in table():
        kind, _, method = target.rpartition(".")
        if kind in kinds:
            assert any(hasattr(real, method) for real in kinds[kind]), target


@pytest.mark.parametrize(
    "library", ["os", "os.path", "shutil", "glob", "heapq", "bisect", "random", "itertools", "functools", "json", "pickle", "warnings"]
)
def test_functions_of_the_standard_library_exist(library: str) -> None:
    module = import_module(library)
    for target in table():
        prefix, _, name = target.rpartition(".")
        if prefix == library and name not in {"fchdir", "pairwise", "set_int_max_str_digits", "link", "symlink", "chmod"}:
            assert hasattr(module, name), target


# Whose methods the kinds of values have, where that is not said by their names.
KINDS = {
    "frame": ("pandas.DataFrame",),
    "series": ("pandas.Series",),
    "groupby": (
        "pandas.core.groupby.DataFrameGroupBy",
        "pandas.core.groupby.SeriesGroupBy",
        "pandas.core.resample.Resampler",
        "pandas.core.window.Rolling",
    ),
    "index": ("pandas.Index", "pandas.DatetimeIndex", "pandas.MultiIndex", "pandas.PeriodIndex"),
    "excelfile": ("pandas.ExcelFile",),
    "array": ("numpy.ndarray", "scipy.sparse.csr_matrix"),
    "model": (
        "sklearn.linear_model.SGDClassifier",
        "sklearn.neighbors.KernelDensity",
        "sklearn.neighbors.NearestNeighbors",
        "sklearn.cluster.KMeans",
        "sklearn.covariance.EllipticEnvelope",
        "sklearn.mixture.GaussianMixture",
        "sklearn.tree.DecisionTreeClassifier",
        "sklearn.ensemble.GradientBoostingClassifier",
        "sklearn.feature_selection.SelectKBest",
        "sklearn.preprocessing.StandardScaler",
        "imblearn.over_sampling.SMOTE",
        "xgboost.XGBClassifier",
        "catboost.CatBoostClassifier",
        "keras.Sequential",
    ),
    "splitter": ("sklearn.model_selection.KFold",),
    "figure": ("matplotlib.figure.Figure", "seaborn.FacetGrid", "seaborn.PairGrid", "seaborn.JointGrid"),
    "axes": (
        "matplotlib.axes.Axes",
        "mpl_toolkits.mplot3d.Axes3D",
        "matplotlib.projections.polar.PolarAxes",
        "matplotlib.axis.XAxis",
        "matplotlib.axis.YAxis",
        "matplotlib.legend.Legend",
        "matplotlib.lines.Line2D",
        "matplotlib.patches.Rectangle",
        "matplotlib.text.Text",
        "numpy.ndarray",
    ),
}


@cache
def found(name: str) -> object:
    """The object of that name, of its module imported as deep as need be; None where there is none."""
    head, _, last = name.rpartition(".")
    if not head:
        return import_module(name)
    whole = found(head)
    if whole is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return getattr(whole, last)
        except AttributeError:
            pass
        except ImportError:
            return whole  # it is there and says what else it needs
        try:
            return import_module(name)
        except ModuleNotFoundError as error:
            return None if name.startswith(f"{error.name}") else whole  # it lacks another library


def absent(targets: dict[str, Known]) -> list[str]:
    """Those whose function, method or class the installed library does not have, as far as all that may have it are installed."""
    missing = []
    for target in targets:
        kind, _, rest = target.partition(".")
        names = [f"{owner}.{rest}" for owner in KINDS[kind]] if kind in KINDS else [target]
        here = [name for name in names if util.find_spec(name.partition(".")[0])]
        if not any(found(name) is not None for name in here) and len(here) == len(names):
            missing.append(target)
    return missing


@pytest.mark.parametrize("root", BY_ROOT)
def test_named_functions_exist_in_the_installed_library(root: str) -> None:
    """A typing error in a table shows here. What other versions have, or had, stands apart, among VARYING."""
    if not util.find_spec(root):
        pytest.skip(f"{root} is not installed")
    module = import_module(f"jupyter_mldebt.knowledge.{BY_ROOT[root]}")
    if root == "holoviews":
        import_module(root).extension("matplotlib")  # which makes its options
    kinds = {kind for kind, owner in OWNERS.items() if owner == root}
    named = {target: known for target, known in module.CALLS.items() if target.partition(".")[0] in {root, *kinds}}
    assert named
    assert absent(named) == []


@pytest.mark.parametrize("module", EXPORTS)
def test_star_imports_of_what_is_installed_give_no_other_names(module: str) -> None:
    given: dict[str, object] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(f"from {module} import *", given)
    except ImportError:
        pytest.skip(f"{module.partition('.')[0]} is not installed, or has no such module")
    assert given.keys() - {"__builtins__", "__warningregistry__"} <= (exported(module) or frozenset())


def test_star_imports_are_known_where_nothing_is_installed() -> None:
    assert {"plot", "linspace", "normpdf", "randn"} <= (exported("pylab") or frozenset())
    assert {"col", "udf", "lit"} <= (exported("pyspark.sql.functions") or frozenset())
    assert {"resnet34", "ImageDataLoaders", "np", "plt"} <= (exported("fastai.vision.all") or frozenset())
    assert {"Dense", "Conv2D"} <= (exported("tensorflow.keras.layers") or frozenset())
    assert {"symbols", "Symbol", "pi"} <= (exported("sympy") or frozenset())
    assert {"startfile", "getcwd"} <= (exported("os") or frozenset())  # on any system
    assert exported("nowhere") is None


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("load_orders", "load"),
        ("ourlib.ReadOrders", "load"),
        ("get_sample_data", "load"),
        ("geosnap.datasets.tracts", "load"),
        ("writerow", "save"),
        ("plot_errors", "plot"),
        ("lmplot", "plot"),
        ("bokeh.plotting.figure.patch", "plot"),
        ("split_rows", "split"),
        ("split", None),
        ("f1_score", "evaluate"),
        ("StandardThing", "define"),
        ("GeoDataFrame", "convert"),
        ("frobnicate", None),
        ("F", None),
    ],
)
def test_verbs_tell_what_no_table_does(name: str, role: str | None) -> None:
    assert guess(name) == role
