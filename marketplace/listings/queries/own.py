"""One listing as its seller works on it: loaded rows, or NotFoundError for everybody else."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.actors import Actor
from marketplace.listings.checks import PhotoText
from marketplace.listings.coaching import Look, PhotoFace
from marketplace.listings.policies import can_see_as_seller
from marketplace.listings.queries.visibility import anyone_may_open
from marketplace.listings.terms import Offer, craft_offer, route_offer
from models.errors import NotAllowedError, NotFoundError
from models.listing_content import Content
from models.listings import (
    Listing,
    ListingKind,
    ListingState,
    ListingVersion,
    VersionPhoto,
    VersionState,
)


@dataclass(frozen=True, slots=True)
class Own:
    """A listing with its newest version; photos, terms and tiers are loaded.

    Attributes:
        newest: the last one that was not discarded.
        approved: what the public sees; None before the first approval.
    """

    listing: Listing
    newest: ListingVersion
    approved: ListingVersion | None

    @property
    def is_editing(self) -> bool:
        """Tell whether the newest version can be typed into."""
        return (
            self.newest.state is VersionState.EDITING
            and self.listing.state is not ListingState.RETIRED
        )

    @property
    def is_public(self) -> bool:
        """Tell whether anyone can open the listing's page now, with its approved version."""
        admission = self.listing.organisation.admission
        return self.approved is not None and anyone_may_open(self.listing.state, admission)

    @property
    def is_draft_only(self) -> bool:
        """Tell whether this is a draft, or one under review, that the public has never seen."""
        undecided = self.newest.state in {VersionState.EDITING, VersionState.IN_REVIEW}
        return undecided and self.listing.approved_version_id is None

    @property
    def standing(self) -> ListingState | VersionState:
        """The state that decides what may be done: a retired listing's, else the version's."""
        if self.listing.state is ListingState.RETIRED:
            return self.listing.state
        return self.newest.state

    @property
    def content(self) -> Content:
        """The content of the newest version."""
        return self.newest.content(self.listing.kind)

    @property
    def offer(self) -> Offer:
        """The terms as they stand."""
        return offer_of(self.listing)

    @property
    def photo_texts(self) -> list[PhotoText]:
        """The photos of the newest version as the check reads them."""
        return photo_texts(self.newest)


def offer_of(listing: Listing) -> Offer:
    """Return the terms of a listing whose terms and tiers are loaded; without a row, none."""
    if listing.kind is ListingKind.CRAFT:
        if listing.craft_terms is None:
            raise NotFoundError
        return craft_offer(listing.craft_terms)
    if listing.route_terms is None:
        raise NotFoundError
    return route_offer(listing.route_terms, listing)


def photo_texts(version: ListingVersion) -> list[PhotoText]:
    """Return photos in their order as the check reads them; photos must be loaded."""
    return [PhotoText(row.photo.public_id, row.alt_th, row.alt_en) for row in version.photos]


def look_of(version: ListingVersion, kind: ListingKind) -> Look:
    """Return a version as reasons and differences read it; photos must be loaded."""
    photos = tuple(PhotoFace(row.photo.key, row.alt_th, row.alt_en) for row in version.photos)
    return Look(version.content(kind), photos)


def own_listing(session: Session, actor: Actor, public_id: str, *, take: bool = False) -> Own:
    """Load a listing for its seller's pages.

    Args:
        session: to read with; inside ``transaction()`` to take.
        actor: who asks.
        public_id: which listing.
        take: let everybody else who takes this listing wait until this commit, so that what an
            act finds still holds when it writes.

    Raises:
        NotFoundError: there is none, or the actor is not in its organisation.
        NotAllowedError: the actor acts for another of their organisations now.
    """
    if take:
        # A statement of its own: what is read afterwards is as new as the row waited for.
        session.execute(
            select(Listing.id).where(Listing.public_id == public_id).with_for_update(key_share=True)
        )
    listing = session.scalars(
        select(Listing)
        .where(Listing.public_id == public_id)
        .options(
            joinedload(Listing.craft_terms),
            joinedload(Listing.route_terms),
            joinedload(Listing.organisation),
            selectinload(Listing.price_tiers),
        )
    ).one_or_none()
    if listing is None or not can_see_as_seller(actor, listing.organisation_id):
        raise NotFoundError
    if actor.acting_for_id != listing.organisation_id:
        raise NotAllowedError("permission.role", role=listing.organisation.name_th)
    return Own(listing, _newest(session, listing), _approved(session, listing))


def take_newest(session: Session, own: Own) -> ListingVersion:
    """Hold the newest version for this transaction and read it, with its photos, once more.

    On PostgreSQL two requests may have loaded the same version; whoever comes second waits here
    and then sees what the first one did. SQLite lets one writer in at a time anyway.
    """
    return session.scalars(
        select(ListingVersion)
        .where(ListingVersion.id == own.newest.id)
        .options(selectinload(ListingVersion.photos).joinedload(VersionPhoto.photo))
        .with_for_update(of=ListingVersion)
        .execution_options(populate_existing=True)
    ).one()


def version_of(session: Session, listing: Listing, number: int) -> ListingVersion:
    """Load one version of a listing with its photos. Raises NotFoundError."""
    found = session.scalars(
        select(ListingVersion)
        .where(ListingVersion.listing_id == listing.id, ListingVersion.number == number)
        .options(selectinload(ListingVersion.photos).joinedload(VersionPhoto.photo))
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def _newest(session: Session, listing: Listing) -> ListingVersion:
    found = session.scalars(
        select(ListingVersion)
        .where(
            ListingVersion.listing_id == listing.id,
            ListingVersion.state != VersionState.DISCARDED,
        )
        .options(selectinload(ListingVersion.photos).joinedload(VersionPhoto.photo))
        .order_by(ListingVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def _approved(session: Session, listing: Listing) -> ListingVersion | None:
    if listing.approved_version_id is None:
        return None
    return session.get(
        ListingVersion,
        listing.approved_version_id,
        options=(selectinload(ListingVersion.photos).joinedload(VersionPhoto.photo),),
    )
