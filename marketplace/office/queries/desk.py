"""What the desk reads: officers, people, and how listings and sellers stand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.accounts import OfficerGrant, OfficerRole, User, UserState
from models.listings import Listing, ListingState, ListingVersion
from models.moderation import ReviewDecision

PEOPLE_PAGE: Final = 30


@dataclass(frozen=True, slots=True)
class Officer:
    """A person with rights of office 4."""

    public_id: str
    name: str
    email: str
    roles: tuple[OfficerRole, ...]


def officers(session: Session) -> list[Officer]:
    """Return everybody who holds a right now, by name."""
    rows = session.execute(
        select(User.public_id, User.name, User.email, OfficerGrant.role)
        .join(OfficerGrant, OfficerGrant.user_id == User.id)
        .where(OfficerGrant.revoked_at.is_(None))
        .order_by(User.name, User.id, OfficerGrant.id)
    )
    people: dict[str, Officer] = {}
    for public_id, name, email, role in rows:
        before = people.get(public_id)
        roles = (*before.roles, role) if before else (role,)
        people[public_id] = Officer(public_id, name, email or "", roles)
    return list(people.values())


def people_found(session: Session, text: str) -> list[Officer]:
    """Find people by part of their name or address, for giving them a right; at most 30."""
    if not text:
        return []
    like = or_(
        User.name.icontains(text, autoescape=True), User.email.icontains(text, autoescape=True)
    )
    rows = session.execute(
        select(User.public_id, User.name, User.email)
        .where(like, User.state == UserState.ACTIVE, User.email_confirmed_at.is_not(None))
        .order_by(User.name, User.id)
        .limit(PEOPLE_PAGE)
    )
    return [Officer(public_id, name, email or "", ()) for public_id, name, email in rows]


def user_id_of(session: Session, public_id: str) -> int | None:
    """Return the key of a person by public id, or None."""
    return session.scalar(select(User.id).where(User.public_id == public_id))


@dataclass(frozen=True, slots=True)
class Standing:
    """How the catalogue stands. ``median_days``: of decisions in the last 30 days, None without."""

    listings: dict[ListingState, int]
    decided: int
    median_days: float | None


def standing(session: Session, now: datetime) -> Standing:
    """Count listings by state and reckon how long decisions of the last 30 days took."""
    rows = session.execute(select(Listing.state, func.count()).group_by(Listing.state))
    waits = session.execute(
        select(ListingVersion.submitted_at, ReviewDecision.decided_at)
        .join(ReviewDecision, ReviewDecision.version_id == ListingVersion.id)
        .where(ReviewDecision.decided_at >= now - timedelta(days=30))
        .order_by(ReviewDecision.id.desc())
        .limit(1000)
    )
    days = sorted(_days(row) for row in waits if row[0] is not None)
    median = days[len(days) // 2] if days else None
    return Standing(dict.fromkeys(ListingState, 0) | dict(rows.all()), len(days), median)


def _days(row: Any) -> float:
    seconds: float = (row[1] - row[0]).total_seconds()
    return seconds / 86_400
