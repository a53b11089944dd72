"""Filters of a list: read from the address, written back into addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from flask import request

from marketplace.listings.queries.filters import Filters, Sort
from marketplace.listings.queries.lists import Named, Places, Tally, branch
from marketplace.text import english_sort_key, thai_sort_key, without_prefix
from marketplace.web.dates import month_name
from marketplace.web.figures import money
from marketplace.web.i18n import THAI, _, _l, current_lang, ngettext
from marketplace.web.pages import page_number
from marketplace.web.templating import pick
from marketplace.web.typed_numbers import BAHT, PEOPLE, Misreadings, NumberBox, read_boxes
from models.listings import ListingKind

_MOST: Final = 20
_HIGHEST_BAHT: Final = 10_000_000
_MONTHS: Final = frozenset(map(str, range(1, 13)))
_PRICES: Final = {
    "price_min": NumberBox(_l("ราคาต่ำสุด"), BAHT, _HIGHEST_BAHT, least=0, outward=False),
    "price_max": NumberBox(_l("ราคาสูงสุด"), BAHT, _HIGHEST_BAHT, outward=True),
}
_BOXES: Final = {
    ListingKind.CRAFT: _PRICES,
    ListingKind.ROUTE: {**_PRICES, "group": NumberBox(_l("จำนวนคน"), PEOPLE, 999)},
}


def read_filters(kind: ListingKind, places: Places) -> tuple[Filters, Misreadings]:
    """Read the limits of this request. What cannot be read, or names nothing, limits nothing.

    Returns:
        The limits, and what was typed into boxes and is none.
    """
    chosen = _slugs("category", places.categories)
    numbers, misread = read_boxes(_typed, _BOXES[kind], tuple(_PRICES))
    filters = Filters(
        kind=kind,
        categories=chosen,
        branch=branch(places.categories, chosen),
        communities=_slugs("community", places.communities),
        districts=_slugs("district", places.districts),
        # Nothing and zero are the same for a lowest price.
        price_min=_satang(numbers["price_min"] or None),
        price_max=_satang(numbers["price_max"]),
        in_stock=request.args.get("in_stock") == "1" and kind is ListingKind.CRAFT,
        group=numbers.get("group"),
        month=_month(),
        sort=_sort(),
        page=page_number(),
    )
    return filters, misread


def limits_of(chosen: Filters) -> Filters:
    """Return what counts and filter forms depend on: the same on every page and in every order."""
    return replace(chosen, page=1, sort=Sort.NEWEST)


def _slugs(name: str, known: Sequence[Named]) -> tuple[str, ...]:
    found = set(request.args.getlist(name)) & {node.slug for node in known}
    return tuple(sorted(found)[:_MOST])


def _typed(name: str) -> str:
    return request.args.get(name, "")


def _month() -> int | None:
    text = _typed("month")
    return int(text) if text in _MONTHS else None


def _satang(baht: int | None) -> int | None:
    return None if baht is None else baht * 100


def _sort() -> Sort:
    wanted = request.args.get("sort", "")
    return Sort(wanted) if wanted in set(Sort) else Sort.NEWEST


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a filter."""

    value: str
    words: str
    count: int | None
    chosen: bool


def sorted_by_name(nodes: Iterable[Any]) -> list[Any]:
    """Sort things with ``name_th`` and ``name_en`` as the reader's language does."""
    if current_lang() == THAI:
        return sorted(nodes, key=lambda node: thai_sort_key(without_prefix(node.name_th)))
    return sorted(nodes, key=lambda node: english_sort_key(pick(node, "name")))


def category_choices(tree: Sequence[Named], tally: Tally, chosen: Filters) -> list[Choice]:
    """Return the top categories that hold something, and those chosen."""
    totals = {node.slug: _total(tree, node.slug, tally) for node in tree}
    return [
        Choice(node.slug, pick(node, "name"), totals[node.slug], node.slug in chosen.categories)
        for node in tree
        if node.slug in chosen.categories or (node.parent is None and totals[node.slug])
    ]


