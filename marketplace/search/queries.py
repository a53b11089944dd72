"""Reading an answer: the engine finds, the database shows; without an index, the database finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import structlog
from sqlalchemy.orm import Session

from marketplace.listings.queries.cards import Card, cards_by_id
from marketplace.search.fallback import titled
from search_index.contract import (
    Backend,
    Facet,
    FacetValue,
    Filters,
    Hit,
    IndexUnavailable,
    SearchQuery,
    Segment,
    Understood,
)

log = structlog.get_logger("search")


@dataclass(frozen=True, slots=True)
class Shown:
    """One hit as it is shown: the card from the database, what matched from the index.

    Attributes:
        title: in segments, where words of the query stand in the title as it is shown.
        excerpt: where the words were found, when the title does not tell.
        lang: of the excerpt.
        distance_m: metres from where the reader starts; None without a start.
        wholesale: show the wholesale price, by which it was chosen.
    """

    card: Card
    title: tuple[Segment, ...] = ()
    excerpt: tuple[Segment, ...] = ()
    lang: str = ""
    distance_m: float | None = None
    wholesale: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the card shows nothing that belongs to this search only."""
        own = (self.title, self.excerpt, self.wholesale)
        return not any(own) and self.distance_m is None


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of results.

    Attributes:
        degraded: True when the index could not be read and titles were looked through instead.
        relaxed: True when few met the words, so that the nearest are shown too.
        meeting: how many met the words.
    """

    shown: Sequence[Shown]
    total: int
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    did_you_mean: str | None = None
    understood: Sequence[Understood] = ()
    relaxed: bool = False
    meeting: int = 0
    degraded: bool = False


def find(session: Session, index: Backend, query: SearchQuery, day: date) -> Answer:
    """Answer a query. What was hidden since the index was written is left out.

    Args:
        session: a reading session.
        index: the engine.
        query: what is asked.
        day: on which certificates must hold when the database answers.
    """
    try:
        return from_index(session, index, query)
    except IndexUnavailable as error:
        log.warning("search_degraded", reason=error.reason)
        cards, total = titled(session, query, day)
        shown = [Shown(card, wholesale=_by_wholesale(card, query.filters)) for card in cards]
        return Answer(shown, total, degraded=True)


def from_index(session: Session, index: Backend, query: SearchQuery) -> Answer:
    """Answer a query out of the index alone.

    Raises:
        IndexUnavailable: there is none that can be read.
    """
    page = index.search(query)
    found = cards_by_id(session, [hit.id for hit in page.hits])
    return Answer(
        [
            _shown(found[hit.id], hit, query.lang, page.filters)
            for hit in page.hits
            if hit.id in found
        ],
        page.total,
        _by_name(page.facets),
        page.did_you_mean,
        page.understood,
        page.relaxed,
        page.meeting,
    )


def _shown(card: Card, hit: Hit, lang: str, filters: Filters) -> Shown:
    return Shown(
        card,
        _marked(hit.title, card, lang),
        _telling(hit.excerpt, hit.title),
        hit.lang,
        hit.distance_m,
        _by_wholesale(card, filters),
    )


def _by_wholesale(card: Card, filters: Filters) -> bool:
    return filters.is_wholesale and card.wholesale_price_satang is not None


def _marked(title: tuple[Segment, ...], card: Card, lang: str) -> tuple[Segment, ...]:
    """Keep a marked title that is the one on the card; the index may be a moment behind."""
    own, other = card.title_th, card.title_en
    picked = (own or other) if lang == "th" else (other or own)
    same = "".join(segment.text for segment in title) == picked
    return title if same and any(segment.marked for segment in title) else ()


def _by_name(facets: Sequence[Facet]) -> dict[str, Sequence[FacetValue]]:
    return {facet.name: facet.values for facet in facets}


def _telling(excerpt: tuple[Segment, ...], title: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Keep an excerpt only where it tells why this was found: a match that the title lacks."""
    in_title = any(segment.marked for segment in title)
    in_text = any(segment.marked for segment in excerpt)
    return excerpt if in_text and not in_title else ()
