"""VERIFIED.html: what it says, and that nothing of the notebook gets into it as HTML."""

from __future__ import annotations

import base64
import re

from jupyter_mldebt.pipeline.planner import make_plan
from jupyter_mldebt.pipeline.verified_page import render
from jupyter_mldebt.pipeline.verify import compare


def printed(text: str) -> list[dict]:
    return [{"output_type": "stream", "name": "stdout", "text": text}]


def picture(data: bytes, mime: str = "image/png") -> list[dict]:
    return [{"output_type": "display_data", "data": {mime: base64.b64encode(data).decode() + "\n"}}]


def page(graph, first, again, found) -> str:
    return render(make_plan(graph, "../analysis.ipynb"), graph.notebook, compare((first, again), found), first, found)


def test_each_cell_is_told(graph_of):
    graph = graph_of("print('a')", "show()", "print(clock())", "print('b')")
    first = {0: printed("a"), 1: picture(b"one"), 2: printed("10:00"), 3: printed("<b>left</b>")}
    again = first | {2: printed("10:01")}
    text = page(graph, first, again, first | {2: printed("10:02"), 1: picture(b"two"), 3: printed("<script>alert(1)</script>")})
    assert re.findall(r'<span class="chip \w+">(\w[\w ]*)</span>', text) == [
        "not verified",
        "same",
        "different",
        "nondeterministic",
        "different",
    ]
    assert [f'src="data:image/png;base64,{base64.b64encode(data).decode()}"' in text for data in (b"one", b"two")] == [True, True]
    assert "print(clock())" in text and "10:0" not in text  # it would differ from export to export
    assert "&lt;b&gt;left&lt;/b&gt;" in text and "&lt;script&gt;" in text and "<script" not in text and "<b>" not in text
    assert "the outputs of cells 1, 3 differ from those of the notebook" in text


def test_a_page_needs_no_other_file_and_holds_no_pictures_that_are_the_same(graph_of):
    graph = graph_of("show()")
    outputs = {0: picture(b"one")}
    text = page(graph, outputs, outputs, outputs)
    assert "<h1>analysis</h1>" in text and ">verified</span>" in text and "[image/png]" in text
    assert "data:image" not in text and not re.search(r"https?:|<script|<link", text)
    assert "prefers-color-scheme: dark" in text


def test_a_picture_is_nothing_but_its_data(graph_of):
    bad = [{"output_type": "display_data", "data": {"image/png": 'aGk=" onerror="alert(1)'}}]
    text = page(graph_of("show()"), {0: picture(b"one")}, {0: picture(b"one")}, {0: bad})
    assert 'onerror="' not in text


def test_long_outputs_are_cut(graph_of):
    long = {0: printed("\n".join(map(str, range(1000))))}
    text = page(graph_of("show()"), long, long, long)
    assert "… 941 more lines" in text and "\n58\n" in text and "\n500\n" not in text