def _total(tree: Sequence[Named], slug: str, tally: Tally) -> int:
    return sum(tally.categories.get(below, 0) for below in branch(tree, (slug,)))


def place_choices(places: Sequence[Named], counts: Any, chosen: Sequence[str]) -> list[Choice]:
    """Return the places that hold something, and those chosen, by name."""
    return [
        Choice(node.slug, pick(node, "name"), counts.get(node.slug, 0), node.slug in chosen)
        for node in sorted_by_name(places)
        if node.slug in chosen or counts.get(node.slug)
    ]


@dataclass(frozen=True, slots=True)
class Facets:
    """The boxes of a list's filter form, worked out only when the form is not kept.

    Attributes:
        limits: what the form depends on: the limits of the list, whatever its page and order.
    """

    limits: Filters
    places: Places
    tally: Tally

    def categories(self) -> list[Choice]:
        """Return the top categories that hold something, and those chosen."""
        return category_choices(self.places.categories, self.tally, self.limits)

    def communities(self) -> list[Choice]:
        """Return the communities that hold something, and those chosen, by name."""
        found = self.tally.communities
        return place_choices(self.places.communities, found, self.limits.communities)

    def districts(self) -> list[Choice]:
        """Return the districts, as ``communities``."""
        return place_choices(self.places.districts, self.tally.districts, self.limits.districts)


def query_of(chosen: Filters, **changes: Any) -> list[tuple[str, str]]:
    """Return the limits as query pairs, some of them changed; page 1 and defaults are left out.

    Args:
        chosen: the limits of this page.
        changes: parameter -> value, list of values, or None to leave it out.
    """
    pairs: dict[str, Any] = {
        "category": chosen.categories,
        "community": chosen.communities,
        "district": chosen.districts,
        "price_min": _baht(chosen.price_min),
        "price_max": _baht(chosen.price_max),
        "in_stock": "1" if chosen.in_stock else None,
        "group": chosen.group,
        "month": chosen.month,
        "sort": None if chosen.sort is Sort.NEWEST else chosen.sort.value,
    }
    pairs.update(changes)
    return [(name, str(value)) for name, values in pairs.items() for value in _listed(values)]


def _listed(values: Any) -> Iterable[Any]:
    if values is None:
        return ()
    return values if isinstance(values, tuple | list) else (values,)


def _baht(satang: int | None) -> int | None:
    return None if satang is None else satang // 100


def address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return a path with a query."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def said(path: str, chosen: Filters, places: Places) -> list[tuple[str, str]]:
    """Return each limit in words with the address that takes it off."""
    found = []
    for name, values, nodes in (
        ("category", chosen.categories, places.categories),
        ("community", chosen.communities, places.communities),
        ("district", chosen.districts, places.districts),
    ):
        names = {node.slug: pick(node, "name") for node in nodes}
        for value in values:
            rest = [other for other in values if other != value]
            found.append((names.get(value, value), query_of(chosen, **{name: rest})))
    found += [(words, query_of(chosen, **{name: None})) for words, name in _single(chosen)]
    return [(words, address(path, pairs)) for words, pairs in found]


def _single(chosen: Filters) -> list[tuple[str, str]]:
    words = []
    if chosen.price_min is not None:
        words.append((_("ตั้งแต่ %(price)s", price=money(chosen.price_min)), "price_min"))
    if chosen.price_max is not None:
        words.append((_("ไม่เกิน %(price)s", price=money(chosen.price_max)), "price_max"))
    if chosen.in_stock:
        words.append((_("พร้อมส่ง"), "in_stock"))
    if chosen.group is not None:
        words.append((ngettext("%(num)s คน", "%(num)s คน", chosen.group), "group"))
    if chosen.month is not None:
        words.append((month_name(chosen.month), "month"))
    return words
