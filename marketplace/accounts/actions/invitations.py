"""Inviting by mail, for people with and without an account."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from marketplace.accounts.actions.members import add_member
from marketplace.accounts.actions.sign_up import SignUp, add_person
from marketplace.accounts.actions.taking import take_organisation
from marketplace.accounts.policies import can_manage_members
from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import EmailConfirmed, InvitationClosed, InvitationSent
from marketplace.web import sessions
from marketplace.web.tokens import new_token, token_digest
from models.accounts import User
from models.errors import ConflictError, InputRejectedError, NotAllowedError, NotFoundError
from models.organisations import Invitation, MemberRole, Membership, Organisation

LIFETIME: Final = timedelta(days=7)
MAX_OPEN: Final = 20
"""Invitations an organisation may have open at once."""


@dataclass(frozen=True, slots=True)
class Invite:
    """Whom to invite. ``email`` as ``plain_address`` returns it."""

    email: str
    role: MemberRole


def invite(
    session: Session, actor: Actor, organisation: Organisation, wanted: Invite, now: datetime
) -> None:
    """Invite somebody, or send an open invitation again with a new link.

    Raises:
        NotFoundError: the actor does not belong to the organisation.
        NotAllowedError: the actor is no owner.
        InputRejectedError: on ``email``: ``member.already``, or ``member.many_open``.
    """
    _check(actor, organisation.id)
    take_organisation(session, organisation.id)
    member = session.scalar(
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organisation_id == organisation.id, User.email == wanted.email)
    )
    if member is not None:
        raise InputRejectedError("member.already", "email")
    invitation = session.scalar(
        select(Invitation)
        .where(
            Invitation.organisation_id == organisation.id,
            Invitation.email == wanted.email,
            Invitation.closed_at.is_(None),
        )
        .execution_options(populate_existing=True)
    )
    if invitation is None:
        invitation = _new(session, actor, organisation, wanted.email)
    invitation.role = wanted.role
    invitation.invited_by_id = actor.user_id
    invitation.created_at = now
    invitation.expires_at = now + LIFETIME
    session.flush()
    fact = InvitationSent(organisation_id=organisation.id, invitation_id=invitation.id)
    record(session, fact, actor, now)


def renew_token(session: Session, invitation: Invitation, now: datetime) -> str:
    """Give an invitation a new link and return its secret part; called when the mail is written."""
    del now
    token = new_token()
    invitation.token_hash = token_digest(token)
    session.flush()
    return token


def withdraw(
    session: Session, actor: Actor, organisation: Organisation, public_id: str, now: datetime
) -> None:
    """Take an open invitation back.

    Raises:
        NotFoundError: no such open invitation, or the actor does not belong here.
        NotAllowedError: the actor is no owner.
    """
    _check(actor, organisation.id)
    invitation = session.scalar(
        select(Invitation).where(
            Invitation.organisation_id == organisation.id, Invitation.public_id == public_id
        )
    )
    if invitation is None:
        raise NotFoundError
    _close(session, invitation, actor, now, accepted=None)


def accept(session: Session, actor: Actor, invitation: Invitation, now: datetime) -> None:
    """Join. The link came by mail to the address invited, so whoever holds it may use it.

    The caller has found the invitation by its link, or by the actor's own confirmed address.

    Raises:
        ConflictError: ``link.expired``: it was closed meanwhile or is too old.
    """
    role = _close(session, invitation, actor, now, accepted=True)
    add_member(session, actor.user_id, invitation.organisation_id, role, now)
    if actor.session_id is not None:
        sessions.act_for(session, actor, invitation.organisation_id)


def decline(session: Session, actor: Actor | None, invitation: Invitation, now: datetime) -> None:
    """Say "not this time".

    Raises:
        ConflictError: ``link.expired``: it was closed meanwhile or is too old.
    """
    _close(session, invitation, actor, now, accepted=False)


def join_with_new_account(
    session: Session, invitation: Invitation, request: SignUp, now: datetime
) -> User:
    """Make an account for the invited address and join with it.

    The link proves the mailbox, so the address needs no second mail. An account made with this
    address but never confirmed becomes the invited person's, under the password typed here.

    Raises:
        ConflictError: ``link.expired``, also when the address has a confirmed account by now.
    """
    role = _close(session, invitation, None, now, accepted=True)
    user = session.scalar(select(User).where(User.email == invitation.email))
    if user is None:
        user = add_person(session, request, now)
    elif user.email_confirmed_at is not None:
        raise ConflictError("link.expired")
    user.name = request.name
    user.locale = request.locale
    user.password_hash = request.password_hash
    user.email_confirmed_at = now
    record(session, EmailConfirmed(user_id=user.id), None, now)
    add_member(session, user.id, invitation.organisation_id, role, now)
    return user


def _check(actor: Actor, organisation_id: int) -> None:
    if not actor.belongs_to(organisation_id):
        raise NotFoundError
    if not can_manage_members(actor, organisation_id):
        raise NotAllowedError("permission.role", role=MemberRole.OWNER.value)


def _new(session: Session, actor: Actor, organisation: Organisation, email: str) -> Invitation:
    count = session.scalar(
        select(func.count())
        .select_from(Invitation)
        .where(Invitation.organisation_id == organisation.id, Invitation.closed_at.is_(None))
    )
    if (count or 0) >= MAX_OPEN:
        raise InputRejectedError("member.many_open", "email", max=MAX_OPEN)
    invitation = Invitation(
        organisation_id=organisation.id,
        email=email,
        # Nobody knows this one; the link is drawn when the mail is written.
        token_hash=token_digest(new_token()),
        invited_by_id=actor.user_id,
        closed_at=None,
        accepted=None,
    )
    session.add(invitation)
    return invitation


def _close(
    session: Session,
    invitation: Invitation,
    actor: Actor | None,
    now: datetime,
    *,
    accepted: bool | None,
) -> MemberRole:
    """Close by a guarded UPDATE, so that a link is used once. Returns the role it gives now."""
    take_organisation(session, invitation.organisation_id)
    statement = (
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.closed_at.is_(None))
        .values(closed_at=now, accepted=accepted)
        .returning(Invitation.role)
    )
    if accepted is not None:
        statement = statement.where(Invitation.expires_at > now)
    role = session.scalar(statement)
    if role is None:
        raise ConflictError("link.expired")
    fact = InvitationClosed(
        organisation_id=invitation.organisation_id,
        invitation_id=invitation.id,
        accepted=accepted,
    )
    record(session, fact, actor, now)
    return role
