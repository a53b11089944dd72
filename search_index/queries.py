"""What a person may ask an index for; a part of the contract (`search_index/contract.py`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """Orders of the hits; each is total (ties by document id, newest id first)."""

    BEST = "best"
    NEWEST = "newest"
    PRICE_UP = "price_up"
    PRICE_DOWN = "price_down"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Limits of a search; everything empty means no limit.

    Sets mean "any of these"; different fields must all hold.

    Attributes:
        kind: ``craft``, ``route`` or None for both.
        categories: Category slugs; a parent finds its descendants.
        price_min: Lowest price in satang, included.
        price_max: Highest price in satang, included; with ``group`` read at that group's tier and,
            where wholesale is asked for, at the wholesale price.
        in_stock: True keeps what can be bought now.
        made_to_order: True keeps what is made to order.
        ready: True keeps what is in stock or made to order.
        wholesale: True keeps what has wholesale terms.
        wholesale_quantity: Keeps what may be bought wholesale in this quantity.
        group: People in the party; keeps routes whose limits admit it (crafts pass).
        months: Keeps what is offered in any of these months, 1-12.
        weekdays: Keeps what is offered on any of these days, 1 Monday - 7 Sunday.
        duration_max: Longest duration in minutes; what has no duration fails.
        days_min: Fewest days of a route.
        days_max: Most days of a route.
        lead_days_max: Longest lead time in days; unknown lead time fails.
    """

    kind: str | None = None
    categories: frozenset[str] = frozenset()
    communities: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    materials: frozenset[str] = frozenset()
    techniques: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    accessibility: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset()
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool = False
    made_to_order: bool = False
    ready: bool = False
    wholesale: bool = False
    wholesale_quantity: int | None = None
    group: int | None = None
    months: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()
    duration_max: int | None = None
    days_min: int | None = None
    days_max: int | None = None
    lead_days_max: int | None = None

    @property
    def is_wholesale(self) -> bool:
        """Whether prices are those for who buys wholesale."""
        return self.wholesale or self.wholesale_quantity is not None


FACETS = (
    "kind",
    "category",
    "community",
    "district",
    "organisation",
    "price",
    "in_stock",
    "made_to_order",
    "wholesale",
    "group",
    "month",
    "language",
    "accessibility",
    "certificate",
    "lead_time",
)

PRICE_STEPS = (0, 10_000, 30_000, 50_000, 100_000, 300_000, 1_000_000)
"""Lower bounds in satang of the price facet; its codes are "low-high", the last "low-"."""

GROUP_STEPS = (1, 2, 6, 10, 20, 40)
"""Party sizes counted by the group facet."""

LEAD_STEPS = (3, 7, 14, 30)
"""Lead times in days counted by the lead-time facet: "within so many days"."""

MAX_PER_PAGE = 100
MAX_OFFSET = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What a person asks.

    Attributes:
        text: As typed; anything is allowed, the first 200 characters and 40 words count.
        lang: "th" or "en": the language preferred for titles and excerpts.
        filters: Limits chosen on the page.
        sort: Order of the hits.
        page: 1-based; pages beyond ``MAX_OFFSET`` hits are empty.
        per_page: 1 to ``MAX_PER_PAGE``, clamped.
        near: Latitude and longitude for ``Sort.NEAREST``; None falls back to best.
        facets: Facets to count, of ``FACETS``; empty skips counting.
        understand: Read limits out of the words ("under 500 baht").
        ignore: Codes of understood limits that the person removed; those words are then text.
    """

    text: str = ""
    lang: str = "th"
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.BEST
    page: int = 1
    per_page: int = 20
    near: tuple[float, float] | None = None
    facets: tuple[str, ...] = FACETS
    understand: bool = True
    ignore: frozenset[str] = frozenset()
