"""What the seller's desk shows: my listings and what needs me now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    not_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from marketplace.actors import Actor
from models.communities import Community, District
from models.listing_terms import CraftTerms
from models.listings import (
    Listing,
    ListingKind,
    ListingState,
    ListingVersion,
    VersionPhoto,
    VersionState,
)
from models.media import Photo
from models.moderation import ReviewDecision
from models.organisations import AdmissionState, ContactReveal, Organisation

PAGE_SIZE: Final = 30
_REVEALS_SINCE: Final = timedelta(days=30)


class Shelf(StrEnum):
    """Filters of "our listings"."""

    ALL = "all"
    PUBLISHED = "published"
    TO_FIX = "fix"
    IN_REVIEW = "review"
    DRAFT = "draft"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class MyPhoto:
    """A picture as the photo macros read it."""

    key: str
    width: int
    height: int
    tint: int
    illustration: bool
    alt_th: str = ""
    alt_en: str = ""


@dataclass(frozen=True, slots=True)
class MyListing:
    """One row of "our listings".

    Attributes:
        newest: state of the newest version; ``number`` is its number.
        reasons: how many reasons the last decision on it named.
        stock: None for routes.
    """

    public_id: str
    slug: str | None
    kind: ListingKind
    state: ListingState
    title_th: str
    title_en: str
    category_slug: str | None
    newest: VersionState
    number: int
    saved_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    updated_at: datetime
    price_satang: int | None
    unit: str | None
    stock: int | None
    made_to_order: bool
    reasons: int
    photo: MyPhoto | None


_Newer = aliased(ListingVersion)
_IS_NEWEST: Final = (
    ListingVersion.number
    == select(func.max(_Newer.number))
    .where(_Newer.listing_id == Listing.id, _Newer.state != VersionState.DISCARDED)
    .scalar_subquery()
)
_LIVE: Final = Listing.state != ListingState.RETIRED
# A draft that was thrown away before anybody saw it; its rows stay for the journal.
_KEPT: Final = not_(
    and_(
        Listing.state == ListingState.RETIRED,
        Listing.approved_version_id.is_(None),
        ListingVersion.state == VersionState.EDITING,
    )
)
_SHELVES: Final[Mapping[Shelf, ColumnElement[bool]]] = {
    Shelf.PUBLISHED: Listing.state == ListingState.PUBLISHED,
    Shelf.TO_FIX: and_(
        _LIVE,
        ListingVersion.state.in_((VersionState.CHANGES_REQUESTED, VersionState.REJECTED)),
    ),
    Shelf.IN_REVIEW: and_(_LIVE, ListingVersion.state == VersionState.IN_REVIEW),
    Shelf.DRAFT: and_(_LIVE, ListingVersion.state == VersionState.EDITING),
    Shelf.PAUSED: Listing.state == ListingState.PAUSED,
    Shelf.ENDED: Listing.state.in_((ListingState.RETIRED, ListingState.SUSPENDED)),
}


def count_shelves(session: Session, organisation_id: int) -> dict[Shelf, int]:
    """Count the listings on each shelf in one statement; one may stand on two."""
    columns = [
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(shelf.value)
        for shelf, condition in _SHELVES.items()
    ]
    row = session.execute(
        select(func.count().label("all"), *columns)
        .select_from(Listing)
        .join(ListingVersion, and_(ListingVersion.listing_id == Listing.id, _IS_NEWEST))
        .where(Listing.organisation_id == organisation_id, _KEPT)
    ).one()
    return {shelf: int(getattr(row, shelf.value)) for shelf in Shelf}


def my_listings(
    session: Session, organisation_id: int, shelf: Shelf = Shelf.ALL, page: int = 1
) -> list[MyListing]:
    """Return one page of the seller's listings, last touched first."""
    statement = _rows().where(Listing.organisation_id == organisation_id, _KEPT)
    if shelf in _SHELVES:
        statement = statement.where(_SHELVES[shelf])
    rows = session.execute(
        statement.order_by(ListingVersion.saved_at.desc(), Listing.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return [_listing(row) for row in rows]


_NEEDS_SELLER: Final = and_(
    _LIVE,
    ListingVersion.state.in_(
        (VersionState.CHANGES_REQUESTED, VersionState.REJECTED, VersionState.EDITING)
    ),
)


def waiting_for_seller(actor: Actor) -> Select[int] | CompoundSelect[int] | None:
    """Select what today's page shows as waiting; None for who does not sell now.

    These are the listings of `needing_me` and an application that came back.
    """
    grant = actor.selling_for
    if grant is None:
        return None
    listings = (
        select(Listing.id)
        .join(ListingVersion, and_(ListingVersion.listing_id == Listing.id, _IS_NEWEST))
        .where(Listing.organisation_id == grant.organisation_id, _NEEDS_SELLER)
    )
    if grant.admission is not AdmissionState.RETURNED:
        return listings
    returned = select(Organisation.id).where(Organisation.id == grant.organisation_id)
    return union_all(listings, returned)


def needing_me(session: Session, organisation_id: int, limit: int = 5) -> list[MyListing]:
    """Return what waits for the seller: decisions to act on first, then drafts, oldest first."""
    rows = session.execute(
        _rows()
        .where(Listing.organisation_id == organisation_id, _NEEDS_SELLER)
        .order_by(
            case((ListingVersion.state == VersionState.EDITING, 1), else_=0),
            ListingVersion.saved_at,
            Listing.id,
        )
        .limit(limit)
    ).all()
    return [_listing(row) for row in rows]


def reveals_lately(session: Session, organisation_id: int, now: datetime) -> int:
    """Count how often visitors opened the contact channels in the last 30 days."""
    return (
        session.scalar(
            select(func.count())
            .select_from(ContactReveal)
            .where(
                ContactReveal.organisation_id == organisation_id,
                ContactReveal.revealed_at >= now - _REVEALS_SINCE,
            )
        )
        or 0
    )


def _cover() -> ScalarSelect[int]:
    return (
        select(func.min(VersionPhoto.id))
        .where(
            VersionPhoto.version_id == ListingVersion.id,
            VersionPhoto.position
            == select(func.min(VersionPhoto.position))
            .where(VersionPhoto.version_id == ListingVersion.id)
            .correlate(ListingVersion)
            .scalar_subquery(),
        )
        .correlate(ListingVersion)
        .scalar_subquery()
    )


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Listing.public_id,
            Listing.slug,
            Listing.kind,
            Listing.state,
            ListingVersion.title_th,
            ListingVersion.title_en,
            Listing.category_slug,
            ListingVersion.state.label("newest"),
            ListingVersion.number,
            ListingVersion.saved_at,
            ListingVersion.submitted_at,
            ListingVersion.decided_at,
            Listing.updated_at,
            Listing.price_from_satang,
            CraftTerms.unit,
            CraftTerms.stock,
            CraftTerms.made_to_order,
            ReviewDecision.reasons,
            Photo.key,
            Photo.width,
            Photo.height,
            Photo.tint,
            Photo.illustration,
        )
        .select_from(Listing)
        .join(ListingVersion, and_(ListingVersion.listing_id == Listing.id, _IS_NEWEST))
        .outerjoin(CraftTerms, CraftTerms.listing_id == Listing.id)
        .outerjoin(VersionPhoto, VersionPhoto.id == _cover())
        .outerjoin(Photo, Photo.id == VersionPhoto.photo_id)
        .outerjoin(ReviewDecision, ReviewDecision.version_id == ListingVersion.id)
    )


def _listing(row: Any) -> MyListing:
    photo = None
    if row.key is not None:
        photo = MyPhoto(row.key, row.width, row.height, row.tint, row.illustration)
    return MyListing(
        public_id=row.public_id,
        slug=row.slug,
        kind=row.kind,
        state=row.state,
        title_th=row.title_th,
        title_en=row.title_en,
        category_slug=row.category_slug,
        newest=row.newest,
        number=row.number,
        saved_at=row.saved_at,
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        updated_at=row.updated_at,
        price_satang=row.price_from_satang,
        unit=row.unit,
        stock=row.stock,
        made_to_order=bool(row.made_to_order),
        reasons=len(row.reasons or ()),
        photo=photo,
    )


def map_marks(session: Session) -> list[tuple[str, str, float, float, bool]]:
    """Return districts and communities as (Thai name, English name, lat, lon, is district)."""
    districts = session.execute(
        select(District.name_th, District.name_en, District.lat, District.lon).order_by(
            District.code
        )
    )
    villages = session.execute(
        select(Community.name_th, Community.name_en, Community.lat, Community.lon).order_by(
            Community.id
        )
    )
    return [(*row, True) for row in districts] + [(*row, False) for row in villages]
