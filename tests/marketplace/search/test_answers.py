"""What the results page shows beside hits: nearness, the map, marks, and ways out of nothing."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.search import views
from tests.factories.communities import make_community
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft, make_route
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount

Drain = Callable[[], int]


@pytest.fixture
def villages(session: Session, drain_outbox: Drain) -> None:
    """A craft in the south, a route in the north, findable."""
    south = make_community(
        session, slug="south", name_th="บ้านใต้", name_en="Ban Tai", lat=16.9, lon=99.8
    )
    north = make_community(
        session, slug="north", name_th="บ้านเหนือ", name_en="Ban Nuea", lat=17.5, lon=99.8
    )
    make_craft(session, make_seller(session, community_id=south.id), slug="tin-chok-skirt")
    make_route(session, make_seller(session, community_id=north.id), slug="na-ton-chan-ride")
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()


def results(page: str) -> str:
    return page.partition('id="results"')[2]


def order(page: str) -> list[str]:
    return re.findall(r"/(tin-chok-skirt|na-ton-chan-ride)", results(page))


@pytest.mark.usefixtures("villages")
@pytest.mark.parametrize(
    ("near", "wanted"),
    [
        ("16.91,99.81", ["tin-chok-skirt", "na-ton-chan-ride"]),
        ("17.49,99.81", ["na-ton-chan-ride", "tin-chok-skirt"]),
        ("north", ["na-ton-chan-ride", "tin-chok-skirt"]),
        ("south", ["tin-chok-skirt", "na-ton-chan-ride"]),
    ],
)
def test_the_nearest_come_first_from_a_point_or_a_named_place(
    client: HouseClient, near: str, wanted: list[str]
) -> None:
    page = client.get(f"/search?sort=nearest&near={near}")

    assert order(page.text) == wanted
    assert re.search(r"ห่าง(ไม่ถึง 1| [\d.]+) กม\.", page.text.replace("\u00a0", " "))
    assert "noindex" in page.text


def test_the_nearest_come_first_without_an_index_too(client: HouseClient, session: Session) -> None:
    for slug, lat in (("tin-chok-skirt", 16.9), ("na-ton-chan-ride", 17.5)):
        place = make_community(session, slug=f"at-{slug}", lat=lat, lon=99.8)
        make_craft(session, make_seller(session, community_id=place.id), slug=slug)

    page = client.get("/search?sort=nearest&near=17.50,99.80").text

    assert "ช่องค้นหากำลังปรับปรุง" in page
    assert order(page) == ["na-ton-chan-ride", "tin-chok-skirt"]


@pytest.mark.usefixtures("villages")
def test_without_a_start_the_page_asks_for_one_and_offers_every_place(client: HouseClient) -> None:
    page = client.get("/search?q=ตีนจก&sort=nearest")

    menu = page.text.partition('name="near"')[2].partition("</select>")[0]
    assert 'value="south"' in menu
    assert 'value="6405"' in menu
    assert "เลือกจุดเริ่มก่อน" in page.text
    assert "geolocation=(self)" in page.headers["Permissions-Policy"]


@pytest.mark.usefixtures("villages")
def test_a_position_goes_no_further_than_rounded(
    client: HouseClient, caplog: pytest.LogCaptureFixture
) -> None:
    sent_on = client.get("/search?sort=nearest&near=17.0123456,99.8765432")
    page = client.get("/search?sort=nearest&near=17.01,99.88").text

    assert sent_on.status_code == 302
    assert sent_on.headers["Location"] == "/search?near=17.01%2C99.88&sort=nearest"
    assert "17.01" not in caplog.text
    canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    assert canonical == ["http://localhost/search"]


@pytest.mark.usefixtures("villages")
def test_the_map_shows_a_link_for_each_community_and_the_same_as_a_list(
    client: HouseClient,
) -> None:
    page = unescape(client.get("/search?view=map").text)
    drawn = page.partition('<svg viewBox="0 0 620')[2].partition("</svg>")[0]
    listed = page.partition('class="maplist')[2].partition("</ul>")[0]

    for name in ("south", "north"):
        assert f'href="/search?community={name}&view=map"' in drawn
        assert f'href="/search?community={name}&view=map"' in listed
    assert 'aria-label="บ้านใต้ 1' in drawn
    assert order(page)

    chosen = unescape(client.get("/search?view=map&community=south").text)
    assert 'href="/search?view=map" aria-label="บ้านใต้' in chosen
    assert (
        "community=north&community=south" in chosen or "community=south&community=north" in chosen
    )


@pytest.mark.usefixtures("villages")
def test_a_map_that_moves_is_there_for_those_who_ask_and_its_scripts_nowhere_else(
    client: HouseClient,
) -> None:
    drawn = client.get("/search?view=map")
    assert 'href="/search?view=live#map"' in drawn.text
    assert "leaflet" not in drawn.text and "hit-map" not in drawn.text
    assert "require-trusted-types-for" in drawn.headers["Content-Security-Policy"]

    moving = client.get("/search?view=live")

    page = moving.text
    assert "leaflet/leaflet" in page and "js/hit-map" in page
    assert 'href="/search?view=map#map"' in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert "script-src 'self';" in moving.headers["Content-Security-Policy"]
    assert "geolocation=(self)" in moving.headers["Permissions-Policy"]
    # The drawn map stands in its place until the script comes, and the list stays.
    place = page.partition("data-hit-map")[2].partition("</div>")[0]
    assert '<svg viewBox="0 0 620' in place
    points = json.loads(unescape(place.partition('data-points="')[2].partition('"')[0]))
    links = {spot["href"]: spot["figure"] for spot in points["spots"]}
    assert links == {
        "/search?community=south&view=live": "1",
        "/search?community=north&view=live": "1",
    }
    assert unescape(page.partition('class="maplist')[2]).count("view=live") >= 2


def test_without_an_index_the_map_says_that_it_waits(client: HouseClient, session: Session) -> None:
    make_craft(session, slug="tin-chok-skirt")

    page = client.get("/search?view=map").text

    assert "แผนที่ยังใช้ไม่ได้" in page
    assert order(page) == ["tin-chok-skirt"]


@pytest.mark.usefixtures("villages")
def test_words_are_marked_in_titles_and_excerpts_name_their_language(client: HouseClient) -> None:
    thai = client.get("/search", query_string={"q": "ตีนจก"}).text
    english = client.get("/en/search", query_string={"q": "porcupine"}).text

    assert "<mark>" in re.findall(r"<h2><a [^>]*>(.*?)</a></h2>", thai)[0]
    excerpt = re.search(r'<p class="meta excerpt" lang="en">(.*?)</p>', english)
    assert excerpt is not None
    assert "<mark>porcupine</mark>" in excerpt[1]


@pytest.mark.usefixtures("villages")
def test_an_empty_page_names_the_filter_to_lift_and_keeps_the_words(client: HouseClient) -> None:
    page = unescape(client.get("/search?category=made-up&group=4").text).replace("\u00a0", " ")

    assert "ไม่พบรายการที่ตรงกับตัวกรองทุกข้อ" in page
    assert "ถ้าเอา “made-up” ออกจะพบ 2 รายการ" in page
    assert 'class="btn" href="/search?group=4"' in page
    assert "noindex" in page


@pytest.mark.usefixtures("villages")
def test_words_met_only_without_a_filter_name_that_filter(client: HouseClient) -> None:
    page = unescape(client.get("/search", query_string={"q": "ตีนจก", "community": "north"}).text)

    assert "ไม่มีรายการที่ตรงทุกคำ" in page
    assert "ถ้าเอา “บ้านเหนือ” ออกจะพบ" in page


@pytest.mark.usefixtures("villages")
def test_unknown_words_lead_to_full_categories_and_no_page_is_a_dead_end(
    client: HouseClient,
) -> None:
    page = client.get("/search?q=qqqqzzzz").text

    assert "ไม่พบ “qqqqzzzz”" in page
    assert "ลองแบบนี้" in page
    assert "category=textiles" in page
    assert "งานมาใหม่" in page


@pytest.mark.usefixtures("villages")
def test_words_of_a_limit_are_not_offered_as_smaller_searches(client: HouseClient) -> None:
    page = client.get("/search", query_string={"q": "ตีนจก qqqqzzzz ไม่เกิน 5 บาท"}).text

    offered = re.findall(r'href="/search\?q=([^"&]*)', page.partition("ลองแบบนี้")[2])
    assert offered == [quote("ตีนจก")]


@pytest.mark.usefixtures("villages")
@pytest.mark.parametrize(
    "query", ["q=qqqqzzzz", "q=ตีนจก&category=made-up", "q=qqqqzzzz&kind=craft"]
)
def test_a_need_can_be_posted_where_the_house_has_a_page_for_it(
    client: HouseClient, app: Flask, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(views, "_NEED", "nowhere.at_all")
    without = client.get(f"/search?{query}").text
    # Any page will do.
    monkeypatch.setattr(views, "_NEED", "listings.crafts")
    having = client.get(f"/search?{query}").text

    assert app.view_functions
    assert "ฝากความต้องการ" not in without
    assert 'href="/crafts?need=' in having
    assert "ฝากความต้องการ" in having


@pytest.mark.usefixtures("villages")
def test_a_page_beyond_the_last_says_so_and_leads_back(client: HouseClient) -> None:
    page = client.get("/search?page=40").text

    assert "หน้านี้ไม่มีรายการแล้ว" in page
    assert 'href="/search"' in results(page)


def test_an_empty_page_costs_the_same_for_few_and_for_many(
    client: HouseClient,
    session: Session,
    drain_outbox: Drain,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
) -> None:
    counts, made = [], 0
    for wanted in (1, 12):
        for _ in range(wanted - made):
            make_craft(session, content=craft_content(category="textiles"))
        made = wanted
        record(session, CatalogueRebuilt(reason="test"), None, NOW)
        drain_outbox()
        client.get("/search?category=made-up&group=4&view=map&near=6405")
        with count_queries() as count:
            page = client.get("/search?category=made-up&group=4&view=map&near=6405")
        counts.append(len(count))
        assert page.status_code == 200
    assert counts[0] == counts[1]
    assert counts[0] <= 15
