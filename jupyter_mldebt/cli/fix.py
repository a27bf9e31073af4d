"""--fix and --diff of nbcheck check: fixes are written, or shown."""

from __future__ import annotations

import argparse
import sys

import msgspec

from jupyter_mldebt.cli.checked import Checked
from jupyter_mldebt.cli.options import complain
from jupyter_mldebt.cli.progress import Progress
from jupyter_mldebt.edit import EditError, rewrite
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.fixes import applicable, fixed
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.render import diff
from jupyter_mldebt.render.style import Style
from jupyter_mldebt.render.summary import Summary


class Fixer:
    """Fixes files one by one; a file that can't be written is told, and the others go on.

    Parameters
    ----------
    given : the command's options
    summary : told what was fixed
    progress : cleared before anything is printed
    style : of what is printed
    """

    def __init__(self, given: argparse.Namespace, summary: Summary, progress: Progress, style: Style) -> None:
        self._given = given
        self._summary = summary
        self._progress = progress
        self._style = style
        self._engine = Engine(keep=100_000)
        self._out = sys.stdout

    def fix(self, checked: Checked) -> Checked:
        """The file with its fixes: written, sent to standard output, or shown as a difference."""
        after = self._fixed(checked)
        if self._given.paths == ["-"] and not self._given.diff:
            self._out.buffer.write(after.read())
            self._out.flush()
        return after

    def _fixed(self, checked: Checked) -> Checked:
        if not any(applicable(finding, self._given.unsafe_fixes) for finding in checked.answer.report.findings):
            return checked
        try:
            before = checked.read()
        except ReadError:
            return checked
        shown = checked.answer.report.path
        result = fixed(self._engine, before, checked.path, checked.settings, unsafe=self._given.unsafe_fixes)
        for reason in result.refused:
            self._complain(shown, reason)
        if not result.mended:
            return checked
        if self._given.diff:
            self._progress.clear()
            path = checked.path
            for line in diff.render(shown, read_text(before, path), read_text(result.data, path), result.origins, self._style):
                self._out.write(line + "\n")
        elif self._given.paths != ["-"]:
            try:
                rewrite(checked.path, before, result.data)
            except EditError as error:
                self._complain(shown, str(error))
                self._summary.unwritten += 1
                return checked
        self._summary.fixed += result.mended
        report = msgspec.structs.replace(result.answer.report, path=shown)
        return checked._replace(answer=msgspec.structs.replace(result.answer, report=report), read=lambda: result.data)

    def _complain(self, path: str, reason: str) -> None:
        self._progress.clear()
        complain("check", f"{path}: {reason}")
