"""Where the boxes of a drawing stand."""

from __future__ import annotations

from itertools import combinations

import pytest

from jupyter_mldebt.page.layout import HEIGHT, WIDTH, arrange, path, reduced

SHAPES: dict[str, dict[str, set[str]]] = {
    "one": {"a": set()},
    "chain": {"a": set(), "b": {"a"}, "c": {"a", "b"}},
    "long": {"a": set(), "b": {"a"}, "c": {"b"}, "d": {"c"}, "e": {"d"}, "f": {"e", "a"}, "g": {"f", "b"}},
    "diamond": {"a": set(), "b": {"a"}, "c": {"a"}, "d": {"b", "c"}},
    "past": {"a": set(), "b": {"a"}, "c": {"b"}, "d": set(), "e": {"c", "d", "a"}},
    "apart": {"a": set(), "b": set(), "c": set()},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_boxes_keep_apart_and_arrows_lead_on(shape: str) -> None:
    drawn = arrange(reduced(SHAPES[shape]))
    assert drawn.places.keys() == SHAPES[shape].keys()
    for (x1, y1), (x2, y2) in combinations(drawn.places.values(), 2):
        assert abs(x1 - x2) > WIDTH or abs(y1 - y2) > HEIGHT
    for x, y in drawn.places.values():
        assert WIDTH / 2 <= x <= drawn.width - WIDTH / 2 and HEIGHT / 2 <= y <= drawn.height - HEIGHT / 2
    axis = 1 if drawn.down else 0
    for arrow in drawn.arrows:
        assert drawn.places[arrow.start][axis] < drawn.places[arrow.end][axis]
        assert path(drawn, arrow).count("C") == len(arrow.points) - 1
        for point in arrow.points[1:-1]:  # it passes no box that it does not lead to
            assert all(abs(point[0] - x) > 5 or abs(point[1] - y) > 5 for x, y in drawn.places.values())


def test_arrows_that_others_imply_are_left_out_where_that_is_asked_for() -> None:
    assert [(arrow.start, arrow.end) for arrow in arrange(SHAPES["chain"]).arrows] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert [(arrow.start, arrow.end) for arrow in arrange(reduced(SHAPES["chain"])).arrows] == [("a", "b"), ("b", "c")]
    assert len(arrange(reduced(SHAPES["diamond"])).arrows) == 4
