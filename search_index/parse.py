"""What was typed, taken apart: words, "phrases" and -exclusions. Nothing else is syntax.

No wildcards, brackets, fields or operators: they cost time and mean different things to different
engines. The parser never raises.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 200
MAX_WORDS = 40

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_PIECE = re.compile(r'(?P<minus>(?:(?<=\s)|^)[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query taken apart; every string is as typed (NFC, control characters as spaces).

    Attributes:
        text: The words outside exclusions, phrases included, in order.
        phrases: What stood in quotation marks.
        excluded: What must not be there.
    """

    text: str
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]


def parse(text: str) -> Parsed:
    """Take a query apart; the first 200 characters and 40 pieces count."""
    clean = _CONTROL.sub(" ", unicodedata.normalize("NFC", text[:MAX_CHARACTERS]))
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    for count, piece in enumerate(_PIECE.finditer(clean.translate(_QUOTES))):
        if count >= MAX_WORDS:
            break
        phrase, word = piece["phrase"], piece["word"]
        content = (word if phrase is None else phrase).strip()
        if not content:
            continue
        if piece["minus"]:
            excluded.append(content)
            continue
        words.append(content)
        if phrase is not None:
            phrases.append(content)
    return Parsed(" ".join(words), tuple(phrases), tuple(excluded))
