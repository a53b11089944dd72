"""Stupas, kilns, houses, people and boats that stand in a landscape."""

import math

from marketplace.illustrations.colours import (
    BAMBOO,
    CLAY,
    GOLD,
    MADDER,
    THREAD,
    WOOD,
)
from marketplace.illustrations.motifs import WEAVES, diamond, weave
from marketplace.illustrations.pen import (
    Pen,
    darker,
    lathe,
    leaf,
    lighter,
    num,
    oval,
    poly,
    smooth,
)


def stupa(pen: Pen, x: float, y: float, size: float, hour: str = "gold") -> None:
    """Stand a lotus-bud stupa of the old city."""
    tone = {"night": "#6a5a4a", "dusk": "#8a5a3a"}.get(hour, "#b98a62")
    shade = pen.linear(((0, lighter(tone, 0.35)), (0.5, tone), (1, darker(tone, 0.4))))
    with pen.moved(x, y, size):
        for k, (w, h) in enumerate(((190, 40), (160, 40), (130, 46))):
            pen.box((-w, -40 - k * 42), (2 * w, h), shade)
            pen.line(f"M{-w} {-40 - k * 42}h{2 * w}", lighter(tone, 0.5), 4, 0.6)
        pen.path(poly([(-92, -124), (-70, -290), (70, -290), (92, -124)]), shade)
        for k in (-1, 0, 1):
            pen.path(f"M{k * 44 - 14} -140v-70a14 18 0 0 1 28 0v70z", darker(tone, 0.5), 0.7)
        pen.path(
            lathe(
                [(60, -290), (78, -330), (70, -390), (34, -450), (14, -500), (6, -590), (1, -660)]
            ),
            shade,
        )
        pen.line("M-60 -300Q0 -284 60 -300M-74 -340Q0 -322 74 -340", darker(tone, 0.4), 4, 0.7)
        for side in (-1, 1):
            with pen.moved(side * 250, 0, 0.4):
                pen.box((-90, -60), (180, 60), shade)
                pen.path(lathe([(8, -360), (30, -240), (70, -160), (84, -60)]), shade)


def columns(pen: Pen, x: float, y: float, count: int, size: float = 1) -> None:
    """Stand a row of laterite columns."""
    for k in range(count):
        with pen.moved(x + k * 96 * size, y, size):
            h = pen.rng.choice((240, 250, 210, 160))
            pen.box(
                (-24, -h), (48, h), pen.linear(((0, "#c9a27a"), (0.4, "#a97c56"), (1, "#6a4630")))
            )
            for j in range(40, h, 44):
                pen.line(f"M-24 {-j}h48", "#6a4630", 3, 0.6)
            pen.box((-34, -h - 14), (68, 20), "#8f6644", 4)


def kiln(pen: Pen, x: float, y: float, size: float, *, fire: bool = True) -> None:
    """Stand a domed brick kiln."""
    with pen.moved(x, y, size):
        dome = "M-250 0C-250 -190 -160 -300 0 -300S250 -190 250 0z"
        pen.path(dome, "#7a361d")
        with pen.clipped(dome):
            for row in range(16):
                for k in range(-8, 8):
                    tone = pen.rng.choice(CLAY[0:4])
                    pen.box((k * 40 + (row % 2) * 20, -20 - row * 20), (37, 17), tone, 3)
            pen.path(
                dome,
                pen.linear(
                    (
                        (0, "#000000", 0.4),
                        (0.4, "#000000", 0),
                        (0.7, "#000000", 0),
                        (1, "#000000", 0.5),
                    )
                ),
            )
        mouth = "M-72 0V-90A72 72 0 0 1 72 -90V0z"
        pen.path(
            mouth,
            pen.radial(
                ((0, "#fff0b0"), (0.4, "#f6b13c"), (0.75, "#c4501c"), (1, "#3a1408")),
                (0.5, 0.9),
                0.8,
            )
            if fire
            else "#24130b",
        )
        pen.line("M-82 0V-90A82 82 0 0 1 82 -90V0", CLAY[0], 22)
        if fire:
            pen.oval((0, -60), (320, 250), pen.radial(((0, "#ffb84d", 0.4), (1, "#ffb84d", 0))))
            for k in (-1, 1):
                pen.line(f"M{k * 18} -300q{k * 40} -60 0 -120t{k * 10} -130", "#ffffff", 22, 0.14)


