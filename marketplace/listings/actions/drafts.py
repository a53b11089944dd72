"""Beginning a listing, copying one, and saving a draft as it is typed."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import ListingStarted
from marketplace.listings.policies import can_draft, can_reopen
from marketplace.listings.queries.own import Own, offer_of
from marketplace.listings.terms import CraftOffer, RouteOffer
from models.communities import Community
from models.errors import ConflictError, IllegalTransitionError, NotAllowedError
from models.listing_content import Content, CraftContent, RouteContent, to_document
from models.listing_terms import CraftTerms, PriceTier, RouteTerms
from models.listings import (
    Listing,
    ListingKind,
    ListingVersion,
    VersionPhoto,
    VersionState,
    VersionStep,
)
from models.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Draft:
    """What one save hands in.

    Attributes:
        expected: the version number the form was opened with; None saves without looking.
        alts: photo public id -> (Thai, English) description; photos left out keep theirs.
    """

    content: Content
    alts: dict[str, tuple[str, str]]
    expected: int | None = None


def start_listing(
    session: Session, actor: Actor, organisation: Organisation, kind: ListingKind, now: datetime
) -> Listing:
    """Begin an empty draft of a craft or a route, placed in the seller's own community.

    Raises:
        NotAllowedError: the actor may not list for this organisation.
    """
    _must_draft(actor, organisation.id)
    slug = session.scalar(select(Community.slug).where(Community.id == organisation.community_id))
    places = () if slug is None else (slug,)
    content: Content
    if kind is ListingKind.CRAFT:
        content = CraftContent(communities=places)
    else:
        content = RouteContent(communities=places, languages=("th",))
    listing = _new_listing(session, organisation.id, kind, now)
    if kind is ListingKind.CRAFT:
        session.add(CraftTerms(listing_id=listing.id))
    else:
        session.add(RouteTerms(listing_id=listing.id, months=list(range(1, 13))))
    add_version(session, listing, content, actor, now)
    record(session, ListingStarted(listing_id=listing.id, copied_from=None), actor, now)
    return listing


def copy_listing(session: Session, actor: Actor, own: Own, now: datetime) -> Listing:
    """Begin a draft from the newest version of a listing, with its photos and terms.

    The stock starts at 0: what is ready belongs to the old listing. Certificates come along but
    lose the officer's mark, which was given to the other listing.

    Raises:
        NotAllowedError: the actor may not list for this organisation.
    """
    source = own.listing
    _must_draft(actor, source.organisation_id)
    content = own.content
    unproven = tuple(replace(entry, verifier="", verified_on="") for entry in content.certificates)
    listing = _new_listing(session, source.organisation_id, source.kind, now)
    _copy_terms(session, source, listing)
    version = add_version(session, listing, replace(content, certificates=unproven), actor, now)
    copy_photos(session, own.newest, version)
    record(session, ListingStarted(listing_id=listing.id, copied_from=source.id), actor, now)
    return listing


def reopen(session: Session, actor: Actor, own: Own, now: datetime) -> ListingVersion:
    """Begin the next version from the newest one, after a decision or to change what is public.

    Asked twice, it gives the version that is open already. After a rejection it starts from what
    the public sees.

    Raises:
        NotAllowedError: the actor may not list for this organisation.
        IllegalTransitionError: the newest version is under review, or the listing was retired.
    """
    _must_draft(actor, own.listing.organisation_id)
    newest = own.newest
    if newest.state is VersionState.EDITING:
        return newest
    if not can_reopen(own.listing.state, newest.state, approved=own.approved is not None):
        raise IllegalTransitionError(own.standing, VersionStep.REOPEN)
    source = newest
    if newest.state is VersionState.REJECTED and own.approved is not None:
        source = own.approved
    content = source.content(own.listing.kind)
    version = add_version(session, own.listing, content, actor, now)
    copy_photos(session, source, version)
    return version


def save_draft(
    session: Session, actor: Actor, own: Own, draft: Draft, now: datetime
) -> ListingVersion:
    """Write content and photo descriptions into the open version. Saving the same is free.

    Raises:
        NotAllowedError: the actor may not list for this organisation.
        ConflictError: another tab or person saved since (``conflict.edited``), or the version is
            not open any more (``conflict.state``).
    """
    _must_draft(actor, own.listing.organisation_id)
    version = own.newest
    if not own.is_editing:
        raise IllegalTransitionError(own.standing, VersionStep.EDIT)
    same = draft.content == own.content
    if same and not _differ(version, draft.alts):
        return version
    if draft.expected is not None and draft.expected != version.version:
        raise ConflictError("conflict.edited", time=version.saved_at)
    _describe(version, draft.alts)
    version.document = to_document(draft.content)
    version.title_th, version.title_en = draft.content.title_th, draft.content.title_en
    version.saved_at = now
    version.author_id = actor.user_id
    if own.listing.approved_version_id is None:
        own.listing.title_th, own.listing.title_en = version.title_th, version.title_en
        own.listing.updated_at = now
    session.flush()
    return version


def _must_draft(actor: Actor, organisation_id: int) -> None:
    if not can_draft(actor, organisation_id):
        raise NotAllowedError("permission.role", role="seller")


def _differ(version: ListingVersion, alts: dict[str, tuple[str, str]]) -> bool:
    return any(
        alts.get(row.photo.public_id, (row.alt_th, row.alt_en)) != (row.alt_th, row.alt_en)
        for row in version.photos
    )


def _describe(version: ListingVersion, alts: dict[str, tuple[str, str]]) -> None:
    for row in version.photos:
        row.alt_th, row.alt_en = alts.get(row.photo.public_id, (row.alt_th, row.alt_en))


def _new_listing(
    session: Session, organisation_id: int, kind: ListingKind, now: datetime
) -> Listing:
    listing = Listing(kind=kind, organisation_id=organisation_id, created_at=now, updated_at=now)
    session.add(listing)
    session.flush()
    return listing


def add_version(
    session: Session, listing: Listing, content: Content, actor: Actor, now: datetime
) -> ListingVersion:
    """Add the next version of a listing, open for editing.

    Raises:
        IntegrityError: another version of it is open; ``transaction`` turns it into a conflict.
    """
    last = select(func.max(ListingVersion.number), func.max(ListingVersion.version)).where(
        ListingVersion.listing_id == listing.id
    )
    number, saves = session.execute(last).one()
    version = ListingVersion(
        listing_id=listing.id,
        number=(number or 0) + 1,
        title_th=content.title_th,
        title_en=content.title_en,
        document=to_document(content),
        author_id=actor.user_id,
        created_at=now,
        saved_at=now,
    )
    session.add(version)
    if listing.approved_version_id is None:
        listing.title_th, listing.title_en = content.title_th, content.title_en
    session.flush()
    if saves is not None:
        # A form of an earlier version may still be open in a tab; it must never seem to be of this.
        session.execute(
            update(ListingVersion)
            .where(ListingVersion.id == version.id)
            .values(version=saves + 1)
            .execution_options(synchronize_session=False)
        )
        session.refresh(version, ["version"])
    return version


def copy_photos(session: Session, source: ListingVersion, target: ListingVersion) -> None:
    """Put the photos of one version, with their descriptions, into another."""
    session.add_all(
        VersionPhoto(
            version_id=target.id,
            photo_id=row.photo_id,
            position=row.position,
            alt_th=row.alt_th,
            alt_en=row.alt_en,
        )
        for row in source.photos
    )
    session.flush()


def _copy_terms(session: Session, source: Listing, target: Listing) -> None:
    offer = offer_of(source)
    if isinstance(offer, CraftOffer):
        values = {name: getattr(offer, name) for name in CraftOffer.__slots__}
        values |= {"stock": 0, "season_months": list(offer.season_months)}
        session.add(CraftTerms(listing_id=target.id, **values))
        return
    session.add(_route_terms(target.id, offer))
    session.add_all(
        PriceTier(
            listing_id=target.id,
            min_people=tier.min_people,
            max_people=tier.max_people,
            price_satang=tier.price_satang,
        )
        for tier in offer.tiers
    )


def _route_terms(listing_id: int, offer: RouteOffer) -> RouteTerms:
    return RouteTerms(
        listing_id=listing_id,
        min_group=offer.min_group,
        max_group=offer.max_group,
        months=list(offer.months),
        weekdays=list(offer.weekdays),
        start_times=list(offer.start_times),
        cut_off_hours=offer.cut_off_hours,
        min_to_run=offer.min_to_run,
        cancellation=offer.cancellation,
    )
