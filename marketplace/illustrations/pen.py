"""A small drawing kit: shapes, gradients and brush marks that end as one SVG."""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from random import Random

Point = tuple[float, float]
Stops = Sequence[tuple[float, str] | tuple[float, str, float]]


def num(value: float) -> str:
    """Write a coordinate with one decimal and no trailing zero."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def mix(first: str, second: str, share: float) -> str:
    """Blend two ``#rrggbb`` colours; `share` 0 gives the first, 1 the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lighter(colour: str, share: float) -> str:
    """Move a colour towards warm white by `share` (0 to 1)."""
    return mix(colour, "#fff8e6", share)


def darker(colour: str, share: float) -> str:
    """Move a colour towards warm black by `share` (0 to 1)."""
    return mix(colour, "#1a1009", share)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class Pen:
    """Collects the parts of one drawing. Later parts lie on top.

    Attributes:
        rng: The random source of this drawing; everything that varies comes from here.
    """

    def __init__(self, seed: str, subject: str = "") -> None:
        """Start an empty drawing.

        Args:
            seed: Decides ground, light and arrangement.
            subject: Decides colour and pattern of the thing shown, so that all views of a
                listing show the same thing.
        """
        self.rng = Random(seed)  # noqa: S311 - a drawing, not a secret
        self._subject = subject
        self._defs: list[str] = []
        self._parts: list[str] = []
        self._known: dict[str, str] = {}

    # --- paint ---------------------------------------------------------------------------

    def linear(self, stops: Stops, end: Point = (1, 0)) -> str:
        """Define a gradient from the upper left of a shape towards `end`; returns its paint."""
        vector = f'x1="0" y1="0" x2="{end[0]:g}" y2="{end[1]:g}"'
        return self._paint(f"<linearGradient {{}} {vector}>{_stops(stops)}</linearGradient>")

    def radial(self, stops: Stops, centre: Point = (0.5, 0.5), reach: float = 0.5) -> str:
        """Define a round gradient within the box of a shape; returns its paint."""
        place = f'cx="{centre[0]:g}" cy="{centre[1]:g}" r="{reach:g}"'
        return self._paint(f"<radialGradient {{}} {place}>{_stops(stops)}</radialGradient>")

    def turned(self, colour: str, gloss: float = 0.5) -> str:
        """Define the shading of something round lit from the left; returns its paint."""
        return self.linear(
            (
                (0, darker(colour, 0.38)),
                (0.2, colour),
                (0.4, lighter(colour, gloss)),
                (0.72, darker(colour, 0.1)),
                (1, darker(colour, 0.48)),
            )
        )

    def _paint(self, pattern: str) -> str:
        if pattern not in self._known:
            name = f"p{len(self._known)}"
            self._known[pattern] = f"url(#{name})"
            self._defs.append(pattern.replace("{}", f'id="{name}"'))
        return self._known[pattern]

    # --- shapes --------------------------------------------------------------------------

    def path(self, d: str, fill: str = "none", opacity: float = 1.0) -> None:
        """Fill a path."""
        fade = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        self._parts.append(f'<path d="{d}" fill="{fill}"{fade}/>')

    def line(self, d: str, colour: str, width: float, opacity: float = 1.0) -> None:
        """Stroke a path with round ends."""
        fade = f' stroke-opacity="{opacity:g}"' if opacity < 1 else ""
        self._parts.append(
            f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{num(width)}"'
            f' stroke-linecap="round" stroke-linejoin="round"{fade}/>'
        )

    def oval(self, centre: Point, size: Point, fill: str, opacity: float = 1.0) -> None:
        """Fill an ellipse of radii `size`."""
        self.path(oval(centre, size), fill, opacity)

    def ring(
        self, centre: Point, size: Point, colour: str, width: float, opacity: float = 1.0
    ) -> None:
        """Stroke an ellipse of radii `size`."""
        self.line(oval(centre, size), colour, width, opacity)

    def box(self, corner: Point, size: Point, fill: str, radius: float = 0) -> None:
        """Fill a rectangle with rounded corners."""
        self._parts.append(
            f'<rect x="{num(corner[0])}" y="{num(corner[1])}" width="{num(size[0])}"'
            f' height="{num(size[1])}" rx="{num(radius)}" fill="{fill}"/>'
        )

    def shadow(self, centre: Point, size: Point, strength: float = 0.34) -> None:
        """Lay a soft shadow on the ground."""
        paint = self.radial(((0, "#2a1808", strength), (0.6, "#2a1808", strength * 0.6),
                             (1, "#2a1808", 0)))  # fmt: skip
        self.oval(centre, size, paint)

    def raw(self, markup: str) -> None:
        """Add SVG markup as it is."""
        self._parts.append(markup)

    # --- grouping ------------------------------------------------------------------------

    @contextmanager
    def moved(
        self, x: float = 0, y: float = 0, scale: float = 1, turn: float = 0, flip: int = 1
    ) -> Iterator[None]:  # fmt: skip
        """Draw inside a shifted, scaled, turned (degrees) and perhaps mirrored (-1) space."""
        self._parts.append(
            f'<g transform="translate({num(x)} {num(y)}) rotate({turn:.2f})'
            f' scale({scale * flip:.3f} {scale:.3f})">'
        )
        yield
        self._parts.append("</g>")

    @contextmanager
    def showing(self, number: int = 0) -> Iterator[None]:
        """Draw the subject; `number` 1 and up are its companions, alike but not the same."""
        outer = self.rng
        self.rng = Random(f"{self._subject}#{number}")  # noqa: S311 - a drawing, not a secret
        yield
        self.rng = outer

    @contextmanager
    def clipped(self, d: str) -> Iterator[None]:
        """Draw only inside the path `d`."""
        key = f"<clipPath {{}}><path d='{d}'/></clipPath>"
        self._parts.append(f'<g clip-path="{self._paint(key)}">')
        yield
        self._parts.append("</g>")

    @contextmanager
    def faded(self, opacity: float) -> Iterator[None]:
        """Draw something half transparent as a whole."""
        self._parts.append(f'<g opacity="{opacity:g}">')
        yield
        self._parts.append("</g>")

    def svg(self, width: int, height: int) -> str:
        """Return the finished drawing with a view box of `width` x `height`."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
            f"<defs>{''.join(self._defs)}</defs>{''.join(self._parts)}</svg>"
        )


def _stops(stops: Stops) -> str:
    parts = []
    for stop in stops:
        fade = f' stop-opacity="{stop[2]:g}"' if len(stop) == 3 else ""
        parts.append(f'<stop offset="{stop[0]:g}" stop-color="{stop[1]}"{fade}/>')
    return "".join(parts)


# --- path data -----------------------------------------------------------------------------


def oval(centre: Point, size: Point) -> str:
    """Return the path of an ellipse."""
    x, y = centre
    rx, ry = size
    arc = f"a{num(rx)} {num(ry)} 0 1 0"
    return f"M{num(x - rx)} {num(y)}{arc} {num(2 * rx)} 0{arc} {num(-2 * rx)} 0z"


def poly(points: Iterable[Point], *, closed: bool = True) -> str:
    """Return the path of straight lines through `points`."""
    d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return d + "z" if closed else d


def smooth(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return a soft curve through `points` (Catmull-Rom)."""
    count = len(points)
    d = f"M{num(points[0][0])} {num(points[0][1])}"
    for i in range(count if closed else count - 1):
        before = points[i - 1] if closed or i else points[0]
        here, there = points[i], points[(i + 1) % count]
        after = points[(i + 2) % count] if closed or i + 2 < count else there
        d += "C" + " ".join(
            f"{num(x)} {num(y)}"
            for x, y in (
                (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6),
                (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6),
                there,
            )
        )
    return d + "z" if closed else d


