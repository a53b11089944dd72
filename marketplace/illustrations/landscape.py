"""Parts of the province's landscape. The canvas is 1200 wide and 900 high."""

import math
from itertools import pairwise

from marketplace.illustrations.colours import (
    GLAZE,
    LEAF,
    SKIES,
    WOOD,
)
from marketplace.illustrations.pen import (
    Pen,
    darker,
    leaf,
    lighter,
    mix,
    num,
    poly,
    smooth,
)

WIDTH = 1200
HEIGHT = 900


def sky(pen: Pen, hour: str, horizon: float = 560) -> None:
    """Paint the sky of an hour (dawn, day, gold, dusk, night) with sun or moon and clouds."""
    top, middle, low = SKIES[hour]
    pen.box((0, 0), (WIDTH, HEIGHT), pen.linear(((0, top), (0.45, middle), (0.7, low)), (0, 1)))
    x = pen.rng.uniform(260, 940)
    if hour == "night":
        d = "".join(
            f"M{pen.rng.randrange(WIDTH)} {pen.rng.randrange(int(horizon))}h.1" for _ in range(90)
        )
        pen.line(d, "#f2dda6", 4, 0.8)
        pen.oval((x, 150), (150, 150), pen.radial(((0, "#f7eac0", 0.4), (1, "#f7eac0", 0))))
        pen.oval((x, 150), (56, 56), "#f7eac0")
    else:
        y = {"dawn": horizon - 60, "day": 170, "gold": horizon - 130, "dusk": horizon - 30}[hour]
        pen.oval((x, y), (330, 330), pen.radial(((0, "#fff3c8", 0.8), (1, "#fff3c8", 0))))
        pen.oval((x, y), (70, 70), "#fff3c8" if hour != "dusk" else "#ffcf70")
        for _ in range(4):
            cx, cy = pen.rng.uniform(0, WIDTH), pen.rng.uniform(60, 300)
            for k in range(4):
                pen.oval((cx + k * 62, cy + (k % 2) * 14), (92, 18), "#ffffff", 0.26)
        for _ in range(pen.rng.randrange(3, 7)):
            bx, by = pen.rng.uniform(100, 1100), pen.rng.uniform(80, 260)
            pen.line(
                f"M{num(bx - 16)} {num(by - 6)}q9 -6 16 6q8 -12 17 -6", darker(low, 0.5), 3, 0.7
            )


def hills(pen: Pen, y: float, colour: str, rise: float = 90) -> None:
    """Draw one ridge of hills whose foot is at `y`."""
    points = [(x, y - rise * (0.3 + 0.7 * pen.rng.random())) for x in range(-60, WIDTH + 200, 150)]
    pen.path(smooth(points) + f"L{WIDTH + 200} {HEIGHT}L-60 {HEIGHT}z",
             pen.linear(((0, lighter(colour, 0.2)), (1, colour)), (0, 1)))  # fmt: skip


def ranges(pen: Pen, hour: str, horizon: float = 560) -> None:
    """Draw three ridges that fade into the distance."""
    far = SKIES[hour][2]
    near = GLAZE[1] if hour in {"dusk", "night"} else GLAZE[4]
    for share, lift, rise in ((0.35, -70, 150), (0.6, -20, 110), (0.85, 40, 80)):
        hills(pen, horizon + lift + 40, mix(far, near, share), rise)


def paddies(pen: Pen, y: float, hour: str = "day") -> None:
    """Lay rice fields from `y` to the lower edge."""
    tones = (
        ("#8ab86a", "#a9c86a", "#c9cf72", "#6fa65c")
        if hour in {"day", "dawn"}
        else ("#4d7a4a", "#6f8a4a", "#9a8f4a", "#3f6a4a")
    )
    if hour == "night":
        tones = ("#1f4a3a", "#28553f", "#1a4034", "#244c3a")
    pen.box((0, y), (WIDTH, HEIGHT - y), tones[0])
    rows = [y + (HEIGHT - y) * (k / 6) ** 1.5 for k in range(8)]
    for r, (top, low) in enumerate(pairwise(rows)):
        for k in range(-5, 6):
            x0, x1 = 600 + k * (130 + r * 40), 600 + (k + 1) * (130 + r * 40)
            cell = poly(
                [(x0, top), (x1, top), (x1 + (x1 - 600) * 0.22, low), (x0 + (x0 - 600) * 0.22, low)]
            )
            pen.path(cell, pen.rng.choice(tones))
            pen.line(cell, darker(tones[0], 0.35), 2 + r * 0.5, 0.5)
        for _ in range(26):
            x = pen.rng.uniform(0, WIDTH)
            at = pen.rng.uniform(top, low)
            pen.line(
                f"M{num(x)} {num(at)}q3 {-6 - r * 2} 2 {-10 - r * 3}m6 {12 + r * 2}q4 {-6 - r} 8 {-8 - r * 2}",
                lighter(tones[0], 0.4),
                2,
                0.6,
            )


