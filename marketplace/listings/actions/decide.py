"""What becomes of a version once somebody has decided on it.

These actions know nothing of officers: the moderation room checks who may decide, keeps the
decision and calls them in the same transaction. The demo loader calls them too.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import (
    CertificatesConfirmed,
    ChangesRequested,
    ListingApproved,
    ListingRejected,
)
from marketplace.listings.papers import mark_papers, paper_words
from marketplace.listings.slugs import give_slug
from marketplace.web.dates import bangkok_day
from models.communities import Category, Community
from models.errors import IllegalTransitionError, InputRejectedError, NotFoundError
from models.listing_content import Content, RouteContent, to_document
from models.listing_terms import CraftTerms, PriceTier
from models.listings import (
    Listing,
    ListingAction,
    ListingCommunity,
    ListingKind,
    ListingState,
    ListingVersion,
    VersionAction,
    VersionPhoto,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who decided and where the decision is kept.

    Attributes:
        actor: the officer; None for the demo loader.
        decision_id: row of ``review_decision``; only the demo loader may leave it out (0).
        papers: certificates whose papers the officer saw (``Certificate.paper``); None leaves the
            marks as they are.
    """

    actor: Actor | None = None
    decision_id: int = 0
    papers: frozenset[str] | None = None


def approve_version(
    session: Session, version: ListingVersion, verdict: Verdict, now: datetime
) -> None:
    """Make a submitted version what the public sees; the first one publishes the listing.

    The office's marks on certificates are written into it: the one thing in a submitted version
    that is not its seller's.

    A paused or suspended listing takes the new content and stays paused or suspended.

    Raises:
        IllegalTransitionError: the version is not under review, or the listing was retired.
        InputRejectedError: ``review.price_missing`` on ``outcome``: nobody could buy it.
    """
    version.advance(VersionAction.APPROVE, now)
    listing = _listing_of(session, version)
    if listing.state is ListingState.RETIRED:
        raise IllegalTransitionError(listing.state, VersionAction.APPROVE)
    if price_from(session, listing) is None:
        raise InputRejectedError("review.price_missing", "outcome")
    _supersede(session, listing, now)
    content = _mark_papers(session, listing, version, verdict, now)
    listing.approved_version_id = version.id
    _copy_columns(session, listing, version, content)
    _place(session, listing, content)
    give_slug(session, listing, content.title_en)
    first = listing.state is ListingState.DRAFT
    if first:
        listing.advance(ListingAction.PUBLISH, now)
    listing.updated_at = now
    session.flush()
    fact = ListingApproved(
        listing_id=listing.id,
        version_id=version.id,
        decision_id=verdict.decision_id or None,
        first=first,
    )
    record(session, fact, verdict.actor, now)


def _mark_papers(
    session: Session, listing: Listing, version: ListingVersion, verdict: Verdict, now: datetime
) -> Content:
    content = version.content(listing.kind)
    if verdict.papers is None:
        return content
    marked = mark_papers(content, verdict.papers, bangkok_day(now))
    if marked.confirmed or marked.withdrawn:
        version.document = to_document(marked.content)
        fact = CertificatesConfirmed(
            listing_id=listing.id,
            version_id=version.id,
            decision_id=verdict.decision_id or None,
            confirmed=[paper_words(entry) for entry in marked.confirmed],
            withdrawn=[paper_words(entry) for entry in marked.withdrawn],
        )
        record(session, fact, verdict.actor, now)
    return marked.content


def request_changes(
    session: Session, version: ListingVersion, verdict: Verdict, now: datetime
) -> None:
    """Close a submitted version with a request for changes; the seller goes on in a new one.

    Raises:
        IllegalTransitionError: the version is not under review.
    """
    version.advance(VersionAction.REQUEST_CHANGES, now)
    session.flush()
    fact = ChangesRequested(
        listing_id=version.listing_id, version_id=version.id, decision_id=verdict.decision_id
    )
    record(session, fact, verdict.actor, now)


def reject_version(
    session: Session, version: ListingVersion, verdict: Verdict, now: datetime
) -> None:
    """Close a submitted version as not approved; an earlier approved one stays public.

    Raises:
        IllegalTransitionError: the version is not under review.
    """
    version.advance(VersionAction.REJECT, now)
    session.flush()
    fact = ListingRejected(
        listing_id=version.listing_id, version_id=version.id, decision_id=verdict.decision_id
    )
    record(session, fact, verdict.actor, now)


def price_from(session: Session, listing: Listing) -> int | None:
    """Return the price for lists in satang: retail of a craft, lowest tier of a route, or None."""
    if listing.kind is ListingKind.CRAFT:
        return session.scalar(
            select(CraftTerms.price_satang).where(CraftTerms.listing_id == listing.id)
        )
    return session.scalar(
        select(func.min(PriceTier.price_satang)).where(PriceTier.listing_id == listing.id)
    )


def _listing_of(session: Session, version: ListingVersion) -> Listing:
    listing = session.get(Listing, version.listing_id)
    if listing is None:
        raise NotFoundError
    return listing


def _supersede(session: Session, listing: Listing, now: datetime) -> None:
    if listing.approved_version_id is None:
        return
    before = session.get(ListingVersion, listing.approved_version_id)
    if before is not None:
        before.advance(VersionAction.SUPERSEDE, now)


def _copy_columns(
    session: Session, listing: Listing, version: ListingVersion, content: Content
) -> None:
    listing.title_th, listing.title_en = content.title_th, content.title_en
    listing.summary_th, listing.summary_en = content.summary_th, content.summary_en
    if isinstance(content, RouteContent):
        listing.days, listing.duration_minutes = content.days, content.duration_minutes
    else:
        listing.category_slug = session.scalar(
            select(Category.slug).where(Category.slug == content.category)
        )
    cover = session.scalars(
        select(VersionPhoto)
        .where(VersionPhoto.version_id == version.id)
        .order_by(VersionPhoto.position, VersionPhoto.id)
        .limit(1)
    ).first()
    listing.cover_photo_id = None if cover is None else cover.photo_id
    listing.cover_alt_th = "" if cover is None else cover.alt_th
    listing.cover_alt_en = "" if cover is None else cover.alt_en
    listing.price_from_satang = price_from(session, listing)


def _place(session: Session, listing: Listing, content: Content) -> None:
    known = select(Community).where(Community.slug.in_(content.communities))
    ids_by_slug = {community.slug: community.id for community in session.scalars(known)}
    ids = [ids_by_slug[slug] for slug in dict.fromkeys(content.communities) if slug in ids_by_slug]
    session.execute(delete(ListingCommunity).where(ListingCommunity.listing_id == listing.id))
    session.add_all(
        ListingCommunity(listing_id=listing.id, community_id=community_id, position=position)
        for position, community_id in enumerate(ids)
    )
    listing.lead_community_id = ids[0] if ids else None
