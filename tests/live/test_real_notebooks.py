"""Sessions of real notebooks: somebody edits, runs, deletes and moves their cells, and after each step the document is really run anew.
What made the last result is gathered in the end, and gives it on a new kernel.

`NBCHECK_CORPUS` names the folder in which they are, as `owner+name/path`: repositories that were cloned into it. The kernel that is called python3 must
have their libraries; `JUPYTER_PATH` has another one found first. `real_notebooks.txt` says which notebooks, and what is done with them: the steps of
sessions.py, where a cell is called `c` and its position, and these, which need none of a notebook's text:

    run all          all code cells with text, in order
    run stale        what is said to be stale, in document order
    raise c4         the first number that an assignment in the cell has becomes one more
    comment c4       a comment is put below its last line

Behind a step, `(unread)` says that no drift is said though the values differ, as nobody reads what the text of an edited cell would change.
"""

from __future__ import annotations

import os
import re
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from jupyter_mldebt.live.answer import Live
from jupyter_mldebt.read import read_file

from .kernel import Kernel, judge
from .sessions import Desk
from .test_kernel import assert_gathered

HERE = Path(__file__).parent
CORPUS = os.environ.get("NBCHECK_CORPUS")
pytestmark = pytest.mark.long


class Session(NamedTuple):
    """What is done with one notebook.

    Parameters
    ----------
    notebook : its path in the corpus
    steps : in order
    """

    notebook: str
    steps: tuple[str, ...]


def sessions() -> list[Session]:
    blocks = re.split(r"^=== ", (HERE / "real_notebooks.txt").read_text(encoding="utf-8"), flags=re.M)[1:]
    return [Session(block.split("\n")[0], tuple(line for line in block.split("\n")[1:] if line.strip())) for block in blocks]


class Owner(Desk):
    """Somebody at a real notebook."""

    def do(self, step: str) -> None:
        words = step.split()
        if words == ["run", "all"]:
            self.run(cell.id for cell in self.page if cell.kind == "code" and cell.source.strip())
        elif words == ["run", "stale"]:
            self.run(self.look().report().stale)
        elif words[0] == "raise":
            source = self.page[self.at(words[1])].source
            raised = re.sub(r"(?<![=!<>+*/-])(=\s*)(\d+)\b", lambda found: f"{found[1]}{int(found[2]) + 1}", source, count=1)
            assert raised != source
            self._put(words[1], source=raised)
        elif words[0] == "comment":
            self._put(words[1], source=self.page[self.at(words[1])].source + "\n# looked at")
        else:
            super().do(step)

    def run(self, names: Iterator[str | None] | tuple[str, ...]) -> None:
        for name in tuple(names):
            super().do(f"run {name}")


def expected(desk: Desk, live: Kernel, fresh: Kernel) -> tuple[str, str]:
    """The notebook's state by a real fresh run, with what differs; by the texts and the order of the runs where nothing does."""
    last = {execution.cell: execution for execution in desk.ran if execution.cell is not None}
    if not desk.ran:
        return "unknown", ""
    found = judge(desk.page, last, live, fresh)
    if any(found):
        return "drifted", str(found)
    cells = [cell for cell in desk.page if cell.kind == "code" and cell.source.strip()]
    while cells and cells[-1].id not in last:
        cells.pop()
    numbers = [last[cell.id].number if cell.id in last and last[cell.id].source == cell.source else None for cell in cells]
    known = [number for number in numbers if number is not None]
    in_order = len(known) == len(numbers) and known == sorted(known)
    return "valid" if in_order else "weakly-valid", ""


def marks(desk: Desk) -> tuple[set[str | None], set[str | None]]:
    """The cells that never ran, and those that are edited, by what was done."""
    last = {execution.cell: execution.source for execution in desk.ran if execution.cell is not None}
    code = [cell for cell in desk.page if cell.kind == "code"]
    return (
        {cell.id for cell in code if cell.source.strip() and cell.id not in last},
        {cell.id for cell in code if cell.id in last and last[cell.id] != cell.source},
    )


@pytest.mark.parametrize("session", [pytest.param(session, id=session.notebook) for session in sessions()])
def test_the_state_is_what_a_fresh_run_gives(session: Session, tmp_path: Path) -> None:
    if CORPUS is None:
        reason = "sessions of real notebooks: give NBCHECK_CORPUS, a folder of repositories"
        warnings.warn(f"SKIPPED {reason}", stacklevel=1)
        pytest.skip(reason)
    path = Path(CORPUS, session.notebook)
    assert path.exists(), f"{path} is not there: clone the repository"
    folder = tmp_path / "work"
    shutil.copytree(path.parent, folder)
    page = [msgspec.structs.replace(cell, id=f"c{cell.index}", outputs=()) for cell in read_file(path).cells]
    wrong, answers = [], 0
    with Kernel(folder=folder) as live, Kernel(folder=folder) as fresh:
        desk = Owner(page, execute=live.execute, restart=live.restart, check_status=False)
        done: list[str] = []
        for line in session.steps:
            step = line.removesuffix(" (unread)")
            desk.do(step)
            done.append(step)
            answers += 1
            said: Live = desk.look()
            state, differs = expected(desk, live, fresh)
            report = said.report()
            by_ruling = step != line and (report.state, state) == ("weakly-valid", "drifted")
            if report.state != state and not by_ruling:
                wrong.append(f"{done}\n  said {report.state} {said.drifts[:4]}\n  a fresh run: {state} {differs}")
            if (set(report.never_run), set(report.edited)) != marks(desk):
                wrong.append(f"{done}\n  said never {report.never_run}, edited {report.edited}\n  it is {marks(desk)}")
        assert_gathered(desk, live, fresh)
    print(f"{session.notebook}: {answers} answers, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)
