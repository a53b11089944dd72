"""Sangkhalok figures, vases, tiles and finials.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math

from marketplace.illustrations.colours import IRON, PAPER, WOOD
from marketplace.illustrations.motifs import (
    celadon,
    chakra,
    crackle,
    glint,
    lotus_ring,
)
from marketplace.illustrations.pen import (
    Pen,
    darker,
    leaf,
    lighter,
    smooth,
)
from marketplace.illustrations.tableware import (
    FOOT,
    _bands,
    _glazed,
    _mouth,
    _round_motif,
    centre_motif,
    plate,
)


def bottle(pen: Pen, body: str = "#8f9a5e") -> None:
    """Stand a tall-necked vase."""
    d = _glazed(pen, [(52, -520), (46, -500), (28, -450), (30, -380), (62, -316), (126, -236),
                      (146, -150), (118, -60), (78, -8), (74, 0)], body)  # fmt: skip
    _bands(pen, d, [(-372, 3), (-384, 3), (-228, 2.4), (-216, 2.4), (-82, 3)], 14)
    with pen.clipped(d):
        _round_motif(pen, pen.rng.choice(("spray", "petals")), -148, 138)
    _mouth(pen, -520, (52, 12), body)
    glint(pen, "M-96 -218q-22 48 -8 100", 11, 0.5)
    glint(pen, "M-16 -470q-4 40 0 80", 7, 0.4)


def eared_jar(pen: Pen) -> None:
    """Stand a black-glazed jar with ring handles."""
    body = "#3a2a22"
    for side in (-1, 1):
        ear = f"M{side * 84} -388q{side * 66} -4 {side * 52} 66"
        pen.line(ear, "#1b120d", 28)
        pen.line(ear, "#5a4030", 16)
    d = _glazed(pen, [(84, -440), (70, -420), (76, -392), (150, -330), (196, -220), (178, -110),
                      (120, -20), (106, 0)], body, foot=34, net=False)  # fmt: skip
    with pen.clipped(d):
        for y in (-318, -306, -204, -192):
            pen.line(f"M-230 {y}Q0 {y + 44} 230 {y}", "#8a6a4c", 3, 0.5)
        for x in range(-170, 171, 34):
            pen.line(f"M{x} -296q10 34 -2 66", "#8a6a4c", 3, 0.4)
    _mouth(pen, -440, (84, 18), body, "#6a4a34")
    glint(pen, "M-140 -270q-26 60 -6 120", 13, 0.4)
    glint(pen, "M120 -260q20 40 14 80", 6, 0.2)


def elephant(pen: Pen, body: str = "#8a5a34") -> None:
    """Stand a glazed elephant with a howdah blanket, as the old kilns made them."""
    paint = pen.turned(body, 0.45)
    for x in (-128, -34, 72, 150):
        pen.path(f"M{x - 38} -150L{x - 30} 0h64L{x + 42} -150z", paint)
        pen.line(f"M{x - 24} -8h52", lighter(body, 0.6), 5, 0.6)
    hull = smooth([(-190, -190), (-176, -300), (-60, -352), (70, -348), (176, -300), (206, -200),
                   (160, -116), (0, -96), (-140, -108)], closed=True)  # fmt: skip
    pen.path(
        hull,
        pen.radial(
            ((0, lighter(body, 0.45)), (0.6, body), (1, darker(body, 0.4))), (0.4, 0.25), 0.8
        ),
    )
    pen.line(smooth([(206, -230), (240, -180), (226, -120)]), darker(body, 0.3), 10)
    head = smooth([(-150, -300), (-196, -368), (-264, -360), (-300, -290), (-284, -216), (-220, -190),
                   (-160, -220)], closed=True)  # fmt: skip
    trunk = smooth([(-286, -262), (-318, -180), (-306, -90), (-268, -62), (-256, -92)])
    pen.line(trunk, darker(body, 0.3), 56)
    pen.line(trunk, body, 44)
    pen.path(
        head,
        pen.radial(
            ((0, lighter(body, 0.45)), (0.7, body), (1, darker(body, 0.3))), (0.4, 0.3), 0.7
        ),
    )
    pen.path("M-172 -340q70 20 62 120q-60 6 -86 -40z", darker(body, 0.22))
    pen.path(leaf((-270, -204), (-336, -148), -10, 10), "#f2e7cc")
    pen.oval((-246, -292), (10, 10), "#1d120a")
    blanket = "M-80 -350Q0 -372 84 -348L104 -180Q0 -150 -96 -182z"
    pen.path(blanket, darker(body, 0.5))
    with pen.clipped(blanket):
        for y in range(-340, -160, 26):
            pen.line(f"M-120 {y}Q0 {y + 26} 120 {y}", lighter(body, 0.7), 3, 0.6)
        for x in range(-80, 90, 32):
            pen.oval((x, -262), (8, 12), lighter(body, 0.7), 0.7)
    glint(pen, "M-30 -338q60 -8 104 8", 10, 0.4)


def mother_child(pen: Pen) -> None:
    """Stand a small glazed mother holding her child."""
    body = celadon(pen.rng)
    d = _glazed(
        pen, [(70, -330), (128, -290), (150, -200), (146, -120), (186, -50), (180, 0)], body
    )
    pen.oval(
        (0, -396),
        (80, 84),
        pen.radial(
            ((0, lighter(body, 0.5)), (0.7, body), (1, darker(body, 0.3))), (0.38, 0.3), 0.75
        ),
    )
    pen.path("M-84 -410Q-70 -494 0 -496Q70 -494 84 -410Q40 -452 0 -452Q-40 -452 -84 -410z", IRON)
    pen.oval((0, -512), (30, 28), IRON)
    for side in (-1, 1):
        pen.line(f"M{side * 44} -398q{-side * 12} -12 {-side * 24} 0", IRON, 4)
    pen.line("M-14 -352q14 10 28 0", IRON, 4)
    arm = "M-120 -260C-150 -150 -60 -120 70 -150"
    pen.line(arm, darker(body, 0.28), 46)
    pen.line(arm, body, 36)
    pen.path(
        smooth([(-40, -160), (30, -238), (110, -206), (100, -140), (20, -116)], closed=True),
        lighter(body, 0.4),
    )
    pen.oval((92, -232), (42, 42), lighter(body, 0.45))
    pen.line("M78 -236q6 -6 12 0M98 -232q6 -6 12 0M88 -214q8 6 14 0", IRON, 3)
    _bands(pen, d, [(-60, 3), (-46, 3), (-24, 3)], 14)
    glint(pen, "M-112 -110q-16 30 -34 60", 9, 0.4)


def tile(pen: Pen) -> None:
    """Lay a square wall tile painted with fish and chakra."""
    body = celadon(pen.rng)
    pen.box((-268, -256), (536, 536), darker(FOOT, 0.3), 10)
    pen.box(
        (-268, -268),
        (536, 536),
        pen.linear(((0, lighter(body, 0.5)), (1, darker(body, 0.18))), (1, 1)),
        10,
    )
    square = "M-266 -266h532v532h-532z"
    with pen.clipped(square):
        crackle(pen, (0, 0), 300)
    pen.line("M-242 -242h484v484h-484z", IRON, 5, 0.85)
    pen.line("M-228 -228h456v456h-456z", IRON, 2, 0.85)
    for x in (-1, 1):
        for y in (-1, 1):
            with pen.moved(x * 182, y * 182):
                chakra(pen, 40, 8)
    pen.ring((0, 0), (196, 196), IRON, 4, 0.85)
    lotus_ring(pen, 158, 36, 24)
    pen.ring((0, 0), (154, 154), IRON, 2, 0.85)
    centre_motif(pen, "fish", 92)
    glint(pen, "M-246 -120v-126h126", 7, 0.4)


def pendant(pen: Pen) -> None:
    """Lay a round fish pendant on a braided cord."""
    cord = smooth([(-14, 30), (-140, -120), (-210, -270), (-120, -330), (0, -346), (120, -330),
                   (210, -270), (140, -120), (14, 30)])  # fmt: skip
    pen.line(cord, "#3a241a", 13)
    pen.line(cord, "#8c2530", 7)
    pen.raw(
        f'<path d="{cord}" fill="none" stroke="#e9c77f" stroke-width="3" stroke-dasharray="3 16"/>'
    )
    with pen.moved(0, 130, 0.5):
        plate(pen)
    pen.ring((0, -6), (16, 20), "#c8932b", 8)
    for side in (-1, 1):
        pen.oval(
            (side * 44, -12),
            (15, 15),
            pen.radial(((0, "#cfe3c9"), (1, "#4f7c67")), (0.35, 0.3), 0.8),
        )


def finial(pen: Pen) -> None:
    """Stand a roof finial: a naga that curls up like a flame."""
    body = "#e7e4cf"
    pen.path("M-130 0h260l-26 -70h-208z", pen.turned(FOOT))
    trunk = smooth([(-104, -64), (-96, -170), (-150, -270), (-90, -360), (10, -390), (20, -440),
                    (-40, -470), (60, -520), (104, -430), (70, -340), (-10, -300), (10, -240),
                    (90, -170), (104, -64)]) + "z"  # fmt: skip
    for i in range(5):
        with pen.moved(-96 - 16 * (i % 3), -130 - i * 52, 1 - i * 0.08, -150 + i * 10):
            pen.path(leaf((0, 0), (96, 20), 22, 20), body)
            pen.line(leaf((0, 0), (96, 20), 22, 20), IRON, 4, 0.85)
    pen.path(trunk, pen.linear(((0, lighter(body, 0.4)), (0.5, body), (1, darker(body, 0.35)))))
    with pen.clipped(trunk):
        crackle(pen, (0, -260), 260, "#5a4a2c")
        for i in range(9):
            x, y = -50 + 40 * math.sin(i * 0.7), -90 - i * 40
            pen.line(f"M{x - 150:.0f} {y}q150 60 300 0", IRON, 4, 0.7)
    pen.line(trunk, IRON, 5, 0.85)
    head = smooth([(30, -500), (-40, -530), (-120, -500), (-176, -452), (-100, -440), (-160, -406),
                   (-70, -396), (20, -420)], closed=True)  # fmt: skip
    pen.path(head, lighter(body, 0.3))
    pen.line(head, IRON, 5, 0.85)
    for i in range(4):
        pen.path(leaf((10 - i * 22, -512), (50 - i * 30, -610 + i * 14), 18, 20), IRON, 0.85)
    pen.oval((-66, -480), (14, 14), PAPER)
    pen.oval((-68, -480), (7, 7), IRON)
    pen.line("M-100 -440l-50 -12M-100 -440l-40 20", IRON, 4)


def paint_kit(pen: Pen) -> None:
    """Lay a plate half painted, with brush and colour pots."""
    with pen.moved(-50, 0, 0.86):
        plate(pen, pen.rng.choice(("flower", "spiral")))
        # The right half waits for its painter.
        pen.path("M30 -280A281 281 0 0 1 120 254Q40 120 96 0Q10 -120 30 -280z", "#efe9d6", 0.96)
        with pen.moved(158, 30):
            pen.ring((0, 0), (60, 60), "#b9a37c", 2.5, 0.7)
    for i, colour in enumerate((IRON, "#2f6b57", "#8c2530")):
        x, y = 246, -150 + i * 130
        pen.oval((x, y + 10), (58, 52), "#d9cbb0")
        pen.oval((x, y), (58, 50), "#fbf5e4")
        pen.oval((x, y), (43, 36), colour)
        pen.oval((x - 12, y - 12), (12, 7), "#ffffff", 0.4)
    with pen.moved(120, 120, 1, -48):
        pen.box((-20, -9), (300, 18), WOOD[3], 9)
        pen.box((-46, -10), (40, 20), "#c8932b", 3)
        pen.path(leaf((-42, 0), (-128, 0), 0, 20), IRON)
