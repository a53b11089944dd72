"""Needs posted as requests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models.matching import (
    MatchRequest,
    RequestCategory,
    RequestHiding,
    RequestKind,
    RequestReveal,
    RequestState,
)
from tests.factories.sequence import NOW, next_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.accounts import User
    from models.communities import Category, Community
    from models.organisations import Organisation


def make_request(
    session: Session,
    requester: User,
    organisation: Organisation | None = None,
    *,
    communities: tuple[Community, ...] = (),
    categories: tuple[Category, ...] = (),
    **values: Any,
) -> MatchRequest:
    """Add an open call for scarves; no community and no category asks everybody.

    Args:
        session: where to add.
        requester: who asks.
        organisation: for whom; None for themself.
        communities: whose sellers are asked.
        categories: whose makers are asked.
        values: columns of `MatchRequest` to set otherwise.
    """
    state = values.get("state", RequestState.OPEN)
    columns: dict[str, Any] = {
        "requester_id": requester.id,
        "organisation_id": None if organisation is None else organisation.id,
        "form_key": f"form-key-{next_number()}",
        "state": state,
        "kind": RequestKind.WHOLESALE,
        "title": "ผ้าพันคอ 120 ผืน",
        "brief": "ของที่ระลึก ติดป้ายชื่อช่างทุกผืน",
        "quantity": 120,
        "unit": "ผืน",
        "reply_by": NOW.date() + timedelta(days=14),
        "contact_email": "wanted@example.org",
        "contact_phone": "081-555-0303",
        "created_at": NOW,
        "saved_at": NOW,
        "posted_at": None if state is RequestState.DRAFT else NOW,
        "ended_at": NOW if state not in {RequestState.DRAFT, RequestState.OPEN} else None,
        "communities": list(communities),
        "categories": [
            RequestCategory(category_slug=each.slug, chosen=True) for each in categories
        ],
    }
    request = MatchRequest(**(columns | values))
    session.add(request)
    session.flush()
    return request


def make_request_reveal(
    session: Session, request: MatchRequest, viewer: User, seller: Organisation
) -> RequestReveal:
    """Record that a member of a seller opened the contact channels."""
    reveal = RequestReveal(
        request_id=request.id, viewer_id=viewer.id, organisation_id=seller.id, revealed_at=NOW
    )
    session.add(reveal)
    session.flush()
    return reveal


def hide(session: Session, request: MatchRequest, officer: User) -> RequestHiding:
    """Take the request from the sellers."""
    request.hidden_at = NOW
    hiding = RequestHiding(
        request_id=request.id, officer_id=officer.id, note="ไม่ใช่ความต้องการจริง", hidden_at=NOW
    )
    session.add(hiding)
    session.flush()
    return hiding
