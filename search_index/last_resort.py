"""Guessing at a query that would find nothing, by its letters alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search_index.correct import LONG_LATIN, LONGEST_WINDOW, Correction, Keys
from search_index.intent import is_right
from search_index.text import english
from search_index.text.house_words import kept
from search_index.text.normalize import is_thai, plain
from search_index.text.vocabulary import Words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.correct import Token

_LONGEST_GUESS = 40


@kept
def _written_forms() -> dict[bool, dict[str, Words]]:
    """Every way our vocabulary is written, without spaces, by whether it is Thai."""
    found: dict[bool, dict[str, Words]] = {True: {}, False: {}}
    for words, surface in vocabulary().surfaces.items():
        text = plain(surface).replace(" ", "")
        if text:
            found[is_thai(text)].setdefault(text, words)
    # Of forms with one stem only one is written above: "weaving", but not "weave".
    for word in vocabulary().latin:
        found[False].setdefault(word, (english.stem(word),))
    return found


@kept
def _written_keys() -> dict[bool, Keys]:
    return {thai: Keys(forms) for thai, forms in _written_forms().items()}


def last_resort(tokens: Sequence[Token], text: str) -> list[Correction]:
    """Guess at words that nothing else could read, for a query that would find nothing.

    Compares letters alone, so that even a word of three letters with one of them wrong is read;
    where words are known this would do harm. First all words together, then each by itself.

    Args:
        tokens: The words of the query in order.
        text: The same as typed: a letter left out may have made a stop word ("kai [d]in phao").
    """
    if not tokens:
        return []
    whole = _guess(plain(text).replace(" ", ""), 0, len(tokens))
    if whole is not None:
        return [whole]
    first = tokens[:LONGEST_WINDOW]
    singles = (
        _guess(token.surface, at, at + 1)
        for at, token in enumerate(first)
        if not is_right(token.surface)
    )
    return [guess for guess in singles if guess is not None]


def _guess(text: str, begin: int, end: int) -> Correction | None:
    if not 1 < len(text) <= _LONGEST_GUESS or text.isdigit():
        return None
    thai = is_thai(text)
    slack = 1 if len(text) < LONG_LATIN else 2
    matches = _written_keys()[thai].near(text, slack)
    if not matches:
        return None
    forms = _written_forms()[thai]
    readings = tuple(dict.fromkeys(forms[match] for match, _ in matches))
    return Correction(begin, end, readings, matches[0][0], matches[0][1])
