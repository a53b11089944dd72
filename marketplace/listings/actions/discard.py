"""Throwing away changes of a published listing before they become public."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import ListingChangesDiscarded
from marketplace.listings.policies import can_discard, can_draft
from marketplace.listings.queries.own import Own
from models.errors import ConflictError, IllegalTransitionError, NotAllowedError
from models.listings import (
    VERSION_LIFECYCLE,
    Listing,
    ListingVersion,
    VersionAction,
    VersionState,
)


def discard_changes(number: int, session: Session, actor: Actor, own: Own, now: datetime) -> bool:
    """Discard every version after the approved one, so that this is the newest again.

    The versions stay in the history with their photos, as photos taken out of a draft stay.

    Args:
        number: of the version the person was asked about.
        session: inside ``transaction()``.
        actor: who asks.
        own: the listing, taken.
        now: when.

    Returns:
        False when that version is discarded already (a second click, another tab).

    Raises:
        NotAllowedError: the actor may not draft for this organisation.
        IllegalTransitionError: it is under review, or was approved meanwhile.
        ConflictError: another version is the newest now, or there is none to go back to.
    """
    if not can_draft(actor, own.listing.organisation_id):
        raise NotAllowedError("permission.role", role="seller")
    if own.newest.number != number:
        if _state_of(session, own, number) is VersionState.DISCARDED:
            return False
        raise ConflictError("conflict.changed")
    VERSION_LIFECYCLE.next(own.newest.state, VersionAction.DISCARD)
    if not can_discard(own.listing.state, own.newest.state, approved=own.approved is not None):
        raise IllegalTransitionError(own.standing, VersionAction.DISCARD)
    gone = _discard(session, own)
    if own.newest.id not in gone:
        raise ConflictError("conflict.changed")
    session.refresh(own.newest, ["state", "version"])
    fact = ListingChangesDiscarded(listing_id=own.listing.id, version_ids=sorted(gone))
    record(session, fact, actor, now)
    return True


def _state_of(session: Session, own: Own, number: int) -> VersionState | None:
    return session.scalar(
        select(ListingVersion.state).where(
            ListingVersion.listing_id == own.listing.id, ListingVersion.number == number
        )
    )


def _discard(session: Session, own: Own) -> Sequence[int]:
    # One guarded statement: what was sent or approved since it was read is not touched.
    approved = (
        select(ListingVersion.number)
        .join(Listing, Listing.approved_version_id == ListingVersion.id)
        .where(Listing.id == own.listing.id)
        .scalar_subquery()
    )
    return session.scalars(
        update(ListingVersion)
        .where(
            ListingVersion.listing_id == own.listing.id,
            ListingVersion.number > approved,
            ListingVersion.number <= own.newest.number,
            ListingVersion.state.in_(VERSION_LIFECYCLE.origins(VersionAction.DISCARD)),
        )
        .values(state=VersionState.DISCARDED, version=ListingVersion.version + 1)
        .returning(ListingVersion.id)
        .execution_options(synchronize_session=False)
    ).all()
