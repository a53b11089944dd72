"""Business matching: what somebody needs, said once and seen by the sellers it fits."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import User
from models.base import Base, WithId
from models.communities import Community
from models.lifecycle import Lifecycle, steps
from models.organisations import Organisation
from models.types import Json, UtcDateTime, enum_type, new_public_id


class RequestKind(StrEnum):
    """What is needed."""

    WHOLESALE = "wholesale"
    GROUP_TOUR = "group_tour"
    CO_DESIGN = "co_design"
    VENUE = "venue"
    COACHING = "coaching"
    OTHER = "other"


class RequestState(StrEnum):
    """Where a request stands. Choosing a seller comes with quotes."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class RequestAction(StrEnum):
    """What moves a request from state to state. EXPIRE follows from the reply-by date."""

    POST = "post"
    CLOSE = "close"
    CANCEL = "cancel"
    EXPIRE = "expire"


class DraftStep(StrEnum):
    """What is done with a draft of a request, and only with a draft."""

    SAVE = "save"
    DISCARD = "discard"


REQUEST_LIFECYCLE: Lifecycle[RequestState, RequestAction] = Lifecycle(
    steps(
        ((RequestState.DRAFT,), RequestAction.POST, RequestState.OPEN),
        ((RequestState.OPEN,), RequestAction.CLOSE, RequestState.CLOSED),
        ((RequestState.OPEN,), RequestAction.CANCEL, RequestState.CANCELLED),
        ((RequestState.OPEN,), RequestAction.EXPIRE, RequestState.EXPIRED),
    )
)
"""What has ended stays as it is; its words may be copied into a new request."""


class MatchRequest(WithId, Base):
    """An open call: a need that sellers of some communities and categories may answer.

    Attributes:
        organisation_id: for whom it was posted; None when the person asks for themself.
        form_key: drawn by the form, so that a form sent twice makes one request.
        kind: None only in a draft.
        quantity: of ``unit``, a word as typed ("ผืน").
        month: 1 to 12, when no days are known.
        budget_min_satang: of the whole need, not of one piece; so ``budget_max_satang``.
        languages: codes of what the requester speaks or needs ("th", "en", "zh" ...).
        reply_by: last day for answers, in Bangkok.
        contact_email: published with the request to sellers who ask for it; "" publishes none.
            So the telephone number and the LINE name.
        told_at: when the sellers it fits were told by mail; None while they still are to be.
        hidden_at: an officer took it from the sellers; None when they may see it.
    """

    __tablename__ = "match_request"
    __table_args__ = (
        UniqueConstraint("requester_id", "form_key"),
        Index(None, "state", "reply_by"),
        Index(None, "requester_id", "id"),
        Index(None, "organisation_id", "id"),
        CheckConstraint("month IS NULL OR month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("state = 'draft' OR kind IS NOT NULL", name="kind_known"),
        CheckConstraint("state = 'draft' OR reply_by IS NOT NULL", name="reply_by_known"),
    )

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    requester_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    form_key: Mapped[str]
    state: Mapped[RequestState] = mapped_column(
        enum_type(RequestState, "state"), default=RequestState.DRAFT
    )
    kind: Mapped[RequestKind | None] = mapped_column(enum_type(RequestKind, "kind"))
    title: Mapped[str] = mapped_column(default="")
    brief: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int | None]
    unit: Mapped[str] = mapped_column(default="")
    group_size: Mapped[int | None]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    month: Mapped[int | None]
    budget_min_satang: Mapped[int | None]
    budget_max_satang: Mapped[int | None]
    languages: Mapped[list[str]] = mapped_column(Json, default=list)
    needs: Mapped[str] = mapped_column(default="")
    reply_by: Mapped[date | None]
    contact_email: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    contact_line: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    posted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    requester: Mapped[User] = relationship(lazy="raise")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    communities: Mapped[list[Community]] = relationship(
        secondary="match_request_community", lazy="raise", order_by="Community.id"
    )
    categories: Mapped[list["RequestCategory"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="RequestCategory.id"
    )

    __mapper_args__ = {"version_id_col": version}

    def advance(self, action: RequestAction, now: datetime) -> None:
        """Move the state. Raises IllegalTransitionError when the table forbids it."""
        self.state = REQUEST_LIFECYCLE.next(self.state, action)
        if action is RequestAction.POST:
            self.posted_at = now
        else:
            self.ended_at = now


class RequestCommunity(Base):
    """A community whose sellers are asked; a request without any asks all communities."""

    __tablename__ = "match_request_community"

    request_id: Mapped[int] = mapped_column(
        ForeignKey("match_request.id", ondelete="CASCADE"), primary_key=True
    )
    community_id: Mapped[int] = mapped_column(
        ForeignKey("community.id"), primary_key=True, index=True
    )


class RequestCategory(WithId, Base):
    """A category whose makers are asked, with everything below it; without any, all are asked.

    Attributes:
        chosen: True for what was chosen, False for the categories below it.
    """

    __tablename__ = "match_request_category"
    __table_args__ = (UniqueConstraint("request_id", "category_slug"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("match_request.id", ondelete="CASCADE"))
    category_slug: Mapped[str] = mapped_column(ForeignKey("category.slug"), index=True)
    chosen: Mapped[bool]


class RequestReveal(WithId, Base):
    """A member of a seller opened the contact channels of a request; kept once for each person."""

    __tablename__ = "match_request_reveal"
    __table_args__ = (UniqueConstraint("request_id", "viewer_id", "organisation_id"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("match_request.id"))
    viewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    revealed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RequestHiding(WithId, Base):
    """An officer took a request from the sellers; lifted, not deleted.

    Attributes:
        reasons: always empty; kept so that all acts of officers are read alike.
        note: why, in words the requester reads.
    """

    __tablename__ = "match_request_hiding"

    request_id: Mapped[int] = mapped_column(ForeignKey("match_request.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    reasons: Mapped[list[str]] = mapped_column(Json, default=list)
    note: Mapped[str]
    hidden_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
