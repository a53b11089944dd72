"""Turns planned listings into rows: listing, terms, communities, version, photos, decision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.demo.contents import Planned
from marketplace.demo.people import People, Seller
from marketplace.moderation.checklist import LISTING_CHECKS
from marketplace.places.files import add_plain, add_rows
from models.listing_content import to_document
from models.listing_terms import CraftTerms, PriceTier, RouteTerms
from models.listings import (
    Listing,
    ListingCommunity,
    ListingKind,
    ListingState,
    ListingVersion,
    VersionPhoto,
    VersionState,
)
from models.moderation import ReviewDecision, ReviewOutcome, Suspension

_WRITTEN: Final = timedelta(days=6)
_WAITED: Final = timedelta(hours=31)
_OUTCOMES: Final = {
    VersionState.APPROVED: ReviewOutcome.APPROVED,
    VersionState.CHANGES_REQUESTED: ReviewOutcome.CHANGES_REQUESTED,
    VersionState.REJECTED: ReviewOutcome.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture in its place in a listing."""

    photo_id: int
    alt_th: str
    alt_en: str


@dataclass(frozen=True, slots=True)
class World:
    """What the rows refer to.

    Attributes:
        communities: slug -> id.
        pictures: slug of a listing -> its pictures, the cover first.
    """

    people: People
    communities: Mapping[str, int]
    pictures: Mapping[str, Sequence[Picture]]
    now: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """A planned listing with its seller, where it stands, and since when.

    Attributes:
        at: when it was published, submitted or decided; for a draft, last saved.
        pictures_of: slug whose pictures are shown.
    """

    planned: Planned
    slug: str
    seller: Seller
    at: datetime
    pictures_of: str
    state: ListingState = ListingState.PUBLISHED
    version: VersionState = VersionState.APPROVED
    reasons: tuple[str, ...] = field(default=())
    note: str = ""

    @property
    def kind(self) -> ListingKind:
        """Craft or route."""
        return ListingKind.CRAFT if self.planned.is_craft else ListingKind.ROUTE


def add_listings(session: Session, world: World, placed: Sequence[Placed]) -> dict[str, int]:
    """Add listings with their one version; return slug of each -> listing id."""
    ids = add_rows(session, Listing, (_listing(row, world) for row in placed))
    pairs = list(zip(ids, placed, strict=True))
    add_plain(session, CraftTerms, (_terms(i, row) for i, row in pairs if row.planned.is_craft))
    add_plain(session, RouteTerms, (_terms(i, row) for i, row in pairs if not row.planned.is_craft))
    add_rows(session, PriceTier, (tier for i, row in pairs for tier in _tiers(i, row)))
    add_plain(
        session, ListingCommunity, (place for i, row in pairs for place in _places(i, row, world))
    )
    add_versions(session, world, [(i, row, 1) for i, row in pairs])
    point_at_approved(session)
    suspended = [(i, row) for i, row in pairs if row.state is ListingState.SUSPENDED]
    add_rows(session, Suspension, (_suspension(i, row, world) for i, row in suspended))
    return {row.slug: i for i, row in pairs}


def add_versions(
    session: Session, world: World, versions: Sequence[tuple[int, Placed, int]]
) -> None:
    """Add versions (listing id, content and state, number) with photos and decisions."""
    ids = add_rows(session, ListingVersion, (_version(i, row, n) for i, row, n in versions))
    add_rows(
        session,
        VersionPhoto,
        (
            {"version_id": version, "photo_id": picture.photo_id, "position": place}
            | {"alt_th": picture.alt_th, "alt_en": picture.alt_en}
            for version, (_i, row, _n) in zip(ids, versions, strict=True)
            for place, picture in enumerate(world.pictures.get(row.pictures_of, ()))
        ),
    )
    decided = [
        _decision(version, row, world)
        for version, (_i, row, _n) in zip(ids, versions, strict=True)
        if row.version in _OUTCOMES
    ]
    add_rows(session, ReviewDecision, decided)


def point_at_approved(session: Session) -> None:
    """Let each listing without one point at its approved version."""
    approved = (
        select(ListingVersion.id)
        .where(
            ListingVersion.listing_id == Listing.id,
            ListingVersion.state == VersionState.APPROVED,
        )
        .scalar_subquery()
    )
    session.execute(
        update(Listing)
        .where(Listing.approved_version_id.is_(None), Listing.state != ListingState.DRAFT)
        .values(approved_version_id=approved)
        .execution_options(synchronize_session=False)
    )


def _listing(row: Placed, world: World) -> dict[str, Any]:
    content, approved = row.planned.content, row.version is VersionState.APPROVED
    pictures = world.pictures.get(row.pictures_of, ())
    cover = pictures[0] if pictures else None
    return {
        "slug": None if row.version is VersionState.EDITING else row.slug,
        "kind": row.kind,
        "state": row.state,
        "organisation_id": row.seller.id,
        "title_th": content.title_th,
        "title_en": content.title_en,
        "summary_th": content.summary_th,
        "summary_en": content.summary_en,
        "category_slug": getattr(content, "category", None),
        "lead_community_id": row.seller.community_id,
        "cover_photo_id": None if cover is None else cover.photo_id,
        "cover_alt_th": "" if cover is None else cover.alt_th,
        "cover_alt_en": "" if cover is None else cover.alt_en,
        "days": getattr(content, "days", None),
        "duration_minutes": getattr(content, "duration_minutes", None),
        "price_from_satang": row.planned.price_satang,
        "created_at": row.at - _WRITTEN,
        "updated_at": row.at,
        "published_at": row.at if approved else None,
    }


def _terms(listing_id: int, row: Placed) -> dict[str, Any]:
    return {"listing_id": listing_id, **row.planned.terms}


def _tiers(listing_id: int, row: Placed) -> Iterator[dict[str, Any]]:
    for low, high, satang in row.planned.tiers:
        yield {
            "listing_id": listing_id,
            "min_people": low,
            "max_people": high,
            "price_satang": satang,
        }


def _places(listing_id: int, row: Placed, world: World) -> Iterator[dict[str, Any]]:
    for position, slug in enumerate(row.planned.content.communities):
        yield {
            "listing_id": listing_id,
            "community_id": world.communities[slug],
            "position": position,
        }


def _version(listing_id: int, row: Placed, number: int) -> dict[str, Any]:
    content, editing = row.planned.content, row.version is VersionState.EDITING
    decided = row.version in _OUTCOMES
    submitted = row.at - _WAITED if decided else row.at
    return {
        "listing_id": listing_id,
        "number": number,
        "state": row.version,
        "title_th": content.title_th,
        "title_en": content.title_en,
        "document": to_document(content),
        "created_at": row.at - _WRITTEN,
        "saved_at": submitted,
        "submitted_at": None if editing else submitted,
        "decided_at": row.at if decided else None,
    }


def _decision(version_id: int, row: Placed, world: World) -> dict[str, Any]:
    good = row.version is VersionState.APPROVED
    return {
        "version_id": version_id,
        "officer_id": world.people.reviewer,
        "outcome": _OUTCOMES[row.version],
        "reasons": list(row.reasons) if not good else [],
        "checks": dict.fromkeys(LISTING_CHECKS[row.kind], good or not row.reasons),
        "note": "" if good else row.note,
        "decided_at": row.at,
    }


def _suspension(listing_id: int, row: Placed, world: World) -> dict[str, Any]:
    return {
        "listing_id": listing_id,
        "officer_id": world.people.reviewer,
        "reasons": list(row.reasons),
        "note": row.note,
        "suspended_at": world.now - timedelta(days=3),
    }
