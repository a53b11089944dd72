"""Maps of routes: stops where they lie by compass, on a drawn ground. Not to scale.

The ground (hills, paddies, a river) is invented from a seed and shows no real border or road;
every page that shows such a map says so.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from markupsafe import Markup

from marketplace.motifs.lettering import names_beside
from marketplace.motifs.marks import BUD
from marketplace.motifs.svg import Point

# Of names, in units of the page's map, as small screens show them (ui/map.css).
_LETTER: Final = 27
# The drawing may be stretched by this much against the true shape, to fill its frame.
_MOST_STRETCH: Final = 1.7


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a route.

    Attributes:
        name: in the reader's language; it may part at blanks. "" for none.
        lat: WGS84 degrees, as ``lon``.
    """

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """A drawing's size in its own units, its pins' scale and the room they keep."""

    width: int
    height: int
    pin: float
    apart: float
    left: float
    right: float
    top: float
    bottom: float


_CARD: Final = _Frame(500, 300, 1.25, 62, 60, 60, 84, 24)
_PAGE: Final = _Frame(620, 700, 1.35, 92, 90, 90, 110, 60)


def card_map(places: Sequence[tuple[float, float]], seed: int = 0) -> Markup:
    """Return the small map of a card, hidden from screen readers (the card says it in words).

    Args:
        places: (latitude, longitude) of the stops in order; up to about 8 look well.
        seed: draws the ground; the same seed draws the same one.
    """
    points = _placed(places, _CARD)
    body = _ground(_CARD, seed) + _way(points) + _pins(points, _CARD)
    return _svg(_CARD, 'aria-hidden="true"', body)


def page_map(stops: Sequence[Stop], label: str, seed: int = 0) -> Markup:
    """Return the map of a route's page, with the names that find room.

    Args:
        stops: in order.
        label: what a screen reader says instead, for example the names in order.
        seed: see `card_map`.
    """
    points = _placed([(stop.lat, stop.lon) for stop in stops], _PAGE)
    names = names_beside(
        points,
        [stop.name for stop in stops],
        (_PAGE.width, _PAGE.height),
        (_PAGE.pin, _LETTER),
    )
    body = _ground(_PAGE, seed) + _way(points) + _pins(points, _PAGE) + names
    return _svg(_PAGE, f'role="img" aria-label="{escape(label)}"', body)


def _svg(frame: _Frame, attributes: str, body: str) -> Markup:
    return Markup(  # noqa: S704 - our own drawing; names and label are escaped
        f'<svg viewBox="0 0 {frame.width} {frame.height}" preserveAspectRatio="xMidYMid slice"'
        f" {attributes}>{body}</svg>"
    )


def _placed(places: Sequence[tuple[float, float]], frame: _Frame) -> list[Point]:
    """Lay places into the frame by compass, then push apart what would overlap."""
    if not places:
        return []
    narrow = math.cos(math.radians(places[0][0]))
    flat = [(lon * narrow, -lat) for lat, lon in places]
    low_x, low_y = min(x for x, _ in flat), min(y for _, y in flat)
    wide = max(x for x, _ in flat) - low_x
    high = max(y for _, y in flat) - low_y
    room_x = frame.width - frame.left - frame.right
    room_y = frame.height - frame.top - frame.bottom
    scale_x = room_x / wide if wide else math.inf
    scale_y = room_y / high if high else math.inf
    least = min(scale_x, scale_y)
    if math.isinf(least):
        scale_x = scale_y = 0.0
    else:
        scale_x, scale_y = min(scale_x, least * _MOST_STRETCH), min(scale_y, least * _MOST_STRETCH)
    start_x = frame.left + (room_x - wide * scale_x) / 2
    start_y = frame.top + (room_y - high * scale_y) / 2
    points = [(start_x + (x - low_x) * scale_x, start_y + (y - low_y) * scale_y) for x, y in flat]
    return _spread(points, frame)


def _spread(points: list[Point], frame: _Frame) -> list[Point]:
    for _ in range(40):
        moved = False
        for i in range(len(points)):
            for j in range(i + 1, len(points)):
                moved |= _part(points, i, j, frame)
        if not moved:
            break
    return points


