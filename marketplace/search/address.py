"""The address of a search: read into a query, and written back with one thing changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from marketplace.text import clean
from marketplace.web.i18n import _l
from marketplace.web.typed_numbers import (
    BAHT,
    PEOPLE,
    PIECES,
    Misreadings,
    NumberBox,
    read_boxes,
)
from search_index.contract import FACETS, Filters, Kind, SearchQuery, Sort

PER_PAGE: Final = 24
_LONGEST_TEXT: Final = 200
_MOST_CHOICES: Final = 20
_HIGHEST_BAHT: Final = 10_000_000
_LONGEST_WAIT: Final = 365
_MONTHS: Final = 12
_WEEK: Final = 7
_SATANG: Final = 100
_BOXES: Final = {
    "min_price": NumberBox(_l("ราคาต่ำสุด"), BAHT, _HIGHEST_BAHT, least=0, outward=False),
    "max_price": NumberBox(_l("ราคาสูงสุด"), BAHT, _HIGHEST_BAHT, outward=True),
    "quantity": NumberBox(_l("จำนวนที่อยากซื้อส่ง"), PIECES, 100_000),
    "group": NumberBox(_l("จำนวนคน"), PEOPLE, 999),
}
_CODE: Final = re.compile(r"[a-z0-9-]{1,80}")
_LIMIT: Final = re.compile(r"[a-z_]{1,40}(:[^\s]{1,80})?")
_POINT: Final = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)")
# About a kilometre: near enough to sort villages, too far to tell whose house it is.
_POINT_DECIMALS: Final = 2
HALF_DAY_MINUTES: Final = 330
MORE_DAYS: Final = 3
"""The choice "3 days" means three and more."""

DAYS: Final = ("half", "1", "2", str(MORE_DAYS))
SORTS: Final = tuple(Sort)
MAP: Final = "map"
LIVE_MAP: Final = "live"
"""The map one may move, for those who ask for it."""
_COUNTED: Final = tuple(name for name in FACETS if name != "organisation")

FILTERS: Final = (
    *("category", "community", "district", "min_price", "max_price", "in_stock"),
    *("made_to_order", "wholesale", "quantity", "group", "month", "weekday", "days"),
    *("language", "accessibility", "certificate", "lead_time"),
)
"""Parameters that limit what is found, beside words and kind."""

Point = tuple[float, float]
"""Latitude and longitude, WGS84 degrees."""


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """What the address of a results page asks for. What cannot be read limits nothing.

    Attributes:
        min_price: whole baht, as ``max_price``.
        quantity: pieces wanted at the wholesale price.
        weekday: 1 Monday - 7 Sunday.
        days: one of `DAYS`, "" for any.
        lead_time: most days to wait for a craft.
        near: where "nearest" starts: a community's slug, a district's code, or a point rounded
            to about a kilometre as "17.01,99.82".
        view: `MAP`, `LIVE_MAP`, or "" for the list.
        ignored: codes of limits read out of the words that the reader took off.
        misread: what was typed into boxes and limits nothing; it goes into no other address.
    """

    text: str = ""
    kind: Kind | None = None
    categories: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool = False
    made_to_order: bool = False
    wholesale: bool = False
    quantity: int | None = None
    group: int | None = None
    month: int | None = None
    weekday: int | None = None
    days: str = ""
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    lead_time: int | None = None
    near: str = ""
    view: str = ""
    sort: Sort = Sort.BEST
    page: int = 1
    ignored: tuple[str, ...] = field(default=())
    misread: Misreadings = field(default=Misreadings())

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was asked."""
        return not self.pairs(page=None, sort=None)

    @property
    def chosen(self) -> int:
        """How many limits were chosen on the page."""
        return sum(1 for name, _value in self.pairs() if name in FILTERS)

    @property
    def point(self) -> Point | None:
        """The point to start from, when it was given as one and not by name."""
        found = _POINT.fullmatch(self.near)
        return None if found is None else (float(found[1]), float(found[2]))

    def query(self, lang: str, near: Point | None = None) -> SearchQuery:
        """Return the query for the engine.

        Args:
            lang: of the reader.
            near: where ``self.near`` lies.
        """
        return SearchQuery(
            text=self.text,
            lang=lang,
            filters=self._filters(),
            sort=self.sort,
            page=self.page,
            per_page=PER_PAGE,
            near=near,
            facets=_COUNTED,
            ignore=frozenset(self.ignored),
        )

    def _filters(self) -> Filters:
        least, most = _days(self.days)
        return Filters(
            kind=None if self.kind is None else self.kind.value,
            categories=frozenset(self.categories),
            communities=frozenset(self.communities),
            districts=frozenset(self.districts),
            price_min=_satang(self.min_price),
            price_max=_satang(self.max_price),
            in_stock=self.in_stock,
            made_to_order=self.made_to_order,
            wholesale=self.wholesale,
            wholesale_quantity=self.quantity,
            group=self.group,
            months=_one(self.month),
            weekdays=_one(self.weekday),
            duration_max=HALF_DAY_MINUTES if self.days == DAYS[0] else None,
            days_min=least,
            days_max=most,
            languages=frozenset(self.languages),
            accessibility=frozenset(self.accessibility),
            certificates=frozenset(self.certificates),
            lead_days_max=self.lead_time,
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
            "made_to_order": "1" if self.made_to_order else None,
            "wholesale": "1" if self.wholesale else None,
            "quantity": self.quantity,
            "group": self.group,
            "month": self.month,
            "weekday": self.weekday,
            "days": self.days or None,
            "language": self.languages,
            "accessibility": self.accessibility,
            "certificate": self.certificates,
            "lead_time": self.lead_time,
            "near": self.near or None,
            "view": self.view or None,
            "sort": None if self.sort is Sort.BEST else self.sort,
            "page": None if self.page == 1 else self.page,
            "not": self.ignored,
        } | changes
        return [(name, str(one)) for name, value in values.items() for one in _each(value)]

    def changed(self, **changes: Any) -> "SearchAddress":
        """Return this search with something changed, named as in the address."""
        given: dict[str, list[str]] = {}
        for name, value in self.pairs(**changes):
            given.setdefault(name, []).append(value)
        return read_address(given, int(given.get("page", ["1"])[0]))

    def cleared(self, path: str) -> str:
        """Return the address without any chosen limit; words, kind and order stay."""
        return self.href(path, **dict.fromkeys(FILTERS))

    def href(self, path: str, **changes: Any) -> str:
        """Return the address with something changed; a change goes back to page 1."""
        pairs = self.pairs(**({"page": None} | changes))
        return f"{path}?{urlencode(pairs)}" if pairs else path


