"""Things of the province standing on a floor: category tiles and "no photo yet"."""

import math
from typing import Final

from marketplace.motifs import weave
from marketplace.motifs.ceramics import plate_inside
from marketplace.motifs.crackle import crackle
from marketplace.motifs.svg import CELADON, IRON, TERRACOTTA, lathe, leaf, num, scene, shade

_BOTTLE: Final = (
    (22, 96), (20, 112), (17, 140), (19, 178), (44, 214), (86, 256), (98, 304), (84, 352),
    (58, 384), (54, 392),
)  # fmt: skip
_JAR: Final = (
    (66, 128), (60, 140), (64, 152), (104, 190), (132, 246), (128, 304), (100, 352), (66, 384),
)  # fmt: skip
_BOWL: Final = ((140, 212), (138, 226), (122, 272), (92, 316), (58, 342), (56, 352))
_ENAMEL: Final = ("#8C2530", "#2F6B57", "#1E3D63", "#2F6B57")


def _clip(silhouette: str) -> str:
    return f'<clipPath id="k"><path d="{silhouette}"/></clipPath>'


def _glaze_crackle(radius: float, count: int, seed: int) -> str:
    return (
        f'<path d="{crackle((240, 280), radius, count, seed)}" fill="none" stroke="#26473a"'
        ' stroke-opacity=".17" stroke-width=".9"/>'
    )


def bottle() -> str:
    """Return a two-eared Sangkhalok bottle with crackle glaze."""
    shape = lathe(240, _BOTTLE)
    ears = "".join(
        f'<path d="M{240 + side * 20} 150q{side * 26} 2 {side * 22} 40" fill="none"'
        ' stroke="url(#c)" stroke-width="10" stroke-linecap="round"/>'
        for side in (1, -1)
    )
    petals = "".join(
        f"M{num(240 + x)} 356Q{num(240 + x - 11)} 316 {num(240 + x * 1.06)} 288"
        f"Q{num(240 + x + 11)} 316 {num(240 + x)} 356z"
        for x in range(-72, 73, 24)
    )
    body = (
        '<ellipse cx="252" cy="398" rx="128" ry="17" fill="#4a3418" opacity=".28"/>'
        '<path d="M178 372q62 26 124 0l-8 22q-54 14-108 0z" fill="#A55A34"/>'
        f'{ears}<path d="{shape}" fill="url(#c)"/><g clip-path="url(#k)">'
        f'{_glaze_crackle(170, 80, 3)}<path d="{petals}" fill="none" stroke="{IRON}"'
        ' stroke-opacity=".55" stroke-width="2"/>'
        '<path d="M150 276q90 22 180 0M152 268q88 22 176 0" fill="none"'
        f' stroke="{IRON}" stroke-opacity=".6" stroke-width="2"/>'
        '<path d="M216 188q24 7 48 0M219 180q21 6 42 0" fill="none"'
        f' stroke="{IRON}" stroke-opacity=".6" stroke-width="2.4"/>'
        '<path d="M176 372q16 16 24 4t20 8 22-4 20 6 22-8 20-6v30H176z" fill="#A55A34"/>'
        '<path d="M190 262q-16 34-6 66" stroke="#fff" stroke-opacity=".6" stroke-width="9"'
        ' fill="none" stroke-linecap="round"/></g>'
        '<ellipse cx="240" cy="96" rx="22" ry="6" fill="#3f6b58"/>'
        '<ellipse cx="240" cy="95" rx="22" ry="6" fill="none" stroke="#A55A34"'
        ' stroke-width="2.5"/>'
    )
    return scene(body, shade("c", CELADON) + _clip(shape), ("#EEF1E2", "#C9D3BB", "#8FA184"))


def _combed(y: float, width: float, height: float) -> str:
    points = []
    for i in range(25):
        drop = height * math.sqrt(max(0.0, 1 - ((i - 12) / 12) ** 2))
        points.append(
            f"{num(240 - width + i * width / 12)} {num(y + drop + (3.5, -3.5)[i % 2 == 0])}"
        )
    return "M" + " ".join(points)


