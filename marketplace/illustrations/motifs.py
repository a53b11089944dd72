"""Ornaments: the Sangkhalok brush, the teen-jok loom, lotus and scroll."""

import math
from functools import lru_cache
from random import Random

from marketplace.illustrations.colours import GLAZE, GOLD, IRON, MADDER, THREAD
from marketplace.illustrations.pen import Pen, around, leaf, lighter, num, oval, polar, smooth

# --- Sangkhalok brush --------------------------------------------------------------------


def fish(pen: Pen, size: float, colour: str = IRON) -> None:
    """Brush the Sangkhalok fish, nose to the left, about 1.5 x `size` long, round the origin."""
    s = size / 100

    def at(x: float, y: float) -> tuple[float, float]:
        return x * s, y * s

    body = smooth(
        [at(-64, 3), at(-48, -17), at(-18, -31), at(14, -27), at(50, -3), at(30, 18), at(2, 27),
         at(-34, 22)],
        closed=True,
    )  # fmt: skip
    pen.path(body, "#f3f1df", 0.5)
    pen.line(body, colour, 3.2 * s)
    strokes = [leaf(at(46, -3), at(88 - abs(k) * 3, k * 11 - 4), k * 2.5 * s, 4.4 * s)
               for k in range(-3, 4)]  # fmt: skip
    strokes += [leaf(at(-22 + i * 9, -29 + (i - 2) ** 2 * 0.7), at(-8 + i * 10, -50 + abs(i - 2) * 3),
                     2 * s, 2.6 * s) for i in range(6)]  # fmt: skip
    strokes += [leaf(at(-22 + i * 11, 25 - i * i * 0.6), at(-10 + i * 13, 42 - i * 2), -2 * s, 2.4 * s)
                for i in range(5)]  # fmt: skip
    strokes.append(leaf(at(-24, 2), at(-4, 12), -3 * s, 4 * s))
    pen.path("".join(strokes), colour, 0.92)
    pen.line(_scales(s), colour, 1.8 * s)
    pen.oval(at(-45, -5), (6 * s, 6 * s), "#f3efd9")
    pen.ring(at(-45, -5), (6 * s, 6 * s), colour, 2.2 * s)
    pen.oval(at(-46, -5), (2.6 * s, 2.6 * s), colour)


def _scales(s: float) -> str:
    d = f"M{num(-31 * s)} {num(-21 * s)}Q{num(-22 * s)} 0 {num(-31 * s)} {num(20 * s)}"
    for row in range(-16, 20, 8):
        for column in range(-18, 38, 9):
            x = column + (4.5 if row % 16 else 0)
            if -25 + abs(x) * 0.34 < row - 4 and row + 4 < 23 - abs(x + 2) * 0.36:
                d += (f"M{num((x + 4) * s)} {num((row - 4) * s)}"
                      f"Q{num((x - 4) * s)} {num(row * s)} {num((x + 4) * s)} {num((row + 4) * s)}")  # fmt: skip
    return d


def flower(pen: Pen, size: float, petals: int = 8, colour: str = IRON) -> None:
    """Brush an open flower of radius `size` round the origin."""
    outer = "".join(
        leaf(polar(size * 0.2, a), polar(size, a), 0, size * 0.2) for a in around(petals)
    )
    inner = "".join(
        leaf(polar(size * 0.3, a), polar(size * 0.72, a), size * 0.05, size * 0.05)
        for a in around(petals, math.pi / petals)
    )
    pen.path(outer, "#f3f1df", 0.45)
    pen.line(outer, colour, size * 0.04)
    pen.path(inner, colour, 0.85)
    pen.oval((0, 0), (size * 0.17, size * 0.17), colour, 0.9)


def chakra(pen: Pen, size: float, blades: int = 11, colour: str = IRON) -> None:
    """Brush the wheel of curved blades of radius `size`."""
    d = "".join(
        leaf(polar(size * 0.22, a), polar(size, a + 0.55), -size * 0.16, size * 0.09)
        for a in around(blades)
    )
    pen.path(d, colour, 0.88)
    pen.ring((0, 0), (size * 0.16, size * 0.16), colour, size * 0.05)


def spiral(pen: Pen, size: float, colour: str = IRON) -> None:
    """Brush a spiral with leaves, radius `size`."""
    points = [polar(size * (0.08 + 0.92 * t / 40), t * 0.42) for t in range(41)]
    pen.line(smooth(points), colour, size * 0.055, 0.9)
    d = "".join(
        leaf(
            points[i], polar(size * (0.3 + 0.9 * i / 40), i * 0.42 + 0.32), size * 0.05, size * 0.05
        )
        for i in range(12, 41, 4)
    )
    pen.path(d, colour, 0.85)


