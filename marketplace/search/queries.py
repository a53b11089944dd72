"""Reading an answer: the engine finds, the database shows; without an index, the database finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.cards import CARD_ROWS, Card, card_of, cards_by_id
from marketplace.listings.queries.filters import Filters as ListFilters
from marketplace.listings.queries.filters import Sort as ListSort
from marketplace.listings.queries.filters import conditions, order
from marketplace.listings.queries.lists import branch, categories
from marketplace.listings.queries.visibility import is_listed
from models.listings import Listing, ListingKind
from models.organisations import Organisation
from search_index.contract import (
    Backend,
    Facet,
    FacetValue,
    Filters,
    IndexUnavailable,
    SearchQuery,
    Segment,
    Sort,
    Understood,
)

_SORTS = {Sort.PRICE_UP: ListSort.PRICE_UP, Sort.PRICE_DOWN: ListSort.PRICE_DOWN}

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
        page.meeting,
    )


def _by_name(facets: Sequence[Facet]) -> dict[str, Sequence[FacetValue]]:
    return {facet.name: facet.values for facet in facets}


def _telling(excerpt: tuple[Segment, ...], title: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Keep an excerpt only where it tells why this was found: a match that the title lacks."""
    in_title = any(segment.marked for segment in title)
    in_text = any(segment.marked for segment in excerpt)
    return excerpt if in_text and not in_title else ()


def _without_index(session: Session, query: SearchQuery) -> Answer:
    where = [*_title_holds(query), _within(session, query.filters)]
    rows = session.execute(
        CARD_ROWS.where(*where)
        .order_by(*order(_SORTS.get(query.sort, ListSort.NEWEST)))
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
    return where


def _within(session: Session, limits: Filters) -> ColumnElement[bool]:
    """Return the limits that a reader can choose, as the lists of crafts and routes read them."""
    kinds = [ListingKind(limits.kind)] if limits.kind else list(ListingKind)
    wanted = tuple(sorted(limits.categories))
    chosen = ListFilters(
        kind=ListingKind.CRAFT,
        categories=wanted,
        branch=branch(categories(session), wanted) if wanted else (),
        communities=tuple(sorted(limits.communities)),
        districts=tuple(sorted(limits.districts)),
        price_min=limits.price_min,
        price_max=limits.price_max,
        in_stock=bool(limits.in_stock),
        month=min(limits.months, default=None),
    )
    # A party limits routes only.
    groups = {ListingKind.CRAFT: None, ListingKind.ROUTE: limits.group}
    return or_(
        *(and_(*conditions(replace(chosen, kind=kind, group=groups[kind]))) for kind in kinds)
    )
