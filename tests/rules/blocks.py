"""The examples on the rules' pages as notebooks, and what the pages say must be found in them.

A block is a script: `# %%` starts a cell, `# %% In[3]` one with a count, `# %% [markdown]` a text; `tags=a,b`, `output`, `error=NameError` and
`timed`, where the file says when it ran, say the rest.
In a block with two counts for a cell, or one of these words, there is a kernel, on which what has counts ran: `gone` is a cell that was
deleted, `console` a text of a console, `was` one that the next cell has replaced, and `if` asks what would follow if the cell ran. Without a
kernel `saved` is a text that the next cell has replaced, and whose digest the file holds.
`# <- NBS001: text` at the end of a line says that the rule's finding is there, over exactly this text; `# <- NBR010` that it starts on
this line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from jupyter_mldebt.catalogue import RuleInfo, load, page
from jupyter_mldebt.context import Context
from jupyter_mldebt.execution import Execution, digest
from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.graph import link
from jupyter_mldebt.history import Run
from jupyter_mldebt.live.answer import Watch
from jupyter_mldebt.model import Cell, Notebook, Output, Place
from jupyter_mldebt.rule import Finding

_HEAD = re.compile(r"# %%(.*)")
_OFF_THE_PAGE = frozenset(("gone", "console", "was"))
_MARK = re.compile(r"\s*# <- (?P<code>[A-Z]{3}\d{3})(?:: (?P<text>.*))?$")


class _Any(str):
    """Any text at all: where a range is Python's own it differs from version to version."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, str)

    __hash__ = str.__hash__


ANY = _Any("...")


class Expected(NamedTuple):
    cell: int
    line: int
    text: str


class Block(NamedTuple):
    """One example: the notebook, the places that are marked in it, and what ran on its kernel, if it has one."""

    notebook: Notebook
    expected: list[Expected]
    watch: Watch | None = None


def blocks(info: RuleInfo, section: str) -> list[Block]:
    """The examples below this heading of the rule's page."""
    body = page(info).split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    return [_block(text, info.code) for text in re.findall(r"```python\n(.*?)\n```", body, flags=re.S)]


def run(info: RuleInfo, notebook: Notebook, watch: Watch | None = None) -> list[Finding]:
    """What the rule says of the notebook."""
    return list(load(info).run(context_of(notebook, watch)))


def context_of(notebook: Notebook, watch: Watch | None = None) -> Context:
    facts = {cell.index: facts_of(cell.source) for cell in notebook.code_cells()} if notebook.is_python else {}
    live = watch.look(notebook, facts_of) if watch is not None else None
    return Context(notebook, facts, link(notebook, facts), Run(notebook, facts), live=live)


def found(findings: list[Finding], notebook: Notebook) -> list[Expected]:
    """Where the findings are, in the words of the marks."""
    return sorted(
        Expected(finding.cell.index, finding.range.start.line, _text(finding, notebook))
        for finding in findings
        if finding.cell and finding.range
    )


def notebook_of(sources: list[str]) -> Notebook:
    return Notebook("example.ipynb", tuple(Cell(index, f"id{index}", "code", source) for index, source in enumerate(sources)))


def _block(text: str, code: str) -> Block:
    cells: list[Cell] = []
    expected: list[Expected] = []
    ran: dict[int, tuple[str, str | None]] = {}
    asked: list[str] = []
    saved: Cell | None = None
    has_kernel = False
    for head, lines in _cells(text):
        index = len(cells)
        source = []
        for number, line in enumerate(lines, start=1):
            mark = _MARK.search(line)
            if mark:
                assert mark["code"] == code, f"a mark on the page of {code} is of {code}: {line}"
                expected.append(Expected(index, number, mark["text"] or ANY))
                line = line[: mark.start()]
            source.append(line)
        cell = _cell(index, head, "\n".join(source))
        words = head.split()
        if "saved" in words:
            saved = cell
            continue
        if saved is not None:
            cell = msgspec.structs.replace(cell, ran=digest(saved.source), execution_count=saved.execution_count)
            saved = None
        counts = [int(count) for count in re.findall(r"In\[(\d+)\]", head)]
        off_the_page = not _OFF_THE_PAGE.isdisjoint(words)
        ids = {"console": None, "gone": f"gone{len(ran)}"}
        ran.update((count, (cell.source, next((ids[word] for word in words if word in ids), cell.id))) for count in counts)
        has_kernel |= off_the_page or "if" in words or len(counts) > 1
        if "if" in words:
            asked.append(cell.id or "")
        if not off_the_page:
            cells.append(cell)
    executions = tuple(Execution(at, source, cell, count=count) for at, (count, (source, cell)) in enumerate(sorted(ran.items())))
    return Block(Notebook("example.ipynb", tuple(cells)), sorted(expected), Watch(executions, tuple(asked)) if has_kernel else None)


def _cells(text: str) -> Iterator[tuple[str, list[str]]]:
    head: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        if match := _HEAD.fullmatch(line):
            if head is not None:
                yield head, lines
            head, lines = match[1], []
        else:
            assert head is not None, f"an example starts with `# %%`: {line}"
            lines.append(line)
    assert head is not None
    yield head, lines


def _cell(index: int, head: str, source: str) -> Cell:
    count: int | None = None
    tags: tuple[str, ...] = ()
    outputs: list[Output] = []
    if "[markdown]" in head:
        return Cell(index, f"id{index}", "markdown", re.sub(r"^# ?", "", source, flags=re.M))
    for word in head.split():
        if match := re.fullmatch(r"In\[(\d+)\]", word):
            count = int(match[1])
        elif word.startswith("tags="):
            tags = tuple(word[5:].split(","))
        elif word.startswith("error="):
            outputs.append(Output("error", ename=word[6:], evalue="as shown"))
        elif word == "output":
            outputs.append(Output("display_data"))
        elif word not in _OFF_THE_PAGE and word not in ("if", "saved", "timed"):
            raise AssertionError(f"unknown word in the head of a cell: {word}")
    return Cell(index, f"id{index}", "code", source, count, tags, tuple(outputs), timed="timed" in head.split())


def _text(finding: Finding, notebook: Notebook) -> str:
    assert finding.cell and finding.range
    start, end = finding.range.start, finding.range.end
    place = Place(finding.cell.index, start.line, start.column, end.line, end.column)
    lines = notebook.cells[place.cell].source.split("\n")
    return lines[start.line - 1][start.column : end.column] if start.line == end.line else lines[start.line - 1][start.column :]
