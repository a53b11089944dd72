"""People who need something and people who make it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from models.accounts import User
from models.communities import Community
from models.organisations import Organisation
from tests.factories.accounts import make_user
from tests.factories.communities import make_category, make_community
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.marketplace.listings.conftest import actor_of

TOMORROW_WEEK = (NOW + timedelta(days=8)).date()


@dataclass(frozen=True)
class Weavers:
    """An admitted seller, its owner, and the owner as an actor."""

    user: User
    organisation: Organisation
    community: Community
    actor: Actor


@pytest.fixture
def buyer(session: Session) -> User:
    """Somebody without an organisation."""
    return make_user(session, email="buyer@example.org", name="สมชาย ใจดี")


@pytest.fixture
def weavers(session: Session) -> Weavers:
    """A group that weaves in Hat Siao."""
    user = make_user(session, email="weaver@example.org")
    community = make_community(session, slug="hat-siao")
    make_category(session, "textiles")
    organisation = make_seller(
        session, owner=user, community_id=community.id, name_th="กลุ่มทอผ้า", name_en="Weavers"
    )
    return Weavers(user, organisation, community, actor_of(user, organisation))


@pytest.fixture
def typed() -> dict[str, str]:
    """What a browser sends when a whole need was typed."""
    return {
        "key": "one-form-of-the-buyer",
        "kind": "wholesale",
        "title": "ผ้าพันคอ 120 ผืน",
        "brief": "ของที่ระลึก ติดป้ายชื่อช่างทุกผืน",
        "quantity": "120",
        "unit": "ผืน",
        "budget_min": "36,000",
        "budget_max": "42000",
        "reply_by": TOMORROW_WEEK.isoformat(),
        "contact_email": "buyer@example.org",
    }
