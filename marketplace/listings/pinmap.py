"""The small map on which a seller points: from pixels to degrees, and the drawing itself.

It is an image button, so that pointing works without script: the browser sends x and y.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Final

from markupsafe import Markup, escape

from marketplace.listings.checks import LAT_RANGE, LON_RANGE

WIDTH: Final = 300
"""CSS pixels; the narrowest phones show the whole map unscaled, which the sums below rely on."""

_SQUEEZE: Final = cos(radians(sum(LAT_RANGE) / 2))
_SPAN_LAT: Final = LAT_RANGE[1] - LAT_RANGE[0]
_SPAN_LON: Final = LON_RANGE[1] - LON_RANGE[0]
HEIGHT: Final = round(WIDTH * _SPAN_LAT / (_SPAN_LON * _SQUEEZE))


@dataclass(frozen=True, slots=True)
class Mark:
    """A named place on the map; ``big`` for districts, small for communities."""

    name: str
    lat: float
    lon: float
    big: bool


def point_at(x: int, y: int) -> tuple[float, float]:
    """Return (lat, lon) in WGS84 degrees of a pixel; pixels outside count as the border."""
    right = min(max(x, 0), WIDTH) / WIDTH
    down = min(max(y, 0), HEIGHT) / HEIGHT
    lat = LAT_RANGE[1] - down * _SPAN_LAT
    return round(lat, 5), round(LON_RANGE[0] + right * _SPAN_LON, 5)


def pixel_of(lat: float, lon: float) -> tuple[int, int]:
    """Return the pixel of a point; it may lie outside the picture."""
    right = (lon - LON_RANGE[0]) / _SPAN_LON
    down = (LAT_RANGE[1] - lat) / _SPAN_LAT
    return round(right * WIDTH), round(down * HEIGHT)


def draw(marks: Iterable[Mark]) -> str:
    """Draw the map as SVG: district names where the districts lie, communities as dots."""
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
            'viewBox="0 0 {w} {h}"><rect width="{w}" height="{h}" fill="#f3f7ee"/>'
        ).format(w=WIDTH, h=HEIGHT)
    ]
    parts.extend(_grid())
    parts.extend(_mark(mark) for mark in marks)
    return str(Markup("").join([*parts, Markup("</svg>")]))


def _grid() -> Iterable[Markup]:
    line = Markup('<path d="{d}" stroke="#d6dfcf" fill="none"/>')
    for step in range(1, 10):
        lon = round(LON_RANGE[0] + step * 0.1, 1)
        yield line.format(d=f"M{pixel_of(LAT_RANGE[0], lon)[0]} 0V{HEIGHT}")
    for step in range(1, 14):
        lat = round(LAT_RANGE[0] + step * 0.1, 1)
        yield line.format(d=f"M0 {pixel_of(lat, LON_RANGE[0])[1]}H{WIDTH}")


def _mark(mark: Mark) -> Markup:
    x, y = pixel_of(mark.lat, mark.lon)
    if not mark.big:
        return Markup('<circle cx="{x}" cy="{y}" r="4" fill="#86371d"/>').format(x=x, y=y)
    name = Markup(
        '<text x="{x}" y="{y}" text-anchor="middle" font-family="Sarabun,Noto Sans Thai,'
        'sans-serif" font-size="13" fill="#1a4c3a">{name}</text>'
    )
    return name.format(x=min(max(x, 40), WIDTH - 40), y=y, name=escape(mark.name))
