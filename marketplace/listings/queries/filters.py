"""What a reader of a list has chosen, and the conditions it turns into."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, exists, func, literal, or_, select

from models.communities import Community
from models.listing_terms import CraftTerms, PriceTier, RouteTerms
from models.listings import Listing, ListingCommunity, ListingKind

PAGE_SIZE: Final = 24


class Sort(StrEnum):
    """Orders a reader can ask for."""

    NEWEST = "newest"
    PRICE_UP = "price"
    PRICE_DOWN = "price-down"


@dataclass(frozen=True, slots=True)
class Filters:
    """The limits of one list. Empty tuples and None limit nothing.

    Attributes:
        categories: category slugs as chosen; ``branch`` holds them with all that lies below.
        price_min: satang, as ``price_max``.
        group: number of people a route must take.
        month: 1 to 12.
        page: 1 for the first.
    """

    kind: ListingKind
    categories: tuple[str, ...] = ()
    branch: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool = False
    group: int | None = None
    month: int | None = None
    sort: Sort = Sort.NEWEST
    page: int = 1

    @property
    def chosen(self) -> int:
        """How many limits are set."""
        lists = (self.categories, self.communities, self.districts)
        single = (self.price_min, self.price_max, self.group, self.month, self.in_stock or None)
        return sum(map(len, lists)) + sum(value is not None for value in single)

    def without(self, name: str) -> "Filters":
        """Return the same list without one kind of limit; for the counts beside that limit."""
        cleared = {"categories": (), "branch": ()} if name == "categories" else {name: ()}
        return replace(self, **cleared, page=1, sort=Sort.NEWEST)  # type: ignore[arg-type]  # three tuple fields only


def conditions(chosen: Filters) -> Iterator[ColumnElement[bool]]:
    """Yield what a listing must meet, beside being on sale."""
    yield Listing.kind == chosen.kind
    if chosen.categories:
        yield Listing.category_slug.in_(chosen.branch)
    if chosen.communities or chosen.districts:
        yield _somewhere(chosen)
    if chosen.price_min is not None:
        yield Listing.price_from_satang >= chosen.price_min
    if chosen.price_max is not None:
        yield Listing.price_from_satang <= chosen.price_max
    if chosen.in_stock:
        yield _exists(CraftTerms.listing_id == Listing.id, CraftTerms.stock > 0)
    if chosen.group is not None:
        yield _takes(chosen.group)
    if chosen.month is not None:
        yield _open_in(chosen.kind, chosen.month)


def _exists(*criteria: ColumnElement[bool]) -> ColumnElement[bool]:
    # Only the listing comes from outside: the statement around it may hold the same tables.
    return exists().where(*criteria).correlate(Listing)


def _somewhere(chosen: Filters) -> ColumnElement[bool]:
    places = select(ListingCommunity.listing_id).join(
        Community, Community.id == ListingCommunity.community_id
    )
    if chosen.communities:
        places = places.where(Community.slug.in_(chosen.communities))
    if chosen.districts:
        places = places.where(Community.district_code.in_(chosen.districts))
    return Listing.id.in_(places)


def _takes(people: int) -> ColumnElement[bool]:
    return _exists(
        PriceTier.listing_id == Listing.id,
        PriceTier.min_people <= people,
        PriceTier.max_people >= people,
    )


def _open_in(kind: ListingKind, month: int) -> ColumnElement[bool]:
    """Look into a stored list of months; an empty list is every month.

    Both engines print the list alike, as ``[1, 2, 12]``; each number gets a comma at both ends.
    """
    if kind is ListingKind.CRAFT:
        table: Any = CraftTerms
        months: Any = CraftTerms.season_months
    else:
        table, months = RouteTerms, RouteTerms.months
    printed = func.replace(func.replace(cast(months, String), "[", ","), "]", ",")
    spaced = func.replace(printed, " ", "")
    return _exists(
        table.listing_id == Listing.id,
        or_(spaced == ",,", spaced.contains(literal(f",{month},"))),
    )


def order(sort: Sort) -> Sequence[ColumnElement[Any]]:
    """Return a total order."""
    newest = (Listing.published_at.desc(), Listing.id.desc())
    if sort is Sort.PRICE_UP:
        return (Listing.price_from_satang.asc().nulls_last(), *newest)
    if sort is Sort.PRICE_DOWN:
        return (Listing.price_from_satang.desc().nulls_last(), *newest)
    return newest
