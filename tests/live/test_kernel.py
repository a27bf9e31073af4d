"""The sessions on a real kernel: each step is run there, and after each the document is really run anew: the state says what that gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .kernel import Kernel, judge
from .sessions import FOLDER, Case, Desk, cases, replay

SHORT = {"a console changes a part in place", "a definer is put between"}
ALL = [
    pytest.param(case, id=f"{file.stem}: {case.title}", marks=() if case.title in SHORT else pytest.mark.long)
    for file in sorted(FOLDER.glob("*.txt"))
    for case in cases(file.stem)
]


@pytest.fixture(scope="module")
def kernels() -> Iterator[tuple[Kernel, Kernel]]:
    with Kernel() as live, Kernel() as fresh:
        yield live, fresh


@pytest.mark.parametrize("case", ALL)
def test_the_state_is_what_a_fresh_run_gives(case: Case, kernels: tuple[Kernel, Kernel]) -> None:
    live, fresh = kernels
    live.restart()
    desk = Desk(list(case.cells), execute=live.execute, restart=live.restart)
    wrong = []
    for answer in replay(case, desk):
        if answer.said != answer.expected:
            wrong.append(f"{answer.steps}\n  said {answer.said}\n  case {answer.expected}")
        if not answer.by_kernel or answer.live.state == "unknown":
            continue
        last = {execution.cell: execution for execution in desk.ran if execution.cell is not None}
        found = judge(desk.page, last, live, fresh)
        if any(found) != (answer.live.state == "drifted"):
            wrong.append(f"{answer.steps}\n  said {answer.live.state} {answer.live.drifts}\n  a fresh run differs in {found}")
    assert not wrong, "\n".join(wrong)
