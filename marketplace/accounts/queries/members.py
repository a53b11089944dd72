"""Members of an organisation and invitations to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accounts import User
from models.organisations import Invitation, MemberRole, Membership, Organisation

MAX_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Member:
    """A person who works in the organisation."""

    user_id: int
    public_id: str
    name: str
    email: str | None
    role: MemberRole
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that waits for an answer. ``expired``: it has to be sent again."""

    public_id: str
    email: str
    role: MemberRole
    created_at: datetime
    expires_at: datetime
    expired: bool


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """What somebody with an invitation's link sees.

    Attributes:
        has_account: the address invited has a confirmed account, so its owner signs in.
    """

    invitation: Invitation
    organisation: Organisation
    inviter: str
    has_account: bool


def members_of(session: Session, organisation_id: int) -> list[Member]:
    """Return who works in an organisation, in the order of joining."""
    rows = session.execute(
        select(
            User.id, User.public_id, User.name, User.email, Membership.role, Membership.joined_at
        )
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.joined_at, Membership.id)
        .limit(MAX_SHOWN)
    )
    return [Member(*row) for row in rows]


def open_invitations_of(
    session: Session, organisation_id: int, now: datetime
) -> list[OpenInvitation]:
    """Return the invitations nobody has answered yet, the latest first."""
    rows = session.execute(
        select(
            Invitation.public_id,
            Invitation.email,
            Invitation.role,
            Invitation.created_at,
            Invitation.expires_at,
        )
        .where(Invitation.organisation_id == organisation_id, Invitation.closed_at.is_(None))
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        .limit(MAX_SHOWN)
    )
    return [OpenInvitation(*row, expired=row.expires_at <= now) for row in rows]


def invitation_by_token(session: Session, digest: bytes, now: datetime) -> InvitationPage | None:
    """Return the open invitation behind a link, or None when it opens nothing any more."""
    invitation = session.scalar(
        select(Invitation).where(
            Invitation.token_hash == digest,
            Invitation.closed_at.is_(None),
            Invitation.expires_at > now,
        )
    )
    if invitation is None:
        return None
    organisation = session.get_one(Organisation, invitation.organisation_id)
    inviter = session.scalar(select(User.name).where(User.id == invitation.invited_by_id))
    confirmed = session.scalar(
        select(User.id).where(User.email == invitation.email, User.email_confirmed_at.is_not(None))
    )
    return InvitationPage(invitation, organisation, inviter or "", confirmed is not None)


def invitation_for(
    session: Session, user_id: int, public_id: str, now: datetime
) -> Invitation | None:
    """Return an open invitation to a person's own confirmed address, or None."""
    return session.scalar(
        select(Invitation)
        .join(User, User.email == Invitation.email)
        .where(
            Invitation.public_id == public_id,
            Invitation.closed_at.is_(None),
            Invitation.expires_at > now,
            User.id == user_id,
            User.email_confirmed_at.is_not(None),
        )
    )
