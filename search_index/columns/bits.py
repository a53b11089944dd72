"""One bit per document for every choice of a filter, so that a facet is counted in one stroke.

Rows are made once for a set of documents, by the embedded engine with the flat file: counting all facets of 200,000 documents is one AND and one
count of bits over some four megabytes, whatever was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from search_index.columns import record
from search_index.contract import GROUP_STEPS, LEAD_STEPS, PRICE_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Array = npt.NDArray[Any]
Bits = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
Row = tuple[str, str]
"""Facet and code."""

CODE_FIELDS = tuple(name for name in record.CODES if name != "organisation")
"""Fields with few codes; makers are too many for a row each."""
_WORD = 64
_SPARSE = 3
_AT_ONCE = 16


def packed(mask: Mask) -> Bits:
    """One bit per document, in whole words of 64."""
    row = np.zeros(-(-mask.size // _WORD) * 8, np.uint8)
    row[: -(-mask.size // 8)] = np.packbits(mask, bitorder="little")
    return row.view(np.uint64)


def unpacked(row: Bits, count: int) -> Mask:
    """The mask of a row, or of an OR of rows."""
    return np.unpackbits(row.view(np.uint8), count=count, bitorder="little").view(np.bool_)


def count_bits(rows: Bits, mask: Bits) -> Array:
    """How many documents of the mask stand in each row.

    Where few words of the mask hold a document, only those are looked at. Some rows at a time,
    so that what is worked on stays in the processor's cache.
    """
    found = np.flatnonzero(mask)
    if found.size * _SPARSE < mask.size:
        rows, mask = np.take(rows, found, axis=1), mask[found]
    counts = np.empty(len(rows), np.int64)
    for begin in range(0, len(rows), _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        np.bitwise_count(rows[some] & mask).sum(axis=1, dtype=np.int64, out=counts[some])
    return counts


class Rows:
    """Rows of bits, each for one code of a facet.

    Args:
        names: Facet and code of each row; a facet's rows stand together.
        matrix: The rows.
        count: Documents.
    """

    def __init__(self, names: Sequence[Row], matrix: Bits, count: int) -> None:
        self._names = names
        self._at = {row: at for at, row in enumerate(names)}
        self._matrix = matrix
        self._count = count

    def having(self, field: str, codes: frozenset[str]) -> Mask:
        """Documents that stand in the row of any of the codes."""
        wanted = [self._at[field, code] for code in codes if (field, code) in self._at]
        if not wanted:
            return np.zeros(self._count, bool)
        return unpacked(np.bitwise_or.reduce(self._matrix[wanted], axis=0), self._count)

    def counted(self, mask: Bits, wanted: frozenset[str]) -> dict[str, dict[str, int]]:
        """How many of the documents stand in each row of the wanted facets; zeros left out."""
        found: dict[str, dict[str, int]] = {name: {} for name in wanted}
        chosen = [at for at, (name, _) in enumerate(self._names) if name in wanted]
        if not chosen:
            return found
        begin, end = chosen[0], chosen[-1] + 1
        counts = count_bits(self._matrix[begin:end], mask)
        for at in (np.flatnonzero(counts) + begin).tolist():
            name, code = self._names[at]
            if name in wanted:
                found[name][code] = int(counts[at - begin])
        return found


def rows_of(
    array: Callable[[str], Array], names: Mapping[str, Sequence[str]]
) -> tuple[list[Row], Bits]:
    """Make all rows of a set of documents.

    Args:
        array: Their arrays by name; see :class:`facts.Columns`.
        names: Codes of each field by their number.
    """
    numbers = {name: array("n." + name) for name in record.NUMBERS}
    coded = list(_coded(array, names, len(numbers["id"])))
    routes = dict(coded).get(("kind", "route"), np.zeros(len(numbers["id"]), bool))
    rows = [*coded, *_computed(numbers, routes)]
    matrix = np.stack([packed(mask) for _, mask in rows])
    return [row for row, _ in rows], matrix


def _coded(
    array: Callable[[str], Array], names: Mapping[str, Sequence[str]], count: int
) -> Iterator[tuple[Row, Mask]]:
    for field in CODE_FIELDS:
        codes = array("c." + field)
        owners = np.repeat(np.arange(count), np.diff(array(f"c.{field}.at")))
        owners = owners[np.argsort(codes, kind="stable")]
        ends = np.cumsum(np.bincount(codes, minlength=len(names[field])))
        for code, number in sorted((code, number) for number, code in enumerate(names[field])):
            mask = np.zeros(count, bool)
            mask[owners[ends[number - 1] if number else 0 : ends[number]]] = True
            yield (field, code), mask


def _computed(n: Mapping[str, Array], routes: Mask) -> Iterator[tuple[Row, Mask]]:
    yield ("in_stock", "1"), (n["flags"] & record.IN_STOCK) > 0
    yield ("made_to_order", "1"), (n["flags"] & record.MADE_TO_ORDER) > 0
    yield ("wholesale", "1"), n["wholesale"] >= 0
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
