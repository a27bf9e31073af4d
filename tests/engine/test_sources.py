"""Names that come from other files: read anew when a file changes, unknown where they can't be known, never an exception."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from jupyter_mldebt.sources import Sources

from .notebooks import graph_of


def write(folder: Path, **files: str) -> Sources:
    for name, text in files.items():
        path = folder / (name.replace("__in__", "/") + ".py")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Sources(folder, paths=())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import os\nx = y = 1\n_z = 2\ndef f(): inner = 1\nclass C: attribute = 1", {"os", "x", "y", "f", "C"}),
        ("try:\n    import a\nexcept ImportError:\n    b = 1\nelse:\n    c = 1\nfinally:\n    d = 1", {"a", "b", "c", "d"}),
        ("for i in []: x = 1\nwith open('f') as g: y = 1\nwhile 0: z = 1\nmatch 1:\n    case w: v = 1", set("ixgyzwv")),
        ("__all__ = ['a', '_b']\na = _b = c = 1", {"a", "_b"}),
        ("__all__ = ['a']\n__all__ += ['b']\nfrom nowhere import *", {"a", "b"}),
        ("__all__ = ['a']\n__all__.append('b')\n__all__.extend(('c', 'd'))", set("abcd")),
        ("_more = ['b']\n__all__ = sorted({'a'} | set(_more)) + ['c', *('d',)]\n__all__ += 'e f'.split()", set("abcdef")),
        ("import math\n_a = b = 1\n__all__ = [n for n in dir() if n[0] != '_'] + [b.__name__]", {"math", "_a", "b", "__all__"}),
        ("_a = {}\n_a['b'] = 1\n__all__ = list(_a.keys())", {"b"}),
        ("a = 1\nif not_known():\n    __all__ = make()", {"a", "__all__"}),
        ("a = _b = 1\ndef export(f):\n    __all__.append(f)\n__all__ = ['a']", {"a", "_b", "export", "__all__"}),
        ("for i in []: a = 1\ndel i", {"a"}),
        ("def f():\n    global a, b\n    a = b = c = 1", {"f", "a", "b"}),
        ("globals().update(a=1)", None),
        ("for n in 'ab': globals()[n] = 1", None),
        ("import sys\nmodule = sys.modules[__name__]\nsetattr(module, 'a', 1)", None),
        ("exec('a = 1')", None),
        ("__all__ = ['a']\nexec('a = 1')", {"a"}),
        ("from nowhere import *", None),
        ("from math import *\nx = 1", None),
        ("x = = 1", None),
        ("def f(\n    a,\n) -> int:\n\n    b = 1\n# c = 1\n    return b\nd = 1\nasync def g(): pass\ne = 1", set("fdge")),
        ('def f():\n    """\ntext at the margin\n    a = 1\n"""\n    b = 1\nc = 1', set("fc")),
        ("def f() -> list[\n    int\n]:\n    b = 1\nc = 1", set("fc")),
        ('def f():\n    a = 1  # """\nb = 1\n\ndef g():\n    """\n1. one\n"""\nc = 1', set("fbgc")),
        ('class A:\n    """\ndef b(): pass\n"""\n    c = 1\nd = 1', set("Ad")),
    ],
)
def test_star(tmp_path: Path, text: str, names: set[str] | None) -> None:
    found = write(tmp_path, module=text).star("module")
    if text.startswith("from math"):
        assert found is not None and found >= {"x", "pi", "sqrt"}
    else:
        assert found == (frozenset(names) if names is not None else None)


def test_star_through_a_package(tmp_path: Path) -> None:
    sources = write(
        tmp_path,
        pack__in____init__="from .one import *\nfrom . import two",
        pack__in__one="from .two import *\na = 1",
        pack__in__two="b = 1",
    )
    assert sources.star("pack") == {"a", "b", "one", "two"}  # a submodule becomes a name of its package
    assert sources.star("pack.one") == {"a", "b"}
    assert sources.star(".pack.two") == {"b"}


def test_modules_that_import_each_other(tmp_path: Path) -> None:
    assert write(tmp_path, a="from b import *\nx = 1", b="from a import *\ny = 1").star("a") == {"x", "y"}


def test_lists_made_of_the_lists_of_other_modules(tmp_path: Path) -> None:
    sources = write(
        tmp_path,
        pack__in____init__="from . import one\nfrom .two import *\nfrom .three import __all__ as _l\n__all__ = one.__all__ + two.__all__ + _l",
        pack__in__one="__all__ = ['a']",
        pack__in__two="b = 1\n__all__ = make()",
        pack__in__three="import pack.two as t\n__all__ = ['c']\n__all__ += [n for n in dir(t) if n != 'b']",
    )
    assert sources.star("pack") == {"a", "b", "c", "__all__"}


def test_compiled_modules_are_known_by_their_stubs(tmp_path: Path) -> None:
    sources = write(tmp_path, module="from compiled import *")
    assert sources.star("module") is None
    (tmp_path / "compiled.pyi").write_text("def a() -> int: ...\nb: int", encoding="utf-8")
    assert sources.star("module") == {"a", "b"}


