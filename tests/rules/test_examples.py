"""Every Bad and Good block of every rule's page is run: the findings stand exactly where the page says, and a fix gives the Good block."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import RuleInfo, manifest, page
from jupyter_mldebt.edit import edited
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.rule import Finding
from jupyter_mldebt.settings import Settings

from .blocks import Block, blocks, found, run

EXAMPLES = [pytest.param(info, section, number, id=f"{info.code}-{section}-{number}")
            for info in manifest() for section in ("Bad", "Good") for number in range(len(blocks(info, section)))]  # fmt: skip


def findings_of(info: RuleInfo, block: Block) -> list[Finding]:
    if info.wants == ("Idle",):  # judged by the engine, after all other rules
        source = "\n".join(f"# %%\n{cell.source}" for cell in block.notebook.cells)
        return [finding for finding in Engine().check_text(source, "example.py", Settings()).findings if finding.code == info.code]
    return run(info, block.notebook, block.watch)


@pytest.mark.parametrize(("info", "section", "number"), EXAMPLES)
def test_findings_stand_where_the_page_says(info: RuleInfo, section: str, number: int) -> None:
    block = blocks(info, section)[number]
    assert bool(block.expected) == (section == "Bad")
    findings = findings_of(info, block)
    assert found(findings, block.notebook) == block.expected, [finding.message for finding in findings]


@pytest.mark.parametrize("info", [info for info in manifest() if info.fixable], ids=lambda info: info.code)
def test_fixed_bad_is_good(info: RuleInfo) -> None:
    fixed = 0
    for bad, good in zip(blocks(info, "Bad"), blocks(info, "Good"), strict=False):
        notebook = bad.notebook
        for _ in range(10):
            fix = next((finding.fix for finding in findings_of(info, Block(notebook, [])) if finding.fix), None)
            if fix is None:
                break
            notebook = edited(notebook, fix.edits).notebook
            fixed += 1
        if notebook is not bad.notebook:
            assert [cell.source for cell in notebook.cells] == [cell.source for cell in good.notebook.cells]
    assert fixed, "a rule that is fixable shows a fix on its page"


@pytest.mark.parametrize("info", manifest(), ids=lambda info: info.code)
def test_the_page_is_whole(info: RuleInfo) -> None:
    text = page(info)
    headings = [line[3:] for line in text.split("\n") if line.startswith("## ")]
    assert headings == ["Why it matters", "Bad", "Good", "When to ignore", "References"]
    assert info.summary.endswith(".") and len(info.summary) <= 140
    assert blocks(info, "Bad") and blocks(info, "Good")


@pytest.mark.parametrize("info", manifest(), ids=lambda info: info.code)
def test_messages_are_one_sentence(info: RuleInfo) -> None:
    for block in blocks(info, "Bad"):
        for finding in findings_of(info, block):
            assert "\n" not in finding.message and not finding.message.endswith(".")
            assert finding.code == info.code and finding.name == info.name
