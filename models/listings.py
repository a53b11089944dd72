"""Listings: crafts and routes, and their reviewed versions."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import User
from models.base import Base, WithId
from models.communities import Community
from models.lifecycle import Lifecycle, steps
from models.listing_content import Content, CraftContent, RouteContent, from_document
from models.listing_terms import CraftTerms, PriceTier, RouteTerms
from models.media import Photo
from models.organisations import Organisation
from models.types import Json, UtcDateTime, enum_type, new_public_id


class ListingKind(StrEnum):
    """A thing or a trip."""

    CRAFT = "craft"
    ROUTE = "route"


class ListingState(StrEnum):
    """What the public can do with a listing."""

    DRAFT = "draft"
    PUBLISHED = "published"
    PAUSED = "paused"
    SUSPENDED = "suspended"
    RETIRED = "retired"


class ListingAction(StrEnum):
    """What moves a listing from state to state. PUBLISH follows from the first approval."""

    PUBLISH = "publish"
    PAUSE = "pause"
    RESUME = "resume"
    SUSPEND = "suspend"
    LIFT = "lift"
    RETIRE = "retire"


LISTING_LIFECYCLE: Lifecycle[ListingState, ListingAction] = Lifecycle(
    steps(
        ((ListingState.DRAFT,), ListingAction.PUBLISH, ListingState.PUBLISHED),
        ((ListingState.PUBLISHED,), ListingAction.PAUSE, ListingState.PAUSED),
        ((ListingState.PAUSED,), ListingAction.RESUME, ListingState.PUBLISHED),
        (
            (ListingState.PUBLISHED, ListingState.PAUSED),
            ListingAction.SUSPEND,
            ListingState.SUSPENDED,
        ),
        ((ListingState.SUSPENDED,), ListingAction.LIFT, ListingState.PUBLISHED),
        (
            (
                ListingState.DRAFT,
                ListingState.PUBLISHED,
                ListingState.PAUSED,
                ListingState.SUSPENDED,
            ),
            ListingAction.RETIRE,
            ListingState.RETIRED,
        ),
    )
)
"""A listing is paused and retired by its seller, suspended by an officer; retired is for good."""

PUBLIC_STATES = frozenset({ListingState.PUBLISHED, ListingState.PAUSED})
"""States in which anyone may open the page; a paused one says that it is not sold now."""


class VersionState(StrEnum):
    """Where one version of the content stands in review."""

    EDITING = "editing"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


class VersionAction(StrEnum):
    """What moves a version from state to state."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    SUPERSEDE = "supersede"
    DISCARD = "discard"


class VersionStep(StrEnum):
    """What else a seller does with versions; a state may rule it out as it rules out an action."""

    EDIT = "edit"
    REOPEN = "reopen"
    ASK_AGAIN = "ask_again"


VERSION_LIFECYCLE: Lifecycle[VersionState, VersionAction] = Lifecycle(
    steps(
        ((VersionState.EDITING,), VersionAction.SUBMIT, VersionState.IN_REVIEW),
        ((VersionState.IN_REVIEW,), VersionAction.WITHDRAW, VersionState.EDITING),
        ((VersionState.IN_REVIEW,), VersionAction.APPROVE, VersionState.APPROVED),
        (
            (VersionState.IN_REVIEW,),
            VersionAction.REQUEST_CHANGES,
            VersionState.CHANGES_REQUESTED,
        ),
        ((VersionState.IN_REVIEW,), VersionAction.REJECT, VersionState.REJECTED),
        ((VersionState.APPROVED,), VersionAction.SUPERSEDE, VersionState.SUPERSEDED),
        (
            (VersionState.EDITING, VersionState.CHANGES_REQUESTED, VersionState.REJECTED),
            VersionAction.DISCARD,
            VersionState.DISCARDED,
        ),
    )
)
"""Going on after a request for changes opens a new version that copies the
content: what was submitted stays as it was. An approved version is superseded by the next one.
A seller discards what came after the approved version and never became public; it stays readable
in the history, and no question about the newest version means it."""

OPEN_VERSION_STATES = frozenset({VersionState.EDITING, VersionState.IN_REVIEW})
"""At most one version of a listing is in one of these (a partial unique index keeps it so)."""

_OPEN_SQL = text("state IN ('editing', 'in_review')")


