"""The last lines: how much was found in how many files, and how often by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jupyter_mldebt.render.full import COLOURS, MARK
from jupyter_mldebt.render.style import Style
from jupyter_mldebt.rule import SEVERITIES, FileReport

_NOUNS = {"error": "error", "warning": "warning", "info": "note"}


class Summary:
    """Counts reports as they come.

    Parameters
    ----------
    unsafe : whether unsafe fixes count as well
    """

    def __init__(self, *, unsafe: bool = False) -> None:
        self.unsafe = unsafe
        self.fixed = 0
        self.unwritten = 0
        self.fixes: Counter[str] = Counter()
        self.files = 0
        self.unreadable = 0
        self.concerned = 0
        self.severities: Counter[str] = Counter()
        self.rules: Counter[tuple[str, str]] = Counter()

    def add(self, report: FileReport) -> None:
        self.files += 1
        self.unreadable += report.error is not None
        self.concerned += bool(report.findings)
        self.severities.update(finding.severity for finding in report.findings)
        self.rules.update((finding.code, finding.name) for finding in report.findings)
        self.fixes.update(finding.fix.safety for finding in report.findings if finding.fix)

    def lines(self, style: Style, seconds: float | None = None, *, fixing: bool = False) -> Iterator[str]:
        """All there is to say at the end: what was fixed, what was found, what can be fixed."""
        if fixing:
            yield f"{style('fixed ' + many(self.fixed, 'problem'), 'bold', 'green')} ({sum(self.rules.values())} remaining)"
        yield self.line(style, seconds)
        safe, unsafe = 0 if fixing else self.fixes["safe"], self.fixes["unsafe"]
        if self.unsafe:
            unsafe = 0 if fixing else unsafe
            if safe + unsafe:
                yield f"{MARK} {safe + unsafe} fixable with --fix{' --unsafe-fixes' if unsafe else ''}"
        elif safe:
            yield f"{MARK} {safe} fixable with --fix" + (f", {unsafe} more with --unsafe-fixes" if unsafe else "")
        elif unsafe:
            yield f"{unsafe} fixable with --fix --unsafe-fixes"

    def line(self, style: Style, seconds: float | None = None) -> str:
        """`3 errors, 2 warnings in 2 of 5 notebooks (412 ms)`."""
        if not self.files:
            return "no notebooks found"
        parts = [
            style(many(self.severities[severity], _NOUNS[severity]), "bold", COLOURS[severity])
            for severity in reversed(SEVERITIES)
            if self.severities[severity]
        ]
        of_all = many(self.files, "notebook")
        if parts:
            text = f"{', '.join(parts)} in {self.concerned} of {of_all}"
        elif self.unreadable < self.files:
            text = f"{style('nothing found', 'bold', 'green')} in {many(self.files - self.unreadable, 'notebook')}"
        else:
            text = f"{of_all} given"
        if self.unreadable:
            text += f"; {style(f'{self.unreadable} unreadable', 'bold', 'red')}"
        if seconds is not None:
            text += style(f" ({seconds * 1000:.0f} ms)" if seconds < 2 else f" ({seconds:.1f} s)", "dim")
        return text

    def statistics(self, style: Style) -> Iterator[str]:
        """A line a rule, the most frequent first."""
        width = max((len(str(count)) for count in self.rules.values()), default=1)
        for (code, name), count in sorted(self.rules.items(), key=lambda item: (-item[1], item[0])):
            yield f"{count:>{width}}  {style(code, 'bold')}  {name}"


def many(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
