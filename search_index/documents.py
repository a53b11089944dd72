"""What is handed in to be found: one published listing in plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a document is."""

    CRAFT = "craft"
    ROUTE = "route"


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its names: category, community, district, material, organisation, ...

    Attributes:
        code: Stable slug or number as text; what filters and facets speak.
        th: Thai name, searchable; empty when there is none.
        en: English name, searchable; empty when there is none.
    """

    code: str
    th: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class PriceTier:
    """Price per person for groups of ``min_people`` to ``max_people`` (both included)."""

    min_people: int
    max_people: int
    price_satang: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One published listing as the index sees it.

    Attributes:
        id: Listing id, positive.
        version: Rises with every change of the listing; an older one never replaces a newer one.
        kind: ``craft`` or ``route``.
        slug: Public slug.
        title_th: Thai title (and likewise the other texts); empty means absent.
        categories: Path down the tree, root first, leaf last; a filter on any of them finds it.
        communities: Lead community first.
        districts: Districts of its communities.
        organisation: The seller; None when unknown.
        places: Names of stops and meeting points.
        price_satang: From-price; None means "on request" and fails every price filter.
        price_tiers: Route prices by group size; empty means ``price_satang`` for everybody.
        in_stock: May be bought now (routes: open for booking).
        wholesale_min: Smallest wholesale quantity; None means no wholesale.
        wholesale_price_satang: Price from that quantity on; None means the from-price holds.
        group_min: Smallest group; None means not limited (crafts).
        group_max: Largest group; None means not limited (crafts).
        months: Months it is offered in, 1-12; empty means all the year.
        weekdays: Days it is offered on, 1 Monday - 7 Sunday; empty means every day.
        duration_minutes: Length of a route; None for crafts.
        days: Days of a route; None for crafts.
        languages: Codes of the languages spoken by the guide.
        lead_time_days: Days until a craft can be sent; None means unknown.
        created: Seconds since 1970 UTC of first publication.
        latitude: Position, None when unknown.
    """

    id: int
    version: int
    kind: str
    slug: str
    title_th: str = ""
    title_en: str = ""
    summary_th: str = ""
    summary_en: str = ""
    body_th: str = ""
    body_en: str = ""
    categories: tuple[Named, ...] = ()
    communities: tuple[Named, ...] = ()
    districts: tuple[Named, ...] = ()
    organisation: Named | None = None
    materials: tuple[Named, ...] = ()
    techniques: tuple[Named, ...] = ()
    themes: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    certificates: tuple[Named, ...] = ()
    accessibility: tuple[Named, ...] = ()
    price_satang: int | None = None
    price_tiers: tuple[PriceTier, ...] = ()
    in_stock: bool = False
    made_to_order: bool = False
    wholesale_min: int | None = None
    wholesale_price_satang: int | None = None
    group_min: int | None = None
    group_max: int | None = None
    months: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()
    duration_minutes: int | None = None
    days: int | None = None
    languages: tuple[str, ...] = ()
    lead_time_days: int | None = None
    created: int = 0
    latitude: float | None = None
    longitude: float | None = None
