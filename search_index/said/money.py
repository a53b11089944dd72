"""Prices and quantities: "ไม่เกินพันห้า", "200-500 baht", "งบ 300", "ขายส่ง 50 ผืน"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search_index.numbers import amount
from search_index.said.rule import DAYS, PEOPLE, PIECES, Limit, M, N, Rule, fixed, number, rule

if TYPE_CHECKING:
    import re

_TO = r"(?:-|–|ถึง|to)"
_AND = r"(?:-|–|ถึง|to|and|กับ|และ)"
_BAHT = r"\s?(?:บาท|฿|thb|baht|bt\b|\.-(?!\d))"
_PER = (
    r"(?:\s?(?:per (?:person|head|pax|piece|pc|item|unit|night|day|adult|guest)|each\b|pp\b|a (?:person|head|piece)|apiece"
    r"|/\s?(?:person|pax|คน|ชิ้น)|(?:ต่อ|ละ)(?:คน|หัว|ท่าน|ชิ้น|ผืน|อัน|ใบ|ตัว)))?"
)
_EACH = r"(?:คนละ|หัวละ|ชิ้นละ|ผืนละ|อันละ|ใบละ|ตัวละ|ต่อคน|ต่อหัว|ต่อชิ้น|ละ)"
_UPTO = (
    rf"(?:(?:ราคา|งบประมาณ|งบ)?\s?{_EACH}?\s?(?:ไม่เกิน|ไม่ถึง|ต่ำกว่า|น้อยกว่า|ถูกกว่า|ภายใน)\s?{_EACH}?"
    rf"|(?:งบประมาณ|งบ)\s?{_EACH}?(?:\s?(?:ประมาณ|ราวๆ?|แค่|สัก))?"
    r"|(?:nothing|not|no more) (?:over|above|than|more than)|under|below|less than"
    r"|cheaper than|up to|max(?:imum)?(?: of)?|at most|within|(?:my )?budget(?: is| of)?(?: under)?:?)"
)
_FROM = (
    r"(?:มากกว่า|ตั้งแต่|ขั้นต่ำ|แพงกว่า|(?<!ไม่)เกิน|(?<!nothing )(?<!not )over|above|(?<!no )more than|at least"
    r"|from|min(?:imum)?)"
)
_DEARER = r"(?:แพงกว่า|ราคา(?:มากกว่า|เกิน|ตั้งแต่|ขั้นต่ำ)|more expensive than|dearer than|priced (?:over|above|from))"
_UPWARDS = r"(?:ขึ้นไป|อัพ|upwards?\b|and (?:up|above|over)\b|or (?:more|above|over)\b)"
_DOWNWARDS = r"(?:ลงมา|ลงไป|or (?:less|under|below|cheaper)\b|and (?:under|below)\b|max(?:imum)?\b|at most\b|tops\b)"
_PRICED = r"(?:ราคา|งบประมาณ|งบ|price[ds]?|budget|cost(?:ing)?)(?: of| is| from)?"
_ABOUT = r"(?:ประมาณ|ราวๆ?|ซัก|สัก|around|about|approx(?:imately|\.)?|roughly)"
_HAVE = r"(?:มี(?:เงิน|ตังค์|งบ)(?:อยู่|แค่|เพียง|ไม่มาก)*|i (?:only )?have|we (?:only )?have|spend(?:ing)?)"
_NOT_MONEY = (
    rf"(?!\s?(?:{PEOPLE}|{PIECES}|{DAYS}|ชั่วโมง|ชม|hours?|hrs?|%|ซม|cm|คืน|nights?|ดาว|stars?|โหล|dozens?"
    r"|ร้อย|พัน|หมื่น|แสน|hundred|thousand|k\b|\$|usd|dollars?|euros?|€|pounds?|£|yen|yuan|rmb|ดอลลาร์|เหรียญ|ยูโร|เยน|หยวน))(?![\d,.]\d)(?!\d)"
)
_BULK = r"(?:ขายส่ง|ราคาส่ง|ยกล็อต|wholesale|in bulk|bulk(?: order)?|b2b|batch order)"
_LEAST_ORDER = (
    r"(?:moq|(?:สั่ง(?:ซื้อ)?|จำนวน)ขั้นต่ำ|ขั้นต่ำ(?:ใน)?การสั่ง|minimum (?:order|quantity)(?: of)?)"
)

_LEAST_PRICE, _LEAST_BARE = 20, 100
"""A sum of baht below the first is no price ("ทอง 1 บาท" is a weight of gold), one without below the second."""
_LEAST_LIMIT = 5
"""Nothing costs less, whatever somebody wants to spend at most."""
_ROUND = 10
"""Prices in a bare range are round, which keeps years apart: "1238-1438"."""
_SOME_MORE = 1.2
"""What "about" may add to a sum."""


def rules() -> tuple[Rule, ...]:
    """All of them, in the order in which they read."""
    return (
        rule(rf"(?:between|ระหว่าง)\s?{N}(?:{_BAHT})?\s?{_AND}\s?{M}(?:{_BAHT}{_PER}|{_NOT_MONEY})", _between),
        rule(rf"{N}(?:{_BAHT})?\s?{_TO}\s?{M}{_BAHT}{_PER}", _between),
        rule(rf"{_PRICED}\s?(?:ประมาณ|ช่วง)?\s?{N}\s?{_TO}\s?{M}(?:{_BAHT})?{_PER}", _between),
        rule(rf"(?<![\d.,-])(?P<n>\d{{2,6}})\s?[-–]\s?(?P<m>\d{{3,6}})(?!-){_NOT_MONEY}", _bare_range),
        rule(rf"{_LEAST_ORDER}\s?(?:under|below|ไม่เกิน|<=?)?\s?{N}(?:\s?{PIECES})?", _wholesale),
        rule(rf"{_BULK},?\s?(?:of|for|ประมาณ)?\s?{N}\s?{PIECES}?", _wholesale),
        rule(rf"{N}\s?{PIECES},?\s?(?:ใน)?{_BULK}", _wholesale),
        rule(_BULK, fixed(("wholesale", True))),
        rule(rf"(?<!of )(?<!for )(?:{_FROM}\s?)?{N}(?P<baht>{_BAHT})?\s?{_UPWARDS}(?!\s?(?:{PEOPLE}|{PIECES}))", _at_least),
        rule(rf"{N}(?:{_BAHT}){_PER}\s?{_DOWNWARDS}", number("price_max", 100)),
        rule(rf"{N}กว่าๆ?\s?บาท", _somewhat_over),
        rule(rf"{_UPTO}\s?(?:฿|thb)?\s?{N}(?:{_BAHT}{_PER}|{_NOT_MONEY})", _at_most),
        rule(rf"(?:<=?|≤)\s?{N}(?:{_BAHT}|{_NOT_MONEY})", _at_most),
        rule(rf"{_FROM}\s?(?:฿|thb)?\s?{N}{_BAHT}{_PER}", number("price_min", 100)),
        rule(rf"{_DEARER}\s?{N}(?:{_BAHT}|{_NOT_MONEY})", number("price_min", 100)),
        rule(rf"(?:{_HAVE}\s?)?(?:(?P<about>{_ABOUT})\s?)?{N}{_BAHT}{_PER}", _budget),
    )  # fmt: skip


def _between(match: re.Match[str]) -> list[Limit]:
    low, high = sorted((amount(match["n"]), amount(match["m"])))
    return [("price_min", low * 100), ("price_max", high * 100)]


def _bare_range(match: re.Match[str]) -> list[Limit]:
    low, high = int(match["n"]), int(match["m"])
    return _between(match) if low < high and not low % _ROUND and not high % _ROUND else []


def _at_most(match: re.Match[str]) -> list[Limit]:
    most = amount(match["n"])
    return [("price_max", most * 100)] if most >= _LEAST_LIMIT else []


def _at_least(match: re.Match[str]) -> list[Limit]:
    least = amount(match["n"])
    usual = _LEAST_PRICE if match["baht"] else _LEAST_BARE
    return [("price_min", least * 100)] if least >= usual else []


def _somewhat_over(match: re.Match[str]) -> list[Limit]:
    """Read "ร้อยกว่าบาท" as 100 to 200, "สามร้อยกว่าบาท" as 300 to 400."""
    low = amount(match["n"])
    step = 1
    while low and not low % (step * 10):
        step *= 10
    return [("price_min", low * 100), ("price_max", (low + step) * 100)]


def _budget(match: re.Match[str]) -> list[Limit]:
    """A sum by itself is what may be spent."""
    most = amount(match["n"])
    if most < _LEAST_PRICE:
        return []
    return [("price_max", int(most * (_SOME_MORE if match["about"] else 1)) * 100)]


def _wholesale(match: re.Match[str]) -> list[Limit]:
    return [("wholesale", True), ("wholesale_quantity", amount(match["n"]))]
