"""The Python of a kernel: its folders by its files alone, in every layout that there is, and never a module called absent that may be there."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.imports import stop
from jupyter_mldebt.interpreter import NoInterpreter, of_kernel, of_path

from .notebooks import environment


def lay(folder: Path, *files: str, **texts: str) -> Path:
    """Write empty files, and others with their texts."""
    for name, text in {**dict.fromkeys(files, ""), **texts}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine's own: no variables, an empty home."""
    for name in ("PYTHONPATH", "PYTHONUSERBASE", "JUPYTER_PATH", "JUPYTER_DATA_DIR", "APPDATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))


LAYOUTS = {
    "venv": (
        ("base/lib/python3.9/os.py", "base/bin/python3.9", "env/bin/python", "env/lib/python3.9/site-packages/mine.py",
         "base/lib/python3.9/site-packages/theirs.py"),
        "env", "home = {top}/base/bin\nversion = 3.9.1\ninclude-system-site-packages = false\n", {"mine"}, {"theirs", "other"},
    ),
    "venv that sees the system's": (
        ("base/lib/python3.9/os.py", "base/bin/python3.9", "env/bin/python", "env/lib/python3.9/site-packages/mine.py",
         "base/lib/python3.9/site-packages/theirs.py", "base/lib/python3/dist-packages/debians.py",
         "home/.local/lib/python3.9/site-packages/users.py", "home/.local/lib/python3.8/site-packages/older.py"),
        "env", "home = {top}/base/bin\nversion_info = 3.9.1.final.0\ninclude-system-site-packages = true\n",
        {"mine", "theirs", "debians", "users"}, {"older"},
    ),
    "venv on Windows": (
        ("base/Lib/os.py", "base/DLLs/_part.pyd", "base/python.exe", "env/Scripts/python.exe", "env/Lib/site-packages/mine/__init__.py",
         "base/Lib/site-packages/theirs.py"),
        "env", "home = {top}/base\nversion = 3.12.0\n", {"mine", "_part"}, {"theirs"},
    ),
    "conda": (("env/lib/python3.10/os.py", "env/bin/python", "env/lib/python3.10/site-packages/mine.cpython-310-x86_64-linux-gnu.so"),
              "env", None, {"mine"}, {"other"}),
    "conda on Windows": (("env/python.exe", "env/Lib/os.py", "env/Lib/site-packages/mine/part.py"), "env", None, {"mine"}, {"other"}),
    "an interpreter of the system": (
        ("usr/bin/python3.11", "usr/lib/python3.11/os.py", "usr/lib/python3.10/os.py", "usr/lib/python3/dist-packages/debians.py",
         "usr/local/lib/python3.11/dist-packages/locals.py", "home/.local/lib/python3.11/site-packages/users.py",
         "usr/lib/python3.10/site-packages/older.py"),
        "usr/bin/python3.11", None, {"debians", "locals", "users"}, {"older"},
    ),
    "PyPy": (("env/bin/pypy3", "env/lib/pypy3.10/os.py", "env/lib/pypy3.10/site-packages/mine.py"), "env/bin/pypy3", None, {"mine"}, {"other"}),
}  # fmt: skip


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("files", "given", "config", "there", "absent"), LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(tmp_path: Path, files: tuple[str, ...], given: str, config: str | None, there: set[str], absent: set[str]) -> None:
    lay(tmp_path, *files)
    if config is not None:
        lay(tmp_path, **{"env/pyvenv.cfg": config.format(top=tmp_path)})
    found = of_path(str(tmp_path / given))
    assert {name for name in there | absent if found.may_have(name)} == there
    assert found.may_have("os") and not found.is_guess


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_an_interpreter_is_that_interpreter(tmp_path: Path) -> None:
    lay(tmp_path, "opt/bin/python3.10", "opt/lib/python3.10/os.py", "opt/lib/python3.10/site-packages/mine.py", "bin/other")
    (tmp_path / "bin" / "python").symlink_to(tmp_path / "opt" / "bin" / "python3.10")
    assert of_path(str(tmp_path / "bin" / "python")).may_have("mine")


@pytest.mark.parametrize("given", ["nowhere", "empty", "empty/tool", "empty/python", "two/bin/python"])
def test_what_is_no_python(tmp_path: Path, given: str) -> None:
    """An environment with two versions and nothing that says which is none either."""
    lay(tmp_path, "empty/tool", "empty/python", "two/bin/python", "two/lib/python3.10/os.py", "two/lib/python3.11/os.py")
    with pytest.raises(NoInterpreter, match=given.replace("/", ".")):
        of_path(str(tmp_path / given))


FINDER = "MAPPING: dict[str, str] = {'mapped': '/src/mapped'}\ndef install():\n    sys.path.append(PLACEHOLDER)\n"
STARTS = {
    "a folder": ("# where it is\n../../../../src\n", {}, {"packed"}, True),
    "a folder that is gone": ("nowhere\n", {}, set(), True),
    "setuptools' finder": (
        "import __editable___x_finder; __editable___x_finder.install()\n",
        {"__editable___x_finder": FINDER},
        {"mapped"},
        True,
    ),
    "another finder": ("import _finder\n", {"_finder": "install({'mapped': 'x'})"}, {"mapped"}, True),
    "a namespace": ("import sys, types, os;p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('spaced',))\n", {}, {"spaced"}, True),
    "setuptools' own": ("import os; enabled = 1; enabled and __import__('_distutils_hack').add_shim();\n", {}, {"distutils"}, True),
    "code that adds folders": ("import sys; sys.path.append('/anywhere')\n", {}, set(), False),
    "a finder that adds folders": ("import _finder\n", {"_finder": "import sys\nsys.path += find()"}, set(), False),
    "a package": ("import hooks.start\n", {"hooks/__init__": ""}, set(), False),
    "an archive": ("archive.egg\n", {"archive.egg": ""}, set(), False),
    "code that runs a file": ("import os; exec(open('x').read())\n", {}, set(), False),
    "a module of the site that adds folders": ("", {"sitecustomize": "import site\nsite.addsitedir('/x')"}, set(), False),
}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("line", "modules", "there", "whole"), STARTS.values(), ids=STARTS)
def test_what_runs_at_the_start(tmp_path: Path, line: str, modules: dict[str, str], there: set[str], whole: bool) -> None:
    """What it names may be there; where it can't be read, anything may."""
    site = environment(tmp_path / "env", "plain") / "lib" / "python3.11" / "site-packages"
    lay(tmp_path, "src/packed.py")
    lay(site, **{"start.pth": line}, **{name if "." in name else f"{name}.py": text for name, text in modules.items()})
    found = of_path(str(tmp_path / "env"))
    assert found.may_have("plain") and all(map(found.may_have, there))
    assert found.is_whole is whole is not found.may_have("missing_module")


