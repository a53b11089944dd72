"""Structured data of public pages (schema.org) as values for JSON-LD; used by the rooms above too."""

from collections.abc import Sequence
from typing import Any, Final

from marketplace.listings.queries.cards import Picture
from marketplace.listings.queries.detail import Seller, Shown
from marketplace.listings.terms import CraftOffer
from marketplace.web.figures import money_exact
from marketplace.web.i18n import current_lang
from marketplace.web.settings import current_settings
from marketplace.web.templating import absolute_url, photo_path, pick
from models.listing_content import MeetingPoint, RouteContent, Stop
from models.organisations import Organisation

_CONTEXT: Final = "https://schema.org"
_IN_STOCK: Final = f"{_CONTEXT}/InStock"
_TO_ORDER: Final = f"{_CONTEXT}/MadeToOrder"
_SOLD_OUT: Final = f"{_CONTEXT}/OutOfStock"

Data = dict[str, Any]


def crumbs(items: Sequence[tuple[str, str]]) -> Data:
    """Describe the way to a page.

    Args:
        items: (words, path) from the top; the last is the page itself.
    """
    base = current_settings().base_url
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": words, "item": base + path}
            for place, (words, path) in enumerate(items, 1)
        ],
    }


def collection(name: str, path: str, items: Sequence[tuple[str, str]]) -> Data:
    """Describe a page that lists things.

    Args:
        name: of the page.
        path: of the page.
        items: (words, path) of what stands on it, in order.
    """
    base = current_settings().base_url
    return {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "name": name,
        "url": base + path,
        "inLanguage": current_lang(),
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(items),
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": words, "url": base + where}
                for place, (words, where) in enumerate(items, 1)
            ],
        },
    }


def organisation(seller: Organisation) -> Data:
    """Describe a seller. Contact channels are not in it: they are shown as the seller chose.

    Args:
        seller: its community and district must be loaded.
    """
    found = {"@context": _CONTEXT, **_named(seller), "description": pick(seller, "about")}
    if seller.community is not None:
        found["address"] = {
            "@type": "PostalAddress",
            "addressLocality": pick(seller.community.district, "name"),
            "addressRegion": "Sukhothai",
            "addressCountry": "TH",
        }
    return found


def _named(seller: Organisation | Seller) -> Data:
    return {
        "@type": "Organization",
        "name": pick(seller, "name"),
        "url": absolute_url("listings.organisation", slug=seller.slug),
    }


def picture_url(picture: Picture) -> str:
    """Return the full address of a picture, the same in both languages."""
    return current_settings().base_url + photo_path(picture.key, 1280, "jpg")


def product(shown: Shown) -> Data:
    """Describe a craft with its offer."""
    listing, terms = shown.listing, shown.terms
    seller = _named(shown.organisation)
    found: Data = {
        "@context": _CONTEXT,
        "@type": "Product",
        "name": pick(shown.content, "title"),
        "description": pick(shown.content, "summary"),
        "image": [picture_url(picture) for picture in shown.photos],
        "brand": seller,
        "sku": listing.public_id,
    }
    if isinstance(terms, CraftOffer) and terms.price_satang is not None:
        ready = _IN_STOCK if terms.stock > 0 else _TO_ORDER if terms.made_to_order else _SOLD_OUT
        found["offers"] = _offer(terms.price_satang) | {
            "availability": ready if shown.selling else _SOLD_OUT,
            "url": absolute_url("listings.craft", slug=shown.slug),
            "seller": seller,
        }
    return found


def _offer(satang: int) -> Data:
    return {"@type": "Offer", "price": money_exact(satang), "priceCurrency": "THB"}


def trip(shown: Shown) -> Data:
    """Describe a route with its stops in order and the lowest price per person."""
    content = shown.content
    found: Data = {
        "@context": _CONTEXT,
        "@type": "TouristTrip",
        "name": pick(content, "title"),
        "description": pick(content, "summary"),
        "url": absolute_url("listings.route", slug=shown.slug),
        "inLanguage": current_lang(),
        "image": [picture_url(picture) for picture in shown.photos],
        "provider": _named(shown.organisation),
    }
    if isinstance(content, RouteContent):
        found |= _origin(content.meeting_point)
        found["itinerary"] = {
            "@type": "ItemList",
            "numberOfItems": len(content.itinerary),
            "itemListElement": [
                {"@type": "ListItem", "position": place, "item": _place(stop)}
                for place, stop in enumerate(content.itinerary, 1)
            ],
        }
    price = shown.listing.price_from_satang
    if price is not None and shown.selling:
        found["offers"] = _offer(price)
    return found


def _origin(meeting: MeetingPoint) -> Data:
    name = pick({"name_th": meeting.th, "name_en": meeting.en}, "name")
    return {"tripOrigin": _located(name, meeting.lat, meeting.lon)} if name else {}


def _place(stop: Stop) -> Data:
    return _located(pick(stop, "place"), stop.lat, stop.lon)


def _located(name: str, lat: float | None, lon: float | None) -> Data:
    found: Data = {"@type": "Place", "name": name}
    if lat is not None and lon is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
    return found
