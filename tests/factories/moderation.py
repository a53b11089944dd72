"""What officers decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.moderation import ReviewDecision, ReviewOutcome, Suspension
from tests.factories.sequence import NOW

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.accounts import User
    from models.listings import Listing, ListingVersion


def make_decision(
    session: Session,
    version: ListingVersion,
    officer: User,
    outcome: ReviewOutcome = ReviewOutcome.CHANGES_REQUESTED,
    **values: Any,
) -> ReviewDecision:
    """Record the decision on a version; the version's own state is left to the caller."""
    columns: dict[str, Any] = {
        "version_id": version.id,
        "officer_id": officer.id,
        "outcome": outcome,
        "decided_at": NOW,
    }
    decision = ReviewDecision(**(columns | values))
    session.add(decision)
    session.flush()
    return decision


def make_suspension(session: Session, listing: Listing, officer: User, **values: Any) -> Suspension:
    """Record that an officer took a listing from sale; its state is left to the caller."""
    columns: dict[str, Any] = {
        "listing_id": listing.id,
        "officer_id": officer.id,
        "suspended_at": NOW,
    }
    suspension = Suspension(**(columns | values))
    session.add(suspension)
    session.flush()
    return suspension
