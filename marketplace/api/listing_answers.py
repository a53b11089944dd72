"""What the JSON API tells of one listing; see `answers` for units and languages."""

from typing import Literal

from msgspec import Struct

from marketplace.api.answers import DistrictRef, Image, ListingItem, Ref, Satang, Url, Wholesale


class Variant(Struct, frozen=True):
    """A photo made small: no wider and no higher than `box` pixels."""

    url: Url
    box: int
    type: str


class Photo(Image, frozen=True):
    """A photo of a listing in all its sizes."""

    variants: list[Variant]


class Term(Struct, frozen=True):
    """A word of a shared list, or a free one, whose code is empty."""

    code: str
    name: str


class Certificate(Struct, frozen=True):
    """A claim; `verified` tells whether an officer saw the paper and it has not expired."""

    code: str
    name: str
    number: str
    verified: bool
    verifier: str
    expires_on: str | None
    demo: bool


class CraftFacts(Struct, frozen=True):
    """What only crafts have.

    `season_months` is empty when it is there all year; `delivery_satang` is null where delivery is
    agreed with the seller.
    """

    pattern: str
    dimensions: str
    weight_g: int | None
    care: str
    materials: list[Term]
    techniques: list[Term]
    pieces: int
    made_to_order: bool
    lead_time_days: int | None
    monthly_capacity: int | None
    wholesale: Wholesale | None
    season_months: list[int]
    delivery_satang: Satang | None
    pickup: bool


class PriceTier(Struct, frozen=True):
    """Price for each person in groups of this size; a group outside every tier cannot book."""

    min_people: int
    max_people: int
    price_satang: Satang


class Stop(Struct, frozen=True):
    """A stop of the itinerary. `time` is HH:MM in Asia/Bangkok, empty when it was not told."""

    day: int
    time: str
    place: str
    activity: str
    latitude: float | None
    longitude: float | None


class Spot(Struct, frozen=True):
    """A named point."""

    name: str
    latitude: float | None
    longitude: float | None


class RouteFacts(Struct, frozen=True):
    """What only routes have. Months count from 1, weekdays from 1 for Monday."""

    price_tiers: list[PriceTier]
    months: list[int]
    weekdays: list[int]
    start_times: list[str]
    cut_off_hours: int | None
    min_to_run: int | None
    cancellation: Literal["flexible", "moderate", "strict"] | None
    meeting_point: Spot
    itinerary: list[Stop]
    included: list[str]
    excluded: list[str]
    themes: list[Term]
    languages: list[Term]
    sustainability: list[Term]
    accessibility: Term | None
    accessibility_note: str
    difficulty: str
    bring: str
    rain_plan: str
    safety: str
    gpx_url: Url
    calendar_url: Url


class Village(Struct, frozen=True):
    """A community with its district."""

    slug: str
    name: str
    district: DistrictRef


class ListingAnswer(ListingItem, frozen=True):
    """Everything public about one listing. Ways to reach the seller are on its page only.

    `selling` is false while the seller or the office has stopped it.
    """

    selling: bool
    description: str
    communities: list[Village]
    category_path: list[Ref]
    photos: list[Photo]
    certificates: list[Certificate]
    craft: CraftFacts | None
    route: RouteFacts | None
