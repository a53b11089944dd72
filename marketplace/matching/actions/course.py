"""The course of a request: posted, closed, cancelled by who asks; ended when its day is over."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import RequestCancelled, RequestClosed, RequestExpired, RequestPosted
from marketplace.matching.policies import can_manage, can_post
from models.errors import InputRejectedError, NotAllowedError, NotFoundError
from models.matching import MatchRequest, RequestAction, RequestState


def post_request(
    session: Session, actor: Actor, request: MatchRequest, day: date, now: datetime
) -> None:
    """Show a draft to the sellers.

    Args:
        session: of a transaction.
        actor: who asks.
        request: taken, so that nobody else posts it at the same time.
        day: today in Bangkok.
        now: the moment.

    Raises:
        NotFoundError: somebody else's.
        NotAllowedError: the address is not confirmed ("permission.confirm_email").
        InputRejectedError: a draft that lacks what sellers need ("need.incomplete").
        IllegalTransitionError: it is no draft any more.
    """
    if not can_manage(actor, request.requester_id, request.organisation_id):
        raise NotFoundError
    if not can_post(actor):
        raise NotAllowedError("permission.confirm_email")
    if request.state is RequestState.DRAFT and not _is_complete(request, day):
        raise InputRejectedError("need.incomplete")
    request.advance(RequestAction.POST, now)
    session.flush()
    record(session, RequestPosted(request_id=request.id), actor, now)


def _is_complete(request: MatchRequest, day: date) -> bool:
    contacts = (request.contact_email, request.contact_phone, request.contact_line)
    told = request.kind is not None and request.title and request.brief
    in_time = request.reply_by is not None and request.reply_by > day
    return bool(told and in_time and any(contacts))


def close_request(session: Session, actor: Actor, request: MatchRequest, now: datetime) -> None:
    """Take no more answers. Raises NotFoundError, IllegalTransitionError as `post_request`."""
    _end(session, actor, request, RequestAction.CLOSE, now)
    record(session, RequestClosed(request_id=request.id), actor, now)


def cancel_request(session: Session, actor: Actor, request: MatchRequest, now: datetime) -> None:
    """Say that it is not needed any more. Raises as `close_request`."""
    _end(session, actor, request, RequestAction.CANCEL, now)
    record(session, RequestCancelled(request_id=request.id), actor, now)


def _end(
    session: Session, actor: Actor, request: MatchRequest, action: RequestAction, now: datetime
) -> None:
    if not can_manage(actor, request.requester_id, request.organisation_id):
        raise NotFoundError
    request.advance(action, now)
    session.flush()


def expire_requests(session: Session, day: date, now: datetime, limit: int = 200) -> int:
    """End the open requests whose last day for answers lies behind. Returns how many.

    One that somebody closes at this moment is left to them.

    Args:
        session: of a transaction.
        day: today in Bangkok.
        now: the moment.
        limit: how many at once.
    """
    due = session.scalars(
        select(MatchRequest)
        .where(MatchRequest.state == RequestState.OPEN, MatchRequest.reply_by < day)
        .order_by(MatchRequest.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for request in due:
        request.advance(RequestAction.EXPIRE, now)
        record(session, RequestExpired(request_id=request.id), None, now)
    session.flush()
    return len(due)
