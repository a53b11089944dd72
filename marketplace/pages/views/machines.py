"""What programs read: feed, sitemap, robots, web manifest, the keeper of the offline page."""

import json
import zlib
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader
from marketplace.pages import documents, queries
from marketplace.pages.documents import Address, Entry, Feed
from marketplace.pages.queries import FeedEntry, Page
from marketplace.pages.views.blueprint import bp
from marketplace.pages.views.help import TOPICS
from marketplace.web.assets import SOURCES, asset
from marketplace.web.caching import build_word
from marketplace.web.i18n import ENGLISH, THAI, _, current_lang
from marketplace.web.languages import neutral_path
from marketplace.web.ports import current_ports
from marketplace.web.settings import current_settings
from marketplace.web.templating import absolute_url, pick
from models.errors import NotFoundError
from models.listings import ListingKind

_HOUR: Final = "public, max-age=3600"
_FEW_MINUTES: Final = "public, max-age=300"
_FIXED: Final = (
    "pages.home", "listings.crafts", "listings.routes", "communities.index",
    "communities.districts", "knowledge.index", "pages.about", "pages.help", "pages.privacy",
    "pages.cookies", "pages.terms", "pages.accessibility", "api.developers",
)  # fmt: skip
_NEVER: Final = "no-cache"
_OFFLINE_FILES: Final = (
    "css/site.css", "css/errors.css", "fonts/sarabun-400.woff2", "fonts/sarabun-600.woff2",
    "img/fish.svg", "img/icons.svg", "img/mark.svg", "img/teenjok-band.svg",
    "img/teenjok-hang.svg", "img/teenjok-line.svg", "js/app.js", "js/offline.js",
)  # fmt: skip
"""Everything the page without signal is drawn with; a test in Chromium goes without the line."""
_CLOSED: Final = ("/office", "/sell", "/account", "/search/suggest")


def _answer(body: bytes | str, content_type: str, kept: str) -> Response:
    response = Response(body, content_type=content_type)
    response.headers["Cache-Control"] = kept
    response.add_etag()
    response.make_conditional(request.environ)
    return response


def _both(path: str) -> tuple[str, str]:
    """Return the full Thai and English addresses of a path made in any language."""
    base, plain = current_settings().base_url, neutral_path(path)
    return f"{base}{plain}", f"{base}/en{plain}"


@bp.get("/feed.atom")
def feed() -> ResponseReturnValue:
    """Hand out the newest listings; Thai here, English under /en."""
    found = queries.newest_entries(reader())
    thai, english = _both(url_for("pages.feed"))
    is_thai = current_lang() == THAI
    about = Feed(
        url=thai if is_thai else english,
        site_url=absolute_url("pages.home"),
        other_url=english if is_thai else thai,
        lang=current_lang(),
        other_lang=ENGLISH if is_thai else THAI,
        title=_("งานใหม่จากชุมชน · ตลาดปสาน"),
        subtitle=_("งานฝีมือและเส้นทางใหม่จากชุมชนทั่วสุโขทัย"),
        updated=max((entry.updated_at for entry in found), default=current_ports().clock.now()),
    )
    body = documents.atom(about, map(_entry, found))
    return _answer(body, "application/atom+xml; charset=utf-8", _FEW_MINUTES)


def _entry(found: FeedEntry) -> Entry:
    craft = found.kind is ListingKind.CRAFT
    host = urlsplit(current_settings().base_url).hostname
    return Entry(
        uri=f"tag:{host},2026:listing:{found.public_id}",
        url=absolute_url(f"listings.{found.kind.value}", slug=found.slug),
        title=pick(found, "title"),
        summary=pick(found, "summary"),
        author=pick(found, "maker"),
        category=_("งานฝีมือ") if craft else _("เส้นทาง"),
        published=found.published_at,
        updated=found.updated_at,
    )


@bp.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """Hand out all public pages, or an index of parts when they are many."""
    parts = -(-queries.listing_count(reader()) // queries.PART)
    if parts > 1:
        urls = [
            current_settings().base_url + neutral_path(url_for("pages.sitemap_part", part=part))
            for part in range(1, parts + 1)
        ]
        body = documents.sitemap_index(urls)
    else:
        body = documents.sitemap(_addresses(1))
    return _answer(body, "application/xml; charset=utf-8", _HOUR)


@bp.get("/sitemap-<int:part>.xml")
def sitemap_part(part: int) -> ResponseReturnValue:
    """Hand out one part of a large sitemap; the first holds everything but later listings."""
    addresses = list(_addresses(part)) if 1 <= part <= queries.PART else []
    if not addresses:
        raise NotFoundError
    return _answer(documents.sitemap(addresses), "application/xml; charset=utf-8", _HOUR)


def _addresses(part: int) -> Iterator[Address]:
    session = reader()
    if part == 1:
        yield from (_address(Page(endpoint, {})) for endpoint in _FIXED)
        yield from (_address(Page("pages.help_topic", {"topic": topic})) for topic in TOPICS)
        yield from map(_address, queries.place_pages(session))
    yield from map(_address, queries.listing_pages(session, part))


def _address(page: Page) -> Address:
    values: dict[str, Any] = dict(page.values)
    thai, english = _both(url_for(page.endpoint, **values))
    return Address(thai, english, page.changed_at)


@bp.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Tell crawlers what is not for them."""
    closed = [f"Disallow: {prefix}{path}" for path in _CLOSED for prefix in ("", "/en")]
    site = current_settings().base_url + neutral_path(url_for("pages.sitemap"))
    lines = ["User-agent: *", *closed, "", f"Sitemap: {site}", ""]
    return _answer("\n".join(lines), "text/plain; charset=utf-8", _HOUR)


@bp.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """Describe the site for phones that keep it on their first screen."""
    found = {
        "id": neutral_path(url_for("pages.home")),
        "name": _("ตลาดปสาน"),
        "short_name": _("ตลาดปสาน"),
        "description": _("ตลาดของคนทำ ทั่วสุโขทัย"),
        "lang": current_lang(),
        "start_url": url_for("pages.home"),
        "scope": neutral_path(url_for("pages.home")),
        "display": "browser",
        "background_color": "#fbf7ec",
        "theme_color": "#123a2c",
        "icons": [{"src": asset("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    body = json.dumps(found, ensure_ascii=False)
    return _answer(body, "application/manifest+json; charset=utf-8", _HOUR)


@bp.get("/sw.js")
def keeper() -> ResponseReturnValue:
    """Hand out the service worker, whose text changes with every deployment.

    It stands at the root, not under `/static/`, because it may only care for what lies below it.
    """
    files = [asset(name) for name in _OFFLINE_FILES]
    pages = [urlsplit(address).path for address in _both(url_for("pages.offline"))]
    script = (SOURCES / "js" / "sw.js").read_text("utf-8")
    mark = zlib.crc32(json.dumps([build_word(), files, script]).encode())
    kept = json.dumps({"name": f"offline-{mark:x}", "pages": pages, "files": files})
    return _answer(f"const kept = {kept};\n{script}", "text/javascript; charset=utf-8", _NEVER)
