"""One-time links: drawn when the mail is written, kept as hashes, used once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from marketplace.accounts.actions.taking import take_person
from marketplace.web.tokens import new_token, token_digest
from models.accounts import OneTimeToken, TokenPurpose, User, UserState
from models.errors import InputRejectedError

LIFETIMES: Final = {
    TokenPurpose.CONFIRM_EMAIL: timedelta(hours=48),
    TokenPurpose.RESET_PASSWORD: timedelta(minutes=30),
    TokenPurpose.CHANGE_EMAIL: timedelta(hours=24),
}
_KEEP_USED: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class UsedLink:
    """What a link was good for, once it is used up."""

    user: User
    email: str


def draw_link(
    session: Session, user_id: int, purpose: TokenPurpose, email: str, now: datetime
) -> str:
    """Keep a new link and return its secret part, which stands only in the mail."""
    token = new_token()
    session.add(
        OneTimeToken(
            token_hash=token_digest(token),
            purpose=purpose,
            user_id=user_id,
            email=email,
            created_at=now,
            expires_at=now + LIFETIMES[purpose],
        )
    )
    session.flush()
    return token


def use_link(session: Session, digest: bytes, purpose: TokenPurpose, now: datetime) -> UsedLink:
    """Use a link up, and every other open link of the same person and purpose with it.

    The person is taken for the rest of the transaction.

    Raises:
        InputRejectedError: ``link.expired``: unknown, expired, used, or the account is closed.
    """
    owner_id = session.scalar(select(OneTimeToken.user_id).where(OneTimeToken.token_hash == digest))
    # Before the link: whoever has taken the person closes links afterwards, in this order.
    user = None if owner_id is None else take_person(session, owner_id)
    row = session.execute(
        update(OneTimeToken)
        .where(
            OneTimeToken.token_hash == digest,
            OneTimeToken.purpose == purpose,
            OneTimeToken.used_at.is_(None),
            OneTimeToken.expires_at > now,
        )
        .values(used_at=now)
        .returning(OneTimeToken.email)
    ).first()
    if row is None or user is None or user.state is not UserState.ACTIVE:
        raise InputRejectedError("link.expired")
    close_links(session, user.id, purpose, now)
    return UsedLink(user, row.email)


def close_links(session: Session, user_id: int, purpose: TokenPurpose, now: datetime) -> None:
    """Make every open link of one purpose useless."""
    session.execute(
        update(OneTimeToken)
        .where(
            OneTimeToken.user_id == user_id,
            OneTimeToken.purpose == purpose,
            OneTimeToken.used_at.is_(None),
        )
        .values(used_at=now)
    )


def forget_old_links(session: Session, now: datetime) -> int:
    """Delete links that ended long ago. Returns how many."""
    old = select(OneTimeToken.id).where(OneTimeToken.expires_at < now - _KEEP_USED)
    result = session.execute(delete(OneTimeToken).where(OneTimeToken.id.in_(old)))
    return int(getattr(result, "rowcount", 0))
