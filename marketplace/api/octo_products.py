"""Routes as OCTO products, in the language of the request."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from msgspec.structs import replace

from marketplace.api.composing import image_url
from marketplace.api.octo_answers import (
    OctoAddress,
    OctoCommentary,
    OctoFeature,
    OctoIdentifiers,
    OctoLocation,
    OctoMedia,
    OctoOption,
    OctoOptionRestrictions,
    OctoPlace,
    OctoPricing,
    OctoProduct,
    OctoUnit,
    OctoUnitRestrictions,
)
from marketplace.listings.wording import CANCELLATION, CANCELLATION_MEANS
from marketplace.web.i18n import _, current_lang, ngettext
from marketplace.web.templating import pick
from models.listing_content import RouteContent, from_document
from models.listing_terms import CancellationPolicy

CONTENT: Final = "octo/content"
PRICING: Final = "octo/pricing"
CAPABILITIES: Final = (CONTENT, PRICING)
_DAYS: Final = {
    CancellationPolicy.FLEXIBLE: 1,
    CancellationPolicy.MODERATE: 7,
    CancellationPolicy.STRICT: 14,
}
"""How many days before the start the policy changes for the first time."""
_MINUTES_A_DAY: Final = 24 * 60
_OLDEST: Final = 99
_DIFFICULTY: Final = {
    "easy": "trip-difficulty-easy",
    "moderate": "trip-difficulty-medium",
    "challenging": "trip-difficulty-hard",
}


def product_of(
    row: Any, tiers: Sequence[Any], photos: Sequence[Any], active: Collection[str]
) -> OctoProduct:
    """Return a route as a product.

    Args:
        row: the route with its terms.
        tiers: its prices, smallest groups first.
        photos: its pictures; empty where content was not asked for.
        active: the capabilities asked for.
    """
    content = from_document(RouteContent, row.document)
    return OctoProduct(
        id=row.public_id,
        internal_name=pick(content, "title"),
        reference=row.slug,
        locale=current_lang(),  # type: ignore[arg-type]  # one of the two languages
        time_zone="Asia/Bangkok",
        allow_freesale=False,
        instant_confirmation=False,
        instant_delivery=False,
        availability_required=True,
        availability_type="START_TIME",
        delivery_formats=[],
        delivery_methods=[],
        redemption_method="MANIFEST",
        options=_options(row, content, tiers, active),
        **(_product_pricing() if PRICING in active else {}),
        **(_product_content(row, content, photos) if CONTENT in active else {}),
    )


def _product_pricing() -> dict[str, Any]:
    return {"default_currency": "THB", "available_currencies": ["THB"], "pricing_per": "UNIT"}


def _product_content(row: Any, content: RouteContent, photos: Sequence[Any]) -> dict[str, Any]:
    return {
        "title": pick(content, "title"),
        "short_description": pick(content, "summary") or None,
        "description": pick(content, "description") or None,
        "features": list(_features(row, content)),
        "faqs": [],
        "media": [_media(photo, first=place == 0) for place, photo in enumerate(photos)],
        "locations": list(_locations(content)),
        "category_labels": _labels(content),
        **_duration(content),
        "commentary": [OctoCommentary("IN_PERSON", code) for code in content.languages],
    }


def _duration(content: RouteContent) -> dict[str, Any]:
    minutes = content.duration_minutes or (content.days or 0) * _MINUTES_A_DAY
    return {"duration_minutes_from": minutes, "duration_minutes_to": None}


def _features(row: Any, content: RouteContent) -> Iterator[OctoFeature]:
    for line in pick(content, "included"):
        yield OctoFeature(line, "INCLUSION")
    for line in pick(content, "excluded"):
        yield OctoFeature(line, "EXCLUSION")
    told: tuple[tuple[str, Any], ...] = (
        ("bring", "PREARRIVAL_INFORMATION"),
        ("accessibility", "ACCESSIBILITY_INFORMATION"),
        ("rain_plan", "ADDITIONAL_INFORMATION"),
        ("safety", "ADDITIONAL_INFORMATION"),
    )
    for name, kind in told:
        if words := pick(content, name):
            yield OctoFeature(words, kind)
    hours = ngettext(
        "จองก่อนเริ่มอย่างน้อย %(num)s ชั่วโมง", "จองก่อนเริ่มอย่างน้อย %(num)s ชั่วโมง", row.cut_off_hours
    )
    yield OctoFeature(hours, "BOOKING_TERM")
    yield OctoFeature(_cancelling(row.cancellation), "CANCELLATION_TERM")


def _cancelling(policy: CancellationPolicy) -> str:
    return f"{CANCELLATION[policy]} · {CANCELLATION_MEANS[policy]}"


def _media(photo: Any, *, first: bool) -> OctoMedia:
    title = pick(photo, "alt") or None
    return OctoMedia(
        image_url(photo.key), "image/jpeg", "COVER" if first else "GALLERY", title, None, None
    )


def _locations(content: RouteContent) -> Iterator[OctoLocation]:
    """Yield the meeting point and the stops that have a point; OCTO knows no places without."""
    point = content.meeting_point
    name = pick({"name_th": point.th, "name_en": point.en}, "name")
    if point.lat is not None and point.lon is not None:
        yield OctoLocation(name or None, None, ["START"], None, None, _place(point.lat, point.lon))
    for stop in content.itinerary:
        if stop.lat is None or stop.lon is None:
            continue
        yield OctoLocation(
            pick(stop, "place") or None,
            pick(stop, "activity") or None,
            ["ITINERARY_ITEM"],
            None,
            None,
            _place(stop.lat, stop.lon),
        )


def _place(latitude: float, longitude: float) -> OctoPlace:
    address = OctoAddress(None, None, "Sukhothai", None, "TH", None)
    return OctoPlace(latitude, longitude, address, OctoIdentifiers(), [])


def _labels(content: RouteContent) -> list[str]:
    many = (content.days or 1) > 1
    labels = ["multi-day" if many else "day-trips", "guided-tours"]
    return labels + [_DIFFICULTY[d] for d in [content.difficulty] if d in _DIFFICULTY]


def _options(
    row: Any, content: RouteContent, tiers: Sequence[Any], active: Collection[str]
) -> list[OctoOption]:
    """Return an option for each price: what a person pays depends on the size of the group."""
    sizes = [(tier.min_people, tier.max_people, tier.price_satang) for tier in tiers]
    sizes = sizes or [(row.min_group, row.max_group, None)]
    first, *others = (_option(row, content, size, active) for size in sizes)
    return [replace(first, default=True), *others]


def _option(
    row: Any,
    content: RouteContent,
    size: tuple[int, int, int | None],
    active: Collection[str],
) -> OctoOption:
    fewest, most, satang = size
    name = _("กลุ่ม %(a)s–%(b)s คน", a=fewest, b=most)
    more: dict[str, Any] = {}
    if CONTENT in active:
        more = {
            "title": name, "short_description": None, "description": None, "features": [],
            "faqs": [], "media": [], "locations": [], "category_labels": [],
            **_duration(content), "commentary": [],
        }  # fmt: skip
    return OctoOption(
        id=f"group-{fewest}-{most}",
        default=False,
        internal_name=name,
        reference=None,
        availability_local_start_times=list(row.start_times) or ["00:00"],
        cancellation_cutoff=_cancelling(row.cancellation),
        cancellation_cutoff_amount=_DAYS[row.cancellation],
        cancellation_cutoff_unit="day",
        required_contact_fields=[],
        restrictions=OctoOptionRestrictions(fewest, most),
        units=[_unit(fewest, most, satang, active)],
        **more,
    )


def _unit(fewest: int, most: int, satang: int | None, active: Collection[str]) -> OctoUnit:
    name = _("ผู้เดินทาง")
    more: dict[str, Any] = {}
    if PRICING in active:
        prices = [] if satang is None else [OctoPricing(satang, satang, None, "THB", 2, [])]
        more["pricing_from"] = prices
    if CONTENT in active:
        more |= {"title": name, "short_description": "", "features": []}
    return OctoUnit(
        "traveller",
        name,
        None,
        "TRAVELLER",
        OctoUnitRestrictions(0, _OLDEST, False, fewest, most, 1, []),
        [],
        **more,
    )
