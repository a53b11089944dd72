"""The newest few listings of a category, of a village or of all, as what likeness compares."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from marketplace.hot_rows import HotRows
from marketplace.listings.likeness import Traits, spoken_of
from marketplace.listings.queries.cards import NEWEST, AnyRow
from marketplace.listings.queries.detail import Shown
from marketplace.listings.queries.known import Known
from marketplace.listings.queries.lists import ancestors
from marketplace.listings.queries.visibility import is_listed
from models.communities import Category
from models.listing_content import CraftContent, TermRef
from models.listings import Listing, ListingCommunity, ListingKind, ListingVersion
from models.organisations import Organisation

POOL: Final = 12
"""Listings of one category or village that are compared; the figure bounds a page's work."""

_NEWEST_LISTED: Final[Select[*tuple[Any, ...]]] = (
    select(
        Listing.id,
        Listing.kind,
        Listing.organisation_id,
        Listing.category_slug,
        Listing.price_from_satang,
        Listing.duration_minutes,
        ListingVersion.document,
    )
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .join(ListingVersion, ListingVersion.id == Listing.approved_version_id)
    .where(is_listed())
    .order_by(*NEWEST)
    .limit(POOL)
)
_OF_CATEGORY: Final = _NEWEST_LISTED.where(Listing.category_slug == bindparam("category"))
_OF_BRANCH: Final = _NEWEST_LISTED.where(
    Listing.category_slug.in_(
        select(Category.slug).where(
            or_(
                Category.slug == bindparam("parent"),
                Category.parent_slug == bindparam("parent"),
            )
        )
    )
)
_OF_VILLAGE: Final = _NEWEST_LISTED.where(
    Listing.kind == bindparam("kind"),
    Listing.id.in_(
        select(ListingCommunity.listing_id).where(
            ListingCommunity.community_id == bindparam("community")
        )
    ),
)
_OF_KIND: Final = _NEWEST_LISTED.where(Listing.kind == bindparam("kind"))


def of_category(session: Session, names: Known, slug: str) -> tuple[Traits, ...]:
    """Return the newest crafts on sale in one category, newest first."""
    return _read(session, names, _OF_CATEGORY, category=slug)


def of_branch(session: Session, names: Known, parent: str) -> tuple[Traits, ...]:
    """Return the newest crafts on sale in a category and those right below it."""
    return _read(session, names, _OF_BRANCH, parent=parent)


def of_village(
    session: Session, names: Known, community_id: int, kind: ListingKind
) -> tuple[Traits, ...]:
    """Return the newest listings of a kind on sale from one community, lead or not."""
    return _read(session, names, _OF_VILLAGE, community=community_id, kind=kind)


def of_kind(session: Session, names: Known, kind: ListingKind) -> tuple[Traits, ...]:
    """Return the newest listings of a kind on sale."""
    return _read(session, names, _OF_KIND, kind=kind)


def traits_of(shown: Shown, names: Known) -> Traits:
    """Return what is compared of the listing of a page, in the version that is shown."""
    listing, content = shown.listing, shown.content
    villages = tuple(village.slug for village in shown.communities)
    if isinstance(content, CraftContent):
        return Traits(
            listing.id,
            listing.organisation_id,
            tuple(node.slug for node in reversed(shown.way)),
            villages,
            tuple(map(_code, content.materials)),
            tuple(map(_code, content.techniques)),
            price=listing.price_from_satang,
        )
    return Traits(
        listing.id,
        listing.organisation_id,
        villages=villages,
        themes=content.themes,
        price=listing.price_from_satang,
        minutes=content.duration_minutes,
        shows=spoken_of(
            _told(
                (content.title_th, content.summary_th, content.description_th),
                (stop.activity_th for stop in content.itinerary),
            ),
            content.themes,
            names.craft_words,
        ),
    )


def _code(term: TermRef) -> str:
    return term.code or term.th or term.en


def _told(head: Iterable[str], stops: Iterable[str]) -> str:
    return "\n".join((*head, *stops))


def _read(
    session: Session, names: Known, statement: Select[*tuple[Any, ...]], **values: object
) -> tuple[Traits, ...]:
    connection = session.connection()
    rows = HotRows.of(statement, connection.dialect).read_in(connection, values)
    ways = {slug: _upward(names, slug) for slug in {row.category_slug for row in rows} - {None}}
    return tuple(_traits(row, names, ways) for row in rows)


def _upward(names: Known, slug: str) -> tuple[str, ...]:
    return tuple(node.slug for node in reversed(ancestors(names.categories, slug)))


def _traits(row: AnyRow, names: Known, ways: Mapping[str, tuple[str, ...]]) -> Traits:
    # Straight from the document: making content of it would cost more than all the rest.
    told: Mapping[str, Any] = row.document
    route = row.kind is ListingKind.ROUTE
    themes: Sequence[str] = told.get("themes", ())
    return Traits(
        row.id,
        row.organisation_id,
        () if route else ways.get(row.category_slug, ()),
        tuple(told.get("communities", ())),
        _codes(told.get("materials", ())),
        _codes(told.get("techniques", ())),
        tuple(themes),
        row.price_from_satang,
        row.duration_minutes,
        spoken_of(_text(told), themes, names.craft_words) if route else frozenset(),
    )


def _codes(terms: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(term.get("code") or term.get("th") or term.get("en") or "" for term in terms)


def _text(told: Mapping[str, Any]) -> str:
    stops = (stop.get("activity_th", "") for stop in told.get("itinerary", ()))
    head = [told.get(f"{part}_th", "") for part in ("title", "summary", "description")]
    return _told(head, stops)
