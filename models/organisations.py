"""Groups that sell or buy: admission, members, invitations, contact channels."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import User
from models.base import Base, WithId
from models.communities import Community
from models.lifecycle import Lifecycle, steps
from models.types import Json, UtcDateTime, enum_type, new_public_id


class OrganisationSide(StrEnum):
    """Whether the organisation sells or buys on the platform."""

    SELLER = "seller"
    BUYER = "buyer"


class OrganisationKind(StrEnum):
    """Legal or customary form; it decides the admission checklist."""

    COMMUNITY_ENTERPRISE = "community_enterprise"
    VILLAGE_GROUP = "village_group"
    COOPERATIVE = "cooperative"
    INDIVIDUAL = "individual"
    COMPANY = "company"
    TOUR_OPERATOR = "tour_operator"
    HOTEL = "hotel"
    RETAILER = "retailer"
    AGENCY = "agency"
    OTHER = "other"


class AdmissionState(StrEnum):
    """Where a seller stands with office 4."""

    APPLIED = "applied"
    RETURNED = "returned"
    ADMITTED = "admitted"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class AdmissionAction(StrEnum):
    """What moves a seller from one admission state to another."""

    ADMIT = "admit"
    RETURN = "return"
    SEND_AGAIN = "send_again"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    CLOSE = "close"


ADMISSION_LIFECYCLE: Lifecycle[AdmissionState, AdmissionAction] = Lifecycle(
    steps(
        ((AdmissionState.APPLIED,), AdmissionAction.ADMIT, AdmissionState.ADMITTED),
        ((AdmissionState.APPLIED,), AdmissionAction.RETURN, AdmissionState.RETURNED),
        ((AdmissionState.RETURNED,), AdmissionAction.SEND_AGAIN, AdmissionState.APPLIED),
        ((AdmissionState.ADMITTED,), AdmissionAction.SUSPEND, AdmissionState.SUSPENDED),
        ((AdmissionState.SUSPENDED,), AdmissionAction.REINSTATE, AdmissionState.ADMITTED),
        ((AdmissionState.ADMITTED,), AdmissionAction.CLOSE, AdmissionState.CLOSED),
    )
)
"""A group applies, an officer returns or admits it; suspended and closed ones may come back only
as the table says."""


class MemberRole(StrEnum):
    """What a member may do: an owner manages members, staff work on listings."""

    OWNER = "owner"
    STAFF = "staff"


class ChannelKind(StrEnum):
    """Ways to reach a seller."""

    PHONE = "phone"
    LINE = "line"
    EMAIL = "email"
    FACEBOOK = "facebook"
    WEBSITE = "website"


class ChannelVisibility(StrEnum):
    """Who sees a contact channel; ``on_request`` shows it after a logged click."""

    EVERYONE = "everyone"
    ON_REQUEST = "on_request"
    NOBODY = "nobody"


class Organisation(WithId, Base):
    """A group, firm or agency that sells or buys.

    Attributes:
        community_id: the village a seller belongs to; None for buyers.
        admission: None for buyers, who need no admission.
        papers: evidence for the checklist: ``registration_no``, ``exempt_class``, ``tour_licence``,
            ``tour_licence_expires_on`` (ISO date), ``address``, ``phone``; all optional strings.
        demo: True for organisations of the demo data; production shows a notice on them.
    """

    __tablename__ = "organisation"
    __table_args__ = (Index(None, "side", "admission", "id"),)

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    slug: Mapped[str] = mapped_column(unique=True)
    side: Mapped[OrganisationSide] = mapped_column(enum_type(OrganisationSide, "side"))
    kind: Mapped[OrganisationKind] = mapped_column(enum_type(OrganisationKind, "kind"))
    name_th: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    about_th: Mapped[str] = mapped_column(default="")
    about_en: Mapped[str] = mapped_column(default="")
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id"), index=True)
    admission: Mapped[AdmissionState | None] = mapped_column(enum_type(AdmissionState, "admission"))
    papers: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    admitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    community: Mapped[Community | None] = relationship(lazy="raise")
    channels: Mapped[list["ContactChannel"]] = relationship(
        lazy="raise", order_by="ContactChannel.position, ContactChannel.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def tour_licence_expires_on(self) -> date | None:
        """Last day of the tourism licence among the papers; None without one."""
        day = self.papers.get("tour_licence_expires_on")
        return date.fromisoformat(day) if day else None

    def advance(self, action: AdmissionAction, now: datetime) -> None:
        """Move the admission state. Raises IllegalTransitionError when the table forbids it."""
        state = self.admission or AdmissionState.CLOSED
        self.admission = ADMISSION_LIFECYCLE.next(state, action)
        if action is AdmissionAction.ADMIT:
            self.admitted_at = now
        elif action is AdmissionAction.SEND_AGAIN:
            self.applied_at = now


class AdmissionDecision(WithId, Base):
    """One act of an officer on an application or a seller, kept for ever.

    Attributes:
        checks: checklist item code -> "ok" | "missing" | "not_needed".
        note: what the officer wrote to the applicant; may be empty.
    """

    __tablename__ = "admission_decision"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[AdmissionAction] = mapped_column(enum_type(AdmissionAction, "action"))
    checks: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    reasons: Mapped[list[str]] = mapped_column(Json, default=list)
    note: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)

    officer: Mapped[User] = relationship(lazy="raise")


class ContactChannel(WithId, Base):
    """One way to reach an organisation, published only as its owner chose."""

    __tablename__ = "contact_channel"

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[ChannelKind] = mapped_column(enum_type(ChannelKind, "kind"))
    value: Mapped[str]
    visibility: Mapped[ChannelVisibility] = mapped_column(
        enum_type(ChannelVisibility, "visibility"), default=ChannelVisibility.ON_REQUEST
    )
    position: Mapped[int] = mapped_column(default=0)


class ContactReveal(WithId, Base):
    """A visitor asked to see contact channels; the owner sees when and from which listing.

    Attributes:
        viewer_id: None for a visitor without account.
    """

    __tablename__ = "contact_reveal"
    __table_args__ = (Index(None, "organisation_id", "revealed_at"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id"))
    viewer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    revealed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Membership(WithId, Base):
    """A person works in an organisation."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[MemberRole] = mapped_column(enum_type(MemberRole, "role"))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")


class Invitation(WithId, Base):
    """An invitation by mail to join an organisation; open while none of the ends is set."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index(
            "uq_invitation_open",
            "organisation_id",
            "email",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    email: Mapped[str] = mapped_column(index=True)
    role: Mapped[MemberRole] = mapped_column(enum_type(MemberRole, "role"))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted: Mapped[bool | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise")
