"""Cutting Thai into words, words into their parts, and letters into clusters.

Two segmenters give identical cuts (a test holds them equal): pythainlp's ``newmm`` over a plain set
of words, light (10 MB) and made for queries, and ``nlpo3`` (Rust, 68 MB, about ten times faster)
for whoever cuts thousands of documents.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from search_index.text import dictionary, house_words

Cut = Callable[[str], list[str]]

_MIN_PART = 2
_MIN_COMPOUND = 5
_LONGEST_TOKEN = 40
_CLUSTER = re.compile(
    "[\u0e40-\u0e44]?[\u0e01-\u0e30\u0e32\u0e33\u0e45\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
)


class _WordSet:
    """The prefix look-up that ``newmm`` asks of its trie, over a plain set."""

    def __init__(self, words: frozenset[str], longest: int, more: frozenset[str]) -> None:
        self._words = words
        self._more = more
        self._longest = max(longest, *map(len, more)) if more else longest

    def __bool__(self) -> bool:
        return True

    def prefixes(self, text: str, begin: int = 0) -> Iterator[str]:
        """Yield the words that start at ``begin``, shortest first."""
        for end in range(begin + 1, min(len(text), begin + self._longest) + 1):
            piece = text[begin:end]
            if piece in self._words or piece in self._more:
                yield piece


def light_cut() -> Cut:
    """Segmenter of small memory, for queries and single documents."""
    return _light_cut(house_words.current().whole)


@lru_cache(maxsize=house_words.CONTEXTS_KEPT)
def _light_cut(whole: tuple[str, ...]) -> Cut:
    from pythainlp.tokenize import newmm  # noqa: PLC0415 (a second of imports only when needed)

    # newmm asks nothing of its trie but `prefixes`.
    dictionary_: Any = _WordSet(dictionary.words(), dictionary.longest(), frozenset(whole))

    def cut(text: str) -> list[str]:
        pieces: list[str] = newmm.segment(text, dictionary_, safe_mode=True)
        return pieces

    return cut


_MOST_FAST = 2
"""nlpo3 never forgets a list of words (68 MB each); a process that has loaded so many goes light."""

_fast: dict[tuple[str, ...], Cut] = {}


def fast_cut() -> Cut:
    """Segmenter for bulk work; falls back to the light one where nlpo3 is not installed."""
    whole = house_words.current().whole
    if whole not in _fast:
        if len(_fast) >= _MOST_FAST:
            return light_cut()
        _fast[whole] = _fast_cut(whole)
    return _fast[whole]


def _fast_cut(whole: tuple[str, ...]) -> Cut:
    try:
        import nlpo3  # noqa: PLC0415 (optional, and 68 MB)
    except ImportError:
        return light_cut()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        words = sorted({*dictionary.words(), *whole})
        path.write_text("\n".join(words), encoding="utf-8")
        name = f"search_index:{dictionary.fingerprint()}"
        nlpo3.load_dict(str(path), name)

    def cut(text: str) -> list[str]:
        pieces: list[str] = nlpo3.segment(text, name, safe=True)
        return pieces

    return cut


def cut_words(run: str, cut: Cut) -> list[str]:
    """Cut one Thai run into words; pathological pieces are shortened to 40 characters."""
    return [piece[:_LONGEST_TOKEN] for piece in cut(run) if piece.strip()]


def parts(word: str) -> tuple[str, ...]:
    """Fewest shorter dictionary words that tile a word; empty when there is no tiling.

    Indexing them beside the word raised recall on craft compounds from .72 to 1.0 in the lab.
    """
    return _parts(word, house_words.current().whole)


@lru_cache(maxsize=20_000)
def _parts(word: str, whole: tuple[str, ...]) -> tuple[str, ...]:
    size = len(word)
    if size < _MIN_COMPOUND:
        return ()
    known = dictionary.words()
    best: list[tuple[str, ...] | None] = [None] * (size + 1)
    best[0] = ()
    for begin in range(size):
        here = best[begin]
        if here is None:
            continue
        for end in range(begin + _MIN_PART, size + 1):
            piece = word[begin:end]
            if end - begin == size or (piece not in known and piece not in whole):
                continue
            there = best[end]
            if there is None or len(here) + 1 < len(there):
                best[end] = (*here, piece)
    return best[size] or ()


def clusters(run: str) -> list[str]:
    """Split a Thai run into letters with the marks that belong to them."""
    return _CLUSTER.findall(run) or [run]


def bigrams(run: str) -> list[str]:
    """Overlapping pairs of clusters: they find names that no dictionary knows."""
    found = clusters(run)
    if len(found) == 1:
        return [run]
    return [first + second for first, second in pairwise(found)]
