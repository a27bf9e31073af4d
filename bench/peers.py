"""Peers: other tools, each at a pinned version in an environment of its own, which is made once and kept."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = HERE.parent / "build" / "peers"
PINNED = {"ruff": "0.17.5", "ipyflow": "0.0.231", "marimo": "0.25.2"}


class Unavailable(Exception):
    """A peer that can't be installed; the message says why."""


@dataclass(frozen=True)
class Peer:
    """An installed tool.

    Parameters
    ----------
    name : of its package
    version : the one that is installed
    folder : its environment
    """

    name: str
    version: str
    folder: Path

    @property
    def python(self) -> str:
        return str(self.folder / "bin" / "python")

    @property
    def command(self) -> str:
        return str(self.folder / "bin" / self.name)

    def analyse(self, notebooks: Iterable[Sequence[str]]) -> Iterator[list[dict[str, Any]]]:
        """What the peer's static analysis says of each cell of each notebook, given as plain Python."""
        given = "".join(json.dumps(list(sources)) + "\n" for sources in notebooks)
        script = HERE / f"{self.name}_static.py"
        done = subprocess.run(
            [self.python, "-I", "-W", "ignore", str(script)], input=given, capture_output=True, text=True, encoding="utf-8"
        )
        if done.returncode:
            raise Unavailable(f"{self.name} {self.version} ended with code {done.returncode}: {done.stderr.strip()[-500:]}")
        return map(json.loads, filter(None, done.stdout.split("\n")))


@cache
def peer(name: str) -> Peer:
    """The tool, installed below build/peers where it is not yet; the newest version where the pinned one can't be had.

    Raises
    ------
    Unavailable : it can't be installed
    """
    folder = FOLDER / f"{name}-{PINNED[name]}"
    stamp = folder / "made"
    if not stamp.exists():
        print(f"Installing {name} {PINNED[name]} below {folder.parent} ...", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        wanted = (f"{name}=={PINNED[name]}", name)
        tries = (subprocess.run([folder / "bin" / "pip", "install", "--quiet", want], capture_output=True, text=True) for want in wanted)
        errors = []
        for done in tries:
            if done.returncode == 0:
                stamp.touch()
                break
            errors.append(done.stderr.strip().split("\n")[-1])
        else:
            raise Unavailable(f"{name} could not be installed: {errors[-1]}")
    found = next(iter(importlib.metadata.distributions(name=name, path=[str(*folder.glob("lib/python*/site-packages"))])))
    return Peer(name, found.version, folder)
