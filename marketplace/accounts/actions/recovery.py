"""New passwords and new addresses: with a link from the mailbox, or from inside the account."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions.links import close_links, use_link
from marketplace.accounts.actions.taking import take_person
from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import (
    AccountLinkAsked,
    AddressLeft,
    EmailChanged,
    EmailConfirmed,
    PasswordChanged,
)
from marketplace.web import sessions
from models.accounts import TokenPurpose, User
from models.errors import InputRejectedError, NotFoundError


def reset_password(session: Session, digest: bytes, password_hash: str, now: datetime) -> User:
    """Set a new password with a link; every session ends. Returns whose it is.

    Opening the link proves the mailbox, so an address not confirmed yet is confirmed by it.

    Raises:
        InputRejectedError: ``link.expired``, also when the address has changed since.
    """
    used = use_link(session, digest, TokenPurpose.RESET_PASSWORD, now)
    user = used.user
    if user.email != used.email:
        raise InputRejectedError("link.expired")
    user.password_hash = password_hash
    if user.email_confirmed_at is None:
        user.email_confirmed_at = now
        record(session, EmailConfirmed(user_id=user.id), None, now)
    sessions.revoke_all(session, user.id, now)
    record(session, PasswordChanged(user_id=user.id), None, now)
    session.flush()
    return user


def change_password(
    session: Session, actor: Actor, checked_hash: str, new_hash: str, now: datetime
) -> None:
    """Set a new password from inside; every other device is signed out.

    Args:
        session: inside ``transaction()``.
        actor: whose; the old password was checked just before.
        checked_hash: the hash it was checked against.
        new_hash: of the new password.
        now: the moment.

    Raises:
        InputRejectedError: ``signin.failed`` on ``current``: the password changed meanwhile.
    """
    user = _own(session, actor)
    if user.password_hash != checked_hash:
        raise InputRejectedError("signin.failed", "current")
    user.password_hash = new_hash
    close_links(session, user.id, TokenPurpose.RESET_PASSWORD, now)
    sessions.revoke_all(session, user.id, now, keep=actor.session_id)
    record(session, PasswordChanged(user_id=user.id), actor, now)
    session.flush()


def ask_email_change(session: Session, actor: Actor, email: str, now: datetime) -> None:
    """Let the worker send a link to the new address; until it is opened, nothing changes."""
    user = _own(session, actor)
    fact = AccountLinkAsked(
        purpose=TokenPurpose.CHANGE_EMAIL.value,
        email=email,
        locale=user.locale.value,
        user_id=user.id,
    )
    record(session, fact, actor, now)


def change_email(session: Session, actor: Actor, digest: bytes, now: datetime) -> None:
    """Take the new address whose link was opened; every other device is signed out.

    Raises:
        InputRejectedError: ``link.expired``: used, expired, another person's, or the address
            was taken by an account meanwhile.
    """
    used = use_link(session, digest, TokenPurpose.CHANGE_EMAIL, now)
    user = used.user
    taken = session.scalar(select(User.id).where(User.email == used.email, User.id != user.id))
    if user.id != actor.user_id or taken is not None:
        raise InputRejectedError("link.expired")
    old, user.email = user.email, used.email
    user.email_confirmed_at = now
    for purpose in TokenPurpose:
        close_links(session, user.id, purpose, now)
    sessions.revoke_all(session, user.id, now, keep=actor.session_id)
    record(session, EmailChanged(user_id=user.id), actor, now)
    if old is not None:
        record(session, AddressLeft(user_id=user.id, email=old), actor, now)
    session.flush()


def _own(session: Session, actor: Actor) -> User:
    user = take_person(session, actor.user_id)
    if user is None:
        raise NotFoundError
    return user