def spray(pen: Pen, size: float, colour: str = IRON) -> None:
    """Brush a stem with paired leaves standing on the origin, `size` high."""
    stem = [(0.0, 0.0), (size * 0.06, -size * 0.35), (-size * 0.04, -size * 0.7), (0.0, -size)]
    pen.line(smooth(stem), colour, size * 0.035, 0.9)
    d = ""
    for i in range(1, 6):
        y = -size * i / 6
        reach = size * (0.42 - i * 0.045)
        for side in (-1, 1):
            d += leaf((0, y), (side * reach, y - reach * 0.75), -side * reach * 0.22, reach * 0.2)
    d += leaf((0, -size * 0.9), (0, -size * 1.25), 0, size * 0.08)
    pen.path(d, colour, 0.86)


def scroll_ring(pen: Pen, inner: float, outer: float, waves: int, colour: str = IRON) -> None:
    """Brush a leaf scroll between two rings round the origin."""
    middle, reach = (inner + outer) / 2, (outer - inner) / 2 * 0.62
    points = [polar(middle + reach * 0.55 * math.sin(waves * a), a) for a in around(waves * 12)]
    pen.line(smooth(points, closed=True), colour, reach * 0.09, 0.82)
    d = ""
    for i in range(waves * 2):
        angle = math.pi * i / waves + math.pi / (2 * waves)
        side = 1 if i % 2 == 0 else -1
        root = polar(middle + side * reach * 0.5, angle)
        for k in range(-2, 3):
            turn = angle + (math.pi if side > 0 else 0) + k * 0.62
            tip = polar(reach * (1.5 - 0.2 * abs(k)), turn, root)
            d += leaf(root, tip, k * reach * 0.08, reach * 0.15)
    pen.path(d, colour, 0.85)


def lotus_ring(pen: Pen, radius: float, depth: float, petals: int, colour: str = IRON) -> None:
    """Draw a ring of lotus petals pointing outward from `radius` by `depth`."""
    d = "".join(
        leaf(polar(radius, a), polar(radius + depth, a), 0, math.pi * radius / petals * 0.9)
        for a in around(petals)
    )
    pen.line(d, colour, max(1.5, depth * 0.05), 0.8)


def crackle(pen: Pen, centre: tuple[float, float], radius: float, colour: str = "#26473a") -> None:
    """Draw the fine net of a crackled glaze inside a circle; clip it yourself."""
    rng = pen.rng
    d = ""
    step = radius / 4.2
    rows = int(2 * radius / step) + 1
    grid = [
        [(centre[0] - radius + (c + (r % 2) / 2) * step + rng.uniform(-0.32, 0.32) * step,
          centre[1] - radius + r * step + rng.uniform(-0.32, 0.32) * step) for c in range(rows + 1)]
        for r in range(rows + 1)
    ]  # fmt: skip
    for r in range(rows):
        for c in range(rows):
            here = grid[r][c]
            for there in (grid[r][c + 1], grid[r + 1][c]):
                if rng.random() < 0.8:
                    d += f"M{num(here[0])} {num(here[1])}L{num(there[0])} {num(there[1])}"
    pen.line(d, colour, 1, 0.17)


# --- teen-jok loom -----------------------------------------------------------------------

WEAVES = (
    {"m": MADDER, "i": "#2a1a1c", "t": THREAD, "g": "#d9a33a", "l": "#3f7a5c"},
    {"m": "#1f3b34", "i": "#141d1a", "t": THREAD, "g": "#d9a33a", "l": "#b4532f"},
    {"m": "#2a1a1c", "i": "#120c0d", "t": THREAD, "g": "#c8932b", "l": "#8c2530"},
    {"m": "#6d1f2b", "i": "#1b2b40", "t": "#f7efd9", "g": "#e0b45a", "l": "#3f6288"},
    {"m": "#b4532f", "i": "#3b1a12", "t": "#fbf0d0", "g": "#f0c35a", "l": "#2f6b57"},
)
_BIRD = ("..t....", "..tt...", "tttt..t", "..ttttt", "..tttt.", "...tt..", "...t.t.")


@lru_cache(maxsize=64)
def diamond(half: int, family: int) -> tuple[str, ...]:
    """Weave one repeat of nested stepped diamonds with hooks.

    Args:
        half: Half its width in threads; the repeat is 2 x `half` square.
        family: Which of the patterns, any number: hooks, crosses or steps inside.
    """
    rows = []
    for y in range(2 * half):
        row = ""
        for x in range(2 * half):
            a, b = int(abs(x - half + 0.5)), int(abs(y - half + 0.5))
            row += _thread(a, b, half, family)
        rows.append(row)
    return tuple(rows)


