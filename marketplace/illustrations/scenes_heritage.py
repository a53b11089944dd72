"""Scenes of the old cities, the kilns and the workshops.

Every scene fills the canvas of 1200 x 900.
"""

from collections.abc import Callable

from marketplace.illustrations import (
    buildings,
    cloth,
    earthenware,
    landscape,
    sangkhalok,
    tableware,
)
from marketplace.illustrations.colours import BAMBOO, GLAZE, GOLD, MADDER, THREAD, WOOD
from marketplace.illustrations.motifs import WEAVES, band, diamond, lotus, weave
from marketplace.illustrations.pen import Pen, darker, lighter, smooth

Scene = Callable[[Pen], None]


def _hour(pen: Pen, *choices: str) -> str:
    return pen.rng.choice(choices)


def stupas(pen: Pen) -> None:
    """Ride bicycles past the stupas of the old city."""
    hour = _hour(pen, "gold", "dawn", "dusk")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.ground(pen, 600, "#8fa35c")
    for x, size in ((200, 0.42), (980, 0.5), (600, 0.74)):
        buildings.stupa(pen, x + pen.rng.uniform(-60, 60), 640, size, hour)
    buildings.columns(pen, 60, 690, 4, 0.6)
    for x in (40, 1130):
        landscape.tree(pen, x, 720, pen.rng.uniform(1.0, 1.4))
    pen.path("M0 770Q600 720 1200 780V860Q600 800 0 860z", "#e3cfa0")
    for x in (380, 720):
        buildings.cyclist(pen, x + pen.rng.uniform(-60, 60), 830, 0.72)


def tram(pen: Pen) -> None:
    """Ride the open tram along the moat."""
    hour = _hour(pen, "day", "gold")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.ground(pen, 590, "#93a862")
    buildings.stupa(pen, 300, 620, 0.6, hour)
    landscape.water(pen, 620, hour, 700)
    landscape.ground(pen, 700, "#d8c290")
    with pen.moved(640, 830):
        pen.shadow((0, 6), (470, 26))
        pen.box((-420, -250), (840, 34), MADDER, 16)
        for k in range(14):
            pen.path(f"M{-420 + k * 60} -220h60l-30 34z", (THREAD, GOLD[3])[k % 2])
        for x in range(-400, 401, 160):
            pen.box((x - 7, -226), (14, 150), WOOD[2])
        for x in range(-330, 340, 130):
            with pen.moved(x, -40, 0.66):
                buildings.person(pen, 0, 0, 1, hat=pen.rng.random() < 0.5)
        pen.box((-430, -100), (860, 84), pen.linear(((0, GLAZE[4]), (1, GLAZE[2])), (0, 1)), 18)
        for k in range(11):
            weave(pen, diamond(8, 1), (-420 + k * 76, -92), 4.75, WEAVES[0])
        for x in (-300, -110, 110, 300):
            pen.oval((x, -10), (42, 42), "#2a1a1c")
            pen.oval((x, -10), (19, 19), GOLD[3])


def bridge(pen: Pen) -> None:
    """Cross the wooden bridge over the lotus pond at dawn."""
    hour = _hour(pen, "dawn", "gold")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    buildings.stupa(pen, 820, 590, 0.5, hour)
    landscape.water(pen, 570, hour)
    pen.box((0, 640), (1200, 22), WOOD[2])
    for x in range(20, 1200, 90):
        pen.box((x, 560), (14, 190), WOOD[1])
    pen.line("M0 580h1200M0 610h1200", WOOD[3], 9)
    for x in (300, 420, 560):
        with pen.moved(x, 650, 0.9):
            robe = "#d9822b"
            pen.path(
                smooth([(-34, -190), (-44, 0), (44, 0), (34, -190), (0, -206)], closed=True), robe
            )
            pen.line("M-26 -186Q10 -120 30 -20", darker(robe, 0.25), 6)
            pen.oval((0, -228), (25, 29), "#a9714a")
            pen.oval((-4, -120), (27, 20), "#3b2a1c")
    for x in (860, 950):
        buildings.person(pen, x, 652, 0.8, hat=False)
    _lotus_pads(pen, 700)


def _lotus_pads(pen: Pen, top: float) -> None:
    for _ in range(16):
        x, y = pen.rng.uniform(0, 1200), pen.rng.uniform(top, 890)
        r = 26 + (y - top) * 0.3
        pen.oval((x, y), (r, r * 0.3), lighter(GLAZE[4], pen.rng.uniform(0, 0.25)))
        if pen.rng.random() < 0.5:
            with pen.moved(x, y - r * 0.3, r / 120):
                lotus(pen, 110, pen.rng.choice(("#e7a7a5", "#efd0c8", "#f4e6c3")))


def kilns(pen: Pen) -> None:
    """Watch the old kilns burn at dusk."""
    hour = _hour(pen, "dusk", "night", "dusk")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.ground(pen, 620, "#4a3423")
    buildings.kiln(pen, 880, 690, 0.72, fire=pen.rng.random() < 0.6)
    buildings.kiln(pen, 420, 760, 1.1)
    for k in range(6):
        with pen.moved(690 + k * 84, 820 + (k % 2) * 30, pen.rng.uniform(0.2, 0.3)):
            pen.rng.choice(
                (sangkhalok.bottle, earthenware.water_jar, tableware.bowl, sangkhalok.eared_jar)
            )(pen)
    buildings.person(pen, 150, 830, 0.9)


