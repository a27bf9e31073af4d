"""NBG003: the function that its fix extracts, where it offers none, and that cells do the same afterwards as they did before."""

from __future__ import annotations

import ast
import contextlib
import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jupyter_mldebt.catalogue import find, load
from jupyter_mldebt.edit import edited
from jupyter_mldebt.model import Cell, Notebook, Output
from jupyter_mldebt.rule import Fix

from .blocks import context_of, notebook_of

PLOT = """\
total = sum(first) / len(first)
print("mean of", "first", round(total, 2), max(first))
print("range of", "first", max(first) - min(first), [max(first), min(first)])
print("scaled", "first", [round(one / total, 2) for one in sorted(first)])"""
DATA = "first, second, third = [1, 2, 6], [3, 4], [8]"


def fixes(notebook: Notebook) -> list[Fix | None]:
    return [finding.fix for finding in load(find("NBG003")).run(context_of(notebook))]


def after(*sources: str) -> list[str] | None:
    """The cells with the first fix; None where there is a finding without."""
    notebook = notebook_of(list(sources))
    (fix, *_) = fixes(notebook)
    return [cell.source for cell in edited(notebook, fix.edits).notebook.cells] if fix else None


def seen(cells: list[str]) -> list[str]:
    """What a reader sees of each cell when they run one after the other: what is printed, and the last expression."""
    space: dict[str, object] = {}
    shown = []
    for source in cells:
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(tree, "cell", "exec"), space)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space) if isinstance(last, ast.Expr) else None
        shown.append(printed.getvalue() + ("" if value is None else repr(value)))
    return shown


def same(*sources: str) -> list[str]:
    """The cells with the fix, which must show what they showed before; the one with the function in parts: it, what is above and below."""
    found = after(*sources)
    assert found is not None
    assert seen(found) == seen(list(sources))
    return [part for source in found for part in source.split("\n\n\n")]


def test_names_and_literals_that_vary_are_parameters() -> None:
    found = same(DATA, PLOT, PLOT.replace("first", "second"))
    assert found[1].startswith("def show(value, text):\n    total = sum(value) / len(value)\n")
    assert found[2:] == ['show(first, "first")', 'show(second, "second")']


def test_all_copies_call_it() -> None:
    found = same(DATA, PLOT, PLOT.replace("first", "second"), "x = 1", PLOT.replace("first", "third"))
    assert found[2:] == ['show(first, "first")', 'show(second, "second")', "x = 1", 'show(third, "third")']
    notebook = notebook_of([DATA, PLOT, PLOT.replace("first", "second"), PLOT.replace("first", "third")])
    one, other = fixes(notebook)
    assert one is not None and other is not None and one.edits == other.edits and one.safety == "unsafe"
    assert one.title == "Extract the function `show` from cell 1, cell 2 and cell 3"


def test_what_is_read_elsewhere_is_returned_under_each_place_s_own_name() -> None:
    other = PLOT.replace("first", "second").replace("total", "mean")
    found = same(DATA, PLOT, other, "print(total, mean)")
    assert found[2:] == ['total = show(first, "first")', 'mean = show(second, "second")', "print(total, mean)"]
    assert found[1].endswith("\n    return total")


def test_what_it_binds_anew_is_given() -> None:
    count = (
        "count = count + 1\nprint(count, count * 2, [count, count + 1, count + 2])\nprint(max(count, 3), count - 1, [count % 2, count % 3])"
    )
    found = same("count = 0\nnumber = 5", count, count.replace("count", "number"), "count, number")
    assert found[2:] == ["count = show(count)", "number = show(number)", "count, number"]


def test_what_the_cell_shows_last_is_still_shown() -> None:
    found = same(DATA, PLOT + "\nsorted(first)", PLOT.replace("first", "second") + "\nsorted(second)")
    assert "    return sorted(" in found[1]
    found = same(DATA, PLOT + "\nsorted(first)", PLOT.replace("first", "second") + "\nsorted(second)", "total")
    assert found[2] == 'total = show(first, "first")\nsorted(first)'


