"""Layout: where boxes and the arrows between them stand in a drawing.

Layers by the longest way, order within a layer by the barycentre of its neighbours (Sugiyama, Tagawa and Toda, 1981). It is our own, as the
libraries that do it are under the GPL or EPL (grandalf, igraph), bring compiled code for each system (graphlay, fast-sugiyama), or need a program beside
Python (pygraphviz).
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

WIDTH, HEIGHT = 176, 46
_ALONG, _ACROSS = 36, 22  # gaps between layers and within one
_WIDEST = 5  # layers that stand side by side; more stand one below the other
_SWEEPS = 4


class Arrow(NamedTuple):
    """An arrow from one box to another: the points that it goes through."""

    start: str
    end: str
    points: tuple[tuple[float, float], ...]


class Layout(NamedTuple):
    """A drawing: its size, the middle of each box, the arrows, and whether it goes down instead of to the right."""

    width: float
    height: float
    places: dict[str, tuple[float, float]]
    arrows: tuple[Arrow, ...]
    down: bool


def arrange(before: Mapping[str, AbstractSet[str]]) -> Layout:
    """Lay out boxes.

    Parameters
    ----------
    before : for each box those from which an arrow leads to it; they come before it
    """
    layer: dict[str, int] = {}
    for name, needs in before.items():
        layer[name] = max((layer[need] + 1 for need in needs), default=0)
    ways: dict[tuple[str, str], list[str]] = {}
    for name, needs in before.items():
        for need in sorted(needs):
            between = [f"{need}\0{name}\0{at}" for at in range(layer[need] + 1, layer[name])]  # a long arrow keeps a place in each layer
            layer |= {point: at for at, point in enumerate(between, layer[need] + 1)}
            ways[need, name] = [need, *between, name]
    rows = _ordered(layer, list(ways.values()))
    down = len(rows) > _WIDEST
    along, across = (HEIGHT, WIDTH) if down else (WIDTH, HEIGHT)
    most = max(len(row) for row in rows)
    places: dict[str, tuple[float, float]] = {}
    for at, row in enumerate(rows):
        for number, name in enumerate(row):
            main = at * (along + _ALONG * (0.6 if down else 1)) + along / 2
            side = (number + (most - len(row)) / 2) * (across + _ACROSS) + across / 2
            places[name] = (side, main) if down else (main, side)
    arrows = tuple(Arrow(start, end, tuple(places[name] for name in way)) for (start, end), way in ways.items())
    steps = {name: place for name, place in places.items() if name in before}
    width, height = (max(place[axis] for place in steps.values()) + half for axis, half in ((0, WIDTH / 2), (1, HEIGHT / 2)))
    return Layout(width, height, steps, arrows, down)


def path(layout: Layout, arrow: Arrow) -> str:
    """An arrow as the path of an SVG: from the edge of one box to that of the other."""
    points = list(arrow.points)
    axis, half = (1, HEIGHT / 2) if layout.down else (0, WIDTH / 2)
    points[0] = _moved(points[0], axis, half)
    points[-1] = _moved(points[-1], axis, -half - 5)  # room for its head
    parts = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for at, ((x1, y1), (x2, y2)) in enumerate(zip(points, points[1:], strict=False)):
        (dx1, dy1), (dx2, dy2) = _slope(points, at, axis), _slope(points, at + 1, axis)
        parts.append(f"C{x1 + dx1:.1f},{y1 + dy1:.1f} {x2 - dx2:.1f},{y2 - dy2:.1f} {x2:.1f},{y2:.1f}")
    return " ".join(parts)


def _slope(points: list[tuple[float, float]], at: int, axis: int) -> tuple[float, float]:
    """Where an arrow is heading at a point: along at its ends, between from the point before to the one after (a Catmull-Rom spline)."""
    if 0 < at < len(points) - 1:
        (x1, y1), (x2, y2) = points[at - 1], points[at + 1]
        return (x2 - x1) / 6, (y2 - y1) / 6
    near = points[:2] if at == 0 else points[-2:]
    half = (near[1][axis] - near[0][axis]) / 2
    return (half, 0) if axis == 0 else (0, half)


def _moved(point: tuple[float, float], axis: int, by: float) -> tuple[float, float]:
    return (point[0] + by, point[1]) if axis == 0 else (point[0], point[1] + by)


def reduced(before: Mapping[str, AbstractSet[str]]) -> dict[str, set[str]]:
    """Without arrows that others imply: transitive reduction. Boxes come after those from which arrows lead to them."""
    all_before: dict[str, set[str]] = {}
    for name, needs in before.items():
        all_before[name] = set(needs).union(*(all_before[need] for need in needs))
    return {name: set(needs).difference(*(all_before[need] for need in needs)) for name, needs in before.items()}


def _ordered(layer: dict[str, int], ways: list[list[str]]) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
    for name, at in layer.items():
        rows[at].append(name)
    near: dict[str, tuple[list[str], list[str]]] = {name: ([], []) for name in layer}
    for way in ways:
        for left, right in zip(way, way[1:], strict=False):
            near[right][0].append(left)
            near[left][1].append(right)
    for sweep in range(_SWEEPS):
        back = sweep % 2
        for row in reversed(rows) if back else rows:
            where = {name: number / max(1, len(other) - 1) for other in rows for number, name in enumerate(other)}
            middle = {
                name: sum(where[n] for n in near[name][back]) / len(near[name][back]) if near[name][back] else where[name] for name in row
            }
            row.sort(key=middle.__getitem__)
    return rows