def test_a_python_with_a_fixed_path_may_have_anything(tmp_path: Path) -> None:
    lay(tmp_path, "env/python.exe", "env/Lib/os.py", "env/python312._pth")
    assert of_path(str(tmp_path / "env")).may_have("missing_module")


def test_the_running_python_is_read_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against the real thing: all folders that it looks into are there, and none of its modules is called absent."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    told = subprocess.run([sys.executable, "-c", "import json, sys; print(json.dumps(sys.path[1:]))"], capture_output=True, text=True)
    folders = [folder for folder in json.loads(told.stdout) if os.path.isdir(folder)]
    found = of_path(sys.executable)
    known = {os.path.realpath(folder) for folder in found.folders}
    assert not found.is_whole or {os.path.realpath(folder) for folder in folders} <= known
    modules = [module.name for module in pkgutil.iter_modules(folders)]
    assert len(modules) > 200 and all(map(found.may_have, modules))


# -- kernels ----------------------------------------------------------------------------------------------------------------------------


def spec(folder: Path, name: str, *argv: str, **more: object) -> None:
    lay(folder, **{f"kernels/{name}/kernel.json": json.dumps({"argv": [*argv, "-m", "ipykernel_launcher"], **more})})


@pytest.fixture
def jupyter(bare: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder where Jupyter looks for kernels first."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    return tmp_path / "jupyter"


def test_a_kernel_runs_where_its_file_says(jupyter: Path, tmp_path: Path) -> None:
    spec(jupyter, "mine", str(environment(tmp_path / "env", "packed") / "bin" / "python"))
    found, files = of_kernel("Mine")
    assert found is not None and found.may_have("packed") and not found.may_have("missing_module") and not found.is_guess
    assert found.place == "in the environment of kernel mine"
    assert str(jupyter / "kernels" / "mine" / "kernel.json") in files


@pytest.mark.parametrize(
    ("argv", "more"),
    [
        (("nowhere/bin/python",), {}),
        (("/nowhere/bin/python",), {}),
        (("conda", "run", "python"), {}),
        (("{env}/bin/python",), {"env": {"PYTHONPATH": "/x"}}),
        (("{env}/bin/python",), {"metadata": {"kernel_provisioner": {"provisioner_name": "cluster"}}}),
        (("{env}/bin/tool",), {}),
        ((), {}),
    ],
)
def test_a_kernel_that_starts_otherwise_is_not_known(jupyter: Path, tmp_path: Path, argv: tuple[str, ...], more: dict[str, object]) -> None:
    lay(environment(tmp_path / "env"), "bin/tool")
    spec(jupyter, "mine", *(word.format(env=tmp_path / "env") for word in argv), **more)
    assert of_kernel("mine")[0] is None


@pytest.mark.usefixtures("jupyter")
@pytest.mark.parametrize("name", ["conda-env-elsewhere-py", "../python3", "a b", ""])
def test_a_kernel_that_this_machine_lacks_is_not_known(name: str) -> None:
    """But its file is looked for the next time. No name at all is that of the kernel which everybody has."""
    found, files = of_kernel(name)
    if name:
        assert found is None
    assert bool(files) is (name in ("conda-env-elsewhere-py", ""))


def test_python3_is_a_guess_whatever_its_file_says(jupyter: Path, tmp_path: Path) -> None:
    pytest.importorskip("ipykernel")
    for found in (of_kernel("python3")[0], of_kernel(None)[0]):
        assert found is not None and found.is_guess and found.may_have("ipykernel") and found.may_have("jupyter_mldebt")
    spec(jupyter, "python3", str(environment(tmp_path / "env", "packed") / "bin" / "python"))
    found = of_kernel("python3")[0]
    assert found is not None and found.is_guess and found.may_have("packed") and not found.may_have("ipykernel")
    spec(jupyter, "python3", "python")
    found = of_kernel("python3")[0]
    assert found is not None and found.may_have("ipykernel") and not found.may_have("packed")


def test_a_broken_file_is_not_known(jupyter: Path) -> None:
    for text in ("", "[]", "{", '{"argv": 3}', '{"argv": [], "env": 3}'):
        lay(jupyter, **{"kernels/mine/kernel.json": text})
        assert of_kernel("mine")[0] is None


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("notebook", "is_guess", "stops"),
    [
        ("import numpy, pandas, plotly", True, True),
        ("import numpy, pandas, plotly", False, True),
        ("import numpy, plotly, torch", True, False),
        ("import numpy, plotly, torch", False, True),
        ("import numpy, torch", True, False),
        ("print(1)", True, True),
    ],
)
def test_a_guessed_environment_is_believed_where_it_has_most_of_what_the_notebook_imports(
    tmp_path: Path, notebook: str, is_guess: bool, stops: bool
) -> None:
    found = of_path(str(environment(tmp_path / "env", "numpy", "pandas")))._replace(is_guess=is_guess)
    script = "import numpy\nimport nobodys\nx = 1"
    folder = str(lay(tmp_path / "work", "notebook.ipynb"))
    said = stop({0: facts_of(script)}, [notebook, script], [folder], lambda: found, set())
    assert (said is not None) == stops
    # A package that everybody installs and that is missing there says that the file runs elsewhere, whoever named the environment.
    script = f"import torch\n{script}"
    assert stop({0: facts_of(script)}, [notebook, script], [folder], lambda: found, set()) is None
