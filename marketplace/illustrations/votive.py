"""Votive clay, stucco and writing.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math

from marketplace.illustrations.colours import (
    CLAY,
    GLAZE,
    GOLD,
    PAPER,
    WOOD,
)
from marketplace.illustrations.motifs import fish, flower, spray
from marketplace.illustrations.pen import (
    Pen,
    Point,
    darker,
    leaf,
    lighter,
    mix,
    num,
    smooth,
)

# --- votive clay and writing ---------------------------------------------------------------


def _walker(pen: Pen, tone: str) -> None:
    """Draw a walking figure in quiet relief, feet on the origin, about 260 high."""
    shade = lighter(tone, 0.32)
    robe = [(-26, -200), (-30, -150), (-20, -104), (-36, -14), (-22, -8), (2, -20), (34, -14), (26, -104),
            (26, -150), (24, -202)]  # fmt: skip
    pen.path(smooth([(float(x), float(y)) for x, y in robe], closed=True), shade)
    pen.path(leaf((-30, -4), (4, -2), 3, 7) + leaf((12, -8), (44, -6), 3, 7), shade)
    pen.path(
        smooth(
            [(-15, -236), (-13, -214), (0, -202), (13, -214), (15, -236), (0, -254)], closed=True
        ),
        shade,
    )
    pen.path(leaf((0, -248), (0, -292), 0, 7), shade)
    pen.line("M-24 -192Q-46 -150 -38 -92", shade, 9)
    pen.line("M22 -192Q46 -164 24 -148", shade, 9)
    pen.line(
        "M-18 -196Q6 -150 22 -120M-16 -100Q-8 -60 -20 -16M14 -100Q12 -60 22 -18",
        darker(tone, 0.35),
        2.5,
        0.6,
    )


def tablet(pen: Pen, size: float = 1) -> None:
    """Stand a clay votive tablet with a walking figure in its arch."""
    tone = pen.rng.choice((CLAY[3], "#b5623a", "#9a7a54", "#8a6a58"))
    with pen.moved(0, 0, size):
        d = "M-170 0V-330C-170 -470 -60 -520 0 -580C60 -520 170 -470 170 -330V0z"
        pen.path(d, darker(tone, 0.35))
        with pen.moved(-6, -6):
            pen.path(
                d,
                pen.linear(
                    ((0, lighter(tone, 0.3)), (0.6, tone), (1, darker(tone, 0.2))), (0.7, 1)
                ),
            )
            arch = "M-120 -40V-310C-120 -420 -40 -450 0 -500C40 -450 120 -420 120 -310V-40z"
            pen.path(arch, darker(tone, 0.3))
            pen.line(arch, lighter(tone, 0.35), 7)
            for k in range(-5, 6):
                pen.path(leaf((k * 25, -14), (k * 25, -44), 0, 15), lighter(tone, 0.3))
            with pen.moved(0, -56, 1.25):
                _walker(pen, tone)
            for i in range(9):
                t = math.pi * (i + 0.5) / 9
                at = (-146 * math.cos(t), -330 - 190 * math.sin(t) * 0.92)
                pen.path(leaf(at, (at[0] * 1.1, at[1] - 26), 0, 9), lighter(tone, 0.25))


def tablet_box(pen: Pen) -> None:
    """Stand five tablets in an open wooden box."""
    pen.box((-330, -440), (660, 450), WOOD[1], 12)
    pen.box((-306, -416), (612, 400), "#5d1a24", 6)
    for x in range(-240, 241, 120):
        with pen.moved(x, -70 - (40 if x == 0 else 0)):
            tablet(pen, 0.3 if x else 0.46)
    pen.box((-330, -26), (660, 36), pen.linear(((0, WOOD[3]), (1, WOOD[1])), (0, 1)), 8)


def press_kit(pen: Pen) -> None:
    """Stand a pressing mould with clay and two fresh tablets."""
    with pen.moved(-170, 0):
        pen.path(
            "M-140 0V-360Q-140 -460 0 -480Q140 -460 140 -360V0z",
            pen.linear(((0, WOOD[3]), (1, WOOD[1]))),
        )
        pen.path("M-84 -40V-300Q-60 -370 0 -410Q60 -370 84 -300V-40z", darker(WOOD[0], 0.3))
        with pen.moved(0, -60, 0.95):
            _walker(pen, WOOD[1])
    with pen.moved(120, 0):
        tablet(pen, 0.62)
    pen.path(
        smooth([(200, 0), (220, -110), (310, -130), (350, -40), (330, 0)]) + "z",
        pen.turned(CLAY[3], 0.3),
    )


def relief(pen: Pen) -> None:
    """Stand a stucco panel of walking disciples."""
    tone = "#cdbd9c"
    pen.box((-330, -420), (660, 420), darker(tone, 0.35), 6)
    pen.box(
        (-336, -428),
        (660, 420),
        pen.linear(((0, lighter(tone, 0.4)), (1, darker(tone, 0.12))), (0.5, 1)),
        6,
    )
    pen.box((-316, -380), (620, 290), darker(tone, 0.22), 4)
    for x in range(-240, 241, 120):
        with pen.moved(x, -96):
            _walker(pen, darker(tone, 0.06))
    for x in range(-310, 300, 40):
        pen.path(leaf((x + 10, -30), (x + 10, -76), 0, 22), darker(tone, 0.2))
    for _ in range(5):
        left, top = pen.rng.uniform(-300, 280), pen.rng.uniform(-400, -40)
        pen.line(f"M{num(left)} {num(top)}l12 16l-6 14l10 16", darker(tone, 0.5), 2, 0.5)


def script_rows(
    pen: Pen, corner: Point, size: tuple[float, float], colour: str, row: float = 46
) -> None:
    """Suggest rows of old writing by strokes that are no letters."""
    y = corner[1]
    while y + row * 0.8 < corner[1] + size[1]:
        x = corner[0]
        while x < corner[0] + size[0] - row * 0.6:
            d = pen.rng.choice(("M0 34V6q0 -8 9 -8t9 8v28", "M0 0v34h16V4M16 4q10 0 8 8", "M0 34q-6 -36 9 -36t9 18q0 16 -12 12",
                                "M0 0q16 0 16 16v18M0 0v34", "M4 34V4q14 -8 18 4t-8 10v16"))  # fmt: skip
            with pen.moved(x, y, row / 52):
                pen.line(d, colour, 5)
            x += row * pen.rng.uniform(0.52, 0.74)
        y += row


def stone(pen: Pen) -> None:
    """Stand a carved stone plaque."""
    tone = pen.rng.choice(("#6f6f6a", "#7c766a", "#5f6763"))
    d = "M-210 0V-430Q-200 -520 0 -560Q200 -520 210 -430V0z"
    pen.path(d, darker(tone, 0.4))
    with pen.moved(-8, -4):
        pen.path(
            d, pen.linear(((0, lighter(tone, 0.4)), (0.6, tone), (1, darker(tone, 0.25))), (0.8, 1))
        )
        script_rows(pen, (-166, -420), (332, 350), darker(tone, 0.62), 52)
        script_rows(pen, (-164, -418), (332, 0), lighter(tone, 0.4), 52)
    pen.box((-240, -14), (480, 24), WOOD[1], 6)


def postcards(pen: Pen) -> None:
    """Lay lettered postcards in a fan."""
    for k, turn in enumerate((-22, -11, 0, 12, 24)):
        with pen.moved((k - 2) * 70, abs(k - 2) * 26, 1, turn):
            pen.box((-164, -236), (340, 470), "#5d5544", 8)
            pen.box(
                (-170, -240),
                (340, 470),
                mix(PAPER, pen.rng.choice((GOLD[4], GLAZE[7], CLAY[5])), 0.45),
                8,
            )
            if k == 2:
                script_rows(pen, (-130, -60), (270, 220), "#3b2a1c", 54)
                with pen.moved(0, -140, 0.9):
                    fish(pen, 90)
            else:
                with pen.moved(0, -60):
                    (flower if k % 2 else spray)(pen, 80)
