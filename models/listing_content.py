"""The reviewed content of a listing: frozen values stored as one JSON document per version.

A draft may be incomplete, so every field has an empty default; completeness is asked for when the
seller submits (``marketplace.listings``), not here.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

SCHEMA = 1
"""Raised when a stored document needs translating before these classes can read it."""


@dataclass(frozen=True, slots=True)
class TermRef:
    """A material, technique or certificate: a vocabulary code, or free words when code is ""."""

    code: str = ""
    th: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A claim that a third party can confirm.

    Attributes:
        verifier: who confirmed it; "" until an officer has seen the paper.
        expires_on: ISO date, or "" when it does not expire.
        demo: True for certificates of the demo data.
        number: as it stands on the paper; "" when the seller gave none.
        verified_on: ISO date on which it was confirmed, "" while it is not.
    """

    code: str = ""
    th: str = ""
    en: str = ""
    verifier: str = ""
    expires_on: str = ""
    demo: bool = False
    number: str = ""
    verified_on: str = ""

    @property
    def paper(self) -> str:
        """What is written on the paper, as one short word: another paper has another."""
        name = self.code or f"{self.th}\t{self.en}"
        told = f"{name}\n{self.number}\n{self.expires_on}"
        return sha256(told.encode()).hexdigest()[:16]

    def is_expired(self, day: date) -> bool:
        """Tell whether its last day was before this one."""
        return bool(self.expires_on) and date.fromisoformat(self.expires_on) < day

    def holds(self, day: date) -> bool:
        """Tell whether somebody confirmed it and it has not expired on this day."""
        return bool(self.verifier) and not self.is_expired(day)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of an itinerary.

    Attributes:
        day: 1 for the first day.
        time: "HH:MM", 24 hours, Asia/Bangkok.
        lat: WGS84 degrees, None when the seller gave no point; so for ``lon``.
    """

    day: int = 1
    time: str = ""
    place_th: str = ""
    place_en: str = ""
    activity_th: str = ""
    activity_en: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """Where a route begins."""

    th: str = ""
    en: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class CraftContent:
    """What a reviewer reads of a craft.

    Attributes:
        communities: community slugs; the first is the lead.
        category: category slug, "" while not chosen.
        weight_g: grams, None when not told.
    """

    title_th: str = ""
    title_en: str = ""
    summary_th: str = ""
    summary_en: str = ""
    description_th: str = ""
    description_en: str = ""
    communities: tuple[str, ...] = ()
    category: str = ""
    materials: tuple[TermRef, ...] = ()
    techniques: tuple[TermRef, ...] = ()
    pattern_th: str = ""
    pattern_en: str = ""
    dimensions: str = ""
    weight_g: int | None = None
    care_th: str = ""
    care_en: str = ""
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteContent:
    """What a reviewer reads of a route.

    Attributes:
        communities: community slugs; the first is the lead host.
        days: 1 or more; None while not told.
        duration_minutes: from first meeting to last stop; None while not told.
        languages: ISO 639-1 codes the guides speak.
        accessibility_level: vocabulary code (easy, partial, steps, hike, bike) or "".
        difficulty: "easy", "moderate", "challenging" or "".
        themes: vocabulary codes, as ``sustainability``.
    """

    title_th: str = ""
    title_en: str = ""
    summary_th: str = ""
    summary_en: str = ""
    description_th: str = ""
    description_en: str = ""
    communities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    days: int | None = None
    duration_minutes: int | None = None
    itinerary: tuple[Stop, ...] = ()
    meeting_point: MeetingPoint = field(default_factory=MeetingPoint)
    included_th: tuple[str, ...] = ()
    included_en: tuple[str, ...] = ()
    excluded_th: tuple[str, ...] = ()
    excluded_en: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    accessibility_level: str = ""
    accessibility_th: str = ""
    accessibility_en: str = ""
    difficulty: str = ""
    sustainability: tuple[str, ...] = ()
    bring_th: str = ""
    bring_en: str = ""
    rain_plan_th: str = ""
    rain_plan_en: str = ""
    safety_th: str = ""
    safety_en: str = ""
    certificates: tuple[Certificate, ...] = ()


Content = CraftContent | RouteContent

_ROWS: Mapping[str, type[Any]] = {
    "materials": TermRef,
    "techniques": TermRef,
    "certificates": Certificate,
    "itinerary": Stop,
}
C = TypeVar("C", CraftContent, RouteContent)


def to_document(content: Content) -> dict[str, Any]:
    """Turn content into the JSON document that is stored."""
    return {"schema": SCHEMA, **asdict(content)}


def _known(cls: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    names = {entry.name for entry in fields(cls)}
    return {name: value for name, value in values.items() if name in names}


def from_document(cls: type[C], document: Mapping[str, Any]) -> C:
    """Read stored content back. Unknown keys are ignored, missing ones take their default."""
    values = _known(cls, document)
    for name, value in values.items():
        if name in _ROWS:
            row = _ROWS[name]
            values[name] = tuple(row(**_known(row, entry)) for entry in value)
        elif name == "meeting_point":
            values[name] = MeetingPoint(**_known(MeetingPoint, value))
        elif isinstance(value, list):
            values[name] = tuple(value)
    return cls(**values)
