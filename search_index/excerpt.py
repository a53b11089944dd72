"""Titles and excerpts with the matched words marked, as plain segments."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search_index.contract import Segment
from search_index.text import english
from search_index.text.normalize import is_thai

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.plan import Plan

LENGTH = 160
_LATIN = re.compile(r"[A-Za-z0-9]+")
_MARKABLE = 0.5
_SHORTEST_THAI, _SHORTEST_PART = 2, 3
"""Letters of a Thai word worth marking; a part of a word that short stands inside many others."""
_BEFORE = 40
_COMBINING = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Marker:
    """What to mark.

    Attributes:
        thai: Thai words, longest first, as one pattern; None when there are none.
        stems: English stems.
    """

    thai: re.Pattern[str] | None
    stems: frozenset[str]


def marker(plan: Plan) -> Marker:
    """Collect the words worth marking from a plan."""
    terms = {
        term
        for concept in plan.concepts
        for alternative in concept.alternatives
        if alternative.weight >= _MARKABLE
        for term in alternative.terms
        if term[0] not in "#~" and _is_markable(term, alone=len(alternative.terms) == 1)
    }
    thai = sorted(filter(is_thai, terms), key=len)
    pattern = re.compile("|".join(map(re.escape, reversed(thai)))) if thai else None
    return Marker(pattern, frozenset(term for term in terms if not is_thai(term)))


def _is_markable(term: str, *, alone: bool) -> bool:
    return not is_thai(term) or len(term) >= (_SHORTEST_THAI if alone else _SHORTEST_PART)


def _spans(text: str, what: Marker) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    if what.thai is not None:
        spans += [match.span() for match in what.thai.finditer(text)]
    if what.stems:
        spans += [
            match.span()
            for match in _LATIN.finditer(text)
            if english.stem(match.group().lower()) in what.stems
        ]
    return sorted(spans)


def mark(text: str, what: Marker) -> tuple[Segment, ...]:
    """Split a text into marked and unmarked segments; joined they are the text."""
    return _segments(text, _spans(text, what))


def _segments(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    position = 0
    for begin, end in spans:
        if begin < position:
            continue
        if begin > position:
            found.append(Segment(text[position:begin]))
        found.append(Segment(text[begin:end], marked=True))
        position = end
    if position < len(text):
        found.append(Segment(text[position:]))
    return tuple(found)


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of LENGTH characters that holds most marks, cut at kind places."""
    if len(text) <= LENGTH:
        return 0, len(text)
    best, most = 0, -1
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for first in starts[:50]:
        begin = max(0, first - _BEFORE)
        # Marks do not overlap, so both lists rise.
        marks = bisect_right(ends, begin + LENGTH) - bisect_left(starts, begin)
        if marks > most:
            best, most = begin, marks
    begin = _kind_place(text, best) if best else 0
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = _kind_place(text, end)
    return begin, end


def _kind_place(text: str, position: int) -> int:
    """The nearest space just before, else a place that does not split a Thai letter cluster."""
    space = text.rfind(" ", max(0, position - 25), position)
    if space >= 0:
        return space + 1
    while 0 < position < len(text) and _COMBINING.match(text[position]):
        position -= 1
    return position


def excerpt(texts: Sequence[str], what: Marker) -> tuple[Segment, ...]:
    """About 160 characters of the text with most marks (the first at a tie), in segments."""
    present = [text for text in texts if text]
    if not present:
        return ()
    spans = [_spans(text, what) for text in present]
    at = max(range(len(present)), key=lambda i: (min(len(spans[i]), 4), -i))
    text = present[at]
    begin, end = _window(text, spans[at])
    inside = [(s - begin, e - begin) for s, e in spans[at] if begin <= s and e <= end]
    found = list(_segments(text[begin:end].rstrip(), inside))
    if begin > 0:
        found.insert(0, Segment("… "))
    if end < len(text):
        found.append(Segment(" …"))
    return tuple(found)
