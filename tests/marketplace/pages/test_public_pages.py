"""Every public page in both languages, from the demo."""

import json
import re
from typing import Any

from marketplace import demo
from marketplace.db import Database
from marketplace.ports import MemoryPorts
from tests.marketplace.pages.conftest import PATHS, json_ld
from tests.support.clients import HouseClient

THAI = re.compile("[ก-ฺเ-๛]")  # without the baht sign


def _title(html: str) -> str:
    found = re.search("<title>(.*?)</title>", html, re.DOTALL)
    assert found
    return found[1]


def _description(html: str) -> str:
    found = re.search('<meta name="description" content="(.*?)">', html, re.DOTALL)
    assert found
    return found[1]


def test_pages_open_in_both_languages_with_heads_for_machines(
    market: Database, client: HouseClient
) -> None:
    for path in PATHS:
        for prefix in ("", "/en"):
            answer = client.get(prefix + path)
            html = answer.get_data(as_text=True)
            assert answer.status_code == 200, prefix + path
            assert _title(html).strip()
            assert len(_description(html)) <= 160, (prefix + path, _description(html))
            assert html.count("<h1") == 1, prefix + path
            for data in json_ld(html):
                assert json.loads(data)
            assert 'rel="canonical"' in html
            assert path == "/offline" or 'hreflang="x-default"' in html


def test_english_pages_hold_no_thai_of_ours(market: Database, client: HouseClient) -> None:
    for path in PATHS:
        html = client.get("/en" + path).get_data(as_text=True)
        html = re.sub(r'<a[^>]*lang="th"[^>]*>.*?</a>', "", html, flags=re.DOTALL)
        html = re.sub(r"<(\w+)[^>]*lang=\"th\"[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
        found = THAI.search(html)
        assert found is None, (path, html[max(0, found.start() - 80) : found.end() + 40])


def test_english_figures_agree_with_their_nouns(market: Database, client: HouseClient) -> None:
    one = client.get("/en/districts/6401").get_data(as_text=True)
    several = client.get("/en/districts/6405").get_data(as_text=True)

    assert "<dt>Community</dt><dd>1</dd>" in one
    assert re.search(r"<dt>Communities</dt><dd>[2-9]</dd>", several)


def test_a_listing_speaks_to_search_engines(market: Database, client: HouseClient) -> None:
    html = client.get("/crafts/sangkhalok-fish-plate-25").get_data(as_text=True)
    product, crumbs = json.loads(json_ld(html)[0])
    assert product["@type"] == "Product"
    assert product["offers"]["price"] == "690.00"
    assert product["offers"]["availability"].endswith("InStock")
    assert [item["position"] for item in crumbs["itemListElement"]] == [1, 2, 3, 4, 5]
    html = client.get("/routes/sukhothai-cycling-votive").get_data(as_text=True)
    trip = json.loads(json_ld(html)[0])[0]
    assert trip["@type"] == "TouristTrip"
    assert trip["itinerary"]["numberOfItems"] == 5


def test_pages_ask_as_much_of_large_catalogues(
    market: Database, ports: MemoryPorts, client: HouseClient, count_queries: Any
) -> None:
    paths = ("/", "/crafts", "/routes", "/crafts/mud-cloth-tote", "/communities/hat-siao")

    def asked(path: str) -> int:
        with count_queries() as queries:
            client.get(path)
        return len(queries)

    client.get("/about")
    small = {path: asked(path) for path in paths}
    demo.synthetic(market, 1000, ports.clock.now())
    large = {path: asked(path) for path in paths}

    assert large == small
    assert max(small.values()) <= 16


def test_unknown_things_are_not_found(market: Database, client: HouseClient) -> None:
    for path in (
        "/crafts/nothing", "/routes/mud-cloth-tote", "/crafts/mud-cloth-scarf-lac",
        "/organisations/demo-hotel-boutique", "/organisations/ban-kong-basket",
        "/communities/x", "/districts/9999", "/categories/x", "/knowledge/x", "/help/x",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_stopped_listings_say_so(market: Database, client: HouseClient) -> None:
    for path in ("/crafts/hat-siao-child-shirt", "/crafts/mueang-kao-popped-rice"):
        html = client.get(path).get_data(as_text=True)
        assert "ขณะนี้ยังไม่เปิดขาย" in html
        assert "ดูช่องทางติดต่อ" not in html
