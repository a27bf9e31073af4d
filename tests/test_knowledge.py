"""The tables of library knowledge: well formed, consistent, and true of the real objects where those are installed."""

from __future__ import annotations

import warnings
from importlib import import_module, util
from typing import get_args

import pytest

from jupyter_mldebt.knowledge import Known, Role, exported, lookup, table
from jupyter_mldebt.knowledge.exports import EXPORTS

LIBRARIES = ("builtins", "stdlib", "numpy", "pandas", "sklearn", "matplotlib")
EFFECTS = {None, "read", "write", "net", "process", "ask"}
STATES = {None, "seed", "options", "style", "warnings", "cwd", "env", "path", "backend"}


@pytest.mark.parametrize("library", LIBRARIES)
def test_entries_use_the_words_of_known(library: str) -> None:
    for target, known in import_module(f"jupyter_mldebt.knowledge.{library}").CALLS.items():
        assert "." in target, target
        assert known.role in (None, *get_args(Role)), target
        assert known.effect in EFFECTS, target
        assert known.state in STATES, target
        assert all(isinstance(item, int) or item == "self" for item in known.mutates), target


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
        ("matplotlib.pyplot.plot", "display"),
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


@pytest.mark.parametrize(
    ("kind", "module", "name"), [("frame", "pandas", "DataFrame"), ("series", "pandas", "Series"), ("array", "numpy", "ndarray")]
)
def test_methods_exist_in_the_installed_library(kind: str, module: str, name: str) -> None:
    """At most a handful are of older or newer versions; a typing error in a table shows here."""
    if not util.find_spec(module):
        pytest.skip(f"{module.partition('.')[0]} is not installed, or has no such module")
    real = getattr(import_module(module), name)
    absent = sorted(target for target in table() if target.rpartition(".")[0] == kind and not hasattr(real, target.rpartition(".")[2]))
    older = {
        "append",
        "iteritems",
        "mad",
        "to_gbq",
        "as_matrix",
        "applymap",
        "to_list",
        "backfill",
        "pad",
        "swaplevel",
        "itemset",
        "ptp",
        "tostring",
        "map",
    }
    assert [target for target in absent if target.rpartition(".")[2] not in older] == []


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
