"""When and how long: months and seasons, days of the week, hours, days and nights, days of waiting."""

from __future__ import annotations

import re

from search_index.numbers import NUMBER, amount
from search_index.said.rule import DAYS, Limit, N, Rule, each, fixed, number, rule

_WEEKS = r"(?:สัปดาห์|อาทิตย์|weeks?)"
_ONE = r"(?:เดียว|หนึ่ง|a|one|1)"
_SHIP = r"(?:ready to ship|ships?|shipped|deliver(?:y|ed)?|lead time|จัดส่ง|ส่งได้|ส่ง|ได้ของ|พร้อมส่ง|ผลิต)"
_HERE = r"(?:ready|available|need(?:ed)?(?: it| them)?|arrives?|รอได้|รับของ|รับได้)"
"""Words that speak of waiting only with "within" after them."""
_WITHIN = r"(?:within|in|under|ภายใน|ไม่เกิน|ใน)"

_MONTHS = {
    1: ("มกราคม|มกรา|ม\\.ค\\.|january", "jan"),
    2: ("กุมภาพันธ์|กุมภา|ก\\.พ\\.|february|feb\\b", "feb"),
    3: ("มีนาคม|มีนา|มี\\.ค\\.|(?<=in )march", "march|mar"),
    4: ("เมษายน|เมษา|เม\\.ย\\.|april|apr\\b", "apr"),
    5: ("พฤษภาคม|พฤษภา|พ\\.ค\\.|(?<=in )may", "may"),
    6: ("มิถุนายน|มิถุนา|มิ\\.ย\\.|june|jun\\b", "jun"),
    7: ("กรกฎาคม|กรกฎา|ก\\.ค\\.|july|jul\\b", "jul"),
    8: ("สิงหาคม|สิงหา|ส\\.ค\\.|august|aug\\b", "aug"),
    9: ("กันยายน|กันยา|ก\\.ย\\.|september|sept?\\b", "sep"),
    10: ("ตุลาคม|ตุลา|ต\\.ค\\.|october|oct\\b", "oct"),
    11: ("พฤศจิกายน|พฤศจิกา|พ\\.ย\\.|november|nov\\b", "nov"),
    12: ("ธันวาคม|ธันวา|ธ\\.ค\\.|december|dec\\b", "dec"),
}
"""Names that are a month anywhere, and those that are one beside another only."""
_ANY_MONTH = "|".join(f"{sure}|\\b(?:{beside})\\b" for sure, beside in _MONTHS.values())
_SEASONS = {
    (11, 12, 1, 2): "หน้าหนาว|ฤดูหนาว|cool season|winter",
    (3, 4, 5): "หน้าร้อน|ฤดูร้อน|hot season|summer",
    (6, 7, 8, 9, 10): "หน้าฝน|ฤดูฝน|rainy season|monsoon",
    (11, 12): "ปลายปี|สิ้นปี|end of (?:the )?year|year[- ]end",
    (12, 1): "ปีใหม่|new year(?:'?s)?",
    (1, 2): "ต้นปี|start of (?:the )?year",
}
_WEEKDAYS = {
    (6, 7): "(?:วัน)?เสาร์\\s?-?อาทิตย์|สุดสัปดาห์|วันหยุด(?:สุดสัปดาห์)?|(?:next |this )?weekends?(?: only)?",
    (1, 2, 3, 4, 5): "วันธรรมดา|weekdays?",
    (1,): "วันจันทร์|mondays?",
    (2,): "วันอังคาร|tuesdays?",
    (3,): "วันพุธ|wednesdays?",
    (4,): "วันพฤหัส(?:บดี)?|thursdays?",
    (5,): "วันศุกร์|fridays?",
    (6,): "วันเสาร์|saturdays?",
    (7,): "วันอาทิตย์|sundays?",
}
_NO_DEADLINE = r"(?<!ภายใน)(?<!ก่อน)(?<!\bby )(?<!before )"
"""Until when a thing is needed says nothing of the days a tour goes."""


