"""Notes which files a step reads and writes. Its text is run in the step's kernel, which may be any Python: the standard library must do.

Audit events (PEP 578) tell what goes through Python itself. What other processes and native libraries open, they don't: that such
things were started is noted instead. The notes are a file of JSON, with each path from the folder where the kernel started if it is
below it or was given so, else absolute.
"""

from __future__ import annotations

import json
import os
import site
import sys
import sysconfig
from collections.abc import Callable
from typing import Any

_START = os.getcwd()
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LISTED_BY_IMPORTS = ("importlib", "pkgutil", "pkg_resources", "zipimport", "inspect")
_reads: dict[str, str] = {}  # absolute path -> stamp when it was first opened
_writes: dict[str, bool] = {}  # absolute path -> whether it was there before
_folders: set[str] = set()
_relative: set[str] = set()
_outside: set[str] = set()
_left_out: frozenset[str] = frozenset()
_left_out_below: tuple[str, ...] = ()


def stamp(path: str) -> str:
    """Changes when the file does; "" where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ""
    return f"{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_size}:{found.st_ino}"


def begin(left_out: list[str]) -> None:
    """Note from now on.

    Parameters
    ----------
    left_out : folders and files, absolute, whose use is known otherwise
    """
    global _left_out, _left_out_below
    found = [folder.rstrip(os.sep) for folder in (*_of_this_python(), *left_out)]
    _left_out, _left_out_below = frozenset(found), tuple(folder + os.sep for folder in found)
    sys.addaudithook(_hook)


def report(path: str) -> None:
    """Write down what was noted."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__dict__", {}).get("__file__")  # no getattr: a lazy module would be loaded
        if isinstance(file, str) and file.endswith((".py", ".so", ".pyd")):
            _read(file)
    lists = {_shown(folder): sorted(os.listdir(folder)) for folder in sorted(_folders) if os.path.isdir(folder)}
    reads = {
        _shown(file): seen for file, seen in _reads.items() if file not in _writes and not os.path.isdir(file) and (seen or _below(file))
    }
    writes = [_shown(file) for file, was_there in _writes.items() if (was_there or os.path.lexists(file)) and not os.path.isdir(file)]
    with open(path, "w", encoding="utf-8") as notes:
        json.dump({"reads": reads, "writes": sorted(writes), "lists": lists, "outside": sorted(_outside)}, notes)


def _of_this_python() -> list[str]:
    """Where Python, its packages and the system keep what is theirs, as far as the working directory is not in there."""
    found = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    found |= {os.path.join(prefix, part) for prefix in (sys.prefix, sys.base_prefix) for part in ("share", "etc", "lib", "bin")}
    found |= {path for path in sys.path if os.path.basename(path) in ("site-packages", "dist-packages")}
    found |= {*site.getsitepackages(), site.getusersitepackages()}
    found |= {
        "/proc",
        "/sys",
        "/dev",
        "/etc",
        "/usr/share",
        "/usr/lib",
        "/var/lib",
        "/System",
        "/Library",
        os.environ.get("SYSTEMROOT", ""),
    }
    home = os.path.expanduser("~")
    try:
        found |= {os.path.join(home, name) for name in os.listdir(home) if name.startswith(".")}
    except OSError:
        pass
    return [folder for folder in found if folder and not _START.startswith(folder.rstrip(os.sep) + os.sep)]


def _hook(event: str, args: tuple[Any, ...]) -> None:
    note = _NOTES.get(event)
    if note is not None:
        try:
            note(*args)
        except Exception:
            pass  # whatever happens here must not stop the notebook


def _opened(path: Any, mode: Any, flags: Any) -> None:
    if isinstance(path, int):
        return
    if (flags or 0) & _WRITES:
        _written(path)
    else:
        _read(path)


def _read(path: Any) -> None:
    file = _known(path)
    if file is not None and file not in _reads:
        _reads[file] = stamp(file)


def _written(path: Any, *more: Any) -> None:
    file = _known(path)
    if file is not None and file not in _writes:
        _writes[file] = os.path.lexists(file)


def _renamed(source: Any, target: Any, *more: Any) -> None:
    _written(source)
    _written(target)


def _listed(path: Any = None, *more: Any) -> None:
    caller = sys._getframe(2).f_code.co_filename if hasattr(sys, "_getframe") else ""
    if not any(name in caller for name in _LISTED_BY_IMPORTS):
        folder = _known("." if path is None else path)
        if folder is not None:
            _folders.add(folder)


def _connected(database: Any, *more: Any) -> None:
    """A database that is a file may be read or written."""
    if database and not str(database).startswith((":", "file:")):
        _written(database)


def _program(what: Any, *more: Any) -> None:
    name = os.fsdecode(what[0] if isinstance(what, (list, tuple)) else what)
    _outside.add("program " + os.path.basename(name.split()[0] if name.split() else name))


def _process(*more: Any) -> None:
    _outside.add("child processes")


def _host(host: Any, *more: Any) -> None:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name and name not in ("localhost", "127.0.0.1", "::1", "0.0.0.0"):
        _outside.add(f"network {name}")


def _address(connection: Any, address: Any) -> None:
    if isinstance(address, tuple):
        _host(address[0])


_NOTES: dict[str, Callable[..., None]] = {
    "open": _opened,
    "os.listdir": _listed,
    "os.scandir": _listed,
    "os.rename": _renamed,
    "os.remove": _written,
    "os.truncate": _written,
    "os.link": _renamed,
    "os.symlink": _renamed,
    "sqlite3.connect": _connected,
    "subprocess.Popen": _program,
    "os.system": _program,
    "os.posix_spawn": _program,
    "os.fork": _process,
    "os.forkpty": _process,
    "socket.getaddrinfo": _host,
    "socket.connect": _address,
}


def _known(path: Any) -> str | None:
    """Its absolute path, None where it does not count."""
    if isinstance(path, int):
        return None
    text = os.fsdecode(path)
    file = os.path.abspath(text)
    if "__pycache__" in file or file in _left_out or file.startswith(_left_out_below):
        return None
    if not os.path.isabs(text):
        _relative.add(file)
    return file


def _below(file: str) -> bool:
    return file.startswith(_START.rstrip(os.sep) + os.sep)


def _shown(file: str) -> str:
    try:
        return os.path.relpath(file, _START).replace(os.sep, "/") if file in _relative or _below(file) else file
    except ValueError:  # another drive
        return file
