"""The hits of all segments in a total order, and one page of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.columns.facts import Array
from search_index.columns.limits import prices
from search_index.contract import Filters, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search_index.columns.match import View

_EARTH_M = 6_371_000.0


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of the whole index, one entry per hit in each array.

    Attributes:
        segment: Number of its view.
        document: Number inside the segment.
        scores: Text score.
    """

    segment: Array
    document: Array
    scores: Array

    def __len__(self) -> int:
        """How many hits."""
        return len(self.document)

    def at(self, places: Array) -> Found:
        """Some of the hits, given by rising places."""
        return Found(self.segment[places], self.document[places], self.scores[places])


@dataclass(frozen=True, slots=True)
class Ordering:
    """How to sort: ``near`` for ``Sort.NEAREST``, ``filters`` for the price they see."""

    sort: Sort
    near: tuple[float, float] | None
    filters: Filters


def gather(hits: Sequence[Array], scores: Sequence[Array]) -> Found:
    """Collect the hits of all segments, given as numbers of documents."""
    return Found(
        _join([np.full(len(d), i, np.uint16) for i, d in enumerate(hits)], np.uint16),
        _join(hits, np.int64),
        _join(scores, np.float32),
    )


def _join(parts: Sequence[Array], dtype: type) -> Array:
    filled = [part for part in parts if len(part)]
    if len(filled) == 1:  # mostly one segment holds nearly all
        return filled[0].astype(dtype, copy=False)
    return np.concatenate(filled).astype(dtype, copy=False) if filled else np.zeros(0, dtype)


def distance_m(latitude: Array, longitude: Array, near: tuple[float, float]) -> Array:
    """Great-circle distance in metres; NaN where the position is unknown."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    lat0, lon0 = np.radians(near[0]), np.radians(near[1])
    half = np.sin((lat - lat0) / 2) ** 2
    half += np.cos(lat) * np.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
    distance: Array = 2 * _EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def _column(
    views: Sequence[View[Any]], found: Found, column: Callable[[View[Any]], Array]
) -> Array:
    """Values of the hits, which stand segment after segment."""
    ends = np.searchsorted(found.segment, np.arange(len(views) + 1))
    values = [
        column(view)[found.document[begin:end]]
        for view, (begin, end) in zip(views, pairwise(ends.tolist()), strict=True)
    ]
    return _join(values, np.float64)


def _numbers(views: Sequence[View[Any]], found: Found, name: str) -> Array:
    return _column(views, found, lambda view: view.segment.number(name))


def _keys(views: Sequence[View[Any]], found: Found, ordering: Ordering) -> Array:
    """Smaller comes first; what has no value comes last."""
    if ordering.sort is Sort.NEWEST:
        return -_numbers(views, found, "created")
    if ordering.sort in {Sort.PRICE_UP, Sort.PRICE_DOWN}:
        values = _column(views, found, lambda view: prices(view.segment, ordering.filters))
        signed = values if ordering.sort is Sort.PRICE_UP else -values
        return np.where(values < 0, np.inf, signed)
    if ordering.sort is Sort.NEAREST and ordering.near is not None:
        latitude = _numbers(views, found, "latitude")
        longitude = _numbers(views, found, "longitude")
        return np.nan_to_num(distance_m(latitude, longitude, ordering.near), nan=np.inf)
    if not found.scores.any():
        return -_numbers(views, found, "created")
    return -found.scores


def ordered(views: Sequence[View[Any]], found: Found, ordering: Ordering, upto: int) -> Array:
    """Positions in ``found`` of the first ``upto`` hits, ties by newest id.

    Only what can stand on the page is sorted, with everything that ties with the last of it.
    """
    keys = _keys(views, found, ordering)
    if len(keys) > 4 * upto:
        candidates = np.flatnonzero(keys <= np.partition(keys, upto)[upto])
    else:
        candidates = np.arange(len(keys))
    ids = _numbers(views, found.at(candidates), "id")
    order = np.lexsort((-ids, keys[candidates]))
    return candidates[order][:upto]


def highest(scores: Array, count: int) -> Array:
    """Places of the ``count`` best scores; of several that tie with the last, the first ones."""
    if len(scores) <= count:
        return np.arange(len(scores))
    last = np.partition(scores, len(scores) - count)[len(scores) - count]
    best = np.flatnonzero(scores >= last)
    return best[np.argsort(-scores[best], kind="stable")[:count]]
