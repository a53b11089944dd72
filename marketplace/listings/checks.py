"""What a listing must hold before an officer is asked to read it. Pure: values in, faults out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from marketplace.listings.faults import Fault, required
from marketplace.text import arabic_digits
from models.listing_content import Content, CraftContent, RouteContent, Stop

TITLE_LEAST: Final = 6
"""Signs of a Thai title under which nobody can picture the thing."""

MAX_PHOTOS: Final = 10
MAX_STOPS: Final = 20
# Sukhothai with a margin of a few kilometres (WGS84 degrees), from the district outlines.
LAT_RANGE: Final = (16.55, 17.95)
LON_RANGE: Final = (99.15, 100.1)

# Says of which type the thing is, not that its maker holds anything.
_WITHOUT_PAPER: Final = frozenset({"gi-type"})
_EXAMPLE: Final = "ผ้าซิ่นตีนจก ลายเครือน้อย"
_EXAMPLE_ROUTE: Final = "ปั่นจักรยานดูเตาสังคโลก ครึ่งวัน"
# A Thai number has 9 or 10 digits after 0; dates and sizes have fewer in a row.
_PHONE: Final = re.compile(r"(?<!\d)(?:\+66|0)[ -]?\d(?:[ -]?\d){7,8}(?!\d)")
_LINK: Final = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|co\.th|in\.th)\b|line\.me", re.IGNORECASE
)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_LINE_ID: Final = re.compile(r"(?:line ?id|ไลน์ไอดี|ไอดีไลน์)\s*[:=]?\s*@?\w+", re.IGNORECASE)
_TEXTS: Final = (
    *("title_th", "title_en", "summary_th", "summary_en", "description_th", "description_en"),
    *("care_th", "care_en", "bring_th", "bring_en", "rain_plan_th", "rain_plan_en"),
    *("safety_th", "safety_en", "accessibility_th", "accessibility_en"),
)


@dataclass(frozen=True, slots=True)
class PhotoText:
    """What the check needs of a photo in its place: its public id and both descriptions."""

    public_id: str
    alt_th: str
    alt_en: str


def has_contact(text: str) -> bool:
    """Tell whether a text holds a phone number, a link, an e-mail address or a LINE id."""
    text = arabic_digits(text)
    return any(pattern.search(text) for pattern in (_PHONE, _LINK, _MAIL, _LINE_ID))


def is_in_province(lat: float, lon: float) -> bool:
    """Tell whether a point (WGS84 degrees) is in or very near Sukhothai."""
    return LAT_RANGE[0] <= lat <= LAT_RANGE[1] and LON_RANGE[0] <= lon <= LON_RANGE[1]


def content_faults(content: Content, photos: Sequence[PhotoText]) -> list[Fault]:
    """Return what is missing or wrong in content and photos, in the order of the form."""
    return [
        *_photo_faults(photos),
        *_text_faults(content),
        *(_craft_faults(content) if isinstance(content, CraftContent) else _route_faults(content)),
        *_certificate_faults(content),
    ]


def _photo_faults(photos: Sequence[PhotoText]) -> Iterator[Fault]:
    if not photos:
        yield required("photos")
    for number, photo in enumerate(photos, 1):
        if not (photo.alt_th or photo.alt_en):
            yield Fault(f"alt-{photo.public_id}-th", "alt.missing", {"n": number})


def _text_faults(content: Content) -> Iterator[Fault]:
    if not content.title_th:
        code = "text.thai_missing" if content.title_en else "field.required"
        yield Fault("title_th", code, {"field": "title"})
    elif len(content.title_th) < TITLE_LEAST:
        craft = isinstance(content, CraftContent)
        example = _EXAMPLE if craft else _EXAMPLE_ROUTE
        yield Fault("title_th", "title.too_short", {"example": example})
    if not content.description_th:
        code = "text.thai_missing" if content.description_en else "field.required"
        yield Fault("description_th", code, {"field": "description"})
    for name in _TEXTS:
        if has_contact(getattr(content, name, "")):
            yield Fault(name, "text.has_contact")


def _craft_faults(content: CraftContent) -> Iterator[Fault]:
    if not content.communities:
        yield required("made_in")
    if not content.category:
        yield required("category")
    if not content.materials:
        yield required("materials")


def _certificate_faults(content: Content) -> Iterator[Fault]:
    """An officer can look a paper up by name and number; one that was confirmed needs neither."""
    for index, entry in enumerate(content.certificates):
        if entry.verifier:
            continue
        at = f"certificates-{index}"
        if not entry.th:
            code = "text.thai_missing" if entry.en else "field.required"
            yield Fault(f"{at}-name_th", code, {"field": "certificate_name"})
        if not entry.number and entry.code not in _WITHOUT_PAPER:
            yield required(f"{at}-number", "certificate_number")


def _route_faults(content: RouteContent) -> Iterator[Fault]:
    if not content.communities:
        yield required("lead_community")
    if content.days is None:
        yield required("days")
    if not content.duration_minutes:
        yield required("duration_hours", "duration")
    yield from _itinerary_faults(content)
    if not content.meeting_point.th:
        code = "text.thai_missing" if content.meeting_point.en else "field.required"
        yield Fault("meeting_th", code, {"field": "meeting_point"})
    if not content.languages:
        yield required("languages")


def _itinerary_faults(content: RouteContent) -> Iterator[Fault]:
    if not content.itinerary:
        yield required("itinerary")
    before: Stop | None = None
    for index, stop in enumerate(content.itinerary):
        at = f"itinerary-{index}"
        if not stop.time:
            yield required(f"{at}-time", "stop_time")
        if not stop.place_th:
            yield required(f"{at}-place_th", "stop_place")
        if not stop.activity_th:
            yield required(f"{at}-activity_th", "stop_activity")
        if content.days is not None and stop.day > content.days:
            values: dict[str, object] = {"field": "stop_day", "min": 1, "max": content.days}
            yield Fault(f"{at}-day", "number.range", values)
        if (
            before
            and before.time
            and stop.time
            and (stop.day, stop.time) < (before.day, before.time)
        ):
            yield Fault(f"{at}-time", "stop.order", {"n": index + 1})
        before = stop
