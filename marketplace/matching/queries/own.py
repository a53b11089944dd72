"""Requests as those who post them see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.actors import Actor
from marketplace.matching.policies import can_manage
from models.errors import NotFoundError
from models.matching import MatchRequest, RequestKind, RequestReveal, RequestState
from models.organisations import Organisation

PAGE_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A line of one's list. ``opened``: how many people opened the contact channels."""

    public_id: str
    title: str
    kind: RequestKind | None
    state: RequestState
    reply_by: date | None
    saved_at: datetime
    hidden_at: datetime | None
    organisation_th: str | None
    organisation_en: str | None
    opened: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A seller whose members opened the contact channels of a request, and when they first did."""

    slug: str
    name_th: str
    name_en: str
    first_at: datetime


def own_requests(session: Session, actor: Actor, page: int) -> tuple[list[OwnRow], int]:
    """Return one page of what the actor may manage, latest first, and how many there are."""
    mine = _mine(actor)
    total = session.scalar(select(func.count(MatchRequest.id)).where(mine)) or 0
    opened = (
        select(func.count(RequestReveal.id))
        .where(RequestReveal.request_id == MatchRequest.id)
        .correlate(MatchRequest)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            MatchRequest.public_id,
            MatchRequest.title,
            MatchRequest.kind,
            MatchRequest.state,
            MatchRequest.reply_by,
            MatchRequest.saved_at,
            MatchRequest.hidden_at,
            Organisation.name_th,
            Organisation.name_en,
            opened,
        )
        .outerjoin(Organisation, Organisation.id == MatchRequest.organisation_id)
        .where(mine)
        .order_by(MatchRequest.id.desc())
        .limit(PAGE_SIZE)
        .offset((max(page, 1) - 1) * PAGE_SIZE)
    )
    return [OwnRow(*row) for row in rows], total


def _mine(actor: Actor) -> ColumnElement[bool]:
    """Select as `can_manage` decides."""
    alone = (MatchRequest.requester_id == actor.user_id) & MatchRequest.organisation_id.is_(None)
    groups = [grant.organisation_id for grant in actor.memberships]
    return or_(alone, MatchRequest.organisation_id.in_(groups)) if groups else alone


def own_request(
    session: Session, actor: Actor, public_id: str, *, take: bool = False
) -> MatchRequest:
    """Load a request of the actor's with its places.

    Args:
        session: to read with; of a transaction when it is taken.
        actor: who asks.
        public_id: which.
        take: others who would change it wait until this transaction ends.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    statement = (
        select(MatchRequest)
        .where(MatchRequest.public_id == public_id)
        .options(
            joinedload(MatchRequest.organisation),
            selectinload(MatchRequest.communities),
            selectinload(MatchRequest.categories),
        )
    )
    if take:
        statement = statement.with_for_update(of=MatchRequest)
    found = session.scalars(statement).one_or_none()
    if found is None or not can_manage(actor, found.requester_id, found.organisation_id):
        raise NotFoundError
    return found


def sent_before(session: Session, actor: Actor, form_key: str) -> str | None:
    """Return the public id of the request that this form made already; None when it made none."""
    return session.scalar(
        select(MatchRequest.public_id).where(
            MatchRequest.requester_id == actor.user_id, MatchRequest.form_key == form_key
        )
    )


def openings(session: Session, request_id: int) -> list[Opening]:
    """Return the sellers whose members opened the contact channels, latest first, at most 100."""
    first_at = func.min(RequestReveal.revealed_at)
    rows = session.execute(
        select(Organisation.slug, Organisation.name_th, Organisation.name_en, first_at)
        .join(RequestReveal, RequestReveal.organisation_id == Organisation.id)
        .where(RequestReveal.request_id == request_id)
        .group_by(Organisation.id)
        .order_by(first_at.desc(), Organisation.id)
        .limit(100)
    )
    return [Opening(*row) for row in rows]
