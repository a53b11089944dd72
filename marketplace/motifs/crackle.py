"""The crackle of an old glaze: the borders of the cells around scattered points."""

import math
import random

from marketplace.motifs.svg import Point, at

_Cell = list[tuple[Point, int]]
"""Corners of a cell, each with the number of the neighbour behind the edge that starts there."""


def crackle(centre: Point, radius: float, count: int, seed: int) -> str:
    """Return crackle lines inside a circle.

    Args:
        centre: of the circle.
        radius: of the circle.
        count: of cells; the work grows with its square (80 take about 20 ms).
        seed: the same seed draws the same crackle.
    """
    rnd = random.Random(seed)  # noqa: S311 - a drawing
    points = [_scattered(centre, radius, rnd) for _ in range(count)]
    path = ""
    for number, point in enumerate(points):
        cell = _cell(number, point, points, 2 * radius)
        for (start, neighbour), (end, _) in zip(cell, cell[1:] + cell[:1], strict=True):
            # Each border belongs to two cells; the lower number draws it.
            if neighbour > number:
                inside = _inside_circle(start, end, centre, radius)
                if inside:
                    path += f"M{at(*inside[0])} {at(*inside[1])}"
    return path


def _scattered(centre: Point, radius: float, rnd: random.Random) -> Point:
    turn, reach = rnd.random() * 2 * math.pi, radius * math.sqrt(rnd.random())
    return centre[0] + reach * math.cos(turn), centre[1] + reach * math.sin(turn)


def _cell(number: int, point: Point, points: list[Point], reach: float) -> _Cell:
    x, y = point
    cell: _Cell = [
        ((x - reach, y - reach), -1),
        ((x + reach, y - reach), -1),
        ((x + reach, y + reach), -1),
        ((x - reach, y + reach), -1),
    ]
    for other, (ox, oy) in enumerate(points):
        if other != number:
            cell = _cut(cell, ((x + ox) / 2, (y + oy) / 2), (ox - x, oy - y), other)
    return cell


def _cut(cell: _Cell, middle: Point, away: Point, neighbour: int) -> _Cell:
    """Keep the part of a cell on this side of the border to a neighbour."""

    def beyond(corner: Point) -> float:
        return (corner[0] - middle[0]) * away[0] + (corner[1] - middle[1]) * away[1]

    kept: _Cell = []
    for (start, edge), (end, _) in zip(cell, cell[1:] + cell[:1], strict=True):
        before, after = beyond(start), beyond(end)
        if before <= 0:
            kept.append((start, edge))
        if (before <= 0) != (after <= 0):
            share = before / (before - after)
            crossing = (
                start[0] + (end[0] - start[0]) * share,
                start[1] + (end[1] - start[1]) * share,
            )
            # Leaving the kept side, the next edge is the border; coming back, the old one.
            kept.append((crossing, neighbour if before <= 0 else edge))
    return kept


def _inside_circle(
    start: Point, end: Point, centre: Point, radius: float
) -> tuple[Point, Point] | None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    fx, fy = start[0] - centre[0], start[1] - centre[1]
    a, b, c = dx * dx + dy * dy, 2 * (fx * dx + fy * dy), fx * fx + fy * fy - radius * radius
    root = b * b - 4 * a * c
    if a == 0 or root <= 0:
        return None
    low = max(0.0, (-b - math.sqrt(root)) / (2 * a))
    high = min(1.0, (-b + math.sqrt(root)) / (2 * a))
    if low >= high:
        return None
    return (start[0] + dx * low, start[1] + dy * low), (start[0] + dx * high, start[1] + dy * high)
