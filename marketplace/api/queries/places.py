"""Communities as the API tells of them."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from marketplace.api.queries.items import AnyRow
from marketplace.listings.queries.visibility import is_listed
from models.communities import Community, District
from models.listings import Listing, ListingCommunity
from models.media import Photo
from models.organisations import Organisation

_ON_SALE: Final = (
    select(ListingCommunity.community_id, func.count().label("listings"))
    .join(Listing, Listing.id == ListingCommunity.listing_id)
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .where(is_listed())
    .group_by(ListingCommunity.community_id)
    .subquery()
)
_ROWS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Community.slug,
        Community.name_th,
        Community.name_en,
        Community.role,
        Community.subdistrict_th,
        Community.subdistrict_en,
        Community.story_th,
        Community.story_en,
        Community.specialities_th,
        Community.specialities_en,
        Community.lat,
        Community.lon,
        District.code.label("district_code"),
        District.name_th.label("district_th"),
        District.name_en.label("district_en"),
        Photo.key,
        Photo.width,
        Photo.height,
        Photo.illustration,
        func.coalesce(_ON_SALE.c.listings, 0).label("listings"),
    )
    .join(District, District.code == Community.district_code)
    .outerjoin(Photo, Photo.id == Community.cover_photo_id)
    .outerjoin(_ON_SALE, _ON_SALE.c.community_id == Community.id)
    .order_by(Community.id)
)


def community_rows(session: Session, districts: Sequence[str]) -> Sequence[AnyRow]:
    """Return the communities of some districts, or all when none is named."""
    statement = _ROWS.where(Community.district_code.in_(districts)) if districts else _ROWS
    return session.execute(statement).all()
