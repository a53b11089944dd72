"""Which documents of a segment meet the terms of one query, and with what weight.

Whether a document is a hit is told by the terms it meets alone, and few documents are hits. So
that is found first, over all documents; weights are looked up for the hits only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.ranking import SCATTERED, Settings
from search_index.text.analyze import pairs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.columns.facts import Array, Mask, Words
    from search_index.plan import Alternative, Concept

_DENSE = 8
"""Of a term that more than one in so many documents holds, sets are put together bit by bit."""
_MASK_PAYS = 20
"""A list of documents that is so many times longer than another is searched, not marked."""

_NOTHING: tuple[Array, Array] = np.zeros(0, np.intp), np.zeros(0, np.float32)


class Meeting:
    """The documents of one segment and the terms of one query; what was looked up once is kept.

    Attributes:
        segment: The documents.
    """

    def __init__(self, segment: Words) -> None:
        self.segment = segment
        self._postings: dict[str, tuple[Array, Array]] = {}
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

    def all_of(self, terms: Sequence[str]) -> Array:
        """Rising numbers of the documents that hold all terms."""
        if len(terms) == 1:
            return self._of(terms[0])[0]
        key = tuple(terms)
        found = self._together.get(key)
        if found is None:
            found = self._together[key] = self._meet(terms)
        return found

    def _meet(self, terms: Sequence[str]) -> Array:
        sizes = {term: len(self._of(term)[0]) for term in terms}
        rare, *others = sorted(sizes, key=sizes.__getitem__)
        if not sizes[rare]:
            return _NOTHING[0]
        found = self._of(rare)[0]
        if sizes[rare] * _DENSE > self.segment.count:
            mask = self._mask(rare)
            for term in others:
                mask = mask & self._mask(term)
            return np.flatnonzero(mask)
        for term in others:
            found = found[self._stand(found, term)]
        return found

    def _stand(self, documents: Array, term: str) -> Mask:
        """Which of these rising documents hold a term."""
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
            mask = np.zeros(self.segment.count, bool)
            mask[self._of(term)[0]] = True
            self._masks[term] = mask
        return mask

    def quality(self, concept: Concept) -> Array | None:
        """Worth of the best alternative that each document meets; None where none is met at all."""
        steps: list[tuple[float, Array]] = []
        for alternative in concept.alternatives:
            ids = self.all_of(alternative.terms)
            if not len(ids):
                continue
            if alternative.phrase:
                steps.append((alternative.weight * SCATTERED, ids))
                ids = self.all_of((*pairs_of(alternative.terms), *alternative.terms))
            steps.append((alternative.weight, ids))
        if not steps:
            return None
        found = np.zeros(self.segment.count, np.float32)
        for worth, ids in sorted(steps, key=lambda step: step[0]):
            found[ids if len(ids) < len(found) else slice(None)] = worth
        return found

    def weights(self, term: str, documents: Array | None) -> Array:
        """Weight of a term in each of these rising documents; 0 where it does not stand.

        Args:
            term: As it stands in the index.
            documents: None means every one.
        """
        ids, weights = self._of(term)
        if documents is None:
            return weights if len(ids) == self.segment.count else self._everywhere(ids, weights)
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
            ids = self.all_of(alternative.terms)
            if not len(ids):
                continue
            few = self._few(ids, documents)
            if few is None:
                match = self._match(alternative, documents, norm, settings)
                np.maximum(best, match, out=best)
            elif len(few):
                # Only to them it makes a difference.
                at = few if documents is None else np.searchsorted(documents, few)
                match = self._match(alternative, few, norm.take(at), settings)
                best[at] = np.maximum(best.take(at), match)
        return best

    def _few(self, ids: Array, documents: Array | None) -> Array | None:
        """Those of ``documents`` that stand in ``ids``; None where they are many."""
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
        match = weights * np.float32(settings.k1 + 1)
        match /= weights + norm
        match *= self._worth(alternative, documents)
        return match

    def _worth(self, alternative: Alternative, documents: Array | None) -> Any:
        """Worth of an alternative: per document where words should stand together."""
        if not alternative.phrase or len(alternative.terms) == 1:
            return np.float32(alternative.weight)
        pairs = pairs_of(alternative.terms)
        size = self.segment.count if documents is None else len(documents)
        worth = np.full(size, alternative.weight * SCATTERED, np.float32)
        if documents is None:
            worth[self.all_of(pairs)] = alternative.weight
        else:
            stands = np.ones(len(documents), bool)
            for pair in pairs:
                stands &= self._stand(documents, pair)
            worth[stands] = alternative.weight
        return worth
