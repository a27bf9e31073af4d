"""Interpreter: the Python in which a notebook's kernel runs, and the modules that it can import, as its files tell. It is never started."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

NATIVE = "python3"  # the kernel that each Jupyter has of itself, and that a notebook without a kernelspec gets

# variables that tell where modules and kernels are
SEARCHED = ("PYTHONPATH", "PYTHONUSERBASE", "JUPYTER_PATH", "JUPYTER_DATA_DIR", "JUPYTER_PREFER_ENV_PATH", "XDG_DATA_HOME", "CONDA_PREFIX")


class _Spec(msgspec.Struct):
    """What a kernel.json says of how the kernel is started."""

    argv: list[str]
    env: dict[str, str] = {}
    metadata: dict[str, Any] = {}


class NoInterpreter(ValueError):
    """A path at which there is no Python. The message says so."""


class Interpreter(NamedTuple):
    """A Python as its files tell.

    Parameters
    ----------
    place : how messages call where its packages are
    folders : of modules, in the order of its `sys.path`
    named : words in what it runs at its start: modules that are found in another way than in a folder are named there
    is_whole : False where something that it runs at its start can't be read, so that it may have any module
    is_guess : True where nobody has said that the notebook runs in it; another machine may have another one under its name
    files : what all this was learned from
    """

    place: str
    folders: tuple[str, ...]
    named: frozenset[str] = frozenset()
    is_whole: bool = True
    is_guess: bool = False
    files: tuple[str, ...] = ()

    def may_have(self, module: str) -> bool:
        """False where `import module`, a name without dots, surely fails, unless the program itself adds to where modules are looked for."""
        return not self.is_whole or module in self.named or any(module in stems(folder) for folder in self.folders)


def of_path(path: str) -> Interpreter:
    """The Python at a path.

    Parameters
    ----------
    path : an interpreter, or the folder of a virtual or conda environment

    Raises
    ------
    NoInterpreter
    """
    found = _read(os.path.abspath(path), f"in {path}")
    if found is None:
        raise NoInterpreter(
            f"{path} is neither a Python nor the folder of an environment" if os.path.exists(path) else f"{path} does not exist"
        )
    return found


def of_kernel(name: str | None) -> tuple[Interpreter | None, list[str]]:
    """The Python in which a kernel runs, None where it can't be known; and the files that tell, those that are not there too.

    A kernelspec that this machine lacks says nothing: whoever made a kernel has made an environment for it, and that is elsewhere.
    `python3` is different, each Jupyter has it: where no file says more of it than `python`, it is the Python of Jupyter itself
    (jupyter_client, `KernelManager.format_kernel_cmd`), for which the running one is taken if ipykernel is installed there.
    """
    name = (name or NATIVE).lower()
    place = f"in the environment of kernel {name}"
    if not re.fullmatch(r"[a-z0-9._-]+", name):
        return None, []
    from jupyter_core.paths import jupyter_path

    files = [os.path.join(folder, name, "kernel.json") for folder in jupyter_path("kernels")]
    file = next(filter(os.path.isfile, files), None)
    command = _command(file) if file is not None else "python" if name == NATIVE else ""
    if os.path.isabs(command):
        return _read(command, place, is_guess=name == NATIVE), files
    own = _read(sys.executable, place, is_guess=True) if re.fullmatch(_PYTHON, command) and sys.executable else None
    return (own if own is not None and own.may_have("ipykernel") else None), files


def stems(folder: str) -> frozenset[str]:
    """What may be imported from a folder, and more: the names of all that is in it, up to their first dot."""
    return _stems(folder, _stamp(folder))


# Patterns are compiled where they are first used: a start has no need of them.
_PYTHON = r"(?i:(?:python|pypy)[\d.]*[tw]?(?:\.exe)?)"


def _command(file: str) -> str:
    """The program that a kernelspec starts; "" where it is not IPython's kernel, runs on another machine or looks for modules elsewhere."""
    try:
        with open(file, "rb") as opened:
            spec = msgspec.json.decode(opened.read(), type=_Spec)
    except (OSError, msgspec.MsgspecError, ValueError):
        return ""
    is_changed = "kernel_provisioner" in spec.metadata or any(key.upper().startswith("PYTHON") for key in spec.env)
    return spec.argv[0] if not is_changed and any(word.startswith("ipykernel") for word in spec.argv) else ""


