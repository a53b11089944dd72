"""Words of the results page. English stands in the catalogue."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from babel.support import LazyProxy

from marketplace.web.dates import duration, month_name, weekday_name
from marketplace.web.figures import money, money_range, number
from marketplace.web.i18n import _, _l, lazy_pgettext, ngettext
from search_index.contract import Sort, Understood

SORTS: Final[Mapping[Sort, LazyProxy]] = {
    Sort.BEST: _l("ตรงที่สุด"),
    Sort.NEWEST: _l("ใหม่ล่าสุด"),
    Sort.PRICE_UP: _l("ราคาต่ำไปสูง"),
    Sort.PRICE_DOWN: _l("ราคาสูงไปต่ำ"),
    Sort.NEAREST: _l("ใกล้ที่สุด"),
}
FLAGS: Final[Mapping[str, LazyProxy]] = {
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
_GROUPS: Final[Mapping[str, LazyProxy]] = {
    "craft": _l("งานและเส้นทาง"),
    "route": _l("งานและเส้นทาง"),
    "category": _l("หมวด"),
    "community": _l("ชุมชน"),
}


def suggestion_note(kind: str) -> str:
    """Say what kind of thing a suggestion leads to; "" for a plain word."""
    return str(_SUGGESTED.get(kind, ""))


def suggestion_group(kind: str) -> str:
    """Return the heading that a suggestion stands under."""
    return str(_GROUPS.get(kind, _("คำค้น")))


_KINDS: Final[Mapping[str, LazyProxy]] = {
    "craft": lazy_pgettext("menu", "งานฝีมือ"),
    "route": lazy_pgettext("menu", "เส้นทาง"),
}
LANGUAGES: Final[Mapping[str, LazyProxy]] = {
    "th": _l("ไกด์พูดไทย"),
    "en": _l("ไกด์พูดอังกฤษ"),
    "zh": _l("ไกด์พูดจีน"),
    "ja": _l("ไกด์พูดญี่ปุ่น"),
}
_PLAIN: Final[Mapping[str, LazyProxy]] = {
    "accessibility": _l("รถเข็นเข้าได้"),
    "certificates": _l("มีใบรับรอง"),
}


_METRES: Final = 1000
_SATANG: Final = 100
_FAR_KM: Final = 10


def distance_words(metres: float) -> str:
    """Say how far a place is; the start and the place are known to about a kilometre."""
    km = metres / _METRES
    if km < 1:
        return _("ห่างไม่ถึง 1 กม.")
    return _("ห่าง %(n)s กม.", n=number(round(km) if km >= _FAR_KM else round(km, 1)))


def price_words(low: int | None, high: int | None) -> str:
    """Say a range of prices in whole baht; None is an open end."""
    if low is not None and high is not None:
        return money_range(low * _SATANG, high * _SATANG)
    if high is not None:
        return NUMBERS["price_max"](high * _SATANG)
    return NUMBERS["price_min"]((low or 0) * _SATANG)


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition read out of the words, with the codes that take it off."""

    words: str
    codes: tuple[str, ...]


def chips_of(limits: Sequence[Understood], names: Mapping[tuple[str, str], str]) -> list[Chip]:
    """Say the limits as chips: one for each run of words that the reader wrote.

    Args:
        limits: as the engine understood them.
        names: (limit name, code) -> name of a category, community, district or certificate.
    """
    groups: dict[str, list[Understood]] = {}
    for limit in limits:
        groups.setdefault(limit.words, []).append(limit)
    return [
        Chip(_said(group, names), tuple(limit.code for limit in group)) for group in groups.values()
    ]


def _said(group: Sequence[Understood], names: Mapping[tuple[str, str], str]) -> str:
    values = {limit.name: limit.value for limit in group}
    if "days_min" in values and values.get("days_max") == values["days_min"]:
        days = int(values["days_min"])
        return ngettext("%(num)s วัน", "%(num)s วัน", days)
    if "wholesale_quantity" in values:
        return _("ขายส่ง %(n)s ชิ้น", n=values["wholesale_quantity"])
    parts = dict.fromkeys(_limit_words(limit, names) for limit in group)
    return " · ".join(parts)


def _limit_words(limit: Understood, names: Mapping[tuple[str, str], str]) -> str:
    value = limit.value
    if (limit.name, value) in names:
        return names[limit.name, value]
    tables = (FLAGS, _PLAIN)
    for table in tables:
        if limit.name in table:
            return str(table[limit.name])
    if limit.name == "kind" and value in _KINDS:
        return str(_KINDS[value])
    if limit.name == "languages" and value in LANGUAGES:
        return str(LANGUAGES[value])
    if value.isdecimal() and limit.name in NUMBERS:
        return NUMBERS[limit.name](int(value))
    return limit.words


NUMBERS: Final[Mapping[str, Callable[[int], str]]] = {
    "price_max": lambda n: _("ไม่เกิน %(price)s", price=money(n)),
    "price_min": lambda n: _("ตั้งแต่ %(price)s", price=money(n)),
    "group": lambda n: ngettext("%(num)s คน", "%(num)s คน", n),
    "months": month_name,
    "weekdays": lambda n: weekday_name(n - 1),
    "duration_max": lambda n: _("ไม่เกิน %(time)s", time=duration(timedelta(minutes=n))),
    "days_min": lambda n: ngettext("ตั้งแต่ %(num)s วัน", "ตั้งแต่ %(num)s วัน", n),
    "days_max": lambda n: ngettext("ไม่เกิน %(num)s วัน", "ไม่เกิน %(num)s วัน", n),
    "lead_days_max": lambda n: ngettext("ได้ของภายใน %(num)s วัน", "ได้ของภายใน %(num)s วัน", n),
}
