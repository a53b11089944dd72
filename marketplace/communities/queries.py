"""What the pages of places read: villages with their pictures, districts with their counts."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.listings.queries.cards import (
    Card,
    Picture,
    cards,
    in_community,
    in_district,
    of_kind,
)
from marketplace.listings.queries.visibility import is_listed
from models.communities import Community, District
from models.errors import NotFoundError
from models.listings import Listing, ListingCommunity, ListingKind
from models.media import Photo
from models.organisations import AdmissionState, Organisation, OrganisationSide

_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Village:
    """A community in a list."""

    slug: str
    name_th: str
    name_en: str
    district_th: str
    district_en: str
    specialities_th: tuple[str, ...]
    specialities_en: tuple[str, ...]
    photo: Picture | None
    count: int


@dataclass(frozen=True, slots=True)
class DistrictTile:
    """A district on the drawn map. ``count``: listings on sale that touch it."""

    code: str
    name_th: str
    name_en: str
    known_th: str
    known_en: str
    count: int


_ON_SALE: Final = (
    select(ListingCommunity.community_id, func.count().label("listings"))
    .join(Listing, Listing.id == ListingCommunity.listing_id)
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .where(is_listed())
    .group_by(ListingCommunity.community_id)
    .subquery()
)
_VILLAGES: Final[Select[*tuple[Any, ...]]] = (
    select(
        Community.slug,
        Community.name_th,
        Community.name_en,
        District.name_th.label("district_th"),
        District.name_en.label("district_en"),
        Community.specialities_th,
        Community.specialities_en,
        Photo.key,
        Photo.width,
        Photo.height,
        Photo.tint,
        Photo.illustration,
        func.coalesce(_ON_SALE.c.listings, 0).label("listings"),
    )
    .join(District, District.code == Community.district_code)
    .outerjoin(Photo, Photo.id == Community.cover_photo_id)
    .outerjoin(_ON_SALE, _ON_SALE.c.community_id == Community.id)
    .order_by(Community.id)
)


def villages(session: Session, district_code: str | None = None) -> list[Village]:
    """Return the communities of the province, or of one district."""
    statement = _VILLAGES
    if district_code is not None:
        statement = statement.where(Community.district_code == district_code)
    return [
        Village(
            row.slug,
            row.name_th,
            row.name_en,
            row.district_th,
            row.district_en,
            tuple(row.specialities_th),
            tuple(row.specialities_en),
            _picture(row),
            row.listings,
        )
        for row in session.execute(statement)
    ]


def _picture(row: Any) -> Picture | None:
    if row.key is None:
        return None
    return Picture(row.key, row.width, row.height, row.tint, "", "", row.illustration)


def district_tiles(session: Session) -> list[DistrictTile]:
    """Return the nine districts with how many listings on sale touch each."""
    touched = (
        select(Community.district_code, func.count(func.distinct(Listing.id)).label("listings"))
        .join(ListingCommunity, ListingCommunity.community_id == Community.id)
        .join(Listing, Listing.id == ListingCommunity.listing_id)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed())
        .group_by(Community.district_code)
        .subquery()
    )
    rows = session.execute(
        select(
            District.code,
            District.name_th,
            District.name_en,
            District.known_for_th,
            District.known_for_en,
            func.coalesce(touched.c.listings, 0).label("listings"),
        )
        .outerjoin(touched, touched.c.district_code == District.code)
        .order_by(District.code)
    )
    return [
        DistrictTile(
            row.code,
            row.name_th,
            row.name_en,
            " ".join(row.known_for_th[:1]),
            ", ".join(row.known_for_en[:1]),
            row.listings,
        )
        for row in rows
    ]


def community(session: Session, slug: str) -> Community:
    """Load a community with its district. Raises NotFoundError."""
    found = session.scalars(
        select(Community).where(Community.slug == slug).options(joinedload(Community.district))
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def cover(session: Session, place: Community) -> Picture | None:
    """Return the picture of a community."""
    if place.cover_photo_id is None:
        return None
    photo = session.get_one(Photo, place.cover_photo_id)
    return Picture(photo.key, photo.width, photo.height, photo.tint, "", "", photo.illustration)


def sellers_of(session: Session, community_id: int) -> list[Organisation]:
    """Return the sellers of a community that sell now."""
    return list(
        session.scalars(
            select(Organisation)
            .where(
                and_(
                    Organisation.community_id == community_id,
                    Organisation.side == OrganisationSide.SELLER,
                    Organisation.admission == AdmissionState.ADMITTED,
                )
            )
            .order_by(Organisation.id)
        )
    )


def community_cards(session: Session, slug: str, kind: ListingKind) -> list[Card]:
    """Return the newest listings of a community, at most eight."""
    return cards(session, in_community(slug), of_kind(kind), limit=_SHOWN)


def district_cards(session: Session, code: str, kind: ListingKind) -> list[Card]:
    """Return the newest listings of a district, at most eight."""
    return cards(session, in_district(code), of_kind(kind), limit=_SHOWN)


def kind_counts(session: Session, code: str) -> dict[ListingKind, int]:
    """Count what is on sale in a district, by kind."""
    rows = session.execute(
        select(Listing.kind, func.count(Listing.id))
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed(), in_district(code))
        .group_by(Listing.kind)
    )
    return {row[0]: row[1] for row in rows}


def district(session: Session, code: str) -> District:
    """Load a district. Raises NotFoundError."""
    found = session.get(District, code)
    if found is None:
        raise NotFoundError
    return found
