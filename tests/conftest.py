"""For all tests: no compiled file of the engine may be older than its text."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def compiling() -> ModuleType:
    """scripts/compile.py, where the project's folder is there."""
    spec = importlib.util.spec_from_file_location("compile_engine", ROOT / "scripts" / "compile.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pytest_sessionstart(session: pytest.Session) -> None:
    script = compiling()
    if any(file.exists() for file in script.made(ROOT)) and not script.is_current(ROOT):
        pytest.exit("the compiled engine is older than its text: `make compile`, or `make pure` to work on the text", returncode=4)


@pytest.fixture(scope="session")
def compile_script() -> ModuleType:
    return compiling()
