"""Kites, krathong, lanterns and candles.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math

from marketplace.illustrations.colours import (
    BAMBOO,
    CLAY,
    GOLD,
    LEAF,
    MADDER,
    PAPER,
    WOOD,
)
from marketplace.illustrations.motifs import flower, lotus
from marketplace.illustrations.pen import (
    Pen,
    darker,
    lathe,
    leaf,
    lighter,
    num,
    poly,
    smooth,
)

# --- kites and lights ----------------------------------------------------------------------


def kite(pen: Pen, size: float = 1) -> None:
    """Fly a Phra Ruang kite round the origin."""
    tone = pen.rng.choice((MADDER, "#24604a", "#c8932b", "#3f6288"))
    with pen.moved(0, -20, size, pen.rng.choice((-12, 8, 14))):
        d = smooth(
            [
                (0, -290),
                (70, -150),
                (230, -170),
                (150, -20),
                (190, 150),
                (60, 90),
                (0, 250),
                (-60, 90),
                (-190, 150),
                (-150, -20),
                (-230, -170),
                (-70, -150),
            ],
            closed=True,
        )
        pen.path(d, "#fbf1d8")
        with pen.clipped(d):
            pen.path(poly([(0, -300), (80, -60), (0, 120), (-80, -60)]), tone)
            for side in (-1, 1):
                pen.path(
                    poly([(side * 260, -190), (side * 90, -60), (side * 170, 10)]),
                    lighter(tone, 0.3),
                )
                pen.path(poly([(side * 210, 170), (side * 60, 60), (side * 110, -10)]), GOLD[3])
            with pen.moved(0, -70, 0.6):
                flower(pen, 92, 8, "#fff3d0")
        pen.line(d, BAMBOO[0], 7)
        pen.line("M0 -290V250M-230 -170Q0 -60 230 -170M-190 150Q0 30 190 150", BAMBOO[0], 5, 0.75)
        tail = smooth([(0, 250), (40, 310), (-20, 370), (30, 430)])
        pen.line(tail, tone, 7)
        for x, y in ((26, 300), (-8, 360), (24, 416)):
            pen.path(leaf((x - 34, y), (x + 34, y + 6), 0, 15), GOLD[3])


def leaf_kite(pen: Pen) -> None:
    """Fly a kite made of one dried leaf."""
    with pen.moved(0, 0, 1, 20):
        tone = pen.rng.choice(("#b08a4a", "#a9613c", "#8f8a4a"))
        d = smooth(
            [
                (0, -300),
                (150, -200),
                (220, -10),
                (140, 160),
                (0, 230),
                (-140, 160),
                (-220, -10),
                (-150, -200),
            ],
            closed=True,
        )
        pen.path(d, pen.linear(((0, lighter(tone, 0.4)), (1, darker(tone, 0.2))), (0.7, 1)))
        pen.line("M0 -300V330", darker(tone, 0.5), 8)
        for k in range(-5, 4):
            for side in (-1, 1):
                pen.line(
                    f"M0 {k * 50}q{side * 80} -20 {side * (190 - abs(k) * 16)} -76",
                    darker(tone, 0.45),
                    3.5,
                    0.7,
                )
        pen.line("M-200 -40Q0 -110 200 -40", BAMBOO[3], 9)
        pen.line(smooth([(0, 320), (60, 380), (0, 440)]), LEAF[1], 6)
    pen.line("M10 -60Q-120 200 -320 330", "#fffdf8", 3)


def kite_mobile(pen: Pen) -> None:
    """Hang small kites in a row."""
    pen.box((-300, -340), (600, 18), BAMBOO[1], 9)
    for x, y, scale in ((-210, -90, 0.42), (0, 20, 0.52), (210, -110, 0.42)):
        pen.line(f"M{x} -330V{y - 110}", "#3b2a1c", 3)
        with pen.moved(x, y):
            kite(pen, scale)


def krathong(pen: Pen, size: float = 1) -> None:
    """Float a banana-leaf krathong on the origin."""
    with pen.moved(0, 0, size):
        pen.oval((0, -200), (330, 300), pen.radial(((0, "#ffe3a0", 0.75), (1, "#ffd07a", 0))))
        for y, r, h, tone in (
            (-60, 250, 190, LEAF[0]),
            (-50, 230, 140, LEAF[1]),
            (-40, 210, 96, LEAF[2]),
        ):
            for k in range(-6, 7):
                x = r * math.sin(k * 0.24)
                pen.path(
                    leaf((x, y + 40), (x * 1.16, y - h * math.cos(k * 0.16)), 0, 40),
                    lighter(tone, 0.06 * (k % 2)),
                )
                pen.line(
                    f"M{num(x)} {y + 30}L{num(x * 1.14)} {num(y - h * 0.8)}", "#dff0c0", 2, 0.3
                )
        pen.path(lathe([(240, -40), (230, 0), (170, 30)]), pen.turned(LEAF[1]))
        for k in range(-4, 5):
            with pen.moved(k * 52, -8 - abs(k) * 3, 0.34):
                lotus(pen, 110, pen.rng.choice(("#e7a7a5", "#f2dda6", "#ffffff")))
        with pen.moved(0, -70):
            lotus(pen, 170, "#e7a7a5")
        for x in (-90, 90):
            pen.line(f"M{x} -90v-160", WOOD[1], 5)
            pen.oval((x, -252), (5, 7), "#ff9a3c")
        pen.box((-12, -330), (24, 150), "#f4d27a", 5)
        pen.path(leaf((0, -328), (4, -410), 8, 22), "#f6a93c")
        pen.path(leaf((0, -330), (2, -380), 5, 11), "#fff2bd")


def lantern(pen: Pen) -> None:
    """Hang paper lanterns; the lowest tassel reaches the origin."""
    for x, scale, tone in ((-210, 0.62, GOLD[3]), (210, 0.7, "#bd6039"), (0, 1.0, MADDER)):
        with pen.moved(x, -60 if x else 0, scale):
            pen.oval((0, -330), (330, 330), pen.radial(((0, "#ffe3a0", 0.65), (1, "#ffd07a", 0))))
            pen.line("M0 -760V-520", "#3b2a1c", 4)
            d = poly([(-90, -520), (90, -520), (180, -340), (90, -170), (-90, -170), (-180, -340)])
            pen.path(
                d,
                pen.radial(
                    ((0, "#fff3c0"), (0.55, lighter(tone, 0.35)), (1, tone)), (0.5, 0.5), 0.6
                ),
            )
            pen.line(
                "M-90 -520L-60 -340L-90 -170M90 -520L60 -340L90 -170M-180 -340H180",
                darker(tone, 0.45),
                5,
            )
            pen.line(d, darker(tone, 0.45), 6)
            with pen.moved(0, -342, 0.5):
                flower(pen, 92, 8, darker(tone, 0.35))
            for k in range(-3, 4):
                pen.path(
                    f"M{k * 26 - 9} -168h18l4 {130 - abs(k) * 16}l-13 22l-13 -22z",
                    (GOLD[3], tone, PAPER)[k % 3],
                )


def candle_cups(pen: Pen) -> None:
    """Stand clay oil-lamp cups with beeswax candles."""
    for row, y in enumerate((-120, -30, 66)):
        for k in range(4):
            with pen.moved(-250 + k * 160 + (row % 2) * 50, y, 0.8 + row * 0.1):
                pen.oval((0, -90), (120, 110), pen.radial(((0, "#ffd98a", 0.7), (1, "#f4a93f", 0))))
                pen.path(lathe([(68, -44), (60, -10), (34, 0)]), pen.turned(CLAY[3], 0.3))
                pen.oval((0, -44), (68, 17), "#e9c46a")
                pen.box((-9, -86), (18, 44), "#f1d58e", 4)
                pen.path(leaf((0, -84), (2, -132), 5, 14), "#f6a93c")
                pen.path(leaf((0, -86), (1, -114), 3, 7), "#fff2bd")
