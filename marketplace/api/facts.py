"""One listing with everything public about it, in the language of the request."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from marketplace.api.answers import DistrictRef, Ref
from marketplace.api.composing import image_url, item_values, page_url, wholesale_of
from marketplace.api.listing_answers import (
    Certificate,
    CraftFacts,
    ListingAnswer,
    Photo,
    PriceTier,
    RouteFacts,
    Spot,
    Stop,
    Term,
    Variant,
    Village,
)
from marketplace.listings.queries.cards import Picture
from marketplace.listings.queries.detail import Shown
from marketplace.listings.queries.lists import Named
from marketplace.listings.terms import CraftOffer, RouteOffer
from marketplace.web.templating import pick
from models import listing_content
from models.listing_content import CraftContent, RouteContent, TermRef

_WEBP: Final = (320, 640, 1280)


def listing_answer(row: Any, shown: Shown, day: date) -> ListingAnswer:
    """Put together what is known of a listing.

    Args:
        row: of ``ITEM_ROWS``, which lists show.
        shown: its page.
        day: on which certificates have to hold.
    """
    content = shown.content
    values = item_values(row)
    return ListingAnswer(
        **(values | {"in_stock": values["in_stock"] and shown.selling}),
        selling=shown.selling,
        description=pick(content, "description"),
        communities=[
            Village(
                place.slug,
                pick(place, "name"),
                DistrictRef(place.district.slug, pick(place.district, "name")),
            )
            for place in shown.communities
        ],
        category_path=[Ref(node.slug, pick(node, "name")) for node in shown.way],
        photos=[_photo(picture) for picture in shown.photos],
        certificates=[_certificate(one, day) for one in content.certificates],
        craft=_craft(content, shown) if isinstance(content, CraftContent) else None,
        route=_route(content, shown) if isinstance(content, RouteContent) else None,
    )


def _photo(picture: Picture) -> Photo:
    variants = [Variant(image_url(picture.key, box, "webp"), box, "image/webp") for box in _WEBP]
    jpeg = image_url(picture.key)
    return Photo(
        jpeg,
        pick(picture, "alt"),
        picture.width,
        picture.height,
        picture.illustration,
        [*variants, Variant(jpeg, _WEBP[-1], "image/jpeg")],
    )


def _certificate(one: listing_content.Certificate, day: date) -> Certificate:
    return Certificate(
        one.code,
        _named(one),
        one.number,
        one.holds(day),
        one.verifier,
        one.expires_on or None,
        one.demo,
    )


def _named(one: Any) -> str:
    return pick({"name_th": one.th, "name_en": one.en}, "name")


def _free(shown: Shown, kind: str, terms: Iterable[TermRef]) -> list[Term]:
    return [
        Term(term.code, _named(term) or _terms(shown.words, kind, [term.code])[0].name)
        for term in terms
    ]


def _craft(content: CraftContent, shown: Shown) -> CraftFacts:
    offer = shown.terms if isinstance(shown.terms, CraftOffer) else CraftOffer()
    return CraftFacts(
        pattern=pick(content, "pattern"),
        dimensions=content.dimensions,
        weight_g=content.weight_g,
        care=pick(content, "care"),
        materials=_free(shown, "material", content.materials),
        techniques=_free(shown, "technique", content.techniques),
        pieces=offer.stock,
        made_to_order=offer.made_to_order,
        lead_time_days=offer.lead_time_days,
        monthly_capacity=offer.monthly_capacity,
        wholesale=wholesale_of(offer),
        season_months=list(offer.season_months),
        delivery_satang=offer.delivery_satang,
        pickup=offer.pickup,
    )


def _route(content: RouteContent, shown: Shown) -> RouteFacts:
    offer = shown.terms if isinstance(shown.terms, RouteOffer) else None
    words = shown.words
    level = _terms(words, "accessibility", filter(None, [content.accessibility_level]))
    point = content.meeting_point
    return RouteFacts(
        **_offer(offer),
        meeting_point=Spot(_named(point), point.lat, point.lon),
        itinerary=[_stop(stop) for stop in content.itinerary],
        included=list(pick(content, "included")),
        excluded=list(pick(content, "excluded")),
        themes=_terms(words, "theme", content.themes),
        languages=_terms(words, "language", content.languages),
        sustainability=_terms(words, "sustainability", content.sustainability),
        accessibility=level[0] if level else None,
        accessibility_note=pick(content, "accessibility"),
        difficulty=content.difficulty,
        bring=pick(content, "bring"),
        rain_plan=pick(content, "rain_plan"),
        safety=pick(content, "safety"),
        gpx_url=page_url("listings.route_gpx", slug=shown.slug),
        calendar_url=page_url("listings.route_ics", slug=shown.slug),
    )


def _offer(offer: RouteOffer | None) -> dict[str, Any]:
    tiers: Sequence[Any] = () if offer is None else offer.tiers
    return {
        "price_tiers": [
            PriceTier(tier.min_people, tier.max_people, tier.price_satang) for tier in tiers
        ],
        "months": [] if offer is None else list(offer.months),
        # The table counts weekdays from 0 as Python does; the API from 1 as ISO 8601 does.
        "weekdays": [] if offer is None else [day + 1 for day in offer.weekdays],
        "start_times": [] if offer is None else list(offer.start_times),
        "cut_off_hours": None if offer is None else offer.cut_off_hours,
        "min_to_run": None if offer is None else offer.min_to_run,
        "cancellation": None if offer is None else offer.cancellation.value,
    }


def _stop(stop: listing_content.Stop) -> Stop:
    place, activity = pick(stop, "place"), pick(stop, "activity")
    return Stop(stop.day, stop.time, place, activity, stop.lat, stop.lon)


def _terms(words: Mapping[tuple[str, str], Named], kind: str, codes: Iterable[str]) -> list[Term]:
    return [
        Term(code, pick(words[kind, code], "name") if (kind, code) in words else code)
        for code in codes
    ]
