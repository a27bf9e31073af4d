"""What holds in every notebook: of any cells, edits and orders."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.model import Cell

from .sessions import Desk


@st.composite
def programs(draw: st.DrawFn) -> list[str]:
    """Cells of which none fails: each binds names of its own from those above, changes one in place, or shows some."""
    texts: list[str] = []
    for number in range(draw(st.integers(2, 8))):
        above = [f"v{other}" for other in range(number) if " = " in texts[other]]
        used = draw(st.lists(st.sampled_from(above), max_size=2)) if above else []
        kind = draw(st.sampled_from(["bind", "show", "change", "function"]))
        if kind == "show" and used:
            texts.append(f"print({', '.join(used)})")
        elif kind == "change" and used:
            texts.append(f"{used[0]}.append({number})")
        elif kind == "function":
            texts.append(f"def f{number}():\n    return [{', '.join(used)}]\nprint(f{number}())")
        else:
            texts.append(f"v{number} = [{', '.join(used)}]")
    return texts


def desk_of(texts: list[str]) -> Desk:
    return Desk([Cell(index, f"c{index}", "code", text) for index, text in enumerate(texts)])


def run_all(desk: Desk) -> None:
    for cell in desk.page:
        desk.do(f"run {cell.id}")


@given(programs())
@settings(max_examples=50, deadline=None)
def test_all_cells_run_in_order_are_valid(texts: list[str]) -> None:
    desk = desk_of(texts)
    for count, cell in enumerate(desk.page, start=1):
        desk.do(f"run {cell.id}")
        live = desk.look()
        assert (live.state, live.edited, live.stale, live.orphaned) == ("valid", (), {}, ())
        assert live.never_run == tuple(range(count, len(texts)))
    run_all(desk)
    again = desk.look()
    assert (again.stale, again.orphaned) == ({}, ())


@given(programs(), st.data())
@settings(max_examples=30, deadline=None)
def test_a_comment_is_an_edit_and_no_more(texts: list[str], data: st.DataObject) -> None:
    desk = desk_of(texts)
    run_all(desk)
    cell = data.draw(st.integers(0, len(texts) - 1))
    before = desk.page[cell].source
    desk.do(f"edit c{cell} | # {data.draw(st.text('abc xyz', max_size=9))}\n{before}\n\n")
    live = desk.look()
    assert (live.state, live.edited, live.stale, live.orphaned) == ("weakly-valid", (cell,), {}, ())
    desk.do(f"edit c{cell} | {before}")
    assert desk.look().state == "valid"


@given(st.integers(2, 7), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_independent_cells_in_any_order(count: int, dice: object) -> None:
    desk = desk_of([f"x{number} = {number}\nprint(x{number})" for number in range(count)])
    order = list(range(count))
    dice.shuffle(order)  # type: ignore[attr-defined]
    for cell in order:
        desk.do(f"run c{cell}")
    live = desk.look()
    assert live.state == ("valid" if order == sorted(order) else "weakly-valid")
    assert (live.stale, live.orphaned) == ({}, ())


@given(programs(), st.data())
@settings(max_examples=30, deadline=None)
def test_what_ran_again_makes_stale_what_the_forecast_says(texts: list[str], data: st.DataObject) -> None:
    desk = desk_of(texts)
    run_all(desk)
    cell = data.draw(st.integers(0, len(texts) - 1))
    foreseen = desk.look(f"c{cell}").forecasts[cell]
    desk.do(f"run c{cell}")
    assert tuple(desk.look().stale) == foreseen.stale
    assert cell not in foreseen.stale and foreseen.fails == ()


@given(programs(), st.data())
@settings(max_examples=30, deadline=None)
def test_stale_cells_run_in_document_order_are_stale_no_more(texts: list[str], data: st.DataObject) -> None:
    desk = desk_of(texts)
    run_all(desk)
    for cell in data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=4)):
        desk.do(f"run c{cell}")
    for cell in desk.look().stale:
        desk.do(f"run c{cell}")
    assert desk.look().stale == {}


@given(programs(), st.data())
@settings(max_examples=30, deadline=None)
def test_a_deleted_cell_orphans_its_direct_readers(texts: list[str], data: st.DataObject) -> None:
    desk = desk_of(texts)
    run_all(desk)
    gone = data.draw(st.integers(0, len(texts) - 1))
    readers = {f"c{target}" for source, target, _ in desk.look().session.fresh.trace.edges if source == gone and target < len(texts)}
    desk.do(f"delete c{gone}")
    live = desk.look()
    assert {live.session.name_of(orphan.reader) for orphan in live.orphaned} == readers
    desk.do("undo")
    assert (desk.look().state, desk.look().orphaned) == ("valid", ())


@given(programs())
@settings(max_examples=30, deadline=None)
def test_a_restart_leaves_nothing(texts: list[str]) -> None:
    desk = desk_of(texts)
    run_all(desk)
    desk.do("edit c0 | something = else_\n")
    desk.do("restart")
    live = desk.look()
    assert (live.state, live.edited, live.stale, live.orphaned) == ("unknown", (), {}, ())
    assert live.never_run == tuple(range(len(texts)))


@given(programs(), st.data())
@settings(max_examples=30, deadline=None)
def test_a_watch_says_what_a_look_from_the_start_says(texts: list[str], data: st.DataObject) -> None:
    """What is kept from look to look, as long as no cell is moved, changes nothing."""
    desk = desk_of(texts)
    for _ in range(data.draw(st.integers(1, 12))):
        cell = data.draw(st.integers(0, len(texts) - 1))
        if data.draw(st.booleans()):
            desk.do(f"run c{cell}")
        else:
            desk.do(f"edit c{cell} | {data.draw(st.sampled_from(texts))}")
        kept = desk.look().report()
        anew = Desk(list(desk.page), list(desk.ran)).look().report()
        assert (kept.state, kept.edited, kept.orphaned, kept.never_run) == (anew.state, anew.edited, anew.orphaned, anew.never_run)
        assert set(anew.stale) <= set(kept.stale)


@given(st.lists(st.integers(0, 2), max_size=6))
@settings(max_examples=30, deadline=None)
def test_aborted_executions_never_were(cells: list[int]) -> None:
    desk = desk_of(["x = 1", "y = x", "print(y)"])
    run_all(desk)
    said = desk.look().report()
    desk.ran += [Execution(len(desk.ran) + at, desk.page[cell].source, f"c{cell}", status="aborted") for at, cell in enumerate(cells)]
    assert desk.look().report() == said