def ground(pen: Pen, y: float, colour: str) -> None:
    """Lay bare ground from `y` to the lower edge."""
    pen.box(
        (0, y),
        (WIDTH, HEIGHT - y),
        pen.linear(((0, lighter(colour, 0.15)), (1, darker(colour, 0.25))), (0, 1)),
    )
    for _ in range(40):
        x, at = pen.rng.uniform(0, WIDTH), pen.rng.uniform(y + 10, HEIGHT)
        pen.line(f"M{num(x)} {num(at)}h{pen.rng.randrange(10, 40)}", darker(colour, 0.4), 3, 0.25)


def water(pen: Pen, y: float, hour: str, low: float = HEIGHT) -> None:
    """Lay still water between `y` and `low`."""
    top, middle, far = SKIES[hour]
    pen.box(
        (0, y),
        (WIDTH, low - y),
        pen.linear(((0, mix(far, GLAZE[3], 0.35)), (1, mix(middle, GLAZE[2], 0.7))), (0, 1)),
    )
    for _ in range(46):
        x, at = pen.rng.uniform(-40, WIDTH), pen.rng.uniform(y + 6, low - 6)
        pen.line(f"M{num(x)} {num(at)}h{pen.rng.randrange(30, 150)}", lighter(top, 0.4), 2.5, 0.28)


def river(pen: Pen, y: float, hour: str) -> None:
    """Wind a river from the horizon at `y` to the reader."""
    tone = mix(SKIES[hour][1], GLAZE[5], 0.5)
    d = f"M560 {y}C660 {y + 60} 420 {y + 110} 520 {y + 180}S700 {y + 280} 380 {HEIGHT}H900C980 {y + 280} 640 {y + 200} 700 {y + 140}S600 {y + 40} 590 {y}z"
    pen.path(d, pen.linear(((0, lighter(tone, 0.4)), (1, tone)), (0, 1)))
    pen.line(d, lighter(tone, 0.6), 4, 0.6)


def tree(pen: Pen, x: float, y: float, size: float, tone: str = LEAF[1]) -> None:
    """Stand a broad tree."""
    with pen.moved(x, y, size):
        pen.path(
            smooth([(-16, 0), (-10, -90), (-34, -150), (0, -130), (36, -160), (12, -90), (20, 0)])
            + "z",
            WOOD[1],
        )
        for dx, dy, r in (
            (-70, -190, 74),
            (64, -196, 78),
            (0, -250, 92),
            (-20, -180, 70),
            (34, -170, 60),
        ):
            pen.oval(
                (dx, dy),
                (r, r * 0.82),
                pen.radial(((0, lighter(tone, 0.28)), (1, darker(tone, 0.12))), (0.38, 0.3), 0.75),
            )


def palm(pen: Pen, x: float, y: float, size: float, tone: str = LEAF[0]) -> None:
    """Stand a palmyra palm."""
    with pen.moved(x, y, size):
        pen.line("M0 0Q-14 -180 6 -340", WOOD[1], 20)
        pen.line("M-4 0Q-18 -180 2 -340", WOOD[3], 5, 0.5)
        for k in range(14):
            a = -math.pi / 2 + (k - 6.5) * 0.36
            tip = (6 + 120 * math.cos(a), -350 + 110 * math.sin(a))
            pen.path(
                leaf((6, -345), tip, 12 * (1 if k > 6 else -1), 22), lighter(tone, 0.07 * (k % 4))
            )


def bamboo(pen: Pen, x: float, y: float, size: float) -> None:
    """Stand a clump of bamboo."""
    with pen.moved(x, y, size):
        for k in range(6):
            lean = (k - 2.5) * 26
            pen.line(
                f"M{k * 12} 0Q{num(k * 12 + lean * 0.4)} -220 {num(k * 12 + lean * 2)} -430",
                lighter(LEAF[1], 0.1 * (k % 3)),
                11,
            )
            for i in range(8):
                t = 0.35 + i * 0.085
                px, py = k * 12 + lean * 2 * t * t, -430 * t
                pen.path(
                    leaf((px, py), (px + (46 if i % 2 else -46), py + 34), 5, 9), LEAF[(i + k) % 4]
                )
