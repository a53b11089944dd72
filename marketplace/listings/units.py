"""Units that crafts are sold by, with their Thai classifiers."""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l

UNITS: Final[Mapping[str, LazyProxy]] = {
    "piece": _l("ชิ้น"),
    "item": _l("ใบ"),
    "cloth": _l("ผืน"),
    "garment": _l("ตัว"),
    "figure": _l("ตัว"),
    "strand": _l("เส้น"),
    "ring": _l("วง"),
    "pair": _l("คู่"),
    "small": _l("อัน"),
    "set": _l("ชุด"),
    "image": _l("องค์"),
    "volume": _l("เล่ม"),
    "ball": _l("ลูก"),
    "sheet": _l("แผ่น"),
    "string": _l("พวง"),
    "lamp": _l("ดวง"),
    "metre": _l("เมตร"),
    "bottle": _l("ขวด"),
    "bag": _l("ถุง"),
    "box": _l("กล่อง"),
    "block": _l("ก้อน"),
    "jar": _l("กระปุก"),
    "kg": _l("กก."),
}
"""Code kept in ``CraftTerms.unit`` -> the word behind the slash of a price."""


def unit_word(code: str) -> str:
    """Return the classifier of a unit code in the current language; unknown codes are pieces."""
    return str(UNITS.get(code, UNITS["piece"]))
