"""Whose mark is right, by a real fresh run."""

from __future__ import annotations

import pytest

from bench.peers import FOLDER, PINNED, peer
from bench.stale import Difference, Ipyflow, Observed, Result, compare, out_of_date
from tests.live.sessions import Case, Desk, cases


def test_whose_mark_is_right() -> None:
    told = {(by, old): Difference("", "c", by, old).right for by in ("ours", "theirs") for old in (True, False, None)}
    assert told == {
        ("ours", True): "ours",
        ("ours", False): "theirs",
        ("ours", None): "undecided",
        ("theirs", True): "theirs",
        ("theirs", False): "ours",
        ("theirs", None): "undecided",
    }
    one, other = Difference("", "c", "ours", True), Difference("", "d", "ours", False)
    verdicts = [Result("", looks, 0, {}, found).verdict for looks, found in ((0, []), (1, []), (1, [one]), (1, [one, other]))]
    assert verdicts == ["no equivalent", "agreed", "ours", "each in part"]


def test_what_is_out_of_date_by_a_fresh_run() -> None:
    case = Case("", cases("words")[1].cells, ())
    with Observed({"x", "y"}) as ours, Observed({"x", "y"}) as fresh:
        desk = Desk(list(case.cells), execute=ours.execute)
        for step in ("run a b c", "edit a | x = 2", "run a", "run c"):
            desk.do(step)
        assert out_of_date(desk.page, ours, fresh) == {"a": False, "b": True, "c": False}
        desk.do("insert z first | nowhere")
        assert out_of_date(desk.page, ours, fresh) == {}


@pytest.mark.skipif(not (FOLDER / f"ipyflow-{PINNED['ipyflow']}" / "made").exists(), reason="ipyflow is not installed for `make bench`")
def test_ipyflow_marks_what_depends_on_a_cell_that_ran_again() -> None:
    case = next(case for case in cases("words") if case.title.startswith("run in order"))
    with Observed() as ours, Ipyflow(peer("ipyflow")) as theirs, Observed() as fresh:
        desk = Desk(list(case.cells), execute=theirs.execute)
        theirs.marked(desk.page)
        for step in ("run a b c", "edit a | x = 2", "run a"):
            desk.do(step)
            found = theirs.marked(desk.page)
        assert found == {"b", "c"}
        assert compare(case, ours, theirs, fresh).verdict == "agreed"