def jar() -> str:
    """Return a Thung Luang earthenware jar with combed and stamped rings."""
    shape = lathe(240, _JAR)
    stamps = ""
    for i in range(15):
        turn = -1.3 + i * 0.186
        half = num(7 * math.cos(turn))
        x, y = 240 + 128 * math.sin(turn) - 7 * math.cos(turn), 232 + 20 * math.cos(turn)
        stamps += f"M{num(x)} {num(y)}l{half}-9 {half} 9-{half} 9z"
    body = (
        '<ellipse cx="254" cy="388" rx="150" ry="18" fill="#4a2412" opacity=".3"/>'
        f'<path d="{shape}" fill="url(#t)"/><g clip-path="url(#k)" fill="none" stroke="#5a2613"'
        f' stroke-opacity=".6" stroke-width="2.4"><path d="{_combed(182, 92, 12)}"/>'
        '<path d="M128 198q112 30 224 0M120 210q120 32 240 0"/>'
        f'<path d="{stamps}" fill="#5a2613" fill-opacity=".45" stroke="none"/>'
        '<path d="M108 262q132 32 264 0M108 272q132 32 264 0"/>'
        f'<path d="{_combed(290, 130, 18)}"/><path d="M158 226q-22 46-4 96" stroke="#fff"'
        ' stroke-opacity=".26" stroke-width="12" stroke-linecap="round"/></g>'
        '<ellipse cx="240" cy="128" rx="66" ry="13" fill="#4d2110"/>'
        '<ellipse cx="240" cy="126" rx="66" ry="13" fill="none" stroke="#D08A5E"'
        ' stroke-width="5"/>'
    )
    return scene(body, shade("t", TERRACOTTA) + _clip(shape), ("#F6E7D3", "#E0BF98", "#A86A42"))


def bowl() -> str:
    """Return a celadon bowl with brushed leaves."""
    shape = lathe(240, _BOWL)
    leaves = "".join(
        leaf((240 + x, 262 - abs(x) * 0.06), (240 + x + dx, 262 + dy), bulge, 4)
        for x in (-90, -45, 0, 45, 90)
        for dx, dy, bulge in ((0, 44, 0), (-16, 32, -3), (16, 32, 3))
    )
    defs = (
        f"{shade('c', CELADON)}{_clip(shape)}"
        '<radialGradient id="in" cy=".2" r=".9"><stop offset="0" stop-color="#5f8d77"/>'
        '<stop offset="1" stop-color="#cfdfc8"/></radialGradient>'
    )
    body = (
        '<ellipse cx="252" cy="360" rx="150" ry="18" fill="#3f3a20" opacity=".28"/>'
        '<path d="M180 336h120l-6 26q-54 9-108 0z" fill="#A55A34"/>'
        f'<path d="{shape}" fill="url(#c)"/><g clip-path="url(#k)">{_glaze_crackle(160, 64, 9)}'
        '<path d="M98 240q142 34 284 0M100 248q140 34 280 0M150 318q90 22 180 0" fill="none"'
        f' stroke="{IRON}" stroke-opacity=".75" stroke-width="2.4"/>'
        f'<path d="{leaves}" fill="{IRON}" fill-opacity=".8"/></g>'
        '<ellipse cx="240" cy="212" rx="140" ry="34" fill="url(#in)"/>'
        '<ellipse cx="240" cy="212" rx="140" ry="34" fill="none" stroke="#A55A34"'
        ' stroke-width="4"/><ellipse cx="240" cy="217" rx="112" ry="22" fill="none"'
        f' stroke="{IRON}" stroke-opacity=".5" stroke-width="1.6"/>'
        '<path d="M128 262q8 30 34 54" stroke="#fff" stroke-opacity=".5" stroke-width="8"'
        ' fill="none" stroke-linecap="round"/>'
    )
    return scene(body, defs, ("#F0EEDF", "#CED3BC", "#93a084"))


