"""Edits of files: what is not concerned stays byte for byte the same, and what comes out reads as the edited notebook."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mldebt.edit import EditError, edited, edited_text, rewrite
from jupyter_mldebt.read import read_text
from jupyter_mldebt.rule import Edit, Position, Range

QUICK = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def replace(cell: int, line: int, column: int, end_line: int, end_column: int, text: str) -> Edit:
    return Edit("replace", cell, Range(Position(line, column), Position(end_line, end_column)), text)


def insert(cell: int, text: str) -> Edit:
    return Edit("insert-cell", cell, text=text)


def move(cell: int, to: int) -> Edit:
    return Edit("move-cell", cell, to=to)


def delete(cell: int) -> Edit:
    return Edit("delete-cell", cell)


# A notebook's file is what json.dumps makes of its cells in some layout, so that the expected text is that of the expected cells.

LAYOUTS: list[dict[str, Any]] = [
    {"indent": 1, "sort_keys": True, "ensure_ascii": False},
    {"indent": 1, "ensure_ascii": True},
    {"indent": 2, "ensure_ascii": False},
    {"indent": "\t", "ensure_ascii": False},
    {"indent": 0, "ensure_ascii": True},
    {"ensure_ascii": False},
    {"separators": (",", ":"), "ensure_ascii": True},
    {"separators": (", ", " : "), "indent": 4, "ensure_ascii": False},
]


def lines_of(source: str) -> list[str]:
    return source.split("\n") if "\n" not in source else [line + "\n" for line in source.split("\n")[:-1]] + [source.split("\n")[-1]]


class File:
    """A notebook file of some layout: how its cells and its text look."""

    def __init__(self, layout: dict[str, Any], *, as_list: bool, old: bool, minor: int, newline: str, bom: bool, end: str) -> None:
        self.layout, self.as_list, self.old, self.minor = layout, as_list, old, minor
        self.newline, self.bom, self.end = newline, bom, end

    def source(self, text: str) -> Any:
        return [line for line in lines_of(text) if line] if self.as_list else text

    def cell(self, source: str, number: int, kind: str = "code", id_: str | None = None) -> dict[str, Any]:
        cell: dict[str, Any] = {"cell_type": kind}
        if self.old:
            if kind == "code":
                cell |= {"collapsed": False, "input": self.source(source), "language": "python", "metadata": {"n": number}}
                return {
                    **cell,
                    "outputs": [{"output_type": "stream", "stream": "stdout", "text": ["né\n", '"\\/']}],
                    "prompt_number": number,
                }
            return {**cell, "metadata": {}, "source": self.source(source)}
        cell["execution_count"] = number
        if self.minor == 5:
            cell["id"] = id_ or f"cell-{number}"
        cell |= {"metadata": {"tags": ["é"], "n": number}, "outputs": [{"output_type": "stream", "name": "stdout", "text": "né\u2028"}]}
        cell["source"] = self.source(source)
        return cell if kind == "code" else {key: value for key, value in cell.items() if key not in ("execution_count", "outputs")}

    def new(self, source: str, id_: str | None) -> dict[str, Any]:
        cell = self.cell(source, 0, id_=id_)
        if self.old:
            del cell["prompt_number"]
        else:
            cell["execution_count"] = None
        return {**cell, "metadata": {}, "outputs": []}

    def text(self, cells: Sequence[dict[str, Any]]) -> bytes:
        if self.old:
            document: dict[str, Any] = {"metadata": {"name": "naïve"}, "nbformat": 3, "nbformat_minor": 0}
            document["worksheets"] = [{"cells": list(cells), "metadata": {"cells": [{"source": ["no cell"]}]}}]
        else:
            document = {"cells": list(cells), "metadata": {"cells": [{"source": "no cell"}], "é": 1}}
            document |= {"nbformat": 4, "nbformat_minor": self.minor}
        text = json.dumps(document, **self.layout).replace("\n", self.newline) + self.end
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.encode()


FILES = st.builds(
    File,
    st.sampled_from(LAYOUTS),
    as_list=st.booleans(),
    old=st.booleans(),
    minor=st.sampled_from([0, 4, 5]),
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    end=st.sampled_from(["", "\n", "\r\n", "\n\n"]),
)
TEXT = st.text(st.sampled_from('ab \n\n"\\/é日😀\t\u2028\x7f{}[],:'), max_size=12)
CELLS = st.lists(st.tuples(TEXT, st.sampled_from(["code", "code", "markdown"])), min_size=1, max_size=6)


@st.composite
def edits_of(draw: st.DrawFn, sources: Sequence[str], *, texts: st.SearchStrategy[str] = TEXT) -> list[Edit]:
    """Edits that don't contradict each other."""
    count = len(sources)
    edits: list[Edit] = []
    for cell in draw(st.permutations(range(count)))[: draw(st.integers(0, count))]:
        kind = draw(st.sampled_from(["replace", "move-cell", "delete-cell"]))
        if kind == "replace":
            places = sorted(draw(st.lists(st.integers(0, len(sources[cell])), min_size=2, max_size=2)))
            (line, column), (end_line, end_column) = (position(sources[cell], place) for place in places)
            edits.append(replace(cell, line, column, end_line, end_column, draw(texts)))
        else:
            edits.append(move(cell, draw(st.integers(0, count))) if kind == "move-cell" else delete(cell))
    for _ in range(draw(st.integers(0, 2))):
        edits.append(insert(draw(st.integers(0, count)), draw(texts)))
    return edits


