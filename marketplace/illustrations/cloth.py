"""Hung, rolled and folded cloth: teen-jok, stripes, checks and mud cloth.

Standing pieces stand on the origin and reach upwards (negative); lying pieces lie round it;
hanging pieces end near it. A piece is about 500 high and 600 wide.
"""

from marketplace.illustrations.colours import BAMBOO, GOLD, INDIGO, MADDER, PAPER, THREAD, WOOD
from marketplace.illustrations.motifs import WEAVES, band, diamond, hem, weave
from marketplace.illustrations.pen import Pen, darker, lighter, num, poly

MUD = ("#5b4a3a", "#8a7b62", "#a9613c", "#d9c9a4", "#4a5b4e", "#6d5a66", INDIGO[1], "#b08a6a")


def _pole(pen: Pen, y: float = -540, reach: float = 330) -> None:
    pen.box((-reach, y - 9), (2 * reach, 18), BAMBOO[1], 9)
    pen.box((-reach, y - 7), (2 * reach, 6), BAMBOO[3], 3)
    for x in (-reach * 0.62, 0, reach * 0.55):
        pen.line(f"M{num(x)} {y - 8}v16", BAMBOO[0], 3)


def _folds(pen: Pen, left: float, top: float, width: float, height: float) -> None:
    """Let light and shade run down a hanging cloth."""
    count = 7
    stops: list[tuple[float, str, float]] = []
    for i in range(count * 2 + 1):
        share = min(1.0, (i + pen.rng.uniform(-0.3, 0.3)) / (count * 2)) if i else 0.0
        stops.append((share, "#000000" if i % 2 == 0 else "#ffffff", pen.rng.uniform(0.06, 0.2)))
    pen.box((left, top), (width, height), pen.linear(stops))


def _stripes(pen: Pen, box: tuple[float, float, float, float], colours: list[str]) -> None:
    x, y, width, height = box
    pen.box((x, y), (width, height), colours[0])
    at = y + 6
    while at < y + height - 8:
        thick = pen.rng.choice((3, 4, 9, 14))
        pen.box((x, at), (width, min(thick, y + height - at)), pen.rng.choice(colours[1:]))
        at += thick + pen.rng.choice((6, 10, 18))


def tube_skirt(pen: Pen, family: int = 0) -> None:
    """Hang a tube skirt with its teen-jok hem from a bamboo pole."""
    colours = WEAVES[family % len(WEAVES)]
    rows = band(160, (12, 16, 10)[family % 3], family)
    thread = 260 / max(len(rows), 64)
    width = 160 * thread
    wide = 520.0
    top = -540.0
    joint = -len(rows) * thread - 34
    pen.box((-wide / 2 + 12, top + 14), (wide, -top - 4), darker(BAMBOO[3], 0.5), 4)
    _stripes(pen, (-wide / 2, top, wide, joint - top),
             [darker(colours["m"], 0.35), colours["g"], colours["l"], colours["m"], "#1f3b34"])  # fmt: skip
    with pen.clipped(
        poly([(-wide / 2, joint), (wide / 2, joint), (wide / 2, 10), (-wide / 2, 10)])
    ):
        pen.box((-wide / 2, joint), (wide, -joint - 30), colours["m"])
        for shift in (-wide / 2, -wide / 2 + width):
            weave(pen, rows, (shift, joint), thread, colours)
        hem(pen, (-wide / 2, -34), wide, 3.4, colours)
    _folds(pen, -wide / 2, top, wide, -top - 30)
    _pole(pen)


def striped_skirt(pen: Pen) -> None:
    """Hang a northern skirt of plain stripes."""
    tones = [MADDER, "#d9a33a", "#1f3b34", "#b4532f", "#5f4a68", THREAD]
    pen.box((-248, -526), (520, 520), "#7a6238", 4)
    _stripes(pen, (-260, -540, 520, 420), tones)
    pen.box((-260, -120), (520, 110), "#2a1a1c")
    pen.box((-260, -112), (520, 5), "#d9a33a")
    pen.box((-260, -24), (520, 5), "#d9a33a")
    _folds(pen, -260, -540, 520, 530)
    _pole(pen)


