"""Another spelling of the whole text, offered where it finds clearly more: "did you mean"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search_index.text import dictionary
from search_index.text.normalize import is_thai, normalize, plain
from search_index.text.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search_index.correct import Correction, Token
    from search_index.plan import DocumentFrequency

Mended = tuple[tuple[str, ...], str]
"""Words as typed, and the spelling to offer for them."""

CLEARLY_MORE = 5
"""Times as many documents that make another spelling worth offering."""


def stands_clear(
    correction: Correction,
    tokens: Sequence[Token],
    mended: Mapping[int, Correction],
    frequency: DocumentFrequency,
) -> bool:
    """Whether what stands before and after it in a Thai run is words, not the rest of a wrong cut."""
    inside = {at for other in mended.values() for at in range(other.begin, other.end)}
    run = tokens[correction.begin].run
    return all(
        at in inside
        or token.run != run
        or not is_thai(token.term)
        or token.term in dictionary.words()
        or frequency(token.term) > 0
        for at, token in enumerate(tokens)
    )


def _own(words: tuple[str, ...], frequency: DocumentFrequency) -> int:
    return min(map(frequency, words))


def reach(words: tuple[str, ...], frequency: DocumentFrequency) -> int:
    """In how many documents these words or some that mean the same stand, at least."""
    forms = (form.words for m in vocabulary().phrases.get(words, ()) for form in m.forms)
    return max(_own(found, frequency) for found in (words, *forms))


def mended_surface(
    correction: Correction, tokens: Sequence[Token], frequency: DocumentFrequency
) -> str | None:
    """The right spelling to offer; None where it would not find clearly more than what was typed."""
    typed = min(frequency(token.term) for token in tokens[correction.begin : correction.end])
    reading = max(
        correction.readings, key=lambda words: (_own(words, frequency), reach(words, frequency))
    )
    if reach(reading, frequency) < max(1, CLEARLY_MORE * typed):
        return None
    if reading == correction.readings[0]:
        return correction.surface
    return vocabulary().surfaces.get(reading, reading[0] if is_thai(reading[0]) else None)


def offer(typed: str, mended: Sequence[Mended]) -> str | None:
    """The text as typed, with other spellings put in; None where nothing would change."""
    text = before = normalize(typed)
    for words, right in mended:
        text = re.sub(r"[\W_]*".join(map(re.escape, words)), lambda _: right, text, count=1)  # noqa: B023 (used at once)
    return None if plain(text) == plain(before) else text
