"""Limits said in words: "ไม่เกิน 500 บาท", "for 6 people", "in December", "อำเภอคีรีมาศ".

Each rule is a pattern over the normal form and a function that turns a match into limits. Rules run
in order; what one has read is taken out of the text, so "ship within 3 days" is no three-day tour.
Whatever looks like a limit but is not one of these stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from search_index.contract import Understood
from search_index.numbers import NUMBER, amount
from search_index.text.house_words import kept
from search_index.text.normalize import normalize, plain
from search_index.text.spelling import phonetic
from search_index.text.vocabulary import vocabulary

Limit = tuple[str, object]
"""A field of ``contract.Filters`` and its value; sets are given element by element."""

_BAHT = r"\s?(?:บาท|฿|thb|baht|bt\b)"
_PEOPLE = (
    r"(?:คน|ท่าน|people|persons?|pax|guests?|students?|adults?|visitors?|travell?ers?|tourists?|friends|kids"
    r"|children|teachers?|staff|members|of us)"
)
_PIECES = r"(?:ชิ้น|ผืน|ใบ|ชุด|อัน|ตัว|กล่อง|ลูก|ก้อน|pieces?|pcs|units?|sets?|items?)"
_DAYS = r"(?:วัน|days?|day)"
_N = f"(?P<n>{NUMBER})"
_WEEKS = r"(?:สัปดาห์|อาทิตย์|weeks?)"
_ONE = r"(?:เดียว|หนึ่ง|a|one|1)"

_MONTHS = {
    1: "มกราคม|มกรา|ม\\.ค\\.|january",
    2: "กุมภาพันธ์|กุมภา|ก\\.พ\\.|february",
    3: "มีนาคม|มีนา|มี\\.ค\\.|(?<=in )march",
    4: "เมษายน|เมษา|เม\\.ย\\.|april",
    5: "พฤษภาคม|พฤษภา|พ\\.ค\\.|(?<=in )may",
    6: "มิถุนายน|มิถุนา|มิ\\.ย\\.|june",
    7: "กรกฎาคม|กรกฎา|ก\\.ค\\.|july",
    8: "สิงหาคม|สิงหา|ส\\.ค\\.|august",
    9: "กันยายน|กันยา|ก\\.ย\\.|september",
    10: "ตุลาคม|ตุลา|ต\\.ค\\.|october",
    11: "พฤศจิกายน|พฤศจิกา|พ\\.ย\\.|november",
    12: "ธันวาคม|ธันวา|ธ\\.ค\\.|december",
}
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


@dataclass(frozen=True, slots=True)
class Said:
    """What was read.

    Attributes:
        rest: The text without the words of the limits.
        limits: Fields of ``Filters`` and values; set fields once per element.
        understood: The same for people.
    """

    rest: str
    limits: tuple[Limit, ...]
    understood: tuple[Understood, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    limits: Callable[[re.Match[str]], list[Limit]]


def _rule(pattern: str, limits: Callable[[re.Match[str]], list[Limit]]) -> _Rule:
    return _Rule(re.compile(pattern), limits)


def _number(name: str, factor: int = 1) -> Callable[[re.Match[str]], list[Limit]]:
    return lambda match: [(name, amount(match["n"]) * factor)]


def _fixed(*limits: Limit) -> Callable[[re.Match[str]], list[Limit]]:
    return lambda _match: list(limits)


def _all(name: str, values: tuple[int, ...]) -> Callable[[re.Match[str]], list[Limit]]:
    return _fixed(*((name, value) for value in values))


def _between(match: re.Match[str]) -> list[Limit]:
    low, high = sorted((amount(match["n"]), amount(match["m"])))
    return [("price_min", low * 100), ("price_max", high * 100)]


def _exact_days(match: re.Match[str]) -> list[Limit]:
    days = amount(match["n"])
    return [("days_max", days)] if days == 1 else [("days_min", days), ("days_max", days)]


def _wholesale(match: re.Match[str]) -> list[Limit]:
    return [("wholesale", True), ("wholesale_quantity", amount(match["n"]))]


_EACH = r"(?:คนละ|หัวละ|ชิ้นละ|ผืนละ|อันละ|ใบละ|ตัวละ|ต่อคน|ต่อหัว|ละ)"
_UPTO = (
    rf"(?:(?:ราคา|งบประมาณ|งบ)?\s?{_EACH}?\s?(?:ไม่เกิน|ไม่ถึง|ต่ำกว่า|น้อยกว่า|ถูกกว่า|ภายใน)"
    rf"|(?:งบประมาณ|งบ)\s?{_EACH}?|(?:nothing|not|no more) (?:over|above|than|more than)|under|below|less than"
    r"|cheaper than|up to|max(?:imum)?(?: of)?|at most|within|(?:my )?budget(?: is| of)?(?: under)?:?)"
)
_FROM = (
    r"(?:มากกว่า|ตั้งแต่|ขั้นต่ำ|แพงกว่า|(?<!ไม่)เกิน|(?<!nothing )(?<!not )over|above|(?<!no )more than|at least"
    r"|from|min(?:imum)?)"
)
_PRICED = r"(?:ราคา|งบประมาณ|งบ|price[ds]?|budget|cost(?:ing)?)(?: of| is| from)?"
_NOT_MONEY = rf"(?!\s?(?:{_PEOPLE}|{_PIECES}|{_DAYS}|ชั่วโมง|ชม|hours?|hrs?|%|ซม|cm))(?![\d,.])"
_SHIP = r"(?:ready to ship|ships?|shipped|deliver(?:y|ed)?|lead time|จัดส่ง|ส่งได้|ส่ง|ได้ของ|พร้อมส่ง|ผลิต)"
_STARS = r"(?P<n>[1-5]|หนึ่ง|สอง|สาม|สี่|ห้า|one|two|three|four|five)"
_BULK = r"(?:ขายส่ง|ราคาส่ง|ยกล็อต|wholesale|in bulk|bulk(?: order)?|b2b|batch order)"


_LANGUAGES = (
    ("en", "อังกฤษ", "english"),
    ("zh", "จีน", "chinese|mandarin"),
    ("ja", "ญี่ปุ่น", "japanese"),
)


def _speaking(th: str, en: str) -> str:
    """Pattern of a wish for a guide's language, by its Thai and its English name."""
    return (
        rf"(?:มี)?(?:ไกด์|มัคคุเทศก์|คนนำเที่ยว)(?:ที่)?(?:พูด)?(?:ภาษา)?(?:{th})(?:ได้)?|พูด(?:ภาษา)?(?:{th})(?:ได้)?"
        rf"|(?:need |with )?(?:an? )?(?:{en})[- ](?:speaking|guided|guide)(?: guide| host)?"
        rf"|(?:guide |host )?(?:who )?speaks? (?:{en})|guided? in (?:{en})"
    )


