"""Note that an officer read what is personal: such views stand in the journal."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import ApplicationOpened
from marketplace.moderation.deadlines import BANGKOK
from marketplace.moderation.policies import can_see_applications
from marketplace.moderation.queries.applications import was_opened
from models.errors import NotAllowedError


def needs_noting(session: Session, actor: Actor, organisation_id: int, now: datetime) -> bool:
    """Tell whether this opening is the officer's first of the day, in Thai time."""
    today = datetime.combine(now.astimezone(BANGKOK).date(), time(), BANGKOK)
    return not was_opened(session, actor.user_id, organisation_id, today)


def open_application(session: Session, actor: Actor, organisation_id: int, now: datetime) -> None:
    """Record that the officer opened an application; once a day keeps the journal readable.

    Raises:
        NotAllowedError: no manager.
    """
    if not can_see_applications(actor):
        raise NotAllowedError("permission.role", role="manager")
    if needs_noting(session, actor, organisation_id, now):
        record(session, ApplicationOpened(organisation_id=organisation_id), actor, now)
