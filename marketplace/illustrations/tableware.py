"""Sangkhalok plates, bowls, cups and boxes.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math

from marketplace.illustrations.colours import IRON, WOOD
from marketplace.illustrations.motifs import (
    celadon,
    chakra,
    crackle,
    fish,
    flower,
    glint,
    lotus_ring,
    scroll_ring,
    spiral,
    spray,
)
from marketplace.illustrations.pen import (
    Pen,
    Point,
    around,
    darker,
    lathe,
    leaf,
    lighter,
    num,
    oval,
    polar,
    smooth,
)

FOOT = "#a55a34"


def plate(pen: Pen, motif: str = "fish") -> None:
    """Lay a painted plate, seen from above."""
    body = celadon(pen.rng)
    rim = smooth([polar(286 + 2.5 * math.cos(32 * a), a) for a in around(128)], closed=True)
    pen.path(rim, FOOT)
    tones = ((0, lighter(body, 0.55)), (0.5, body), (0.85, darker(body, 0.16)),
             (1, darker(body, 0.3)))  # fmt: skip
    pen.oval((0, 0), (280, 280), pen.radial(tones, (0.4, 0.32), 0.75))
    pen.ring((0, 0), (174, 174), "#1f4536", 16, 0.16)
    pen.ring((0, 0), (188, 188), "#ffffff", 10, 0.2)
    pen.ring((0, 0), (273, 273), "#1f4536", 14, 0.14)
    with pen.clipped(oval((0, 0), (279, 279))):
        crackle(pen, (0, 0), 280)
    for radius, width in ((265, 4.5), (255, 1.8), (168, 1.8), (159, 4)):
        pen.ring((0, 0), (radius, radius), IRON, width, 0.84)
    if pen.rng.random() < 0.6:
        scroll_ring(pen, 172, 252, pen.rng.choice((7, 8, 9, 11)))
    else:
        lotus_ring(pen, 174, 74, pen.rng.choice((14, 18, 22)))
    centre_motif(pen, motif, 108)
    glint(pen, "M-206 -112A234 234 0 0 1 -44 -228", 12)
    glint(pen, "M-18 -236q18 -4 30 -3", 10, 0.42)


def centre_motif(pen: Pen, motif: str, size: float) -> None:
    """Paint one of the classic centres: fish, flower, chakra, spiral or spray."""
    if motif == "fish":
        with pen.moved(-size * 0.12, 0, 1, pen.rng.uniform(-14, 10), pen.rng.choice((1, -1))):
            fish(pen, size * 1.28)
    elif motif == "twin":
        for side in (-1, 1):
            with pen.moved(0, side * size * 0.42, 1, 8 * side, side):
                fish(pen, size * 0.78)
    elif motif == "spray":
        with pen.moved(0, size * 0.95):
            spray(pen, size * 1.6)
    elif motif == "flower":
        flower(pen, size)
    elif motif == "chakra":
        chakra(pen, size)
    else:
        spiral(pen, size)


def _glazed(
    pen: Pen, profile: list[Point], body: str, *, foot: float = 16, net: bool = True
) -> str:
    """Draw a thrown, glazed body with a bare foot; returns its outline for clipping."""
    d = lathe(profile)
    radius, base = profile[-1]
    pen.path(lathe([(radius + 3, base - foot), (radius, base)]), pen.turned(FOOT, 0.3))
    pen.path(d, pen.turned(body))
    if net:
        height = base - profile[0][1]
        with pen.clipped(d):
            crackle(pen, (0, profile[0][1] + height / 2), max(height, 220) / 1.6)
            wave = [(x, base - foot * 0.8 + 7 * math.sin(x / 13)) for x in range(-320, 321, 12)]
            pen.path(smooth(wave) + "L320 40L-320 40z", pen.turned(FOOT, 0.3))
    return d


def _mouth(pen: Pen, y: float, size: Point, body: str, rim: str = FOOT) -> None:
    inside = pen.linear(((0, darker(body, 0.62)), (1, darker(body, 0.2))), (0, 1))
    pen.oval((0, y), size, inside)
    pen.ring((0, y), size, rim, 5)


def _bands(pen: Pen, outline: str, rows: list[tuple[float, float]], sag: float = 18) -> None:
    """Paint iron rings round a body, clipped to it."""
    with pen.clipped(outline):
        for y, width in rows:
            pen.line(f"M-330 {num(y - sag)}Q0 {num(y + sag)} 330 {num(y - sag)}", IRON, width, 0.75)


def bowl(pen: Pen, motif: str = "petals") -> None:
    """Stand a deep bowl."""
    body = celadon(pen.rng)
    d = _glazed(pen, [(220, -250), (217, -232), (190, -150), (138, -70), (92, -26), (88, 0)], body)
    _bands(pen, d, [(-206, 4), (-192, 1.8), (-62, 3)], 24)
    with pen.clipped(d):
        _round_motif(pen, motif, -128, 205)
    inner = pen.radial(
        ((0, darker(body, 0.3)), (0.7, body), (1, lighter(body, 0.4))), (0.5, 0.8), 0.8
    )
    pen.oval((0, -250), (220, 50), inner)
    pen.ring((0, -250), (220, 50), FOOT, 5)
    pen.ring((0, -242), (176, 33), IRON, 2.4, 0.5)
    glint(pen, "M-178 -172q14 46 54 86", 11, 0.45)


def _round_motif(pen: Pen, motif: str, y: float, reach: float) -> None:
    for k in range(-3, 4):
        x = reach * math.sin(k * 0.44)
        squash = math.cos(k * 0.44)
        if motif == "petals":
            pen.line(leaf((x * 0.7, y + 62), (x, y - 46), 0, 34 * squash + 6), IRON, 3, 0.6)
        else:
            with pen.moved(x, y + 34):
                spray(pen, 76 * squash + 6)


def bowl_set(pen: Pen, motif: str = "petals") -> None:
    """Stand a stack of two bowls with two beside it."""
    for x, y, scale in ((-190, -18, 0.62), (196, -14, 0.62)):
        with pen.moved(x, y, scale):
            bowl(pen, motif)
    for lift in (0, 60):
        with pen.moved(0, -lift, 0.82):
            bowl(pen, motif)


def mug(pen: Pen, motif: str = "twin") -> None:
    """Stand a mug with a handle."""
    body = celadon(pen.rng)
    handle = "M150 -236C262 -250 268 -96 142 -84"
    pen.line(handle, darker(body, 0.35), 40)
    pen.line(handle, body, 30)
    pen.line("M160 -228C232 -234 240 -120 160 -100", lighter(body, 0.5), 6, 0.7)
    d = _glazed(pen, [(150, -300), (156, -200), (160, -100), (146, -22), (132, 0)], body)
    _bands(pen, d, [(-266, 4), (-254, 1.8), (-52, 4), (-64, 1.8)], 12)
    with pen.moved(-10, -158, 0.92):
        centre_motif(pen, motif, 92)
    _mouth(pen, -300, (150, 32), body)
    glint(pen, "M-122 -240q-6 70 4 140", 11, 0.45)


def cup(pen: Pen) -> None:
    """Stand a small tea cup."""
    body = celadon(pen.rng)
    d = _glazed(pen, [(86, -120), (84, -90), (66, -30), (46, -8), (44, 0)], body, foot=10)
    _bands(pen, d, [(-98, 3), (-36, 3)], 8)
    with pen.clipped(d):
        _round_motif(pen, "spray", -66, 78)
    _mouth(pen, -120, (86, 20), body)


def tea_set(pen: Pen) -> None:
    """Stand a teapot with cups."""
    body = celadon(pen.rng)
    spout = smooth([(110, -90), (176, -130), (196, -206), (236, -232)])
    pen.line(spout, darker(body, 0.3), 38)
    pen.line(spout, body, 28)
    pen.line("M-92 -252C-60 -396 70 -396 98 -252", WOOD[1], 17)
    pen.line("M-84 -262C-54 -384 62 -384 88 -262", WOOD[3], 6)
    d = _glazed(pen, [(78, -244), (132, -196), (158, -120), (136, -40), (84, 0)], body)
    _bands(pen, d, [(-206, 4), (-194, 1.8), (-44, 3)], 16)
    with pen.moved(0, -118):
        centre_motif(pen, "flower", 62)
    pen.path(lathe([(20, -282), (62, -262), (82, -240), (80, -234)]), pen.turned(body))
    pen.oval((0, -286), (16, 14), pen.turned(FOOT))
    glint(pen, "M-118 -172q-20 50 0 104", 10, 0.45)
    for x, y, scale in ((-246, 26, 1), (-120, 60, 1.06), (120, 58, 1.06), (252, 26, 1)):
        with pen.moved(x, y, scale):
            cup(pen)


def soap_dish(pen: Pen) -> None:
    """Lay an oval dish with a piece of soap."""
    body = celadon(pen.rng)
    pen.oval((0, 14), (290, 176), FOOT)
    pen.oval(
        (0, 0), (290, 174), pen.linear(((0, lighter(body, 0.5)), (1, darker(body, 0.2))), (0.6, 1))
    )
    pen.oval(
        (0, 10), (236, 130), pen.linear(((0, darker(body, 0.3)), (1, lighter(body, 0.2))), (0.4, 1))
    )
    with pen.clipped(oval((0, 0), (290, 174))):
        crackle(pen, (0, 0), 290)
    pen.ring((0, 2), (268, 157), IRON, 3.5, 0.8)
    for a in around(16):
        if math.sin(a) > -0.2:
            x, y = polar(252, a, (0, 4), 0.58)
            pen.path(leaf((x * 0.93, y * 0.93), (x * 1.05, y * 1.05), 0, 10), IRON, 0.7)
    soap = "#f0e3bf"
    pen.path(
        "M-130 -20q0 -46 46 -46h168q46 0 46 46v26q0 46 -46 46h-168q-46 0 -46 -46z",
        darker(soap, 0.25),
    )
    pen.path("M-130 -36q0 -46 46 -46h168q46 0 46 46v16q0 46 -46 46h-168q-46 0 -46 -46z", soap)
    with pen.moved(0, -28, 0.5):
        flower(pen, 82, 8, darker(soap, 0.35))


def covered_box(pen: Pen) -> None:
    """Stand a round box with a knobbed lid."""
    body = celadon(pen.rng)
    d = _glazed(pen, [(232, -150), (236, -130), (206, -50), (138, -6), (130, 0)], body)
    with pen.clipped(d):
        _round_motif(pen, "petals", -72, 225)
    lid = lathe([(16, -316), (70, -300), (176, -242), (236, -170), (238, -150)])
    pen.path(lid, pen.turned(body))
    with pen.clipped(lid):
        crackle(pen, (0, -230), 240)
        for k in range(-2, 3):
            with pen.moved(k * 82, -166 - (4 - k * k) * 7, 1, k * 16):
                spray(pen, 84)
    pen.line("M-236 -152Q0 -104 236 -152", FOOT, 6)
    pen.line("M-228 -176Q0 -128 228 -176", IRON, 3, 0.8)
    pen.path(lathe([(6, -372), (26, -352), (20, -326), (34, -308)]), pen.turned(FOOT))
    glint(pen, "M-150 -244q-44 26 -62 64", 11, 0.5)
