"""What changed between two versions of a listing's content, field by field and word by word.

Contents in, rows out. Codes (categories, themes ...) are shown by names that the caller
looks up, so the rows read like the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any, Final

from marketplace.listings.wording import certificate_words, clock_words
from marketplace.web.dates import duration
from marketplace.web.i18n import THAI, _, speaking
from models.listing_content import (
    Certificate,
    Content,
    CraftContent,
    MeetingPoint,
    Stop,
    TermRef,
)
from search_index.text import thai

Name = Callable[[str, str], str]
"""(field, code) -> the name to show."""

SAME: Final = "same"
OUT: Final = "out"
IN: Final = "in"

_CODED: Final = frozenset(
    {"category", "communities", "themes", "sustainability", "accessibility_level", "difficulty"}
    | {"languages"}
)
_PAIRED: Final = frozenset(
    {"title", "summary", "description", "pattern", "care", "accessibility", "bring", "rain_plan"}
    | {"safety", "included", "excluded"}
)
_CRAFT: Final = (
    *("title", "summary", "description", "communities", "category", "materials", "techniques"),
    *("pattern", "dimensions", "weight_g", "care", "certificates"),
)
_ROUTE: Final = (
    *("title", "summary", "description", "communities", "themes", "days", "duration_minutes"),
    *("itinerary", "meeting_point", "included", "excluded", "languages", "accessibility_level"),
    *("accessibility", "difficulty", "sustainability", "bring", "rain_plan", "safety"),
    "certificates",
)
PINS: Final = {"itinerary": "itinerary_pins", "meeting_point": "meeting_point_pin"}
"""Fields with points on the map -> the name under which those are compared."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of both versions.

    Attributes:
        field: name of the content field without language, for example "description".
        lang: "th" or "en"; "" for what has no language.
        parts: runs of text, each with "same", "out" (only before) or "in" (only after).
        changes: how many places changed; 0 means the field is the same.
    """

    field: str
    lang: str
    parts: tuple[tuple[str, str], ...]

    @property
    def changes(self) -> int:
        """Count the places that changed: an "out" followed by an "in" is one place."""
        count = 0
        before = SAME
        for kind, _text in self.parts:
            if kind != SAME and before == SAME:
                count += 1
            before = kind
        return count


def content_fields(content: Content) -> tuple[str, ...]:
    """Name the fields of a content in the order of its form."""
    return _CRAFT if isinstance(content, CraftContent) else _ROUTE


def differences(before: Content | None, after: Content, name: Name) -> list[FieldDifference]:
    """Compare two contents of the same kind.

    Args:
        before: the approved content; None when there is none, then everything is shown as it is.
        after: the content sent for review.
        name: looks up names of codes.

    Returns:
        Every field that holds something in either, in the order of the form.
    """
    new = _texts(after, name)
    old = new if before is None else _texts(before, name)
    return [
        FieldDifference(*key, parts=words_changed(old[key], new[key]))
        for key in new
        if old[key] or new[key]
    ]


def words_changed(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Split two texts into runs that stayed, went and came, cut at word borders."""
    if before == after:
        return ((SAME, after),) if after else ()
    old, new = _words(before), _words(after)
    parts: list[tuple[str, str]] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append((SAME, "".join(new[b0:b1])))
            continue
        if a1 > a0:
            parts.append((OUT, "".join(old[a0:a1])))
        if b1 > b0:
            parts.append((IN, "".join(new[b0:b1])))
    return tuple(parts)


@cache
def _cut() -> thai.Cut:
    return thai.light_cut()


def _words(text: str) -> list[str]:
    return _cut()(text)


def _texts(content: Content, name: Name) -> dict[tuple[str, str], str]:
    texts: dict[tuple[str, str], str] = {}
    for field in content_fields(content):
        if field in _PAIRED:
            for lang in ("th", "en"):
                texts[field, lang] = _plain(getattr(content, f"{field}_{lang}"), lang)
        else:
            texts |= _unpaired(field, getattr(content, field), name)
    return texts


def _unpaired(field: str, value: Any, name: Name) -> dict[tuple[str, str], str]:
    if field in _CODED:
        codes = (value,) if isinstance(value, str) else value
        return {(field, ""): " · ".join(name(field, code) for code in codes if code)}
    if field == "duration_minutes":
        return {(field, ""): duration(value / 60) if value else ""}
    if not _has_language(value):
        return {(field, ""): _plain(value, "th")}
    texts = {}
    for lang in ("th", "en"):
        with speaking(lang):
            texts[field, lang] = _plain(value, lang)
    if field in PINS:
        texts[PINS[field], ""] = _points(value)
    return texts


def _points(value: tuple[Stop, ...] | MeetingPoint) -> str:
    """Return the points on the map as text: a moved pin changes what people find."""
    if isinstance(value, MeetingPoint):
        return _point(value.lat, value.lon)
    lines = ((n, _point(stop.lat, stop.lon)) for n, stop in enumerate(value, 1))
    return "\n".join(f"{n}. {point}" for n, point in lines if point)


def _point(lat: float | None, lon: float | None) -> str:
    # Five places are about a metre.
    return "" if lat is None or lon is None else f"{lat:.5f}, {lon:.5f}"


def _has_language(value: object) -> bool:
    return isinstance(value, tuple | MeetingPoint)


def _plain(value: Any, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "\n".join(filter(None, (_line(entry, lang) for entry in value)))
    if isinstance(value, MeetingPoint):
        return _line(value, lang)
    return str(value)


def _line(entry: object, lang: str) -> str:
    if isinstance(entry, TermRef | MeetingPoint):
        return str(getattr(entry, lang))
    if isinstance(entry, Certificate):
        # Whether it was confirmed is no change of the seller's.
        return certificate_words(entry, lang) if lang == THAI or entry.en else ""
    if isinstance(entry, Stop):
        when = (_("วันที่ %(n)s", n=entry.day), clock_words(entry.time))
        what = (getattr(entry, f"place_{lang}"), getattr(entry, f"activity_{lang}"))
        if lang != THAI and not any(what):
            return ""  # day and time alone are no translation; the Thai line holds them
        return " · ".join(filter(None, when + what))
    return str(entry)
