"""The sessions on a real kernel: each step is run there, and after each the document is really run anew: the state says what that gives.

At the end of each, what made the last result is gathered, and its notebook run on a new kernel gives that result.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jupyter_mldebt.pipeline.gather import gather, notebook

from .kernel import Kernel, bound, judge
from .sessions import FOLDER, Case, Desk, cases, replay

SHORT = {
    "a console changes a part in place",
    "a definer is put between",
    "a failed run has run again",
    "the former text of a cell",
    "two windows and a console in turn",
}
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
    assert_gathered(desk, live, fresh)


def assert_gathered(desk: Desk, live: Kernel, fresh: Kernel) -> None:
    """The notebook of what made the last result shows the same on a new kernel, and leaves the same values of its names."""
    if not desk.ran or desk.ran[-1].error == "KeyboardInterrupt":
        return  # nothing ran, or how far it came can't be repeated
    last = desk.ran[-1]
    made = notebook(gather(desk.ran, last.number), "case.ipynb", "python3")
    fresh.restart()
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            fresh.execute(cell["source"], "gathered")
    names = sorted(bound(last.source)) if last.status == "ok" else []
    assert fresh.shown["gathered"] == live.shown[last.cell], made
    assert fresh.values(names) == live.values(names), made
