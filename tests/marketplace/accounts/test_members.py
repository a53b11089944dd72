"""Inviting, joining, changing roles and leaving."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.ports.clock import FixedClock
from marketplace.ports.mail import MemoryMail
from models.accounts import User, UserSession
from models.journal import JournalEntry
from models.organisations import Invitation, MemberRole, Membership, Organisation
from tests.factories.accounts import make_user
from tests.factories.organisations import make_invitation, make_membership, make_seller
from tests.support.clients import HouseClient

Drain = Callable[[], int]
TOKEN = "the-secret-part-of-the-link"


@pytest.fixture
def owner(client: HouseClient, session: Session) -> User:
    owner = make_user(session, name="แม่ครูมาลี")
    client.sign_in(owner)
    return owner


@pytest.fixture
def seller(session: Session, owner: User) -> Organisation:
    return make_seller(session, owner=owner)


def roles(session: Session, seller: Organisation) -> dict[int, MemberRole]:
    session.expire_all()
    rows = session.scalars(select(Membership).where(Membership.organisation_id == seller.id))
    return {row.user_id: row.role for row in rows}


def test_an_invited_person_without_account_makes_one_and_is_in(
    client: HouseClient,
    session: Session,
    seller: Organisation,
    drain_outbox: Drain,
    mail: MemoryMail,
    another_client: Callable[[], HouseClient],
) -> None:
    path = f"/organisations/{seller.public_id}"
    form = {"email": "Kanda@example.org", "role": "staff"}
    assert client.post(f"{path}/invitations", data=form).status_code == 303
    assert "kanda@example.org" in client.get(f"{path}/members").text
    drain_outbox()
    assert mail.sent[-1].to == "kanda@example.org"
    found = re.search(r"http://localhost(/invitations/\S+)", mail.sent[-1].text)
    assert found
    guest = another_client()
    page = guest.get(found.group(1))
    assert seller.name_th in page.text.replace('<span class="nb">', "").replace("</span>", "")
    joining = {"name": "กานดา", "password": "ทอผ้าใต้ถุนบ้านยาย", "locale": "th", "terms": "y"}
    short = guest.post(f"{found.group(1)}/join", data=joining | {"password": "short"})
    assert short.status_code == 422
    assert guest.post(f"{found.group(1)}/join", data=joining).status_code == 303
    assert guest.get("/account").status_code == 200
    kanda = session.scalars(select(User).where(User.email == "kanda@example.org")).one()
    assert kanda.email_confirmed_at is not None
    assert roles(session, seller)[kanda.id] is MemberRole.STAFF
    assert guest.get(found.group(1)).status_code == 410


def test_an_invited_person_with_an_account_answers_from_the_list(
    session: Session, seller: Organisation, another_client: Callable[[], HouseClient]
) -> None:
    kanda = make_user(session, email="kanda@example.org")
    invitation = make_invitation(session, seller, TOKEN, email="kanda@example.org")
    guest = another_client()
    guest.sign_in(kanda)
    assert "เข้าร่วมกลุ่ม" in guest.get("/account/organisations").text
    path = f"/account/invitations/{invitation.public_id}"
    assert guest.post(path, data={"answer": "join"}).status_code == 303
    assert roles(session, seller)[kanda.id] is MemberRole.STAFF
    assert guest.post(path, data={"answer": "join"}).status_code == 404


def test_the_link_works_for_whoever_is_signed_in_and_only_once(
    session: Session, seller: Organisation, another_client: Callable[[], HouseClient]
) -> None:
    make_invitation(session, seller, TOKEN, email="old-address@example.org")
    kanda = make_user(session, email="new-address@example.org")
    guest = another_client()
    guest.sign_in(kanda)
    assert guest.post(f"/invitations/{TOKEN}/accept").status_code == 303
    assert guest.post(f"/invitations/{TOKEN}/accept").status_code == 404
    assert kanda.id in roles(session, seller)


def test_declining_closes_the_invitation(
    session: Session, seller: Organisation, another_client: Callable[[], HouseClient]
) -> None:
    invitation = make_invitation(session, seller, TOKEN)
    assert another_client().post(f"/invitations/{TOKEN}/decline").status_code == 303
    session.expire_all()
    assert invitation.accepted is False


def test_an_invitation_ends_after_a_week_and_can_be_sent_again(
    client: HouseClient,
    session: Session,
    seller: Organisation,
    clock: FixedClock,
    drain_outbox: Drain,
    mail: MemoryMail,
) -> None:
    invitation = make_invitation(session, seller, TOKEN, email="kanda@example.org")
    clock.move(timedelta(days=8))
    assert client.get(f"/invitations/{TOKEN}").status_code == 410
    form = {"email": "kanda@example.org", "role": "owner"}
    client.post(f"/organisations/{seller.public_id}/invitations", data=form)
    drain_outbox()
    rows = session.scalars(select(Invitation)).all()
    assert [row.id for row in rows] == [invitation.id]
    assert [letter.to for letter in mail.sent] == ["kanda@example.org"]


def test_a_withdrawn_invitation_opens_nothing(
    client: HouseClient, session: Session, seller: Organisation
) -> None:
    invitation = make_invitation(session, seller, TOKEN)
    path = f"/organisations/{seller.public_id}/invitations/{invitation.public_id}/withdraw"
    assert client.post(path).status_code == 303
    assert client.get(f"/invitations/{TOKEN}").status_code == 410
    assert client.post(path).status_code == 409


def test_staff_raised_by_an_invitation_stand_in_the_journal(
    client: HouseClient, session: Session, seller: Organisation
) -> None:
    person = make_user(session)
    make_membership(session, person, seller, MemberRole.STAFF)
    make_invitation(session, seller, TOKEN, role=MemberRole.OWNER)
    client.sign_in(person)

    assert client.post(f"/invitations/{TOKEN}/accept").status_code == 303

    assert roles(session, seller)[person.id] is MemberRole.OWNER
    entry = session.scalars(
        select(JournalEntry).where(JournalEntry.fact == "MemberRoleChanged")
    ).one()
    assert entry.data["user_id"] == person.id
    assert entry.data["role"] == "owner"


def test_nobody_is_invited_twice_into_a_group_they_work_in(
    client: HouseClient, session: Session, seller: Organisation
) -> None:
    kanda = make_user(session, email="kanda@example.org")
    make_membership(session, kanda, seller, MemberRole.STAFF)
    form = {"email": "kanda@example.org", "role": "staff"}
    answer = client.post(f"/organisations/{seller.public_id}/invitations", data=form)
    assert answer.status_code == 422
    assert "อยู่ในกลุ่มแล้ว" in answer.text


def test_staff_see_the_members_and_change_nothing(
    session: Session, seller: Organisation, owner: User, another_client: Callable[[], HouseClient]
) -> None:
    staff = make_user(session)
    make_membership(session, staff, seller, MemberRole.STAFF)
    helper = another_client()
    helper.sign_in(staff)
    path = f"/organisations/{seller.public_id}"
    page = helper.get(f"{path}/members")
    assert page.status_code == 200
    assert "แม่ครูมาลี" in page.text
    form = {"email": "x@example.org", "role": "staff"}
    assert helper.post(f"{path}/invitations", data=form).status_code == 403
    change = f"{path}/members/{owner.public_id}"
    assert helper.post(f"{change}/role", data={"role": "staff"}).status_code == 403
    assert helper.post(f"{change}/remove").status_code == 403


def test_a_stranger_finds_no_members_page(
    seller: Organisation, session: Session, another_client: Callable[[], HouseClient]
) -> None:
    stranger = another_client()
    stranger.sign_in(make_user(session))
    path = f"/organisations/{seller.public_id}"
    assert stranger.get(f"{path}/members").status_code == 404
    form = {"email": "x@example.org", "role": "owner"}
    assert stranger.post(f"{path}/invitations", data=form).status_code == 404


def test_one_owner_always_stays(
    client: HouseClient, session: Session, seller: Organisation, owner: User
) -> None:
    mine = f"/organisations/{seller.public_id}/members/{owner.public_id}"
    assert client.post(f"{mine}/role", data={"role": "staff"}).status_code == 409
    refused = client.post(f"{mine}/remove")
    assert refused.status_code == 409
    assert "อย่างน้อย 1\u00a0คน" in refused.text
    assert "เรื่องนี้เปลี่ยนไปแล้ว" not in refused.text
    assert "คนในกลุ่ม" in refused.text

    second = make_user(session)
    make_membership(session, second, seller, MemberRole.STAFF)
    path = f"/organisations/{seller.public_id}/members/{second.public_id}/role"
    assert client.post(path, data={"role": "owner"}).status_code == 303
    assert client.get(f"{mine}/remove").status_code == 200
    assert client.post(f"{mine}/remove").location == "/account/organisations"
    assert roles(session, seller) == {second.id: MemberRole.OWNER}


def test_a_removed_member_has_no_rights_at_the_next_request(
    client: HouseClient,
    session: Session,
    seller: Organisation,
    another_client: Callable[[], HouseClient],
) -> None:
    staff = make_user(session)
    make_membership(session, staff, seller, MemberRole.STAFF)
    helper = another_client()
    helper.sign_in(staff, acting_for=seller)
    path = f"/organisations/{seller.public_id}/members"
    assert helper.get(path).status_code == 200
    assert client.post(f"{path}/{staff.public_id}/remove").status_code == 303
    assert helper.get(path).status_code == 404
    session.expire_all()
    row = session.scalars(select(UserSession).where(UserSession.user_id == staff.id)).one()
    assert row.acting_for_id is None
