"""Scenes of journeys, rivers and old halls.

Every scene fills the canvas of 1200 x 900.
"""

from marketplace.illustrations import (
    buildings,
    earthenware_small,
    fruits,
    herbs,
    landscape,
    sewn,
)
from marketplace.illustrations.colours import MADDER, WOOD
from marketplace.illustrations.pen import Pen
from marketplace.illustrations.scenes_heritage import (
    _hour,
    _indoors,
    _lotus_pads,
)


def truck(pen: Pen) -> None:
    """Ride the farm truck past the mango trees."""
    hour = _hour(pen, "day", "gold")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.paddies(pen, 600, hour)
    landscape.ground(pen, 740, "#d8b98a")
    for x in (120, 1090):
        landscape.tree(pen, x, 740, 1.3)
    with pen.moved(600, 830):
        pen.shadow((0, 4), (430, 24))
        for x in (-90, 30, 150, 270):
            with pen.moved(x, -110, 0.72):
                buildings.person(pen, 0, 0, 1)
        pen.box((-160, -170), (520, 120), pen.linear(((0, "#3f6288"), (1, "#1b2b40")), (0, 1)), 8)
        for k in range(6):
            pen.line(f"M{-130 + k * 90} -166v110", "#7d9fbd", 5, 0.6)
        pen.path("M-180 -60V-260H-330L-390 -140V-60z", MADDER)
        pen.path("M-200 -240H-312L-352 -150H-200z", "#cbdfcd")
        for x in (-300, 220):
            pen.oval((x, -30), (62, 62), "#2a1a1c")
            pen.oval((x, -30), (27, 27), "#c9b694")
        pen.oval((-384, -100), (15, 17), "#f2dda6")


def train(pen: Pen) -> None:
    """Wait for the train at the old station."""
    hour = _hour(pen, "gold", "day")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.ground(pen, 620, "#a9b06a")
    with pen.moved(250, 700, 0.8):
        buildings.house(pen, 0, 0, 1)
    pen.box((0, 790), (1200, 110), "#8c8068")
    for x in range(0, 1200, 64):
        pen.box((x, 800), (34, 60), WOOD[0])
    pen.line("M0 810h1200M0 846h1200", "#70787d", 10)
    for k in range(2):
        x = 560 + k * 350
        pen.box(
            (x, 600),
            (336, 190),
            pen.linear(
                ((0, "#f2dda6"), (0.45, "#f2dda6"), (0.46, "#a14525"), (1, "#6b2a15")), (0, 1)
            ),
            14,
        )
        for j in range(5):
            pen.box((x + 22 + j * 62, 626), (46, 56), "#24604a", 5)
        for wx in (x + 60, x + 270):
            pen.oval((wx, 800), (34, 34), "#2a1a1c")
            pen.oval((wx, 800), (14, 14), "#b9c0c3")
    for x in (420, 480):
        buildings.person(pen, x, 780, 0.76)
    with pen.moved(130, 790, 0.34):
        fruits.fruit(pen, "mango")


def boats(pen: Pen) -> None:
    """Drift down the Yom river."""
    hour = _hour(pen, "gold", "dawn", "dusk")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.water(pen, 590, hour)
    for x in (70, 1120):
        landscape.bamboo(pen, x, 660, 0.9)
    buildings.house(pen, 860, 640, 0.6)
    buildings.boat(pen, 420, 740, 1.1)
    buildings.boat(pen, 880, 830, 0.7)
    _lotus_pads(pen, 800)


def river(pen: Pen) -> None:
    """Look along the river between fields and hills."""
    hour = _hour(pen, "day", "gold", "dawn")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.paddies(pen, 580, hour)
    landscape.river(pen, 580, hour)
    for x, size in ((130, 1.1), (1040, 1.3)):
        landscape.palm(pen, x, 730, size)
    buildings.house(pen, 930, 690, 0.5)
    buildings.boat(pen, 620, 840, 0.56)


def resting(pen: Pen) -> None:
    """Rest with warm herbal balls."""
    _indoors(pen)
    sewn.mat_pattern(pen, (40, 690), (1120, 210), "#cfae6c")
    for x, draw, size in (
        (330, herbs.compress, 0.78),
        (740, herbs.balm, 0.6),
        (1000, herbs.tea, 0.5),
        (560, earthenware_small.aroma_burner, 0.6),
    ):
        with pen.moved(x, 820, size):
            draw(pen)


def temple(pen: Pen) -> None:
    """Rest among the columns of the old hall."""
    hour = _hour(pen, "gold", "dusk", "dawn")
    landscape.sky(pen, hour)
    landscape.ranges(pen, hour)
    landscape.ground(pen, 620, "#9aa35c")
    buildings.columns(pen, 90, 760, 4, 1.2)
    buildings.stupa(pen, 690, 680, 0.84, hour)
    buildings.columns(pen, 900, 790, 3, 1.3)
    landscape.tree(pen, 1130, 700, 1.3)
    for x in (520, 600):
        buildings.person(pen, x, 840, 0.7)