def framed_sampler(pen: Pen) -> None:
    """Stand a frame with nine patterns."""
    pen.box((-262, -532), (540, 540), darker(WOOD[1], 0.4), 8)
    pen.box(
        (-270, -540),
        (540, 540),
        pen.linear(((0, WOOD[3]), (0.5, WOOD[2]), (1, WOOD[1])), (1, 1)),
        8,
    )
    pen.box((-238, -508), (476, 476), PAPER)
    for i in range(9):
        x, y = -222 + (i % 3) * 150, -492 + (i // 3) * 150
        colours = WEAVES[(i * 2 + pen.rng.randrange(2)) % len(WEAVES)]
        pen.box((x, y), (144, 144), colours["m"])
        half = (6, 8, 9, 12)[(i + i // 3) % 4]
        unit = diamond(half, i)
        count = (1, 2, 2, 1)[(i + i // 3) % 4]
        thread = 144 / (2 * half * count)
        for n in range(count * count):
            weave(pen, unit, (x + (n % count) * 2 * half * thread, y + (n // count) * 2 * half * thread),
                  thread, colours)  # fmt: skip
    pen.line("M-238 -508h476v476h-476z", "#3b2a1c", 3, 0.5)


def hem_strip(pen: Pen) -> None:
    """Stand a rolled strip of teen-jok with its end lying open."""
    colours = WEAVES[0]
    rows = band(160, 12, 0)
    thread = 190 / len(rows)
    pen.path("M-300 0h600l-20 -196h-560z", colours["m"])
    for shift in (-300.0, -300 + 160 * thread):
        with pen.clipped("M-300 0h600l-20 -196h-560z"):
            weave(pen, rows, (shift, -194), thread, colours)
    for y, x in ((-250, -60), (-196, 120)):
        pen.box((x - 150, y - 52), (300, 104), colours["m"], 40)
        with pen.clipped(f"M{x - 140} {y - 52}h280v104h-280z"):
            weave(pen, diamond(9, 2), (x - 140, y - 52), 5.8, colours)
            weave(pen, diamond(9, 2), (x - 36, y - 52), 5.8, colours)
            weave(pen, diamond(9, 2), (x + 68, y - 52), 5.8, colours)
        pen.box(
            (x - 150, y - 52),
            (300, 104),
            pen.linear(((0, "#ffffff", 0.25), (0.5, "#ffffff", 0), (1, "#000000", 0.45)), (0, 1)),
            40,
        )
        pen.oval((x + 146, y), (26, 52), darker(colours["m"], 0.4))
        pen.ring((x + 146, y), (15, 32), colours["g"], 4, 0.8)
        pen.ring((x + 146, y), (6, 14), colours["t"], 3, 0.8)


def clutch(pen: Pen, family: int = 3) -> None:
    """Stand a clutch bag with a woven front."""
    colours = WEAVES[family % len(WEAVES)]
    front = "M-280 -330q0 -26 26 -26h508q26 0 26 26v300q0 30 -30 30h-500q-30 0 -30 -30z"
    pen.path(front, darker(colours["m"], 0.3))
    with pen.clipped(front):
        for x in range(-3, 3):
            weave(pen, diamond(16, family), (x * 99.2, -262), 3.1, colours)
            weave(pen, diamond(16, family), (x * 99.2, -163), 3.1, colours)
            weave(pen, diamond(16, family), (x * 99.2, -64), 3.1, colours)
    flap = "M-280 -330q0 -26 26 -26h508q26 0 26 26v80q-140 96 -280 96t-280 -96z"
    pen.path(flap, pen.linear(((0, lighter(colours["i"], 0.2)), (1, colours["i"])), (0, 1)))
    pen.line("M-272 -252q134 88 272 88t272 -88", colours["g"], 5)
    pen.oval((0, -166), (22, 22), pen.radial(((0, "#fbe39b"), (1, GOLD[1])), (0.35, 0.3), 0.8))
    pen.path(
        front,
        pen.linear(((0, "#ffffff", 0.16), (0.5, "#ffffff", 0), (1, "#000000", 0.3)), (0.3, 1)),
    )


def shawl(pen: Pen, colour: str = INDIGO[1], *, bordered: bool = False) -> None:
    """Hang a soft fringed shawl over a pole."""
    for side, length, tone in ((1, -36, 0.18), (-1, 0, 0.0)):
        left = -210 + (70 if side > 0 else -40)
        cloth = darker(colour, tone)
        d = (f"M{left} -540h340q10 200 {-6 * side} {500 + length}"
             f"q-80 18 -170 0t-164 0q-14 -240 0 {-500 - length}z")  # fmt: skip
        pen.path(d, cloth)
        with pen.clipped(d):
            for i in range(4):
                pen.box(
                    (left - 20, -130 + length + i * 22), (400, 7), lighter(colour, 0.35 + 0.1 * i)
                )
            if bordered:
                for x in range(6):
                    weave(pen, diamond(8, 1), (left + x * 62, -230 + length), 3.9, WEAVES[0])
            _folds(pen, left, -540, 350, 560)
        for i in range(34):
            x = left + 2 + i * 10
            pen.line(
                f"M{x} {-42 + length}q{pen.rng.uniform(-5, 5):.0f} 18 {pen.rng.uniform(-4, 4):.0f} 40",
                cloth,
                3,
            )
    _pole(pen)


def checked(pen: Pen) -> None:
    """Lay a folded checked loincloth, pha khao ma."""
    one, two = pen.rng.choice(
        (("#8c2530", "#1f3b34"), ("#1b2b40", "#b4532f"), ("#24604a", "#c8932b"))
    )
    for i, (x, y) in enumerate(((-250, -120), (-236, -220), (-250, -320))):
        pen.box((x, y), (500, 112), THREAD, 34)
        with pen.clipped(f"M{x + 10} {y}h480v112h-480z"):
            for k in range(0, 500, 50):
                pen.box((x + k, y), (26, 112), one)
            with pen.faded(0.55):
                for k in range(0, 112, 38):
                    pen.box((x, y + k), (500, 19), two)
        pen.box(
            (x, y),
            (500, 112),
            pen.linear(((0, "#ffffff", 0.25), (0.4, "#ffffff", 0), (1, "#000000", 0.42)), (0, 1)),
            34,
        )
        pen.line(f"M{x + 30} {y + 56}h440", "#000000", 2, 0.12 + 0.02 * i)


def folded(pen: Pen, *, first: int = 0) -> None:
    """Stand a pile of folded mud cloth tied with a woven band."""
    y = 0
    for i in range(5):
        colour = MUD[(first + i * 3) % len(MUD)]
        x, end, h = -236 + (i % 2) * 12, 236 - (i * 17) % 30, 84
        y -= h
        d = f"M{x + 40} {y}H{end}q16 {h // 2} 0 {h}H{x + 40}q-46 -4 -46 {-h // 2}t46 {-h // 2}z"
        pen.path(
            d,
            pen.linear(
                ((0, lighter(colour, 0.3)), (0.35, colour), (1, darker(colour, 0.35))), (0, 1)
            ),
        )
        pen.line(
            f"M{x + 34} {y + h // 2}H{end + 6}M{x + 20} {y + h // 2 + 14}H{end + 5}",
            "#000000",
            2.5,
            0.16,
        )
        pen.raw(f'<path d="M{x + 40} {y + 20}H{end}M{x + 40} {y + h - 16}H{end}" stroke="{lighter(colour, 0.5)}" '
                'stroke-width="2.4" stroke-dasharray="3 8" fill="none"/>')  # fmt: skip
    pen.box((-26, y), (52, -y), MADDER)
    with pen.clipped(f"M-26 {y}h52V0h-52z"):
        for k in range(10):
            weave(pen, diamond(6, 1), (-26, y + k * 52), 4.33, WEAVES[0])


def roll(pen: Pen) -> None:
    """Stand rolls of cloth by the metre."""
    for i, x in enumerate((-200, 0, 200)):
        colour = MUD[(pen.rng.randrange(8) + i * 3) % len(MUD)]
        height = 400 + (i % 2) * 60
        pen.path(f"M{x - 92} {-height}V-10a92 22 0 0 0 184 0V{-height}z", pen.turned(colour, 0.3))
        pen.oval((x, -height), (92, 24), darker(colour, 0.2))
        for r in (74, 54, 34, 16):
            pen.ring((x, -height), (r, r * 0.26), lighter(colour, 0.35), 4, 0.7)
        pen.line(f"M{x + 40} {-height + 22}V10", darker(colour, 0.45), 5, 0.5)
        for k in range(5):
            pen.line(
                f"M{x - 92} {-height + 70 + k * 16}a92 22 0 0 0 184 0",
                lighter(colour, 0.45),
                2.5,
                0.4,
            )