def plate() -> str:
    """Return the fish plate as a thing for sale."""
    body = f'<g transform="translate(56 46) scale(.92)">{plate_inside()}</g>'
    return scene(body, "", ("#E9E2D0", "#C7B591", "#8e7850"))


_SKIRT_STRIPES: Final = (
    (76, 150, "#1F3B34"), (88, 4, "#C9973A"), (96, 9, "#6d1f2b"), (109, 3, "#C9973A"),
    (134, 3, "#5d8f76"), (142, 12, "#2a1a1c"), (158, 3, "#5d8f76"), (184, 4, "#C9973A"),
    (192, 9, "#6d1f2b"), (205, 3, "#C9973A"),
)  # fmt: skip
_FOLDS: Final = (
    ("#000", ((128, 4, -6, 16, ".16"), (196, -4, 6, 12, ".13"), (262, 5, 2, 20, ".17"),
              (330, -3, 4, 14, ".14"))),
    ("#fff", ((152, 3, -4, 12, ".09"), (228, 4, 3, 12, ".1"), (300, -2, 4, 14, ".08"))),
)  # fmt: skip


def skirt() -> str:
    """Return a tube skirt with a teen-jok hem, hung from bamboo."""
    grid = weave.cloth_grid()
    high = len(grid)
    hem = f"{high * 2.25:.1f}"
    threads = weave.fills(grid, [c for c in weave.COLOURS.items() if c[0] != "m"])
    tassels = weave.fills(weave.tassels(), weave.COLOURS.items())
    stripes = "".join(
        f'<path fill="{colour}" d="M96 {y}h288v{height}H96z"/>'
        for y, height, colour in _SKIRT_STRIPES
    )
    folds = "".join(
        f'<path fill="{colour}" opacity="{opacity}"'
        f' d="M{x} 76q{a} 150 {b} 324h{w}q{-b} -170 {-a} -324z"/>'
        for colour, group in _FOLDS
        for x, a, b, w, opacity in group
    )
    defs = (
        f'<pattern id="j" width="32" height="{high}" patternUnits="userSpaceOnUse"'
        ' patternTransform="translate(96 226)scale(2.25)">'
        f'<path fill="{weave.COLOURS["m"]}" d="M0 0h32v{high}H0z"/>{threads}</pattern>'
        '<pattern id="h" width="32" height="10" patternUnits="userSpaceOnUse"'
        f' patternTransform="translate(96 {226 + high * 2.25:.1f})scale(2.25)">{tassels}</pattern>'
    )
    body = (
        f'<path d="M100 92h300v320H112z" fill="#3a2210" opacity=".18"/><g>{stripes}'
        f'<g shape-rendering="crispEdges"><path fill="url(#j)" d="M96 226h288v{hem}H96z"/>'
        f'<path fill="url(#h)" d="M96 {226 + high * 2.25:.1f}h288v22.5H96z"/></g>{folds}</g>'
        '<path d="M40 72h400" stroke="#8a6a35" stroke-width="13" stroke-linecap="round"/>'
        '<path d="M40 68.5h400" stroke="#d8b873" stroke-width="4" stroke-linecap="round"/>'
        '<path d="M92 66v13M214 66v13M356 66v13" stroke="#5f4720" stroke-width="2.5"/>'
    )
    return scene(body, defs, ("#F7EEDB", "#E4D2AF", "#C8AE80"))


_BANGLE_PARTS: Final = 44


def _bangle_stones() -> str:
    stones = ""
    for i in range(_BANGLE_PARTS):
        turn = 2 * math.pi * i / _BANGLE_PARTS
        x, y = 240 + 128 * math.cos(turn), 252 + 92 * math.sin(turn)
        size = 9 * (0.62 + 0.38 * math.sin(turn)) + 2
        r = num(size)
        stones += (
            f'<path d="M{num(x - size)} {num(y)}l{r}-{r} {r} {r}-{r} {r}z"'
            f' fill="{_ENAMEL[i % 4]}" stroke="#FBE7A8" stroke-width="1.6"/>'
        )
    return stones


