"""Scenes of villages, fields, markets and journeys.

Every scene fills the canvas of 1200 x 900.
"""

import math

from marketplace.illustrations import (
    buildings,
    earthenware,
    earthenware_small,
    fruits,
    landscape,
    lights,
    metal,
    sewn,
    sweets,
    votive,
    weaving,
)
from marketplace.illustrations.colours import BAMBOO, GLAZE, LEAF, MADDER, THREAD, WOOD
from marketplace.illustrations.motifs import WEAVES, diamond, weave
from marketplace.illustrations.pen import Pen, leaf, num
from marketplace.illustrations.scenes_heritage import (
    Scene,
    _hour,
    _indoors,
)


def homestay(pen: Pen) -> None:
    """Arrive at the stilt house among the fields."""
    hour = _hour(pen, "gold", "dawn", "day")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.paddies(pen, 590, hour)
    buildings.house(pen, 640, 760, 1.06)
    landscape.palm(pen, 170, 760, 1.2)
    landscape.bamboo(pen, 1010, 770, 0.9)
    for x in (250, 330, 960):
        buildings.person(pen, x, 840, 0.66, hat=pen.rng.random() < 0.6)


def fields(pen: Pen) -> None:
    """Walk through the rice fields."""
    hour = _hour(pen, "day", "gold", "dawn")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.paddies(pen, 560, hour)
    for x, size in ((90, 0.9), (1060, 1.1), (960, 0.8)):
        landscape.palm(pen, x, 700, size)
    for x in (360, 520, 780):
        buildings.person(pen, x, pen.rng.uniform(740, 850), 0.8)


def sunrise(pen: Pen) -> None:
    """Stand on the hill above a sea of mist."""
    landscape.sky(pen, "dawn", 480)
    for y, share in ((520, 0.2), (600, 0.45), (690, 0.7)):
        landscape.hills(pen, y, "#4f8a7a" if share > 0.5 else "#8fb5a6", 170)
        for _ in range(7):
            pen.oval(
                (pen.rng.uniform(0, 1200), y + 30), (pen.rng.uniform(160, 330), 34), "#fff6e6", 0.5
            )
    pen.path("M0 900V760Q260 690 520 760T1200 740V900z", GLAZE[2])
    landscape.tree(pen, 1060, 780, 1.2, LEAF[0])
    for x in (330, 430, 540):
        buildings.person(pen, x, 780, 0.9)


def forest(pen: Pen) -> None:
    """Walk the forest path."""
    landscape.sky(pen, "day", 400)
    landscape.hills(pen, 470, "#6fa69a", 120)
    landscape.ground(pen, 560, "#6f9a54")
    for _ in range(9):
        landscape.tree(
            pen,
            pen.rng.uniform(0, 1200),
            pen.rng.uniform(580, 660),
            pen.rng.uniform(0.7, 1.1),
            pen.rng.choice(LEAF[:3]),
        )
    pen.path("M520 560C640 640 420 740 470 900H860C800 760 640 660 580 560z", "#d9bf8c")
    for x in (60, 1120):
        landscape.bamboo(pen, x, 860, 1.4)
    for x, y, s in ((600, 760, 0.9), (650, 690, 0.7)):
        buildings.person(pen, x, y, s)


def orchard(pen: Pen) -> None:
    """Pick fruit in the orchard."""
    landscape.sky(pen, _hour(pen, "day", "gold"))
    landscape.hills(pen, 540, "#7fb09a", 130)
    landscape.ground(pen, 590, "#8fae5c")
    tone = pen.rng.choice(("#eab63a", "#9c6a40", "#e58a26"))
    for x, y, size in ((180, 700, 1.5), (560, 660, 1.3), (980, 710, 1.6)):
        landscape.tree(pen, x, y, size, LEAF[1])
        for _ in range(20):
            a, r = pen.rng.uniform(0, 6.3), pen.rng.uniform(0, 1)
            pen.oval(
                (x + math.cos(a) * 120 * r * size, y - 205 * size + math.sin(a) * 84 * r * size),
                (13, 15),
                tone,
            )
    for x in (360, 760):
        buildings.person(pen, x, 830, 1.0)
    with pen.moved(560, 860, 0.5):
        fruits.fruit(pen, {"#eab63a": "mango", "#9c6a40": "sapodilla"}.get(tone, "tangerine"))


def meal(pen: Pen) -> None:
    """Share food from a khantoke on a mat."""
    _indoors(pen)
    with pen.clipped("M0 560H1200V900H0z"):
        sewn.mat_pattern(pen, (60, 590), (1080, 310), "#d8b878")
        for x in range(14):
            weave(pen, diamond(8, 1), (60 + x * 80, 600), 5, WEAVES[0])
    for x in (230, 960):
        with pen.moved(x, 640, 1.1):
            buildings.person(pen, 0, 0, 1, hat=False)
    with pen.moved(600, 800, 0.86):
        earthenware_small.khantoke(pen)
    for x, draw in ((270, sweets.noodles), (950, sweets.palm_cakes)):
        with pen.moved(x, 850, 0.44):
            draw(pen)


