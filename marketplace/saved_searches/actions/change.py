"""Changing a kept search: its name, its notice, throwing it away and taking it back."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.saved_searches.actions.keep import check_room, take_turn
from models.accounts import User
from models.errors import NotFoundError
from models.saved_searches import SavedSearch


def rename(session: Session, actor: Actor, public_id: str, name: str) -> None:
    """Give a search a name of its owner's; "" lets it say itself again. Raises NotFoundError."""
    _own(session, actor, public_id).name = name
    session.flush()


def set_notice(session: Session, actor: Actor, public_id: str, *, wanted: bool) -> None:
    """Switch the notice of one search on or off. Raises NotFoundError."""
    _own(session, actor, public_id).notify = wanted
    session.flush()


def throw_away(session: Session, actor: Actor, public_id: str, now: datetime) -> None:
    """Put a search out of sight, until it is taken back or swept. Raises NotFoundError."""
    _own(session, actor, public_id).deleted_at = now
    session.flush()


def take_back(session: Session, actor: Actor, public_id: str) -> None:
    """Take back a search that was thrown away; twice does no harm.

    Raises:
        NotFoundError: it was swept meanwhile, or is somebody else's.
        InputRejectedError: ``saved.many``.
    """
    take_turn(session, actor.user_id)
    found = _own(session, actor, public_id, thrown_away=True)
    if found.deleted_at is None:
        return
    check_room(session, actor.user_id)
    found.deleted_at = None
    session.flush()


def look_at(session: Session, actor: Actor, public_id: str, now: datetime) -> str:
    """Note that its owner looks at a search now, and return its address. Raises NotFoundError."""
    found = _own(session, actor, public_id)
    found.seen_at = now
    session.flush()
    return found.address


def look_at_all(session: Session, actor: Actor, now: datetime) -> None:
    """Note that the person has seen what is new in all of them."""
    session.execute(
        update(SavedSearch).where(SavedSearch.user_id == actor.user_id).values(seen_at=now)
    )


def end_notices(session: Session, person: str) -> None:
    """Switch off the notices of all of a person's searches.

    Args:
        session: a writing session.
        person: public id; one nobody has changes nothing.
    """
    whose = select(User.id).where(User.public_id == person).scalar_subquery()
    session.execute(update(SavedSearch).where(SavedSearch.user_id == whose).values(notify=False))


def _own(
    session: Session, actor: Actor, public_id: str, *, thrown_away: bool = False
) -> SavedSearch:
    found = session.scalar(
        select(SavedSearch).where(
            SavedSearch.public_id == public_id, SavedSearch.user_id == actor.user_id
        )
    )
    if found is None or (found.deleted_at is not None and not thrown_away):
        raise NotFoundError
    return found
