"""The Thuriang kiln of Si Satchanalai at dusk, burning or gone out."""

import math
import random
from typing import Final

from marketplace.motifs.svg import CELADON, TERRACOTTA, lathe, num, scene, shade

_BRICKS: Final = ("#8a3f22", "#9c4a29", "#a85531", "#7a361d", "#b5633b", "#934626")
_DOME: Final = "M52 392C52 250 120 160 240 160S428 250 428 392z"
_POT: Final = (
    (66, 128), (60, 140), (64, 152), (104, 190), (132, 246), (128, 304), (100, 352), (66, 392),
)  # fmt: skip
_POTS: Final = ((96, 0.34, "c"), (142, 0.27, "t"), (352, 0.3, "t"), (398, 0.38, "c"))
_FIRE: Final = (
    '<radialGradient id="fire" cx=".5" cy="1" r="1"><stop offset="0" stop-color="#FFF0B0"/>'
    '<stop offset=".3" stop-color="#F6B13C"/><stop offset=".62" stop-color="#C4501C"/>'
    '<stop offset="1" stop-color="#3a1408"/></radialGradient>'
    '<radialGradient id="glow" cx=".5" cy=".72" r=".5">'
    '<stop offset="0" stop-color="#FFB84D" stop-opacity=".55"/>'
    '<stop offset="1" stop-color="#FFB84D" stop-opacity="0"/></radialGradient>'
)
_FLAME: Final = (
    '<path d="M205 392q10-40 2-58 20 18 18 40 10-30 6-62 26 30 20 62 10-10 10-28 18 26 14 46z"'
    ' fill="#FFE08A" opacity=".8"/>'
)
_ASHES: Final = (
    '<path d="M206 392q34-14 68 0z" fill="#5d5544"/><path d="M240 372q-14-22 4-40t-4-40"'
    ' fill="none" stroke="#e6dbc3" stroke-opacity=".22" stroke-width="9" stroke-linecap="round"/>'
)


def _wall(rnd: random.Random) -> str:
    by_colour = dict.fromkeys(_BRICKS, "")
    for course, y in enumerate(range(150, 392, 15)):
        for x in range(40 - 17 * (course % 2), 460, 34):
            by_colour[rnd.choice(_BRICKS)] += f"M{x} {y}h32v13h-32z"
    return "".join(f'<path fill="{colour}" d="{d}"/>' for colour, d in by_colour.items())


def _arch() -> str:
    stones = ""
    for i in range(13):
        start, end = math.pi + math.pi * i / 13, math.pi + math.pi * (i + 0.86) / 13
        corners = ((62, start), (86, start), (86, end), (62, end))
        points = (f"{num(240 + r * math.cos(a))} {num(322 + r * math.sin(a))}" for r, a in corners)
        stones += "M" + " ".join(points) + "z"
    return stones


def _pots() -> str:
    shape = lathe(240, _POT)
    return "".join(
        f'<path transform="translate({x - 240 * scale:.0f} {424 - 392 * scale:.0f})'
        f' scale({scale})" d="{shape}" fill="url(#{colour})"/>'
        for x, scale, colour in _POTS
    )


def _defs(dusk: str, fire: str) -> str:
    return (
        f'<clipPath id="k"><path d="{_DOME}"/></clipPath>{fire}'
        '<linearGradient id="sk" x2="0" y2="1"><stop offset="0" stop-color="#0d2a20"/>'
        f'<stop offset=".55" stop-color="#24604a"/><stop offset=".85" stop-color="{dusk}"/>'
        '</linearGradient><linearGradient id="dm"><stop offset="0" stop-color="#000"'
        ' stop-opacity=".45"/><stop offset=".35" stop-color="#000" stop-opacity="0"/>'
        '<stop offset=".65" stop-color="#000" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#000" stop-opacity=".5"/></linearGradient>'
        + shade("c", CELADON)
        + shade("t", TERRACOTTA)
    )


def _picture(*, burning: bool) -> str:
    rnd = random.Random(11)  # noqa: S311 - a drawing
    wall = _wall(rnd)
    stars = "".join(f"M{rnd.randint(14, 466)} {rnd.randint(14, 140)}h.1" for _ in range(38))
    arch = _arch()
    mouth = "M178 392V322A62 62 0 0 1 302 322V392z"
    glow = '<path fill="url(#glow)" d="M60 200h360v230H60z"/>' if burning else ""
    body = (
        f'<path fill="url(#sk)" d="M0 0h480v480H0z"/><path d="{stars}" stroke="#f2dda6"'
        ' stroke-width="2.2" stroke-linecap="round" opacity=".8"/>'
        '<path d="M0 330q60-54 120-30t110-22 120 18 130-26v210H0z" fill="#123a2c"/>'
        '<path d="M0 386q120-22 240-14t240-6v114H0z" fill="#3b2a1c"/>'
        f'<path d="{_DOME}" fill="#5a2613"/><g clip-path="url(#k)">{wall}'
        f'<path d="{_DOME}" fill="url(#dm)"/></g>'
        f'<path fill="{"url(#fire)" if burning else "#1c1009"}" d="{mouth}"/>'
        f'<path d="{arch}" fill="#6b2a15"/>'
        f'<path d="{arch}" fill="none" stroke="#c87a4c" stroke-width="1.5"/>'
        f"{glow}{_FLAME if burning else _ASHES}"
        '<path d="M222 166h36l-5-34q-13-5-26 0z" fill="#6b2a15"/>'
        '<path d="M228 130q-16-30 6-52t-4-50" fill="none" stroke="#e6dbc3"'
        f' stroke-opacity=".28" stroke-width="15" stroke-linecap="round"/>{_pots()}'
    )
    return scene(body, _defs("#c8932b", _FIRE) if burning else _defs("#5b9a80", ""))


def kiln() -> str:
    """Return the kiln at dusk, burning: routes without a photo, the sign-in page."""
    return _picture(burning=True)


def kiln_out() -> str:
    """Return the kiln with its fire out: the page of a fault of ours."""
    return _picture(burning=False)
