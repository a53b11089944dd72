"""What an officer asked for, beside what the seller has changed since. Pure: values in, rows out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from marketplace.listings.reasons import REASONS, Reason
from models.listing_content import Content

WHOLE: Final = "main"
"""Anchor of the page itself, for reasons about the whole listing."""

# Where the field of a reason stands on the seller's form; the rest have the field's own name.
_PLACES: Final[Mapping[str, str]] = {
    "title": "title_th",
    "description": "description_th",
    "english": "title_en",
    "pattern": "pattern_th",
    "safety": "safety_th",
    "accessibility": "accessibility_th",
    "shipping": "description_th",
    "listing": WHOLE,
}
# Which contents a reason is about, where they are not named as its field.
_CONTENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "dimensions": ("dimensions", "weight_g"),
    "itinerary": ("itinerary", "meeting_point"),
    "shipping": ("description_th", "description_en"),
    "accessibility": ("accessibility_level", "accessibility_th", "accessibility_en"),
}


@dataclass(frozen=True, slots=True)
class PhotoFace:
    """A photo in its place: the key of the picture and its alternative texts."""

    key: str
    alt_th: str
    alt_en: str


@dataclass(frozen=True, slots=True)
class Look:
    """A version as far as reasons are about it."""

    content: Content
    photos: tuple[PhotoFace, ...]


@dataclass(frozen=True, slots=True)
class Coached:
    """One reason.

    Attributes:
        place: anchor on the seller's form.
        touched: whether the fields concerned were changed since; an officer says if it suffices.
    """

    reason: Reason
    place: str
    touched: bool = False


def place_of(field: str) -> str:
    """Return the anchor on the seller's form of a reason's field."""
    return _PLACES.get(field, field)


PLACES: Final = frozenset(place_of(reason.field) for reason in REASONS.values())
"""Every anchor a reason may lead to."""


def coached(
    reasons: Sequence[Reason], before: Look | None = None, after: Look | None = None
) -> list[Coached]:
    """Return reasons with their places, and whether they were worked on.

    Args:
        reasons: of one decision.
        before: the version it was about.
        after: the version being mended; None while nothing was begun.
    """
    return [
        Coached(reason, place_of(reason.field), _touched(reason.field, before, after))
        for reason in reasons
    ]


def _touched(field: str, before: Look | None, after: Look | None) -> bool:
    if before is None or after is None:
        return False
    if field == "photos":
        return before.photos != after.photos
    if field == "listing":
        return before != after
    names = [name for name in before.content.__slots__ if _concerns(field, name)]
    return any(getattr(before.content, name) != getattr(after.content, name) for name in names)


def _concerns(field: str, name: str) -> bool:
    if field == "english":
        return name.endswith("_en")
    return name in _CONTENTS.get(field, (field, f"{field}_th", f"{field}_en"))
