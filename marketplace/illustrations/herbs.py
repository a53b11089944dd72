"""Herbs and natural care.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

from marketplace.illustrations.colours import GLAZE, LEAF, MADDER, THREAD
from marketplace.illustrations.fruits import half
from marketplace.illustrations.motifs import WEAVES, diamond, flower, glint, weave
from marketplace.illustrations.pantry import jar
from marketplace.illustrations.pen import (
    Pen,
    around,
    darker,
    lathe,
    leaf,
    lighter,
    num,
    polar,
    smooth,
)

# --- herbs -------------------------------------------------------------------------------------


def compress(pen: Pen) -> None:
    """Stand herbal compress balls with lemongrass and kaffir lime."""
    for k in range(5):
        with pen.moved(250, 0, 1, 10 + k * 9):
            pen.line("M0 0V-420", LEAF[(k % 3) + 1], 13)
    for x, scale in ((150, 0.72), (-90, 1.0)):
        with pen.moved(x, 0, scale):
            pen.line("M0 -300q-14 -90 10 -180", "#e6d9bd", 40)
            pen.line("M-16 -330h40M-16 -360h44M-16 -390h44M-12 -420h40", MADDER, 7)
            ball_paint = pen.radial(
                ((0, "#fffdf2"), (0.6, "#efe2c0"), (1, "#b9a57c")), (0.36, 0.3), 0.75
            )
            pen.oval((0, -160), (176, 164), ball_paint)
            for k in range(-5, 6):
                pen.line(f"M{k * 4} -312Q{k * 44} -240 {k * 34} -60", "#a08c60", 3, 0.4)
            for _ in range(24):
                at = polar(pen.rng.uniform(0, 130), pen.rng.uniform(0, 7), (0, -150))
                pen.oval(at, (9, 6), pen.rng.choice((LEAF[2], "#d9a33a", "#a9613c")), 0.35)
    for x in (-290, 290):
        with pen.moved(x, -10, 0.5):
            half(pen, "tangerine")


def balm(pen: Pen) -> None:
    """Stand tins of balm with ginger roots."""
    pen.path(
        smooth(
            [(120, 0), (140, -90), (210, -120), (240, -60), (300, -90), (330, -20), (260, 10)],
            closed=True,
        ),
        pen.turned("#d9b070", 0.3),
    )
    for x, y, scale in ((-40, 0, 1.0), (-230, 20, 0.7)):
        with pen.moved(x, y, scale):
            pen.path(lathe([(170, -120), (172, -60), (166, 0)]), pen.turned("#c8932b", 0.5))
            pen.oval((0, -120), (170, 44), "#8f5e12")
            pen.oval((0, -124), (156, 37), pen.radial(((0, "#fff6cf"), (1, "#e6cf7a"))))
    with pen.moved(130, -10, 1, -64):
        pen.oval(
            (0, -120), (160, 150), pen.radial(((0, "#f6e2a8"), (1, "#c8932b")), (0.36, 0.3), 0.8)
        )
        with pen.moved(0, -120, 1.1):
            flower(pen, 84, 10, "#24604a")


def soap(pen: Pen) -> None:
    """Stand a pile of soap bars with leaves and turmeric."""
    for k in range(6):
        pen.path(
            leaf((-260 + k * 20, 0), (-330 + k * 52, -380 + abs(k - 2) * 30), 10, 15), LEAF[k % 4]
        )
    for i, (x, y, tone) in enumerate(
        ((-30, -20, "#e9c25a"), (120, -16, "#cfd89a"), (40, -118, "#f0e3bf"))
    ):
        with pen.moved(x, y, 1, (i - 1) * 3):
            pen.box((-150, -92), (300, 106), darker(tone, 0.25), 22)
            pen.box(
                (-150, -100),
                (300, 96),
                pen.linear(((0, lighter(tone, 0.4)), (1, tone)), (0.3, 1)),
                22,
            )
            with pen.moved(0, -52, 0.42):
                flower(pen, 84, 8, darker(tone, 0.4))
    pen.box((-60, -226), (90, 120), WEAVES[0]["m"])
    weave(pen, diamond(8, 1), (-60, -226), 5.6, WEAVES[0])


def tea(pen: Pen) -> None:
    """Stand a jar of blue flowers and a glass of blue tea."""
    with pen.moved(-100, 0, 0.98):
        jar(pen, "#2f3f7d", "flower")
    with pen.moved(190, 0):
        d = lathe([(100, -260), (84, -20), (70, 0)])
        pen.path(
            d,
            pen.linear(((0, "#8f9fe0", 0.9), (0.5, "#5a55b0", 0.9), (1, "#2b2f6e", 0.95)), (0, 1)),
        )
        pen.oval((0, -260), (100, 22), "#aab6ee")
        pen.line(d, "#ffffff", 4, 0.6)
        glint(pen, "M-68 -220l10 170", 9, 0.5)
    for x, y in ((60, 20), (280, 26), (130, 40)):
        for a in around(5):
            pen.path(leaf((x, y), polar(38, a, (x, y), 0.6), 0, 16), "#3d4fb0")
        pen.oval((x, y), (10, 7), "#f2dda6")


def powder(pen: Pen) -> None:
    """Stand scented white clay drops with a bowl and jasmine."""
    pen.path(lathe([(210, -120), (190, -50), (110, 0)]), pen.turned(GLAZE[6]))
    pen.oval((0, -120), (210, 52), darker(GLAZE[6], 0.3))
    for row, count in enumerate((6, 5, 3, 1)):
        for k in range(count):
            x, y = (k - (count - 1) / 2) * 64, -110 - row * 52
            pen.path(f"M{num(x - 40)} {y}Q{num(x - 34)} {y - 44} {num(x)} {y - 84}Q{num(x + 34)} {y - 44} {num(x + 40)} {y}Q{num(x)} {y + 18} {num(x - 40)} {y}z",
                     pen.linear(((0, "#ffffff"), (0.6, "#f1ebdc"), (1, "#c9bfa6"))))  # fmt: skip
    for x, y in ((-250, -10), (240, -4), (180, 40), (-160, 36)):
        for a in around(6):
            pen.path(leaf((x, y), polar(34, a, (x, y), 0.7), 0, 13), "#fffdf8")
        pen.oval((x, y), (8, 6), THREAD)