def potter(pen: Pen) -> None:
    """Look into the workshop: a wheel, a fresh jar, shelves of pots."""
    _indoors(pen)
    for y in (250, 420):
        pen.box((60, y), (1080, 18), WOOD[2])
        for x in range(130, 1120, 130):
            with pen.moved(x, y, pen.rng.uniform(0.2, 0.27)):
                pen.rng.choice(
                    (
                        tableware.bowl,
                        sangkhalok.bottle,
                        earthenware.water_jar,
                        tableware.covered_box,
                        tableware.mug,
                    )
                )(pen)
    with pen.moved(600, 830):
        pen.shadow((0, 10), (330, 34))
        pen.oval((0, -20), (280, 56), WOOD[1])
        pen.oval((0, -40), (280, 56), pen.linear(((0, WOOD[3]), (1, WOOD[1]))))
        with pen.moved(0, -50, 0.72):
            earthenware.water_jar(pen)
    for x, flip in ((300, 1), (900, -1)):
        with pen.moved(x, 900, 1.25, 0, flip):
            buildings.person(pen, 0, 0, 1)


def _indoors(pen: Pen) -> None:
    wall = pen.rng.choice(("#e6d3ac", "#d9c9a4", "#cfb98a"))
    pen.box((0, 0), (1200, 900), wall)
    for x in range(0, 1200, 75):
        pen.line(f"M{x} 0v900", darker(wall, 0.2), 3, 0.35)
    pen.box((0, 700), (1200, 200), pen.linear(((0, WOOD[3]), (1, WOOD[2])), (0, 1)))
    for k in range(9):
        pen.line(f"M{k * 150} 900L{300 + k * 75} 700", WOOD[1], 3, 0.5)
    pen.path("M700 0h420L900 700H300z", "#fff6d8", 0.2)


def loom(pen: Pen) -> None:
    """Sit at the loom under the house, the cloth half woven."""
    hour = _hour(pen, "day", "gold")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.paddies(pen, 600, hour)
    pen.box((0, 0), (1200, 90), WOOD[1])
    pen.box((0, 720), (1200, 180), "#c9a878")
    for x in (60, 1140):
        pen.box((x - 24, 0), (48, 820), pen.turned(WOOD[2]))
    for x in (250, 950):
        pen.box((x - 16, 180), (32, 660), pen.turned(WOOD[3]))
    for y in (190, 470, 640):
        pen.box((220, y), (760, 26), pen.turned(WOOD[2]))
    for k in range(76):
        pen.line(
            f"M{286 + k * 8.4:.1f} 214L{286 + k * 8.4:.1f} 470",
            (THREAD, "#d9a33a", MADDER)[(k // 6) % 3],
            2.4,
            0.85,
        )
    colours = WEAVES[pen.rng.randrange(5)]
    rows = band(160, 12, pen.rng.randrange(4))
    pen.box((284, 480), (636, 160), colours["m"])
    with pen.clipped("M284 480h636v160h-636z"):
        weave(pen, rows, (284, 482), 4, colours)
    for k in range(5):
        with pen.moved(1010 + (k % 2) * 70, 800 + (k // 2) * 34):
            pen.oval((0, 0), (40, 30), (MADDER, "#d9a33a", "#1b2b40", "#24604a", THREAD)[k])
            pen.line("M-34 -6q34 14 68 0M-30 8q30 12 60 0", "#ffffff", 3, 0.4)
    buildings.person(pen, 600, 880, 1.5, hat=False)


def mud(pen: Pen) -> None:
    """Hang mud-dyed cloth over the pond at Na Ton Chan."""
    hour = _hour(pen, "day", "dawn", "gold")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.ground(pen, 590, "#8fa35c")
    buildings.house(pen, 940, 650, 0.7)
    for k in range(4):
        x = 70 + k * 190
        tone = cloth.MUD[(pen.rng.randrange(8) + k) % 8]
        pen.path(f"M{x} 330Q{x + 85} 356 {x + 170} 330L{x + 164} 640q-80 20 -158 0z",
                 pen.linear(((0, lighter(tone, 0.25)), (0.5, tone), (1, darker(tone, 0.25)))))  # fmt: skip
        pen.line(f"M{x + 8} 600q80 18 154 0M{x + 8} 616q80 18 154 0", lighter(tone, 0.5), 5)
    pen.line("M0 326Q420 366 860 322", BAMBOO[1], 13)
    for x in (30, 440, 850):
        pen.line(f"M{x} 300L{x + 10} 740", BAMBOO[0], 15)
    pen.oval((520, 850), (560, 110), "#6a5640")
    pen.oval((520, 856), (520, 92), pen.linear(((0, "#8f7a5c"), (1, "#574532")), (0, 1)))
    for x in (300, 660):
        buildings.person(pen, x, 850, 1.0)
        pen.oval((x, 852), (90, 16), "#574532")