def _part(points: list[Point], i: int, j: int, frame: _Frame) -> bool:
    """Push two points apart when they stand too close. Tell whether they did."""
    (ax, ay), (bx, by) = points[i], points[j]
    gap = math.hypot(bx - ax, by - ay)
    if gap >= frame.apart - 0.5:
        return False
    # The same place twice: by turns to each side.
    turn = math.atan2(by - ay, bx - ax) if gap else 0.9 + 2.4 * j
    push = (frame.apart - gap) / 2
    dx, dy = math.cos(turn) * push, math.sin(turn) * push
    points[i] = _kept((ax - dx, ay - dy), frame)
    points[j] = _kept((bx + dx, by + dy), frame)
    return True


def _kept(point: Point, frame: _Frame) -> Point:
    return (
        min(max(point[0], frame.left), frame.width - frame.right),
        min(max(point[1], frame.top), frame.height - frame.bottom),
    )


def _way(points: Sequence[Point]) -> str:
    if len(points) < 2:  # noqa: PLR2004 - a way has two ends
        return ""
    path = f"M{points[0][0]:.0f} {points[0][1]:.0f}"
    for i in range(1, len(points)):
        before, start = points[max(i - 2, 0)], points[i - 1]
        end, after = points[i], points[min(i + 1, len(points) - 1)]
        path += (
            f"C{start[0] + (end[0] - before[0]) / 6:.0f} {start[1] + (end[1] - before[1]) / 6:.0f}"
            f" {end[0] - (after[0] - start[0]) / 6:.0f} {end[1] - (after[1] - start[1]) / 6:.0f}"
            f" {end[0]:.0f} {end[1]:.0f}"
        )
    return f'<path class="road" d="{path}"/><path class="way" d="{path}"/>'


def _pins(points: Sequence[Point], frame: _Frame) -> str:
    scale = frame.pin
    return "".join(
        f'<g transform="translate({x - 20 * scale:.0f} {y - 52 * scale:.0f}) scale({scale})">'
        f'<path class="pinbody" d="{BUD}"/><text class="pinnum" x="20" y="37">{number}</text></g>'
        for number, (x, y) in enumerate(points, 1)
    )


def _ground(frame: _Frame, seed: int) -> str:
    w, h = frame.width, frame.height
    rnd = random.Random(seed)  # noqa: S311 - a drawing
    ground = f'<path class="land" d="M0 0h{w}v{h}H0z"/>'
    for _ in range(3):
        x, y, a = rnd.uniform(-0.1, 0.9) * w, rnd.uniform(0, 0.45) * h, rnd.uniform(0.3, 0.5) * w
        ground += (
            f'<path class="hill" d="M{x:.0f} {y + a * 0.3:.0f}q{a * 0.25:.0f} {-a * 0.42:.0f}'
            f' {a * 0.5:.0f} {-a * 0.1:.0f}t{a * 0.5:.0f} {a * 0.1:.0f}z"/>'
        )
    for _ in range(4):
        ground += _paddy(rnd, w, h)
    x = rnd.uniform(0.2, 0.7) * w
    return ground + (
        f'<path class="water" stroke-width="{w * 0.035:.0f}" d="M{x:.0f} -20'
        f"C{x - w * 0.2:.0f} {h * 0.3:.0f} {x + w * 0.25:.0f} {h * 0.45:.0f} {x:.0f} {h * 0.65:.0f}"
        f'S{x + w * 0.1:.0f} {h:.0f} {x + w * 0.16:.0f} {h + 20}"/>'
    )


def _paddy(rnd: random.Random, w: int, h: int) -> str:
    x, y = rnd.uniform(0, 0.8) * w, rnd.uniform(0.3, 0.85) * h
    a, b = rnd.uniform(0.16, 0.26) * w, rnd.uniform(0.1, 0.16) * h
    furrows = "".join(
        f"M{x + a * 0.25 * t:.0f} {y + b * t:.0f}l{a:.0f} {-b * 0.4:.0f}" for t in (0.3, 0.6)
    )
    return (
        f'<path class="paddy" d="M{x:.0f} {y:.0f}l{a:.0f} {-b * 0.4:.0f} {a * 0.25:.0f} {b:.0f}'
        f' {-a:.0f} {b * 0.4:.0f}z"/><path class="furrow" d="{furrows}"/>'
    )
