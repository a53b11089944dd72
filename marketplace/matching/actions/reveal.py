"""A seller asks to see how to reach who needs something."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import RequestContactRevealed
from marketplace.matching.policies import can_see_calls
from marketplace.matching.queries.calls import has_opened, takes_answers
from models.errors import ConflictError, NotFoundError
from models.matching import MatchRequest, RequestReveal


def reveal_request_contacts(
    session: Session, actor: Actor, request: MatchRequest, day: date, now: datetime
) -> bool:
    """Log that a member of a seller opened the contact channels; who asks sees which seller.

    Args:
        session: of a transaction.
        actor: acts for an admitted seller.
        request: taken, so that a second click at the same time waits.
        day: today in Bangkok.
        now: the moment.

    Returns:
        False when this person had opened them for this seller before; nothing is logged again.

    Raises:
        NotFoundError: the actor acts for no admitted seller.
        ConflictError: the request ended meanwhile ("need.ended").
    """
    grant = actor.selling_for
    if grant is None or not can_see_calls(actor):
        raise NotFoundError
    if has_opened(session, actor, request.id):
        return False
    if not takes_answers(request, day) or request.hidden_at is not None:
        raise ConflictError("need.ended")
    session.add(
        RequestReveal(
            request_id=request.id,
            viewer_id=actor.user_id,
            organisation_id=grant.organisation_id,
            revealed_at=now,
        )
    )
    session.flush()
    record(session, RequestContactRevealed(request_id=request.id), actor, now)
    return True