def test_what_is_installed_is_read_whole() -> None:
    """Against the real modules: nothing that they give is missing."""
    for module in ("argparse", "json", "matplotlib.colors", "numpy.polynomial", "pandas", "turtle", "xml.dom.minidom"):
        if find_spec(module.partition(".")[0]) is not None:
            names: dict[str, object] = {}
            if module != "turtle" or find_spec("_tkinter") is not None:
                exec(f"from {module} import *", names)
            found = Sources(None).star(module)
            assert found is not None and names.keys() - {"__builtins__"} <= found, module


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    sources = write(tmp_path, module="a = 1", outer="from module import *")
    assert sources.star("outer") == sources.star("module") == ran(tmp_path, "module.py") == {"a"}
    write(tmp_path, module="changed = 1")
    os.utime(tmp_path / "module.py", ns=(1, 1))
    assert sources.star("outer") == sources.star("module") == ran(tmp_path, "module.py") == {"changed"}


@pytest.mark.parametrize("name", ["", ".", "..", "nowhere", "a" * 300, "a\0b", "/", "~", "a/" * 3000, "\ud800"])
def test_names_that_no_file_has(tmp_path: Path, name: str) -> None:
    sources = Sources(tmp_path)
    assert sources.script(name) is None and sources.star(name.replace("/", ".")) is None
    assert Sources(None).script(name) is None


def test_run_of_a_script_that_runs_others(tmp_path: Path) -> None:
    write(tmp_path, a="x = 1", loop="pass")
    (tmp_path / "b.ipy").write_text("%run a.py\ny = 1\nfiles = !ls", encoding="utf-8")
    (tmp_path / "c.ipy").write_text("%run nowhere.py", encoding="utf-8")
    (tmp_path / "d.ipy").write_text("%run d.ipy", encoding="utf-8")
    assert ran(tmp_path, "b.ipy") == {"x", "y", "files"}
    assert ran(tmp_path, "c.ipy") is None and ran(tmp_path, "d.ipy") is None


def ran(folder: Path, file: str) -> set[str] | None:
    """The names of a few that a notebook has when it has run the file, None where that can't be known."""
    names = ("a", "changed", "x", "y", "files", "nowhere")
    reads = graph_of((f"%run {file}", ", ".join(names)), folder).missing()
    return None if any(read.hidden_by for read in reads) else set(names) - {read.name for read in reads}


def test_a_module_may_take_the_names_of_one_that_everybody_knows(tmp_path: Path) -> None:
    found = write(tmp_path, helper="from matplotlib.pyplot import *\ndef draw(): pass").star("helper")
    assert found is not None and found >= {"draw", "figure", "plot"}


def test_modules_that_the_notebook_writes() -> None:
    cells = ("%%writefile tools.py\ndef load(): pass", "%%writefile -a tools.py\ndef save(): pass", "%%file 'lib/parts.py'\nx = 1")
    sources = Sources(None, paths=(), cells=cells)
    assert sources.star("tools") == {"load", "save"}
    assert sources.star("lib.parts") == {"x"}
    assert sources.star("others") is None
    script = sources.script("tools")
    assert script is not None and script.notebook.cells[0].source == "def load(): pass\ndef save(): pass\n"
    assert sources.script("others.py") is None


def test_what_the_notebook_writes_is_newer_than_what_lies_there(tmp_path: Path) -> None:
    write(tmp_path, tools="old = 1")
    assert Sources(tmp_path, paths=(), cells=("%%writefile tools.py\nnew = 1",)).star("tools") == {"new"}
    assert Sources(tmp_path, paths=(), cells=("%%writefile tools.py\nexec(text)",)).star("tools") is None


def test_folders_that_the_notebook_puts_on_its_path(tmp_path: Path) -> None:
    write(tmp_path, lib__in__tools="x = 1", book__in__own="y = 1")
    for text in ("sys.path.append('../lib')", 'sys.path.insert(0, os.path.abspath("../lib"))'):
        sources = Sources(tmp_path / "book", paths=(), cells=(text,))
        assert sources.star("tools") == {"x"} and sources.star("own") == {"y"}
        assert str(tmp_path / "lib" / "tools.py") in sources.consulted
    assert Sources(tmp_path / "book", paths=(), cells=("sys.path.append(home + 'lib')",)).star("tools") is None


@pytest.mark.parametrize("text", ["%cd data\n%cd ..", "%cd data\n!ls\n%cd $here", "pushd data\npopd"])
def test_a_folder_that_was_left_again_is_no_move(tmp_path: Path, text: str) -> None:
    (tmp_path / "tools.py").write_text("x = 1", encoding="utf-8")
    assert Sources(tmp_path, paths=(), cells=(text, "from tools import *")).star("tools") == {"x"}


@pytest.mark.parametrize("text", ["%cd ..", "import os\nos.chdir('..')", "cd data"])
def test_modules_beside_a_notebook_that_goes_elsewhere(tmp_path: Path, text: str) -> None:
    write(tmp_path, tools="x = 1")
    assert Sources(tmp_path, paths=(), cells=(text, "from tools import *")).star("tools") is None
    assert Sources(tmp_path, paths=(), cells=(f"{text}\nfrom tools import *",)).star("tools") is None
    assert Sources(tmp_path, paths=(), cells=("from tools import *", text)).star("tools") == {"x"}
    assert Sources(tmp_path, paths=(), cells=("x = 'cd ..'", "from tools import *")).star("tools") == {"x"}
