"""Feed, sitemap, robots and manifest."""

import json
import xml.etree.ElementTree as ET

import pytest
from flask import Flask

from marketplace.db import Database
from marketplace.pages import queries
from tests.support.clients import HouseClient

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_the_feed_is_atom_in_both_languages(market: Database, client: HouseClient) -> None:
    titles = set()
    for path, lang in (("/feed.atom", "th"), ("/en/feed.atom", "en")):
        answer = client.get(path)
        assert answer.mimetype == "application/atom+xml"
        root = ET.fromstring(answer.data)  # noqa: S314 - our own answer
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
        entries = root.findall(f"{ATOM}entry")
        assert len(entries) == queries.FEED_ENTRIES
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        for entry in entries:
            for name in ("title", "updated", "published", "summary"):
                assert entry.findtext(ATOM + name)
            assert entry.find(f"{ATOM}author/{ATOM}name") is not None
        titles.add(root.findtext(f"{ATOM}title"))
    assert len(titles) == 2


def test_the_sitemap_names_each_page_in_both_languages(
    market: Database, client: HouseClient
) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").data)  # noqa: S314 - our own answer
    found = [node.findtext(f"{SITE}loc") or "" for node in root]
    assert len(found) == len(set(found))
    assert any(url.endswith("/crafts/sangkhalok-fish-plate-25") for url in found)
    assert any(url.endswith("/en/routes/sukhothai-cycling-votive") for url in found)
    assert not any("mud-cloth-scarf-lac" in url for url in found)
    for node in root:
        langs = {link.get("hreflang") for link in node.findall(f"{XHTML}link")}
        assert langs == {"th", "en", "x-default"}


def test_a_large_sitemap_is_cut(
    market: Database, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PART", 100)
    root = ET.fromstring(client.get("/sitemap.xml").data)  # noqa: S314 - our own answer
    parts = [node.findtext(f"{SITE}loc") or "" for node in root]
    assert len(parts) == 2
    assert client.get("/sitemap-2.xml").status_code == 200
    assert client.get("/sitemap-3.xml").status_code == 404


def test_robots_and_manifest(market: Database, client: HouseClient) -> None:
    text = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /en/office" in text
    assert text.rstrip().splitlines()[-1].startswith("Sitemap: http")
    assert json.loads(client.get("/manifest.webmanifest").data)["start_url"] == "/"
    assert json.loads(client.get("/en/manifest.webmanifest").data)["start_url"] == "/en/"


def test_machines_get_304_for_what_they_know(market: Database, client: HouseClient) -> None:
    etag = client.get("/feed.atom").headers["ETag"]
    assert client.get("/feed.atom", headers={"If-None-Match": etag}).status_code == 304


def test_the_keeper_of_the_offline_page_stands_at_the_root_and_changes_with_each_build(
    client: HouseClient, app: Flask
) -> None:
    answer = client.get("/sw.js")

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    first, _, script = answer.text.partition("\n")
    kept = json.loads(first.removeprefix("const kept = ").removesuffix(";"))
    assert kept["pages"] == ["/offline", "/en/offline"]
    assert all(client.get(page).status_code == 200 for page in kept["pages"])
    assert all(file.startswith("/static/") for file in kept["files"])
    assert 'credentials: "omit"' in script

    app.extensions["talat_pages"].build = "another deployment"
    assert client.get("/sw.js").text.partition("\n")[0] != first
    assert (
        client.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200
    )
