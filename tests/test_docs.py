"""The documentation: the handbook is current, links lead somewhere, and commands and options that the texts name exist."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from jupyter_mldebt import handbook
from jupyter_mldebt.catalogue import manifest

ROOT = Path(__file__).parent.parent
TEXTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/guide.md", "examples/README.md")]


def test_the_handbook_is_current() -> None:
    folder = ROOT / "docs" / "rules"
    written = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    assert written == handbook.files(), "run `python -m jupyter_mldebt.handbook docs/rules`"


def test_a_page_that_is_gone_is_removed(tmp_path: Path) -> None:
    (tmp_path / "NBX999.md").write_text("gone", encoding="utf-8")
    handbook.write(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"README.md", *(f"{info.code}.md" for info in manifest())}


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_links_lead_somewhere(text: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (text.parent / target).exists(), target


@cache
def help_of(command: str) -> str:
    done = subprocess.run([sys.executable, "-m", "jupyter_mldebt", command, "--help"], capture_output=True, text=True)
    assert done.returncode == 0, f"nbcheck {command} does not exist"
    return done.stdout


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_commands_and_options_exist(text: Path) -> None:
    """Every `nbcheck COMMAND --option` in the text is known to the command line."""
    source = text.read_text(encoding="utf-8")
    calls = re.findall(r"(?:^|`|\$ )nbcheck ([a-z]+)([^\n`]*)", source, flags=re.M)
    assert calls or text.name in ("CONTRIBUTING.md", "CHANGELOG.md")
    for command, rest in calls:
        for option in re.findall(r"(?<=\s)(--[a-z][a-z-]*)", rest.split(" #")[0]):
            assert option in help_of(command), f"nbcheck {command} {option}"
        help_of(command)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_rules_that_are_named_exist(text: Path) -> None:
    known = {info.code for info in manifest()} | {"NBX900"}
    assert set(re.findall(r"\bNB[A-Z]\d{3}\b", text.read_text(encoding="utf-8"))) <= known
