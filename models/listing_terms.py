"""What a listing costs and on which terms: changed at once, without review."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WithId
from models.types import Json, enum_type


class CraftTerms(Base):
    """Price and terms of a craft: changed at once, never reviewed, always journalled.

    Attributes:
        stock: pieces ready now, 0 or more; changed by guarded UPDATE only.
        lead_time_days: to make or send; None when not told.
        season_months: 1 to 12; empty means all year.
        wholesale_price_satang: set together with ``min_wholesale_qty`` or not at all.
        delivery_satang: delivery charge for one order; None means agreed with the seller.
    """

    __tablename__ = "craft_terms"
    __table_args__ = (
        CheckConstraint("stock >= 0", name="stock"),
        CheckConstraint("price_satang IS NULL OR price_satang > 0", name="price"),
        CheckConstraint(
            "(min_wholesale_qty IS NULL) = (wholesale_price_satang IS NULL)", name="wholesale_pair"
        ),
    )

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    price_satang: Mapped[int | None]
    unit: Mapped[str] = mapped_column(default="piece")
    stock: Mapped[int] = mapped_column(default=0)
    made_to_order: Mapped[bool] = mapped_column(default=False)
    lead_time_days: Mapped[int | None]
    monthly_capacity: Mapped[int | None]
    min_wholesale_qty: Mapped[int | None]
    wholesale_price_satang: Mapped[int | None]
    season_months: Mapped[list[int]] = mapped_column(Json, default=list)
    delivery_satang: Mapped[int | None]
    pickup: Mapped[bool] = mapped_column(default=False)


class CancellationPolicy(StrEnum):
    """How much a booker gets back; the scale is in the terms of use."""

    FLEXIBLE = "flexible"
    MODERATE = "moderate"
    STRICT = "strict"


class RouteTerms(Base):
    """Price and terms of a route. The price tiers are rows of ``PriceTier``.

    Attributes:
        months: 1 to 12 in which it runs; weekdays: 0 (Monday) to 6 (Sunday).
        start_times: "HH:MM".
        cut_off_hours: how long before the start booking closes.
        min_to_run: people without whom a departure does not run; None means min_group.
    """

    __tablename__ = "route_terms"
    __table_args__ = (CheckConstraint("min_group >= 1 AND max_group >= min_group", name="group"),)

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    min_group: Mapped[int] = mapped_column(default=1)
    max_group: Mapped[int] = mapped_column(default=10)
    months: Mapped[list[int]] = mapped_column(Json, default=list)
    weekdays: Mapped[list[int]] = mapped_column(Json, default=list)
    start_times: Mapped[list[str]] = mapped_column(Json, default=list)
    cut_off_hours: Mapped[int] = mapped_column(default=24)
    min_to_run: Mapped[int | None]
    cancellation: Mapped[CancellationPolicy] = mapped_column(
        enum_type(CancellationPolicy, "cancellation"), default=CancellationPolicy.MODERATE
    )


class PriceTier(WithId, Base):
    """Price per person for a range of group sizes; a group outside every tier cannot book."""

    __tablename__ = "price_tier"
    __table_args__ = (
        UniqueConstraint("listing_id", "min_people"),
        CheckConstraint("min_people >= 1 AND max_people >= min_people", name="range"),
        CheckConstraint("price_satang > 0", name="price"),
    )

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    min_people: Mapped[int]
    max_people: Mapped[int]
    price_satang: Mapped[int]
