"""Filters and facets over segments: one mask per limit, one count per facet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.columns import bits, record
from search_index.columns.facts import Array, Columns, Mask
from search_index.contract import (
    PRICE_STEPS,
    Facet,
    FacetValue,
    Filters,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search_index.columns.match import View

Masks = dict[str, Mask]
"""One mask per facet whose filter is set."""

_SETS = {
    "category": "categories",
    "community": "communities",
    "district": "districts",
    "organisation": "organisations",
    "language": "languages",
    "accessibility": "accessibility",
    "certificate": "certificates",
    "material": "materials",
    "technique": "techniques",
    "theme": "themes",
}


def prices(segment: Columns, filters: Filters) -> Array:
    """Prices in satang as these filters see them; -1 means no price.

    Who asks for a party sees its tier, who asks for wholesale the wholesale price.
    """
    values = segment.number("price")
    if filters.group is not None:
        values = segment.tier_prices(filters.group)
    if filters.is_wholesale:
        wholesale = segment.number("wholesale_price")
        values = np.where(wholesale >= 0, wholesale, values)
    return values


def _price(segment: Columns, filters: Filters) -> Mask:
    values = prices(segment, filters)
    mask = values >= 0
    if filters.price_min is not None:
        mask = mask & (values >= filters.price_min)
    if filters.price_max is not None:
        mask = mask & (values <= filters.price_max)
    return mask


def _group(segment: Columns, size: int) -> Mask:
    return (segment.number("group_min") <= size) & (size <= segment.number("group_max"))


def _lead(segment: Columns, longest: int) -> Mask:
    lead = segment.number("lead")
    return (lead >= 0) & (lead <= longest)


def _bits(numbers: frozenset[int]) -> int:
    return sum(1 << number for number in numbers if 0 < number < 13)  # noqa: PLR2004 (months)


def _flag(segment: Columns, bits: int) -> Mask:
    return (segment.number("flags") & bits) > 0


def _stock(segment: Columns, filters: Filters) -> Iterator[tuple[str, Mask]]:
    if filters.in_stock:
        yield "in_stock", _flag(segment, record.IN_STOCK)
    if filters.made_to_order:
        yield "made_to_order", _flag(segment, record.MADE_TO_ORDER)
    if filters.ready:
        yield "ready", _flag(segment, record.IN_STOCK | record.MADE_TO_ORDER)
    if filters.is_wholesale:
        least = segment.number("wholesale")
        most = np.iinfo(np.int32).max
        quantity = most if filters.wholesale_quantity is None else filters.wholesale_quantity
        yield "wholesale", (least >= 0) & (least <= quantity)
    if filters.lead_days_max is not None:
        yield "lead_time", _lead(segment, filters.lead_days_max)


def _time(segment: Columns, filters: Filters) -> Iterator[tuple[str, Mask]]:
    if filters.months:
        yield "month", (segment.number("months") & _bits(filters.months)) > 0
    if filters.weekdays:
        yield "weekday", (segment.number("weekdays") & _bits(filters.weekdays)) > 0
    if filters.duration_max is not None:
        minutes = segment.number("duration")
        yield "duration", (minutes >= 0) & (minutes <= filters.duration_max)
    days = segment.number("days")
    if filters.days_max is not None:
        yield "days_max", (days >= 0) & (days <= filters.days_max)
    if filters.days_min is not None:
        yield "days_min", days >= filters.days_min


def masks(segment: Columns, filters: Filters) -> Masks:
    """One mask per limit that is set."""
    found: Masks = {}
    if filters.kind is not None:
        found["kind"] = segment.having("kind", frozenset({filters.kind}))
    for field, name in _SETS.items():
        wanted: frozenset[str] = getattr(filters, name)
        if wanted:
            found[field] = segment.having(field, wanted)
    if filters.price_min is not None or filters.price_max is not None:
        found["price"] = _price(segment, filters)
    if filters.group is not None:
        found["group"] = _group(segment, filters.group)
    found.update(_stock(segment, filters))
    found.update(_time(segment, filters))
    return found


def passing(view: View[Any], found: Mapping[str, Mask], without: str = "") -> Mask:
    """Live documents that pass all limits, but for one."""
    mask = view.live
    for name, limit in found.items():
        if name != without:
            mask = mask & limit
    return mask


def _ranges(segment: Columns, mask: Mask, filters: Filters) -> dict[str, int]:
    values = prices(segment, filters)[mask]
    counts = np.histogram(values[values >= 0], bins=[*PRICE_STEPS, 2**62])[0]
    return {bits.price_code(i): int(count) for i, count in enumerate(counts) if count}


def _count(
    view: View[Any], matched: Mask, found: Masks, filters: Filters, wanted: frozenset[str]
) -> dict[str, dict[str, int]]:
    """Counts of the wanted facets in one segment; those without an own choice in one stroke."""
    segment = view.segment
    counts: dict[str, dict[str, int]] = {}
    own = wanted & found.keys()
    if "price" in wanted and (filters.group is not None or filters.is_wholesale):
        mask = matched & passing(view, found, without="price")
        counts["price"] = _ranges(segment, mask, filters)
    if "organisation" in wanted:
        mask = matched & passing(view, found, without="organisation")
        counts["organisation"] = segment.count_makers(mask)
    for group, without in [(wanted - own, ""), *((frozenset({name}), name) for name in own)]:
        names = group - counts.keys()
        if names:
            row = bits.packed(matched & passing(view, found, without=without))
            counts |= segment.rows.counted(row, names)
    return counts


def _chosen(name: str, filters: Filters) -> frozenset[str]:
    if name in _SETS:
        codes: frozenset[str] = getattr(filters, _SETS[name])
        return codes
    single = {
        "kind": filters.kind,
        "in_stock": "1" if filters.in_stock else None,
        "made_to_order": "1" if filters.made_to_order else None,
        "wholesale": "1" if filters.wholesale else None,
        "group": None if filters.group is None else str(filters.group),
        "lead_time": None if filters.lead_days_max is None else str(filters.lead_days_max),
        "price": f"{filters.price_min or 0}-"
        + ("" if filters.price_max is None else str(filters.price_max)),
    }
    if name == "month":
        return frozenset(map(str, filters.months))
    value = single[name]
    return frozenset() if value is None else frozenset({value})


_BY_NUMBER = frozenset({"price", "group", "month", "lead_time"})


def facets(
    names: Sequence[str],
    views: Sequence[View[Any]],
    hits: Sequence[Mask],
    limits: Sequence[Masks],
    filters: Filters,
) -> tuple[Facet, ...]:
    """Count facets over all hits, each ignoring its own choice.

    Args:
        names: Some of ``contract.FACETS``.
        views: The segments.
        hits: Per segment what the text matches.
        limits: Per segment what :func:`masks` gave.
        filters: The limits in force.
    """
    totals: dict[str, dict[str, int]] = {name: {} for name in names}
    for view, matched, found in zip(views, hits, limits, strict=True):
        if not matched.any():
            continue
        for name, counts in _count(view, matched, found, filters, frozenset(names)).items():
            # To add counters is slow, and mostly one segment holds nearly all.
            totals[name] = Counter(totals[name]) + Counter(counts) if totals[name] else counts
    return tuple(_facet(name, total, _chosen(name, filters)) for name, total in totals.items())


def _facet(name: str, total: Mapping[str, int], chosen: frozenset[str]) -> Facet:
    if name in _BY_NUMBER:
        codes = sorted(total, key=lambda code: int(code.partition("-")[0]))
    else:  # most first, at a tie by code: sorting twice is quicker than by pairs
        codes = sorted(sorted(total), key=total.__getitem__, reverse=True)
    values = map(FacetValue, codes, map(total.__getitem__, codes), map(chosen.__contains__, codes))
    return Facet(name, tuple(values))
