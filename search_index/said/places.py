"""Districts and communities by name, in any spelling: "ใน อ.คีรีมาศ", "from sri satchanalai"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search_index.said.rule import Limit
from search_index.text.house_words import kept
from search_index.text.normalize import plain
from search_index.text.spelling import phonetic
from search_index.text.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

Found = tuple[int, int, list[Limit]]
"""Where a place is named, from and to, and what that limits."""

_THAI_PLACE = re.compile(r"(?P<sure>อำเภอ|อ\.|ที่|ใน|จาก|แถว|ชุมชน)\s?")
_LATIN_PLACE = re.compile(r"\b(?:in|from|near|around|at)\s(?P<name>[a-z][a-z \-]*)")
_LONGEST_NAME = 5
_PROVINCE = "district:6401"
"""The capital's district bears the province's name, which is everywhere."""


@kept
def _thai_places() -> tuple[tuple[str, tuple[Limit, ...]], ...]:
    """Thai names of districts and communities, longest first."""
    found: dict[str, dict[Limit, None]] = {}
    for words, meanings in vocabulary().phrases.items():
        for meaning in meanings:
            limit = _place(meaning.kind, meaning.id)
            name = plain(vocabulary().surfaces[words])
            if limit and not name.isascii() and len(name) > 3:  # noqa: PLR2004 (กง is a syllable)
                found.setdefault(name.removeprefix("อำเภอ"), {})[limit] = None
    return tuple(
        (n, tuple(limits)) for n, limits in sorted(found.items(), key=lambda i: -len(i[0]))
    )


def _place(kind: str, id_: str) -> Limit | None:
    code = id_.partition(":")[2]
    if kind == "district":
        return ("districts", code)
    if kind == "community":
        return ("communities", code)
    return None


def _one_kind(limits: Iterator[Limit] | tuple[Limit, ...]) -> list[Limit]:
    """A name of both a district and a community means the wider one."""
    found = list(limits)
    districts = [limit for limit in found if limit[0] == "districts"]
    return districts or found


def thai_place(text: str) -> Found | None:
    """Find the first name in Thai after a word that leads to places."""
    for match in _THAI_PLACE.finditer(text):
        for name, limits in _thai_places():
            if text.startswith(name, match.end()):
                return match.start(), match.end() + len(name), _one_kind(limits)
    return None


def latin_place(text: str) -> Found | None:
    """Find the first name in Latin letters after "in", "from" and the like."""
    known = vocabulary()
    for match in _LATIN_PLACE.finditer(text):
        words = match["name"].split()
        for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
            readings = known.sounds.get(phonetic("".join(words[:size])), ())
            meanings = [m for reading in readings for m in known.phrases.get(reading, ())]
            limits = [p for m in meanings if m.id != _PROVINCE and (p := _place(m.kind, m.id))]
            if limits:
                shown = " ".join(words[:size])
                end = text.index(words[size - 1], match.start("name")) + len(words[size - 1])
                return (
                    match.start(),
                    max(end, match.start("name") + len(shown)),
                    _one_kind(tuple(limits)),
                )
    return None
