"""Searching without an index: words in titles, every chosen limit, out of the database.

Slower than the index, coarser in words, never in limits: what is shown meets all that was chosen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import cos, radians
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.cards import CARD_ROWS, Card, card_of
from marketplace.listings.queries.filters import Filters as ListFilters
from marketplace.listings.queries.filters import Sort as ListSort
from marketplace.listings.queries.filters import conditions, order
from marketplace.listings.queries.lists import branch, categories
from marketplace.listings.queries.visibility import is_listed
from models.communities import Community
from models.listing_content import Certificate
from models.listing_terms import CraftTerms, RouteTerms
from models.listings import Listing, ListingKind, ListingVersion
from models.organisations import Organisation
from search_index.contract import Filters, SearchQuery, Sort

_SORTS: Final = {Sort.PRICE_UP: ListSort.PRICE_UP, Sort.PRICE_DOWN: ListSort.PRICE_DOWN}
_MOST_PAPERS: Final = 5000
"""Listings whose certificates are looked at one by one; an index has no such bound."""


def titled(session: Session, query: SearchQuery, day: date) -> tuple[list[Card], int]:
    """Return a page of the listings whose titles hold all words, and how many there are.

    Args:
        session: a reading session.
        query: its chosen limits hold; limits said in words are words.
        day: on which certificates must hold.
    """
    where = [*_title_holds(query), _within(session, query.filters, day)]
    rows = session.execute(
        CARD_ROWS.where(*where)
        .order_by(*_order(query))
        .limit(query.per_page)
        .offset((max(query.page, 1) - 1) * query.per_page)
    )
    count = (
        select(func.count(Listing.id))
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed(), *where)
    )
    return [card_of(row) for row in rows], session.scalar(count) or 0


def _order(query: SearchQuery) -> Sequence[ColumnElement[Any]]:
    rest = order(_SORTS.get(query.sort, ListSort.NEWEST))
    if query.filters.is_wholesale and query.sort in {Sort.PRICE_UP, Sort.PRICE_DOWN}:
        price = CraftTerms.wholesale_price_satang
        return (price.asc() if query.sort is Sort.PRICE_UP else price.desc(), *rest)
    if query.sort is not Sort.NEAREST or query.near is None:
        return rest
    lat, lon = query.near
    north = Community.lat - lat
    east = (Community.lon - lon) * cos(radians(lat))
    return (north * north + east * east, *rest)


def _title_holds(query: SearchQuery) -> list[ColumnElement[bool]]:
    columns = (Listing.title_th, Listing.title_en)
    return [
        or_(*(column.icontains(word, autoescape=True) for column in columns))
        for word in query.text.split()
    ]


def _within(session: Session, limits: Filters, day: date) -> ColumnElement[bool]:
    kinds = [ListingKind(limits.kind)] if limits.kind else list(ListingKind)
    wanted = tuple(sorted(limits.categories))
    chosen = ListFilters(
        kind=ListingKind.CRAFT,
        categories=wanted,
        branch=branch(categories(session), wanted) if wanted else (),
        communities=tuple(sorted(limits.communities)),
        districts=tuple(sorted(limits.districts)),
        price_min=None if limits.is_wholesale else limits.price_min,
        price_max=None if limits.is_wholesale else limits.price_max,
        month=min(limits.months, default=None),
    )
    # A party limits routes only.
    groups = {ListingKind.CRAFT: None, ListingKind.ROUTE: limits.group}
    either = or_(
        *(and_(*conditions(replace(chosen, kind=kind, group=groups[kind]))) for kind in kinds)
    )
    return and_(either, *_goods(limits), *_journey(limits), *_papers(session, limits, day))


def _exists(table: Any, *criteria: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.listing_id == Listing.id, *criteria).correlate(Listing)


def _goods(limits: Filters) -> Iterator[ColumnElement[bool]]:
    if limits.in_stock:
        # What can be bought now: a route is open for booking.
        yield or_(Listing.kind == ListingKind.ROUTE, _exists(CraftTerms, CraftTerms.stock > 0))
    if limits.made_to_order:
        yield _exists(CraftTerms, CraftTerms.made_to_order.is_(True))
    if limits.is_wholesale:
        yield _exists(CraftTerms, *_wholesale(limits))
    if limits.lead_days_max is not None:
        yield _exists(CraftTerms, CraftTerms.lead_time_days <= limits.lead_days_max)


def _wholesale(limits: Filters) -> Iterator[ColumnElement[bool]]:
    least, price = CraftTerms.min_wholesale_qty, CraftTerms.wholesale_price_satang
    yield least.is_not(None)
    if limits.wholesale_quantity is not None:
        yield least <= limits.wholesale_quantity
    if limits.price_min is not None:
        yield price >= limits.price_min
    if limits.price_max is not None:
        yield price <= limits.price_max


def _journey(limits: Filters) -> Iterator[ColumnElement[bool]]:
    for weekday in limits.weekdays:
        # The index counts weekdays from 1, the table from 0; crafts are there every day.
        yield or_(
            Listing.kind == ListingKind.CRAFT,
            _exists(RouteTerms, _holds_number(RouteTerms.weekdays, weekday - 1)),
        )
    if limits.duration_max is not None:
        yield Listing.duration_minutes <= limits.duration_max
    if limits.days_min is not None:
        yield Listing.days >= limits.days_min
    if limits.days_max is not None:
        yield Listing.days <= limits.days_max


def _holds_number(column: Any, number: int) -> ColumnElement[bool]:
    """Hold for a stored list of numbers with this one; an empty list is every number."""
    printed = func.replace(func.replace(cast(column, String), "[", ","), "]", ",")
    spaced = func.replace(printed, " ", "")
    return or_(spaced == ",,", spaced.contains(literal(f",{number},")))


def _papers(session: Session, limits: Filters, day: date) -> Iterator[ColumnElement[bool]]:
    """Yield limits on what only the approved document tells."""
    document = ListingVersion.document
    said = []
    if limits.accessibility:
        said.append(document["accessibility_level"].as_string().in_(limits.accessibility))
    if limits.languages:
        listed = cast(document["languages"], String)
        said.append(or_(*(listed.contains(f'"{code}"') for code in limits.languages)))
    if said:
        yield Listing.approved_version_id.in_(select(ListingVersion.id).where(*said))
    if limits.certificates:
        yield Listing.id.in_(_certified(session, limits.certificates, day))


def _certified(session: Session, codes: Iterable[str], day: date) -> list[int]:
    certificates = ListingVersion.document["certificates"]
    named = or_(*(cast(certificates, String).contains(f'"{code}"') for code in codes))
    rows = session.execute(
        select(Listing.id, ListingVersion.document)
        .join(ListingVersion, ListingVersion.id == Listing.approved_version_id)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed(), named)
        .order_by(Listing.id.desc())
        .limit(_MOST_PAPERS)
    )
    wanted = set(codes)
    return [id_ for id_, document in rows if _shows(document, wanted, day)]


def _shows(document: Mapping[str, Any], wanted: set[str], day: date) -> bool:
    papers = (
        Certificate(
            code=entry.get("code", ""),
            verifier=entry.get("verifier", ""),
            expires_on=entry.get("expires_on", ""),
        )
        for entry in document.get("certificates", ())
    )
    return any(paper.code in wanted and paper.holds(day) for paper in papers)