def lathe(profile: Sequence[Point]) -> str:
    """Return the outline of something thrown on a wheel.

    Args:
        profile: (radius, y) from the rim down to the foot.
    """
    right = smooth(list(profile))
    left = smooth([(-radius, y) for radius, y in reversed(profile)])
    return right + "L" + left[1:] + "z"


def leaf(start: Point, end: Point, bend: float = 0, width: float = 6) -> str:
    """Return one brush mark: a lens from `start` to `end`, bent sideways by `bend`."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1
    nx, ny = -dy / length, dx / length
    mx, my = (start[0] + end[0]) / 2 + nx * bend, (start[1] + end[1]) / 2 + ny * bend
    return (
        f"M{num(start[0])} {num(start[1])}"
        f"Q{num(mx + nx * width)} {num(my + ny * width)} {num(end[0])} {num(end[1])}"
        f"Q{num(mx - nx * width)} {num(my - ny * width)} {num(start[0])} {num(start[1])}z"
    )


def around(count: int, start: float = 0) -> Iterator[float]:
    """Yield `count` angles in radians evenly round a circle."""
    for i in range(count):
        yield start + 2 * math.pi * i / count


def polar(radius: float, angle: float, centre: Point = (0, 0), squash: float = 1) -> Point:
    """Return the point at `angle` on an ellipse whose height is `squash` of its width."""
    return centre[0] + radius * math.cos(angle), centre[1] + radius * squash * math.sin(angle)
