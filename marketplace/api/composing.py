"""Rows into typed answers, in the language of the request."""

from typing import Any

from marketplace.api.answers import DistrictRef, Image, ListingItem, Ref, Wholesale
from marketplace.listings.queries.cards import stock_state
from marketplace.web.i18n import current_lang
from marketplace.web.settings import current_settings
from marketplace.web.templating import photo_path, pick, picked_lang, url_in

_JPEG = 1280


def page_url(endpoint: str, **values: str) -> str:
    """Return the full address of a page in the language of the answer."""
    return url_in(current_lang(), endpoint, **values)


def image_url(key: str, width: int = _JPEG, ext: str = "jpg") -> str:
    """Return the full address of a photo."""
    return current_settings().base_url + photo_path(key, width, ext)


def item_values(row: Any) -> dict[str, Any]:
    """Return the fields of ``ListingItem`` from a row of ``ITEM_ROWS``."""
    kind = row.kind.value
    is_craft = kind == "craft"
    texts = {"title_th": row.title_th, "title_en": row.title_en}
    return {
        "kind": kind,
        "slug": row.slug,
        "title": pick(texts, "title"),
        "lang": picked_lang(texts, "title"),
        "summary": pick(row, "summary"),
        "price_satang": row.price_from_satang,
        "wholesale": wholesale_of(row),
        "unit": row.unit if is_craft else None,
        "in_stock": (row.stock or 0) > 0 if is_craft else True,
        "stock": stock_state(row.stock, made_to_order=row.made_to_order) if is_craft else None,
        "community": Ref(row.community_slug, pick(row, "community")),
        "district": DistrictRef(row.district_code, pick(row, "district")),
        "organisation": Ref(row.seller_slug, pick(row, "seller")),
        "category": Ref(row.category_slug, pick(row, "category")) if row.category_slug else None,
        "days": row.days,
        "duration_minutes": row.duration_minutes,
        "min_group": row.min_group,
        "max_group": row.max_group,
        "image": _image(row),
        "url": page_url(f"listings.{kind}", slug=row.slug),
        "published_at": row.published_at,
    }


def wholesale_of(terms: Any) -> Wholesale | None:
    """Return the terms for buying many, from a row or an offer; None where there are none."""
    if terms.min_wholesale_qty is None or terms.wholesale_price_satang is None:
        return None
    return Wholesale(terms.min_wholesale_qty, terms.wholesale_price_satang)


def item_of(row: Any) -> ListingItem:
    """Return a listing as lists show it."""
    return ListingItem(**item_values(row))


def _image(row: Any) -> Image | None:
    if row.key is None:
        return None
    alt = pick(row, "cover_alt")
    return Image(image_url(row.key), alt, row.width, row.height, row.illustration)
