"""Rights of office 4 are given and taken by administrators, and never the last one."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions.officers import grant_right, revoke_right
from marketplace.actors import Actor
from marketplace.events import recorded_facts
from marketplace.facts import OfficerGranted, OfficerRevoked
from models.accounts import OfficerGrant, OfficerRole, UserSession
from models.errors import ConflictError, NotAllowedError, NotFoundError
from tests.factories.accounts import make_officer, make_session_row, make_user
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

ADMINISTRATOR = frozenset({OfficerRole.ADMINISTRATOR})


def administrator(session: Session) -> Actor:
    user = make_officer(session, OfficerRole.ADMINISTRATOR)
    return Actor(user.id, user.name, officer_roles=ADMINISTRATOR)


def test_an_administrator_gives_a_right_and_the_persons_sessions_end(session: Session) -> None:
    actor = administrator(session)
    person = make_user(session)
    row = make_session_row(session, person, "token")
    grant_right(session, actor, person.id, OfficerRole.REVIEWER, NOW)
    grant = session.scalars(select(OfficerGrant).where(OfficerGrant.user_id == person.id)).one()
    assert (grant.role, grant.granted_by_id) == (OfficerRole.REVIEWER, actor.user_id)
    session.refresh(row)
    assert row.revoked_at == NOW
    assert recorded_facts(session) == (OfficerGranted(user_id=person.id, role="reviewer"),)


def test_giving_it_again_changes_nothing(session: Session) -> None:
    person = make_officer(session, OfficerRole.REVIEWER)
    grant_right(session, None, person.id, OfficerRole.REVIEWER, NOW)
    assert len(session.scalars(select(OfficerGrant)).all()) == 1
    assert recorded_facts(session) == ()


def test_a_right_is_taken_back_and_the_row_stays(session: Session) -> None:
    person = make_officer(session, OfficerRole.REVIEWER)
    revoke_right(session, administrator(session), person.id, OfficerRole.REVIEWER, NOW)
    grant = session.scalars(select(OfficerGrant).where(OfficerGrant.user_id == person.id)).one()
    assert grant.revoked_at == NOW
    assert recorded_facts(session) == (OfficerRevoked(user_id=person.id, role="reviewer"),)
    with pytest.raises(NotFoundError):
        revoke_right(session, None, person.id, OfficerRole.REVIEWER, NOW)


def test_the_last_administrator_stays(session: Session) -> None:
    actor = administrator(session)
    with pytest.raises(ConflictError, match=r"officer\.last"):
        revoke_right(session, actor, actor.user_id, OfficerRole.ADMINISTRATOR, NOW)
    other = make_officer(session, OfficerRole.ADMINISTRATOR)
    revoke_right(session, actor, other.id, OfficerRole.ADMINISTRATOR, NOW)


@pytest.mark.parametrize("role", [OfficerRole.REVIEWER, OfficerRole.MANAGER])
def test_other_officers_give_and_take_nothing(session: Session, role: OfficerRole) -> None:
    person = make_user(session)
    actor = Actor(person.id, person.name, officer_roles=frozenset({role}))
    with pytest.raises(NotAllowedError):
        grant_right(session, actor, person.id, OfficerRole.ADMINISTRATOR, NOW)
    with pytest.raises(NotAllowedError):
        revoke_right(session, actor, person.id, role, NOW)


def test_nobody_unconfirmed_becomes_an_officer(session: Session) -> None:
    person = make_user(session, confirmed=False)
    with pytest.raises(NotFoundError):
        grant_right(session, None, person.id, OfficerRole.REVIEWER, NOW)


def test_a_taken_right_is_gone_at_the_next_request(
    client: HouseClient, session: Session, commit: Callable[[], None]
) -> None:
    officer = make_officer(session, OfficerRole.REVIEWER)
    client.sign_in(officer)
    assert client.get("/account").status_code == 200
    revoke_right(session, None, officer.id, OfficerRole.REVIEWER, NOW)
    commit()
    assert client.get("/account").status_code == 303
    live = session.scalars(select(UserSession).where(UserSession.revoked_at.is_(None))).all()
    assert live == []


def test_the_command_line_gives_the_first_right(app: Flask, session: Session) -> None:
    make_user(session, email="first@example.org")
    session.commit()
    runner = app.test_cli_runner()
    done = runner.invoke(args=["officer", "grant", "First@example.org", "administrator"])
    assert done.exit_code == 0, done.output
    kept = runner.invoke(args=["officer", "revoke", "first@example.org", "administrator"])
    assert "at least one administrator" in kept.output
    nobody = runner.invoke(args=["officer", "grant", "nobody@example.org", "reviewer"])
    assert nobody.exit_code == 1
