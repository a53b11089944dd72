"""Words of the results page. English stands in the catalogue."""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.dates import month_name
from marketplace.web.figures import money
from marketplace.web.i18n import _, _l
from search_index.contract import Sort, Understood

SORTS: Final[Mapping[Sort, LazyProxy]] = {
    Sort.BEST: _l("ตรงที่สุด"),
    Sort.NEWEST: _l("ใหม่ล่าสุด"),
    Sort.PRICE_UP: _l("ราคาต่ำไปสูง"),
    Sort.PRICE_DOWN: _l("ราคาสูงไปต่ำ"),
}
_FLAGS: Final[Mapping[str, LazyProxy]] = {
    "in_stock": _l("พร้อมส่ง"),
    "made_to_order": _l("ทำตามสั่ง"),
    "ready": _l("ได้ของแน่นอน"),
    "wholesale": _l("มีราคาส่ง"),
}
_SUGGESTED: Final[Mapping[str, LazyProxy]] = {
    "craft": _l("งานฝีมือ"),
    "route": _l("เส้นทาง"),
    "category": _l("หมวด"),
    "community": _l("ชุมชน"),
}


def suggestion_note(kind: str) -> str:
    """Say what kind of thing a suggestion leads to; "" for a plain word."""
    return str(_SUGGESTED.get(kind, ""))


def limit_words(limit: Understood) -> str:
    """Say a limit that was read out of the words, the short way: as a chip."""
    value = limit.value
    if limit.name in _FLAGS:
        return str(_FLAGS[limit.name])
    if limit.name == "price_max" and value.isdecimal():
        return _("ไม่เกิน %(price)s", price=money(int(value)))
    if limit.name == "price_min" and value.isdecimal():
        return _("ตั้งแต่ %(price)s", price=money(int(value)))
    if limit.name == "group" and value.isdecimal():
        return _("%(n)s คน", n=value)
    if limit.name == "months" and value.isdecimal():
        return str(month_name(int(value)))
    return limit.words
