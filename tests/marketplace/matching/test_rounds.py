"""What happens by itself: the end of a request, and the sellers' morning summary."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.ports.clock import FixedClock
from marketplace.ports.mail import MemoryMail
from models.accounts import Locale, User
from models.journal import JournalEntry
from models.matching import MatchRequest, RequestState
from tests.factories.accounts import make_officer, make_user
from tests.factories.communities import make_community
from tests.factories.matching import hide, make_request
from tests.factories.organisations import make_membership, make_seller
from tests.factories.sequence import NOW
from tests.marketplace.matching.conftest import Weavers

Drain = Callable[[], int]


def sent(mail: MemoryMail) -> list[tuple[str, str]]:
    return [(letter.to, letter.subject) for letter in mail.sent]


def test_a_request_ends_the_day_after_its_last_and_who_asked_is_told(
    session: Session, buyer: User, clock: FixedClock, drain_outbox: Drain, mail: MemoryMail
) -> None:
    need = make_request(session, buyer, reply_by=NOW.date(), told_at=NOW)
    drain_outbox()
    on_the_day = need.state

    clock.move(timedelta(hours=15))
    drain_outbox()

    session.refresh(need)
    assert (on_the_day, need.state) == (RequestState.OPEN, RequestState.EXPIRED)
    assert need.ended_at == clock.now()
    assert session.scalars(select(JournalEntry.fact)).all() == ["RequestExpired"]
    assert sent(mail) == [("buyer@example.org", "เลยวันตอบกลับแล้ว: ผ้าพันคอ 120 ผืน")]
    assert f"/requests/{need.public_id}" in mail.sent[0].text


def test_each_member_of_a_fitting_group_gets_one_mail_about_all_that_is_new(
    session: Session,
    buyer: User,
    weavers: Weavers,
    clock: FixedClock,
    drain_outbox: Drain,
    mail: MemoryMail,
) -> None:
    staff = make_user(session, email="staff@example.org", locale=Locale.EN)
    make_membership(session, staff, weavers.organisation)
    make_request(session, buyer, title="ผ้าพันคอ")
    make_request(session, buyer, title="จานสังคโลก", communities=(weavers.community,))
    make_request(session, buyer, title="ที่อื่น", communities=(make_community(session),))
    drain_outbox()

    clock.move(timedelta(days=1))
    drain_outbox()

    assert sent(mail) == [
        ("weaver@example.org", "มีประกาศหาผู้ขายใหม่ 2 เรื่อง"),
        ("staff@example.org", "2 new open calls"),
    ]
    assert "“ผ้าพันคอ” · “จานสังคโลก”" in mail.sent[0].text
    assert "ที่อื่น" not in mail.sent[0].text
    assert "/sell/requests" in mail.sent[0].text


def test_nobody_is_told_twice_nor_of_what_is_over_or_hidden_nor_by_a_group_that_may_not_sell(
    session: Session,
    buyer: User,
    weavers: Weavers,
    clock: FixedClock,
    drain_outbox: Drain,
    mail: MemoryMail,
) -> None:
    make_request(session, buyer, state=RequestState.CLOSED)
    make_request(session, buyer, state=RequestState.DRAFT)
    make_request(session, weavers.user, weavers.organisation)
    hide(session, make_request(session, buyer), make_officer(session))
    make_request(session, buyer, told_at=NOW)
    applicant = make_user(session, email="applicant@example.org")
    make_seller(session, owner=applicant, admission="applied")

    for _ in range(3):
        drain_outbox()
        clock.move(timedelta(days=1))

    assert sent(mail) == []


def test_what_was_shown_again_is_told_then(
    session: Session,
    buyer: User,
    weavers: Weavers,
    clock: FixedClock,
    drain_outbox: Drain,
    mail: MemoryMail,
) -> None:
    need = make_request(session, buyer)
    hide(session, need, make_officer(session))
    drain_outbox()
    hidden_then = sent(mail)

    need = session.scalars(select(MatchRequest)).one()
    need.hidden_at = None
    clock.move(timedelta(days=1))
    drain_outbox()

    assert hidden_then == []
    assert sent(mail) == [(weavers.user.email, "มีประกาศหาผู้ขายใหม่ 1 เรื่อง")]
