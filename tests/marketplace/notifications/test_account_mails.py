"""Mails about accounts and organisations: whose, in which language, with which words."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace import facts
from marketplace.events import record
from marketplace.notifications import mails
from marketplace.notifications.composers import account_links, accounts, organisations
from marketplace.ports import MemoryPorts
from marketplace.ports.mail import Letter, MailDown, MailRefused, MemoryMail
from models.accounts import Locale
from models.journal import OutboxMessage
from models.organisations import AdmissionAction, AdmissionDecision, AdmissionState
from tests.factories.accounts import make_officer, make_session_row, make_user
from tests.factories.organisations import make_membership, make_seller
from tests.factories.sequence import NOW

Drain = Callable[[], int]


def note(session: Session, fact: facts.Fact, now: datetime = NOW) -> None:
    record(session, fact, None, now)


def test_each_member_is_told_in_their_own_language(
    session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    owner = make_user(session, email="th@example.org", name="มาลี")
    seller = make_seller(session, owner=owner, name_th="กลุ่มทอผ้า", name_en="Weavers")
    guest = make_user(session, email="en@example.org", locale=Locale.EN, name="Anna")
    make_membership(session, guest, seller)
    note(session, facts.SellerAdmitted(organisation_id=seller.id, decision_id=1))
    drain_outbox()
    thai, english = mail.sent
    assert (thai.to, thai.subject) == ("th@example.org", "กลุ่มทอผ้า เป็นผู้ขายในตลาดปสานแล้ว")
    assert "สวัสดี มาลี" in thai.text
    assert (english.to, english.subject) == (
        "en@example.org",
        "Weavers can now sell on Talat Pasan",
    )
    assert "http://localhost/en/" in english.text
    assert english.html is not None
    assert "Hello Anna" in english.html


def test_a_returned_application_carries_the_officers_note(
    session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    seller = make_seller(session, owner=make_user(session), admission=AdmissionState.RETURNED)
    decision = AdmissionDecision(
        organisation_id=seller.id,
        officer_id=make_officer(session).id,
        action=AdmissionAction.RETURN,
        note="ขอ <รูป> ใบอนุญาต",
        decided_at=NOW,
    )
    session.add(decision)
    session.flush()
    fact = facts.AdmissionReturned(organisation_id=seller.id, decision_id=decision.id, count=2)
    note(session, fact)
    drain_outbox()
    letter = mail.sent[0]
    assert "เจ้าหน้าที่ขอเพิ่ม 2 ข้อ" in letter.text
    assert "“ขอ <รูป> ใบอนุญาต”" in letter.text
    assert letter.html is not None
    assert "ขอ &lt;รูป&gt; ใบอนุญาต" in letter.html
    assert f"/apply/{seller.public_id}" in letter.text


def test_nobody_gets_mail_at_an_address_they_have_not_confirmed(
    session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    owner = make_user(session, confirmed=False)
    seller = make_seller(session, owner=owner)
    note(session, facts.SellerAdmitted(organisation_id=seller.id, decision_id=1))
    note(session, facts.PasswordChanged(user_id=owner.id))
    drain_outbox()
    assert mail.sent == []


def test_a_mail_waits_while_the_server_is_away(
    session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    user = make_user(session)
    note(session, facts.PasswordChanged(user_id=user.id))
    mail.down = True
    drain_outbox()
    waiting = session.scalars(select(OutboxMessage).where(OutboxMessage.done_at.is_(None))).all()
    assert [row.kind for row in waiting] == ["reaction:send_mails"]
    assert MailDown.__name__ in waiting[0].error


@pytest.mark.parametrize("fault", [MailDown, MailRefused])
def test_one_full_mailbox_keeps_nobody_from_their_mail(
    session: Session,
    drain_outbox: Drain,
    ports: MemoryPorts,
    monkeypatch: pytest.MonkeyPatch,
    fault: type[MailDown | MailRefused],
) -> None:
    owner = make_user(session, email="first@example.org")
    seller = make_seller(session, owner=owner)
    for email in ("full@example.org", "last@example.org"):
        make_membership(session, make_user(session, email=email), seller)
    note(session, facts.SellerAdmitted(organisation_id=seller.id, decision_id=1))
    taken, keep = [], MemoryMail.send

    def send(box: MemoryMail, letter: Letter) -> None:
        taken.append(letter.to)
        if letter.to == "full@example.org" and taken.count(letter.to) < 3:
            raise fault
        keep(box, letter)

    monkeypatch.setattr(MemoryMail, "send", send)
    for _ in range(4):
        drain_outbox()
        ports.clock.move(timedelta(hours=2))

    assert taken.count("first@example.org") == taken.count("last@example.org") == 1
    assert taken.count("full@example.org") == (3 if fault is MailDown else 1)
    assert session.scalars(select(OutboxMessage.error).where(OutboxMessage.dead)).all() == []


def test_a_second_try_of_the_same_mail_keeps_its_id(
    session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    user = make_user(session)
    row = make_session_row(session, user, "token", user_agent="Firefox")
    fact = facts.SignedIn(user_id=user.id, session_id=row.id, new_device=True)
    note(session, fact)
    note(session, fact)
    drain_outbox()
    first, second = mail.sent
    assert first.message_id == second.message_id


WORDS = [
    words
    for module in (account_links, accounts, organisations)
    for words in vars(module).values()
    if isinstance(words, mails.MailWords)
]


@pytest.mark.parametrize("words", WORDS)
def test_the_words_keep_to_the_lengths(words: mails.MailWords) -> None:
    names = {"org": "ก" * 20, "inviter": "ก" * 20}
    assert len(str(words.subject) % names) <= 60
    assert len(str(words.action)) <= 24
    assert "กรุณา" not in str(words.body)
    assert "!" not in str(words.body)


def test_a_long_name_is_cut_in_the_subject_alone(
    app: Flask, session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    name = "กลุ่มทอผ้าพื้นเมืองบ้านหาดเสี้ยวและบ้านใกล้เคียง"
    seller = make_seller(session, owner=make_user(session), name_th=name)
    note(session, facts.SellerAdmitted(organisation_id=seller.id, decision_id=1))
    drain_outbox()
    assert name not in mail.sent[0].subject
    assert "…" in mail.sent[0].subject
    assert name in mail.sent[0].text
