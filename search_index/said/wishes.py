"""Who comes, and what things and visits must be like: party, stock, certificates, access, languages."""

from __future__ import annotations

import re

from search_index.numbers import NUMBER, amount
from search_index.said.rule import PEOPLE, Limit, M, N, Rule, fixed, rule

_STARS = r"(?P<n>[1-5]|หนึ่ง|สอง|สาม|สี่|ห้า|one|two|three|four|five)"
_STARS_FIRST = _STARS.replace("<n>", "<s>")
_OTOP = r"(?:otop|โอท[อ็]*ป)"
_MOST_STARS = 5
_CHILDREN = r"(?:children|child|kids?|เด็ก)"
_ADULTS = r"(?:adults?|grown-?ups?|ผู้ใหญ่)"
_AND = r"(?:,|and|&|\+|กับ|และ)?"
_LANGUAGES = (
    ("en", "อังกฤษ", "english"),
    ("zh", "จีน", "chinese|mandarin"),
    ("ja", "ญี่ปุ่น", "japanese"),
)


def party() -> tuple[Rule, ...]:
    """How many come."""
    return (
        rule(rf"{N}\s?{_ADULTS}\s?{_AND}\s?{M}\s?{_CHILDREN}(?:\s?คน)?", _together),
        rule(rf"{_ADULTS}\s?{N}(?:\s?(?:คน|ท่าน))?\s?{_AND}\s?{_CHILDREN}\s?{M}(?:\s?คน)?", _together),
        rule(
            rf"(?:group|party|team|class) of\s?{NUMBER}|(?<=family) of\s?{NUMBER}|(?:for\s)?{NUMBER}\s?(?:-?[a-z]+\s)?{PEOPLE}"
            rf"|{NUMBER}-(?:person|people)",
            _people,
        ),
        rule(r"(?:สำหรับ)?คู่รัก|ไปสองต่อสอง|for (?:a )?couples?|for two\b|my (?:husband|wife) and i", fixed(("group", 2))),
        rule(r"คนเดียว|solo\b(?: travell?er)?|by myself|on my own|alone", fixed(("group", 1))),
    )  # fmt: skip


def qualities() -> tuple[Rule, ...]:
    """What things and visits must be like."""
    return (
        rule(r"in stock(?: now)?|พร้อมส่ง|มีของ(?:พร้อม|เลย)|ready to ship|available now", fixed(("in_stock", True))),
        rule(r"สั่งทำ(?:ได้|พิเศษ)?|ทำตามสั่ง|made[- ]to[- ]order|custom[- ]made|bespoke", fixed(("made_to_order", True))),
        rule(
            rf"(?P<least>at least )?(?:{_OTOP}\s?{_STARS}[- ]?(?:ดาว|stars?)|{_STARS_FIRST}[- ]?(?:ดาว|stars?) {_OTOP})"
            r"(?P<more>\s?(?:ขึ้นไป|or (?:more|above|better)|and (?:up|above)))?",
            _stars,
        ),
        rule(r"มผช\.?|tcps", fixed(("certificates", "tcps"))),
        rule(r"(?:มี|with |has )?(?:เลข\s?)?(?:อย\.|fda)(?: number| approved)?", fixed(("certificates", "fda"))),
        rule(r"(?:นั่ง)?(?:รถเข็น|วีลแชร์)(?:เข้าได้)?|wheelchairs?(?:[- ]accessible| friendly)?", fixed(("accessibility", "easy"))),
        rule(r"(?:for (?:the )?)?(?:elderly|seniors?)|(?:สำหรับ)?(?:ผู้สูงอายุ|คนแก่)", fixed(("accessibility", "easy"), ("accessibility", "partial"))),
        *(rule(_speaking(th, en), fixed(("languages", code))) for code, th, en in _LANGUAGES),
    )  # fmt: skip


def _speaking(th: str, en: str) -> str:
    """Pattern of a wish for a guide's language, by its Thai and its English name."""
    return (
        rf"(?:มี)?(?:ไกด์|มัคคุเทศก์|คนนำเที่ยว)(?:ที่)?(?:พูด)?(?:ภาษา)?(?:{th})(?:ได้)?|พูด(?:ภาษา)?(?:{th})(?:ได้)?"
        rf"|(?:need |with )?(?:an? )?(?:{en})[- ](?:speaking|guided|guide)(?: guide| host)?"
        rf"|(?:guide |host )?(?:who )?speaks? (?:{en})|guided? in (?:{en})"
        rf"|(?:(?<=\btour )|(?<=\btours )|(?<=\bguide )|(?<=\bworkshop )|(?<=\bclass )|(?<=\btrip ))in (?:{en})"
        rf"|(?:(?<=ทัวร์)|(?<=เวิร์กช็อป)|(?<=เวิร์คช็อป)|(?<=ทริป))\s?(?:เป็น)?ภาษา(?:{th})"
    )


def _together(match: re.Match[str]) -> list[Limit]:
    return [("group", amount(match["n"]) + amount(match["m"]))]


def _people(match: re.Match[str]) -> list[Limit]:
    found = re.search(NUMBER, match.group())
    return [("group", amount(found.group()))] if found else []


def _stars(match: re.Match[str]) -> list[Limit]:
    least = amount(match["n"] or match["s"])
    most = _MOST_STARS if match["least"] or match["more"] else least
    return [("certificates", f"otop-{stars}") for stars in range(least, most + 1)]
