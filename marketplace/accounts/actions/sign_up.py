"""Making an account, so that the page answers alike whether or not the address has one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions.links import use_link
from marketplace.events import record
from marketplace.facts import AccountLinkAsked, EmailConfirmed, UserSignedUp
from models.accounts import Locale, TokenPurpose, User, UserState
from models.errors import InputRejectedError

TERMS_VERSION: Final = "2026-11"
"""Edition of the terms of use that people accept; the moment stands in the journal."""

ASK_SIGN_UP: Final = "sign_up"
"""``AccountLinkAsked.purpose`` of somebody who filled in the sign-up form."""


@dataclass(frozen=True, slots=True)
class SignUp:
    """A filled-in sign-up form.

    Attributes:
        email: as ``plain_address`` returns it.
        password_hash: made before the transaction, whether or not it will be needed.
        goal: "buy", "trade" or "sell": where the link leads once the address is confirmed.
        next_path: own path the person was on the way to, where the link leads instead.
    """

    name: str
    email: str
    locale: Locale
    password_hash: str
    goal: str = ""
    next_path: str = ""


@dataclass(frozen=True, slots=True)
class LinkWanted:
    """Somebody asks for a mail with a link.

    Attributes:
        purpose: a ``TokenPurpose`` value or ``ASK_SIGN_UP``.
        email: as ``plain_address`` returns it.
        locale: language for people who have no account that would tell.
        next_path: as in ``SignUp``.
    """

    purpose: str
    email: str
    locale: Locale
    next_path: str = ""


def sign_up(session: Session, request: SignUp, now: datetime) -> None:
    """Make an account that is not confirmed yet, or leave a confirmed one alone.

    The worker sends a link or "you have an account", so nothing here shows which it was. Signing
    up again before confirming replaces name and password: the last form counts, because only the
    mailbox's owner can confirm it, and only with the password they typed themselves.
    """
    user = session.scalar(select(User).where(User.email == request.email))
    if user is None:
        user = add_person(session, request, now)
    elif user.email_confirmed_at is None and user.state is UserState.ACTIVE:
        user.name = request.name
        user.locale = request.locale
        user.password_hash = request.password_hash
    fact = AccountLinkAsked(
        purpose=ASK_SIGN_UP,
        email=request.email,
        locale=request.locale.value,
        goal=request.goal,
        next_path=request.next_path,
    )
    record(session, fact, None, now)
    session.flush()


def add_person(session: Session, request: SignUp, now: datetime) -> User:
    """Add the account itself; whoever calls has made sure that the address is free."""
    user = User(
        name=request.name,
        email=request.email,
        locale=request.locale,
        password_hash=request.password_hash,
        email_confirmed_at=None,
        phone=None,
        created_at=now,
    )
    session.add(user)
    session.flush()
    record(session, UserSignedUp(user_id=user.id, terms=TERMS_VERSION), None, now)
    return user


def ask_link(session: Session, wanted: LinkWanted, now: datetime) -> None:
    """Let the worker look an address up and send what fits it, or nothing."""
    fact = AccountLinkAsked(
        purpose=wanted.purpose,
        email=wanted.email,
        locale=wanted.locale.value,
        next_path=wanted.next_path,
    )
    record(session, fact, None, now)


def confirm_email(session: Session, digest: bytes, checked_hash: str | None, now: datetime) -> User:
    """Confirm an address with the link sent to it. Returns whose it is.

    The caller has checked the password: a link alone must not open an account whose password
    somebody else chose.

    Args:
        session: inside ``transaction()``.
        digest: of the link.
        checked_hash: the hash the password was checked against.
        now: the moment.

    Raises:
        InputRejectedError: ``link.expired``, also when the address has changed since;
            ``signin.failed`` on ``password``: the password changed meanwhile.
    """
    used = use_link(session, digest, TokenPurpose.CONFIRM_EMAIL, now)
    if used.user.email != used.email:
        raise InputRejectedError("link.expired")
    if used.user.password_hash != checked_hash:
        raise InputRejectedError("signin.failed", "password")
    if used.user.email_confirmed_at is None:
        used.user.email_confirmed_at = now
        record(session, EmailConfirmed(user_id=used.user.id), None, now)
    session.flush()
    return used.user
