"""From a query that is read to the parts of its page: hits found, facets counted, words marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.columns import limits
from search_index.columns.facts import Array, Columns
from search_index.columns.match import Corpus, TextMatch, match_text
from search_index.columns.order import Found, Ordering, distance_m, gather, ordered
from search_index.columns.score import scored
from search_index.contract import (
    MAX_PER_PAGE,
    Facet,
    Filters,
    Hit,
    SearchPage,
    SearchQuery,
    Sort,
)
from search_index.diversity import DEPTH, spread
from search_index.excerpt import Marker, excerpt, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.plan import Plan
    from search_index.ranking import Settings
    from search_index.understand import Reading

TextOf = Callable[[str], str]
"""A text of one document by its name in ``record.TEXTS``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the text and the limits of a query found.

    Attributes:
        found: The hits of all segments.
        text: What the words found, limits aside.
        masks: Per segment one mask per limit.
    """

    found: Found
    text: TextMatch
    masks: list[limits.Masks]


def find(corpus: Corpus[Any], plan: Plan, filters: Filters, settings: Settings) -> Answer:
    """Match the text and apply the limits."""
    views = corpus.views
    masks = [limits.masks(view.segment, filters) for view in views]
    allowed = [limits.passing(view, mask) for view, mask in zip(views, masks, strict=True)]
    text = match_text(corpus, plan, settings, allowed)
    hits = [np.flatnonzero(mask & ok) for mask, ok in zip(text.hits, allowed, strict=True)]
    found = gather(hits, scored(corpus, plan, settings, text, hits))
    return Answer(found, text, masks)


def facets(
    corpus: Corpus[Any], answer: Answer, filters: Filters, names: Sequence[str]
) -> tuple[Facet, ...]:
    """Count facets over all hits."""
    return limits.facets(names, corpus.views, answer.text.hits, answer.masks, filters)


@dataclass(frozen=True, slots=True)
class Window:
    """The hits that a page shows: number of the page, its size, and where it begins."""

    page: int
    per_page: int

    @property
    def begin(self) -> int:
        """How many hits stand before the page."""
        return (self.page - 1) * self.per_page

    @classmethod
    def of(cls, query: SearchQuery) -> Window:
        """Clamp what was asked for."""
        return cls(max(query.page, 1), min(max(query.per_page, 1), MAX_PER_PAGE))


def shown(corpus: Corpus[Any], found: Found, ordering: Ordering, window: Window) -> Array:
    """Places in ``found`` of the hits on the page, in order."""
    end = window.begin + window.per_page
    positions = ordered(corpus.views, found, ordering, max(end, DEPTH))
    if ordering.sort is Sort.BEST and found.scores.any():
        positions = _spread(corpus, found, positions)
    return positions[window.begin : end]


def _spread(corpus: Corpus[Any], found: Found, positions: Array) -> Array:
    """Share the first places out among the makers."""
    first = positions[:DEPTH]
    makers: list[str] = []
    for i in first.tolist():
        segment = corpus.views[int(found.segment[i])].segment
        makers.append(next(iter(segment.codes("organisation", int(found.document[i]))), ""))
    order = spread(makers, found.scores[first].tolist())
    return np.concatenate([first[order], positions[DEPTH:]])


def page_of(
    reading: Reading,
    answer: Answer,
    window: Window,
    hits: tuple[Hit, ...],
    counted: tuple[Facet, ...],
) -> SearchPage:
    """Put a page together; the engine adds the name of its state."""
    total, meeting = len(answer.found), answer.text.meeting
    return SearchPage(
        hits=hits,
        total=total,
        page=window.page,
        per_page=window.per_page,
        facets=counted,
        did_you_mean=reading.plan.corrected,
        understood=reading.understood,
        relaxed=meeting is not None,
        meeting=total if meeting is None else meeting,
        filters=reading.filters,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A hit: its document in a segment, and its score."""

    segment: Columns
    document: int
    score: float


def hit_of(place: Place, text: TextOf, query: SearchQuery, what: Marker) -> Hit:
    """Make a hit with marked title and excerpt."""
    lang = query.lang if query.lang in {"th", "en"} else "th"
    if not text(f"title_{lang}"):
        lang = "en" if lang == "th" else "th"
    segment, document = place.segment, place.document
    return Hit(
        id=int(segment.number("id")[document]),
        version=int(segment.number("version")[document]),
        kind=segment.codes("kind", document)[0],
        slug=text("slug"),
        score=place.score,
        lang=lang,
        title=mark(text(f"title_{lang}"), what),
        excerpt=excerpt([text(f"summary_{lang}"), text(f"body_{lang}")], what),
        distance_m=_distance(segment, document, query.near),
    )


def _distance(segment: Columns, document: int, near: tuple[float, float] | None) -> float | None:
    if near is None:
        return None
    one = slice(document, document + 1)
    latitude, longitude = segment.number("latitude")[one], segment.number("longitude")[one]
    metres = float(distance_m(latitude, longitude, near)[0])
    return None if np.isnan(metres) else metres