def position(source: str, offset: int) -> tuple[int, int]:
    before = source[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1)


def replaced(source: str, edit: Edit) -> str:
    """What the edit makes of a source, in other words than the code has."""
    assert edit.range is not None
    lines = source.split("\n")
    start, end = edit.range.start, edit.range.end
    head = "\n".join([*lines[: start.line - 1], lines[start.line - 1][: start.column]])
    return head + (edit.text or "") + "\n".join([lines[end.line - 1][end.column :], *lines[end.line :]])


@QUICK
@given(FILES, CELLS, st.data())
def test_only_what_is_concerned_changes(file: File, cells: list[tuple[str, str]], data: st.DataObject) -> None:
    edits = data.draw(edits_of([source for source, _ in cells]))
    if not any(kind == "code" for _, kind in cells):
        edits = [edit for edit in edits if edit.kind != "insert-cell"]  # nothing tells how a new cell looks
    before = file.text([file.cell(source, number, kind) for number, (source, kind) in enumerate(cells)])
    after = edited_text(before, "a.ipynb", edits)
    ids = [cell.id for cell in read_text(after, "a.ipynb").cells]
    expected, moved = [], {edit.cell for edit in edits if edit.kind in ("move-cell", "delete-cell")}
    for number in range(len(cells) + 1):
        for edit in edits:
            if edit.kind == "insert-cell" and edit.cell == number:
                expected.append(file.new(edit.text or "", ids[len(expected)]))
            elif edit.kind == "move-cell" and edit.to == number:
                expected.append(file.cell(cells[edit.cell][0], edit.cell, cells[edit.cell][1]))
        if number < len(cells) and number not in moved:
            source = cells[number][0]
            for edit in edits:
                if edit.kind == "replace" and edit.cell == number:
                    source = replaced(source, edit)
            expected.append(file.cell(source, number, cells[number][1]))
    if expected:
        assert after == file.text(expected)
    else:
        assert read_text(after, "a.ipynb").cells == ()


EXAMPLES = Path(__file__).parents[2] / "examples"


@settings(QUICK, max_examples=60)
@given(st.sampled_from(sorted(EXAMPLES.glob("*.ipynb"))), st.data())
def test_real_files_keep_metadata_outputs_and_all_else(file: Path, data: st.DataObject) -> None:
    before = file.read_bytes()
    notebook = read_text(before, file.name)
    edits = data.draw(edits_of([cell.source for cell in notebook.cells]))
    after = edited_text(before, file.name, edits)
    old, new = json.loads(before), json.loads(after)
    touched = {edit.cell for edit in edits if edit.kind == "replace"}
    for cell, origin in zip(new["cells"], edited(notebook, edits).origins, strict=True):
        if origin is not None:
            same = {**cell, "source": None} if origin in touched else cell
            assert same == ({**old["cells"][origin], "source": None} if origin in touched else old["cells"][origin])
    assert {**old, "cells": []} == {**new, "cells": []}
    if not edits:
        assert after == before


# Scripts.

SCRIPT_TEXT = st.text(st.sampled_from("ab #%\n\n"), max_size=10).map(lambda text: f"x{text}y".replace("# %%", "# %"))
GAPS = st.integers(1, 3)


