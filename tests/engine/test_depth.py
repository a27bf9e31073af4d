"""Cells that nest deeply, are very long or call very often: an answer in bounded time, no exception, the cells around them unharmed."""

from __future__ import annotations

import time

import pytest

from jupyter_mldebt.graph import Graph

from .notebooks import graph_of, lines_of

DEEP = {
    "parentheses": "(" * 5000 + "x" + ")" * 5000,
    "lists": "[" * 3000 + "x" + "]" * 3000,
    "attributes": "x" + ".a" * 2000,
    "items": "x" + "[0]" * 2000,
    "calls": "x" + "()" * 2000,
    "calls in calls": "f(" * 150 + "x" + ")" * 150,
    "methods": "x" + ".a()" * 400,
    "sum": " + ".join(["x"] * 1000),
    "long sum": " + ".join(["x"] * 20_000),
    "minus signs": "-" * 3000 + "x",
    "not": "not " * 3000 + "x",
    "lambdas": "lambda: " * 1000 + "x",
    "powers": "**".join(["x"] * 2000),
    "conditional expressions": "1 if x else " * 1000 + "x",
    "comparison": " < ".join(["x"] * 20_000),
    "strings in a row": "x, " + "'a' " * 20_000,
    "elif": "if x: pass\n" + "\n".join(f"elif x == {n}: y = {n}" for n in range(1000)),
    "blocks": "\n".join(" " * n + "if x:" for n in range(90)) + "\n" + " " * 90 + "x",
    "loops": "\n".join(" " * n + "for i in x:" for n in range(19)) + "\n" + " " * 19 + "x",
    "functions that nobody calls": "\n".join(" " * n + f"def f{n}():" for n in range(90)) + "\n" + " " * 90 + "return x",
    "cell magics": "%%time\n" * 3000 + "x",
    "f-strings": "x\n" + "f'{x:{x}}' " * 2000,
    "subscripts in subscripts": "x[" * 1000 + "0" + "]" * 1000,
    "brackets that stay open": "[(" * 5000,
    "quotes that stay open": "'''" + "\n%time x" * 20_000,
    "joined lines": "x = 1 + \\\n" * 20_000 + "x",
    "handlers": "try: x\n" + "except A: x\n" * 1000 + "except: pass",
}


def timed(*cells: str, seconds: float = 20) -> Graph:
    start = time.process_time()
    graph = graph_of(cells)
    assert time.process_time() - start < seconds
    return graph


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_text_ends_with_an_answer(text: str) -> None:
    graph = timed("x = 1", text, "y = 1", "y\nprint(x)")
    lines = lines_of(graph)
    assert "x: 0 -> 3" in lines
    assert "y: 2 -> 3" in lines
    assert "x: 0 -> 1" in lines or "problem: 1" in lines or text.startswith("def"), "what could not be run is told"


def test_a_cell_whose_run_is_given_up_may_have_bound_anything() -> None:
    blocks = "\n".join(" " * (n + 1) + "if x:" for n in range(18))
    functions = [f"def f{n}():\n{blocks}\n{' ' * 19}f{n + 1}()" for n in range(14)]
    graph = timed("x = 1", *functions, "y = 1; f0(); z = 2", "x, y", "z, u")
    assert not [facts.problem for facts in graph.facts.values() if facts.problem]
    lines = lines_of(graph)
    assert {"x: 0 -> 15", "x: 0 -> 16", "y: 15 -> 16", "z: 15 -> 17"} <= set(lines)
    assert "missing: 17 u never-defined hidden" in lines


WIDE = ["x = 1\n", "x = 'é'\n", "%pwd\n", "!echo $x\n", "print(f(x), y)\n", "# é\n", "x = x + [é]; "]


@pytest.mark.parametrize("wide", WIDE)
def test_a_long_cell(wide: str) -> None:
    timed("x = 1", wide * (100_000 // len(wide)), "x")


@pytest.mark.long
@pytest.mark.parametrize("wide", WIDE)
def test_a_cell_of_a_megabyte(wide: str) -> None:
    timed("x = 1", wide * (1_000_000 // len(wide)), "x", seconds=90)


def test_calls_that_call_twice_at_every_level() -> None:
    functions = "\n".join(f"def f{n}(): f{n + 1}(); f{n + 1}()" for n in range(20))
    writers = "\n".join(f"def g{n}(): g{n + 1}(); data.append({n}); g{n + 1}()" for n in range(20))
    graph = timed(
        "data = []", f"{functions}\ndef f20(): return x", f"{writers}\ndef g20(): return x", "x = 1", "f10()", "g10()", "f0()", "g0()"
    )
    assert {"x: 3 -> 4", "x: 3 -> 5"} <= set(lines_of(graph))


def test_recursion_through_data() -> None:
    graph = timed(
        "def walk(tree, visit):\n    visit(tree)\n    for child in tree:\n        walk(child, lambda t: (visit(t), walk(t, visit)))",
        "tree = []\ntree.append(tree)\nseen = {}\nseen['k'] = seen\nclass N: pass\nn = N(); n.n = n",
        "walk(tree, print); walk(seen, walk); walk(n, n)",
        "tree, seen, n",
    )
    assert {"tree: 1 -> 3", "seen: 1 -> 3", "n: 1 -> 3"} <= set(lines_of(graph))


def test_many_cells() -> None:
    cells = ["x0 = 1", *(f"x{n} = x{n - 1}\nx{n // 2}.append(x{n})" for n in range(1, 1000))]
    assert len(timed(*cells).edges) > 1000
