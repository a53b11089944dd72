"""Crafts and routes in any state."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from models.communities import Category, Community
from models.listing_content import Content, CraftContent, to_document
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
from tests.factories.communities import make_category
from tests.factories.listing_content import craft_content, route_content
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW, next_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.media import Photo
    from models.organisations import Organisation


def make_draft(
    session: Session,
    seller: Organisation | None = None,
    *,
    content: Content | None = None,
    state: VersionState = VersionState.EDITING,
) -> Listing:
    """Add a listing that was never approved, with one version in `state`.

    Args:
        session: where to add.
        seller: whose listing; None makes an admitted seller.
        content: of a craft or a route; it decides the kind. None means a complete craft whose
            community and category exist.
        state: EDITING, IN_REVIEW, CHANGES_REQUESTED or REJECTED.
    """
    seller = seller or make_seller(session)
    content = content or _placed(session, seller, craft_content())
    kind = ListingKind.CRAFT if isinstance(content, CraftContent) else ListingKind.ROUTE
    listing = Listing(
        kind=kind,
        state=ListingState.DRAFT,
        slug=None if state is VersionState.EDITING else f"listing-{next_number()}",
        organisation_id=seller.id,
        title_th=content.title_th,
        title_en=content.title_en,
        created_at=NOW,
        updated_at=NOW,
    )
    session.add(listing)
    session.flush()
    _add_terms(session, listing)
    make_version(session, listing, content, state=state)
    return listing


def make_craft(session: Session, seller: Organisation | None = None, **values: Any) -> Listing:
    """Add a published craft; `values` are columns of `Listing`, `content` its content."""
    seller = seller or make_seller(session)
    content = values.pop("content", None) or craft_content()
    return _publish(session, seller, _placed(session, seller, content), values)


def make_route(session: Session, seller: Organisation | None = None, **values: Any) -> Listing:
    """Add a published route; `values` are columns of `Listing`, `content` its content."""
    seller = seller or make_seller(session)
    content = values.pop("content", None) or route_content()
    return _publish(session, seller, _placed(session, seller, content), values)


def make_version(
    session: Session,
    listing: Listing,
    content: Content,
    *,
    number: int = 1,
    state: VersionState = VersionState.EDITING,
) -> ListingVersion:
    """Add one version of a listing's content."""
    decided = state not in {VersionState.EDITING, VersionState.IN_REVIEW}
    version = ListingVersion(
        listing_id=listing.id,
        number=number,
        state=state,
        title_th=content.title_th,
        title_en=content.title_en,
        document=to_document(content),
        created_at=NOW,
        saved_at=NOW,
        submitted_at=None if state is VersionState.EDITING else NOW,
        decided_at=NOW if decided else None,
    )
    session.add(version)
    session.flush()
    return version


def add_photo(session: Session, version: ListingVersion, photo: Photo, position: int = 0) -> None:
    """Put a photo into a version, with alternative text in both languages."""
    session.add(
        VersionPhoto(
            version_id=version.id, photo_id=photo.id, position=position,
            alt_th="ผ้าซิ่นสีครามบนกี่", alt_en="An indigo skirt on the loom",
        )
    )  # fmt: skip
    session.flush()


def _publish(
    session: Session, seller: Organisation, content: Content, values: dict[str, Any]
) -> Listing:
    published_at: datetime = values.get("published_at", NOW)
    craft = isinstance(content, CraftContent)
    columns: dict[str, Any] = {
        "slug": f"listing-{next_number()}",
        "kind": ListingKind.CRAFT if craft else ListingKind.ROUTE,
        "state": ListingState.PUBLISHED,
        "organisation_id": seller.id,
        "title_th": content.title_th,
        "title_en": content.title_en,
        "summary_th": content.summary_th,
        "summary_en": content.summary_en,
        "category_slug": content.category if isinstance(content, CraftContent) else None,
        "lead_community_id": seller.community_id,
        "days": None if isinstance(content, CraftContent) else content.days,
        "duration_minutes": None if isinstance(content, CraftContent) else content.duration_minutes,
        "price_from_satang": 285_000 if craft else 55_000,
        "created_at": published_at,
        "updated_at": published_at,
        "published_at": published_at,
    }
    listing = Listing(**(columns | values))
    session.add(listing)
    session.flush()
    _add_terms(session, listing)
    version = make_version(session, listing, content, state=VersionState.APPROVED)
    listing.approved_version_id = version.id
    if seller.community_id is not None:
        session.add(ListingCommunity(listing_id=listing.id, community_id=seller.community_id))
    session.flush()
    return listing


def _placed(session: Session, seller: Organisation, content: Content) -> Any:
    """Point the content at the seller's community and at a category that exists."""
    changes: dict[str, Any] = {}
    community = session.get(Community, seller.community_id) if seller.community_id else None
    if community is not None:
        changes["communities"] = (community.slug,)
    if isinstance(content, CraftContent):
        found = session.scalar(select(Category).where(Category.slug == content.category))
        if found is None:
            make_category(session, content.category)
        return craft_content(**(_as_values(content) | changes))
    return route_content(**(_as_values(content) | changes))


def _as_values(content: Content) -> dict[str, Any]:
    return {name: getattr(content, name) for name in content.__dataclass_fields__}


def _add_terms(session: Session, listing: Listing) -> None:
    if listing.kind is ListingKind.CRAFT:
        session.add(CraftTerms(listing_id=listing.id, price_satang=285_000, stock=3))
    else:
        session.add(
            RouteTerms(
                listing_id=listing.id, min_group=2, max_group=12, months=[11, 12, 1, 2],
                weekdays=[5, 6], start_times=["09:00"],
            )
        )  # fmt: skip
        session.add(
            PriceTier(listing_id=listing.id, min_people=2, max_people=12, price_satang=55_000)
        )
    session.flush()
