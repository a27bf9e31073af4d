"""The catalogue: the manifest is current, selection follows the most specific selector, listing imports no rule."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_mldebt import catalogue
from jupyter_mldebt.catalogue import UnknownRule, describe, find, manifest, select


def test_the_manifest_is_current() -> None:
    written = (catalogue.ROOT / "_manifest.py").read_text(encoding="utf-8")
    assert written == catalogue.render_manifest(), "run `python -m jupyter_mldebt.catalogue`"


def test_codes_and_names_are_unique_and_well_formed() -> None:
    rules = manifest()
    assert len({info.code for info in rules}) == len({info.name for info in rules}) == len(rules) > 0
    assert [info.code for info in rules] == sorted(info.code for info in rules)
    for info in rules:
        assert info.code[:2] == "NB" and info.code[2].isupper() and info.code[3:].isdigit() and len(info.code) == 6


def test_one_family_has_one_prefix() -> None:
    prefixes: dict[str, set[str]] = {}
    for info in manifest():
        prefixes.setdefault(info.family, set()).add(info.code[:3])
    assert all(len(found) == 1 for found in prefixes.values()), prefixes


def test_listing_and_selecting_imports_no_rule() -> None:
    code = (
        "import sys; from jupyter_mldebt import catalogue; catalogue.manifest(); catalogue.select(['NBS'], ['NBS001']); "
        "catalogue.page(catalogue.manifest()[0]); "
        "print([name for name in sys.modules if name.startswith('jupyter_mldebt.rules.') and not name.endswith('_manifest')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def codes(*args: object, **keywords: object) -> set[str]:
    return {info.code for info in select(*args, **keywords)}  # type: ignore[arg-type]


def test_selection() -> None:
    everything = {info.code for info in manifest() if not info.preview}
    assert codes() == everything
    assert codes(["ALL"]) == everything
    assert codes(["NBS001"]) == {"NBS001"} == codes(["undefined-name"])
    assert codes(["NBS"]) == {code for code in everything if code.startswith("NBS")}
    assert codes(None, ["NBO"]) == {code for code in everything if not code.startswith("NBO")}
    assert codes(["NBO"], extend_select=["NBS001"]) == {code for code in everything if code.startswith("NBO")} | {"NBS001"}


def test_the_more_specific_selector_wins_and_of_equals_ignore() -> None:
    assert codes(["NBS001"], ["NBS"]) == {"NBS001"}
    assert "NBS001" not in codes(["NBS"], ["NBS001"])
    assert codes(["NBS001"], ["NBS001"]) == set()
    assert codes(["NBS001"], ["undefined-name"]) == set()


def test_unknown_selectors_are_errors_that_help() -> None:
    with pytest.raises(UnknownRule, match="undefined-name"):
        select(["undefined-nam"])
    with pytest.raises(UnknownRule, match="NBS001"):
        select(None, ["nbs001"])
    with pytest.raises(UnknownRule):
        find("NBZ999")


def test_a_rule_is_found_by_its_code_in_small_letters_too() -> None:
    assert find("nbs006") is find("NBS006") is find("Non-Idempotent-Cell")


RULE = '''"""Says something.

More.
"""

CODE = "NBX901"
SEVERITY = "info"
PREVIEW = True


def check(node: ast.Call | ast.Name, context):
    yield
'''


def test_a_rule_is_described_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "experiments" / "left_over.py"
    file.parent.mkdir()
    file.write_text(RULE, encoding="utf-8")
    info = describe(file)
    assert (info.code, info.name, info.family, info.severity, info.preview, info.fixable) == (
        "NBX901",
        "left-over",
        "experiments",
        "info",
        True,
        False,
    )
    assert info.wants == ("ast.Call", "ast.Name")
    assert info.summary == "Says something."


@pytest.mark.parametrize("missing", ['CODE = "NBX901"\n', 'SEVERITY = "info"\n', "def check", ": ast.Call | ast.Name"])
def test_a_file_that_is_no_rule_is_an_error(tmp_path: Path, missing: str) -> None:
    file = tmp_path / "left_over.py"
    file.write_text(RULE.replace(missing, "def other" if missing == "def check" else ""), encoding="utf-8")
    with pytest.raises(ValueError, match="left_over"):
        describe(file)


def test_rules_in_preview_run_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = manifest()
    rules = (first._replace(preview=True), *others)
    monkeypatch.setattr(catalogue, "manifest", lambda: rules)
    assert first.code not in codes() and first.code not in codes([first.code[:3]])
    assert first.code in codes([first.code]) and first.code in codes([first.name])
    assert first.code in codes(preview=True)
