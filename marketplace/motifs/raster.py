"""From SVG to pixels, by librsvg inside libvips: its wheel needs no library of the system."""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import pyvips

# It would keep the last hundred pictures, none of which is drawn twice.
pyvips.cache_set_max(0)

_OWN_FONTS: Final = Path(__file__).with_name("fonts.conf")


def png_of(svg: str, width: int, fonts: Iterable[Path] = ()) -> bytes:
    """Draw a picture that covers its whole canvas.

    Args:
        svg: the picture; its `viewBox` gives the proportions.
        width: of the result, in pixels.
        fonts: files of the typefaces it names.

    Returns:
        A PNG in RGB, quickly made and therefore large: something to work on, not to send.

    Raises:
        pyvips.Error: this is no SVG.
    """
    for font in fonts:
        _learn(font)
    drawn = pyvips.Image.thumbnail_buffer(svg.encode(), width)
    png: bytes = drawn.flatten().write_to_buffer(".png", compression=1)
    return png


@cache
def _learn(font: Path) -> None:
    """Make a typeface known to whatever is drawn later in this process."""
    # Read when the first letter is drawn. Without it, a machine that has no typefaces complains.
    os.putenv("FONTCONFIG_FILE", str(_OWN_FONTS))
    pyvips.Image.text("a", fontfile=str(font))