@cache
def _rules() -> tuple[_Rule, ...]:
    return (
        _rule(rf"(?:{_SHIP}\s?(?:in|ใน)|(?:{_SHIP}\s?)?(?:within|ภายใน))\s?{_ONE}?\s?{_WEEKS}{_ONE}?", _fixed(("lead_days_max", 7))),
        _rule(rf"(?:{_SHIP}\s?(?:in|ใน)|(?:{_SHIP}\s?)?(?:within|ภายใน))\s?{_ONE}?\s?(?:month|เดือน){_ONE}?", _fixed(("lead_days_max", 30))),
        _rule(rf"(?:{_SHIP}\s?)?(?:within|ภายใน)\s?{_N}\s?{_WEEKS}", _number("lead_days_max", 7)),
        _rule(rf"{_SHIP}\s?(?:within|in|under|ภายใน|ไม่เกิน|ใน)?\s?{_N}\s?{_DAYS}", _number("lead_days_max")),
        _rule(rf"(?:ภายใน|within)\s?{_N}\s?{_DAYS}", _number("lead_days_max")),
        _rule(
            rf"(?:between|ระหว่าง)?\s?{_N}\s?(?:-|–|ถึง|to|and)\s?(?P<m>{NUMBER}){_BAHT}", _between
        ),
        _rule(rf"{_PRICED}\s?(?:ประมาณ|ช่วง)?\s?{_N}\s?(?:-|–|ถึง|to|and)\s?(?P<m>{NUMBER})(?:{_BAHT})?", _between),
        _rule(rf"moq\s?(?:under|below|ไม่เกิน|<=?)?\s?{_N}", _wholesale),
        _rule(rf"{_BULK}\s?(?:of|ประมาณ)?\s?{_N}\s?{_PIECES}?", _wholesale),
        _rule(rf"{_N}\s?{_PIECES}\s?(?:ใน)?{_BULK}", _wholesale),
        _rule(_BULK, _fixed(("wholesale", True))),
        _rule(rf"{_UPTO}\s?(?:฿|thb)?\s?{_N}(?:{_BAHT}|{_NOT_MONEY})", _number("price_max", 100)),
        _rule(rf"{_FROM}\s?(?:฿|thb)?\s?{_N}{_BAHT}", _number("price_min", 100)),
        _rule(
            rf"(?:group|party|team|class) of\s?{NUMBER}|(?<=family) of\s?{NUMBER}|(?:for\s)?{NUMBER}\s?(?:-?[a-z]+\s)?{_PEOPLE}"
            rf"|{NUMBER}-(?:person|people)",
            _people,
        ),
        _rule(r"(?:สำหรับ)?คู่รัก|ไปสองต่อสอง|for (?:a )?couples?|for two\b|my (?:husband|wife) and i", _fixed(("group", 2))),
        _rule(r"คนเดียว|solo\b|by myself|on my own|alone", _fixed(("group", 1))),
        _rule(r"ครึ่งวัน|half[- ]?(?:a )?day", _fixed(("duration_max", 330))),
        _rule(rf"{_N}\s?(?:ชั่วโมง|ชม\.?|hours?|hrs?)", _number("duration_max", 60)),
        _rule(r"วันเดียว|หนึ่งวัน|day[- ]?trip|one[- ]day|1[- ]day", _fixed(("days_max", 1))),
        _rule(r"หลายวัน|multi[- ]?day|several days", _fixed(("days_min", 2))),
        _rule(rf"{_N}\s?{_DAYS}(?:\s?\d\s?(?:คืน|nights?))?", _exact_days),
        *(_rule(f"(?:เดือน|ช่วง|in )?(?:{names})", _all("months", (month,))) for month, names in _MONTHS.items()),
        *(_rule(f"(?:ช่วง|in |during )?(?:{names})", _all("months", months)) for months, names in _SEASONS.items()),
        *(_rule(f"(?:ใน|on )?(?:{names})", _all("weekdays", days)) for days, names in _WEEKDAYS.items()),
        _rule(r"in stock(?: now)?|พร้อมส่ง|มีของ(?:พร้อม|เลย)|ready to ship|available now", _fixed(("in_stock", True))),
        _rule(rf"(?:otop|โอท[อ็]*ป)\s?{_STARS}[- ]?(?:ดาว|stars?)|(?P<s>[1-5])[- ]?(?:ดาว|stars?) (?:otop|โอท[อ็]*ป)", _stars),
        _rule(r"มผช\.?|tcps", _fixed(("certificates", "tcps"))),
        _rule(r"(?:มี|with |has )?(?:เลข\s?)?(?:อย\.|fda)(?: number| approved)?", _fixed(("certificates", "fda"))),
        _rule(r"(?:นั่ง)?(?:รถเข็น|วีลแชร์)(?:เข้าได้)?|wheelchairs?(?:[- ]accessible| friendly)?", _fixed(("accessibility", "easy"))),
        _rule(r"(?:for (?:the )?)?(?:elderly|seniors?)|(?:สำหรับ)?(?:ผู้สูงอายุ|คนแก่)", _fixed(("accessibility", "easy"), ("accessibility", "partial"))),
        *(_rule(_speaking(th, en), _fixed(("languages", code))) for code, th, en in _LANGUAGES),
    )  # fmt: skip


