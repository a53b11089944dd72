"""Sarabun (OFL) cut down to Thai, ASCII and a few signs: about 15 kB a weight.

Measured: more ranges and features add weight and no letter of our pages. Hinting is dropped, since
phones and current desktops do not use it.
"""

from importlib.metadata import version
from io import BytesIO
from typing import Final

import fontpkg
from fontTools.subset import Options, Subsetter, load_font, parse_unicodes

WEIGHTS: Final = (400, 600)
UNICODES: Final = (
    "20-7E,A0,B7,D7,E9,E01-E3A,E3F-E5B,200B,2013,2014,2018-201D,2026,20AC,2190-2193,2212,25CC"
)
FEATURES: Final = ("kern", "mark", "mkmk", "ccmp", "liga", "locl")


def font_key() -> str:
    """Return what decides the bytes of the subsets: package versions, ranges, features."""
    packages = [f"{name} {version(name)}" for name in ("fontpkg-sarabun", "fonttools", "brotli")]
    return "|".join([*packages, UNICODES, *FEATURES, *map(str, WEIGHTS)])


def font_name(weight: int) -> str:
    """Return the logical name of a weight."""
    return f"fonts/sarabun-{weight}.woff2"


def subset(weight: int) -> bytes:
    """Return the WOFF2 subset of one weight. Takes about a second."""
    options = Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.flavor = "woff2"
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = load_font(str(fontpkg.path("Sarabun", weight=weight)), options)
    out = BytesIO()
    try:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=parse_unicodes(UNICODES))
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(out)
    finally:
        font.close()
    return out.getvalue()
