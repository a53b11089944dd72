"""Which documents of a segment meet the terms of one query, and with what weight.

Whether a document is a hit is told by the terms it meets alone, and few documents are hits. So
that is found first, over all documents; weights are looked up for the hits only.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.ranking import SCATTERED, Settings
from search_index.text.analyze import pairs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.columns.facts import Array, Mask, Words
    from search_index.plan import Alternative, Concept

_DENSE = 8
"""Of a term that more than one in so many documents holds, sets are marked in all documents."""
_MASK_PAYS = 20
"""A list of documents that is so many times longer than another is searched, not marked."""

_NOTHING: tuple[Array, Array] = np.zeros(0, np.intp), np.zeros(0, np.float32)


def _some(where: Array) -> bool:
    """Whether there is any document in a mask or in numbers."""
    return bool(where.any()) if where.dtype == bool else len(where) > 0


class Meeting:
    """The documents of one segment and the terms of one query; what was looked up once is kept.

    Attributes:
        segment: The documents.
    """

    def __init__(self, segment: Words) -> None:
        self.segment = segment
        self._postings: dict[str, tuple[Array, Array]] = {}
        self._columns: dict[str, Array | None] = {}
        self._masks: dict[str, Mask] = {}
        self._together: dict[tuple[str, ...], Array] = {}
        self._chosen: tuple[Array, Mask] | None = None

    def _of(self, term: str) -> tuple[Array, Array]:
        found = self._postings.get(term)
        if found is None:
            ids, weights = self.segment.postings(term)
            found = (ids.astype(np.intp), weights) if len(ids) else _NOTHING
            self._postings[term] = found
        return found

    def _column(self, term: str) -> Array | None:
        if term not in self._columns:
            self._columns[term] = self.segment.column(term)
        return self._columns[term]

    def all_of(self, terms: Sequence[str]) -> Array:
        """Rising numbers of the documents that hold all terms."""
        found = self._where(terms)
        return np.flatnonzero(found) if found.dtype == bool else found

    def _where(self, terms: Sequence[str]) -> Array:
        """The documents that hold all terms: a mask where many may, else their rising numbers."""
        key = tuple(terms)
        found = self._together.get(key)
        if found is None:
            found = self._together[key] = self._meet(terms)
        return found

    def _meet(self, terms: Sequence[str]) -> Array:
        rare = [term for term in dict.fromkeys(terms) if self._column(term) is None]
        rare.sort(key=lambda term: len(self._of(term)[0]))
        if len(rare) == len(terms) == 1:
            return self._of(rare[0])[0]
        if rare and len(self._of(rare[0])[0]) * _DENSE <= self.segment.count:
            found = self._of(rare[0])[0]
            for term in (*rare[1:], *(term for term in terms if term not in rare)):
                found = found[self._stand(found, term)]
            return found
        masks = [self._mask(term) for term in terms]
        return reduce(np.logical_and, masks)

    def _stand(self, documents: Array, term: str) -> Mask:
        """Which of these rising documents hold a term."""
        if self._column(term) is not None:
            return self._mask(term).take(documents)
        ids = self._of(term)[0]
        if not len(ids) or not len(documents):
            return np.zeros(len(documents), bool)
        if len(ids) > _MASK_PAYS * len(documents):
            at = np.searchsorted(ids, documents)
            at[at == len(ids)] = 0
            held: Mask = ids[at] == documents
            return held
        return self._mask(term).take(documents)

    def _mask(self, term: str) -> Mask:
        mask = self._masks.get(term)
        if mask is None:
            column = self._column(term)
            if column is None:
                mask = np.zeros(self.segment.count, bool)
                mask[self._of(term)[0]] = True
            else:
                mask = column != 0
            self._masks[term] = mask
        return mask

    def quality(self, concept: Concept) -> Array | None:
        """Worth of the best alternative that each document meets; None where none is met at all."""
        steps: list[tuple[float, Array]] = []
        for alternative in concept.alternatives:
            where = self._where(alternative.terms)
            if not _some(where):
                continue
            if alternative.phrase:
                steps.append((alternative.weight * SCATTERED, where))
                where = self._where((*pairs_of(alternative.terms), *alternative.terms))
            steps.append((alternative.weight, where))
        if not steps:
            return None
        found = np.zeros(self.segment.count, np.float32)
        for worth, where in sorted(steps, key=lambda step: step[0]):
            if where.dtype == bool:
                # Of the steps so far none is worth more; to set where a mask is costs ten times as much.
                np.maximum(found, where * np.float32(worth), out=found)
            else:
                found[where] = worth
        return found

    def weights(self, term: str, documents: Array | None) -> Array:
        """Weight of a term in each of these rising documents; 0 where it does not stand.

        Args:
            term: As it stands in the index.
            documents: None means every one.
        """
        column = self._column(term)
        if column is not None:
            return column if documents is None else column.take(documents)
        ids, weights = self._of(term)
        if documents is None:
            return self._everywhere(ids, weights)
        if len(ids) == len(documents) and np.array_equal(ids, documents):
            return weights
        if len(ids) > _MASK_PAYS * len(documents):
            at = np.searchsorted(ids, documents)
            at[at == len(ids)] = 0
            return np.where(ids[at] == documents, weights[at], np.float32(0))
        return self._everywhere(ids, weights).take(documents)

    def _everywhere(self, ids: Array, values: Array) -> Array:
        found = np.zeros(self.segment.count, np.float32)
        found[ids] = values
        return found

    def match(
        self, concept: Concept, documents: Array | None, norm: Array, settings: Settings
    ) -> Array:
        """How well each of these rising documents meets a concept.

        Args:
            concept: What is asked for.
            documents: Numbers of the documents; None means every one.
            norm: For each the part of the formula that depends on its length.
            settings: Numbers of the formula.
        """
        best = np.zeros(len(norm), np.float32)
        for alternative in concept.alternatives:
            where = self._where(alternative.terms)
            if not _some(where):
                continue
            few = self._few(where, documents)
            if few is None:
                match = self._match(alternative, documents, norm, settings)
                np.maximum(best, match, out=best)
            elif len(few):
                # Only to them it makes a difference.
                at = few if documents is None else np.searchsorted(documents, few)
                match = self._match(alternative, few, norm.take(at), settings)
                best[at] = np.maximum(best.take(at), match)
        return best

    def _few(self, where: Array, documents: Array | None) -> Array | None:
        """Those of ``documents`` that stand in ``where``; None where they are many."""
        if where.dtype == bool:
            return None
        ids = where
        if documents is None:
            return ids if len(ids) * _DENSE < self.segment.count else None
        if len(ids) > len(documents):
            return None
        if self._chosen is None or self._chosen[0] is not documents:
            chosen = np.zeros(self.segment.count, bool)
            chosen[documents] = True
            self._chosen = documents, chosen
        few = ids[self._chosen[1].take(ids)]
        return few if len(few) * _DENSE < len(documents) else None

    def _match(
        self, alternative: Alternative, documents: Array | None, norm: Array, settings: Settings
    ) -> Array:
        first, *others = alternative.terms
        weights = self.weights(first, documents)
        for term in others:
            weights = np.minimum(weights, self.weights(term, documents))
        match = weights + norm
        np.divide(weights, match, out=match)
        match *= np.float32(settings.k1 + 1) * self._worth(alternative, documents)
        return match

    def _worth(self, alternative: Alternative, documents: Array | None) -> Any:
        """Worth of an alternative: per document where words should stand together."""
        if not alternative.phrase or len(alternative.terms) == 1:
            return np.float32(alternative.weight)
        pairs = pairs_of(alternative.terms)
        size = self.segment.count if documents is None else len(documents)
        worth = np.full(size, alternative.weight * SCATTERED, np.float32)
        if documents is None:
            worth[self._where(pairs)] = alternative.weight
        else:
            stands = np.ones(len(documents), bool)
            for pair in pairs:
                stands &= self._stand(documents, pair)
            worth[stands] = alternative.weight
        return worth
