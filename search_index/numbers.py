"""Amounts as people write them: digits, thousands signs, "1.5k", Thai number words ("พันห้า")."""

from __future__ import annotations

import re

_UNITS = {
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_TENS = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000}
_ENGLISH = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_THAI_WORD = "|".join([*_UNITS, *_TENS])
_TOKEN = re.compile(_THAI_WORD)

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,2})?\s?k?\b|\d{1,7}"
    rf"|(?:{_THAI_WORD})+|(?:{'|'.join(_ENGLISH)})\b)"
)
"""Pattern of an amount in normalised text; read it with :func:`amount`."""


MOST = 9_999_999
"""Nobody asks for more; beyond it, hours and satang leave the numbers of calendars and columns."""


def amount(text: str) -> int:
    """Value of what :data:`NUMBER` matched, rounded down to a whole number, at most MOST."""
    return min(_value(text), MOST)


def _value(text: str) -> int:
    text = text.strip().replace(",", "")
    if text in _ENGLISH:
        return _ENGLISH[text]
    if text[0].isdigit():
        thousands = text.endswith("k")
        value = float(text.removesuffix("k").strip())
        return int(value * 1000 if thousands else value)
    return _thai(text)


def _thai(text: str) -> int:
    """``พันห้า`` is 1500, ``สองร้อยห้าสิบ`` 250, ``ร้อย`` 100: a last digit counts tenths of it."""
    total, digit, last = 0, 0, 1
    for word in _TOKEN.findall(text):
        if word in _UNITS:
            digit = _UNITS[word]
            continue
        last = _TENS[word]
        total += max(digit, 1) * last
        digit = 0
    tenth = last // 10 if last >= 100 and text[-2:] != "สิบ" else 1  # noqa: PLR2004 (hundreds up)
    return total + digit * tenth
