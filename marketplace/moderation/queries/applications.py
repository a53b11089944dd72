"""Applications of sellers and how each stands with the office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.actors import Actor
from marketplace.facts import ApplicationOpened
from marketplace.moderation.policies import can_see_applications
from models.accounts import User
from models.communities import Community
from models.errors import NotFoundError
from models.journal import JournalEntry
from models.listings import Listing, ListingState
from models.organisations import (
    AdmissionDecision,
    AdmissionState,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSide,
)

PAGE_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One seller in the list."""

    public_id: str
    name_th: str
    name_en: str
    kind: OrganisationKind
    admission: AdmissionState
    community_th: str
    community_en: str
    applied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Application:
    """One seller with everything the officer weighs.

    Attributes:
        decisions: latest first.
        members: names and roles.
        listings: how many listings in each state.
    """

    organisation: Organisation
    decisions: tuple[AdmissionDecision, ...]
    members: tuple[tuple[str, str], ...]
    listings: dict[ListingState, int]


def sellers(
    session: Session, state: AdmissionState, page: int
) -> tuple[tuple[ApplicationRow, ...], int]:
    """Return one page of sellers in a state, oldest application first, and how many there are."""
    where = (Organisation.side == OrganisationSide.SELLER, Organisation.admission == state)
    total = session.scalar(select(func.count()).select_from(Organisation).where(*where)) or 0
    rows = session.execute(
        select(
            Organisation.public_id,
            Organisation.name_th,
            Organisation.name_en,
            Organisation.kind,
            Organisation.admission,
            func.coalesce(Community.name_th, "").label("community_th"),
            func.coalesce(Community.name_en, "").label("community_en"),
            Organisation.applied_at,
        )
        .outerjoin(Community, Community.id == Organisation.community_id)
        .where(*where)
        .order_by(Organisation.applied_at, Organisation.id)
        .limit(PAGE_SIZE)
        .offset((max(page, 1) - 1) * PAGE_SIZE)
    )
    return tuple(ApplicationRow(**row) for row in rows.mappings()), total


def seller_counts(session: Session) -> dict[AdmissionState, int]:
    """Count the sellers in each admission state."""
    counts = dict.fromkeys(AdmissionState, 0)
    rows = session.execute(
        select(Organisation.admission, func.count())
        .where(Organisation.side == OrganisationSide.SELLER, Organisation.admission.is_not(None))
        .group_by(Organisation.admission)
    )
    for state, count in rows:
        if state is not None:
            counts[state] = count
    return counts


def waiting_for_manager(actor: Actor) -> Select[int] | None:
    """Select the applications that wait for this officer; None for who may not decide on them."""
    if not can_see_applications(actor):
        return None
    own = [grant.organisation_id for grant in actor.memberships]
    return select(Organisation.id).where(
        Organisation.side == OrganisationSide.SELLER,
        Organisation.admission == AdmissionState.APPLIED,
        Organisation.id.not_in(own),
    )


def seller_for_admission(session: Session, public_id: str) -> Organisation:
    """Load a selling organisation. Raises NotFoundError."""
    organisation = session.scalars(
        select(Organisation)
        .where(Organisation.public_id == public_id, Organisation.side == OrganisationSide.SELLER)
        .options(joinedload(Organisation.community), selectinload(Organisation.channels))
    ).one_or_none()
    if organisation is None:
        raise NotFoundError
    return organisation


def was_opened(session: Session, officer_id: int, organisation_id: int, since: datetime) -> bool:
    """Tell whether the journal holds that an officer opened an application since a moment."""
    found = session.scalar(
        select(JournalEntry.id)
        .where(
            JournalEntry.subject == f"organisation:{organisation_id}",
            JournalEntry.fact == ApplicationOpened.__name__,
            JournalEntry.actor_id == officer_id,
            JournalEntry.at >= since,
        )
        .limit(1)
    )
    return found is not None


def application(session: Session, public_id: str) -> Application:
    """Load the page of one seller. Raises NotFoundError."""
    organisation = seller_for_admission(session, public_id)
    decisions = session.scalars(
        select(AdmissionDecision)
        .where(AdmissionDecision.organisation_id == organisation.id)
        .options(joinedload(AdmissionDecision.officer))
        .order_by(AdmissionDecision.id.desc())
        .limit(PAGE_SIZE)
    )
    members = session.execute(
        select(User.name, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation.id)
        .order_by(Membership.joined_at, Membership.id)
    )
    listings = session.execute(
        select(Listing.state, func.count())
        .where(Listing.organisation_id == organisation.id)
        .group_by(Listing.state)
    )
    return Application(
        organisation,
        tuple(decisions),
        tuple((name, role.value) for name, role in members),
        dict(listings.all()),
    )
