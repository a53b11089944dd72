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
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ENGLISH_TENS = {"hundred": 100, "thousand": 1000}
# "พัน" also begins "พันธุ์" (a breed), "พันคอ" (round the neck).
_THAI_WORD = "|".join(word if word != "พัน" else "พัน(?!ธ|คอ)" for word in [*_UNITS, *_TENS])
_TOKEN = re.compile(_THAI_WORD)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_THAI_TENS = _THAI_WORD.partition("|สิบ|")[2]
_ENGLISH_WORD = "|".join([*_ENGLISH, *_ENGLISH_TENS])

NUMBER = (
    rf"(?:\d{{1,7}}(?:\.\d{{1,2}})?\s?(?:(?:{_THAI_TENS})(?:{_THAI_WORD})*|(?:{'|'.join(_ENGLISH_TENS)})\b)"
    r"|\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,2})?\s?k?\b|\d{1,7}"
    rf"|(?:{_THAI_WORD})+"
    rf"|\b(?:an?\s(?=hundred|thousand))?(?:{_ENGLISH_WORD})\b(?:(?:\sand)?[\s-](?:{_ENGLISH_WORD})\b)*)"
)
"""Pattern of an amount in normalised text; read it with :func:`amount`."""


MOST = 9_999_999
"""Nobody asks for more; beyond it, hours and satang leave the numbers of calendars and columns."""


def amount(text: str) -> int:
    """Value of what :data:`NUMBER` matched, rounded down to a whole number, at most MOST."""
    return min(_value(text), MOST)


def _value(text: str) -> int:
    text = text.strip().replace(",", "")
    if text[0].isdigit():
        return _begun_with_digits(text)
    return _english(text) if text.isascii() else _thai(text)


def _begun_with_digits(text: str) -> int:
    """``1.5k`` is 1500, ``2 พันห้า`` 2500, ``5 hundred`` 500."""
    digits = _DIGITS.findall(text)[0]
    value, rest = float(digits), text.removeprefix(digits).strip()
    if rest == "k":
        return int(value * 1000)
    if rest in _ENGLISH_TENS:
        return int(value * _ENGLISH_TENS[rest])
    if not rest:
        return int(value)
    ten = _TENS[_TOKEN.findall(rest)[0]]
    return int(value * ten) + _thai(rest) - ten


def _english(text: str) -> int:
    """``two hundred and fifty`` is 250, ``a thousand`` 1000."""
    total, part = 0, 0
    for word in re.split(r"[\s-]+", text):
        if word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        elif word == "hundred":
            part = max(part, 1) * 100
        else:
            part += _ENGLISH.get(word, 0)
    return total + part


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
