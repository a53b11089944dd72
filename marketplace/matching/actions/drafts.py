"""Write a request down, change it while it is a draft, throw it away."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.listings.queries.lists import branch, categories
from marketplace.matching.policies import can_manage
from models.communities import Community
from models.errors import IllegalTransitionError, NotFoundError
from models.matching import (
    DraftStep,
    MatchRequest,
    RequestCategory,
    RequestKind,
    RequestState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a person typed into the form. In a draft nearly all of it may be missing.

    Attributes:
        communities: slugs; empty asks all communities. Unknown ones are dropped, so
            ``categories``.
    """

    kind: RequestKind | None = None
    title: str = ""
    brief: str = ""
    quantity: int | None = None
    unit: str = ""
    group_size: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    month: int | None = None
    budget_min_satang: int | None = None
    budget_max_satang: int | None = None
    languages: tuple[str, ...] = ()
    needs: str = ""
    reply_by: date | None = None
    contact_email: str = ""
    contact_phone: str = ""
    contact_line: str = ""
    communities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


_COLUMNS = tuple(
    name for name in Need.__dataclass_fields__ if name not in {"communities", "categories"}
)


def start_request(
    session: Session, actor: Actor, need: Need, form_key: str, now: datetime
) -> MatchRequest:
    """Keep a new draft for whom the actor acts now: an organisation, or nobody but themself.

    Args:
        session: of a transaction.
        actor: who asks.
        need: what was typed.
        form_key: drawn by the form; the same form sent again meets the unique key, so that
            ``transaction`` raises ConflictError.
        now: the moment.
    """
    grant = actor.acting_for
    request = MatchRequest(
        requester_id=actor.user_id,
        organisation_id=None if grant is None else grant.organisation_id,
        form_key=form_key,
        communities=[],
        categories=[],
        created_at=now,
        saved_at=now,
    )
    session.add(request)
    _write(session, request, need, now)
    return request


def save_request(
    session: Session, actor: Actor, request: MatchRequest, need: Need, now: datetime
) -> None:
    """Keep what was changed in a draft.

    Raises:
        NotFoundError: somebody else's.
        IllegalTransitionError: it was posted meanwhile; sellers have read it.
    """
    _own_draft(actor, request, DraftStep.SAVE)
    _write(session, request, need, now)


def discard_request(session: Session, actor: Actor, request: MatchRequest) -> None:
    """Throw a draft away. Nobody but its writers has ever seen it.

    Raises:
        NotFoundError: somebody else's.
        IllegalTransitionError: it was posted meanwhile.
    """
    _own_draft(actor, request, DraftStep.DISCARD)
    session.delete(request)
    session.flush()


def _own_draft(actor: Actor, request: MatchRequest, step: DraftStep) -> None:
    if not can_manage(actor, request.requester_id, request.organisation_id):
        raise NotFoundError
    if request.state is not RequestState.DRAFT:
        raise IllegalTransitionError(request.state, step)


def _write(session: Session, request: MatchRequest, need: Need, now: datetime) -> None:
    for name in _COLUMNS:
        value = getattr(need, name)
        setattr(request, name, list(value) if isinstance(value, tuple) else value)
    request.saved_at = now
    request.communities = list(
        session.scalars(select(Community).where(Community.slug.in_(need.communities)))
    )
    _ask_categories(session, request, need.categories)
    session.flush()


def _ask_categories(session: Session, request: MatchRequest, chosen: tuple[str, ...]) -> None:
    """Keep the chosen categories with all below them, so that one comparison tells who is asked."""
    wanted = dict.fromkeys(branch(categories(session), chosen) if chosen else ())
    left = {each.category_slug: each for each in request.categories}
    for slug in wanted:
        if slug in left:
            left[slug].chosen = slug in chosen
        else:
            request.categories.append(RequestCategory(category_slug=slug, chosen=slug in chosen))
    for slug, each in left.items():
        if slug not in wanted:
            request.categories.remove(each)
