"""All requests as officers read them. Contact channels are not among what they see."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.accounts import User
from models.errors import NotFoundError
from models.matching import (
    MatchRequest,
    RequestHiding,
    RequestKind,
    RequestReveal,
    RequestState,
)
from models.organisations import Organisation

PAGE_SIZE: Final = 30
HIDDEN: Final = "hidden"
"""Name of the pile of hidden requests, beside the states."""
POSTED: Final = tuple(state for state in RequestState if state is not RequestState.DRAFT)
"""States that officers see; a draft is its writer's own."""


@dataclass(frozen=True, slots=True)
class OverseenRow:
    """A line of the officers' list."""

    public_id: str
    title: str
    kind: RequestKind
    state: RequestState
    reply_by: date
    posted_at: datetime
    hidden_at: datetime | None
    requester: str
    organisation_th: str | None
    organisation_en: str | None


@dataclass(frozen=True, slots=True)
class Hiding:
    """Why a request is hidden now, who did it and when."""

    note: str
    officer: str
    hidden_at: datetime


def pile_counts(session: Session) -> dict[str, int]:
    """Return how many requests stand in each state, and how many are hidden."""
    rows = session.execute(
        select(MatchRequest.state, func.count(MatchRequest.id), func.count(MatchRequest.hidden_at))
        .where(MatchRequest.state.in_(POSTED))
        .group_by(MatchRequest.state)
    ).all()
    counts = {state.value: 0 for state in POSTED} | {row[0].value: row[1] for row in rows}
    return counts | {HIDDEN: sum(row[2] for row in rows)}


def overseen_requests(session: Session, pile: str, page: int) -> list[OverseenRow]:
    """Return one page of the requests of a pile, latest posted first.

    Args:
        session: to read with.
        pile: a state, or ``HIDDEN``.
        page: 1 and up.
    """
    wanted = (
        MatchRequest.hidden_at.is_not(None)
        if pile == HIDDEN
        else MatchRequest.state == RequestState(pile)
    )
    rows = session.execute(
        select(
            MatchRequest.public_id,
            MatchRequest.title,
            MatchRequest.kind,
            MatchRequest.state,
            MatchRequest.reply_by,
            MatchRequest.posted_at,
            MatchRequest.hidden_at,
            User.name.label("requester"),
            Organisation.name_th.label("organisation_th"),
            Organisation.name_en.label("organisation_en"),
        )
        .join(User, User.id == MatchRequest.requester_id)
        .outerjoin(Organisation, Organisation.id == MatchRequest.organisation_id)
        .where(wanted, MatchRequest.state.in_(POSTED))
        .order_by(MatchRequest.posted_at.desc(), MatchRequest.id.desc())
        .limit(PAGE_SIZE)
        .offset((max(page, 1) - 1) * PAGE_SIZE)
    )
    return [OverseenRow(**row) for row in rows.mappings()]


def overseen_request(session: Session, public_id: str, *, take: bool = False) -> MatchRequest:
    """Load a posted request with who asks and whom it asks. Raises NotFoundError."""
    statement = (
        select(MatchRequest)
        .where(MatchRequest.public_id == public_id, MatchRequest.state.in_(POSTED))
        .options(
            joinedload(MatchRequest.requester),
            joinedload(MatchRequest.organisation),
            selectinload(MatchRequest.communities),
            selectinload(MatchRequest.categories),
        )
    )
    if take:
        statement = statement.with_for_update(of=MatchRequest)
    found = session.scalars(statement).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def why_hidden(session: Session, request_id: int) -> Hiding | None:
    """Return why a request is hidden now; None when it is not."""
    row = session.execute(
        select(RequestHiding.note, User.name, RequestHiding.hidden_at)
        .join(User, User.id == RequestHiding.officer_id)
        .where(RequestHiding.request_id == request_id, RequestHiding.lifted_at.is_(None))
        .order_by(RequestHiding.id.desc())
        .limit(1)
    ).first()
    return None if row is None else Hiding(*row)


def times_opened(session: Session, request_id: int) -> int:
    """Count the people who opened the contact channels of a request."""
    count = select(func.count(RequestReveal.id)).where(RequestReveal.request_id == request_id)
    return session.scalar(count) or 0