def waiting() -> tuple[Rule, ...]:
    """How long somebody waits for a thing; before prices, which are said with the same words."""
    within = rf"(?:{_SHIP}\s?(?:in|ใน)|(?:{_SHIP}\s?)?(?:within|ภายใน)|{_HERE}\s?{_WITHIN})"
    return (
        rule(rf"{within}\s?{_ONE}?\s?{_WEEKS}{_ONE}?", fixed(("lead_days_max", 7))),
        rule(rf"{within}\s?{_ONE}?\s?(?:month|เดือน){_ONE}?", fixed(("lead_days_max", 30))),
        rule(rf"{within}\s?{N}\s?{_WEEKS}", number("lead_days_max", 7)),
        rule(rf"{_SHIP}\s?{_WITHIN}?\s?{N}\s?{DAYS}", number("lead_days_max")),
        rule(rf"(?:{_HERE}\s?{_WITHIN}|ภายใน|within)\s?{N}\s?{DAYS}", number("lead_days_max")),
    )


def lasting() -> tuple[Rule, ...]:
    """How long a visit lasts."""
    return (
        rule(r"ครึ่งวัน|half[- ]?(?:a )?day", fixed(("duration_max", 330))),
        rule(rf"{N}\s?(?:ชั่วโมง|ชม\.?|hours?|hrs?)", number("duration_max", 60)),
        rule(r"วันเดียว|หนึ่งวัน|เต็มวัน|ทั้งวัน|day[- ]?trip|(?:one|full|whole|all)[- ]day|1[- ]day", fixed(("days_max", 1))),
        rule(r"หลายวัน|multi[- ]?day|several days", fixed(("days_min", 2))),
        rule(rf"{N}\s?{DAYS}(?:\s?(?:and )?{NUMBER}\s?(?:คืน|nights?))?", _exact_days),
        rule(rf"{N}\s?(?:คืน|nights?)(?!\w)", _nights),
    )  # fmt: skip


def calendar() -> tuple[Rule, ...]:
    """Months, seasons and days of the week."""
    from_to = r"(?:-|–|to|ถึง|until|till|through)"
    return (
        rule(
            rf"(?:เดือน|ช่วง|in |from |between )?(?P<a>{_ANY_MONTH})\s?(?:{from_to}|(?<=\s)and)\s?(?P<b>{_ANY_MONTH})",
            _from_to,
        ),
        rule(rf"(?:in |ช่วง)?(?P<a>{_ANY_MONTH})\s?(?:or|หรือ|,|/)\s?(?P<b>{_ANY_MONTH})", _either),
        rule(r"เดือน\s?(?P<n>1[0-2]|[1-9])(?!\d)", _numbered),
        *(rule(f"(?:เดือน|ช่วง|\\bin )?(?:{_bounded(sure)})", each("months", (month,))) for month, (sure, _) in _MONTHS.items()),
        *(rule(f"(?:ช่วง|in |during )?(?:{names})", each("months", months)) for months, names in _SEASONS.items()),
        *(rule(f"{_NO_DEADLINE}(?:ใน|on )?{_NO_DEADLINE}(?:{names})", each("weekdays", days)) for days, names in _WEEKDAYS.items()),
    )  # fmt: skip


def _bounded(names: str) -> str:
    """Names of months, Latin ones only where a word begins."""
    return "|".join(rf"\b{name}" if name[0].isascii() else name for name in names.split("|"))


def _exact_days(match: re.Match[str]) -> list[Limit]:
    days = amount(match["n"])
    return [("days_max", days)] if days == 1 else [("days_min", days), ("days_max", days)]


def _nights(match: re.Match[str]) -> list[Limit]:
    days = amount(match["n"]) + 1
    return [("days_min", days), ("days_max", days)]


def _month(text: str) -> int:
    return next(
        month
        for month, (sure, beside) in _MONTHS.items()
        if re.fullmatch(f"{sure}|{beside}".replace("(?<=in )", "").replace("\\b", ""), text)
    )


def _from_to(match: re.Match[str]) -> list[Limit]:
    """All months of a stretch, which may pass the end of the year."""
    first, last = _month(match["a"]), _month(match["b"])
    count = (last - first) % 12 + 1
    return [("months", (first + step - 1) % 12 + 1) for step in range(count)]


def _either(match: re.Match[str]) -> list[Limit]:
    return [("months", _month(match[name])) for name in ("a", "b")]


def _numbered(match: re.Match[str]) -> list[Limit]:
    return [("months", int(match["n"]))]
