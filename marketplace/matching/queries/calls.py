"""Open calls as sellers see them: those that fit first, the others below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from marketplace.actors import Actor
from marketplace.matching.policies import can_see_calls
from models.accounts import User
from models.errors import NotFoundError
from models.listings import PUBLIC_STATES, Listing
from models.matching import (
    MatchRequest,
    RequestCategory,
    RequestCommunity,
    RequestKind,
    RequestReveal,
    RequestState,
)
from models.organisations import AdmissionState, Organisation, OrganisationSide

BANGKOK: Final = ZoneInfo("Asia/Bangkok")
PAGE_SIZE: Final = 20
NEW_FOR: Final = timedelta(days=7)
"""How long an open call counts as new in the seller's menu."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """A line of the seller's list.

    Attributes:
        fits: whether it asks this seller's community and categories.
        answered: whether somebody of this seller opened the contact channels.
    """

    public_id: str
    title: str
    kind: RequestKind
    quantity: int | None
    unit: str
    group_size: int | None
    reply_by: date
    posted_at: datetime
    requester: str
    organisation_th: str | None
    organisation_en: str | None
    fits: bool
    answered: bool


_COLUMNS: Final = (
    MatchRequest.public_id,
    MatchRequest.title,
    MatchRequest.kind,
    MatchRequest.quantity,
    MatchRequest.unit,
    MatchRequest.group_size,
    MatchRequest.reply_by,
    MatchRequest.posted_at,
    User.name.label("requester"),
    Organisation.name_th.label("organisation_th"),
    Organisation.name_en.label("organisation_en"),
)


def fits(organisation: type[Organisation]) -> ColumnElement[bool]:
    """Tell in SQL whether a request asks an organisation: its community, and its categories.

    A request that names no community asks all of them, and so with categories.

    Args:
        organisation: the mapped class or an alias of it that stands in the statement.
    """
    places = exists().where(RequestCommunity.request_id == MatchRequest.id)
    place = places.where(RequestCommunity.community_id == organisation.community_id)
    kinds = exists().where(RequestCategory.request_id == MatchRequest.id)
    kind = kinds.where(
        RequestCategory.category_slug == Listing.category_slug,
        Listing.organisation_id == organisation.id,
        Listing.state.in_(PUBLIC_STATES),
    )
    return and_(or_(~places, place), or_(~kinds, kind))


def is_open_call(day: date) -> ColumnElement[bool]:
    """Tell in SQL whether sellers may see a request on this day (of Bangkok)."""
    return and_(
        MatchRequest.state == RequestState.OPEN,
        MatchRequest.reply_by >= day,
        MatchRequest.hidden_at.is_(None),
    )


def _not_own(user_id: int, organisation_id: int) -> ColumnElement[bool]:
    others = or_(
        MatchRequest.organisation_id.is_(None), MatchRequest.organisation_id != organisation_id
    )
    return and_(MatchRequest.requester_id != user_id, others)


def open_calls(session: Session, actor: Actor, day: date, page: int) -> tuple[list[CallRow], int]:
    """Return one page of open calls, fitting ones first and then by the day; how many there are.

    Args:
        session: to read with.
        actor: somebody who acts for an admitted seller.
        day: today in Bangkok.
        page: 1 and up.

    Raises:
        NotFoundError: the actor does not act for an admitted seller.
    """
    grant = actor.selling_for
    if grant is None or not can_see_calls(actor):
        raise NotFoundError
    shown = (is_open_call(day), _not_own(actor.user_id, grant.organisation_id))
    total = session.scalar(select(func.count(MatchRequest.id)).where(*shown)) or 0
    asked = aliased(Organisation)
    answered = exists().where(
        RequestReveal.request_id == MatchRequest.id,
        RequestReveal.organisation_id == grant.organisation_id,
    )
    first = case((fits(asked), 1), else_=0)
    rows = session.execute(
        select(*_COLUMNS, first.label("fits"), answered.label("answered"))
        .join(User, User.id == MatchRequest.requester_id)
        .outerjoin(Organisation, Organisation.id == MatchRequest.organisation_id)
        .join(asked, asked.id == grant.organisation_id)
        .where(*shown)
        .order_by(first.desc(), MatchRequest.reply_by, MatchRequest.id.desc())
        .limit(PAGE_SIZE)
        .offset((max(page, 1) - 1) * PAGE_SIZE)
    ).mappings()
    return [CallRow(**{**row, "fits": bool(row["fits"])}) for row in rows], total


def open_call(
    session: Session, actor: Actor, public_id: str, day: date, *, take: bool = False
) -> MatchRequest:
    """Load one request as a seller may see it, with who asks and whom it asks.

    Open calls are for every admitted seller. One that has ended stays for whoever opened its
    contact channels: they may be in the middle of talking. A hidden one is nobody's.

    Raises:
        NotFoundError: there is none, it is not for sellers, or the actor acts for none.
    """
    grant = actor.selling_for
    if grant is None or not can_see_calls(actor):
        raise NotFoundError
    statement = (
        select(MatchRequest)
        .where(MatchRequest.public_id == public_id, _not_own(actor.user_id, grant.organisation_id))
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
    if found is None or found.hidden_at is not None or found.state is RequestState.DRAFT:
        raise NotFoundError
    if not takes_answers(found, day) and not has_opened(session, actor, found.id):
        raise NotFoundError
    return found


def takes_answers(request: MatchRequest, day: date) -> bool:
    """Tell whether a request is open on this day of Bangkok, before the hourly round ends it."""
    in_time = request.reply_by is not None and request.reply_by >= day
    return request.state is RequestState.OPEN and in_time


def has_opened(session: Session, actor: Actor, request_id: int) -> bool:
    """Tell whether this person opened the contact channels for the seller they act for now."""
    found = session.scalar(
        select(RequestReveal.id).where(
            RequestReveal.request_id == request_id,
            RequestReveal.viewer_id == actor.user_id,
            RequestReveal.organisation_id == actor.acting_for_id,
        )
    )
    return found is not None


def waiting_calls(actor: Actor, now: datetime) -> Select[int] | None:
    """Select the new open calls that fit the seller and that nobody there has answered.

    Returns:
        None for who acts for no admitted seller.
    """
    grant = actor.selling_for
    if grant is None or not can_see_calls(actor):
        return None
    return _waiting(actor.user_id, grant.organisation_id, now.astimezone(BANGKOK).date())


# For a badge on every page of the workspace: building the statement costs more than running it.
@lru_cache(maxsize=256)
def _waiting(user_id: int, organisation_id: int, day: date) -> Select[int]:
    asked = aliased(Organisation)
    answered = exists().where(
        RequestReveal.request_id == MatchRequest.id,
        RequestReveal.organisation_id == organisation_id,
    )
    since = datetime.combine(day, time(), BANGKOK) - NEW_FOR
    return (
        select(MatchRequest.id)
        .join(asked, asked.id == organisation_id)
        .where(
            is_open_call(day),
            MatchRequest.posted_at >= since,
            _not_own(user_id, organisation_id),
            fits(asked),
            ~answered,
        )
    )


def sellers_asked(session: Session, request_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return admitted seller -> those of these requests that fit it, oldest first."""
    rows = session.execute(
        select(Organisation.id, MatchRequest.id)
        .join(MatchRequest, fits(Organisation))
        .where(
            Organisation.side == OrganisationSide.SELLER,
            Organisation.admission == AdmissionState.ADMITTED,
            MatchRequest.id.in_(request_ids),
            or_(
                MatchRequest.organisation_id.is_(None),
                MatchRequest.organisation_id != Organisation.id,
            ),
        )
        .order_by(Organisation.id, MatchRequest.id)
    )
    found: dict[int, list[int]] = {}
    for organisation_id, request_id in rows:
        found.setdefault(organisation_id, []).append(request_id)
    return found
