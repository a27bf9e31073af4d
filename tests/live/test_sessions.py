"""Every session of every file in cases/: after each step exactly that is said which the case says."""

from __future__ import annotations

import pytest

from .sessions import FOLDER, Case, Desk, cases, replay

ALL = [pytest.param(case, id=f"{file.stem}: {case.title}") for file in sorted(FOLDER.glob("*.txt")) for case in cases(file.stem)]


@pytest.mark.parametrize("case", ALL)
def test_what_is_said_after_each_step(case: Case) -> None:
    answers = list(replay(case, Desk(list(case.cells))))
    assert answers
    wrong = [f"{answer.steps}\n  said {answer.said}\n  case {answer.expected}" for answer in answers if answer.said != answer.expected]
    assert not wrong, "\n".join(wrong)
