"""Listings that an officer took from sale, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from models.accounts import User
from models.listings import Listing, ListingKind, ListingState
from models.moderation import Suspension
from models.organisations import Organisation

PAGE_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class Suspended:
    """A listing that is not on sale, and the act that took it from there.

    Attributes:
        reasons: codes of the catalogue.
        officer: who did it.
    """

    public_id: str
    kind: ListingKind
    title_th: str
    title_en: str
    organisation_th: str
    organisation_en: str
    suspended_at: datetime
    reasons: list[str]
    note: str
    officer: str


_ROWS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Listing.public_id,
        Listing.kind,
        Listing.title_th,
        Listing.title_en,
        Organisation.name_th.label("organisation_th"),
        Organisation.name_en.label("organisation_en"),
        Suspension.suspended_at,
        Suspension.reasons,
        Suspension.note,
        User.name.label("officer"),
    )
    .join(Suspension, and_(Suspension.listing_id == Listing.id, Suspension.lifted_at.is_(None)))
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .join(User, User.id == Suspension.officer_id)
    .where(Listing.state == ListingState.SUSPENDED)
    .order_by(Suspension.suspended_at.desc(), Suspension.id.desc())
)


def suspended_listings(session: Session, page: int) -> tuple[tuple[Suspended, ...], int]:
    """Return one page of suspended listings, latest first, and how many there are."""
    total = count_suspended(session)
    rows = session.execute(_ROWS.limit(PAGE_SIZE).offset((max(page, 1) - 1) * PAGE_SIZE))
    return tuple(Suspended(**row) for row in rows.mappings()), total


def count_suspended(session: Session) -> int:
    """Count the suspended listings."""
    return (
        session.scalar(
            select(func.count()).select_from(Listing).where(Listing.state == ListingState.SUSPENDED)
        )
        or 0
    )


def why_suspended(session: Session, listing_id: int) -> Suspended | None:
    """Return why a listing is suspended now; None when it is not."""
    row = session.execute(_ROWS.where(Listing.id == listing_id).limit(1)).mappings().first()
    return None if row is None else Suspended(**row)
