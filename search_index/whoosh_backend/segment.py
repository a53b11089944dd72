"""Reading one flat file: postings, facts and texts of an immutable segment."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from search_index.whoosh_backend import bits, record
from search_index.whoosh_backend.container import Array, Container

if TYPE_CHECKING:
    from pathlib import Path

Mask = npt.NDArray[np.bool_]
_TEXT_AT = {name: position for position, name in enumerate(record.TEXTS)}
_NO_IDS: Array = np.zeros(0, np.uint32)
_NO_WEIGHTS: Array = np.zeros(0, np.float32)


class FlatSegment:
    """A segment in memory-mapped arrays; safe to share between threads, nothing is changed.

    Attributes:
        id: Whoosh's name of it.
        count: Documents, deleted ones included.
        rows: One row of bits per choice of a facet; see :mod:`bits`.
    """

    def __init__(self, path: Path, segment_id: str) -> None:
        self.id = segment_id
        self._file = Container(path)
        self.count: int = self._file.meta["count"]
        self._names: dict[str, list[str]] = self._file.meta["names"]
        self._numbers: dict[str, dict[str, int]] = {
            field: {name: i for i, name in enumerate(names)} for field, names in self._names.items()
        }
        self._row_names: list[bits.Row] = [(name, code) for name, code in self._file.meta["rows"]]
        self._row_at = {row: at for at, row in enumerate(self._row_names)}
        self.rows: bits.Bits = self._file.array("b").reshape(len(self._row_names), -1)
        self._term_at = self._file.array("x.at")
        self._term_start = self._file.position("x")
        self._list_at = self._file.array("x.list")
        self._ids = self._file.array("x.ids")
        self._weights = self._file.array("x.weights")
        self._text_at = self._file.array("t.at")
        self._text_start = self._file.position("t")
        self.find = lru_cache(maxsize=4096)(self._find)

    def number(self, name: str) -> Array:
        """Column of :data:`record.NUMBERS`."""
        return self._file.array("n." + name)

    def _term(self, position: int) -> bytes:
        begin, end = int(self._term_at[position]), int(self._term_at[position + 1])
        return self._file.raw[self._term_start + begin : self._term_start + end]

    def _find(self, term: str) -> tuple[int, int]:
        wanted = term.encode("utf-8", "surrogatepass")
        low, high = 0, len(self._term_at) - 1
        while low < high:
            middle = (low + high) // 2
            if self._term(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(self._term_at) - 1 and self._term(low) == wanted:
            return int(self._list_at[low]), int(self._list_at[low + 1])
        return 0, 0

    def frequency(self, term: str) -> int:
        """Documents that hold a term, deleted ones included."""
        begin, end = self.find(term)
        return end - begin

    def postings(self, term: str) -> tuple[Array, Array]:
        """Ascending document numbers and weights of a term."""
        begin, end = self.find(term)
        if begin == end:
            return _NO_IDS, _NO_WEIGHTS
        return self._ids[begin:end], self._weights[begin:end].astype(np.float32)

    def having(self, field: str, codes: frozenset[str]) -> Mask:
        """Documents that carry any of the codes."""
        if field not in bits.CODE_FIELDS:
            return self._having_maker(codes)
        wanted = [self._row_at[field, code] for code in codes if (field, code) in self._row_at]
        if not wanted:
            return np.zeros(self.count, bool)
        return bits.unpacked(np.bitwise_or.reduce(self.rows[wanted], axis=0), self.count)

    def _having_maker(self, codes: frozenset[str]) -> Mask:
        known = self._numbers["organisation"]
        mask = np.zeros(self.count, bool)
        makers, owners = self._makers()
        hit = np.isin(makers, [known[code] for code in codes if code in known])
        mask[owners[hit]] = True
        return mask

    def _makers(self) -> tuple[Array, Array]:
        """Numbers of makers, and the documents that they belong to."""
        at = self._file.array("c.organisation.at")
        return self._file.array("c.organisation"), np.repeat(np.arange(self.count), np.diff(at))

    @cached_property
    def routes(self) -> Mask:
        """Which documents are routes."""
        return self.having("kind", frozenset({"route"}))

    def count_makers(self, mask: Mask) -> dict[str, int]:
        """How many of the documents each maker has; zeros left out."""
        makers, owners = self._makers()
        names = self._names["organisation"]
        counts = np.bincount(makers[mask[owners]], minlength=len(names))
        return {names[i]: int(counts[i]) for i in np.flatnonzero(counts).tolist()}

    def count_rows(self, mask: bits.Bits, wanted: frozenset[str]) -> dict[str, dict[str, int]]:
        """How many of the documents stand in each row of the wanted facets; zeros left out."""
        found: dict[str, dict[str, int]] = {name: {} for name in wanted}
        chosen = [at for at, (name, _) in enumerate(self._row_names) if name in wanted]
        if not chosen:
            return found
        begin, end = chosen[0], chosen[-1] + 1
        counts = bits.count_bits(self.rows[begin:end], mask)
        for at in chosen:
            name, code = self._row_names[at]
            if counts[at - begin]:
                found[name][code] = counts[at - begin]
        return found

    def codes(self, field: str, document: int) -> list[str]:
        """Codes of one document."""
        at = self._file.array(f"c.{field}.at")
        found = self._file.array("c." + field)[int(at[document]) : int(at[document + 1])]
        names = self._names[field]
        return [names[code] for code in found.tolist()]

    def tier_prices(self, group: int) -> Array:
        """Price for a party of this size; the from-price without tiers, -1 when none fits."""
        prices = self.number("price").copy()
        at = self._file.array("p.at")
        tiers = self._file.array("p").reshape(-1, 3)
        if tiers.size:
            prices[np.diff(at) > 0] = record.NONE
            fits = (tiers[:, 0] <= group) & (group <= tiers[:, 1])
            owners = np.repeat(np.arange(self.count), np.diff(at))
            prices[owners[fits]] = tiers[fits, 2]
        return prices

    def text(self, document: int, name: str) -> str:
        """One of :data:`record.TEXTS`."""
        begin, end = self.text_range(document, name)
        return self._file.raw[begin:end].decode()

    def text_range(self, document: int, name: str) -> tuple[int, int]:
        """Where a text stands in :meth:`contains`'s file."""
        at = document * len(record.TEXTS) + _TEXT_AT[name]
        begin, end = int(self._text_at[at]), int(self._text_at[at + 1])
        return self._text_start + begin, self._text_start + end

    def contains(self, document: int, name: str, needle: bytes) -> bool:
        """Tell whether a text holds these bytes, without copying it."""
        begin, end = self.text_range(document, name)
        return self._file.raw.find(needle, begin, end) >= 0

    def title_order(self, name: str) -> Array:
        """Documents in the order of their plain title (``plain_th`` or ``plain_en``)."""
        return self._file.array("s." + name)

    def terms_starting(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Terms with this beginning and their document counts, in byte order."""
        wanted = prefix.encode()
        low, high = 0, len(self._term_at) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._term(middle) < wanted else (low, middle)
        found: list[tuple[str, int]] = []
        while low < len(self._term_at) - 1 and len(found) < limit:
            term = self._term(low)
            if not term.startswith(wanted):
                break
            found.append((term.decode(), int(self._list_at[low + 1] - self._list_at[low])))
            low += 1
        return found

    def meta(self) -> dict[str, Any]:
        """Notes of the file."""
        return self._file.meta
