"""Postings on their way into a segment, as arrays instead of a tuple for each.

Whoosh's own pool makes a tuple of five for every posting, sorts them, spills them to disk and adds
them one by one: half the time of a rebuild, and more than half beyond 10,000 documents. Here a
posting is 12 bytes in three arrays that go to a scratch file by the million; at the end each is put
in its place at once. Whoosh gets them a term at a time, in its own file format; the flat file takes
the same arrays as they are, so nothing is read back out of Whoosh.
"""

from __future__ import annotations

import tempfile
from array import array
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


FIELD = "x"
SPILL = 4_000_000
"""Postings that are kept in memory before they go to the scratch file."""
UNIT = 0.25
"""Weights of documents are sums of quarters (``analyze``), which is how the flat file keeps them."""
_HEAVIEST = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class Postings:
    """All postings of a segment.

    Attributes:
        terms: In byte order.
        at: Where the postings of each term begin, and the end.
        documents: Rising within a term.
        weights: In units of :data:`UNIT`.
    """

    terms: list[bytes]
    at: npt.NDArray[np.int64]
    documents: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.uint16]


class _Numbers(dict[str, int]):
    """Numbers of terms in the order in which they are met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class ArrayPool:
    """Takes the place of ``whoosh.writing.PostingPool`` in a writer with one indexed field.

    Args:
        folder: Where the scratch file lies; it has no name and goes with the process.

    Attributes:
        postings: All postings, once they were asked for.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = _Numbers()
        self._scratch: BinaryIO | None = None
        self._spilled: list[int] = []
        self._begin()
        self.postings: Postings | None = None

    def _begin(self) -> None:
        self._terms = array("I")
        self._documents = array("I")
        self._weights = array("f")

    def add_document(self, terms: Mapping[str, float], document: int) -> None:
        """Take in all weighted terms of a document."""
        self._terms.extend(map(self._numbers.__getitem__, terms))
        self._weights.extend(terms.values())
        self._documents.extend(repeat(document, len(terms)))
        self._spill_when_full()

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take in one posting, as Whoosh hands it over when it merges small segments."""
        _, text, document, weight, _ = item
        self._terms.append(self._numbers[text.decode("utf-8", "surrogatepass")])
        self._documents.append(document)
        self._weights.append(weight)
        self._spill_when_full()

    def _spill_when_full(self) -> None:
        if len(self._terms) >= SPILL:
            if self._scratch is None:
                self._scratch = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 (closed by cleanup)
            for part in (self._terms, self._documents, self._weights):
                part.tofile(self._scratch)
            self._spilled.append(len(self._terms))
            self._begin()

    def _parts(self) -> Iterator[tuple[Any, Any, Any]]:
        """Terms, documents and weights as they came, in pieces."""
        if self._scratch is not None:
            self._scratch.seek(0)
            for size in self._spilled:
                kinds = (np.uint32, np.uint32, np.float32)
                terms, documents, weights = (np.fromfile(self._scratch, k, size) for k in kinds)
                yield terms, documents, weights
        yield (
            np.frombuffer(self._terms, np.uint32),
            np.frombuffer(self._documents, np.uint32),
            np.frombuffer(self._weights, np.float32),
        )

    def _sorted(self) -> Postings:
        encoded = [term.encode("utf-8", "surrogatepass") for term in self._numbers]
        order = sorted(range(len(encoded)), key=encoded.__getitem__)
        rank = np.empty(len(order), np.uint32)
        rank[order] = np.arange(len(order), dtype=np.uint32)
        counts = np.zeros(len(order), np.int64)
        for terms, _, _ in self._parts():
            counts += np.bincount(terms, minlength=len(order))
        at = np.concatenate([[0], np.cumsum(counts[order])]).astype(np.int64)
        documents = np.empty(int(at[-1]), np.uint32)
        weights = np.empty(int(at[-1]), np.uint16)
        free = at[:-1].copy()
        for terms, found, worth in self._parts():
            ranks = rank[terms]
            mine = np.argsort(ranks, kind="stable")
            sizes = np.bincount(ranks, minlength=len(order))
            places = np.arange(len(mine)) + np.repeat(free - (np.cumsum(sizes) - sizes), sizes)
            documents[places] = found[mine]
            weights[places] = np.minimum(np.rint(worth[mine] / UNIT), _HEAVIEST)
            free += sizes
        return Postings([encoded[number] for number in order], at, documents, weights)

    def iter_postings(self) -> Iterator[tuple[bytes, npt.NDArray[Any], npt.NDArray[Any]]]:
        """Yield each term in byte order with its rising document numbers and their weights."""
        found = self.postings = self._sorted()
        self.cleanup()
        ends = found.at.tolist()
        for number, text in enumerate(found.terms):
            begin, end = ends[number], ends[number + 1]
            weights = found.weights[begin:end].astype(np.float32) * np.float32(UNIT)
            yield text, found.documents[begin:end], weights

    def cleanup(self) -> None:
        """Forget the scratch file; Whoosh calls this at the end."""
        self._begin()
        if self._scratch is not None:
            self._scratch.close()
            self._scratch = None


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes whole blocks; Whoosh's own way asks each posting several questions."""

    def write(self, documents: npt.NDArray[np.uint32], weights: npt.NDArray[np.float32]) -> None:
        """Write all postings of the term that was started."""
        for begin in range(0, len(documents), self._blocklimit):
            if begin:
                self._write_block()
            self._ids = array("I", documents[begin : begin + self._blocklimit].tobytes())
            self._weights = array("f", weights[begin : begin + self._blocklimit].tobytes())
            self._maxweight = float(weights[begin : begin + self._blocklimit].max())

    def _mini_ids(self) -> tuple[int, ...]:
        if len(self._ids) == 1:
            return (self._ids[0],)
        ids = np.frombuffer(self._ids, np.uint32)
        steps = ids.copy()
        steps[1:] -= ids[:-1]
        return tuple(steps.tolist())

    def _mini_weights(self) -> float | tuple[float, ...] | None:
        first = self._weights[0]
        if self._weights.count(first) == len(self._weights):
            return None if first == 1.0 else float(first)
        return tuple(self._weights)


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
            self._postwriter.write(documents, weights)
            self.finish_term()
        if started:
            self.finish_field()


class Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's third codec with our way of writing terms; the files are the same."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        """Return the writer of terms."""
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, *, byteids: bool = False) -> _PostingsWriter:
        """Return the writer of a field's postings."""
        return _PostingsWriter(
            dbfile,
            blocklimit=self._blocklimit,
            byteids=byteids,
            compression=1,
            inlinelimit=self._inlinelimit,
        )