@QUICK
@given(
    st.lists(st.tuples(st.sampled_from(["# %%", "# %% title", "#%%", '# %% tags=["a"]']), SCRIPT_TEXT, GAPS), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n", "\n\n"]),
    st.booleans(),
    st.data(),
)
def test_scripts_keep_what_is_not_concerned(
    cells: list[tuple[str, str, int]], newline: str, end: str, front: bool, data: st.DataObject
) -> None:
    edits = [edit for edit in data.draw(edits_of([source for _, source, _ in cells], texts=SCRIPT_TEXT)) if edit.kind != "insert-cell"]
    head = "# ---\n# jupyter: {}\n# ---\n" if front else ""
    gaps = ["\n" * count for _, _, count in cells[:-1]]

    def text(pieces: list[str], between: list[str]) -> bytes:
        joined = "".join(piece + gap for piece, gap in zip(pieces, [*between, end], strict=True)) if pieces else end
        return (head + joined).replace("\n", newline).encode()

    pieces = [f"{mark}\n{source}" for mark, source, _ in cells]
    after = edited_text(text(pieces, gaps), "a.py", edits)
    for edit in edits:
        if edit.kind == "replace":
            pieces[edit.cell] = f"{cells[edit.cell][0]}\n{replaced(cells[edit.cell][1], edit)}"
    moved = {edit.cell for edit in edits if edit.kind in ("move-cell", "delete-cell")}
    expected = []
    for number in range(len(cells) + 1):
        expected += [pieces[edit.cell] for edit in edits if edit.kind == "move-cell" and edit.to == number]
        expected += [pieces[number]] if number < len(cells) and number not in moved else []
    if not any(edit.kind == "delete-cell" for edit in edits):
        assert after == text(expected, gaps)
    else:
        found = after.decode().replace("\r\n", "\n")
        assert all(piece in found for piece in expected)
        assert len(read_text(after, "a.py").cells) == len(expected)


def test_a_new_cell_of_a_script_has_its_marker_and_its_blank_lines() -> None:
    script = b"#%%\nx = 1\n\n\n#%%\ny = x\n"
    assert edited_text(script, "a.py", [insert(0, "import os")]) == b"#%%\nimport os\n\n\n#%%\nx = 1\n\n\n#%%\ny = x\n"
    assert edited_text(script, "a.py", [insert(2, "import os")]) == b"#%%\nx = 1\n\n\n#%%\ny = x\n\n\n#%%\nimport os\n"
    assert edited_text(b"x = 1", "a.py", [insert(1, "y = 2")]) == b"x = 1\n\n# %%\ny = 2"


def test_the_head_of_a_script_gets_a_marker_where_it_is_not_the_head_any_more() -> None:
    assert edited_text(b"y = x\n# %%\nx = 1\n", "a.py", [move(1, 0)]) == b"# %%\nx = 1\n# %%\ny = x\n"


@pytest.mark.parametrize("head", ["#!/usr/bin/env python", "# -*- coding: utf-8 -*-", "# comment\n# vim: set fileencoding=utf-8 :"])
def test_first_lines_that_have_to_stay_first_do(head: str) -> None:
    script = f"{head}\ny = x\n# %%\nx = 1\n".encode()
    with pytest.raises(EditError, match="first lines"):
        edited_text(script, "a.py", [move(1, 0)])
    assert edited_text(script, "a.py", [replace(1, 1, 4, 1, 5, "2")]) == script.replace(b"1\n", b"2\n")


# Byte by byte, what json.dumps would not have written.

ODD = (
    b'{ "nbformat":4,\r\n "cells" : [\n'
    b'  {"source":["a\\u0301 = \\"\\/\\"\\n" ,  "b = 2"], "cell_type":"code", "x":[1e3, -0.0, NaN], "metadata":{}, "outputs":[]},\n\n'
    b'  {"cell_type":"code","metadata":{"a":1,"a":2},"outputs":[],"source":"\\ud83d\\ude00 = c\\nd"  }\n'
    b'  ] , "metadata": {}, "nbformat_minor": 2 }   \n\n'
)


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (replace(0, 1, 0, 1, 0, "import os\n"), b'["a\\u0301', b'["import os\\n" ,  "a\\u0301'),
        (replace(0, 2, 0, 2, 5, "c"), b'"b = 2"', b'"c"'),
        (replace(0, 2, 5, 2, 5, "\nc"), b'"b = 2"', b'"b = 2\\n" ,  "c"'),
        (replace(0, 1, 0, 2, 0, ""), b'"a\\u0301 = \\"\\/\\"\\n" ,  "b', b'"b'),
        (replace(0, 1, 8, 2, 5, ""), b'\\n" ,  "b = 2"', b'"'),
        (replace(1, 1, 4, 1, 5, "é"), b"= c\\n", b"= \\u00e9\\n"),
        (replace(1, 1, 0, 1, 1, "x"), b"\\ud83d\\ude00", b"x"),
        (delete(0), ODD[ODD.index(b'{"source"') : ODD.index(b'{"cell_type"')], b""),
    ],
)
def test_odd_layouts(edit: Edit, old: bytes, new: bytes) -> None:
    assert ODD.count(old) == 1
    assert edited_text(ODD, "a.ipynb", [edit]) == ODD.replace(old, new)