# -- where modules are ------------------------------------------------------------------------------------------------------------------
# Python's documentation of `site` and of how `sys.path` is made, PEP 405; Debian keeps packages of its Python in dist-packages.


def _read(path: str, place: str, *, is_guess: bool = False) -> Interpreter | None:
    """The Python at a path, None where there is none."""
    executable = _executable(path)
    if executable is None:
        return None
    home = os.path.dirname(executable)
    configs = [os.path.join(top, "pyvenv.cfg") for top in (home, os.path.dirname(home))]
    config = next(filter(os.path.isfile, configs), None)
    values = _values(config) if config is not None else {}
    told = re.match(r"\d+\.\d+", values.get("version_info") or values.get("version") or "")
    version = told[0] if told else _version_in(os.path.realpath(executable))
    bases = _bases(executable, values.get("home"))
    library = next((found for base in bases for found in _libraries(base, version)), None)
    if library is None:
        return None
    version = version or _version_in(library)
    sites = _sites(os.path.dirname(config), version) if config is not None else []
    if config is None or values.get("include-system-site-packages", "").lower() == "true":
        sites += [*(found for base in bases for found in _sites(base, version)), *_user_sites(version)]
    sites = list(dict.fromkeys(sites))
    added, archives, code, files = _added(sites)
    folders = [
        *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)),
        library,
        *_existing(os.path.join(library, "lib-dynload"), os.path.join(os.path.dirname(library), "DLLs")),
        *sites,
        *added,
    ]
    named, is_read, hooks = _started(code, folders)
    is_pinned = os.path.basename(library) == "Lib" and any(name.endswith("._pth") for name in _listed(home))
    return Interpreter(
        place, tuple(folders), named, is_read and not archives and not is_pinned, is_guess, (*configs, *folders, *files, *hooks)
    )


def _executable(path: str) -> str | None:
    """The interpreter at a path: itself, or that of the environment in this folder."""
    if os.path.isfile(path):
        return path if re.fullmatch(_PYTHON, os.path.basename(path)) else None
    names = (("bin", "python"), ("bin", "python3"), ("bin", "pypy3"), ("Scripts", "python.exe"), ("python.exe",))
    return next((file for name in names if os.path.isfile(file := os.path.join(path, *name))), None)


def _values(config: str) -> dict[str, str]:
    """What a pyvenv.cfg says."""
    pairs = [line.partition("=") for line in (_text(config) or "").splitlines()]
    return {key.strip().lower(): value.strip() for key, sign, value in pairs if sign}


def _bases(executable: str, home: str | None) -> list[str]:
    """Folders in one of which the standard library lies: around the interpreter, the one that it was made from, and what they link to."""
    starts = [os.path.join(home, name) for name in (os.path.basename(executable), "python")] if home else []
    homes = [os.path.dirname(found) for start in (*starts, executable) for found in (start, os.path.realpath(start))]
    return list(dict.fromkeys(base for found in homes for base in (os.path.dirname(found), found)))


def _version_in(path: str) -> str | None:
    found = re.search(r"\d+\.\d+", os.path.basename(path))
    return found[0] if found else None


def _libraries(base: str, version: str | None) -> list[str]:
    """The standard library below a folder; none where there are several and the version is not known."""
    found = [folder for folder in (*_versioned(base, version), os.path.join(base, "Lib")) if os.path.isfile(os.path.join(folder, "os.py"))]
    return found if version is not None or len(found) == 1 else []


def _versioned(base: str, version: str | None) -> list[str]:
    """Folders such as lib/python3.11."""
    tops = [top for name in ("lib", "lib64") if not os.path.islink(top := os.path.join(base, name)) or name == "lib"]
    found = [(top, name, re.fullmatch(r"(?:python|pypy)(\d+\.\d+)t?", name)) for top in tops for name in _listed(top)]
    return [os.path.join(top, name) for top, name, match in found if match and version in (None, match[1])]


def _sites(base: str, version: str | None) -> list[str]:
    """Folders of packages that belong to an installation or an environment."""
    tops = (*_versioned(base, version), *_versioned(os.path.join(base, "local"), version), os.path.join(base, "Lib"))
    found = [os.path.join(top, name) for top in tops for name in ("site-packages", "dist-packages")]
    return _existing(*found, os.path.join(base, "lib", "python3", "dist-packages"), os.path.join(base, "site-packages"))


