"""People: accounts, their server-side sessions, one-time links and officer grants."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, WithId
from models.types import UtcDateTime, enum_type, new_public_id


class Locale(StrEnum):
    """Languages the product speaks; the first is the default."""

    TH = "th"
    EN = "en"


class UserState(StrEnum):
    """Whether a person may sign in."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    ERASED = "erased"


class OfficerRole(StrEnum):
    """What an officer of office 4 may do. An administrator may do all three."""

    REVIEWER = "reviewer"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class TokenPurpose(StrEnum):
    """What a one-time link is good for."""

    CONFIRM_EMAIL = "confirm_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a secret
    CHANGE_EMAIL = "change_email"


class User(WithId, Base):
    """A person with an account.

    Rights come from memberships and officer grants, never from a column here.

    Attributes:
        email: normalised (NFC, lower case); None once erased, or for people who sign in by phone.
        password_hash: argon2id string; None means that no password opens this account.
        email_confirmed_at: None until the link in the first mail was opened.
    """

    __tablename__ = "user_account"

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    email: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    locale: Mapped[Locale] = mapped_column(enum_type(Locale, "locale"), default=Locale.TH)
    state: Mapped[UserState] = mapped_column(
        enum_type(UserState, "state"), default=UserState.ACTIVE
    )
    password_hash: Mapped[str | None]
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class UserSession(WithId, Base):
    """One signed-in device. The cookie holds a random token; only its SHA-256 is kept.

    Attributes:
        acting_for_id: organisation this device acts for; None means for the person alone.
        expires_at: absolute end; the idle end is reckoned from ``last_seen_at``.
        revoked_at: set by sign-out; a revoked session is refused on its very next request.
    """

    __tablename__ = "user_session"
    __table_args__ = (Index(None, "user_id", "revoked_at"),)

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    user_agent: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    acting_for_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))

    user: Mapped[User] = relationship(lazy="raise")


class OneTimeToken(WithId, Base):
    """A link sent by mail: confirm an address, reset a password, change an address.

    Attributes:
        email: the address the link was sent to, and the one a change leads to.
        used_at: set once by a guarded UPDATE; a used link opens nothing.
    """

    __tablename__ = "one_time_token"

    token_hash: Mapped[bytes] = mapped_column(unique=True)
    purpose: Mapped[TokenPurpose] = mapped_column(enum_type(TokenPurpose, "purpose"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    email: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OfficerGrant(WithId, Base):
    """A right of office 4 given to one person; taken back, never deleted."""

    __tablename__ = "officer_grant"
    __table_args__ = (
        Index(
            "uq_officer_grant_live",
            "user_id",
            "role",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        CheckConstraint("revoked_at IS NULL OR revoked_at >= granted_at", name="order"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    role: Mapped[OfficerRole] = mapped_column(enum_type(OfficerRole, "role"))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise", foreign_keys=[user_id])
