"""Documents for machines: Atom feed (RFC 4287) and sitemap (sitemaps.org 0.9), as XML."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_ATOM: Final = "http://www.w3.org/2005/Atom"
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, in one language."""

    uri: str
    url: str
    title: str
    summary: str
    author: str
    category: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language. ``other_url``: the same feed in the other one."""

    url: str
    site_url: str
    other_url: str
    lang: str
    other_lang: str
    title: str
    subtitle: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the sitemap with its full address in each language."""

    thai: str
    english: str
    changed_at: datetime | None


def atom(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """Return the feed."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {_XML_LANG: feed.lang})
    _add(root, "id", feed.url)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _stamp(feed.updated))
    _link(root, feed.url, {"rel": "self", "type": "application/atom+xml"})
    _link(root, feed.site_url, {"rel": "alternate", "type": "text/html"})
    other = {"rel": "alternate", "type": "application/atom+xml", "hreflang": feed.other_lang}
    _link(root, feed.other_url, other)
    for entry in entries:
        _add_entry(root, entry)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    found = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    found.text = text
    return found


def _link(parent: ET.Element, href: str, attributes: dict[str, str]) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", {"href": href, **attributes})


def _add_entry(root: ET.Element, entry: Entry) -> None:
    node = ET.SubElement(root, f"{{{_ATOM}}}entry")
    _add(node, "id", entry.uri)
    _add(node, "title", entry.title)
    _add(node, "published", _stamp(entry.published))
    _add(node, "updated", _stamp(entry.updated))
    _link(node, entry.url, {"rel": "alternate", "type": "text/html"})
    author = ET.SubElement(node, f"{{{_ATOM}}}author")
    _add(author, "name", entry.author)
    ET.SubElement(node, f"{{{_ATOM}}}category", {"term": entry.category})
    _add(node, "summary", entry.summary)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sitemap(addresses: Iterable[Address]) -> bytes:
    """Return a sitemap: each page once for each language, with links between the two."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for address in addresses:
        for url in (address.thai, address.english):
            _add_address(root, url, address)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _add_address(root: ET.Element, url: str, address: Address) -> None:
    node = ET.SubElement(root, f"{{{_SITEMAP}}}url")
    ET.SubElement(node, f"{{{_SITEMAP}}}loc").text = url
    if address.changed_at is not None:
        ET.SubElement(node, f"{{{_SITEMAP}}}lastmod").text = _stamp(address.changed_at)
    for lang, href in (
        ("th", address.thai),
        ("en", address.english),
        ("x-default", address.thai),
    ):
        attributes = {"rel": "alternate", "hreflang": lang, "href": href}
        ET.SubElement(node, f"{{{_XHTML}}}link", attributes)


def sitemap_index(parts: Sequence[str]) -> bytes:
    """Return an index of sitemaps, for catalogues that do not fit into one."""
    ET.register_namespace("", _SITEMAP)
    root = ET.Element(f"{{{_SITEMAP}}}sitemapindex")
    for part in parts:
        node = ET.SubElement(root, f"{{{_SITEMAP}}}sitemap")
        ET.SubElement(node, f"{{{_SITEMAP}}}loc").text = part
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body
