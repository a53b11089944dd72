"""Unglazed earthenware from Thung Luang.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math

from marketplace.illustrations.colours import CLAY, GLAZE, WOOD
from marketplace.illustrations.motifs import (
    glint,
    lotus,
)
from marketplace.illustrations.pen import (
    Pen,
    Point,
    darker,
    lathe,
    leaf,
    lighter,
    num,
    poly,
    smooth,
)

# --- Thung Luang earthenware ---------------------------------------------------------------


def _clay(pen: Pen, profile: list[Point], body: str) -> str:
    d = lathe(profile)
    pen.path(d, pen.turned(body, 0.42))
    return d


def _incised(pen: Pen, outline: str, rows: list[float], reach: float, sag: float = 26) -> None:
    """Scratch lines, diamonds and waves round an unglazed body."""
    dark = "#4a1f0e"
    with pen.clipped(outline):
        for i, y in enumerate(rows):
            pen.line(f"M-340 {num(y - sag)}Q0 {num(y + sag)} 340 {num(y - sag)}", dark, 3, 0.5)
            if i % 2:
                continue
            for k in range(-8, 9):
                x = reach * math.sin(k * 0.19)
                drop = sag * math.cos(k * 0.19) - sag * 0.5
                w = 15 * math.cos(k * 0.19) + 2
                pen.path(poly([(x - w, y + 24 + drop), (x, y + 10 + drop), (x + w, y + 24 + drop),
                               (x, y + 38 + drop)]), dark, 0.42)  # fmt: skip


def _clay_tone(pen: Pen) -> str:
    return pen.rng.choice((CLAY[2], CLAY[3], "#b5623a", "#a95430"))


def water_jar(pen: Pen) -> None:
    """Stand a big water jar with lid and ladle."""
    body = _clay_tone(pen)
    d = _clay(pen, [(110, -440), (104, -420), (120, -396), (206, -330), (262, -220), (240, -100),
                    (160, -10), (140, 0)], body)  # fmt: skip
    _incised(pen, d, [-310, -258, -150, -98], 262)
    glint(pen, "M-190 -270q-32 60 -10 130", 16, 0.24)
    pen.oval((0, -440), (112, 22), darker(body, 0.4))
    pen.path(lathe([(14, -520), (50, -506), (128, -458), (132, -438)]), pen.turned(WOOD[2]))
    pen.oval((0, -524), (22, 17), pen.turned(WOOD[1]))


def curry_pot(pen: Pen) -> None:
    """Stand a cooking pot with lid and a leaf of steam."""
    body = _clay_tone(pen)
    for side in (-1, 1):
        pen.line(f"M{side * 210} -190q{side * 60} -20 {side * 44} 50", darker(body, 0.25), 24)
    d = _clay(pen, [(196, -230), (214, -210), (240, -130), (206, -40), (120, 0)], body)
    _incised(pen, d, [-176, -120], 236)
    pen.path(
        lathe([(18, -340), (60, -330), (180, -270), (214, -232), (206, -222)]),
        pen.turned(darker(body, 0.12)),
    )
    pen.oval((0, -352), (30, 22), pen.turned(body))
    glint(pen, "M-178 -168q-18 40 2 80", 13, 0.26)
    for x in (-60, 40):
        pen.line(f"M{x} -380q-30 -34 0 -62t0 -60", "#ffffff", 9, 0.35)


def mortar(pen: Pen) -> None:
    """Stand a clay mortar with its wooden pestle."""
    body = _clay_tone(pen)
    with pen.moved(60, -250, 1, 24):
        pen.path(
            lathe([(22, -300), (30, -260), (20, -200), (22, -40), (40, 40)]), pen.turned(WOOD[3])
        )
    d = _clay(pen, [(172, -320), (166, -296), (140, -150), (96, -60), (126, -10), (134, 0)], body)
    _incised(pen, d, [-262, -214], 160)
    pen.oval(
        (0, -320), (172, 36), pen.linear(((0, darker(body, 0.65)), (1, darker(body, 0.3))), (0, 1))
    )
    with pen.moved(60, -250, 1, 24):
        pen.path(lathe([(22, -300), (30, -260), (20, -200), (21, -88)]), pen.turned(WOOD[3]))
    pen.line("M-172 -318A172 36 0 0 0 172 -318", lighter(body, 0.35), 9)
    glint(pen, "M-128 -250q6 60 26 110", 12, 0.26)


def pierced_lamp(pen: Pen, size: float = 1) -> None:
    """Stand a lamp whose cut holes glow."""
    body = _clay_tone(pen)
    glow = pen.radial(((0, "#ffd98a", 0.75), (0.5, "#f4a93f", 0.28), (1, "#f4a93f", 0)))
    pen.oval((0, -230), (430 * size, 400 * size), glow)
    d = _clay(pen, [(40, -450), (56, -430), (130, -370), (180, -240), (150, -110), (96, -36),
                    (124, 0)], body)  # fmt: skip
    light = pen.radial(((0, "#fff3c0"), (0.7, "#ffc65a"), (1, "#e08a2a")))
    with pen.clipped(d):
        for row, y in enumerate(range(-370, -70, 52)):
            for k in range(-4, 5):
                angle = (k + (row % 2) / 2) * 0.36
                x, w = 184 * math.sin(angle), 15 * math.cos(angle) + 2
                pen.path(leaf((x, y - 22), (x, y + 22), 0, w * 1.5), light)
    pen.oval((0, -450), (40, 9), "#ffcf6b")
    pen.ring((0, -450), (40, 9), lighter(body, 0.3), 5)
    glint(pen, "M-136 -310q-30 50 -26 110", 10, 0.25)


def planter(pen: Pen) -> None:
    """Stand a garden pot with a naga in relief and a fern in it."""
    body = _clay_tone(pen)
    for k in range(-5, 6):
        tip = (k * 62.0, -500 + abs(k) * 34)
        frond = leaf((k * 10, -280), tip, k * 16, 30)
        pen.path(frond, GLAZE[4] if k % 2 else "#4f8a55")
        pen.line(f"M{k * 10} -280L{num(tip[0])} {num(tip[1])}", "#cfe3b8", 2, 0.5)
    d = _clay(pen, [(206, -300), (214, -262), (196, -240), (186, -120), (150, -20), (142, 0)], body)
    pen.oval((0, -300), (204, 30), "#2b1a10")
    pen.path("M-214 -300h428v44h-428z", pen.turned(darker(body, 0.05)))
    wave = smooth([(x, -150 + 34 * math.sin(x / 34)) for x in range(-180, 150, 12)])
    with pen.clipped(d):
        pen.line(wave, darker(body, 0.4), 30)
        pen.line(wave, lighter(body, 0.28), 19)
        pen.raw(
            f'<path d="{wave}" fill="none" stroke="{darker(body, 0.35)}" stroke-width="17" stroke-dasharray="2 12"/>'
        )
    pen.path(
        smooth([(128, -130), (168, -190), (120, -216), (100, -170)], closed=True),
        lighter(body, 0.28),
    )
    pen.path(
        leaf((120, -204), (100, -250), 8, 12) + leaf((140, -204), (150, -252), -8, 12),
        lighter(body, 0.2),
    )
    pen.oval((140, -182), (6, 6), "#3a1a0c")


def lotus_basin(pen: Pen) -> None:
    """Stand a wide basin with lotus flowers."""
    body = _clay_tone(pen)
    d = _clay(pen, [(290, -200), (282, -176), (250, -90), (180, -14), (168, 0)], body)
    _incised(pen, d, [-140, -90], 276)
    pen.oval((0, -200), (290, 74), darker(body, 0.45))
    pen.oval((0, -192), (268, 62), pen.linear(((0, "#2f5f56"), (1, "#8fc0ae")), (0.3, 1)))
    for x, y, r in (
        (-150, -196, 76),
        (110, -172, 88),
        (30, -220, 60),
        (200, -204, 50),
        (-40, -168, 60),
    ):
        pen.path(
            f"M{x} {y}L{x + r} {y - 4}A{r} {num(r * 0.3)} 0 1 1 {x + round(r * 0.8)} {y - round(r * 0.2)}z",
            GLAZE[4],
        )
        pen.oval((x, y), (r * 0.86, r * 0.24), "#5f9a62", 0.65)
    for x, y, h in ((-70, -190, 150), (90, -180, 210), (-190, -200, 96)):
        pen.line(f"M{x} {y}q10 -{h // 2} 4 -{h - 60}", "#3f7a45", 8)
        with pen.moved(x + 4, y - h + 66):
            lotus(pen, 84, pen.rng.choice(("#e7a7a5", "#f0c7c0", "#efe3cf")))
    pen.line("M-290 -196A290 74 0 0 0 290 -196", lighter(body, 0.3), 10)
