"""nbcheck as a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

Nbcheck = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(home: Path, **changes: str) -> dict[str, str]:
    """A plain environment: no colours asked for, a cache of its own, this checkout first on the path."""
    kept = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR", "COLUMNS")}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {**kept, "PYTHONPATH": path, "NBCHECK_CACHE_DIR": str(home / "cache"), "PYTHONIOENCODING": "utf-8", **changes}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder in which nbcheck runs."""
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def nbcheck(tmp_path: Path, home: Path) -> Nbcheck:
    """Runs nbcheck: `nbcheck("check", "a.ipynb", stdin=..., env={...})`."""

    def run(*arguments: object, stdin: str = "", env: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "jupyter_mldebt", *map(str, arguments)]
        options = {"cwd": home, "timeout": 120, **options}
        return subprocess.run(
            command, input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment(tmp_path, **(env or {})), **options
        )

    return run
