"""Filters of the results page: every limit, its counts, its chip, its way off."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.search.address import FILTERS, read_address
from models.communities import TermKind
from models.listing_terms import CraftTerms
from tests.factories.communities import make_category, make_community, make_term
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft, make_route
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

Drain = Callable[[], int]


@pytest.fixture
def indexed(session: Session, drain_outbox: Drain) -> None:
    """Crafts of a child category and a route, findable, with the words of their vocabularies."""
    make_category(session, "cloth", name_th="ผ้าทั้งหมด", name_en="All cloth")
    make_category(session, "skirts", parent_slug="cloth", name_th="ผ้าซิ่น", name_en="Skirts")
    make_term(session, TermKind.LANGUAGE, "en", name_th="อังกฤษ", name_en="English")
    make_term(session, TermKind.ACCESSIBILITY, "partial", name_th="มีผู้ช่วย", name_en="Helper")
    here = make_community(session, slug="here", name_th="บ้านต้นทาง", lat=17.0, lon=99.8)
    seller = make_seller(session, community_id=here.id)
    skirt = make_craft(
        session, seller, slug="tin-chok-skirt", content=craft_content(category="skirts")
    )
    session.execute(
        update(CraftTerms)
        .where(CraftTerms.listing_id == skirt.id)
        .values(
            made_to_order=True,
            lead_time_days=10,
            min_wholesale_qty=20,
            wholesale_price_satang=200_000,
        )
    )
    make_route(session, slug="na-ton-chan-ride")
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()


def found(page: str) -> list[str]:
    results = page.partition('id="results"')[2].partition('class="near"')[0]
    return [slug for slug in ("tin-chok-skirt", "na-ton-chan-ride") if f"/{slug}" in results]


def side(page: str) -> str:
    return page.partition('class="side"')[2].partition("</form>")[0]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("category=cloth", ["tin-chok-skirt"]),
        ("made_to_order=1", ["tin-chok-skirt"]),
        ("wholesale=1", ["tin-chok-skirt"]),
        ("quantity=20", ["tin-chok-skirt"]),
        ("quantity=19&q=ตีนจก", []),
        ("quantity=20&max_price=2000", ["tin-chok-skirt"]),
        ("quantity=20&max_price=1999", []),
        ("lead_time=14", ["tin-chok-skirt"]),
        ("language=en", ["na-ton-chan-ride"]),
        ("accessibility=partial", ["na-ton-chan-ride"]),
        ("days=1", ["na-ton-chan-ride"]),
        ("weekday=6&kind=route", ["na-ton-chan-ride"]),
        ("weekday=1&kind=route", []),
        ("month=12&kind=route", ["na-ton-chan-ride"]),
    ],
)
def test_each_limit_of_the_engine_is_a_limit_of_the_page(
    client: HouseClient, query: str, wanted: list[str]
) -> None:
    page = client.get(f"/search?{query}")

    assert page.status_code == 200
    assert found(page.text) == wanted
    assert "noindex" in page.text


@pytest.mark.usefixtures("indexed")
def test_a_category_stands_below_its_parent_and_both_are_counted(client: HouseClient) -> None:
    form = side(client.get("/search").text)

    parent, child = form.index('value="cloth"'), form.index('value="skirts"')
    assert parent < child
    assert 'class="check d1"><input type="checkbox" name="category" value="skirts"' in form
    assert re.search(r'value="cloth"><span>ผ้าทั้งหมด</span><span class="count">1</span>', form)


@pytest.mark.usefixtures("indexed")
def test_a_choice_is_still_there_when_another_limit_leaves_nothing_of_it(
    client: HouseClient,
) -> None:
    form = side(client.get("/search?category=skirts&kind=route").text)

    assert 'name="category" value="skirts" checked' in form
    assert 'name="kind" value="route"' in form


@pytest.mark.usefixtures("indexed")
def test_counts_of_a_filter_ignore_its_own_choice(client: HouseClient) -> None:
    free, chosen = (client.get(f"/search{q}").text for q in ("", "?min_price=1000&max_price=2999"))

    def prices(page: str) -> list[str]:
        steps = side(page).partition('class="steps"')[2].partition("</ul>")[0]
        return re.findall(r'<span class="count">(\d+)</span>', steps)

    assert prices(free) == prices(chosen) == ["1", "1"]
    assert 'aria-current="true"><span>฿1,000–2,999' in side(chosen)


@pytest.mark.usefixtures("indexed")
def test_chosen_limits_are_chips_beside_those_said_and_one_link_clears_all(
    client: HouseClient,
) -> None:
    query = {"q": "ตีนจก ไม่เกิน 5000 บาท", "community": "here", "group": "4", "lead_time": "14"}
    page = unescape(client.get("/search", query_string=query).text)
    chips = page.partition('class="said-line"')[2].partition("</div>")[0]

    words = [
        (kind, href, re.sub("<[^>]+>", "", said).replace("\u00a0", " "))
        for kind, href, said in re.findall(
            r'class="(said|kept)" href="([^"]*)" rel="nofollow"><span>(.*?)</span><svg', chips
        )
    ]
    assert [(kind, said) for kind, _href, said in words] == [
        ("said", "ไม่เกิน ฿5,000"),
        ("kept", "บ้านต้นทาง"),
        ("kept", "4 คน"),
        ("kept", "ได้ของภายใน 14 วัน"),
    ]
    lifted = {said: href for _kind, href, said in words}
    assert all("community=here" in href for said, href in lifted.items() if "บ้าน" not in said)
    cleared = re.search(r'class="clear" href="([^"]*)"', chips)
    assert cleared is not None
    assert "not=price_max%3A500000" in cleared[1]
    assert not any(f"&{name}=" in cleared[1] for name in FILTERS)


@pytest.mark.usefixtures("indexed")
def test_filters_of_the_other_kind_are_left_out(client: HouseClient) -> None:
    crafts, routes = (side(client.get(f"/search?kind={kind}").text) for kind in ("craft", "route"))

    assert 'name="language"' not in crafts
    assert 'name="lead_time"' in crafts
    assert 'name="language"' in routes
    assert 'name="quantity"' not in routes


def test_without_an_index_every_choice_is_offered_without_figures(
    client: HouseClient, session: Session
) -> None:
    make_term(session, TermKind.LANGUAGE, "en", name_th="อังกฤษ", name_en="English")
    make_craft(session, slug="tin-chok-skirt")

    form = side(client.get("/search?category=textiles").text)

    assert 'name="category" value="textiles" checked' in form
    assert 'name="language" value="en"' in form
    assert 'class="count"' not in form


def test_an_address_says_the_same_after_it_was_read_and_written() -> None:
    given = {
        "q": ["ผ้า"], "kind": ["craft"], "category": ["a", "b"], "min_price": ["1,000"],
        "made_to_order": ["1"], "wholesale": ["1"], "quantity": ["20"], "group": ["4"],
        "month": ["12"], "weekday": ["7"], "days": ["half"], "language": ["en"],
        "accessibility": ["easy"], "certificate": ["otop-5"], "lead_time": ["14"],
        "near": ["6401"], "view": ["map"], "sort": ["nearest"], "not": ["month:12"],
    }  # fmt: skip
    asked = read_address(given)

    assert asked.changed() == asked
    assert asked.changed(month=None, category=("b",)).pairs() == [
        pair for pair in asked.pairs() if pair not in {("month", "12"), ("category", "a")}
    ]
    assert asked.chosen == 14


@pytest.mark.parametrize(
    "given",
    [
        {"weekday": ["0"]}, {"weekday": ["8"]}, {"days": ["4"]}, {"lead_time": ["366"]},
        {"near": ["91,10"]}, {"near": ["<script>"]}, {"view": ["wall"]}, {"quantity": ["-1"]},
        {"near": ["17.1,99.8,3"]}, {"wholesale": ["yes"]},
    ],
)  # fmt: skip
def test_what_cannot_be_read_limits_nothing(given: dict[str, list[str]]) -> None:
    assert read_address(given).is_blank


def test_numbers_are_read_as_people_type_them() -> None:
    asked = read_address(
        {"min_price": ["99.50"], "max_price": ["฿1,000"], "group": ["๖ คน"], "quantity": ["50 ผืน"]}
    )

    assert (asked.min_price, asked.max_price, asked.group, asked.quantity) == (99, 1000, 6, 50)
    assert not asked.misread


def test_a_lowest_price_above_the_highest_limits_nothing_and_is_said(
    client: HouseClient, session: Session
) -> None:
    make_craft(session)
    asked = read_address({"min_price": ["100"], "max_price": ["1"]})

    page = client.get("/search?min_price=100&max_price=1").text

    assert asked.is_blank
    assert "ราคาสูงสุดน้อยกว่าราคาต่ำสุด" in side(page)
    assert 'value="100"' in side(page) and 'value="1"' in side(page)


def test_a_position_is_rounded_to_about_a_kilometre() -> None:
    asked = read_address({"near": ["17.0123456,99.8765432"], "sort": ["nearest"]})

    assert asked.near == "17.01,99.88"
    assert asked.point == (17.01, 99.88)