def market(pen: Pen) -> None:
    """Stroll the morning market."""
    hour = _hour(pen, "dawn", "day")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.ground(pen, 620, "#d8c290")
    draws: list[Scene] = [
        fruits.fruit,
        sweets.sweets,
        sweets.palm_cakes,
        weaving.farm_basket,
        earthenware.curry_pot,
        sweets.rice,
    ]
    pen.rng.shuffle(draws)
    for k in range(3):
        x = 40 + k * 390
        pen.box((x, 640), (350, 130), pen.linear(((0, WOOD[3]), (1, WOOD[1])), (0, 1)), 6)
        for px in (x + 8, x + 330):
            pen.box((px, 330), (13, 320), BAMBOO[0])
        with pen.moved(x + 175, 646, 0.46):
            draws[k](pen)
        for j in range(7):
            pen.path(
                f"M{x - 14 + j * 54} 340l16 -70h22l16 70q-27 32 -54 0z",
                (MADDER, THREAD)[j % 2] if k != 1 else (GLAZE[4], THREAD)[j % 2],
            )
    for x in (250, 560, 640, 1010):
        buildings.person(pen, x, pen.rng.uniform(840, 890), 0.95, hat=pen.rng.random() < 0.6)


def kites(pen: Pen) -> None:
    """Fly kites over the stubble fields."""
    hour = _hour(pen, "day", "gold")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.paddies(pen, 640, "gold")
    for x, y, size, draw in (
        (300, 230, 0.5, lights.kite),
        (700, 180, 0.62, lights.kite),
        (1000, 320, 0.42, lights.leaf_kite),
    ):
        with pen.moved(x, y, size):
            draw(pen)
        pen.line(f"M{x} {y}Q{x - 20} 520 {num(x * 0.6 + 240)} 720", "#fffdf8", 2.5, 0.8)
    for k in range(4):
        buildings.person(pen, 300 + k * 190, 830, 0.8 if k % 2 else 0.6)


def atelier(pen: Pen) -> None:
    """Look over the goldsmith's bench."""
    pen.box((0, 0), (1200, 900), pen.radial(((0, "#3c5a4c"), (1, "#0d2a20")), (0.5, 0.4), 0.8))
    pen.oval((600, 200), (560, 420), pen.radial(((0, "#ffe3a0", 0.5), (1, "#ffd07a", 0))))
    pen.path("M0 640Q600 560 1200 640V900H0z", pen.linear(((0, WOOD[2]), (1, WOOD[0])), (0, 1)))
    silver = pen.rng.choice(("gold", "silver"))
    with pen.moved(600, 470, 0.82):
        metal.necklace(pen, silver)
    with pen.moved(250, 720, 0.52):
        metal.bangle(pen, silver)
    with pen.moved(960, 700, 0.5):
        metal.ring(pen)
    for x, turn in ((420, -34), (480, -22), (760, 28)):
        with pen.moved(x, 830, 1, turn):
            pen.box((-12, -150), (24, 130), pen.turned(WOOD[3]), 10)
            pen.path("M-7 -150L0 -230L7 -150z", "#b9c0c3")


def night(pen: Pen) -> None:
    """Float krathong under lanterns on the full-moon night."""
    landscape.sky(pen, "night", 430)
    buildings.stupa(pen, 600, 560, 0.7, "night")
    for x in range(80, 1200, 46):
        pen.oval((x, 566), (5, 7), "#ffcf70")
    landscape.water(pen, 570, "night")
    for x, size in ((160, 0.5), (1030, 0.56)):
        with pen.moved(x, 420, size):
            lights.lantern(pen)
    for x, y, size in (
        (330, 680, 0.3),
        (860, 660, 0.26),
        (560, 760, 0.46),
        (960, 830, 0.56),
        (200, 840, 0.52),
    ):
        pen.oval((x, y + 30 * size), (300 * size, 40 * size), "#ffcf70", 0.2)
        with pen.moved(x, y, size):
            lights.krathong(pen)


def script(pen: Pen) -> None:
    """Read the stone and write on paper."""
    _indoors(pen)
    with pen.moved(360, 720, 1.0):
        votive.stone(pen)
    with pen.moved(850, 660, 0.92):
        pen.box((-220, -60), (440, 260), "#fbf7ec", 6)
        votive.script_rows(pen, (-190, -40), (380, 220), "#3b2a1c", 50)
        with pen.moved(60, 60, 1, -50):
            pen.box((0, -8), (280, 16), WOOD[2], 8)
            pen.path(leaf((6, 0), (-46, 0), 0, 13), "#1d120a")
    buildings.person(pen, 620, 890, 1.2, hat=False)


def pressing(pen: Pen) -> None:
    """Press clay tablets at the learning centre."""
    _indoors(pen)
    pen.box((60, 640), (1080, 40), WOOD[1], 8)
    with pen.moved(420, 650, 0.9):
        votive.press_kit(pen)
    for x in (850, 970, 1070):
        with pen.moved(x, 650, 0.34):
            votive.tablet(pen)
    with pen.moved(180, 640, 0.7):
        votive.tablet(pen)
    for x in (330, 820):
        buildings.person(pen, x, 890, 1.0, hat=False)
