"""Fresh and dried fruit.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

from marketplace.illustrations.colours import LEAF, WOOD
from marketplace.illustrations.pantry import Piece, _basket, _heap, ball, jar, leaf_plate
from marketplace.illustrations.pen import (
    Pen,
    around,
    darker,
    leaf,
    lighter,
    num,
    polar,
    poly,
    smooth,
)

# --- fruit -----------------------------------------------------------------------------------


def _fruit(kind: str) -> Piece:
    def piece(pen: Pen) -> None:
        if kind == "mango":
            tone = pen.rng.choice(("#eab63a", "#f0c24a", "#dca52f"))
            d = smooth(
                [(-96, 6), (-40, -62), (50, -60), (102, -4), (60, 54), (-30, 60)], closed=True
            )
            pen.path(
                d,
                pen.radial(
                    ((0, lighter(tone, 0.5)), (0.6, tone), (1, darker(tone, 0.3))), (0.36, 0.3), 0.8
                ),
            )
            pen.line("M-92 0l-18 -12", WOOD[0], 8)
        else:
            tone = {"sapodilla": "#9c6a40", "tangerine": "#e58a26", "plum": "#f0a93c"}[kind]
            with pen.moved(0, 0, 1.0):
                ball(pen, 66 if kind != "plum" else 58, tone)
            if kind == "tangerine":
                pen.path(leaf((4, -62), (70, -104), 8, 18), LEAF[1])
                pen.oval((0, -60), (9, 5), LEAF[0])
            elif kind == "sapodilla":
                pen.path(
                    "".join(leaf((0, -64), polar(24, a, (0, -64)), 0, 6) for a in around(6)),
                    "#4a2a16",
                )
            else:
                pen.line("M0 -56v-22", LEAF[0], 6)

    return piece


def fruit(pen: Pen, kind: str = "tangerine") -> None:
    """Stand a basket of sapodilla, tangerines, plum mangoes or mangoes."""
    for k in range(-3, 4):
        pen.path(leaf((k * 50, -120), (k * 104, -290 + abs(k) * 36), k * 9, 40), LEAF[(k + 3) % 3])
    with pen.moved(0, -56):
        step = 150 if kind == "mango" else 112
        _heap(pen, _fruit(kind), (3, 2, 1) if kind == "mango" else (5, 4, 2), step, 74)
    _basket(pen)
    with pen.moved(252, -20, 0.86):
        half(pen, kind)


def half(pen: Pen, kind: str) -> None:
    """Draw the cut half of a fruit."""
    skin, flesh = {"mango": ("#dca52f", "#fbd75b"), "sapodilla": ("#7a4a26", "#d9a066"),
                   "tangerine": ("#d9731c", "#ffb653"), "plum": ("#e09a2c", "#ffd27a")}[kind]  # fmt: skip
    pen.oval((0, 0), (84, 78), skin)
    pen.oval((0, 0), (74, 68), pen.radial(((0, lighter(flesh, 0.4)), (1, flesh))))
    if kind == "tangerine":
        for a in around(10):
            pen.line(f"M0 0L{num(polar(68, a)[0])} {num(polar(68, a)[1])}", "#fff3d0", 4)
    else:
        pen.oval((0, 0), (16, 38), "#3b1e0e" if kind == "sapodilla" else "#f7e3a0")


def dried(pen: Pen, tone: str = "#e5a33a") -> None:
    """Stand a jar of dried fruit with pieces before it."""
    with pen.moved(-90, 0, 0.98):
        jar(pen, tone, "spray")
    for k in range(9):
        with pen.moved(
            110 + (k % 4) * 62 + pen.rng.uniform(-12, 12),
            -14 + (k // 4) * 26,
            1,
            pen.rng.uniform(-40, 40),
        ):
            piece = smooth(
                [(-52, 0), (-20, -26), (40, -20), (54, 8), (10, 24), (-36, 20)], closed=True
            )
            pen.path(
                piece, pen.linear(((0, lighter(tone, 0.4)), (1, darker(tone, 0.25))), (0.5, 1))
            )
            pen.line("M-34 2q34 -12 70 0", darker(tone, 0.35), 3, 0.5)


def banana_rolls(pen: Pen) -> None:
    """Stand a leaf of golden banana rolls with a hand of bananas."""
    for k in range(5):
        with pen.moved(-40, -150, 1, -40 + k * 17):
            pen.line(smooth([(0, 0), (-60, -120), (-30, -250)]), darker("#e6b93a", 0.2), 62)
            pen.line(smooth([(0, 0), (-60, -120), (-30, -250)]), lighter("#e6b93a", 0.08 * k), 50)
    pen.oval((-40, -140), (44, 34), WOOD[1])
    leaf_plate(pen)

    def chip(inner: Pen) -> None:
        inner.oval((0, 0), (50, 34), pen.radial(((0, "#ffe08a"), (1, "#c98a1f"))))
        inner.ring((0, 0), (30, 20), "#a86a14", 5, 0.7)
        inner.ring((0, 0), (12, 8), "#a86a14", 4, 0.7)

    _heap(pen, chip, (6, 5, 3), 88, 46)


def durian(pen: Pen) -> None:
    """Stand a durian with its open husk."""
    tone = "#8a9a3c"
    pen.oval(
        (-60, -210),
        (210, 200),
        pen.radial(
            ((0, lighter(tone, 0.4)), (0.7, tone), (1, darker(tone, 0.4))), (0.36, 0.3), 0.75
        ),
    )
    for row in range(8):
        for k in range(8):
            x, y = -240 + k * 52 + (row % 2) * 26, -380 + row * 46
            if (x + 60) ** 2 / 205**2 + (y + 200) ** 2 / 195**2 < 1:
                pen.path(
                    poly([(x - 20, y + 18), (x, y - 26), (x + 20, y + 18)]), lighter(tone, 0.25)
                )
                pen.path(
                    poly([(x, y - 26), (x + 20, y + 18), (x + 2, y + 10)]), darker(tone, 0.3), 0.7
                )
    pen.box((-74, -450), (30, 60), WOOD[1], 8)
    for x, y, turn in ((170, -60, -20), (280, -40, 14), (220, -6, 4)):
        with pen.moved(x, y, 1, turn):
            pen.path(smooth([(-70, 0), (-40, -44), (40, -46), (74, 0), (30, 34), (-40, 34)], closed=True),
                     pen.radial(((0, "#fff3b8"), (1, "#e6bf4a")), (0.36, 0.3), 0.8))  # fmt: skip
