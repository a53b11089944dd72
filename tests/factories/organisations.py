"""Groups that sell or buy, and who works in them."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models.organisations import (
    AdmissionState,
    ChannelKind,
    ChannelVisibility,
    ContactChannel,
    Invitation,
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSide,
)
from tests.factories.accounts import make_user
from tests.factories.communities import make_community
from tests.factories.sequence import NOW, next_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.accounts import User


def make_seller(
    session: Session,
    *,
    owner: User | None = None,
    admission: AdmissionState = AdmissionState.ADMITTED,
    **values: Any,
) -> Organisation:
    """Add a seller.

    Args:
        session: where to add.
        owner: who becomes its owner; None leaves it without members.
        admission: where it stands with office 4.
        values: columns of `Organisation`; a community is made unless `community_id` is given.
    """
    number = next_number()
    if "community_id" not in values:
        values["community_id"] = make_community(session).id
    columns: dict[str, Any] = {
        "slug": f"weavers-{number}",
        "side": OrganisationSide.SELLER,
        "kind": OrganisationKind.VILLAGE_GROUP,
        "name_th": f"กลุ่มทอผ้าบ้านหาดเสี้ยว {number}",
        "name_en": f"Ban Hat Siao weavers {number}",
        "admission": admission,
        "applied_at": NOW,
        "admitted_at": NOW if admission is AdmissionState.ADMITTED else None,
        "created_at": NOW,
    }
    seller = Organisation(**(columns | values))
    session.add(seller)
    session.flush()
    if owner is not None:
        make_membership(session, owner, seller)
    return seller


def make_buyer(session: Session, *, owner: User | None = None, **values: Any) -> Organisation:
    """Add an organisation that buys: a hotel unless `kind` says otherwise."""
    number = next_number()
    columns: dict[str, Any] = {
        "slug": f"hotel-{number}",
        "side": OrganisationSide.BUYER,
        "kind": OrganisationKind.HOTEL,
        "name_th": f"โรงแรมริมยม {number}",
        "name_en": f"Yom Riverside Hotel {number}",
        "admission": None,
        "created_at": NOW,
    }
    buyer = Organisation(**(columns | values))
    session.add(buyer)
    session.flush()
    if owner is not None:
        make_membership(session, owner, buyer)
    return buyer


def make_membership(
    session: Session,
    user: User,
    organisation: Organisation,
    role: MemberRole = MemberRole.OWNER,
) -> Membership:
    """Let a person work in an organisation."""
    membership = Membership(
        user_id=user.id, organisation_id=organisation.id, role=role, joined_at=NOW
    )
    session.add(membership)
    session.flush()
    return membership


def make_channel(session: Session, organisation: Organisation, **values: Any) -> ContactChannel:
    """Publish a way to reach an organisation: a phone number shown on request."""
    columns: dict[str, Any] = {
        "organisation_id": organisation.id,
        "kind": ChannelKind.PHONE,
        "value": "081-234-5678",
        "visibility": ChannelVisibility.ON_REQUEST,
    }
    channel = ContactChannel(**(columns | values))
    session.add(channel)
    session.flush()
    return channel


def make_invitation(
    session: Session, organisation: Organisation, token: str, **values: Any
) -> Invitation:
    """Invite somebody by mail; `token` is the secret part of the link."""
    if "invited_by_id" not in values:
        values["invited_by_id"] = make_user(session).id
    columns: dict[str, Any] = {
        "organisation_id": organisation.id,
        "email": f"invited{next_number()}@example.org",
        "role": MemberRole.STAFF,
        "token_hash": hashlib.sha256(token.encode()).digest(),
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=7),
    }
    invitation = Invitation(**(columns | values))
    session.add(invitation)
    session.flush()
    return invitation
