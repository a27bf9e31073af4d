"""What counts as the same output."""

from __future__ import annotations

import base64

import pytest

from jupyter_mldebt.pipeline.verify import compare, seen


def printed(text: str) -> list[dict]:
    return [{"output_type": "stream", "name": "stdout", "text": text}]


def shown(**data) -> list[dict]:
    return [{"output_type": "display_data", "data": {key.replace("_", "/"): value for key, value in data.items()}}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (printed("<object at 0x7f01>\n"), printed("<object at 0x7fff>")),
        (printed("CPU times: user 1 s\nWall time: 2 s\n3"), printed("3")),
        (printed("\x1b[31mred\x1b[0m"), printed("red")),
        (printed("a") + printed("b"), printed("ab")),
        ([{"output_type": "stream", "name": "stderr", "text": "warning"}], []),
        (shown(text_plain="1", text_html="<b>1</b>"), shown(text_plain="1", text_html="<i>1</i>")),
    ],
)
def test_the_same(one, other):
    assert seen(one) == seen(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (printed("0x10"), printed("0x11")),
        (printed("a"), shown(text_plain="b")),
        (shown(image_png=base64.b64encode(b"one").decode()), shown(image_png=base64.b64encode(b"two").decode())),
        (shown(text_plain="<Map>", text_html="<b>1</b>"), shown(text_plain="<Map>", text_html="<i>1</i>")),
        ([{"output_type": "error", "ename": "KeyError"}], [{"output_type": "error", "ename": "ValueError"}]),
        (printed("a"), []),
    ],
)
def test_not_the_same(one, other):
    assert seen(one) != seen(other)


def test_a_difference_is_told_from_what_differs_by_itself():
    first = {1: printed("same"), 2: printed("run 1"), 3: printed("expected"), 4: []}
    again = {1: printed("same"), 2: printed("run 2"), 3: printed("expected"), 4: []}
    found = {1: printed("same"), 2: printed("run 3"), 3: printed("other"), 4: printed("new")}
    result = compare((first, again), found)
    assert [(cell.index, cell.verdict) for cell in result.cells] == [
        (1, "same"),
        (2, "nondeterministic"),
        (3, "different"),
        (4, "different"),
    ]
    assert not result.verified
    assert result.reasons == ("the outputs of cells 3, 4 differ from those of the notebook",)
    assert (result.cells[2].expected, result.cells[2].found) == ("text:expected", "text:other")