def _people(match: re.Match[str]) -> list[Limit]:
    found = re.search(NUMBER, match.group())
    return [("group", amount(found.group()))] if found else []


def _stars(match: re.Match[str]) -> list[Limit]:
    return [("certificates", f"otop-{amount(match['n'] or match['s'])}")]


MOST_OF_A_KIND = 3
"""Limits of one kind read from one text."""

_UNWANTED = re.compile(
    r"(?:และ)?ไม่(?:ต้อง|อยาก|เอา|ชอบ|ร้อน|แพง)[\u0e01-\u0e4e]*"
    r"|\b(?:and )?(?:no|not|without|nothing|except)\b(?: (?:too|very|much|any|the|a|want|need))*(?: [a-z]+ing\b| [a-z]+(?: [a-z]+ing\b)?)"
)
_HOW_MANY = re.compile(
    rf"(?:about |around |ประมาณ\s?)?{NUMBER}(?:\s?(?:-|to|ถึง)\s?{NUMBER})?\s?"
    rf"(?:{_PIECES}|โหล|dozens?|of each|rooms?|villas?)"
)
"""A number of pieces without a word of wholesale: no limit, and no word to look for either."""
_THAI_PLACE = re.compile(r"(?P<sure>อำเภอ|อ\.|ที่|ใน|จาก|แถว|ชุมชน)\s?")
_LATIN_PLACE = re.compile(r"\b(?:in|from|near|around|at)\s(?P<name>[a-z][a-z \-]*)")
_LONGEST_NAME = 5
_PROVINCE = "district:6401"
"""The capital's district bears the province's name, which is everywhere."""


