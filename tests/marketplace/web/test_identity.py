"""Who asks: sessions hold while they are live, end at once when revoked, and open the right doors."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.db import transaction
from marketplace.ports.clock import FixedClock
from marketplace.web import sessions
from marketplace.web.identity import current_actor
from models.accounts import OfficerRole, User, UserSession, UserState
from tests.factories.accounts import make_grant, make_officer, make_session_row, make_user
from tests.factories.organisations import make_buyer, make_membership, make_seller
from tests.support.clients import HouseClient

TOKEN = "a-token-of-a-test"


def who(client: HouseClient) -> str:
    return client.get("/probe/whoami").text


def test_without_a_cookie_one_is_nobody_and_gets_none(client: HouseClient) -> None:
    response = client.get("/probe/whoami")

    assert response.text == "nobody"
    assert "Set-Cookie" not in response.headers


def test_a_live_session_names_its_person(client: HouseClient, session: Session) -> None:
    user = make_user(session)
    client.sign_in(user)

    assert who(client) == f"{user.id} []"


def test_an_unknown_or_odd_cookie_is_nobody(client: HouseClient) -> None:
    for value in ("", "x", "\x7f", "ก", "a" * 3000):
        client.set_cookie("talat", value)
        assert who(client) == "nobody"


def test_everything_about_a_person_comes_in_one_statement(
    app: Flask, session: Session, commit: Callable[[], None]
) -> None:
    user = make_user(session)
    weavers, hotel = make_seller(session), make_buyer(session)
    make_membership(session, user, weavers)
    make_membership(session, user, hotel)
    make_grant(session, user, OfficerRole.REVIEWER)
    make_grant(session, user, OfficerRole.MANAGER)
    make_session_row(session, user, TOKEN, acting_for_id=weavers.id)
    commit()

    with app.test_request_context("/", headers={"Cookie": f"talat={TOKEN}"}):
        actor = current_actor()

    assert actor is not None
    assert (actor.user_id, actor.name, actor.locale) == (user.id, user.name, user.locale)
    assert [grant.organisation_id for grant in actor.memberships] == [weavers.id, hotel.id]
    assert actor.memberships[0].name_th == weavers.name_th
    assert actor.officer_roles == {OfficerRole.REVIEWER, OfficerRole.MANAGER}
    assert actor.acting_for == actor.memberships[0]


@pytest.mark.parametrize(
    ("officer", "since_start", "since_seen", "holds"),
    [
        (False, timedelta(days=13, hours=23), timedelta(days=13, hours=23), True),
        (False, timedelta(days=15), timedelta(days=14, seconds=1), False),
        (False, timedelta(days=29, hours=23), timedelta(hours=1), True),
        (False, timedelta(days=30, seconds=1), timedelta(hours=1), False),
        (True, timedelta(minutes=29), timedelta(minutes=29), True),
        (True, timedelta(hours=1), timedelta(minutes=30, seconds=1), False),
        (True, timedelta(hours=11, minutes=59), timedelta(minutes=1), True),
        (True, timedelta(hours=12, seconds=1), timedelta(minutes=1), False),
    ],
)
def test_sessions_end_when_idle_and_in_any_case(
    client: HouseClient,
    session: Session,
    clock: FixedClock,
    officer: bool,
    since_start: timedelta,
    since_seen: timedelta,
    holds: bool,
) -> None:
    user = make_officer(session) if officer else make_user(session)
    now = clock.now()
    make_session_row(
        session,
        user,
        TOKEN,
        created_at=now - since_start,
        last_seen_at=now - since_seen,
        expires_at=now - since_start + timedelta(days=30),
    )
    client.set_cookie("talat", TOKEN)

    assert (who(client) != "nobody") is holds


def test_revoking_a_session_ends_it_at_the_next_request(
    client: HouseClient, session: Session, clock: FixedClock
) -> None:
    user = make_user(session)
    client.sign_in(user)
    assert who(client) != "nobody"

    row = session.scalars(select(UserSession)).one()
    row.revoked_at = clock.now()

    assert who(client) == "nobody"


def test_a_suspended_person_is_nobody(client: HouseClient, session: Session) -> None:
    user = make_user(session)
    client.sign_in(user)
    user.state = UserState.SUSPENDED

    assert who(client) == "nobody"


def test_a_right_taken_back_is_gone_at_the_next_request(
    client: HouseClient, session: Session, clock: FixedClock
) -> None:
    user = make_user(session)
    grant = make_grant(session, user, OfficerRole.REVIEWER)
    client.sign_in(user)
    assert client.get("/probe/reviewers").status_code == 200

    grant.revoked_at = clock.now()

    assert client.get("/probe/reviewers").status_code == 403


def test_a_visit_is_noted_every_few_minutes_only(
    client: HouseClient, session: Session, clock: FixedClock
) -> None:
    client.sign_in(make_user(session))
    start = clock.now()

    def seen() -> timedelta:
        session.expire_all()
        return session.scalars(select(UserSession)).one().last_seen_at - start

    clock.move(timedelta(minutes=4))
    who(client)
    assert seen() <= timedelta(0)
    clock.move(timedelta(minutes=2))
    who(client)
    assert seen() == timedelta(minutes=6)


def test_doors_open_to_those_they_are_for(
    client: HouseClient,
    another_client: Callable[[], HouseClient],
    session: Session,
) -> None:
    person, officer, manager = another_client(), another_client(), another_client()
    user = make_user(session)
    group = make_seller(session, owner=user)
    person.sign_in(user, acting_for=group)
    officer.sign_in(make_officer(session))
    manager.sign_in(make_officer(session, OfficerRole.MANAGER))

    table = {
        "/probe/mine": (303, 200, 200, 200),
        "/probe/office": (303, 403, 200, 200),
        "/probe/reviewers": (303, 403, 200, 403),
        "/probe/group": (303, 200, 303, 303),
    }
    for path, expected in table.items():
        found = tuple(
            browser.get(path).status_code for browser in (client, person, officer, manager)
        )
        assert found == expected, path


def test_signing_in_is_asked_for_and_leads_back(client: HouseClient) -> None:
    response = client.get("/en/probe/mine?page=2")

    assert response.status_code == 303
    assert "sign" in response.headers["Location"]
    assert "next=" in response.headers["Location"] or "#" in response.headers["Location"]


class TestSessions:
    """Beginning, renewing and ending sessions."""

    def test_signing_in_gives_a_new_id_and_revokes_the_old(
        self, app: Flask, session: Session, commit: Callable[[], None], clock: FixedClock
    ) -> None:
        user_id = make_user(session).id
        make_session_row(session, session.get_one(User, user_id), TOKEN)
        commit()

        with app.test_request_context("/", headers={"Cookie": f"talat={TOKEN}"}):
            with transaction() as writing:
                sessions.start_session(writing, user_id, clock.now())
            response = app.process_response(app.make_response("x"))

        old, new = session.scalars(select(UserSession).order_by(UserSession.id)).all()
        assert old.revoked_at is not None
        assert new.revoked_at is None
        cookie = response.headers["Set-Cookie"]
        assert cookie.startswith("talat=")
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Max-Age=2592000" in cookie
        assert TOKEN not in cookie

    def test_officers_get_twelve_hours(
        self, app: Flask, session: Session, commit: Callable[[], None], clock: FixedClock
    ) -> None:
        officer_id = make_officer(session).id
        commit()

        with app.test_request_context("/"), transaction() as writing:
            row = sessions.start_session(writing, officer_id, clock.now())

        assert row.expires_at - clock.now() == timedelta(hours=12)

    def test_all_sessions_but_this_one_can_be_ended(
        self, app: Flask, session: Session, commit: Callable[[], None], clock: FixedClock
    ) -> None:
        user = make_user(session)
        user_id, kept_id = user.id, make_session_row(session, user, "one").id
        make_session_row(session, user, "two")
        make_session_row(session, user, "three")
        commit()

        with app.test_request_context("/"), transaction() as writing:
            ended = sessions.revoke_all(writing, user_id, clock.now(), keep=kept_id)

        assert ended == 2
        live = session.scalars(select(UserSession).where(UserSession.revoked_at.is_(None))).all()
        assert [row.id for row in live] == [kept_id]

    def test_nobody_ends_another_persons_session(
        self, app: Flask, session: Session, commit: Callable[[], None], clock: FixedClock
    ) -> None:
        user, other_id = make_user(session), make_user(session).id
        user_id, public_id = user.id, make_session_row(session, user, "one").public_id
        commit()

        with app.test_request_context("/"), transaction() as writing:
            assert not sessions.revoke(writing, other_id, public_id, clock.now())
            assert sessions.revoke(writing, user_id, public_id, clock.now())
            assert not sessions.revoke(writing, user_id, public_id, clock.now())

    def test_the_same_session_can_get_a_new_id(
        self, app: Flask, session: Session, commit: Callable[[], None], clock: FixedClock
    ) -> None:
        user = make_user(session)
        row = make_session_row(session, user, TOKEN)
        actor = Actor(user_id=user.id, name=user.name, session_id=row.id)
        before = row.token_hash
        commit()

        with app.test_request_context("/"), transaction() as writing:
            sessions.rotate(writing, actor, clock.now())

        assert session.scalars(select(UserSession)).one().token_hash != before
