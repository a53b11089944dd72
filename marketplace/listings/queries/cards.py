"""Listings as cards: Core rows read into small frozen values, never ORM instances.

Every list of the public pages, and the search room, shows these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup
from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.visibility import is_listed
from marketplace.listings.units import unit_word
from marketplace.listings.wording import duration_words
from models.communities import Community, District
from models.listing_terms import CraftTerms
from models.listings import Listing, ListingCommunity, ListingKind
from models.media import Photo
from models.organisations import Organisation

AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as the photo macros show it; see ``templates/_ui/photo.html``."""

    key: str
    width: int
    height: int
    tint: int
    alt_th: str
    alt_en: str
    illustration: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One listing in a list; see ``templates/_ui/card.html``.

    Attributes:
        kind: "craft" or "route".
        price_satang: retail price or lowest tier; None asks the seller.
        unit: translated word, None for routes; duration: translated words, "" for crafts.
        stock: "in_stock", "made_to_order", "sold_out", or None for routes.
        community_count: how many villages a route visits; 0 for crafts.
        wholesale_price_satang: with ``wholesale_least``, from how many pieces on; None without.
    """

    id: int
    kind: str
    slug: str
    title_th: str
    title_en: str
    maker_th: str
    maker_en: str
    district_th: str
    district_en: str
    photo: Picture | None
    category_slug: str | None
    price_satang: int | None
    unit: str | None
    stock: str | None
    duration: str
    community_count: int
    wholesale_price_satang: int | None = None
    wholesale_least: int | None = None
    distance_km: int | None = None
    map_svg: Markup | None = None


_COMMUNITIES: Final = (
    select(func.count())
    .select_from(ListingCommunity)
    .where(ListingCommunity.listing_id == Listing.id)
    .correlate(Listing)
    .scalar_subquery()
)

CARD_ROWS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Listing.id,
        Listing.kind,
        Listing.slug,
        Listing.title_th,
        Listing.title_en,
        Listing.category_slug,
        Listing.price_from_satang,
        Listing.days,
        Listing.duration_minutes,
        Listing.cover_alt_th,
        Listing.cover_alt_en,
        Organisation.name_th.label("maker_th"),
        Organisation.name_en.label("maker_en"),
        District.name_th.label("district_th"),
        District.name_en.label("district_en"),
        Photo.key,
        Photo.width,
        Photo.height,
        Photo.tint,
        Photo.illustration,
        CraftTerms.unit,
        CraftTerms.stock,
        CraftTerms.made_to_order,
        CraftTerms.wholesale_price_satang,
        CraftTerms.min_wholesale_qty,
        _COMMUNITIES.label("community_count"),
    )
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .join(Community, Community.id == Listing.lead_community_id)
    .join(District, District.code == Community.district_code)
    .outerjoin(Photo, Photo.id == Listing.cover_photo_id)
    .outerjoin(CraftTerms, CraftTerms.listing_id == Listing.id)
    .where(is_listed())
)
"""Everything on a card, of listings that are on sale. Add conditions, order and limit."""

NEWEST: Final[Sequence[ColumnElement[Any]]] = (Listing.published_at.desc(), Listing.id.desc())
"""The order of lists where nothing else is asked for."""


def card_of(row: AnyRow) -> Card:
    """Read one row of ``CARD_ROWS``, with words in the language of the reader."""
    is_craft = row.kind is ListingKind.CRAFT
    return Card(
        id=row.id,
        kind=row.kind.value,
        slug=row.slug,
        title_th=row.title_th,
        title_en=row.title_en,
        maker_th=row.maker_th,
        maker_en=row.maker_en,
        district_th=row.district_th,
        district_en=row.district_en,
        photo=_picture(row),
        category_slug=row.category_slug,
        price_satang=row.price_from_satang,
        unit=unit_word(row.unit) if is_craft and row.unit else None,
        stock=stock_state(row.stock, made_to_order=row.made_to_order) if is_craft else None,
        duration="" if is_craft else duration_words(row.days, row.duration_minutes),
        community_count=0 if is_craft else row.community_count,
        wholesale_price_satang=row.wholesale_price_satang,
        wholesale_least=row.min_wholesale_qty,
    )


def _picture(row: AnyRow) -> Picture | None:
    if row.key is None:
        return None
    return Picture(
        row.key,
        row.width,
        row.height,
        row.tint,
        row.cover_alt_th,
        row.cover_alt_en,
        row.illustration,
    )


def stock_state(stock: int | None, *, made_to_order: bool | None) -> str | None:
    """Return what can be bought: pieces ready, made when ordered, or nothing."""
    if stock is None:
        return None
    if stock > 0:
        return "in_stock"
    return "made_to_order" if made_to_order else "sold_out"


def cards(session: Session, *conditions: ColumnElement[bool], limit: int) -> list[Card]:
    """Return the newest listings on sale that meet the conditions."""
    rows = session.execute(CARD_ROWS.where(*conditions).order_by(*NEWEST).limit(limit))
    return [card_of(row) for row in rows]


_BY_ID: Final = CARD_ROWS.where(Listing.id.in_(bindparam("ids", expanding=True)))


def cards_by_id(session: Session, ids: Iterable[int]) -> dict[int, Card]:
    """Return the listings of these ids that are on sale, by id."""
    return {row.id: card_of(row) for row in session.execute(_BY_ID, {"ids": list(ids)})}


def in_community(slug: str) -> ColumnElement[bool]:
    """Hold for listings that belong to a community, as lead or not."""
    return Listing.id.in_(
        select(ListingCommunity.listing_id)
        .join(Community, Community.id == ListingCommunity.community_id)
        .where(Community.slug == slug)
    )


def in_district(code: str) -> ColumnElement[bool]:
    """Hold for listings with a community in a district; for routes, any stop village counts."""
    return Listing.id.in_(
        select(ListingCommunity.listing_id)
        .join(Community, Community.id == ListingCommunity.community_id)
        .where(Community.district_code == code)
    )


def of_kind(kind: ListingKind) -> ColumnElement[bool]:
    """Hold for crafts, or for routes."""
    return Listing.kind == kind
