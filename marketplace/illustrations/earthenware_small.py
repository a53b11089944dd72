"""Small earthenware: animals, burners, lights and trays.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

from marketplace.illustrations.colours import CLAY
from marketplace.illustrations.earthenware import _clay, _clay_tone, _incised, pierced_lamp
from marketplace.illustrations.motifs import (
    flower,
    glint,
)
from marketplace.illustrations.pen import (
    Pen,
    around,
    darker,
    lathe,
    leaf,
    lighter,
    polar,
    smooth,
)


def rooster(pen: Pen) -> None:
    """Stand a clay rooster."""
    body = _clay_tone(pen)
    for i in range(6):
        tail = leaf((110, -190), (270 - i * 22, -330 - i * 30), -34 + i * 4, 26)
        pen.path(tail, lighter(body, 0.08 * i))
        pen.line(tail, darker(body, 0.45), 2.5, 0.6)
    hull = smooth([(-150, -330), (-110, -240), (0, -200), (120, -230), (150, -150), (80, -60),
                   (-40, -44), (-140, -110), (-176, -220)], closed=True)  # fmt: skip
    pen.path(
        hull,
        pen.radial(
            ((0, lighter(body, 0.45)), (0.6, body), (1, darker(body, 0.42))), (0.35, 0.3), 0.8
        ),
    )
    neck = smooth(
        [(-170, -180), (-196, -330), (-160, -400), (-100, -390), (-84, -300), (-60, -210)]
    )
    pen.path(neck + "z", pen.turned(body, 0.4))
    pen.path("M-186 -392q-10 -50 18 -44q6 -38 34 -20q22 -26 36 6q26 -2 10 42z", "#9c2f24")
    pen.path("M-196 -370l-52 18l50 18z", "#d9a33a")
    pen.path(
        smooth([(-190, -336), (-206, -300), (-186, -280), (-172, -316)], closed=True), "#9c2f24"
    )
    pen.oval((-158, -366), (9, 9), "#1d120a")
    wing = smooth([(-80, -210), (20, -220), (110, -170), (40, -100), (-60, -120)], closed=True)
    pen.path(wing, darker(body, 0.14))
    for i in range(4):
        pen.line(f"M{-60 + i * 18} {-190 + i * 14}q70 10 {120 - i * 20} 6", "#4a1f0e", 4, 0.55)
    pen.path("M-50 -56h24l6 36h44l20 20h-160l16 -20h44z", darker(body, 0.25))
    pen.path("M-120 -14h220l16 14h-252z", darker(body, 0.4))


def piggy(pen: Pen) -> None:
    """Stand a round money box with a coin at its slot."""
    body = _clay_tone(pen)
    pen.oval((20, -380), (44, 44), pen.linear(((0, "#fbe39b"), (1, "#a36f1a")), (1, 1)))
    pen.ring((20, -380), (30, 30), "#8f5e12", 4, 0.7)
    for x in (-130, -60, 70, 140):
        pen.path(f"M{x - 34} -80h68l-8 80h-52z", darker(body, 0.22))
    pen.oval(
        (0, -190),
        (230, 166),
        pen.radial(
            ((0, lighter(body, 0.5)), (0.55, body), (1, darker(body, 0.45))), (0.36, 0.26), 0.8
        ),
    )
    pen.path("M-60 -350q70 -18 140 2l-4 14q-66 -16 -132 -2z", "#2b1208")
    pen.oval((-214, -176), (56, 52), lighter(body, 0.15))
    pen.oval((-232, -180), (10, 15), darker(body, 0.6))
    pen.oval((-200, -176), (10, 15), darker(body, 0.6))
    pen.oval((-150, -246), (13, 13), "#1d120a")
    pen.path(leaf((-128, -290), (-92, -380), 20, 34), darker(body, 0.1))
    pen.line("M226 -200q46 -20 30 -56t20 -36", darker(body, 0.2), 12)
    for a in around(9):
        pen.path(
            leaf(polar(18, a, (60, -180), 0.9), polar(60, a, (60, -180), 0.9), 0, 12),
            "#4a1f0e",
            0.4,
        )
    glint(pen, "M-110 -300q-50 20 -76 60", 14, 0.3)


def aroma_burner(pen: Pen) -> None:
    """Stand a small burner with a flame inside and oil on top."""
    with pen.moved(0, 0, 0.84):
        pierced_lamp(pen, 0.8)
    body = CLAY[3]
    pen.path(lathe([(128, -424), (116, -396), (52, -366), (40, -360)]), pen.turned(body))
    pen.oval((0, -424), (128, 24), pen.linear(((0, "#7a5a1c"), (1, "#e8c46a")), (0, 1)))
    pen.ring((0, -424), (128, 24), lighter(body, 0.3), 6)
    for x, turn in ((-30, -20), (34, 30)):
        with pen.moved(x, -424, 0.3, turn):
            flower(pen, 60, 5, "#fffaf0")


def tea_lights(pen: Pen) -> None:
    """Stand six stamped holders with burning candles."""
    for x, y in ((-200, -90), (0, -110), (200, -90), (-120, 20), (100, 34), (300, 10)):
        with pen.moved(x - 40, y):
            body = _clay_tone(pen)
            pen.shadow((6, 4), (110, 20))
            pen.oval((0, -150), (170, 150), pen.radial(((0, "#ffd98a", 0.6), (1, "#f4a93f", 0))))
            d = _clay(pen, [(86, -106), (90, -80), (76, -14), (66, 0)], body)
            _incised(pen, d, [-78], 84, 12)
            pen.oval((0, -106), (86, 20), darker(body, 0.5))
            pen.oval((0, -106), (60, 13), "#f6ecd0")
            pen.path(leaf((0, -108), (2, -166), 6, 17), "#f6a93c")
            pen.path(leaf((0, -110), (1, -146), 4, 9), "#fff2bd")


def khantoke(pen: Pen) -> None:
    """Stand a clay tray with small bowls of food."""
    body = _clay_tone(pen)
    d = _clay(pen, [(300, -120), (296, -96), (140, -70), (120, -40), (190, 0)], body)
    _incised(pen, d, [-104], 290, 10)
    pen.oval((0, -120), (300, 76), lighter(body, 0.12))
    pen.oval((0, -116), (276, 64), darker(body, 0.2))
    foods = ["#d9a33a", "#7a9a4a", "#b4532f", "#f4ead0", "#8c2530"]
    pen.rng.shuffle(foods)
    for (x, y), food in zip(
        ((-160, -130), (0, -158), (160, -130), (-80, -92), (90, -90)), foods, strict=True
    ):
        with pen.moved(x, y, 0.82):
            pen.path(
                lathe([(92, -46), (84, -14), (46, 12), (42, 18)]), pen.turned(lighter(body, 0.1))
            )
            pen.oval((0, -46), (92, 28), darker(body, 0.35))
            pen.oval((0, -50), (80, 24), food)
            for _ in range(9):
                at = (pen.rng.uniform(-56, 56), -52 + pen.rng.uniform(-12, 12))
                pen.oval(at, (11, 7), lighter(food, pen.rng.uniform(0.1, 0.4)))
