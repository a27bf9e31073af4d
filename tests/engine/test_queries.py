"""Slices, orders and cuts are what Python needs: random programs are run whole, sliced, cut and moved, and must give the same values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from random import Random
from types import FunctionType

import pytest

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.queries import Cycle, backward_slice, dependences, live, topological_order

from .notebooks import graph_of

NAMES = "abcde"


class Flows:
    """Makes programs whose cells hand values to each other: bound, changed in place, shared, deleted, through functions, on some paths."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def cells(self, most: int = 7) -> tuple[str, ...]:
        start = "\n".join(f"{name} = [{index}]" for index, name in enumerate(NAMES))
        return (
            start,
            *("\n".join(self.statement() for _ in range(self.random.randint(1, 3))) for _ in range(self.random.randint(3, most - 1))),
        )

    def statement(self) -> str:
        name, other, third = (self.random.choice(NAMES) for _ in range(3))
        flag, function = self.random.choice(("True", "False", f"len({third}) > 2")), self.random.choice("fg")
        return self.random.choice(
            (
                f"{name} = {other} + {third}",
                f"{name} = list({other})",
                f"{name} = {other}",
                f"{name}.append(len({other}))",
                f"{name} += [{self.random.randint(0, 9)}]",
                f"{name} = [{self.random.randint(0, 9)}]",
                f"for i in {other}: {name} = [i]",
                f"if {flag}: {name} = {other}",
                f"if {flag}: {name}.append(1)",
                f"def {function}(x=0): return {name} + {other}",
                f"def {function}(x=0): {name}.append(x)",
                f"def {function}(x=0):\n    global {name}\n    {name} = {other} + [x]",
                f"{name} = [{function}(1)] if '{function}' in globals() else {other}",
                f"try: {name} = {function}(len({other}))\nexcept NameError: {name} = {third}",
                f"del {name}; {name} = [7]",
                f"if {flag}:\n    del {name}",
                f"try: print({name})\nexcept NameError: {name} = [0]",
                f"print({name})",
                f"print({name} + {other})",
                f"sum = lambda v: {name}" if self.random.random() < 0.3 else f"{name} = [sum([1, 2])]",
            )
        )


Told = dict[int, list[str]]


def run(cells: tuple[str, ...], order: tuple[int, ...], kept: dict[str, object] | None = None) -> tuple[Told, dict[str, object]]:
    """What each cell prints and assigns when they run in this order, and the names there are in the end.

    Raises
    ------
    Exception : a cell fails
    """
    namespace: dict[str, object] = {}
    told: Told = {}
    for name, value in (kept or {}).items():  # functions go where they are called
        namespace[name] = FunctionType(value.__code__, namespace, name, value.__defaults__) if isinstance(value, FunctionType) else value
    for index in order:
        printed = told[index] = []
        namespace["print"] = lambda value, printed=printed: printed.append(repr(value))
        exec(compile(cells[index], "cell", "exec"), namespace)
        assigned = {line.split(" = ")[0] for line in cells[index].split("\n") if line[:4] in {f"{name} = " for name in NAMES}}
        printed += [f"{name} = {namespace[name]}" for name in sorted(assigned) if name in namespace]
    return told, namespace


def programs(start: int, count: int) -> Iterator[tuple[tuple[str, ...], Graph, Told]]:
    """Random programs that run to their end, with their graphs and what their cells tell."""
    for seed in range(start, start + count):
        cells = Flows(seed).cells()
        try:
            told, _ = run(cells, tuple(range(len(cells))))
        except Exception:
            continue
        yield cells, graph_of(cells), told


def check_slices(start: int, count: int) -> int:
    compared = 0
    for cells, graph, told in programs(start, count):
        for index in graph.order:
            part = backward_slice(graph, [index])
            assert part == backward_slice(graph, part)
            if len(part) < len(cells):
                alone, _ = run(cells, part)
                assert alone[index] == told[index], f"cell {index} by {part}: {alone[index]}, not {told[index]}\n{graph}"
                compared += 1
    return compared


def check_cuts(start: int, count: int) -> int:
    compared = 0
    for cells, graph, told in programs(start, count):
        for cut in range(1, len(cells)):
            _, above = run(cells, graph.order[:cut])
            below, _ = run(cells, graph.order[cut:], {name: above[name] for name in live(graph, cut) if name in above})
            assert below == {index: told[index] for index in graph.order[cut:]}, f"cut before {cut}: {live(graph, cut)}\n{graph}"
            compared += 1
    return compared


