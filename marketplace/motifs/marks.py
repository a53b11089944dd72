"""The brand mark, the running glaze edge, the Yom river."""

from typing import Final

from marketplace.motifs.svg import XMLNS

BUD: Final = (
    "M20 1C22 8 25 11 29 16C35 23 36 30 32 37C29 42 24 45 20 52"
    "C16 45 11 42 8 37C4 30 5 23 11 16C15 11 18 8 20 1z"
)
"""The lotus bud of Sukhothai's towers, 40 by 53: mark, map pin, step number."""

_LEFT: Final = "M20 52C16 45 11 42 8 37C4 30 5 23 11 16C15 11 18 8 20 1z"
_RIGHT: Final = "M20 1C22 8 25 11 29 16C35 23 36 30 32 37C29 42 24 45 20 52z"
# Start, width and depth of each run of glaze, pixels.
_RUNS: Final = (
    (0, 46, 8), (46, 34, 30), (80, 52, 12), (132, 26, 22), (158, 64, 9), (222, 40, 40),
    (262, 58, 13), (320, 30, 20), (350, 70, 8), (420, 36, 34), (456, 48, 11), (504, 28, 24),
    (532, 66, 9), (598, 44, 37), (642, 44, 12), (686, 34, 8),
)  # fmt: skip
_DEEP: Final = 18


def mark_inside(left: str = "#c8932b", right: str = "#24604a") -> str:
    """Return the mark: seller and buyer, clay gold and glaze, around one woven diamond."""
    return (
        f'<path fill="{left}" d="{_LEFT}"/><path fill="{right}" d="{_RIGHT}"/>'
        '<path fill="#fffdf8" d="M20 13.5l9 13.5-9 13.5-9-13.5z"/>'
        '<path fill="#8c2530" d="M20 18.5l5.7 8.5-5.7 8.5-5.7-8.5z"/>'
        '<path fill="#f2dda6" d="M20 23l2.7 4-2.7 4-2.7-4z"/>'
    )


def mark() -> str:
    """Return the mark as a file: browser tab, print heads."""
    return (
        f'<svg xmlns="{XMLNS}" viewBox="-7 0 54 53" width="54" height="53">'
        f"{mark_inside(right='#5b9a80')}</svg>"
    )


def drip() -> str:
    """Return the edge of a glaze that ran in the kiln."""
    edge = "".join(
        f"C{x + w * 0.18:.0f} 8 {x + w * 0.2:.0f} {h} {x + w * 0.5:.0f} {h}"
        f"S{x + w * 0.82:.0f} 8 {x + w} 8"
        for x, w, h in _RUNS
    )
    light = "".join(f"M{x + w * 0.5 - 5:.0f} {h - 7}q5 4 10 0" for x, w, h in _RUNS if h > _DEEP)
    return (
        f'<svg xmlns="{XMLNS}" width="720" height="44" viewBox="0 0 720 44"><defs>'
        '<linearGradient id="g" x2="0" y2="1"><stop offset="0" stop-color="#133b2d"/>'
        '<stop offset=".45" stop-color="#1f5742"/><stop offset="1" stop-color="#5b9a80"/>'
        f'</linearGradient></defs><path d="M0 0V8{edge}V0z" fill="url(#g)"/>'
        f'<path d="{light}" fill="none" stroke="#e2ecdb" stroke-opacity=".75"'
        ' stroke-width="2" stroke-linecap="round"/></svg>'
    )


def river() -> str:
    """Return the Yom behind the district tiles."""
    course = "M170 20C120 80 190 130 150 200S200 330 152 400S250 520 262 640"
    return (
        f'<svg xmlns="{XMLNS}" viewBox="0 0 310 640" preserveAspectRatio="none">'
        f'<g fill="none" stroke-linecap="round"><path d="{course}" stroke="#cbdfcd"'
        f' stroke-width="26"/><path d="{course}" stroke="#e2ecdb" stroke-width="9"/></g></svg>'
    )
