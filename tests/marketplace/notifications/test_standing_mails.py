"""Mails and pages about a seller or a listing that an officer stopped, and let sell again."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.moderation.actions.admit import AdmissionRequest, decide_admission
from marketplace.moderation.actions.suspend import Grounds, lift_suspension, suspend_listing
from marketplace.ports.mail import MemoryMail
from models.accounts import Locale, OfficerRole, User
from models.organisations import AdmissionAction, AdmissionState, Organisation
from tests.factories.accounts import make_officer, make_user
from tests.factories.listings import make_craft
from tests.factories.organisations import make_membership, make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

Drain = Callable[[], int]
NOTE = "ขอให้มาคุยกันที่สำนักงานก่อน"
Group = tuple[User, Organisation]


@pytest.fixture
def group(session: Session) -> Group:
    owner = make_user(session, email="owner@example.org")
    seller = make_seller(session, owner=owner, name_th="กลุ่มทอผ้า", name_en="Weavers")
    make_membership(
        session, make_user(session, email="staff@example.org", locale=Locale.EN), seller
    )
    return owner, seller


def officer(session: Session, role: OfficerRole) -> Actor:
    user = make_officer(session, role)
    return Actor(user.id, user.name, officer_roles=frozenset({role}))


def decide(session: Session, seller: Organisation, action: AdmissionAction, note: str = "") -> None:
    request = AdmissionRequest(action, note=note)
    decide_admission(session, officer(session, OfficerRole.MANAGER), seller, request, NOW)


@pytest.mark.parametrize(
    ("action", "thai", "english"),
    [
        (
            AdmissionAction.SUSPEND,
            "เจ้าหน้าที่ระงับการขายของ กลุ่มทอผ้า ไว้ก่อน",
            "Officers have stopped sales of Weavers for now",
        ),
        (AdmissionAction.CLOSE, "ปิดร้าน กลุ่มทอผ้า แล้ว", "Weavers is closed"),
    ],
)
def test_a_stopped_group_is_told_by_mail_with_the_officers_words(
    session: Session,
    drain_outbox: Drain,
    mail: MemoryMail,
    group: Group,
    action: AdmissionAction,
    thai: str,
    english: str,
) -> None:
    decide(session, group[1], action, NOTE)
    drain_outbox()

    assert [(letter.to, letter.subject) for letter in mail.sent] == [
        ("owner@example.org", thai),
        ("staff@example.org", english),
    ]
    assert all(NOTE in letter.text for letter in mail.sent)
    assert f"/apply/{group[1].public_id}" in mail.sent[0].text


def test_a_reinstated_group_is_told(
    session: Session, drain_outbox: Drain, mail: MemoryMail, group: Group
) -> None:
    _owner, seller = group
    seller.admission = AdmissionState.SUSPENDED
    decide(session, seller, AdmissionAction.REINSTATE)
    drain_outbox()

    assert [letter.subject for letter in mail.sent] == [
        "กลุ่มทอผ้า กลับมาขายได้แล้ว",
        "Weavers can sell again",
    ]


def test_a_lifted_suspension_is_told_as_the_suspension_was(
    session: Session, drain_outbox: Drain, mail: MemoryMail, group: Group
) -> None:
    craft = make_craft(session, group[1])
    reviewer = officer(session, OfficerRole.REVIEWER)
    suspend_listing(session, reviewer, craft, Grounds(("photo_not_own",), NOTE), NOW)
    drain_outbox()
    lift_suspension(session, reviewer, craft, NOW)
    drain_outbox()

    suspended, _, lifted, _ = mail.sent
    assert "ระงับ" in suspended.subject
    assert lifted.subject.endswith("กลับมาขายได้แล้ว")
    assert f"/crafts/{craft.slug}" in lifted.text


@pytest.mark.parametrize("action", [AdmissionAction.SUSPEND, AdmissionAction.CLOSE])
def test_the_group_reads_why_on_its_desk_and_its_application(
    client: HouseClient, session: Session, group: Group, action: AdmissionAction
) -> None:
    owner, seller = group
    decide(session, seller, action, NOTE)
    client.sign_in(owner, seller)

    for address in ("/sell", f"/apply/{seller.public_id}"):
        page = client.get(address).text
        assert NOTE in page
        assert "เจ้าหน้าที่บอกเมื่อ" in page


def test_old_words_are_not_shown_to_a_group_that_sells(
    client: HouseClient, session: Session, group: Group
) -> None:
    owner, seller = group
    decide(session, seller, AdmissionAction.SUSPEND, NOTE)
    decide(session, seller, AdmissionAction.REINSTATE)
    client.sign_in(owner, seller)

    assert NOTE not in client.get("/sell").text
    assert NOTE not in client.get(f"/apply/{seller.public_id}").text
