"""Pausing, resuming and retiring a listing: at once, without review."""

from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import ListingPaused, ListingResumed, ListingRetired, ListingWithdrawn
from marketplace.listings.policies import can_sell
from marketplace.listings.queries.own import Own
from models.errors import NotAllowedError
from models.listings import ListingAction, ListingState, VersionAction, VersionState


def pause(session: Session, actor: Actor, own: Own, now: datetime) -> bool:
    """Stop selling for a while; the page stays and says so.

    Returns:
        False when it is paused already.

    Raises:
        NotAllowedError: the actor may not sell for this organisation.
        IllegalTransitionError: it is not published.
    """
    _must_sell(actor, own)
    if own.listing.state is ListingState.PAUSED:
        return False
    own.listing.advance(ListingAction.PAUSE, now)
    session.flush()
    record(session, ListingPaused(listing_id=own.listing.id), actor, now)
    return True


def resume(session: Session, actor: Actor, own: Own, now: datetime) -> bool:
    """Sell again after a pause.

    Returns:
        False when it is sold already.

    Raises:
        NotAllowedError: the actor may not sell for this organisation.
        IllegalTransitionError: it is not paused.
    """
    _must_sell(actor, own)
    if own.listing.state is ListingState.PUBLISHED:
        return False
    own.listing.advance(ListingAction.RESUME, now)
    session.flush()
    record(session, ListingResumed(listing_id=own.listing.id), actor, now)
    return True


def retire(session: Session, actor: Actor, own: Own, now: datetime) -> bool:
    """Stop selling for good. A version under review is taken back, so that nobody reads it.

    Returns:
        False when it is retired already.

    Raises:
        NotAllowedError: the actor may not sell for this organisation.
    """
    _must_sell(actor, own)
    if own.listing.state is ListingState.RETIRED:
        return False
    if own.newest.state is VersionState.IN_REVIEW:
        own.newest.advance(VersionAction.WITHDRAW, now)
        fact = ListingWithdrawn(listing_id=own.listing.id, version_id=own.newest.id)
        record(session, fact, actor, now)
    own.listing.advance(ListingAction.RETIRE, now)
    session.flush()
    record(session, ListingRetired(listing_id=own.listing.id), actor, now)
    return True


def _must_sell(actor: Actor, own: Own) -> None:
    if not can_sell(actor, own.listing.organisation_id):
        raise NotAllowedError("permission.role", role="seller")
