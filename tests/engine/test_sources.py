"""Names that come from other files: read anew when a file changes, unknown where they can't be known, never an exception."""

from __future__ import annotations

import os
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
        ("__all__ = ['a']\n__all__.append('b')", None),
        ("__all__ = make()", None),
        ("from nowhere import *", None),
        ("from math import *\nx = 1", None),
        ("x = = 1", None),
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
    assert sources.star("pack") == {"a", "b", "two"}
    assert sources.star("pack.one") == {"a", "b"}
    assert sources.star(".pack.two") == {"b"}


def test_modules_that_import_each_other(tmp_path: Path) -> None:
    assert write(tmp_path, a="from b import *\nx = 1", b="from a import *\ny = 1").star("a") is None


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
