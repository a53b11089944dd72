"""One normal form for Thai and English text, for the index and for queries alike.

The order of the steps is measured, not free: NFKC splits sara am and so must run before the Thai
rules that join it again; repeats are cut after the Thai rules, which merge vowels differently. The
Thai rules give what ``pythainlp.util.normalize`` gives (a test holds them equal) at a fifth of its
cost, which was half of all indexing time.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

THAI_LETTERS: Final = "\u0e01-\u0e3a\u0e40-\u0e4e"

_TONES = "\u0e48-\u0e4b"
_ABOVE = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e4d\u0e47"
_BELOW = "\u0e38\u0e39"
_FOLLOW = "\u0e30\u0e32\u0e33\u0e45"
_LEAD = "\u0e40-\u0e44"
_CONSONANTS = "\u0e01-\u0e23\u0e25\u0e27-\u0e2e"
_VOWELS = f"{_FOLLOW}{_LEAD}{_ABOVE}{_BELOW}"
_MARKS = f"{_ABOVE}{_BELOW}{_TONES}\u0e3a\u0e4c\u0e4d\u0e4e"

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_DIGIT = re.compile("[๐-๙]")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LONG_RUN = re.compile(r"([^\d\s])\1{2,}")
_THAI = re.compile("[\u0e00-\u0e7f]")
_SPACES = re.compile(r" {2,}")
_NEWLINES = re.compile(r"[ \n]*\n[ \n]*")
# Before a stray space the library counts the letters Ru and Lu, which are syllables, as vowels.
_SYLLABLES = "\u0e24\u0e26"
_STRAY_SPACE = re.compile(
    f"([{_CONSONANTS}])(?<![{_VOWELS}{_SYLLABLES}][{_CONSONANTS}]) ([{_MARKS}])"
)
_REORDER = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("\u0e40\u0e40", "\u0e41"),
        (f"([{_TONES}\u0e4c]+)([{_ABOVE}{_BELOW}]+)", r"\2\1"),
        (f"\u0e4d([{_TONES}]*)\u0e32", "\\1\u0e33"),
        (f"([{_FOLLOW}]+)([{_TONES}]+)", r"\2\1"),
    )
)
_LONE_LENGTH_MARK = re.compile("([^\u0e24\u0e26])\u0e45")
_REPEATED = re.compile(f"([{_VOWELS}\u0e3a\u0e4c\u0e4d\u0e4e])(?: *\\1)+")
_REPEATED_TONES = re.compile(f"[{_TONES}]+([{_TONES}])")
_DANGLING = re.compile(f"^[{_MARKS}]+")
_DANGLING_AFTER_SPACE = re.compile(f" +[{_MARKS}]+")

RUN: Final = re.compile(f"[{THAI_LETTERS}]+|[a-z0-9]+")
"""A run of one script in normalised text; everything else separates."""


def normalize_thai(text: str) -> str:
    """Put vowels, tone marks and spaces of Thai text in their standard order.

    Equal to ``pythainlp.util.normalize`` except that other zero-width signs than U+200B/C stay.
    """
    text = text.replace("\u200b", "").replace("\u200c", "")
    text = _NEWLINES.sub("\n", _SPACES.sub(" ", text)).strip()
    if not _THAI.search(text):
        return text
    text = _STRAY_SPACE.sub(r"\1\2", text)
    for pattern, replacement in _REORDER:
        text = pattern.sub(replacement, text)
    if "\u0e45" in text:
        text = _LONE_LENGTH_MARK.sub("\\1\u0e32", text)
    text = _REPEATED.sub(r"\1", text)
    text = _REPEATED_TONES.sub(r"\1", text)
    return _DANGLING_AFTER_SPACE.sub(" ", _DANGLING.sub("", text))


def normalize(text: str) -> str:
    """Return the normal form: digits Arabic, letters casefolded, repeats of 3 and more cut to 2."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = normalize_thai(text)
    if _DIGIT.search(text):  # str.translate is slow, and few texts have Thai digits
        text = text.translate(_DIGITS)
    return _LONG_RUN.sub(r"\1\1", text.casefold())


def plain(text: str) -> str:
    """Return the normal form with everything but Thai and Latin letters and digits made a space."""
    return " ".join(RUN.findall(normalize(text)))


def is_thai(word: str) -> bool:
    """Tell whether a word of the normal form is Thai."""
    return word[:1] >= "\u0e00"
