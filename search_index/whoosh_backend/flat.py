"""A Whoosh segment as one file of arrays, written once by whoever commits, mapped by all readers."""

from __future__ import annotations

import struct
import tempfile
from array import array
from itertools import accumulate
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from search_index.columns import bits, record
from search_index.whoosh_backend import container

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search_index.columns.facts import Array
    from search_index.whoosh_backend.engine import Segment
    from search_index.whoosh_backend.pool import Postings

HEAD = struct.Struct(f"<{len(record.TEXTS) + 1}I")
"""What a document's texts begin with: where each of them begins, and the end."""
COMMON = 4
"""A term that one in so many documents holds, or more, also gets a column of its own: two bytes for
each document are then read sooner than six for each posting."""
_LEAST = 64
"""Documents of the smallest segment with such columns."""


def build(segment: Segment, postings: Postings, path: Path) -> None:
    """Write the flat file of a segment."""
    facts = _Facts()
    with tempfile.TemporaryFile(dir=path.parent) as scratch:
        texts = _Texts(scratch)
        for stored in segment.stored():
            entry = record.load(stored)
            texts.add(entry["t"])
            facts.add(entry)
        arrays, names = facts.arrays()
        arrays |= texts.arrays()
    rows, matrix = bits.rows_of(arrays.__getitem__, names)
    arrays["b"] = matrix.reshape(-1)
    arrays |= _postings(postings) | _columns(postings, segment.count)
    container.write(path, arrays, {"count": segment.count, "names": names, "rows": rows})


class _Facts:
    """Facts of all documents: a growing array for each, instead of objects for each document."""

    def __init__(self) -> None:
        self._numbers: dict[str, array[Any]] = {
            name: array("d" if dtype == "<f8" else "q") for name, dtype in record.NUMBERS.items()
        }
        self._codes = [array("I") for _ in record.CODES]
        self._known: list[dict[str, int]] = [{} for _ in record.CODES]
        self._sizes = [array("q") for _ in record.CODES]
        self._tiers = array("q")
        self._tier_sizes = array("q")

    def add(self, entry: dict[str, Any]) -> None:
        """Take in the facts of the next document, as ``record.load`` gives them."""
        for column, value in zip(self._numbers.values(), entry["n"], strict=True):
            column.append(np.nan if value is None else value)
        for at, codes in enumerate(entry["c"]):
            known = self._known[at]
            self._codes[at].extend(known.setdefault(code, len(known)) for code in codes)
            self._sizes[at].append(len(codes))
        self._tier_sizes.append(len(entry["p"]))
        for tier in entry["p"]:
            self._tiers.extend(tier)

    def arrays(self) -> tuple[dict[str, Array], dict[str, list[str]]]:
        """Arrays by name, and the codes of each field in the order of their numbers."""
        found: dict[str, Array] = {
            "n." + name: np.array(self._numbers[name], np.dtype(dtype))
            for name, dtype in record.NUMBERS.items()
        }
        names: dict[str, list[str]] = {}
        for at, field in enumerate(record.CODES):
            known = self._known[at]
            names[field] = sorted(known)
            rank = np.zeros(len(known), np.uint32)
            rank[[known[code] for code in names[field]]] = np.arange(len(known))
            found[f"c.{field}.at"] = _offsets(self._sizes[at])
            found[f"c.{field}"] = rank[np.frombuffer(self._codes[at], np.uint32)]
        found["p.at"] = _offsets(self._tier_sizes)
        found["p"] = np.array(self._tiers, np.int64)
        return found, names


class _Texts:
    """Texts of all documents, joined as they come in a scratch file: most of what is stored.

    Args:
        scratch: The file.
    """

    _TITLES = ("plain_th", "plain_en")

    def __init__(self, scratch: IO[bytes]) -> None:
        self._joined = scratch
        self._sizes = array("q")
        self._titles: dict[str, list[bytes]] = {name: [] for name in self._TITLES}

    def add(self, texts: Sequence[str]) -> None:
        """Take in the texts of the next document, in the order of ``record.TEXTS``."""
        blobs = [text.encode() for text in texts]
        ends = list(accumulate(map(len, blobs), initial=HEAD.size))
        self._joined.writelines([HEAD.pack(*ends), *blobs])
        self._sizes.append(ends[-1])
        for name, titles in self._titles.items():
            titles.append(blobs[record.TEXTS.index(name)])

    def arrays(self) -> dict[str, Array]:
        """Return the texts, where each document's begin, and the documents in title order."""
        self._joined.flush()
        found: dict[str, Array] = {
            "t.at": _offsets(self._sizes),
            "t": np.memmap(self._joined, np.uint8, "r") if self._sizes else np.zeros(0, np.uint8),
        }
        for name, titles in self._titles.items():
            told = (i for i, title in enumerate(titles) if title)
            found["s." + name] = np.array(sorted(told, key=titles.__getitem__), np.uint32)
        return found


def _postings(postings: Postings) -> dict[str, Array]:
    return {
        "x.at": _offsets([len(term) for term in postings.terms]),
        "x": np.frombuffer(b"".join(postings.terms), np.uint8),
        "x.list": postings.at,
        "x.ids": postings.documents,
        "x.weights": postings.weights,
    }


def _columns(postings: Postings, count: int) -> dict[str, Array]:
    """Numbers of the common terms, and their weights in all documents, 0 where they do not stand."""
    common = np.flatnonzero(np.diff(postings.at) * COMMON >= max(count, 1))
    if count < _LEAST:
        common = common[:0]
    columns = np.zeros((len(common), count), np.uint16)
    for column, number in zip(columns, common.tolist(), strict=True):
        mine = slice(int(postings.at[number]), int(postings.at[number + 1]))
        column[postings.documents[mine]] = postings.weights[mine]
    return {"w.terms": common.astype(np.uint32), "w": columns.reshape(-1)}


def _offsets(lengths: Sequence[int]) -> Array:
    return np.concatenate([[0], np.cumsum(np.array(lengths, np.int64))]).astype(np.int64)
