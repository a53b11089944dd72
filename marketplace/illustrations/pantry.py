"""Jars, bottles, bags and fruit.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math
from collections.abc import Callable

from marketplace.illustrations.colours import GOLD, LEAF, MADDER, PAPER, WOOD
from marketplace.illustrations.motifs import fish, flower, glint, spray
from marketplace.illustrations.pen import (
    Pen,
    around,
    darker,
    lathe,
    lighter,
    num,
    polar,
    poly,
    smooth,
)

Piece = Callable[[Pen], None]


def ball(pen: Pen, size: float, colour: str) -> None:
    """Draw something round and soft round the origin."""
    pen.oval(
        (0, 0),
        (size, size),
        pen.radial(
            ((0, lighter(colour, 0.5)), (0.6, colour), (1, darker(colour, 0.32))), (0.36, 0.3), 0.75
        ),
    )


def _heap(pen: Pen, piece: Piece, rows: tuple[int, ...], step: float, lift: float) -> None:
    """Pile pieces: `rows` gives how many lie in each layer, the lowest first."""
    for level, count in enumerate(rows):
        for k in range(count):
            x = (k - (count - 1) / 2) * step + pen.rng.uniform(-5, 5)
            with pen.moved(x, -step * 0.45 - level * lift, 1, pen.rng.uniform(-20, 20)):
                piece(pen)


def leaf_plate(pen: Pen) -> None:
    """Lay a banana leaf as a plate under sweets."""
    d = smooth(
        [
            (-340, -30),
            (-180, -84),
            (60, -92),
            (300, -60),
            (350, -20),
            (200, 26),
            (-60, 40),
            (-260, 20),
        ],
        closed=True,
    )
    pen.path(d, pen.linear(((0, LEAF[3]), (0.5, LEAF[2]), (1, LEAF[0])), (0.4, 1)))
    pen.line("M-336 -26Q0 -40 348 -22", "#dff0c0", 6, 0.8)
    for k in range(-7, 8):
        pen.line(f"M{k * 42} -30q14 -24 30 -44M{k * 42} -30q10 24 22 44", "#e6f4c8", 2, 0.35)


def _basket(pen: Pen) -> None:
    d = lathe([(290, -90), (276, -50), (210, 0)])
    pen.path(d, pen.turned("#cfae6c", 0.4))
    with pen.clipped(d):
        for k in range(-24, 25):
            pen.line(f"M{k * 13} -110l-40 120M{k * 13 - 40} -110l40 120", "#8a6a35", 3, 0.5)
    pen.line("M-290 -90Q0 -44 290 -90", "#8a6a35", 15)


def _label(pen: Pen, y: float, width: float, tone: str, emblem: str) -> None:
    """Put a paper label with a drawn emblem, no writing, on a jar or bag."""
    pen.box((-width / 2, y), (width, width * 0.86), PAPER, 10)
    pen.line(
        f"M{num(-width / 2 + 10)} {num(y + 10)}h{num(width - 20)}v{num(width * 0.86 - 20)}h{num(20 - width)}z",
        tone,
        3,
        0.8,
    )
    with pen.moved(0, y + width * 0.44, width / 270):
        if emblem == "fish":
            fish(pen, 92, tone)
        elif emblem == "flower":
            flower(pen, 84, 8, tone)
        else:
            with pen.moved(0, 76):
                spray(pen, 124, tone)


def jar(pen: Pen, fill: str = "#e0a63a", emblem: str = "flower", lid: str = WOOD[2]) -> None:
    """Stand a glass jar filled with something."""
    d = lathe([(130, -400), (150, -370), (176, -320), (180, -60), (164, -6), (150, 0)])
    pen.path(d, "#f2f4ec", 0.7)
    with pen.clipped(d):
        pen.path(
            "M-200 -316Q0 -292 200 -316V10H-200z",
            pen.linear(
                (
                    (0, darker(fill, 0.25)),
                    (0.3, lighter(fill, 0.3)),
                    (0.7, fill),
                    (1, darker(fill, 0.35)),
                )
            ),
        )
        for _ in range(40):
            at = (pen.rng.uniform(-160, 160), pen.rng.uniform(-290, -10))
            pen.oval(at, (15, 12), lighter(fill, pen.rng.uniform(0.1, 0.5)), 0.4)
    _label(pen, -240, 210, darker(MADDER, 0.1), emblem)
    pen.line(d, "#ffffff", 5, 0.55)
    pen.box((-148, -452), (296, 62), pen.turned(lid, 0.3), 12)
    pen.path(
        "M-160 -452Q0 -500 160 -452L184 -404Q0 -370 -184 -404z",
        pen.linear(((0, MADDER), (0.4, lighter(MADDER, 0.3)), (1, darker(MADDER, 0.2)))),
    )
    pen.line("M-160 -414Q0 -386 160 -414", "#e6d7b0", 8)
    glint(pen, "M-144 -300v220", 14, 0.5)


def honey(pen: Pen) -> None:
    """Stand a honey jar with comb and dipper."""
    with pen.moved(-80, 0):
        jar(pen, "#d98e1f", "flower")
    with pen.moved(210, 0, 0.9):
        for row in range(4):
            for k in range(4 - row % 2):
                x, y = -100 + k * 62 + (row % 2) * 31, -40 - row * 54
                cell = poly([polar(35, a, (x, y)) for a in around(6, math.pi / 6)])
                pen.path(cell, pen.radial(((0, "#ffd873"), (1, "#c97f17"))))
                pen.line(cell, "#8f5e12", 6)
    with pen.moved(150, -10, 1, -32):
        pen.box((-150, -10), (230, 18), WOOD[3], 9)
        pen.oval((-160, 0), (48, 30), WOOD[2])
        pen.line("M-190 -24v48M-170 -30v60M-150 -30v60M-130 -24v48", WOOD[0], 4)


def bottle(pen: Pen, fill: str = "#5a2a12") -> None:
    """Stand bottles of fish sauce."""
    for x, scale in ((150, 0.82), (-70, 1.0)):
        with pen.moved(x, 0, scale):
            d = lathe([(34, -500), (36, -420), (56, -370), (112, -310), (118, -40), (106, 0)])
            pen.path(d, pen.turned(fill, 0.35))
            pen.box((-42, -548), (84, 66), pen.turned(GOLD[2]), 10)
            _label(pen, -250, 190, MADDER, "fish")
            glint(pen, "M-84 -290v230", 10, 0.4)


def bag(pen: Pen, tone: str = "#e6d9bd", emblem: str = "spray", spill: str = "#5a3418") -> None:
    """Stand a tied cloth or paper bag with some of its contents before it."""
    d = smooth(
        [
            (-150, -440),
            (-110, -360),
            (-200, -200),
            (-196, -20),
            (0, 6),
            (196, -20),
            (200, -200),
            (110, -360),
            (150, -440),
        ]
    )
    pen.path(
        d + "z",
        pen.linear(
            (
                (0, darker(tone, 0.2)),
                (0.35, lighter(tone, 0.3)),
                (0.7, tone),
                (1, darker(tone, 0.3)),
            )
        ),
    )
    pen.path(
        smooth(
            [(-150, -440), (-70, -476), (0, -450), (80, -480), (150, -440), (0, -400)], closed=True
        ),
        darker(tone, 0.25),
    )
    pen.line("M-114 -362Q0 -336 114 -362", MADDER, 15)
    for side in (-1, 1):
        pen.line(f"M0 -350q{side * 50} 30 {side * 70} 84", MADDER, 8)
    _label(pen, -260, 220, "#3b2a1c", emblem)
    _spilled(pen, spill)


def _spilled(pen: Pen, spill: str) -> None:
    """Strew beans or grains before a bag."""
    for k in range(46):
        x = pen.rng.gauss(150, 90)
        y = pen.rng.uniform(-26, 30)
        with pen.moved(x, y, 1, pen.rng.uniform(0, 180)):
            pen.oval(
                (0, 0),
                (15, 10),
                pen.radial(((0, lighter(spill, 0.4)), (1, spill)), (0.35, 0.3), 0.8),
            )
            pen.line("M-11 0q11 5 22 0", darker(spill, 0.5), 2.5, 0.8 if k else 0.7)


def coffee(pen: Pen) -> None:
    """Stand a coffee bag with a steaming cup."""
    with pen.moved(-110, 0):
        bag(pen, pen.rng.choice(("#6e4222", "#3b2a1c")), "flower", "#4a2412")
    with pen.moved(210, 10):
        pen.path(lathe([(100, -140), (96, -60), (66, 0)]), pen.turned("#a9cbb4"))
        pen.line("M96 -120q66 0 50 50t-70 30", "#7fae93", 18)
        pen.oval((0, -140), (100, 24), "#3b1e0e")
        pen.ring((0, -140), (100, 24), "#cfe0d0", 7)
        for x in (-30, 20):
            pen.line(f"M{x} -180q-26 -34 0 -60t0 -60", "#ffffff", 9, 0.45)
