"""A village with one person of every role and something in every state, for tests across rooms."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from marketplace.photos import object_key
from models.accounts import OfficerRole, TokenPurpose, UserState
from models.communities import TermKind
from models.listings import Listing, ListingState, ListingVersion, VersionState
from models.matching import RequestState
from models.organisations import (
    AdmissionState,
    ChannelKind,
    ChannelVisibility,
    MemberRole,
    Organisation,
    OrganisationKind,
)
from tests.factories.accounts import make_officer, make_session_row, make_token, make_user
from tests.factories.communities import make_category, make_community, make_term
from tests.factories.knowledge import make_article
from tests.factories.listing_content import craft_content, route_content
from tests.factories.listings import (
    add_photo,
    make_craft,
    make_draft,
    make_route,
    make_version,
)
from tests.factories.matching import hide, make_request
from tests.factories.media import make_photo
from tests.factories.moderation import make_suspension
from tests.factories.organisations import (
    make_buyer,
    make_channel,
    make_invitation,
    make_membership,
    make_seller,
)
from tests.factories.saved_searches import make_saved_search

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from marketplace.ports.storage import MemoryStorage
    from models.accounts import User
    from tests.support.clients import HouseClient


class Role(StrEnum):
    """Who asks. The order is that of the columns of the access table."""

    ANONYMOUS = "anonymous"
    BUYER = "buyer"
    """Signed in, works for nobody."""
    OPERATOR = "operator"
    """Acts for a tour operator, which buys."""
    OWNER = "owner"
    STAFF = "staff"
    OTHER = "other seller"
    """Owner of another admitted group."""
    APPLICANT = "applicant"
    """Owner of a group that waits for its admission."""
    REVIEWER = "reviewer"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    SUSPENDED = "suspended"
    """Member of the owner's group whose account is closed, with the cookie still in the browser."""


INVITED_TOKEN: Final = "an-invitation-for-a-stranger"
CONFIRM_TOKEN: Final = "a-link-that-confirms"
RESET_TOKEN: Final = "a-link-that-resets"
CHANGE_TOKEN: Final = "a-link-that-changes"
OWNER_EMAIL: Final = "owner@village.example.org"
BUYER_EMAIL: Final = "buyer@village.example.org"
STRANGER_EMAIL: Final = "stranger@village.example.org"
CHANNEL_ON_REQUEST: Final = "081-555-0101"
CHANNEL_OF_NOBODY: Final = "081-555-0199"


