"""The picture that stands beside a link to us in chats: plate, name, woven edge."""

from io import BytesIO
from pathlib import Path
from typing import Final

import fontpkg
from PIL import Image

from marketplace.motifs import weave
from marketplace.motifs.ceramics import plate_inside
from marketplace.motifs.marks import mark_inside
from marketplace.motifs.raster import png_of
from marketplace.motifs.svg import XMLNS

SIZE: Final = (1200, 630)


def share_svg() -> str:
    """Return the picture as SVG; its words need the font Sarabun."""
    grid = weave.stripes("g", 8) + weave.zigzag(8, "t", "m") + weave.stripes("g", 8)
    threads = weave.fills(grid, weave.COLOURS.items())
    return (
        f'<svg xmlns="{XMLNS}" viewBox="0 0 1200 630" width="1200" height="630"><defs>'
        '<radialGradient id="glow" cx=".8" cy=".3" r=".8"><stop offset="0" stop-color="#357f62"/>'
        '<stop offset=".6" stop-color="#1a4c3a"/><stop offset="1" stop-color="#123a2c"/>'
        '</radialGradient><pattern id="thread" width="8" height="6" patternUnits="userSpaceOnUse"'
        f' patternTransform="scale(4)">{threads}</pattern></defs>'
        '<path fill="url(#glow)" d="M0 0h1200v630H0z"/><path fill="url(#thread)"'
        ' shape-rendering="crispEdges" d="M0 0h1200v24H0z"/>'
        f'<g transform="translate(690 92) scale(1.18)">{plate_inside()}</g>'
        f'<g transform="translate(84 132) scale(2.2)">{mark_inside(right="#5b9a80")}</g>'
        '<g font-family="Sarabun" fill="#f6f3e4"><text x="82" y="376" font-size="112"'
        ' font-weight="600">ตลาดปสาน</text><text x="86" y="446" font-size="44">'
        'Talat Pasan · Sukhothai</text><text x="86" y="520" font-size="40" fill="#f2dda6">'
        "ซื้อตรงจากช่าง จองตรงกับเจ้าบ้าน</text></g></svg>"
    )


def share_png() -> bytes:
    """Return the picture as PNG of `SIZE` with 128 colours, about 100 kB."""
    fonts = [Path(fontpkg.path("Sarabun", weight=weight)) for weight in (400, 600)]
    drawn = png_of(share_svg(), SIZE[0], fonts)
    out = BytesIO()
    with Image.open(BytesIO(drawn)) as picture:
        few = picture.quantize(128, Image.Quantize.MEDIANCUT)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()
