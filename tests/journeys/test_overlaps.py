"""Two transactions that overlap: the second begins after the first has read.

On SQLite the second waits for the first from its beginning; on PostgreSQL only the row that the
first has taken lets it wait, which is what these tests are about.
"""

from collections.abc import Callable

from flask import Flask
from sqlalchemy.orm import Session

from marketplace.accounts.actions import links, recovery, sign_in
from marketplace.db import Database
from marketplace.web import sessions
from marketplace.web.tokens import token_digest
from models.accounts import TokenPurpose, User, UserSession
from tests.factories.accounts import make_user
from tests.factories.sequence import NOW
from tests.support.races import beside, count

Commit = Callable[[], None]


def test_a_sign_in_with_the_old_password_does_not_outlive_a_reset(
    app: Flask, session: Session, commit: Commit, database: Database
) -> None:
    user = make_user(session)
    user_id, old_hash, email = user.id, user.password_hash, user.email or ""
    token = links.draw_link(session, user_id, TokenPurpose.RESET_PASSWORD, email, NOW)
    commit()

    def reset() -> None:
        with database.transaction() as other:
            recovery.reset_password(other, token_digest(token), "a new hash", NOW)

    with app.test_request_context(), beside() as begin:
        with database.transaction() as session_in:
            person = sign_in.admit_person(session_in, user_id, old_hash)
            resetting = begin(reset)
            sessions.start_session(session_in, person.id, NOW)
        resetting.result()

    assert count(database, User, User.password_hash == "a new hash") == 1
    assert count(database, UserSession, UserSession.revoked_at.is_(None)) == 0
