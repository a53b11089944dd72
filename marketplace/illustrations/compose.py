"""Puts a piece on its ground: whole, close up, and in a setting."""

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.illustrations import buildings, landscape
from marketplace.illustrations.colours import ASH, BAMBOO, CLAY, GLAZE, MADDER, WOOD
from marketplace.illustrations.motifs import WEAVES, diamond, sprig, weave
from marketplace.illustrations.pen import Pen, darker, lighter, poly
from marketplace.illustrations.sewn import mat_pattern

Drawer = Callable[[Pen], None]

# Wall and table for each mood: light grounds for dark pieces, glaze for gold.
_LIGHT = (
    ("#f3ead6", "#d9c6a4", "#b99c72"),
    ("#eef1e2", "#c9d3bb", "#8fa184"),
    ("#f6e7d3", "#e0bf98", "#a86a42"),
    ("#ede8dc", "#cfc3ac", "#8d7a5c"),
    ("#e7eeec", "#b9cdc9", "#7f968c"),
    ("#f7e9df", "#e3bfae", "#a9745c"),
    ("#f5efd2", "#e0cf8f", "#a58c4a"),
)
_DARK = (
    ("#3c5a4c", "#1c3329", "#0e1d17"),
    ("#4a2f34", "#2b171b", "#170b0d"),
    ("#2f4560", "#17263a", "#0c1622"),
    ("#5a4230", "#33231a", "#1c120c"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """How one kind of thing is drawn.

    Attributes:
        draw: Draws it round or on the origin.
        pose: ``stand`` on a table, ``lie`` seen from above, or ``hang``.
        focus: Where the close-up looks, relative to the origin.
        zoom: How close it looks.
        dark: Whether it shines on a dark ground.
        mirror: Whether a mirrored arrangement is still true to the thing.
        sacred: Whether it must not stand on the floor.
    """

    draw: Drawer
    pose: str = "stand"
    focus: tuple[float, float] = (-40, -190)
    zoom: float = 2.1
    dark: bool = False
    mirror: bool = True
    sacred: bool = False


def whole(pen: Pen, piece: Piece) -> None:
    """Show the whole piece on a plain ground."""
    tones = pen.rng.choice(_DARK if piece.dark else _LIGHT)
    if piece.pose == "lie":
        _lying_ground(pen, tones, dark=piece.dark)
        with pen.moved(600, 446, 1.16, pen.rng.uniform(-5, 5)):
            pen.shadow((16, 30), (340, 320), 0.4)
            _show(pen, piece)
        return
    _wall(pen, tones)
    x = 600 + pen.rng.uniform(-30, 30)
    if piece.pose == "hang":
        with pen.moved(x, 760, 1.14):
            _show(pen, piece)
        return
    pen.shadow((x + 16, 752), (400, 46), 0.4)
    with pen.moved(x, 742, 1.16, 0, pen.rng.choice((1, -1)) if piece.mirror else 1):
        _show(pen, piece)
    if pen.rng.random() < 0.4:
        side = pen.rng.choice((1, -1))
        with pen.moved(600 + side * 400, 790, 1, -8 * side, side):
            sprig(pen, 170, GLAZE[4])


def detail(pen: Pen, piece: Piece) -> None:
    """Look closely at a part of the piece."""
    tones = pen.rng.choice(_DARK if piece.dark else _LIGHT)
    pen.box((0, 0), (1200, 900), pen.linear(((0, tones[0]), (1, tones[1])), (1, 1)))
    if piece.pose == "stand":
        pen.box((0, 760), (1200, 140), tones[2])
    x = 600 - piece.focus[0] * piece.zoom
    y = 450 - piece.focus[1] * piece.zoom
    if piece.pose != "lie":
        y = min(y, 900)
    with pen.moved(x, y, piece.zoom, pen.rng.uniform(-4, 4)):
        if piece.pose == "lie":
            pen.shadow((10, 20), (330, 320), 0.4)
        _show(pen, piece)


def setting(pen: Pen, piece: Piece) -> None:
    """Show the piece where it is made or used, with a second one beside it."""
    if piece.pose == "lie":
        _table_from_above(pen)
        with pen.moved(430, 450, 0.86, pen.rng.uniform(-12, 6)):
            pen.shadow((14, 26), (330, 310), 0.4)
            _show(pen, piece)
        with pen.moved(930, 560, 0.52, pen.rng.uniform(-10, 20)):
            pen.shadow((14, 26), (330, 310), 0.4)
            _show(pen, piece, 1)
        return
    if piece.pose == "hang" or (pen.rng.random() < 0.5 and not piece.sacred):
        _veranda(pen)
    else:
        _niche(pen)
    if piece.pose == "hang":
        for x, scale in ((370, 0.92), (900, 0.7)):
            with pen.moved(x, 700 if scale > 0.8 else 610, scale):
                _show(pen, piece, int(scale < 0.8))
        return
    for x, y, scale in ((850, 730, 0.56), (420, 800, 0.86)):
        pen.shadow((x + 10, y + 6), (340 * scale, 40 * scale), 0.42)
        with pen.moved(x, y, scale):
            _show(pen, piece, int(scale < 0.8))


def _show(pen: Pen, piece: Piece, number: int = 0) -> None:
    with pen.showing(number):
        piece.draw(pen)


def _wall(pen: Pen, tones: tuple[str, str, str]) -> None:
    pen.box(
        (0, 0),
        (1200, 900),
        pen.radial(
            ((0, lighter(tones[0], 0.35)), (0.35, tones[0]), (1, tones[1])), (0.5, 0.32), 0.85
        ),
    )
    style = pen.rng.randrange(4)
    if style == 0:
        for r in (430, 330, 230):
            pen.oval((600, 400), (r, r), "#ffffff", 0.1)
    elif style == 1:
        arch = "M250 900V430C250 180 430 110 600 40C770 110 950 180 950 430V900z"
        pen.path(arch, "#ffffff", 0.16)
        pen.line(arch, tones[2], 4, 0.35)
    elif style == 2:
        for x in range(0, 1200, 100):
            pen.line(f"M{x} 0V690", darker(tones[1], 0.1), 3, 0.3)
    else:
        with pen.faded(0.16):
            for x in range(-1, 9):
                weave(pen, diamond(16, 1), (x * 144.0, 40), 4.5, {"g": tones[2], "t": tones[2]})
    pen.box(
        (0, 690), (1200, 210), pen.linear(((0, tones[2]), (1, lighter(tones[2], 0.35))), (0, 1))
    )
    pen.line("M0 692H1200", darker(tones[2], 0.25), 3, 0.5)


def _lying_ground(pen: Pen, tones: tuple[str, str, str], *, dark: bool) -> None:
    pen.box((0, 0), (1200, 900), pen.radial(((0, tones[0]), (1, tones[1])), (0.42, 0.36), 0.8))
    style = pen.rng.randrange(3)
    if style == 0:
        d = "".join(f"M0 {y}H1200" for y in range(12, 900, 14))
        pen.line(d, "#ffffff" if not dark else "#000000", 2, 0.2)
        d = "".join(f"M{x} 0V900" for x in range(12, 1200, 14))
        pen.line(d, tones[2], 2, 0.14)
    elif style == 1:
        for y in range(0, 900, 150):
            pen.line(f"M0 {y}H1200", tones[2], 5, 0.35)
            for _ in range(3):
                pen.line(
                    f"M{pen.rng.randrange(1000)} {y + pen.rng.randrange(20, 130)}q90 {pen.rng.randrange(-8, 9)} {pen.rng.randrange(160, 300)} 0",
                    tones[2],
                    3,
                    0.25,
                )
    else:
        colours = WEAVES[pen.rng.randrange(5)]
        pen.box((0, 0), (112, 900), colours["m"])
        for y in range(9):
            weave(pen, diamond(14, pen.rng.randrange(2)), (0, y * 112.0), 4, colours)
    with pen.moved(1010, 150, 1, pen.rng.uniform(120, 160)):
        sprig(pen, 190, GLAZE[4])


def _table_from_above(pen: Pen) -> None:
    wood = pen.rng.choice(WOOD[2:4])
    pen.box((0, 0), (1200, 900), wood)
    for y in range(0, 900, 128):
        pen.box(
            (0, y),
            (1200, 122),
            pen.linear(((0, lighter(wood, pen.rng.uniform(0.05, 0.2))), (1, wood))),
        )
        for _ in range(4):
            pen.line(
                f"M{pen.rng.randrange(1000)} {y + pen.rng.randrange(12, 110)}q120 {pen.rng.randrange(-9, 10)} {pen.rng.randrange(200, 420)} 0",
                darker(wood, 0.35),
                2.5,
                0.3,
            )
    colours = WEAVES[pen.rng.randrange(5)]
    with pen.moved(640, 0, 1, 8):
        pen.box((-60, -120), (430, 1200), ASH[2])
        for k in range(12):
            for x in (-60.0, 304.0):
                weave(pen, diamond(11, 0), (x, -120 + k * 66.0), 3, colours)
    for x, y, turn in ((1080, 150, 130), (120, 800, -30)):
        with pen.moved(x, y, 1, turn):
            sprig(pen, 210, GLAZE[4])


def _veranda(pen: Pen) -> None:
    hour = pen.rng.choice(("day", "gold", "dawn"))
    landscape.sky(pen, hour, 420)
    landscape.ranges(pen, hour, 420)
    landscape.paddies(pen, 460, hour)
    if pen.rng.random() < 0.6:
        landscape.palm(pen, pen.rng.choice((230, 1000)), 560, 0.9)
    else:
        buildings.house(pen, pen.rng.choice((260, 960)), 540, 0.5)
    pen.box((0, 0), (1200, 64), pen.turned(WOOD[1]))
    for x in (40, 620, 1160):
        pen.box((x - 22, 0), (44, 680), pen.turned(WOOD[2]))
    for y in (520, 640):
        pen.box((0, y), (1200, 20), pen.linear(((0, WOOD[3]), (1, WOOD[1])), (0, 1)))
    for x in range(70, 1200, 64):
        pen.box((x, 536), (11, 108), WOOD[2])
    pen.box((0, 656), (1200, 250), pen.linear(((0, WOOD[3]), (1, WOOD[2])), (0, 1)))
    mat_pattern(pen, (90, 690), (1020, 190), BAMBOO[3])
    for y in (700, 858):
        pen.box((90, y), (1020, 10), MADDER)


def _niche(pen: Pen) -> None:
    brick = pen.rng.choice((CLAY[1], CLAY[2], "#8a5a3a"))
    pen.box((0, 0), (1200, 900), brick)
    for row in range(22):
        for k in range(-1, 12):
            if pen.rng.random() < 0.8:
                tone = lighter(brick, pen.rng.uniform(0, 0.2))
                pen.box((k * 110 + (row % 2) * 55 + 3, row * 42 + 3), (104, 36), tone, 4)
    arch = "M170 760V380C170 150 400 90 600 20C800 90 1030 150 1030 380V760z"
    with pen.clipped(arch):
        hour = pen.rng.choice(("gold", "day", "dusk"))
        landscape.sky(pen, hour, 430)
        landscape.ranges(pen, hour, 440)
        landscape.river(pen, 470, hour)
        buildings.stupa(pen, pen.rng.choice((330, 880)), 540, 0.4, hour)
        landscape.tree(pen, pen.rng.choice((240, 980)), 640, 0.9)
    pen.line(arch, darker(brick, 0.4), 30)
    pen.line(arch, lighter(brick, 0.35), 9)
    pen.path(
        poly([(0, 700), (1200, 700), (1200, 900), (0, 900)]),
        pen.linear(((0, WOOD[3]), (0.1, WOOD[2]), (1, WOOD[1])), (0, 1)),
    )
    pen.line("M0 702H1200", WOOD[4], 5, 0.7)