Parameters = Mapping[str, Sequence[str]]
"""Parameter -> its values, in the order of the address."""


def read_address(given: Parameters, page: int = 1) -> SearchAddress:
    """Read the parameters of a search; those that cannot be read limit nothing."""
    numbers, misread = read_boxes(partial(_first, given), _BOXES, ("min_price", "max_price"))
    kind, sort = _first(given, "kind"), _first(given, "sort")
    return SearchAddress(
        text=" ".join(clean(_first(given, "q")).split())[:_LONGEST_TEXT],
        kind=Kind(kind) if kind in set(Kind) else None,
        categories=_codes(given, "category", _CODE),
        communities=_codes(given, "community", _CODE),
        districts=_codes(given, "district", _CODE),
        # Nothing and zero are the same for a lowest price.
        min_price=numbers["min_price"] or None,
        max_price=numbers["max_price"],
        in_stock=_first(given, "in_stock") == "1",
        made_to_order=_first(given, "made_to_order") == "1",
        wholesale=_first(given, "wholesale") == "1",
        quantity=numbers["quantity"],
        group=numbers["group"],
        month=_number(given, "month", _MONTHS),
        weekday=_number(given, "weekday", _WEEK),
        days=_of(given, "days", DAYS),
        languages=_codes(given, "language", _CODE),
        accessibility=_codes(given, "accessibility", _CODE),
        certificates=_codes(given, "certificate", _CODE),
        lead_time=_number(given, "lead_time", _LONGEST_WAIT),
        near=_place(_first(given, "near").strip()),
        view=_of(given, "view", (MAP, LIVE_MAP)),
        sort=Sort(sort) if sort in set(SORTS) else Sort.BEST,
        page=page,
        ignored=_codes(given, "not", _LIMIT),
        misread=misread,
    )


def _first(given: Parameters, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def _of(given: Parameters, name: str, known: Sequence[str]) -> str:
    value = _first(given, name)
    return value if value in known else ""


def _place(text: str) -> str:
    """Keep the name of a place, or a point rounded to about a kilometre."""
    found = _POINT.fullmatch(text)
    if found is None:
        return text if _CODE.fullmatch(text) else ""
    lat, lon = (float(part) for part in found.groups())
    if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 - degrees
        return ""
    return f"{lat:.{_POINT_DECIMALS}f},{lon:.{_POINT_DECIMALS}f}"


def _codes(given: Parameters, name: str, shape: re.Pattern[str]) -> tuple[str, ...]:
    found = {value for value in given.get(name, ()) if shape.fullmatch(value)}
    return tuple(sorted(found)[:_MOST_CHOICES])


def _number(given: Parameters, name: str, highest: int) -> int | None:
    text = _first(given, name).replace(",", "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > len(str(highest)):
        return None
    return int(text) if 1 <= int(text) <= highest else None


def _one(number: int | None) -> frozenset[int]:
    return frozenset() if number is None else frozenset({number})


def _days(chosen: str) -> tuple[int | None, int | None]:
    if not chosen.isdigit():
        return None, None
    days = int(chosen)
    # Half a day is less than one: who has one day takes both.
    return (None if days == 1 else days), (None if days == MORE_DAYS else days)


def _satang(baht: int | None) -> int | None:
    return None if baht is None else baht * _SATANG


def _each(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, tuple | list) else (value,)
