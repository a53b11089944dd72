"""Applying to sell, registering, describing, contact channels and the switch, through the pages."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accounts import OfficerRole, User, UserSession
from models.organisations import (
    AdmissionAction,
    AdmissionDecision,
    AdmissionState,
    ChannelKind,
    ChannelVisibility,
    ContactChannel,
    ContactReveal,
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSide,
)
from tests.factories.accounts import make_officer, make_user
from tests.factories.communities import make_community
from tests.factories.organisations import make_buyer, make_channel, make_membership, make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient


@pytest.fixture
def user(client: HouseClient, session: Session) -> User:
    user = make_user(session)
    client.sign_in(user)
    return user


TOURS = {
    "kind": "tour_operator",
    "registration_no": "1",
    "tour_licence": "33/00012",
    "tour_licence_expires_on": "20/11/2569",
}


def application(session: Session, **values: str) -> dict[str, str]:
    community = make_community(session)
    return {
        "kind": "village_group",
        "name_th": "กลุ่มทอผ้าบ้านหาดเสี้ยว",
        "name_en": "Hat Siao Weavers",
        "community": community.slug,
        "about_th": "ทอผ้าตีนจกมาสามรุ่น",
        "exempt_class": "ขายของที่ทำเองในครัวเรือน",
        "address": "12 ม.3 ต.หาดเสี้ยว",
        "phone": "081 234 5678",
        "channels-0-kind": "phone",
        "channels-0-value": "081 234 5678",
        "channels-0-visibility": "on_request",
        "channels-1-kind": "line",
        "channels-1-value": "@hatsiao",
        "channels-1-visibility": "everyone",
        "channels-2-kind": "email",
        "channels-2-value": "",
        "channels-2-visibility": "on_request",
    } | values


def test_a_group_applies_and_its_founder_acts_for_it(
    client: HouseClient, session: Session, user: User
) -> None:
    assert client.get("/apply").status_code == 200
    answer = client.post("/apply", data=application(session))
    assert answer.status_code == 303, answer.text
    seller = session.scalars(select(Organisation)).one()
    assert answer.location == f"/apply/{seller.public_id}"
    assert (seller.side, seller.admission) == (OrganisationSide.SELLER, AdmissionState.APPLIED)
    assert seller.slug == "hat-siao-weavers"
    assert seller.papers == {
        "exempt_class": "ขายของที่ทำเองในครัวเรือน",
        "address": "12 ม.3 ต.หาดเสี้ยว",
        "phone": "081 234 5678",
    }
    membership = session.scalars(select(Membership)).one()
    assert (membership.user_id, membership.role) == (user.id, MemberRole.OWNER)
    assert session.scalars(select(UserSession)).one().acting_for_id == seller.id
    channels = session.scalars(select(ContactChannel).order_by(ContactChannel.position)).all()
    assert [(c.kind, c.value, c.visibility) for c in channels] == [
        (ChannelKind.PHONE, "081 234 5678", ChannelVisibility.ON_REQUEST),
        (ChannelKind.LINE, "@hatsiao", ChannelVisibility.EVERYONE),
    ]
    page = client.get(answer.location)
    assert "ใบสมัครถึงไหนแล้ว" in page.text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "community_enterprise"}, "ยังไม่ได้ใส่เลขทะเบียน"),
        ({"kind": "tour_operator", "registration_no": "1"}, "ยังไม่ได้ใส่เลขที่ใบอนุญาตนำเที่ยว"),
        (TOURS | {"tour_licence_expires_on": "1/1/2560"}, "วันที่ 1\u00a0ม.ค.\u00a02560 ผ่านไปแล้ว"),
        ({"exempt_class": ""}, "ยังไม่ได้ใส่ประเภทที่ได้รับยกเว้น"),
        ({"community": ""}, "ชุมชนของกลุ่ม"),
        ({"channels-0-value": "12"}, "เบอร์โทรยังไม่ครบ"),
        ({"phone": "12"}, "เบอร์โทรยังไม่ครบ"),
    ],
)
def test_an_application_names_what_its_kind_needs(
    client: HouseClient, session: Session, user: User, values: dict[str, str], words: str
) -> None:
    answer = client.post("/apply", data=application(session, **values))
    assert answer.status_code == 422
    assert words in answer.text
    assert "ทอผ้าตีนจกมาสามรุ่น" in answer.text
    assert session.scalars(select(Organisation)).all() == []


def test_a_returned_application_shows_what_is_missing_and_goes_again(
    client: HouseClient, session: Session, user: User
) -> None:
    seller = make_seller(session, owner=user, admission=AdmissionState.RETURNED)
    officer = make_officer(session)
    session.add(
        AdmissionDecision(
            organisation_id=seller.id,
            officer_id=officer.id,
            action=AdmissionAction.RETURN,
            checks={"in_community": "ok", "exempt_class": "missing"},
            note="บอกประเภทด้วย",
            decided_at=NOW,
        )
    )
    path = f"/apply/{seller.public_id}"
    page = client.get(path)
    assert "บอกประเภทด้วย" in page.text
    assert "บอกประเภทที่ได้รับยกเว้น" in page.text
    assert client.post(path, data=application(session)).status_code == 303
    session.expire_all()
    assert seller.admission is AdmissionState.APPLIED
    assert client.post(path, data=application(session)).status_code == 409


def test_a_strangers_application_is_not_there(
    client: HouseClient, session: Session, user: User
) -> None:
    seller = make_seller(session, owner=make_user(session))
    for path in (f"/apply/{seller.public_id}", f"/account/organisations/{seller.public_id}"):
        assert client.get(path).status_code == 404
    form = {"name_th": "ยึดแล้ว"}
    path = f"/account/organisations/{seller.public_id}/description"
    assert client.post(path, data=form).status_code == 404


def test_a_buying_organisation_is_ready_at_once(
    client: HouseClient, session: Session, user: User
) -> None:
    form = {"kind": "hotel", "name_th": "โรงแรมริมยม", "name_en": "Yom Hotel", "phone": "055612345"}
    answer = client.post("/account/organisations/new", data=form)
    buyer = session.scalars(select(Organisation)).one()
    assert answer.location == f"/organisations/{buyer.public_id}/members"
    assert (buyer.side, buyer.kind) == (OrganisationSide.BUYER, OrganisationKind.HOTEL)
    assert buyer.admission is None


def test_two_groups_of_one_english_name_get_two_addresses(
    client: HouseClient, session: Session, user: User
) -> None:
    for _ in range(2):
        client.post("/apply", data=application(session))
    slugs = session.scalars(select(Organisation.slug).order_by(Organisation.id)).all()
    assert slugs[0] == "hat-siao-weavers"
    assert slugs[1].startswith("hat-siao-weavers-")


def test_owners_change_the_story_and_staff_do_not(
    client: HouseClient, session: Session, user: User
) -> None:
    mine = make_seller(session, owner=user)
    helped = make_seller(session, owner=make_user(session))
    make_membership(session, user, helped, MemberRole.STAFF)
    form = {"name_th": "ชื่อใหม่", "name_en": "New", "about_th": "เรื่อง", "about_en": ""}
    own = client.post(f"/account/organisations/{mine.public_id}/description", data=form)
    foreign = client.post(f"/account/organisations/{helped.public_id}/description", data=form)
    assert (own.status_code, foreign.status_code) == (303, 403)
    assert "เจ้าของบัญชีกลุ่ม" in foreign.text
    session.expire_all()
    assert (mine.name_th, mine.about_th) == ("ชื่อใหม่", "เรื่อง")


def test_channels_are_kept_changed_and_removed(
    client: HouseClient, session: Session, user: User
) -> None:
    seller = make_seller(session, owner=user)
    kept = make_channel(session, seller, value="081-234-5678")
    make_channel(session, seller, kind=ChannelKind.LINE, value="@old")
    form = {
        "channels-0-kind": "phone",
        "channels-0-value": "081-234-5678",
        "channels-0-visibility": "nobody",
        "channels-1-kind": "line",
        "channels-1-value": "",
        "channels-1-visibility": "on_request",
        "channels-2-kind": "website",
        "channels-2-value": "www.example.com",
        "channels-2-visibility": "everyone",
    }
    path = f"/account/organisations/{seller.public_id}"
    assert client.post(f"{path}/contacts", data=form).status_code == 303
    session.expire_all()
    rows = session.scalars(select(ContactChannel).order_by(ContactChannel.position)).all()
    assert [(row.kind, row.visibility) for row in rows] == [
        (ChannelKind.PHONE, ChannelVisibility.NOBODY),
        (ChannelKind.WEBSITE, ChannelVisibility.EVERYONE),
    ]
    assert rows[0].id == kept.id
    assert client.get(path).status_code == 200


def test_a_channel_that_stood_there_twice_is_hidden_and_deleted_whole(
    client: HouseClient, session: Session, user: User
) -> None:
    seller = make_seller(session, owner=user)
    for _ in range(2):
        make_channel(session, seller, value="081-234-5678", visibility=ChannelVisibility.EVERYONE)
    hidden = {
        f"channels-{row}-{name}": value
        for row, visibility in enumerate(("nobody", "everyone"))
        for name, value in (
            ("kind", "phone"),
            ("value", "081-234-5678"),
            ("visibility", visibility),
        )
    }
    path = f"/account/organisations/{seller.public_id}/contacts"

    assert client.post(path, data=hidden).status_code == 303
    session.expire_all()
    row = session.scalars(select(ContactChannel)).one()
    assert row.visibility is ChannelVisibility.NOBODY

    make_channel(session, seller, value="081-234-5678")
    session.commit()
    assert client.post(path, data={}).status_code == 303
    session.expire_all()
    assert session.scalars(select(ContactChannel)).all() == []


def test_the_owner_sees_how_often_contacts_were_opened(
    client: HouseClient, session: Session, user: User
) -> None:
    seller = make_seller(session, owner=user)
    session.add(ContactReveal(organisation_id=seller.id, listing_id=None, revealed_at=NOW))
    session.flush()
    page = client.get(f"/account/organisations/{seller.public_id}")
    assert "เปิดดูแล้ว 1\u00a0ครั้ง" in page.text


def test_the_switch_chooses_only_among_ones_own(
    client: HouseClient, session: Session, user: User
) -> None:
    mine = make_seller(session, owner=user)
    other = make_buyer(session, owner=make_user(session))
    page = client.get("/account/organisations")
    assert mine.name_th in page.text
    chosen = client.post("/account/acting-for", data={"organisation": mine.public_id})
    assert chosen.status_code == 303
    row = session.scalars(select(UserSession).where(UserSession.user_id == user.id)).one()
    assert row.acting_for_id == mine.id
    foreign = client.post("/account/acting-for", data={"organisation": other.public_id})
    assert foreign.status_code == 404
    client.post("/account/acting-for", data={"organisation": ""})
    session.expire_all()
    assert row.acting_for_id is None


def test_a_row_of_an_unknown_kind_is_refused_and_shown(
    client: HouseClient, session: Session, user: User
) -> None:
    answer = client.post("/apply", data=application(session, **{"channels-0-kind": "pigeon"}))
    assert answer.status_code == 422


def test_what_to_mend_is_listed_in_the_order_of_the_page(
    client: HouseClient, session: Session, user: User
) -> None:
    values = application(session, community="", about_th="", phone="12", address="")

    page = client.post("/apply", data=values | {"channels-0-value": "12"}).text

    listed = re.findall(r'<li><a href="#([^"]+)"', page)
    assert len(listed) == 5
    assert listed == sorted(listed, key=lambda name: page.index(f' id="{name}"'))
    assert "ยังไม่ได้ใส่เรื่องของกลุ่ม" in page


def test_a_channel_must_be_one_of_its_kind(
    client: HouseClient, session: Session, user: User
) -> None:
    values = application(
        session,
        **{
            "channels-1-value": "มี ช่องว่าง",
            "channels-2-kind": "facebook",
            "channels-2-value": "javascript:alert(1)",
        },
    )

    page = client.post("/apply", data=values).text

    assert "ไอดี LINE ใช้ตัวอังกฤษ" in page.replace("\u00a0", " ")
    assert "ใส่ชื่อเพจ หรือลิงก์ที่ขึ้นต้นด้วย facebook.com" in page
    assert session.scalars(select(Organisation)).all() == []


def test_phones_in_thai_digits_are_kept_as_numbers(
    client: HouseClient, session: Session, user: User
) -> None:
    thai = "๐๘๑-๒๓๔-๕๖๗๘"
    values = application(session, phone=thai, **{"channels-0-value": thai})

    assert client.post("/apply", data=values).status_code == 303

    assert session.scalars(select(Organisation)).one().papers["phone"] == "081-234-5678"
    kept = session.scalars(select(ContactChannel.value)).all()
    assert "081-234-5678" in kept


def test_the_last_day_of_a_licence_reads_as_a_date_everywhere(
    client: HouseClient, session: Session, user: User
) -> None:
    here = client.post("/apply", data=application(session, **TOURS)).location
    seller = session.scalars(select(Organisation)).one()
    assert seller.papers["tour_licence_expires_on"] == "2026-11-20"

    sent = client.get(here).text
    english = client.get(f"/en{here}").text
    seller.admission = AdmissionState.RETURNED
    session.flush()
    returned = client.get(here).text
    client.sign_in(make_officer(session, OfficerRole.MANAGER))
    applied = client.get(f"/office/applications/{seller.public_id}").text

    assert "20\u00a0พ.ย.\u00a02569" in sent
    assert "20\u00a0Nov\u00a02026" in english
    assert 'value="20/11/2569"' in returned
    assert "20\u00a0พ.ย.\u00a02569" in applied
    assert not any("2026-11-20" in page for page in (sent, english, returned, applied))
