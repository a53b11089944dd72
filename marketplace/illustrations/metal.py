"""Sukhothai gold and silver in the old patterns. All pieces lie round the origin."""

import math

from marketplace.illustrations.colours import MADDER
from marketplace.illustrations.motifs import fish, flower
from marketplace.illustrations.pen import Pen, around, leaf, lighter, num, oval, polar, poly, smooth

GOLD_TONES = ("#6d450b", "#8f5e12", "#d69d2e", "#f6d780", "#fff3c4")
SILVER_TONES = ("#3d4347", "#70787d", "#b9c0c3", "#e6eaea", "#ffffff")
ENAMEL = (MADDER, "#2f6b57", "#1e3d63", "#2f6b57")


def _metal(pen: Pen, tones: tuple[str, ...]) -> str:
    return pen.linear(
        ((0, tones[3]), (0.3, tones[2]), (0.5, tones[4]), (0.75, tones[2]), (1, tones[1])), (0.4, 1)
    )


def _beads(
    pen: Pen, points: list[tuple[float, float]], size: float, tones: tuple[str, ...]
) -> None:
    paint = pen.radial(((0, tones[4]), (0.5, tones[2]), (1, tones[0])), (0.35, 0.3), 0.75)
    pen.path("".join(oval(point, (size, size)) for point in points), tones[1])
    for point in points:
        pen.oval(point, (size * 0.9, size * 0.9), paint)


def _tones(metal: str) -> tuple[str, ...]:
    return GOLD_TONES if metal == "gold" else SILVER_TONES


def bangle(pen: Pen, metal: str = "gold") -> None:
    """Lay an enamelled bangle."""
    tones = _tones(metal)
    pen.ring((0, 14), (232, 168), tones[0], 84)
    pen.ring((0, 0), (232, 168), _metal(pen, tones), 82)
    pen.ring((0, 0), (232, 168), tones[0], 48, 0.35)
    count = pen.rng.choice((36, 44, 52))
    style = pen.rng.randrange(3)
    for i, a in enumerate(around(count)):
        x, y = polar(232, a, squash=168 / 232)
        z = 0.6 + 0.4 * math.sin(a)
        r = 14 * z + 3
        colour = ENAMEL[i % 4] if metal == "gold" else ("#1e3d63", "#2a4260")[i % 2]
        if style == 0:
            shape = poly([(x - r, y), (x, y - r), (x + r, y), (x, y + r)])
        elif style == 1:
            shape = leaf((x, y - r * 1.2), (x, y + r * 1.2), 0, r * 0.9)
        else:
            shape = oval((x, y), (r * 0.8, r * 0.8))
        pen.path(shape, colour)
        pen.line(shape, tones[4], 2.2, 0.9)
    for grow in (-1, 1):
        _beads(
            pen,
            [
                polar(232 + grow * 34, a, squash=(168 + grow * 26) / (232 + grow * 34))
                for a in around(count)
            ],
            4.4,
            tones,
        )
    pen.line("M-206 -86A232 168 0 0 1 -70 -162", "#ffffff", 8, 0.75)


def ring(pen: Pen, metal: str = "gold") -> None:
    """Lay a finger ring with an ornate head."""
    tones = _tones(metal)
    pen.ring((0, 80), (150, 166), tones[0], 46)
    pen.ring((0, 72), (150, 166), _metal(pen, tones), 44)
    pen.line("M-140 20A150 166 0 0 0 -100 200", "#ffffff", 7, 0.5)
    for a in around(14):
        x, y = polar(112, a, (0, -120), 0.86)
        pen.path(leaf((x * 0.5, -120 + (y + 120) * 0.5), (x, y), 0, 26), _metal(pen, tones))
        pen.line(leaf((x * 0.5, -120 + (y + 120) * 0.5), (x, y), 0, 26), tones[0], 2.5, 0.6)
    if metal == "gold":
        pen.oval(
            (0, -120),
            (56, 48),
            pen.radial(((0, "#e0707a"), (0.6, MADDER), (1, "#4a0f18")), (0.35, 0.3), 0.8),
        )
        pen.oval((-16, -136), (16, 9), "#ffffff", 0.6)
    else:
        pen.oval((0, -120), (60, 50), tones[1])
        with pen.moved(-24, -146, 1.3):
            pen.line("M0 34V6q0 -8 9 -8t9 8v28M28 0v34h12", "#ffffff", 4)
    _beads(pen, [polar(66, a, (0, -120), 0.86) for a in around(20)], 5, tones)
    for side in (-1, 1):
        for k in range(4):
            pen.path(
                leaf(
                    (side * (96 + k * 12), -60 + k * 34),
                    (side * (140 + k * 4), -40 + k * 36),
                    side * 8,
                    10,
                ),
                ENAMEL[k] if metal == "gold" else tones[4],
            )


def necklace(pen: Pen, metal: str = "gold") -> None:
    """Lay a woven chain with pendants."""
    tones = _tones(metal)
    points = [
        (-230.0, -260.0),
        (-262, -60),
        (-180, 130),
        (0, 210),
        (180, 130),
        (262, -60),
        (230, -260),
    ]
    chain = smooth(points)
    pen.line(chain, tones[0], 40)
    pen.line(chain, _metal(pen, tones), 34)
    for dash, colour, width in (
        ("5 9", tones[0], 30),
        ("3 11", tones[4], 20),
        ("2 12", tones[0], 8),
    ):
        pen.raw(
            f'<path d="{chain}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dash}" stroke-opacity=".6"/>'
        )
    for x, y, size in (
        (-190, 120, 0.6),
        (-104, 186, 0.75),
        (0, 214, 1.0),
        (104, 186, 0.75),
        (190, 120, 0.6),
    ):
        with pen.moved(x, y, size):
            drop = "M0 0C54 46 60 112 0 150C-60 112 -54 46 0 0z"
            pen.path(drop, _metal(pen, tones))
            pen.line(drop, tones[0], 3, 0.7)
            pen.path(leaf((0, 30), (0, 126), 0, 40), MADDER if metal == "gold" else "#1e3d63")
            _beads(pen, [(0, 164)], 11, tones)
    _beads(pen, [(-230, -272), (230, -272)], 17, tones)


