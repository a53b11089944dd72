"""A map of places with a figure on each: where they lie by compass, on the drawn ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import hypot
from typing import Final

from markupsafe import Markup

from marketplace.motifs.lettering import Box, text_width
from marketplace.motifs.marks import BUD
from marketplace.motifs.svg import Point

_WIDTH: Final = 620
_HEIGHT: Final = 760
_SIDE: Final = 56
_TOP: Final = 96
_FOOT: Final = 48
_PIN: Final = 1.5
_APART: Final = 80
_LETTER: Final = 20
# Where a name may stand from its place: sideways in halves of itself, up and down in units.
_STEPS: Final = ((0, 28), (0, 0), (1, -10), (-1, -10), (1, 28), (-1, 28), (0, 56), (0, -84))
# All of the province, so that a place keeps its spot whatever was found.
_SOUTH, _NORTH = 16.76, 17.68
_WEST, _EAST = 99.36, 100.04


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a figure.

    Attributes:
        words: what a screen reader says, with the figure.
        lat: WGS84 degrees, as ``lon``.
        chosen: drawn in another colour.
    """

    words: str
    href: str
    figure: str
    lat: float
    lon: float
    chosen: bool = False


def place_map(
    spots: Sequence[Spot], areas: Sequence[tuple[str, float, float]], label: str
) -> Markup:
    """Return the map; each spot is a link.

    Args:
        spots: north ones first looks best; what stands too close is moved apart.
        areas: (name, latitude, longitude) written on the ground.
        label: name of the whole.
    """
    points = _apart([_point(spot.lat, spot.lon) for spot in spots])
    pins = "".join(_spot(spot, point) for spot, point in zip(spots, points, strict=True))
    body = _ground() + _names([(name, _point(lat, lon)) for name, lat, lon in areas], points) + pins
    return Markup(  # noqa: S704 - our own drawing; all words are escaped
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group" aria-label="{escape(label)}">'
        f"{body}</svg>"
    )


def _point(lat: float, lon: float) -> Point:
    right = (min(max(lon, _WEST), _EAST) - _WEST) / (_EAST - _WEST)
    down = (_NORTH - min(max(lat, _SOUTH), _NORTH)) / (_NORTH - _SOUTH)
    return _SIDE + right * (_WIDTH - 2 * _SIDE), _TOP + down * (_HEIGHT - _TOP - _FOOT)


def _apart(points: list[Point]) -> list[Point]:
    """Push points apart that stand too close to be touched one by one."""
    for _round in range(60):
        moved = False
        for one in range(len(points)):
            for other in range(one + 1, len(points)):
                (ax, ay), (bx, by) = points[one], points[other]
                gap = hypot(bx - ax, by - ay)
                if gap >= _APART - 0.5:
                    continue
                # The same spot twice: side by side.
                dx, dy = ((bx - ax) / gap, (by - ay) / gap) if gap else (1.0, 0.2)
                push = (_APART - gap) / 2
                points[one] = _kept(ax - dx * push, ay - dy * push)
                points[other] = _kept(bx + dx * push, by + dy * push)
                moved = True
        if not moved:
            break
    return points


def _kept(x: float, y: float) -> Point:
    return min(max(x, _SIDE / 2), _WIDTH - _SIDE / 2), min(max(y, _TOP), _HEIGHT - _FOOT / 2)


def _ground() -> str:
    """Draw hills in the west, paddies in the east and the Yom between; no real border."""
    return (
        f'<path class="land" d="M0 0h{_WIDTH}v{_HEIGHT}H0z"/>'
        '<path class="hill" d="M-70 300q70-150 150-40t150 40z"/>'
        '<path class="hill" d="M-40 560q60-120 120-30t120 30z"/>'
        '<path class="hill" d="M60 130q80-110 170-30t170 30z"/>'
        '<path class="paddy" d="M400 250l150-50 40 90-150 50z"/>'
        '<path class="paddy" d="M390 520l170-40 30 100-170 40z"/>'
        '<path class="paddy" d="M150 620l140-40 30 90-140 40z"/>'
        '<path class="furrow" d="M412 278l150-50M425 308l150-50M400 552l170-40M409 584l170-40"/>'
        '<path class="water" stroke-width="18"'
        ' d="M330-20C250 90 330 190 350 270S400 420 410 520S470 680 450 790"/>'
    )


def _names(areas: Sequence[tuple[str, Point]], pins: Sequence[Point]) -> str:
    """Write each name near its place, where no pin and no other name stands; else leave it out."""
    taken = [Box(x - 32, y - 80, x + 32, y + 4) for x, y in pins]
    written = ""
    for name, (x, y) in areas:
        half = _LETTER * text_width(name) / 2
        for dx, dy in _STEPS:
            mid, base = x + dx * (half + 40), y + dy
            box = Box(mid - half, base - 22, mid + half, base + 10)
            if not box.within(_WIDTH, _HEIGHT) or any(box.meets(other) for other in taken):
                continue
            taken.append(box)
            written += (
                '<text class="mlabel big" text-anchor="middle"'
                f' x="{mid:.0f}" y="{base:.0f}">{escape(name)}</text>'
            )
            break
    return written


def _spot(spot: Spot, point: Point) -> str:
    x, y = point
    current = ' aria-current="true"' if spot.chosen else ""
    words = escape(spot.words)
    return (
        f'<a href="{escape(spot.href)}" aria-label="{words}"{current}><title>{words}</title>'
        # The name of the link says the figure too.
        f'<g aria-hidden="true" transform="translate({x - 20 * _PIN:.0f} {y - 52 * _PIN:.0f}) scale({_PIN})">'
        f'<path class="pinbody" d="{BUD}"/><text class="pinnum" x="20" y="37">'
        f"{escape(spot.figure)}</text></g></a>"
    )
