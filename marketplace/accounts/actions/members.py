"""Who works in an organisation: roles, leaving, removing. At least one owner always stays."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from marketplace.accounts.actions.taking import take_organisation
from marketplace.accounts.policies import can_manage_members
from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import MemberJoined, MemberRemoved, MemberRoleChanged
from models.accounts import User, UserSession
from models.errors import ConflictError, NotAllowedError, NotFoundError
from models.organisations import MemberRole, Membership, Organisation


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place in an organisation, named as the pages name it."""

    organisation: Organisation
    user_public_id: str


def change_role(
    session: Session, actor: Actor, place: Place, role: MemberRole, now: datetime
) -> None:
    """Make a member owner or staff.

    Raises:
        NotFoundError: the actor or the person does not belong to the organisation.
        NotAllowedError: the actor is no owner.
        ConflictError: ``member.last_owner``.
    """
    _check_manager(actor, place.organisation.id)
    take_organisation(session, place.organisation.id)
    membership = _membership(session, place)
    if membership.role is role:
        return
    if membership.role is MemberRole.OWNER:
        _check_owner_stays(session, membership)
    membership.role = role
    fact = MemberRoleChanged(
        organisation_id=membership.organisation_id, user_id=membership.user_id, role=role.value
    )
    record(session, fact, actor, now)
    session.flush()


def remove_member(session: Session, actor: Actor, place: Place, now: datetime) -> None:
    """Take a person out of the organisation; everybody may take out themselves.

    Raises:
        NotFoundError: the actor or the person does not belong to the organisation.
        NotAllowedError: the actor is no owner and means somebody else.
        ConflictError: ``member.last_owner``.
    """
    organisation_id = place.organisation.id
    if not actor.belongs_to(organisation_id):
        raise NotFoundError
    take_organisation(session, organisation_id)
    membership = _membership(session, place)
    if membership.user_id != actor.user_id:
        _check_manager(actor, organisation_id)
    if membership.role is MemberRole.OWNER:
        _check_owner_stays(session, membership)
    user_id = membership.user_id
    session.execute(delete(Membership).where(Membership.id == membership.id))
    session.execute(
        update(UserSession)
        .where(UserSession.user_id == user_id, UserSession.acting_for_id == organisation_id)
        .values(acting_for_id=None)
    )
    fact = MemberRemoved(organisation_id=organisation_id, user_id=user_id)
    record(session, fact, actor, now)
    session.flush()


def add_member(
    session: Session, user_id: int, organisation_id: int, role: MemberRole, now: datetime
) -> None:
    """Let a person work in an organisation; one who does already keeps the higher role.

    Called by what checked the right to do so: founding and accepting an invitation.
    """
    take_organisation(session, organisation_id)
    present = session.scalar(
        select(Membership)
        .where(Membership.user_id == user_id, Membership.organisation_id == organisation_id)
        .execution_options(populate_existing=True)
    )
    if present is not None:
        _raise(session, present, role, now)
        return
    session.add(
        Membership(user_id=user_id, organisation_id=organisation_id, role=role, joined_at=now)
    )
    fact = MemberJoined(organisation_id=organisation_id, user_id=user_id, role=role.value)
    record(session, fact, None, now)
    session.flush()


def _raise(session: Session, present: Membership, role: MemberRole, now: datetime) -> None:
    if role is not MemberRole.OWNER or present.role is role:
        return
    present.role = role
    fact = MemberRoleChanged(
        organisation_id=present.organisation_id, user_id=present.user_id, role=role.value
    )
    record(session, fact, None, now)
    session.flush()


def _check_manager(actor: Actor, organisation_id: int) -> None:
    if not actor.belongs_to(organisation_id):
        raise NotFoundError
    if not can_manage_members(actor, organisation_id):
        raise NotAllowedError("permission.role", role=MemberRole.OWNER.value)


def _membership(session: Session, place: Place) -> Membership:
    found = session.scalar(
        select(Membership)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organisation_id == place.organisation.id,
            User.public_id == place.user_public_id,
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFoundError
    return found


def _check_owner_stays(session: Session, leaving: Membership) -> None:
    # All owners are locked in one order, so that two of them cannot leave past each other.
    owners = session.scalars(
        select(Membership.id)
        .where(
            Membership.organisation_id == leaving.organisation_id,
            Membership.role == MemberRole.OWNER,
        )
        .order_by(Membership.id)
        .with_for_update()
    ).all()
    if all(owner == leaving.id for owner in owners):
        raise ConflictError("member.last_owner")
