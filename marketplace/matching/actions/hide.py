"""Officers take an abusive request from the sellers, and give one back."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import RequestHidden, RequestShown
from marketplace.matching.policies import can_hide
from models.errors import ConflictError, InputRejectedError, NotAllowedError
from models.matching import MatchRequest, RequestHiding


def hide_request(
    session: Session, actor: Actor, request: MatchRequest, note: str, now: datetime
) -> RequestHiding:
    """Take a request from the sellers at once; who posted it reads why.

    Args:
        session: of a transaction.
        actor: an officer.
        request: taken, so that only one officer hides it.
        note: the reason, in words for who posted it.
        now: the moment.

    Raises:
        NotAllowedError: no officer, or it is their own ("permission.own_request").
        InputRejectedError: no reason ("need.reason_missing").
        ConflictError: somebody hid it before ("conflict.changed").
    """
    _check(actor, request)
    if not note:
        raise InputRejectedError("need.reason_missing", "note")
    if request.hidden_at is not None:
        raise ConflictError("conflict.changed")
    request.hidden_at = now
    hiding = RequestHiding(
        request_id=request.id, officer_id=actor.user_id, note=note, hidden_at=now
    )
    session.add(hiding)
    session.flush()
    record(session, RequestHidden(request_id=request.id, hiding_id=hiding.id), actor, now)
    return hiding


def show_request(session: Session, actor: Actor, request: MatchRequest, now: datetime) -> None:
    """Let the sellers see a hidden request again, if it is still open.

    Raises:
        NotAllowedError: no officer, or it is their own.
        ConflictError: it is not hidden.
    """
    _check(actor, request)
    hiding = session.scalars(
        select(RequestHiding)
        .where(RequestHiding.request_id == request.id, RequestHiding.lifted_at.is_(None))
        .order_by(RequestHiding.id.desc())
        .limit(1)
    ).one_or_none()
    if hiding is None or request.hidden_at is None:
        raise ConflictError("conflict.changed")
    request.hidden_at = None
    hiding.lifted_at = now
    hiding.lifted_by_id = actor.user_id
    session.flush()
    record(session, RequestShown(request_id=request.id, hiding_id=hiding.id), actor, now)


def _check(actor: Actor, request: MatchRequest) -> None:
    if not can_hide(actor, request.requester_id, request.organisation_id):
        raise NotAllowedError("permission.own_request")
