"""Organisations as their members see them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from marketplace.actors import Actor
from models.accounts import User
from models.communities import Community
from models.errors import NotFoundError
from models.listings import Listing
from models.organisations import (
    AdmissionAction,
    AdmissionDecision,
    AdmissionState,
    ContactReveal,
    Invitation,
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSide,
)

REVEALS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """One organisation in the list of a person's own."""

    id: int
    public_id: str
    slug: str
    name_th: str
    name_en: str
    side: OrganisationSide
    kind: OrganisationKind
    admission: AdmissionState | None
    role: MemberRole


@dataclass(frozen=True, slots=True)
class Invited:
    """An open invitation to the person who looks."""

    public_id: str
    name_th: str
    name_en: str
    role: MemberRole
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Village:
    """A community to choose in the application."""

    slug: str
    name_th: str
    name_en: str
    district_code: str


@dataclass(frozen=True, slots=True)
class Told:
    """What an officer told a selling group with the last decision about it.

    Attributes:
        missing: codes of checklist points.
    """

    action: AdmissionAction
    missing: tuple[str, ...]
    note: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Reveal:
    """Somebody opened the contact channels. Who it was stays unsaid."""

    revealed_at: datetime
    title_th: str | None
    title_en: str | None


def own_organisations(session: Session, user_id: int) -> list[OwnOrganisation]:
    """Return where a person works, in the order of joining."""
    rows = session.execute(
        select(
            Organisation.id,
            Organisation.public_id,
            Organisation.slug,
            Organisation.name_th,
            Organisation.name_en,
            Organisation.side,
            Organisation.kind,
            Organisation.admission,
            Membership.role,
        )
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.user_id == user_id)
        .order_by(Membership.joined_at, Membership.id)
    )
    return [OwnOrganisation(*row) for row in rows]


def own_organisation(session: Session, actor: Actor, public_id: str) -> Organisation:
    """Load an organisation the actor works in, with its channels and village.

    Raises:
        NotFoundError: there is none, or the actor does not belong to it.
    """
    found = session.scalar(
        select(Organisation)
        .where(Organisation.public_id == public_id)
        .options(selectinload(Organisation.channels), selectinload(Organisation.community))
    )
    if found is None or not actor.belongs_to(found.id):
        raise NotFoundError
    return found


def villages(session: Session) -> list[Village]:
    """Return every community, by district and Thai name."""
    rows = session.execute(
        select(
            Community.slug, Community.name_th, Community.name_en, Community.district_code
        ).order_by(Community.district_code, Community.name_th, Community.id)
    )
    return [Village(*row) for row in rows]


def last_told(session: Session, organisation_id: int) -> Told | None:
    """Return what came with the last decision about a group; None before the first."""
    row = session.execute(
        select(
            AdmissionDecision.action,
            AdmissionDecision.checks,
            AdmissionDecision.note,
            AdmissionDecision.decided_at,
        )
        .where(AdmissionDecision.organisation_id == organisation_id)
        .order_by(AdmissionDecision.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    missing = tuple(code for code, answer in row.checks.items() if answer == "missing")
    return Told(row.action, missing, row.note, row.decided_at)


def open_invitations_for(session: Session, user_id: int, now: datetime) -> list[Invited]:
    """Return the open invitations to a person's confirmed address, oldest first."""
    rows = session.execute(
        select(
            Invitation.public_id,
            Organisation.name_th,
            Organisation.name_en,
            Invitation.role,
            Invitation.expires_at,
        )
        .join(User, User.email == Invitation.email)
        .join(Organisation, Organisation.id == Invitation.organisation_id)
        .where(
            User.id == user_id,
            User.email_confirmed_at.is_not(None),
            Invitation.closed_at.is_(None),
            Invitation.expires_at > now,
        )
        .order_by(Invitation.created_at, Invitation.id)
    )
    return [Invited(*row) for row in rows]


def reveals_of(session: Session, organisation_id: int) -> tuple[int, list[Reveal]]:
    """Return how often the contact channels were opened in all, and the latest times."""
    total = session.scalar(
        select(func.count())
        .select_from(ContactReveal)
        .where(ContactReveal.organisation_id == organisation_id)
    )
    rows = session.execute(
        select(ContactReveal.revealed_at, Listing.title_th, Listing.title_en)
        .outerjoin(Listing, Listing.id == ContactReveal.listing_id)
        .where(ContactReveal.organisation_id == organisation_id)
        .order_by(ContactReveal.revealed_at.desc(), ContactReveal.id.desc())
        .limit(REVEALS_SHOWN)
    )
    return total or 0, [Reveal(*row) for row in rows]
