"""The placeholder colour of a photo: one of a few, so that a CSS class can show it.

The content policy of the site allows no inline style, so the exact colour of a photo cannot be
written into the page. Its nearest neighbour in `TINTS` can: class ``tint-<number>``.
"""

from typing import Final

from PIL import Image

# Grounds and materials of the province, light to dark within each family. The order is stored in
# the database: append, never reorder.
TINTS: Final = (
    "#fbf7ec", "#e6dbc3", "#c9b694", "#8c8068", "#5d5544", "#2e2a22",  # ash, paper, straw
    "#e2ecdb", "#a9cbb4", "#5b9a80", "#2f7459", "#1a4c3a", "#0d2a20",  # glaze, leaf
    "#f2dda6", "#deb04e", "#b07f1f", "#76550f",  # gold, rice, honey
    "#ebc7ae", "#bd6039", "#86371d", "#4a2110",  # clay, brick, wood
    "#d98a8f", "#8c2530", "#4f1620",  # madder
    "#c9d8e3", "#6f97b5", "#2f5673", "#1b2b40",  # sky, water, indigo
    "#b9a3bd", "#5f4a68",  # dusk
    "#ffffff", "#9a9a96", "#1b2621",  # silver, grey, ink
)  # fmt: skip


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


_POINTS: Final = tuple(_rgb(colour) for colour in TINTS)


def dominant(image: Image.Image) -> tuple[int, int, int]:
    """Return the colour that covers most of `image` after merging it into six."""
    small = image.resize((48, 48), Image.Resampling.BOX, reducing_gap=1.0)
    merged = small.quantize(6, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    counts = merged.histogram()[:6]
    index = counts.index(max(counts))
    palette = merged.getpalette() or []
    red, green, blue = palette[index * 3 : index * 3 + 3]
    return red, green, blue


def nearest(colour: tuple[int, int, int]) -> int:
    """Return the index in `TINTS` that looks closest to `colour` (red-mean distance)."""
    red, green, blue = colour

    def distance(point: tuple[int, int, int]) -> float:
        mean = (red + point[0]) / 2
        return (
            (2 + mean / 256) * (red - point[0]) ** 2
            + 4 * (green - point[1]) ** 2
            + (2 + (255 - mean) / 256) * (blue - point[2]) ** 2
        )

    return min(range(len(_POINTS)), key=lambda index: distance(_POINTS[index]))


def tint_css() -> str:
    """Return one CSS rule for each tint: ``.tint-7{background-color:#a9cbb4}``."""
    return "\n".join(f".tint-{i}{{background-color:{c}}}" for i, c in enumerate(TINTS)) + "\n"
