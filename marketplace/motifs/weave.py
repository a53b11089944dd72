"""Hat Siao teen-jok, drawn thread by thread on a grid.

The patterns follow published photographs of si kho diamonds, paired birds and hang sapao
tassels. Their names and rules belong to the weavers: show changes to them first.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from marketplace.motifs.svg import XMLNS

Grid = list[list[str]]

COLOURS: Final[Mapping[str, str]] = {
    "m": "#8C2530",  # madder red, the ground
    "i": "#2A1A1C",  # ebony black
    "t": "#F4E6C3",  # undyed thread
    "g": "#D9A33A",  # turmeric yellow
    "l": "#3F7A5C",  # leaf green
}
_MADDER: Final = COLOURS["m"]
_GHOST: Final = {"g": "#1d4f3e", "t": "#1d4f3e"}

# Colour of a ring by its distance from the middle of the diamond.
_RINGS: Final = {0: "t", 1: "t", 2: "m", 3: "m", 4: "g", 5: "l", 6: "l", 7: "i", 8: "t", 14: "t"}
_CORNER: Final = {0: "g", 1: "g", 2: "l", 3: "l", 4: "i", 5: "t"}
# Hooks stand where the two steps differ by this much (mod 4).
_HOOKS: Final = {(9, 0): "t", (10, 0): "t", (11, 0): "t", (11, 1): "t", (13, 2): "g"}
_BIRD: Final = ("..t....", "..tt...", "tttt..t", "..ttttt", "..tttt.", "...tt..", "...t.t.")


def diamonds(radius: int = 16) -> Grid:
    """Return one repeat of nested stepped diamonds with hooks (lai si kho), 2 radii wide."""
    span = range(2 * radius)
    return [[_thread(_step(x, radius), _step(y, radius), radius) for x in span] for y in span]


def _step(place: int, radius: int) -> int:
    return int(abs(place - radius + 0.5))


def _thread(across: int, down: int, radius: int) -> str:
    ring = across + down
    if radius - 1 <= ring <= radius:
        return "g"
    if ring > radius:
        return _CORNER.get(2 * radius - 2 - ring, "m")
    return _HOOKS.get((ring, (across - down) % 4), _RINGS.get(ring, "m"))


def birds(width: int = 32) -> Grid:
    """Return a row of paired birds, heads together."""
    grid = [["l"] * width for _ in range(9)]
    for left, flipped in ((1, False), (9, True), (17, False), (25, True)):
        for y, row in enumerate(_BIRD):
            for x, thread in enumerate(row[::-1] if flipped else row):
                if thread == "t":
                    grid[y + 1][(left + x - 1) % width] = "t"
    return grid


def zigzag(width: int = 32, fore: str = "g", back: str = "i") -> Grid:
    """Return a zigzag of four rows."""
    return [[fore if x % 8 in {y, 7 - y} else back for x in range(width)] for y in range(4)]


def stripes(colours: str, width: int = 32) -> Grid:
    """Return one plain row for each letter."""
    return [[colour] * width for colour in colours]


def tassels(width: int = 32) -> Grid:
    """Return hang sapao: the comb of tassels that ends a teen-jok. A dot is no thread."""
    return [[_tassel(x % 8, y) for x in range(width)] for y in range(10)]


def _tassel(x: int, y: int) -> str:
    if x in {3, 4} and y in {2, 3}:
        return "t"
    lengths = {3: 10, 4: 10, 2: 7, 5: 7, 1: 4, 6: 4}
    if y < max(2, lengths.get(x, 2)):
        return "g" if x in {3, 4} and y > 6 else "m"  # noqa: PLR2004 - the last three threads
    return "."


def cloth_grid() -> Grid:
    """Return the whole cloth, one repeat wide."""
    return (
        stripes("igim")
        + zigzag()
        + stripes("im")
        + birds()
        + stripes("mgi")
        + diamonds()
        + stripes("igm")
        + birds()
        + stripes("mi")
        + zigzag()
        + stripes("migi")
    )


def runs(grid: Grid, key: str) -> str:
    """Return the path of all threads of one colour, joined along each row."""
    path = ""
    for y, row in enumerate(grid):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x] == key:
                x += 1
            if x > start:
                path += f"M{start} {y}h{x - start}v1h-{x - start}z"
            else:
                x += 1
    return path


def fills(grid: Grid, colours: Iterable[tuple[str, str]], extra: str = "") -> str:
    """Return one path for each colour that occurs."""
    parts = []
    for key, colour in colours:
        path = runs(grid, key)
        if path:
            parts.append(f'<path fill="{colour}"{extra} d="{path}"/>')
    return "".join(parts)


def _picture(grid: Grid, scale: int, body: str, ground: str | None = None) -> str:
    height, width = len(grid), len(grid[0])
    back = f'<path fill="{ground}" d="M0 0h{width}v{height}H0z"/>' if ground else ""
    return (
        f'<svg xmlns="{XMLNS}" width="{width * scale}" height="{height * scale}"'
        f' viewBox="0 0 {width} {height}" shape-rendering="crispEdges">{back}{body}</svg>'
    )


def _on_madder(grid: Grid, scale: int) -> str:
    others = [item for item in COLOURS.items() if item[0] != "m"]
    return _picture(grid, scale, fills(grid, others), _MADDER)


def cloth() -> str:
    """Return the whole cloth: story block, portraits."""
    return _on_madder(cloth_grid(), 3)


def band() -> str:
    """Return the divider of stepped diamonds: at most one a page."""
    grid = stripes("igi", 16) + diamonds(8) + stripes("igi", 16)
    return _on_madder(grid, 2)


def hang() -> str:
    """Return the tassels on top of the footer."""
    grid = stripes("mmgi") + tassels()
    return _picture(grid, 2, fills(grid, COLOURS.items()))


def line() -> str:
    """Return the zigzag thread on top of every page."""
    grid = stripes("g") + zigzag(fore="t", back="m") + stripes("g")
    return _on_madder([row[:8] for row in grid], 2)


def upright() -> str:
    """Return the thread of itineraries, running down."""
    return (
        f'<svg xmlns="{XMLNS}" width="12" height="16" viewBox="0 0 6 8"'
        ' shape-rendering="crispEdges"><path fill="#8c2530" d="M0 0h6v8H0z"/>'
        '<path fill="#d9a33a" d="M0 0h1v8H0zM5 0h1v8H5z"/>'
        '<path fill="#f4e6c3" d="M1 0h1v1H1zM2 1h1v1H2zM3 2h1v1H3zM4 3h1v2H4zM3 5h1v1H3z'
        'M2 6h1v1H2zM1 7h1v1H1z"/></svg>'
    )


def ghost() -> str:
    """Return the diamonds tone on tone, for glaze grounds only."""
    grid = diamonds()
    return _picture(grid, 3, fills(grid, _GHOST.items(), ' fill-opacity=".5"'))