def earrings(pen: Pen, motif: str = "flower", metal: str = "gold") -> None:
    """Lay a pair of earrings: phikun flowers or fish."""
    tones = _tones(metal)
    for x in (-140, 140):
        pen.line(f"M{x} -190q-34 -60 6 -84t34 46", tones[2], 8)
        pen.line(f"M{x} -190q-34 -60 6 -84", tones[4], 3)
        if motif == "flower":
            for layer, count, reach in ((0, 12, 122), (1, 10, 88), (2, 8, 54)):
                for a in around(count, layer * 0.3):
                    petal = leaf(polar(14, a, (x, -60)), polar(reach, a, (x, -60)), 0, reach * 0.26)
                    pen.path(petal, _metal(pen, tones))
                    pen.line(petal, tones[0], 2.2, 0.6)
            _beads(pen, [polar(26, a, (x, -60)) for a in around(8)] + [(x, -60)], 9, tones)
        else:
            pen.ring((x, -60), (112, 112), _metal(pen, tones), 16)
            pen.oval((x, -60), (104, 104), tones[2], 0.5)
            with pen.moved(x + 6, -60, flip=1 if x < 0 else -1):
                fish(pen, 112, tones[0])
        for k in (-1, 0, 1):
            pen.line(f"M{x + k * 44} {60 - abs(k) * 16}v40", tones[2], 4)
            _beads(pen, [(x + k * 44, 118 - abs(k) * 16)], 17, tones)


def brooch(pen: Pen, metal: str = "gold") -> None:
    """Lay a lotus-bud brooch."""
    tones = _tones(metal)
    for turn in (-58, 58, -30, 30, 0):
        with pen.moved(0, 190, 1, turn):
            bud = "M0 0C-110 -130 -96 -290 0 -420C96 -290 110 -130 0 0z"
            pen.path(bud, _metal(pen, tones))
            pen.line(bud, tones[0], 4, 0.7)
            pen.path(leaf((0, -60), (0, -340), 0, 50), "#2f6b57" if turn else MADDER, 0.85)
            pen.line(leaf((0, -60), (0, -340), 0, 50), tones[4], 3)
    _beads(pen, [(x * 26.0, 206 + abs(x) * -4) for x in range(-4, 5)], 14, tones)


def silver_pendant(pen: Pen) -> None:
    """Lay a square pendant with the teen-jok diamond."""
    tones = SILVER_TONES
    chain = smooth([(-8, -150), (-120, -240), (-200, -330)]) + smooth(
        [(8, -150), (120, -240), (200, -330)]
    )
    pen.raw(
        f'<path d="{chain}" fill="none" stroke="{tones[1]}" stroke-width="11" stroke-dasharray="9 5"/>'
    )
    for size, paint in (
        (230, tones[0]),
        (218, _metal(pen, tones)),
        (172, tones[0]),
        (160, tones[3]),
    ):
        pen.path(poly([(0, 60 - size), (size, 60), (0, 60 + size), (-size, 60)]), paint)
    for r in range(130, 20, -30):
        steps = [
            (0, 60 - r),
            (r * 0.5, 60 - r * 0.5),
            (r, 60),
            (r * 0.5, 60 + r * 0.5),
            (0, 60 + r),
            (-r * 0.5, 60 + r * 0.5),
            (-r, 60),
            (-r * 0.5, 60 - r * 0.5),
        ]
        pen.line(poly(steps), "#1e3d63" if (r // 30) % 2 else tones[1], 7)
    _beads(pen, [polar(195, a, (0, 60)) for a in around(4, math.pi / 4)], 1, tones)
    _beads(pen, [(0, 60), (0, -160)], 18, tones)


def belt(pen: Pen) -> None:
    """Lay a woven silver belt, coiled, with its buckle."""
    tones = SILVER_TONES
    for squash, r in ((0.62, 270), (0.6, 190)):
        pen.ring((0, 10), (r, r * squash), tones[0], 50)
        pen.ring((0, 0), (r, r * squash), _metal(pen, tones), 46)
        d = oval((0, 0), (r, r * squash))
        pen.raw(
            f'<path d="{d}" fill="none" stroke="{tones[0]}" stroke-width="40" stroke-dasharray="4 10" stroke-opacity=".55"/>'
        )
        pen.raw(
            f'<path d="{d}" fill="none" stroke="{tones[4]}" stroke-width="16" stroke-dasharray="7 7" stroke-opacity=".7"/>'
        )
    with pen.moved(0, 150):
        pen.box((-110, -62), (220, 124), tones[0], 24)
        pen.box((-104, -62), (208, 114), _metal(pen, tones), 22)
        with pen.moved(0, -4, 0.56):
            flower(pen, 84, 10, tones[0])
        _beads(pen, [(x * 24.0, y) for x in range(-4, 5) for y in (-46.0, 38.0)], 6, tones)
    pen.line(f"M-240 -60A270 {num(167)} 0 0 1 -120 -146", lighter("#ffffff", 0), 7, 0.7)
