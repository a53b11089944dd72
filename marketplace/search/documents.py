"""Reads published listings out of the database as documents for the search index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.visibility import is_listed
from models.communities import Category, Community, District, Term, TermKind
from models.listing_content import Content, CraftContent, RouteContent, TermRef, from_document
from models.listing_terms import CraftTerms, PriceTier, RouteTerms
from models.listings import Listing, ListingCommunity, ListingKind, ListingVersion
from models.organisations import Organisation
from search_index import contract
from search_index.contract import Named, SearchDocument

CHUNK = 500
"""Listings read at once; bounds the memory of a rebuild."""

AnyRow = Row[*tuple[Any, ...]]

_TERMS = (
    CraftTerms.stock,
    CraftTerms.made_to_order,
    CraftTerms.lead_time_days,
    CraftTerms.min_wholesale_qty,
    CraftTerms.wholesale_price_satang,
    CraftTerms.season_months,
    RouteTerms.min_group,
    RouteTerms.max_group,
    RouteTerms.months,
    RouteTerms.weekdays,
)
_ROWS: Select[Any] = (
    select(
        Listing.id,
        Listing.version,
        Listing.kind,
        Listing.slug,
        Listing.category_slug,
        Listing.price_from_satang,
        Listing.published_at,
        ListingVersion.document,
        Organisation.slug.label("org_slug"),
        Organisation.name_th.label("org_th"),
        Organisation.name_en.label("org_en"),
        *_TERMS,
    )
    .join(ListingVersion, ListingVersion.id == Listing.approved_version_id)
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .outerjoin(CraftTerms, CraftTerms.listing_id == Listing.id)
    .outerjoin(RouteTerms, RouteTerms.listing_id == Listing.id)
    .where(is_listed())
    .order_by(Listing.id)
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Names of everything that documents point at, read once for many documents, and the day."""

    categories: dict[str, AnyRow]
    communities: dict[int, AnyRow]
    districts: dict[str, AnyRow]
    terms: dict[tuple[TermKind, str], AnyRow]
    day: date

    @classmethod
    def read(cls, session: Session, day: date) -> "_Words":
        categories = session.execute(
            select(Category.slug, Category.parent_slug, Category.name_th, Category.name_en)
        )
        communities = session.execute(
            select(
                Community.id,
                Community.slug,
                Community.name_th,
                Community.name_en,
                Community.district_code,
                Community.lat,
                Community.lon,
            )
        )
        districts = session.execute(select(District.code, District.name_th, District.name_en))
        terms = session.execute(select(Term.kind, Term.code, Term.name_th, Term.name_en))
        return cls(
            {row.slug: row for row in categories},
            {row.id: row for row in communities},
            {row.code: row for row in districts},
            {(row.kind, row.code): row for row in terms},
            day,
        )

    def path(self, slug: str | None) -> tuple[Named, ...]:
        """Return the category and its ancestors, root first."""
        found: list[Named] = []
        while slug is not None and slug in self.categories:
            row = self.categories[slug]
            found.insert(0, Named(row.slug, row.name_th, row.name_en))
            slug = row.parent_slug
        return tuple(found)

    def term(self, kind: TermKind, code: str) -> Named:
        """Return a vocabulary word; one that is not in the vocabulary keeps its code only."""
        row = self.terms.get((kind, code))
        return Named(code) if row is None else Named(code, row.name_th, row.name_en)


def documents(
    session: Session, day: date, ids: Iterable[int] | None = None
) -> Iterator[SearchDocument]:
    """Read listings that may be found now, by rising id.

    Args:
        session: a reading session. When all are wanted, no transaction of it is open while the
            caller has a document.
        day: on which certificates must hold: who filters by a certificate relies on it, so that
            neither a claim nor one that has expired counts.
        ids: listings wanted; None means all. Those not to be found are left out.
    """
    if ids is None:
        yield from _all(session, day)
        return
    words = _Words.read(session, day)
    wanted = iter(sorted(set(ids)))
    while chunk := list(islice(wanted, CHUNK)):
        rows = session.execute(_ROWS.where(Listing.id.in_(chunk))).all()
        yield from _documents(session, words, rows)


def expired_lately(session: Session, day: date) -> set[int]:
    """Return listings with a confirmed certificate whose last day was in the week before."""
    first = (day - timedelta(days=7)).isoformat()
    rows = session.execute(
        select(Listing.id, ListingVersion.document)
        .join(ListingVersion, ListingVersion.id == Listing.approved_version_id)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed())
        .execution_options(yield_per=CHUNK)
    )
    return {
        listing_id
        for listing_id, document in rows
        for entry in document.get("certificates", ())
        if entry.get("verifier") and first <= entry.get("expires_on", "") < day.isoformat()
    }


def _all(session: Session, day: date) -> Iterator[SearchDocument]:
    """Read in a transaction for each chunk: none stands idle while the index takes it in."""
    last = 0
    while True:
        words = _Words.read(session, day)
        rows = session.execute(_ROWS.where(Listing.id > last).limit(CHUNK)).all()
        found = list(_documents(session, words, rows))
        session.rollback()
        if not found:
            return
        yield from found
        last = found[-1].id


