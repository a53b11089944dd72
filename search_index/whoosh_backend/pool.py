"""Postings on their way into a Whoosh segment, as arrays instead of a tuple for each.

Whoosh's own pool makes a tuple of five for every posting, sorts them, spills them to disk and adds
them one by one: half the time of a rebuild, and more than half beyond 10,000 documents. Here a
posting is 12 bytes in three arrays; they are sorted once and written a term at a time, into the
same file format. 28 million postings (200,000 listings) take about 600 MB while they are sorted.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

FIELD = "x"


class ArrayPool:
    """Takes the place of ``whoosh.writing.PostingPool`` in a writer with one indexed field."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms = array("I")
        self._documents = array("I")
        self._weights = array("f")

    def add_document(self, terms: Mapping[str, float], document: int) -> None:
        """Take in all weighted terms of a document."""
        numbers = self._numbers
        for term, weight in terms.items():
            self._terms.append(numbers.setdefault(term, len(numbers)))
            self._weights.append(weight)
        self._documents.extend([document] * len(terms))

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take in one posting, as Whoosh hands it over when it merges small segments."""
        _, text, document, weight, _ = item
        number = self._numbers.setdefault(text.decode("utf-8", "surrogatepass"), len(self._numbers))
        self._terms.append(number)
        self._documents.append(document)
        self._weights.append(weight)

    def iter_postings(self) -> Iterator[tuple[bytes, npt.NDArray[Any], npt.NDArray[Any]]]:
        """Yield each term in byte order with its rising document numbers and their weights."""
        terms = np.frombuffer(self._terms, np.uint32)
        documents = np.frombuffer(self._documents, np.uint32)
        weights = np.frombuffer(self._weights, np.float32)
        order = np.argsort(terms, kind="stable")
        ends = np.cumsum(np.bincount(terms, minlength=len(self._numbers)))
        encoded = ((t.encode("utf-8", "surrogatepass"), n) for t, n in self._numbers.items())
        for text, number in sorted(encoded):
            begin = int(ends[number - 1]) if number else 0
            mine = order[begin : int(ends[number])]
            found = documents[mine]
            if found.size > 1 and np.any(found[1:] < found[:-1]):  # merged segments come later
                mine = mine[np.argsort(found, kind="stable")]
                found = documents[mine]
            yield text, found, weights[mine]

    def cleanup(self) -> None:
        """Whoosh calls this at the end; nothing lies on disk."""


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes whole terms; lengths and values are never asked for."""

    def add_postings(self, schema: Any, _lengths: Any, items: Any) -> None:
        """Write what :meth:`ArrayPool.iter_postings` yields."""
        started = False
        for text, documents, weights in items:
            if not started:
                self.start_field(FIELD, schema[FIELD])
                started = True
            self.start_term(text)
            self._write_blocks(documents, weights)
            self.finish_term()
        if started:
            self.finish_field()

    def _write_blocks(
        self, documents: npt.NDArray[np.uint32], weights: npt.NDArray[np.float32]
    ) -> None:
        writer = self._postwriter
        limit = writer._blocklimit  # noqa: SLF001 (Whoosh adds postings one by one)
        for begin in range(0, len(documents), limit):
            if begin:
                writer._write_block()  # noqa: SLF001 (see above)
            writer._ids = array("I", documents[begin : begin + limit].tobytes())  # noqa: SLF001 (see above)
            writer._weights = array("f", weights[begin : begin + limit].tobytes())  # noqa: SLF001 (see above)
            writer._maxweight = float(weights[begin : begin + limit].max())  # noqa: SLF001 (see above)


class Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's third codec with our way of writing terms; the files are the same."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        """Return the writer of terms."""
        return _FieldWriter(self, storage, segment)
