"""Founding and describing organisations: applications to sell, buying organisations, the story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.policies import can_edit_organisation
from marketplace.accounts.slugs import free_slug
from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import (
    MemberJoined,
    OrganisationChanged,
    OrganisationCreated,
    SellerApplied,
)
from marketplace.web import sessions
from models.communities import Community
from models.errors import InputRejectedError, NotAllowedError, NotFoundError
from models.organisations import (
    AdmissionAction,
    AdmissionState,
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSide,
)
from models.types import new_public_id


@dataclass(frozen=True, slots=True)
class Application:
    """What a group sends to be admitted as a seller.

    Attributes:
        community: slug of the village the group belongs to.
        papers: see ``Organisation.papers``; only filled-in values.
    """

    kind: OrganisationKind
    name_th: str
    name_en: str
    about_th: str
    community: str
    papers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BuyingOrganisation:
    """What a buying organisation tells of itself; it needs no admission."""

    kind: OrganisationKind
    name_th: str
    name_en: str
    papers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Description:
    """Name and story, which owners change at once."""

    name_th: str
    name_en: str
    about_th: str
    about_en: str


def apply_to_sell(
    session: Session, actor: Actor, application: Application, now: datetime
) -> Organisation:
    """Found a seller that waits for admission; the actor becomes its owner and acts for it.

    Raises:
        InputRejectedError: ``field.required`` on ``community``: there is no such village.
    """
    organisation = _found(session, OrganisationSide.SELLER, now)
    organisation.admission = AdmissionState.APPLIED
    organisation.applied_at = now
    _take(session, organisation, application)
    organisation.slug = free_slug(session, application.name_en, organisation.public_id)
    session.add(organisation)
    session.flush()
    record(session, SellerApplied(organisation_id=organisation.id, again=False), actor, now)
    _become_owner(session, actor, organisation, now)
    return organisation


def apply_again(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    application: Application,
    now: datetime,
) -> None:
    """Send a returned application again with what was missing.

    Raises:
        NotFoundError: the actor does not belong to the group.
        NotAllowedError: the actor is no owner.
        IllegalTransitionError: the application was not returned.
    """
    _check_editor(actor, organisation)
    organisation.advance(AdmissionAction.SEND_AGAIN, now)
    _take(session, organisation, application)
    record(session, SellerApplied(organisation_id=organisation.id, again=True), actor, now)
    session.flush()


def register_buyer(
    session: Session, actor: Actor, wanted: BuyingOrganisation, now: datetime
) -> Organisation:
    """Register a buying organisation; the actor becomes its owner and acts for it."""
    organisation = _found(session, OrganisationSide.BUYER, now)
    organisation.kind = wanted.kind
    organisation.name_th = wanted.name_th
    organisation.name_en = wanted.name_en
    organisation.papers = dict(wanted.papers)
    organisation.slug = free_slug(session, wanted.name_en, organisation.public_id)
    session.add(organisation)
    session.flush()
    record(session, OrganisationCreated(organisation_id=organisation.id), actor, now)
    _become_owner(session, actor, organisation, now)
    return organisation


def describe_organisation(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    description: Description,
    now: datetime,
) -> None:
    """Keep name and story. Unchanged texts leave no trace.

    Raises:
        NotFoundError: the actor does not belong to the organisation.
        NotAllowedError: the actor is no owner.
    """
    _check_editor(actor, organisation)
    changed: list[str] = []
    for field in ("name_th", "name_en", "about_th", "about_en"):
        new: Any = getattr(description, field)
        if getattr(organisation, field) != new:
            setattr(organisation, field, new)
            changed.append(field)
    if not changed:
        return
    fact = OrganisationChanged(organisation_id=organisation.id, fields=changed)
    record(session, fact, actor, now)
    session.flush()


def _check_editor(actor: Actor, organisation: Organisation) -> None:
    if not actor.belongs_to(organisation.id):
        raise NotFoundError
    if not can_edit_organisation(actor, organisation.id):
        raise NotAllowedError("permission.role", role=MemberRole.OWNER.value)


def _found(session: Session, side: OrganisationSide, now: datetime) -> Organisation:
    del session
    return Organisation(
        public_id=new_public_id(),
        side=side,
        name_en="",
        about_th="",
        about_en="",
        community_id=None,
        admission=None,
        papers={},
        applied_at=None,
        admitted_at=None,
        created_at=now,
        demo=False,
    )


def _take(session: Session, organisation: Organisation, application: Application) -> None:
    community_id = session.scalar(
        select(Community.id).where(Community.slug == application.community)
    )
    if community_id is None:
        raise InputRejectedError("choice.unknown", "community")
    organisation.kind = application.kind
    organisation.name_th = application.name_th
    organisation.name_en = application.name_en
    organisation.about_th = application.about_th
    organisation.community_id = community_id
    organisation.papers = dict(application.papers)


def _become_owner(
    session: Session, actor: Actor, organisation: Organisation, now: datetime
) -> None:
    session.add(
        Membership(
            user_id=actor.user_id,
            organisation_id=organisation.id,
            role=MemberRole.OWNER,
            joined_at=now,
        )
    )
    role = MemberRole.OWNER.value
    fact = MemberJoined(organisation_id=organisation.id, user_id=actor.user_id, role=role)
    record(session, fact, actor, now)
    if actor.session_id is not None:
        sessions.act_for(session, actor, organisation.id)
    session.flush()