def _documents(session: Session, words: _Words, rows: Sequence[AnyRow]) -> Iterator[SearchDocument]:
    ids = [row.id for row in rows]
    places = defaultdict(list)
    for listing_id, community_id in session.execute(
        select(ListingCommunity.listing_id, ListingCommunity.community_id)
        .where(ListingCommunity.listing_id.in_(ids))
        .order_by(ListingCommunity.listing_id, ListingCommunity.position)
    ):
        places[listing_id].append(words.communities[community_id])
    tiers = defaultdict(list)
    for tier in session.execute(
        select(
            PriceTier.listing_id, PriceTier.min_people, PriceTier.max_people, PriceTier.price_satang
        )
        .where(PriceTier.listing_id.in_(ids))
        .order_by(PriceTier.listing_id, PriceTier.min_people)
    ):
        tiers[tier.listing_id].append(contract.PriceTier(*tier[1:]))
    for row in rows:
        yield _document(row, words, places[row.id], tuple(tiers[row.id]))


def _document(
    row: AnyRow,
    words: _Words,
    communities: Sequence[AnyRow],
    tiers: tuple[contract.PriceTier, ...],
) -> SearchDocument:
    shared = {
        "id": row.id,
        "version": row.version,
        "kind": row.kind.value,
        "slug": row.slug,
        "communities": tuple(Named(c.slug, c.name_th, c.name_en) for c in communities),
        "districts": _districts(words, communities),
        "organisation": Named(row.org_slug, row.org_th, row.org_en),
        "price_satang": row.price_from_satang,
        "price_tiers": tiers,
        "created": int(row.published_at.timestamp()) if row.published_at else 0,
        "latitude": communities[0].lat if communities else None,
        "longitude": communities[0].lon if communities else None,
    }
    if row.kind is ListingKind.CRAFT:
        content = from_document(CraftContent, row.document)
        return SearchDocument(**shared, **_texts(content, words.day), **_craft(row, content, words))
    route = from_document(RouteContent, row.document)
    return SearchDocument(**{**shared, **_texts(route, words.day), **_route(row, route, words)})


def _districts(words: _Words, communities: Sequence[AnyRow]) -> tuple[Named, ...]:
    codes = dict.fromkeys(community.district_code for community in communities)
    rows = (words.districts[code] for code in codes)
    return tuple(Named(row.code, row.name_th, row.name_en) for row in rows)


def _texts(content: Content, day: date) -> dict[str, Any]:
    return {
        "title_th": content.title_th,
        "title_en": content.title_en,
        "summary_th": content.summary_th,
        "summary_en": content.summary_en,
        "certificates": tuple(
            Named(c.code, c.th, c.en) for c in content.certificates if c.holds(day)
        ),
    }


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _craft(row: AnyRow, content: CraftContent, words: _Words) -> dict[str, Any]:
    return {
        "body_th": _lines(content.description_th, content.pattern_th, content.care_th),
        "body_en": _lines(content.description_en, content.pattern_en, content.care_en),
        "categories": words.path(row.category_slug),
        "materials": tuple(_named(ref) for ref in content.materials),
        "techniques": tuple(_named(ref) for ref in content.techniques),
        "in_stock": (row.stock or 0) > 0,
        "made_to_order": bool(row.made_to_order),
        "wholesale_min": row.min_wholesale_qty,
        "wholesale_price_satang": row.wholesale_price_satang,
        "months": frozenset(row.season_months or ()),
        "lead_time_days": row.lead_time_days,
    }


def _named(ref: TermRef) -> Named:
    return Named(ref.code or ref.th or ref.en, ref.th, ref.en)


def _route(row: AnyRow, content: RouteContent, words: _Words) -> dict[str, Any]:
    stops_th = (stop.activity_th for stop in content.itinerary)
    stops_en = (stop.activity_en for stop in content.itinerary)
    level = content.accessibility_level
    meeting = content.meeting_point
    return {
        "body_th": _lines(
            content.description_th, *stops_th, *content.included_th, content.accessibility_th
        ),
        "body_en": _lines(
            content.description_en, *stops_en, *content.included_en, content.accessibility_en
        ),
        "themes": tuple(words.term(TermKind.THEME, code) for code in content.themes),
        "places": tuple(Named("", stop.place_th, stop.place_en) for stop in content.itinerary),
        "accessibility": (words.term(TermKind.ACCESSIBILITY, level),) if level else (),
        "in_stock": True,
        "group_min": row.min_group,
        "group_max": row.max_group,
        "months": frozenset(row.months or ()),
        # The index counts weekdays from 1 as ISO 8601 does; the table from 0 as Python does.
        "weekdays": frozenset(day + 1 for day in row.weekdays or ()),
        "duration_minutes": content.duration_minutes,
        "days": content.days,
        "languages": content.languages,
        **({} if meeting.lat is None else {"latitude": meeting.lat, "longitude": meeting.lon}),
    }
