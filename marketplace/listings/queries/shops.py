"""Shop pages: a selling organisation as the public sees it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.listings.queries.cards import Card, cards, of_kind
from marketplace.listings.queries.detail import Seller, SellerChannel
from models.communities import Community
from models.errors import NotFoundError
from models.listings import Listing, ListingKind
from models.organisations import (
    AdmissionState,
    ChannelVisibility,
    ContactChannel,
    Organisation,
    OrganisationSide,
)

_OPEN = (AdmissionState.ADMITTED, AdmissionState.SUSPENDED)
_SHOWN = 60


def open_shop(session: Session, slug: str) -> Organisation:
    """Load a seller with its village and channels.

    Raises:
        NotFoundError: no seller has this slug, or it was never admitted, or it has closed.
    """
    found = session.scalars(
        select(Organisation)
        .where(
            Organisation.slug == slug,
            Organisation.side == OrganisationSide.SELLER,
            Organisation.admission.in_(_OPEN),
        )
        .options(
            joinedload(Organisation.community).joinedload(Community.district),
            selectinload(Organisation.channels),
        )
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def shop_cards(session: Session, organisation_id: int, kind: ListingKind) -> list[Card]:
    """Return what a seller has on sale, newest first, at most 60."""
    return cards(session, Listing.organisation_id == organisation_id, of_kind(kind), limit=_SHOWN)


def published_channels(
    organisation: Organisation | Seller,
) -> list[ContactChannel | SellerChannel]:
    """Return the channels the seller lets others see, at once or on a click."""
    return [
        channel
        for channel in organisation.channels
        if channel.visibility is not ChannelVisibility.NOBODY
    ]


def has_channels(session: Session, organisation_id: int) -> bool:
    """Tell whether a seller lets others see any channel, at once or on a click."""
    return (
        session.scalar(
            select(ContactChannel.id)
            .where(
                ContactChannel.organisation_id == organisation_id,
                ContactChannel.visibility != ChannelVisibility.NOBODY,
            )
            .limit(1)
        )
        is not None
    )


def sold_listing_id(session: Session, organisation_id: int, slug: str) -> int | None:
    """Return the id of a seller's listing by its slug; None when it has none of that slug."""
    return session.scalar(
        select(Listing.id).where(Listing.slug == slug, Listing.organisation_id == organisation_id)
    )
