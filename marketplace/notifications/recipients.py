"""Mailboxes of people by their place in the story. Only confirmed addresses get mail."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from marketplace.notifications.mails import Recipient
from models.accounts import Locale, OfficerGrant, OfficerRole, User, UserState
from models.organisations import MemberRole, Membership

_REACHABLE: Select[str | None, str, Locale] = select(User.email, User.name, User.locale).where(
    User.email.is_not(None), User.email_confirmed_at.is_not(None), User.state == UserState.ACTIVE
)


def person(session: Session, user_id: int) -> Recipient | None:
    """Return a person's mailbox, or None when they have none that is confirmed."""
    found = _read(session, _REACHABLE.where(User.id == user_id))
    return found[0] if found else None


def members(
    session: Session, organisation_id: int, role: MemberRole | None = None
) -> list[Recipient]:
    """Return the mailboxes of an organisation's members, in the order of joining.

    Args:
        session: to read with.
        organisation_id: whose members.
        role: only those with this role; None means all.
    """
    statement = (
        _REACHABLE.join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.joined_at, Membership.id)
    )
    if role is not None:
        statement = statement.where(Membership.role == role)
    return _read(session, statement)


def officers(session: Session, role: OfficerRole) -> list[Recipient]:
    """Return the mailboxes of the officers who hold exactly this right, oldest grant first."""
    return _read(
        session,
        _REACHABLE.join(OfficerGrant, OfficerGrant.user_id == User.id)
        .where(OfficerGrant.role == role, OfficerGrant.revoked_at.is_(None))
        .order_by(OfficerGrant.id),
    )


def _read(session: Session, statement: Select[str | None, str, Locale]) -> list[Recipient]:
    return [
        Recipient(email, name, locale)
        for email, name, locale in session.execute(statement)
        if email is not None
    ]
