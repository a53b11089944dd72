"""One bit per document for every choice of a filter, so that a facet is counted in one stroke.

Rows are written with the flat file: counting all facets of 200,000 documents is one AND and one
count of bits over some four megabytes, whatever was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from search_index.contract import GROUP_STEPS, LEAD_STEPS, PRICE_STEPS
from search_index.whoosh_backend import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search_index.whoosh_backend.container import Array

Bits = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
Row = tuple[str, str]
"""Facet and code."""

CODE_FIELDS = tuple(name for name in record.CODES if name != "organisation")
"""Fields with few codes; makers are too many for a row each."""
_WORD = 64


def packed(mask: Mask) -> Bits:
    """One bit per document, in whole words of 64."""
    row = np.zeros(-(-mask.size // _WORD) * 8, np.uint8)
    row[: -(-mask.size // 8)] = np.packbits(mask, bitorder="little")
    return row.view(np.uint64)


def unpacked(row: Bits, count: int) -> Mask:
    """The mask of a row, or of an OR of rows."""
    return np.unpackbits(row.view(np.uint8), count=count, bitorder="little").view(np.bool_)


def count_bits(rows: Bits, mask: Bits) -> list[int]:
    """How many documents of the mask stand in each row."""
    found: list[int] = np.bitwise_count(rows & mask).sum(axis=1, dtype=np.int64).tolist()
    return found


def rows_of(
    numbers: Mapping[str, Array], lists: Mapping[str, Sequence[Sequence[str]]]
) -> tuple[list[Row], Bits]:
    """Make all rows of a segment.

    Args:
        numbers: Columns of :data:`record.NUMBERS`.
        lists: Codes of each document by field.
    """
    rows = [*_coded(lists), *_computed(numbers, lists)]
    width = -(-len(numbers["id"]) // _WORD)
    matrix = np.stack([packed(mask) for _, mask in rows]) if rows else np.zeros((0, width))
    return [row for row, _ in rows], matrix.astype(np.uint64, copy=False)


def _coded(lists: Mapping[str, Sequence[Sequence[str]]]) -> Iterator[tuple[Row, Mask]]:
    for field in CODE_FIELDS:
        holders: dict[str, list[int]] = {}
        for document, codes in enumerate(lists[field]):
            for code in codes:
                holders.setdefault(code, []).append(document)
        for code in sorted(holders):
            mask = np.zeros(len(lists[field]), bool)
            mask[holders[code]] = True
            yield (field, code), mask


def _computed(
    n: Mapping[str, Array], lists: Mapping[str, Sequence[Sequence[str]]]
) -> Iterator[tuple[Row, Mask]]:
    yield ("in_stock", "1"), (n["flags"] & record.IN_STOCK) > 0
    yield ("made_to_order", "1"), (n["flags"] & record.MADE_TO_ORDER) > 0
    yield ("wholesale", "1"), n["wholesale"] >= 0
    routes = np.array(["route" in kinds for kinds in lists["kind"]], bool)
    for size in GROUP_STEPS:
        yield ("group", str(size)), routes & (n["group_min"] <= size) & (size <= n["group_max"])
    for month in range(1, 13):
        yield ("month", str(month)), (n["months"] & (1 << month)) > 0
    for longest in LEAD_STEPS:
        yield ("lead_time", str(longest)), (n["lead"] >= 0) & (n["lead"] <= longest)
    for step, low in enumerate(PRICE_STEPS):
        above: Any = PRICE_STEPS[step + 1] if step + 1 < len(PRICE_STEPS) else np.inf
        yield ("price", price_code(step)), (n["price"] >= low) & (n["price"] < above)


def price_code(step: int) -> str:
    """Code of a step of the price facet: "10000-30000" in satang, the last "1000000-"."""
    above = str(PRICE_STEPS[step + 1]) if step + 1 < len(PRICE_STEPS) else ""
    return f"{PRICE_STEPS[step]}-{above}"
