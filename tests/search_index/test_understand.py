"""Limits said in words, in both languages."""

from __future__ import annotations

import pytest

from search_index.contract import Backend, Filters, SearchQuery
from search_index.excerpt import mark, marker
from search_index.numbers import amount
from search_index.said import limits_said
from search_index.understand import read


def said(text: str) -> dict[str, set[object]]:
    found: dict[str, set[object]] = {}
    for name, value in limits_said(text).limits:
        found.setdefault(name, set()).add(value)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("500", 500),
        ("1,250", 1250),
        ("1.5k", 1500),
        ("2k", 2000),
        ("พัน", 1000),
        ("พันห้า", 1500),
        ("สองร้อยห้าสิบ", 250),
        ("ร้อยยี่สิบ", 120),
        ("หมื่นสอง", 12_000),
        ("สิบสอง", 12),
        ("three", 3),
        ("2 พัน", 2000),
        ("2พันห้า", 2500),
        ("1.5 พัน", 1500),
        ("3 ร้อย", 300),
        ("two hundred and fifty", 250),
        ("a hundred", 100),
        ("5 hundred", 500),
        ("twenty-five", 25),
    ],
)
def test_amounts(text: str, value: int) -> None:
    assert amount(text) == value


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("ผ้าพันคอ ไม่เกิน 500 บาท", {"price_max": {50_000}}),
        ("ผ้าพันคอไม่เกิน ๕๐๐", {"price_max": {50_000}}),
        ("scarf under 1000 baht", {"price_max": {100_000}}),
        ("ถูกกว่าพัน", {"price_max": {100_000}}),
        ("ไม่เกินพันห้า", {"price_max": {150_000}}),
        ("300-500 บาท", {"price_min": {30_000}, "price_max": {50_000}}),
        ("between 1,000 and 2,000 baht", {"price_min": {100_000}, "price_max": {200_000}}),
        ("over 200 baht", {"price_min": {20_000}}),
        ("ขายส่ง 50 ผืน", {"wholesale": {True}, "wholesale_quantity": {50}}),
        ("100 ชิ้น ราคาส่ง", {"wholesale": {True}, "wholesale_quantity": {100}}),
        ("MOQ under 20", {"wholesale": {True}, "wholesale_quantity": {20}}),
        ("20 คน", {"group": {20}}),
        ("tour for 6 people", {"group": {6}}),
        ("ไปคนเดียว", {"group": {1}}),
        ("เดือนธันวา", {"months": {12}}),
        ("in December", {"months": {12}}),
        ("หน้าหนาว", {"months": {11, 12, 1, 2}}),
        ("ครึ่งวัน", {"duration_max": {330}}),
        ("2 days", {"days_min": {2}, "days_max": {2}}),
        ("one day route", {"days_max": {1}}),
        ("วันเสาร์", {"weekdays": {6}}),
        ("weekend market", {"weekdays": {6, 7}}),
        ("in stock", {"in_stock": {True}}),
        ("พร้อมส่ง", {"in_stock": {True}}),
        ("ready to ship within 3 days", {"lead_days_max": {3}}),
        ("OTOP 5 ดาว", {"certificates": {"otop-5"}}),
        ("5 star OTOP", {"certificates": {"otop-5"}}),
        ("รถเข็นเข้าได้", {"accessibility": {"easy"}}),
        ("for the elderly", {"accessibility": {"easy", "partial"}}),
        ("ไกด์ภาษาอังกฤษ", {"languages": {"en"}}),
        ("ของจากอำเภอคีรีมาศ", {"districts": {"6403"}}),
        ("ไม่เกิน ๒ พัน", {"price_max": {200_000}}),
        ("under two hundred and fifty baht", {"price_max": {25_000}}),
        ("ระหว่าง ๑๐๐ กับ ๒๐๐ บาท", {"price_min": {10_000}, "price_max": {20_000}}),
        ("ผ้า 500-1000", {"price_min": {50_000}, "price_max": {100_000}}),
        ("500 บาทขึ้นไป", {"price_min": {50_000}}),
        ("ตั้งแต่ 500 ขึ้นไป", {"price_min": {50_000}}),
        ("แพงกว่าพัน", {"price_min": {100_000}}),
        ("ร้อยกว่าบาท", {"price_min": {10_000}, "price_max": {20_000}}),
        ("1,000 baht or less", {"price_max": {100_000}}),
        ("ไม่เกิน 1,000.-", {"price_max": {100_000}}),
        ("ไม่เกินชิ้นละ 80 บาท", {"price_max": {8_000}}),
        ("I have 400 baht", {"price_max": {40_000}}),
        ("gift around 500 baht", {"price_max": {60_000}}),
        ("tours under 500 baht per person", {"price_max": {50_000}}),
        ("สั่งขั้นต่ำไม่เกิน 30", {"wholesale": {True}, "wholesale_quantity": {30}}),
        ("scarves, wholesale, 50 pieces", {"wholesale": {True}, "wholesale_quantity": {50}}),
        ("ready in 5 days", {"lead_days_max": {5}}),
        ("รอได้ไม่เกิน 5 วัน", {"lead_days_max": {5}}),
        ("ไม่เกินสองพันคน", {"group": {2000}}),
        ("group of 30 or more", {"group": {30}}),
        ("2 adults 3 children", {"group": {5}}),
        ("ผู้ใหญ่ 2 เด็ก 3 คน", {"group": {5}}),
        ("November to February", {"months": {11, 12, 1, 2}}),
        ("ตุลาคมถึงธันวาคม", {"months": {10, 11, 12}}),
        ("in Oct or Nov", {"months": {10, 11}}),
        ("mar-may", {"months": {3, 4, 5}}),
        ("เดือน 12", {"months": {12}}),
        ("2 nights", {"days_min": {3}, "days_max": {3}}),
        ("2 วัน 1 คืน", {"days_min": {2}, "days_max": {2}}),
        ("เต็มวัน", {"days_max": {1}}),
        ("แหวนสั่งทำ", {"made_to_order": {True}}),
        ("five star otop", {"certificates": {"otop-5"}}),
        ("OTOP 4 ดาวขึ้นไป", {"certificates": {"otop-4", "otop-5"}}),
        ("private guide tour in english", {"languages": {"en"}}),
        ("workshop in haad siew", {"communities": {"hat-siao"}}),
        ("pottery from sri satchanalai", {"districts": {"6405"}}),
    ],
)
def test_limits_said(text: str, limits: dict[str, set[object]]) -> None:
    assert said(text) == limits


