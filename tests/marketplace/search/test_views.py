"""The results page: what was found, what was understood, and what happens without an index."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.search.labels import chips_of
from models.listing_content import Certificate
from models.listing_terms import CraftTerms
from search_index.contract import Backend, Understood
from tests.factories.communities import make_community
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft, make_route
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount

Drain = Callable[[], int]


@pytest.fixture
def indexed(session: Session, drain_outbox: Drain) -> None:
    """A craft and a route, findable."""
    make_craft(session, slug="tin-chok-skirt")
    make_route(session, slug="na-ton-chan-ride")
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()


def hits(page: str) -> list[str]:
    return [slug for slug in ("tin-chok-skirt", "na-ton-chan-ride") if f"/{slug}" in page]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("words", ["ตีนจก", "teenjok", "ตีนจ๋ก", "hat siao skirt"])
def test_a_craft_is_found_in_any_spelling(client: HouseClient, words: str) -> None:
    page = client.get("/search", query_string={"q": words})

    assert page.status_code == 200
    assert hits(page.text)[:1] == ["tin-chok-skirt"]


@pytest.mark.usefixtures("indexed")
def test_kind_and_price_limit_the_answer(client: HouseClient) -> None:
    every = client.get("/search").text
    routes = client.get("/search?kind=route").text
    cheap = client.get("/search?max_price=1000").text
    dear = client.get("/search?min_price=2000").text

    assert hits(every) == ["tin-chok-skirt", "na-ton-chan-ride"]
    assert hits(routes) == ["na-ton-chan-ride"]
    assert hits(cheap) == ["na-ton-chan-ride"]
    assert hits(dear) == ["tin-chok-skirt"]


@pytest.mark.usefixtures("indexed")
def test_a_limit_said_in_words_becomes_a_chip_that_can_be_taken_off(client: HouseClient) -> None:
    page = client.get("/search", query_string={"q": "ผ้าซิ่น ไม่เกิน 500 บาท"})

    assert "ถ้าเอา “ไม่เกิน ฿500” ออกจะพบ" in page.text
    assert "ไม่เกิน ฿500" in page.text
    assert "not=price_max%3A50000" in page.text


@pytest.mark.usefixtures("indexed")
def test_the_number_said_for_a_limit_taken_off_is_what_the_page_then_finds(
    client: HouseClient,
) -> None:
    page = client.get("/search", query_string={"q": "ผ้าซิ่น ไม่เกิน 500 บาท"})
    promise = re.search(r"ออกจะพบ.*?(\d+)", re.sub("<[^>]+>", "", page.text), re.DOTALL)

    wider = client.get(
        "/search", query_string={"q": "ผ้าซิ่น ไม่เกิน 500 บาท", "not": "price_max:50000"}
    )

    assert promise
    assert len(hits(wider.text)) == int(promise[1])


def test_a_certificate_said_in_words_is_named_on_its_chip() -> None:
    said = [Understood("certificates:otop-5", "certificates", "otop-5", "otop 5 ดาว")]

    assert [c.words for c in chips_of(said, {("certificates", "otop-5"): "OTOP 5 ดาว"})] == [
        "OTOP 5 ดาว"
    ]


@pytest.mark.usefixtures("indexed")
def test_the_page_speaks_english_under_its_prefix(client: HouseClient) -> None:
    page = client.get("/en/search", query_string={"q": "skirt"})

    assert 'href="/en/crafts/tin-chok-skirt"' in page.text
    assert "Hat Siao tin chok skirt" in re.sub("<[^>]+>", "", page.text)


def test_without_an_index_titles_are_searched_and_the_page_says_so(
    client: HouseClient, session: Session
) -> None:
    make_craft(session, slug="tin-chok-skirt")

    page = client.get("/search", query_string={"q": "ตีนจก"})

    assert page.status_code == 200
    assert hits(page.text) == ["tin-chok-skirt"]
    assert "ช่องค้นหากำลังปรับปรุง" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["tin-chok-skirt", "na-ton-chan-ride"]),
        ("category=textiles", ["tin-chok-skirt"]),
        ("category=made-up", []),
        ("community=here", ["tin-chok-skirt"]),
        ("min_price=2000", ["tin-chok-skirt"]),
        ("max_price=1000", ["na-ton-chan-ride"]),
        ("kind=route", ["na-ton-chan-ride"]),
        ("group=900", ["tin-chok-skirt"]),
        # As the index reads it: a route can be booked now.
        ("in_stock=1", ["tin-chok-skirt", "na-ton-chan-ride"]),
        ("made_to_order=1", []),
        ("lead_time=7", []),
        ("wholesale=1", []),
        ("quantity=20", []),
        ("language=en", ["na-ton-chan-ride"]),
        ("language=zh", []),
        ("accessibility=partial", ["na-ton-chan-ride"]),
        ("accessibility=easy", []),
        ("weekday=6", ["tin-chok-skirt", "na-ton-chan-ride"]),
        ("weekday=1&kind=route", []),
        ("month=6&kind=route", []),
        ("days=1", ["na-ton-chan-ride"]),
        ("days=half", []),
        ("days=2", []),
        ("certificate=otop-5", ["tin-chok-skirt"]),
        ("certificate=gi", []),
    ],
)
def test_without_an_index_chosen_filters_hold(
    client: HouseClient, session: Session, query: str, found: list[str]
) -> None:
    here = make_community(session, slug="here")
    seller = make_seller(session, community_id=here.id)
    papers = (
        Certificate("otop-5", "โอทอป 5 ดาว", "OTOP 5 stars", verifier="office"),
        Certificate("gi", "จีไอ", "GI", verifier="office", expires_on="2020-01-01"),
    )
    make_craft(session, seller, slug="tin-chok-skirt", content=craft_content(certificates=papers))
    make_route(session, slug="na-ton-chan-ride")

    page = client.get(f"/search?{query}")

    assert page.status_code == 200
    # Without hits the page shows new work; what was found stands in the results only.
    results = page.text.partition('id="results"')[2].partition('class="near"')[0]
    assert hits(results) == found


@pytest.mark.parametrize("with_index", [True, False])
def test_who_buys_wholesale_reads_and_sorts_by_wholesale_prices(
    client: HouseClient, session: Session, drain_outbox: Drain, with_index: bool
) -> None:
    for slug, price in (("cheap-for-many", 29_000), ("dear-for-many", 45_000)):
        craft = make_craft(session, slug=slug)
        session.execute(
            update(CraftTerms)
            .where(CraftTerms.listing_id == craft.id)
            .values(min_wholesale_qty=20, wholesale_price_satang=price, unit="piece")
        )
    if with_index:
        record(session, CatalogueRebuilt(reason="test"), None, NOW)
        drain_outbox()

    page = client.get("/search?quantity=50&sort=price_down").text
    fewer = client.get("/en/search?quantity=50&max_price=300").text

    assert re.findall("/crafts/(dear|cheap)-for-many", page) == ["dear", "cheap"]
    assert re.findall("/crafts/(dear|cheap)-for-many", fewer) == ["cheap"]
    assert "฿290" in fewer
    assert "Wholesale, min.\N{NO-BREAK SPACE}20" in fewer


@pytest.mark.usefixtures("indexed")
def test_a_results_page_names_its_own_address_as_the_one_to_keep(client: HouseClient) -> None:
    page = client.get("/search", query_string={"q": "ตีนจก", "sort": "newest"}).text

    kept = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    assert kept == ["http://localhost/search?q=%E0%B8%95%E0%B8%B5%E0%B8%99%E0%B8%88%E0%B8%81"]
    assert "noindex" not in page


def test_every_choice_of_a_filter_can_be_reached(
    client: HouseClient, session: Session, drain_outbox: Drain
) -> None:
    for number in range(15):
        place = make_community(session, slug=f"village-{number}")
        make_craft(session, make_seller(session, community_id=place.id))
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()

    page = client.get("/search").text

    side = page.partition('class="side"')[2].partition("</form>")[0]
    assert all(f'value="village-{number}"' in side for number in range(15))
    assert '<details class="more"><summary>ดูเพิ่ม' in side


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    "query",
    [
        "q=" + "(" * 400,
        "q=%00%ff%f0%9f%98%80&page=99999999999999",
        "min_price=-1&max_price=9999999999999999&group=abc&month=13&sort=drop",
        "category=../../etc&community=%22%3E%3Cscript%3E&not=a%20b",
        "q=" + "%E0%B9%88" * 50,
    ],
)
def test_a_hostile_address_is_only_an_address(client: HouseClient, query: str) -> None:
    page = client.get(f"/search?{query}")

    assert page.status_code == 200
    assert "<script>" not in page.text


@pytest.mark.usefixtures("indexed")
def test_suggestions_lead_to_pages_and_stand_under_headings(client: HouseClient) -> None:
    found = client.get("/search/suggest", query_string={"q": "ผ้าซิ่น"}).json

    groups = [item["group"] for item in found or ()]
    assert "งานและเส้นทาง" in groups
    assert groups == sorted(groups, key=groups.index), "those of one heading stand together"

    assert {item["text"]: item["href"] for item in found or ()}[
        "ผ้าซิ่นตีนจกหาดเสี้ยว"
    ] == "/crafts/tin-chok-skirt"
    assert client.get("/search/suggest?q=").json == []


def test_a_page_of_results_costs_the_same_for_one_and_for_many(
    client: HouseClient,
    session: Session,
    drain_outbox: Drain,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
    search: Backend,
) -> None:
    counts, made = [], 0
    for wanted in (1, 12):
        for _ in range(wanted - made):
            make_craft(session, content=craft_content(category="textiles"))
        made = wanted
        record(session, CatalogueRebuilt(reason="test"), None, NOW)
        drain_outbox()
        client.get("/search?q=ตีนจก")
        with count_queries() as count:
            page = client.get("/search?q=ตีนจก")
        counts.append(len(count))
        assert page.status_code == 200
    assert counts[0] == counts[1]
    assert counts[0] <= 15
    assert search.health().documents == 12


@pytest.mark.usefixtures("indexed")
def test_the_page_tells_what_met_the_words_from_what_is_only_near(client: HouseClient) -> None:
    near = client.get("/search", query_string={"q": "ผ้าซิ่นตีนจก"}).text
    far = client.get("/search", query_string={"q": "ตีนจก กระดาษ พลาสติก รถยนต์ คอมพิวเตอร์"}).text

    assert "ไม่มีรายการที่ตรงทุกคำ" not in near
    assert "ตรงคำค้น" in near or hits(near) == ["tin-chok-skirt"]
    assert "ตรงคำค้น" not in far
