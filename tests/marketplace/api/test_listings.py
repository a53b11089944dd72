"""Listings, places and suggestions for programs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from models.listings import ListingState, ListingVersion
from models.organisations import ChannelVisibility
from tests.factories.communities import make_category, make_community
from tests.factories.listing_content import craft_content
from tests.factories.listings import add_photo, make_craft, make_route
from tests.factories.media import make_photo
from tests.factories.organisations import make_channel, make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount


def body(client: HouseClient, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    read: dict[str, Any] = answer.json or {}
    return read


def test_a_craft_tells_everything_that_its_page_does(client: HouseClient, session: Session) -> None:
    craft = make_craft(session, slug="tin-chok-skirt")
    photo = make_photo(session)
    version = session.get_one(ListingVersion, craft.approved_version_id)
    add_photo(session, version, photo)

    found = body(client, "/api/v1/listings/tin-chok-skirt?lang=en")

    assert found["title"] == "Hat Siao tin chok skirt"
    assert found["description"] == "One span takes about three days."
    assert found["selling"] is True
    assert found["route"] is None
    assert (found["craft"]["pieces"], found["craft"]["weight_g"]) == (3, 780)
    assert found["craft"]["materials"] == [{"code": "cotton", "name": "cotton"}]
    assert found["photos"][0]["alt"] == "An indigo skirt on the loom"
    assert {variant["type"] for variant in found["photos"][0]["variants"]} == {
        "image/webp", "image/jpeg",
    }  # fmt: skip


def test_a_route_tells_its_prices_by_group_and_its_stops(
    client: HouseClient, session: Session
) -> None:
    make_route(session, slug="na-ton-chan-ride")

    found = body(client, "/api/v1/listings/na-ton-chan-ride?lang=en")

    route = found["route"]
    assert found["craft"] is None
    assert route["price_tiers"] == [{"min_people": 2, "max_people": 12, "price_satang": 55_000}]
    assert [stop["place"] for stop in route["itinerary"]] == ["Village hall", "Weaving house"]
    assert route["weekdays"] == [6, 7]
    assert route["included"] == ["Lunch"]
    assert route["gpx_url"] == "http://localhost/en/routes/na-ton-chan-ride.gpx"


def test_no_way_to_reach_a_seller_stands_in_any_answer(
    client: HouseClient, session: Session
) -> None:
    seller = make_seller(session)
    for visibility in ChannelVisibility:
        make_channel(session, seller, value="081-234-5678", visibility=visibility)
    make_craft(session, seller, slug="tin-chok-skirt")

    told = [
        client.get(path).text
        for path in ("/api/v1/listings", "/api/v1/listings/tin-chok-skirt", "/api/v1/search")
    ]

    assert not any("081" in text for text in told)


def test_a_paused_listing_says_that_it_is_not_sold_and_leaves_the_list(
    client: HouseClient, session: Session
) -> None:
    make_craft(session, slug="paused", state=ListingState.PAUSED)

    found = body(client, "/api/v1/listings/paused")

    assert (found["selling"], found["in_stock"]) == (False, False)
    assert body(client, "/api/v1/listings")["items"] == []


@pytest.mark.parametrize(
    "state", [ListingState.DRAFT, ListingState.SUSPENDED, ListingState.RETIRED]
)
def test_what_the_public_may_not_open_is_not_found(
    client: HouseClient, session: Session, state: ListingState
) -> None:
    make_craft(session, slug="hidden", state=state)

    answer = client.get("/api/v1/listings/hidden")

    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert (answer.json or {})["type"] == "http://localhost/developers#not-found"


def test_pages_stay_as_they_are_while_listings_are_added(
    client: HouseClient, session: Session
) -> None:
    for number in range(5):
        # Two of each moment: the id decides between them.
        make_craft(session, slug=f"old-{number}", published_at=NOW - timedelta(days=number // 2))
    first = body(client, "/api/v1/listings?per_page=2")
    make_craft(session, slug="new", published_at=NOW + timedelta(days=1))
    second = body(client, f"/api/v1/listings?per_page=2&cursor={first['next']}")
    third = body(client, f"/api/v1/listings?per_page=2&cursor={second['next']}")

    seen = [item["slug"] for page in (first, second, third) for item in page["items"]]
    assert seen == ["old-1", "old-0", "old-3", "old-2", "old-4"]
    assert third["next"] is None


def test_every_page_leads_to_the_next_by_a_link(client: HouseClient, session: Session) -> None:
    make_craft(session), make_craft(session)

    first = client.get("/api/v1/listings?per_page=1&kind=craft&lang=en")

    cursor = (first.json or {})["next"]
    wanted = f"<http://localhost/api/v1/listings?per_page=1&kind=craft&lang=en&cursor={cursor}>"
    assert first.headers["Link"] == f'{wanted}; rel="next"'


@pytest.mark.parametrize(
    "cursor",
    ["x", "W10", "WzBd", "WyIyMDI2LTAxLTAxVDAwOjAwOjAwIiwgMV0", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ"],
)
def test_a_made_up_cursor_is_a_problem(client: HouseClient, cursor: str) -> None:
    for path in ("listings", "search"):
        answer = client.get(f"/api/v1/{path}?cursor={cursor}")

        assert answer.status_code == 422
        assert (answer.json or {})["errors"][0]["parameter"] == "cursor"


def test_listings_are_limited_to_places_and_branches(client: HouseClient, session: Session) -> None:
    make_category(session, "cloth")
    make_category(session, "skirts", parent_slug="cloth")
    here = make_community(session, slug="here")
    seller = make_seller(session, community_id=here.id)
    make_craft(session, seller, slug="skirt", content=craft_content(category="skirts"))
    make_route(session, slug="ride")

    def found(query: str) -> list[str]:
        return [item["slug"] for item in body(client, f"/api/v1/listings?{query}")["items"]]

    assert found("category=cloth") == ["skirt"]
    assert found("category=unknown") == []
    assert found("community=here,there") == ["skirt"]
    assert found("kind=route") == ["ride"]
    assert set(found(f"district={here.district_code}")) >= {"skirt"}


def test_places_and_categories_are_listed_with_their_pages(
    client: HouseClient, session: Session
) -> None:
    here = make_community(session, slug="here", name_en="Here")
    make_craft(session, make_seller(session, community_id=here.id))

    villages = body(client, "/api/v1/communities?lang=en")
    elsewhere = body(client, "/api/v1/communities?district=6409")
    tree = body(client, "/api/v1/categories")
    districts = body(client, "/api/v1/districts?lang=en")

    (village,) = villages["items"]
    assert (village["slug"], village["name"], village["listings"]) == ("here", "Here", 1)
    assert village["url"] == "http://localhost/en/communities/here"
    assert elsewhere == {"total": 0, "items": []}
    assert [node["slug"] for node in tree["items"]] == ["textiles"]
    assert [one["listings"] for one in districts["items"]] == [1]


def test_suggestions_lead_to_pages_and_are_none_without_an_index(
    client: HouseClient, session: Session, drain_outbox: Callable[[], int]
) -> None:
    without = body(client, "/api/v1/suggest?q=ผ้าซิ่น")
    make_craft(session, slug="tin-chok-skirt")
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()

    found = body(client, "/api/v1/suggest?q=ผ้าซิ่น")["suggestions"]

    assert without == {"suggestions": []}
    assert {
        "text": "ผ้าซิ่นตีนจกหาดเสี้ยว",
        "kind": "craft",
        "code": "tin-chok-skirt",
        "url": "http://localhost/crafts/tin-chok-skirt",
    } in found


@pytest.mark.parametrize("path", ["listings", "communities"])
def test_a_list_costs_the_same_for_one_and_for_many(
    client: HouseClient,
    session: Session,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
    path: str,
) -> None:
    counts, made = [], 0
    for wanted in (1, 12):
        for _ in range(wanted - made):
            place = make_community(session)
            make_craft(session, make_seller(session, community_id=place.id))
        made = wanted
        body(client, f"/api/v1/{path}")
        with count_queries() as count:
            assert len(body(client, f"/api/v1/{path}")["items"]) == wanted
        counts.append(len(count))
    assert counts[0] == counts[1] <= 2