@pytest.mark.parametrize(
    "text",
    [
        "จานสังคโลกลายปลา 25 ซม.",
        "plate 25 cm",
        "sukhothai",
        "สุโขทัย",
        "thong boran sukhothai",
        "may",
        "ทอง 99.99%",
        "ผ้าขาวม้า 100 สี",
        "กาแฟและผลไม้เมืองด้ง",
        "สุโขทัย 1238-1438",
        "ทอง 1 บาท",
        "ไม่เกิน 100 พันธุ์",
        "อยากได้ภายในวันศุกร์",
        "by friday",
        "under 10 dollars",
    ],
)
def test_what_only_looks_like_a_limit_stays_text(text: str) -> None:
    assert said(text) == {}


def test_understood_limits_filter_and_can_be_removed(backend: Backend) -> None:
    text = "ผ้า ไม่เกิน 300 บาท"
    page = backend.search(SearchQuery(text=text))
    assert page.filters.price_max == 30_000
    assert [u.code for u in page.understood] == ["price_max:30000"]
    assert page.understood[0].words == "ไม่เกิน 300 บาท"
    assert 4 not in [hit.id for hit in page.hits]
    page = backend.search(SearchQuery(text=text, ignore=frozenset({"price_max:30000"})))
    assert page.understood == ()
    assert 4 in [hit.id for hit in page.hits]


@pytest.mark.parametrize(
    "text", ["ผ้า ไม่เกิน 300 บาท", "tour for 6 people in April", "workshop wheelchair half day"]
)
def test_taking_a_limit_off_never_finds_less(backend: Backend, text: str) -> None:
    page = backend.search(SearchQuery(text=text, per_page=100))
    assert page.understood
    for limit in page.understood:
        wider = backend.search(SearchQuery(text=text, ignore=frozenset({limit.code}), per_page=100))
        assert {hit.id for hit in wider.hits} >= {hit.id for hit in page.hits}


def test_a_chosen_limit_that_contradicts_a_said_one_takes_its_place(backend: Backend) -> None:
    page = backend.search(SearchQuery(text="ผ้า ไม่เกิน 300 บาท", filters=Filters(price_min=40_000)))
    assert (page.filters.price_min, page.filters.price_max) == (40_000, None)
    assert page.understood == ()


def test_words_that_only_point_need_not_be_met(backend: Backend) -> None:
    page = backend.search(SearchQuery(text="ของจากอำเภอคีรีมาศ"))
    assert page.total
    assert {hit.kind for hit in page.hits} == {"craft"}


@pytest.mark.parametrize("text", ["中文导游", "😀", "*** !!!"])
def test_signs_that_are_no_words_find_nothing(backend: Backend, text: str) -> None:
    assert backend.search(SearchQuery(text=text)).total == 0


def test_a_chosen_limit_wins_over_a_said_one(backend: Backend) -> None:
    page = backend.search(SearchQuery(text="ผ้า ไม่เกิน 300 บาท", filters=Filters(price_max=50_000)))
    assert page.filters.price_max == 50_000


def test_words_may_be_taken_literally(backend: Backend) -> None:
    page = backend.search(SearchQuery(text="ผ้า ไม่เกิน 300 บาท", understand=False))
    assert page.filters == Filters()


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("something with food for 6 people", "route"),
        ("making kites with kids", "route"),
        ("พาลูกไปวาดจาน", "route"),
        ("toys for kids", ""),
        ("ผ้า ไม่เกิน 300 บาท", ""),
    ],
)
def test_who_wants_to_do_something_sooner_wants_a_visit(text: str, leans: str) -> None:
    plan = read(SearchQuery(text=text), lambda _term: 1).plan
    assert "route" in {plan.leans, plan.intent} if leans else not plan.leans


def test_a_kind_alone_is_a_limit(backend: Backend) -> None:
    page = backend.search(SearchQuery(text="tours in April"))
    assert {hit.id for hit in page.hits} == {8, 9}
    assert [u.code for u in page.understood] == ["months:4", "kind:route"]


def test_when_only_limits_fit_their_documents_are_shown_as_alternatives(backend: Backend) -> None:
    page = backend.search(SearchQuery(text="zzzz wheelchair"))
    assert page.relaxed
    assert [hit.id for hit in page.hits] == [9]


def test_short_parts_of_a_word_are_not_marked_inside_others() -> None:
    plan = read(SearchQuery(text="เจียระไน"), lambda _term: 0).plan

    marked = [part.text for part in mark("ผางประทีป เจียระไนอย่างดี", marker(plan)) if part.marked]

    assert marked == ["เจียระไน"]
