"""Odd texts: line ends, indents, wide characters. Every name stands where its place says, in the cell's own text."""

from __future__ import annotations

import ast

import pytest

from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.magics import translate
from jupyter_mldebt.model import Place
from jupyter_mldebt.text import Text

from .notebooks import graph_of, lines_of, misplaced, text_of

READS_X = {
    "CRLF": "y = 1\r\nprint(x)\r\n",
    "form feed": "\fy = 1\n\f\n\fprint(x)\fif y else x",
    "line separators in a string": "a = 'one\u2028two\u2029three\x85four'; print(x)\nx",
    "vertical tab and others in a comment": "# one\x0btwo\x1cthree\n(x)",
    "a wide character before it": "s = '\U0001f600é'; x; t = 'ü'; print(x)",
    "a wide character in an f-string": "s = f'\U0001f600 {x} é {x!r:>{x}}'",
    "an f-string over lines": "s = f'''é\n  {x} ü\n {\nx}'''",
    "an f-string joined with others": "s = ('é'\n  f'{x}' 'lit' f\"ü{x}\")",
    "a tab": "if 1:\n\tprint(x)\t; x",
    "names of other alphabets": "größe, 変数 = 1, 2; print(größe, 変数, x)",
    "names that are normalised": "ﬁne = 1; 𝐚 = 2\nprint(fine, a, ﬁne, x)",
    "names that are normalised, bound by other statements": "import os as ﬁle\ndef ﬁne(): return x\nclass 𝐂: pass\nfile, fine(), C",
    "an emoji before a magic": "s = '\U0001f600'; x\ny = !echo $x\nx",
    "an emoji in a line magic": "%time s = '\U0001f600'; x\n%time (  x,\n%pwd\nx",
    "an emoji in a cell magic's head": "%%timeit -n1 s = 'é'; x\nprint(s, x)",
    "a magic in an indented cell": "  y = 'é'\n  %time x\n  x",
    "a magic behind a prompt": ">>> y = 'é'\n>>> %time x\n... x",
    "cell magics inside each other": "%%capture\n%%prun\n%time 'é', x\nx\n%time x",
    "blanks before a semicolon": "x   ;  x ;",
    "spread definitions": "def  f (): return x\nasync  def  g(): pass\nclass   C : pass\nf()",
    "spread imports": "import  os . path ,  re  as  r\nfrom os import (path as p ,\n sep)\nx",
    "spread handlers": "try:\n    x\nexcept  ( ValueError ,\n  TypeError )  as   e :\n    e",
    "captures": "match x:\n    case {'a': a, **rest }:\n        a, rest\n    case [b, * others]  as whole:\n        b, others, whole",
}


@pytest.mark.parametrize("text", READS_X.values(), ids=READS_X)
def test_names_stand_where_they_are_written(text: str) -> None:
    graph = graph_of(("x = 1", text))
    assert "x: 0 -> 1" in lines_of(graph)
    if "%time (" not in text:
        assert graph.facts[1].problem is None
    assert not list(misplaced(graph))


def test_facts_see_carriage_returns_as_python_does() -> None:
    graph = graph_of(("x = 1", "y = 1\rprint(x)\r"))
    assert "x: 0 -> 1" in lines_of(graph)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("é = 1\nx = = 2", "= 2"),
        ("'é', x y", "y"),
        ("  a = 1\n  b = = 2", "= 2"),
    ],
)
def test_a_problem_stands_where_the_parser_stops(source: str, text: str) -> None:
    problem = facts_of(source).problem
    assert problem is not None
    graph = graph_of((source,))
    place = Place(0, problem.line, problem.column, problem.end_line, problem.end_column)
    assert text_of(graph, place) in (text, text.split()[0])


@pytest.mark.parametrize(
    "source",
    ["%time x = 1", "y = !ls \\\n -l", "a = '''\n%time\n'''\n%pwd", "%%time\nx\n", "%%capture\n%%time\nx", "pwd", "\n\nls -l\n\n", "x?\ny"],
)
def test_translation_keeps_the_lines(source: str) -> None:
    assert translate(source)[0].count("\n") == source.count("\n")


def test_nodes_come_in_the_order_of_the_text_with_those_that_magics_run() -> None:
    facts = facts_of("a = f(1)\n%time b = g(2)\n!echo h(3)\nc = h(4)")
    assert [node.func.id for node in facts.nodes[ast.Call]] == ["f", "g", "h"]  # type: ignore[attr-defined]
    assert [facts.span(node)[:2] for node in facts.nodes[ast.Call]] == [(1, 4), (2, 10), (4, 4)]
    assert not [node for node in facts.nodes[ast.Name] if node.id.startswith("__nbmagic")]  # type: ignore[attr-defined]


def test_the_node_of_a_statement_with_a_magic_ends_where_it_ends() -> None:
    facts = facts_of("out = !echo é \\\n  more\nx = 1")
    assert [facts.span(node) for node in facts.nodes[ast.Assign]] == [(1, 0, 2, 6), (3, 0, 3, 5)]


def test_places_of_magics() -> None:
    facts = facts_of("é = 1\n  \nif é:\n    %time é\nx = !ls\n")
    assert [(m.kind, m.name, m.line, m.column, m.end_line, m.end_column) for m in facts.magics] == [
        ("line", "time", 4, 4, 4, 11),
        ("shell", "", 5, 4, 5, 7),
    ]
    (magic,) = facts_of("\n  %%bash\n  ls\n").magics
    assert (magic.kind, magic.name, magic.line, magic.column, magic.end_line) == ("cell", "bash", 2, 2, 3)


def test_columns_count_code_points() -> None:
    text = Text("aé\U0001f600b\nb")
    assert [text.column(1, column) for column in (0, 1, 3, 7, 8)] == [0, 1, 2, 3, 4]
    assert text.column(2, 1) == 1
    assert [text.line(number) for number in (0, 1, 2, 3)] == ["", "aé\U0001f600b", "b", ""]
