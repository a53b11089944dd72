"""The hits of all segments in a total order, and one page of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.columns.facts import Array, Mask
from search_index.columns.limits import prices
from search_index.contract import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.columns.match import View

_EARTH_M = 6_371_000.0


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of the whole index, one entry per hit in each array.

    Attributes:
        segment: Number of its view.
        document: Number inside the segment.
        ids: Listing id.
        scores: Text score.
    """

    segment: Array
    document: Array
    ids: Array
    scores: Array


@dataclass(frozen=True, slots=True)
class Ordering:
    """How to sort: ``near`` for ``Sort.NEAREST``, ``group`` for the price tier."""

    sort: Sort
    near: tuple[float, float] | None
    group: int | None


def gather(views: Sequence[View[Any]], scores: Sequence[Array], hits: Sequence[Mask]) -> Found:
    """Collect the hits of all segments."""
    documents = [np.flatnonzero(mask) for mask in hits]
    return Found(
        _join([np.full(len(d), i, np.int64) for i, d in enumerate(documents)], np.int64),
        _join(documents, np.int64),
        _join([v.segment.number("id")[d] for v, d in zip(views, documents, strict=True)], np.int64),
        _join([s[d] for s, d in zip(scores, documents, strict=True)], np.float32),
    )


def _join(parts: Sequence[Array], dtype: type) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, dtype)


def distance_m(latitude: Array, longitude: Array, near: tuple[float, float]) -> Array:
    """Great-circle distance in metres; NaN where the position is unknown."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    lat0, lon0 = np.radians(near[0]), np.radians(near[1])
    half = np.sin((lat - lat0) / 2) ** 2
    half += np.cos(lat) * np.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
    distance: Array = 2 * _EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def _column(views: Sequence[View[Any]], found: Found, name: str) -> Array:
    values = np.zeros(len(found.ids), np.float64)
    for i, view in enumerate(views):
        mine = found.segment == i
        values[mine] = view.segment.number(name)[found.document[mine]]
    return values


def _prices(views: Sequence[View[Any]], found: Found, group: int | None) -> Array:
    values = np.zeros(len(found.ids), np.float64)
    for i, view in enumerate(views):
        mine = found.segment == i
        values[mine] = prices(view.segment, group)[found.document[mine]]
    return values


def _keys(views: Sequence[View[Any]], found: Found, ordering: Ordering) -> Array:
    """Smaller comes first; what has no value comes last."""
    if ordering.sort is Sort.NEWEST:
        return -_column(views, found, "created")
    if ordering.sort in {Sort.PRICE_UP, Sort.PRICE_DOWN}:
        values = _prices(views, found, ordering.group)
        signed = values if ordering.sort is Sort.PRICE_UP else -values
        return np.where(values < 0, np.inf, signed)
    if ordering.sort is Sort.NEAREST and ordering.near is not None:
        latitude = _column(views, found, "latitude")
        longitude = _column(views, found, "longitude")
        return np.nan_to_num(distance_m(latitude, longitude, ordering.near), nan=np.inf)
    if not found.scores.any():
        return -_column(views, found, "created")
    return -found.scores.astype(np.float64)


def ordered(views: Sequence[View[Any]], found: Found, ordering: Ordering, upto: int) -> Array:
    """Positions in ``found`` of the first ``upto`` hits, ties by newest id.

    Only what can stand on the page is sorted, with everything that ties with the last of it.
    """
    keys = _keys(views, found, ordering)
    candidates = np.arange(len(keys))
    if len(keys) > 4 * upto:
        last = np.partition(keys, upto)[upto]
        candidates = np.flatnonzero(keys <= last)
    order = np.lexsort((-found.ids[candidates], keys[candidates]))
    return candidates[order][:upto]