def test_cells_change_places_and_gaps_stay() -> None:
    first, second = (
        ODD[ODD.index(begin) : ODD.index(end) + len(end)] for begin, end in [(b'{"source', b'"outputs":[]}'), (b'{"cell_', b"  }")]
    )
    swapped = ODD.replace(first, b"@").replace(second, first).replace(b"@", second)
    assert edited_text(ODD, "a.ipynb", [move(1, 0)]) == swapped == edited_text(ODD, "a.ipynb", [move(0, 2)])


def notebook(*sources: str, **changes: Any) -> bytes:
    cells = [{"cell_type": "code", "id": f"c{n}", "metadata": {}, "outputs": [], "source": source} for n, source in enumerate(sources)]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **changes}).encode()


def test_line_ends_within_a_source_are_kept_and_new_ones_are_like_them() -> None:
    after = edited_text(notebook("a\r\nb\r\nc"), "a.ipynb", [replace(0, 2, 0, 2, 0, "x\n"), replace(0, 3, 1, 3, 1, "!")])
    assert json.loads(after)["cells"][0]["source"] == "a\r\nx\r\nb\r\nc!"


def test_new_cells_have_ids_where_the_others_have_and_always_the_same() -> None:
    edits = [insert(0, "import os"), insert(0, "import os")]
    first, second = (json.loads(edited_text(notebook("a"), "a.ipynb", edits))["cells"] for _ in range(2))
    assert first == second
    ids = [cell["id"] for cell in first]
    assert len(set(ids)) == 3 and all(ids)
    older = edited_text(notebook("a", nbformat_minor=4), "a.ipynb", edits)
    assert "id" not in json.loads(older)["cells"][0]


def test_several_worksheets() -> None:
    def sheet(*names: str) -> dict[str, Any]:
        return {"cells": [{"cell_type": "code", "input": name, "outputs": [], "language": "python"} for name in names]}

    document = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet("a"), sheet("b", "c"), sheet()]}
    after = edited_text(json.dumps(document).encode(), "a.ipynb", [move(2, 0), insert(3, "d")])
    assert [cell.source for cell in read_text(after, "a.ipynb").cells] == ["c", "a", "b", "d"]


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ([replace(0, 1, 0, 1, 3, "x"), replace(0, 1, 2, 1, 4, "y")], "same characters"),
        ([replace(0, 1, 0, 1, 99, "x")], "no line 1, column 99"),
        ([replace(9, 1, 0, 1, 0, "x")], "no cell 9"),
        ([replace(-1, 1, 0, 1, 0, "x")], "no cell -1"),
        ([move(0, 1), delete(0)], "two edits concern cell 0"),
        ([move(5, 0)], "no cell 5"),
        ([insert(3, "x")], "no cell 3"),
    ],
)
def test_edits_that_make_no_sense_are_refused(edits: list[Edit], why: str) -> None:
    with pytest.raises(EditError, match=why):
        edited_text(notebook("abcdef", "g"), "a.ipynb", edits)


def test_edits_that_do_not_read_back_are_refused() -> None:
    with pytest.raises(EditError, match="stays the same"):
        edited_text(b"# %%\nx = 1\n", "a.py", [replace(0, 1, 0, 1, 0, "# %%\n")])
    with pytest.raises(EditError, match="no code cell"):
        edited_text(json.dumps({"cells": [], "nbformat": 4}).encode(), "a.ipynb", [insert(0, "x")])


def test_the_origins_tell_where_cells_come_from() -> None:
    before = read_text(notebook("a", "b", "c"), "a.ipynb")
    after = edited(before, [move(2, 0), insert(1, "n"), delete(1)])
    assert after.origins == (2, 0, None)
    assert [cell.source for cell in after.notebook.cells] == ["c", "a", "n"]
    assert [cell.index for cell in after.notebook.cells] == [0, 1, 2]


# Writing.


def test_a_file_is_replaced_with_its_mode_and_through_links(tmp_path: Path) -> None:
    file, link = tmp_path / "a.ipynb", tmp_path / "link.ipynb"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    rewrite(str(link), b"old", b"new")
    assert file.read_bytes() == b"new" and link.is_symlink()
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ipynb", "link.ipynb"]


def test_a_file_that_changed_or_is_read_only_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_bytes(b"edited")
    with pytest.raises(EditError, match="changed meanwhile"):
        rewrite(str(file), b"old", b"new")
    file.chmod(0o444)
    with pytest.raises(EditError, match="read-only"):
        rewrite(str(file), b"edited", b"new")
    with pytest.raises(EditError, match="No such file"):
        rewrite(str(tmp_path / "gone.ipynb"), b"", b"new")
    assert file.read_bytes() == b"edited"
    assert [path.name for path in tmp_path.iterdir()] == ["a.ipynb"]
