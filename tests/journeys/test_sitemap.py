"""Whatever the public may read and search engines may keep stands in the sitemap, and no more."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from marketplace.ports.storage import MemoryStorage
from tests.journeys.test_access_matrix import address, only
from tests.support.village import Role, Village, found_village

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

LOC: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LEFT_OUT: Final = {
    "search.results GET": "as many pages as there are words",
    "listings.craft GET slug=@paused_slug": "not sold now",
}
"""Lines of the access table whose pages are kept by search engines, but not announced to them."""


@pytest.fixture
def village(session: Session, storage: MemoryStorage, commit: Callable[[], None]) -> Village:
    village = found_village(session, storage)
    commit()
    return village


def announced(client: "HouseClient") -> set[str]:
    """Return the paths in the sitemap."""
    root = ET.fromstring(client.get("/sitemap.xml").data)  # noqa: S314 - our own answer
    return {unquote(urlsplit(node.findtext(LOC) or "").path) for node in root}


def may_be_kept(answer: TestResponse) -> bool:
    """Tell whether an answer is a page that search engines may show."""
    return (
        answer.status_code == 200
        and answer.mimetype == "text/html"
        and "noindex" not in answer.headers.get("X-Robots-Tag", "")
        and not re.search(r'<meta name="robots" content="noindex', answer.text)
    )


def test_every_public_route_with_a_page_stands_in_the_sitemap(
    app: Flask, client: "HouseClient", village: Village
) -> None:
    found = announced(client)
    missing, kept = set(), set()

    for line in only():
        path = urlsplit(address(app, village, line)).path
        if line.expected[Role.ANONYMOUS] != "200" or not may_be_kept(client.get(path)):
            continue
        kept.add(line.endpoint)
        if not {path, f"/en{path}"} <= found:
            missing.add(str(line))

    assert missing == set(LEFT_OUT)
    assert {"pages.home", "listings.route", "communities.show", "api.developers"} <= kept


def test_every_address_of_the_sitemap_is_a_page_that_may_be_kept(
    client: "HouseClient", village: Village
) -> None:
    del village

    refused = [path for path in announced(client) if not may_be_kept(client.get(path))]

    assert refused == []
