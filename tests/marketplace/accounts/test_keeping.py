"""How long sessions and links are kept."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.reactions import forget_old_sessions
from marketplace.db import Database
from marketplace.ports import MemoryPorts
from marketplace.work import Work
from models.accounts import OneTimeToken, TokenPurpose, UserSession
from search_index.contract import Backend
from tests.factories.accounts import make_session_row, make_token, make_user
from tests.factories.sequence import NOW


def test_ended_sessions_and_links_are_forgotten_after_their_time(
    database: Database, ports: MemoryPorts, search: Backend, session: Session
) -> None:
    user = make_user(session)
    kept = make_session_row(session, user, "kept", expires_at=NOW - timedelta(days=89))
    make_session_row(session, user, "old", expires_at=NOW - timedelta(days=91))
    purpose = TokenPurpose.RESET_PASSWORD
    make_token(session, user, purpose, "old", expires_at=NOW - timedelta(days=31))
    session.commit()
    forget_old_sessions(Work(database, ports.bundle(), search))
    assert [row.id for row in session.scalars(select(UserSession))] == [kept.id]
    assert session.scalars(select(OneTimeToken)).all() == []