def bangle() -> str:
    """Return an enamelled gold bangle of Si Satchanalai."""
    turns = [2 * math.pi * (i + 0.5) / _BANGLE_PARTS for i in range(_BANGLE_PARTS)]
    beads = "".join(
        f"M{num(240 + (128 + side * 19) * math.cos(t))}"
        f" {num(252 + (92 + side * 15) * math.sin(t))}h.1"
        for side in (1, -1)
        for t in turns
    )
    gold = (
        '<linearGradient id="au" x2=".3" y2="1"><stop offset="0" stop-color="#FBE39B"/>'
        '<stop offset=".35" stop-color="#D69D2E"/><stop offset=".6" stop-color="#F6D780"/>'
        '<stop offset="1" stop-color="#8F5E12"/></linearGradient>'
    )
    ring = '<ellipse cx="240" cy="{y}" rx="128" ry="92" fill="none" stroke="{c}" stroke-width="{w}"{o}/>'
    body = (
        '<ellipse cx="250" cy="356" rx="160" ry="22" fill="#2a1c08" opacity=".35"/>'
        + ring.format(y=262, c="#6d450b", w=48, o="")
        + ring.format(y=252, c="url(#au)", w=46, o="")
        + ring.format(y=252, c="#7a4f0e", w=27, o=' stroke-opacity=".35"')
        + f'{_bangle_stones()}<path d="{beads}" stroke="#FFF3C4" stroke-width="4.5"'
        ' stroke-linecap="round"/><path d="M126 206a128 92 0 0 1 76-42" fill="none"'
        ' stroke="#fff" stroke-opacity=".75" stroke-width="5" stroke-linecap="round"/>'
    )
    return scene(body, gold, ("#3C5A4C", "#1C3329", "#0e1d17"))


_COTTONS: Final = (
    ("#5B4A3A", "#6d5a47"), ("#8A7B62", "#9d8d72"), ("#A9613C", "#bd744c"),
    ("#D9C9A4", "#e7dab9"), ("#4A5B4E", "#5b6e60"),
)  # fmt: skip
_FOLD_HEIGHT: Final = 44


def folded_cotton() -> str:
    """Return mud-fermented cotton, folded and tied."""
    stack, y, h = "", 372, _FOLD_HEIGHT
    for i, (colour, light) in enumerate(_COTTONS):
        left, right = 92 + (i % 2) * 8 + 20, 396 - (i * 7) % 17
        y -= h
        stack += (
            f'<path d="M{left} {y}H{right}q10 {h // 2} 0 {h}H{left}q-26-2-26-{h // 2}'
            f't26-{h // 2}z" fill="{colour}"/>'
            f'<path d="M{left} {y + 3}H{right}" stroke="{light}" stroke-width="6"/>'
            f'<path d="M{left - 2} {y + h // 2}H{right + 4}M{left - 10} {y + h // 2 + 9}'
            f'H{right + 3}" stroke="#000" stroke-opacity=".16" stroke-width="2"/>'
            f'<path d="M{left} {y + 13}H{right}M{left} {y + h - 9}H{right}" stroke="{light}"'
            ' stroke-width="1.5" stroke-dasharray="2 4"/>'
        )
    body = (
        '<ellipse cx="250" cy="376" rx="190" ry="18" fill="#3a2a18" opacity=".3"/>'
        f'{stack}<path d="M232 150h26v224h-26z" fill="#8C2530"/>'
        '<path d="M242 150v224M248 150v224" stroke="#D9A33A" stroke-width="2"/>'
    )
    return scene(body, "", ("#EDE8DC", "#CFC3AC", "#8d7a5c"))
