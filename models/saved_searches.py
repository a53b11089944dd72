"""Searches that people keep, and the listings that met them since."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WithId
from models.types import UtcDateTime, new_public_id


class SavedSearch(WithId, Base):
    """A search that a person comes back to.

    Attributes:
        address: the query part of the results page, canonical, without page and order.
        digest: SHA-256 of the address without regard to capitals. Addresses are too long for a
            unique key, so this keeps one row for each search of a person.
        name: the person's own name for it; "" says the search in words.
        notify: whether the morning's mail and the badge tell of it.
        checked_at: up to when new listings were looked for.
        seen_at: when its owner last looked at what was found.
        deleted_at: thrown away; it can be taken back until the worker sweeps.
    """

    __tablename__ = "saved_search"
    __table_args__ = (
        UniqueConstraint("user_id", "digest"),
        Index(None, "checked_at", "user_id"),
    )

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    address: Mapped[str]
    digest: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    notify: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SavedSearchMatch(Base):
    """A new listing that met a saved search: told once, because the pair is the key."""

    __tablename__ = "saved_search_match"
    __table_args__ = (Index(None, "listing_id"), Index(None, "found_at"))

    search_id: Mapped[int] = mapped_column(
        ForeignKey("saved_search.id", ondelete="CASCADE"), primary_key=True
    )
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True
    )
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
