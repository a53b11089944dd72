"""Begin, renew and end sessions. The accounts room calls these inside its transactions.

Each function changes rows through the session it is given and leaves the cookie to the response;
nothing is valid before the transaction commits.
"""

from datetime import datetime
from typing import Final

from flask import Response, g, request
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.web.identity import OFFICER_ABSOLUTE, PERSON_ABSOLUTE, cookie_name, forget_visit
from marketplace.web.tokens import new_token, token_digest
from models.accounts import OfficerGrant, UserSession

_AGENT_LENGTH: Final = 200


def start_session(session: Session, user_id: int, now: datetime) -> UserSession:
    """Sign a person in on this device with a new id; whatever the cookie held is revoked.

    Args:
        session: inside ``transaction()``.
        user_id: who proved to be themselves.
        now: the moment of signing in.
    """
    _end_present(session, now)
    officer = session.scalar(
        select(OfficerGrant.id)
        .where(OfficerGrant.user_id == user_id, OfficerGrant.revoked_at.is_(None))
        .limit(1)
    )
    token = new_token()
    row = UserSession(
        token_hash=token_digest(token),
        user_id=user_id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + (PERSON_ABSOLUTE if officer is None else OFFICER_ABSOLUTE),
        user_agent=request.user_agent.string[:_AGENT_LENGTH],
        address=request.remote_addr or "",
    )
    session.add(row)
    session.flush()
    _hand_out(token, row.expires_at, now)
    return row


def rotate(session: Session, actor: Actor, now: datetime) -> None:
    """Give this device's session a new id, after anything that raises what it may do."""
    row = session.get(UserSession, actor.session_id)
    if row is None:
        return
    token = new_token()
    row.token_hash = token_digest(token)
    session.flush()
    _hand_out(token, row.expires_at, now)


def end_session(session: Session, now: datetime) -> None:
    """Sign this device out and take its cookie back."""
    _end_present(session, now)
    g.session_cookie = ("", 0)
    forget_visit()


def revoke(session: Session, user_id: int, public_id: str, now: datetime) -> bool:
    """End one of a person's sessions. Returns False when there is no such live session."""
    result = session.execute(
        update(UserSession)
        .where(
            UserSession.user_id == user_id,
            UserSession.public_id == public_id,
            UserSession.revoked_at.is_(None),
        )
        .values(revoked_at=now)
        .returning(UserSession.id)
    )
    return result.first() is not None


def revoke_all(session: Session, user_id: int, now: datetime, keep: int | None = None) -> int:
    """End all sessions of a person, and say how many.

    Call it after a change of password, address or rights, and on suspension.

    Args:
        session: inside ``transaction()``.
        user_id: whose.
        now: the moment.
        keep: row id of the one session to leave alone, usually ``actor.session_id``.
    """
    statement = (
        update(UserSession)
        .where(UserSession.user_id == user_id, UserSession.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(UserSession.id)
    )
    if keep is not None:
        statement = statement.where(UserSession.id != keep)
    return len(session.execute(statement).all())


def act_for(session: Session, actor: Actor, organisation_id: int | None) -> None:
    """Choose the organisation this device acts for; None means the person alone.

    The caller has checked that the actor belongs to it.
    """
    session.execute(
        update(UserSession)
        .where(UserSession.id == actor.session_id)
        .values(acting_for_id=organisation_id)
    )
    forget_visit()


def set_session_cookie(response: Response) -> Response:
    """Send the cookie that was handed out or taken back; an after-request hook."""
    handed: tuple[str, int] | None = g.get("session_cookie")
    if handed is not None and response.status_code < 500:  # noqa: PLR2004 - a failed page signed nobody in
        token, seconds = handed
        name = cookie_name()
        response.set_cookie(
            name,
            token,
            max_age=seconds,
            secure=name.startswith("__Host-"),
            httponly=True,
            samesite="Lax",
            path="/",
        )
    return response


def _hand_out(token: str, expires_at: datetime, now: datetime) -> None:
    g.session_cookie = (token, int((expires_at - now).total_seconds()))
    forget_visit()


def _end_present(session: Session, now: datetime) -> None:
    token = request.cookies.get(cookie_name())
    if token:
        session.execute(
            update(UserSession)
            .where(UserSession.token_hash == token_digest(token), UserSession.revoked_at.is_(None))
            .values(revoked_at=now)
        )
