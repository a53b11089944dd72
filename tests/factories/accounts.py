"""People, their devices and their rights."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from argon2 import PasswordHasher

from models.accounts import (
    OfficerGrant,
    OfficerRole,
    OneTimeToken,
    TokenPurpose,
    User,
    UserSession,
)
from tests.factories.sequence import NOW, next_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PASSWORD = "ผ้าซิ่นตีนจก-2569"
"""The password of every person made here."""


@lru_cache(maxsize=8)
def hashed(password: str) -> str:
    """Hash with the cheapest parameters argon2 allows; a test needs no safe password."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)


def make_user(session: Session, *, confirmed: bool = True, **values: Any) -> User:
    """Add a person.

    Args:
        session: where to add.
        confirmed: whether the first mail's link was opened.
        values: columns of `User` to set otherwise.
    """
    number = next_number()
    columns: dict[str, Any] = {
        "email": f"person{number}@example.org",
        "name": f"มาลี ใจดี {number}",
        "password_hash": hashed(PASSWORD),
        "email_confirmed_at": NOW if confirmed else None,
        "created_at": NOW,
    }
    user = User(**(columns | values))
    session.add(user)
    session.flush()
    return user


def make_officer(session: Session, role: OfficerRole = OfficerRole.REVIEWER, **values: Any) -> User:
    """Add a person with one right of office 4."""
    officer = make_user(session, **values)
    make_grant(session, officer, role)
    return officer


def make_grant(
    session: Session, user: User, role: OfficerRole, *, revoked_at: datetime | None = None
) -> OfficerGrant:
    """Give a right of office 4 to a person; `revoked_at` makes it a former one."""
    grant = OfficerGrant(user_id=user.id, role=role, granted_at=NOW, revoked_at=revoked_at)
    session.add(grant)
    session.flush()
    return grant


def make_session_row(session: Session, user: User, token: str, **values: Any) -> UserSession:
    """Sign a device in without going through the page.

    Args:
        session: where to add.
        user: whose device.
        token: what the device's cookie will hold; its SHA-256 is stored.
        values: columns of `UserSession` to set otherwise.
    """
    columns: dict[str, Any] = {
        "token_hash": hashlib.sha256(token.encode()).digest(),
        "user_id": user.id,
        "created_at": NOW,
        "last_seen_at": NOW,
        "expires_at": NOW + timedelta(days=30),
    }
    row = UserSession(**(columns | values))
    session.add(row)
    session.flush()
    return row


def make_token(
    session: Session, user: User, purpose: TokenPurpose, token: str, **values: Any
) -> OneTimeToken:
    """Add a one-time link whose secret part is `token`, good for an hour."""
    columns: dict[str, Any] = {
        "token_hash": hashlib.sha256(token.encode()).digest(),
        "purpose": purpose,
        "user_id": user.id,
        "email": user.email or "",
        "created_at": NOW,
        "expires_at": NOW + timedelta(hours=1),
    }
    row = OneTimeToken(**(columns | values))
    session.add(row)
    session.flush()
    return row