def test_lines_that_only_one_has_stay() -> None:
    found = same(DATA, "import math\nk = 3\n" + PLOT, "k = 4\nprint(k)\n" + PLOT.replace("first", "second") + "\nprint(total)")
    assert found[1] == "import math\nk = 3" and found[2].startswith("def show(")
    assert found[3:] == ['total = show(first, "first")', 'k = 4\nprint(k)\ntotal = show(second, "second")\nprint(total)']


def test_settings_at_the_head_of_the_copies_are_handed_over() -> None:
    cell = "k = 3\nprint([k, k + 1, k + 2], k * k, k / 2, k - 1)\nprint(max(k, 4), min(k, 4), k % 2)\nprint(k, [k % 3, k % 5, k % 7])"
    found = same("x = 0", cell, cell.replace("k = 3", "k = 5"))
    assert found[1] == "k = 3" and found[3:] == ["show(k)", "k = 5\nshow(k)"]


def test_text_over_several_lines_keeps_its_lines() -> None:
    cell = f'{PLOT}\nprint("""a\n  b\nc""", f"{{total}} first")'
    found = same(DATA, cell, cell.replace("(first", "(second").replace('"first"', '"second"'))
    assert 'print("""a\n  b\nc""", f"{total} first")' in found[1]


@pytest.mark.parametrize(
    ("first", "second", "rest"),
    [
        (f"%time\n{PLOT}\n!ls", PLOT.replace("first", "second").replace("\n", "\n!ls\n"), ""),  # magics within
        (
            f"for i in range(2):\n    t = i\n{PLOT}",
            f"for i in range(2):\n    t = i\n{PLOT.replace('first', 'second')}",
            "print(t)",
        ),  # may be unbound
        (PLOT + "\ndel first[0], total", PLOT.replace("first", "second").replace("\n", "\ndel total\ntotal = 1\n") + "\ndel total", ""),
        (PLOT, PLOT.replace("first", "second"), "print(locals())"),
        (PLOT, PLOT.replace("first", "second"), "exec(code)"),
        (PLOT, PLOT.replace("first", "second"), "print(_1)"),
        (PLOT, PLOT.replace("first", "second"), "a = = 1"),
        (PLOT, PLOT.replace("first", "second"), "from IPython import get_ipython\nget_ipython().ast_node_interactivity = 'all'"),
        (PLOT, PLOT.replace("first", "fourth"), ""),  # nothing binds it
        (PLOT.replace('"first"', 'f"first {total}"'), PLOT.replace('"first"', 'f"other {total}"'), ""),  # what varies is within a text
        (PLOT.replace("round", "show(); round"), PLOT.replace("round", "show(); round").replace("first", "second"), ""),
        (PLOT.replace("first", "a"), PLOT.replace("first", "b").replace("len(b)", "len(c)"), "a = b = c = [1]"),
    ],
)
def test_no_function_where_it_would_not_do_the_same(first: str, second: str, rest: str) -> None:
    notebook = notebook_of(["def show():\n    print(total)\ncode = ''\ntotal = 0", DATA, first, second, rest])
    assert set(fixes(notebook)) <= {None}


def test_a_function_that_reads_what_the_copies_bind_stays_right() -> None:
    shows = "def told():\n    print(total)\n    return 1"
    cell = PLOT.replace("round(total, 2)", "told()")
    assert after(DATA, shows, cell, cell.replace("first", "second")) is None
    found = same(DATA, shows, PLOT, PLOT.replace("first", "second"), "told()")
    assert found[3:] == ['total = show(first, "first")', 'total = show(second, "second")', "told()"]


def test_cells_for_runners_and_cells_that_failed_stay() -> None:
    sources = [DATA, PLOT, PLOT.replace("first", "second")]
    for changed in ({"tags": ("parameters",)}, {"outputs": (Output("error", ename="KeyError"),)}):
        cells = tuple(Cell(index, None, "code", source, **(changed if index == 2 else {})) for index, source in enumerate(sources))  # type: ignore[arg-type]
        assert fixes(Notebook("a.ipynb", cells)) == [None]


