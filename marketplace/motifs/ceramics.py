"""Sangkhalok ware as brush drawings: the fish plate, whole and broken, and the fish alone."""

import math
import random
from typing import Final

from marketplace.motifs.crackle import crackle
from marketplace.motifs.svg import IRON, XMLNS, Point, at, leaf, num

_GLAZE: Final = (
    '<radialGradient id="g" cx=".38" cy=".3" r=".8"><stop offset="0" stop-color="#DCE8D2"/>'
    '<stop offset=".45" stop-color="#B5CDB4"/><stop offset=".8" stop-color="#86AB93"/>'
    '<stop offset="1" stop-color="#5F8C77"/></radialGradient>'
    '<radialGradient id="w" cx=".5" cy=".5" r=".5">'
    '<stop offset=".5" stop-color="#fff" stop-opacity=".0"/>'
    '<stop offset=".62" stop-color="#274c3d" stop-opacity=".18"/>'
    '<stop offset=".68" stop-color="#fff" stop-opacity=".16"/>'
    '<stop offset=".93" stop-color="#fff" stop-opacity="0"/>'
    '<stop offset="1" stop-color="#214536" stop-opacity=".35"/></radialGradient>'
)
_WEED: Final = (
    ((-30, -6), (-26, -16), 4), ((-30, -6), (-30, 0), -3), ((-30, -6), (-14, -24), 3),
    ((34, -8), (26, -16), -4), ((34, -8), (30, 0), 3), ((34, -8), (14, -24), -3),
    ((22, -172), (-18, -8), 3), ((22, -172), (-6, -14), 3), ((22, -172), (10, -12), -3),
)  # fmt: skip


class Fish:
    """The Sangkhalok fish, nose left, swimming in a shallow curve."""

    def __init__(self, cx: float, cy: float, scale: float) -> None:
        """Place the fish by its middle; at scale 1 it is about 150 long."""
        self._cx, self._cy, self._scale = cx, cy, scale
        self.eye: Point = (cx - 45 * scale, cy - 5 * scale)

    def _p(self, x: float, y: float) -> str:
        return at(self._cx + x * self._scale, self._cy + y * self._scale)

    def _leaf(self, start: Point, end: Point, bulge: float, width: float) -> str:
        cx, cy, scale = self._cx, self._cy, self._scale
        return leaf(
            (cx + start[0] * scale, cy + start[1] * scale),
            (cx + end[0] * scale, cy + end[1] * scale),
            bulge * scale,
            width * scale,
        )

    def body(self) -> str:
        """Return the outline."""
        p = self._p
        return (
            f"M{p(-62, 4)}C{p(-52, -20)} {p(-22, -34)} {p(8, -29)}"
            f"C{p(28, -25)} {p(40, -13)} {p(50, -4)}C{p(42, 8)} {p(30, 21)} {p(6, 25)}"
            f"C{p(-24, 30)} {p(-52, 22)} {p(-62, 4)}z"
        )

    def fins(self) -> str:
        """Return tail, back and belly fins as brush marks."""
        tail = "".join(
            self._leaf((46, -2), (88 - abs(k) * 3, k * 11 - 4), k * 2.5, 4.2 - 0.3 * abs(k))
            for k in range(-3, 4)
        )
        back = "".join(
            self._leaf(
                (-22 + i * 8.5, -29 + (i - 2) ** 2 * 0.75),
                (-10 + i * 9.5, -50 + abs(i - 2) * 3),
                2,
                2.4,
            )
            for i in range(6)
        )
        belly = "".join(
            self._leaf((-20 + i * 6, 25), (-10 + i * 9, 42 - i), -2, 2.4) for i in range(3)
        )
        rear = "".join(
            self._leaf((16 + i * 5, 22 - i * 3), (26 + i * 7, 35 - i * 2), -2, 2.2)
            for i in range(3)
        )
        return tail + back + belly + rear + self._leaf((-24, 2), (-4, 12), -3, 4)

    def lines(self) -> str:
        """Return scales, gill, mouth and side line."""
        p = self._p
        scales = ""
        for row_number, row in enumerate(range(-22, 24, 8)):
            for x in range(-20, 42, 9):
                xx = x + (4.5 if row_number % 2 else 0)
                # Scales stay inside the body.
                top, bottom = -27 + abs(xx - 2) * 0.32, 23 - abs(xx + 2) * 0.36
                if row - 3 > top and row + 4 < bottom and xx < 36:  # noqa: PLR2004 - the tail
                    scales += f"M{p(xx + 4, row - 4)}Q{p(xx - 4, row)} {p(xx + 4, row + 4)}"
        gill = f"M{p(-31, -20)}C{p(-24, -8)} {p(-24, 8)} {p(-31, 21)}"
        mouth = f"M{p(-62, 4)}Q{p(-54, 7)} {p(-49, 10)}"
        return scales + gill + mouth + f"M{p(-26, -2)}Q{p(10, -5)} {p(46, -3)}"


