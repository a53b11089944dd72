"""Suggestions while typing: titles by their beginning, then names of places and categories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from search_index.contract import Suggestion
from search_index.text.house_words import kept
from search_index.text.normalize import is_thai, plain
from search_index.text.spelling import phonetic, skeleton
from search_index.text.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search_index.text.vocabulary import Words

MAX_PREFIX = 60
"""Characters of a beginning that count."""

SCAN = 20
"""Titles looked at for one beginning."""
_SHORTEST_KEY = 3
_NEARLY_THAI, _NEARLY_LATIN = 1, 2
"""Letters by which spellings of one word differ at most."""


Titles = Callable[[str, str], Iterable[tuple[str, str, str]]]
"""Given ``plain_th`` or ``plain_en`` and a beginning: (shown title, kind, slug), in order."""


@kept
def _names() -> tuple[tuple[str, str, str, str, str], ...]:
    """(plain text, key, shown text, kind, code) of every place, category and known word."""
    found = []
    words = vocabulary()
    for forms, shown in words.surfaces.items():
        text = plain(shown)
        kind, code = "word", ""
        for meaning in words.phrases[forms]:
            if meaning.kind in {"category", "community"}:
                kind, code = meaning.kind, meaning.id.partition(":")[2]
        found.append((text, _key(text), _well_spelt(forms, shown), kind, code))
    return tuple(sorted(found))


def _key(text: str) -> str:
    return skeleton(text) if is_thai(text) else phonetic(text)


def _well_spelt(words: Words, shown: str) -> str:
    """The spelling to offer for one of our words: the first of its group that is nearly the same.

    Groups begin with the right spelling; wrong ones that people write stand behind it.
    """
    known = vocabulary()
    text = plain(shown)
    slack = _NEARLY_THAI if is_thai(text) else _NEARLY_LATIN
    for meaning in known.phrases[words]:
        for form in meaning.forms:
            first = known.surfaces.get(form.words, "")
            other = plain(first)
            if form.words == words:
                break
            near = is_thai(other) == is_thai(text) and other[:1] == text[:1]
            if near and (_key(other) == _key(text) or OSA.distance(other, text) <= slack):
                return first
    return shown


def suggestions(titles: Titles, prefix: str, lang: str, limit: int) -> tuple[Suggestion, ...]:
    """Complete a beginning; names come before titles, the asked language before the other.

    Args:
        titles: The engine's look-up of titles.
        prefix: As typed so far.
        lang: "th" or "en".
        limit: Most suggestions.
    """
    text = plain(prefix[:MAX_PREFIX])
    if not text or limit < 1:
        return ()
    found: dict[str, Suggestion] = {}
    for suggestion in islice(_matching_names(text), max(1, limit // 2)):
        found.setdefault(suggestion.text.casefold(), suggestion)
    languages = ("plain_th", "plain_en") if lang == "th" else ("plain_en", "plain_th")
    for name in languages:
        for shown, kind, slug in titles(name, text):
            found.setdefault(shown.casefold(), Suggestion(shown, kind, slug))
    return tuple(islice(found.values(), limit))


def _matching_names(text: str) -> Iterator[Suggestion]:
    """Names in the script that is typed: by their letters first, then by their sound."""
    key = skeleton(text) if is_thai(text) else phonetic(text)
    exact = [name for name in _names() if name[0].startswith(text)]
    close = [
        name
        for name in _names()
        if len(key) >= _SHORTEST_KEY and name[1].startswith(key) and name not in exact
    ]
    for _, _, shown, kind, code in [*exact, *close]:
        if shown.isascii() == text.isascii():
            yield Suggestion(shown, kind, code)
