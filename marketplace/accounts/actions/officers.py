"""Rights of office 4: given and taken back, always by name, never deleted."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.accounts.policies import can_grant_rights
from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import OfficerGranted, OfficerRevoked
from marketplace.web import sessions
from models.accounts import OfficerGrant, OfficerRole, User, UserState
from models.errors import ConflictError, NotAllowedError, NotFoundError


def grant_right(
    session: Session, actor: Actor | None, user_id: int, role: OfficerRole, now: datetime
) -> None:
    """Give a person a right of office 4; all their sessions end, so that the next is an officer's.

    Args:
        session: inside ``transaction()``.
        actor: the administrator; None for a command of the one who runs the machine.
        user_id: who gets it.
        role: what they may do. Giving what they have changes nothing.
        now: the moment.

    Raises:
        NotAllowedError: the actor is no administrator.
        NotFoundError: no such person, or the account is closed or not confirmed.
    """
    _check(actor)
    user = session.get(User, user_id)
    if user is None or user.state is not UserState.ACTIVE or user.email_confirmed_at is None:
        raise NotFoundError
    if _live(session, user_id, role) is not None:
        return
    session.add(
        OfficerGrant(
            user_id=user_id,
            role=role,
            granted_by_id=None if actor is None else actor.user_id,
            granted_at=now,
        )
    )
    sessions.revoke_all(session, user_id, now)
    record(session, OfficerGranted(user_id=user_id, role=role.value), actor, now)
    session.flush()


def revoke_right(
    session: Session, actor: Actor | None, user_id: int, role: OfficerRole, now: datetime
) -> None:
    """Take a right back; all sessions of the person end.

    Raises:
        NotAllowedError: the actor is no administrator.
        NotFoundError: the person does not hold the right.
        ConflictError: ``officer.last``: no administrator would be left.
    """
    _check(actor)
    grant = _live(session, user_id, role)
    if grant is None:
        raise NotFoundError
    if role is OfficerRole.ADMINISTRATOR and not _other_administrators(session, user_id):
        raise ConflictError("officer.last")
    session.execute(
        update(OfficerGrant)
        .where(OfficerGrant.id == grant, OfficerGrant.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    sessions.revoke_all(session, user_id, now)
    record(session, OfficerRevoked(user_id=user_id, role=role.value), actor, now)
    session.flush()


def _check(actor: Actor | None) -> None:
    if actor is not None and not can_grant_rights(actor):
        raise NotAllowedError("permission.role", role=OfficerRole.ADMINISTRATOR.value)


def _live(session: Session, user_id: int, role: OfficerRole) -> int | None:
    return session.scalar(
        select(OfficerGrant.id).where(
            OfficerGrant.user_id == user_id,
            OfficerGrant.role == role,
            OfficerGrant.revoked_at.is_(None),
        )
    )


def _other_administrators(session: Session, user_id: int) -> bool:
    # Locked, so that two administrators cannot take each other's right at the same moment.
    rows = session.scalars(
        select(OfficerGrant.user_id)
        .where(OfficerGrant.role == OfficerRole.ADMINISTRATOR, OfficerGrant.revoked_at.is_(None))
        .order_by(OfficerGrant.id)
        .with_for_update()
    ).all()
    return any(holder != user_id for holder in rows)
