"""What became of the versions of a listing: decisions, suspensions, history, the place in the queue."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.rounds import queued_at
from models.listings import Listing, ListingVersion, VersionState
from models.moderation import ReviewDecision, Suspension


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an officer said about a version: codes of reasons, a note, and when."""

    reasons: tuple[str, ...]
    note: str
    decided_at: datetime


def judgement(session: Session, version: ListingVersion) -> Judgement | None:
    """Return the decision on a version, or None."""
    row = session.execute(
        select(ReviewDecision.reasons, ReviewDecision.note, ReviewDecision.decided_at).where(
            ReviewDecision.version_id == version.id
        )
    ).one_or_none()
    return None if row is None else Judgement(tuple(row.reasons), row.note, row.decided_at)


def suspension(session: Session, listing: Listing) -> Judgement | None:
    """Return why the listing is suspended now, or None."""
    row = session.execute(
        select(Suspension.reasons, Suspension.note, Suspension.suspended_at)
        .where(Suspension.listing_id == listing.id, Suspension.lifted_at.is_(None))
        .order_by(Suspension.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else Judgement(tuple(row.reasons), row.note, row.suspended_at)


@dataclass(frozen=True, slots=True)
class PastVersion:
    """One line of the history of a listing."""

    public_id: str
    number: int
    state: VersionState
    saved_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None


def history(session: Session, listing: Listing, limit: int = 50) -> list[PastVersion]:
    """Return the versions of a listing, newest first."""
    rows = session.execute(
        select(
            ListingVersion.public_id,
            ListingVersion.number,
            ListingVersion.state,
            ListingVersion.saved_at,
            ListingVersion.submitted_at,
            ListingVersion.decided_at,
        )
        .where(ListingVersion.listing_id == listing.id)
        .order_by(ListingVersion.number.desc())
        .limit(limit)
    )
    return [PastVersion(*row) for row in rows]


def queue_place(session: Session, version: ListingVersion) -> int:
    """Return the place of a version in the review queue, 1 for the next one."""
    mine = session.scalar(select(queued_at()).where(ListingVersion.id == version.id))
    return (
        session.scalar(
            select(func.count())
            .select_from(ListingVersion)
            .where(ListingVersion.state == VersionState.IN_REVIEW, queued_at() <= mine)
        )
        or 1
    )
