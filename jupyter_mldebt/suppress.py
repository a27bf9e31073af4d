"""Comments that silence findings: `# nbcheck: ignore[CODE] reason` on a line, `# nbcheck: ignore-cell[CODE] reason` for its cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jupyter_mldebt.model import Notebook, Place
from jupyter_mldebt.rule import Finding

if TYPE_CHECKING:
    from jupyter_mldebt.facts import CellFacts

UNUSED = "NBU001"

_MARK = "nbcheck:"
_COMMENT = re.compile(r"#\s*nbcheck:\s*ignore(?P<cell>-cell)?(?:\[(?P<rules>[^\]]*)\])?(?![\w\[-])")


@dataclass
class Ignore:
    """One such comment.

    Parameters
    ----------
    place : where the comment stands
    rules : codes, prefixes of codes or names that it silences; empty for all
    whole_cell : True where it silences them in its whole cell
    first, last : lines of the statement at whose end it stands, from 1
    used : those of `rules` that silenced something; "" stands for a comment without rules
    """

    place: Place
    rules: tuple[str, ...]
    whole_cell: bool
    first: int
    last: int
    used: set[str] = field(default_factory=set)

    def silences(self, finding: Finding) -> bool:
        """Whether the comment silences the finding; if so, it counts as used."""
        if finding.cell is None or finding.cell.index != self.place.cell:
            return False
        if not self.whole_cell and not (finding.range and self.first <= finding.range.start.line <= self.last):
            return False
        hits = [rule for rule in self.rules if _fits(rule, finding.code, finding.name)] if self.rules else [""]
        self.used.update(hits)
        return bool(hits)


def find(notebook: Notebook, facts: Mapping[int, CellFacts]) -> list[Ignore]:
    """All such comments of the notebook's code cells, in document order."""
    return [
        ignore
        for cell in notebook.code_cells()
        if _MARK in cell.source and cell.index in facts
        for ignore in _in_cell(cell.index, cell.source, facts[cell.index])
    ]


def apply(findings: Iterable[Finding], ignores: Collection[Ignore]) -> list[Finding]:
    """The findings that no comment silences."""
    if not ignores:
        return list(findings)
    # Each comment is asked, so that of two that silence the same finding none counts as unused.
    return [finding for finding in findings if not sum(ignore.silences(finding) for ignore in ignores)]


def unused(ignores: Iterable[Ignore], ran: Mapping[str, str], regular: Mapping[str, str]) -> Iterator[tuple[Ignore, tuple[str, ...]]]:
    """Comments that silence nothing, with those of their rules that are not needed.

    A comment is judged only if all rules that it could concern have run.

    Parameters
    ----------
    ignores : the comments, after `apply`
    ran : name by code of the rules that ran
    regular : name by code of the rules that run where nobody selects any
    """
    for ignore in ignores:
        if ignore.rules:
            idle = tuple(
                rule
                for rule in ignore.rules
                if rule not in ignore.used
                and rule[:2].upper() == "NB"
                and all(code in ran for code, name in regular.items() if _fits(rule, code, name))
            )
            if idle:
                yield ignore, idle
        elif not ignore.used and regular.keys() <= ran.keys():
            yield ignore, ()


def _fits(rule: str, code: str, name: str) -> bool:
    return rule in (code, name) or (rule.startswith("NB") and code.startswith(rule))


def _in_cell(index: int, source: str, facts: CellFacts) -> Iterator[Ignore]:
    for line, column, text, first, last in _comments(source, facts):
        for match in _COMMENT.finditer(text):
            rules = tuple(filter(None, (rule.strip() for rule in (match["rules"] or "").split(","))))
            if match["rules"] is not None and not rules:
                continue  # `ignore[]` names no rule: it silences nothing
            start, end = column + match.start(), column + match.end()
            yield Ignore(Place(index, line, start, line, end), rules, bool(match["cell"]), first, last)


def _comments(source: str, facts: CellFacts) -> Iterator[tuple[int, int, str, int, int]]:
    """Comments that may hold a mark: line, column, text, and the lines of the statement at whose end it stands.

    IPython's own lines are no Python: there a comment is what follows the last `#` at the mark.
    """
    lines = source.split("\n")
    magic = {line for one in facts.magics for line in range(one.line, one.end_line + 1)}
    found = None if facts.problem else _tokens("\n".join("" if number in magic else text for number, text in enumerate(lines, start=1)))
    if found is None:
        found, magic = [], set(range(1, len(lines) + 1))
    yield from found
    for number in sorted(magic):
        text = lines[number - 1] if number <= len(lines) else ""
        at = text.find(_MARK)
        if at >= 0 and "#" in text[:at]:
            column = text.rindex("#", 0, at)
            yield number, column, text[column:], number, number


def _tokens(code: str) -> list[tuple[int, int, str, int, int]] | None:
    """The comments by Python's tokenizer, None where it rejects the code."""
    import io
    import tokenize

    found: list[tuple[int, int, str, int, int]] = []
    pending: list[tuple[int, int, str]] = []
    first = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                pending.append((*token.start, token.string))
            elif token.type in (tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER):
                if token.type == tokenize.NL and first:
                    continue  # inside brackets: the statement goes on
                for line, column, text in pending:
                    found.append((line, column, text, first or line, max(line, token.start[0] if first else line)))
                pending.clear()
                first = 0
            elif token.type not in (tokenize.INDENT, tokenize.DEDENT) and not first:
                first = token.start[0]
    except (tokenize.TokenError, SyntaxError):
        return None
    return found
