"""Suggestions while typing: titles by their beginning, then names of places and categories."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from search_index.contract import Suggestion
from search_index.text.house_words import kept
from search_index.text.normalize import is_thai, plain
from search_index.text.spelling import phonetic, skeleton
from search_index.text.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search_index.whoosh_backend.match import Corpus, View

MAX_PREFIX = 60
_SCAN = 20
_SHORTEST_KEY = 3


@kept
def _names() -> tuple[tuple[str, str, str, str, str], ...]:
    """(plain text, key, shown text, kind, code) of every place, category and known word."""
    found = []
    words = vocabulary()
    for forms, shown in words.surfaces.items():
        text = plain(shown)
        key = skeleton(text) if is_thai(text) else phonetic(text)
        kind, code = "word", ""
        for meaning in words.phrases[forms]:
            if meaning.kind in {"category", "community"}:
                kind, code = meaning.kind, meaning.id.partition(":")[2]
        found.append((text, key, shown, kind, code))
    return tuple(sorted(found))


def _titles(view: View, wanted: bytes, name: str) -> Iterator[tuple[str, str, str]]:
    segment = view.segment
    order = segment.title_order(name)
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        title = segment.text(int(order[middle]), name).encode()
        low, high = (middle + 1, high) if title < wanted else (low, middle)
    for position in order[low : low + _SCAN].tolist():
        if not segment.text(position, name).encode().startswith(wanted):
            return
        if view.live[position]:
            shown = segment.text(position, name.replace("plain", "title"))
            kind = segment.codes("kind", position)[0]
            yield shown, kind, segment.text(position, "slug")


def suggestions(corpus: Corpus, prefix: str, lang: str, limit: int) -> tuple[Suggestion, ...]:
    """Complete a beginning; names come before titles, the asked language before the other."""
    text = plain(prefix[:MAX_PREFIX])
    if not text or limit < 1:
        return ()
    found: dict[str, Suggestion] = {}
    for suggestion in islice(_matching_names(text), max(1, limit // 2)):
        found.setdefault(suggestion.text.casefold(), suggestion)
    languages = ("plain_th", "plain_en") if lang == "th" else ("plain_en", "plain_th")
    for name in languages:
        for view in corpus.views:
            for shown, kind, slug in _titles(view, text.encode("utf-8", "surrogatepass"), name):
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
