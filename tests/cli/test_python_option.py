"""The Python in which the notebooks run, as nbcheck is told it: by `--python`, by the settings, by the kernel's file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from engine_shell.documents import document, write

from .conftest import Nbcheck

SCRIPT = "import packed\nimport missing_module\nresult = 1\n"


@pytest.fixture
def notebook(home: Path) -> Path:
    """A notebook that takes a name from a script, which imports two packages before it binds it."""
    (home / "load.py").write_text(SCRIPT, encoding="utf-8")
    return write(home / "a.ipynb", ["%run load.py", "print(result)"])


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """An environment that has the first of them."""
    folder = tmp_path / "env"
    (folder / "lib" / "python3.11" / "site-packages" / "packed").mkdir(parents=True)
    (folder / "bin").mkdir()
    (folder / "lib" / "python3.11" / "os.py").touch()
    (folder / "bin" / "python").touch()
    return folder


def told(where: object) -> str:
    return f"`%run load.py` stops at `import missing_module` before it defines it: missing_module is not installed {where}"


def test_a_script_stops_at_what_is_not_installed(nbcheck: Nbcheck, environment: Path, notebook: Path) -> None:
    assert nbcheck("check", notebook).returncode == 0
    for given in (environment, environment / "bin" / "python"):
        done = nbcheck("check", "--python", given, "--output-format", "json", notebook)
        (finding,) = json.loads(done.stdout)["files"][0]["findings"]
        assert done.returncode == 1 and finding["code"] == "NBS001" and finding["names"] == ["result"] and finding["severity"] == "error"
        assert finding["message"] == f"`result` is read here, but {told(f'in {given}')}"
        assert [(place["cell"]["index"], place["message"]) for place in finding["related"]] == [(0, "this would define `result`")]


def test_what_is_installed_since_is_seen(nbcheck: Nbcheck, environment: Path, notebook: Path) -> None:
    """An answer that is kept holds only as long as the environment does."""
    site = environment / "lib" / "python3.11" / "site-packages"
    assert nbcheck("check", "--python", environment, notebook).returncode == 1
    (site / "missing_module").mkdir()
    assert nbcheck("check", "--python", environment, notebook).returncode == 0
    (site / "missing_module").rmdir()
    assert nbcheck("check", "--python", environment, notebook).returncode == 1
    (site / "editable.pth").write_text("import _finder\n", encoding="utf-8")
    (site / "_finder.py").write_text("find(missing_module='/src')\n", encoding="utf-8")
    assert nbcheck("check", "--python", environment, notebook).returncode == 0
    (site / "_finder.py").write_text("find(other='/src')\n", encoding="utf-8")
    assert nbcheck("check", "--python", environment, notebook).returncode == 1
    (notebook.parent / "missing_module.py").touch()
    assert nbcheck("check", "--python", environment, notebook).returncode == 0


def test_another_python_gives_another_answer(nbcheck: Nbcheck, environment: Path, notebook: Path, tmp_path: Path) -> None:
    other = shutil.copytree(environment, tmp_path / "other")
    (other / "lib" / "python3.11" / "site-packages" / "missing_module.py").touch()
    assert [nbcheck("check", "--python", each, notebook).returncode for each in (environment, other, environment)] == [1, 0, 1]


def test_the_settings_say_it_relative_to_themselves(nbcheck: Nbcheck, environment: Path, notebook: Path, tmp_path: Path) -> None:
    (tmp_path / "nbcheck.toml").write_text('python = "env"\n', encoding="utf-8")
    assert told(f"in {environment}") in nbcheck("check", notebook).stdout
    assert nbcheck("check", notebook, cwd="/").returncode == 1
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "nbcheck.toml").write_text('python = "nowhere"\n', encoding="utf-8")
    done = nbcheck("check", notebook)
    assert done.returncode == 2 and f"nbcheck.toml: python: {tmp_path / 'nowhere'} does not exist" in done.stderr


@pytest.mark.parametrize("given", ["nowhere", ".", "load.py"])
def test_what_is_no_python_is_wrong_use(nbcheck: Nbcheck, home: Path, notebook: Path, given: str) -> None:
    done = nbcheck("check", "--python", given, notebook)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("nbcheck check: --python: ") and str((home / given).resolve()) in done.stderr


def test_the_kernel_says_it(nbcheck: Nbcheck, environment: Path, home: Path, notebook: Path, tmp_path: Path) -> None:
    """A kernel that is installed meanwhile is found; one that each machine calls so has to have what everybody installs and is imported."""
    jupyter = {"JUPYTER_PATH": str(tmp_path / "jupyter")}
    kernel = tmp_path / "jupyter" / "kernels" / "mine"
    content = document(["%run load.py", "print(result)"], metadata={"kernelspec": {"name": "mine", "display_name": "x"}})
    notebook.write_text(json.dumps(content), encoding="utf-8")
    assert nbcheck("check", notebook, env=jupyter).returncode == 0
    kernel.mkdir(parents=True)
    argv = [str(environment / "bin" / "python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "x", "language": "python"}), encoding="utf-8")
    assert told("in the environment of kernel mine") in nbcheck("check", notebook, env=jupyter).stdout
    kernel.rename(kernel.with_name("python3"))
    write(notebook, ["%run load.py", "print(result)"])
    assert nbcheck("check", notebook, env=jupyter).returncode == 0
    write(notebook, ["import numpy", "%run load.py", "print(result)"])
    assert nbcheck("check", notebook, env=jupyter).returncode == 0
    (environment / "lib" / "python3.11" / "site-packages" / "numpy").mkdir()
    assert told("in the environment of kernel python3") in nbcheck("check", notebook, env=jupyter).stdout


def test_star_imports_are_read_there(nbcheck: Nbcheck, environment: Path, home: Path) -> None:
    module = environment / "lib" / "python3.11" / "site-packages" / "packed" / "__init__.py"
    module.write_text("one = two = 1\n", encoding="utf-8")
    notebook = write(home / "b.ipynb", ["from packed import *", "print(one, three)"])
    assert nbcheck("check", "--select", "NBS", notebook).returncode == 0
    done = nbcheck("check", "--select", "NBS", "--python", environment, "--output-format", "concise", notebook)
    assert done.returncode == 1 and "`three`" in done.stdout and "`one`" not in done.stdout
