"""The address of a search: read into a query, and written back with one thing changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from marketplace.text import clean
from search_index.contract import Filters, Kind, SearchQuery, Sort

PER_PAGE: Final = 24
_LONGEST_TEXT: Final = 200
_MOST_CHOICES: Final = 20
_HIGHEST_BAHT: Final = 10_000_000
_LARGEST_GROUP: Final = 999
_MONTHS: Final = 12
_SATANG: Final = 100
_CODE: Final = re.compile(r"[a-z0-9-]{1,80}")
_LIMIT: Final = re.compile(r"[a-z_]{1,40}(:[^\s]{1,80})?")
SORTS: Final = (Sort.BEST, Sort.NEWEST, Sort.PRICE_UP, Sort.PRICE_DOWN)


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """What the address of a results page asks for. What cannot be read limits nothing.

    Attributes:
        min_price: whole baht, as ``max_price``.
        ignored: codes of limits read out of the words that the reader took off.
    """

    text: str = ""
    kind: Kind | None = None
    categories: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool = False
    group: int | None = None
    month: int | None = None
    sort: Sort = Sort.BEST
    page: int = 1
    ignored: tuple[str, ...] = field(default=())

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was asked."""
        return not self.pairs(page=None, sort=None)

    @property
    def chosen(self) -> int:
        """How many limits were chosen on the page."""
        lists = (self.categories, self.communities, self.districts)
        singles = (self.min_price, self.max_price, self.group, self.month, self.in_stock or None)
        return sum(map(len, lists)) + sum(value is not None for value in singles)

    def query(self, lang: str) -> SearchQuery:
        """Return the query for the engine."""
        filters = Filters(
            kind=None if self.kind is None else self.kind.value,
            categories=frozenset(self.categories),
            communities=frozenset(self.communities),
            districts=frozenset(self.districts),
            price_min=_satang(self.min_price),
            price_max=_satang(self.max_price),
            in_stock=self.in_stock,
            group=self.group,
            months=frozenset() if self.month is None else frozenset({self.month}),
        )
        return SearchQuery(
            text=self.text,
            lang=lang,
            filters=filters,
            sort=self.sort,
            page=self.page,
            per_page=PER_PAGE,
            facets=("kind", "category", "community", "district", "in_stock", "wholesale"),
            ignore=frozenset(self.ignored),
        )

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """Return the address as query pairs.

        Args:
            changes: parameter -> value, values, or None to leave it out.
        """
        values: dict[str, Any] = {
            "q": self.text or None,
            "kind": self.kind,
            "category": self.categories,
            "community": self.communities,
            "district": self.districts,
            "min_price": self.min_price,
            "max_price": self.max_price,
            "in_stock": "1" if self.in_stock else None,
            "group": self.group,
            "month": self.month,
            "sort": None if self.sort is Sort.BEST else self.sort,
            "page": None if self.page == 1 else self.page,
            "not": self.ignored,
        } | changes
        return [(name, str(one)) for name, value in values.items() for one in _each(value)]

    def href(self, path: str, **changes: Any) -> str:
        """Return the address with something changed; a change goes back to page 1."""
        pairs = self.pairs(**({"page": None} | changes))
        return f"{path}?{urlencode(pairs)}" if pairs else path


Parameters = Mapping[str, Sequence[str]]
"""Parameter -> its values, in the order of the address."""


def read_address(given: Parameters, page: int = 1) -> SearchAddress:
    """Read the parameters of a search; those that cannot be read limit nothing."""
    kind, sort = _first(given, "kind"), _first(given, "sort")
    return SearchAddress(
        text=" ".join(clean(_first(given, "q")).split())[:_LONGEST_TEXT],
        kind=Kind(kind) if kind in set(Kind) else None,
        categories=_codes(given, "category", _CODE),
        communities=_codes(given, "community", _CODE),
        districts=_codes(given, "district", _CODE),
        min_price=_number(given, "min_price", _HIGHEST_BAHT),
        max_price=_number(given, "max_price", _HIGHEST_BAHT),
        in_stock=_first(given, "in_stock") == "1",
        group=_number(given, "group", _LARGEST_GROUP),
        month=_number(given, "month", _MONTHS),
        sort=Sort(sort) if sort in set(SORTS) else Sort.BEST,
        page=page,
        ignored=_codes(given, "not", _LIMIT),
    )


def _first(given: Parameters, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def _codes(given: Parameters, name: str, shape: re.Pattern[str]) -> tuple[str, ...]:
    found = {value for value in given.get(name, ()) if shape.fullmatch(value)}
    return tuple(sorted(found)[:_MOST_CHOICES])


def _number(given: Parameters, name: str, highest: int) -> int | None:
    text = _first(given, name).replace(",", "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > len(str(highest)):
        return None
    return int(text) if 1 <= int(text) <= highest else None


def _satang(baht: int | None) -> int | None:
    return None if baht is None else baht * _SATANG


def _each(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, tuple | list) else (value,)
