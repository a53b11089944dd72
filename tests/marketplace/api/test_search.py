"""Search for programs: what is answered, in which order, and what is refused."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy.orm import Session

from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from tests.factories.listings import make_craft, make_route
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount

Drain = Callable[[], int]


def rebuild(session: Session, drain: Drain) -> None:
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain()


@pytest.fixture
def indexed(session: Session, drain_outbox: Drain) -> None:
    """A craft and a route, findable."""
    make_craft(session, slug="tin-chok-skirt")
    make_route(session, slug="na-ton-chan-ride")
    rebuild(session, drain_outbox)


def found(client: HouseClient, **query: Any) -> dict[str, Any]:
    answer = client.get("/api/v1/search", query_string=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json or {}
    return body


def until(holds: Callable[[], bool]) -> None:
    for _ in range(50):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it never came true")


def slugs(body: dict[str, Any]) -> list[str]:
    return [item["slug"] for item in body["items"]]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("words", ["ตีนจก", "teenjok", "ตีนจ๋ก", "hat siao skirt"])
def test_a_craft_is_found_first_in_any_spelling(client: HouseClient, words: str) -> None:
    assert slugs(found(client, q=words))[:1] == ["tin-chok-skirt"]


@pytest.mark.usefixtures("indexed")
def test_an_item_tells_what_it_is_where_it_is_from_and_what_it_costs(client: HouseClient) -> None:
    body = found(client, q="ตีนจก", lang="en")

    item = body["items"][0]
    assert body["total"] == 1
    assert item["kind"] == "craft"
    assert item["title"] == "Hat Siao tin chok skirt"
    assert item["lang"] == "en"
    assert item["price_satang"] == 285_000
    assert item["in_stock"] is True
    assert item["url"] == "http://localhost/en/crafts/tin-chok-skirt"
    assert set(item["community"]) == {"slug", "name"}
    assert set(item["district"]) == {"code", "name"}
    assert item["category"]["slug"] == "textiles"


@pytest.mark.usefixtures("indexed")
def test_a_route_tells_its_kind_and_its_group(client: HouseClient) -> None:
    item = found(client, kind="route")["items"][0]

    assert (item["kind"], item["min_group"], item["max_group"]) == ("route", 2, 12)
    assert item["stock"] is None


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", {"tin-chok-skirt", "na-ton-chan-ride"}),
        ("kind=route", {"na-ton-chan-ride"}),
        ("max_price=1000", {"na-ton-chan-ride"}),
        ("min_price=2000&max_price=", {"tin-chok-skirt"}),
        ("category=textiles,baskets", {"tin-chok-skirt"}),
        ("category=baskets&category=textiles", {"tin-chok-skirt"}),
        ("category=baskets", set()),
        ("group=900", {"tin-chok-skirt"}),
        ("kind=route&month=6", set()),
        ("kind=route&weekday=6", {"na-ton-chan-ride"}),
    ],
)
def test_limits_hold_whether_repeated_or_with_commas(
    client: HouseClient, query: str, wanted: set[str]
) -> None:
    answer = client.get(f"/api/v1/search?{query}")

    assert answer.status_code == 200
    assert set(slugs(answer.json or {})) == wanted


@pytest.mark.usefixtures("indexed")
def test_a_limit_said_in_words_is_told_and_can_be_taken_off(client: HouseClient) -> None:
    limited = found(client, q="ผ้าซิ่น ไม่เกิน 500 บาท")
    code = limited["understood"][0]["code"]
    freed = found(client, q="ผ้าซิ่น ไม่เกิน 500 บาท", **{"not": code})

    assert limited["understood"][0] | {"words": ""} == {
        "code": "price_max:50000", "name": "price_max", "value": "50000", "words": "",
    }  # fmt: skip
    assert "tin-chok-skirt" not in slugs(limited)
    assert freed["understood"] == []
    assert "tin-chok-skirt" in slugs(freed)


@pytest.mark.usefixtures("indexed")
def test_facets_count_every_hit_and_name_what_has_a_name(client: HouseClient) -> None:
    facets = found(client, lang="en", kind="craft")["facets"]

    kinds = {choice["code"]: (choice["count"], choice["chosen"]) for choice in facets["kind"]}
    assert kinds == {"craft": (1, True), "route": (1, False)}
    assert facets["category"][0]["name"]
    assert facets["organisation"][0]["name"]


def test_pages_follow_each_other_by_cursor_and_by_number(
    client: HouseClient, session: Session, drain_outbox: Drain
) -> None:
    for _ in range(5):
        make_craft(session)
    rebuild(session, drain_outbox)

    first = client.get("/api/v1/search?per_page=2&sort=newest")
    second = found(client, per_page=2, sort="newest", cursor=(first.json or {})["next"])
    third = found(client, per_page=2, sort="newest", page=3)

    seen = slugs(first.json or {}) + slugs(second) + slugs(third)
    assert len(seen) == len(set(seen)) == 5
    assert third["next"] is None
    assert first.headers["Link"].startswith(
        "<http://localhost/api/v1/search?per_page=2&sort=newest&cursor="
    )


def test_without_an_index_titles_are_searched_and_the_answer_says_so(
    client: HouseClient, session: Session
) -> None:
    make_craft(session, slug="tin-chok-skirt")

    body = found(client, q="ตีนจก")

    assert body["degraded"] is True
    assert slugs(body) == ["tin-chok-skirt"]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("min_price=abc", {"min_price"}),
        ("page=0&per_page=101", {"page", "per_page"}),
        ("sort=drop", {"sort"}),
        ("sort=nearest", {"near"}),
        ("near=91,0", {"near"}),
        ("month=13", {"month"}),
        ("kind=craft&kind=route", {"kind"}),
        ("lang=fr", {"lang"}),
        ("cursor=%22", {"cursor"}),
        ("cursor=abcd", {"cursor"}),
        ("min_price=500&max_price=100", {"min_price"}),
        ("category=" + ",".join(f"c{n}" for n in range(51)), {"category"}),
    ],
)
def test_a_wrong_parameter_is_a_problem_that_names_it(
    client: HouseClient, query: str, parameters: set[str]
) -> None:
    answer = client.get(f"/api/v1/search?{query}")

    body = answer.json or {}
    assert answer.status_code == body["status"] == 422
    assert answer.content_type == "application/problem+json"
    assert {error["parameter"] for error in body["errors"]} == parameters
    assert all(error["detail"] for error in body["errors"])


def test_a_problem_speaks_the_language_asked_for(client: HouseClient) -> None:
    thai = client.get("/api/v1/search?page=x").json or {}
    english = client.get("/api/v1/search?page=x&lang=en").json or {}

    assert thai["title"] == "พารามิเตอร์ไม่ถูกต้อง"
    assert english["title"] == "A parameter is not right"


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    "query",
    [
        "q=" + "(" * 400,
        "q=" + "ก" * 3400,
        "q=%00%ff%f0%9f%98%80",
        "q=" + "%E0%B9%88" * 50,
        "q=*%3F~",
    ],
)
def test_any_words_are_only_words(client: HouseClient, query: str) -> None:
    assert client.get(f"/api/v1/search?{query}").status_code == 200


def test_a_page_of_hits_costs_the_same_for_one_and_for_many(
    client: HouseClient,
    session: Session,
    drain_outbox: Drain,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
) -> None:
    counts, made = [], 0
    for wanted in (1, 12):
        for _ in range(wanted - made):
            make_craft(session)
        made = wanted
        rebuild(session, drain_outbox)
        # A reader looks for a newer index now and then only.
        until(lambda wanted=wanted: found(client, q="ตีนจก")["total"] == wanted)
        with count_queries() as count:
            assert len(found(client, q="ตีนจก")["items"]) == wanted
        counts.append(len(count))
    assert counts[0] == counts[1] <= 6