def check_orders(start: int, count: int) -> int:
    """A random order of the cells in which all dependences hold gives the same values; the order found moves least of all such."""
    compared = 0
    for cells, graph, told in programs(start, count):
        random = Random(len(cells))
        pairs = {(found.before, found.after) for found in dependences(graph)}
        assert all(graph.order.index(before) < graph.order.index(after) for before, after in pairs)
        valid = [order for order in permutations(graph.order) if keeps(order, pairs)] if len(cells) <= 6 else []
        for order in random.sample(valid, min(4, len(valid))):
            assert run(cells, order)[0] == told, f"{order}\n{graph}\n{sorted(dependences(graph))}"
            compared += order != graph.order
        present = tuple(random.sample(graph.order, len(graph.order)))
        best = topological_order(graph, present)
        assert keeps(best, pairs) and set(best) == set(graph.order)
        if valid:
            assert moved(best, present) == min(moved(order, present) for order in valid), f"{best} of {present}\n{graph}"
    return compared


def keeps(order: tuple[int, ...], pairs: set[tuple[int, int]]) -> bool:
    rank = {cell: position for position, cell in enumerate(order)}
    return all(rank[before] < rank[after] for before, after in pairs)


def moved(order: tuple[int, ...], present: tuple[int, ...]) -> int:
    """How many cells must be taken out and put elsewhere to get one order from another: all but the longest common subsequence."""
    lengths: list[int] = []
    ranks = [present.index(cell) for cell in order]
    for position, rank in enumerate(ranks):
        lengths.append(1 + max((lengths[other] for other in range(position) if ranks[other] < rank), default=0))
    return len(order) - max(lengths, default=0)


def test_a_slice_run_alone_gives_what_it_gives_in_the_whole() -> None:
    assert check_slices(0, 400) > 300


def test_the_names_live_at_a_cut_are_enough_to_go_on() -> None:
    assert check_cuts(0, 400) > 300


def test_an_order_that_keeps_the_dependences_gives_the_same_values_and_moves_least() -> None:
    assert check_orders(0, 250) > 60


def test_edges_of_document_order_point_forward() -> None:
    for _, graph, _ in programs(0, 200):
        assert all(edge.source < edge.target for edge in graph.edges)


@pytest.mark.parametrize("seed", range(60))
def test_fewest_moves_among_all_orders(seed: int) -> None:
    """Against all orders of up to 7 cells, with dependences at random; where there is none, a circle is told."""
    random = Random(seed)
    count = random.randint(1, 7)
    reads = {cell: random.sample(range(count), random.randint(0, min(2, count))) for cell in range(count)}
    cells = tuple("\n".join([f"x{cell} = 1", *(f"x{other}" for other in reads[cell] if other != cell)]) for cell in range(count))
    graph = graph_of(cells)
    pairs = {(found.before, found.after) for found in dependences(graph)}
    valid = [order for order in permutations(range(count)) if keeps(order, pairs)]
    if not valid:
        with pytest.raises(Cycle) as cycle:
            topological_order(graph)
        assert len(cycle.value.cells) > 1
        return
    best = topological_order(graph)
    assert keeps(best, pairs)
    assert moved(best, tuple(range(count))) == min(moved(order, tuple(range(count))) for order in valid)
    assert not graph_of(cells, order=best).missing()


def test_a_cell_that_runs_twice_has_no_place() -> None:
    with pytest.raises(ValueError, match="twice"):
        dependences(graph_of(("x = 1", "x += 1"), order=(0, 1, 0)))


def test_a_graph_as_text_is_a_case() -> None:
    assert str(graph_of(("x = 1", "print(x, y)"))) == "# %%\nx = 1\n# %%\nprint(x, y)\n=>\nmissing: 1 y never-defined\nx: 0 -> 1"


@pytest.mark.long
@pytest.mark.parametrize("start", range(10_000, 40_000, 3_000))
def test_slices_cuts_and_orders_at_length(start: int) -> None:
    assert check_slices(start, 3_000) > 2_000 and check_cuts(start, 3_000) > 2_000 and check_orders(start, 1_000) > 300
