"""Small tools for writing SVG by hand: numbers, documents, brush marks, turned silhouettes."""

import math
from collections.abc import Sequence
from typing import Final

XMLNS: Final = "http://www.w3.org/2000/svg"
IRON: Final = "#3B2A1C"
"""The brush line of Sangkhalok ware: iron under the glaze."""

Point = tuple[float, float]


def num(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def at(x: float, y: float) -> str:
    """Write a point."""
    return f"{num(x)} {num(y)}"


def leaf(start: Point, end: Point, bulge: float, width: float) -> str:
    """Return a brush mark: a lens from start to end, bent sideways by ``bulge``."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy)
    nx, ny = -dy / length, dx / length
    mx, my = (x0 + x1) / 2 + nx * bulge, (y0 + y1) / 2 + ny * bulge
    there = f"Q{at(mx + nx * width, my + ny * width)} {at(x1, y1)}"
    back = f"Q{at(mx - nx * width, my - ny * width)} {at(x0, y0)}z"
    return f"M{at(x0, y0)}{there}{back}"


def lathe(cx: float, profile: Sequence[Point]) -> str:
    """Return the silhouette of a turned vessel.

    Args:
        cx: the axis.
        profile: (radius, y) from the rim to the foot.
    """
    top, bottom = profile[0], profile[-1]
    right = f"M{num(cx + top[0])} {num(top[1])}" + _side(cx, 1, profile)
    return right + f"L{num(cx - bottom[0])} {num(bottom[1])}" + _side(cx, -1, profile[::-1]) + "z"


def _side(cx: float, sign: int, points: Sequence[Point]) -> str:
    path = ""
    for i in range(1, len(points)):
        (r0, y0), (r1, y1) = points[i - 1], points[i]
        before = points[i - 2] if i > 1 else points[i - 1]
        after = points[i + 1] if i + 1 < len(points) else points[i]
        c1 = (r0 + (r1 - before[0]) / 6, y0 + (y1 - before[1]) / 6)
        c2 = (r1 - (after[0] - r0) / 6, y1 - (after[1] - y0) / 6)
        path += (
            f"C{num(cx + sign * c1[0])} {num(c1[1])} {num(cx + sign * c2[0])} {num(c2[1])}"
            f" {num(cx + sign * r1)} {num(y1)}"
        )
    return path


def shade(name: str, colours: Sequence[str]) -> str:
    """Return the light across a turned vessel: five colours from edge to edge."""
    stops = "".join(
        f'<stop offset="{offset}" stop-color="{colour}"/>'
        for offset, colour in zip(("0", ".22", ".42", ".75", "1"), colours, strict=True)
    )
    return f'<linearGradient id="{name}">{stops}</linearGradient>'


CELADON: Final = ("#5E8C76", "#9DBFA4", "#DDE9D3", "#93B79D", "#4F7C67")
TERRACOTTA: Final = ("#7B3A20", "#B5623A", "#DD9A6C", "#A95430", "#6A2F1A")


def scene(
    body: str,
    defs: str = "",
    ground: tuple[str, str, str] = ("#F3EAD6", "#D9C6A4", "#B99C72"),
) -> str:
    """Return a picture of 480 by 480 with something standing on a floor.

    Args:
        body: what stands there.
        defs: its gradients, patterns and clips.
        ground: light behind, edge of the light, floor.
    """
    light, edge, floor = ground
    back = (
        f'<radialGradient id="b" cx=".5" cy=".32" r=".85"><stop offset="0" stop-color="{light}"/>'
        f'<stop offset="1" stop-color="{edge}"/></radialGradient>'
        f'<linearGradient id="fl" x2="0" y2="1"><stop offset="0" stop-color="{floor}"'
        f' stop-opacity=".55"/><stop offset="1" stop-color="{floor}" stop-opacity="0"/>'
        "</linearGradient>"
    )
    return (
        f'<svg xmlns="{XMLNS}" viewBox="0 0 480 480" width="480" height="480">'
        f"<defs>{back}{defs}</defs>"
        '<path fill="url(#b)" d="M0 0h480v480H0z"/><path fill="url(#fl)" d="M0 352h480v128H0z"/>'
        f"{body}</svg>"
    )
