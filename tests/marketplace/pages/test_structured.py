"""What machines read of lists and maps: the way to a page, what it lists, its one address."""

import json
import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.communities import make_category
from tests.factories.knowledge import make_article
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft, make_route
from tests.support.clients import HouseClient


def data(page: str) -> dict[str, Any]:
    """Return type -> what the page says of that type."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return {entry["@type"]: entry for entry in json.loads(block)}


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("path", "listed"),
    [
        ("/crafts", "/crafts/skirt"),
        ("/categories/textiles", "/crafts/skirt"),
        ("/routes", "/routes/ride"),
        ("/knowledge", "/knowledge/clay"),
    ],
)
def test_a_list_names_its_way_and_what_stands_on_it(
    client: HouseClient, session: Session, language: str, path: str, listed: str
) -> None:
    make_craft(session, slug="skirt")
    make_route(session, slug="ride")
    make_article(session, slug="clay")

    found = data(client.get(language + path).text)

    items = found["CollectionPage"]["mainEntity"]["itemListElement"]
    assert [item["url"] for item in items] == [f"http://localhost{language}{listed}"]
    assert found["CollectionPage"]["url"] == f"http://localhost{language}{path}"
    way = found["BreadcrumbList"]["itemListElement"]
    assert way[-1]["item"] == f"http://localhost{language}{path}"


def test_later_pages_of_a_category_have_their_own_address_and_title(
    client: HouseClient, session: Session
) -> None:
    make_category(session, "textiles")
    for _number in range(30):
        make_craft(session, content=craft_content(category="textiles"))

    second = client.get("/categories/textiles?page=2").text
    first = client.get("/categories/textiles").text

    assert '<link rel="canonical" href="http://localhost/categories/textiles?page=2">' in second
    assert "หน้า 2" in second.partition("</title>")[0]
    assert '<link rel="canonical" href="http://localhost/categories/textiles">' in first


def test_the_map_moves_without_tiles_on_every_visit(client: HouseClient, session: Session) -> None:
    make_route(session, slug="ride")

    for _visit in range(2):
        page = client.get("/routes/ride/map")
        assert "data-route-map" in page.text
        assert "data-tiles" not in page.text
        assert "data-attribution" not in page.text
        # Leaflet writes through innerHTML; a strict answer would leave the map empty.
        assert "require-trusted-types-for" not in page.headers["Content-Security-Policy"]
