"""People as sign-in, settings and the device list need them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accounts import (
    Locale,
    OneTimeToken,
    TokenPurpose,
    User,
    UserSession,
    UserState,
)
from models.errors import NotFoundError

MAX_DEVICES = 50
"""Devices shown at most; older ones have ended by themselves."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What sign-in compares. The password hash never reaches a template."""

    user_id: int
    name: str
    password_hash: str | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person as they see themselves."""

    user_id: int
    name: str
    email: str | None
    locale: Locale
    confirmed: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Device:
    """One signed-in device.

    Attributes:
        here: True for the device that asks.
    """

    public_id: str
    user_agent: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A one-time link that still opens something."""

    digest: bytes
    purpose: TokenPurpose
    user_id: int
    name: str
    email: str


def credentials_of(session: Session, email: str) -> Credentials | None:
    """Return what opens the account of an address; None when nobody may sign in with it."""
    row = session.execute(
        select(User.id, User.name, User.password_hash, User.email_confirmed_at).where(
            User.email == email, User.state == UserState.ACTIVE
        )
    ).first()
    if row is None:
        return None
    return Credentials(row.id, row.name, row.password_hash, row.email_confirmed_at is not None)


def credentials_of_user(session: Session, user_id: int) -> Credentials | None:
    """Return what opens a person's account, to ask for the password again."""
    email = session.scalar(select(User.email).where(User.id == user_id))
    return None if email is None else credentials_of(session, email)


def person(session: Session, user_id: int) -> Person | None:
    """Return a person's own details."""
    row = session.execute(
        select(
            User.id, User.name, User.email, User.locale, User.email_confirmed_at, User.created_at
        ).where(User.id == user_id)
    ).first()
    if row is None:
        return None
    return Person(
        row.id,
        row.name,
        row.email,
        row.locale,
        row.email_confirmed_at is not None,
        row.created_at,
    )


def devices_of(
    session: Session, user_id: int, present_id: int | None, now: datetime
) -> list[Device]:
    """Return a person's live sessions: this device first, then the one used last.

    Args:
        session: to read with.
        user_id: whose.
        present_id: row id of the session that asks.
        now: the moment; sessions past their absolute end are left out.
    """
    rows = session.execute(
        select(
            UserSession.id,
            UserSession.public_id,
            UserSession.user_agent,
            UserSession.address,
            UserSession.created_at,
            UserSession.last_seen_at,
        )
        .where(
            UserSession.user_id == user_id,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > now,
        )
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
        .limit(MAX_DEVICES)
    )
    found = [
        Device(
            row.public_id,
            row.user_agent,
            row.address,
            row.created_at,
            row.last_seen_at,
            row.id == present_id,
        )
        for row in rows
    ]
    return sorted(found, key=lambda device: not device.here)


def open_link(
    session: Session, digest: bytes, purpose: TokenPurpose, now: datetime
) -> OpenLink | None:
    """Return what a link from a mail opens, or None when it has expired or was used."""
    row = session.execute(
        select(OneTimeToken.user_id, OneTimeToken.email, User.name)
        .join(User, User.id == OneTimeToken.user_id)
        .where(
            OneTimeToken.token_hash == digest,
            OneTimeToken.purpose == purpose,
            OneTimeToken.used_at.is_(None),
            OneTimeToken.expires_at > now,
            User.state == UserState.ACTIVE,
        )
    ).first()
    return None if row is None else OpenLink(digest, purpose, row.user_id, row.name, row.email)


def is_known_address(session: Session, email: str) -> bool:
    """Tell whether an address has an account, whatever its state."""
    return session.scalar(select(User.id).where(User.email == email)) is not None


def user_id_of(session: Session, email: str) -> int:
    """Return whose an address is, for commands. Raises NotFoundError when nobody's."""
    found = session.scalar(select(User.id).where(User.email == email))
    if found is None:
        raise NotFoundError
    return found
