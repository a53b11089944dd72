"""A person's own details."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.actors import Actor
from models.accounts import Locale, User
from models.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person may change of themselves at once."""

    name: str
    locale: Locale


def save_profile(session: Session, actor: Actor, profile: Profile, now: datetime) -> None:
    """Keep name and language. Nothing else follows from it, so no fact is recorded."""
    del now
    user = session.get(User, actor.user_id)
    if user is None:
        raise NotFoundError
    user.name = profile.name
    user.locale = profile.locale
    session.flush()
