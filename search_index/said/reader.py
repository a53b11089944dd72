"""Reads the limits out of a text, rule by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from search_index.contract import Understood
from search_index.numbers import NUMBER
from search_index.said import money, places, times, wishes
from search_index.said.rule import PIECES, Limit, Rule
from search_index.text.normalize import normalize

MOST_OF_A_KIND = 3
"""Limits of one kind read from one text."""

_UNWANTED = re.compile(
    r"(?:และ)?ไม่(?:ต้อง|อยาก|เอา|ชอบ|ร้อน|แพง)[\u0e01-\u0e4e]*"
    r"|\b(?:and )?(?:no|not|without|nothing|except)\b(?: (?:too|very|much|any|the|a|want|need))*(?: [a-z]+ing\b| [a-z]+(?: [a-z]+ing\b)?)"
)
_HOW_MANY = re.compile(
    rf"(?:about |around |ประมาณ\s?)?{NUMBER}(?:\s?(?:-|to|ถึง)\s?{NUMBER})?\s?"
    rf"(?:{PIECES}|โหล|dozens?|of each|rooms?|villas?)"
)
"""A number of pieces without a word of wholesale: no limit, and no word to look for either."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was read.

    Attributes:
        rest: The text without the words of the limits, of those too that were taken off.
        limits: Fields of ``Filters`` and values; set fields once per element.
        understood: The same for people.
        is_whole: Whether nothing was read, so that the rest is all that was typed.
    """

    rest: str
    limits: tuple[Limit, ...]
    understood: tuple[Understood, ...]
    is_whole: bool = True


@cache
def _rules() -> tuple[Rule, ...]:
    return (
        *times.waiting(),
        *money.rules(),
        *wishes.party(),
        *times.lasting(),
        *times.calendar(),
        *wishes.qualities(),
    )


class _Reader:
    """The text while limits are taken out of it."""

    def __init__(self, text: str, ignore: frozenset[str]) -> None:
        self.text = text
        self._ignore = ignore
        self.is_whole = True
        self.limits: dict[Limit, None] = {}
        self.understood: list[Understood] = []

    def take(self, begin: int, end: int, limits: list[Limit]) -> None:
        codes = [f"{name}:{value}" for name, value in limits]
        if not limits:
            return
        words = self.text[begin:end].strip()
        self.text = f"{self.text[:begin]} {self.text[end:]}"
        self.is_whole = False
        # To look for the words of a limit that was taken off would find less than the limit did.
        if any(code in self._ignore for code in codes):
            return
        for limit, code in zip(limits, codes, strict=True):
            if limit not in self.limits:
                self.limits[limit] = None
                self.understood.append(Understood(code, limit[0], str(limit[1]), words))


def limits_said(text: str, ignore: frozenset[str] = frozenset()) -> Said:
    """Read the limits out of a text.

    Args:
        text: As typed.
        ignore: Codes of limits that were taken off; their words are neither limits nor looked for.
    """
    reader = _Reader(normalize(text), ignore)
    for rule in _rules():
        for match in reversed(list(rule.pattern.finditer(reader.text))[:MOST_OF_A_KIND]):
            reader.take(match.start(), match.end(), rule.limits(match))
    for find in (places.thai_place, places.latin_place):
        place = find(reader.text)
        if place is not None:
            reader.take(*place)
    rest = _HOW_MANY.sub(" ", _UNWANTED.sub(" ", reader.text))
    return Said(rest.strip(), tuple(reader.limits), tuple(reader.understood), reader.is_whole)
