"""Keeping a search."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.saved_searches.addresses import canonical, digest_of
from marketplace.search.address import SearchAddress
from models.accounts import User
from models.errors import InputRejectedError
from models.saved_searches import SavedSearch

MOST_KEPT: Final = 30
"""Searches one person may keep: a morning's work for the engine stays small."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What saving came to.

    Attributes:
        fresh: False when it was kept already.
        notify: whether the morning's notice tells of it.
    """

    public_id: str
    fresh: bool
    notify: bool


def save_search(session: Session, actor: Actor, asked: SearchAddress, now: datetime) -> Kept:
    """Keep a search; one that is kept already stays as it is.

    Whoever has switched every notice off gets the next one switched off too.

    Raises:
        InputRejectedError: ``saved.blank`` when nothing is sought, ``saved.many`` when there are
            as many as one person may keep.
    """
    address = canonical(asked)
    if not address:
        raise InputRejectedError("saved.blank")
    take_turn(session, actor.user_id)
    digest = digest_of(address)
    rows = session.scalars(
        select(SavedSearch).where(
            SavedSearch.user_id == actor.user_id, SavedSearch.digest == digest
        )
    ).all()
    found = rows[0] if rows else None
    if found is not None and found.deleted_at is None:
        return Kept(found.public_id, fresh=False, notify=found.notify)
    notify = _wants_notices(session, actor.user_id)
    if found is None:
        found = SavedSearch(user_id=actor.user_id, address=address, digest=digest)
        session.add(found)
    found.name, found.deleted_at, found.notify = "", None, notify
    found.created_at = found.checked_at = found.seen_at = now
    session.flush()
    return Kept(found.public_id, fresh=True, notify=notify)


def take_turn(session: Session, user_id: int) -> None:
    """Let a person's own clicks wait for each other, so that two of them cannot pass the limit."""
    session.execute(select(User.id).where(User.id == user_id).with_for_update())


def check_room(session: Session, user_id: int) -> None:
    """Refuse when no more can be kept. Raises InputRejectedError."""
    if _counts(session, user_id)[0] >= MOST_KEPT:
        raise InputRejectedError("saved.many", max=MOST_KEPT)


def _wants_notices(session: Session, user_id: int) -> bool:
    check_room(session, user_id)
    kept, notifying = _counts(session, user_id)
    return kept == 0 or notifying > 0


def _counts(session: Session, user_id: int) -> tuple[int, int]:
    kept, notifying = session.execute(
        select(
            func.count(SavedSearch.id),
            func.count(SavedSearch.id).filter(SavedSearch.notify),
        ).where(SavedSearch.user_id == user_id, SavedSearch.deleted_at.is_(None))
    ).one()
    return kept, notifying