def _user_sites(version: str | None) -> list[str]:
    """Folders of packages that belong to the user."""
    base = os.environ.get("PYTHONUSERBASE") or os.path.expanduser(os.path.join("~", ".local"))
    found = [os.path.join(top, "site-packages") for top in _versioned(base, version)]
    if version is not None:
        found.append(os.path.expanduser(f"~/Library/Python/{version}/lib/python/site-packages"))
        found.append(os.path.join(os.environ.get("APPDATA") or base, "Python", f"Python{version.replace('.', '')}", "site-packages"))
    return _existing(*found)


def _existing(*folders: str) -> list[str]:
    return [folder for folder in folders if os.path.isdir(folder)]


# -- what runs at the start -------------------------------------------------------------------------------------------------------------

# Packages that .pth files start and that find no modules, but for those named here: of setuptools, virtualenv, coverage.
_HARMLESS = {"_distutils_hack": ("distutils",), "_virtualenv": (), "coverage": ()}
_CUSTOM = ("import sitecustomize", "import usercustomize")
_LARGEST = 1_000_000
_WORD = r"[^\W\d]\w*"
_IMPORTED = r"\bimport[ \t]+([\w., \t]+)|\b(?:from|__import__)(?:[ \t]+|\([\"'])(\w+)"
_OPAQUE = r"\bsys\.path\b|\baddsitedir\b|\bexec\(|\bopen\("


def _added(sites: Iterable[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """What the .pth files in folders of packages add: folders, archives, lines of code; and these files."""
    folders: list[str] = []
    archives: list[str] = []
    code: list[str] = []
    files = [os.path.join(site, name) for site in sites for name in sorted(_listed(site)) if name.endswith(".pth") and name[0] != "."]
    for file in files:
        for line in (_text(file) or "").splitlines():
            path = os.path.normpath(os.path.join(os.path.dirname(file), line.rstrip()))
            if line.startswith(("import ", "import\t")):
                code.append(line)
            elif line.strip() and not line.startswith("#"):
                (folders if os.path.isdir(path) else archives if os.path.isfile(path) else []).append(path)
    return folders, archives, code, files


def _started(lines: Iterable[str], folders: list[str]) -> tuple[frozenset[str], bool, list[str]]:
    """What is known of the code that is run at the start: its words, whether it could be read, and the files that it comes from.

    Such a line imports a module that finds packages which are installed in place, not copied: it names them. A package, and what changes
    `sys.path`, may bring any module; but setuptools' own finders change it only for what they name.
    """
    named: set[str] = set()
    files: list[str] = []
    is_read = True
    for line in (*lines, *_CUSTOM):
        modules = set(_modules_in(line))
        harmless = _HARMLESS.keys() & modules
        named.update(re.findall(_WORD, line), *(_HARMLESS[module] for module in harmless))
        if harmless:
            continue
        is_read = is_read and not re.search(_OPAQUE, line)
        for module in modules:
            file = next((path for folder in folders if os.path.isfile(path := os.path.join(folder, f"{module}.py"))), None)
            text = _text(file) if file is not None else None
            if file is not None and text is not None:
                files.append(file)
                named.update(re.findall(_WORD, text))
                is_read = is_read and (module.startswith("__editable__") or not re.search(_OPAQUE, text))
            elif any(module in stems(folder) for folder in folders):
                is_read = False
    return frozenset(named), is_read, files


def _modules_in(line: str) -> Iterator[str]:
    """Modules that a line imports, those of the standard library left out."""
    for several, one in re.findall(_IMPORTED, line):
        for name in several.split(",") if several else (one,):
            found = re.match(_WORD, name.strip())
            if found and found[0] not in sys.stdlib_module_names:
                yield found[0]


# -- files ------------------------------------------------------------------------------------------------------------------------------


def _text(file: str) -> str | None:
    try:
        if os.path.getsize(file) > _LARGEST:
            return None
        with open(file, encoding="utf-8-sig", errors="replace") as opened:
            return opened.read()
    except (OSError, ValueError):
        return None


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except (OSError, ValueError):
        return []


def _stamp(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except (OSError, ValueError):
        return 0


@lru_cache(maxsize=64)
def _stems(folder: str, stamp: int) -> frozenset[str]:
    """`stamp` changes when the folder does."""
    return frozenset(name.partition(".")[0] for name in _listed(folder))
