"""Answers of the JSON API as typed values; the description of the API is made from them.

Amounts are whole satang, times RFC 3339 in UTC, positions WGS84 degrees. Texts are in the language
asked for, or in the other one where nobody wrote it: ``lang`` beside them tells which.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Kind = Literal["craft", "route"]
Lang = Literal["th", "en"]
Url = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
Satang = Annotated[int, Meta(ge=0, description="Whole satang; 100 satang are 1 baht.")]
Count = Annotated[int, Meta(ge=0)]
Next = Annotated[
    str | None, Meta(description="Give it back as `cursor` for the next page; null on the last.")
]


class Ref(Struct, frozen=True):
    """Something with an address part and a name."""

    slug: str
    name: str


class DistrictRef(Struct, frozen=True):
    """A district (amphoe) of Sukhothai; its code is that of the Department of Provincial Administration."""

    code: str
    name: str


class Image(Struct, frozen=True):
    """A picture: a JPEG of at most 1,280 pixels, and its full size. Drawings say so."""

    url: Url
    alt: str
    width: int
    height: int
    illustration: bool


class Segment(Struct, frozen=True):
    """A run of text; `marked` where it matched the query."""

    text: str
    marked: bool


class Wholesale(Struct, frozen=True):
    """Terms for buying many."""

    min_quantity: int
    price_satang: Satang


class ListingItem(Struct, frozen=True):
    """A craft or a route as lists show it.

    `price_satang` is the retail price of a craft or the lowest price per person of a route; null
    asks the seller. With `wholesale=true` or `wholesale_quantity`, limits and sorting go by
    `wholesale`. `stock`, `unit`, `wholesale` and `category` belong to crafts; `days`, `duration_minutes` and
    the group sizes to routes.
    """

    kind: Kind
    slug: str
    title: str
    lang: Lang
    summary: str
    price_satang: Satang | None
    wholesale: Wholesale | None
    unit: str | None
    in_stock: bool
    stock: Literal["in_stock", "made_to_order", "sold_out"] | None
    community: Ref
    district: DistrictRef
    organisation: Ref
    category: Ref | None
    days: int | None
    duration_minutes: int | None
    min_group: int | None
    max_group: int | None
    image: Image | None
    url: Url
    published_at: datetime


class FoundItem(ListingItem, frozen=True):
    """A hit: the listing, and the words that tell why it was found where its title does not."""

    excerpt: list[Segment]


class FacetChoice(Struct, frozen=True):
    """A choice of a facet with the number of hits it would give. `name` is null for plain values."""

    code: str
    name: str | None
    count: Count
    chosen: bool


class Understood(Struct, frozen=True):
    """A limit read out of the words; give `code` back as `not` to take it off."""

    code: str
    name: str
    value: str
    words: str


class SearchAnswer(Struct, frozen=True):
    """One page of hits in the order of the engine.

    `relaxed` says that few met the words, so that the nearest follow; the first `meeting` hits met
    them. `degraded` says that the index is being repaired and only titles were looked through.
    Facets count all hits, each as if its own choice were not made.
    """

    total: Count
    page: int
    per_page: int
    items: list[FoundItem]
    facets: dict[str, list[FacetChoice]]
    did_you_mean: str | None
    understood: list[Understood]
    relaxed: bool
    meeting: Count
    degraded: bool
    next: Next


class Suggestion(Struct, frozen=True):
    """A completion. `code` is the slug of the page at `url`, empty where `url` is a search."""

    text: str
    kind: Literal["craft", "route", "category", "community", "word"]
    code: str
    url: Url


class SuggestAnswer(Struct, frozen=True):
    """Completions of what is being typed, the best first."""

    suggestions: list[Suggestion]


class ListingsAnswer(Struct, frozen=True):
    """One page of everything on sale, newest first.

    What is added while pages are read comes before the first one: no item is seen twice or missed.
    """

    items: list[ListingItem]
    per_page: int
    next: Next


class CommunityItem(Struct, frozen=True):
    """A host community. `listings` counts what it has on sale."""

    slug: str
    name: str
    lang: Lang
    role: Literal["target", "associate"]
    district: DistrictRef
    subdistrict: str
    story: str
    specialities: list[str]
    latitude: float
    longitude: float
    listings: Count
    image: Image | None
    url: Url


class CommunitiesAnswer(Struct, frozen=True):
    """All communities, or those of some districts."""

    total: Count
    items: list[CommunityItem]


class CategoryItem(Struct, frozen=True):
    """A node of the category tree of crafts; `parent` is null at the top."""

    slug: str
    name: str
    parent: str | None
    url: Url


class CategoriesAnswer(Struct, frozen=True):
    """The whole tree, parents before children."""

    total: Count
    items: list[CategoryItem]


class DistrictItem(Struct, frozen=True):
    """A district of Sukhothai. `listings` counts what is on sale there."""

    code: str
    name: str
    listings: Count
    url: Url


class DistrictsAnswer(Struct, frozen=True):
    """The nine districts by code."""

    total: Count
    items: list[DistrictItem]


class ProblemError(Struct, frozen=True):
    """What is wrong with one parameter."""

    parameter: str
    code: str
    detail: str


class Problem(Struct, frozen=True, omit_defaults=True):
    """Why there is no answer (RFC 9457)."""

    type: Url
    title: str
    status: int
    detail: str
    errors: list[ProblemError] = []
