"""Reading an answer: the engine finds, the database shows; without an index, the database finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.cards import CARD_ROWS, NEWEST, Card, card_of, cards_by_id
from marketplace.listings.queries.visibility import is_listed
from models.listings import Listing
from models.organisations import Organisation
from search_index.contract import (
    Backend,
    Facet,
    FacetValue,
    IndexUnavailable,
    SearchQuery,
    Segment,
    Understood,
)

log = structlog.get_logger("search")


@dataclass(frozen=True, slots=True)
class Shown:
    """One hit as it is shown: the card from the database, the excerpt from the index."""

    card: Card
    excerpt: tuple[Segment, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of results.

    Attributes:
        degraded: True when the index could not be read and titles were looked through instead.
        relaxed: True when not every word could be met and the nearest are shown.
    """

    shown: Sequence[Shown]
    total: int
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    did_you_mean: str | None = None
    understood: Sequence[Understood] = ()
    relaxed: bool = False
    degraded: bool = False


def find(session: Session, index: Backend, query: SearchQuery) -> Answer:
    """Answer a query. What was hidden since the index was written is left out."""
    try:
        page = index.search(query)
    except IndexUnavailable as error:
        log.warning("search_degraded", reason=error.reason)
        return _without_index(session, query)
    cards = cards_by_id(session, [hit.id for hit in page.hits])
    shown = [
        Shown(cards[hit.id], _telling(hit.excerpt, hit.title), hit.lang)
        for hit in page.hits
        if hit.id in cards
    ]
    return Answer(
        shown,
        page.total,
        _by_name(page.facets),
        page.did_you_mean,
        page.understood,
        page.relaxed,
    )


def _by_name(facets: Sequence[Facet]) -> dict[str, Sequence[FacetValue]]:
    return {facet.name: facet.values for facet in facets}


def _telling(excerpt: tuple[Segment, ...], title: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Keep an excerpt only where it tells why this was found: a match that the title lacks."""
    in_title = any(segment.marked for segment in title)
    in_text = any(segment.marked for segment in excerpt)
    return excerpt if in_text and not in_title else ()


def _without_index(session: Session, query: SearchQuery) -> Answer:
    where = _title_holds(query)
    rows = session.execute(
        CARD_ROWS.where(*where)
        .order_by(*NEWEST)
        .limit(query.per_page)
        .offset((max(query.page, 1) - 1) * query.per_page)
    )
    count = (
        select(func.count(Listing.id))
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed(), *where)
    )
    shown = [Shown(card_of(row), (), query.lang) for row in rows]
    return Answer(shown, session.scalar(count) or 0, degraded=True)


def _title_holds(query: SearchQuery) -> list[ColumnElement[bool]]:
    columns = (Listing.title_th, Listing.title_en)
    where: list[ColumnElement[bool]] = [
        or_(*(column.icontains(word, autoescape=True) for column in columns))
        for word in query.text.split()
    ]
    if query.filters.kind is not None:
        where.append(Listing.kind == query.filters.kind)
    return where
