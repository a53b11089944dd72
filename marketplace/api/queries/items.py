"""Listings as lists of the API show them: one statement for a page."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.visibility import is_listed, is_open
from models.communities import Category, Community, District
from models.errors import NotFoundError
from models.listing_terms import CraftTerms, RouteTerms
from models.listings import Listing
from models.media import Photo
from models.organisations import Organisation

AnyRow = Row[*tuple[Any, ...]]

_ROWS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Listing.id,
        Listing.kind,
        Listing.slug,
        Listing.title_th,
        Listing.title_en,
        Listing.summary_th,
        Listing.summary_en,
        Listing.price_from_satang,
        Listing.days,
        Listing.duration_minutes,
        Listing.published_at,
        Listing.cover_alt_th,
        Listing.cover_alt_en,
        Organisation.slug.label("seller_slug"),
        Organisation.name_th.label("seller_th"),
        Organisation.name_en.label("seller_en"),
        Community.slug.label("community_slug"),
        Community.name_th.label("community_th"),
        Community.name_en.label("community_en"),
        District.code.label("district_code"),
        District.name_th.label("district_th"),
        District.name_en.label("district_en"),
        Category.slug.label("category_slug"),
        Category.name_th.label("category_th"),
        Category.name_en.label("category_en"),
        Photo.key,
        Photo.width,
        Photo.height,
        Photo.illustration,
        CraftTerms.unit,
        CraftTerms.stock,
        CraftTerms.made_to_order,
        CraftTerms.min_wholesale_qty,
        CraftTerms.wholesale_price_satang,
        RouteTerms.min_group,
        RouteTerms.max_group,
    )
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .join(Community, Community.id == Listing.lead_community_id)
    .join(District, District.code == Community.district_code)
    .outerjoin(Category, Category.slug == Listing.category_slug)
    .outerjoin(Photo, Photo.id == Listing.cover_photo_id)
    .outerjoin(CraftTerms, CraftTerms.listing_id == Listing.id)
    .outerjoin(RouteTerms, RouteTerms.listing_id == Listing.id)
)
ITEM_ROWS: Final = _ROWS.where(is_listed())
"""Everything that an item tells, of listings that are on sale. Add conditions, order and limit."""

_OPEN: Final = _ROWS.where(is_open(), Listing.slug == bindparam("slug"))

_BY_ID: Final = ITEM_ROWS.where(Listing.id.in_(bindparam("ids", expanding=True)))


def rows_by_id(session: Session, ids: Iterable[int]) -> dict[int, AnyRow]:
    """Return the rows of listings on sale, by id."""
    return {row.id: row for row in session.execute(_BY_ID, {"ids": list(ids)})}


def open_row(session: Session, slug: str) -> AnyRow:
    """Return the row of a listing whose page anyone may open. Raises NotFoundError."""
    found = session.execute(_OPEN, {"slug": slug}).first()
    if found is None:
        raise NotFoundError
    return found


def seller_names(session: Session, slugs: Iterable[str]) -> dict[str, AnyRow]:
    """Return slug -> row with ``name_th`` and ``name_en`` of sellers."""
    rows = session.execute(
        select(Organisation.slug, Organisation.name_th, Organisation.name_en).where(
            Organisation.slug.in_(list(slugs))
        )
    )
    return {row.slug: row for row in rows}