@kept
def _thai_places() -> tuple[tuple[str, tuple[Limit, ...]], ...]:
    """Thai names of districts and communities, longest first."""
    found: dict[str, dict[Limit, None]] = {}
    for words, meanings in vocabulary().phrases.items():
        for meaning in meanings:
            limit = _place(meaning.kind, meaning.id)
            name = plain(vocabulary().surfaces[words])
            if limit and not name.isascii() and len(name) > 3:  # noqa: PLR2004 (กง is a syllable)
                found.setdefault(name.removeprefix("อำเภอ"), {})[limit] = None
    return tuple(
        (n, tuple(limits)) for n, limits in sorted(found.items(), key=lambda i: -len(i[0]))
    )


def _place(kind: str, id_: str) -> Limit | None:
    code = id_.partition(":")[2]
    if kind == "district":
        return ("districts", code)
    if kind == "community":
        return ("communities", code)
    return None


def _one_kind(limits: Iterator[Limit] | tuple[Limit, ...]) -> list[Limit]:
    """A name of both a district and a community means the wider one."""
    found = list(limits)
    districts = [limit for limit in found if limit[0] == "districts"]
    return districts or found


def _find_thai_place(text: str) -> tuple[int, int, list[Limit]] | None:
    for match in _THAI_PLACE.finditer(text):
        for name, limits in _thai_places():
            if text.startswith(name, match.end()):
                return match.start(), match.end() + len(name), _one_kind(limits)
    return None


def _find_latin_place(text: str) -> tuple[int, int, list[Limit]] | None:
    known = vocabulary()
    for match in _LATIN_PLACE.finditer(text):
        words = match["name"].split()
        for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
            readings = known.sounds.get(phonetic("".join(words[:size])), ())
            meanings = [m for reading in readings for m in known.phrases.get(reading, ())]
            limits = [p for m in meanings if m.id != _PROVINCE and (p := _place(m.kind, m.id))]
            if limits:
                shown = " ".join(words[:size])
                end = text.index(words[size - 1], match.start("name")) + len(words[size - 1])
                return (
                    match.start(),
                    max(end, match.start("name") + len(shown)),
                    _one_kind(tuple(limits)),
                )
    return None


class _Reader:
    """The text while limits are taken out of it."""

    def __init__(self, text: str, ignore: frozenset[str]) -> None:
        self.text = text
        self._ignore = ignore
        self.limits: dict[Limit, None] = {}
        self.understood: list[Understood] = []

    def take(self, begin: int, end: int, limits: list[Limit]) -> None:
        codes = [f"{name}:{value}" for name, value in limits]
        if not limits or any(code in self._ignore for code in codes):
            return
        words = self.text[begin:end].strip()
        self.text = f"{self.text[:begin]} {self.text[end:]}"
        for limit, code in zip(limits, codes, strict=True):
            if limit not in self.limits:
                self.limits[limit] = None
                self.understood.append(Understood(code, limit[0], str(limit[1]), words))


def limits_said(text: str, ignore: frozenset[str] = frozenset()) -> Said:
    """Read the limits out of a text.

    Args:
        text: As typed.
        ignore: Codes that are not limits this time; their words stay text.
    """
    reader = _Reader(normalize(text), ignore)
    for rule in _rules():
        for match in reversed(list(rule.pattern.finditer(reader.text))[:MOST_OF_A_KIND]):
            reader.take(match.start(), match.end(), rule.limits(match))
    for find in (_find_thai_place, _find_latin_place):
        place = find(reader.text)
        if place is not None:
            reader.take(*place)
    rest = _HOW_MANY.sub(" ", _UNWANTED.sub(" ", reader.text))
    return Said(rest.strip(), tuple(reader.limits), tuple(reader.understood))
