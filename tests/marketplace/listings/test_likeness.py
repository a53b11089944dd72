"""What is alike, and which visit belongs to which craft: the formulas, and the pages that use them."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Final

import pytest
from sqlalchemy.orm import Session

from marketplace.listings.likeness import Traits, made_there, most_alike, spoken_of, visits
from models.listing_content import TermRef
from models.listings import Listing, ListingKind
from models.organisations import Organisation
from tests.factories.communities import make_category, make_community
from tests.factories.listing_content import craft_content, route_content
from tests.factories.listings import make_craft, make_route
from tests.factories.organisations import make_seller
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount

WORDS: Final = {
    ("category", "tin-chok"): ("ผ้าตีนจกหาดเสี้ยว", "ซิ่นตีนจก"),
    ("category", "textiles"): ("ผ้าและสิ่งทอ", "ผ้าทอ"),
    ("technique", "mill"): ("สี",),
    ("technique", "mud-ferment"): ("หมักโคลน",),
}
CLOTH: Final = Traits(
    1, 1, ("tin-chok", "textiles"), ("hat-siao",), ("cotton",), ("chok",), price=285_000
)


def other(number: int, **values: Any) -> Traits:
    """Another craft, of a maker of its own, with nothing in common but what `values` say."""
    return replace(Traits(number, number, ("kites", "festival"), ("elsewhere",)), **values)


def alike(*others: Traits) -> list[int]:
    return most_alike(ListingKind.CRAFT, CLOTH, others, 4)


def test_a_listing_is_never_like_itself() -> None:
    assert alike(CLOTH, other(2)) == [2]


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ({"way": ("tin-chok", "textiles")}, {"way": ("mud-cloth", "textiles")}),
        ({"way": ("mud-cloth", "textiles")}, {"way": ("kites", "festival")}),
        ({"way": ("textiles",)}, {"way": ("kites", "festival")}),
        ({"materials": ("cotton",)}, {"materials": ("cotton", "silk")}),
        ({"techniques": ("chok",)}, {"techniques": ("khit",)}),
        ({"villages": ("hat-siao",)}, {"villages": ("elsewhere", "hat-siao")}),
        ({"price": 300_000}, {"price": 600_000}),
        ({"price": 600_000}, {"price": None}),
    ],
    ids=str,
)
def test_more_in_common_stands_first(nearer: dict[str, Any], farther: dict[str, Any]) -> None:
    assert alike(other(2, **farther), other(3, **nearer)) == [3, 2]


def test_equals_stay_in_their_order_and_a_maker_has_two_at_most() -> None:
    same = [other(number, maker=9 if number < 6 else number) for number in range(2, 9)]

    assert alike(*same) == [2, 3, 6, 7]
    assert alike(*same) == alike(*same)


def test_routes_are_alike_by_themes_villages_length_and_price() -> None:
    one = Traits(1, 1, villages=("a",), themes=("weaving",), price=50_000, minutes=360)
    none = Traits(2, 2, villages=("b",), themes=("hiking",))
    length = replace(none, id=3, maker=3, minutes=360)
    village = replace(none, id=4, maker=4, villages=("a",))
    theme = replace(none, id=5, maker=5, themes=("weaving",))

    found = most_alike(ListingKind.ROUTE, one, [none, length, village, theme], 4)

    assert found == [5, 4, 3, 2]


def test_a_route_speaks_of_what_its_text_or_its_themes_name() -> None:
    text = "ชมการทอซิ่นตีนจก แล้วลองหมักโคลน สีข้าว"

    assert spoken_of(text, ("weaving",), WORDS) == {
        ("category", "tin-chok"),
        ("category", "textiles"),
        ("technique", "mud-ferment"),
    }
    assert spoken_of("เดินป่า", ("hiking",), WORDS) == frozenset()


def route(number: int, *shows: tuple[str, str], **values: Any) -> Traits:
    traits = Traits(number, number, villages=("hat-siao",), shows=frozenset(shows))
    return replace(traits, **values)


def test_a_visit_belongs_to_a_craft_that_it_shows_in_the_same_village() -> None:
    own, above = ("category", "tin-chok"), ("category", "textiles")
    routes = [
        route(10, ("category", "kites")),
        route(11),
        route(12, own, villages=("elsewhere",)),
        route(13, above),
        route(14, own),
    ]

    assert visits(CLOTH, routes, 4) == [14, 13]
    assert visits(CLOTH, [route(15, own), route(16, own, maker=CLOTH.maker)], 1) == [16]
    assert visits(CLOTH, [route(17, ("technique", "chok"))], 1) == [17]


def test_crafts_made_at_the_stops_come_with_those_shown_first() -> None:
    crafts = [
        other(2, villages=("hat-siao",)),
        CLOTH,
        other(3, way=("tin-chok", "textiles")),
        other(4, villages=("hat-siao",)),
    ]

    assert made_there(route(20, ("category", "tin-chok")), crafts, 4) == [1, 2, 4]


@pytest.fixture
def village(session: Session) -> Organisation:
    community = make_community(session, slug="hat-siao")
    make_category(session, slug="textiles", name_th="ผ้าและสิ่งทอ", sort=1)
    make_category(
        session, slug="tin-chok", parent_slug="textiles", name_th="ผ้าตีนจก",
        synonyms_th=["ซิ่นตีนจก"], sort=2,
    )  # fmt: skip
    make_category(session, slug="kites", name_th="ว่าว", sort=3)
    return make_seller(session, community_id=community.id)


def craft_of(session: Session, seller: Organisation, slug: str, **values: Any) -> Listing:
    content = craft_content(category="tin-chok")
    return make_craft(session, seller, slug=slug, content=replace(content, **values))


def ride_of(session: Session, seller: Organisation, slug: str, story: str) -> Listing:
    content = route_content(
        communities=("hat-siao",), themes=("nature",), title_th=f"เส้นทาง {slug}", summary_th=story,
        description_th="", itinerary=(),
    )  # fmt: skip
    return make_route(session, seller, slug=slug, content=content)


def shown_after(page: str, heading: str, kind: str) -> list[str]:
    """Slugs of one kind linked behind a heading, each once, in their order."""
    _before, found, after = page.partition(heading)
    assert found, heading
    section = after.partition("</section>")[0]
    return list(dict.fromkeys(re.findall(rf'href="/{kind}/([a-z0-9-]+)"', section)))


def test_a_craft_page_shows_the_four_most_alike(
    client: HouseClient, session: Session, village: Organisation
) -> None:
    craft_of(session, village, "this-cloth")
    craft_of(session, village, "same-in-all")
    craft_of(session, village, "same-too")
    craft_of(session, village, "third-of-the-maker")
    other = make_seller(session, community_id=village.community_id)
    craft_of(session, other, "a-kite", category="kites", materials=(), techniques=())
    craft_of(session, other, "silk", materials=(TermRef(code="silk"),))

    page = client.get("/crafts/this-cloth").text

    found = shown_after(page, "งานที่คล้ายกัน", "crafts")
    assert sorted(found[:2]) == ["same-too", "third-of-the-maker"]
    assert found[2:] == ["silk", "a-kite"]


def test_a_craft_page_leads_to_the_visit_that_shows_it(
    client: HouseClient, session: Session, village: Organisation
) -> None:
    craft_of(session, village, "this-cloth")
    ride_of(session, village, "the-looms", "นั่งดูช่างทอซิ่นตีนจกที่ใต้ถุนเรือน")
    ride_of(session, village, "the-hills", "เดินขึ้นเขา ดูนก")

    page = client.get("/crafts/this-cloth").text

    assert shown_after(page, "ไปดูเขาทำ", "routes") == ["the-looms"]


def test_a_craft_without_a_visit_of_its_own_shows_none(
    client: HouseClient, session: Session, village: Organisation
) -> None:
    craft_of(session, village, "this-cloth")
    ride_of(session, village, "the-hills", "เดินขึ้นเขา ดูนก")

    assert "ไปดูเขาทำ" not in client.get("/crafts/this-cloth").text


def test_a_route_page_shows_what_is_made_at_its_stops(
    client: HouseClient, session: Session, village: Organisation
) -> None:
    ride_of(session, village, "the-looms", "นั่งดูช่างทอซิ่นตีนจกที่ใต้ถุนเรือน")
    other = make_seller(session, community_id=village.community_id)
    craft_of(session, village, "the-cloth")
    craft_of(session, other, "a-kite", category="kites", techniques=())
    make_community(session, slug="elsewhere")
    craft_of(session, make_seller(session), "far-away", communities=("elsewhere",))

    page = client.get("/routes/the-looms").text

    assert shown_after(page, "งานจากหมู่บ้านที่แวะ", "crafts") == ["the-cloth", "a-kite"]


def test_a_route_whose_villages_make_nothing_shows_nothing(
    client: HouseClient, session: Session, village: Organisation
) -> None:
    ride_of(session, village, "the-hills", "เดินขึ้นเขา ดูนก")

    assert "งานจากหมู่บ้านที่แวะ" not in client.get("/routes/the-hills").text


@pytest.mark.parametrize("many", [1, 40])
def test_a_craft_page_reads_as_often_for_many_as_for_one(
    client: HouseClient,
    session: Session,
    village: Organisation,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
    many: int,
) -> None:
    craft_of(session, village, "this-cloth")
    for number in range(many):
        craft_of(session, make_seller(session, community_id=village.community_id), f"c{number}")
        ride_of(session, village, f"r{number}", "ดูช่างทอซิ่นตีนจก")

    with count_queries() as cold:
        assert client.get("/crafts/this-cloth").status_code == 200
    with count_queries() as kept:
        assert client.get("/crafts/this-cloth?n=1").status_code == 200

    assert len(cold) <= 18
    assert len(kept) <= 4
