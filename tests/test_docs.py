"""The documentation: the handbook is current, links lead somewhere, and commands and options that the texts name exist."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from jupyter_mldebt import handbook
from jupyter_mldebt.catalogue import manifest
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.settings import load

ROOT = Path(__file__).parent.parent
TEXTS = [
    ROOT / name
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/benchmark.md", "docs/debt.md", "docs/guide.md", "examples/README.md")
]


def test_the_handbook_is_current() -> None:
    folder = ROOT / "docs" / "rules"
    written = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    assert written == handbook.files(folder), "run `python -m jupyter_mldebt.handbook docs/rules`"


def test_a_page_that_is_gone_is_removed(tmp_path: Path) -> None:
    (tmp_path / "NBX999.md").write_text("gone", encoding="utf-8")
    handbook.write(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"README.md", *(f"{info.code}.md" for info in manifest())}


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_links_lead_somewhere(text: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (text.parent / target).exists(), target


def test_the_table_of_debts_names_each_rule_and_no_other() -> None:
    named = set(re.findall(r"NB[A-Z]\d{3}", (ROOT / "docs" / "debt.md").read_text(encoding="utf-8")))
    assert named == {info.code for info in manifest()}


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


def test_the_readme_shows_what_is_printed() -> None:
    """Each `$ nbcheck ...` block of the README is run, and prints what stands below it."""
    blocks = re.findall(r"```console\n\$ nbcheck ([^\n]+)\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.S)
    assert blocks
    for command, shown in blocks:
        done = subprocess.run(
            [sys.executable, "-m", "jupyter_mldebt", *command.split(), "--no-cache"], capture_output=True, text=True, cwd=ROOT
        )
        assert done.stdout == shown


def test_the_settings_in_the_guide_are_valid(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "guide.md").read_text(encoding="utf-8"), flags=re.S)
    assert blocks
    for number, block in enumerate(blocks):
        (tmp_path / str(number)).mkdir()
        file = tmp_path / str(number) / "pyproject.toml"
        file.write_text(block, encoding="utf-8")
        assert load(str(file)) is not None


def codes_in(example: str) -> set[str]:
    report = Engine().check_file(str(ROOT / "examples" / example))
    assert report.error is None
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize("example", ["bike_counts.ipynb", "coin_game.ipynb"])
def test_clean_examples_are_clean(example: str) -> None:
    assert codes_in(example) == set()


def test_the_messy_example_shows_many_kinds_of_findings() -> None:
    kinds = {"NBO001", "NBO002", "NBR010", "NBS001", "NBS002", "NBS006", "NBS012"}
    assert kinds <= codes_in("messy_orders.ipynb")


def test_a_page_says_how_its_rule_was_judged(tmp_path: Path) -> None:
    (tmp_path / handbook.VERDICTS).mkdir()
    lines = [json.dumps({"verdict": verdict}) for verdict in ["right"] * 9 + ["wrong", "unsure"]]
    (tmp_path / handbook.VERDICTS / "NBS001.jsonl").write_text("\n".join(lines), encoding="utf-8")
    texts = handbook.files(tmp_path)
    assert "11 real notebooks, 9 were judged right and 1 wrong, 1 could not be decided" in texts["NBS001.md"]
    assert "too little" not in texts["NBS001.md"] and "| error | 90 % of 10 |" in texts["README.md"]
    assert "## Precision" not in texts["NBS002.md"]


@pytest.mark.parametrize("file", sorted((ROOT / "docs" / "rules" / "verdicts").glob("*.jsonl")), ids=lambda path: path.stem)
def test_verdicts_are_whole(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        verdict = json.loads(line)
        assert set(verdict) == {"repository", "commit", "path", "cell", "line", "verdict", "reason"}
        assert verdict["verdict"] in ("right", "wrong", "unsure") and verdict["reason"] and verdict["repository"]
