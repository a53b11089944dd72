"""Reading one flat file: postings, facts and texts of an immutable segment."""

from __future__ import annotations

import struct
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.columns import bits, record
from search_index.columns.facts import Array, Columns, Mask
from search_index.whoosh_backend.container import Container
from search_index.whoosh_backend.flat import HEAD
from search_index.whoosh_backend.pool import UNIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TEXT_AT = {name: position for position, name in enumerate(record.TEXTS)}
_BETWEEN = struct.Struct("<2I")
_UNIT = np.float32(UNIT)
_NO_IDS: Array = np.zeros(0, np.uint32)
_NO_WEIGHTS: Array = np.zeros(0, np.float32)


class FlatSegment(Columns):
    """A segment, its facts mapped, its postings and texts read when asked for.

    Nothing is changed, so threads may share it.

    Attributes:
        id: Whoosh's name of it.
        count: Documents, deleted ones included.
    """

    def __init__(self, path: Path, segment_id: str) -> None:
        self.id = segment_id
        self._file = Container(path)
        super().__init__(self._file.meta["count"], self._file.meta["names"])
        self._term_at = self._file.array("x.at")
        self._term_start = self._file.position("x")
        self._list_at = self._file.array("x.list")
        self._ids_start = self._file.position("x.ids")
        self._weights_start = self._file.position("x.weights")
        self._columns = {n: row for row, n in enumerate(self._file.array("w.terms").tolist())}
        self._columns_start = self._file.position("w")
        self._text_at = self._file.array("t.at")
        self._text_start = self._file.position("t")
        self.find = lru_cache(maxsize=4096)(self._find)

    def array(self, name: str) -> Array:
        """A view of the mapped file."""
        return self._file.array(name)

    @cached_property
    def rows(self) -> bits.Rows:
        """One row of bits per choice of a facet, as they were written."""
        names = [(name, code) for name, code in self._file.meta["rows"]]
        return bits.Rows(names, self.array("b").reshape(len(names), -1), self.count)

    def _term(self, position: int) -> bytes:
        begin, end = int(self._term_at[position]), int(self._term_at[position + 1])
        return self._file.raw[self._term_start + begin : self._term_start + end]

    def _find(self, term: str) -> int:
        """Number of a term; -1 for one that no document holds."""
        wanted = term.encode("utf-8", "surrogatepass")
        low, high = 0, len(self._term_at) - 1
        while low < high:
            middle = (low + high) // 2
            if self._term(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(self._term_at) - 1 and self._term(low) == wanted:
            return low
        return -1

    def frequency(self, term: str) -> int:
        """Documents that hold a term, deleted ones included."""
        number = self.find(term)
        return 0 if number < 0 else int(self._list_at[number + 1] - self._list_at[number])

    def postings(self, term: str) -> tuple[Array, Array]:
        """Ascending document numbers and weights of a term."""
        number = self.find(term)
        if number < 0:
            return _NO_IDS, _NO_WEIGHTS
        begin, end = int(self._list_at[number]), int(self._list_at[number + 1])
        read, ids, weights = self._file.read, self._ids_start, self._weights_start
        documents = np.frombuffer(read(ids + 4 * begin, ids + 4 * end), np.uint32)
        worth = np.frombuffer(read(weights + 2 * begin, weights + 2 * end), np.uint16)
        return documents, worth * _UNIT

    def column(self, term: str) -> Array | None:
        """Weights of a common term in all documents, 0 where it does not stand; None for others."""
        row = self._columns.get(self.find(term))
        if row is None:
            return None
        begin = self._columns_start + 2 * row * self.count
        worth = np.frombuffer(self._file.read(begin, begin + 2 * self.count), np.uint16)
        return worth.astype(np.float32) * _UNIT

    def texts(self, document: int) -> Callable[[str], str]:
        """Texts of a document by their name in :data:`record.TEXTS`."""
        blob = self._blob(document)
        places = HEAD.unpack_from(blob)

        def text(name: str) -> str:
            at = _TEXT_AT[name]
            return blob[places[at] : places[at + 1]].decode()

        return text

    def _blob(self, document: int) -> bytes:
        begin, end = int(self._text_at[document]), int(self._text_at[document + 1])
        return self._file.read(self._text_start + begin, self._text_start + end)

    def contain(self, documents: Array, name: str, needle: str) -> Mask:
        """Which of these documents hold these letters in a text."""
        wanted = needle.encode("utf-8", "surrogatepass")
        at, between = 4 * _TEXT_AT[name], _BETWEEN.unpack_from
        begins = self._text_at[documents]
        sizes = (self._text_at[documents + 1] - begins).tolist()
        blobs = self._file.read_all((begins + self._text_start).tolist(), sizes)
        held = (blob.find(wanted, *between(blob, at)) >= 0 for blob in blobs)
        return np.fromiter(held, bool, len(documents))

    def holding(self, documents: Array, needle: str) -> Mask:
        """Which of these documents hold this plain text."""
        return self.contain(documents, "plain_text", needle)

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
