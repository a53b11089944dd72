"""Two transactions that overlap over one request: the second begins after the first has read."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.db import Database
from marketplace.matching.actions.course import close_request, expire_requests, post_request
from marketplace.matching.actions.drafts import Need, start_request
from marketplace.matching.actions.hide import hide_request
from marketplace.matching.actions.reveal import reveal_request_contacts
from marketplace.matching.queries.calls import open_call
from marketplace.matching.queries.overseen import overseen_request
from marketplace.matching.queries.own import own_request
from models.accounts import OfficerRole, User
from models.errors import ConflictError, IllegalTransitionError, NotFoundError
from models.journal import JournalEntry
from models.matching import MatchRequest, RequestReveal, RequestState
from tests.factories.accounts import make_officer
from tests.factories.matching import make_request
from tests.factories.sequence import NOW
from tests.marketplace.matching.conftest import Weavers
from tests.support.races import beside, count

TODAY = NOW.date()


@pytest.fixture
def asker(buyer: User) -> Actor:
    return Actor(buyer.id, buyer.name)


def facts(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(JournalEntry.fact)))


def test_a_request_that_is_being_closed_is_not_ended_by_the_round(
    session: Session, database: Database, buyer: User, asker: Actor
) -> None:
    need = make_request(session, buyer, reply_by=TODAY - timedelta(days=1)).public_id
    session.commit()

    def end() -> int:
        with database.transaction() as other:
            return expire_requests(other, TODAY, NOW)

    with beside() as begin:
        with database.transaction() as first:
            found = own_request(first, asker, need, take=True)
            ending = begin(end)
            close_request(first, asker, found, NOW)
        assert ending.result() == 0

    assert count(database, MatchRequest, MatchRequest.state == RequestState.CLOSED) == 1
    assert facts(database) == ["RequestClosed"]


def test_a_request_that_has_just_ended_cannot_be_closed(
    session: Session, database: Database, buyer: User, asker: Actor
) -> None:
    need = make_request(session, buyer, reply_by=TODAY - timedelta(days=1)).public_id
    session.commit()

    def close() -> None:
        with database.transaction() as other:
            close_request(other, asker, own_request(other, asker, need, take=True), NOW)

    with beside() as begin:
        with database.transaction() as first:
            expire_requests(first, TODAY, NOW)
            closing = begin(close)
        with pytest.raises(IllegalTransitionError):
            closing.result()

    assert count(database, MatchRequest, MatchRequest.state == RequestState.EXPIRED) == 1
    assert facts(database) == ["RequestExpired"]


def test_a_draft_posted_twice_at_once_is_posted_once(
    session: Session, database: Database, buyer: User, asker: Actor
) -> None:
    need = make_request(session, buyer, state=RequestState.DRAFT).public_id
    session.commit()

    def post() -> None:
        with database.transaction() as other:
            post_request(other, asker, own_request(other, asker, need, take=True), TODAY, NOW)

    with beside() as begin:
        with database.transaction() as first:
            found = own_request(first, asker, need, take=True)
            posting = begin(post)
            post_request(first, asker, found, TODAY, NOW)
        with pytest.raises(IllegalTransitionError):
            posting.result()

    assert facts(database) == ["RequestPosted"]


def test_a_form_sent_twice_at_once_makes_one_request(
    session: Session, database: Database, buyer: User, asker: Actor
) -> None:
    del buyer
    session.commit()
    need = Need(title="ผ้าพันคอ")

    def start(writer: Session) -> None:
        start_request(writer, asker, need, "one-form-key", NOW)

    def start_too() -> None:
        with database.transaction() as other:
            start(other)

    with beside() as begin:
        with database.transaction() as first:
            start(first)
            starting = begin(start_too)
        with pytest.raises(ConflictError):
            starting.result()

    assert count(database, MatchRequest) == 1


def test_two_clicks_at_once_are_logged_once(
    session: Session, database: Database, buyer: User, weavers: Weavers
) -> None:
    need = make_request(session, buyer).public_id
    session.commit()

    def reveal(writer: Session) -> bool:
        found = open_call(writer, weavers.actor, need, TODAY, take=True)
        return reveal_request_contacts(writer, weavers.actor, found, TODAY, NOW)

    def reveal_too() -> bool:
        with database.transaction() as other:
            return reveal(other)

    with beside() as begin:
        with database.transaction() as first:
            logged = reveal(first)
            revealing = begin(reveal_too)
        assert (logged, revealing.result()) == (True, False)

    assert count(database, RequestReveal) == 1


def test_contacts_of_a_request_that_is_being_hidden_are_not_shown(
    session: Session, database: Database, buyer: User, weavers: Weavers
) -> None:
    need = make_request(session, buyer).public_id
    officer = make_officer(session)
    actor = Actor(officer.id, officer.name, officer_roles=frozenset({OfficerRole.REVIEWER}))
    session.commit()

    def reveal() -> None:
        with database.transaction() as other:
            found = open_call(other, weavers.actor, need, TODAY, take=True)
            reveal_request_contacts(other, weavers.actor, found, TODAY, NOW)

    with beside() as begin:
        with database.transaction() as first:
            found = overseen_request(first, need, take=True)
            revealing = begin(reveal)
            hide_request(first, actor, found, "ไม่ใช่ความต้องการจริง", NOW)
        with pytest.raises(NotFoundError):
            revealing.result()

    assert count(database, RequestReveal) == 0