@dataclass(slots=True)
class Village:
    """Who lives there and what they have.

    Attributes:
        people: one person for each role but the anonymous.
        acting: the organisation a role acts for.
        names: what the access table calls the parts of addresses -> the parts.
    """

    people: dict[Role, User] = field(default_factory=dict)
    acting: dict[Role, Organisation] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def enter(self, client: HouseClient, role: Role) -> HouseClient:
        """Sign the client in as somebody of this role; the anonymous stays who they are."""
        if role is not Role.ANONYMOUS:
            client.sign_in(self.people[role], self.acting.get(role))
        return client

    def named(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Put the parts in the place of their names, which begin with ``@``."""
        return {
            key: self.names[value[1:]] if value.startswith("@") else value
            for key, value in values.items()
        }


def found_village(session: Session, storage: MemoryStorage | None = None) -> Village:
    """Make the village.

    Args:
        session: where to add; the caller commits.
        storage: gets the file behind the photo; None leaves it without one.
    """
    village = Village()
    _settle(session, village)
    _list(session, village)
    _send_links(session, village)
    _need(session, village)
    key = village.names["photo"]
    if storage is not None:
        storage.put(object_key(key, "640.webp"), b"a picture", "image/webp")
    return village


def _settle(session: Session, village: Village) -> None:
    """People, their groups, and the words they choose from."""
    people, acting = village.people, village.acting
    people[Role.BUYER] = make_user(session, email=BUYER_EMAIL)
    people[Role.OPERATOR] = make_user(session)
    people[Role.OWNER] = make_user(session, email=OWNER_EMAIL)
    people[Role.STAFF] = make_user(session)
    people[Role.OTHER] = make_user(session)
    people[Role.APPLICANT] = make_user(session)
    people[Role.REVIEWER] = make_officer(session, OfficerRole.REVIEWER)
    people[Role.MANAGER] = make_officer(session, OfficerRole.MANAGER)
    people[Role.ADMINISTRATOR] = make_officer(session, OfficerRole.ADMINISTRATOR)
    people[Role.SUSPENDED] = make_user(session, state=UserState.SUSPENDED)
    community = make_community(session, slug="hat-siao")
    weavers = make_seller(session, owner=people[Role.OWNER], community_id=community.id)
    make_membership(session, people[Role.STAFF], weavers, MemberRole.STAFF)
    make_membership(session, people[Role.SUSPENDED], weavers)
    acting[Role.OWNER] = acting[Role.STAFF] = acting[Role.SUSPENDED] = weavers
    acting[Role.OTHER] = make_seller(session, owner=people[Role.OTHER], community_id=community.id)
    acting[Role.APPLICANT] = make_seller(
        session,
        owner=people[Role.APPLICANT],
        admission=AdmissionState.APPLIED,
        community_id=community.id,
    )
    acting[Role.OPERATOR] = make_buyer(
        session, owner=people[Role.OPERATOR], kind=OrganisationKind.TOUR_OPERATOR
    )
    make_channel(session, weavers, value=CHANNEL_ON_REQUEST)
    make_channel(
        session, weavers, kind=ChannelKind.LINE, value="@weavers",
        visibility=ChannelVisibility.EVERYONE, position=1,
    )  # fmt: skip
    make_channel(
        session, weavers, value=CHANNEL_OF_NOBODY, visibility=ChannelVisibility.NOBODY, position=2
    )
    make_category(session, "textiles")
    for kind, code in (
        (TermKind.MATERIAL, "cotton"),
        (TermKind.TECHNIQUE, "tin_chok"),
        (TermKind.THEME, "craft"),
        (TermKind.ACCESSIBILITY, "partial"),
    ):
        make_term(session, kind, code)
    village.names |= {
        "weavers": weavers.public_id,
        "weavers_slug": weavers.slug,
        "applied": acting[Role.APPLICANT].public_id,
        "applied_slug": acting[Role.APPLICANT].slug,
        "operators": acting[Role.OPERATOR].public_id,
        "staff": people[Role.STAFF].public_id,
        "owner": people[Role.OWNER].public_id,
        "buyer": people[Role.BUYER].public_id,
        "reviewer": people[Role.REVIEWER].public_id,
        "community": community.slug,
        "district": community.district_code,
        "article": make_article(session).slug,
    }


def _list(session: Session, village: Village) -> None:
    """Listings of the weavers in every state, one with a photo."""
    weavers = village.acting[Role.OWNER]
    photo = make_photo(session, organisation_id=weavers.id)
    craft, route = make_craft(session, weavers), make_route(session, weavers)
    paused = make_craft(session, weavers, state=ListingState.PAUSED)
    suspended = make_craft(session, weavers, state=ListingState.SUSPENDED)
    retired = make_craft(session, weavers, state=ListingState.RETIRED)
    draft = make_draft(session, weavers)
    route_draft = make_draft(session, weavers, content=route_content())
    waiting = make_draft(session, weavers, state=VersionState.IN_REVIEW)
    sent_back = make_draft(session, weavers, state=VersionState.CHANGES_REQUESTED)
    rejected = make_draft(session, weavers, state=VersionState.REJECTED)
    changed = make_craft(session, weavers)
    make_version(session, changed, craft_content(), number=2)
    for listing in (craft, draft, waiting):
        add_photo(session, _version(session, listing), photo)
    make_suspension(session, suspended, village.people[Role.REVIEWER])
    listings: dict[str, Listing] = {
        "craft": craft, "route": route, "paused": paused, "suspended": suspended,
        "retired": retired, "draft": draft, "route_draft": route_draft, "waiting": waiting,
        "sent_back": sent_back, "rejected": rejected, "changed": changed,
    }  # fmt: skip
    village.names |= {name: listing.public_id for name, listing in listings.items()}
    village.names |= {
        f"{name}_slug": listing.slug for name, listing in listings.items() if listing.slug
    }
    village.names |= {
        "waiting_version": _version(session, waiting).public_id,
        "draft_version": _version(session, draft).public_id,
        "photo": photo.key,
        "photo_id": photo.public_id,
    }


def _version(session: Session, listing: Listing) -> ListingVersion:
    return session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()


def _send_links(session: Session, village: Village) -> None:
    """Invitations, one-time links, and a second device of the owner."""
    weavers = village.acting[Role.OWNER]
    owner = village.people[Role.OWNER]
    make_invitation(session, weavers, INVITED_TOKEN, email=STRANGER_EMAIL, invited_by_id=owner.id)
    invited = make_invitation(
        session, weavers, "for-the-buyer", email=BUYER_EMAIL, invited_by_id=owner.id
    )
    make_token(session, owner, TokenPurpose.CONFIRM_EMAIL, CONFIRM_TOKEN)
    make_token(session, owner, TokenPurpose.RESET_PASSWORD, RESET_TOKEN)
    make_token(
        session, owner, TokenPurpose.CHANGE_EMAIL, CHANGE_TOKEN, email="new@village.example.org"
    )
    saved = make_saved_search(session, owner, "q=tin+chok")
    device = make_session_row(session, owner, "the owner's other phone")
    village.names |= {
        "invitation": INVITED_TOKEN,
        "invitation_id": invited.public_id,
        "confirm": CONFIRM_TOKEN,
        "reset": RESET_TOKEN,
        "change": CHANGE_TOKEN,
        "device": device.public_id,
        "saved": saved.public_id,
    }


def _need(session: Session, village: Village) -> None:
    """Requests of the buyer in every standing, and one of the operator's organisation."""
    buyer, operator = village.people[Role.BUYER], village.people[Role.OPERATOR]
    hidden = make_request(session, buyer)
    hide(session, hidden, village.people[Role.REVIEWER])
    village.names |= {
        "need": make_request(session, buyer).public_id,
        "need_draft": make_request(session, buyer, state=RequestState.DRAFT).public_id,
        "need_closed": make_request(session, buyer, state=RequestState.CLOSED).public_id,
        "need_hidden": hidden.public_id,
        "operators_need": make_request(session, operator, village.acting[Role.OPERATOR]).public_id,
    }
