"""The facts of many documents as named arrays, wherever these are kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from search_index.columns import bits, record

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]
Made = tuple[tuple[float, ...], npt.NDArray[np.float32]]


class Columns(ABC):
    """Facts of the documents 0 to ``count`` - 1; nothing is changed, so threads may share it.

    Arrays by name: ``n.<number>`` one value per document; ``c.<field>`` codes as numbers with
    ``c.<field>.at`` where each document's begin; ``p`` price tiers with ``p.at`` likewise.

    Attributes:
        count: Documents.
        names: Codes of each field by their number.
        made: Columns reckoned from these, by name, with the numbers they were made from.
    """

    def __init__(self, count: int, names: dict[str, list[str]]) -> None:
        self.count = count
        self.names = names
        self.made: dict[str, Made] = {}
        self._numbers: dict[str, dict[str, int]] = {
            field: {name: i for i, name in enumerate(known)} for field, known in names.items()
        }

    def adopt(self, other: Columns) -> None:
        """Speak of the same documents and codes as another."""
        self.count, self.names = other.count, other.names
        self._numbers = other._numbers
        self.rows, self.routes = other.rows, other.routes
        self.owners, self.one_maker_each = other.owners, other.one_maker_each
        self._all_makers = other._all_makers
        self.made = other.made

    @abstractmethod
    def array(self, name: str) -> Array:
        """The array of this name."""

    def number(self, name: str) -> Array:
        """Column of :data:`record.NUMBERS`."""
        return self.array("n." + name)

    @cached_property
    def rows(self) -> bits.Rows:
        """One row of bits per choice of a facet."""
        return bits.Rows(*bits.rows_of(self.array, self.names), self.count)

    @cached_property
    def routes(self) -> Mask:
        """Which documents are routes."""
        return self.having("kind", frozenset({"route"}))

    def having(self, field: str, codes: frozenset[str]) -> Mask:
        """Documents that carry any of the codes."""
        if field in bits.CODE_FIELDS:
            return self.rows.having(field, codes)
        known = self._numbers["organisation"]
        mask = np.zeros(self.count, bool)
        hit = np.isin(self.array("c.organisation"), [known[c] for c in codes if c in known])
        mask[self.owners[hit]] = True
        return mask

    @cached_property
    def owners(self) -> Array:
        """The document of each entry of ``c.organisation``."""
        at = self.array("c.organisation.at")
        return np.repeat(np.arange(self.count, dtype=np.uint32), np.diff(at))

    def count_makers(self, mask: Mask) -> dict[str, int]:
        """How many of the documents each maker has; zeros left out."""
        makers, names = self.array("c.organisation"), self.names["organisation"]
        mine = mask if self.one_maker_each else mask[self.owners]
        # Of nearly all documents it is sooner told who has the others.
        if 2 * np.count_nonzero(mine) > len(makers):
            others = np.bincount(makers[np.flatnonzero(~mine)], minlength=len(names))
            counts = self._all_makers - others
        else:
            counts = np.bincount(makers[np.flatnonzero(mine)], minlength=len(names))
        return {names[i]: int(counts[i]) for i in np.flatnonzero(counts).tolist()}

    @cached_property
    def _all_makers(self) -> Array:
        """How many documents each maker has."""
        names = self.names["organisation"]
        return np.bincount(self.array("c.organisation"), minlength=len(names))

    @cached_property
    def one_maker_each(self) -> bool:
        """Whether every document has one maker, so that ``c.organisation`` is read by document."""
        return bool((np.diff(self.array("c.organisation.at")) == 1).all())

    def codes(self, field: str, document: int) -> list[str]:
        """Codes of one document."""
        at = self.array(f"c.{field}.at")
        found = self.array("c." + field)[int(at[document]) : int(at[document + 1])]
        names = self.names[field]
        return [names[code] for code in found.tolist()]

    def tier_prices(self, group: int) -> Array:
        """Price for a party of this size; the from-price without tiers, -1 when none fits."""
        prices = self.number("price").copy()
        at = self.array("p.at")
        tiers = self.array("p").reshape(-1, 3)
        if tiers.size:
            prices[np.diff(at) > 0] = record.NONE
            fits = (tiers[:, 0] <= group) & (group <= tiers[:, 1])
            owners = np.repeat(np.arange(self.count), np.diff(at))
            prices[owners[fits]] = tiers[fits, 2]
        return prices


class Words(Protocol):
    """Documents that can be scored by their words."""

    made: dict[str, Made]
    """See :class:`Columns`."""

    @property
    def count(self) -> int:
        """Documents."""

    @property
    def routes(self) -> Mask:
        """Which documents are routes."""

    def number(self, name: str) -> Array:
        """See :class:`Columns`."""

    def postings(self, term: str) -> tuple[Array, Array]:
        """Ascending document numbers and weights of a term."""

    def column(self, term: str) -> Array | None:
        """Weights of a term in all documents, 0 where it does not stand, if they are at hand so.

        None where ``postings`` has to be asked.
        """


class Postings(Words, Protocol):
    """Columns that can also be asked for words and texts."""

    def having(self, field: str, codes: frozenset[str]) -> Mask:
        """See :class:`Columns`."""

    def holding(self, documents: Array, needle: str) -> Mask:
        """Which of these documents hold this plain text."""
