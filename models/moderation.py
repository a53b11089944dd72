"""What officers decided about versions of listings."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import User
from models.base import Base, WithId
from models.types import Json, UtcDateTime, enum_type


class ReviewOutcome(StrEnum):
    """The three answers to a submitted version."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"


class ReviewDecision(WithId, Base):
    """The one decision on a version; the unique key refuses a second one.

    Attributes:
        reasons: codes of the reason catalogue (``marketplace.listings.reasons``), at least one
            unless approved.
        checks: checklist code -> True when ticked.
        note: free words to the seller; may be empty.
    """

    __tablename__ = "review_decision"

    version_id: Mapped[int] = mapped_column(ForeignKey("listing_version.id"), unique=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    outcome: Mapped[ReviewOutcome] = mapped_column(enum_type(ReviewOutcome, "outcome"))
    reasons: Mapped[list[str]] = mapped_column(Json, default=list)
    checks: Mapped[dict[str, bool]] = mapped_column(Json, default=dict)
    note: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)

    officer: Mapped[User] = relationship(lazy="raise")


class Suspension(WithId, Base):
    """An officer took a listing from sale; lifted, not deleted."""

    __tablename__ = "suspension"

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    reasons: Mapped[list[str]] = mapped_column(Json, default=list)
    note: Mapped[str] = mapped_column(default="")
    suspended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
