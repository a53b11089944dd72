"""What is sewn or plaited: clothes, bags, cushions, mats.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

import math

from marketplace.illustrations.cloth import MUD, _pole
from marketplace.illustrations.colours import GOLD, INDIGO, MADDER, PAPER, THREAD, WOOD
from marketplace.illustrations.motifs import WEAVES, diamond, weave
from marketplace.illustrations.pen import Pen, darker, lighter, num, oval, poly, smooth


def shirt(pen: Pen, colour: str = INDIGO[2], kind: str = "shirt") -> None:
    """Hang a shirt, blouse or T-shirt on a wooden hanger."""
    pen.line("M0 -556q-4 -40 22 -40t20 26", WOOD[1], 8)
    pen.line("M-150 -486Q0 -590 150 -486", WOOD[2], 16)
    sleeve = 150 if kind == "shirt" else 96
    for side in (-1, 1):
        d = poly([(side * 120, -506), (side * 190, -470), (side * (226 + sleeve * 0.4), -490 + 150 + sleeve * 0.4),
                  (side * (150 + sleeve * 0.4), -300 + sleeve * 0.4), (side * 150, -360)])  # fmt: skip
        pen.path(d, darker(colour, 0.16))
        pen.line(d, darker(colour, 0.4), 3, 0.4)
    wide = 40 if kind == "blouse" else 0
    body = (f"M-60 -530Q0 -494 60 -530L186 -476L168 -330L{180 + wide} -20Q0 16 {-180 - wide} -20"
            "L-168 -330L-186 -476z")  # fmt: skip
    pen.path(
        body,
        pen.linear(
            (
                (0, darker(colour, 0.22)),
                (0.35, lighter(colour, 0.2)),
                (0.7, colour),
                (1, darker(colour, 0.3)),
            )
        ),
    )
    with pen.clipped(body):
        if kind == "tee":
            _letters(pen, -330)
        else:
            for x in range(6):
                weave(pen, diamond(8, 2), (-240 + x * 80, -110), 5, WEAVES[0])
    if kind != "tee":
        pen.line("M0 -502V-6", darker(colour, 0.4), 3, 0.6)
        for y in range(-470, -140, 70):
            pen.oval((0, y), (9, 9), WOOD[4])
        pen.line("M-60 -530Q0 -494 60 -530", lighter(colour, 0.4), 10)
    else:
        pen.line("M-60 -530Q0 -470 60 -530", darker(colour, 0.25), 9)


def _letters(pen: Pen, y: float, colour: str = THREAD) -> None:
    """Suggest carved writing by strokes that are no letters."""
    for row in range(3):
        x = -110.0
        while x < 110:
            w = pen.rng.uniform(18, 30)
            top = y + row * 58
            shape = pen.rng.choice(("M0 34V6q0 -8 9 -8t9 8v28", "M0 0v34h16V4", "M0 34q-6 -36 9 -36t9 18q0 16 -12 12",
                                    "M0 0q16 0 16 16v18M0 0v34"))  # fmt: skip
            with pen.moved(x, top):
                pen.line(shape, colour, 5)
            x += w + 8


def tee(pen: Pen) -> None:
    """Hang a T-shirt with the look of old writing."""
    shirt(pen, pen.rng.choice(("#2a1a1c", "#1a4c3a")), "tee")


def trousers(pen: Pen) -> None:
    """Hang wide trousers."""
    colour = MUD[pen.rng.choice((0, 4, 6))]
    d = "M-150 -520h300L236 -10h-170L0 -330L-66 -10h-170z"
    pen.path(
        d,
        pen.linear(
            (
                (0, darker(colour, 0.25)),
                (0.3, lighter(colour, 0.22)),
                (0.6, colour),
                (1, darker(colour, 0.3)),
            )
        ),
    )
    pen.box((-156, -540), (312, 44), darker(colour, 0.2), 10)
    for x in range(-150, 150, 14):
        pen.line(f"M{x} -538v40", "#000000", 2.5, 0.22)
    pen.line("M-30 -500q30 60 0 120M30 -500q-30 60 0 120", PAPER, 6)
    pen.line("M0 -496V-330M-90 -480l-40 440M90 -480l40 440", "#000000", 3, 0.16)
    _pole(pen, -552, 260)


def tote(pen: Pen) -> None:
    """Stand a market tote with vegetables looking out."""
    colour = MUD[pen.rng.choice((1, 2, 4, 6))]
    for k in range(-4, 5):
        pen.path(smooth([(k * 30, -330), (k * 44 - 26, -440), (k * 48, -500 + abs(k) * 14), (k * 44 + 26, -430)], closed=True),
                 ("#5f9a54", "#3f7a45", "#8ab86a")[k % 3])  # fmt: skip
    for side in (-1, 1):
        pen.line(
            f"M{side * 120} -340q{-side * 14} -190 {-side * 110} -190", darker(colour, 0.3), 22
        )
    d = "M-230 -350h460l-26 340q-2 14 -20 14h-368q-18 0 -20 -14z"
    pen.path(
        d,
        pen.linear(((0, lighter(colour, 0.22)), (0.6, colour), (1, darker(colour, 0.3))), (1, 0.6)),
    )
    with pen.clipped(d):
        for x in range(-4, 4):
            weave(pen, diamond(8, 1), (x * 72, -190), 4.5, WEAVES[pen.rng.choice((0, 1))])
    for side in (-1, 1):
        pen.line(f"M{side * 120} -330v90", lighter(colour, 0.2), 22)


def bedding(pen: Pen) -> None:
    """Lay a bed runner over a bed with two pillows."""
    pen.box((-320, -230), (640, 230), PAPER, 30)
    pen.box((-320, -110), (640, 120), darker(PAPER, 0.12), 20)
    colour = MUD[pen.rng.choice((0, 2, 4, 6))]
    for x, turn in ((-160, -5), (150, 4)):
        with pen.moved(x, -270, 1, turn):
            pillow = smooth(
                [
                    (-140, -84),
                    (0, -100),
                    (140, -84),
                    (150, 0),
                    (138, 84),
                    (0, 96),
                    (-138, 84),
                    (-150, 0),
                ],
                closed=True,
            )
            pen.path(
                pillow,
                pen.radial(((0, lighter(colour, 0.4)), (1, darker(colour, 0.2))), (0.4, 0.3), 0.8),
            )
            with pen.clipped(pillow):
                for k in range(5):
                    weave(pen, diamond(6, 1), (-150 + k * 62, -30), 5.2, WEAVES[1])
    pen.box((-320, -150), (640, 96), colour)
    for y in (-140, -76):
        pen.box((-320, y), (640, 6), lighter(colour, 0.5))
    pen.box((-320, -150), (640, 160), pen.linear(((0, "#000000", 0), (1, "#000000", 0.22)), (0, 1)))


def bandana(pen: Pen) -> None:
    """Lay a tie-dyed square."""
    blue = pen.rng.choice((INDIGO[1], INDIGO[2], "#4a5b4e"))
    with pen.moved(0, 0, 1, 8):
        pen.box((-250, -250), (500, 500), blue, 12)
        for x in (-125, 125):
            for y in (-125, 125):
                for r in (104, 82, 60, 40, 20):
                    points = [
                        (
                            x + (r + pen.rng.uniform(-7, 7)) * math.cos(a / 9),
                            y + (r + pen.rng.uniform(-7, 7)) * math.sin(a / 9),
                        )
                        for a in range(57)
                    ]
                    pen.line(smooth(points, closed=True), lighter(blue, 0.72), 8, 0.72)
        pen.line("M-236 -236h472v472h-472z", lighter(blue, 0.6), 5, 0.8)


def runner(pen: Pen) -> None:
    """Lay a bordered table runner with its ends towards the reader."""
    with pen.moved(0, 0, 1, pen.rng.choice((-9, 7))):
        pen.box((-180, -300), (360, 600), PAPER, 4)
        for y in (-280, 160):
            for x in range(4):
                weave(
                    pen,
                    diamond(10, x * 0 + 2),
                    (-180 + x * 90, y),
                    4.5,
                    WEAVES[pen.rng.choice((0, 0, 3))],
                )
        for y in (-170, -160, 130, 140):
            pen.box((-180, y), (360, 5), MADDER)
        for i in range(30):
            pen.line(f"M{-176 + i * 12} 300v34M{-176 + i * 12} -300v-34", darker(PAPER, 0.1), 4)
        pen.box(
            (-180, -300),
            (360, 600),
            pen.linear(((0, "#ffffff", 0.2), (0.6, "#ffffff", 0), (1, "#000000", 0.14))),
        )


def pillow(pen: Pen) -> None:
    """Stand a triangular floor cushion."""
    colours = WEAVES[pen.rng.randrange(5)]
    side = "M-60 -400L-290 0H170z"
    pen.path("M-60 -400L110 -430L310 -50L170 0z", darker(colours["m"], 0.25))
    for i in range(5):
        pen.line(
            f"M{-26 + i * 34} {-406 - i * 6}L{200 + i * 28} {-12 - i * 9}", colours["g"], 4, 0.7
        )
    pen.path(side, colours["m"])
    with pen.clipped(side):
        for x in range(-5, 4):
            for y in range(5):
                weave(pen, diamond(9, 4), (x * 90 - 10, -410 + y * 90), 5, colours)
    pen.line(side, colours["g"], 7)
    pen.path(side, pen.linear(((0, "#ffffff", 0.2), (1, "#000000", 0.25)), (1, 0.3)))


def elephant_doll(pen: Pen) -> None:
    """Stand a sewn elephant dressed for the ordination parade."""
    colour = pen.rng.choice(("#8a8f94", "#9c8f84", "#6f7f86"))
    for x in (-130, -40, 70, 150):
        pen.box((x - 40, -150), (76, 150), darker(colour, 0.1), 24)
    pen.path(
        smooth(
            [
                (-190, -180),
                (-170, -300),
                (0, -350),
                (170, -300),
                (210, -180),
                (120, -100),
                (-120, -100),
            ],
            closed=True,
        ),
        lighter(colour, 0.15),
    )
    pen.line(smooth([(-270, -250), (-310, -170), (-290, -90), (-250, -100)]), colour, 46)
    pen.oval((-220, -290), (92, 92), lighter(colour, 0.2))
    pen.oval((-160, -290), (54, 78), darker(colour, 0.12))
    pen.oval((-250, -306), (11, 11), "#1d120a")
    cloth = "M-100 -352Q0 -378 110 -346L130 -150Q10 -126 -116 -152z"
    pen.path(cloth, MADDER)
    with pen.clipped(cloth):
        for x in range(-3, 3):
            for y in range(3):
                weave(pen, diamond(8, 0), (x * 80, -350 + y * 80), 5, WEAVES[0])
    pen.box((-70, -470), (140, 110), "#c8932b", 10)
    pen.path("M-96 -470h192l-60 -60h-72z", MADDER)
    pen.line("M0 -530v-34", "#c8932b", 7)
    for i in range(6):
        pen.oval((-96 + i * 42, -146), (8, 12), "#d9a33a")
    pen.raw(
        '<path d="M-180 -190Q0 -130 200 -190" fill="none" stroke="#f4e6c3" stroke-width="4" stroke-dasharray="8 8"/>'
    )
    for side in (-40, 40):
        pen.oval((-226 + side * 0.6, -372), (12, 12), "#e7a7a5")


def tassels(pen: Pen) -> None:
    """Lay a pair of bright yarn tassel earrings."""
    tones = ["#8c2530", "#d9a33a", "#24604a", "#bd6039", "#3f6288"]
    pen.rng.shuffle(tones)
    for x in (-130, 130):
        pen.line(f"M{x} -250q-26 -40 4 -56t24 34", GOLD[2], 6)
        pen.ring((x, -214), (40, 40), GOLD[2], 9)
        pen.oval((x, -214), (26, 26), tones[0])
        for k in range(-2, 3):
            pen.box((x + k * 30 - 9, -170), (18, 34), GOLD[2], 4)
            pen.path(f"M{x + k * 30 - 14} -140h28l8 {260 - abs(k) * 40}h-44z", tones[(k + 2) % 5])
            for t in range(4):
                pen.line(
                    f"M{x + k * 30 - 10 + t * 7} -136l{(t - 1) * 3} {250 - abs(k) * 40}",
                    lighter(tones[(k + 2) % 5], 0.4),
                    2,
                    0.6,
                )


def mat_pattern(
    pen: Pen, corner: tuple[float, float], size: tuple[float, float], colour: str
) -> None:
    """Lay a sedge mat: a fine weave with coloured bands."""
    pen.box(corner, size, colour, 6)
    step = 16
    d = "".join(
        f"M{num(corner[0])} {num(corner[1] + y)}h{num(size[0])}"
        for y in range(step, int(size[1]), step)
    )
    pen.line(d, darker(colour, 0.3), 2, 0.35)
    d = "".join(
        f"M{num(corner[0] + x)} {num(corner[1])}v{num(size[1])}"
        for x in range(step * 2, int(size[0]), step * 2)
    )
    pen.line(d, lighter(colour, 0.5), 2, 0.35)


def sedge_mat(pen: Pen) -> None:
    """Lay a folding mat, half rolled."""
    with pen.moved(0, 0, 1, -4):
        mat_pattern(pen, (-300, -210), (560, 420), "#d8b878")
        for y in (-180, 130):
            for x in range(7):
                weave(
                    pen,
                    diamond(8, 1),
                    (-300 + x * 80, y),
                    5,
                    {"m": MADDER, "t": "#d8b878", "g": "#24604a", "l": "#c8932b", "i": "#3b2a1c"},
                )
        pen.box((220, -220), (96, 440), pen.turned("#d8b878", 0.3), 40)
        pen.path(oval((268, -214), (46, 14)), darker("#d8b878", 0.35))
