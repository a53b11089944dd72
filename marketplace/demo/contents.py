"""From the data files to the content and the terms of listings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from marketplace.demo.files import read
from marketplace.listings.papers import OFFICE
from marketplace.places.files import pair
from models.listing_content import (
    Certificate,
    Content,
    CraftContent,
    MeetingPoint,
    RouteContent,
    Stop,
    TermRef,
)
from models.listing_terms import CancellationPolicy

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SUMMARY: Final = 120
# Figures with their unit, as the English source writes them: "Ø14x7 cm", "600 ml", "50-58".
_MEASURE: Final = re.compile(r"Ø?\d[\d.,]*(?:[x-]\d[\d.,]*)*\s?(?:cm|mm|ml|kg|g|L)\b|S-XXL|M-XXL")
_UNITS_TH: Final = {"cm": "ซม.", "mm": "มม.", "ml": "มล.", "kg": "กก.", "g": "กรัม", "L": "ลิตร"}
_NUMBER: Final = "000000-0000"
_LIGHT_G: Final = 1000
_HEAVY_G: Final = 3000


@dataclass(frozen=True, slots=True)
class Planned:
    """A listing before it has rows.

    Attributes:
        community: slug of the lead community, whose group sells it.
        price_satang: retail price, or the lowest tier.
        terms: columns of ``CraftTerms`` or ``RouteTerms``.
        tiers: (min_people, max_people, satang) of a route.
    """

    slug: str
    community: str
    content: Content
    price_satang: int
    terms: dict[str, Any]
    tiers: tuple[tuple[int, int, int], ...] = field(default=())

    @property
    def is_craft(self) -> bool:
        """Whether it is a thing and not a trip."""
        return isinstance(self.content, CraftContent)


def planned_listings() -> list[Planned]:
    """Return the crafts and routes of the data files, in their order."""
    more = read("additions")
    crafts = [_craft(row, more) for row in read("crafts")["crafts"]]
    return [*crafts, *(_route(row, more) for row in read("routes")["routes"])]


def _craft(row: dict[str, Any], more: Mapping[str, Any]) -> Planned:
    content = CraftContent(
        **pair(row, "title"),
        summary_th=_first_words(row["description_th"]),
        summary_en=row["description_en"].split(". ")[0].rstrip(".") + ".",
        **pair(row, "description"),
        communities=(row["community"],),
        category=row["category"],
        materials=tuple(TermRef(**term) for term in row["materials"]),
        techniques=tuple(TermRef(**term) for term in row["techniques"]),
        dimensions=_size(row["dimensions"]),
        weight_g=row["weight_g"],
        **pair(row, "care"),
        certificates=tuple(map(_certificate, row["certifications"])),
    )
    unit = more["units"].get(row["slug"]) or more["category_units"].get(row["category"], "piece")
    wholesale = row["wholesale_price_thb"]
    terms = {
        "price_satang": row["price_thb"] * 100,
        "unit": unit,
        "stock": row["stock"],
        "made_to_order": row["made_to_order"],
        "lead_time_days": row["lead_time_days"],
        "monthly_capacity": _capacity(row),
        "min_wholesale_qty": row["min_wholesale_qty"],
        "wholesale_price_satang": None if wholesale is None else wholesale * 100,
        "season_months": row.get("season_months") or [],
        "delivery_satang": _delivery(row["weight_g"]),
        "pickup": True,
    }
    return Planned(row["slug"], row["community"], content, row["price_thb"] * 100, terms)


def _first_words(text: str) -> str:
    """Cut Thai text at the last blank before the length of a summary."""
    if len(text) <= _SUMMARY:
        return text
    return text[:_SUMMARY].rpartition(" ")[0] or text[:_SUMMARY]


def _size(text: str) -> str:
    """Keep the figures of a size, with Thai units: words would be English on Thai pages."""
    parts = []
    for found in _MEASURE.findall(text):
        figure, _gap, unit = found.rpartition(" ") if " " in found else (found, "", "")
        figure = figure.replace("x", " × ").replace("-", "–")
        parts.append(f"{figure} {_UNITS_TH[unit]}" if unit else figure)
    return " · ".join(parts)


def _certificate(row: dict[str, Any]) -> Certificate:
    if row["tag"] == "gi-type":
        return Certificate(row["tag"], row["th"], row["en"], demo=True)
    return Certificate(
        row["tag"],
        row["th"],
        row["en"],
        OFFICE,
        "2028-09-30",
        demo=True,
        number=row.get("number", _NUMBER),
        verified_on="2026-08-17",
    )


def _capacity(row: dict[str, Any]) -> int | None:
    """Guess what a workshop makes in a month from how long one piece takes."""
    if not row["made_to_order"]:
        return None
    days: int = row["lead_time_days"]
    return max(1, 60 // max(1, days))


def _delivery(weight_g: int | None) -> int | None:
    if weight_g is None or weight_g > _HEAVY_G:
        return None
    return 5_000 if weight_g <= _LIGHT_G else 9_000


def _route(row: dict[str, Any], more: Mapping[str, Any]) -> Planned:
    level = row["accessibility_level"]
    point = row["meeting_point"]
    content = RouteContent(
        **pair(row, "title"),
        **pair(row, "summary"),
        communities=tuple(row["host_communities"]),
        themes=tuple(row["themes"]),
        days=row["days"],
        duration_minutes=round(row["duration_hours"] * 60),
        itinerary=tuple(map(_stop, row["itinerary"])),
        meeting_point=MeetingPoint(point["th"], point["en"], point["lat"], point["lon"]),
        included_th=tuple(row["included_th"]),
        included_en=tuple(row["included_en"]),
        excluded_th=tuple(row["excluded_th"]),
        excluded_en=tuple(row["excluded_en"]),
        languages=tuple(row["languages"]),
        accessibility_level=level,
        **pair(row, "accessibility"),
        difficulty=row["difficulty"],
        sustainability=tuple(row["sustainability_tags"]),
        certificates=tuple(map(_certificate, row.get("certifications", ()))),
        **dict(_advice(level, more)),
    )
    tiers = tuple(
        (tier["min_people"], tier["max_people"], tier["price_thb_per_person"] * 100)
        for tier in row["price_tiers"]
    )
    return Planned(
        row["slug"],
        row["host_communities"][0],
        content,
        row["price_from_thb"] * 100,
        _route_terms(row),
        tiers,
    )


def _advice(level: str, more: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, key in (("bring", "bring"), ("rain_plan", "rain"), ("safety", "safety")):
        words = more[key][level]
        yield f"{name}_th", words[0]
        yield f"{name}_en", words[1]


def _stop(row: dict[str, Any]) -> Stop:
    return Stop(
        day=row["day"],
        time=row["time"],
        **pair(row, "place"),
        **pair(row, "activity"),
        lat=row["lat"],
        lon=row["lon"],
    )


def _route_terms(row: dict[str, Any]) -> dict[str, Any]:
    overnight = row["days"] > 1
    return {
        "min_group": row["min_group"],
        "max_group": row["max_group"],
        "months": row["months"],
        "weekdays": [_WEEKDAYS.index(day) for day in row["weekdays"]],
        "start_times": [row["itinerary"][0]["time"]],
        "cut_off_hours": 168 if overnight else 48,
        "cancellation": CancellationPolicy.MODERATE if overnight else CancellationPolicy.FLEXIBLE,
    }
