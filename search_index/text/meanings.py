"""Looking through what the vocabulary knows: for people who want to say "this means that"."""

from __future__ import annotations

from dataclasses import dataclass

from search_index.text.normalize import is_thai, plain
from search_index.text.spelling import phonetic, skeleton
from search_index.text.vocabulary import Meaning, vocabulary

_SHORTEST_KEY = 3


@dataclass(frozen=True, slots=True)
class KnownMeaning:
    """A meaning as people read it.

    Attributes:
        id: Its name; ``house_words.Synonym.meaning`` takes it.
        kind: ``craft``, ``object``, ``category``, ``community`` ...
        names: How it is said, the usual name first.
    """

    id: str
    kind: str
    names: tuple[str, ...]


def meaning_named(id_: str) -> KnownMeaning | None:
    """The meaning of that name; None when the vocabulary has none."""
    found = vocabulary().meanings().get(id_)
    return None if found is None else _known(found)


def meanings_like(text: str, limit: int = 8) -> tuple[KnownMeaning, ...]:
    """Meanings that are said like a text or sound like it, the nearest first."""
    wanted = plain(text)
    if not wanted:
        return ()
    key = _key(wanted)
    ranked: dict[str, tuple[int, int]] = {}
    words = vocabulary()
    for forms, surface in words.surfaces.items():
        rank = _rank(plain(surface), wanted, key)
        if rank is None:
            continue
        for meaning in words.phrases[forms]:
            here = (rank, len(surface))
            ranked[meaning.id] = min(ranked.get(meaning.id, here), here)
    known = words.meanings()
    best = sorted(ranked, key=lambda id_: (*ranked[id_], id_))[:limit]
    return tuple(_known(known[id_]) for id_ in best)


def _key(text: str) -> str:
    return skeleton(text) if is_thai(text) else phonetic(text)


def _rank(name: str, wanted: str, key: str) -> int | None:
    if name == wanted:
        return 0
    if is_thai(name) == is_thai(wanted) and len(key) >= _SHORTEST_KEY and _key(name) == key:
        return 1
    if name.startswith(wanted):
        return 2
    return 3 if wanted in name else None


def _known(meaning: Meaning) -> KnownMeaning:
    surfaces = vocabulary().surfaces
    names = (surfaces[form.words] for form in meaning.forms if form.words in surfaces)
    return KnownMeaning(meaning.id, meaning.kind, tuple(dict.fromkeys(names)))
