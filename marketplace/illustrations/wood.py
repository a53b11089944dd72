"""Carved wood, toys, bamboo and palm leaf.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math

from marketplace.illustrations.colours import (
    GOLD,
    MADDER,
    THREAD,
    WOOD,
)
from marketplace.illustrations.motifs import glint
from marketplace.illustrations.pen import (
    Pen,
    darker,
    lathe,
    leaf,
    lighter,
    polar,
    smooth,
)

# --- wood ----------------------------------------------------------------------------------


def quail(pen: Pen) -> None:
    """Stand a carved teak quail, nok khum, with her chick."""
    for x, scale in ((0, 1.0), (250, 0.5)):
        with pen.moved(x - 50, 0, scale):
            wood = pen.rng.choice(WOOD[2:4])
            body = smooth([(-250, -250), (-190, -370), (-80, -380), (60, -330), (210, -210), (250, -120),
                           (150, -40), (-20, 0), (-170, -40), (-240, -140)], closed=True)  # fmt: skip
            pen.path(
                body,
                pen.radial(
                    ((0, lighter(wood, 0.4)), (0.6, wood), (1, darker(wood, 0.45))),
                    (0.36, 0.26),
                    0.8,
                ),
            )
            pen.path("M-252 -262l-46 30l50 14z", darker(wood, 0.5))
            with pen.clipped(body):
                for row in range(7):
                    for k in range(9):
                        x0, y0 = -120 + k * 42 + (row % 2) * 21, -320 + row * 42 + k * 10
                        pen.line(f"M{x0} {y0}q-22 20 4 34", darker(wood, 0.5), 4, 0.5)
            pen.oval((-188, -282), (20, 20), "#f0dcb0")
            pen.oval((-190, -282), (11, 11), "#1d120a")
            pen.path(
                smooth([(-60, -230), (80, -220), (200, -130), (60, -90), (-60, -130)], closed=True),
                darker(wood, 0.22),
                0.75,
            )
            for k in range(5):
                pen.line(
                    f"M{-40 + k * 14} {-214 + k * 18}q90 10 {190 - k * 30} 40",
                    lighter(wood, 0.4),
                    4,
                    0.6,
                )
            glint(pen, "M-150 -344q-40 10 -60 44", 8, 0.3)


def lotus_box(pen: Pen) -> None:
    """Stand a teak box with a carved lotus."""
    wood = pen.rng.choice(WOOD[1:4])
    pen.box(
        (-270, -230),
        (540, 230),
        pen.linear(((0, lighter(wood, 0.2)), (0.6, wood), (1, darker(wood, 0.4))), (0.4, 1)),
        10,
    )
    pen.path(
        "M-290 -230L-240 -340H240L290 -230z",
        pen.linear(((0, lighter(wood, 0.35)), (1, wood)), (0, 1)),
    )
    pen.box((-296, -246), (592, 30), darker(wood, 0.25), 8)
    for k in range(9):
        pen.line(
            f"M-262 {-204 + k * 24}q{pen.rng.randrange(100, 300)} {pen.rng.randrange(-8, 9)} 524 0",
            darker(wood, 0.4),
            2,
            0.35,
        )
    for x in (0, -180, 180):
        with pen.moved(x, -60, 0.9 if x == 0 else 0.5):
            for a in range(-72, 73, 24):
                petal = leaf((0, 0), polar(130, math.radians(a - 90)), 0, 38)
                pen.path(petal, lighter(wood, 0.25))
                pen.line(petal, darker(wood, 0.55), 4, 0.8)
    pen.oval((0, -230), (18, 18), pen.radial(((0, "#fbe39b"), (1, GOLD[1])), (0.35, 0.3), 0.8))


def tops(pen: Pen) -> None:
    """Stand three spinning tops."""
    tones = [MADDER, "#24604a", "#c8932b", WOOD[3]]
    pen.rng.shuffle(tones)
    for (x, y, turn, scale), tone in zip(
        ((-190, -10, -14, 0.86), (200, -6, 18, 0.8), (0, 10, 5, 1.1)), tones, strict=False
    ):
        with pen.moved(x, y, scale, turn):
            pen.path(lathe([(8, -330), (12, -290), (16, -250)]), pen.turned(WOOD[2]))
            d = lathe([(18, -250), (110, -230), (150, -180), (120, -100), (40, -30), (6, 0)])
            pen.path(d, pen.turned(WOOD[3], 0.4))
            with pen.clipped(d):
                for y0, w in ((-214, 26), (-150, 14), (-110, 10)):
                    pen.line(f"M-170 {y0}Q0 {y0 + 40} 170 {y0}", tone, w)
    pen.line("M-290 30q60 -60 130 -10t140 10t130 -14t160 -10", "#e6d7b0", 8)


def seated(pen: Pen, wood: str = "#8f5a30") -> None:
    """Stand a small seated image in calm outline, on a lotus base."""
    tones = ((0, lighter(wood, 0.4)), (0.55, wood), (1, darker(wood, 0.4)))
    shade = pen.linear(tones)
    pen.oval((0, -330), (250, 250), pen.radial(((0, "#f6e2a8", 0.8), (1, "#f6e2a8", 0))))
    for k in range(-5, 6):
        pen.path(leaf((k * 40, 0), (k * 42, -60), 0, 26), shade)
    pen.box((-214, -20), (428, 24), darker(wood, 0.3), 8)
    pen.path(
        smooth(
            [(-220, -70), (-200, -130), (-60, -156), (60, -156), (200, -130), (220, -70), (0, -44)],
            closed=True,
        ),
        shade,
    )
    pen.path(
        smooth(
            [
                (-112, -380),
                (-124, -250),
                (-80, -130),
                (80, -130),
                (124, -250),
                (112, -380),
                (0, -410),
            ],
            closed=True,
        ),
        shade,
    )
    pen.line("M-110 -360C-176 -240 -120 -150 -20 -136", wood, 44)
    pen.line("M110 -360C176 -250 176 -170 150 -96", wood, 42)
    pen.line("M-60 -400C-30 -300 60 -220 96 -150", lighter(wood, 0.5), 5, 0.8)
    _calm_head(pen, wood, shade)


def _calm_head(pen: Pen, wood: str, shade: str) -> None:
    """Draw the head of a seated image: hair, flame, lowered eyes."""
    pen.path(
        smooth(
            [(-60, -470), (-52, -410), (0, -384), (52, -410), (60, -470), (36, -530), (-36, -530)],
            closed=True,
        ),
        shade,
    )
    pen.path(
        "M-62 -472Q-60 -548 0 -552Q60 -548 62 -472Q40 -506 0 -506T-62 -472z", darker(wood, 0.3)
    )
    pen.path(leaf((0, -540), (0, -626), 0, 20), lighter(wood, 0.45))
    pen.line(
        "M-34 -462q14 8 24 0M10 -462q10 8 24 0M-12 -426q12 8 24 0M0 -458v20", darker(wood, 0.55), 4
    )


def acrobat(pen: Pen) -> None:
    """Stand the swinging acrobat toy between its two sticks."""
    for side in (-1, 1):
        pen.line(f"M{side * 40} 0L{side * 150} -540", WOOD[1], 28)
        pen.line(f"M{side * 40} 0L{side * 150} -540", WOOD[3], 16)
    pen.line("M-120 -250H120", WOOD[2], 20)
    pen.line("M-150 -520L150 -512M-146 -512L146 -522", THREAD, 4)
    with pen.moved(0, -500, 1, pen.rng.choice((-24, 16, 30))):
        for side in (-1, 1):
            pen.line(f"M{side * 70} 20L{side * 34} 110", WOOD[4], 20)
            pen.line(f"M{side * 30} 220L{side * 70} 330", "#24604a", 26)
        pen.path(smooth([(-46, 100), (46, 100), (40, 230), (-40, 230)], closed=True), MADDER)
        pen.line("M-40 150h80M-40 180h80", GOLD[3], 6)
        pen.oval((0, 66), (40, 42), WOOD[4])
        pen.path("M-42 58q4 -40 42 -40t42 40q-40 -20 -84 0z", "#2a1a1c")
        pen.line("M-16 66h6M10 66h6M-10 86q10 8 20 0", "#2a1a1c", 5)