def _thread(a: int, b: int, half: int, family: int) -> str:
    d = a + b
    if d > half:
        corner = 2 * (half - 1) - d
        return "g" if corner <= 1 else "l" if corner <= 3 else "t" if corner == 5 else "m"
    if d >= half - 1:
        return "g"
    rings = ("tmmgllit", "tgmmtlig", "mtgglmit")[family % 3]
    if d < len(rings):
        return rings[d]
    hook = (a - b) % 4
    step = (d - len(rings)) % 4
    if family % 2:
        return "t" if step == 1 or (step == 2 and a % 3 == 0) else "m"
    return "t" if (step == 1 and hook != 2) or (step == 2 and hook == 0) else "m"


def weave(pen: Pen, rows: tuple[str, ...], corner: tuple[float, float], thread: float,
          colours: dict[str, str]) -> None:  # fmt: skip
    """Draw woven rows; `corner` is the upper left, `thread` the size of one thread."""
    runs: dict[str, list[str]] = {}
    width = len(rows[0])
    for y, row in enumerate(rows):
        x = 0
        while x < width:
            key, start = row[x], x
            while x < width and row[x] == key:
                x += 1
            if key in colours:
                runs.setdefault(key, []).append(f"M{start} {y}h{x - start}v1.06h-{x - start}z")
    with pen.moved(corner[0], corner[1], thread):
        for key, parts in runs.items():
            pen.path("".join(parts), colours[key])


@lru_cache(maxsize=32)
def band(width: int, half: int, family: int) -> tuple[str, ...]:
    """Weave a whole border: lines, zigzag, birds, diamonds, and back again."""
    unit = diamond(half, family)
    repeat = (width // (2 * half) + 1) if half else 1
    stripe = [key * width for key in "igim"]
    zig = ["".join("g" if x % 8 in {y, 7 - y} else "i" for x in range(width)) for y in range(4)]
    birds = ["l" * width] + [(row * (width // 7 + 1))[:width].replace(".", "l") for row in _BIRD]
    birds.append("l" * width)
    middle = [(row * repeat)[:width] for row in unit]
    top = stripe + zig + stripe[2:] + (birds if family % 2 == 0 else []) + stripe[:3]
    return tuple(top + middle + top[::-1])


def hem(pen: Pen, corner: tuple[float, float], width: float, thread: float,
        colours: dict[str, str]) -> None:  # fmt: skip
    """Draw the comb of tassels that ends a teen-jok."""
    rows = []
    for y in range(10):
        row = ""
        for x in range(8):
            key = "."
            edge = min(x, 7 - x)
            if edge == 3:
                key = "g" if y > 6 else "t" if y in {2, 3} else "m"
            elif y < (2, 4, 7)[edge]:
                key = "m"
            row += key
        rows.append(row * max(1, round(width / thread / 8)))
    weave(pen, tuple(rows), corner, thread, colours)


# --- shared bits -------------------------------------------------------------------------


def glint(pen: Pen, d: str, width: float = 8, opacity: float = 0.5) -> None:
    """Add a highlight along a path."""
    pen.line(d, "#ffffff", width, opacity)


def celadon(rng: Random) -> str:
    """Pick a celadon body colour."""
    return rng.choice(("#9dbfa4", "#8fb59a", "#a9c4a0", "#8aaf9f", "#b3c9a6"))


def lotus(pen: Pen, size: float, colour: str = "#e7a7a5") -> None:
    """Draw a lotus flower standing on the origin, about `size` high."""
    for angle, length, tone in (
        (-66, 0.8, 0.0), (66, 0.8, 0.0), (-40, 0.92, 0.15), (40, 0.92, 0.15), (-18, 1, 0.3),
        (18, 1, 0.3), (0, 1.02, 0.45),
    ):  # fmt: skip
        tip = polar(size * length, math.radians(angle - 90))
        petal = leaf((0, 0), tip, 0, size * 0.3)
        pen.path(petal, lighter(colour, tone))
        pen.line(petal, "#b3605f", size * 0.012, 0.5)


def sprig(pen: Pen, size: float, colour: str, leaves: int = 7) -> None:
    """Draw a fresh stem with leaves, growing to the right from the origin."""
    points = [(size * t / 6, -size * 0.16 * math.sin(t * 0.6)) for t in range(7)]
    pen.line(smooth(points), colour, size * 0.016)
    for i in range(leaves):
        t = 0.15 + 0.85 * i / leaves
        x, y = size * t, -size * 0.16 * math.sin(t * 3.6)
        side = 1 if i % 2 else -1
        tip = (x + size * 0.17, y + side * size * 0.15)
        pen.path(
            leaf((x, y), tip, side * size * 0.02, size * 0.05), lighter(colour, 0.12 * (i % 3))
        )


def disc(pen: Pen, size: float, colour: str, opacity: float = 1.0) -> None:
    """Fill a circle of radius `size` round the origin."""
    pen.path(oval((0, 0), (size, size)), colour, opacity)


GLAZE_LIGHT = GLAZE[6]
GOLD_LINE = GOLD[2]
