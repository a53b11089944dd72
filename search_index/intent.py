"""Words that say how, not what: filler, and whether a thing or an experience is wanted."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from search_index.text import dictionary, english, thai
from search_index.text.analyze import words_of
from search_index.text.house_words import kept
from search_index.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.correct import Token

ROUTE = "route"
CRAFT = "craft"
_THINGS = "ของ"
_THINGS_FROM = frozenset({_THINGS, "จาก", "ใน", "ที่", "แถว", "มี"})
"""Things from somewhere, where nothing else is said ("ของจาก…"); beside other words it is "of"."""

_DOING = re.compile(
    r"^making\b|\bmak(?:e|ing) (?:my|our|your) own\b|\bwith (?:my |our |the )?(?:kids|children|son|daughter|grandchildren)\b"
    r"|กับลูก|กับหลาน|พาลูก|พาหลาน|พาเด็ก|หัดทำ|ด้วยตัวเอง"
)


def wants_to_do(text: str) -> bool:
    """Tell whether somebody wants to do something, or to do it with somebody: sooner a visit than a thing."""
    return bool(_DOING.search(normalize(text)))


@kept
def _lists() -> dict[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in (dictionary.DATA / "intent.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, cell = line.split("\t")
            words = found.setdefault(name, set())
            for term in cell.split("|"):
                words.add(tuple(words_of(term, thai.light_cut())))
    return {name: frozenset(words) for name, words in found.items()}


def is_noise(words: tuple[str, ...]) -> bool:
    """Tell whether these words say nothing about what is wanted."""
    silent = _lists()["noise"] | _lists()["kind"]
    return words in silent or all((word,) in silent for word in words)


def is_idle_phrase(words: tuple[str, ...]) -> bool:
    """Tell whether these words, taken together, are one of the phrases that say nothing."""
    return words in _lists()["noise"] or words in _lists()["kind"]


@cache
def _everyday() -> frozenset[str]:
    from pythainlp.corpus import thai_stopwords  # noqa: PLC0415 (slow to load, needed by queries only)

    lines = (dictionary.DATA / "everyday_words.txt").read_text(encoding="utf-8").splitlines()
    plain = [word for line in lines if not line.startswith("#") for word in line.split()]
    return frozenset({*plain, *map(english.stem, plain), *thai_stopwords()})


def is_everyday(*words: str) -> bool:
    """Tell whether these words stand in any sentence, so that they say little about what is wanted.

    Args:
        words: Thai words, English words or their stems.
    """
    return all(word in _everyday() for word in words)


@cache
def _others() -> frozenset[str]:
    lines = (dictionary.DATA / "other_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_right(word: str) -> bool:
    """Tell whether an English word is right as it is spelt, though nothing here may be meant by it.

    Args:
        word: In full, small letters, of one or of many.
    """
    return is_everyday(word) or word in _others() or word.removesuffix("s") in _others()


def _has(tokens: Sequence[Token], name: str) -> bool:
    terms = [token.term for token in tokens]
    return any(
        tuple(terms[begin : begin + size]) in _lists()[name]
        for size in (1, 2, 3)
        for begin in range(len(terms) - size + 1)
    )


def names_a_kind(words: tuple[str, ...]) -> bool:
    """Tell whether these words ask for routes or for things and say nothing more."""
    return any(words in _lists()[name] for name in (ROUTE, CRAFT, "general"))


def intent_of(tokens: Sequence[Token]) -> str:
    """``route`` when an experience is asked for, ``craft`` for a thing, empty when it is open."""
    terms = {token.term for token in tokens}
    if _THINGS in terms and terms <= _THINGS_FROM:
        return CRAFT
    route, craft = _has(tokens, ROUTE), _has(tokens, CRAFT)
    if route and craft:
        return CRAFT if _has(tokens, "thing") else ROUTE
    if not route and not craft:
        return ""
    return ROUTE if route else CRAFT
