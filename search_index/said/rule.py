"""One rule: a pattern over the normal form, and what a match of it limits; and what many share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from search_index.numbers import NUMBER, amount

Limit = tuple[str, object]
"""A field of ``contract.Filters`` and its value; sets are given element by element."""

Reads = Callable[[re.Match[str]], list[Limit]]

N = f"(?P<n>{NUMBER})"
M = f"(?P<m>{NUMBER})"
PEOPLE = (
    r"(?:คน|ท่าน|people|persons?|pax|guests?|students?|adults?|visitors?|travell?ers?|tourists?|friends|kids"
    r"|children|teachers?|staff|members|of us)"
)
PIECES = (
    r"(?:ชิ้น|ผืน|ใบ|ชุด|อัน|ตัว|กล่อง|ลูก|ก้อน|ดวง|คู่|เส้น|ด้าม|ถ้วย|องค์|ขวด|ถุง|แผ่น|เล่ม|pieces?|pcs|units?|sets?"
    r"|items?|pairs?|boxes|bags|bottles|jars)"
)
DAYS = r"(?:วัน|days?|day)"


@dataclass(frozen=True, slots=True)
class Rule:
    """What to look for, and what it limits.

    Attributes:
        pattern: Over the normal form.
        limits: Of a match; none where it only looked like a limit.
    """

    pattern: re.Pattern[str]
    limits: Reads


def rule(pattern: str, limits: Reads) -> Rule:
    """Make a rule of the text of a pattern."""
    return Rule(re.compile(pattern), limits)


def number(name: str, factor: int = 1) -> Reads:
    """Limit a field to the number ``n`` of the match, times a factor."""
    return lambda match: [(name, amount(match["n"]) * factor)]


def fixed(*limits: Limit) -> Reads:
    """Limit as told, whatever was matched."""
    return lambda _match: list(limits)


def each(name: str, values: tuple[int, ...]) -> Reads:
    """Limit a set to these values."""
    return fixed(*((name, value) for value in values))
