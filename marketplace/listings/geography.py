"""Distances and directions between points, WGS84 degrees."""

from collections.abc import Sequence
from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Final

Point = tuple[float, float]
"""Latitude and longitude."""

_EARTH_KM: Final = 6371.0
# A rule of thumb for country roads against the straight line.
_ROAD: Final = 1.3
_SECTORS: Final = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


def distance_km(start: Point, end: Point) -> float:
    """Return the length of the great circle between two points."""
    lat1, lon1, lat2, lon2 = map(radians, (*start, *end))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def road_km(points: Sequence[Point]) -> int:
    """Return about how long the way through the points is, in whole kilometres."""
    pairs = pairwise(points)
    return round(sum(distance_km(start, end) for start, end in pairs) * _ROAD)


def sector(start: Point, end: Point) -> str:
    """Return the direction from one point to another: n, ne, e, se, s, sw, w or nw."""
    lat1, lon1, lat2, lon2 = map(radians, (*start, *end))
    x = sin(lon2 - lon1) * cos(lat2)
    y = cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(lon2 - lon1)
    return _SECTORS[round(degrees(atan2(x, y)) / 45) % len(_SECTORS)]
