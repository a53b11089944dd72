"""Take a listing from sale and let it be sold again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import ListingSuspended, SuspensionLifted
from marketplace.listings.reasons import known_codes, missing_note
from marketplace.moderation.policies import can_suspend
from models.errors import InputRejectedError, NotAllowedError
from models.listings import Listing, ListingAction
from models.moderation import Suspension


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a listing is taken from sale: codes of the catalogue, and words to the seller."""

    reasons: tuple[str, ...]
    note: str = ""


def suspend_listing(
    session: Session, actor: Actor, listing: Listing, grounds: Grounds, now: datetime
) -> Suspension:
    """Take a published or paused listing from sale at once.

    Raises:
        NotAllowedError: no reviewer, or a member of the seller.
        InputRejectedError: no reason given ("review.reason_missing"), or one that points to the
            note without a note ("review.note_missing").
        IllegalTransitionError: the listing is neither published nor paused.
    """
    if not can_suspend(actor, listing.organisation_id):
        raise NotAllowedError("permission.own_group", organisation_id=listing.organisation_id)
    known = known_codes(grounds.reasons, listing.kind)
    if not known:
        raise InputRejectedError("review.reason_missing", "reasons")
    unsaid = missing_note(known, grounds.note)
    if unsaid:
        raise InputRejectedError("review.note_missing", "note", reason=unsaid.title)
    listing.advance(ListingAction.SUSPEND, now)
    suspension = Suspension(
        listing_id=listing.id,
        officer_id=actor.user_id,
        reasons=known,
        note=grounds.note,
        suspended_at=now,
    )
    session.add(suspension)
    session.flush()
    fact = ListingSuspended(listing_id=listing.id, suspension_id=suspension.id)
    record(session, fact, actor, now)
    return suspension


def lift_suspension(session: Session, actor: Actor, listing: Listing, now: datetime) -> None:
    """Let a suspended listing be sold again.

    Raises:
        NotAllowedError: no reviewer, or a member of the seller.
        IllegalTransitionError: the listing is not suspended.
    """
    if not can_suspend(actor, listing.organisation_id):
        raise NotAllowedError("permission.own_group", organisation_id=listing.organisation_id)
    listing.advance(ListingAction.LIFT, now)
    suspension = session.scalars(
        select(Suspension)
        .where(Suspension.listing_id == listing.id, Suspension.lifted_at.is_(None))
        .order_by(Suspension.id.desc())
        .limit(1)
    ).one()
    suspension.lifted_at = now
    suspension.lifted_by_id = actor.user_id
    session.flush()
    fact = SuspensionLifted(listing_id=listing.id, suspension_id=suspension.id)
    record(session, fact, actor, now)
