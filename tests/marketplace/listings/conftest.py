"""A seller at the desk, with words to choose from."""

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor, MembershipGrant
from models.accounts import User
from models.communities import Category, TermKind
from models.listing_content import Content
from models.listings import Listing, ListingVersion
from models.organisations import AdmissionState, MemberRole, Organisation, OrganisationSide
from tests.factories.accounts import make_user
from tests.factories.communities import make_category, make_term
from tests.factories.organisations import make_channel, make_seller

if TYPE_CHECKING:
    from tests.support.clients import HouseClient


@dataclass(frozen=True)
class Seller:
    """An owner, the group, and the owner as an actor."""

    user: User
    organisation: Organisation
    actor: Actor


def actor_of(
    user: User, organisation: Organisation, side: OrganisationSide = OrganisationSide.SELLER
) -> Actor:
    """Return the person as an actor working for the organisation."""
    grant = MembershipGrant(
        organisation_id=organisation.id,
        public_id=organisation.public_id,
        name_th=organisation.name_th,
        name_en=organisation.name_en,
        side=side,
        admission=organisation.admission,
        role=MemberRole.OWNER,
    )
    return Actor(
        user_id=user.id, name=user.name, memberships=(grant,), acting_for_id=organisation.id
    )


@pytest.fixture
def make_desk(session: Session) -> Callable[[AdmissionState], Seller]:
    """Maker of sellers in any admission state."""

    def make(admission: AdmissionState = AdmissionState.ADMITTED) -> Seller:
        user = make_user(session)
        organisation = make_seller(session, owner=user, admission=admission)
        make_channel(session, organisation)
        return Seller(user, organisation, actor_of(user, organisation))

    return make


@pytest.fixture
def seller(make_desk: Callable[[AdmissionState], Seller]) -> Seller:
    """An admitted seller."""
    return make_desk(AdmissionState.ADMITTED)


@pytest.fixture
def category(session: Session) -> Category:
    """A category, a material, a technique, a theme and a certificate to choose."""
    make_term(session, TermKind.MATERIAL, "cotton")
    make_term(session, TermKind.TECHNIQUE, "tin_chok")
    make_term(session, TermKind.THEME, "craft")
    make_term(session, TermKind.ACCESSIBILITY, "partial")
    make_term(session, TermKind.CERTIFICATE, "otop-4")
    return make_category(session, "textiles")


@pytest.fixture
def desk(client: "HouseClient", seller: Seller, category: Category) -> "HouseClient":
    """A browser in which the seller is signed in and acts for the group."""
    del category
    client.sign_in(seller.user, seller.organisation)
    return client


class _Reader(HTMLParser):
    """Collects what a browser would send back from the page's big form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.inside = False
        self.area: str | None = None
        self.select = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and {"data-desk", "data-form"} & set(values):
            self.inside = True
        if self.inside:
            self._control(tag, values)

    def _control(self, tag: str, values: dict[str, str]) -> None:
        name = values.get("name", "")
        if tag == "input" and name and _is_sent(values):
            self.values.setdefault(name, []).append(values.get("value", ""))
        elif tag == "textarea":
            self.area, self.text = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in values:
            self.values.setdefault(self.select, []).append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            self.values.setdefault(self.area, []).append(self.text.strip())
            self.area = None
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.text += data


def _is_sent(values: dict[str, str]) -> bool:
    kind = values.get("type", "text")
    if kind in {"submit", "image", "file", "button"}:
        return False
    return kind not in {"checkbox", "radio"} or "checked" in values


def form_values(page: str) -> dict[str, list[str]]:
    """Read what a browser would send back from the page's big form, buttons left out."""
    reader = _Reader()
    reader.feed(page)
    return reader.values


def newest_content(listing: Listing, session: Session) -> Content:
    """Return the content of a listing's newest version as stored now."""
    version = session.scalars(
        select(ListingVersion)
        .where(ListingVersion.listing_id == listing.id)
        .order_by(ListingVersion.number.desc())
        .limit(1)
    ).one()
    return version.content(listing.kind)
