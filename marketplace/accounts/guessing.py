"""Which passwords a guesser tries first: common words, runs of keys, years, and the person's own.

A list of whole passwords would be long and still miss "sukhothai2569!". So a password is taken
apart: common words (``data/common_words.txt``), words of the context, runs of digits, keys and
repeated signs. What is made of at most two such pieces, with next to nothing besides, is weak;
several words in a row are not.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

_WORDS_FILE: Final = Path(__file__).parent / "data" / "common_words.txt"
_PIECES_ALLOWED: Final = 2
_SIGNS_ALLOWED: Final = 3
_SHORTEST_WORD: Final = 3
_SHORTEST_RUN: Final = 3

_LEET: Final = str.maketrans("@4310$5!7", "aaeiossit")
_YEAR: Final = re.compile(r"(?:19|20|24|25)\d\d")
_DATE: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[-/.]?(?:0?[1-9]|1[0-2])[-/.]?(?:\d{4}|\d\d)")
_REPEATED: Final = re.compile(r"(.{1,6}?)\1{2,}")
_SAME: Final = re.compile(r"(.)\1{2,}")
# Rows of the QWERTY and the Thai Kedmanee keyboard, the alphabets and the digits.
_ROWS: Final = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujm",
    "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "ๆไำพะัีรนยบล",
    "ฟหกดเ้่าสวง",
    "ผปแอิืทมใฝ",
    "ๅ/-ภถุึคตจขช",
)


def is_guessable(password: str, context: tuple[str, ...] = ()) -> bool:
    """Tell whether a password is among the first that would be tried.

    Args:
        password: in compatibility form (NFKC).
        context: words of the person and the place.
    """
    typed = password.casefold()
    if _REPEATED.fullmatch(typed):
        return True
    pieces, rest = _taken_apart(typed, frozenset(_context_words(context)))
    return len(pieces) <= _PIECES_ALLOWED and rest <= _SIGNS_ALLOWED


def _taken_apart(text: str, own: frozenset[str]) -> tuple[set[str], int]:
    """Return the different pieces that were recognised, and how many signs belong to none."""
    pieces: set[str] = set()
    rest = at = 0
    while at < len(text):
        length = _longest_piece(text, at, own)
        if length:
            pieces.add(text[at : at + length])
        else:
            rest += 1
        at += length or 1
    return pieces, rest


def _longest_piece(text: str, at: int, own: frozenset[str]) -> int:
    return max(_word_at(text, at, own), _run_at(text, at), _shape_at(text, at))


def _word_at(text: str, at: int, own: frozenset[str]) -> int:
    words = _common_words()
    for length in range(min(_longest_word(own), len(text) - at), _SHORTEST_WORD - 1, -1):
        part = text[at : at + length]
        if any(spelling in words or spelling in own for spelling in (part, part.translate(_LEET))):
            return length
    return 0


def _run_at(text: str, at: int) -> int:
    """Return how far the text follows a row of keys from here, in either direction."""
    longest = 0
    for row in _rows():
        length = _SHORTEST_RUN
        while at + length <= len(text) and text[at : at + length] in row:
            longest = max(longest, length)
            length += 1
    return longest


def _shape_at(text: str, at: int) -> int:
    found = [shape.match(text, at) for shape in (_DATE, _YEAR, _SAME)]
    return max((match.end() - at for match in found if match is not None), default=0)


def _context_words(context: tuple[str, ...]) -> set[str]:
    words: set[str] = set()
    for text in context:
        folded = unicodedata.normalize("NFKC", text).casefold()
        for part in (folded, *re.split(r"[\s@._+,()-]+", folded)):
            if len(part) >= _SHORTEST_WORD:
                words.add(part)
    return words


def _longest_word(own: frozenset[str]) -> int:
    return max(_longest_common(), max(map(len, own), default=0))


@cache
def _rows() -> tuple[str, ...]:
    return _ROWS + tuple(row[::-1] for row in _ROWS)


@cache
def _common_words() -> frozenset[str]:
    lines = _WORDS_FILE.read_text(encoding="utf-8").splitlines()
    words = (word for line in lines if not line.startswith("#") for word in line.split())
    return frozenset(unicodedata.normalize("NFKC", word).casefold() for word in words)


@cache
def _longest_common() -> int:
    return max(map(len, _common_words()))
