"""Bamboo and palm leaf.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math

from marketplace.illustrations.colours import (
    BAMBOO,
    GOLD,
    LEAF,
    MADDER,
    WOOD,
)
from marketplace.illustrations.pen import (
    Pen,
    around,
    darker,
    lathe,
    leaf,
    lighter,
    num,
    oval,
    polar,
    poly,
    smooth,
)

# --- bamboo and leaf -----------------------------------------------------------------------


def woven(pen: Pen, outline: str, colour: str, step: int = 26, reach: int = 330) -> None:
    """Fill an outline with a twill of bamboo strips."""
    pen.path(outline, pen.turned(colour, 0.35))
    with pen.clipped(outline):
        dark, light = "", ""
        for row, y in enumerate(range(-620, 320, step)):
            for x in range(-reach, reach, step * 2):
                shift = (row % 4) * step / 2
                light += f"M{num(x + shift)} {y + 4}h{step - 4}v{step - 7}h-{step - 4}z"
                dark += f"M{num(x + shift + step)} {y + 2}v{step - 3}"
        pen.path(light, "#fff3cf", 0.34)
        pen.line(dark, darker(colour, 0.6), 3.5, 0.5)


def farm_basket(pen: Pen) -> None:
    """Stand a carrying basket full of vegetables."""
    for k in range(-4, 5):
        pen.path(leaf((k * 30, -280), (k * 52, -430 + abs(k) * 20), k * 8, 30), LEAF[(k + 4) % 4])
    for k, tone in enumerate(("#b4532f", "#8c2530", "#d9a33a", "#5f4a68")):
        pen.oval(
            (-150 + k * 100, -310),
            (58, 52),
            pen.radial(
                ((0, lighter(tone, 0.5)), (0.7, tone), (1, darker(tone, 0.3))), (0.35, 0.3), 0.75
            ),
        )
    d = lathe([(250, -300), (240, -200), (190, -60), (150, 0)])
    woven(pen, d, pen.rng.choice(BAMBOO[1:]))
    pen.line("M-250 -300Q0 -240 250 -300", BAMBOO[0], 24)
    pen.line("M-250 -304Q0 -244 250 -304", BAMBOO[3], 9)
    pen.line("M-210 -290C-190 -600 190 -600 210 -290", BAMBOO[1], 18)
    pen.line("M-204 -300C-180 -584 180 -584 204 -300", BAMBOO[3], 5)


def rice_box(pen: Pen) -> None:
    """Stand lidded sticky-rice boxes."""
    for x, scale in ((190, 0.7), (-70, 1.0)):
        with pen.moved(x, 0, scale):
            tone = pen.rng.choice(BAMBOO[1:])
            woven(pen, lathe([(160, -230), (166, -120), (150, -30), (140, 0)]), tone, 22)
            pen.line("M-140 -6L140 -6M-110 -4L-90 18M110 -4L90 18", BAMBOO[0], 18)
            lid = lathe([(60, -390), (140, -360), (176, -280), (178, -200)])
            woven(pen, lid, lighter(tone, 0.12), 20)
            pen.line("M-178 -204Q0 -172 178 -204", MADDER, 12)
            pen.line("M-166 -200C-210 -420 -60 -500 0 -500S210 -420 166 -200", WOOD[2], 8)


def bamboo_lamp(pen: Pen) -> None:
    """Hang a woven lamp from above; its lower rim is at the origin."""
    pen.oval(
        (0, -120),
        (420, 330),
        pen.radial(((0, "#ffe3a0", 0.9), (0.5, "#ffd07a", 0.3), (1, "#ffd07a", 0))),
    )
    pen.line("M0 -700V-400", "#3b2a1c", 7)
    d = lathe([(40, -410), (120, -370), (220, -220), (270, -40), (272, -20)])
    pen.path(d, "#ffdf9a")
    with pen.clipped(d):
        for k in range(-12, 13):
            pen.line(f"M{k * 6} -420Q{k * 26} -220 {k * 30} 10", BAMBOO[0], 6, 0.85)
        for y in range(-390, 0, 22):
            pen.line(f"M-290 {y}Q0 {y + 50} 290 {y}", BAMBOO[1], 8, 0.8)
    pen.line("M-272 -24Q0 40 272 -24", BAMBOO[0], 20)
    pen.oval((0, -6), (180, 20), "#fff6d8", 0.9)


def tray(pen: Pen) -> None:
    """Lay a round serving tray."""
    tone = pen.rng.choice(BAMBOO[1:])
    pen.oval((0, 14), (292, 292), darker(tone, 0.5))
    pen.oval((0, 0), (290, 290), BAMBOO[0])
    disc = oval((0, 0), (266, 266))
    pen.path(disc, lighter(tone, 0.2))
    with pen.clipped(disc):
        for row in range(-8, 9):
            for column in range(-8, 9):
                x, y = column * 40 + (row % 2) * 20, row * 35
                for a in around(6):
                    pen.path(leaf((x, y), polar(20, a, (x, y)), 0, 5), darker(tone, 0.42), 0.55)
                pen.oval((x, y), (4, 4), MADDER)
    pen.ring((0, 0), (278, 278), tone, 22)
    pen.raw(
        f'<path d="{oval((0, 0), (278, 278))}" fill="none" stroke="{BAMBOO[3]}" stroke-width="16" stroke-dasharray="5 18"/>'
    )


def palm_fan(pen: Pen) -> None:
    """Lay a palm-leaf fan."""
    pen.box((-14, 120), (28, 220), pen.turned(WOOD[2]), 14)
    for k in range(-9, 10):
        a = math.radians(k * 9.4 - 90)
        end = polar(390, a, (0, 150), 1)
        w = 24
        pen.path(leaf((0, 150), end, 0, w * 1.5), (BAMBOO[2], BAMBOO[3], "#d8d79a")[k % 3])
        pen.line(f"M0 150L{num(end[0])} {num(end[1])}", BAMBOO[0], 2, 0.5)
    for r, tone in ((250, MADDER), (276, "#24604a"), (220, GOLD[2])):
        pen.line(
            smooth([polar(r, math.radians(k * 9.4 - 90), (0, 150)) for k in range(-9, 10)]),
            tone,
            9,
            0.85,
        )
    pen.oval((0, 150), (40, 34), WOOD[1])


def _woven_fish(pen: Pen, scale: float, tone: str) -> None:
    with pen.moved(0, 0, scale):
        body = poly([(-120, 0), (0, -84), (120, 0), (0, 84)])
        pen.path(body, tone)
        with pen.clipped(body):
            for k in range(-6, 7):
                pen.line(f"M{k * 30 - 120} -120l240 240", lighter(tone, 0.55), 9, 0.75)
                pen.line(f"M{k * 30 + 120} -120l-240 240", darker(tone, 0.4), 3, 0.5)
        for dy in (-46, 0, 46):
            pen.path(leaf((110, 0), (200, dy), 0, 14), tone)
        pen.path(leaf((-10, -76), (50, -130), -10, 12) + leaf((-10, 76), (50, 130), 10, 12), tone)
        pen.oval((-74, -10), (11, 11), "#1d120a")


def carp_mobile(pen: Pen) -> None:
    """Hang a mobile of woven carp; its lowest fish is near the origin."""
    pen.line("M0 -600V-520M-220 -500H220", BAMBOO[0], 8)
    tones = ["#c8932b", "#bd6039", "#5f9a54", "#8c2530", BAMBOO[2]]
    pen.rng.shuffle(tones)
    with pen.moved(0, -420):
        _woven_fish(pen, 1.3, tones[0])
    for i, (x, y) in enumerate(((-200, -250), (200, -280), (-90, -130), (110, -100), (0, -20))):
        pen.line(f"M{x} {y}L{x} -500", "#3b2a1c", 2.5, 0.7)
        with pen.moved(x, y):
            _woven_fish(pen, 0.62, tones[i % 5])


def wind_chime(pen: Pen) -> None:
    """Hang a bamboo wind chime."""
    pen.line("M0 -620V-540M-150 -500L0 -560L150 -500", "#3b2a1c", 5)
    pen.oval((0, -490), (190, 36), pen.linear(((0, WOOD[3]), (1, WOOD[1]))))
    for k, x in enumerate((-150, -76, 0, 76, 150)):
        length = (300, 380, 430, 350, 280)[k]
        pen.line(f"M{x} -480v70", "#3b2a1c", 3)
        pen.box((x - 26, -410), (52, length), pen.turned(BAMBOO[2], 0.5), 10)
        pen.path(leaf((x, -410 + length), (x, -410 + length - 90), 0, 30), BAMBOO[0])
        for y in (-340, -240):
            pen.line(f"M{x - 26} {y}q26 12 52 0", BAMBOO[0], 6)
