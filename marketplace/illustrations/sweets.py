"""Sweets, noodles and rice.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

from marketplace.illustrations.colours import CLAY, GOLD, LEAF, WOOD
from marketplace.illustrations.motifs import spray
from marketplace.illustrations.pantry import Piece, _heap, bag, ball, leaf_plate
from marketplace.illustrations.pen import (
    Pen,
    darker,
    lathe,
    leaf,
    lighter,
    oval,
    smooth,
)

# --- sweets and snacks -----------------------------------------------------------------------


def _crisp_roll(pen: Pen) -> None:
    pen.box(
        (-86, -20),
        (172, 40),
        pen.linear(((0, "#f7d999"), (0.5, "#d9a04c"), (1, "#8f5a22")), (0, 1)),
        18,
    )
    pen.oval((84, 0), (12, 20), "#8f5a22")
    pen.ring((84, 0), (6, 11), "#f7d999", 3)
    pen.line("M-66 -8h120M-50 6h90", "#7a4a1a", 3, 0.4)


def _puff(pen: Pen) -> None:
    ball(pen, 52, "#e0b878")
    pen.line("M-26 -14q26 -24 52 0M-20 6q20 -14 40 0", "#a06a30", 4, 0.6)


def _twist(pen: Pen) -> None:
    d = smooth([(-86, 0), (-50, -26), (-10, 22), (30, -24), (86, 0)])
    e = smooth([(-86, 0), (-50, 26), (-10, -22), (30, 24), (86, 0)])
    pen.line(d, "#6b3312", 30)
    pen.line(e, "#a8602a", 24)
    pen.line(d, "#e0a860", 9, 0.8)


def _peanut_crisp(pen: Pen) -> None:
    pen.oval((0, 0), (88, 46), pen.radial(((0, "#f0c878"), (1, "#b9772c")), (0.4, 0.35), 0.8))
    for x, y in ((-36, -8), (10, 12), (34, -14), (-8, -20), (-20, 18)):
        pen.oval((x, y), (15, 10), "#8f4a1e")
        pen.oval((x - 4, y - 3), (6, 3), "#d99a5e")


def _popped(pen: Pen) -> None:
    pen.box((-70, -34), (140, 68), "#e9cf9a", 12)
    for _ in range(16):
        pen.oval(
            (pen.rng.uniform(-58, 58), pen.rng.uniform(-26, 26)),
            (13, 11),
            pen.rng.choice(("#fffaf0", "#f6ead0", "#efdcb0")),
        )


def _sugar(pen: Pen) -> None:
    pen.path("M-70 30L-58 -30Q0 -52 58 -30L70 30Q0 52 -70 30z", pen.turned("#b9773a", 0.45))
    pen.oval((0, -32), (58, 18), "#dba668")


_SWEETS: dict[str, tuple[Piece, tuple[int, ...], float, float]] = {
    "rolls": (_crisp_roll, (3, 3, 2, 1), 178, 38),
    "puffs": (_puff, (6, 5, 3, 1), 94, 62),
    "twists": (_twist, (3, 3, 2, 1), 172, 46),
    "peanut": (_peanut_crisp, (3, 3, 2), 170, 44),
    "popped": (_popped, (4, 3, 2), 150, 70),
    "sugar": (_sugar, (4, 3, 2, 1), 146, 74),
}


def sweets(pen: Pen, kind: str = "rolls") -> None:
    """Pile sweets on a banana leaf: rolls, puffs, twists, peanut, popped or sugar."""
    leaf_plate(pen)
    piece, rows, step, lift = _SWEETS[kind]
    _heap(pen, piece, rows, step, lift)


def palm_cakes(pen: Pen) -> None:
    """Stand steamed palmyra cakes in leaf cups."""
    leaf_plate(pen)
    for x, y in ((-190, -70), (0, -92), (190, -70), (-100, -10), (96, -6)):
        with pen.moved(x, y):
            pen.oval(
                (0, -66),
                (86, 62),
                pen.radial(((0, "#fff0a8"), (0.7, "#f0c53a"), (1, "#c98f1c")), (0.4, 0.3), 0.75),
            )
            for _ in range(14):
                pen.box(
                    (pen.rng.uniform(-50, 40), pen.rng.uniform(-112, -70)), (18, 4), "#fffdf0", 2
                )
            pen.path("M-92 -66Q0 -30 92 -66L66 0H-66z", pen.turned(LEAF[1]))
            pen.line("M-92 -66Q0 -30 92 -66", LEAF[3], 6)


def noodles(pen: Pen) -> None:
    """Stand a bowl of Sukhothai noodles."""
    with pen.moved(0, 0):
        d = lathe([(260, -230), (250, -190), (190, -60), (120, 0), (116, 10)])
        pen.path(d, pen.turned("#a9cbb4"))
        with pen.clipped(d):
            for x in range(-4, 5):
                with pen.moved(x * 66, -60 - (16 - x * x) * -2):
                    spray(pen, 90)
        pen.oval((0, -230), (260, 70), "#e6f0e0")
        pen.oval((0, -226), (238, 60), "#c9803a")
        with pen.clipped(oval((0, -232), (236, 62))):
            for k in range(14):
                x = -210 + k * 32
                pen.line(f"M{x} -250q40 -30 60 10t60 16", "#fff3d0", 9)
            for _ in range(9):
                with pen.moved(
                    pen.rng.uniform(-170, 60),
                    -232 + pen.rng.uniform(-24, 26),
                    1,
                    pen.rng.uniform(-40, 40),
                ):
                    pen.box((-26, -5), (52, 11), LEAF[2], 5)
            for x, y in ((110, -236), (150, -214), (90, -206)):
                pen.oval((x, y), (40, 19), "#d98c6a")
                pen.oval((x, y - 3), (30, 12), "#f0c0a0")
            for _ in range(18):
                pen.oval(
                    (pen.rng.uniform(-40, 60), -244 + pen.rng.uniform(-10, 10)), (6, 5), "#8f4a1e"
                )
        pen.path("M160 -260a54 34 0 0 1 100 -20l-50 34z", "#9ccb5a")
    pen.line("M-250 -330L60 -236M-230 -350L84 -240", WOOD[1], 11)


def rice(pen: Pen) -> None:
    """Stand a bag of rice with ears and grains."""
    with pen.moved(40, 0):
        bag(pen, "#e9dcc0", "spray", "#b98a5a")
    for k in range(4):
        with pen.moved(-190, 0, 1, -26 + k * 13):
            pen.line("M0 0V-430", "#b9933a", 5)
            for i in range(11):
                for side in (-1, 1):
                    pen.path(leaf((0, -300 - i * 16), (side * 24, -326 - i * 16), 0, 8), GOLD[3])


def sheets(pen: Pen) -> None:
    """Stand a pile of rice sheets with fillings in bowls."""
    for k in range(7):
        pen.oval((-90, -20 - k * 15), (210, 52), lighter("#efe3c6", 0.1 * (k % 3)))
        pen.ring((-90, -20 - k * 15), (210, 52), "#b9a57c", 2, 0.6)
    for x, y, tone in ((190, -20, LEAF[2]), (250, 60, "#d98c4a"), (110, 50, "#fff3d0")):
        with pen.moved(x, y, 0.9):
            pen.path(lathe([(92, -70), (80, -26), (46, 0)]), pen.turned(CLAY[3]))
            pen.oval((0, -70), (92, 26), darker(tone, 0.2))
            for _ in range(22):
                pen.oval(
                    (pen.rng.uniform(-66, 66), -78 + pen.rng.uniform(-14, 10)),
                    (15, 8),
                    lighter(tone, pen.rng.uniform(0, 0.4)),
                )