class Listing(WithId, Base):
    """A craft or a route of one seller organisation.

    The columns from ``title_th`` on copy the approved version, so that lists read one row.

    Attributes:
        slug: public address; None until the first submission.
        approved_version_id: what the public sees; None before the first approval.
        price_from_satang: retail price of a craft, lowest tier of a route; None without price.
        published_at: first approval; decides "newest".
        version: rises with every change; also the version number in the search index.
    """

    __tablename__ = "listing"
    __table_args__ = (
        Index(None, "state", "kind", "published_at", "id"),
        Index(None, "organisation_id", "state"),
        Index(None, "lead_community_id", "state", "kind"),
        Index(None, "category_slug", "state"),
        CheckConstraint("state <> 'published' OR slug IS NOT NULL", name="published_has_slug"),
    )

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    slug: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[ListingKind] = mapped_column(enum_type(ListingKind, "kind"))
    state: Mapped[ListingState] = mapped_column(
        enum_type(ListingState, "state"), default=ListingState.DRAFT
    )
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    approved_version_id: Mapped[int | None] = mapped_column(
        ForeignKey(
            "listing_version.id", use_alter=True, name="fk_listing_approved_version_id_version"
        )
    )
    title_th: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    summary_th: Mapped[str] = mapped_column(default="")
    summary_en: Mapped[str] = mapped_column(default="")
    category_slug: Mapped[str | None] = mapped_column(ForeignKey("category.slug"))
    lead_community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id"))
    cover_photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id"))
    cover_alt_th: Mapped[str] = mapped_column(default="")
    cover_alt_en: Mapped[str] = mapped_column(default="")
    days: Mapped[int | None]
    duration_minutes: Mapped[int | None]
    price_from_satang: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    lead_community: Mapped[Community | None] = relationship(lazy="raise")
    cover_photo: Mapped[Photo | None] = relationship(lazy="raise")
    approved_version: Mapped["ListingVersion | None"] = relationship(
        lazy="raise", foreign_keys=[approved_version_id], post_update=True
    )
    versions: Mapped[list["ListingVersion"]] = relationship(
        lazy="raise",
        foreign_keys="ListingVersion.listing_id",
        order_by="ListingVersion.number",
        back_populates="listing",
    )
    craft_terms: Mapped[CraftTerms | None] = relationship(lazy="raise")
    route_terms: Mapped[RouteTerms | None] = relationship(lazy="raise")
    price_tiers: Mapped[list[PriceTier]] = relationship(
        lazy="raise", order_by="PriceTier.min_people", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    def advance(self, action: ListingAction, now: datetime) -> None:
        """Move the listing. Raises IllegalTransitionError when the table forbids it."""
        self.state = LISTING_LIFECYCLE.next(self.state, action)
        self.updated_at = now
        if action is ListingAction.PUBLISH:
            self.published_at = now


class ListingCommunity(Base):
    """Which communities an approved listing belongs to; position 0 is the lead."""

    __tablename__ = "listing_community"
    __table_args__ = (Index(None, "community_id", "listing_id"),)

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class ListingVersion(WithId, Base):
    """One version of the content. Immutable once submitted and decided.

    Attributes:
        number: 1 for the first, rising by 1 for each listing.
        document: the content as JSON; read it through ``content``.
        second_look_of_id: the rejected version that this one asks to be judged again; None for
            all others. Unique, so it can be asked once.
        saved_at: last save of the draft.
        version: rises with each save; the form carries it, so two tabs cannot overwrite each other.
    """

    __tablename__ = "listing_version"
    __table_args__ = (
        UniqueConstraint("listing_id", "number"),
        Index(
            "uq_listing_version_open",
            "listing_id",
            unique=True,
            sqlite_where=_OPEN_SQL,
            postgresql_where=_OPEN_SQL,
        ),
        Index(None, "state", "submitted_at", "id"),
    )

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(
        enum_type(VersionState, "state"), default=VersionState.EDITING
    )
    title_th: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    document: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    second_look_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("listing_version.id"), unique=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    listing: Mapped[Listing] = relationship(
        lazy="raise", foreign_keys=[listing_id], back_populates="versions"
    )
    author: Mapped[User | None] = relationship(lazy="raise")
    photos: Mapped[list["VersionPhoto"]] = relationship(
        lazy="raise", order_by="VersionPhoto.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    def content(self, kind: ListingKind) -> Content:
        """Read the document as the content of a craft or a route."""
        if kind is ListingKind.CRAFT:
            return from_document(CraftContent, self.document)
        return from_document(RouteContent, self.document)

    def advance(self, action: VersionAction, now: datetime) -> None:
        """Move the version. Raises IllegalTransitionError when the table forbids it."""
        self.state = VERSION_LIFECYCLE.next(self.state, action)
        if action is VersionAction.SUBMIT:
            self.submitted_at = now
        elif action is VersionAction.WITHDRAW:
            self.submitted_at = None
        elif action not in {VersionAction.SUPERSEDE, VersionAction.DISCARD}:
            self.decided_at = now


class VersionPhoto(WithId, Base):
    """A photo in its place in one version, with its alternative text."""

    __tablename__ = "version_photo"
    __table_args__ = (UniqueConstraint("version_id", "photo_id"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("listing_version.id"))
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), index=True)
    position: Mapped[int]
    alt_th: Mapped[str] = mapped_column(default="")
    alt_en: Mapped[str] = mapped_column(default="")

    photo: Mapped[Photo] = relationship(lazy="raise")
