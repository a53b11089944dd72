"""Officers read every posted request, and take one that is abused from the sellers."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.ports.mail import MemoryMail
from models.accounts import OfficerRole, User
from models.journal import JournalEntry
from models.matching import RequestHiding, RequestState
from tests.factories.accounts import make_officer
from tests.factories.matching import hide, make_request
from tests.factories.organisations import make_buyer, make_membership
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

NOTE = "ชวนไปซื้อขายนอกระบบ ไม่ใช่ความต้องการจริง"


@pytest.fixture
def officer(session: Session) -> User:
    return make_officer(session, OfficerRole.MANAGER)


@pytest.fixture
def office(client: HouseClient, officer: User) -> HouseClient:
    client.sign_in(officer)
    return client


def test_officers_read_requests_of_every_state_without_contacts(
    office: HouseClient, session: Session, buyer: User
) -> None:
    need = make_request(session, buyer)
    closed = make_request(session, buyer, state=RequestState.CLOSED)
    draft = make_request(session, buyer, state=RequestState.DRAFT)

    opened = office.get("/office/requests").text
    ended = office.get("/office/requests?state=closed").text
    one = office.get(f"/office/requests/{need.public_id}").text

    assert need.public_id in opened
    assert closed.public_id in ended
    assert draft.public_id not in opened + ended
    assert buyer.name in one
    assert "081-555-0303" not in one
    assert "wanted@example.org" not in one


def test_a_request_is_hidden_with_a_reason_that_is_journalled_and_sent(
    office: HouseClient,
    session: Session,
    buyer: User,
    officer: User,
    drain_outbox: Callable[[], int],
    mail: MemoryMail,
) -> None:
    need = make_request(session, buyer, told_at=NOW)

    office.post(f"/office/requests/{need.public_id}/hide", data={"note": NOTE})
    drain_outbox()

    session.refresh(need)
    (hiding,) = session.scalars(select(RequestHiding))
    assert need.hidden_at == NOW
    assert (hiding.officer_id, hiding.note) == (officer.id, NOTE)
    (letter,) = mail.sent
    assert letter.to == "buyer@example.org"
    assert letter.subject == "เจ้าหน้าที่ซ่อนคำขอ ผ้าพันคอ 120 ผืน"
    assert NOTE in letter.text
    journal = office.get("/office/journal").text.replace("\u00a0", " ")
    assert "ซ่อนคำขอ" in journal
    assert NOTE in journal
    assert "ผ้าพันคอ 120 ผืน" in journal


def test_the_requester_reads_why_on_the_page(
    client: HouseClient, session: Session, buyer: User, officer: User
) -> None:
    need = make_request(session, buyer)
    hide(session, need, officer)
    client.sign_in(buyer)

    page = client.get(f"/requests/{need.public_id}").text

    assert "เจ้าหน้าที่ซ่อนคำขอนี้ไว้" in page
    assert "ไม่ใช่ความต้องการจริง" in page


def test_without_a_reason_nothing_is_hidden(
    office: HouseClient, session: Session, buyer: User
) -> None:
    need = make_request(session, buyer)

    answer = office.post(f"/office/requests/{need.public_id}/hide", data={"note": "  "})

    session.refresh(need)
    assert answer.status_code == 422
    assert "ยังไม่ได้เขียนเหตุผล" in answer.text
    assert need.hidden_at is None
    assert session.scalars(select(JournalEntry)).all() == []


def test_the_second_officer_gets_a_conflict_and_the_first_reason_stays(
    office: HouseClient, session: Session, buyer: User
) -> None:
    place = f"/office/requests/{make_request(session, buyer).public_id}/hide"

    first = office.post(place, data={"note": NOTE})
    second = office.post(place, data={"note": "another"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert [hiding.note for hiding in session.scalars(select(RequestHiding))] == [NOTE]


def test_a_hidden_request_is_shown_again_and_both_acts_are_kept(
    office: HouseClient, session: Session, buyer: User, officer: User
) -> None:
    need = make_request(session, buyer)
    hide(session, need, officer)

    office.post(f"/office/requests/{need.public_id}/unhide")
    again = office.post(f"/office/requests/{need.public_id}/unhide")

    session.refresh(need)
    (hiding,) = session.scalars(select(RequestHiding))
    assert need.hidden_at is None
    assert (hiding.lifted_at, hiding.lifted_by_id) == (NOW, officer.id)
    assert session.scalars(select(JournalEntry.fact)).all() == ["RequestShown"]
    assert again.status_code == 409


def test_nobody_hides_a_request_of_their_own_group(
    office: HouseClient, session: Session, buyer: User, officer: User
) -> None:
    hotel = make_buyer(session)
    make_membership(session, officer, hotel)
    need = make_request(session, buyer, hotel)

    answer = office.post(f"/office/requests/{need.public_id}/hide", data={"note": NOTE})

    session.refresh(need)
    assert answer.status_code == 403
    assert "ซ่อนหรือแสดงคำขอนี้ไม่ได้" in answer.text
    assert need.hidden_at is None


def test_an_unknown_pile_shows_what_is_open(office: HouseClient) -> None:
    assert office.get("/office/requests?state=qqq&page=99999999999").status_code == 200