def _scroll(centre: float, inner: float, outer: float, count: int) -> tuple[str, str]:
    """Return the wave and the leaves of a lotus scroll between two rings."""
    middle, reach = (inner + outer) / 2, (outer - inner) / 2 * 0.62
    steps = count * 12
    wave = "M"
    for i in range(steps + 1):
        turn = 2 * math.pi * i / steps
        radius = middle + reach * 0.55 * math.sin(count * turn)
        wave += f"{at(centre + radius * math.cos(turn), centre + radius * math.sin(turn))} "
    leaves = ""
    for i in range(count * 2):
        turn = math.pi * i / count + math.pi / (2 * count)
        side = 1 if i % 2 == 0 else -1
        radius = middle + side * reach * 0.5
        base = (centre + radius * math.cos(turn), centre + radius * math.sin(turn))
        for k in range(-2, 3):
            angle = turn + (math.pi if side > 0 else 0) + k * 0.62
            length = reach * (1.5 - 0.2 * abs(k))
            tip = (base[0] + length * math.cos(angle), base[1] + length * math.sin(angle))
            leaves += leaf(base, tip, k * 2.2, 4)
    return wave, leaves


def _rim() -> str:
    points = []
    for i in range(256):
        turn = 2 * math.pi * i / 256
        radius = 187 + 1.5 * math.cos(32 * turn)
        points.append(at(200 + radius * math.cos(turn), 200 + radius * math.sin(turn)))
    return "M" + " ".join(points) + "z"


def _weed() -> str:
    marks = ""
    for (x, y), (dx, dy), bulge in _WEED:
        marks += leaf((200 + x, 290 + y), (200 + x + dx, 284 + y + dy), bulge, 3)
    return marks


def plate_inside(seed: int = 7, shadow: bool = True) -> str:  # noqa: FBT001, FBT002 - one drawing, one choice
    """Return the plate of 400 by 400 with its gradients, to be put into a picture."""
    wave, leaves = _scroll(200, 112, 166, 9)
    fish = Fish(189, 198, 1.26)
    eye_x, eye_y = fish.eye
    cast = '<ellipse cx="206" cy="214" rx="186" ry="182" fill="#0d2a20" opacity=".28"/>'
    rings = "".join(
        f'<circle cx="200" cy="200" r="{radius}" stroke-width="{width}"/>'
        for radius, width in (("173", "3.2"), ("166.5", "1.3"), ("111", "1.4"), ("105", "3"))
    )
    return (
        f"<defs>{_GLAZE}</defs>{cast if shadow else ''}"
        f'<path d="{_rim()}" fill="#A55A34"/><circle cx="200" cy="200" r="183" fill="url(#g)"/>'
        '<circle cx="200" cy="200" r="183" fill="url(#w)"/>'
        f'<path d="{crackle((200, 200), 182, 70, seed)}" fill="none" stroke="#2d4a3d"'
        ' stroke-opacity=".16" stroke-width=".8"/>'
        f'<g fill="none" stroke="{IRON}" stroke-linecap="round"><g stroke-opacity=".86">{rings}</g>'
        f'<path d="{wave}z" stroke-width="2.2" stroke-opacity=".8"/></g>'
        f'<path d="{leaves}" fill="{IRON}" fill-opacity=".84"/>'
        f'<path d="{fish.body()}" fill="#EEF2E0" fill-opacity=".55" stroke="{IRON}"'
        ' stroke-width="3.4" stroke-linejoin="round"/>'
        f'<path d="{fish.fins()}" fill="{IRON}" fill-opacity=".9"/>'
        f'<path d="{fish.lines()}" fill="none" stroke="{IRON}" stroke-width="1.8"'
        ' stroke-linecap="round"/>'
        f'<circle cx="{num(eye_x)}" cy="{num(eye_y)}" r="6" fill="#F3EFD9" stroke="{IRON}"'
        ' stroke-width="2.2"/>'
        f'<circle cx="{num(eye_x - 0.5)}" cy="{num(eye_y)}" r="2.6" fill="{IRON}"/>'
        f'<path d="{_weed()}" fill="{IRON}" fill-opacity=".8"/>'
        '<path d="M66 128A152 152 0 0 1 172 52" fill="none" stroke="#fff" stroke-opacity=".5"'
        ' stroke-width="9" stroke-linecap="round"/><path d="M190 48q12-3 20-2" fill="none"'
        ' stroke="#fff" stroke-opacity=".45" stroke-width="7" stroke-linecap="round"/>'
    )


