"""What happens around a session: beginning one, choosing for whom it acts, ending it."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.accounts.actions.taking import take_person
from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import SignedIn, SignedOut
from marketplace.web import sessions
from models.accounts import User, UserSession, UserState
from models.errors import InputRejectedError, NotFoundError
from models.organisations import Membership, Organisation


def admit_person(session: Session, user_id: int, checked_hash: str | None) -> User:
    """Return the person whose password was just checked outside the transaction.

    Raises:
        InputRejectedError: ``signin.failed``: the account or its password changed meanwhile.
    """
    user = take_person(session, user_id)
    changed = user is None or user.password_hash != checked_hash
    if user is None or changed or user.state is not UserState.ACTIVE:
        raise InputRejectedError("signin.failed")
    return user


def renew_hash(session: Session, user: User, checked_hash: str, new_hash: str) -> None:
    """Keep the same password under today's parameters, unless it changed meanwhile."""
    session.execute(
        update(User)
        .where(User.id == user.id, User.password_hash == checked_hash)
        .values(password_hash=new_hash)
        .execution_options(synchronize_session=False)
    )


def note_sign_in(session: Session, row: UserSession, now: datetime) -> None:
    """Record a new session and let it act for the organisation the person acted for last.

    Args:
        session: inside ``transaction()``.
        row: the session row just started.
        now: the moment.
    """
    row.acting_for_id = _usual_organisation(session, row)
    known = session.scalar(
        select(UserSession.id)
        .where(
            UserSession.user_id == row.user_id,
            UserSession.user_agent == row.user_agent,
            UserSession.id != row.id,
        )
        .limit(1)
    )
    first = known is None and not _has_other_session(session, row)
    fact = SignedIn(user_id=row.user_id, session_id=row.id, new_device=known is None and not first)
    record(session, fact, None, now)
    session.flush()


def _has_other_session(session: Session, row: UserSession) -> bool:
    statement = select(UserSession.id).where(
        UserSession.user_id == row.user_id, UserSession.id != row.id
    )
    return session.scalar(statement.limit(1)) is not None


def _usual_organisation(session: Session, row: UserSession) -> int | None:
    """Return the organisation of the last session, else the only one, else None."""
    own = session.scalars(
        select(Membership.organisation_id)
        .where(Membership.user_id == row.user_id)
        .order_by(Membership.joined_at, Membership.id)
    ).all()
    last = session.execute(
        select(UserSession.acting_for_id)
        .where(UserSession.user_id == row.user_id, UserSession.id != row.id)
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
        .limit(1)
    ).first()
    if last is not None and last.acting_for_id in own:
        return int(last.acting_for_id)
    return own[0] if len(own) == 1 else None


def sign_out(session: Session, actor: Actor, now: datetime) -> None:
    """End this device's session and take its cookie back."""
    sessions.end_session(session, now)
    record(session, SignedOut(user_id=actor.user_id, everywhere=False), actor, now)


def sign_out_everywhere(
    session: Session, actor: Actor, now: datetime, *, keep_here: bool = False
) -> int:
    """End all of a person's sessions and say how many.

    Args:
        session: inside ``transaction()``.
        actor: whose.
        now: the moment.
        keep_here: leave this device signed in.
    """
    count = sessions.revoke_all(
        session, actor.user_id, now, keep=actor.session_id if keep_here else None
    )
    record(session, SignedOut(user_id=actor.user_id, everywhere=True), actor, now)
    return count


def sign_out_device(session: Session, actor: Actor, public_id: str, now: datetime) -> None:
    """End one of the actor's sessions.

    Raises:
        NotFoundError: the actor has no such live session.
    """
    if not sessions.revoke(session, actor.user_id, public_id, now):
        raise NotFoundError
    record(session, SignedOut(user_id=actor.user_id, everywhere=False), actor, now)


def switch_acting_for(session: Session, actor: Actor, public_id: str | None) -> int | None:
    """Choose for whom this device acts, and return the organisation's row id.

    Args:
        session: inside ``transaction()``.
        actor: who chooses.
        public_id: one of the actor's organisations; None for the person alone.

    Raises:
        NotFoundError: the actor does not belong to such an organisation.
    """
    organisation_id: int | None = None
    if public_id is not None:
        organisation_id = session.scalar(
            select(Organisation.id).where(Organisation.public_id == public_id)
        )
        if organisation_id is None or not actor.belongs_to(organisation_id):
            raise NotFoundError
    sessions.act_for(session, actor, organisation_id)
    return organisation_id
