"""A Whoosh segment as one file of arrays, written once by whoever commits, mapped by all readers."""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.columns import bits, record
from search_index.whoosh_backend import container

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search_index.columns.facts import Array
    from search_index.whoosh_backend.engine import Segment


def build(segment: Segment, path: Path) -> None:
    """Write the flat file of a segment."""
    texts = _Texts()
    records: list[dict[str, Any]] = []
    for stored in segment.stored():
        entry = record.load(stored)
        texts.add(entry.pop("t"))
        # Tuples of plain values: the collector of the interpreter need not visit them again and again.
        records.append(
            {
                "n": tuple(entry["n"]),
                "c": tuple(tuple(map(sys.intern, codes)) for codes in entry["c"]),
                "p": tuple(map(tuple, entry["p"])),
            }
        )
    arrays: dict[str, Array] = {}
    arrays |= _numbers(records)
    names = _codes(records, arrays)
    rows, matrix = bits.rows_of(arrays.__getitem__, names)
    arrays["b"] = matrix.reshape(-1)
    _tiers(records, arrays)
    records.clear()
    arrays |= texts.arrays()
    _postings(segment, arrays)
    container.write(path, arrays, {"count": segment.count, "names": names, "rows": rows})


def _numbers(records: Sequence[dict[str, Any]]) -> dict[str, Array]:
    columns = zip(*(entry["n"] for entry in records), strict=True)
    found: dict[str, Array] = {}
    for (name, dtype), column in zip(record.NUMBERS.items(), columns, strict=True):
        values = [np.nan if value is None else value for value in column]
        found["n." + name] = np.array(values, np.dtype(dtype))
    return found


def _codes(records: Sequence[dict[str, Any]], arrays: dict[str, Array]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for position, field in enumerate(record.CODES):
        lists = [entry["c"][position] for entry in records]
        known = sorted({code for codes in lists for code in codes})
        number = {code: i for i, code in enumerate(known)}
        arrays[f"c.{field}.at"] = _offsets([len(codes) for codes in lists])
        flat = [number[code] for codes in lists for code in codes]
        arrays[f"c.{field}"] = np.array(flat, np.uint32)
        names[field] = known
    return names


def _tiers(records: Sequence[dict[str, Any]], arrays: dict[str, Array]) -> None:
    arrays["p.at"] = _offsets([len(entry["p"]) for entry in records])
    flat = [tier for entry in records for tier in entry["p"]]
    arrays["p"] = np.array(flat, np.int64).reshape(-1)


class _Texts:
    """Texts of all documents, joined as they come: most of what is stored, so kept once and as bytes."""

    _TITLES = ("plain_th", "plain_en")

    def __init__(self) -> None:
        self._joined = bytearray()
        self._lengths = array("q")
        self._titles: dict[str, list[bytes]] = {name: [] for name in self._TITLES}

    def add(self, texts: Sequence[str]) -> None:
        """Take in the texts of the next document, in the order of ``record.TEXTS``."""
        for text in texts:
            blob = text.encode()
            self._joined += blob
            self._lengths.append(len(blob))
        for name, titles in self._titles.items():
            titles.append(texts[record.TEXTS.index(name)].encode())

    def arrays(self) -> dict[str, Array]:
        """Return the texts, where each begins, and the documents in the order of their titles."""
        found: dict[str, Array] = {
            "t.at": _offsets(self._lengths),
            "t": np.frombuffer(bytes(self._joined), np.uint8),
        }
        for name, titles in self._titles.items():
            told = (i for i, title in enumerate(titles) if title)
            found["s." + name] = np.array(sorted(told, key=titles.__getitem__), np.uint32)
        return found


def _postings(segment: Segment, arrays: dict[str, Array]) -> None:
    terms: list[bytes] = []
    ids: list[Array] = []
    weights: list[Array] = []
    for term in segment.terms():
        found, worth = segment.postings(term)
        terms.append(term)
        ids.append(found)
        weights.append(worth.astype(np.float16))
    arrays["x.at"] = _offsets([len(term) for term in terms])
    arrays["x"] = np.frombuffer(b"".join(terms), np.uint8)
    arrays["x.list"] = _offsets([len(found) for found in ids])
    arrays["x.ids"] = np.concatenate(ids) if ids else np.zeros(0, np.uint32)
    arrays["x.weights"] = np.concatenate(weights) if weights else np.zeros(0, np.float16)


def _offsets(lengths: Sequence[int]) -> Array:
    return np.concatenate([[0], np.cumsum(np.array(lengths, np.int64))]).astype(np.int64)