def house(pen: Pen, x: float, y: float, size: float) -> None:
    """Stand a wooden house on stilts."""
    with pen.moved(x, y, size):
        for px in (-190, -70, 60, 190):
            pen.box((px - 10, -170), (20, 170), WOOD[1])
        pen.box((-230, -330), (460, 164), pen.linear(((0, WOOD[3]), (1, WOOD[2]))))
        for k in range(14):
            pen.line(f"M{-226 + k * 34} -328v160", WOOD[1], 2.5, 0.5)
        for px in (-150, 60):
            pen.box((px, -300), (84, 96), "#3b2a1c")
            pen.line(f"M{px + 42} -300v96", WOOD[3], 6)
        pen.path(
            "M-290 -320L-180 -470H180L290 -320z", pen.linear(((0, CLAY[2]), (1, CLAY[0])), (0, 1))
        )
        for k in range(7):
            pen.line(f"M{-276 + k * 16} {-330 - k * 20}H{276 - k * 16}", CLAY[0], 3, 0.6)
        pen.line("M-180 -470l-24 -34M180 -470l24 -34", WOOD[1], 12)
        pen.box((-250, -180), (500, 16), WOOD[1])
        for k in range(6):
            pen.box((-30, -150 + k * 26), (90, 9), WOOD[2])
        pen.line("M-30 -170L-30 0M60 -170V0", WOOD[2], 9)
        for k, tone in enumerate((MADDER, "#1b2b40", "#8a7b62")):
            pen.box((-200 + k * 52, -168), (44, 92), tone)
            weave(pen, diamond(5, k), (-200 + k * 52, -110), 4.4, WEAVES[k])


def person(pen: Pen, x: float, y: float, size: float, *, hat: bool = True) -> None:
    """Stand a villager seen from behind, in hat or bun and a pha khao ma."""
    shirt = pen.rng.choice(("#3f6288", MADDER, "#24604a", "#c8932b", "#efe3c6", "#5f4a68"))
    cloth = pen.rng.choice(("#1b2b40", "#3b2a1c", "#5b4a3a", "#6d1f2b"))
    with pen.moved(x, y, size):
        pen.shadow((0, 0), (60, 12))
        pen.path("M-34 -110h68l10 106h-88z", cloth)
        pen.path(
            smooth([(-38, -190), (-44, -104), (44, -104), (38, -190), (0, -208)], closed=True),
            shirt,
        )
        pen.line("M-36 -184q-22 40 -10 80M36 -184q22 40 10 80", darker(shirt, 0.15), 17)
        pen.box((-42, -118), (84, 17), THREAD, 6)
        pen.line("M-40 -110h80", MADDER, 4)
        pen.oval((0, -232), (26, 30), "#a9714a")
        if hat:
            pen.path("M-64 -236Q0 -260 64 -236L10 -288h-20z", BAMBOO[2])
            pen.line("M-64 -236Q0 -222 64 -236", BAMBOO[0], 4)
        else:
            pen.oval((0, -242), (29, 28), "#1d120a")
            pen.oval((0, -274), (14, 13), "#1d120a")


def cyclist(pen: Pen, x: float, y: float, size: float) -> None:
    """Ride a bicycle to the left."""
    tone = pen.rng.choice((MADDER, "#24604a", "#c8932b", "#3f6288"))
    with pen.moved(x, y, size):
        pen.shadow((0, 0), (170, 14))
        for wx in (-96, 96):
            pen.ring((wx, -70), (66, 66), "#2a1a1c", 8)
            for k in range(6):
                a = k * math.pi / 6
                pen.line(
                    f"M{num(wx + 62 * math.cos(a))} {num(-70 + 62 * math.sin(a))}L{num(wx - 62 * math.cos(a))} {num(-70 - 62 * math.sin(a))}",
                    "#8c8068",
                    2,
                )
        pen.line(
            "M96 -70L30 -70L-60 -150L40 -160L30 -70M96 -70L40 -160L34 -186M-96 -70L-60 -150L-66 -200h-30",
            tone,
            9,
        )
        pen.line("M16 -192h46", "#2a1a1c", 13)
        pen.line("M40 -196L-10 -130L26 -66", "#1b2b40", 25)
        shirt = pen.rng.choice(("#efe3c6", "#d58a5f", "#7d9fbd"))
        pen.path(
            smooth([(56, -206), (10, -200), (-30, -290), (10, -316), (44, -290)], closed=True),
            shirt,
        )
        pen.line("M-14 -286L-84 -204", shirt, 18)
        pen.oval((-20, -340), (27, 30), "#a9714a")
        pen.path("M-84 -344Q-20 -372 44 -344L-8 -392h-24z", BAMBOO[2])
        pen.box((-140, -182), (52, 42), BAMBOO[1], 6)
        pen.path(
            leaf((-130, -180), (-150, -226), 6, 12) + leaf((-110, -180), (-104, -232), 6, 12),
            GOLD[3],
        )


def boat(pen: Pen, x: float, y: float, size: float) -> None:
    """Float a long wooden boat with a paddler."""
    with pen.moved(x, y, size):
        person(pen, 60, -14, 0.8)
        pen.path(
            "M-260 -50Q-120 0 0 0T270 -60Q220 44 0 44T-260 -50z",
            pen.linear(((0, WOOD[3]), (1, WOOD[1])), (0, 1)),
        )
        pen.line("M-256 -48Q-120 6 0 6T266 -56", WOOD[4], 5)
        pen.line("M110 -140L190 60", WOOD[2], 8)
        pen.path(oval((194, 70), (12, 30)), WOOD[2])
