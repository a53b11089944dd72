"""Routes in the shape of OCTO."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.listing_terms import PriceTier
from models.listings import ListingState, ListingVersion
from tests.factories.listings import add_photo, make_craft, make_route
from tests.factories.media import make_photo
from tests.factories.organisations import make_channel, make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}
ALL = ENGLISH | {"Octo-Capabilities": "octo/pricing, octo/content, octo/cart"}


def products(client: HouseClient, query: str = "", headers: Any = ENGLISH) -> list[dict[str, Any]]:
    answer = client.get(f"/octo/products{query}", headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json or []
    return found


def test_a_route_is_a_product_with_the_core_of_the_standard(
    client: HouseClient, session: Session
) -> None:
    route = make_route(session, slug="na-ton-chan-ride")
    make_craft(session)

    (product,) = products(client)

    (option,) = product.pop("options")
    assert product == {
        "id": route.public_id, "internalName": "A ride around Na Ton Chan",
        "reference": "na-ton-chan-ride", "locale": "en", "timeZone": "Asia/Bangkok",
        "allowFreesale": False, "instantConfirmation": False, "instantDelivery": False,
        "availabilityRequired": True, "availabilityType": "START_TIME", "deliveryFormats": [],
        "deliveryMethods": [], "redemptionMethod": "MANIFEST",
    }  # fmt: skip
    assert option["availabilityLocalStartTimes"] == ["09:00"]
    assert (option["cancellationCutoffAmount"], option["cancellationCutoffUnit"]) == (7, "day")
    assert option["restrictions"] == {"minUnits": 2, "maxUnits": 12}
    assert [unit["type"] for unit in option["units"]] == ["TRAVELLER"]
    assert "pricingFrom" not in option["units"][0]


def test_each_price_by_group_is_an_option_of_its_own(client: HouseClient, session: Session) -> None:
    route = make_route(session)
    session.add(PriceTier(listing_id=route.id, min_people=13, max_people=20, price_satang=45_000))
    session.flush()

    (product,) = products(client, headers=ALL)

    told = [
        (option["default"], option["restrictions"]["maxUnits"], price["retail"], price["currency"])
        for option in product["options"]
        for price in option["units"][0]["pricingFrom"]
    ]
    assert told == [(True, 12, 55_000, "THB"), (False, 20, 45_000, "THB")]
    assert product["pricingPer"] == "UNIT"


def test_content_is_told_when_asked_for(client: HouseClient, session: Session) -> None:
    route = make_route(session)
    version = session.get_one(ListingVersion, route.approved_version_id)
    add_photo(session, version, make_photo(session))

    answer = client.get(f"/octo/products/{route.public_id}", headers=ALL)

    product = answer.json or {}
    assert answer.headers["Octo-Capabilities"] == "octo/content, octo/pricing"
    assert answer.headers["Content-Language"] == "en"
    assert "Octo-Capabilities" in answer.headers["Vary"]
    assert product["title"] == "A ride around Na Ton Chan"
    assert {"shortDescription": "Lunch", "type": "INCLUSION"} in product["features"]
    assert [place["types"] for place in product["locations"]] == [
        ["START"], ["ITINERARY_ITEM"], ["ITINERARY_ITEM"],
    ]  # fmt: skip
    assert product["media"][0]["rel"] == "COVER"
    assert product["durationMinutesFrom"] == 360
    assert {"format": "IN_PERSON", "language": "en"} in product["commentary"]


def test_without_a_language_products_are_in_thai(client: HouseClient, session: Session) -> None:
    make_route(session)

    (product,) = products(client, headers={})

    assert (product["locale"], product["internalName"]) == ("th", "ปั่นรอบบ้านนาต้นจั่น")


def test_products_come_in_pages_that_a_link_leads_through(
    client: HouseClient, session: Session
) -> None:
    for number in range(3):
        make_route(session, slug=f"ride-{number}", published_at=NOW - timedelta(days=number))

    first = client.get("/octo/products?per_page=2")
    following = first.headers["Link"].partition("<http://localhost")[2].partition(">")[0]
    second = client.get(following)

    read = [product["reference"] for answer in (first, second) for product in answer.json or []]
    assert read == ["ride-0", "ride-1", "ride-2"]
    assert "Link" not in second.headers


def test_suppliers_are_the_house_and_the_sellers_of_routes(
    client: HouseClient, session: Session
) -> None:
    guide, potter = make_seller(session, slug="guide"), make_seller(session, slug="potter")
    make_channel(session, guide, value="081-234-5678")
    make_route(session, guide), make_route(session, guide), make_craft(session, potter)

    house = client.get("/octo/supplier", headers=ALL).json or {}
    sellers = client.get("/octo/suppliers", headers=ENGLISH)

    assert house["endpoint"] == "http://localhost/octo"
    assert house["contact"]["email"] == "office@demo.example"
    assert [seller["id"] for seller in sellers.json or []] == ["guide"]
    assert "081" not in sellers.text
    assert len(products(client, "?supplierId=guide")) == 2
    assert products(client, "?supplierId=potter") == []


@pytest.mark.parametrize("state", [ListingState.DRAFT, ListingState.PAUSED, ListingState.RETIRED])
def test_a_route_that_is_not_on_sale_is_no_product(
    client: HouseClient, session: Session, state: ListingState
) -> None:
    route = make_route(session, state=state)

    answer = client.get(f"/octo/products/{route.public_id}", headers=ENGLISH)

    assert products(client) == []
    assert answer.status_code == 400
    assert answer.json == {
        "error": "INVALID_PRODUCT_ID",
        "errorMessage": "There is no such route, or it is no longer on sale",
        "productId": route.public_id,
    }


@pytest.mark.parametrize(
    ("path", "status"), [("/octo/nothing", 404), ("/octo/products?per_page=0", 400)]
)
def test_errors_have_the_form_of_the_standard(client: HouseClient, path: str, status: int) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert (answer.json or {})["error"] == "BAD_REQUEST"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_products_cost_the_same_for_one_and_for_many(
    client: HouseClient,
    session: Session,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
) -> None:
    counts, made = [], 0
    for wanted in (1, 12):
        for _ in range(wanted - made):
            make_route(session)
        made = wanted
        products(client, headers=ALL)
        with count_queries() as count:
            assert len(products(client, headers=ALL)) == wanted
        counts.append(len(count))
    assert counts[0] == counts[1] <= 3