def test_names_that_the_notebook_has_are_not_taken() -> None:
    found = same(DATA + "\nshow = 1", PLOT, PLOT.replace("first", "second"), "show")
    assert found[1].startswith("def show_2(")


SIDES = """\
def {0}_of(row, table):
    own = table[table["key"] == row["{0}"]].sort_values("time").head(1)
    other = table[table["key"] == row["{1}"]].sort_values("time").head(1)
    print(own["{0}"].sum(), other["{1}"].sum(), row["{0}"])
    return own.join(other, lsuffix="{0}", rsuffix="{1}")"""


def test_functions_side_by_side_in_which_two_things_change_places_are_no_copies() -> None:
    left, right = SIDES.format("left", "right"), SIDES.format("right", "left")
    assert fixes(notebook_of([f"{left}\n{right}"])) == []
    assert len(fixes(notebook_of([left, right]))) == 1
    assert len(fixes(notebook_of([f"{left}\n{SIDES.format('upper', 'lower')}"]))) == 1


def test_many_differences_in_few_statements_are_no_copy() -> None:
    chart = "\n".join(
        f"draw({number}, title='{letter}', kind='bar', colour='red', size=[1, 2])" for number, letter in ((3, "a"), (4, "b"), (5, "c"))
    )
    chart += "\nshow()"
    assert len(fixes(notebook_of([chart, chart.replace("3", "7").replace("'a'", "'d'")]))) == 1
    assert fixes(notebook_of([chart, chart.translate({ord(old): new for old, new in zip("345abc", "678xyz", strict=True)})])) == []


# What is random: statements over a few names, copied with other names and literals.

NAMES = ("a", "b", "c", "d")
EXPRESSIONS = st.recursive(
    st.sampled_from(NAMES) | st.integers(0, 9).map(str),
    lambda inner: (
        st.builds("({} + {})".format, inner, inner)
        | st.builds("max({}, {})".format, inner, inner)
        | st.builds("sum([x * {} for x in (1, 2)])".format, inner)
        | st.builds("(lambda y: y + {})({})".format, inner, inner)
    ),
    max_leaves=4,
)
SIMPLE = st.builds("{} = {}".format, st.sampled_from(NAMES), EXPRESSIONS) | st.builds("print({}, {})".format, EXPRESSIONS, EXPRESSIONS)
STATEMENTS = (
    SIMPLE
    | st.builds("{} += {}".format, st.sampled_from(NAMES), EXPRESSIONS)
    | st.builds("if {} > 3:\n    {}\nelse:\n    {}".format, EXPRESSIONS, SIMPLE, SIMPLE)
    | st.builds("for {} in (1, 2):\n    {}\n    {}".format, st.sampled_from(NAMES), SIMPLE, SIMPLE)
    | st.builds("f({})".format, EXPRESSIONS)
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(STATEMENTS, min_size=4, max_size=8),
    st.permutations(NAMES),
    st.lists(EXPRESSIONS, max_size=3),
    st.sampled_from(("return x", "return x + a", "global b\n    b = x\n    return b")),
)
def test_cells_do_the_same_as_before(body: list[str], names: list[str], reads: list[str], function: str) -> None:
    cell = "\n".join(body)
    other = "".join({**dict(zip(NAMES, names, strict=True)), "7": "8"}.get(part, part) for part in _words(cell))
    sources = ["a, b, c, d = 1, 2, 3, 4", f"def f(x):\n    {function}", cell, other, *reads]
    found = [fix for fix in fixes(notebook_of(sources)) if fix]
    assume(found)
    notebook = edited(notebook_of(sources), found[0].edits).notebook
    assert seen([cell.source for cell in notebook.cells]) == seen(sources), "\n# %%\n".join(cell.source for cell in notebook.cells)


def _words(text: str) -> list[str]:
    import re

    return re.findall(r"\w+|\W+", text)
