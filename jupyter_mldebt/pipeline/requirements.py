"""requirements.txt of a pipeline: what the notebook's imports resolve to in its kernel's environment, pinned."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from jupyter_mldebt.graph import Graph

_OURS = ("papermill", "ipykernel", "cloudpickle", "yaml")
_FORM = "ipywidgets"
_ASK = """
import json, platform, sys
from importlib.metadata import packages_distributions, version
found = packages_distributions()
wanted = json.loads(sys.argv[1])
answer = {name: sorted((dist, version(dist)) for dist in set(found[name])) for name in wanted if name in found}
print(json.dumps({"python": platform.python_version(), "found": answer}))
"""
_VERSIONS = """
import json, platform, sys
from importlib.metadata import PackageNotFoundError, version
found = {"Python": platform.python_version()}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        found[name] = ""
print(json.dumps(found))
"""


class Requirements(NamedTuple):
    """The text of requirements.txt, and the distributions that it pins."""

    text: str
    pins: frozenset[str]

    def has(self, name: str) -> bool:
        return any(pin.startswith(f"{name}==") for pin in self.pins)


def resolve(graph: Graph, folder: Path, kernel: str) -> Requirements:
    """Find what the steps need.

    Parameters
    ----------
    graph : the notebook
    folder : of the notebook: modules that lie there need no requirement
    kernel : name of an installed kernel, whose Python is asked
    """
    wanted = sorted(name for name in imported(graph) if name not in sys.stdlib_module_names and not _local(folder, name))
    answer = _ask(python_of(kernel), [*wanted, *_OURS, _FORM])
    pins = frozenset(f"{name}=={version}" for module in (*wanted, *_OURS) for name, version in answer.found.get(module, ()))
    lost = [module for module in wanted if module not in answer.found and not _brought(graph, module)]
    lines = [f"# Python {answer.python}", *sorted(pins, key=str.lower)]
    lines += [f"# {module}: imported, but not installed where this was exported" for module in lost]
    if _FORM not in wanted:
        version = next((f"=={version}" for _, version in answer.found.get(_FORM, ())), ">=8")
        lines.append(f"# {_FORM}{version}: for the form in run.ipynb, all else goes without")
    return Requirements("\n".join(lines) + "\n", pins)


def installed(text: str, kernel: str) -> dict[str, str]:
    """The versions that a kernel's environment has now: of Python, and of each distribution that requirements name; "" for a missing one."""
    names = sorted({found[0] for found in re.findall(r"(?m)^([A-Za-z0-9]([\w.-]*[A-Za-z0-9])?)", text)}, key=str.lower)
    try:
        done = subprocess.run([python_of(kernel), "-c", _VERSIONS, *names], capture_output=True, text=True, encoding="utf-8", cwd=os.sep)
    except OSError:  # the kernel won't start either, and says why
        return {"kernel": kernel}
    return {"kernel": kernel} | (msgspec.json.decode(done.stdout, type=dict[str, str]) if done.returncode == 0 else {})


def imported(graph: Graph) -> set[str]:
    """Top-level names of the modules that the notebook imports anywhere."""
    names: set[str] = set()
    for facts in graph.facts.values():
        for node in facts.nodes.get(ast.Import, ()):
            names |= {alias.name.split(".")[0] for alias in node.names}  # type: ignore[attr-defined]
        for node in facts.nodes.get(ast.ImportFrom, ()):
            if not node.level and node.module:  # type: ignore[attr-defined]
                names.add(node.module.split(".")[0])  # type: ignore[attr-defined]
        if any(magic.name == "matplotlib" for magic in facts.magics):
            names.add("matplotlib")
    return names


def _local(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").exists() or (folder / name).is_dir()


def _brought(graph: Graph, name: str) -> bool:
    """Whether the notebook's code speaks of the module's file: then it fetches or writes that itself."""
    file = re.compile(rf"(?<![\w.-]){re.escape(name)}\.py\b")
    return any(file.search(cell.source) for cell in graph.notebook.code_cells())


def python_of(kernel: str) -> str:
    """The Python that runs a kernel; our own where the kernel's specification leaves it open."""
    from jupyter_client.kernelspec import KernelSpecManager

    command: list[str] = KernelSpecManager().get_kernel_spec(kernel).argv
    python = command[0] if command else ""
    return python if re.fullmatch(r"python[\d.]*(?:\.exe)?", os.path.basename(python)) and os.path.isabs(python) else sys.executable


class _Answer(msgspec.Struct):
    python: str
    found: dict[str, list[tuple[str, str]]]


def _ask(python: str, modules: Iterable[str]) -> _Answer:
    done = subprocess.run([python, "-c", _ASK, json.dumps(list(modules))], capture_output=True, text=True, encoding="utf-8", cwd=os.sep)
    if done.returncode:
        return _Answer(sys.version.split()[0], {})
    return msgspec.json.decode(done.stdout, type=_Answer)
