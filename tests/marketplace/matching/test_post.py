"""Writing a need down, keeping it, posting it, ending it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.matching.prefill import need_from
from models.accounts import User
from models.journal import JournalEntry
from models.matching import MatchRequest, RequestKind, RequestState
from tests.factories.accounts import make_user
from tests.factories.communities import make_category
from tests.factories.matching import make_request
from tests.factories.organisations import make_buyer, make_membership
from tests.factories.sequence import NOW
from tests.marketplace.listings.conftest import form_values
from tests.marketplace.matching.conftest import TOMORROW_WEEK
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount

Typed = dict[str, str]


@pytest.fixture
def signed_in(client: HouseClient, buyer: User) -> HouseClient:
    client.sign_in(buyer)
    return client


def kept(session: Session) -> list[MatchRequest]:
    session.expire_all()
    return list(session.scalars(select(MatchRequest).order_by(MatchRequest.id)))


def facts(session: Session) -> list[str]:
    return list(session.scalars(select(JournalEntry.fact).order_by(JournalEntry.seq)))


def test_a_need_typed_whole_is_posted(
    signed_in: HouseClient, session: Session, typed: Typed, buyer: User
) -> None:
    answer = signed_in.post("/requests/new", data=typed | {"do": "post"})

    (need,) = kept(session)
    assert answer.status_code == 303
    assert answer.location == f"/requests/{need.public_id}"
    assert (need.state, need.kind) == (RequestState.OPEN, RequestKind.WHOLESALE)
    assert (need.requester_id, need.organisation_id) == (buyer.id, None)
    assert (need.quantity, need.unit) == (120, "ผืน")
    assert (need.budget_min_satang, need.budget_max_satang) == (3_600_000, 4_200_000)
    assert (need.reply_by, need.posted_at) == (TOMORROW_WEEK, NOW)
    assert facts(session) == ["RequestPosted"]


def test_a_need_is_posted_for_the_organisation_one_acts_for(
    client: HouseClient, session: Session, typed: Typed, buyer: User
) -> None:
    hotel = make_buyer(session, owner=buyer)
    client.sign_in(buyer, hotel)

    client.post("/requests/new", data=typed | {"do": "post"})

    (need,) = kept(session)
    assert need.organisation_id == hotel.id


def test_words_of_a_search_begin_the_form(signed_in: HouseClient) -> None:
    page = signed_in.get("/requests/new", query_string={"need": "ผ้าพันคอ ขายส่ง 50 ผืน ไม่เกิน 300"})

    values = form_values(page.text)
    assert values["title"] == ["ผ้าพันคอ ขายส่ง 50 ผืน ไม่เกิน 300"]
    assert values["kind"] == ["wholesale"]
    assert (values["quantity"], values["unit"]) == (["50"], ["ผืน"])
    assert values["budget_max"] == ["15000"]
    assert values["contact_email"] == ["buyer@example.org"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("20 people in December", {"kind": "group_tour", "group_size": 20, "month": "12"}),
        ("ตีนจก", {}),
        ("99999999999999 คน", {"kind": "group_tour"}),
    ],
)
def test_limits_said_in_words_fill_the_fields(words: str, expected: dict[str, object]) -> None:
    found = need_from(words, "th")

    assert found == {"title": words, **expected}


def test_a_visitor_signs_in_first_and_comes_back_with_the_words(
    client: HouseClient, buyer: User
) -> None:
    words = "ผ้าทอมือย้อมครามลายโบราณสำหรับห้องพักโรงแรมสี่สิบห้อง พร้อมปลอกหมอนและผ้าคลุมเตียง" * 2

    door = client.get("/requests/new", query_string={"need": words[:200]})
    inside = client.get(door.location)
    back = form_values(inside.text)["next"][0]
    client.sign_in(buyer)

    assert form_values(client.get(back).text)["brief"] == [words[:200]]


def test_a_draft_may_hold_nothing_but_its_title(signed_in: HouseClient, session: Session) -> None:
    answer = signed_in.post("/requests/new", data={"title": "ผ้าพันคอ", "do": "save"})

    (need,) = kept(session)
    assert answer.location == f"/requests/{need.public_id}/edit"
    assert (need.state, need.kind, need.reply_by) == (RequestState.DRAFT, None, None)
    assert facts(session) == []


def test_a_draft_is_gone_on_with_and_posted(
    signed_in: HouseClient, session: Session, typed: Typed
) -> None:
    make_category(session, "textiles")
    make_category(session, "cotton", parent_slug="textiles")
    signed_in.post("/requests/new", data={"title": "ผ้าพันคอ", "do": "save"})
    (draft,) = kept(session)

    place = f"/requests/{draft.public_id}/edit"
    signed_in.post(place, data=typed | {"do": "save", "categories": "textiles"})
    again = form_values(signed_in.get(place).text)
    answer = signed_in.post(place, data={**again, "do": "post"})

    (need,) = kept(session)
    assert answer.location == f"/requests/{need.public_id}"
    assert (need.state, need.title) == (RequestState.OPEN, "ผ้าพันคอ 120 ผืน")
    assert again["categories"] == ["textiles"]
    assert signed_in.get(place).status_code == 303


def test_a_draft_can_be_thrown_away_and_a_posted_request_cannot(
    signed_in: HouseClient, session: Session, buyer: User
) -> None:
    draft = make_request(session, buyer, state=RequestState.DRAFT)
    posted = make_request(session, buyer)
    ids = [draft.public_id, posted.public_id]

    for public_id in ids:
        signed_in.post(f"/requests/{public_id}/discard")

    assert [need.public_id for need in kept(session)] == ids[1:]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("kind", "", "ยังไม่ได้ใส่ประเภทคำขอ"),
        ("kind", "theft", "ตัวเลือกนี้ไม่มีแล้ว"),
        ("brief", "", "ยังไม่ได้ใส่สิ่งที่ต้องการ"),
        ("brief", "โทร 081-234-5678", "ในคำบรรยายมีเบอร์โทรหรือลิงก์"),
        ("reply_by", "", "ยังไม่ได้ใส่วันที่ขอคำตอบ ใส่"),
        ("reply_by", NOW.date().isoformat(), "วันตอบกลับเลือกได้ตั้งแต่ 21 พ.ย. 2569"),
        ("reply_by", "2030-01-01", "วันตอบกลับเลือกได้ตั้งแต่"),
        ("contact_email", "", "ยังไม่มีช่องทางติดต่อ"),
        ("contact_email", "nobody", "อีเมลยังไม่ครบ"),
        ("contact_line", "มี ช่องว่าง", "ไอดี LINE ใช้ตัวอังกฤษ"),
        ("budget_max", "100", "งบสูงสุดน้อยกว่างบต่ำสุด"),
        ("quantity", "0", "จำนวนใส่ได้ตั้งแต่ 1 ถึง 1,000,000"),
    ],
)
def test_what_sellers_could_not_answer_is_not_posted_and_nothing_typed_is_lost(
    signed_in: HouseClient, session: Session, typed: Typed, field: str, value: str, sentence: str
) -> None:
    answer = signed_in.post("/requests/new", data=typed | {field: value, "do": "post"})

    assert answer.status_code == 422
    assert sentence in answer.text.replace("\u00a0", " ")
    assert form_values(answer.text)["title"] == [typed["title"]]
    assert form_values(answer.text)["key"] == [typed["key"]]
    assert kept(session) == []


def test_days_in_the_wrong_order_are_refused(
    signed_in: HouseClient, session: Session, typed: Typed
) -> None:
    days = {"first_day": "2026-12-20", "last_day": "2026-12-18"}

    answer = signed_in.post("/requests/new", data=typed | days | {"do": "save"})

    assert "วันสุดท้ายมาก่อนวันแรก" in answer.text
    assert kept(session) == []


def test_who_has_not_confirmed_the_address_keeps_a_draft_and_is_told_why(
    client: HouseClient, session: Session, typed: Typed
) -> None:
    client.sign_in(make_user(session, confirmed=False))

    answer = client.post("/requests/new", data=typed | {"do": "post"})
    page = client.get(answer.location)

    (need,) = kept(session)
    assert need.state is RequestState.DRAFT
    assert "ยืนยันอีเมลก่อน จึงส่งคำขอได้ คำขอเก็บเป็นร่างไว้แล้ว" in page.text
    assert facts(session) == []


def test_the_sixth_request_of_a_day_stays_a_draft(
    signed_in: HouseClient, session: Session, typed: Typed
) -> None:
    for number in range(6):
        answer = signed_in.post(
            "/requests/new", data=typed | {"key": f"form-number-{number}", "do": "post"}
        )

    states = [need.state for need in kept(session)]
    assert states == [RequestState.OPEN] * 5 + [RequestState.DRAFT]
    assert "วันนี้ส่งคำขอครบแล้ว" in signed_in.get(answer.location).text


def test_a_form_sent_twice_makes_one_request(
    signed_in: HouseClient, session: Session, typed: Typed
) -> None:
    first = signed_in.post("/requests/new", data=typed | {"do": "post"})
    second = signed_in.post("/requests/new", data=typed | {"do": "post"})

    assert first.location == second.location
    assert len(kept(session)) == 1
    assert facts(session) == ["RequestPosted"]


def test_an_open_request_is_closed_and_what_is_closed_stays_so(
    signed_in: HouseClient, session: Session, buyer: User
) -> None:
    place = f"/requests/{make_request(session, buyer).public_id}"

    signed_in.post(f"{place}/close")
    refused = signed_in.post(f"{place}/cancel")

    (need,) = kept(session)
    assert (need.state, need.ended_at) == (RequestState.CLOSED, NOW)
    assert facts(session) == ["RequestClosed"]
    assert "เรื่องนี้เปลี่ยนเป็น “ปิดรับแล้ว”" in signed_in.get(refused.location).text


def test_an_open_request_is_cancelled(
    signed_in: HouseClient, session: Session, buyer: User
) -> None:
    signed_in.post(f"/requests/{make_request(session, buyer).public_id}/cancel")

    assert [need.state for need in kept(session)] == [RequestState.CANCELLED]
    assert facts(session) == ["RequestCancelled"]


def test_colleagues_share_the_requests_of_their_organisation_and_who_left_does_not(
    client: HouseClient, session: Session, buyer: User
) -> None:
    hotel = make_buyer(session)
    colleague = make_user(session)
    make_membership(session, colleague, hotel)
    need = make_request(session, buyer, hotel)  # the buyer wrote it and has left since

    client.sign_in(colleague)
    as_colleague = client.get(f"/requests/{need.public_id}").status_code
    listed = client.get("/requests").text
    client.sign_in(buyer)
    as_writer = client.get(f"/requests/{need.public_id}").status_code

    assert (as_colleague, as_writer) == (200, 404)
    assert need.public_id in listed
    assert need.public_id not in client.get("/requests").text


def test_an_ended_request_begins_a_new_one_without_its_day(
    signed_in: HouseClient, session: Session, buyer: User
) -> None:
    ended = make_request(session, buyer, state=RequestState.EXPIRED)

    values = form_values(signed_in.get(f"/requests/new?copy={ended.public_id}").text)

    assert values["title"] == [ended.title]
    assert values["reply_by"] == [""]


def test_a_strangers_request_cannot_be_copied(signed_in: HouseClient, session: Session) -> None:
    other = make_request(session, make_user(session))

    assert signed_in.get(f"/requests/new?copy={other.public_id}").status_code == 404


def test_hostile_fields_are_refused_or_kept_as_text_and_never_a_fault(
    signed_in: HouseClient, session: Session, typed: Typed
) -> None:
    hostile = ["\x00", "9" * 40, "<script>", "' OR 1=1", "๑๒", "-1", "2026-02-31", "²"]

    answers = [
        signed_in.post("/requests/new", data=typed | {field: value, "key": f"hostile-{n}-{field}"})
        for field in typed
        for n, value in enumerate(hostile)
    ]
    needs = [
        signed_in.get("/requests/new", query_string={"need": value, "copy": ""})
        for value in (*hostile, "(" * 9000, "ไม่เกิน " * 500)
    ]

    assert {answer.status_code for answer in answers} <= {303, 422}
    assert {answer.status_code for answer in needs} == {200}
    assert "<script>" not in signed_in.get("/requests").text.partition('<main id="main">')[2]


def test_a_list_of_twenty_costs_as_many_statements_as_a_list_of_one(
    signed_in: HouseClient,
    session: Session,
    buyer: User,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
) -> None:
    make_request(session, buyer)
    signed_in.get("/requests")
    with count_queries() as one:
        signed_in.get("/requests")
    for _ in range(19):
        make_request(session, buyer)
    session.commit()

    with count_queries() as twenty:
        signed_in.get("/requests")

    assert len(twenty) == len(one)


def test_the_form_speaks_english(signed_in: HouseClient) -> None:
    page = signed_in.get("/en/requests/new").text

    assert "Send a matching request" in page
    assert "Wholesale" in page