def plate() -> str:
    """Return the fish plate: hero of the home page."""
    return (
        f'<svg xmlns="{XMLNS}" viewBox="0 0 400 400" width="400" height="400">'
        f"{plate_inside()}</svg>"
    )


def lone_fish() -> str:
    """Return the fish alone, one brush line."""
    fish = Fish(72, 56, 1)
    return (
        f'<svg xmlns="{XMLNS}" viewBox="0 0 170 110"><path d="{fish.body()}" fill="none"'
        f' stroke="{IRON}" stroke-width="3.6" stroke-linejoin="round"/>'
        f'<path d="{fish.fins()}" fill="{IRON}"/><path d="{fish.lines()}" fill="none"'
        f' stroke="{IRON}" stroke-width="2" stroke-linecap="round"/>'
        f'<circle cx="{num(fish.eye[0])}" cy="{num(fish.eye[1])}" r="4.4" fill="{IRON}"/></svg>'
    )


def _jagged(start: Point, end: Point, seed: int) -> list[Point]:
    rnd = random.Random(seed)  # noqa: S311 - a drawing
    points = [start]
    for k in range(1, 6):
        x = start[0] + (end[0] - start[0]) * k / 6 + rnd.uniform(-13, 13)
        y = start[1] + (end[1] - start[1]) * k / 6 + rnd.uniform(-13, 13)
        points.append((x, y))
    return [*points, end]


_HEART: Final = (214.0, 206.0)
_ENDS: Final = ((-10.0, 120.0), (250.0, -10.0), (410.0, 250.0), (140.0, 410.0))
_CORNERS: Final = ((-10.0, -10.0), (410.0, -10.0), (410.0, 410.0), (-10.0, 410.0))
_MOVES: Final = (
    "translate(-7 -9) rotate(-2 120 110)",
    "translate(16 -6) rotate(4 300 110)",
    "translate(20 20) rotate(-5 300 300)",
    "translate(-12 14) rotate(3 90 300)",
)


def _shards() -> list[str]:
    cracks = [_jagged(_HEART, end, seed) for seed, end in enumerate(_ENDS, 5)]
    shards = []
    for i, corner in enumerate(_CORNERS):
        points = [*cracks[i], corner, *cracks[(i + 1) % 4][::-1]]
        shards.append("M" + "L".join(at(x, y) for x, y in points) + "z")
    return shards


def broken_plate() -> str:
    """Return the plate in four shards: the page that is not there."""
    shards = _shards()
    clips = "".join(f'<clipPath id="s{i}"><path d="{d}"/></clipPath>' for i, d in enumerate(shards))
    pieces = "".join(
        f'<g transform="{move}"><g clip-path="url(#s{i})"><circle cx="206" cy="212" r="187"'
        f' fill="#3b2a1c" opacity=".2"/></g><g clip-path="url(#s{i})"><use href="#p"/></g>'
        f'<path clip-path="url(#c)" d="{shard}" fill="none" stroke="#a55a34" stroke-width="5"'
        ' stroke-linejoin="round"/></g>'
        for i, (shard, move) in enumerate(zip(shards, _MOVES, strict=True))
    )
    return (
        f'<svg xmlns="{XMLNS}" viewBox="-40 -34 484 484" width="484" height="484"><defs>'
        f'<clipPath id="c"><circle cx="200" cy="200" r="186"/></clipPath>{clips}'
        f'<g id="p">{plate_inside(shadow=False)}</g></defs>{pieces}'
        '<path d="M252 262l11 6-5 9zM150 330l8-4 4 11zM300 96l7 9-10 2z" fill="#86ab93"'
        ' stroke="#a55a34" stroke-width="2"/></svg>'
    )
