"""The motifs of the look, drawn as SVG in pure Python: no picture of anybody else is used.

``python -m marketplace.motifs static/img`` writes all of them; the result is in the repository.
"""

from collections.abc import Callable, Mapping
from typing import Final

from marketplace.motifs import ceramics, goods, icons, kiln, marks, weave

DRAWINGS: Final[Mapping[str, Callable[[], str]]] = {
    "drip": marks.drip,
    "fish": ceramics.lone_fish,
    "icons": icons.sprite,
    "kiln": kiln.kiln,
    "kiln-out": kiln.kiln_out,
    "mark": marks.mark,
    "p-bowl": goods.bowl,
    "p-gold": goods.bangle,
    "p-jar": goods.jar,
    "p-mud": goods.folded_cotton,
    "p-plate": goods.plate,
    "p-teenjok": goods.skirt,
    "p-vase": goods.bottle,
    "plate-broken": ceramics.broken_plate,
    "plate-fish": ceramics.plate,
    "teenjok-band": weave.band,
    "teenjok-cloth": weave.cloth,
    "teenjok-ghost": weave.ghost,
    "teenjok-hang": weave.hang,
    "teenjok-line": weave.line,
    "teenjok-vline": weave.upright,
    "yom": marks.river,
}
"""File name without ending -> the function that draws it."""
